#pragma once

#include <access/desk.h>
#include <geo/shape.h>

class QWidget;

namespace fengqiao {

class MapView;

// A grid on one A4 page: the map of it as it is coloured now, and whom to call there. Leaves the audit row when it is
// printed or kept.
void openMapSheet(Desk &desk, MapView *map, QUuid grid, QWidget *parent);

} // namespace fengqiao
