#include <QFile>
#include <QTest>

#include <mediation/clock_ledger.h>
#include <mediation/oversight.h>
#include <mediation/queries.h>
#include <mediation/rebuild.h>

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

#define DONE(result) QVERIFY2((result).has_value(), why(result).constData())

QString code(const Result<ActionOutcome> &result)
{
    return result ? u"done"_s : result.error().code;
}

QJsonObject with(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

QJsonObject of(QUuid matter, const QJsonObject &more = {})
{
    return with({{u"matter"_s, idText(matter)}}, more);
}

// The last day of a day clock: it ends at 24:00.
QDate lastDay(Instant due)
{
    return Instant{due.ms - 1}.localDate();
}

Instant at(const QString &iso)
{
    return Instant::parse(iso + u"+08:00"_s).value();
}

Instant day(int month, int number, int year = 2026)
{
    return Instant::fromLocal(QDate(year, month, number), QTime(0, 0));
}

ClockEntry started(Instant from, int length, ClockUnit unit)
{
    return {.event = ClockEvent::Start, .at = from, .until = {}, .length = length, .unit = unit, .rolls = true};
}

ClockEntry entry(ClockEvent event, Instant from, Instant until = {}, int length = 0)
{
    return {.event = event, .at = from, .until = until, .length = length};
}

} // namespace

// The ledger of time limits: what its entries compute (domain.md 3), and that nothing that happens to a matter loses or
// gives time. The cases named after other programs are their public bugs.
class TestClockLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ledger_computesTheDate_data();
    void ledger_computesTheDate();
    void ledger_outOfOrder_isRefused_data();
    void ledger_outOfOrder_isRefused();
    void codes_goBothWays();
    void appraisal_isLeftOutOfTheMedicalClock();
    void suspension_pausesOnlyWhatTheGroundAllows_data();
    void suspension_pausesOnlyWhatTheGroundAllows();
    void suspension_badDates_areRefused();
    void suspension_afterExpiry_bringsNothingBack();
    void failWhilePaused_endsTheClockInTime();
    void glpi6902_levelChange_keepsPausedTime();
    void glpi15605_reassignment_keepsPausedTime();
    void glpi22678_pauseOverRestDays_countsNoDayTwice();
    void zammad5177_furtherUpdates_doNotMoveTheFirstDate();
    void zammad4432_dueDates_neverFallOnMidnightOfARestDay();
    void osTicket3034_pauseOverHoliday_leavesOutWorkingDaysOnly();
    void escalation_keepsTheClockRunning();
    void complexityChange_countsFromTheSameStart();
    void extension_beforeExpiryOnly();
    void extension_earlierThanNow_isRefused();
    void extension_withoutSuchAClock_isRefused();
    void administrativeExtension_isThirtyDaysAtMost();
    void handlingExtension_byTheDeputy();
    void outsideSteps_startAndMeetTheirClocks();
    void referrals_startTheirClocks_data();
    void referrals_startTheirClocks();
    void policeSessions_haveAFirstAndASecondClock();
    void followUp_countsFromThePerformance();
    void whistle_ofOneUnit_leavesTheOthersRunning();
    void newCalendar_recomputesWithAuditRows();
    void sameCalendar_changesNothing();
    void recompute_byAPerson_isRefused();
    void history_rebuildsEveryProjection();
    void verify_namesABrokenClock_data();
    void verify_namesABrokenClock();
    void ledger_isShownWithItsGrounds();
    void visitClocks_haveNoMatter();

private:
    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data)
    {
        return m_county->act(login, action, data);
    }

    // A matter of this kind, assigned to ding and signed.
    QUuid signedFor(const QString &type, const QJsonObject &registered = {}, const QJsonObject &assigned = {});
    // ... and mediation started.
    QUuid mediating(const QString &type, const QJsonObject &registered = {});
    QJsonObject startData() const;
    QJsonObject assignData(const QString &mediator) const;
    [[nodiscard]] QList<Row> rows(const Entity &entity, const QString &tail, const QVariantList &binds = {});
    [[nodiscard]] std::optional<Row> clock(QUuid matter, const QString &code); // the latest
    [[nodiscard]] QDate due(QUuid matter, const QString &code);
    [[nodiscard]] QStringList kinds(QUuid clock);
    void put(QUuid matter, const QString &state);
    [[nodiscard]] Result<Rebuilt> rebuilt();
    [[nodiscard]] QList<VerifyFault> compare();

    std::unique_ptr<TestCounty> m_county;
    WorkCalendar m_calendar;
};

void TestClockLedger::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_calendar = m_county->desk->calendar();
}

QJsonObject TestClockLedger::assignData(const QString &mediator) const
{
    return {{u"room"_s, m_county->room(u"room_complex"_s)},
            {u"mediator"_s, mediator},
            {u"reason"_s, u"其他调解室已满"_s},
            {u"handler_due"_s, u"2026-12-31"_s}};
}

QUuid TestClockLedger::signedFor(const QString &type, const QJsonObject &registered, const QJsonObject &assigned)
{
    const auto matter = m_county->registerMatter(registered);
    if (!matter)
        qWarning("%s", why(matter).constData());
    const QUuid id = matter->id;
    const std::tuple<QString, QString, QJsonObject> steps[] = {
        {u"ji"_s,
         u"analyse"_s,
         {{u"dispute_type"_s, type},
          {u"amount"_s, u"2000"_s},
          {u"persons_affected"_s, 2},
          {u"first_known"_s, u"2026-08-05"_s}}},
        {u"ji"_s, u"assess"_s, {{u"conduct"_s, u"quarrel"_s}, {u"conduct_evidence"_s, u"邻居证言"_s}}},
        {u"yi"_s, u"confirm_level"_s, {}},
        {u"yi"_s, u"assign"_s, with(assignData(u"ding"_s), assigned)},
        {u"ding"_s, u"sign"_s, {{u"no_conflict"_s, true}}}};
    for (const auto &[login, action, data] : steps)
        if (const auto done = act(login, action, of(id, data)); !done) {
            qWarning("%s: %s", qPrintable(action), why(done).constData());
            return {};
        }
    return id;
}

QJsonObject TestClockLedger::startData() const
{
    const auto first = [this](const QString &list) {
        return m_county->desk->rules()->codes(list).first()->text("code"_L1);
    };
    return {{u"all_consent"_s, true},
            {u"rights_notice_read"_s, true},
            {u"mediator_agreed"_s, true},
            {u"session_mode"_s, first(u"session_mode"_s)},
            {u"application_form"_s, first(u"application_form"_s)},
            {u"applied_on"_s, m_county->clock->now().localDate().toString(Qt::ISODate)}};
}

QUuid TestClockLedger::mediating(const QString &type, const QJsonObject &registered)
{
    const QUuid id = signedFor(type, registered);
    const auto begun = act(u"ding"_s, u"start_mediation"_s, of(id, startData()));
    if (!begun)
        qWarning("%s", why(begun).constData());
    return begun ? id : QUuid();
}

QList<Row> TestClockLedger::rows(const Entity &entity, const QString &tail, const QVariantList &binds)
{
    return m_county->desk->store()
        .read([&](Reader &reader) -> Result<QList<Row>> { return reader.select(entity, tail, binds); })
        .result()
        .value();
}

std::optional<Row> TestClockLedger::clock(QUuid matter, const QString &code)
{
    const auto found =
        rows(clockEntity(), u"matter = ? AND code = ? ORDER BY stamp DESC, id DESC LIMIT 1"_s, {matter, code});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QDate TestClockLedger::due(QUuid matter, const QString &code)
{
    const auto found = clock(matter, code);
    return found ? lastDay(found->instant("due"_L1)) : QDate();
}

QStringList TestClockLedger::kinds(QUuid clock)
{
    QStringList found;
    for (const Row &row : rows(clockEntryEntity(), u"clock = ? ORDER BY seq"_s, {clock}))
        found << row.text("kind"_L1);
    return found;
}

// Shortcut to a state that this test does not walk to; only matters that no rebuilding is asked of.
void TestClockLedger::put(QUuid matter, const QString &state)
{
    const auto done = m_county->desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              auto row = tx.find(matterEntity(), matter);
                              row->set("state"_L1, state);
                              tx.update(*row);
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

Result<Rebuilt> TestClockLedger::rebuilt()
{
    return m_county->desk->store()
        .read([this](Reader &reader) -> Result<Rebuilt> { return rebuild(reader, m_county->desk->calendar()); })
        .result();
}

QList<VerifyFault> TestClockLedger::compare()
{
    return m_county->desk->store()
        .read([this](Reader &reader) -> Result<QList<VerifyFault>> {
            const Rebuilt all = rebuild(reader, m_county->desk->calendar());
            return all.faults + compareProjections(reader, *m_county->desk->rules(), all);
        })
        .result()
        .value();
}

void TestClockLedger::ledger_computesTheDate_data()
{
    QTest::addColumn<QList<ClockEntry>>("entries");
    QTest::addColumn<Instant>("raw");
    QTest::addColumn<Instant>("end");
    QTest::addColumn<bool>("provisional");
    QTest::addColumn<QString>("state");
    using enum ClockUnit;
    using enum ClockEvent;
    const auto row = [](const char *name, const QList<ClockEntry> &entries, QDate raw, QDate last,
                        const char *state = "running", bool provisional = false) {
        QTest::newRow(name) << entries << Instant::fromLocal(raw.addDays(1), QTime(0, 0))
                            << Instant::fromLocal(last.addDays(1), QTime(0, 0)) << provisional
                            << QString::fromLatin1(state);
    };
    const auto same = [&row](const char *name, const QList<ClockEntry> &entries, QDate last,
                             const char *state = "running",
                             bool provisional = false) { row(name, entries, last, last, state, provisional); };
    // The vectors of domain.md 3.
    row("JC_APPLY_30 from 09-02", {started(at(u"2026-09-02T10:00"_s), 30, CalendarDay)}, QDate(2026, 10, 2),
        QDate(2026, 10, 8));
    same("TRAF_APPLY_10 from 09-10", {started(at(u"2026-09-10T10:00"_s), 10, CalendarDay)}, QDate(2026, 9, 20));
    row("AR_60 from 09-01", {started(day(9, 1), 60, CalendarDay)}, QDate(2026, 10, 31), QDate(2026, 11, 2));
    same("OBJ_5WD from 09-24", {started(at(u"2026-09-24T10:00"_s), 5, WorkingDay)}, QDate(2026, 10, 9));
    const ClockEntry medical = started(at(u"2026-09-18T10:00"_s), 30, WorkingDay);
    same("MEDI_30WD from 09-18", {medical}, QDate(2026, 11, 5));
    const QList<ClockEntry> appraised{medical, entry(Pause, day(10, 12)), entry(Resume, day(10, 24))};
    same("MEDI_30WD, appraisal 10-12 to 10-23 left out", appraised, QDate(2026, 11, 19));
    const ClockEntry petition = started(day(9, 21), 60, CalendarDay);
    same("XF_60 from 09-21", {petition}, QDate(2026, 11, 20));
    row("XF_60 and 30", {petition, entry(Extend, day(11, 18), {}, 30)}, QDate(2026, 12, 20), QDate(2026, 12, 21));
    same("MEDI_30WD beyond the last notice", {started(day(12, 10), 30, WorkingDay)}, QDate(2027, 1, 21), "running",
         true);
    // Pauses.
    same("paused: the date if it went on at once", {medical, entry(Pause, day(10, 12))}, QDate(2026, 11, 5), "paused");
    same("resumed on a Monday: the weekend before makes no difference",
         {medical, entry(Pause, day(10, 12)), entry(Resume, day(10, 26))}, QDate(2026, 11, 19));
    same("two pauses", appraised + QList{entry(Pause, day(11, 2)), entry(Resume, day(11, 4))}, QDate(2026, 11, 23));
    same("paused and resumed on one day loses nothing",
         {medical, entry(Pause, day(10, 12)), entry(Resume, day(10, 12))}, QDate(2026, 11, 5));
    same("a pause after the last day changes nothing", {medical, entry(Pause, day(11, 9)), entry(Resume, day(11, 20))},
         QDate(2026, 11, 5));
    same("SQ_30: a clock of days leaves days out, rest days too",
         {started(day(9, 16), 30, CalendarDay), entry(Pause, day(9, 21)), entry(Resume, day(10, 1))},
         QDate(2026, 10, 26));
    same("MED_1M: as many days later as were left out",
         {started(day(9, 16), 1, Month), entry(Pause, day(9, 28)), entry(Resume, day(10, 12))}, QDate(2026, 10, 30));
    QTest::newRow("a clock of hours leaves hours out")
        << QList<ClockEntry>{started(at(u"2026-09-15T15:00"_s), 72, Hour), entry(Pause, at(u"2026-09-16T09:30"_s)),
                             entry(Resume, at(u"2026-09-16T12:00"_s))}
        << at(u"2026-09-18T17:30"_s) << at(u"2026-09-18T17:30"_s) << false << u"running"_s;
    // Extensions.
    same("an agreed end is taken as written, a Saturday",
         {started(day(9, 16), 1, Month), entry(Extend, day(10, 9), day(11, 1))}, QDate(2026, 10, 31));
    same("an agreed end knows the pauses before it", appraised + QList{entry(Extend, day(10, 26), day(12, 1))},
         QDate(2026, 11, 30));
    same("a pause after the agreed end moves it",
         {medical, entry(Extend, day(10, 9), day(12, 1)), entry(Pause, day(11, 9)), entry(Resume, day(11, 14))},
         QDate(2026, 12, 7));
    same("a given last day", {entry(Start, day(9, 16), day(10, 3))}, QDate(2026, 10, 2));
    // Ends.
    same("met", {medical, {.event = Stop, .at = day(10, 20), .until = {}, .state = ClockState::Met}},
         QDate(2026, 11, 5), "met");
    same(
        "ended while paused",
        {medical, entry(Pause, day(10, 12)), {.event = Stop, .at = day(10, 20), .until = {}, .state = ClockState::Met}},
        QDate(2026, 11, 5), "met");
    same("computed anew: the ledger counts by itself", {medical, entry(Recompute, day(10, 1))}, QDate(2026, 11, 5));
}

void TestClockLedger::ledger_computesTheDate()
{
    QFETCH(QList<ClockEntry>, entries);
    QFETCH(Instant, raw);
    QFETCH(Instant, end);
    QFETCH(bool, provisional);
    QFETCH(QString, state);
    const auto reckoned = reckonClock(entries, m_calendar);
    QVERIFY(reckoned);
    QCOMPARE(reckoned->due.rawDue.toIso(), raw.toIso());
    QCOMPARE(reckoned->due.due.toIso(), end.toIso());
    QCOMPARE(reckoned->due.provisional, provisional);
    QCOMPARE(codeOf(reckoned->state), state);
    QCOMPARE(reckoned->started, entries.first().at);
    QCOMPARE(reckoned->due.calendarVersion, m_calendar.version());
    QCOMPARE(reckoned->pausedFrom.isNull(), state != u"paused"_s);
}

void TestClockLedger::ledger_outOfOrder_isRefused_data()
{
    QTest::addColumn<QList<ClockEntry>>("entries");
    QTest::addColumn<QString>("code");
    using enum ClockEvent;
    const ClockEntry begun = started(day(9, 18), 30, ClockUnit::WorkingDay);
    const ClockEntry ended{.event = Stop, .at = day(10, 1), .until = {}, .state = ClockState::Met};
    QTest::newRow("nothing") << QList<ClockEntry>{} << u"clock.ledger"_s;
    QTest::newRow("no start") << QList{entry(Pause, day(9, 20))} << u"clock.ledger"_s;
    QTest::newRow("two starts") << QList{begun, begun} << u"clock.ledger"_s;
    QTest::newRow("resumed without a pause") << QList{begun, entry(Resume, day(9, 20))} << u"clock.ledger"_s;
    QTest::newRow("paused twice") << QList{begun, entry(Pause, day(9, 20)), entry(Pause, day(9, 21))}
                                  << u"clock.ledger"_s;
    QTest::newRow("after its end") << QList{begun, ended, entry(Pause, day(10, 2))} << u"clock.ledger"_s;
    QTest::newRow("paused before it began") << QList{begun, entry(Pause, day(9, 17))} << u"clock.order"_s;
    QTest::newRow("resumed before it was paused")
        << QList{begun, entry(Pause, day(9, 22)), entry(Resume, day(9, 21))} << u"clock.order"_s;
    QTest::newRow("paused within the last pause")
        << QList{begun, entry(Pause, day(9, 22)), entry(Resume, day(9, 28)), entry(Pause, day(9, 25))}
        << u"clock.order"_s;
}

void TestClockLedger::ledger_outOfOrder_isRefused()
{
    QFETCH(QList<ClockEntry>, entries);
    QFETCH(QString, code);
    const auto reckoned = reckonClock(entries, m_calendar);
    QVERIFY(!reckoned);
    QCOMPARE(reckoned.error().code, code);
    QVERIFY(!reckoned.error().message.isEmpty());
}

void TestClockLedger::codes_goBothWays()
{
    const RuleSet &rules = *m_county->desk->rules();
    for (const RuleRow *row : rules.codes(u"clock_entry_kind"_s))
        QCOMPARE(codeOf(clockEventOf(row->text("code"_L1))), row->text("code"_L1));
    for (const RuleRow *row : rules.codes(u"clock_state"_s))
        QCOMPARE(codeOf(clockStateOf(row->text("code"_L1))), row->text("code"_L1));
    QCOMPARE(clockUnitOf(u"working_half_day"_s), ClockUnit::WorkingHalfDay);
}

void TestClockLedger::appraisal_isLeftOutOfTheMedicalClock()
{
    m_county->at(u"2026-09-18 11:00"_s);
    const QUuid id = mediating(u"12"_s);
    QCOMPARE(due(id, u"MEDI_30WD"_s), QDate(2026, 11, 5));
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"appraisal"_s}, {u"from_on"_s, u"2026-10-12"_s}, {u"parties_told"_s, true}})));
    QCOMPARE(clock(id, u"MEDI_30WD"_s)->text("state"_L1), u"paused"_s);
    QCOMPARE(clock(id, u"SLA_HANDLE_GENERAL"_s)->text("state"_L1), u"running"_s); // no rule lets it wait
    m_county->at(u"2026-10-26 09:00"_s); // written down on Monday, ended on Saturday
    const auto resumed = act(u"ding"_s, u"resume"_s,
                             of(id, {{u"resumed_on"_s, u"2026-10-24"_s}, {u"ground_ended"_s, u"鉴定意见已出"_s}}));
    DONE(resumed);
    QCOMPARE(resumed->clocks.size(), 1);
    QCOMPARE(lastDay(resumed->clocks.first().due), QDate(2026, 11, 19));
    const auto found = clock(id, u"MEDI_30WD"_s);
    QCOMPARE(due(id, u"MEDI_30WD"_s), QDate(2026, 11, 19));
    QCOMPARE(found->text("state"_L1), u"running"_s);
    QCOMPARE(kinds(found->id()), QStringList({u"start"_s, u"pause"_s, u"resume"_s}));
    const auto ledger = rows(clockEntryEntity(), u"clock = ? ORDER BY seq"_s, {found->id()});
    QCOMPARE(ledger.at(1).text("reason"_L1), u"appraisal"_s);
    QCOMPARE(ledger.at(1).instant("at"_L1), day(10, 12));
    QCOMPARE(ledger.at(2).instant("at"_L1), day(10, 24));
    QCOMPARE(ledger.at(2).instant("written"_L1), m_county->clock->now());
    QCOMPARE(ledger.at(2).instant("due"_L1), found->instant("due"_L1));
    for (const Row &line : ledger) {
        QCOMPARE(line.text("source"_L1), u"医疗纠纷预防和处理条例 38"_s);
        QCOMPARE(line.uuid("actor"_L1), m_county->actor(u"ding"_s).id.value);
        QVERIFY(!line.text("calendar_version"_L1).isEmpty());
    }
}

void TestClockLedger::suspension_pausesOnlyWhatTheGroundAllows_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QJsonObject>("registered");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<bool>("pauses");
    const QJsonObject court{{u"channel"_s, u"COURT"_s}, {u"court_delegated"_s, true}};
    QTest::newRow("medical, appraisal") << u"12"_s << QJsonObject() << u"appraisal"_s << u"MEDI_30WD"_s << true;
    QTest::newRow("medical, agreed") << u"12"_s << QJsonObject() << u"agreed"_s << u"MEDI_30WD"_s << true;
    QTest::newRow("medical, illness") << u"12"_s << QJsonObject() << u"illness"_s << u"MEDI_30WD"_s << false;
    QTest::newRow("court, appraisal") << u"14"_s << court << u"appraisal"_s << u"SQ_30"_s << true;
    QTest::newRow("court, agreed") << u"14"_s << court << u"agreed"_s << u"SQ_30"_s << true;
    QTest::newRow("general, agreed") << u"02"_s << QJsonObject() << u"agreed"_s << u"MED_1M"_s << true;
    QTest::newRow("general, appraisal") << u"02"_s << QJsonObject() << u"appraisal"_s << u"MED_1M"_s << false;
    QTest::newRow("labour never waits") << u"10"_s << QJsonObject() << u"agreed"_s << u"LAB_15"_s << false;
}

void TestClockLedger::suspension_pausesOnlyWhatTheGroundAllows()
{
    QFETCH(QString, type);
    QFETCH(QJsonObject, registered);
    QFETCH(QString, reason);
    QFETCH(QString, clock);
    QFETCH(bool, pauses);
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(type, registered);
    QVERIFY(this->clock(id, clock));
    m_county->at(u"2026-09-21 09:00"_s);
    const auto done = act(u"ding"_s, u"suspend"_s,
                          of(id, {{u"reason"_s, reason}, {u"from_on"_s, u"2026-09-21"_s}, {u"parties_told"_s, true}}));
    DONE(done);
    QCOMPARE(this->clock(id, clock)->text("state"_L1), pauses ? u"paused"_s : u"running"_s);
    QCOMPARE(done->warnings.isEmpty(), pauses); // says that all go on
}

void TestClockLedger::suspension_badDates_areRefused()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"12"_s);
    m_county->at(u"2026-09-23 09:00"_s);
    const auto suspend = [&](const QString &from) {
        return act(u"ding"_s, u"suspend"_s,
                   of(id, {{u"reason"_s, u"agreed"_s}, {u"from_on"_s, from}, {u"parties_told"_s, true}}));
    };
    const auto resume = [&](const QString &on) {
        return act(u"ding"_s, u"resume"_s, of(id, {{u"resumed_on"_s, on}, {u"ground_ended"_s, u"已商定"_s}}));
    };
    QCOMPARE(code(suspend(u"2026-09-15"_s)), u"matter.suspend_order"_s); // before it began
    QVERIFY(!suspend(u"2026-09-24"_s));                                  // tomorrow
    DONE(suspend(u"2026-09-21"_s));
    QCOMPARE(code(resume(u"2026-09-20"_s)), u"matter.resume_order"_s);
    QCOMPARE(clock(id, u"MEDI_30WD"_s)->text("state"_L1), u"paused"_s); // nothing half written
    QCOMPARE(m_county->matter(id)->text("state"_L1), u"M52"_s);
    DONE(resume(u"2026-09-23"_s));
    QCOMPARE(code(suspend(u"2026-09-22"_s)), u"matter.suspend_order"_s); // within the last pause
    DONE(suspend(u"2026-09-23"_s));
}

void TestClockLedger::suspension_afterExpiry_bringsNothingBack()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"02"_s);
    m_county->at(u"2026-10-19 09:00"_s);
    QCOMPARE(due(id, u"MED_1M"_s), QDate(2026, 10, 16));
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"agreed"_s}, {u"from_on"_s, u"2026-10-01"_s}, {u"parties_told"_s, true}})));
    QCOMPARE(clock(id, u"MED_1M"_s)->text("state"_L1), u"running"_s);
    QCOMPARE(due(id, u"MED_1M"_s), QDate(2026, 10, 16));
}

void TestClockLedger::failWhilePaused_endsTheClockInTime()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"12"_s);
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"appraisal"_s}, {u"from_on"_s, u"2026-10-12"_s}, {u"parties_told"_s, true}})));
    m_county->at(u"2026-12-01 09:00"_s);
    const QJsonObject failed{
        {u"reason"_s, m_county->desk->rules()->codes(u"fail_reason"_s).first()->text("code"_L1)},
        {u"rights_notice_served"_s, true},
        {u"remedies"_s, QJsonArray{m_county->desk->rules()->codes(u"remedy"_s).first()->text("code"_L1)}}};
    DONE(act(u"ding"_s, u"fail"_s, of(id, failed)));
    const auto found = clock(id, u"MEDI_30WD"_s);
    QCOMPARE(found->text("state"_L1), u"met"_s); // it was in time when it began to wait
    QVERIFY(found->isNull("paused_from"_L1));
    QCOMPARE(kinds(found->id()).last(), u"stop"_s);
}

// GLPI #6902: another level gave a new due date that forgot the time spent waiting.
void TestClockLedger::glpi6902_levelChange_keepsPausedTime()
{
    m_county->at(u"2026-09-18 11:00"_s);
    const QUuid id = mediating(u"12"_s);
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"appraisal"_s}, {u"from_on"_s, u"2026-10-12"_s}, {u"parties_told"_s, true}})));
    m_county->at(u"2026-10-26 09:00"_s);
    DONE(act(u"ding"_s, u"resume"_s,
             of(id, {{u"resumed_on"_s, u"2026-10-24"_s}, {u"ground_ended"_s, u"鉴定意见已出"_s}})));
    const qint64 entries = clock(id, u"MEDI_30WD"_s)->integer("entries"_L1);
    const auto warning = rows(warningEntity(), u"matter = ?"_s, {id});
    QVERIFY(!warning.isEmpty());
    DONE(act(u"jia"_s, u"raise_warning"_s,
             {{u"warning"_s, idText(warning.first().id())}, {u"level"_s, u"orange"_s}, {u"reason"_s, u"冲突升级"_s}}));
    QCOMPARE(due(id, u"MEDI_30WD"_s), QDate(2026, 11, 19));
    QCOMPARE(clock(id, u"MEDI_30WD"_s)->integer("entries"_L1), entries);
}

// GLPI #15605: passing the ticket on while it waits restarted its clock.
void TestClockLedger::glpi15605_reassignment_keepsPausedTime()
{
    m_county->at(u"2026-09-18 11:00"_s);
    const QUuid id = mediating(u"12"_s);
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"appraisal"_s}, {u"from_on"_s, u"2026-10-12"_s}, {u"parties_told"_s, true}})));
    m_county->at(u"2026-10-26 09:00"_s);
    DONE(act(u"ding"_s, u"resume"_s,
             of(id, {{u"resumed_on"_s, u"2026-10-24"_s}, {u"ground_ended"_s, u"鉴定意见已出"_s}})));
    const QUuid before = clock(id, u"MEDI_30WD"_s)->id();
    DONE(act(u"ding"_s, u"recuse"_s,
             of(id, {{u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)},
                     {u"relation"_s, u"当事人的堂兄"_s}})));
    QCOMPARE(clock(id, u"MEDI_30WD"_s)->text("state"_L1), u"running"_s); // B11
    m_county->at(u"2026-10-28 09:00"_s);
    DONE(act(u"yi"_s, u"assign"_s, of(id, assignData(u"wu"_s))));
    DONE(act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    const auto again = act(u"wu"_s, u"start_mediation"_s, of(id, startData()));
    DONE(again);
    QVERIFY(again->clocks.isEmpty()); // none is started anew
    QCOMPARE(clock(id, u"MEDI_30WD"_s)->id(), before);
    QCOMPARE(due(id, u"MEDI_30WD"_s), QDate(2026, 11, 19));
}

// GLPI #22678: with a working day in two parts the pause was taken off twice and the ticket escalated early.
void TestClockLedger::glpi22678_pauseOverRestDays_countsNoDayTwice()
{
    const ClockEntry begun = started(at(u"2026-09-18T15:30"_s), 5, ClockUnit::WorkingDay);
    const auto last = [this, &begun](const QString &from, const QString &until) {
        return reckonClock({begun, entry(ClockEvent::Pause, at(from)), entry(ClockEvent::Resume, at(until))},
                           m_calendar)
            ->due.date;
    };
    // Sunday 09-20 is a working day, 09-25 is the mid-autumn holiday.
    QCOMPARE(reckonClock({begun}, m_calendar)->due.date, QDate(2026, 9, 24));
    QCOMPARE(last(u"2026-09-21T09:00"_s, u"2026-09-21T13:00"_s), QDate(2026, 9, 24)); // half a day is no day
    QCOMPARE(last(u"2026-09-21T14:00"_s, u"2026-09-22T09:00"_s), QDate(2026, 9, 28)); // one day: the 21st
    QCOMPARE(last(u"2026-09-19T00:00"_s, u"2026-09-20T00:00"_s), QDate(2026, 9, 24)); // a rest day costs nothing
    QCOMPARE(last(u"2026-09-24T00:00"_s, u"2026-09-28T00:00"_s), QDate(2026, 9, 28)); // and is not given twice
}

// Zammad #5177: a later update overruled the date of the first response.
void TestClockLedger::zammad5177_furtherUpdates_doNotMoveTheFirstDate()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const auto matter = m_county->registerMatter();
    DONE(matter);
    const auto first = clock(matter->id, u"SLA_TRIAGE"_s);
    m_county->at(u"2026-09-17 16:00"_s);
    DONE(act(u"bing"_s, u"add_party"_s, of(matter->id, party(u"周九"_s, u"applicant"_s))));
    const auto later = clock(matter->id, u"SLA_TRIAGE"_s);
    QCOMPARE(later->instant("due"_L1), first->instant("due"_L1));
    QCOMPARE(later->integer("entries"_L1), 1);
    DONE(act(u"yi"_s, u"triage"_s, of(matter->id)));
    QCOMPARE(clock(matter->id, u"SLA_TRIAGE"_s)->text("state"_L1), u"met"_s);
    m_county->at(u"2026-09-25 16:00"_s);
    DONE(act(u"yi"_s, u"triage"_s, of(matter->id)));
    QCOMPARE(clock(matter->id, u"SLA_TRIAGE"_s)->text("state"_L1), u"met"_s); // what was answered stays answered
}

// Zammad #4432: escalations at midnight between two rest days.
void TestClockLedger::zammad4432_dueDates_neverFallOnMidnightOfARestDay()
{
    using enum ClockUnit;
    for (int offset = 0; offset < 120; ++offset)
        for (const auto &[length, unit] : {std::pair{1, WorkingDay}, {2, WorkingDay}, {7, CalendarDay}, {1, Month}}) {
            const Instant from = Instant::fromLocal(QDate(2026, 8, 1).addDays(offset), QTime(16, 40));
            const DueDate due = reckonClock({started(from, length, unit)}, m_calendar)->due;
            QVERIFY2(m_calendar.isWorkingDay(due.date), qPrintable(due.due.toIso()));
            QCOMPARE(due.due, Instant::fromLocal(due.date.addDays(1), QTime(0, 0)));
            QVERIFY(due.date > from.localDate());
        }
}

// osTicket #3034 and #1168: pauses and holidays in one count.
void TestClockLedger::osTicket3034_pauseOverHoliday_leavesOutWorkingDaysOnly()
{
    const ClockEntry begun = started(day(9, 28), 5, ClockUnit::WorkingDay);
    const auto plain = reckonClock({begun}, m_calendar);
    QCOMPARE(plain->due.date, QDate(2026, 10, 10)); // 29, 30, then 8, 9 and the make-up Saturday
    const auto golden =
        reckonClock({begun, entry(ClockEvent::Pause, day(10, 1)), entry(ClockEvent::Resume, day(10, 8))}, m_calendar);
    QCOMPARE(golden->due.date, plain->due.date);
    const auto longer =
        reckonClock({begun, entry(ClockEvent::Pause, day(9, 30)), entry(ClockEvent::Resume, day(10, 9))}, m_calendar);
    QCOMPARE(longer->due.date, QDate(2026, 10, 13)); // two working days: 09-30 and 10-08
}

void TestClockLedger::escalation_keepsTheClockRunning()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"02"_s);
    const QDate medical = due(id, u"MED_1M"_s);
    const QDate handling = due(id, u"SLA_HANDLE_GENERAL"_s);
    m_county->at(u"2026-09-18 09:00"_s);
    const auto escalated = act(u"ding"_s, u"escalate"_s,
                               of(id, {{u"from_level"_s, u"township"_s},
                                       {u"to_level"_s, u"county"_s},
                                       {u"attempts"_s, 1},
                                       {u"reason"_s, u"双方分歧大"_s}}));
    DONE(escalated);
    for (const QString &code : {u"MED_1M"_s, u"SLA_HANDLE_GENERAL"_s})
        QCOMPARE(clock(id, code)->text("state"_L1), u"running"_s);
    DONE(act(u"yi"_s, u"assign"_s, of(id, assignData(u"wu"_s))));
    m_county->at(u"2026-09-21 09:00"_s);
    DONE(act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    DONE(act(u"wu"_s, u"start_mediation"_s, of(id, startData())));
    QCOMPARE(due(id, u"MED_1M"_s), medical);
    QCOMPARE(due(id, u"SLA_HANDLE_GENERAL"_s), handling);
    QCOMPARE(rows(clockEntity(), u"matter = ? AND code = 'MED_1M'"_s, {id}).size(), 1);
}

void TestClockLedger::complexityChange_countsFromTheSameStart()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = signedFor(u"02"_s, {}, {{u"complexity"_s, u"general"_s}});
    const auto general = clock(id, u"SLA_HANDLE_GENERAL"_s);
    QCOMPARE(due(id, u"SLA_HANDLE_GENERAL"_s), QDate(2026, 9, 23));
    m_county->at(u"2026-09-21 09:00"_s);
    DONE(act(u"ding"_s, u"recuse"_s,
             of(id, {{u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)},
                     {u"relation"_s, u"当事人的堂兄"_s}})));
    DONE(act(u"yi"_s, u"assign"_s, of(id, with(assignData(u"wu"_s), {{u"complexity"_s, u"complex"_s}}))));
    DONE(act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    QCOMPARE(clock(id, u"SLA_HANDLE_GENERAL"_s)->text("state"_L1), u"stopped"_s);
    const auto complex = clock(id, u"SLA_HANDLE_COMPLEX"_s);
    QCOMPARE(complex->instant("started"_L1), general->instant("started"_L1));
    QCOMPARE(lastDay(complex->instant("raw_due"_L1)), QDate(2026, 10, 6)); // 20 days from the first signature
    QCOMPARE(due(id, u"SLA_HANDLE_COMPLEX"_s), QDate(2026, 10, 8));
}

void TestClockLedger::extension_beforeExpiryOnly()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"02"_s);
    const auto extend = [&](const QString &until) {
        return act(u"ding"_s, u"extend"_s, of(id, {{u"all_consent"_s, true}, {u"until"_s, until}}));
    };
    m_county->at(u"2026-10-16 17:00"_s); // the last day
    const auto extended = extend(u"2026-10-31"_s);
    DONE(extended);
    QCOMPARE(extended->clocks.size(), 1);
    QCOMPARE(due(id, u"MED_1M"_s), QDate(2026, 10, 31)); // a Saturday, as written
    QCOMPARE(kinds(clock(id, u"MED_1M"_s)->id()), QStringList({u"start"_s, u"extend"_s}));
    m_county->at(u"2026-11-01 00:00"_s);
    QCOMPARE(code(extend(u"2026-12-01"_s)), u"matter.extend_before_expiry"_s);
    QCOMPARE(due(id, u"MED_1M"_s), QDate(2026, 10, 31));
}

void TestClockLedger::extension_earlierThanNow_isRefused()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = mediating(u"02"_s);
    const auto result = act(u"ding"_s, u"extend"_s, of(id, {{u"all_consent"_s, true}, {u"until"_s, u"2026-10-01"_s}}));
    QCOMPARE(code(result), u"matter.extend_not_later"_s);
    QCOMPARE(result.error().field, u"until"_s);
}

// The labour law knows no extension: after fifteen days arbitration is open (14).
void TestClockLedger::extension_withoutSuchAClock_isRefused()
{
    m_county->at(u"2026-09-15 09:00"_s);
    const QUuid id = mediating(u"10"_s);
    QCOMPARE(due(id, u"LAB_15"_s), QDate(2026, 9, 30));
    QCOMPARE(code(act(u"ding"_s, u"extend"_s, of(id, {{u"all_consent"_s, true}, {u"until"_s, u"2026-10-30"_s}}))),
             u"matter.extend_nothing"_s);
}

void TestClockLedger::administrativeExtension_isThirtyDaysAtMost()
{
    m_county->at(u"2026-09-21 09:00"_s);
    const QUuid id = signedFor(u"99"_s, {{u"petition"_s, true}}, {{u"lead_unit"_s, u"民政局"_s}});
    QCOMPARE(due(id, u"XF_15"_s), QDate(2026, 10, 8)); // raw 10-06, in the golden week
    DONE(act(u"mao"_s, u"handle_admin"_s,
             of(id, {{u"power"_s, u"社会救助暂行办法第十一条"_s},
                     {u"procedure"_s, u"petition"_s},
                     {u"not_complained_of"_s, true},
                     {u"accepted_on"_s, u"2026-09-21"_s}})));
    QCOMPARE(due(id, u"XF_60"_s), QDate(2026, 11, 20));
    const QJsonObject extension{{u"days"_s, 30},
                                {u"reason"_s, u"情况复杂，需入户核查"_s},
                                {u"approved_by"_s, u"卯局长"_s},
                                {u"approved"_s, true},
                                {u"petitioner_told"_s, true}};
    m_county->at(u"2026-11-18 09:00"_s);
    QCOMPARE(code(act(u"mao"_s, u"extend_admin"_s, of(id, with(extension, {{u"approved"_s, false}})))),
             u"matter.extend_admin_approved"_s);
    QCOMPARE(code(act(u"mao"_s, u"extend_admin"_s, of(id, with(extension, {{u"petitioner_told"_s, false}})))),
             u"matter.extend_admin_told"_s);
    QVERIFY(!act(u"mao"_s, u"extend_admin"_s, of(id, with(extension, {{u"days"_s, 31}}))));
    const auto extended = act(u"mao"_s, u"extend_admin"_s, of(id, extension));
    DONE(extended);
    QCOMPARE(lastDay(extended->clocks.first().rawDue), QDate(2026, 12, 20));
    QCOMPARE(due(id, u"XF_60"_s), QDate(2026, 12, 21));
    QCOMPARE(code(act(u"mao"_s, u"extend_admin"_s, of(id, with(extension, {{u"days"_s, 1}})))),
             u"matter.extend_too_long"_s);
    m_county->at(u"2026-12-22 09:00"_s);
    QCOMPARE(code(act(u"mao"_s, u"extend_admin"_s, of(id, extension))), u"matter.extend_admin_before_expiry"_s);
}

void TestClockLedger::handlingExtension_byTheDeputy()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = signedFor(u"02"_s);
    const QJsonObject data = of(id, {{u"until"_s, u"2026-09-30"_s}, {u"reason"_s, u"当事人外出务工"_s}});
    QCOMPARE(code(act(u"ding"_s, u"extend_handling"_s, data)), u"access.role"_s);
    DONE(act(u"yi"_s, u"extend_handling"_s, data));
    QCOMPARE(due(id, u"SLA_HANDLE_GENERAL"_s), QDate(2026, 9, 30));
}

void TestClockLedger::outsideSteps_startAndMeetTheirClocks()
{
    m_county->at(u"2026-09-21 09:00"_s);
    const QUuid id = mediating(u"10"_s);
    put(id, u"M56"_s);
    const auto step = [&](const QString &code, const QString &on, const QJsonObject &more = {}) {
        return act(u"ding"_s, u"outside_step"_s, of(id, with({{u"step"_s, code}, {u"happened_on"_s, on}}, more)));
    };
    const auto state = [&](const QString &code) { return clock(id, code)->text("state"_L1); };
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(step(u"arbitration_filed"_s, u"2026-10-09"_s));
    QCOMPARE(due(id, u"LAB_ARB_ACCEPT_5"_s), QDate(2026, 10, 14));
    QVERIFY(!clock(id, u"LAB_ARB_AWARD_45"_s));
    QVERIFY(!clock(id, u"LAND_CT_CLOSE_60"_s)); // another dispute
    DONE(step(u"arbitration_accepted"_s, u"2026-10-12"_s));
    QCOMPARE(state(u"LAB_ARB_ACCEPT_5"_s), u"met"_s);
    QCOMPARE(lastDay(clock(id, u"LAB_ARB_AWARD_45"_s)->instant("raw_due"_L1)), QDate(2026, 11, 26));
    DONE(step(u"payment_order_issued"_s, u"2026-10-12"_s));
    QCOMPARE(state(u"LAB_ARB_AWARD_45"_s), u"running"_s); // another step meets nothing
    QCOMPARE(due(id, u"PAY_ORDER_DEBTOR_15"_s), QDate(2026, 10, 27));
    DONE(step(u"review_requested"_s, u"2026-10-12"_s));
    QCOMPARE(due(id, u"XF_REVIEW_DECIDE_30"_s), QDate(2026, 11, 11));
    DONE(step(u"review_decided"_s, u"2026-10-12"_s));
    QCOMPARE(state(u"XF_REVIEW_DECIDE_30"_s), u"met"_s);
    QCOMPARE(due(id, u"XF_RECHECK_30"_s), QDate(2026, 11, 11));
    QCOMPARE(code(step(u"protection_order_accepted"_s, u"2026-10-12"_s)).left(6), u"matter"_s); // hours need an instant
    DONE(step(u"protection_order_accepted"_s, u"2026-10-12"_s,
              {{u"happened_at"_s, u"2026-10-12T08:30:00+08:00"_s}, {u"urgent"_s, true}}));
    QCOMPARE(clock(id, u"DV_24H"_s)->instant("due"_L1), at(u"2026-10-13T08:30"_s));
    QVERIFY(!clock(id, u"DV_72H"_s));
    DONE(step(u"protection_order_ruled"_s, u"2026-10-12"_s, {{u"granted"_s, true}}));
    QCOMPARE(state(u"DV_24H"_s), u"met"_s);
    QCOMPARE(due(id, u"DV_ORDER_6M"_s), QDate(2027, 4, 12));
}

void TestClockLedger::referrals_startTheirClocks_data()
{
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QDate>("raw");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<QString>("not_started");
    const QJsonObject court{{u"channel"_s, u"COURT"_s}};
    QTest::newRow("delegated by the court")
        << court << u"SQ_ACK_3WD"_s << QDate(2026, 9, 17) << QDate(2026, 9, 17) << u"WT_15"_s;
    QTest::newRow("entrusted, ordinary") << with(court, {{u"entrusted_procedure"_s, u"ordinary"_s},
                                                         {u"received_on"_s, u"2026-09-11"_s}})
                                         << u"WT_15"_s << QDate(2026, 9, 26) << QDate(2026, 9, 28) << u"SQ_ACK_3WD"_s;
    QTest::newRow("entrusted, summary") << with(court, {{u"entrusted_procedure"_s, u"summary"_s}}) << u"WT_7"_s
                                        << QDate(2026, 9, 21) << QDate(2026, 9, 21) << u"WT_15"_s;
    QTest::newRow("police") << QJsonObject{{u"channel"_s, u"POLICE"_s}} << u"SEC_3WD"_s << QDate(2026, 9, 17)
                            << QDate(2026, 9, 17) << u"SEC_SETTLE"_s;
    QTest::newRow("police with a date of decision: a rest day stays")
        << QJsonObject{{u"channel"_s, u"POLICE"_s}, {u"police_decision_by"_s, u"2026-10-03"_s}} << u"SEC_SETTLE"_s
        << QDate(2026, 10, 3) << QDate(2026, 10, 3) << u"SEC_7WD"_s;
    QTest::newRow("petition") << QJsonObject{{u"petition"_s, true}, {u"received_on"_s, u"2026-09-14"_s}} << u"XF_15"_s
                              << QDate(2026, 9, 29) << QDate(2026, 9, 29) << u"SEC_3WD"_s;
}

void TestClockLedger::referrals_startTheirClocks()
{
    QFETCH(QJsonObject, data);
    QFETCH(QString, clock);
    QFETCH(QDate, raw);
    QFETCH(QDate, last);
    QFETCH(QString, not_started);
    m_county->at(u"2026-09-14 10:00"_s);
    const auto matter = m_county->registerMatter(data);
    DONE(matter);
    const auto found = this->clock(matter->id, clock);
    QVERIFY(found);
    QCOMPARE(lastDay(found->instant("raw_due"_L1)), raw);
    QCOMPARE(lastDay(found->instant("due"_L1)), last);
    QVERIFY(!this->clock(matter->id, not_started));
}

void TestClockLedger::policeSessions_haveAFirstAndASecondClock()
{
    m_county->at(u"2026-09-14 09:00"_s);
    const QUuid id = mediating(u"02"_s, {{u"channel"_s, u"POLICE"_s}});
    QCOMPARE(due(id, u"SEC_3WD"_s), QDate(2026, 9, 17));
    QVERIFY(!clock(id, u"SEC_7WD"_s));
    const auto hold = [&](const QString &begins, const QString &now) {
        const auto booked = act(u"ding"_s, u"book_session"_s,
                                of(id, {{u"room"_s, m_county->room(u"room_court_link"_s)},
                                        {u"starts_at"_s, begins},
                                        {u"minutes"_s, 60},
                                        {u"mode"_s, u"closed"_s}}));
        if (!booked)
            return booked;
        m_county->at(now);
        return act(u"ding"_s, u"hold_session"_s,
                   {{u"session"_s, idText(booked->id)},
                    {u"sides_present"_s, QJsonArray{u"applicant"_s, u"respondent"_s}},
                    {u"rights_notice_given"_s, true},
                    {u"statements"_s, u"双方各述其词。"_s},
                    {u"result"_s, u"continue"_s},
                    {u"minutes"_s, 50}});
    };
    DONE(hold(u"2026-09-15T09:00:00+08:00"_s, u"2026-09-15 10:00"_s));
    QCOMPARE(clock(id, u"SEC_3WD"_s)->text("state"_L1), u"met"_s);
    QCOMPARE(due(id, u"SEC_7WD"_s), QDate(2026, 9, 23)); // Sunday 09-20 is a working day
    QCOMPARE(clock(id, u"SEC_7WD"_s)->text("subject_kind"_L1), u"matter"_s);
    DONE(hold(u"2026-09-18T09:00:00+08:00"_s, u"2026-09-18 10:00"_s));
    QCOMPARE(clock(id, u"SEC_7WD"_s)->text("state"_L1), u"met"_s);
    QCOMPARE(rows(clockEntity(), u"matter = ? AND code = 'SEC_7WD'"_s, {id}).size(), 1);
}

void TestClockLedger::followUp_countsFromThePerformance()
{
    m_county->at(u"2026-09-14 10:30"_s);
    const auto matter = m_county->registerMatter();
    DONE(matter);
    const auto followed = [&](const QString &state, const QString &action, const QJsonObject &data) {
        put(matter->id, state);
        const auto done = act(u"ding"_s, action, of(matter->id, data));
        if (!done)
            qWarning("%s", why(done).constData());
        const QDate last = due(matter->id, u"FU_7"_s);
        return done ? last : QDate();
    };
    const auto done =
        m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                auto row = tx.find(matterEntity(), matter->id);
                row->set("mediator"_L1, QVariant(actorOf(*tx.findBy(accountEntity(), "login"_L1, u"ding"_s)).id.value));
                tx.update(*row);
                return {};
            })
            .result();
    QVERIFY(done);
    m_county->at(u"2026-09-17 10:30"_s);
    const QJsonObject court{
        {u"case_number"_s, u"（2026）甘0521民初1号"_s},
        {u"result_kind"_s, m_county->desk->rules()->codes(u"court_result_kind"_s).first()->text("code"_L1)},
        {u"result_on"_s, u"2026-09-15"_s}};
    QCOMPARE(followed(u"M54"_s, u"court_closed"_s, court), QDate(2026, 9, 22));
}

void TestClockLedger::whistle_ofOneUnit_leavesTheOthersRunning()
{
    m_county->at(u"2026-09-15 15:30"_s);
    const QUuid id = signedFor(u"10"_s);
    const auto blow = [&](const QString &unit, bool lead) {
        return act(u"yi"_s, u"blow_whistle"_s,
                   of(id, {{u"unit"_s, unit},
                           {u"lead"_s, lead},
                           {u"question"_s, u"欠薪核查"_s},
                           {u"place"_s, u"综治中心二楼"_s},
                           {u"contact"_s, u"乙副主任"_s}}));
    };
    const auto social = blow(u"人社局"_s, true);
    DONE(social);
    const auto building = blow(u"住建局"_s, false);
    DONE(building);
    const auto ofWhistle = [&](QUuid whistle) {
        const auto found = rows(clockEntity(), u"subject = ?"_s, {whistle});
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    };
    const auto rotating = ofWhistle(social->id);
    QVERIFY(rotating);
    QCOMPARE(rotating->text("code"_L1), u"WHISTLE_ROTATING"_s);
    QCOMPARE(rotating->instant("due"_L1), at(u"2026-09-15T17:30"_s));
    QCOMPARE(rotating->uuid("matter"_L1), id);
    QCOMPARE(rotating->text("subject_kind"_L1), u"whistle"_s);
    const auto onCall = ofWhistle(building->id);
    QVERIFY(onCall);
    QCOMPARE(onCall->text("code"_L1), u"WHISTLE_ON_CALL"_s);
    QCOMPARE(onCall->instant("due"_L1), at(u"2026-09-16T12:00"_s));
    m_county->at(u"2026-09-15 15:50"_s);
    DONE(act(u"zi"_s, u"arrive_whistle"_s, {{u"whistle"_s, idText(social->id)}}));
    QCOMPARE(ofWhistle(social->id)->text("state"_L1), u"met"_s);
    QCOMPARE(ofWhistle(building->id)->text("state"_L1), u"running"_s);
    // All clocks of the matter in one list.
    const auto lines = m_county->read(u"yi"_s, [&](ReadContext &context) { return matterView(context, id)->clocks; });
    QVERIFY(std::ranges::any_of(lines, [&](const ClockLine &line) { return line.subject == building->id; }));
}

void TestClockLedger::newCalendar_recomputesWithAuditRows()
{
    TestCounty county;
    QVERIFY2(county.desk, qPrintable(county.problem));
    county.at(u"2026-09-16 09:00"_s);
    const auto matter = county.registerMatter({{u"petition"_s, true}}); // XF_15: raw 10-01, rolled 10-08
    DONE(matter);
    const auto read = [&county](const Entity &entity, const QString &tail, const QVariantList &binds = {}) {
        return county.desk->store()
            .read([&](Reader &reader) -> Result<QList<Row>> { return reader.select(entity, tail, binds); })
            .result()
            .value();
    };
    const auto clockOf = [&](const QString &code) {
        return read(clockEntity(), u"matter = ? AND code = ?"_s, {matter->id, code}).first();
    };
    QCOMPARE(lastDay(clockOf(u"XF_15"_s).instant("due"_L1)), QDate(2026, 10, 8));
    const Row triage = clockOf(u"SLA_TRIAGE"_s);
    QFile file(QStringLiteral(CALENDAR_FOLDER) + u"/2026.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString content = QString::fromUtf8(file.readAll());
    content.replace(u"\"2026-10-07\""_s, u"\"2026-10-08\""_s); // the holiday ends a day later, the 7th is worked
    county.at(u"2026-09-16 17:00"_s);
    const auto loaded = county.act(u"chen"_s, u"load_calendar"_s, {{u"year"_s, 2026}, {u"content"_s, content}});
    DONE(loaded);
    QCOMPARE(loaded->extra.value("clocks_recomputed"_L1).toInt(), 1);
    const Row moved = clockOf(u"XF_15"_s);
    QCOMPARE(lastDay(moved.instant("due"_L1)), QDate(2026, 10, 7));
    QCOMPARE(lastDay(moved.instant("raw_due"_L1)), QDate(2026, 10, 1));
    QCOMPARE(moved.text("calendar_version"_L1), loaded->extra.value("calendar_version"_L1).toString());
    QCOMPARE(moved.integer("entries"_L1), 2);
    QCOMPARE(clockOf(u"SLA_TRIAGE"_s).text("calendar_version"_L1), triage.text("calendar_version"_L1)); // not touched
    const auto entries = read(clockEntryEntity(), u"clock = ? ORDER BY seq"_s, {moved.id()});
    QCOMPARE(entries.last().text("kind"_L1), u"recompute"_s);
    QCOMPARE(entries.last().instant("due"_L1), moved.instant("due"_L1));
    const auto audit = read(auditEntity(), u"action = 'recompute_clock'"_s);
    QCOMPARE(audit.size(), 1);
    QCOMPARE(audit.first().uuid("subject"_L1), moved.id());
    QVERIFY2(audit.first().text("detail"_L1).contains(u"2026-10-09T00:00"_s),
             qPrintable(audit.first().text("detail"_L1)));
    QVERIFY(audit.first().text("detail"_L1).contains(u"2026-10-08T00:00"_s)); // from the old date to the new one
    const auto faults = county.desk->verify();
    QVERIFY(faults);
    QVERIFY2(faults->isEmpty(), faults->isEmpty() ? "" : qPrintable(faults->first().message));
    // A file that cannot be read moves nothing.
    QVERIFY(!county.act(u"chen"_s, u"load_calendar"_s, {{u"year"_s, 2026}, {u"content"_s, u"{"_s}}));
    QCOMPARE(clockOf(u"XF_15"_s).integer("entries"_L1), 2);
}

void TestClockLedger::sameCalendar_changesNothing()
{
    const qint64 before = rows(clockEntryEntity(), u"kind = 'recompute'"_s).size();
    QFile file(QStringLiteral(CALENDAR_FOLDER) + u"/2026.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto loaded =
        act(u"chen"_s, u"load_calendar"_s, {{u"year"_s, 2026}, {u"content"_s, QString::fromUtf8(file.readAll())}});
    DONE(loaded);
    QCOMPARE(loaded->extra.value("clocks_recomputed"_L1).toInt(), 0);
    QCOMPARE(rows(clockEntryEntity(), u"kind = 'recompute'"_s).size(), before);
}

void TestClockLedger::recompute_byAPerson_isRefused()
{
    const auto any = rows(clockEntity(), u"ORDER BY id LIMIT 1"_s);
    QVERIFY(!any.isEmpty());
    for (const QString &login : {u"chen"_s, u"jia"_s, u"ding"_s})
        QCOMPARE(code(act(login, u"recompute_clock"_s,
                          {{u"clock"_s, idText(any.first().id())},
                           {u"was"_s, u"2026-10-01T00:00:00+08:00"_s},
                           {u"raw_due"_s, u"2026-10-01T00:00:00+08:00"_s},
                           {u"due"_s, u"2030-10-01T00:00:00+08:00"_s},
                           {u"provisional"_s, false},
                           {u"calendar_version"_s, u"x"_s}})),
                 u"access.role"_s);
}

// R11: the append-only tables are the truth; states and clocks can be thrown away and made again from them.
void TestClockLedger::history_rebuildsEveryProjection()
{
    m_county = std::make_unique<TestCounty>(); // without the shortcuts above
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    appraisal_isLeftOutOfTheMedicalClock();
    glpi15605_reassignment_keepsPausedTime();
    complexityChange_countsFromTheSameStart();
    administrativeExtension_isThirtyDaysAtMost();
    failWhilePaused_endsTheClockInTime();
    whistle_ofOneUnit_leavesTheOthersRunning();
    const auto clean = compare();
    QVERIFY2(clean.isEmpty(), clean.isEmpty() ? "" : qPrintable(clean.first().message));
    const auto all = rebuilt();
    QVERIFY(all);
    QVERIFY(all->events > 40);
    QCOMPARE(all->clocks.size(), rows(clockEntity(), u"ORDER BY id"_s).size());
    const auto spoil = [this](auto change) {
        return m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                change(tx);
                return {};
            })
            .result()
            .has_value();
    };
    const auto snapshot = [this] {
        QStringList lines;
        for (const Row &row : rows(clockEntity(), u"ORDER BY id"_s))
            lines << row.text("code"_L1) + u' ' + row.text("state"_L1) + u' ' + row.instant("due"_L1).toIso() + u' ' +
                         row.instant("paused_from"_L1).toIso() + u' ' + row.instant("ended"_L1).toIso();
        for (const Row &row : rows(matterEntity(), u"ORDER BY id"_s))
            lines << row.text("number"_L1) + u' ' + row.text("state"_L1);
        return lines;
    };
    const QStringList before = snapshot();
    QVERIFY(spoil([](Writer &tx) {
        for (Row &clock : tx.select(clockEntity(), u"ORDER BY id"_s)) {
            clock.set("due"_L1, day(1, 1, 2030));
            clock.set("raw_due"_L1, day(1, 1, 2030));
            clock.set("state"_L1, u"running"_s);
            clock.set("paused_from"_L1, QVariant());
            clock.set("ended"_L1, QVariant());
            clock.set("entries"_L1, QVariant(9));
            tx.update(clock);
        }
        for (Row &matter : tx.select(matterEntity(), u"ORDER BY id"_s)) {
            matter.set("state"_L1, u"M10"_s);
            tx.update(matter);
        }
    }));
    QVERIFY(!compare().isEmpty());
    QVERIFY(spoil([&](Writer &tx) { QVERIFY(restoreProjections(tx, {&matterEntity()}, *all) > 10); }));
    QCOMPARE(snapshot(), before);
    QVERIFY(compare().isEmpty());
    QVERIFY(spoil([&](Writer &tx) { QCOMPARE(restoreProjections(tx, {&matterEntity()}, *all), 0); }));
}

void TestClockLedger::verify_namesABrokenClock_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("check");
    const QVariant later = day(1, 1, 2030).ms;
    QTest::newRow("date of the projection") << u"clock"_s << u"due"_s << later << u"clock_projection"_s;
    QTest::newRow("state of the projection") << u"clock"_s << u"state"_s << QVariant(u"met"_s) << u"clock_projection"_s;
    QTest::newRow("start of the projection") << u"clock"_s << u"started"_s << later << u"clock_projection"_s;
    QTest::newRow("date in the ledger") << u"clock_entry"_s << u"due"_s << later << u"clock_ledger"_s;
    QTest::newRow("start in the ledger") << u"clock_entry"_s << u"at"_s << QVariant(day(1, 5).ms) << u"clock_ledger"_s;
    QTest::newRow("length in the ledger") << u"clock_entry"_s << u"length"_s << QVariant(99) << u"clock_ledger"_s;
    QTest::newRow("kind in the ledger") << u"clock_entry"_s << u"kind"_s << QVariant(u"pause"_s) << u"clock_ledger"_s;
    QTest::newRow("missing entry") << u"clock_entry"_s << u"seq"_s << QVariant(2) << u"clock_ledger"_s;
}

void TestClockLedger::verify_namesABrokenClock()
{
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QVariant, value);
    QFETCH(QString, check);
    m_county->at(u"2026-09-16 09:00"_s);
    const auto matter = m_county->registerMatter();
    DONE(matter);
    const QUuid id = clock(matter->id, u"SLA_TRIAGE"_s)->id();
    const QString where = table == u"clock"_s ? u"id"_s : u"clock"_s;
    const auto change = [&](const QVariant &to) {
        return m_county->desk->store()
            .write([&](Writer &tx) -> Result<qint64> {
                return tx.execute(u"UPDATE %1 SET \"%2\" = ? WHERE %3 = ?"_s.arg(table, column, where), {to, id});
            })
            .result();
    };
    const auto old = m_county->desk->store()
                         .read([&](Reader &reader) -> Result<QVariant> {
                             Query found =
                                 reader.query(u"SELECT \"%1\" FROM %2 WHERE %3 = ?"_s.arg(column, table, where), {id});
                             return found.next() ? found.value(0) : QVariant();
                         })
                         .result();
    QVERIFY(m_county->desk->verify()->isEmpty());
    QVERIFY(change(value));
    const auto faults = m_county->desk->verify();
    QVERIFY(change(*old)); // for the next row
    QVERIFY(faults);
    QVERIFY2(std::ranges::any_of(
                 *faults, [&](const VerifyFault &fault) { return fault.check == check && fault.record == idText(id); }),
             faults->isEmpty() ? "no fault" : qPrintable(faults->first().check + u' ' + faults->first().message));
}

void TestClockLedger::ledger_isShownWithItsGrounds()
{
    m_county->at(u"2026-09-18 11:00"_s);
    const QUuid id = mediating(u"12"_s);
    m_county->at(u"2026-10-12 09:00"_s);
    DONE(act(u"ding"_s, u"suspend"_s,
             of(id, {{u"reason"_s, u"appraisal"_s}, {u"from_on"_s, u"2026-10-12"_s}, {u"parties_told"_s, true}})));
    const auto lines = m_county->read(u"ding"_s, [&](ReadContext &context) { return matterView(context, id)->clocks; });
    const auto line = std::ranges::find(lines, u"MEDI_30WD"_s, &ClockLine::code);
    QVERIFY(line != lines.cend());
    QCOMPARE(line->state, u"paused"_s);
    QVERIFY(!line->stateWord.isEmpty());
    QVERIFY(!line->overdue);
    QCOMPARE(line->pausedFrom, day(10, 12));
    QCOMPARE(line->duty, u"handler"_s);
    QCOMPARE(line->holder, u"matter"_s);
    QCOMPARE(line->ledger.size(), 2);
    QCOMPARE(line->ledger.last().kind, u"pause"_s);
    QCOMPARE(line->ledger.last().reason, m_county->desk->rules()->word("suspend_reason"_L1, u"appraisal"_s));
    QCOMPARE(line->ledger.last().who, m_county->actor(u"ding"_s).name);
    // The kinds obey the scope of the matter.
    const Row entry = rows(clockEntryEntity(), u"matter = ? LIMIT 1"_s, {id}).first();
    const auto sees = [&](const QString &login) {
        return m_county->read(login, [&](ReadContext &context) {
            return context.maySee(*m_county->desk->kind(u"clock_entry"_s), entry);
        });
    };
    QVERIFY(sees(u"jia"_s));
    QVERIFY(sees(u"ding"_s));
    QVERIFY(!sees(u"wu"_s));
    QVERIFY(!sees(u"chen"_s)); // ADM reads no case
}

void TestClockLedger::visitClocks_haveNoMatter()
{
    QVERIFY(rows(clockEntity(), u"subject_kind = 'matter' AND matter IS NULL"_s).isEmpty());
    QVERIFY(rows(clockEntity(), u"subject_kind = 'matter' AND matter <> subject"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestClockLedger)
#include "tst_clock_ledger.moc"
