#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <geo/shape.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

using std::numbers::pi;

struct DatumName {
    Datum datum;
    QLatin1StringView code;
};

constexpr std::array<DatumName, 3> names{{
    {Datum::Wgs84, "wgs84"_L1},
    {Datum::Cgcs2000, "cgcs2000"_L1},
    {Datum::Gcj02, "gcj02"_L1},
}};

// GCJ-02 is only defined inside this box, which every known converter uses.
constexpr GeoBox china{.west = 72.004, .south = 0.8293, .east = 137.8347, .north = 55.8271};

// The obfuscation of GCJ-02 as it has been public since 2010: a sum of sine waves, in metres, on the Krasovsky
// ellipsoid.
double wave(double x, double first, double second)
{
    return first * std::sin(x * pi) + second * std::sin(x * pi / 3.0);
}

GeoPoint shiftAt(GeoPoint p)
{
    constexpr double axis = 6378245.0;
    constexpr double eccentricity = 0.00669342162296594323;
    const double x = p.longitude - 105.0;
    const double y = p.latitude - 35.0;
    const double root = std::sqrt(std::abs(x));
    const double common = (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0;
    const double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common +
                         wave(y, 20.0, 40.0) * 2.0 / 3.0 + wave(y / 12.0, 160.0, 0.0) * 2.0 / 3.0 +
                         320.0 * std::sin(y * pi / 30.0) * 2.0 / 3.0;
    const double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common +
                        wave(x, 20.0, 40.0) * 2.0 / 3.0 + wave(x / 12.0, 150.0, 0.0) * 2.0 / 3.0 +
                        300.0 * std::sin(x * pi / 30.0) * 2.0 / 3.0;
    const double phi = p.latitude * pi / 180.0;
    const double sine = std::sin(phi);
    const double magic = 1.0 - eccentricity * sine * sine;
    const double rootMagic = std::sqrt(magic);
    return {.longitude = east * 180.0 / (axis / rootMagic * std::cos(phi) * pi),
            .latitude = north * 180.0 / (axis * (1.0 - eccentricity) / (magic * rootMagic) * pi)};
}

GeoPoint toGcj(GeoPoint p)
{
    const GeoPoint shift = shiftAt(p);
    return {.longitude = p.longitude + shift.longitude, .latitude = p.latitude + shift.latitude};
}

// The shift changes by a thousandth of its distance, so each round of this gains three digits.
GeoPoint fromGcj(GeoPoint p)
{
    GeoPoint guess = p;
    for (int round = 0; round < 8; ++round) {
        const GeoPoint shift = shiftAt(guess);
        const GeoPoint next{.longitude = p.longitude - shift.longitude, .latitude = p.latitude - shift.latitude};
        const double moved = std::abs(next.longitude - guess.longitude) + std::abs(next.latitude - guess.latitude);
        guess = next;
        if (moved < 1e-10)
            break;
    }
    return guess;
}

} // namespace

QString datumCode(Datum datum)
{
    return std::ranges::find(names, datum, &DatumName::datum)->code;
}

std::optional<Datum> datumFromCode(QStringView code)
{
    const auto found = std::ranges::find_if(names, [code](const DatumName &name) { return name.code == code; });
    return found == names.end() ? std::nullopt : std::optional(found->datum);
}

GeoPoint converted(GeoPoint point, Datum from, Datum to)
{
    const bool hidden = from == Datum::Gcj02;
    if (hidden == (to == Datum::Gcj02) || !china.contains(point))
        return point;
    return hidden ? fromGcj(point) : toGcj(point);
}

GeoShape converted(const GeoShape &shape, Datum from, Datum to)
{
    if ((from == Datum::Gcj02) == (to == Datum::Gcj02))
        return shape;
    const auto move = [from, to](GeoRing *ring) {
        for (GeoPoint &p : *ring)
            p = converted(p, from, to);
    };
    GeoShape moved = shape;
    for (GeoPolygon &polygon : moved) {
        move(&polygon.outer);
        for (GeoRing &hole : polygon.holes)
            move(&hole);
    }
    return moved;
}

} // namespace fengqiao
