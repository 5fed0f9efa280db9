// Import of a year of events into the encrypted file, against bare prepared inserts of the same rows in the same run;
// each event's grid against GEOS itself; what the map reads.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <ctime>

#include <geo/locator.h>
#include <grid/events.h>
#include <grid/grid.h>
#include <grid/grids.h>

#include "bare.h"
#include "event_area.h"
#include "event_places.h"
#include "plain_geos.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

double secondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

std::unique_ptr<Desk> demoDesk(const QString &file)
{
    const Secret password("correct horse"_ba);
    NewCounty county;
    county.county = DivisionCode::parse(u"620521"_s).value();
    county.demo = true;
    county.adminName = u"管理员"_s;
    const Desk::Setup setup{.file = file, .modules = {gridModule()}, .clock = std::make_shared<SystemClock>()};
    if (const auto made = Desk::create(setup, county, password); !made)
        qFatal("%s", qPrintable(made.error().message));
    auto desk = Desk::open(setup, u"ji"_s, password);
    if (!desk)
        qFatal("%s", qPrintable(desk.error().message));
    return std::move(*desk);
}

template <typename F> auto readNow(Desk &desk, F fn)
{
    auto result = desk.read(std::move(fn)).result();
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *result;
}

// Of all threads: what a machine that others use at the same time does not change much.
double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Of the calling thread alone, which reads the file while the store's thread writes.
double ownSeconds()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

QString perRow(double seconds, int count)
{
    return u"%1 us of CPU a row"_s.arg(seconds * 1e6 / count, 0, 'f', 1);
}

double importRate(Desk &desk, const QString &csv, int count)
{
    const double before = processorSeconds();
    const double ownBefore = ownSeconds();
    EventImportOptions options;
    options.source = u"bench"_s;
    const auto report = importEvents(desk, csv, options);
    const double spent = processorSeconds() - before;
    const double reading = ownSeconds() - ownBefore;
    if (!report || report->added != count)
        qFatal("import: %s", report ? "rows are missing" : qPrintable(report.error().message));
    figure(u"import of %1 rows of CSV"_s.arg(count),
           u"%1 rows/s, %2 s, %3, %4 hints"_s.arg(count / report->seconds, 0, 'f', 0)
               .arg(report->seconds, 0, 'f', 2)
               .arg(perRow(spent, count))
               .arg(report->hints),
           u"at least 20,000 rows/s"_s, count / report->seconds >= 20'000);
    figure(u"of which reading and writing, at the same time"_s,
           u"%1 and %2"_s.arg(perRow(reading, count), perRow(spent - reading, count)), {}, true);
    const auto again = importEvents(desk, csv, options);
    figure(u"the same again"_s, u"%1 rows/s, %2 added"_s.arg(count / again->seconds, 0, 'f', 0).arg(again->added),
           u"adds nothing"_s, again->added == 0);
    return count / report->seconds;
}

void benchBare(Desk &desk, const QString &folder, double rate)
{
    const Entity &entity = gridEventEntity();
    BareFile::Rows rows{QString(entity.name), entity.fields.size() + 6, {}};
    rows.rows = readNow(desk, [&](ReadContext &context) -> Result<QList<QVariantList>> {
        QList<QVariantList> all;
        Query query = context.tx.query(u"SELECT * FROM grid_event ORDER BY rowid"_s);
        while (query.next()) {
            QVariantList row;
            for (int i = 0; i < rows.columns; ++i)
                row << query.value(i);
            all << row;
        }
        return all;
    });
    BareFile bare(folder + u"/bare.db"_s);
    for (const QString &statement : createStatements(entity))
        bare.execute(statement);
    const double before = processorSeconds();
    const double baseline = bare.insertRate({rows}, static_cast<int>(EventImportOptions().batch));
    const double spent = processorSeconds() - before;
    figure(u"bare prepared inserts of the same rows, same indexes"_s,
           u"%1 rows/s, %2; import %3 x"_s.arg(baseline, 0, 'f', 0)
               .arg(perRow(spent, static_cast<int>(rows.rows.size())))
               .arg(rate / baseline, 0, 'f', 2),
           {}, true);
}

struct Placed {
    GeoPoint point;
    QUuid grid;
};

QList<Placed> placedEvents(Desk &desk)
{
    return readNow(desk, [](ReadContext &context) -> Result<QList<Placed>> {
        QList<Placed> placed;
        Query rows = context.tx.query(u"SELECT longitude, latitude, grid FROM grid_event ORDER BY rowid"_s);
        while (rows.next())
            placed << Placed{{static_cast<double>(rows.integer(0)) / 1e7, static_cast<double>(rows.integer(1)) / 1e7},
                             rows.uuid(2)};
        return placed;
    });
}

void benchPlaces(Desk &desk)
{
    const QList<Placed> placed = placedEvents(desk);
    const QList<GridLine> grids = readNow(desk, [](ReadContext &context) -> Result<QList<GridLine>> {
        return gridsAsOf(context.tx, context.now.localDate(), {}, groundKinds(context.rules));
    });
    QElapsedTimer timer;
    timer.start();
    const PlainGeos plain(grids);
    qsizetype wrong = 0;
    for (const Placed &event : placed)
        wrong += plain.at(event.point).contains(event.grid) ? 0 : 1;
    const double geos = secondsOf(timer);
    QList<GeoShape> shapes;
    for (const GridLine &grid : grids)
        shapes << grid.shape();
    timer.restart();
    const Locator locator(shapes);
    qsizetype found = 0;
    for (const Placed &event : placed)
        found += locator.at(event.point) >= 0 ? 1 : 0;
    const double ours = secondsOf(timer);
    figure(u"every event in its grid by GEOS, one by one"_s,
           u"%1 of %2 differ, %3 grids"_s.arg(wrong).arg(placed.size()).arg(grids.size()), u"none"_s, wrong == 0);
    figure(u"places of %1 points in %2 grids, index included"_s.arg(placed.size()).arg(grids.size()),
           u"%1 ms; bare GEOS %2 ms, ratio %3"_s.arg(ours * 1000, 0, 'f', 0)
               .arg(geos * 1000, 0, 'f', 0)
               .arg(ours / geos, 0, 'f', 2),
           u"at most 1.5 x"_s, ours <= 1.5 * geos && found == placed.size());
}

struct Nearby {
    double locating = 0; // seconds
    double hinting = 0;
    qsizetype asked = 0;
    qsizetype hinted = 0;
};

// As the import does it: the grid of each point, and for kinds that stand in one place whether another is near.
Nearby assignWithHints(ReadContext &context)
{
    struct Event {
        NearbyQuery query;
        bool isPlace;
    };

    std::vector<Event> all;
    Query rows = context.tx.query(u"SELECT longitude, latitude, kind, happened_at, id FROM grid_event ORDER BY rowid "
                                  "LIMIT 70636"_s);
    while (rows.next()) {
        const QString kind = rows.text(2);
        all.push_back({{kind, EventGiven::pointOf(rows.integer(0), rows.integer(1)), rows.instant(3), rows.uuid(4)},
                       isPlaceKind(context.rules, kind)});
    }
    Nearby nearby;
    QElapsedTimer timer;
    timer.start();
    const auto places = GridPlaces::of(context.tx, context.rules, context.now.localDate().addDays(-1)); // not cached
    for (const Event &event : all)
        static_cast<void>(places->at(event.query.point));
    nearby.locating = secondsOf(timer);
    timer.restart();
    const NearbyFinder finder(context.rules);
    for (const Event &event : all) {
        if (!event.isPlace)
            continue;
        ++nearby.asked;
        nearby.hinted += finder.find(context.tx, event.query) ? 1 : 0;
    }
    nearby.hinting = secondsOf(timer);
    return nearby;
}

void benchHints(Desk &desk)
{
    const auto nearby = readNow(desk, [](ReadContext &context) -> Result<Nearby> { return assignWithHints(context); });
    const double whole = nearby.locating + nearby.hinting;
    figure(u"70,636 points to their grids, borders read and index built"_s,
           u"%1 ms"_s.arg(nearby.locating * 1000, 0, 'f', 0), {}, true);
    figure(u"with the hint for duplicates (%1 asked, %2 have one)"_s.arg(nearby.asked).arg(nearby.hinted),
           u"%1 s"_s.arg(whole, 0, 'f', 2), u"at most 2 s"_s, whole <= 2);
}

void benchReads(Desk &desk)
{
    QElapsedTimer timer;
    timer.start();
    const auto points =
        readNow(desk, [](ReadContext &context) -> Result<EventPoints> { return eventPoints(context, {}); });
    figure(u"all points for the map"_s,
           u"%1 points in %2 ms"_s.arg(points.points.size()).arg(secondsOf(timer) * 1000, 0, 'f', 0), {}, true);
    timer.restart();
    const auto counts =
        readNow(desk, [](ReadContext &context) -> Result<QHash<QUuid, qint64>> { return eventsByGrid(context, {}); });
    figure(u"counts by grid"_s, u"%1 grids in %2 ms"_s.arg(counts.size()).arg(secondsOf(timer) * 1000, 0, 'f', 0), {},
           true);
    timer.restart();
    const auto list = readNow(desk, [](ReadContext &context) -> Result<QList<EventLine>> {
        return events(context, EventFilter::usual(context.rules, context.now));
    });
    figure(u"the list as it opens"_s, u"%1 rows in %2 ms"_s.arg(list.size()).arg(secondsOf(timer) * 1000, 0, 'f', 1),
           {}, true);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_EVENTS");
    const int count = asked > 0 ? asked : 207'000;
    QTemporaryDir folder;
    heading(u"A demo county and a file of %1 events"_s.arg(count));
    const std::unique_ptr<Desk> desk = demoDesk(folder.filePath(u"events.fengqiao"_s));
    QFile csv(folder.filePath(u"events.csv"_s));
    if (!csv.open(QIODevice::WriteOnly))
        qFatal("no room for the file");
    readNow(*desk,
            [&](ReadContext &context) { return writeDemoEvents(context, {.count = count, .lastDay = {}}, csv); });
    csv.close();
    const double rate = importRate(*desk, csv.fileName(), count);
    benchBare(*desk, folder.path(), rate);
    benchPlaces(*desk);
    benchHints(*desk);
    benchReads(*desk);
    return 0;
}
