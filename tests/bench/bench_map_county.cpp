#include "bench_map_county.h"

#include <QJsonArray>
#include <malloc.h>

#include <access/desk.h>
#include <grid/grid.h>
#include <grid/grids.h>
#include <grid/widgets/map_panel.h>

#include "map_stage.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Of a file that lives as long as the measurement.
Secret secret()
{
    return Secret("correct horse"_ba);
}

Desk::Setup setupOf(const QString &file)
{
    return {.file = file, .modules = {gridModule()}, .clock = std::make_shared<SystemClock>()};
}

std::unique_ptr<Desk> openDesk(const QString &file)
{
    auto desk = Desk::open(setupOf(file), u"ji"_s, secret());
    if (!desk)
        qFatal("%s", qPrintable(desk.error().message));
    return std::move(*desk);
}

template <typename F> void writeNow(Desk &desk, F fn)
{
    const auto done = desk.store().write(std::move(fn)).result();
    if (!done)
        qFatal("%s", qPrintable(done.error().message));
}

// The demo's own grids lie where the land is: they end before it begins.
QStringList endOwnGrids(Desk &desk)
{
    QStringList villages;
    writeNow(desk, [&villages](Writer &tx) -> Result<bool> {
        for (Row &grid : tx.select(gridEntity(), u"1 ORDER BY code"_s)) {
            if (grid.text("kind"_L1) == "base"_L1 && !villages.contains(grid.text("org"_L1)))
                villages << grid.text("org"_L1);
            grid.set("valid_to"_L1, QVariant(grid.date("valid_from"_L1).addDays(1)));
            tx.update(grid);
        }
        return true;
    });
    return villages;
}

Row gridRow(const GeoShape &shape, const QString &village, int serial)
{
    const GeoBox box = boxOf(shape);
    const auto number = [](double degrees) { return QVariant(static_cast<qint64>(std::llround(degrees * 1e7))); };
    Row grid(gridEntity());
    grid.set("code"_L1, village + QString::number(serial).rightJustified(3, u'0'));
    grid.set("name"_L1, u"第%1网格"_s.arg(serial));
    grid.set("scheme"_L1, u"rural"_s);
    grid.set("level"_L1, QVariant(4));
    grid.set("kind"_L1, u"base"_s);
    grid.set("village"_L1, village);
    grid.set("org"_L1, village);
    grid.set("households"_L1, QVariant(200 + serial % 150));
    grid.set("valid_from"_L1, QDate(2026, 1, 1));
    grid.set("border"_L1, QVariant(packShape(shape)));
    grid.set("datum"_L1, datumCode(Datum::Cgcs2000));
    grid.set("west"_L1, number(box.west));
    grid.set("south"_L1, number(box.south));
    grid.set("east"_L1, number(box.east));
    grid.set("north"_L1, number(box.north));
    return grid;
}

// Neighbours in the land are neighbours in a village, as in life.
void addGrids(Desk &desk, const Land &land, const QStringList &villages)
{
    constexpr int piece = 5000;
    const int each = land.size() / static_cast<int>(villages.size()) + 1;
    const auto bulk = desk.store().bulk();
    for (int from = 0; from < land.size(); from += piece) {
        writeNow(desk, [&, from](Writer &tx) -> Result<bool> {
            for (int i = from; i < std::min(from + piece, land.size()); ++i) {
                Row grid = gridRow(land.area(i), villages.at(i / each), i % each + 1);
                tx.insert(grid);
            }
            return true;
        });
    }
}

// How many of a raster of places within the view say which grid they are in.
double picked(const Stage &stage)
{
    constexpr int steps = 40;
    const GeoBox box = stage.map->visibleBox();
    int asked = 0;
    int found = 0;
    for (int x = 1; x < steps; ++x) {
        for (int y = 1; y < steps; ++y) {
            const GeoPoint at{box.west + (box.east - box.west) * x / steps,
                              box.south + (box.north - box.south) * y / steps};
            ++asked;
            found += stage.map->at(at).isEmpty() ? 0 : 1;
        }
    }
    return static_cast<double>(found) / asked;
}

} // namespace

QString makeGridCounty(const QString &folder, int grids)
{
    const QString file = folder + u"/grids.fengqiao"_s;
    NewCounty county;
    county.county = DivisionCode::parse(u"620521"_s).value();
    county.demo = true;
    county.adminName = u"管理员"_s;
    if (const auto made = Desk::create(setupOf(file), county, secret()); !made)
        qFatal("%s", qPrintable(made.error().message));
    const auto desk = openDesk(file);
    addGrids(*desk, Plan{grids, 1}.land(), endOwnGrids(*desk));
    return file;
}

QJsonObject loadCounty(const QString &file)
{
    const double closed = cpu();
    const auto desk = openDesk(file);
    const double opened = cpu() - closed;
    auto *panel = new MapPanel(*desk);
    QElapsedTimer wall;
    malloc_trim(0);
    const double empty = residentKib();
    wall.start();
    const double begin = cpu();
    Stage stage(panel->map(), panel); // shows the panel, which begins to read
    const auto hasGrids = [&stage] {
        const auto grids = stage.probe.areas(u"grids"_s);
        return grids && grids->size() > 0 && stage.probe.isDrawn();
    };
    while (!hasGrids())
        Stage::wait();
    stage.frame();
    QJsonObject said{
        {u"load"_s, (cpu() - begin) / 1000}, {u"wall"_s, static_cast<double>(wall.elapsed()) / 1000},
        {u"open"_s, opened / 1000}, // with the password's key, which is dear on purpose
        {u"picked"_s, picked(stage)},        {u"before"_s, empty},
        {u"resident"_s, residentKib()},      {u"grids"_s, static_cast<qint64>(stage.probe.areas(u"grids"_s)->size())}};
    while (!panel->isLoaded() || stage.map->isBusy())
        Stage::wait();
    stage.frame();
    said[u"whole"_s] = (cpu() - begin) / 1000;
    said[u"wholeWall"_s] = static_cast<double>(wall.elapsed()) / 1000;
    said[u"wholeResident"_s] = residentKib();
    const GeoBox box = stage.map->visibleBox();
    said[u"box"_s] = QJsonArray{box.west, box.south, box.east, box.north};
    if (const QString picture = qEnvironmentVariable("FENGQIAO_BENCH_PICTURE"); !picture.isEmpty())
        stage.window.grab().save(picture);
    return said;
}

} // namespace fengqiao
