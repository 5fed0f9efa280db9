#include <QJsonArray>
#include <QTest>

#include <mediation/oversight.h>

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

#define DONE(result)                                                                                                   \
    do {                                                                                                               \
        const auto &outcomeOfThis = (result);                                                                          \
        QVERIFY2(outcomeOfThis.has_value(), why(outcomeOfThis).constData());                                           \
    } while (false)

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

int serialOf(const QString &number)
{
    return number.section(u'〕', 1).chopped(1).toInt();
}

QString local(Instant at)
{
    return at.local().toString(u"yyyy-MM-dd HH:mm"_s);
}

} // namespace

// Warnings, whistles, supervision, reminders and the parts of co-units (domain.md 2.4), through the same door as every
// program: permissions both ways, forbidden steps, dates, and that nothing is done twice.
class TestOversight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void warning_opensWithTheLevel();
    void warning_ofNoColour_isNotOpened();
    void warning_byRole_data();
    void warning_byRole();
    void warning_confirmedAnew_followsTheLevel();
    void warning_cleared_byItsConfirmer();
    void warning_inDanger_isSuggestedOnce();
    void warning_newFacts_suggestHigher();

    void whistle_deadline_byStationing_data();
    void whistle_deadline_byStationing();
    void whistle_path_leavesItsRows();
    void whistle_step_byOthers_isRefused_data();
    void whistle_step_byOthers_isRefused();
    void whistle_fromWrongState_isRefused();
    void whistle_withoutLead_isRefused();
    void whistle_callUnits_needOneLead();
    void whistle_leadDeclines_directorDecides();
    void whistle_twoDeclines_goToTheDirector();
    void whistle_declineWithoutGround_isRefused();
    void whistle_sealed_onlyLeadAndCoUnits();
    void whistle_open_keepsTheMatterOpen();
    void whistle_called_unitSeesItAlone();
    void whistle_missed_isSupervised();

    void part_signsForItself();
    void part_assignedAgain_getsNoMoreTime();
    void part_objects_andIsAskedAgain();

    void reminders_areIdempotent();
    void reminders_atEightyPercent();
    void reminder_ends_withItsDuty();
    void supervision_c16();
    void supervision_letter_beforeItsDay_isRefused();
    void supervision_ofRight_isRefused();
    void supervision_numbers_haveNoGap();
    void supervision_byRole_isRefused();

private:
    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data)
    {
        return m_county->act(login, action, data);
    }

    static QJsonObject of(QUuid matter, const QJsonObject &more = {})
    {
        return with({{u"matter"_s, idText(matter)}}, more);
    }

    QUuid assessed(const QJsonObject &factors, const QJsonObject &registered = {});
    QUuid assigned(const QJsonObject &more = {}); // yellow, to 人社局

    QJsonObject call(QUuid matter, const QString &unit, bool lead = true)
    {
        return of(matter, {{u"unit"_s, unit},
                           {u"lead"_s, lead},
                           {u"question"_s, u"请到场核实工资发放情况"_s},
                           {u"place"_s, u"综治中心二楼"_s},
                           {u"contact"_s, u"丙窗口"_s}});
    }

    QUuid blow(QUuid matter, const QString &unit, bool lead = true, const QString &login = u"yi"_s);

    Result<ActionOutcome> step(const QString &login, const QString &action, QUuid whistle, const QJsonObject &more = {})
    {
        return act(login, action, with({{u"whistle"_s, idText(whistle)}}, more));
    }

    Result<ActionOutcome> decline(const QString &login, QUuid whistle)
    {
        return step(login, u"decline_whistle"_s, whistle,
                    {{u"ground"_s, u"no_power"_s}, {u"legal_basis"_s, u"劳动法第九条"_s}});
    }

    template <typename F> auto look(F fn)
    {
        using T = std::invoke_result_t<F, Reader &>;
        return m_county->desk->store().read([&fn](Reader &reader) -> Result<T> { return fn(reader); }).result().value();
    }

    QList<Row> rowsOf(const Entity &entity, QUuid matter)
    {
        return look([&](Reader &reader) { return reader.select(entity, u"matter = ? ORDER BY id"_s, {matter}); });
    }

    std::optional<Row> row(const Entity &entity, QUuid id)
    {
        return look([&](Reader &reader) { return reader.find(entity, id); });
    }

    qint64 historyOf(QUuid matter, const QString &kind)
    {
        return look([&](Reader &reader) {
            return reader.count(historyEntity(), u"parent = ? AND subject_kind = ?"_s, {matter, kind});
        });
    }

    // The board as this person sees it, with the whistles of one matter.
    WhistleBoard boardOf(const QString &login, QUuid matter, QUuid unit = {})
    {
        WhistleBoard board =
            m_county->read(login, [unit](ReadContext &context) { return whistleBoard(context, unit, 1000); });
        for (auto *column : {&board.waiting, &board.working, &board.refused, &board.doneToday})
            column->removeIf([&](const WhistleLine &line) { return line.matter != matter; });
        return board;
    }

    // Writes a column past the engine, for what cannot be reached in a few steps.
    void put(QUuid matter, QLatin1StringView column, const QVariant &value)
    {
        const auto done = m_county->desk->store()
                              .write([&](Writer &tx) -> Result<> {
                                  auto found = tx.find(matterEntity(), matter);
                                  found->set(column, value);
                                  tx.update(*found);
                                  return {};
                              })
                              .result();
        QVERIFY(done);
    }

    std::unique_ptr<TestCounty> m_county;
};

void TestOversight::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

// One county for all: every test makes its own matters, on the Monday of the scenario's week.
void TestOversight::init()
{
    m_county->at(u"2026-09-14 09:00"_s);
}

QUuid TestOversight::assessed(const QJsonObject &factors, const QJsonObject &registered)
{
    const auto matter = m_county->registerMatter(registered);
    if (!matter)
        return {};
    const QJsonObject analysis{{u"dispute_type"_s, u"02"_s},
                               {u"amount"_s, u"2000"_s},
                               {u"persons_affected"_s, 2},
                               {u"first_known"_s, u"2026-08-05"_s}};
    if (!act(u"ji"_s, u"analyse"_s, of(matter->id, analysis)) || !act(u"ji"_s, u"assess"_s, of(matter->id, factors)))
        return {};
    return matter->id;
}

namespace {

const QJsonObject quarrel{{u"conduct"_s, u"quarrel"_s},
                          {u"conduct_evidence"_s, u"邻居证言"_s},
                          {u"unavoidable_contact"_s, true},
                          {u"unavoidable_contact_evidence"_s, u"隔墙而居"_s}}; // 16 points, yellow
const QJsonObject fight{{u"conduct"_s, u"physical"_s},    {u"conduct_evidence"_s, u"出警记录"_s},
                        {u"police_visits"_s, 2},          {u"police_visits_evidence"_s, u"出警记录"_s},
                        {u"unavoidable_contact"_s, true}, {u"unavoidable_contact_evidence"_s, u"隔墙"_s}}; // 37, orange

} // namespace

QUuid TestOversight::assigned(const QJsonObject &more)
{
    const QUuid matter = assessed(quarrel);
    const QJsonObject data{{u"lead_unit"_s, u"人社局"_s}, {u"handler_due"_s, u"2026-12-31"_s}};
    if (!act(u"yi"_s, u"confirm_level"_s, of(matter)) || !act(u"yi"_s, u"assign"_s, of(matter, with(data, more))))
        return {};
    return matter;
}

QUuid TestOversight::blow(QUuid matter, const QString &unit, bool lead, const QString &login)
{
    const auto blown = act(login, u"blow_whistle"_s, call(matter, unit, lead));
    if (!blown)
        qWarning("%s", why(blown).constData());
    return blown ? blown->id : QUuid();
}

// ---- warnings ----

void TestOversight::warning_opensWithTheLevel()
{
    const QUuid matter = assessed(quarrel);
    QVERIFY(!matter.isNull());
    DONE(act(u"yi"_s, u"confirm_level"_s, of(matter)));
    const QList<Row> warnings = rowsOf(warningEntity(), matter);
    QCOMPARE(warnings.size(), 1);
    const Row &warning = warnings.first();
    QCOMPARE(warning.text("state"_L1), u"K20"_s);
    QCOMPARE(warning.text("scheme"_L1), u"dispute_roy"_s);
    QCOMPARE(warning.text("level"_L1), u"yellow"_s);
    QCOMPARE(warning.integer("score"_L1), 16);
    QVERIFY(row(assessmentEntity(), warning.uuid("assessment"_L1)).has_value());
    QVERIFY(!warning.text("reason"_L1).isEmpty());               // the explanation of the score, if nobody gave another
    QCOMPARE(warning.date("review_due"_L1), QDate(2026, 9, 29)); // yellow: 15 days
    QCOMPARE(warning.text("confirmer_role"_L1), u"DEP"_s);
    QCOMPARE(warning.uuid("owner"_L1), m_county->actor(u"yi"_s).id.value);
    QCOMPARE(historyOf(matter, u"warning"_s), 1);
    const auto lines = m_county->read(u"yi"_s, [&](ReadContext &context) { return warningsOf(context, matter); });
    QCOMPARE(lines.size(), 1);
    QVERIFY(lines.first().open);
    QVERIFY(!lines.first().levelShape.isEmpty());
}

void TestOversight::warning_ofNoColour_isNotOpened()
{
    const QUuid matter = assessed({});
    DONE(act(u"yi"_s, u"confirm_level"_s, of(matter)));
    QCOMPARE(m_county->matter(matter)->text("level"_L1), u"none"_s);
    QVERIFY(rowsOf(warningEntity(), matter).isEmpty());
    QCOMPARE(code(act(u"yi"_s, u"open_warning"_s, of(matter, {{u"level"_s, u"none"_s}, {u"reason"_s, u"试"_s}}))),
             u"warning.open_warning_coloured"_s);
}

void TestOversight::warning_byRole_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("answer");
    QTest::newRow("yellow by the deputy") << u"yi"_s << u"yellow"_s << u"done"_s;
    QTest::newRow("yellow by the township") << u"xin"_s << u"yellow"_s << u"done"_s;
    QTest::newRow("yellow by a grid worker") << u"ren"_s << u"yellow"_s << u"access.role"_s;
    QTest::newRow("yellow by a mediator") << u"ding"_s << u"yellow"_s << u"access.role"_s;
    QTest::newRow("orange by the deputy") << u"yi"_s << u"orange"_s << u"warning.open_warning_director"_s;
    QTest::newRow("orange by the director") << u"jia"_s << u"orange"_s << u"done"_s;
    QTest::newRow("red by the township") << u"xin"_s << u"red"_s << u"warning.open_warning_director"_s;
    QTest::newRow("red by the director") << u"jia"_s << u"red"_s << u"done"_s;
    QTest::newRow("red by the administrator") << u"chen"_s << u"red"_s << u"access.role"_s;
}

void TestOversight::warning_byRole()
{
    QFETCH(QString, login);
    QFETCH(QString, level);
    const auto matter = m_county->registerMatter();
    DONE(matter);
    QTEST(code(act(login, u"open_warning"_s, of(matter->id, {{u"level"_s, level}, {u"reason"_s, u"近日升级"_s}}))),
          "answer");
}

void TestOversight::warning_confirmedAnew_followsTheLevel()
{
    const QUuid matter = assessed(quarrel);
    DONE(act(u"yi"_s, u"confirm_level"_s, of(matter)));
    const QUuid warning = rowsOf(warningEntity(), matter).first().id();
    const auto again = [&](const QString &login, const QString &level) {
        put(matter, "state"_L1, u"M30"_s);
        return act(login, u"confirm_level"_s, of(matter, {{u"level"_s, level}, {u"reason"_s, u"新情况"_s}}));
    };
    const auto now = [&] { return row(warningEntity(), warning); };
    DONE(again(u"jia"_s, u"red"_s));
    QCOMPARE(now()->text("state"_L1), u"K21"_s);
    QCOMPARE(now()->text("level"_L1), u"red"_s);
    QCOMPARE(now()->text("reason"_L1), u"新情况"_s);
    QCOMPARE(now()->date("review_due"_L1), QDate(2026, 9, 17)); // red: 3 days
    // What is red now is the director's, also on the way down.
    QCOMPARE(code(again(u"yi"_s, u"yellow"_s)), u"matter.high_open_director"_s);
    DONE(again(u"jia"_s, u"orange"_s));
    QCOMPARE(now()->text("state"_L1), u"K22"_s);
    QCOMPARE(now()->date("review_due"_L1), QDate(2026, 9, 21)); // orange: 7 days
    m_county->at(u"2026-09-16 09:00"_s);
    DONE(again(u"jia"_s, u"orange"_s));
    QCOMPARE(now()->text("state"_L1), u"K22"_s); // renewed
    QCOMPARE(now()->date("review_due"_L1), QDate(2026, 9, 23));
    DONE(again(u"jia"_s, u"none"_s));
    QCOMPARE(now()->text("state"_L1), u"K30"_s);
    QCOMPARE(rowsOf(warningEntity(), matter).size(), 1); // one warning, whose history tells the way
    QCOMPARE(historyOf(matter, u"warning"_s), 5);
}

void TestOversight::warning_cleared_byItsConfirmer()
{
    const QUuid matter = assessed(quarrel);
    DONE(act(u"yi"_s, u"confirm_level"_s, of(matter)));
    const QJsonObject clear{{u"warning"_s, idText(rowsOf(warningEntity(), matter).first().id())},
                            {u"reason"_s, u"双方已和解"_s}};
    QCOMPARE(code(act(u"xin"_s, u"clear_warning"_s, clear)), u"warning.clear_warning_confirmer"_s);
    QCOMPARE(code(act(u"ding"_s, u"clear_warning"_s, clear)), u"access.role"_s);
    DONE(act(u"yi"_s, u"clear_warning"_s, clear));
    QCOMPARE(code(act(u"yi"_s, u"clear_warning"_s, clear)), u"warning.transition_forbidden"_s);
    QCOMPARE(m_county->matter(matter)->text("level"_L1), u"yellow"_s); // what it was stays on record

    const QUuid orange = assessed(fight);
    DONE(act(u"jia"_s, u"confirm_level"_s, of(orange)));
    const QJsonObject second{{u"warning"_s, idText(rowsOf(warningEntity(), orange).first().id())},
                             {u"reason"_s, u"已缓和"_s}};
    QCOMPARE(code(act(u"yi"_s, u"clear_warning"_s, second)), u"warning.clear_warning_high"_s);
    QCOMPARE(code(act(u"yi"_s, u"lower_warning"_s, with(second, {{u"level"_s, u"yellow"_s}}))),
             u"warning.lower_warning_high"_s);
    QCOMPARE(code(act(u"jia"_s, u"raise_warning"_s, with(second, {{u"level"_s, u"yellow"_s}}))),
             u"warning.raise_warning_up"_s);
    DONE(act(u"jia"_s, u"lower_warning"_s, with(second, {{u"level"_s, u"yellow"_s}})));
    DONE(act(u"jia"_s, u"clear_warning"_s, second));
}

// C05: the emergency itself asks for no score; the program suggests red and the director confirms.
void TestOversight::warning_inDanger_isSuggestedOnce()
{
    m_county->at(u"2026-09-15 14:00"_s);
    const auto matter = m_county->registerMatter({{u"dv"_s, true}, {u"dv_present"_s, true}});
    DONE(matter);
    const QJsonObject danger{{u"danger_facts"_s, u"家中暴力"_s}, {u"called_110"_s, true},    {u"called_120"_s, false},
                             {u"called_by"_s, u"丙窗口"_s},      {u"wish"_s, u"不愿见面"_s}, {u"dv"_s, true}};
    DONE(act(u"bing"_s, u"emergency"_s, of(matter->id, danger)));
    const QList<Row> warnings = rowsOf(warningEntity(), matter->id);
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().text("state"_L1), u"K10"_s);
    QCOMPARE(warnings.first().text("level"_L1), u"red"_s);
    QVERIFY(m_county->matter(matter->id)->isNull("level"_L1)); // only suggested
    const auto roles = look([&](Reader &reader) {
        QStringList found;
        for (const Row &event : reader.select(historyEntity(), u"subject = ?"_s, {warnings.first().id()}))
            found << event.text("actor_role"_L1);
        return found;
    });
    QCOMPARE(roles, QStringList{u"SYS"_s});
    const QJsonObject confirm{{u"warning"_s, idText(warnings.first().id())}, {u"measures"_s, u"保护令、法律援助"_s}};
    QVERIFY(!act(u"yi"_s, u"confirm_warning"_s, confirm)); // sealed, and red besides
    DONE(act(u"jia"_s, u"confirm_warning"_s, confirm));
    QCOMPARE(m_county->matter(matter->id)->text("level"_L1), u"red"_s);
    QCOMPARE(row(warningEntity(), warnings.first().id())->date("review_due"_L1), QDate(2026, 9, 18));
    // A second alarm suggests nothing that stands already.
    DONE(act(u"jia"_s, u"hand_back"_s,
             of(matter->id, {{u"outcome_known"_s, u"已处理"_s}, {u"safe_to_proceed"_s, true}})));
    DONE(act(u"jia"_s, u"emergency"_s, of(matter->id, danger)));
    QCOMPARE(rowsOf(warningEntity(), matter->id).size(), 1);
}

void TestOversight::warning_newFacts_suggestHigher()
{
    const QUuid matter = assigned();
    QVERIFY(!matter.isNull());
    QCOMPARE(code(act(u"ji"_s, u"reassess"_s, of(matter, fight))), u"matter.newfacts_missing"_s);
    const auto again = act(u"ji"_s, u"reassess"_s, of(matter, with(fight, {{u"new_facts"_s, u"昨日动手"_s}})));
    DONE(again);
    QCOMPARE(again->extra.value("suggested_level"_L1).toString(), u"orange"_s);
    QCOMPARE(m_county->matter(matter)->text("level"_L1), u"yellow"_s); // until a person confirms
    QCOMPARE(rowsOf(assessmentEntity(), matter).size(), 2);            // the old version is kept
    const QList<Row> warnings = rowsOf(warningEntity(), matter);
    QCOMPARE(warnings.size(), 2);
    const QJsonObject confirm{{u"warning"_s, idText(warnings.last().id())}};
    QCOMPARE(code(act(u"yi"_s, u"confirm_warning"_s, confirm)), u"warning.confirm_warning_director"_s);
    DONE(act(u"jia"_s, u"confirm_warning"_s, confirm));
    QCOMPARE(m_county->matter(matter)->text("level"_L1), u"orange"_s);
    QCOMPARE(row(warningEntity(), warnings.first().id())->text("state"_L1), u"K30"_s); // one stands
    QCOMPARE(row(warningEntity(), warnings.last().id())->text("state"_L1), u"K20"_s);
}

// ---- whistles ----

void TestOversight::whistle_deadline_byStationing_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("due");
    QTest::newRow("resident: 30 minutes") << u"公安局"_s << u"2026-09-15 15:30"_s << u"2026-09-15 16:00"_s;
    QTest::newRow("rotating: 2 hours") << u"人社局"_s << u"2026-09-15 15:30"_s << u"2026-09-15 17:30"_s;
    QTest::newRow("on call, in the morning: this afternoon")
        << u"住建局"_s << u"2026-09-15 09:30"_s << u"2026-09-15 18:00"_s;
    QTest::newRow("on call, in the afternoon: tomorrow morning")
        << u"住建局"_s << u"2026-09-15 15:30"_s << u"2026-09-16 12:00"_s;
    QTest::newRow("on call on Friday: the make-up Sunday")
        << u"住建局"_s << u"2026-09-18 15:30"_s << u"2026-09-20 12:00"_s;
}

void TestOversight::whistle_deadline_byStationing()
{
    QFETCH(QString, unit);
    QFETCH(QString, at);
    m_county->at(at);
    const auto matter = m_county->registerMatter();
    const auto blown = act(u"yi"_s, u"blow_whistle"_s, call(matter->id, unit));
    DONE(blown);
    QCOMPARE(blown->clocks.size(), 1);
    QTEST(local(blown->clocks.first().due), "due");
}

// C06: the unit comes within twenty minutes; every pass is a row.
void TestOversight::whistle_path_leavesItsRows()
{
    m_county->at(u"2026-09-15 15:30"_s);
    const QUuid matter = assigned();
    const QUuid whistle = blow(matter, u"人社局"_s);
    QVERIFY(!whistle.isNull());
    DONE(step(u"zi"_s, u"acknowledge_whistle"_s, whistle));
    m_county->at(u"2026-09-15 15:50"_s);
    DONE(step(u"zi"_s, u"arrive_whistle"_s, whistle, {{u"officer"_s, u"子人社"_s}}));
    auto now = row(whistleEntity(), whistle);
    QCOMPARE(local(now->instant("arrived_at"_L1)), u"2026-09-15 15:50"_s);
    QCOMPARE(now->text("stationing"_L1), u"rotating"_s);
    const QString clock = look([&](Reader &reader) {
        return reader.select(clockEntity(), u"subject = ?"_s, {whistle}).first().text("state"_L1);
    });
    QCOMPARE(clock, u"met"_s);
    QVERIFY(!step(u"zi"_s, u"finish_whistle"_s, whistle)); // a result is due
    DONE(step(u"zi"_s, u"finish_whistle"_s, whistle, {{u"result"_s, u"已督促企业制定支付计划"_s}}));
    QCOMPARE(row(whistleEntity(), whistle)->text("state"_L1), u"H40"_s);
    QCOMPARE(historyOf(matter, u"whistle"_s), 4);
    const WhistleBoard board = boardOf(u"yi"_s, matter);
    QCOMPARE(board.doneToday.size(), 1);
    QVERIFY(board.waiting.isEmpty() && board.working.isEmpty() && board.refused.isEmpty());
}

void TestOversight::whistle_step_byOthers_isRefused_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("answer");
    QTest::newRow("another unit answers") << u"chou"_s << u"acknowledge_whistle"_s << u"access.scope"_s;
    QTest::newRow("another unit comes") << u"mao"_s << u"arrive_whistle"_s << u"access.scope"_s;
    QTest::newRow("the caller answers") << u"yi"_s << u"acknowledge_whistle"_s << u"access.role"_s;
    QTest::newRow("the unit cancels") << u"zi"_s << u"cancel_whistle"_s << u"access.role"_s;
    QTest::newRow("a person notes it as missed") << u"jia"_s << u"miss_whistle"_s << u"access.role"_s;
    QTest::newRow("the deputy names the lead") << u"yi"_s << u"name_lead"_s << u"access.role"_s;
    QTest::newRow("another township cancels") << u"xin"_s << u"cancel_whistle"_s << u"access.scope"_s;
}

void TestOversight::whistle_step_byOthers_isRefused()
{
    QFETCH(QString, login);
    QFETCH(QString, action);
    const auto matter = m_county->registerMatter({{u"place"_s, u"620521100"_s}}); // of 永清镇
    const QUuid whistle = blow(matter->id, u"人社局"_s);
    const bool reason = action == u"cancel_whistle"_s || action == u"name_lead"_s;
    QTEST(code(step(login, action, whistle, reason ? QJsonObject{{u"reason"_s, u"理由"_s}} : QJsonObject())), "answer");
    QCOMPARE(row(whistleEntity(), whistle)->text("state"_L1), u"H10"_s);
    QCOMPARE(historyOf(matter->id, u"whistle"_s), 1);
    // Nor does a mediator or a unit blow one.
    QCOMPARE(code(act(u"ding"_s, u"blow_whistle"_s, call(matter->id, u"司法局"_s, false))), u"access.role"_s);
    QCOMPARE(code(act(u"zi"_s, u"blow_whistle"_s, call(matter->id, u"司法局"_s, false))), u"access.role"_s);
}

void TestOversight::whistle_fromWrongState_isRefused()
{
    const QUuid matter = assigned();
    const QUuid whistle = blow(matter, u"人社局"_s);
    const QString forbidden = u"whistle.transition_forbidden"_s;
    QCOMPARE(code(step(u"zi"_s, u"finish_whistle"_s, whistle, {{u"result"_s, u"结果"_s}})), forbidden);
    QCOMPARE(code(step(u"yi"_s, u"supervise_whistle"_s, whistle,
                       {{u"breach"_s, u"未到"_s}, {u"new_date"_s, u"2026-12-01"_s}})),
             forbidden);
    DONE(step(u"zi"_s, u"arrive_whistle"_s, whistle));
    QCOMPARE(code(decline(u"zi"_s, whistle)), forbidden);
    QCOMPARE(code(step(u"zi"_s, u"acknowledge_whistle"_s, whistle)), forbidden);
    QCOMPARE(code(step(u"yi"_s, u"cancel_whistle"_s, whistle, {{u"reason"_s, u"理由"_s}})), forbidden);
    DONE(step(u"zi"_s, u"finish_whistle"_s, whistle, {{u"result"_s, u"结果"_s}}));
    QCOMPARE(code(step(u"zi"_s, u"arrive_whistle"_s, whistle)), forbidden);
}

void TestOversight::whistle_withoutLead_isRefused()
{
    const auto matter = m_county->registerMatter();
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter->id, u"人社局"_s, false))),
             u"whistle.whistle_lead_named"_s);
    QVERIFY(!blow(matter->id, u"人社局"_s, true).isNull());
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter->id, u"司法局"_s, true))), u"whistle.whistle_one_lead"_s);
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter->id, u"人社局"_s, false))),
             u"whistle.whistle_called_once"_s);
    const QUuid helper = blow(matter->id, u"司法局"_s, false);
    QVERIFY(!helper.isNull());
    // The lead is not cancelled while others wait; the director may hand the lead over.
    const QUuid lead = rowsOf(whistleEntity(), matter->id).first().id();
    QCOMPARE(code(step(u"yi"_s, u"cancel_whistle"_s, lead, {{u"reason"_s, u"误叫"_s}})), u"whistle.cancel_lead"_s);
    DONE(step(u"jia"_s, u"name_lead"_s, helper, {{u"reason"_s, u"法律问题为主"_s}}));
    QVERIFY(row(whistleEntity(), helper)->flag("lead"_L1));
    QVERIFY(!row(whistleEntity(), lead)->flag("lead"_L1));
    DONE(step(u"yi"_s, u"cancel_whistle"_s, lead, {{u"reason"_s, u"误叫"_s}}));
    // A matter with a lead unit has somebody who leads.
    QVERIFY(!blow(assigned(), u"司法局"_s, false).isNull());
}

void TestOversight::whistle_callUnits_needOneLead()
{
    const auto matter = m_county->registerMatter();
    const auto units = [](bool first, bool second) {
        return QJsonArray{QJsonObject{{u"unit"_s, u"住建局"_s}, {u"lead"_s, first}},
                          QJsonObject{{u"unit"_s, u"人社局"_s}, {u"lead"_s, second}}};
    };
    const QJsonObject data =
        of(matter->id,
           {{u"question"_s, u"工资支付"_s}, {u"place"_s, u"复杂矛盾纠纷调解室"_s}, {u"contact"_s, u"丙窗口"_s}});
    QCOMPARE(code(act(u"yi"_s, u"call_units"_s, with(data, {{u"units"_s, units(true, true)}}))),
             u"whistle.two_leads"_s);
    QCOMPARE(code(act(u"yi"_s, u"call_units"_s, with(data, {{u"units"_s, units(false, false)}}))),
             u"whistle.whistle_lead_named"_s);
    QVERIFY(rowsOf(whistleEntity(), matter->id).isEmpty()); // nothing half written
    const auto called = act(u"yi"_s, u"call_units"_s, with(data, {{u"units"_s, units(false, true)}}));
    DONE(called);
    QCOMPARE(called->extra.value("whistles"_L1).toArray().size(), 2);
    QCOMPARE(called->clocks.size(), 2);
    const QList<Row> whistles = rowsOf(whistleEntity(), matter->id);
    QCOMPARE(std::ranges::count_if(whistles, [](const Row &whistle) { return whistle.flag("lead"_L1); }), 1);
    QCOMPARE(code(act(u"zi"_s, u"call_units"_s, with(data, {{u"units"_s, units(false, true)}}))), u"access.role"_s);
}

void TestOversight::whistle_leadDeclines_directorDecides()
{
    const auto matter = m_county->registerMatter();
    const QUuid lead = blow(matter->id, u"人社局"_s);
    const auto declined = decline(u"zi"_s, lead);
    DONE(declined);
    QCOMPARE(declined->warnings.size(), 1);
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter->id, u"司法局"_s, true))),
             u"whistle.whistle_lead_director"_s);
    QCOMPARE(code(act(u"jia"_s, u"blow_whistle"_s, call(matter->id, u"司法局"_s, false))),
             u"whistle.whistle_lead_named"_s);
    const QUuid next = blow(matter->id, u"司法局"_s, true, u"jia"_s);
    QVERIFY(!next.isNull());
    QVERIFY(!row(whistleEntity(), lead)->flag("lead"_L1)); // one leads, always
    QVERIFY(!blow(matter->id, u"民政局"_s, false).isNull());
}

void TestOversight::whistle_twoDeclines_goToTheDirector()
{
    const QUuid matter = assigned(); // 人社局 leads the matter
    const QUuid first = blow(matter, u"住建局"_s, false);
    DONE(decline(u"chou"_s, first));
    const QUuid second = blow(matter, u"民政局"_s, false);
    QVERIFY(!second.isNull()); // after one the deputy may still call
    DONE(decline(u"mao"_s, second));
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter, u"司法局"_s, false))),
             u"whistle.whistle_two_declines"_s);
    QVERIFY(!blow(matter, u"司法局"_s, false, u"jia"_s).isNull());
    QCOMPARE(historyOf(matter, u"whistle"_s), 5); // three calls, two declines
    const WhistleBoard board = boardOf(u"jia"_s, matter);
    QCOMPARE(board.refused.size(), 2);
    QCOMPARE(board.waiting.size(), 1);
    QVERIFY(!board.refused.first().declineGroundWord.isEmpty());
}

void TestOversight::whistle_declineWithoutGround_isRefused()
{
    const QUuid whistle = blow(assigned(), u"人社局"_s);
    QCOMPARE(code(step(u"zi"_s, u"decline_whistle"_s, whistle)), u"whistle.ground_missing"_s);
    QCOMPARE(code(step(u"zi"_s, u"decline_whistle"_s, whistle, {{u"ground"_s, u"no_power"_s}})),
             u"whistle.legalbasis_missing"_s);
    QCOMPARE(code(step(u"zi"_s, u"decline_whistle"_s, whistle,
                       {{u"ground"_s, u"too_far"_s}, {u"legal_basis"_s, u"某法"_s}})),
             u"whistle.ground_unknown"_s);
    QCOMPARE(row(whistleEntity(), whistle)->text("state"_L1), u"H10"_s);
}

void TestOversight::whistle_sealed_onlyLeadAndCoUnits()
{
    const QUuid matter = assigned({{u"co_units"_s, QJsonArray{QJsonObject{{u"unit"_s, u"民政局"_s}}}}});
    QVERIFY(!matter.isNull());
    put(matter, "restricted"_L1, QVariant(true));
    QCOMPARE(code(act(u"jia"_s, u"blow_whistle"_s, call(matter, u"住建局"_s, false))), u"whistle.whistle_sealed"_s);
    const QUuid lead = blow(matter, u"人社局"_s, true, u"jia"_s);
    QVERIFY(!lead.isNull());
    QVERIFY(!blow(matter, u"民政局"_s, false, u"jia"_s).isNull());
    DONE(step(u"zi"_s, u"arrive_whistle"_s, lead)); // the lead reads it, so it answers
    // Whoever may not read the matter does not see that somebody was called.
    QVERIFY(m_county->read(u"chou"_s, [&](ReadContext &context) { return whistlesOf(context, matter); }).isEmpty());
    QVERIFY(m_county->read(u"ji"_s, [&](ReadContext &context) { return whistlesOf(context, matter); }).isEmpty());
}

void TestOversight::whistle_open_keepsTheMatterOpen()
{
    const QUuid matter = assigned();
    const QUuid whistle = blow(matter, u"司法局"_s, false);
    put(matter, "state"_L1, u"M80"_s);
    const QJsonObject close = of(matter, {{u"outcome"_s, u"settled_self"_s}});
    QCOMPARE(code(act(u"yi"_s, u"close_matter"_s, close)), u"matter.close_tasks"_s);
    DONE(decline(u"yin"_s, whistle)); // declined is not finished: somebody must decide
    QCOMPARE(code(act(u"yi"_s, u"close_matter"_s, close)), u"matter.close_tasks"_s);
    DONE(step(u"yi"_s, u"cancel_whistle"_s, whistle, {{u"reason"_s, u"拒绝有据"_s}}));
    QVERIFY(code(act(u"yi"_s, u"close_matter"_s, close)) != u"matter.close_tasks"_s);
    // A finished matter calls nobody.
    put(matter, "state"_L1, u"M81"_s);
    QCOMPARE(code(act(u"yi"_s, u"blow_whistle"_s, call(matter, u"司法局"_s, false))), u"whistle.whistle_closed"_s);
}

void TestOversight::whistle_called_unitSeesItAlone()
{
    const auto matter = m_county->registerMatter();
    blow(matter->id, u"人社局"_s);
    const auto seen = [&](const QString &login) {
        return m_county->read(login, [&](ReadContext &context) { return whistlesOf(context, matter->id).size(); });
    };
    QCOMPARE(seen(u"zi"_s), 1);
    QCOMPARE(seen(u"chou"_s), 0);
    QCOMPARE(seen(u"yi"_s), 1);
    const UnitId own = m_county->actor(u"zi"_s).unit;
    const WhistleBoard mine = boardOf(u"zi"_s, matter->id, own.value);
    QCOMPARE(mine.waiting.size(), 1);
    QCOMPARE(mine.waiting.first().question, u"请到场核实工资发放情况"_s);
    QVERIFY(mine.waiting.first().matterTitle.isEmpty()); // the claim, not the file
    // Who counts whistles (letter M of the matrix) reads no narrative.
    const WhistleBoard counted = boardOf(u"ji"_s, matter->id);
    QCOMPARE(counted.waiting.size(), 1);
    QVERIFY(counted.waiting.first().question != mine.waiting.first().question);
}

void TestOversight::whistle_missed_isSupervised()
{
    m_county->at(u"2026-09-15 10:00"_s);
    const QUuid matter = assigned();
    const QUuid whistle = blow(matter, u"公安局"_s, false);
    m_county->at(u"2026-09-15 10:29"_s);
    DONE(act(u"yi"_s, u"run_reminders"_s, {}));
    QCOMPARE(row(whistleEntity(), whistle)->text("state"_L1), u"H10"_s);
    m_county->at(u"2026-09-15 10:30"_s);
    QCOMPARE(act(u"yi"_s, u"run_reminders"_s, {})->extra.value("missed"_L1).toInt(), 1);
    QCOMPARE(row(whistleEntity(), whistle)->text("state"_L1), u"H51"_s);
    QCOMPARE(act(u"yi"_s, u"run_reminders"_s, {})->extra.value("missed"_L1).toInt(), 0);
    const auto supervised = step(u"yi"_s, u"supervise_whistle"_s, whistle,
                                 {{u"breach"_s, u"逾期未到"_s}, {u"new_date"_s, u"2026-09-16"_s}});
    DONE(supervised);
    QCOMPARE(supervised->state, u"H60"_s);
    const QList<Row> letters = rowsOf(supervisionEntity(), matter);
    QCOMPARE(letters.size(), 1);
    QCOMPARE(letters.first().text("state"_L1), u"S20"_s);
    QCOMPARE(letters.first().uuid("whistle"_L1), whistle);
    QVERIFY(!letters.first().isNull("unit"_L1));
}

// ---- parts of co-units ----

namespace {

QJsonArray units(const QStringList &names)
{
    QJsonArray list;
    for (const QString &name : names)
        list.append(QJsonObject{{u"unit"_s, name}});
    return list;
}

} // namespace

void TestOversight::part_signsForItself()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QUuid matter = assigned({{u"co_units"_s, units({u"住建局"_s, u"民政局"_s})}});
    QList<Row> parts = rowsOf(coUnitEntity(), matter);
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts.first().text("state"_L1), u"P10"_s);
    const auto sign = [&](const QString &login, bool clean = true) {
        return act(login, u"sign_part"_s, {{u"part"_s, idText(parts.first().id())}, {u"no_conflict"_s, clean}});
    };
    QCOMPARE(code(sign(u"mao"_s)), u"part.part_own_sign"_s); // another co-unit owns the matter, not the part
    QCOMPARE(code(sign(u"yi"_s)), u"access.role"_s);
    QCOMPARE(code(sign(u"chou"_s, false)), u"part.part_conflict"_s);
    DONE(sign(u"chou"_s));
    QCOMPARE(code(sign(u"chou"_s)), u"part.transition_forbidden"_s);
    QCOMPARE(m_county->matter(matter)->text("state"_L1), u"M40"_s); // the lead still has to sign
    const auto running = [&](QUuid subject) {
        return look([&](Reader &reader) {
            return reader.count(clockEntity(), u"subject = ? AND code = 'SLA_SIGN' AND state = 'running'"_s, {subject});
        });
    };
    QCOMPARE(running(parts.first().id()), 0);
    QCOMPARE(running(parts.last().id()), 1);
    QCOMPARE(running(matter), 1);
    DONE(act(u"zi"_s, u"sign"_s, of(matter, {{u"no_conflict"_s, true}})));
    QCOMPARE(running(parts.last().id()), 1); // signing for the matter does not sign for a part
    const auto lines = m_county->read(u"yi"_s, [&](ReadContext &context) { return partsOf(context, matter); });
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().due.isNull() && !lines.last().due.isNull());
}

void TestOversight::part_assignedAgain_getsNoMoreTime()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QUuid matter = assigned({{u"co_units"_s, units({u"住建局"_s, u"民政局"_s})}});
    const QList<Row> before = rowsOf(coUnitEntity(), matter);
    put(matter, "state"_L1, u"M41"_s);
    m_county->at(u"2026-09-18 10:00"_s);
    DONE(act(u"yi"_s, u"assign"_s,
             of(matter, {{u"lead_unit"_s, u"人社局"_s},
                         {u"handler_due"_s, u"2026-12-31"_s},
                         {u"co_units"_s, units({u"住建局"_s, u"司法局"_s})}})));
    const QList<Row> after = rowsOf(coUnitEntity(), matter);
    QCOMPARE(after.size(), 2);
    QCOMPARE(after.first().id(), before.first().id());
    const auto clocks = look([&](Reader &reader) {
        return reader.select(clockEntity(), u"subject IN (?, ?) ORDER BY id"_s,
                             {before.first().id(), before.last().id()});
    });
    QCOMPARE(clocks.size(), 2);
    QCOMPARE(local(clocks.first().instant("started"_L1)), u"2026-09-16 10:00"_s);
    QCOMPARE(clocks.first().text("state"_L1), u"running"_s);
    QVERIFY(clocks.last().text("state"_L1) != u"running"_s); // who is no longer asked owes nothing
}

void TestOversight::part_objects_andIsAskedAgain()
{
    const QUuid matter = assigned({{u"co_units"_s, units({u"住建局"_s})}});
    const QUuid part = rowsOf(coUnitEntity(), matter).first().id();
    QVERIFY(!act(u"chou"_s, u"object_part"_s, {{u"part"_s, idText(part)}}));
    DONE(act(u"chou"_s, u"object_part"_s, {{u"part"_s, idText(part)}, {u"reason"_s, u"不属职权"_s}}));
    put(matter, "state"_L1, u"M41"_s);
    DONE(act(u"yi"_s, u"assign"_s,
             of(matter, {{u"lead_unit"_s, u"人社局"_s},
                         {u"handler_due"_s, u"2026-12-31"_s},
                         {u"co_units"_s, units({u"住建局"_s})}})));
    const QList<Row> parts = rowsOf(coUnitEntity(), matter);
    QCOMPARE(parts.size(), 1);
    QVERIFY(parts.first().id() != part);
    QCOMPARE(parts.first().text("state"_L1), u"P10"_s);
}

// ---- reminders and supervision ----

void TestOversight::reminders_areIdempotent()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QUuid matter = assigned({{u"co_units"_s, units({u"住建局"_s})}});
    m_county->at(u"2026-09-19 10:00"_s);
    const auto first = act(u"ji"_s, u"run_reminders"_s, {});
    DONE(first);
    const QList<Row> rows = rowsOf(supervisionEntity(), matter);
    QVERIFY(!rows.isEmpty());
    QVERIFY(first->extra.value("reminded"_L1).toInt() >= rows.size());
    const auto second = act(u"yi"_s, u"run_reminders"_s, {});
    DONE(second);
    QCOMPARE(second->extra.value("reminded"_L1).toInt(), 0);
    QCOMPARE(rowsOf(supervisionEntity(), matter).size(), rows.size());
    for (const Row &supervision : rows) {
        // The same on every desk: the id is made of the clock's.
        QVERIFY(supervision.id().version() == QUuid::Sha1);
        QCOMPARE(supervision.text("state"_L1), u"S10"_s);
    }
    // The program reminded under the person at the desk, as nobody's decision (R12).
    const auto roles = look([&](Reader &reader) {
        return reader.count(historyEntity(), u"parent = ? AND subject_kind = 'supervision' AND actor_role <> 'SYS'"_s,
                            {matter});
    });
    QCOMPARE(roles, 0);
    QCOMPARE(code(act(u"geng"_s, u"run_reminders"_s, {})), u"access.role"_s);
    QVERIFY(m_county->matter(matter)->text("state"_L1) == u"M40"_s);
}

void TestOversight::reminders_atEightyPercent()
{
    // Registered Monday 09:00, one working day to triage: until Tuesday 24:00, 39 hours; 80 % are 31 h 12 min.
    const auto matter = m_county->registerMatter();
    DONE(matter);
    m_county->at(u"2026-09-15 16:11"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    QCOMPARE(rowsOf(supervisionEntity(), matter->id).size(), 0);
    m_county->at(u"2026-09-15 16:12"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    const QList<Row> rows = rowsOf(supervisionEntity(), matter->id);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().text("clock_code"_L1), u"SLA_TRIAGE"_s);
}

void TestOversight::reminder_ends_withItsDuty()
{
    const auto matter = m_county->registerMatter();
    m_county->at(u"2026-09-15 17:00"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    const QUuid reminder = rowsOf(supervisionEntity(), matter->id).first().id();
    QCOMPARE(row(supervisionEntity(), reminder)->text("state"_L1), u"S10"_s);
    DONE(act(u"yi"_s, u"triage"_s, of(matter->id))); // what was reminded of
    QCOMPARE(row(supervisionEntity(), reminder)->text("state"_L1), u"S50"_s);
    const auto open = m_county->read(u"yi"_s, [](ReadContext &context) { return openSupervisions(context, 1000); });
    QVERIFY(std::ranges::none_of(open, [&](const SupervisionLine &line) { return line.matter == matter->id; }));
}

// C16: 住建局 does not sign its part; Saturday does not count, the make-up Sunday does.
void TestOversight::supervision_c16()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QUuid matter = assigned({{u"co_units"_s, units({u"住建局"_s})}});
    DONE(act(u"zi"_s, u"sign"_s, of(matter, {{u"no_conflict"_s, true}})));
    const QUuid part = rowsOf(coUnitEntity(), matter).first().id();
    const auto clock =
        look([&](Reader &reader) { return reader.select(clockEntity(), u"subject = ?"_s, {part}).first(); });
    QCOMPARE(local(clock.instant("due"_L1)), u"2026-09-19 00:00"_s); // the end of Friday the 18th
    m_county->at(u"2026-09-18 17:30"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    const auto ofPart = [&] {
        QList<Row> found = rowsOf(supervisionEntity(), matter);
        found.removeIf([&](const Row &one) { return one.uuid("clock"_L1) != clock.id(); });
        return found;
    };
    QCOMPARE(ofPart().size(), 1);
    const Row reminded = ofPart().first();
    QCOMPARE(reminded.uuid("unit"_L1), m_county->actor(u"chou"_s).unit.value);
    const QJsonObject letter{{u"supervision"_s, idText(reminded.id())},
                             {u"breach"_s, u"逾期未签收协办任务"_s},
                             {u"new_date"_s, u"2026-09-22"_s}};
    QCOMPARE(code(act(u"yi"_s, u"yellow_letter"_s, letter)), u"supervision.yellow_letter_due"_s); // still in time
    m_county->at(u"2026-09-19 09:00"_s);
    QCOMPARE(code(act(u"yi"_s, u"yellow_letter"_s, letter)), u"supervision.yellow_letter_due"_s); // Saturday
    m_county->at(u"2026-09-20 09:00"_s);
    const auto yellow = act(u"yi"_s, u"yellow_letter"_s, letter);
    DONE(yellow);
    QVERIFY2(yellow->number.startsWith(u"清综督〔2026〕"_s), qPrintable(yellow->number));
    Row now = *row(supervisionEntity(), reminded.id());
    QCOMPARE(now.integer("days_over"_L1), 1); // the Saturday is none
    const QJsonObject red = with(letter, {{u"new_date"_s, u"2026-09-24"_s}});
    m_county->at(u"2026-09-21 09:00"_s);
    QCOMPARE(code(act(u"jia"_s, u"red_letter"_s, red)), u"supervision.red_letter_due"_s);
    m_county->at(u"2026-09-22 09:00"_s); // the third working day after the 18th
    QCOMPARE(code(act(u"yi"_s, u"red_letter"_s, red)), u"access.role"_s);
    DONE(act(u"jia"_s, u"red_letter"_s, red));
    const QJsonObject lift{{u"supervision"_s, idText(reminded.id())}, {u"reason"_s, u"已签收"_s}};
    DONE(act(u"jia"_s, u"circulate"_s,
             {{u"supervision"_s, idText(reminded.id())}, {u"content"_s, u"通报逾期未签收"_s}}));
    QCOMPARE(code(act(u"jia"_s, u"lift_supervision"_s, lift)), u"supervision.lift_reply"_s);
    const QJsonObject reply{{u"supervision"_s, idText(reminded.id())}, {u"reply"_s, u"已安排专人办理"_s}};
    QCOMPARE(code(act(u"zi"_s, u"reply_supervision"_s, reply)), u"supervision.reply_own"_s); // another unit
    DONE(act(u"chou"_s, u"reply_supervision"_s, reply));
    QCOMPARE(code(act(u"yi"_s, u"lift_supervision"_s, lift)), u"supervision.lift_director"_s);
    DONE(act(u"jia"_s, u"lift_supervision"_s, lift));
    now = *row(supervisionEntity(), reminded.id());
    QCOMPARE(now.text("state"_L1), u"S50"_s);
    QCOMPARE(now.text("number"_L1), yellow->number); // each letter has its own
    QCOMPARE(serialOf(now.text("red_number"_L1)), serialOf(yellow->number) + 1);
}

void TestOversight::supervision_letter_beforeItsDay_isRefused()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QUuid matter = assigned();
    const QUuid clock = look([&](Reader &reader) {
        return reader.select(clockEntity(), u"subject = ? AND code = 'SLA_SIGN'"_s, {matter}).first().id();
    });
    const QJsonObject letter =
        of(matter, {{u"clock"_s, idText(clock)}, {u"breach"_s, u"逾期未签收"_s}, {u"new_date"_s, u"2026-09-22"_s}});
    QCOMPARE(code(act(u"yi"_s, u"supervise"_s, letter)), u"supervision.supervise_due"_s);
    m_county->at(u"2026-09-20 10:00"_s);
    const QUuid other = assigned();
    QCOMPARE(code(act(u"yi"_s, u"supervise"_s, with(letter, {{u"matter"_s, idText(other)}}))),
             u"supervision.supervise_clock"_s);
    DONE(act(u"yi"_s, u"supervise"_s, letter));
    QCOMPARE(code(act(u"yi"_s, u"supervise"_s, letter)), u"supervision.supervise_once"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    const QList<Row> rows = rowsOf(supervisionEntity(), matter);
    QCOMPARE(std::ranges::count_if(rows, [&](const Row &one) { return one.uuid("clock"_L1) == clock; }), 1);
    // A duty that was done in time leaves nothing to supervise.
    m_county->at(u"2026-09-21 10:00"_s);
    const QUuid signedInTime = assigned();
    DONE(act(u"zi"_s, u"sign"_s, of(signedInTime, {{u"no_conflict"_s, true}})));
    const QUuid met = look([&](Reader &reader) {
        return reader.select(clockEntity(), u"subject = ? AND code = 'SLA_SIGN'"_s, {signedInTime}).first().id();
    });
    m_county->at(u"2026-10-12 10:00"_s);
    QCOMPARE(
        code(act(u"yi"_s, u"supervise"_s,
                 of(signedInTime,
                    {{u"clock"_s, idText(met)}, {u"breach"_s, u"逾期未签收"_s}, {u"new_date"_s, u"2026-10-20"_s}}))),
        u"supervision.supervise_due"_s);
}

// A right of the parties: they are told before it runs out, nobody is supervised for it.
void TestOversight::supervision_ofRight_isRefused()
{
    const auto matter = m_county->registerMatter(
        {{u"dispute_type"_s, u"13"_s}, {u"report_received_on"_s, u"2026-09-10"_s}}); // TRAF_APPLY_10 until 09-20
    DONE(matter);
    DONE(act(u"yi"_s, u"triage"_s, of(matter->id)));
    m_county->at(u"2026-09-19 12:00"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    const QList<Row> rows = rowsOf(supervisionEntity(), matter->id);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().text("clock_code"_L1), u"TRAF_APPLY_10"_s);
    m_county->at(u"2026-09-22 09:00"_s);
    QCOMPARE(code(act(u"yi"_s, u"yellow_letter"_s,
                      {{u"supervision"_s, idText(rows.first().id())},
                       {u"breach"_s, u"逾期"_s},
                       {u"new_date"_s, u"2026-09-25"_s}})),
             u"supervision.yellow_letter_duty"_s);
    DONE(act(u"ji"_s, u"run_reminders"_s, {}));
    QCOMPARE(row(supervisionEntity(), rows.first().id())->text("state"_L1), u"S50"_s); // gone with the right
}

void TestOversight::supervision_numbers_haveNoGap()
{
    const QUuid matter = assigned();
    const auto write = [&](const QString &breach) {
        return act(u"yi"_s, u"supervise"_s,
                   of(matter, {{u"unit"_s, u"人社局"_s}, {u"breach"_s, breach}, {u"new_date"_s, u"2026-09-18"_s}}));
    };
    const auto first = write(u"材料未报"_s);
    DONE(first);
    QVERIFY(!act(u"yi"_s, u"supervise"_s, of(matter, {{u"breach"_s, u"无人"_s}, {u"new_date"_s, u"2026-09-18"_s}})));
    const auto second = write(u"会议未到"_s);
    DONE(second);
    QCOMPARE(serialOf(second->number), serialOf(first->number) + 1);
    const auto gaps = [&] {
        const auto faults = m_county->desk->verify();
        return faults && std::ranges::any_of(
                             *faults, [](const VerifyFault &one) { return one.check == u"supervision_numbers"_s; });
    };
    QVERIFY(!gaps());
    const auto spoiled = m_county->desk->store()
                             .write([&](Writer &tx) -> Result<> {
                                 auto letter = tx.find(supervisionEntity(), second->id);
                                 letter->set("number"_L1, u"清综督〔2026〕999号"_s);
                                 tx.update(*letter);
                                 return {};
                             })
                             .result();
    QVERIFY(spoiled);
    QVERIFY(gaps());
}

void TestOversight::supervision_byRole_isRefused()
{
    const QUuid matter = assigned();
    const QJsonObject letter =
        of(matter, {{u"unit"_s, u"人社局"_s}, {u"breach"_s, u"材料未报"_s}, {u"new_date"_s, u"2026-09-18"_s}});
    for (const QString &login : {u"bing"_s, u"ding"_s, u"ji"_s, u"zi"_s, u"geng"_s, u"xin"_s, u"chen"_s, u"wei"_s})
        QCOMPARE(code(act(login, u"supervise"_s, letter)), u"access.role"_s);
    QVERIFY(rowsOf(supervisionEntity(), matter).isEmpty());
    DONE(act(u"yi"_s, u"supervise"_s, letter));
    QVERIFY(m_county->read(u"zi"_s, [&](ReadContext &c) { return supervisionsOf(c, matter).size(); }) == 1);
    QVERIFY(m_county->read(u"chou"_s, [&](ReadContext &c) { return supervisionsOf(c, matter).size(); }) == 0);
}

QTEST_GUILESS_MAIN(TestOversight)
#include "tst_oversight.moc"
