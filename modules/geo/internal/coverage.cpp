#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "geos.h"
#include <geo/topology.h>

namespace fengqiao {

using namespace Qt::StringLiterals;
using geos::Geometry;

namespace {

constexpr double metresInDegree = 111'320;
// Two borders that were each rounded to 1 cm leave slivers this thin between them, however long; nobody drew those.
constexpr double sliverWidth = 0.1;

std::vector<Geometry> validList(const QList<GeoShape> &shapes)
{
    std::vector<Geometry> list;
    list.reserve(static_cast<size_t>(shapes.size()));
    for (const GeoShape &shape : shapes)
        list.push_back(shape.isEmpty() ? nullptr : geos::validGeos(shape));
    return list;
}

double lengthOf(const GeoShape &shape)
{
    double metres = 0;
    for (const GeoPolygon &polygon : shape) {
        for (qsizetype i = 0; i < polygon.outer.size(); ++i)
            metres += metresBetween(polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]);
    }
    return metres;
}

// Without its slivers; empty if that leaves less than `least` square metres.
ShapePart worthTelling(const GEOSGeometry *geometry, double least)
{
    ShapePart part;
    for (const GeoPolygon &polygon : geos::fromGeos(geometry)) {
        const double area = areaOf({polygon});
        if (area < least || 2 * area < sliverWidth * lengthOf({polygon}))
            continue;
        part.shape << polygon;
        part.area += area;
    }
    return part;
}

struct Candidates {
    const std::vector<Geometry> &list;
    size_t self = 0;
    std::vector<size_t> found;
};

Geometry unionGeos(const QList<GeoShape> &shapes)
{
    std::vector<Geometry> parts;
    for (const GeoShape &shape : shapes) {
        if (shape.isEmpty())
            continue;
        if (Geometry part = geos::validGeos(shape))
            parts.push_back(std::move(part));
    }
    const Geometry all = geos::collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
    return Geometry(all ? GEOSUnaryUnion_r(geos::context(), all.get()) : nullptr);
}

Result<GeoShape> overlay(const GeoShape &shape, const GeoShape &other,
                         GEOSGeometry *(*operation)(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *))
{
    const Geometry a = shape.isEmpty() ? nullptr : geos::validGeos(shape);
    const Geometry b = geos::validGeos(other);
    if (!a)
        return GeoShape{};
    const Geometry done(operation(geos::context(), a.get(), b ? b.get() : geos::toGeos(GeoShape{}).get()));
    if (!done)
        return fail(geos::engineFault());
    return geos::fromGeos(done.get());
}

} // namespace

QList<ShapeOverlap> overlapsOf(const QList<GeoShape> &shapes, double least)
{
    const std::vector<Geometry> list = validList(shapes);
    const geos::Tree tree(GEOSSTRtree_create_r(geos::context(), 10));
    std::vector<size_t> numbers(list.size());
    for (size_t i = 0; i < list.size(); ++i) {
        numbers[i] = i;
        if (list[i])
            GEOSSTRtree_insert_r(geos::context(), tree.get(), list[i].get(), &numbers[i]);
    }
    QList<ShapeOverlap> overlaps;
    for (size_t i = 0; i < list.size(); ++i) {
        if (!list[i])
            continue;
        Candidates candidates{.list = list, .self = i, .found = {}};
        GEOSSTRtree_query_r(
            geos::context(), tree.get(), list[i].get(),
            [](void *item, void *data) {
                auto &to = *static_cast<Candidates *>(data);
                const size_t other = *static_cast<const size_t *>(item);
                if (other > to.self)
                    to.found.push_back(other);
            },
            &candidates);
        for (const size_t other : candidates.found) {
            const Geometry common(GEOSIntersection_r(geos::context(), list[i].get(), list[other].get()));
            ShapePart part = worthTelling(common.get(), least);
            if (!part.shape.isEmpty())
                overlaps << ShapeOverlap{static_cast<qsizetype>(i), static_cast<qsizetype>(other), part.area,
                                         std::move(part.shape)};
        }
    }
    std::ranges::stable_sort(overlaps, std::greater{}, &ShapeOverlap::area);
    return overlaps;
}

QList<ShapePart> gapsOf(const QList<GeoShape> &shapes, const GeoShape &outer, double least)
{
    const Geometry area = geos::validGeos(outer);
    const Geometry covered = unionGeos(shapes);
    QList<ShapePart> gaps;
    if (!area || !covered)
        return gaps;
    const Geometry rest(GEOSDifference_r(geos::context(), area.get(), covered.get()));
    for (const GeoPolygon &polygon : geos::fromGeos(rest.get())) {
        const Geometry one = geos::toGeos(polygon);
        ShapePart part = worthTelling(one.get(), least);
        if (!part.shape.isEmpty())
            gaps << std::move(part);
    }
    std::ranges::stable_sort(gaps, std::greater{}, &ShapePart::area);
    return gaps;
}

QList<ShapePart> outsideOf(const QList<GeoShape> &shapes, const GeoShape &outer, double least)
{
    const Geometry area = geos::validGeos(outer);
    QList<ShapePart> outside;
    if (!area)
        return outside;
    const geos::Prepared prepared(GEOSPrepare_r(geos::context(), area.get()));
    const std::vector<Geometry> list = validList(shapes);
    for (size_t i = 0; i < list.size(); ++i) {
        if (!list[i] || GEOSPreparedCovers_r(geos::context(), prepared.get(), list[i].get()) == 1)
            continue;
        const Geometry rest(GEOSDifference_r(geos::context(), list[i].get(), area.get()));
        ShapePart part = worthTelling(rest.get(), least);
        part.index = static_cast<qsizetype>(i);
        if (!part.shape.isEmpty())
            outside << std::move(part);
    }
    std::ranges::stable_sort(outside, std::greater{}, &ShapePart::area);
    return outside;
}

Result<GeoShape> unionOf(const QList<GeoShape> &shapes)
{
    const Geometry united = unionGeos(shapes);
    if (!united)
        return fail(geos::engineFault());
    return geos::fromGeos(united.get());
}

Result<GeoShape> intersectionOf(const GeoShape &shape, const GeoShape &other)
{
    return overlay(shape, other, GEOSIntersection_r);
}

Result<GeoShape> differenceOf(const GeoShape &shape, const GeoShape &other)
{
    return overlay(shape, other, GEOSDifference_r);
}

Result<QList<GeoShape>> simplifiedCoverage(const QList<GeoShape> &shapes, double metres, bool keepOuter)
{
    std::vector<Geometry> parts = validList(shapes);
    for (Geometry &part : parts) {
        if (!part)
            part = geos::toGeos(GeoShape{});
    }
    const Geometry all = geos::collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
    const Geometry done(all ? GEOSCoverageSimplifyVW_r(geos::context(), all.get(), metres / metresInDegree, keepOuter)
                            : nullptr);
    if (!done)
        return fail(geos::engineFault());
    QList<GeoShape> simplified;
    for (const GEOSGeometry *part : geos::partsOf(done.get()))
        simplified << geos::fromGeos(part);
    return simplified;
}

} // namespace fengqiao
