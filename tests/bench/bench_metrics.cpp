// Figures in a small file and in one a hundred times its size: a tile after one new event, all tiles from cold, and the
// same predicates as plain SQL over the rows (issue 6).
#include <QCoreApplication>
#include <QElapsedTimer>
#include <cstdio>

#include <composition.h>
#include <mediation/mediation.h>
#include <reception/reception.h>
#include <statistics/dashboards.h>

#include "county.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int years = 3; // both files hold the same time, one more densely

struct Filled {
    BenchCounty county;
    std::unique_ptr<Desk> desk;
    QStringList villages;
};

QStringList villagesOf(Desk &desk)
{
    return desk
        .read([](ReadContext &context) -> Result<QStringList> {
            QStringList codes;
            Query found = context.tx.query(u"SELECT code FROM division WHERE length(code) = 12 ORDER BY code"_s);
            while (found.next())
                codes << found.text(0);
            return codes;
        })
        .result()
        .value();
}

Row visitRow(const Desk &desk, int serial, QDate day, QRandomGenerator &random)
{
    static const QStringList purposes{u"purpose_legal_advice"_s, u"purpose_legal_aid"_s, u"purpose_dispute"_s,
                                      u"purpose_litigation"_s, u"purpose_other"_s};
    Row row(visitEntity());
    row.set("number"_L1, u"LF-%1-%2"_s.arg(desk.county()).arg(serial));
    row.set("ticket"_L1, u"A%1"_s.arg(serial % 500));
    row.set("state"_L1, u"V7"_s);
    row.set("org"_L1, desk.county());
    row.set("day"_L1, QVariant(day));
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("purpose"_L1, purposes.at(random.bounded(5)));
    row.set("head_count"_L1, QVariant(1 + random.bounded(8)));
    row.set("arrived_at"_L1, Instant::fromLocal(day, QTime(9, 0)));
    row.set("first_contact"_L1, QVariant(desk.actor().id.value));
    row.set("notice_version"_L1, u"2026-01"_s);
    row.set("visitor_name"_L1, u"张三"_s);
    row.set("claim"_L1, u"邻里排水纠纷，多次协商未果，请求调解。"_s);
    return row;
}

Row matterRow(int serial, QDate day, const QString &org, QRandomGenerator &random)
{
    static const QStringList types{u"01"_s, u"02"_s, u"03"_s, u"06"_s, u"07"_s, u"10"_s, u"13"_s, u"99"_s};
    static const QStringList levels{u"none"_s, u"yellow"_s, u"orange"_s, u"red"_s};
    Row row(matterEntity());
    row.set("number"_L1, u"清综矛〔2026〕%1号"_s.arg(serial));
    row.set("org"_L1, org);
    row.set("state"_L1, u"M81"_s);
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("facts"_L1, u"双方因宅基地排水发生纠纷，现已调解。"_s);
    row.set("dispute_type"_L1, types.at(random.bounded(types.size())));
    row.set("level"_L1, levels.at(random.bounded(levels.size())));
    row.set("registered_on"_L1, QVariant(day));
    row.set("accepted_on"_L1, QVariant(day.addDays(1)));
    row.set("mediation_on"_L1, QVariant(day.addDays(1)));
    if (random.bounded(20) > 0) {
        const QString outcome = random.bounded(50) == 0 ? u"failed"_s : u"agreed_written"_s;
        row.set("outcome"_L1, outcome);
        row.set("mediation_outcome"_L1, outcome);
        row.set("concluded_on"_L1, QVariant(day.addDays(1 + random.bounded(20))));
        row.set("outcome_on"_L1, row.value("concluded_on"_L1));
    }
    return row;
}

template <typename Make> void write(Desk &desk, int rows, Make make)
{
    constexpr int piece = 4000;
    for (int from = 0; from < rows; from += piece) {
        const auto done = desk.store()
                              .write([&](Writer &tx) -> Result<> {
                                  for (int i = from; i < std::min(rows, from + piece); ++i) {
                                      Row row = make(i);
                                      tx.insert(row);
                                  }
                                  return {};
                              })
                              .result();
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }
}

// Waits until the keeper has folded what was written.
double settle(Desk &desk)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const auto behind = desk.read([](ReadContext &context) -> Result<qint64> {
            qint64 rows = 0;
            for (const QString &table : {u"visit"_s, u"matter"_s}) {
                Query query =
                    context.tx.query(u"SELECT (SELECT max(rowid) FROM \"%1\") - (SELECT upto FROM metric_mark "
                                     "WHERE base = ?)"_s.arg(table),
                                     {table});
                rows += query.next() ? query.integer(0) : 0;
            }
            return rows;
        });
        if (behind.result().value() == 0)
            return static_cast<double>(timer.elapsed()) / 1000;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    }
}

Filled fill(const QString &folder, const QString &name, int visits, int matters)
{
    Filled filled{makeCounty(folder, name, 0, 0), {}, {}};
    filled.desk = openCounty(filled.county, u"jia"_s);
    filled.villages = villagesOf(*filled.desk);
    QRandomGenerator random(1);
    const QDate first = QDate::currentDate().addDays(-years * 365);
    {
        const auto bulk = filled.desk->store().bulk();
        QElapsedTimer timer;
        timer.start();
        write(*filled.desk, visits, [&](int i) {
            return visitRow(*filled.desk, i, first.addDays(qint64{i} * years * 365 / visits), random);
        });
        write(*filled.desk, matters, [&](int i) {
            return matterRow(i, first.addDays(qint64{i} * years * 365 / matters),
                             filled.villages.at(random.bounded(filled.villages.size())), random);
        });
        std::printf("  %s: %d visits and %d matters written in %.1f s", qPrintable(name), visits, matters,
                    static_cast<double>(timer.elapsed()) / 1000);
    }
    std::printf(", counters folded in %.1f s more\n", settle(*filled.desk));
    std::fflush(stdout);
    return filled;
}

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

double tileAfterOneEvent(Filled &file, const Tile &tile, const Period &period)
{
    Samples samples;
    static int serial = 10'000'000;
    QRandomGenerator random(7);
    for (int i = 0; i < 21; ++i) {
        write(*file.desk, 1, [&](int) { return visitRow(*file.desk, ++serial, QDate::currentDate(), random); });
        samples.add(compute(*file.desk, tile, period));
    }
    return samples.at(0.5);
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
    Filled small = fill(folder.path(), u"small"_s, 10'000, 2'000);
    Filled big = fill(folder.path(), u"large"_s, large, large / 5);
    const QDate today = QDate::currentDate();
    const Period period{today.addDays(-364), today};
    for (const Tile &tile : tiles) {
        const double few = tileAfterOneEvent(small, tile, period);
        const double many = tileAfterOneEvent(big, tile, period);
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
