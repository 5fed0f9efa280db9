#include "board_fixture.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTextDocument>
#include <QTranslator>

#include <mediation/handover.h>
#include <mediation/widgets/handover_sheet.h>
#include <mediation/widgets/my_list_panel.h>
#include <mediation/widgets/whistle_board_panel.h>
#include <widgets/action_dialog.h>
#include <widgets/record_list_model.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

// The whistle board, the list of one's work and the handover sheet on a demo county. With FENGQIAO_SHOTS set to a
// folder the last case leaves pictures of them in both appearances.
class TestWorkViews : public BoardTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void board_showsEachCallInItsColumn();
    void board_counts_minutesHoursAndOver_data();
    void board_counts_minutesHoursAndOver();
    void board_enter_opensTheMatter();
    void board_ofUnit_showsItsOwn();
    void board_menu_actsAndTheBoardFollows();
    void board_supervision_menuOffersTheNextLetter();
    void board_withoutCalls_saysSo();
    void board_forTheAdministrator_isClosed();
    void list_showsWhatEachRowIs();
    void list_menuOfWhistle_offersToAcknowledge();
    void sheet_isOnePage_withBothSignatures();
    void sheet_savesPdf();
    void sheet_intoMissingFolder_isRefused();
    void pictures();

private:
    QUuid whistle(QUuid matter, const QString &unit, bool lead);

    static QListView *list(QWidget &panel, const QString &name) { return panel.findChild<QListView *>(name); }

    static QMenu *menuAt(QListView *list, int row) { return BoardTest::menuAt(list, row, u"overlayMenu"_s); }

    QUuid m_wages;
    QUuid m_drain;
    QUuid m_lead;
};

void TestWorkViews::initTestCase()
{
    makeCounty();
    m_wages = m_county->registered(u"十二名工人讨要工资"_s);
    m_drain = m_county->assigned(m_county->ready(u"两户院墙排水纠纷"_s), u"room_signature"_s, u"ding"_s);
    QVERIFY(!m_wages.isNull() && !m_drain.isNull());
    m_county->at(u"2026-09-15 08:40"_s);
    const QUuid police = whistle(m_drain, u"公安局"_s, true);
    m_lead = whistle(m_wages, u"人社局"_s, true);
    const QUuid declined = whistle(m_wages, u"民政局"_s, false);
    const QUuid coming = whistle(m_wages, u"住建局"_s, false);
    QVERIFY(!police.isNull() && !declined.isNull() && !coming.isNull());
    m_county->at(u"2026-09-15 09:00"_s);
    QVERIFY(m_county->act(
        u"mao"_s, u"decline_whistle"_s,
        {{u"whistle"_s, idText(declined)}, {u"ground"_s, u"no_power"_s}, {u"legal_basis"_s, u"劳动法第九条"_s}}));
    QVERIFY(m_county->act(u"chou"_s, u"acknowledge_whistle"_s,
                          {{u"whistle"_s, idText(coming)}, {u"officer"_s, u"丑住建"_s}}));
    for (const QString &breach : {u"材料未报"_s, u"会议未到"_s})
        QVERIFY(m_county->act(u"yi"_s, u"supervise"_s,
                              {{u"matter"_s, idText(breach == u"材料未报"_s ? m_wages : m_drain)},
                               {u"unit"_s, u"人社局"_s},
                               {u"breach"_s, breach},
                               {u"new_date"_s, u"2026-09-18"_s}}));
}

void TestWorkViews::init()
{
    m_county->at(u"2026-09-15 09:10"_s);
    as(u"jia"_s);
}

void TestWorkViews::cleanup()
{
    closeAll();
}

QUuid TestWorkViews::whistle(QUuid matter, const QString &unit, bool lead)
{
    const auto blown = m_county->act(u"yi"_s, u"blow_whistle"_s,
                                     {{u"matter"_s, idText(matter)},
                                      {u"unit"_s, unit},
                                      {u"lead"_s, lead},
                                      {u"question"_s, u"请到场核实工资发放情况"_s},
                                      {u"place"_s, u"综治中心二楼"_s},
                                      {u"contact"_s, u"丙窗口"_s}});
    return blown ? blown->id : QUuid();
}

// The menu of a row, asked for by the keyboard.
void TestWorkViews::board_showsEachCallInItsColumn()
{
    WhistleBoardPanel panel(*m_county->desk);
    panel.show();
    QListView *waiting = list(panel, u"whistlesWaiting"_s);
    QTRY_COMPARE(waiting->model()->rowCount(), 2);
    QAbstractItemModelTester tester(waiting->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(list(panel, u"whistlesWorking"_s)->model()->rowCount(), 1);
    QCOMPARE(list(panel, u"whistlesRefused"_s)->model()->rowCount(), 1);
    QCOMPARE(list(panel, u"whistlesDone"_s)->model()->rowCount(), 0);
    QListView *letters = list(panel, u"supervisions"_s);
    QCOMPARE(letters->model()->rowCount(), 2);
    QVERIFY(letters->isVisible());
    QVERIFY2(spoken(letters, 0).contains(u"人社局"_s), qPrintable(spoken(letters, 0)));
    QVERIFY2(spoken(waiting, 0).contains(u"公安局"_s), qPrintable(spoken(waiting, 0))); // resident: the shortest time
    QVERIFY(spoken(waiting, 0).contains(u"请到场核实工资发放情况"_s));
}

void TestWorkViews::board_counts_minutesHoursAndOver_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("words"); // of the source: no translation is loaded here
    QTest::newRow("just called") << u"2026-09-15 08:40"_s << u"30 minute(s) left"_s;
    QTest::newRow("a begun minute counts") << u"2026-09-15 08:58"_s << u"12 minute(s) left"_s;
    QTest::newRow("to the minute") << u"2026-09-15 09:10"_s << u"0 minute(s) over"_s;
    QTest::newRow("over") << u"2026-09-15 09:32"_s << u"22 minute(s) over"_s;
    QTest::newRow("hours over") << u"2026-09-15 12:15"_s << u"3 hour(s) over"_s;
    QTest::newRow("days over") << u"2026-09-17 12:15"_s << u"2 day(s) over"_s;
}

void TestWorkViews::board_counts_minutesHoursAndOver()
{
    QFETCH(const QString, time);
    QFETCH(const QString, words);
    m_county->at(time);
    WhistleBoardPanel panel(*m_county->desk);
    QListView *waiting = list(panel, u"whistlesWaiting"_s);
    QTRY_COMPARE(waiting->model()->rowCount(), 2);
    QVERIFY2(spoken(waiting, 0).contains(words), qPrintable(spoken(waiting, 0)));
}

void TestWorkViews::board_enter_opensTheMatter()
{
    WhistleBoardPanel panel(*m_county->desk);
    panel.show();
    QListView *waiting = list(panel, u"whistlesWaiting"_s);
    QTRY_COMPARE(waiting->model()->rowCount(), 2);
    QSignalSpy opened(&panel, &WhistleBoardPanel::matterActivated);
    waiting->setCurrentIndex(waiting->model()->index(0, 0));
    QTest::keyClick(waiting, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUuid(), m_drain);
    QListView *letters = list(panel, u"supervisions"_s);
    letters->setCurrentIndex(letters->model()->index(0, 0));
    QTest::keyClick(letters, Qt::Key_Return);
    QCOMPARE(opened.size(), 2);
    // The arrows lead to the next column that has cards.
    waiting->setFocus();
    QTest::keyClick(waiting, Qt::Key_Right);
    QVERIFY(list(panel, u"whistlesWorking"_s)->currentIndex().isValid());
}

void TestWorkViews::board_ofUnit_showsItsOwn()
{
    as(u"zi"_s);
    WhistleBoardPanel panel(*m_county->desk);
    QListView *waiting = list(panel, u"whistlesWaiting"_s);
    QTRY_COMPARE(waiting->model()->rowCount(), 1);
    QVERIFY(spoken(waiting, 0).contains(u"人社局"_s));
    QCOMPARE(list(panel, u"whistlesWorking"_s)->model()->rowCount(), 0);
    QCOMPARE(list(panel, u"whistlesRefused"_s)->model()->rowCount(), 0);
}

void TestWorkViews::board_menu_actsAndTheBoardFollows()
{
    as(u"zi"_s);
    WhistleBoardPanel panel(*m_county->desk);
    panel.resize(1000, 520);
    panel.show();
    QListView *waiting = list(panel, u"whistlesWaiting"_s);
    QTRY_COMPARE(waiting->model()->rowCount(), 1);
    QMenu *menu = menuAt(waiting, 0);
    QVERIFY(menu);
    const QStringList offered = actionsOf(*menu);
    QVERIFY(offered.contains(u"acknowledge_whistle"_s) && offered.contains(u"decline_whistle"_s));
    QVERIFY(!offered.contains(u"cancel_whistle"_s)); // of those who called
    for (QAction *one : menu->actions())
        if (one->data().toString() == "acknowledge_whistle"_L1)
            one->trigger();
    QTRY_VERIFY(panel.findChild<ActionDialog *>());
    panel.findChild<ActionDialog *>()->close();
    // Another desk acknowledged for them: the card moves without anybody asking.
    m_county->at(u"2026-09-15 09:12"_s);
    QVERIFY(m_county->act(u"zi"_s, u"acknowledge_whistle"_s,
                          {{u"whistle"_s, idText(m_lead)}, {u"officer"_s, u"子人社"_s}}));
    QTRY_COMPARE(list(panel, u"whistlesWorking"_s)->model()->rowCount(), 1);
    QCOMPARE(waiting->model()->rowCount(), 0);
}

void TestWorkViews::board_supervision_menuOffersTheNextLetter()
{
    WhistleBoardPanel panel(*m_county->desk);
    panel.resize(1000, 520);
    panel.show();
    QListView *letters = list(panel, u"supervisions"_s);
    QTRY_COMPARE(letters->model()->rowCount(), 2);
    QMenu *menu = menuAt(letters, 0);
    QVERIFY(menu);
    // Whether a letter may go out today is for the engine; nobody is offered the answer of somebody else.
    QVERIFY(!actionsOf(*menu).contains(u"reply_supervision"_s));
    QVERIFY(!menu->actions().isEmpty());
}

void TestWorkViews::board_withoutCalls_saysSo()
{
    as(u"yin"_s);
    WhistleBoardPanel panel(*m_county->desk);
    panel.show();
    QTRY_VERIFY(panel.findChild<QWidget *>(u"noCalls"_s)->isVisible());
    QVERIFY(!list(panel, u"whistlesWaiting"_s)->isVisible());
}

void TestWorkViews::board_forTheAdministrator_isClosed()
{
    as(u"chen"_s);
    WhistleBoardPanel panel(*m_county->desk);
    panel.show();
    QVERIFY(panel.findChild<QWidget *>(u"mayNotRead"_s)->isVisible());
}

void TestWorkViews::list_showsWhatEachRowIs()
{
    as(u"chou"_s);
    MyListPanel panel(*m_county->desk);
    panel.resize(320, 500);
    panel.show();
    QListView *mine = list(panel, u"myMatters"_s);
    QTRY_COMPARE(mine->model()->rowCount(), 2); // a heading and the whistle
    QAbstractItemModelTester tester(mine->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY2(spoken(mine, 1).startsWith(u"吹哨"_s), qPrintable(spoken(mine, 1)));
    QSignalSpy opened(&panel, &MyListPanel::matterActivated);
    mine->setCurrentIndex(mine->model()->index(1, 0));
    QTest::keyClick(mine, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUuid(), m_wages); // the matter, not the whistle
}

void TestWorkViews::list_menuOfWhistle_offersToAcknowledge()
{
    as(u"chou"_s);
    MyListPanel panel(*m_county->desk);
    panel.resize(320, 500);
    panel.show();
    QListView *mine = list(panel, u"myMatters"_s);
    QTRY_COMPARE(mine->model()->rowCount(), 2);
    QMenu *menu = menuAt(mine, 1);
    QVERIFY(menu);
    QVERIFY(actionsOf(*menu).contains(u"arrive_whistle"_s)); // acknowledged already
}

void TestWorkViews::sheet_isOnePage_withBothSignatures()
{
    HandoverSheet sheet =
        m_county->desk
            ->read([](ReadContext &context) -> Result<HandoverSheet> { return handoverSheet(context, context.now); })
            .result()
            .value();
    QVERIFY(!sheet.unanswered.isEmpty());
    const auto plain = [](const HandoverSheet &from) { return HandoverSheetDialog::documentOf(from)->toPlainText(); };
    QVERIFY(plain(sheet).contains(u"公安局"_s));
    // However bad the day was, it is one page that both can sign.
    const WhistleLine one = sheet.unanswered.first();
    sheet.unanswered = QList<WhistleLine>(150, one);
    sheet.dueSoon = QList<HandoverClock>(150, HandoverClock{u"清综矛〔2026〕0001号"_s, u"两户院墙排水纠纷"_s, u"黄色"_s,
                                                            u"签收"_s, u"丁调解"_s, sheet.at});
    sheet.overdue = sheet.dueSoon;
    const auto document = HandoverSheetDialog::documentOf(sheet);
    constexpr qreal inner = (297 - 2 * 16) / 25.4 * 96;
    QVERIFY2(document->size().height() <= inner, qPrintable(QString::number(document->size().height())));
    const QString text = document->toPlainText();
    const HandoverPage page = handoverPage(sheet);
    for (const QString &signature : page.signatures)
        QVERIFY(text.contains(signature));
    QVERIFY(text.count(u"清综矛〔2026〕0001号"_s) > 4);
}

void TestWorkViews::sheet_savesPdf()
{
    auto *dialog = new HandoverSheetDialog(*m_county->desk);
    dialog->open();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"print"_s)->isEnabled()); // as soon as there is a page
    const QString path = m_county->folder.filePath(u"交接班单.pdf"_s);
    const Result<> saved = dialog->savePdf(path);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.startsWith("%PDF"));
    QCOMPARE(content.count("/Type /Page\n"), 1);
    dialog->close();
}

void TestWorkViews::sheet_intoMissingFolder_isRefused()
{
    auto *dialog = new HandoverSheetDialog(*m_county->desk);
    dialog->open();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"print"_s)->isEnabled());
    const Result<> saved = dialog->savePdf(m_county->folder.filePath(u"gone/sheet.pdf"_s));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, u"handover.file"_s);
    dialog->close();
}

void TestWorkViews::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("FENGQIAO_SHOTS names no folder");
    QTranslator translator;
    if (translator.load(u"fengqiao_zh_CN"_s, resourcePath(u"translations"_s)))
        QCoreApplication::installTranslator(&translator);
    auto *theme = const_cast<Theme *>(&Theme::of());
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const QString word = appearance == Appearance::Light ? u"light"_s : u"dark"_s;
        theme->setAppearance(appearance);
        as(u"jia"_s);
        const auto shoot = [&](QWidget &widget, const QString &name) {
            widget.show();
            QTest::qWait(400);
            QVERIFY(widget.grab().save(QDir(folder).filePath(name + u'-' + word + u".png"_s)));
        };
        {
            WhistleBoardPanel board(*m_county->desk);
            board.resize(1000, 520);
            shoot(board, u"whistles"_s);
            auto *sheet = new HandoverSheetDialog(*m_county->desk, [](ReadContext &, QDate) {
                return QList<DutyPerson>{{u"法院"_s, u"法官甲"_s, u"0938-0000001"_s, u"1号窗口"_s},
                                         {u"人社局"_s, u"子人社"_s, u"0938-0000002"_s, u"3号窗口"_s}};
            });
            sheet->resize(780, 1000);
            shoot(*sheet, u"handover"_s);
            sheet->close();
        }
        for (const QString &login : {u"zi"_s, u"ding"_s}) {
            as(login);
            MyListPanel mine(*m_county->desk);
            mine.resize(320, 400);
            shoot(mine, u"mylist-"_s + login);
        }
    }
    theme->setAppearance(Appearance::Light);
}

FENGQIAO_GUI_TEST_MAIN(TestWorkViews)
#include "tst_work_views.moc"
