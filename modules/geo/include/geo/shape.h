#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

#include <core/error.h>

namespace fengqiao {

// What longitude and latitude refer to. GCJ-02 lies 300 to 700 m beside the other two inside China; CGCS2000 and WGS-84
// agree within a decimetre but are kept apart, because a file must say which it is (GB 22021-2008).
enum class Datum { Wgs84, Cgcs2000, Gcj02 };

// "wgs84", "cgcs2000", "gcj02": the codes of list `datum`.
[[nodiscard]] QString datumCode(Datum datum);
[[nodiscard]] std::optional<Datum> datumFromCode(QStringView code);

// Degrees, east and north positive, in the datum that whoever holds it names.
struct GeoPoint {
    double longitude = 0;
    double latitude = 0;

    friend bool operator==(const GeoPoint &, const GeoPoint &) = default;
};

// Inside China only GCJ-02 differs from the others; outside, all three are the same. Back and forth returns within 1e-6
// degrees (a decimetre).
[[nodiscard]] GeoPoint converted(GeoPoint point, Datum from, Datum to);

struct GeoBox {
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;

    [[nodiscard]] bool isEmpty() const { return west > east || south > north; }

    [[nodiscard]] bool contains(GeoPoint p) const
    {
        return p.longitude >= west && p.longitude <= east && p.latitude >= south && p.latitude <= north;
    }

    void add(GeoPoint p);
    void add(const GeoBox &box);

    friend bool operator==(const GeoBox &, const GeoBox &) = default;
};

using GeoRing = QList<GeoPoint>; // the first point is not repeated at the end

struct GeoPolygon {
    GeoRing outer;
    QList<GeoRing> holes;

    friend bool operator==(const GeoPolygon &, const GeoPolygon &) = default;
};

// A border: one polygon or several (an enclave). Empty = none drawn yet.
using GeoShape = QList<GeoPolygon>;

[[nodiscard]] GeoBox boxOf(const GeoShape &shape);
[[nodiscard]] GeoShape converted(const GeoShape &shape, Datum from, Datum to);
[[nodiscard]] qsizetype vertexCount(const GeoShape &shape);

// The form a border is stored in: zigzag varints of differences in 1e-7 degrees (1 cm), about three bytes a vertex.
// What was packed unpacks to the same vertices rounded to 1e-7. Errors: geo.packed_damaged.
[[nodiscard]] QByteArray packShape(const GeoShape &shape);
[[nodiscard]] Result<GeoShape> unpackShape(QByteArrayView packed);

// RFC 7946 geometry objects, Polygon or MultiPolygon. Errors: geo.geojson.
[[nodiscard]] QJsonObject shapeToGeoJson(const GeoShape &shape);
[[nodiscard]] Result<GeoShape> shapeFromGeoJson(const QJsonObject &geometry);

} // namespace fengqiao
