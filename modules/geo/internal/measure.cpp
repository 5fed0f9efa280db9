#include <algorithm>
#include <cmath>
#include <numbers>

#include "geos.h"
#include <geo/topology.h>

namespace fengqiao {

namespace {

using std::numbers::pi;

constexpr double radian = pi / 180.0;

// Equal-area cylinder of the WGS-84 ellipsoid (Snyder, Map Projections, 1987, 3-12 and 10-15): areas on this plane are
// areas on the ground.
GeoPoint equalArea(GeoPoint p)
{
    constexpr double axis = 6378137.0;
    constexpr double flattening = 1.0 / 298.257223563;
    const double e2 = flattening * (2.0 - flattening);
    const double e = std::sqrt(e2);
    const double s = std::sin(p.latitude * radian);
    const double q = (1.0 - e2) * (s / (1.0 - e2 * s * s) + std::atanh(e * s) / e);
    return {.longitude = axis * p.longitude * radian, .latitude = axis * q / 2.0};
}

// From the first point on, or the differences of large numbers would lose square metres.
double ringArea(const GeoRing &ring)
{
    if (ring.size() < 3)
        return 0;
    const GeoPoint origin = equalArea(ring.first());
    double twice = 0;
    GeoPoint last;
    for (const GeoPoint &p : ring) {
        const GeoPoint on = equalArea(p);
        const GeoPoint at{.longitude = on.longitude - origin.longitude, .latitude = on.latitude - origin.latitude};
        twice += last.longitude * at.latitude - at.longitude * last.latitude;
        last = at;
    }
    return std::abs(twice) / 2.0;
}

// Degrees of longitude are shorter than those of latitude; "far from the border" means on the ground.
GeoShape widened(const GeoShape &shape, double factor)
{
    GeoShape scaled = shape;
    for (GeoPolygon &polygon : scaled) {
        for (GeoPoint &p : polygon.outer)
            p.longitude *= factor;
        for (GeoRing &hole : polygon.holes)
            for (GeoPoint &p : hole)
                p.longitude *= factor;
    }
    return scaled;
}

std::optional<GeoPoint> firstPoint(const geos::Geometry &geometry)
{
    if (!geometry || GEOSisEmpty_r(geos::context(), geometry.get()))
        return {};
    const GeoRing points = geos::ringOf(geometry.get());
    return points.isEmpty() ? std::nullopt : std::optional(points.first());
}

} // namespace

double areaOf(const GeoShape &shape)
{
    double area = 0;
    for (const GeoPolygon &polygon : shape) {
        area += ringArea(polygon.outer);
        for (const GeoRing &hole : polygon.holes)
            area -= ringArea(hole);
    }
    return std::max(area, 0.0);
}

double metresBetween(GeoPoint a, GeoPoint b)
{
    constexpr double radius = 6371008.8;
    const double north = std::sin((b.latitude - a.latitude) * radian / 2.0);
    const double east = std::sin((b.longitude - a.longitude) * radian / 2.0);
    const double h = north * north + std::cos(a.latitude * radian) * std::cos(b.latitude * radian) * east * east;
    return 2.0 * radius * std::asin(std::min(1.0, std::sqrt(h)));
}

GeoPoint centroidOf(const GeoShape &shape)
{
    const geos::Geometry geometry = geos::toGeos(shape);
    if (!geometry)
        return {};
    const geos::Geometry centre(GEOSGetCentroid_r(geos::context(), geometry.get()));
    return firstPoint(centre).value_or(GeoPoint{});
}

GeoPoint labelPointOf(const GeoShape &shape)
{
    const GeoBox box = boxOf(shape);
    if (box.isEmpty())
        return {};
    const double factor = std::max(0.01, std::cos((box.north + box.south) / 2.0 * radian));
    const geos::Geometry geometry = geos::validGeos(widened(shape, factor));
    if (!geometry)
        return {};
    const double size = std::max(box.north - box.south, (box.east - box.west) * factor);
    // The circle comes as the line from its middle to the border.
    geos::Geometry found(GEOSMaximumInscribedCircle_r(geos::context(), geometry.get(), size / 100.0));
    auto middle = firstPoint(found);
    if (!middle) {
        found.reset(GEOSPointOnSurface_r(geos::context(), geometry.get()));
        middle = firstPoint(found);
    }
    return middle ? GeoPoint{.longitude = middle->longitude / factor, .latitude = middle->latitude} : GeoPoint{};
}

} // namespace fengqiao
