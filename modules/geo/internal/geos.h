#pragma once

#include <geos_c.h>
#include <memory>
#include <vector>

#include <geo/topology.h>

// GEOS by its C interface. Only internal/*.cpp of this module include this.
namespace fengqiao::geos {

// The context of this thread: GEOS keeps error text and buffers in it, so no two threads may share one.
[[nodiscard]] GEOSContextHandle_t context();
// What GEOS last complained about on this thread, and forgets it.
[[nodiscard]] QString takeComplaint();
[[nodiscard]] Error engineFault(); // code geo.engine, with the complaint

struct Destroy {
    void operator()(GEOSGeometry *geometry) const { GEOSGeom_destroy_r(context(), geometry); }

    void operator()(const GEOSPreparedGeometry *prepared) const { GEOSPreparedGeom_destroy_r(context(), prepared); }

    void operator()(GEOSSTRtree *tree) const { GEOSSTRtree_destroy_r(context(), tree); }
};

using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, Destroy>;
using Tree = std::unique_ptr<GEOSSTRtree, Destroy>;

// Null where a ring is too short or a number is not one. An empty shape becomes an empty multipolygon.
[[nodiscard]] Geometry toGeos(const GeoShape &shape);
[[nodiscard]] Geometry toGeos(const GeoPolygon &polygon);
[[nodiscard]] Geometry lineOf(const QList<GeoPoint> &points);
[[nodiscard]] Geometry pointOf(GeoPoint point);
[[nodiscard]] Geometry collection(int type, std::vector<Geometry> parts); // takes the parts
// The polygons in it, whatever else there is; rings as GEOS made them, without the repeated last point.
[[nodiscard]] GeoShape fromGeos(const GEOSGeometry *geometry);
[[nodiscard]] std::vector<const GEOSGeometry *> partsOf(const GEOSGeometry *geometry);
[[nodiscard]] GeoRing ringOf(const GEOSGeometry *lineOrRing);
// toGeos, made valid if it is not; null if nothing is left.
[[nodiscard]] Geometry validGeos(const GeoShape &shape);

} // namespace fengqiao::geos
