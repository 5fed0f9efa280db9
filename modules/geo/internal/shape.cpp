#include <geo/shape.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <cmath>

#include <geo/packed.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double unit = PackedShape::unit;

void putVarint(QByteArray *out, qint64 value)
{
    quint64 bits = (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63);
    while (bits >= 0x80) {
        out->append(static_cast<char>(bits | 0x80));
        bits >>= 7;
    }
    out->append(static_cast<char>(bits));
}

void putRing(QByteArray *out, const GeoRing &ring)
{
    putVarint(out, ring.size());
    qint64 lastX = 0;
    qint64 lastY = 0;
    for (const GeoPoint &p : ring) {
        const qint64 x = std::llround(p.longitude * unit);
        const qint64 y = std::llround(p.latitude * unit);
        putVarint(out, x - lastX);
        putVarint(out, y - lastY);
        lastX = x;
        lastY = y;
    }
}

GeoRing ringFrom(PackedShape *in)
{
    GeoRing ring;
    const qsizetype size = in->count();
    ring.reserve(size);
    in->vertices(size, [&ring](qint64 x, qint64 y) {
        ring.append({static_cast<double>(x) / unit, static_cast<double>(y) / unit});
    });
    return ring;
}

QJsonArray ringJson(const GeoRing &ring)
{
    QJsonArray points;
    for (const GeoPoint &p : ring)
        points << QJsonArray{p.longitude, p.latitude};
    if (!ring.isEmpty())
        points << points.first();
    return points;
}

QJsonArray polygonJson(const GeoPolygon &polygon)
{
    QJsonArray rings{ringJson(polygon.outer)};
    for (const GeoRing &hole : polygon.holes)
        rings << ringJson(hole);
    return rings;
}

std::optional<GeoRing> ringOf(const QJsonArray &points)
{
    GeoRing ring;
    for (const QJsonValue &value : points) {
        const QJsonArray pair = value.toArray();
        if (pair.size() < 2 || !pair[0].isDouble() || !pair[1].isDouble())
            return {};
        ring.append({pair[0].toDouble(), pair[1].toDouble()});
    }
    if (ring.size() > 1 && ring.first() == ring.last())
        ring.removeLast();
    if (ring.size() < 3)
        return {};
    return ring;
}

std::optional<GeoPolygon> polygonOf(const QJsonArray &rings)
{
    GeoPolygon polygon;
    for (qsizetype i = 0; i < rings.size(); ++i) {
        const auto ring = ringOf(rings[i].toArray());
        if (!ring)
            return {};
        if (i == 0)
            polygon.outer = *ring;
        else
            polygon.holes << *ring;
    }
    return polygon.outer.isEmpty() ? std::nullopt : std::optional(polygon);
}

Error badGeoJson()
{
    return {ErrorKind::Invalid,
            u"geo.geojson"_s,
            QCoreApplication::translate("Geo", "The border is not a GeoJSON Polygon or MultiPolygon whose rings have "
                                               "three points or more."),
            {},
            {}};
}

} // namespace

// An empty box has no sides to compare with: coordinates in metres or with swapped axes lie beyond those of the earth.
void GeoBox::add(GeoPoint p)
{
    add(GeoBox{.west = p.longitude, .south = p.latitude, .east = p.longitude, .north = p.latitude});
}

void GeoBox::add(const GeoBox &box)
{
    if (isEmpty()) {
        *this = box;
        return;
    }
    west = std::min(west, box.west);
    east = std::max(east, box.east);
    south = std::min(south, box.south);
    north = std::max(north, box.north);
}

GeoBox boxOf(const GeoShape &shape)
{
    GeoBox box;
    for (const GeoPolygon &polygon : shape) {
        for (const GeoPoint &p : polygon.outer)
            box.add(p);
    }
    return box;
}

qsizetype vertexCount(const GeoShape &shape)
{
    qsizetype count = 0;
    for (const GeoPolygon &polygon : shape) {
        count += polygon.outer.size();
        for (const GeoRing &hole : polygon.holes)
            count += hole.size();
    }
    return count;
}

QByteArray packShape(const GeoShape &shape)
{
    QByteArray out;
    out.reserve(8 + vertexCount(shape) * 4);
    putVarint(&out, shape.size());
    for (const GeoPolygon &polygon : shape) {
        putVarint(&out, 1 + polygon.holes.size());
        putRing(&out, polygon.outer);
        for (const GeoRing &hole : polygon.holes)
            putRing(&out, hole);
    }
    return out;
}

Result<GeoShape> unpackShape(QByteArrayView packed)
{
    PackedShape in(packed);
    GeoShape shape;
    const qsizetype polygons = in.count();
    for (qsizetype i = 0; i < polygons && in.ok(); ++i) {
        GeoPolygon polygon;
        const qsizetype rings = in.count();
        if (rings < 1)
            break;
        polygon.outer = ringFrom(&in);
        for (qsizetype r = 1; r < rings && in.ok(); ++r)
            polygon.holes << ringFrom(&in);
        shape << polygon;
    }
    if (!in.done() || shape.size() != polygons) {
        return fail(ErrorKind::Fault, u"geo.packed_damaged"_s,
                    QCoreApplication::translate("Geo", "A stored border is damaged and cannot be drawn."));
    }
    return shape;
}

QJsonObject shapeToGeoJson(const GeoShape &shape)
{
    if (shape.size() == 1)
        return {{u"type"_s, u"Polygon"_s}, {u"coordinates"_s, polygonJson(shape.first())}};
    QJsonArray polygons;
    for (const GeoPolygon &polygon : shape)
        polygons << polygonJson(polygon);
    return {{u"type"_s, u"MultiPolygon"_s}, {u"coordinates"_s, polygons}};
}

Result<GeoShape> shapeFromGeoJson(const QJsonObject &geometry)
{
    const QString type = geometry.value("type"_L1).toString();
    const QJsonArray coordinates = geometry.value("coordinates"_L1).toArray();
    QJsonArray polygons;
    if (type == "Polygon"_L1)
        polygons << coordinates;
    else if (type == "MultiPolygon"_L1)
        polygons = coordinates;
    else
        return std::unexpected(badGeoJson());
    GeoShape shape;
    for (const QJsonValue &value : std::as_const(polygons)) {
        const auto polygon = polygonOf(value.toArray());
        if (!polygon)
            return std::unexpected(badGeoJson());
        shape << *polygon;
    }
    return shape;
}

} // namespace fengqiao
