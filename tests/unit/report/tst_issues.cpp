#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <access/entities.h>
#include <core/locale.h>
#include <mediation/joint.h>
#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <reception/reception.h>
#include <report/issues.h>
#include <report/report.h>
#include <report/writers.h>
#include <statistics/statistics.h>

#include "random_county.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Issues of bulletins and reports: frozen with a hash, computed anew as of that day, told of nobody (features.md ideas
// 13 and 14, T11).
class TestIssues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void period_isRead_data();
    void period_isRead();
    void frozen_laterChange_isNamed();
    void frozen_lateEntry_isNamedAndTheIssueKeepsItsFigure();
    void frozen_elsewhere_laterChangeIsNamed();
    void frozen_subsidiesFoundLater_givesTheSameHash();
    void case_thatTellsOfSomebody_isRefused_data();
    void case_thatTellsOfSomebody_isRefused();
    void case_anonymised_isPrinted();
    void case_ofSealedMatter_isRefused();
    void freezing_openPeriod_needsItsLabel();
    void freezing_isTheDirectorsAlone();
    void freezing_missingText_isRefused();
    void closedPeriod_takesNoSecondReport();
    void withdrawn_opensThePeriodAgain();
    void frozen_cannotBeEdited();
    void wrongPeriod_isRefused_data();
    void wrongPeriod_isRefused();
    void published_isLogged();
    void draft_isNotRecomputed();
    void paper_showsTheFiguresOfTheContent();
    void tables_addUp();
    // Last: ids of a process never run backwards, and this one goes far into the years to come.
    void numbers_countWithinTheYear();
    void frozen_yearOfNewData_givesTheSameHash();
    void frozen_yearOfNewDataAndLateEdits_givesTheSameHash();

private:
    Result<ActionOutcome> draft(const QString &kind, const QString &from, const QString &to, QJsonObject more = {})
    {
        more.insert(u"kind"_s, kind);
        more.insert(u"from_date"_s, from);
        more.insert(u"to_date"_s, to);
        return m_county->act(u"jia"_s, u"draft_issue"_s, more);
    }

    Result<ActionOutcome> freeze(const Result<ActionOutcome> &drafted, QJsonObject more = {})
    {
        if (!drafted)
            return drafted;
        more.insert(u"issue"_s, idText(drafted->id));
        return m_county->act(u"jia"_s, u"freeze_issue"_s, more);
    }

    [[nodiscard]] Recomputation recompute(QUuid issue)
    {
        return m_county->read(u"jia"_s, [issue](ReadContext &context) { return recomputeIssue(context, issue); })
            .value();
    }

    [[nodiscard]] QJsonObject content(QUuid issue)
    {
        return m_county->read(u"jia"_s, [issue](ReadContext &context) { return issueContent(context, issue); }).value();
    }

    void matters(const QString &month, int count)
    {
        for (int i = 0; i < count; ++i) {
            m_county->at(u"%1-%2 10:00"_s.arg(month).arg(2 + i, 2, 10, QLatin1Char('0')));
            QVERIFY(m_county->registerMatter({{u"dispute_type"_s, i % 2 == 0 ? u"01"_s : u"02"_s}}).has_value());
        }
    }

    std::unique_ptr<TestCounty> m_county;
    QByteArray m_test; // that it was made for
};

// A county of its own for each test; rows that are all refused share one, because making one takes seconds.
void TestIssues::init()
{
    static const QSet<QByteArray> refusing{"period_isRead", "wrongPeriod_isRefused",
                                           "case_thatTellsOfSomebody_isRefused"};
    const QByteArray test(QTest::currentTestFunction());
    if (m_county && test == m_test && refusing.contains(test))
        return;
    m_test = test;
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule(), reportModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

void TestIssues::period_isRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("year") << u"2026"_s << u"2026-01-01"_s << u"2026-12-31"_s;
    QTest::newRow("month") << u"2026-02"_s << u"2026-02-01"_s << u"2026-02-28"_s;
    QTest::newRow("two months") << u"2026-09..2026-10"_s << u"2026-09-01"_s << u"2026-10-31"_s;
    QTest::newRow("days") << u"2026-09-14..2026-09-20"_s << u"2026-09-14"_s << u"2026-09-20"_s;
    QTest::newRow("no month") << u"2026-13"_s << QString() << QString();
    QTest::newRow("no day") << u"2026-02-30"_s << QString() << QString();
    QTest::newRow("words") << u"September"_s << QString() << QString();
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestIssues::period_isRead()
{
    QFETCH(QString, text);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const auto period = reportPeriod(text);
    QCOMPARE(period.has_value(), !from.isEmpty());
    if (!period) {
        QCOMPARE(period.error().code, u"issue.period"_s);
        return;
    }
    QCOMPARE(period->from.toString(Qt::ISODate), from);
    QCOMPARE(period->to.toString(Qt::ISODate), to);
}

void TestIssues::frozen_yearOfNewData_givesTheSameHash()
{
    matters(u"2026-10"_s, 8);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY2(frozen.has_value(), frozen ? "" : qPrintable(frozen.error().message));
    const QString hash = frozen->extra.value("hash"_L1).toString();
    QCOMPARE(hash, contentHash(content(frozen->id)));
    const Recomputation at = recompute(frozen->id);
    QVERIFY2(at.isSame(), qPrintable(at.sentence()));
    for (int month = 0; month < 12; ++month)
        matters(QDate(2026, 11, 1).addMonths(month).toString(u"yyyy-MM"_s), 6);
    m_county->at(u"2027-11-05 09:00"_s);
    const Recomputation later = recompute(frozen->id);
    QVERIFY2(later.isSame(), qPrintable(QString::fromUtf8(QJsonDocument(later.toJson()).toJson())));
    QCOMPARE(later.hash, hash);
    QVERIFY(later.figures > 200);
    const QList<VerifyFault> faults = m_county->desk->verify().value();
    for (const VerifyFault &fault : faults)
        QFAIL(qPrintable(fault.check + u": "_s + fault.message));
}

void TestIssues::frozen_lateEntry_isNamedAndTheIssueKeepsItsFigure()
{
    matters(u"2026-10"_s, 4);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY(frozen.has_value());
    const QJsonObject before = content(frozen->id);
    m_county->at(u"2027-02-01 09:00"_s);
    const auto entered = m_county->desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 QList<Row> some = tx.select(matterEntity(), u"registered_on IS NOT NULL LIMIT 1"_s);
                                 Row late(matterEntity());
                                 for (const Field &field : matterEntity().fields)
                                     late.set(field.name, some.first().value(field.name));
                                 late.set("number"_L1, u"late"_s);
                                 tx.insert(late);
                                 return {};
                             })
                             .result();
    QVERIFY(entered.has_value());
    const Recomputation later = recompute(frozen->id);
    QVERIFY2(later.isSame() && later.isKept && later.faults.isEmpty(), qPrintable(later.sentence()));
    QCOMPARE(later.storedHash, later.frozenHash); // nobody touched what was frozen
    QVERIFY(!later.changes.isEmpty());
    bool named = false;
    for (const FigureChange &change : later.changes)
        named = named || (change.metric == "matter_registered"_L1 && change.entered == 1 && change.frozen == "4"_L1 &&
                          change.now == "5"_L1);
    QVERIFY2(named, qPrintable(QString::fromUtf8(QJsonDocument(later.toJson()).toJson())));
    QCOMPARE(content(frozen->id), before);
}

void TestIssues::frozen_laterChange_isNamed()
{
    matters(u"2026-10"_s, 2);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY(frozen.has_value());
    m_county->at(u"2026-12-01 09:00"_s);
    const auto changed = m_county->desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 QList<Row> rows = tx.select(matterEntity(), u"registered_on IS NOT NULL LIMIT 1"_s);
                                 rows.first().set("level"_L1, u"red"_s);
                                 tx.update(rows.first());
                                 return {};
                             })
                             .result();
    QVERIFY(changed.has_value());
    const Recomputation later = recompute(frozen->id);
    QVERIFY2(later.isSame() && later.isKept && later.faults.isEmpty(), qPrintable(later.sentence()));
    QVERIFY(later.sentence().contains(QString::number(later.changes.size())));
    QVERIFY(std::ranges::any_of(later.changes, [](const FigureChange &change) {
        return change.metric == "matter_stock"_L1 && change.changed == 1 && change.entered == 0;
    }));
}

// What a rule computes of each matter hangs on its agreement, its instalments, the court and the review of its dossier:
// none of them moves a figure that was frozen.
void TestIssues::frozen_subsidiesFoundLater_givesTheSameHash()
{
    QByteArray columns = RuleSet::readFolder(resourcePath(u"rules"_s)).value()[u"report_columns"_s];
    columns += "T7,90,subsidy_amount,,,value,补贴,Subsidies\n";
    const auto loaded = m_county->act(u"chen"_s, u"load_rules"_s,
                                      {{u"table"_s, u"report_columns"_s}, {u"content"_s, QString::fromUtf8(columns)}});
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().message));
    matters(u"2026-10"_s, 3);
    const auto write = [this](const std::function<void(Writer &, const QList<Row> &)> &change) {
        return m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                change(tx, tx.select(matterEntity(), u"1 ORDER BY rowid"_s));
                return {};
            })
            .result()
            .has_value();
    };
    QVERIFY(write([](Writer &tx, const QList<Row> &rows) {
        for (Row row : rows) {
            row.set("mediation_outcome"_L1, u"agreed_written"_s);
            row.set("concluded_on"_L1, QVariant(QDate(2026, 10, 20)));
            tx.update(row);
        }
    }));
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY2(frozen.has_value(), frozen ? "" : qPrintable(frozen.error().message));
    // Approved later: one is paid in full by the court's word, one in part, of one the dossier was reviewed.
    m_county->at(u"2026-12-01 09:00"_s);
    QVERIFY(write([](Writer &tx, const QList<Row> &rows) {
        Row confirmation(confirmationEntity());
        for (const Field &field : confirmation.entity().fields)
            if (field.required && field.type == FieldType::Code)
                confirmation.set(field.name, u"x"_s);
        confirmation.set("matter"_L1, QVariant(rows[0].id()));
        confirmation.set("state"_L1, u"J40"_s);
        tx.insert(confirmation);
        Row line(instalmentEntity());
        line.set("matter"_L1, QVariant(rows[1].id()));
        line.set("seq"_L1, QVariant(1));
        line.set("due_on"_L1, QVariant(QDate(2026, 11, 20)));
        line.set("agreed_due"_L1, QVariant(QDate(2026, 11, 20)));
        line.set("standing"_L1, u"done"_s);
        tx.insert(line);
        Row review(subsidyEntity());
        review.set("matter"_L1, QVariant(rows[0].id()));
        review.set("grade"_L1, u"complex"_s);
        review.set("dossier_grade"_L1, u"rectified"_s);
        review.set("proposer"_L1, QVariant(QUuid::createUuid()));
        review.set("proposed_at"_L1, Instant::fromLocal(QDate(2026, 11, 30), QTime(9, 0)));
        tx.insert(review);
    }));
    const MetricRequest request{.metric = u"subsidy_amount"_s, .period = {QDate(2026, 10, 1), QDate(2026, 10, 31)}};
    const auto today = m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, request); });
    QCOMPARE(today->text, u"520.00"_s); // 500 x 0.8 and 200 x 0.6; nothing when it was frozen
    const Recomputation later = recompute(frozen->id);
    QVERIFY2(later.isSame() && later.isKept && later.faults.isEmpty(),
             qPrintable(QString::fromUtf8(QJsonDocument(later.toJson()).toJson())));
    QVERIFY(std::ranges::any_of(later.changes, [](const FigureChange &change) {
        return change.metric == "subsidy_amount"_L1 && change.frozen == "0.00"_L1 && change.now == "520.00"_L1;
    }));
}

// A file that did not freeze it has the rows as they are now: what differs is named, row by row of the report.
void TestIssues::frozen_elsewhere_laterChangeIsNamed()
{
    matters(u"2026-10"_s, 2);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY(frozen.has_value());
    m_county->at(u"2026-12-01 09:00"_s);
    const auto changed = m_county->desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 QList<Row> rows = tx.select(matterEntity(), u"registered_on IS NOT NULL LIMIT 1"_s);
                                 rows.first().set("level"_L1, u"red"_s);
                                 tx.update(rows.first());
                                 tx.execute(u"DELETE FROM metric_kept"_s);
                                 return {};
                             })
                             .result();
    QVERIFY(changed.has_value());
    const Recomputation later = recompute(frozen->id);
    QVERIFY(!later.isKept && !later.isSame());
    // Whether it was entered or changed, ids cannot say here: those of a process never run backwards.
    QVERIFY(std::ranges::any_of(later.changes, [](const FigureChange &change) {
        return change.metric == "matter_stock"_L1 && change.changed + change.entered == 1 && !change.place.isEmpty();
    }));
}

// A year of new data, and rows of the frozen month changed, removed and entered late: the hash stays.
void TestIssues::frozen_yearOfNewDataAndLateEdits_givesTheSameHash()
{
    matters(u"2026-10"_s, 8);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY(frozen.has_value());
    for (int month = 0; month < 12; ++month) {
        matters(QDate(2026, 11, 1).addMonths(month).toString(u"yyyy-MM"_s), 2);
        const auto edited = m_county->desk->store()
                                .write([month](Writer &tx) -> Result<> {
                                    QList<Row> rows = tx.select(
                                        matterEntity(), u"registered_on < 2461346 ORDER BY rowid"_s); // 2026-11-01
                                    Row &row = rows[month % rows.size()];
                                    row.set("dispute_type"_L1, month % 2 == 0 ? u"07"_s : u"06"_s);
                                    row.set("registered_on"_L1, QVariant(QDate(2026, 10, 1 + month)));
                                    row.set("concluded_on"_L1, QVariant(QDate(2026, 10, 20)));
                                    tx.update(row);
                                    if (month == 5)
                                        tx.remove(row);
                                    return {};
                                })
                                .result();
        QVERIFY2(edited.has_value(), edited ? "" : qPrintable(edited.error().message));
    }
    m_county->at(u"2027-11-05 09:00"_s);
    const Recomputation later = recompute(frozen->id);
    QVERIFY2(later.isSame(), qPrintable(QString::fromUtf8(QJsonDocument(later.toJson()).toJson())));
    QVERIFY(later.changes.size() > 5);
    QVERIFY(m_county->desk->verify().value().isEmpty());
}

void TestIssues::case_thatTellsOfSomebody_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const QString story = u"两户因院墙排水发生争执，经三次入户，%1同意改道，双方握手言和。"_s;
    QTest::newRow("name") << story.arg(u"王五"_s) << u"issue.case_name"_s;
    QTest::newRow("name, spaced") << story.arg(u"王　五"_s) << u"issue.case_name"_s;
    QTest::newRow("other party") << story.arg(u"赵六"_s) << u"issue.case_name"_s;
    QTest::newRow("telephone") << story.arg(u"（电话13900009999）"_s) << u"issue.case_number"_s;
    QTest::newRow("telephone, grouped") << story.arg(u"139-0000-9999"_s) << u"issue.case_number"_s;
    QTest::newRow("telephone, wide") << story.arg(u"１３９００００９９９９"_s) << u"issue.case_number"_s;
    QTest::newRow("document") << story.arg(u"999999196001010047"_s) << u"issue.case_number"_s;
    QTest::newRow("own landline") << story.arg(u"2345-678"_s) << u"issue.case_name"_s;
    QTest::newRow("too short") << u"调解成功。"_s << u"issue.case_short"_s;
}

void TestIssues::case_thatTellsOfSomebody_isRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const auto matter = m_county->registerMatter(
        {{u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s, {{u"phone"_s, u"09382345678"_s}}),
                                   party(u"赵六"_s, u"respondent"_s)}}});
    QVERIFY2(matter.has_value(), matter ? "" : qPrintable(matter.error().message));
    const auto refused = draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s,
                               {{u"case_matter"_s, idText(matter->id)}, {u"case_text"_s, text}});
    if (QByteArray(QTest::currentDataTag()) == "own landline") {
        // The last seven digits alone are no number that is looked for; the whole one is.
        const auto whole = draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s,
                                 {{u"case_matter"_s, idText(matter->id)},
                                  {u"case_text"_s, QString(text).replace(u"2345-678"_s, u"0938-2345678"_s)}});
        QVERIFY(!whole);
        QCOMPARE(whole.error().code, u"issue.case_number"_s);
        return;
    }
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    QCOMPARE(refused.error().rule, u"X210"_s);
    QVERIFY(!refused.error().message.contains(u"王五"_s)); // the refusal itself tells nothing
}

void TestIssues::case_anonymised_isPrinted()
{
    const auto matter = m_county->registerMatter({});
    QVERIFY(matter.has_value());
    const QString story = u"两户因院墙排水发生争执，经三次入户，一方同意改道，双方握手言和。"_s;
    const auto nameless = draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s, {{u"case_text"_s, story}});
    QVERIFY(!nameless);
    QCOMPARE(nameless.error().code, u"issue.case_matter_missing"_s);
    const auto frozen = freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s,
                                     {{u"case_matter"_s, idText(matter->id)}, {u"case_text"_s, story}}));
    QVERIFY2(frozen.has_value(), frozen ? "" : qPrintable(frozen.error().message));
    QVERIFY(canonicalBytes(content(frozen->id)).contains(story.toUtf8()));
}

void TestIssues::case_ofSealedMatter_isRefused()
{
    const auto matter = m_county->registerMatter({});
    QVERIFY(matter.has_value());
    const auto sealed = m_county->desk->store()
                            .write([id = matter->id](Writer &tx) -> Result<> {
                                auto row = tx.find(matterEntity(), id);
                                row->set("restricted"_L1, QVariant(true));
                                tx.update(*row);
                                return {};
                            })
                            .result();
    QVERIFY(sealed.has_value());
    const auto refused = draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s,
                               {{u"case_matter"_s, idText(matter->id)},
                                {u"case_text"_s, u"两户因院墙排水发生争执，经三次入户，双方握手言和。"_s}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"issue.case_sealed"_s);
}

void TestIssues::freezing_openPeriod_needsItsLabel()
{
    const auto drafted = draft(u"monthly"_s, u"2026-09-01"_s, u"2026-09-30"_s); // today is the 14th
    QVERIFY2(drafted.has_value(), drafted ? "" : qPrintable(drafted.error().message));
    const auto refused = freeze(drafted);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"issue.period_open"_s);
    QCOMPARE(refused.error().rule, u"X212"_s);
    const auto labelled = freeze(drafted, {{u"provisional"_s, true}});
    QVERIFY(labelled.has_value());
    const auto document = issueDocument(**Templates::load(), content(labelled->id));
    QVERIFY(document.has_value());
    QVERIFY(document->text().contains(u"【阶段性数据】"_s));
}

void TestIssues::freezing_isTheDirectorsAlone()
{
    const auto drafted =
        m_county->act(u"ji"_s, u"draft_issue"_s,
                      {{u"kind"_s, u"bulletin"_s}, {u"from_date"_s, u"2026-09-01"_s}, {u"to_date"_s, u"2026-09-10"_s}});
    QVERIFY2(drafted.has_value(), drafted ? "" : qPrintable(drafted.error().message));
    for (const QString &login : {u"ji"_s, u"yi"_s, u"ding"_s}) {
        const auto refused = m_county->act(login, u"freeze_issue"_s, {{u"issue"_s, idText(drafted->id)}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"access.role"_s);
    }
    QVERIFY(freeze(drafted).has_value());
}

void TestIssues::freezing_missingText_isRefused()
{
    const auto drafted = draft(u"bimonthly"_s, u"2026-07-01"_s, u"2026-08-31"_s);
    QVERIFY(drafted.has_value());
    const auto refused = freeze(drafted);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"issue.text_missing"_s);
    const QJsonArray texts{QJsonObject{{u"block"_s, u"practice"_s}, {u"text"_s, u"永清镇做到小事不出村。"_s}},
                           QJsonObject{{u"block"_s, u"shortfalls"_s}, {u"text"_s, u"住建局两件逾期。"_s}}};
    QVERIFY(
        m_county->act(u"ji"_s, u"edit_issue"_s, {{u"issue"_s, idText(drafted->id)}, {u"texts"_s, texts}}).has_value());
    QVERIFY(freeze(drafted).has_value());
    const auto unknown =
        m_county->act(u"ji"_s, u"draft_issue"_s,
                      {{u"kind"_s, u"bulletin"_s},
                       {u"from_date"_s, u"2026-06-01"_s},
                       {u"to_date"_s, u"2026-06-10"_s},
                       {u"texts"_s, QJsonArray{QJsonObject{{u"block"_s, u"weather"_s}, {u"text"_s, u"晴。"_s}}}}});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, u"issue.block_unknown"_s);
}

void TestIssues::closedPeriod_takesNoSecondReport()
{
    QVERIFY(freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s)).has_value());
    const auto overlapping = draft(u"bulletin"_s, u"2026-09-10"_s, u"2026-09-12"_s);
    QVERIFY(!overlapping);
    QCOMPARE(overlapping.error().code, u"issue.period_closed"_s);
    QCOMPARE(overlapping.error().rule, u"X210"_s);
    QVERIFY(overlapping.error().message.contains(u"第1期"_s));
    QVERIFY(draft(u"bulletin"_s, u"2026-09-11"_s, u"2026-09-12"_s).has_value()); // the days behind it
    QVERIFY(draft(u"circular"_s, u"2026-09-01"_s, u"2026-09-10"_s).has_value()); // another kind
}

void TestIssues::withdrawn_opensThePeriodAgain()
{
    const auto frozen = freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s));
    QVERIFY(frozen.has_value());
    const auto silent = m_county->act(u"jia"_s, u"withdraw_issue"_s, {{u"issue"_s, idText(frozen->id)}});
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, u"issue.reason_missing"_s);
    QVERIFY(
        m_county
            ->act(u"jia"_s, u"withdraw_issue"_s, {{u"issue"_s, idText(frozen->id)}, {u"reason"_s, u"数据需要更正"_s}})
            .has_value());
    const auto again = freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s));
    QVERIFY(again.has_value());
    QVERIFY(again->extra.value("title"_L1).toString().contains(u"第2期"_s)); // a number is never used again
}

void TestIssues::frozen_cannotBeEdited()
{
    const auto frozen = freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s));
    QVERIFY(frozen.has_value());
    const auto refused = m_county->act(u"ji"_s, u"edit_issue"_s,
                                       {{u"issue"_s, idText(frozen->id)}, {u"suggestions"_s, u"加强排查。"_s}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"issue.transition_forbidden"_s);
    QVERIFY(!freeze(frozen));
}

void TestIssues::numbers_countWithinTheYear()
{
    const auto numberOf = [this](const Result<ActionOutcome> &frozen) {
        return frozen ? content(frozen->id).value("number"_L1).toString() : frozen.error().message;
    };
    QCOMPARE(numberOf(freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-05"_s))), u"第1期"_s);
    QCOMPARE(numberOf(freeze(draft(u"bulletin"_s, u"2026-09-06"_s, u"2026-09-10"_s))), u"第2期"_s);
    QCOMPARE(numberOf(freeze(draft(u"circular"_s, u"2026-09-06"_s, u"2026-09-10"_s,
                                   {{u"texts"_s, QJsonArray{QJsonObject{{u"block"_s, u"matter"_s},
                                                                        {u"text"_s, u"有关情况通报如下。"_s}}}}}))),
             u"第1期"_s);
    m_county->at(u"2027-02-01 09:00"_s);
    QCOMPARE(numberOf(freeze(draft(u"bulletin"_s, u"2027-01-01"_s, u"2027-01-10"_s))), u"第1期"_s);
}

void TestIssues::wrongPeriod_isRefused_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("reversed") << u"bulletin"_s << u"2026-09-10"_s << u"2026-09-01"_s << u"issue.period_reversed"_s;
    QTest::newRow("to come") << u"bulletin"_s << u"2026-10-01"_s << u"2026-10-10"_s << u"issue.period_future"_s;
    QTest::newRow("no month") << u"monthly"_s << u"2026-08-02"_s << u"2026-09-01"_s << u"issue.period_kind"_s;
    QTest::newRow("one of two months") << u"bimonthly"_s << u"2026-08-01"_s << u"2026-08-31"_s
                                       << u"issue.period_kind"_s;
    QTest::newRow("no year") << u"annual"_s << u"2025-01-01"_s << u"2025-06-30"_s << u"issue.period_kind"_s;
}

void TestIssues::wrongPeriod_isRefused()
{
    QFETCH(QString, kind);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, code);
    const auto refused = draft(kind, from, to);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    QVERIFY(!refused.error().rule.isEmpty());
}

void TestIssues::published_isLogged()
{
    const auto frozen = freeze(draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s));
    QVERIFY(frozen.has_value());
    const auto publish = [&](const QString &place, const QString &day) {
        return m_county->act(u"jia"_s, u"publish_issue"_s,
                             {{u"issue"_s, idText(frozen->id)}, {u"place"_s, place}, {u"on"_s, day}});
    };
    QVERIFY(publish(u"县政府网站"_s, u"2026-09-14"_s).has_value());
    QVERIFY(publish(u"《清水周刊》"_s, u"2026-09-13"_s).has_value());
    QVERIFY(!publish(u"县政府网站"_s, u"2026-09-15"_s)); // to come
    const QList<IssueLine> lines = m_county->read(u"jia"_s, [](ReadContext &context) { return issues(context); });
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.first().state, u"N30"_s);
    QCOMPARE(lines.first().publications, QStringList({u"2026-09-13 《清水周刊》"_s, u"2026-09-14 县政府网站"_s}));
}

void TestIssues::draft_isNotRecomputed()
{
    const auto drafted = draft(u"bulletin"_s, u"2026-09-01"_s, u"2026-09-10"_s);
    QVERIFY(drafted.has_value());
    const auto result =
        m_county->read(u"jia"_s, [id = drafted->id](ReadContext &context) { return recomputeIssue(context, id); });
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"issue.not_frozen"_s);
}

void TestIssues::paper_showsTheFiguresOfTheContent()
{
    matters(u"2026-10"_s, 8);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto frozen = freeze(draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s));
    QVERIFY(frozen.has_value());
    const auto templates = Templates::load();
    const auto document = issueDocument(**templates, content(frozen->id));
    QVERIFY2(document.has_value(), document ? "" : qPrintable(document.error().message));
    const QString text = document->text();
    QVERIFY2(text.contains(u"登记8件"_s), qPrintable(text.left(600)));
    QVERIFY(text.contains(u"第1期"_s) && text.contains(u"表1"_s) && text.contains(u"表8"_s) &&
            text.contains(u"图12"_s));
    QVERIFY(text.contains(u"一、来访接待"_s) && text.contains(u"没有可比的数"_s));
    QVERIFY(!text.contains(u'{') && !text.contains(u"草稿"_s));
    const auto odt = writeOdt({*document}, (*templates)->styles());
    QVERIFY(odt.has_value() && odt->contains("Pictures/chart11.svg"));
    const auto docx = writeDocx({*document}, (*templates)->styles());
    QVERIFY(docx.has_value() && docx->contains("word/media/chart11.svg"));
}

// In every table with a total row, what counts adds up to it.
void TestIssues::tables_addUp()
{
    matters(u"2026-10"_s, 8);
    m_county->at(u"2026-11-03 09:00"_s);
    const auto drafted = draft(u"monthly"_s, u"2026-10-01"_s, u"2026-10-31"_s);
    QVERIFY(drafted.has_value());
    int checked = 0;
    for (const auto &value : content(drafted->id).value("blocks"_L1).toArray()) {
        const QJsonObject block = value.toObject();
        const QJsonArray rows = block.value("rows"_L1).toArray();
        const QJsonArray columns = block.value("columns"_L1).toArray();
        if (rows.isEmpty() || !rows.last().toObject().value("total"_L1).toBool())
            continue;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const QJsonObject total = rows.last().toObject().value("cells"_L1).toArray()[i].toObject();
            if (total.contains("den"_L1) || columns[i].toObject().value("show"_L1).toString() != "value"_L1)
                continue;
            qint64 sum = 0;
            for (qsizetype row = 0; row + 1 < rows.size(); ++row)
                sum += rows[row].toObject().value("cells"_L1).toArray()[i].toObject().value("num"_L1).toInteger();
            QCOMPARE(sum, total.value("num"_L1).toInteger());
            checked += sum > 0 ? 1 : 0;
        }
    }
    QVERIFY(checked >= 3);
}

QTEST_GUILESS_MAIN(TestIssues)
#include "tst_issues.moc"
