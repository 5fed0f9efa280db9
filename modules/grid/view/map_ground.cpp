#include "map_ground.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <grid/grid.h>

namespace fengqiao {

namespace {

struct Shown {
    const GridItem *item;
    MapArea area;
};

// One datum a layer: borders that were given in another one are few, and converted here.
MapArea areaOf(const QUuid &id, const QString &name, const QByteArray &border, Datum from, Datum to)
{
    if (from == to)
        return {id, border, {}, name};
    return {id, {}, converted(unpackShape(border).value_or(GeoShape()), from, to), name};
}

// Added up over a list it says the same whatever the order.
template <typename T> quint64 stampOf(const QUuid &id, const T &value)
{
    return static_cast<quint64>(qHashMulti(0, id, value)) * 0x9e3779b97f4a7c15ULL;
}

void arrange(QList<Shown> *shown, const MapGround &drawn)
{
    if (drawn.shown.size() != shown->size())
        return;
    QHash<QUuid, qsizetype> places;
    places.reserve(drawn.shown.size());
    for (qsizetype i = 0; i < drawn.shown.size(); ++i)
        places.insert(drawn.shown.at(i)->id, i);
    QList<Shown> ordered(shown->size(), Shown{});
    for (Shown &one : *shown) {
        const auto place = places.constFind(one.item->id);
        if (place == places.cend())
            return; // others: in the order that they came
        ordered[*place] = one;
    }
    *shown = std::move(ordered);
}

// A county of many: its pages would stay beside what was made of them, in every connection that read them once.
void tidy(ReadContext &context, qsizetype grids)
{
    constexpr qsizetype many = 20'000;
    if (grids >= many)
        forgetPages(context.tx);
}

GroundRead readOf(const std::shared_ptr<MapGround> &ground, QList<Shown> shown)
{
    GroundRead read{ground, {}};
    ground->shown.reserve(shown.size());
    ground->byId.reserve(shown.size());
    read.areas.reserve(shown.size());
    for (Shown &one : shown) {
        ground->shown << one.item;
        ground->byId.insert(one.item->id, one.item);
        read.areas << std::move(one.area);
    }
    return read;
}

} // namespace

GroundRead readGround(ReadContext &context, QDate day, const std::shared_ptr<const MapGround> &drawn)
{
    auto ground = std::make_shared<MapGround>();
    QList<GridLine> lines;
    if (context.grant(gridKind().permission) != Grant::None)
        lines = gridsAsOf(context.tx, day, context.actor.area.digits());
    tidy(context, lines.size());
    ground->forest = gridForest(context, day, lines);
    ground->borders = gridBorders(context.rules, lines);
    const QStringList kinds = groundKinds(context.rules);
    const Datum datum = usualDatum(context.rules);
    QHash<QUuid, const GridItem *> items;
    items.reserve(ground->forest.grids.size());
    for (const GridItem &item : std::as_const(ground->forest.grids))
        items.insert(item.id, &item);
    QList<Shown> shown;
    for (const GridLine &line : std::as_const(lines)) {
        if (line.border.isEmpty())
            continue;
        const GridItem *item = items.value(line.id);
        const bool isShown = item && kinds.contains(line.kind);
        (isShown ? ground->content : ground->above) += stampOf(line.id, line.border);
        if (!isShown)
            continue;
        ground->names += stampOf(line.id, line.name);
        shown << Shown{item, areaOf(line.id, line.name, line.border, line.datum, datum)};
    }
    if (drawn)
        arrange(&shown, *drawn);
    return readOf(ground, std::move(shown));
}

GroundRead sketchGround(ReadContext &context, QDate day)
{
    auto ground = std::make_shared<MapGround>();
    ground->forest.day = day;
    if (context.grant(gridKind().permission) == Grant::None || context.actor.area.isNull())
        return {std::move(ground), {}};
    const Datum datum = usualDatum(context.rules);
    const QList<GridOutline> outlines =
        gridOutlines(context.tx, day, context.actor.area.digits(), groundKinds(context.rules));
    tidy(context, outlines.size());
    ground->forest.grids.reserve(outlines.size());
    QList<Shown> shown;
    shown.reserve(outlines.size());
    for (const GridOutline &grid : outlines) {
        GridItem item;
        item.id = grid.id;
        item.scheme = grid.scheme;
        item.households = grid.households;
        item.generated = grid.generated;
        item.hasBorder = true;
        ground->forest.grids << std::move(item);
        ground->content += stampOf(grid.id, grid.border);
        shown << Shown{&ground->forest.grids.constLast(), areaOf(grid.id, {}, grid.border, grid.datum, datum)};
    }
    return readOf(ground, std::move(shown));
}

void giveBackMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

const GridItem *MapGround::item(const QUuid &grid) const
{
    return byId.value(grid);
}

const GridBorder *MapGround::border(const QUuid &grid) const
{
    const auto found = std::ranges::find(borders, grid, &GridBorder::id);
    return found == borders.end() ? nullptr : &*found;
}

} // namespace fengqiao
