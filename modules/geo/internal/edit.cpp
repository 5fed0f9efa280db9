#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "geos.h"
#include <geo/topology.h>

namespace fengqiao {

using namespace Qt::StringLiterals;
using geos::Geometry;

namespace {

constexpr double metresInDegree = 111'320;

struct Edit {
    Q_DECLARE_TR_FUNCTIONS(Edit)
};

GeoShape withoutShortRings(const GeoShape &shape)
{
    GeoShape kept;
    for (const GeoPolygon &polygon : shape) {
        if (polygon.outer.size() < 3)
            continue;
        GeoPolygon clean{polygon.outer, {}};
        for (const GeoRing &hole : polygon.holes)
            if (hole.size() >= 3)
                clean.holes << hole;
        kept << clean;
    }
    return kept;
}

Geometry madeValid(const GEOSGeometry *geometry, GEOSMakeValidMethods method)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos::context());
    GEOSMakeValidParams_setMethod_r(geos::context(), params, method);
    GEOSMakeValidParams_setKeepCollapsed_r(geos::context(), params, method == GEOS_MAKE_VALID_LINEWORK ? 1 : 0);
    Geometry valid(GEOSMakeValidWithParams_r(geos::context(), geometry, params));
    GEOSMakeValidParams_destroy_r(geos::context(), params);
    return valid;
}

// The faces that `line` cuts one polygon into; one if it does not cut it.
Result<QList<GeoShape>> facesOf(const GeoPolygon &polygon, const GEOSGeometry *line)
{
    const Geometry area = geos::validGeos({polygon});
    if (!area)
        return fail(geos::engineFault());
    const Geometry border(GEOSBoundary_r(geos::context(), area.get()));
    const Geometry lines(GEOSUnion_r(geos::context(), border.get(), line));
    const GEOSGeometry *noded = lines.get();
    const Geometry faces(noded ? GEOSPolygonize_r(geos::context(), &noded, 1) : nullptr);
    if (!faces)
        return fail(geos::engineFault());
    const geos::Prepared prepared(GEOSPrepare_r(geos::context(), area.get()));
    QList<GeoShape> parts;
    for (const GEOSGeometry *face : geos::partsOf(faces.get())) {
        const Geometry middle(GEOSPointOnSurface_r(geos::context(), face));
        if (GEOSPreparedContains_r(geos::context(), prepared.get(), middle.get()) == 1)
            parts << geos::fromGeos(face);
    }
    return parts;
}

// The foot of `p` on the line a-b, in degrees stretched so that both axes are metres.
GeoPoint footOn(GeoPoint p, GeoPoint a, GeoPoint b)
{
    const double factor = std::cos(p.latitude * std::numbers::pi / 180.0);
    const double dx = (b.longitude - a.longitude) * factor;
    const double dy = b.latitude - a.latitude;
    const double square = dx * dx + dy * dy;
    if (square <= 0)
        return a;
    const double t =
        std::clamp(((p.longitude - a.longitude) * factor * dx + (p.latitude - a.latitude) * dy) / square, 0.0, 1.0);
    return {.longitude = a.longitude + t * (b.longitude - a.longitude),
            .latitude = a.latitude + t * (b.latitude - a.latitude)};
}

struct Nearest {
    std::optional<GeoPoint> point;
    double metres = 0;

    void offer(GeoPoint candidate, GeoPoint from)
    {
        const double distance = metresBetween(candidate, from);
        if (distance <= metres) {
            metres = distance;
            point = candidate;
        }
    }
};

void offerRing(const GeoRing &ring, GeoPoint point, Nearest *vertex, Nearest *edge)
{
    for (qsizetype i = 0; i < ring.size(); ++i) {
        vertex->offer(ring[i], point);
        edge->offer(footOn(point, ring[i], ring[(i + 1) % ring.size()]), point);
    }
}

GeoRing snappedRing(const GeoRing &ring, const QList<GeoShape> &neighbours, double metres)
{
    GeoRing snapped;
    for (const GeoPoint &p : ring) {
        const GeoPoint moved = snappedPoint(p, neighbours, metres).value_or(p);
        if (snapped.isEmpty() || snapped.last() != moved)
            snapped << moved;
    }
    if (snapped.size() > 1 && snapped.first() == snapped.last())
        snapped.removeLast();
    return snapped;
}

// Slivers that the cutting left beside the border are not part of a grid.
GeoShape withoutCrumbs(const GeoShape &shape)
{
    const double least = areaOf(shape) / 100;
    GeoShape kept;
    std::ranges::copy_if(shape, std::back_inserter(kept),
                         [least](const GeoPolygon &p) { return areaOf({p}) >= least; });
    return kept;
}

} // namespace

Result<GeoShape> repaired(const GeoShape &shape, qsizetype mostVertices)
{
    if (const qsizetype vertices = vertexCount(shape); vertices > mostVertices)
        return fail(
            ErrorKind::Invalid, u"geo.too_many_vertices"_s,
            Edit::tr("A border of %1 vertices is not repaired, the limit is %2.").arg(vertices).arg(mostVertices),
            u"border"_s);
    const Geometry geometry = geos::toGeos(withoutShortRings(shape));
    if (!geometry)
        return GeoShape{};
    if (GEOSisValid_r(geos::context(), geometry.get()) == 1)
        return geos::fromGeos(geometry.get());
    // The line work is kept and every second face of it is inside: a border drawn as an 8 becomes two lobes. Where
    // lines lie upon each other that way can fail, and the other one, by rings, is tried.
    Geometry valid = madeValid(geometry.get(), GEOS_MAKE_VALID_LINEWORK);
    if (!valid)
        valid = madeValid(geometry.get(), GEOS_MAKE_VALID_STRUCTURE);
    if (!valid)
        return fail(geos::engineFault());
    return geos::fromGeos(valid.get());
}

bool sameShape(const GeoShape &a, const GeoShape &b, double degrees)
{
    if (vertexCount(a) != vertexCount(b))
        return false;
    const Geometry one = geos::toGeos(a);
    const Geometry other = geos::toGeos(b);
    if (!one || !other)
        return a == b;
    GEOSNormalize_r(geos::context(), one.get());
    GEOSNormalize_r(geos::context(), other.get());
    return GEOSEqualsExact_r(geos::context(), one.get(), other.get(), degrees) == 1;
}

Result<QList<GeoShape>> splitByLine(const GeoShape &shape, const QList<GeoPoint> &line)
{
    const Geometry cut = geos::lineOf(line);
    if (!cut)
        return fail(ErrorKind::Invalid, u"geo.split_line"_s, Edit::tr("The line needs two points or more."), u"line"_s);
    QList<GeoShape> parts;
    GeoShape whole; // polygons of a border of several that the line does not touch
    for (const GeoPolygon &polygon : shape) {
        const auto faces = facesOf(polygon, cut.get());
        if (!faces)
            return fail(faces.error());
        if (faces->size() < 2)
            whole << polygon;
        else
            parts << *faces;
    }
    if (parts.isEmpty())
        return fail(ErrorKind::Invalid, u"geo.split_missed"_s,
                    Edit::tr("The line does not cut the border in two: draw it from outside to outside."), u"line"_s);
    *std::ranges::max_element(parts, {}, [](const GeoShape &part) { return areaOf(part); }) << whole;
    std::ranges::sort(parts, {}, [](const GeoShape &part) { return centroidOf(part).longitude; });
    return parts;
}

std::optional<GeoPoint> snappedPoint(GeoPoint point, const QList<GeoShape> &neighbours, double metres)
{
    Nearest vertex{.point = {}, .metres = metres};
    Nearest edge{.point = {}, .metres = metres};
    const double reach = metres / metresInDegree / std::max(0.1, std::cos(point.latitude * std::numbers::pi / 180.0));
    for (const GeoShape &neighbour : neighbours) {
        for (const GeoPolygon &polygon : neighbour) {
            GeoBox box = boxOf({polygon});
            box = {box.west - reach, box.south - reach, box.east + reach, box.north + reach};
            if (!box.contains(point))
                continue;
            offerRing(polygon.outer, point, &vertex, &edge);
            for (const GeoRing &hole : polygon.holes)
                offerRing(hole, point, &vertex, &edge);
        }
    }
    return vertex.point ? vertex.point : edge.point;
}

Result<GeoShape> snappedTo(const GeoShape &shape, const QList<GeoShape> &neighbours, double metres)
{
    GeoShape moved;
    for (const GeoPolygon &polygon : shape) {
        GeoPolygon snapped{snappedRing(polygon.outer, neighbours, metres), {}};
        for (const GeoRing &hole : polygon.holes)
            snapped.holes << snappedRing(hole, neighbours, metres);
        moved << snapped;
    }
    const auto around = unionOf(neighbours);
    if (!around)
        return fail(around.error());
    const Geometry ours = geos::validGeos(moved);
    const Geometry theirs = geos::validGeos(*around);
    GeoShape result;
    if (ours && theirs) {
        // Corners of the neighbours that lie beside one of our edges bend that edge onto them.
        const Geometry bent(GEOSSnap_r(geos::context(), ours.get(), theirs.get(), metres / metresInDegree));
        const auto valid = repaired(geos::fromGeos(bent.get()));
        const auto cut = valid ? differenceOf(*valid, *around) : valid;
        if (!cut)
            return fail(cut.error());
        result = withoutCrumbs(*cut);
    } else if (ours) {
        result = geos::fromGeos(ours.get());
    }
    if (result.isEmpty())
        return fail(ErrorKind::Invalid, u"geo.snap_nothing_left"_s,
                    Edit::tr("Nothing of the border is left beside its neighbours: it lies within them."), u"border"_s);
    return result;
}

} // namespace fengqiao
