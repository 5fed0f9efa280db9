#pragma once

#include <geo/shape.h>

namespace fengqiao {

// All the parts of a coverage together, as unionOf gives it. Where parts fit edge to edge, as the grids of a village
// do, the edges that two of them share cancel out and what is left is the border: a hundredth of the work and memory of
// an overlay. Parts that do not fit are given to unionOf. Errors: geo.engine.
[[nodiscard]] Result<GeoShape> joinedCoverage(const QList<GeoShape> &parts);

} // namespace fengqiao
