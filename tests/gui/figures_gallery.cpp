// The Command perspective of a demo county with the seed's year in it, in both appearances, to be looked at:
// figures_gallery --shot DIR [--language en]
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTabBar>
#include <QTest>

#include <statistics/demo_year.h>
#include <statistics/widgets/charts_panel.h>
#include <statistics/widgets/figure_tiles_panel.h>
#include <widgets/cards.h>
#include <widgets/theme.h>

#include <perspectives.h>
#include <window_settings.h>
#include <workspace.h>

#include "demo_desk.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 20'000;
constexpr int rest = 1200; // ms until everything stands still

class Gallery {
public:
    Gallery(Theme &theme, QString folder)
        : m_theme(theme)
        , m_folder(std::move(folder))
        , m_desk(m_county.open(u"jia"_s))
        , m_settings(m_county.folder() + u"/window.ini"_s)
    {
        if (const auto filled = fillDemoYear(*m_desk); !filled)
            qFatal("%s", qPrintable(filled.error().message));
    }

    void run();

private:
    void shoot(Workspace &workspace, const QString &name);
    Theme &m_theme;
    QString m_folder;
    DemoDesk m_county;
    std::unique_ptr<Desk> m_desk;
    WindowSettings m_settings;
};

void Gallery::shoot(Workspace &workspace, const QString &name)
{
    for (const bool dark : {false, true})
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            m_theme.setAppearance(dark ? Appearance::Dark : Appearance::Light);
            workspace.resize(size);
            QTest::qWait(rest);
            const QString file = u"%1%2-%3.png"_s.arg(name, dark ? u"-dark"_s : QString()).arg(size.width());
            workspace.grab().save(QDir(m_folder).filePath(file));
        }
}

void Gallery::run()
{
    Workspace workspace(*m_desk, m_theme, m_settings);
    workspace.resize(1366, 768);
    workspace.show();
    workspace.begin();
    const auto mine = perspectivesFor(*m_desk->rules(), m_desk->actor());
    const auto at = std::ranges::find(mine, u"command"_s, &Perspective::id) - mine.cbegin();
    workspace.run(u"perspective.%1"_s.arg(at + 1));
    ScopeKeeper *keeper = workspace.findChild<ScopeKeeper *>();
    if (!keeper->setCustom(Period::year(2022)))
        qFatal("the demo's year is no period");
    auto *tiles = workspace.findChild<FigureTilesPanel *>();
    if (!QTest::qWaitFor([tiles] { return !tiles->figures().isEmpty(); }, patience))
        qFatal("no tiles");
    shoot(workspace, u"command"_s);
    Q_EMIT workspace.findChild<FigureTile *>(u"tile_success"_s)->clicked();
    shoot(workspace, u"behind"_s);
    workspace.run(u"panel.charts"_s);
    for (const QString &board : {u"intake"_s, u"flow"_s, u"towns"_s, u"mediators"_s, u"level"_s}) {
        workspace.findChild<ChartsPanel *>()->showBoard(board);
        shoot(workspace, u"charts-"_s + board);
    }
    workspace.run(u"panel.reconcile"_s);
    shoot(workspace, u"reconcile"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"shot"_s, u"Folder for the pictures."_s, u"dir"_s}, {u"language"_s, u"zh or en."_s, u"code"_s, u"zh"_s}});
    parser.process(app);
    installLanguage(parser.value(u"language"_s));
    const auto theme = Theme::install(app, Appearance::Light);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    const QString folder = parser.value(u"shot"_s);
    QDir().mkpath(folder);
    Gallery(**theme, folder).run();
    return 0;
}
