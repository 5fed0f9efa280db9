#include <QTest>

#include <core/locale.h>
#include <mediation/mediation.h>
#include <reception/reception.h>
#include <statistics/metrics.h>
#include <statistics/statistics.h>

#include "dictionary.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Each formula of domain.md 6.1 on a few rows made by hand.
class TestFigures : public QObject {
    Q_OBJECT

    std::unique_ptr<TestCounty> m_county;
    int m_serial = 0;

private Q_SLOTS:
    void init();
    void visits_areBatchesAndPersonTimes();
    void onTime_hasTwoFormulas();
    void relapse_countsOnTheConclusionThatWasUndone();
    void stock_isWhatCameLessWhatWent();
    void ageBands_splitTheStock();
    void change_isInPerCentAndInPoints();
    void change_fromNothing_isADash();
    void noDenominator_isADash();
    void smallCells_areHidden();
    void rollUp_isSwitchable();
    void periods_areChecked_data();
    void periods_areChecked();
    void warningSteps_stayWhereTheyHappened();
    void returned_countsForTheUnitThatReturned();
    void currentPeriod_isProvisional();
    void ownRecords_areAllThatAMediatorSees();

private:
    Row insert(const Entity &entity, const QVariantMap &values);
    void visit(QDate day, int heads, const QVariantMap &more = {});
    Row matter(const QVariantMap &values);
    void clock(QDate due, QDate ended, const QString &state);
    Result<Figure> figure(const QString &metric, const Period &period = Period::month(2026, 8),
                          const MetricRequest &more = {});
    QString text(const QString &metric, const Period &period = Period::month(2026, 8));
    void step(const QString &action, const Row &subject, QDate day, const QVariantMap &more = {});
    QMap<QString, QString> parts(const QString &metric, const QString &by, const Period &period);
};

namespace {

const Period august = Period::month(2026, 8);

} // namespace

void TestFigures::init()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

Row TestFigures::insert(const Entity &entity, const QVariantMap &values)
{
    Row row(entity);
    for (const Field &field : entity.fields)
        if (field.required && field.type != FieldType::Id)
            row.set(field.name, field.type == FieldType::Text || field.type == FieldType::Code
                                    ? QVariant(u"x%1"_s.arg(++m_serial))
                                    : QVariant(0));
    for (const Field &field : entity.fields)
        if (field.required && field.type == FieldType::Id)
            row.set(field.name, QVariant(QUuid::createUuid()));
    if (entity.field("org"_L1))
        row.set("org"_L1, u"620521"_s);
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        row.set(QLatin1StringView(it.key().toLatin1()), *it);
    const auto done = m_county->desk->store()
                          .write([&row](Writer &tx) -> Result<> {
                              tx.insert(row);
                              return {};
                          })
                          .result();
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
    return row;
}

void TestFigures::visit(QDate day, int heads, const QVariantMap &more)
{
    QVariantMap values{
        {u"day"_s, day}, {u"head_count"_s, heads}, {u"state"_s, u"V7"_s}, {u"purpose"_s, u"purpose_dispute"_s}};
    values.insert(more);
    insert(visitEntity(), values);
}

Row TestFigures::matter(const QVariantMap &values)
{
    QVariantMap all{{u"state"_s, u"M50"_s}, {u"registered_on"_s, QDate(2026, 8, 3)}};
    all.insert(values);
    return insert(matterEntity(), all);
}

void TestFigures::clock(QDate due, QDate ended, const QString &state)
{
    QVariantMap values{
        {u"code"_s, u"SLA_SIGN"_s}, {u"state"_s, state}, {u"due"_s, Instant::fromLocal(due, QTime(18, 0)).ms}};
    if (ended.isValid())
        values.insert(u"ended"_s, Instant::fromLocal(ended, QTime(9, 0)).ms);
    insert(clockEntity(), values);
}

Result<Figure> TestFigures::figure(const QString &metric, const Period &period, const MetricRequest &more)
{
    MetricRequest request = more;
    request.metric = metric;
    request.period = period;
    return m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, request); });
}

QString TestFigures::text(const QString &metric, const Period &period)
{
    const auto answer = figure(metric, period);
    return answer ? answer->text : answer.error().code;
}

void TestFigures::visits_areBatchesAndPersonTimes()
{
    visit(QDate(2026, 8, 1), 1);
    visit(QDate(2026, 8, 31), 5, {{u"repeat_visit"_s, true}});
    visit(QDate(2026, 8, 10), 4);
    visit(QDate(2026, 8, 10), 9, {{u"state"_s, u"V9"_s}}); // voided
    visit(QDate(2026, 9, 1), 7);
    QCOMPARE(text(u"visit_batches"_s), u"3"_s);
    QCOMPARE(text(u"visit_person_times"_s), u"10"_s);
    QCOMPARE(text(u"visit_groups"_s), u"1"_s);
    QCOMPARE(text(u"rate_repeat"_s), u"33.33"_s);
    QCOMPARE(figure(u"rate_repeat"_s)->shown(), u"33.33%"_s);
}

// Five due in August: three in time, one late, one still open; one of July ended late in August.
void TestFigures::onTime_hasTwoFormulas()
{
    for (int i = 0; i < 3; ++i)
        clock(QDate(2026, 8, 10 + i), QDate(2026, 8, 9), u"met"_s);
    clock(QDate(2026, 8, 20), QDate(2026, 8, 25), u"late"_s);
    clock(QDate(2026, 8, 28), {}, u"running"_s);
    clock(QDate(2026, 7, 20), QDate(2026, 8, 5), u"late"_s);
    clock(QDate(2026, 8, 15), QDate(2026, 8, 14), u"stopped"_s);
    clock(QDate(2026, 9, 30), {}, u"running"_s); // not due yet
    const auto due = figure(u"rate_on_time"_s);
    QCOMPARE(due->numerator, 3);
    QCOMPARE(due->denominator, 5);
    QCOMPARE(due->text, u"60.00"_s);
    const auto open = figure(u"rate_on_time_open"_s);
    QCOMPARE(open->numerator, 3);
    QCOMPARE(open->denominator, 6); // five ended in August, one overdue and open
    QCOMPARE(open->text, u"50.00"_s);
}

void TestFigures::relapse_countsOnTheConclusionThatWasUndone()
{
    for (int i = 0; i < 3; ++i)
        matter({{u"concluded_on"_s, QDate(2026, 8, 5)}});
    // Concluded in August, back after 20 days and open again.
    matter({{u"undone_on"_s, QDate(2026, 8, 10)}, {u"relapsed_on"_s, QDate(2026, 8, 30)}});
    // Undone too late to count as a relapse, yet a conclusion of August.
    matter({{u"undone_on"_s, QDate(2026, 8, 10)}, {u"relapsed_on"_s, QDate(2026, 11, 30)}});
    const auto rate = figure(u"rate_relapse"_s);
    QCOMPARE(rate->numerator, 1);
    QCOMPARE(rate->denominator, 5);
    QCOMPARE(rate->text, u"20.00"_s);
}

void TestFigures::stock_isWhatCameLessWhatWent()
{
    matter({{u"registered_on"_s, QDate(2026, 7, 1)}});
    matter({{u"registered_on"_s, QDate(2026, 7, 1)}, {u"concluded_on"_s, QDate(2026, 8, 31)}}); // gone by the last day
    matter({{u"registered_on"_s, QDate(2026, 7, 1)}, {u"concluded_on"_s, QDate(2026, 9, 1)}});
    matter({{u"registered_on"_s, QDate(2026, 9, 1)}});
    matter({{u"registered_on"_s, QDate(2026, 9, 5)}, {u"concluded_on"_s, QDate(2026, 8, 20)}}); // ended before it began
    QCOMPARE(text(u"matter_stock"_s), u"2"_s);
    QCOMPARE(text(u"matter_stock"_s, {QDate(2026, 9, 14), QDate(2026, 9, 14)}), u"2"_s);
}

void TestFigures::ageBands_splitTheStock()
{
    for (const int days : {0, 7, 8, 30, 31, 90, 91, 400})
        matter({{u"registered_on"_s, QDate(2026, 8, 31).addDays(-days)}});
    matter({{u"registered_on"_s, QDate(2026, 8, 1)}, {u"concluded_on"_s, QDate(2026, 8, 20)}});
    const auto bands = m_county->read(u"jia"_s, [](ReadContext &context) {
        return ageBands(context, {.metric = u"matter_stock"_s, .period = august});
    });
    QVERIFY(bands.has_value());
    QStringList counts;
    for (const Slice &slice : bands->slices)
        counts << slice.figure.text;
    QCOMPARE(counts, (QStringList{u"2"_s, u"1"_s, u"1"_s, u"2"_s, u"2"_s}));
    QCOMPARE(bands->total.text, u"8"_s);
}

void TestFigures::change_isInPerCentAndInPoints()
{
    for (int i = 0; i < 4; ++i) // last August 4 of 8, this August 6 of 8 of another number
        matter({{u"mediation_outcome"_s, u"agreed_oral"_s}, {u"concluded_on"_s, QDate(2025, 8, 5)}});
    for (int i = 0; i < 4; ++i)
        matter({{u"mediation_outcome"_s, u"failed"_s}, {u"concluded_on"_s, QDate(2025, 8, 5)}});
    for (int i = 0; i < 9; ++i)
        matter({{u"mediation_outcome"_s, u"agreed_written"_s}, {u"concluded_on"_s, QDate(2026, 8, 5)}});
    for (int i = 0; i < 3; ++i)
        matter({{u"mediation_outcome"_s, u"failed"_s}, {u"concluded_on"_s, QDate(2026, 8, 5)}});
    const auto compared = [&](const QString &metric) {
        return m_county->read(u"jia"_s, [&](ReadContext &context) {
            return compareMetric(context, {.metric = metric, .period = august}, Against::LastYear).value();
        });
    };
    QCOMPARE(compared(u"mediation_agreed"_s).percent, u"125.00"_s);
    QCOMPARE(compared(u"mediation_agreed"_s).points, QString());
    QCOMPARE(compared(u"rate_success_concluded"_s).points, u"25.00"_s);
    QCOMPARE(compared(u"rate_success_concluded"_s).percent, u"50.00"_s);
    QVERIFY(!compared(u"mediation_agreed"_s).word.isEmpty());
}

void TestFigures::change_fromNothing_isADash()
{
    visit(QDate(2026, 8, 5), 1);
    const auto compared = m_county->read(u"jia"_s, [](ReadContext &context) {
        return compareMetric(context, {.metric = u"visit_batches"_s, .period = august}, Against::LastPeriod);
    });
    QCOMPARE(compared->percent, u"—"_s);
    QCOMPARE(compared->previous.period, Period::month(2026, 7));
}

void TestFigures::noDenominator_isADash()
{
    const auto rate = figure(u"rate_success_concluded"_s);
    QCOMPARE(rate->denominator, 0);
    QCOMPARE(rate->text, u"—"_s);
    QCOMPARE(rate->shown(), u"—"_s);
    QCOMPARE(figure(u"median_days_concluded"_s)->text, u"—"_s);
}

// Two of three slices are below 3: neither they nor what would give them back is shown.
void TestFigures::smallCells_areHidden()
{
    for (int i = 0; i < 6; ++i)
        visit(QDate(2026, 8, 5), 1);
    for (int i = 0; i < 4; ++i)
        visit(QDate(2026, 8, 5), 1, {{u"purpose"_s, u"purpose_other"_s}});
    visit(QDate(2026, 8, 5), 1, {{u"purpose"_s, u"purpose_litigation"_s}});
    MetricRequest request{.metric = u"visit_batches"_s, .period = august, .area = {}, .filters = {}, .outside = true};
    const auto parts = m_county->read(
        u"jia"_s, [&](ReadContext &context) { return breakDown(context, request, u"purpose"_s).value(); });
    QHash<QString, QString> texts;
    for (const Slice &slice : parts.slices)
        texts.insert(slice.value, slice.figure.text);
    QCOMPARE(texts.value(u"purpose_litigation"_s), u"<3"_s);
    QCOMPARE(texts.value(u"purpose_other"_s), u"*"_s); // else the total would give the other
    QCOMPARE(texts.value(u"purpose_dispute"_s), u"6"_s);
    request.filters = {{u"purpose"_s, {u"purpose_litigation"_s}}};
    QCOMPARE(figure(u"visit_batches"_s, august, request)->text, u"<3"_s);
    request.outside = false;
    QCOMPARE(figure(u"visit_batches"_s, august, request)->text, u"1"_s);
}

void TestFigures::rollUp_isSwitchable()
{
    for (const QString &type : {u"01"_s, u"02"_s, u"03"_s, u"07"_s, u"13"_s})
        matter({{u"dispute_type"_s, type}});
    const auto groups = m_county->read(u"jia"_s, [](ReadContext &context) {
        return breakDown(context, {.metric = u"matter_registered"_s, .period = august}, u"dispute_group"_s).value();
    });
    QHash<QString, QString> texts;
    for (const Slice &slice : groups.slices)
        texts.insert(slice.value, slice.figure.text);
    QCOMPARE(texts,
             (QHash<QString, QString>{
                 {u"family"_s, u"1"_s}, {u"neighbour"_s, u"1"_s}, {u"land"_s, u"1"_s}, {u"group_other"_s, u"2"_s}}));
    auto tables = RuleSet::readFolder(resourcePath(u"rules"_s)).value();
    tables[u"settings"_s].replace("dispute_rollup,text,dt_s0,", "dispute_rollup,text,dt_s0_03,");
    const auto other = RuleSet::load(tables).value();
    const Actor jia = m_county->actor(u"jia"_s);
    const auto land =
        m_county->desk->store()
            .read([&](Reader &reader) -> Result<QString> {
                ReadContext context(reader, jia, *other, m_county->desk->calendar(), m_county->clock->now());
                return computeMetric(context, {.metric = u"matter_registered"_s,
                                               .period = august,
                                               .area = {},
                                               .filters = {{u"dispute_group"_s, {u"land"_s}}}})
                    ->text;
            })
            .result();
    QCOMPARE(land.value(), u"2"_s);
}

void TestFigures::periods_areChecked_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("reversed") << QDate(2026, 8, 31) << QDate(2026, 8, 1) << u"metric.period_reversed"_s;
    QTest::newRow("future") << QDate(2026, 10, 1) << QDate(2026, 10, 31) << u"metric.period_future"_s;
    QTest::newRow("missing") << QDate() << QDate(2026, 8, 1) << u"metric.period_missing"_s;
}

void TestFigures::periods_areChecked()
{
    QFETCH(const QDate, from);
    QFETCH(const QDate, to);
    const auto answer = figure(u"visit_batches"_s, {from, to});
    QVERIFY(!answer);
    QTEST(answer.error().code, "code");
    QVERIFY(!answer.error().message.isEmpty());
}

void TestFigures::step(const QString &action, const Row &subject, QDate day, const QVariantMap &more)
{
    QVariantMap values{{u"subject_kind"_s, QString(subject.entity().name)},
                       {u"subject"_s, subject.id()},
                       {u"seq"_s, ++m_serial},
                       {u"action"_s, action},
                       {u"at"_s, Instant::fromLocal(day, QTime(10, 0)).ms}};
    values.insert(more);
    insert(historyEntity(), values);
}

QMap<QString, QString> TestFigures::parts(const QString &metric, const QString &by, const Period &period)
{
    const auto split = m_county->read(u"jia"_s, [&](ReadContext &context) {
        return breakDown(context, {.metric = metric, .period = period}, by).value();
    });
    QMap<QString, QString> texts;
    for (const Slice &slice : split.slices)
        texts.insert(slice.value, slice.figure.text);
    return texts;
}

// Raised in July and August, lowered in September: each month keeps what happened in it, whatever stands now.
void TestFigures::warningSteps_stayWhereTheyHappened()
{
    const Row warning = insert(*entityNamed(u"warning"_s),
                               {{u"scheme"_s, u"dispute_roy"_s},
                                {u"level"_s, u"yellow"_s},
                                {u"state"_s, u"K22"_s},
                                {u"org"_s, u"620521105"_s},
                                {u"confirmed_at"_s, Instant::fromLocal(QDate(2026, 6, 1), QTime(9, 0)).ms}});
    step(u"raise_warning"_s, warning, QDate(2026, 7, 31), {{u"data"_s, u"{\"level\":\"orange\"}"_s}});
    step(u"raise_warning"_s, warning, QDate(2026, 8, 1), {{u"data"_s, u"{\"level\":\"red\",\"reason\":\"r\"}"_s}});
    step(u"lower_warning"_s, warning, QDate(2026, 9, 1), {{u"data"_s, u"{\"level\":\"yellow\"}"_s}});
    const Period july = Period::month(2026, 7);
    QCOMPARE(parts(u"warning_raised"_s, u"scheme_level"_s, july),
             (QMap<QString, QString>{{u"dispute_roy/orange"_s, u"1"_s}}));
    QCOMPARE(parts(u"warning_raised"_s, u"scheme_level"_s, august),
             (QMap<QString, QString>{{u"dispute_roy/red"_s, u"1"_s}}));
    QCOMPARE(text(u"warning_lowered"_s), u"0"_s);
    QCOMPARE(text(u"warning_lowered"_s, Period::month(2026, 9)), u"1"_s);
    QCOMPARE(figure(u"warning_raised"_s, august, {.metric = {}, .period = {}, .area = u"620521105"_s})->text, u"1"_s);
    QCOMPARE(figure(u"warning_raised"_s, august, {.metric = {}, .period = {}, .area = u"620521100"_s})->text, u"0"_s);
    // The list opens the warning, not the step.
    const auto behind = m_county->read(u"jia"_s, [](ReadContext &context) {
        return listBehind(context, {.metric = u"warning_raised"_s, .period = august}).value();
    });
    QCOMPARE(behind.kind, u"warning"_s);
    QCOMPARE(behind.total, 1);
    QCOMPARE(behind.rows.first().day, QDate(2026, 8, 1));
}

// A matter that two units returned, one of them twice: to each its own, though the matter is with a third by now.
void TestFigures::returned_countsForTheUnitThatReturned()
{
    const Row one = matter({{u"lead_unit"_s, QUuid::createUuid()}});
    const auto by = [&](const QString &login) { return QVariantMap{{u"actor"_s, m_county->actor(login).id.value}}; };
    step(u"object"_s, one, QDate(2026, 8, 4), by(u"zi"_s));
    step(u"object"_s, one, QDate(2026, 8, 9), by(u"chou"_s));
    step(u"object"_s, one, QDate(2026, 8, 31), by(u"chou"_s));
    step(u"object"_s, one, QDate(2026, 9, 1), by(u"chou"_s));
    step(u"assign"_s, one, QDate(2026, 8, 10), by(u"jia"_s));
    QCOMPARE(text(u"matter_returned"_s), u"3"_s);
    QStringList counts = parts(u"matter_returned"_s, u"lead_unit"_s, august).values();
    counts.sort();
    QCOMPARE(counts, QStringList({u"1"_s, u"2"_s}));
    const auto units = m_county->read(u"jia"_s, [](ReadContext &context) {
        return breakDown(context, {.metric = u"matter_returned"_s, .period = august}, u"lead_unit"_s).value();
    });
    for (const Slice &unit : units.slices)
        QVERIFY2(unit.word.contains(u"局"_s), qPrintable(unit.word));
}

void TestFigures::currentPeriod_isProvisional()
{
    QVERIFY(figure(u"visit_batches"_s, Period::month(2026, 9))->provisional); // it is 14 September
    QVERIFY(!figure(u"visit_batches"_s)->provisional);
}

void TestFigures::ownRecords_areAllThatAMediatorSees()
{
    const QUuid ding = m_county->actor(u"ding"_s).id.value;
    matter({{u"mediator"_s, ding}, {u"registered_on"_s, QDate(2026, 8, 5)}});
    matter({{u"registered_on"_s, QDate(2026, 8, 5)}});
    const MetricRequest request{.metric = u"matter_registered"_s, .period = august};
    const auto own =
        m_county->read(u"ding"_s, [&](ReadContext &context) { return computeMetric(context, request).value(); });
    QCOMPARE(own.text, u"1"_s);
    QVERIFY(own.ownOnly);
    QCOMPARE(figure(u"matter_registered"_s)->text, u"2"_s);
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
