// Every scene of the big screen on a temporary demo county, to be looked at:
//   wall_gallery --shot DIR [--language en]
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTest>
#include <cstdio>

#include <wall/wall_window.h>

#include "demo_desk.h"
#include "wall_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

void waitFor(const std::function<bool()> &truth)
{
    for (int pass = 0; pass < 2000 && !truth(); ++pass)
        QTest::qWait(10);
    if (!truth())
        qFatal("the wall did not come to rest");
}

void shoot(Desk &desk, const std::shared_ptr<WallReader> &reader, QSize size, const QDir &folder)
{
    WallWindow wall(desk, reader, WallWindow::Leaving::ByKeySequence);
    wall.resize(size);
    wall.begin();
    wall.show();
    for (const QString &scene : wall.scenes()) {
        waitFor([&] { return wall.scene() == scene && wall.isResting(); });
        const QString file = folder.filePath(u"%1-%2x%3.png"_s.arg(scene).arg(size.width()).arg(size.height()));
        wall.grab().save(file);
        for (const WallText &text : wall.texts())
            if (text.cut)
                std::printf("%s: cut: %s\n", qPrintable(scene), qPrintable(text.text));
        wall.next();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"shot"_s, u"Folder for the pictures."_s, u"folder"_s, u"."_s},
                       {u"language"_s, u"zh or en."_s, u"language"_s, u"zh"_s}});
    parser.process(app);
    installLanguage(parser.value(u"language"_s));
    if (const auto theme = Theme::install(app, Appearance::Light); !theme)
        qFatal("%s", qPrintable(theme.error().message));
    DemoDesk demo;
    demo.setTime(QDate(2026, 9, 14), QTime(10, 20));
    const auto desk = demo.open(u"ji"_s);
    WallCounty(*desk).fill();
    if (const auto folded = WallFeed::foldNow(*desk); !folded)
        qFatal("%s", qPrintable(folded.error().message));
    const auto reader = WallReader::open(*desk);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    const QDir folder(parser.value(u"shot"_s));
    folder.mkpath(u"."_s);
    for (const QSize size : {QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160)})
        shoot(*desk, *reader, size, folder);
    return 0;
}
