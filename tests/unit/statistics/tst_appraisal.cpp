#include <QJsonArray>
#include <QTest>

#include <access/entities.h>
#include <core/locale.h>
#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <reception/reception.h>
#include <statistics/appraisal.h>
#include <statistics/statistics.h>

#include "../mediation/outcome_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

// Its argument is evaluated once.
#undef DONE
#define DONE(result)                                                                                                   \
    do {                                                                                                               \
        const auto &outcomeOfThis = (result);                                                                          \
        QVERIFY2(outcomeOfThis.has_value(), whyOf(outcomeOfThis).constData());                                         \
    } while (false)

// Appraisal of mediators (domain.md 6.3) and the monthly sheet of case subsidies (6.4).
class TestAppraisal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void formula_givesTheExampleOfTheLaw();
    void formula_data();
    void formula();
    void part_withoutAnythingToJudge_givesNoTotal();
    void wilson_isShown_notScored_data();
    void wilson_isShown_notScored();
    void items_countNoUploads();

    void facts_areCountedFromTheRecords();
    void month_notOver_isRefused();
    void steps_computeObjectAnswerApprove();
    void approval_waitsForTheObjectionPeriod();
    void rank_withinTheSameCommittee_fromFiveCases();

    void sheet_paysOnce_byLargestRemainder();
    void sheet_courtCase_isNothing();
    void sheet_stepsInOrder();

private:
    static Rules rules() { return *RuleSet::load(RuleSet::readFolder(resourcePath(u"rules"_s)).value()); }

    static AppraisalFacts perfect(qint64 simple, qint64 general, qint64 complex, qint64 answered)
    {
        AppraisalFacts facts;
        facts.cases = {{u"simple"_s, simple}, {u"general"_s, general}, {u"complex"_s, complex}};
        for (const QString &item : {u"on_time"_s, u"performance"_s, u"dossier"_s, u"entry"_s, u"kept"_s})
            facts.items[item] = {3, 3};
        facts.items[u"satisfaction"_s] = {answered, answered};
        facts.success = {simple + general + complex, simple + general + complex};
        return facts;
    }

    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data)
    {
        return m_county->act(login, action, data);
    }

    QUuid concluded(const QString &mediator, const QString &complexity);
    QUuid reviewed(const QString &mediator, const QVariantHash &columns, const QJsonArray &shares,
                   const QString &grade = u"general"_s);

    QList<AppraisalLine> lines(const QString &login, const QString &month)
    {
        return m_county->read(login, [&](ReadContext &context) { return appraisalsOf(context, month); });
    }

    AppraisalLine lineOf(const QString &login, const QString &month)
    {
        const QUuid account = m_county->actor(login).id.value;
        for (const AppraisalLine &line : lines(u"jia"_s, month))
            if (line.account == account)
                return line;
        return {};
    }

    std::unique_ptr<OutcomeCounty> m_county;
};

void TestAppraisal::initTestCase()
{
    m_county = std::make_unique<OutcomeCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

// ---- the formula ----

// "2 simple + 1 general, all else perfect, n<5 -> 15+50+20 = 85.00".
void TestAppraisal::formula_givesTheExampleOfTheLaw()
{
    const Appraisal result = appraise(*rules(), perfect(2, 1, 0, 3));
    QCOMPARE(result.weight, 4);
    QCOMPARE(result.casesScore, u"15.00"_s);
    QCOMPARE(result.total, u"85.00"_s);
    for (const AppraisalItem &item : result.items) {
        QCOMPARE(item.judged, item.item != "satisfaction"_L1);
        if (item.item == "on_time"_L1)
            QCOMPARE(item.points, u"18.75"_s); // 15 of 40 shares of 50
    }
}

void TestAppraisal::formula_data()
{
    QTest::addColumn<AppraisalFacts>("facts");
    QTest::addColumn<QString>("total");
    AppraisalFacts facts = perfect(2, 1, 0, 5);
    QTest::newRow("five answers are judged") << facts << u"85.00"_s;
    facts.items[u"satisfaction"_s] = {4, 5};
    QTest::newRow("one of five not satisfied") << facts << u"83.00"_s;
    QTest::newRow("two complex cases are a full month") << perfect(0, 0, 2, 5) << u"100.00"_s;
    QTest::newRow("more than a full month counts no more") << perfect(40, 40, 40, 5) << u"100.00"_s;
    facts = perfect(1, 0, 0, 0);
    facts.items[u"on_time"_s] = {1, 3};
    QTest::newRow("late twice of three: 3.75 + 50 - 12.5 + 20") << facts << u"61.25"_s;
    facts = perfect(8, 0, 0, 5);
    facts.items[u"dossier"_s] = {};
    QTest::newRow("no dossier reviewed: its ten are spread") << facts << u"100.00"_s;
    facts.items[u"performance"_s] = {1, 2};
    QTest::newRow("and half of the agreements kept: 15 x 50 / 40 / 2 less") << facts << u"90.63"_s;
    facts = perfect(8, 0, 0, 5);
    facts.success = {1, 8};
    QTest::newRow("failed cases are not scored") << facts << u"100.00"_s;
}

void TestAppraisal::formula()
{
    QFETCH(AppraisalFacts, facts);
    QTEST(appraise(*rules(), facts).total, "total");
}

void TestAppraisal::part_withoutAnythingToJudge_givesNoTotal()
{
    AppraisalFacts facts = perfect(2, 1, 0, 5);
    facts.items[u"entry"_s] = facts.items[u"kept"_s] = {};
    QCOMPARE(appraise(*rules(), facts).total, u"—"_s);
}

void TestAppraisal::wilson_isShown_notScored_data()
{
    QTest::addColumn<int>("met");
    QTest::addColumn<int>("of");
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");
    QTest::newRow("none") << 0 << 0 << u"—"_s << u"—"_s;
    QTest::newRow("3 of 3") << 3 << 3 << u"43.85"_s << u"100.00"_s;
    QTest::newRow("0 of 4") << 0 << 4 << u"0.00"_s << u"48.99"_s;
    QTest::newRow("8 of 10") << 8 << 10 << u"49.02"_s << u"94.33"_s;
    QTest::newRow("96 of 100") << 96 << 100 << u"90.16"_s << u"98.43"_s;
}

void TestAppraisal::wilson_isShown_notScored()
{
    QFETCH(int, met);
    QFETCH(int, of);
    AppraisalFacts facts = perfect(2, 1, 0, 5);
    facts.success = {met, of};
    const Appraisal result = appraise(*rules(), facts);
    QTEST(result.wilsonLow, "low");
    QTEST(result.wilsonHigh, "high");
    QCOMPARE(result.total, u"85.00"_s);
}

// R13: what is scored is work on cases; nothing counts how often somebody pressed a button.
void TestAppraisal::items_countNoUploads()
{
    static const QSet<QString> allowed{u"cases"_s,       u"simple"_s,  u"general"_s,      u"complex"_s, u"on_time"_s,
                                       u"performance"_s, u"dossier"_s, u"satisfaction"_s, u"entry"_s,   u"kept"_s};
    qint64 most = 0;
    const Rules tables = rules();
    for (const RuleRow &row : tables->table("appraisal"_L1).rows()) {
        QVERIFY2(allowed.contains(row.text("item"_L1)), qPrintable(row.text("item"_L1)));
        if (row.text("part"_L1) != "weight"_L1)
            most += row.number("points"_L1);
    }
    QCOMPARE(most, 100);
}

// ---- computed, objected to, approved ----

QUuid TestAppraisal::concluded(const QString &mediator, const QString &complexity)
{
    const QUuid matter = m_county->mediating(mediator, {{u"complexity"_s, complexity}});
    const auto agreed = m_county->agree(mediator, matter);
    return agreed ? matter : QUuid();
}

void TestAppraisal::facts_areCountedFromTheRecords()
{
    m_county->at(u"2026-09-14 09:00"_s);
    QVERIFY(!concluded(u"ding"_s, u"simple"_s).isNull());
    QVERIFY(!concluded(u"ding"_s, u"simple"_s).isNull());
    QVERIFY(!concluded(u"ding"_s, u"general"_s).isNull());
    QVERIFY(!concluded(u"wu"_s, u"complex"_s).isNull());
    m_county->at(u"2026-10-08 09:00"_s);
    const AppraisalFacts facts = m_county->read(u"jia"_s, [&](ReadContext &context) {
        return appraisalFacts(context.tx, context.rules, context.calendar, m_county->actor(u"ding"_s).id.value,
                              QDate(2026, 9, 1), context.now);
    });
    QCOMPARE(facts.cases, (QMap<QString, qint64>{{u"simple"_s, 2}, {u"general"_s, 1}}));
    QCOMPARE(facts.success, (Kept{3, 3}));
    QCOMPARE(facts.items[u"entry"_s], (Kept{3, 3})); // written down on the day
    // Another month holds none of it.
    const AppraisalFacts august = m_county->read(u"jia"_s, [&](ReadContext &context) {
        return appraisalFacts(context.tx, context.rules, context.calendar, m_county->actor(u"ding"_s).id.value,
                              QDate(2026, 8, 1), context.now);
    });
    QVERIFY(august.cases.isEmpty());
}

void TestAppraisal::month_notOver_isRefused()
{
    m_county->at(u"2026-09-30 18:00"_s);
    for (const QString &action : {u"compute_appraisals"_s, u"compute_subsidies"_s}) {
        const QString kind = action == "compute_appraisals"_L1 ? u"appraisal"_s : u"subsidy_sheet"_s;
        QCOMPARE(codeOf(act(u"yi"_s, action, {{u"month"_s, u"2026-09"_s}})), kind + u".month_open"_s);
        QCOMPARE(codeOf(act(u"yi"_s, action, {{u"month"_s, u"2026-9x"_s}})), kind + u".month_format"_s);
        QCOMPARE(codeOf(act(u"jia"_s, action, {{u"month"_s, u"2026-08"_s}})),
                 u"access.role"_s); // the director approves
    }
}

void TestAppraisal::steps_computeObjectAnswerApprove()
{
    m_county->at(u"2026-10-08 09:00"_s);
    const auto all = act(u"yi"_s, u"compute_appraisals"_s, {{u"month"_s, u"2026-09"_s}});
    DONE(all);
    QVERIFY(all->extra.value("computed"_L1).toInt() >= 2);
    QCOMPARE(act(u"yi"_s, u"compute_appraisals"_s, {{u"month"_s, u"2026-09"_s}})->extra.value("computed"_L1).toInt(),
             0);
    const AppraisalLine own = lineOf(u"ding"_s, u"2026-09"_s);
    QCOMPARE(own.n, 3);
    QCOMPARE(own.state, u"Q10"_s);
    const QJsonObject about{{u"appraisal"_s, idText(own.id)}};
    const QJsonObject objection = joined(about, {{u"objection"_s, u"两件已履行，记录未更新"_s}});
    QCOMPARE(codeOf(act(u"wu"_s, u"object_appraisal"_s, objection)), u"access.scope"_s); // of another mediator
    DONE(act(u"ding"_s, u"object_appraisal"_s, objection));
    QCOMPARE(codeOf(act(u"jia"_s, u"approve_appraisal"_s, about)), u"appraisal.transition_forbidden"_s);
    DONE(act(u"yi"_s, u"answer_appraisal"_s, joined(about, {{u"upheld"_s, true}, {u"answer"_s, u"已核实"_s}})));
    DONE(act(u"jia"_s, u"approve_appraisal"_s, about)); // the objection is answered: no need to wait
    QCOMPARE(lineOf(u"ding"_s, u"2026-09"_s).state, u"Q40"_s);
    // A mediator reads the own sheet only, and no place among others.
    const QList<AppraisalLine> mine = lines(u"ding"_s, u"2026-09"_s);
    QCOMPARE(mine.size(), 1);
    QCOMPARE(mine.first().rank, 0);
    QVERIFY(lines(u"bing"_s, u"2026-09"_s).isEmpty());
}

void TestAppraisal::approval_waitsForTheObjectionPeriod()
{
    m_county->at(u"2026-10-08 10:00"_s);
    const AppraisalLine line = lineOf(u"wu"_s, u"2026-09"_s);
    const QJsonObject about{{u"appraisal"_s, idText(line.id)}};
    QCOMPARE(codeOf(act(u"jia"_s, u"approve_appraisal"_s, about)), u"appraisal.approve_appraisal_after"_s);
    m_county->at(line.objectUntil.toString(Qt::ISODate) + u" 17:00"_s);
    QCOMPARE(codeOf(act(u"jia"_s, u"approve_appraisal"_s, about)), u"appraisal.approve_appraisal_after"_s);
    m_county->at(line.objectUntil.addDays(4).toString(Qt::ISODate) + u" 09:00"_s);
    QCOMPARE(codeOf(act(u"wu"_s, u"object_appraisal"_s, joined(about, {{u"objection"_s, u"迟到的异议"_s}}))),
             u"appraisal.object_appraisal_in_time"_s);
    DONE(act(u"jia"_s, u"approve_appraisal"_s, about));
}

void TestAppraisal::rank_withinTheSameCommittee_fromFiveCases()
{
    // Rows as they would stand, past the engine: six mediators' months.
    struct Given {
        QString committee;
        qint64 cases;
        QString total;
        int rank;
    };

    const QList<Given> given{{u"centre"_s, 9, u"91.00"_s, 1},  {u"centre"_s, 5, u"80.50"_s, 2},
                             {u"centre"_s, 6, u"80.50"_s, 2},  {u"centre"_s, 4, u"99.00"_s, 0},
                             {u"village"_s, 7, u"70.00"_s, 1}, {u"village"_s, 8, u"—"_s, 0}};
    QHash<QUuid, int> wanted;
    const auto done = m_county->desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              for (const Given &one : given) {
                                  Row row(appraisalEntity());
                                  row.set("state"_L1, u"Q10"_s);
                                  row.set("org"_L1, u"620521"_s);
                                  row.set("account"_L1, QVariant(QUuid::createUuid()));
                                  row.set("month"_L1, u"2026-05"_s);
                                  row.set("committee"_L1, one.committee);
                                  row.set("cases"_L1, QVariant(one.cases));
                                  row.set("total"_L1, one.total);
                                  row.setJson("detail"_L1, QJsonObject{{u"success"_s, u"100.00"_s}});
                                  row.set("rules"_L1, u"-"_s);
                                  row.set("computed_at"_L1, tx.now());
                                  row.set("computed_by"_L1, QVariant(QUuid::createUuid()));
                                  tx.insert(row);
                                  wanted.insert(row.id(), one.rank);
                              }
                              return {};
                          })
                          .result();
    QVERIFY(done);
    const QList<AppraisalLine> found = lines(u"jia"_s, u"2026-05"_s);
    QCOMPARE(found.size(), given.size());
    for (const AppraisalLine &line : found)
        QCOMPARE(line.rank, wanted.value(line.id));
}

// ---- subsidies ----

QUuid TestAppraisal::reviewed(const QString &mediator, const QVariantHash &columns, const QJsonArray &shares,
                              const QString &grade)
{
    const QUuid matter = concluded(mediator, grade);
    m_county->put(matter, columns);
    const auto done = act(
        u"yi"_s, u"propose_subsidy"_s,
        {{u"matter"_s, idText(matter)}, {u"dossier_grade"_s, u"pass"_s}, {u"grade"_s, grade}, {u"shares"_s, shares}});
    if (!done)
        qWarning("%s", whyOf(done).constData());
    return done ? matter : QUuid();
}

namespace {

QJsonObject share(const QString &login, int percent)
{
    return {{u"mediator"_s, login}, {u"percent"_s, percent}};
}

} // namespace

void TestAppraisal::sheet_paysOnce_byLargestRemainder()
{
    m_county->at(u"2026-10-12 09:00"_s);
    const QUuid matter =
        reviewed(u"ding"_s, {{u"performed_on"_s, QDate(2026, 10, 12)}}, {share(u"ding"_s, 33), share(u"wu"_s, 67)});
    QVERIFY(!matter.isNull());
    m_county->at(u"2026-11-02 09:00"_s);
    const auto sheet = act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, u"2026-10"_s}});
    DONE(sheet);
    QCOMPARE(sheet->extra.value("total"_L1).toString(), u"200.00"_s); // EXAMPLE table: general 200, performed, passed
    QList<SubsidySheet> sheets =
        m_county->read(u"jia"_s, [](ReadContext &context) { return subsidySheetsOf(context, u"2026-10"_s); });
    QCOMPARE(sheets.size(), 1);
    QStringList amounts;
    for (const SubsidyLine &line : sheets.first().lines)
        amounts << line.amount;
    amounts.sort();
    QCOMPARE(amounts, QStringList({u"134.00"_s, u"66.00"_s}));
    QCOMPARE(codeOf(act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, u"2026-10"_s}})), u"subsidy_sheet.computed"_s);
    // One dispute is paid once: nothing of it comes again.
    m_county->at(u"2026-12-01 09:00"_s);
    QCOMPARE(codeOf(act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, u"2026-11"_s}})),
             u"subsidy_sheet.nothing_due"_s);
    // Returned, it is due again, and only then.
    DONE(act(u"jia"_s, u"return_subsidies"_s, {{u"subsidy_sheet"_s, idText(sheet->id)}, {u"reason"_s, u"补充签字"_s}}));
    const auto again = act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, u"2026-11"_s}});
    DONE(again);
    QCOMPARE(again->extra.value("total"_L1).toString(), u"200.00"_s);
}

void TestAppraisal::sheet_courtCase_isNothing()
{
    m_county->at(u"2027-01-11 09:00"_s);
    QVERIFY(!reviewed(u"ding"_s, {{u"channel"_s, u"COURT"_s}, {u"performed_on"_s, QDate(2027, 1, 11)}},
                      {share(u"ding"_s, 100)})
                 .isNull());
    m_county->at(u"2027-02-01 09:00"_s);
    const auto sheet = act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, u"2027-01"_s}});
    DONE(sheet);
    QCOMPARE(sheet->extra.value("total"_L1).toString(), u"0.00"_s);
    QCOMPARE(sheet->extra.value("lines"_L1).toInt(), 1);
}

void TestAppraisal::sheet_stepsInOrder()
{
    const QList<SubsidySheet> sheets =
        m_county->read(u"jia"_s, [](ReadContext &context) { return subsidySheetsOf(context, u"2026-11"_s); });
    QCOMPARE(sheets.size(), 1);
    m_county->at(u"2027-02-02 09:00"_s);
    const QJsonObject step{{u"subsidy_sheet"_s, idText(sheets.first().id)},
                           {u"decided_on"_s, u"2027-02-02"_s},
                           {u"decided_by"_s, u"清水县人民调解委员会〔2027〕3号"_s}};
    QCOMPARE(codeOf(act(u"jia"_s, u"approve_subsidies"_s, step)), u"subsidy_sheet.transition_forbidden"_s);
    QCOMPARE(codeOf(act(u"yi"_s, u"pass_office"_s, step)), u"subsidy_sheet.transition_forbidden"_s);
    DONE(act(u"yi"_s, u"pass_committee"_s, step));
    DONE(act(u"yi"_s, u"pass_office"_s, step));
    QCOMPARE(codeOf(act(u"yi"_s, u"approve_subsidies"_s, step)), u"access.role"_s);
    const auto approved = act(u"jia"_s, u"approve_subsidies"_s, step);
    DONE(approved);
    QCOMPARE(approved->state, u"Y40"_s);
}

QTEST_GUILESS_MAIN(TestAppraisal)
#include "tst_appraisal.moc"
