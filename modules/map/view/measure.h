#pragma once

#include <geo/shape.h>

namespace fengqiao {

// On the ellipsoid of WGS-84 (CGCS2000's differs by a tenth of a millimetre). GCJ-02 places are 1e-5 off in scale.
[[nodiscard]] double metresApart(GeoPoint a, GeoPoint b); // within 0.01 % up to 100 km
[[nodiscard]] double metresAlong(const GeoRing &line);
[[nodiscard]] double squareMetres(const GeoRing &ring);

[[nodiscard]] QString lengthText(double metres);
[[nodiscard]] QString extentText(double squareMetres);

} // namespace fengqiao
