#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <core/locale.h>
#include <core/money.h>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The acceptance week from Monday to Sunday through the command line: its totals come out of the rows, and what must be
// refused is refused (scenario.md).
class TestWeek : public QObject {
    Q_OBJECT

    CtlFixture m_ctl;
    QHash<QString, QJsonObject> m_answers; // by key

private Q_SLOTS:
    void initTestCase();
    void visits_areBatchesAndPersonTimes_data();
    void visits_areBatchesAndPersonTimes();
    void groupAndRepeatVisits_areOneEach();
    void matters_areElevenByChannel();
    void warnings_areConfirmedByLevel();
    void mediation_hasItsRatesAndDays();
    void subsidies_addUp();
    void supervision_isTheYellowLetterOfSunday();
    void refusal_hasItsRule_data();
    void refusal_hasItsRule();
    void reading_isRefused_data();
    void reading_isRefused();
    void sixthRepresentative_isRefused();
    void people_cannotBeSortedByAScore();
    void writeOff_withAnOpenWhistle_isRefused();
    void petition_isHandledInItsTime();
    void appraisal_isLeftOutOfTheCount();
    void extension_afterExpiry_isRefused();
    void newCalendar_movesDatesWithAuditRows();
    void file_verifiesClean();

private:
    [[nodiscard]] QJsonArray rows(const QString &kind, const QString &where = {}) const;
    [[nodiscard]] QJsonObject matter(const QString &key) const;
    [[nodiscard]] QString idOf(const QString &key) const;
    [[nodiscard]] CtlAnswer act(const QString &as, const QString &at, const QString &action, const QJsonObject &data,
                                const QString &key = {}) const;
    [[nodiscard]] static QString code(const CtlAnswer &answer);
};

void TestWeek::initTestCase()
{
    QVERIFY(m_ctl.makeCounty());
    QFile scenario(resourcePath(u"demo/scenario.jsonl"_s));
    QVERIFY(scenario.open(QIODevice::ReadOnly));
    for (const QJsonObject &line : m_ctl.apply(u"bing"_s, scenario.readAll()).lines()) {
        QVERIFY2(line.value(u"ok"_s).toBool(), QJsonDocument(line).toJson().constData());
        m_answers.insert(line.value(u"key"_s).toString(), line);
    }
    QVERIFY(!m_answers.isEmpty());
}

QJsonArray TestWeek::rows(const QString &kind, const QString &where) const
{
    QStringList words{u"list"_s, u"%FILE"_s, kind, u"--as"_s, u"jia"_s, u"--json"_s, u"--limit"_s, u"1000"_s};
    if (!where.isEmpty())
        words << u"--where"_s << where;
    return m_ctl.run(words).json().value(u"rows"_s).toArray();
}

QString TestWeek::idOf(const QString &key) const
{
    const QJsonObject answer = m_answers.value(key);
    const QString opened = answer[u"extra"_s][u"matter"_s].toString();
    return opened.isEmpty() ? answer.value(u"id"_s).toString() : opened;
}

QJsonObject TestWeek::matter(const QString &key) const
{
    return m_ctl.run({u"show"_s, u"%FILE"_s, u"matter"_s, idOf(key), u"--as"_s, u"jia"_s, u"--json"_s}).json();
}

CtlAnswer TestWeek::act(const QString &as, const QString &at, const QString &action, const QJsonObject &data,
                        const QString &key) const
{
    QJsonObject line{{u"action"_s, action}, {u"at"_s, at}, {u"data"_s, data}};
    if (!key.isEmpty())
        line.insert(u"key"_s, key);
    return m_ctl.apply(as, QJsonDocument(line).toJson(QJsonDocument::Compact));
}

QString TestWeek::code(const CtlAnswer &answer)
{
    return answer.json()[u"error"_s][u"code"_s].toString();
}

void TestWeek::visits_areBatchesAndPersonTimes_data()
{
    QTest::addColumn<QString>("purpose");
    QTest::addColumn<int>("batches");
    QTest::addColumn<int>("persons");
    QTest::newRow("all") << QString() << 12 << 29;
    QTest::newRow("legal advice") << u"purpose_legal_advice"_s << 1 << 1;
    QTest::newRow("legal aid") << u"purpose_legal_aid"_s << 1 << 2;
    QTest::newRow("dispute") << u"purpose_dispute"_s << 8 << 24;
    QTest::newRow("litigation") << u"purpose_litigation"_s << 1 << 1;
    QTest::newRow("other") << u"purpose_other"_s << 1 << 1;
}

void TestWeek::visits_areBatchesAndPersonTimes()
{
    QFETCH(const QString, purpose);
    const QJsonArray visits = rows(u"visit"_s, purpose.isEmpty() ? QString() : u"purpose = "_s + purpose);
    int persons = 0;
    for (const QJsonValue &visit : visits)
        persons += visit[u"fields"_s][u"head_count"_s].toInt();
    QTEST(static_cast<int>(visits.size()), "batches");
    QTEST(persons, "persons");
}

void TestWeek::groupAndRepeatVisits_areOneEach()
{
    QCOMPARE(rows(u"visit"_s, u"head_count >= 5"_s).size(), 1);
    QCOMPARE(rows(u"visit"_s, u"repeat_visit = true"_s).size(), 1);
}

void TestWeek::matters_areElevenByChannel()
{
    QCOMPARE(rows(u"matter"_s).size(), 11);
    QCOMPARE(rows(u"matter"_s, u"channel = WINDOW"_s).size(), 8);
    for (const QString &channel : {u"GRID"_s, u"POLICE"_s, u"COURT"_s})
        QCOMPARE(rows(u"matter"_s, u"channel = "_s + channel).size(), 1);
}

void TestWeek::warnings_areConfirmedByLevel()
{
    const auto confirmed = [this](const QString &level) {
        return rows(u"warning"_s, u"state in (K20, K21, K22) and level = "_s + level).size();
    };
    QCOMPARE(confirmed(u"red"_s), 2);
    QCOMPARE(confirmed(u"orange"_s), 1);
    QCOMPARE(confirmed(u"yellow"_s), 6);
    QCOMPARE(rows(u"warning"_s).size(), 9);
}

// Exact figures by whole numbers, rounded half up to two decimals as domain.md 6.1 says.
void TestWeek::mediation_hasItsRatesAndDays()
{
    int accepted = 0;
    int concluded = 0;
    int agreed = 0;
    qint64 agreedDays = 0;
    qint64 concludedDays = 0;
    for (const QJsonValue &row : rows(u"matter"_s)) {
        const QJsonObject fields = row[u"fields"_s].toObject();
        accepted += fields.contains(u"mediation_on"_s) ? 1 : 0;
        const QString outcome = fields.value(u"mediation_outcome"_s).toString();
        if (outcome.isEmpty())
            continue;
        const auto day = [&fields](const QString &name) {
            return QDate::fromString(fields.value(name).toString(), Qt::ISODate);
        };
        const qint64 days = day(u"accepted_on"_s).daysTo(day(u"outcome_on"_s));
        ++concluded;
        concludedDays += days;
        if (outcome.startsWith("agreed"_L1)) {
            ++agreed;
            agreedDays += days;
        }
    }
    const auto hundredths = [](qint64 part, qint64 whole) { return (part * 200 + whole) / (whole * 2); };
    QCOMPARE(accepted, 8);
    QCOMPARE(concluded, 6);
    QCOMPARE(agreed, 5);
    QCOMPARE(hundredths(agreed * 100, concluded), 8333); // 83.33 %
    QCOMPARE(hundredths(agreed * 100, accepted), 6250);  // 62.50 %
    QCOMPARE(hundredths(agreedDays, agreed), 240);       // 2.40 days
    QCOMPARE(hundredths(concludedDays, concluded), 233); // 2.33 days
}

void TestWeek::subsidies_addUp()
{
    const QList<std::pair<QString, QString>> expected{{u"C03.open"_s, u"50.00"_s},  {u"C04.open"_s, u"200.00"_s},
                                                      {u"C06.open"_s, u"300.00"_s}, {u"C12.open"_s, u"100.00"_s},
                                                      {u"C07.open"_s, u"60.00"_s},  {u"C13.open"_s, u"0.00"_s}};
    qint64 total = 0;
    for (const auto &[key, amount] : expected) {
        const QJsonValue subsidy = matter(key).value(u"subsidy"_s);
        QCOMPARE(subsidy[u"amount"_s].toString(), amount);
        total += Money::parse(amount).value_or(Money{}).fen;
    }
    QCOMPARE(total, 71000);
    const QJsonArray shares = matter(u"C06.open"_s)[u"subsidy"_s][u"shares"_s].toArray();
    QCOMPARE(shares.size(), 2);
    QCOMPARE(shares[0][u"amount"_s].toString(), u"180.00"_s);
    QCOMPARE(shares[1][u"amount"_s].toString(), u"120.00"_s);
}

// C16: Saturday is not counted, Sunday the 20th is a make-up working day.
void TestWeek::supervision_isTheYellowLetterOfSunday()
{
    const QJsonArray letters = rows(u"supervision"_s);
    QCOMPARE(letters.size(), 1);
    QCOMPARE(letters[0][u"state"_s].toString(), u"S20"_s);
    QCOMPARE(letters[0][u"fields"_s][u"number"_s].toString(), u"清综督〔2026〕1号"_s);
    QCOMPARE(letters[0][u"words"_s][u"unit"_s].toString(), u"住建局"_s);
    const QJsonArray parts = rows(u"part"_s, u"state = P10"_s);
    QCOMPARE(parts.size(), 1);
}

void TestWeek::refusal_hasItsRule_data()
{
    QTest::addColumn<QString>("as");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("expected");
    QTest::newRow("void by a clerk") << u"bing"_s << u"void"_s << uR"({"visit":"$C15.visit","reason":"登记错误"})"_s
                                     << u"access.role"_s;
    QTest::newRow("yellow by a grid worker")
        << u"ren"_s << u"confirm_level"_s << uR"({"matter":"$C11.open","level":"yellow"})"_s << u"access.role"_s;
    QTest::newRow("write-off by who handled it")
        << u"ding"_s << u"write_off"_s << uR"({"matter":"$C12.open"})"_s << u"access.role"_s;
    QTest::newRow("mediation of domestic violence")
        << u"ding"_s << u"start_mediation"_s
        << uR"({"matter":"$C05.open","all_consent":true,"rights_notice_read":true,"mediator_agreed":true,
               "session_mode":"closed","application_form":"application","applied_on":"2026-09-15"})"_s
        << u"access.scope"_s;
    QTest::newRow("confirmation of a tenure")
        << u"ding"_s << u"agree"_s
        << uR"({"matter":"$C11.open","form":"written","clauses":[{"text":"各占一半","kind":"other"}],"mode":"act",
               "due_on":"2026-12-31","effective_on":"2026-09-20","signed_by_all":true,"sealed":true,"voluntary":true,
               "confirmation_eligible":true,"confirmation_bar":"ownership"})"_s
        << u"access.scope"_s;
    QTest::newRow("unmask without a reason")
        << u"jia"_s << u"unmask"_s << uR"({"kind":"matter","id":"$C03.open"})"_s << u"unmask.reason_missing"_s;
    QTest::newRow("administrator on a case")
        << u"chen"_s << u"assign"_s << uR"({"matter":"$C10.open","lead_unit":"民政局","handler_due":"2026-10-08"})"_s
        << u"access.role"_s;
    QTest::newRow("leader-led without the five ones")
        << u"jia"_s << u"activate_leader"_s << uR"({"leader_led":"$C04.leader"})"_s << u"leader_led.five_ones_case"_s;
}

void TestWeek::refusal_hasItsRule()
{
    QFETCH(const QString, as);
    QFETCH(const QString, action);
    QFETCH(const QString, data);
    if (data.contains("C04.leader"_L1)) {
        QVERIFY(act(u"yi"_s, u"2026-09-20T10:00:00+08:00"_s, u"propose_leader"_s,
                    {{u"matter"_s, u"$C04.open"_s}, {u"leader"_s, u"geng"_s}, {u"reason"_s, u"试填五个一"_s}},
                    u"C04.leader"_s)
                    .exit == 0);
        QVERIFY(
            act(u"geng"_s, u"2026-09-20T10:01:00+08:00"_s, u"accept_leader"_s, {{u"leader_led"_s, u"$C04.leader"_s}})
                .exit == 0);
    }
    const CtlAnswer answer =
        act(as, u"2026-09-20T17:00:00+08:00"_s, action, QJsonDocument::fromJson(data.toUtf8()).object());
    QCOMPARE(answer.exit, 1);
    QTEST(code(answer), "expected");
    if (data.contains("C04.leader"_L1))
        QVERIFY(act(u"jia"_s, u"2026-09-20T17:30:00+08:00"_s, u"withdraw_leader"_s,
                    {{u"leader_led"_s, u"$C04.leader"_s}, {u"reason"_s, u"不需要包案"_s}})
                    .exit == 0);
}

void TestWeek::reading_isRefused_data()
{
    QTest::addColumn<QString>("as");
    QTest::addColumn<QString>("key");
    QTest::newRow("administrator opens a case") << u"chen"_s << u"C03.open"_s;
    QTest::newRow("security opens a case") << u"si"_s << u"C03.open"_s;
    QTest::newRow("information officer opens a sealed case") << u"ji"_s << u"C05.open"_s;
}

void TestWeek::reading_isRefused()
{
    QFETCH(const QString, as);
    QFETCH(const QString, key);
    const CtlAnswer answer = m_ctl.run({u"show"_s, u"%FILE"_s, u"matter"_s, idOf(key), u"--as"_s, as, u"--json"_s});
    QVERIFY(answer.exit != 0);
    QVERIFY(!answer.out.contains("C0"));
}

void TestWeek::sixthRepresentative_isRefused()
{
    QJsonArray people;
    for (int i = 0; i < 6; ++i)
        people.append(QJsonObject{{u"name"_s, u"代表%1"_s.arg(i)}});
    const CtlAnswer answer = act(u"bing"_s, u"2026-09-20T16:00:00+08:00"_s, u"register_visit"_s,
                                 {{u"purpose"_s, u"purpose_dispute"_s},
                                  {u"head_count"_s, 12},
                                  {u"visitor_name"_s, u"代表零"_s},
                                  {u"representatives"_s, people}});
    QCOMPARE(answer.exit, 1);
    QCOMPARE(code(answer), u"visit.representatives_too_many"_s);
}

void TestWeek::people_cannotBeSortedByAScore()
{
    const CtlAnswer answer =
        m_ctl.run({u"list"_s, u"%FILE"_s, u"person"_s, u"--where"_s, u"score > 0"_s, u"--as"_s, u"jia"_s, u"--json"_s});
    QCOMPARE(answer.exit, 2);
}

void TestWeek::writeOff_withAnOpenWhistle_isRefused()
{
    const QString at = u"2026-09-23T10:00:00+08:00"_s;
    const CtlAnswer follow = act(u"ding"_s, at, u"follow_up"_s,
                                 {{u"matter"_s, u"$C03.open"_s},
                                  {u"followed_on"_s, u"2026-09-23"_s},
                                  {u"mode"_s, u"phone"_s},
                                  {u"reached"_s, true},
                                  {u"person_reached"_s, u"王五"_s},
                                  {u"performance"_s, u"full"_s},
                                  {u"satisfaction"_s, u"satisfied"_s},
                                  {u"new_risk"_s, false}});
    QVERIFY2(follow.exit == 0, follow.all().constData());
    const CtlAnswer blown = act(u"yi"_s, at, u"blow_whistle"_s,
                                {{u"matter"_s, u"$C03.open"_s},
                                 {u"unit"_s, u"住建局"_s},
                                 {u"lead"_s, true},
                                 {u"question"_s, u"请核对排水沟。"_s},
                                 {u"place"_s, u"现场"_s},
                                 {u"contact"_s, u"乙副主任"_s}},
                                u"C03.late"_s);
    QVERIFY2(blown.exit == 0, blown.all().constData());
    QJsonObject ticks{{u"matter"_s, u"$C03.open"_s}};
    for (const QString &tick :
         {u"performed"_s, u"followed_up"_s, u"level_cleared"_s, u"no_open_tasks"_s, u"dossier_complete"_s}) {
        ticks.insert(tick, true);
        ticks.insert(tick + u"_evidence"_s, u"已核对"_s);
    }
    const auto cleared = rows(u"warning"_s, u"level = yellow"_s);
    for (const QJsonValue &warning : cleared)
        if (warning[u"fields"_s][u"matter"_s].toString() == idOf(u"C03.open"_s))
            QCOMPARE(act(u"yi"_s, at, u"clear_warning"_s,
                         {{u"warning"_s, warning[u"id"_s].toString()}, {u"reason"_s, u"已履行完毕"_s}})
                         .exit,
                     0);
    const CtlAnswer refused = act(u"yi"_s, at, u"write_off"_s, ticks);
    QCOMPARE(refused.exit, 1);
    QCOMPARE(code(refused), u"matter.write_off_tasks"_s);
    QCOMPARE(act(u"yi"_s, at, u"cancel_whistle"_s, {{u"whistle"_s, u"$C03.late"_s}, {u"reason"_s, u"误吹"_s}}).exit, 0);
}

// C10 goes on after the week: accepted on Monday the 21st.
void TestWeek::petition_isHandledInItsTime()
{
    const CtlAnswer answer = act(u"mao"_s, u"2026-09-21T09:00:00+08:00"_s, u"handle_admin"_s,
                                 {{u"matter"_s, u"$C10.open"_s},
                                  {u"power"_s, u"社会救助暂行办法第十一条"_s},
                                  {u"procedure"_s, u"petition"_s},
                                  {u"not_complained_of"_s, true},
                                  {u"accepted_on"_s, u"2026-09-21"_s}});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    bool found = false;
    for (const QJsonValue &clock : answer.json().value(u"clocks"_s).toArray()) {
        if (clock[u"code"_s].toString() != "XF_60"_L1)
            continue;
        found = true;
        QCOMPARE(clock[u"due"_s].toString(), u"2026-11-20"_s);
    }
    QVERIFY(found);
    // The unit that is complained of does not learn who complained (R6).
    const CtlAnswer shown =
        m_ctl.run({u"show"_s, u"%FILE"_s, u"matter"_s, idOf(u"C10.open"_s), u"--as"_s, u"mao"_s, u"--json"_s});
    QVERIFY(shown.exit == 0);
    QVERIFY(!shown.out.contains("陈十三"));
    QVERIFY(!shown.out.contains("13800000010"));
}

// C14: the appraisal from the 12th to the 23rd of October is left out of the thirty working days.
void TestWeek::appraisal_isLeftOutOfTheCount()
{
    const CtlAnswer suspended = act(u"wu"_s, u"2026-10-12T08:30:00+08:00"_s, u"suspend"_s,
                                    {{u"matter"_s, u"$C14.open"_s},
                                     {u"reason"_s, u"appraisal"_s},
                                     {u"from_on"_s, u"2026-10-12"_s},
                                     {u"parties_told"_s, true}});
    QVERIFY2(suspended.exit == 0, suspended.all().constData());
    const CtlAnswer resumed = act(
        u"wu"_s, u"2026-10-24T09:00:00+08:00"_s, u"resume"_s,
        {{u"matter"_s, u"$C14.open"_s}, {u"resumed_on"_s, u"2026-10-24"_s}, {u"ground_ended"_s, u"鉴定意见已出"_s}});
    QVERIFY2(resumed.exit == 0, resumed.all().constData());
    QString due;
    for (const QJsonValue &clock : resumed.json().value(u"clocks"_s).toArray())
        if (clock[u"code"_s].toString() == "MEDI_30WD"_L1)
            due = clock[u"due"_s].toString();
    QCOMPARE(due, u"2026-11-19"_s);
}

void TestWeek::extension_afterExpiry_isRefused()
{
    const CtlAnswer answer = act(u"wu"_s, u"2026-11-20T09:00:00+08:00"_s, u"extend"_s,
                                 {{u"matter"_s, u"$C14.open"_s},
                                  {u"all_consent"_s, true},
                                  {u"until"_s, u"2026-12-31"_s},
                                  {u"reason"_s, u"等待结果"_s}});
    QCOMPARE(answer.exit, 1);
    QCOMPARE(code(answer), u"matter.extend_before_expiry"_s);
}

void TestWeek::newCalendar_movesDatesWithAuditRows()
{
    const auto recomputed = [this] {
        const QJsonArray audit = m_ctl
                                     .run({u"list"_s, u"%FILE"_s, u"audit"_s, u"--as"_s, u"wei"_s, u"--json"_s,
                                           u"--limit"_s, u"5000"_s, u"--where"_s, u"action = recompute_clock"_s})
                                     .json()
                                     .value(u"rows"_s)
                                     .toArray();
        return audit.size();
    };
    QCOMPARE(recomputed(), 0);
    QFile year(resourcePath(u"calendars/2026.json"_s));
    QVERIFY(year.open(QIODevice::ReadOnly));
    QJsonObject notice = QJsonDocument::fromJson(year.readAll()).object();
    QJsonArray days = notice.value(u"dates"_s).toArray();
    // 11-20, the last day of C10's petition, becomes a day off, and the weekend follows.
    days.append(QJsonObject{{u"date"_s, u"2026-11-20"_s},
                            {u"name"_s, u"调休"_s},
                            {u"name_cn"_s, u"调休"_s},
                            {u"name_en"_s, u"Day off"_s},
                            {u"type"_s, u"public_holiday"_s}});
    notice.insert(u"dates"_s, days);
    QVERIFY(m_ctl.write(u"2026.json"_s, QJsonDocument(notice).toJson()));
    const CtlAnswer loaded = m_ctl.run(
        {u"import"_s, u"%FILE"_s, u"calendar"_s, m_ctl.path(u"2026.json"_s), u"--as"_s, u"chen"_s, u"--json"_s});
    QVERIFY2(loaded.exit == 0, loaded.all().constData());
    QVERIFY(recomputed() > 0);
    QString due;
    for (const QJsonValue &clock : matter(u"C10.open"_s).value(u"clocks"_s).toArray())
        if (clock[u"code"_s].toString() == "XF_60"_L1)
            due = clock[u"due"_s].toString();
    QVERIFY2(due.startsWith("2026-11-24"_L1), qPrintable(due)); // 24:00 of Monday the 23rd
}

void TestWeek::file_verifiesClean()
{
    const CtlAnswer answer = m_ctl.run({u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--json"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
}

QTEST_GUILESS_MAIN(TestWeek)
#include "tst_week.moc"
