#include <QJsonArray>
#include <QTest>

#include <core/locale.h>
#include <mediation/handover.h>

#include "test_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QByteArray why(const Result<ActionOutcome> &result)
{
    return result ? QByteArray()
                  : (result.error().code + u": "_s + result.error().message + u" ["_s + result.error().field + u']')
                        .toUtf8();
}

const QString drain = u"两户院墙排水纠纷"_s;
const QString wages = u"十二名工人讨要工资"_s;
const QString knife = u"夫妻争吵后有人持刀"_s;

} // namespace

// What lies on each desk on a Tuesday afternoon, and the sheet that is handed over at 17:30 of it.
class TestHandover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void init() { m_county->at(u"2026-09-15 17:30"_s); }

    void sheet_ofTheFixtureDay_isThisPage();
    void sheet_longerThanThePage_saysHowManyMore();
    void sheet_ofTheWindow_isMasked();
    void sheet_ofGridWorker_isEmpty();
    void sheet_onFriday_looksToMonday();
    void list_ofEachDesk_data();
    void list_ofEachDesk();
    void list_ofMediator_parts_mineAndOthers();
    void list_repliedSupervision_waitsForOthers();
    void list_ofUnit_tellsNothingOfOtherMatters();
    void list_withManyTasks_keepsTheLimit();

private:
    QUuid registered(const QString &title, const QJsonObject &more = {})
    {
        QJsonObject data{{u"title"_s, title}};
        for (auto it = more.begin(); it != more.end(); ++it)
            data.insert(it.key(), it.value());
        const auto made = m_county->registerMatter(data);
        return made ? made->id : QUuid();
    }

    // Writes columns past the engine, for what cannot be reached in a few steps.
    void change(QUuid matter, const QVariantHash &columns)
    {
        const auto done = m_county->desk->store()
                              .write([&](Writer &tx) -> Result<> {
                                  auto row = tx.find(matterEntity(), matter);
                                  for (auto it = columns.cbegin(); it != columns.cend(); ++it)
                                      row->set(QLatin1StringView(it.key().toLatin1()), it.value());
                                  tx.update(*row);
                                  return {};
                              })
                              .result();
        QVERIFY(done);
    }

    QUuid act(const QString &login, const QString &action, const QJsonObject &data)
    {
        const auto done = m_county->act(login, action, data);
        if (!done)
            qFatal("%s: %s", qPrintable(action), why(done).constData());
        return done->id;
    }

    HandoverSheet sheetOf(const QString &login)
    {
        const DutyReader roster = [](ReadContext &, QDate day) {
            return QList<DutyPerson>{{u"法院"_s, u"法官甲"_s, {}, day.toString(u"1号窗口 MM-dd"_s)}};
        };
        return m_county->read(login, [&](ReadContext &context) { return handoverSheet(context, context.now, roster); });
    }

    MyList listOf(const QString &login)
    {
        return m_county->read(login, [](ReadContext &context) { return myList(context); });
    }

    QString numberOf(QUuid matter) { return m_county->matter(matter)->text("number"_L1); }

    static QStringList linesOf(const HandoverPage &page);
    static QStringList tasksOf(const QList<MatterCard> &cards);

    std::unique_ptr<TestCounty> m_county;
    QUuid m_drain;
    QUuid m_wages;
    QUuid m_knife;
    QUuid m_whistle;
    QUuid m_letter;
};

void TestHandover::initTestCase()
{
    setLanguage(Language::English);
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_county->at(u"2026-09-14 09:00"_s);
    m_drain = registered(drain);
    m_wages = registered(wages);
    m_knife = registered(knife);
    const QUuid ding = m_county->actor(u"ding"_s).id.value;
    change(m_drain, {{u"state"_s, u"M51"_s}, {u"mediator"_s, ding}, {u"dispute_type"_s, u"02"_s}});
    change(m_wages, {{u"state"_s, u"M71"_s}, {u"mediator"_s, ding}, {u"dispute_type"_s, u"10"_s}});
    change(m_knife, {{u"state"_s, u"M51"_s},
                     {u"level"_s, u"red"_s},
                     {u"scheme"_s, u"dispute_roy"_s},
                     {u"dispute_type"_s, u"01"_s}});
    m_letter = act(u"yi"_s, u"supervise"_s,
                   {{u"matter"_s, idText(m_wages)},
                    {u"unit"_s, u"住建局"_s},
                    {u"breach"_s, u"材料未报"_s},
                    {u"new_date"_s, u"2026-09-18"_s}});
    m_county->at(u"2026-09-15 14:10"_s);
    m_whistle = act(u"yi"_s, u"blow_whistle"_s,
                    {{u"matter"_s, idText(m_wages)},
                     {u"unit"_s, u"人社局"_s},
                     {u"lead"_s, true},
                     {u"question"_s, u"请到场核实工资发放情况"_s},
                     {u"place"_s, u"综治中心二楼"_s},
                     {u"contact"_s, u"丙窗口"_s}});
    for (const QString &at : {u"2026-09-15T15:00:00+08:00"_s, u"2026-09-16T09:00:00+08:00"_s})
        act(u"ding"_s, u"book_session"_s,
            {{u"matter"_s, idText(m_drain)},
             {u"room"_s, m_county->room(u"room_signature"_s)},
             {u"starts_at"_s, at},
             {u"minutes"_s, 60},
             {u"mode"_s, u"closed"_s}});
}

QStringList TestHandover::linesOf(const HandoverPage &page)
{
    QStringList lines{page.title, page.subtitle};
    for (const HandoverPart &part : page.parts) {
        lines << u"# "_s + part.title;
        if (part.rows.isEmpty())
            lines << part.none;
        for (const QStringList &row : part.rows)
            lines << row.join(u" | "_s);
        if (part.more > 0)
            lines << u"+ %1"_s.arg(part.more);
    }
    return lines + page.signatures;
}

QStringList TestHandover::tasksOf(const QList<MatterCard> &cards)
{
    QStringList tasks;
    for (const MatterCard &card : cards)
        tasks << (card.task.isEmpty() ? u"matter"_s : card.taskKind) + u' ' + card.title;
    std::ranges::sort(tasks);
    return tasks;
}

void TestHandover::sheet_ofTheFixtureDay_isThisPage()
{
    const QStringList page = linesOf(handoverPage(sheetOf(u"jia"_s)));
    const QStringList golden{u"Shift handover sheet"_s,
                             u"清水县综治中心　2026-09-15 Tue 17:30　written by 甲主任"_s,
                             u"# Overdue"_s,
                             u"Nothing is overdue."_s,
                             u"# Due within 24 hours (3)"_s,
                             u"清综矛〔2026〕0001号 | 两户院墙排水纠纷 |  | Triage | 丁调解 | 09-15"_s,
                             u"清综矛〔2026〕0002号 | 十二名工人讨要工资 |  | Triage | 丁调解 | 09-15"_s,
                             u"清综矛〔2026〕0003号 | 夫妻争吵后有人持刀 | Red | Triage |  | 09-15"_s,
                             u"# Whistles without an answer (1)"_s,
                             u"清综矛〔2026〕0002号 | 人社局 (leads) | Blown | 请到场核实工资发放情况 | 09-15 16:10"_s,
                             u"# Red matters without the five ones (1)"_s,
                             u"清综矛〔2026〕0003号 | 夫妻争吵后有人持刀 | Mediating | "_s,
                             u"# Supervision letters without a reply (1)"_s,
                             u"清综督〔2026〕1号 | Yellow letter | 清综矛〔2026〕0002号 | 住建局 | 09-18"_s,
                             u"# Sessions on 09-16 (1)"_s,
                             u"和为贵调解室 | 09:00–10:00 | 清综矛〔2026〕0001号 | 两户院墙排水纠纷 | 丁调解"_s,
                             u"# On duty (1)"_s,
                             u"法院 | 法官甲 | 1号窗口 09-15 | "_s,
                             u"Handed over by"_s,
                             u"Taken over by"_s};
    if (page != golden)
        qInfo("%s", qPrintable(page.join(u'\n')));
    for (qsizetype i = 0; i < std::max(page.size(), golden.size()); ++i)
        QCOMPARE(page.value(i), golden.value(i));
}

void TestHandover::sheet_longerThanThePage_saysHowManyMore()
{
    const HandoverPage page = handoverPage(sheetOf(u"jia"_s), 1);
    const HandoverPart &dueSoon = page.parts.at(1);
    QCOMPARE(dueSoon.rows.size(), 1);
    QCOMPARE(dueSoon.more, 2);
    m_county->at(u"2026-09-16 08:00"_s); // nothing else happened: all three are overdue now
    QCOMPARE(handoverPage(sheetOf(u"jia"_s), 2).parts.first().more, 1);
}

void TestHandover::sheet_ofTheWindow_isMasked()
{
    const HandoverSheet sheet = sheetOf(u"bing"_s);
    QVERIFY(!sheet.dueSoon.isEmpty());
    for (const HandoverClock &clock : sheet.overdue + sheet.dueSoon)
        for (const QString &title : {drain, wages, knife})
            QVERIFY2(clock.title != title, qPrintable(clock.title));
    QVERIFY(linesOf(handoverPage(sheet)).filter(u"核实工资"_s).isEmpty());
}

void TestHandover::sheet_ofGridWorker_isEmpty()
{
    const HandoverSheet sheet = sheetOf(u"ren"_s);
    QVERIFY(sheet.overdue.isEmpty() && sheet.dueSoon.isEmpty() && sheet.unanswered.isEmpty());
    QVERIFY(sheet.redWithoutFiveOnes.isEmpty() && sheet.withoutReply.isEmpty());
    for (const SessionCard &session : sheet.sessions)
        QVERIFY(!session.seen && session.number.isEmpty());
}

void TestHandover::sheet_onFriday_looksToMonday()
{
    m_county->at(u"2026-09-11 17:30"_s);
    QCOMPARE(sheetOf(u"jia"_s).tomorrow, QDate(2026, 9, 14));
    m_county->at(u"2026-09-19 17:30"_s); // a Saturday before a make-up Sunday
    QCOMPARE(sheetOf(u"jia"_s).tomorrow, QDate(2026, 9, 20));
}

void TestHandover::list_ofEachDesk_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QStringList>("expected"); // of all groups
    QTest::newRow("the unit called") << u"zi"_s << QStringList{u"whistle"_s};
    QTest::newRow("the unit supervised") << u"chou"_s << QStringList{u"supervision"_s};
    QTest::newRow("another unit") << u"mao"_s << QStringList{};
    QTest::newRow("the mediator") << u"ding"_s << QStringList{u"matter"_s, u"matter"_s, u"session"_s};
    QTest::newRow("another mediator") << u"wu"_s << QStringList{};
    QTest::newRow("the window") << u"bing"_s << QStringList{};
    QTest::newRow("a grid worker") << u"ren"_s << QStringList{};
    QTest::newRow("the administrator") << u"chen"_s << QStringList{};
}

void TestHandover::list_ofEachDesk()
{
    QFETCH(const QString, login);
    m_county->at(u"2026-09-15 14:30"_s);
    const MyList list = listOf(login);
    QStringList kinds;
    for (const MatterCard &card : list.overdue + list.dueToday + list.waiting + list.others) {
        kinds << (card.taskKind.isEmpty() ? u"matter"_s : card.taskKind);
        QCOMPARE(card.task.isEmpty(), card.taskKind.isEmpty());
        QVERIFY(!card.number.isEmpty() && !card.title.isEmpty());
    }
    std::ranges::sort(kinds);
    QTEST(kinds, "expected");
}

// Writing off is the director's: the matter of the wages waits for him as long as no time limit presses.
void TestHandover::list_ofMediator_parts_mineAndOthers()
{
    m_county->at(u"2026-09-14 10:00"_s);
    const MyList list = listOf(u"ding"_s);
    QCOMPARE(tasksOf(list.others).filter(wages).size() + tasksOf(list.waiting).filter(wages).size(), 1);
    const RuleRow *writeOff = m_county->desk->rules()->table("actions"_L1).find(u"write_off"_s);
    const RuleRow *nextRound = m_county->desk->rules()->table("actions"_L1).find(u"next_round"_s);
    const bool his = writeOff->list("who"_L1).contains(u"MED"_s) || nextRound->list("who"_L1).contains(u"MED"_s);
    QCOMPARE(tasksOf(list.waiting).contains(u"matter "_s + wages), his);
    QCOMPARE(tasksOf(list.others).contains(u"matter "_s + wages), !his);
    // Until the level is confirmed, its mediator waits.
    change(m_drain, {{u"state"_s, u"M30"_s}});
    QVERIFY(tasksOf(listOf(u"ding"_s).others).contains(u"matter "_s + drain));
    change(m_drain, {{u"state"_s, u"M51"_s}});
    QVERIFY(tasksOf(listOf(u"ding"_s).waiting).contains(u"matter "_s + drain));
    // A session is today's work on its day, whatever the hour.
    m_county->at(u"2026-09-15 18:00"_s);
    QCOMPARE(tasksOf(listOf(u"ding"_s).dueToday).filter(u"session"_s).size(), 1);
}

void TestHandover::list_repliedSupervision_waitsForOthers()
{
    const MyList before = listOf(u"chou"_s);
    QCOMPARE(before.waiting.size(), 1);
    QCOMPARE(before.waiting.first().taskId, m_letter);
    QCOMPARE(before.waiting.first().due.due, Instant::fromLocal(QDate(2026, 9, 19), QTime(0, 0)));
    m_county->at(u"2026-09-19 08:00"_s);
    QCOMPARE(listOf(u"chou"_s).overdue.size(), 1);
    act(u"chou"_s, u"reply_supervision"_s, {{u"supervision"_s, idText(m_letter)}, {u"reply"_s, u"已安排专人办理"_s}});
    const MyList after = listOf(u"chou"_s);
    QVERIFY(after.overdue.isEmpty() && after.waiting.isEmpty());
    QCOMPARE(after.others.size(), 1);
    QVERIFY(sheetOf(u"jia"_s).withoutReply.isEmpty());
}

// The unit called reads what it is asked; the matter itself only as far as the matrix lets it.
void TestHandover::list_ofUnit_tellsNothingOfOtherMatters()
{
    const MyList list = listOf(u"zi"_s);
    const QList<MatterCard> all = list.overdue + list.dueToday + list.waiting;
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().id, m_wages);
    QCOMPARE(all.first().taskId, m_whistle);
    QCOMPARE(all.first().number, numberOf(m_wages));
    QCOMPARE(all.first().parties, u"请到场核实工资发放情况"_s);
    QVERIFY(!all.first().due.code.isEmpty());
}

void TestHandover::list_withManyTasks_keepsTheLimit()
{
    for (int i = 0; i < 40; ++i)
        act(u"yi"_s, u"blow_whistle"_s,
            {{u"matter"_s, idText(registered(u"批量%1"_s.arg(i)))},
             {u"unit"_s, u"民政局"_s},
             {u"lead"_s, true},
             {u"question"_s, u"请到场"_s},
             {u"place"_s, u"综治中心"_s},
             {u"contact"_s, u"丙窗口"_s}});
    const auto count = [&](int limit) {
        const MyList list = m_county->read(u"mao"_s, [&](ReadContext &context) { return myList(context, limit); });
        return list.overdue.size() + list.dueToday.size() + list.waiting.size() + list.others.size();
    };
    QCOMPARE(count(200), 40);
    QCOMPARE(count(10), 10);
}

QTEST_GUILESS_MAIN(TestHandover)
#include "tst_handover.moc"
