#pragma once

#include "map_private.h"

namespace fengqiao {

// What tests and the benchmark see of a map view that its users do not.
class MapProbe {
public:
    explicit MapProbe(MapView *map)
        : d(map->d.get())
    {
    }

    [[nodiscard]] quint64 frames() const { return d->item ? d->item->frames() : 0; }

    // Every tile of the view shows what there is, though more may be being read.
    [[nodiscard]] bool isDrawn() const { return !d->sceneTimer.isActive() && !d->tiles.isBusy(); }

    [[nodiscard]] qsizetype tileBytes() const { return d->tiles.bytes(); }

    [[nodiscard]] const BaseMap *base() const { return d->baseMap.get(); }

    [[nodiscard]] QQuickWidget *quick() const { return d->quick; }

    [[nodiscard]] std::shared_ptr<const AreaSet> areas(const QString &layer) const { return d->layers.areas(layer); }

    [[nodiscard]] const GeoShape &drawn() const { return d->tool.shape(); }

    [[nodiscard]] BorderTool &tool() { return d->tool; }

    void sheet(QPainter *painter) const { d->paintSheet(painter); }

private:
    MapView::Private *d;
};

} // namespace fengqiao
