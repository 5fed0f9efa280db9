#pragma once

#include <optional>

#include "area_set.h"

namespace fengqiao {

// The nearest vertex within `reach` of the place, else the nearest place on an edge. Vertices first, so that borders
// share corners and a later lint finds no gap.
[[nodiscard]] std::optional<Spot> snapped(std::span<const std::shared_ptr<const AreaSet>> sets, Spot place,
                                          double reach);

} // namespace fengqiao
