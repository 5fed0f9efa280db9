#pragma once

#include <map/widgets/map_types.h>

#include "map_layers.h"

class QMenu;

namespace fengqiao {

// What a person set on the map, remembered on this computer for this county and login.
struct MapSettings {
    MapBase base;
    QString measure;
    std::optional<PointDisplay> display;
    QStringList hidden;                              // layers
    std::optional<std::pair<GeoPoint, double>> view; // centre and zoom
    std::optional<bool> legendOpen;

    [[nodiscard]] static MapSettings read(const Desk &desk);
    void write(const Desk &desk) const;
};

// "No base map", "from a file", "from a folder": asks for the path and hands the base over; and what datum its tiles
// are drawn in.
void fillBaseMenu(QMenu *menu, MapView *map, QWidget *panel, const std::function<void(const MapBase &)> &choose);

} // namespace fengqiao
