#pragma once

#include <grid/grid_views.h>
#include <grid/map_data.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

// The grids of a day as the map has them. Shared between threads, never changed, hence never copied.
struct MapGround {
    GridForest forest;
    QList<GridBorder> borders;           // of all kinds
    QList<const GridItem *> shown;       // of the forest: those that tile the ground and have a border
    QHash<QUuid, const GridItem *> byId; // of `shown`
    quint64 content = 0;                 // the same number: the same grids with the same borders
    quint64 names = 0;                   // and the same names; a sketch has none
    quint64 above = 0;                   // and the same borders of everything else

    MapGround() = default;
    Q_DISABLE_COPY_MOVE(MapGround)

    [[nodiscard]] const GridItem *item(const QUuid &grid) const;
    [[nodiscard]] const GridBorder *border(const QUuid &grid) const;
};

struct GroundRead {
    std::shared_ptr<const MapGround> ground;
    QList<MapArea> areas; // of `shown`, in the usual datum
};

// In the order of `drawn` if these are the grids that stand there.
[[nodiscard]] GroundRead readGround(ReadContext &context, QDate day, const std::shared_ptr<const MapGround> &drawn);
// What a first picture needs and nothing else: `shown` knows no more than GridOutline says, the rest is empty.
[[nodiscard]] GroundRead sketchGround(ReadContext &context, QDate day);

// What reading a large county left behind goes back to the system, which the allocator does not do by itself.
void giveBackMemory();

} // namespace fengqiao
