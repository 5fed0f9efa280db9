#include <QCoreApplication>
#include <cmath>
#include <numbers>

#include "geos.h"
#include <geo/topology.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Border {
    Q_DECLARE_TR_FUNCTIONS(Border)
};

constexpr double metresInDegree = 111'320;

ShapeFinding finding(ShapeFault fault, const QString &code, const QString &sentence)
{
    const bool refuses = fault != ShapeFault::WrongDatum && fault != ShapeFault::Outside;
    return {.fault = fault,
            .refuses = refuses,
            .error = {ErrorKind::Invalid, u"geo.shape_"_s + code, sentence, u"border"_s, {}},
            .at = {},
            .meant = {},
            .area = 0};
}

template <typename F> bool anyRing(const GeoShape &shape, F test)
{
    for (const GeoPolygon &polygon : shape) {
        if (test(polygon.outer) || std::ranges::any_of(polygon.holes, test))
            return true;
    }
    return false;
}

bool notFinite(const GeoRing &ring)
{
    return std::ranges::any_of(ring,
                               [](GeoPoint p) { return !std::isfinite(p.longitude) || !std::isfinite(p.latitude); });
}

// Three different points at least; a ring that is a line back and forth is found by the engine.
bool tooShort(const GeoRing &ring)
{
    qsizetype different = 0;
    for (qsizetype i = 0; i < ring.size() && different < 3; ++i)
        different += i == 0 || ring[i] != ring[i - 1] ? 1 : 0;
    return different < 3;
}

// The mainland and Taiwan in longitude and latitude, with room: what a county's border can be.
constexpr GeoBox china{.west = 73, .south = 3, .east = 136, .north = 54};

bool inside(const GeoBox &box, const GeoBox &outer)
{
    return outer.contains({.longitude = box.west, .latitude = box.south}) &&
           outer.contains({.longitude = box.east, .latitude = box.north});
}

bool touches(const GeoBox &a, const GeoBox &b)
{
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

std::optional<ShapeFinding> checkPlace(const GeoBox &box, const GeoBox &county)
{
    const GeoBox swapped{.west = box.south, .south = box.west, .east = box.north, .north = box.east};
    const GeoBox &home = county.isEmpty() ? china : county;
    if (!touches(box, home) && inside(swapped, home))
        return finding(ShapeFault::SwappedAxes, u"swapped_axes"_s,
                       Border::tr("Longitude and latitude of the border are swapped: longitude comes first."));
    if (!inside(box, {.west = -180, .south = -90, .east = 180, .north = 90}))
        return finding(ShapeFault::OutOfRange, u"out_of_range"_s,
                       Border::tr("The border is not in degrees (%1, %2): a file in metres must name its coordinate "
                                  "system.")
                           .arg(box.west)
                           .arg(box.south));
    if (!county.isEmpty() && !touches(box, county))
        return finding(ShapeFault::OutOfRange, u"out_of_range"_s,
                       Border::tr("The border lies at %1, %2, outside the county.").arg(box.west).arg(box.south));
    return {};
}

std::optional<ShapeFinding> checkForm(const GeoShape &shape)
{
    const geos::Geometry geometry = geos::toGeos(shape);
    if (!geometry)
        return finding(ShapeFault::RingTooShort, u"ring_short"_s, Border::tr("A ring of the border has no area."));
    char *reason = nullptr;
    GEOSGeometry *place = nullptr;
    const char valid = GEOSisValidDetail_r(geos::context(), geometry.get(), 0, &reason, &place);
    const geos::Geometry where(place);
    const QString why = QString::fromUtf8(reason);
    GEOSFree_r(geos::context(), reason);
    if (valid == 1)
        return {};
    ShapeFinding found;
    if (why.startsWith("Too few"_L1))
        found = finding(ShapeFault::RingTooShort, u"ring_short"_s, Border::tr("A ring of the border has no area."));
    else if (why.contains("hole"_L1, Qt::CaseInsensitive))
        found = finding(ShapeFault::HoleOutside, u"hole_outside"_s,
                        Border::tr("A hole of the border lies outside it, or in another hole."));
    else
        found = finding(ShapeFault::SelfCrossing, u"self_crossing"_s, Border::tr("The border crosses itself."));
    if (where) {
        const GeoRing points = geos::ringOf(where.get());
        if (!points.isEmpty()) {
            found.at = points.first();
            found.error.message +=
                u' ' +
                Border::tr("The place: %1, %2.").arg(found.at->longitude, 0, 'f', 6).arg(found.at->latitude, 0, 'f', 6);
        }
    }
    return found;
}

double outsideArea(const GeoShape &shape, const GEOSGeometry *outline)
{
    const geos::Geometry geometry = geos::validGeos(shape);
    if (!geometry)
        return 0;
    const geos::Geometry rest(GEOSDifference_r(geos::context(), geometry.get(), outline));
    return areaOf(geos::fromGeos(rest.get()));
}

// GCJ-02 is the one that differs, so the other reading of a shape is "it was GCJ-02" or "it was not".
Datum otherThan(Datum datum)
{
    return datum == Datum::Gcj02 ? Datum::Wgs84 : Datum::Gcj02;
}

std::optional<ShapeFinding> checkOutline(const GeoShape &shape, const ShapeLimits &limits)
{
    const geos::Geometry outline = geos::validGeos(limits.outline);
    if (!outline)
        return {};
    const double middle = (boxOf(limits.outline).north + boxOf(limits.outline).south) / 2.0;
    const double slack = limits.slack / metresInDegree / std::max(0.1, std::cos(middle * std::numbers::pi / 180.0));
    const geos::Geometry wide(GEOSBuffer_r(geos::context(), outline.get(), slack, 4));
    if (!wide)
        return {};
    const double out = outsideArea(shape, wide.get());
    if (out < 1)
        return {};
    const Datum other = otherThan(limits.datum);
    ShapeFinding found;
    if (outsideArea(converted(shape, other, limits.datum), wide.get()) < out / 20) {
        found = finding(ShapeFault::WrongDatum, u"wrong_datum"_s,
                        Border::tr("The border lies some hundred metres beside the county's outline, and would fit if "
                                   "it were in %1: check the datum.")
                            .arg(datumCode(other)));
        found.meant = other;
    } else {
        found = finding(ShapeFault::Outside, u"outside"_s,
                        Border::tr("%1 square metres of the border lie outside the outline.").arg(std::round(out)));
    }
    found.area = out;
    return found;
}

// How badly a layer fits an outline: what sticks out, and, for a layer that is meant to fill it, what stays empty.
double misfit(const GeoShape &layer, const GeoShape &outline)
{
    const geos::Geometry a = geos::validGeos(layer);
    const geos::Geometry b = geos::validGeos(outline);
    if (!a || !b)
        return 0;
    const geos::Geometry out(GEOSDifference_r(geos::context(), a.get(), b.get()));
    double sum = areaOf(geos::fromGeos(out.get()));
    if (areaOf(layer) > areaOf(outline) / 2) {
        const geos::Geometry empty(GEOSDifference_r(geos::context(), b.get(), a.get()));
        sum += areaOf(geos::fromGeos(empty.get()));
    }
    return sum;
}

} // namespace

QList<ShapeFinding> checkShape(const GeoShape &shape, const ShapeLimits &limits)
{
    const qsizetype vertices = vertexCount(shape);
    if (vertices == 0)
        return {finding(ShapeFault::Empty, u"empty"_s, Border::tr("The border is empty."))};
    if (vertices > limits.vertices)
        return {finding(ShapeFault::TooManyVertices, u"too_many_vertices"_s,
                        Border::tr("The border has %1 vertices, more than %2. Simplify it before it is stored.")
                            .arg(vertices)
                            .arg(limits.vertices))};
    if (anyRing(shape, notFinite))
        return {
            finding(ShapeFault::NotFinite, u"not_finite"_s, Border::tr("A coordinate of the border is no number."))};
    if (const auto place = checkPlace(boxOf(shape), limits.county))
        return {*place};
    if (anyRing(shape, tooShort))
        return {finding(ShapeFault::RingTooShort, u"ring_short"_s,
                        Border::tr("A ring of the border has fewer than three different points."))};
    QList<ShapeFinding> found;
    if (const auto form = checkForm(shape))
        found << *form;
    if (!limits.outline.isEmpty()) {
        if (const auto place = checkOutline(shape, limits))
            found << *place;
    }
    return found;
}

Result<> acceptShape(const GeoShape &shape, const ShapeLimits &limits)
{
    for (const ShapeFinding &found : checkShape(shape, limits))
        if (found.refuses)
            return fail(found.error);
    return {};
}

std::optional<Datum> suspectedDatum(const QList<GeoShape> &shapes, Datum declared, const GeoShape &outline,
                                    Datum outlineDatum)
{
    const auto layer = unionOf(shapes);
    if (!layer || layer->isEmpty() || outline.isEmpty())
        return {};
    const Datum other = otherThan(declared);
    const double as = misfit(converted(*layer, declared, outlineDatum), outline);
    const double otherwise = misfit(converted(*layer, other, outlineDatum), outline);
    // A thousandth of the county is less than any simplification of its outline leaves over.
    if (as < areaOf(outline) / 1000 || otherwise > as / 2)
        return {};
    return other;
}

} // namespace fengqiao
