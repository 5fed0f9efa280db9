// Figures in a small file and in one a hundred times its size: a tile after one new event, all tiles from cold, and the
// same predicates as plain SQL over the rows (issue 6).
#include <QCoreApplication>
#include <QElapsedTimer>

#include <statistics/dashboards.h>

#include "dense_county.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Tile {
    const char *metric;
    const char *by;
};

constexpr std::array tiles{Tile{"visit_batches", ""},          Tile{"visit_person_times", ""},
                           Tile{"visit_batches", "purpose"},   Tile{"matter_registered", ""},
                           Tile{"matter_stock", ""},           Tile{"matter_registered", "dispute_group"},
                           Tile{"rate_success_concluded", ""}, Tile{"mean_days_agreed", ""},
                           Tile{"median_days_concluded", ""},  Tile{"matter_registered", "town"}};

double compute(Desk &desk, const Tile &tile, const Period &period, const QMap<QString, QStringList> &filters = {})
{
    QElapsedTimer timer;
    double micros = 0;
    const auto done = desk.read([&](ReadContext &context) -> Result<> {
        timer.start();
        const MetricRequest request{
            .metric = QString::fromLatin1(tile.metric), .period = period, .area = {}, .filters = filters};
        const QString by = QString::fromLatin1(tile.by);
        const bool computed =
            by.isEmpty() ? computeMetric(context, request).has_value() : breakDown(context, request, by).has_value();
        micros = static_cast<double>(timer.nsecsElapsed()) / 1000;
        return computed ? Result<>() : fail(ErrorKind::Fault, u"bench"_s, QString::fromLatin1(tile.metric));
    });
    if (const auto answer = done.result(); !answer)
        qFatal("%s", qPrintable(answer.error().message));
    return micros;
}

double tileAfterOneEvent(DenseCounty &file, const Tile &tile, const Period &period)
{
    // A county that was kept has the events of earlier runs.
    static auto serial = static_cast<int>(10'000'000 + QDateTime::currentMSecsSinceEpoch() % 1'000'000'000);
    static QRandomGenerator random(7);
    insertRows(*file.desk, 1, [&](int) { return visitRow(*file.desk, ++serial, QDate::currentDate(), random); });
    return compute(*file.desk, tile, period);
}

// Both files in turns, so that what else the machine does meets both alike.
std::pair<double, double> afterOneEvent(DenseCounty &small, DenseCounty &big, const Tile &tile, const Period &period)
{
    Samples few;
    Samples many;
    for (int i = 0; i < 201; ++i) {
        few.add(tileAfterOneEvent(small, tile, period));
        many.add(tileAfterOneEvent(big, tile, period));
    }
    return {few.at(0.5), many.at(0.5)};
}

double allFromCold(const BenchCounty &county, const Period &period)
{
    const auto desk = openCounty(county, u"jia"_s); // no page of it is in memory yet
    double sum = 0;
    for (const Tile &tile : tiles)
        sum += compute(*desk, tile, period);
    return sum;
}

// The tiles of the Command perspective as it reads them: all of one snapshot, each with what it is compared with.
double perspectiveTiles(Desk &desk, const Period &period)
{
    QElapsedTimer timer;
    timer.start();
    const auto done = desk.read([&](ReadContext &context) { return computeTiles(context, {period, {}, {}}); });
    if (const auto answer = done.result(); !answer)
        qFatal("%s", qPrintable(answer.error().message));
    return static_cast<double>(timer.nsecsElapsed()) / 1000;
}

// Runs `what` while the counters are not believed, so that every predicate runs over the rows.
template <typename What> double byRows(Desk &desk, What what)
{
    const auto use = [&desk](const char *sql) {
        const auto done = desk.store()
                              .write([&](Writer &tx) -> Result<> {
                                  tx.execute(QString::fromLatin1(sql));
                                  return {};
                              })
                              .result();
        Q_UNUSED(done)
    };
    use("UPDATE meta SET value = value || 'x' WHERE key = 'metric_book'");
    const double micros = what();
    use("UPDATE meta SET value = substr(value, 1, length(value) - 1) WHERE key = 'metric_book'");
    return micros;
}

// The same predicates over the rows: what a county without counters would wait for.
double allByRows(Desk &desk, const Period &period)
{
    return byRows(desk, [&] {
        double sum = 0;
        for (const Tile &tile : tiles)
            sum += compute(desk, tile, period);
        return sum;
    });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const bool quick = QCoreApplication::arguments().contains(u"--quick"_s);
    const int large = quick ? 100'000 : 1'000'000;
    heading(u"Figures, %1 visits and %2 matters against 10000 and 2000"_s.arg(large).arg(large / 5));
    const auto made = [&folder](const QString &name, int visits) {
        const BenchCounty county = keptCounty(folder.path(), name + QString::number(visits),
                                              [visits](const QString &place, const QString &file) {
                                                  return makeDenseCounty(place, file, visits, visits / 5).county;
                                              });
        return DenseCounty{county, openCounty(county, u"jia"_s)};
    };
    DenseCounty small = made(u"small"_s, 10'000);
    DenseCounty big = made(u"large"_s, large);
    const QDate today = QDate::currentDate();
    const Period period{today.addDays(-364), today};
    for (const Tile &tile : tiles) {
        const auto [few, many] = afterOneEvent(small, big, tile, period);
        figure(u"%1 %2 after one new event: %3 us and %4 us"_s
                   .arg(QLatin1StringView(tile.metric), QLatin1StringView(tile.by))
                   .arg(few, 0, 'f', 0)
                   .arg(many, 0, 'f', 0),
               u"%1 x"_s.arg(many / few, 0, 'f', 2), u"1.2 x"_s, many <= 1.2 * few);
    }
    const double rows = allByRows(*big.desk, period);
    const double tilesByRows = byRows(*big.desk, [&] { return perspectiveTiles(*big.desk, period); });
    small.desk.reset();
    big.desk.reset();
    const double cold = allFromCold(big.county, period);
    const double tilesCold = perspectiveTiles(*openCounty(big.county, u"jia"_s), period);
    figure(u"all tiles of the Command perspective in one reading, from cold"_s, milliseconds(tilesCold), u"300 ms"_s,
           tilesCold <= 300'000);
    figure(u"the same against the predicates over the rows (%1)"_s.arg(milliseconds(tilesByRows)),
           u"1/%1"_s.arg(tilesByRows / tilesCold, 0, 'f', 0), u"1/20"_s, tilesCold * 20 <= tilesByRows);
    figure(u"all tiles from cold"_s, milliseconds(cold), u"300 ms"_s, cold <= 300'000);
    figure(u"all tiles from cold against the same predicates over the rows (%1)"_s.arg(milliseconds(rows)),
           u"1/%1"_s.arg(rows / cold, 0, 'f', 0), u"1/20"_s, cold * 20 <= rows);
    return 0;
}
