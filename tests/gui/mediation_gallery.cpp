// The docks of the mediation module over a temporary demo county, arranged as the Mediation perspective has them, to be
// looked at: `mediation_gallery --shot DIR` writes a picture of each in both appearances and leaves.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>

#include <core/locale.h>
#include <mediation/widgets/matter_panel.h>
#include <mediation/widgets/my_list_panel.h>
#include <mediation/widgets/people_panel.h>
#include <mediation/widgets/triage_board.h>
#include <widgets/action_dialog.h>
#include <widgets/theme.h>

#include "mediation_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

struct Matters {
    QUuid fresh, analysing, scored, ready, assigned, signedFor, mediating, traffic, wages, danger, performing;
};

QJsonObject parties(const QString &first, const QString &second)
{
    return {{u"parties"_s, QJsonArray{MediationCounty::person(first, u"applicant"_s),
                                      MediationCounty::person(second, u"respondent"_s)}}};
}

Matters fill(MediationCounty &county)
{
    Matters m;
    county.at(u"2026-09-10 09:30"_s);
    m.mediating = county.assigned(county.ready(u"赡养费分担意见不一"_s,
                                               with(parties(u"钱七"_s, u"钱大"_s), {{u"failed_mediations"_s, 1}}),
                                               {{u"dispute_type"_s, u"01"_s}, {u"first_known"_s, u"2026-01-15"_s}}),
                                  u"room_signature"_s, u"ding"_s);
    county.done(u"ding"_s, u"sign"_s, m.mediating, {{u"no_conflict"_s, true}});
    county.done(u"ding"_s, u"start_mediation"_s, m.mediating,
                {{u"all_consent"_s, true},
                 {u"rights_notice_read"_s, true},
                 {u"mediator_agreed"_s, true},
                 {u"session_mode"_s, u"closed"_s},
                 {u"application_form"_s, u"registration"_s},
                 {u"applied_on"_s, u"2026-09-10"_s}});
    county.at(u"2026-09-11 10:10"_s);
    m.traffic = county.assigned(county.ready(u"电动车与轿车相撞后的赔偿"_s, parties(u"吴十"_s, u"欧阳某"_s),
                                             {{u"dispute_type"_s, u"13"_s}, {u"amount"_s, u"32000"_s}}),
                                u"room_court_link"_s, u"wu"_s);
    county.at(u"2026-09-14 09:05"_s);
    m.signedFor = county.assigned(county.ready(u"两户院墙排水纠纷"_s), u"room_signature"_s, u"ding"_s);
    county.done(u"ding"_s, u"sign"_s, m.signedFor, {{u"no_conflict"_s, true}});
    m.assigned = county.assigned(county.ready(u"承包地边界争执"_s, parties(u"郑十一"_s, u"冯十二"_s)),
                                 u"room_signature"_s, u"ding"_s);
    m.ready = county.ready(u"楼上漏水损坏家具"_s, parties(u"陈十三"_s, u"韩十六"_s));
    m.scored =
        county.assessed(county.analysed(county.registered(u"商铺门前占道摆摊"_s, parties(u"蒋十四"_s, u"沈十五"_s))));
    m.analysing = county.analysed(county.registered(u"彩礼返还争议"_s, parties(u"杨十七"_s, u"孙八"_s)),
                                  {{u"dispute_type"_s, u"01"_s}});
    m.wages = county.ready(u"十二名工人讨要工资"_s,
                           {{u"parties"_s, QJsonArray{MediationCounty::person(u"周九"_s, u"applicant"_s),
                                                      QJsonObject{{u"organisation_name"_s, u"虚构建筑公司"_s},
                                                                  {u"side"_s, u"respondent"_s}}}}},
                           {{u"dispute_type"_s, u"10"_s},
                            {u"amount"_s, u"186000"_s},
                            {u"persons_affected"_s, 12},
                            {u"first_known"_s, u"2026-07-06"_s}},
                           {{u"collective_threat"_s, true},
                            {u"collective_threat_evidence"_s, u"扬言堵门"_s},
                            {u"livelihood"_s, true},
                            {u"livelihood_evidence"_s, u"三个月未发工资"_s}},
                           u"jia"_s);
    county.assigned(m.wages, u"room_complex"_s, u"wu"_s, u"jia"_s);
    m.performing = county.performing(u"两家院墙排水"_s, u"ding"_s);
    m.danger = county.registered(u"夫妻争吵后有人持刀"_s, {{u"danger"_s, true}, {u"weapon"_s, true}});
    m.fresh = county.registered(u"网购家电退货纠纷"_s, parties(u"张三"_s, u"虚构电器行"_s));
    return m;
}

class Shots {
public:
    Shots(QString folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    void take(QWidget *window, const QString &name) const
    {
        QTest::qWait(350);
        window->grab().save(QDir(m_folder).filePath(name + u'-' + m_suffix + u".png"_s));
    }

private:
    QString m_folder;
    QString m_suffix;
};

// As the Mediation perspective at 1366 x 768, less rail and status strip.
struct Place {
    QWidget window;
    MyListPanel *mine;
    MatterPanel *matter;
    PeoplePanel *people;
    TriageBoard *board;

    explicit Place(Desk &desk)
    {
        auto *rows = new QSplitter(Qt::Vertical);
        auto *upper = new QSplitter(Qt::Horizontal);
        mine = new MyListPanel(desk);
        matter = new MatterPanel(desk);
        people = new PeoplePanel(desk);
        board = new TriageBoard(desk);
        for (QWidget *panel : std::initializer_list<QWidget *>{mine, matter, people})
            upper->addWidget(panel);
        upper->setSizes({300, 690, 288});
        rows->addWidget(upper);
        rows->addWidget(board);
        rows->setSizes({520, 186});
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(8, 8, 8, 8);
        column->addWidget(rows);
        window.resize(1294, 730);
        window.show();
    }
};

void shoot(MediationCounty &county, const Matters &m, const Shots &shots)
{
    county.signIn(u"yi"_s);
    {
        Place place(*county.desk);
        place.matter->showMatter(m.ready);
        place.board->select(m.ready);
        place.people->search(u"1017"_s);
        shots.take(&place.window, u"deputy"_s);
        auto *tabs = place.matter->findChild<QTabBar *>(u"matterTabs"_s);
        for (int tab = 1; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            shots.take(place.matter, u"tab%1"_s.arg(tab));
        }
        tabs->setCurrentIndex(0);
        for (QPushButton *button : place.matter->findChildren<QPushButton *>()) {
            if (button->property("action").toString() == "assign"_L1) {
                button->click();
                break;
            }
        }
        QTest::qWait(600);
        if (auto *dialog = place.matter->findChild<ActionDialog *>()) {
            shots.take(dialog, u"assign"_s);
            dialog->close();
        }
        QTest::qWait(50);
        place.matter->findChild<QPushButton *>(u"whyNot"_s)->click();
        QTest::qWait(100);
        if (auto *dialog = place.matter->findChild<QDialog *>(u"whyNotDialog"_s)) {
            shots.take(dialog, u"why"_s);
            dialog->close();
        }
        place.people->search(u"qianqi"_s);
        place.matter->showMatter(m.wages);
        place.board->setParent(nullptr);
        place.board->resize(1280, 560);
        place.board->show();
        shots.take(place.board, u"board"_s);
        shots.take(&place.window, u"wages"_s);
        delete place.board;
    }
    county.signIn(u"ding"_s);
    {
        Place place(*county.desk);
        place.matter->showMatter(m.assigned);
        shots.take(&place.window, u"mediator"_s);
        for (QPushButton *button : place.matter->findChildren<QPushButton *>()) {
            if (button->property("action").toString() == "sign"_L1) {
                button->click();
                break;
            }
        }
        QTest::qWait(600);
        if (auto *dialog = place.matter->findChild<ActionDialog *>()) {
            shots.take(dialog, u"sign"_s);
            dialog->close();
        }
        place.matter->showMatter(m.performing);
        place.matter->setParent(nullptr);
        place.matter->resize(690, 980);
        place.matter->show();
        auto *tabs = place.matter->findChild<QTabBar *>(u"matterTabs"_s);
        for (int tab = 3; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            shots.take(place.matter, u"performing%1"_s.arg(tab));
        }
        for (QPushButton *button : place.matter->findChildren<QPushButton *>()) {
            if (button->property("action").toString() == "attach"_L1) {
                button->click();
                break;
            }
        }
        QTest::qWait(600);
        if (auto *dialog = place.matter->findChild<ActionDialog *>())
            shots.take(dialog, u"attach"_s);
        delete place.matter;
    }
    county.signIn(u"chen"_s);
    {
        Place place(*county.desk);
        shots.take(&place.window, u"administrator"_s);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser options;
    const QCommandLineOption shot(u"shot"_s, u"Writes a picture of each page to this folder."_s, u"folder"_s);
    options.addOption(shot);
    options.addHelpOption();
    options.process(app);
    setLanguage(Language::Chinese);
    QTranslator translator;
    if (translator.load(u"fengqiao_zh_CN"_s, resourcePath(u"translations"_s)))
        QCoreApplication::installTranslator(&translator);
    const auto theme = Theme::install(app);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    MediationCounty county(u"jia"_s);
    const Matters matters = fill(county);
    county.at(u"2026-09-15 10:20"_s);
    if (options.isSet(shot)) {
        QDir().mkpath(options.value(shot));
        for (const auto &[appearance, word] :
             {std::pair{Appearance::Light, u"light"_s}, {Appearance::Dark, u"dark"_s}}) {
            (*theme)->setAppearance(appearance);
            shoot(county, matters, Shots(options.value(shot), word));
        }
        return 0;
    }
    Place place(*county.desk);
    place.matter->showMatter(matters.ready);
    return QApplication::exec();
}
