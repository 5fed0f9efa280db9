#pragma once

#include <grid/grid_views.h>
#include <grid/map_data.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

// The grids of a day as the map has them. Shared between threads, never changed, hence never copied.
struct MapGround {
    GridForest forest;
    QList<GridLine> lines;               // all kinds, with their borders
    QList<const GridItem *> shown;       // of the forest: those that tile the ground and have a border
    QHash<QUuid, const GridItem *> byId; // of `shown`

    MapGround() = default;
    Q_DISABLE_COPY_MOVE(MapGround)

    [[nodiscard]] const GridItem *item(const QUuid &grid) const;
    [[nodiscard]] const GridLine *line(const QUuid &grid) const;
};

struct GroundRead {
    std::shared_ptr<const MapGround> ground;
    QList<MapArea> areas; // of `shown`, in the usual datum
};

[[nodiscard]] GroundRead readGround(ReadContext &context, QDate day);

} // namespace fengqiao
