#include <QJsonArray>
#include <QTest>

#include <core/locale.h>
#include <reception/reception.h>
#include <statistics/safety_index.h>
#include <statistics/statistics.h>

#include "../mediation/outcome_county.h"
#include "fraction.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

// The safety index of domain.md 6.5: published formula, coverage, bands, and no reported dispute in it.
class TestSafetyIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fraction_isExact();
    void index_givesTheExampleOfTheLaw();
    void missingItems_giveTheirWeight_data();
    void missingItems_giveTheirWeight();
    void rate_isClamped_data();
    void rate_isClamped();
    void reportedDisputes_areNoItem();
    void faultyTable_isRefused_data();
    void faultyTable_isRefused();
    void declaredMonth_isComputed();

private:
    static QMap<QString, QByteArray> files() { return RuleSet::readFolder(resourcePath(u"rules"_s)).value(); }

    // q .9, .95, 1, .5, 2; p 96, 92, 98, 95 (domain.md 6.5).
    static QMap<QString, SafetyInput> example()
    {
        const auto given = [](qint64 above, qint64 below) {
            return SafetyInput{SafetyInput::Source::Declared, above, below, {}};
        };
        return {{u"criminal_alarms"_s, given(9, 10)},      {u"order_alarms"_s, given(95, 100)},
                {u"traffic_casualties"_s, given(1, 1)},    {u"fires"_s, given(1, 2)},
                {u"work_accidents"_s, given(2, 1)},        {u"disputes_on_time"_s, given(96, 1)},
                {u"agreements_performed"_s, given(92, 1)}, {u"petitions_on_time"_s, given(98, 1)},
                {u"satisfaction"_s, given(95, 1)}};
    }
};

void TestSafetyIndex::fraction_isExact()
{
    Fraction sum;
    for (int i = 0; i < 3; ++i)
        sum = sum + Fraction(1, 3);
    QVERIFY(sum == Fraction(1));
    QCOMPARE((Fraction(1, 3) * Fraction(2, 5) / Fraction(4, 15)).text(2), u"0.50"_s);
    QCOMPARE(Fraction(5, 1000).text(2), u"0.01"_s); // half up
    QCOMPARE(Fraction(-5, 1000).text(2), u"-0.01"_s);
    QCOMPARE((Fraction(1, 2) - Fraction(3, 4)).text(2), u"-0.25"_s);
    QVERIFY(Fraction(2, 3) < Fraction(3, 4));
}

void TestSafetyIndex::index_givesTheExampleOfTheLaw()
{
    const auto rules = *RuleSet::load(files());
    const SafetyIndex index = safetyIndex(*rules, example());
    QStringList scores;
    for (const SafetyItem &item : index.items)
        scores << item.score;
    QCOMPARE(scores, QStringList({u"84.00"_s, u"82.00"_s, u"80.00"_s, u"100.00"_s, u"40.00"_s, u"96.00"_s, u"92.00"_s,
                                  u"98.00"_s, u"95.00"_s}));
    QCOMPARE(index.text, u"88.10"_s);
    QCOMPARE(index.band, u"blue"_s);
    QCOMPARE(index.coverage, u"1.00"_s);
    QVERIFY(index.published);
    QVERIFY(!index.formula.isEmpty());
}

void TestSafetyIndex::missingItems_giveTheirWeight_data()
{
    QTest::addColumn<QStringList>("missing");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("coverage");
    QTest::addColumn<bool>("published");
    QTest::newRow("fires: (88.10 - 5) / 0.95") << QStringList{u"fires"_s} << u"87.47"_s << u"0.95"_s << true;
    QTest::newRow("a fifth is missing: just enough")
        << QStringList{u"petitions_on_time"_s, u"satisfaction"_s} << u"86.00"_s << u"0.80"_s << true;
    QTest::newRow("more than a fifth") << QStringList{u"petitions_on_time"_s, u"satisfaction"_s, u"fires"_s}
                                       << u"85.07"_s << u"0.75"_s << false;
    QTest::newRow("everything") << example().keys() << u"—"_s << u"0.00"_s << false;
}

void TestSafetyIndex::missingItems_giveTheirWeight()
{
    QFETCH(QStringList, missing);
    QFETCH(bool, published);
    auto inputs = example();
    for (const QString &item : missing)
        inputs.remove(item);
    const SafetyIndex index = safetyIndex(**RuleSet::load(files()), inputs);
    QTEST(index.text, "text");
    QTEST(index.coverage, "coverage");
    QCOMPARE(index.published, published);
    QCOMPARE(index.band.isEmpty(), !published); // no colour for what is not published
}

void TestSafetyIndex::rate_isClamped_data()
{
    QTest::addColumn<int>("above");
    QTest::addColumn<int>("below");
    QTest::addColumn<QString>("score");
    QTest::newRow("none at all") << 0 << 1 << u"100.00"_s;
    QTest::newRow("as ever") << 1 << 1 << u"80.00"_s;
    QTest::newRow("three times") << 3 << 1 << u"0.00"_s;
    QTest::newRow("ten times") << 10 << 1 << u"0.00"_s;
}

void TestSafetyIndex::rate_isClamped()
{
    QFETCH(int, above);
    QFETCH(int, below);
    const SafetyIndex index =
        safetyIndex(**RuleSet::load(files()), {{u"fires"_s, {SafetyInput::Source::Declared, above, below, {}}}});
    const auto fires = std::ranges::find(index.items, u"fires"_s, &SafetyItem::item);
    QTEST(fires->score, "score");
}

// "Never count disputes reported as negative: it pays people to hide them."
void TestSafetyIndex::reportedDisputes_areNoItem()
{
    const auto rules = *RuleSet::load(files());
    qint64 weights = 0;
    for (const RuleRow &row : rules->table("safety_index"_L1).rows()) {
        weights += row.number("weight"_L1);
        const QString metric = row.text("metric"_L1);
        QVERIFY2(metric.isEmpty() || metric.startsWith("rate_"_L1), qPrintable(metric)); // shares, never counts
    }
    QCOMPARE(weights, 100);
    for (const RuleFault &fault : safetyIndexFaults(*rules))
        QFAIL(qPrintable(fault.toString()));
}

void TestSafetyIndex::faultyTable_isRefused_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("weights beyond 100") << u"safety_index"_s << QByteArray("disputes,rate,5,,x,x,x\n");
    QTest::newRow("a kind that there is not") << u"safety_index"_s << QByteArray("disputes,guess,0,,x,x,x\n");
}

void TestSafetyIndex::faultyTable_isRefused()
{
    QFETCH(QString, table);
    QFETCH(QByteArray, row);
    auto tables = files();
    tables[table] += row;
    const auto rules = RuleSet::load(tables);
    if (!rules)
        return; // the schema refused it already: kind is a code of a list
    QVERIFY(!safetyIndexFaults(**rules).isEmpty());
}

void TestSafetyIndex::declaredMonth_isComputed()
{
    OutcomeCounty county(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(county.desk, qPrintable(county.problem));
    QJsonArray figures;
    const auto declare = [&](int year, const QString &item, const QString &value) {
        figures.append(QJsonObject{{u"set"_s, u"safety"_s},
                                   {u"item"_s, item},
                                   {u"zh"_s, item},
                                   {u"value"_s, value},
                                   {u"from_date"_s, u"%1-08-01"_s.arg(year)},
                                   {u"to_date"_s, u"%1-08-31"_s.arg(year)},
                                   {u"source"_s, u"公安月报"_s}});
    };
    for (int year = 2023; year <= 2026; ++year) {
        declare(year, u"residents"_s, u"332000"_s);
        for (const QString &item : {u"criminal_alarms"_s, u"order_alarms"_s, u"traffic_casualties"_s, u"fires"_s})
            declare(year, item, year == 2026 ? u"4"_s : u"8"_s); // q = 4.5 / 8.5
    }
    for (const QString &item : {u"disputes_on_time"_s, u"agreements_performed"_s, u"petitions_on_time"_s})
        declare(2026, item, u"95.00"_s);
    DONE(county.act(u"ji"_s, u"declare_figures"_s, {{u"figures"_s, figures}}));
    const auto index =
        county.read(u"jia"_s, [](ReadContext &context) { return computeSafetyIndex(context, u"2026-08"_s); });
    QVERIFY(index.has_value());
    QCOMPARE(index->coverage, u"0.85"_s); // neither work accidents nor satisfaction were declared
    const auto alarms = std::ranges::find(index->items, u"criminal_alarms"_s, &SafetyItem::item);
    QCOMPARE(alarms->value, u"0.53"_s);
    QCOMPARE(alarms->score, u"98.82"_s); // 100 - 40 (9/17 - 1/2)
    QVERIFY(index->published);
    QCOMPARE(index->band, u"green"_s);
    // A month that is not over, and eyes that read no figures of the county.
    const auto early =
        county.read(u"jia"_s, [](ReadContext &context) { return computeSafetyIndex(context, u"2026-09"_s); });
    QCOMPARE(early.error().code, u"safety.month_future"_s);
    const auto mediator =
        county.read(u"ding"_s, [](ReadContext &context) { return computeSafetyIndex(context, u"2026-08"_s); });
    QCOMPARE(mediator.error().code, u"safety.not_permitted"_s);
    const auto town = county.read(
        u"xin"_s, [](ReadContext &context) { return computeSafetyIndex(context, u"2026-08"_s, u"620521"_s); });
    QCOMPARE(town.error().code, u"safety.area_scope"_s);
}

QTEST_GUILESS_MAIN(TestSafetyIndex)
#include "tst_safety_index.moc"
