#include "geos.h"

#include <QCoreApplication>
#include <cmath>
#include <vector>

namespace fengqiao::geos {

using namespace Qt::StringLiterals;

namespace {

struct ThreadContext {
    ThreadContext()
        : handle(GEOS_init_r())
    {
        GEOSContext_setErrorMessageHandler_r(
            handle, [](const char *text, void *data) { *static_cast<QString *>(data) = QString::fromUtf8(text); },
            &complaint);
    }

    ~ThreadContext() { GEOS_finish_r(handle); }

    ThreadContext(const ThreadContext &) = delete;
    ThreadContext &operator=(const ThreadContext &) = delete;

    GEOSContextHandle_t handle;
    QString complaint;
};

ThreadContext &ofThread()
{
    thread_local ThreadContext context;
    return context;
}

GEOSCoordSequence *sequence(const GeoRing &points, bool closed)
{
    const auto size = static_cast<size_t>(points.size());
    std::vector<double> buffer;
    buffer.reserve((size + 1) * 2);
    for (const GeoPoint &p : points) {
        if (!std::isfinite(p.longitude) || !std::isfinite(p.latitude))
            return nullptr;
        buffer.insert(buffer.end(), {p.longitude, p.latitude});
    }
    if (closed)
        buffer.insert(buffer.end(), {points.first().longitude, points.first().latitude});
    return GEOSCoordSeq_copyFromBuffer_r(context(), buffer.data(), static_cast<unsigned>(buffer.size() / 2), 0, 0);
}

Geometry ring(const GeoRing &points)
{
    if (points.size() < 3)
        return nullptr;
    GEOSCoordSequence *coordinates = sequence(points, true);
    return Geometry(coordinates ? GEOSGeom_createLinearRing_r(context(), coordinates) : nullptr);
}

GeoPolygon polygonOf(const GEOSGeometry *geometry)
{
    GeoPolygon polygon{ringOf(GEOSGetExteriorRing_r(context(), geometry)), {}};
    const int holes = GEOSGetNumInteriorRings_r(context(), geometry);
    for (int i = 0; i < holes; ++i)
        polygon.holes << ringOf(GEOSGetInteriorRingN_r(context(), geometry, i));
    return polygon;
}

void collect(const GEOSGeometry *geometry, GeoShape *into)
{
    const int type = GEOSGeomTypeId_r(context(), geometry);
    if (type == GEOS_POLYGON) {
        if (!GEOSisEmpty_r(context(), geometry))
            *into << polygonOf(geometry);
        return;
    }
    if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (const GEOSGeometry *part : partsOf(geometry))
            collect(part, into);
    }
}

} // namespace

GEOSContextHandle_t context()
{
    return ofThread().handle;
}

QString takeComplaint()
{
    return std::exchange(ofThread().complaint, {});
}

Error engineFault()
{
    return {ErrorKind::Fault,
            u"geo.engine"_s,
            QCoreApplication::translate("Geo", "The borders could not be computed: %1. Nothing was changed.")
                .arg(takeComplaint()),
            {},
            {}};
}

Geometry toGeos(const GeoPolygon &polygon)
{
    Geometry outer = ring(polygon.outer);
    if (!outer)
        return nullptr;
    std::vector<Geometry> holes;
    for (const GeoRing &hole : polygon.holes) {
        holes.push_back(ring(hole));
        if (!holes.back())
            return nullptr;
    }
    std::vector<GEOSGeometry *> raw;
    for (Geometry &hole : holes)
        raw.push_back(hole.release());
    return Geometry(
        GEOSGeom_createPolygon_r(context(), outer.release(), raw.data(), static_cast<unsigned>(raw.size())));
}

Geometry toGeos(const GeoShape &shape)
{
    if (shape.size() == 1)
        return toGeos(shape.first());
    std::vector<Geometry> parts;
    for (const GeoPolygon &polygon : shape) {
        parts.push_back(toGeos(polygon));
        if (!parts.back())
            return nullptr;
    }
    return collection(GEOS_MULTIPOLYGON, std::move(parts));
}

Geometry lineOf(const QList<GeoPoint> &points)
{
    if (points.size() < 2)
        return nullptr;
    GEOSCoordSequence *coordinates = sequence(points, false);
    return Geometry(coordinates ? GEOSGeom_createLineString_r(context(), coordinates) : nullptr);
}

Geometry pointOf(GeoPoint point)
{
    return Geometry(GEOSGeom_createPointFromXY_r(context(), point.longitude, point.latitude));
}

Geometry collection(int type, std::vector<Geometry> parts)
{
    std::vector<GEOSGeometry *> raw;
    raw.reserve(parts.size());
    for (Geometry &part : parts)
        raw.push_back(part.release());
    return Geometry(GEOSGeom_createCollection_r(context(), type, raw.data(), static_cast<unsigned>(raw.size())));
}

std::vector<const GEOSGeometry *> partsOf(const GEOSGeometry *geometry)
{
    const int count = GEOSGetNumGeometries_r(context(), geometry);
    std::vector<const GEOSGeometry *> parts;
    for (int i = 0; i < count; ++i)
        parts.push_back(GEOSGetGeometryN_r(context(), geometry, i));
    return parts;
}

GeoRing ringOf(const GEOSGeometry *lineOrRing)
{
    const GEOSCoordSequence *coordinates = GEOSGeom_getCoordSeq_r(context(), lineOrRing);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context(), coordinates, &size);
    std::vector<double> buffer(size * 2);
    GEOSCoordSeq_copyToBuffer_r(context(), coordinates, buffer.data(), 0, 0);
    GeoRing points;
    points.reserve(static_cast<qsizetype>(size));
    for (size_t i = 0; i < size; ++i)
        points.append({buffer[2 * i], buffer[2 * i + 1]});
    if (points.size() > 1 && points.first() == points.last())
        points.removeLast();
    return points;
}

GeoShape fromGeos(const GEOSGeometry *geometry)
{
    GeoShape shape;
    if (geometry)
        collect(geometry, &shape);
    return shape;
}

Geometry validGeos(const GeoShape &shape)
{
    Geometry geometry = toGeos(shape);
    if (geometry && GEOSisValid_r(context(), geometry.get()) == 1)
        return geometry;
    const auto mended = repaired(shape);
    return mended && !mended->isEmpty() ? toGeos(*mended) : nullptr;
}

} // namespace fengqiao::geos
