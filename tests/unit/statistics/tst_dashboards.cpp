#include <QTest>

#include <core/locale.h>
#include <reception/reception.h>
#include <statistics/dashboards.h>
#include <statistics/demo_year.h>
#include <statistics/statistics.h>

#include "dashboard_area.h"
#include "dictionary.h"
#include "random_county.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Tiles and charts under random periods, divisions and filters: every number is the list behind it, and the parts of a
// chart make its tile (features.md section 3 row 2, idea 1).
class TestDashboards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tiles_areTheirLists();
    void cells_areTheirLists();
    void bars_makeTheTile();
    void bands_splitTheStock();
    void bandEdges_fallToOneSide_data();
    void bandEdges_fallToOneSide();
    void band_ofNoStock_isRefused();
    void people_standByName();
    void steps_endWithTheLastDay_data();
    void steps_endWithTheLastDay();
    void period_isRefused();
    void change_hasSignAndUnit_data();
    void change_hasSignAndUnit();
    void shippedTables_haveNoFault();
    void faultyTable_isNamed_data();
    void faultyTable_isNamed();
    void demoYear_isTheSeeds();

private:
    [[nodiscard]] FigureScope randomScope();
    void insertOpen(QDate registered, const QVariantMap &more);

    template <typename F> auto read(F fn) { return m_county->read(u"jia"_s, fn); }

    std::unique_ptr<TestCounty> m_county;
    std::unique_ptr<RandomRows> m_rows;
};

namespace {

constexpr int rounds = 12;
constexpr int everyRow = 100'000;

QString numberOf(const RowsBehind &rows)
{
    return QString::number(rows.sum);
}

// Where a list cannot be the figure: medians have no sum, money is printed in yuan, rates have two lists.
bool isCounted(const MetricBook &book, const QString &metric)
{
    const MetricKind kind = book.find(metric)->kind;
    return kind == MetricKind::Count || kind == MetricKind::Sum || kind == MetricKind::Stock;
}

} // namespace

void TestDashboards::initTestCase()
{
    setLanguage(Language::English);
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_rows = std::make_unique<RandomRows>(*m_county->desk->rules(),
                                          QStringList{u"620521"_s, u"620521105"_s, u"620521100"_s}, 7);
    const auto done = m_county->desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              const auto book = MetricBook::of(*m_county->desk->rules());
                              m_rows->insert(tx, *entityNamed(u"matter"_s), 150);
                              for (const auto &base : book->bases())
                                  m_rows->insert(tx, *base->entity, 120);
                              return {};
                          })
                          .result();
    QVERIFY(done.has_value());
}

// A matter that began on this day and did not end.
void TestDashboards::insertOpen(QDate registered, const QVariantMap &more)
{
    const auto done = m_county->desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              Row row(matterEntity());
                              row.set("org"_L1, u"620521"_s);
                              row.set("state"_L1, u"M50"_s);
                              row.set("number"_L1, QUuid::createUuid().toString());
                              row.set("channel"_L1, u"WINDOW"_s);
                              row.set("registered_on"_L1, QVariant(registered));
                              for (auto it = more.cbegin(); it != more.cend(); ++it)
                                  row.set(QLatin1StringView(it.key().toLatin1()), *it);
                              tx.insert(row);
                              return {};
                          })
                          .result();
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().message));
}

FigureScope TestDashboards::randomScope()
{
    QRandomGenerator &random = m_rows->random();
    QDate from = m_rows->day();
    QDate to = m_rows->day();
    if (from > to)
        std::swap(from, to);
    FigureScope scope{{from, to}, m_rows->area(), {}};
    const RuleSet &rules = *m_county->desk->rules();
    const auto filters = dashboardFilters(rules);
    if (random.bounded(2) == 0) {
        const DashboardFilter &filter = filters.at(random.bounded(filters.size()));
        const auto codes = rules.codes(filter.list);
        for (int i = 0; i < 2; ++i)
            scope.filters[filter.dimension] << codes.at(random.bounded(codes.size()))->text("code"_L1);
    }
    return scope;
}

void TestDashboards::tiles_areTheirLists()
{
    int compared = 0;
    for (int i = 0; i < rounds; ++i) {
        const FigureScope scope = randomScope();
        const auto tiles = read([&](ReadContext &context) { return computeTiles(context, scope).value(); });
        QCOMPARE(tiles.size(), dashboardTiles(*m_county->desk->rules()).size());
        for (const TileFigure &tile : tiles) {
            if (!tile.figure) { // left out, never shown without its filter
                QCOMPARE(tile.figure.error().code, u"metric.dimension_unknown"_s);
                continue;
            }
            ++compared;
            for (const MetricPart part : {MetricPart::Numerator, MetricPart::Denominator}) {
                const auto rows = read(
                    [&](ReadContext &context) { return listBehind(context, tile.request, part, everyRow).value(); });
                QCOMPARE(rows.rows.size(), rows.total);
                if (tile.figure->hasDenominator)
                    QCOMPARE(rows.sum,
                             part == MetricPart::Numerator ? tile.figure->numerator : tile.figure->denominator);
                else
                    QCOMPARE(numberOf(rows), tile.figure->text);
            }
        }
    }
    QVERIFY(compared > rounds * 4);
}

void TestDashboards::cells_areTheirLists()
{
    const auto book = MetricBook::of(*m_county->desk->rules());
    int compared = 0;
    const QList<ChartSpec> charts = dashboardCharts(*m_county->desk->rules());
    for (const ChartSpec &spec : charts + charts) { // twice: chance leaves some without rows
        const FigureScope scope = randomScope();
        const auto table = read([&](ReadContext &context) { return computeChart(context, spec, scope); });
        if (!table) {
            QCOMPARE(table.error().code, u"metric.dimension_unknown"_s);
            continue;
        }
        for (const ChartSeries &series : table->series) {
            QCOMPARE(series.cells.size(), table->categories.size());
            for (const ChartCell &cell : series.cells) {
                if (cell.request.metric.isEmpty() || !isCounted(*book, cell.request.metric))
                    continue;
                const auto rows = read([&](ReadContext &context) {
                    return listBehind(context, cell.request, MetricPart::Numerator, 1).value();
                });
                QVERIFY2(numberOf(rows) == cell.text, qPrintable(u"%1 %2: %3, its list %4"_s.arg(
                                                          spec.chart, series.word, cell.text, numberOf(rows))));
                ++compared;
            }
        }
    }
    QVERIFY(compared > 100);
}

void TestDashboards::bars_makeTheTile()
{
    const auto book = MetricBook::of(*m_county->desk->rules());
    const FigureScope scope{{QDate(2026, 1, 1), QDate(2026, 9, 14)}, {}, {}};
    int compared = 0;
    for (const ChartSpec &spec : dashboardCharts(*m_county->desk->rules())) {
        if (spec.kind != ChartKind::Bar)
            continue;
        const auto table = read([&](ReadContext &context) { return computeChart(context, spec, scope).value(); });
        for (qsizetype i = 0; i < spec.metrics.size(); ++i) {
            if (!isCounted(*book, spec.metrics.at(i)))
                continue;
            double sum = 0;
            for (const ChartCell &cell : table.series.at(i).cells)
                sum += cell.value;
            const auto whole = read([&](ReadContext &context) {
                return computeMetric(context, {.metric = spec.metrics.at(i), .period = scope.period, .filters = {}})
                    .value();
            });
            QCOMPARE(QString::number(sum), whole.text);
            ++compared;
        }
    }
    QVERIFY(compared > 8);
}

void TestDashboards::bands_splitTheStock()
{
    const MetricRequest stock{
        .metric = u"matter_stock"_s, .period = {QDate(2026, 1, 1), QDate(2026, 9, 14)}, .filters = {}};
    const auto whole = read([&](ReadContext &context) { return computeMetric(context, stock).value(); });
    QVERIFY(whole.n > 0);
    qint64 rows = 0;
    for (const RuleRow &band : m_county->desk->rules()->table("metric_bands"_L1).rows()) {
        MetricRequest one = stock;
        one.band = band.text("band"_L1);
        const auto figure = read([&](ReadContext &context) { return computeMetric(context, one).value(); });
        const auto list = read(
            [&](ReadContext &context) { return listBehind(context, one, MetricPart::Numerator, everyRow).value(); });
        QCOMPARE(list.total, figure.n);
        const int to = band.text("to"_L1).isEmpty() ? everyRow : band.number("to"_L1);
        for (const ListedRow &row : list.rows) {
            const qint64 age = row.day.daysTo(stock.period.to);
            QVERIFY(age >= band.number("from"_L1) && age <= to);
        }
        rows += list.total;
    }
    QCOMPARE(rows, whole.n);
}

// A matter exactly as old as a band's first and last day, and a day beyond either: typed out, so that a day off shows.
void TestDashboards::bandEdges_fallToOneSide_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<QString>("band");
    for (const auto &[age, band] : std::initializer_list<std::pair<int, const char *>>{{0, "week"},
                                                                                       {7, "week"},
                                                                                       {8, "fortnight"},
                                                                                       {15, "fortnight"},
                                                                                       {16, "month"},
                                                                                       {30, "month"},
                                                                                       {31, "quarter"},
                                                                                       {90, "quarter"},
                                                                                       {91, "longer"}})
        QTest::addRow("%d days", age) << age << QString::fromLatin1(band);
}

void TestDashboards::bandEdges_fallToOneSide()
{
    QFETCH(const int, age);
    QFETCH(const QString, band);
    const QDate last(2026, 9, 10);
    const auto rowsOf = [&](const QString &asked) {
        MetricRequest request{
            .metric = u"matter_stock"_s, .period = {QDate(2026, 1, 1), last}, .filters = {}, .band = asked};
        return read([&](ReadContext &context) { return computeMetric(context, request).value().n; });
    };
    QMap<QString, qint64> before;
    for (const RuleRow &row : m_county->desk->rules()->table("metric_bands"_L1).rows())
        before.insert(row.text("band"_L1), rowsOf(row.text("band"_L1)));
    insertOpen(last.addDays(-age), {});
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        QCOMPARE(rowsOf(it.key()), *it + (it.key() == band ? 1 : 0));
}

void TestDashboards::band_ofNoStock_isRefused()
{
    const auto codeOf = [&](const QString &metric, const QString &band) {
        return read([&](ReadContext &context) {
            return computeMetric(context,
                                 {.metric = metric, .period = Period::month(2026, 8), .filters = {}, .band = band})
                .error()
                .code;
        });
    };
    QCOMPARE(codeOf(u"visit_batches"_s, u"week"_s), u"metric.no_stock"_s);
    QCOMPARE(codeOf(u"matter_stock"_s, u"century"_s), u"metric.band_unknown"_s);
}

// Rule R13: a sheet of people's work is no ranking.
void TestDashboards::people_standByName()
{
    const auto charts = dashboardCharts(*m_county->desk->rules());
    const auto spec = std::ranges::find(charts, u"mediators_open"_s, &ChartSpec::chart);
    QVERIFY(spec != charts.end());
    // Mediators with ever more matters, against the order of their names and of their ids: neither makes the order.
    QList<std::pair<QString, QUuid>> people;
    for (const QString &login : {u"ding"_s, u"wu"_s, u"jia"_s, u"yi"_s, u"bing"_s, u"ji"_s})
        people.append({m_county->actor(login).name, m_county->actor(login).id.value});
    std::ranges::sort(people, [](const auto &a, const auto &b) { return a.first.localeAwareCompare(b.first) < 0; });
    for (qsizetype i = 0; i < people.size(); ++i)
        for (qsizetype load = 0; load <= i; ++load)
            insertOpen(QDate(2026, 8, 3), {{u"mediator"_s, people.at(i).second}});
    const FigureScope scope{{QDate(2026, 1, 1), QDate(2026, 9, 14)}, {}, {}};
    const auto table = read([&](ReadContext &context) { return computeChart(context, *spec, scope).value(); });
    QStringList names = table.categories;
    if (!names.isEmpty() && table.series.first().cells.last().request.filters.first() == QStringList{QString()})
        names.removeLast(); // those that nobody mediates stand last
    QStringList sorted = names;
    std::ranges::sort(sorted, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    QCOMPARE(names, sorted);
    for (const auto &[name, id] : std::as_const(people))
        QVERIFY2(names.contains(name), qPrintable(name));
}

void TestDashboards::steps_endWithTheLastDay_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::newRow("months") << u"month"_s << QDate(2026, 3, 15) << QDate(2026, 1, 1) << QDate(2026, 3, 31);
    QTest::newRow("over new year") << u"month"_s << QDate(2026, 1, 31) << QDate(2025, 11, 1) << QDate(2026, 1, 31);
    QTest::newRow("quarters") << u"quarter"_s << QDate(2026, 5, 1) << QDate(2025, 10, 1) << QDate(2026, 6, 30);
    QTest::newRow("weeks") << u"week"_s << QDate(2026, 9, 10) << QDate(2026, 8, 24) << QDate(2026, 9, 13);
    QTest::newRow("days") << u"day"_s << QDate(2026, 9, 10) << QDate(2026, 9, 8) << QDate(2026, 9, 10);
    QTest::newRow("years") << u"year"_s << QDate(2026, 9, 10) << QDate(2024, 1, 1) << QDate(2026, 12, 31);
    QTest::newRow("not beyond today") << u"month"_s << QDate(2026, 12, 31) << QDate(2026, 7, 1) << QDate(2026, 9, 30);
}

void TestDashboards::steps_endWithTheLastDay()
{
    QFETCH(const QString, step);
    QFETCH(const QDate, last);
    const auto periods = stepsUpTo(last, step, 3, QDate(2026, 9, 14));
    QCOMPARE(periods.size(), 3);
    QTEST(periods.first().from, "from");
    QTEST(periods.last().to, "to");
    for (qsizetype i = 1; i < periods.size(); ++i)
        QCOMPARE(periods.at(i).from, periods.at(i - 1).to.addDays(1));
}

void TestDashboards::period_isRefused()
{
    const auto refused = [&](const Period &period) {
        const auto tiles = read([&](ReadContext &context) { return computeTiles(context, {period, {}, {}}); });
        const auto charts = dashboardCharts(*m_county->desk->rules());
        const auto chart =
            read([&](ReadContext &context) { return computeChart(context, charts.first(), {period, {}, {}}); });
        return !tiles && !chart && tiles.error().code == chart.error().code ? tiles.error().code : QString();
    };
    QCOMPARE(refused({QDate(2026, 9, 2), QDate(2026, 9, 1)}), u"metric.period_reversed"_s);
    QCOMPARE(refused({QDate(2036, 9, 1), QDate(2036, 9, 30)}), u"metric.period_future"_s);
    QCOMPARE(refused({QDate(), QDate(2026, 9, 30)}), u"metric.period_missing"_s);
}

void TestDashboards::change_hasSignAndUnit_data()
{
    QTest::addColumn<bool>("isPercent");
    QTest::addColumn<QString>("percent");
    QTest::addColumn<QString>("points");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("direction");
    QTest::newRow("up") << false << u"12.50"_s << QString() << u"+12.50 %"_s << 1;
    QTest::newRow("down") << false << u"-3.00"_s << QString() << u"-3.00 %"_s << -1;
    QTest::newRow("same") << false << u"0.00"_s << QString() << u"+0.00 %"_s << 0;
    QTest::newRow("points of a rate") << true << u"12.50"_s << u"10.00"_s << u"+10.00 points"_s << 1;
    QTest::newRow("nothing before") << false << u"—"_s << QString() << u"—"_s << 0;
}

void TestDashboards::change_hasSignAndUnit()
{
    QFETCH(const bool, isPercent);
    QFETCH(const QString, percent);
    QFETCH(const QString, points);
    Comparison comparison;
    comparison.current.isPercent = isPercent;
    comparison.percent = percent;
    comparison.points = points;
    const ChangeWords words = changeWords(comparison);
    QTEST(words.text, "text");
    QTEST(words.direction, "direction");
    QVERIFY(!words.against.isEmpty());
}

void TestDashboards::shippedTables_haveNoFault()
{
    for (const RuleFault &fault : dashboardFaults(*m_county->desk->rules()))
        QFAIL(qPrintable(fault.toString()));
}

void TestDashboards::faultyTable_isNamed_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("says");
    const auto chart = [](const char *name, const char *row, const char *says) {
        QTest::newRow(name) << u"charts"_s << QByteArray(row) << QString::fromLatin1(says);
    };
    chart("kind", "bad,flow,cake,visit_batches,purpose,,,x,x,x", "cake");
    chart("dimension", "bad,flow,bar,visit_batches,shoe,,,x,x,x", "shoe");
    chart("bar of nothing", "bad,flow,bar,visit_batches,,,,x,x,x", "split by");
    chart("line without step", "bad,flow,line,visit_batches,,,,x,x,x", "step");
    chart("unknown step", "bad,flow,line,visit_batches,,fortnight,3,x,x,x", "step");
    chart("age of a count", "bad,flow,age,visit_batches,,,,x,x,x", "no stock");
    QTest::newRow("comparison") << u"dashboards"_s << QByteArray("bad,figures_visits,visit_batches,next_year,")
                                << u"next_year"_s;
    QTest::newRow("filter") << u"dashboards"_s << QByteArray("bad,figures_visits,visit_batches,-,shoe=43") << u"shoe"_s;
}

void TestDashboards::faultyTable_isNamed()
{
    QFETCH(const QString, table);
    QFETCH(const QByteArray, row);
    QFETCH(const QString, says);
    auto files = RuleSet::readFolder(resourcePath(u"rules"_s)).value();
    files[table] += row + '\n';
    const auto rules = RuleSet::load(files);
    QVERIFY(rules.has_value());
    const auto faults = dashboardFaults(**rules);
    QVERIFY(!faults.isEmpty());
    QVERIFY2(faults.first().message.contains(says), qPrintable(faults.first().toString()));
    QCOMPARE(faults.first().file, QString(table + ".csv"_L1));
    QVERIFY(faults.first().line > 1);
}

void TestDashboards::demoYear_isTheSeeds()
{
    const auto filled = fillDemoYear(*m_county->desk);
    QVERIFY2(filled.has_value(), filled ? "" : qPrintable(filled.error().message));
    QCOMPARE(filled->visits, 139);
    QCOMPARE(filled->matters, 2155);
    const auto again = fillDemoYear(*m_county->desk);
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"demo.year_there"_s);
}

QTEST_GUILESS_MAIN(TestDashboards)
#include "tst_dashboards.moc"
