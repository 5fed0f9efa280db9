#include "map_ground.h"

#include <grid/grid.h>

namespace fengqiao {

namespace {

// One datum a layer: borders that were given in another one are few, and converted here.
MapArea areaOf(const GridLine &line, Datum datum)
{
    if (line.datum == datum)
        return {line.id, line.border, {}, line.name};
    return {line.id, {}, converted(line.shape(), line.datum, datum), line.name};
}

} // namespace

GroundRead readGround(ReadContext &context, QDate day)
{
    auto ground = std::make_shared<MapGround>();
    if (context.grant(gridKind().permission) != Grant::None)
        ground->lines = gridsAsOf(context.tx, day, context.actor.area.digits());
    ground->forest = gridForest(context, day, ground->lines);
    const QStringList kinds = groundKinds(context.rules);
    const Datum datum = usualDatum(context.rules);
    QHash<QUuid, const GridItem *> items;
    items.reserve(ground->forest.grids.size());
    for (const GridItem &item : std::as_const(ground->forest.grids))
        items.insert(item.id, &item);
    QList<MapArea> areas;
    for (const GridLine &line : std::as_const(ground->lines)) {
        const GridItem *item = items.value(line.id);
        if (!item || !kinds.contains(line.kind) || line.border.isEmpty())
            continue;
        ground->shown << item;
        areas << areaOf(line, datum);
    }
    if (items.size() == ground->shown.size()) {
        ground->byId = std::move(items);
    } else {
        for (const GridItem *item : std::as_const(ground->shown))
            ground->byId.insert(item->id, item);
    }
    return {std::move(ground), std::move(areas)};
}

const GridItem *MapGround::item(const QUuid &grid) const
{
    return byId.value(grid);
}

const GridLine *MapGround::line(const QUuid &grid) const
{
    const auto found = std::ranges::find(lines, grid, &GridLine::id);
    return found == lines.end() ? nullptr : &*found;
}

} // namespace fengqiao
