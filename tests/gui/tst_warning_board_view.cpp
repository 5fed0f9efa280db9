#include "board_fixture.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>

#include <mediation/oversight.h>
#include <mediation/widgets/warning_alerts.h>
#include <mediation/widgets/warning_board_panel.h>
#include <widgets/action_dialog.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int longestMs = 60'000; // a desk that was just opened derives its keys first

} // namespace

// The warning board on a demo county: columns, keyboard, menus, moves, the list without five ones, outside schemes, and
// what is told when something rises. With FENGQIAO_SHOTS set to a folder the last case leaves pictures.
class TestWarningBoardView : public BoardTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void board_showsEachWarningInItsColumn();
    void board_arrowsCrossColumns_enterOpensTheMatter();
    void board_menu_offersWhatTheRoleMayDo_data();
    void board_menu_offersWhatTheRoleMayDo();
    void board_ctrlArrow_asksForTheFormThatRaises();
    void board_suggestion_isAnsweredBeforeItMoves();
    void board_withoutFiveOnes_showsRedOnly();
    void board_outsideSchemes_standApart();
    void board_look_suggests_andTheBoardFollows();
    void board_withoutWarnings_saysSo();
    void board_forTheAdministrator_isClosed();
    void alerts_tellWhatRose_once();
    void pictures();

private:
    QUuid warned(const QString &title, const QString &level, const QString &reason, const QJsonObject &more = {});

    static QListView *column(QWidget &panel, const QString &level)
    {
        return panel.findChild<QListView *>(u"warnings_"_s + level);
    }

    static QMenu *menuAt(QListView *list, int row) { return BoardTest::menuAt(list, row, u"warningMenu"_s); }

    static void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(widget, static_cast<Qt::Key>(key), modifiers);
    }

    QUuid m_red;
    QUuid m_orange;
    QUuid m_yellow;
    QUuid m_scored; // a matter whose score suggests orange
};

QUuid TestWarningBoardView::warned(const QString &title, const QString &level, const QString &reason,
                                   const QJsonObject &more)
{
    const QUuid matter = m_county->registered(title);
    const auto done =
        m_county->act(u"jia"_s, u"open_warning"_s,
                      with({{u"matter"_s, idText(matter)}, {u"level"_s, level}, {u"reason"_s, reason}}, more));
    return done ? matter : QUuid();
}

void TestWarningBoardView::initTestCase()
{
    makeCounty();
    m_red = warned(u"征地补偿款分配纠纷"_s, u"red"_s, u"三十余人聚集村委会，要求当日答复"_s,
                   {{u"measures"_s, u"镇领导到场，公安局、住建局联合值守"_s}});
    m_orange = warned(u"两户宅基地相邻纠纷"_s, u"orange"_s, u"上周发生肢体冲突，派出所出警两次"_s);
    m_yellow =
        warned(u"十二名工人讨要工资"_s, u"yellow"_s, u"约定付款日已过两天"_s, {{u"measures"_s, u"每周回访一次"_s}});
    QVERIFY(!m_red.isNull() && !m_orange.isNull() && !m_yellow.isNull());
    m_scored = m_county->assessed(m_county->analysed(m_county->registered(u"院墙排水纠纷"_s)),
                                  {{u"conduct"_s, u"physical"_s},
                                   {u"conduct_evidence"_s, u"出警记录"_s},
                                   {u"police_visits"_s, 2},
                                   {u"police_visits_evidence"_s, u"出警记录"_s}});
    QVERIFY(!m_scored.isNull());
    QVERIFY(m_county->act(u"yi"_s, u"open_area_warning"_s,
                          {{u"target"_s, u"place"_s},
                           {u"division"_s, u"620521105"_s},
                           {u"level"_s, u"yellow"_s},
                           {u"reason"_s, u"灌溉期排水纠纷集中"_s},
                           {u"measures"_s, u"逐村排查水渠"_s}}));
}

void TestWarningBoardView::init()
{
    m_county->at(u"2026-09-15 09:10"_s);
    as(u"jia"_s);
}

void TestWarningBoardView::cleanup()
{
    closeAll();
}

void TestWarningBoardView::board_showsEachWarningInItsColumn()
{
    WarningBoardPanel panel(*m_county->desk);
    panel.show();
    QListView *red = column(panel, u"red"_s);
    QTRY_COMPARE(red->model()->rowCount(), 1);
    QAbstractItemModelTester tester(red->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(column(panel, u"orange"_s)->model()->rowCount(), 1);
    QCOMPARE(column(panel, u"yellow"_s)->model()->rowCount(), 2); // a matter and a place
    const QString words = spoken(red, 0);
    for (const QString &part : {u"红"_s, u"清综矛"_s, u"征地补偿款分配纠纷"_s, u"山门镇"_s, u"三十余人聚集"_s})
        QVERIFY2(words.contains(part), qPrintable(words));
    QVERIFY(red->accessibleName().contains(u'1'));
}

void TestWarningBoardView::board_arrowsCrossColumns_enterOpensTheMatter()
{
    WarningBoardPanel panel(*m_county->desk);
    panel.resize(1200, 400);
    panel.show();
    QListView *red = column(panel, u"red"_s);
    QTRY_COMPARE(red->model()->rowCount(), 1);
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    red->setFocus(Qt::TabFocusReason);
    QCOMPARE(red->currentIndex().row(), 0);
    press(red, Qt::Key_Right);
    QListView *orange = column(panel, u"orange"_s);
    QTRY_VERIFY(orange->currentIndex().isValid());
    QVERIFY(!red->selectionModel()->hasSelection()); // one card of the whole board
    QSignalSpy opened(&panel, &WarningBoardPanel::matterActivated);
    press(orange, Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUuid(), m_orange);
}

void TestWarningBoardView::board_menu_offersWhatTheRoleMayDo_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QStringList>("withheld");
    const QStringList steps{u"raise_warning"_s, u"lower_warning"_s, u"renew_warning"_s, u"clear_warning"_s};
    QTest::newRow("the director on red") << u"jia"_s << u"red"_s << QStringList{u"renew_warning"_s, u"clear_warning"_s}
                                         << QStringList();
    QTest::newRow("the deputy on red") << u"yi"_s << u"red"_s << QStringList{u"propose_leader"_s}
                                       << QStringList{u"confirm_warning"_s, u"lapse_warning"_s, u"write_off"_s};
    QTest::newRow("a grid worker on his own") << u"ren"_s << u"yellow"_s << QStringList() << steps;
}

void TestWarningBoardView::board_menu_offersWhatTheRoleMayDo()
{
    QFETCH(QString, login);
    QFETCH(QString, level);
    QFETCH(QStringList, offered);
    QFETCH(QStringList, withheld);
    as(login);
    WarningBoardPanel panel(*m_county->desk);
    QSignalSpy loaded(&panel, &WarningBoardPanel::loaded);
    panel.refresh(); // the first reading may be over before anybody could listen
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), longestMs);
    QListView *list = column(panel, level);
    if (list->model()->rowCount() == 0) {
        QVERIFY(offered.isEmpty()); // not even seen
        return;
    }
    QMenu *menu = menuAt(list, 0);
    QVERIFY(menu);
    const QStringList names = actionsOf(*menu);
    for (const QString &name : offered)
        QVERIFY2(names.contains(name), qPrintable(names.join(u' ')));
    for (const QString &name : withheld)
        QVERIFY2(!names.contains(name), qPrintable(names.join(u' ')));
}

void TestWarningBoardView::board_ctrlArrow_asksForTheFormThatRaises()
{
    WarningBoardPanel panel(*m_county->desk);
    panel.resize(1200, 400);
    panel.show();
    QListView *orange = column(panel, u"orange"_s);
    QTRY_COMPARE(orange->model()->rowCount(), 1);
    orange->setCurrentIndex(orange->model()->index(0, 0));
    press(orange, Qt::Key_Left, Qt::ControlModifier);
    QTRY_VERIFY(panel.findChild<ActionDialog *>(u"actionDialog"_s));
    auto *dialog = panel.findChild<ActionDialog *>(u"actionDialog"_s);
    QCOMPARE(dialog->form()->data()["level"_L1].toString(), u"red"_s); // filled; why is still asked
    QCOMPARE(column(panel, u"red"_s)->model()->rowCount(), 1);         // nothing moved by itself
    const QString word = m_county->desk->rules()->table("actions"_L1).find(u"raise_warning"_s)->word();
    const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
    QVERIFY(std::ranges::any_of(buttons, [&word](const QPushButton *button) { return button->text() == word; }));
}

void TestWarningBoardView::board_suggestion_isAnsweredBeforeItMoves()
{
    QVERIFY(m_county->act(u"yi"_s, u"watch_warnings"_s, {}));
    WarningBoardPanel panel(*m_county->desk);
    panel.resize(1200, 400);
    panel.show();
    QListView *orange = column(panel, u"orange"_s);
    QTRY_COMPARE(orange->model()->rowCount(), 2);
    QVERIFY2(spoken(orange, 0).contains(u"已建议"_s), qPrintable(spoken(orange, 0))); // first of its column
    orange->setCurrentIndex(orange->model()->index(0, 0));
    QMenu *menu = menuAt(orange, 0);
    QVERIFY(menu);
    QVERIFY(actionsOf(*menu).contains(u"confirm_warning"_s));
    QVERIFY(actionsOf(*menu).contains(u"dismiss_warning"_s));
    QVERIFY(!actionsOf(*menu).contains(u"raise_warning"_s));
    menu->close();
    press(orange, Qt::Key_Left, Qt::ControlModifier);
    QTRY_VERIFY(panel.window()->findChild<QWidget *>(u"toast"_s) != nullptr ||
                !panel.findChild<ActionDialog *>(u"actionDialog"_s));
    QVERIFY(!panel.findChild<ActionDialog *>(u"actionDialog"_s));
}

void TestWarningBoardView::board_withoutFiveOnes_showsRedOnly()
{
    WarningBoardPanel panel(*m_county->desk);
    panel.show();
    QTRY_VERIFY(column(panel, u"yellow"_s)->model()->rowCount() > 0);
    panel.setWithoutFiveOnes(true);
    QTRY_COMPARE(column(panel, u"yellow"_s)->model()->rowCount(), 0);
    QCOMPARE(column(panel, u"red"_s)->model()->rowCount(), 1);
    QVERIFY(panel.isWithoutFiveOnes());
    panel.setWithoutFiveOnes(false);
    QTRY_VERIFY(column(panel, u"yellow"_s)->model()->rowCount() > 0);
}

void TestWarningBoardView::board_outsideSchemes_standApart()
{
    WarningBoardPanel panel(*m_county->desk);
    panel.show();
    QTRY_VERIFY(panel.findChild<QLabel *>(u"outside_platform_ybg"_s));
    const QString words = panel.findChild<QLabel *>(u"outside_platform_ybg"_s)->text();
    for (const QString &part : {u"黄 11"_s, u"蓝 18"_s, u"绿 1175"_s, u"2022-12-31"_s})
        QVERIFY2(words.contains(part), qPrintable(words));
    QCOMPARE(column(panel, u"yellow"_s)->model()->rowCount(), 2); // their yellow is not ours
}

void TestWarningBoardView::board_look_suggests_andTheBoardFollows()
{
    const QUuid matter = m_county->assessed(m_county->analysed(m_county->registered(u"相邻采光纠纷"_s)));
    QVERIFY(!matter.isNull());
    WarningBoardPanel panel(*m_county->desk);
    panel.show();
    QListView *yellow = column(panel, u"yellow"_s);
    QTRY_COMPARE(yellow->model()->rowCount(), 2);
    auto *look = panel.findChild<QPushButton *>(u"look"_s);
    QVERIFY(look);
    QTest::mouseClick(look, Qt::LeftButton);
    QTRY_COMPARE(yellow->model()->rowCount(), 3);
    QVERIFY(spoken(yellow, 0).contains(u"已建议"_s));
}

void TestWarningBoardView::board_withoutWarnings_saysSo()
{
    as(u"gui"_s); // a grid leader, who owns none of these matters
    WarningBoardPanel panel(*m_county->desk);
    QSignalSpy loaded(&panel, &WarningBoardPanel::loaded);
    panel.refresh(); // the first reading may be over before anybody could listen
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), longestMs);
    QVERIFY(panel.findChild<QWidget *>(u"noWarnings"_s)->isVisible() ||
            column(panel, u"yellow"_s)->model()->rowCount() > 0);
    QCOMPARE(column(panel, u"red"_s)->model()->rowCount(), 0);
    QVERIFY(!panel.findChild<QPushButton *>(u"look"_s)); // nor may have the rules looked at
}

void TestWarningBoardView::board_forTheAdministrator_isClosed()
{
    as(u"chen"_s);
    WarningBoardPanel panel(*m_county->desk);
    panel.show();
    QVERIFY(panel.findChild<QWidget *>(u"mayNotRead"_s));
    QVERIFY(!column(panel, u"red"_s));
}

void TestWarningBoardView::alerts_tellWhatRose_once()
{
    WarningAlerts alerts(*m_county->desk);
    QSignalSpy raised(&alerts, &WarningAlerts::raised);
    const auto shown = [this] {
        return m_county->desk
            ->read([](ReadContext &context) -> Result<QList<WarningLevel>> { return warningLevels(context); })
            .result()
            .value();
    };
    QVERIFY(alerts.rose(shown()).isEmpty()); // what was there is no news
    QVERIFY(!warned(u"林地边界纠纷"_s, u"orange"_s, u"双方各自集结亲属"_s).isNull());
    const QList<WarningAlerts::Alert> first = alerts.rose(shown());
    QCOMPARE(first.size(), 1);
    QCOMPARE(first.first().level, u"orange"_s);
    QCOMPARE(first.first().count, 1);
    QVERIFY(!first.first().sounds); // setting warning_sound_level: red
    QVERIFY(alerts.rose(shown()).isEmpty());
    const QUuid yellow =
        m_county->desk
            ->read([this](ReadContext &context) -> Result<QUuid> { return warningsOf(context, m_yellow).first().id; })
            .result()
            .value();
    QVERIFY(m_county->act(u"jia"_s, u"raise_warning"_s,
                          {{u"warning"_s, idText(yellow)}, {u"level"_s, u"red"_s}, {u"reason"_s, u"工人聚集"_s}}));
    const QList<WarningAlerts::Alert> second = alerts.rose(shown());
    QCOMPARE(second.size(), 1);
    QCOMPARE(second.first().level, u"red"_s);
    QVERIFY(second.first().sounds);
    QVERIFY(m_county->act(u"jia"_s, u"lower_warning"_s,
                          {{u"warning"_s, idText(yellow)}, {u"level"_s, u"yellow"_s}, {u"reason"_s, u"工资已付"_s}}));
    QVERIFY(alerts.rose(shown()).isEmpty()); // what falls is not told
}

void TestWarningBoardView::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("FENGQIAO_SHOTS names no folder");
    QVERIFY(QDir().mkpath(folder));
    QTranslator translator;
    if (translator.load(u"fengqiao_zh_CN"_s, resourcePath(u"translations"_s)))
        QCoreApplication::installTranslator(&translator);
    m_county->at(u"2026-09-17 16:10"_s);
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const_cast<Theme &>(Theme::of()).setAppearance(appearance);
        WarningBoardPanel panel(*m_county->desk);
        QSignalSpy loaded(&panel, &WarningBoardPanel::loaded);
        for (const QSize &size : {QSize(1366, 420), QSize(1920, 520), QSize(760, 300)}) {
            panel.resize(size);
            panel.show();
            QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), longestMs);
            QTest::qWait(50);
            QVERIFY(panel.grab().save(folder + u"/warnings-%1-%2.png"_s.arg(size.width())
                                                   .arg(appearance == Appearance::Light ? u"light"_s : u"dark"_s)));
        }
    }
    const_cast<Theme &>(Theme::of()).setAppearance(Appearance::Light);
}

FENGQIAO_GUI_TEST_MAIN(TestWarningBoardView)
#include "tst_warning_board_view.moc"
