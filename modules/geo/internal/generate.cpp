#include <geo/generate.h>

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

#include "geos.h"
#include "sites.h"
#include <geo/locator.h>
#include <geo/topology.h>

namespace fengqiao {

using namespace Qt::StringLiterals;
using geos::Geometry;

namespace {

struct Generate {
    Q_DECLARE_TR_FUNCTIONS(Generate)
};

constexpr double storedUnit = 1e-7; // degrees, what packShape keeps
// Levels that are cut once more together are first cut far finer: a corner rounded to a stored digit no longer lies on
// the line it was put on, and two such corners on one line, one from each side, would leave a sliver.
constexpr double fineUnit = 1e-12;
constexpr int mostParts = 5'000;

Result<> checkNumber(int number)
{
    if (number >= 1 && number <= mostParts)
        return {};
    return fail(ErrorKind::Invalid, u"geo.generate_number"_s,
                Generate::tr("%1 parts cannot be generated; give a number from 1 to %2.").arg(number).arg(mostParts),
                u"number"_s);
}

Result<> checkOptions(int number, const GenerateOptions &options)
{
    const bool weighed = options.weights.isEmpty() || options.weights.size() == number;
    const bool placed = options.places.isEmpty() || options.places.size() == number;
    const bool positive = std::ranges::all_of(options.weights, [](double w) { return std::isfinite(w) && w > 0; });
    if (weighed && placed && positive)
        return {};
    return fail(ErrorKind::Invalid, u"geo.generate_number"_s,
                Generate::tr("Each part needs one weight above zero and one place, or none has any."), u"weights"_s);
}

// The faces between lines that were all put on one grid of digits and cut wherever they meet: they share their
// vertices.
QList<GeoShape> facesOf(std::vector<Geometry> lines, double unit)
{
    const Geometry all = geos::collection(GEOS_GEOMETRYCOLLECTION, std::move(lines));
    const Geometry cut(all ? GEOSUnaryUnionPrec_r(geos::context(), all.get(), unit) : nullptr);
    const GEOSGeometry *raw = cut.get();
    const Geometry faces(raw ? GEOSPolygonize_r(geos::context(), &raw, 1) : nullptr);
    QList<GeoShape> list;
    if (!faces)
        return list;
    for (const GEOSGeometry *face : geos::partsOf(faces.get()))
        list << geos::fromGeos(face);
    return list;
}

Geometry borderOf(const GeoShape &shape)
{
    const Geometry area = geos::validGeos(shape);
    return Geometry(area ? GEOSBoundary_r(geos::context(), area.get()) : nullptr);
}

GeoPoint pointIn(const GeoShape &shape)
{
    const Geometry area = geos::toGeos(shape);
    const Geometry point(GEOSPointOnSurface_r(geos::context(), area.get()));
    return point ? geos::ringOf(point.get()).value(0) : GeoPoint{};
}

GeoShape united(const QList<GeoShape> &faces)
{
    if (faces.size() == 1)
        return faces.first();
    std::vector<Geometry> parts;
    for (const GeoShape &face : faces)
        parts.push_back(geos::toGeos(face));
    const Geometry all = geos::collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
    // The faces share their vertices, so the quick union of a coverage keeps every one of those on the outside.
    const Geometry done(all ? GEOSCoverageUnion_r(geos::context(), all.get()) : nullptr);
    return geos::fromGeos(done.get());
}

double sharedLength(const GEOSGeometry *a, const GEOSGeometry *b)
{
    const Geometry common(GEOSIntersection_r(geos::context(), a, b));
    double length = 0;
    if (common)
        GEOSLength_r(geos::context(), common.get(), &length);
    return length;
}

// Which part each face goes to. A bay of the outline can tear a cell in two: the smaller pieces go to the part they
// touch longest, and stay where they are if they touch none (an enclave).
std::vector<size_t> ownersOf(const QList<GeoShape> &faces, const std::vector<Site> &sites, const Plane &plane)
{
    std::vector<size_t> owner;
    std::vector<qsizetype> largest(sites.size(), -1);
    for (qsizetype i = 0; i < faces.size(); ++i) {
        owner.push_back(nearestSite(sites, plane.to(pointIn(faces[i]))));
        qsizetype &main = largest[owner.back()];
        if (main < 0 || areaOf(faces[i]) > areaOf(faces[main]))
            main = i;
    }
    std::vector<Geometry> borders;
    for (const GeoShape &face : faces)
        borders.push_back(borderOf(face));
    const std::vector<size_t> before = owner;
    for (size_t i = 0; i < owner.size(); ++i) {
        if (largest[before[i]] == static_cast<qsizetype>(i))
            continue;
        double longest = 0;
        for (size_t site = 0; site < sites.size(); ++site) {
            if (largest[site] < 0)
                continue;
            const double length = sharedLength(borders[i].get(), borders[static_cast<size_t>(largest[site])].get());
            if (length > longest) {
                longest = length;
                owner[i] = site;
            }
        }
    }
    return owner;
}

void numberInRows(QList<GeoShape> *parts)
{
    struct Numbered {
        GeoPoint middle;
        GeoShape shape;
    };

    QList<Numbered> list;
    for (GeoShape &part : *parts)
        list << Numbered{centroidOf(part), std::move(part)};
    std::ranges::sort(list, std::greater{}, [](const Numbered &n) { return n.middle.latitude; });
    const auto rows = std::max<qsizetype>(1, std::lround(std::sqrt(static_cast<double>(list.size()))));
    const qsizetype size = (list.size() + rows - 1) / rows;
    for (qsizetype from = 0; from < list.size(); from += size)
        std::ranges::sort(list.begin() + from, list.begin() + std::min(from + size, list.size()), {},
                          [](const Numbered &n) { return n.middle.longitude; });
    for (qsizetype i = 0; i < list.size(); ++i)
        (*parts)[i] = std::move(list[i].shape);
}

Result<GeoShape> acceptedOutline(const GeoShape &outline)
{
    const auto clean = repaired(outline);
    if (clean && !clean->isEmpty() && areaOf(*clean) > 1)
        return clean;
    return fail(ErrorKind::Invalid, u"geo.generate_outline"_s,
                Generate::tr("Nothing can be generated: the outline is empty or damaged."), u"outline"_s);
}

// One level; the parts fill the outline, an empty one where it is too small for so many.
Result<QList<GeoShape>> partsOf(const GeoShape &outline, int number, const GenerateOptions &options,
                                double unit = fineUnit)
{
    if (number == 1)
        return QList<GeoShape>{outline};
    const GeoBox box = boxOf(outline);
    const Plane plane(box);
    const std::vector<Site> sites = placeSites(outline, plane, number, options);
    const Geometry area = geos::validGeos(outline);
    std::vector<Geometry> lines;
    lines.push_back(borderOf(outline));
    for (size_t i = 0; i < sites.size(); ++i) {
        const GeoRing cell = cellOf(sites, i, plane, box);
        const Geometry border = cell.size() < 3 ? nullptr : borderOf({{cell, {}}});
        if (border)
            lines.emplace_back(GEOSIntersection_r(geos::context(), border.get(), area.get()));
    }
    const geos::Prepared inside(GEOSPrepare_r(geos::context(), area.get()));
    QList<GeoShape> faces;
    for (const GeoShape &face : facesOf(std::move(lines), unit)) {
        const GeoPoint p = pointIn(face);
        if (GEOSPreparedIntersectsXY_r(geos::context(), inside.get(), p.longitude, p.latitude) == 1)
            faces << face;
    }
    if (faces.isEmpty())
        return fail(geos::engineFault());
    const std::vector<size_t> owner = ownersOf(faces, sites, plane);
    QList<GeoShape> parts;
    for (size_t site = 0; site < sites.size(); ++site) {
        QList<GeoShape> own;
        for (qsizetype i = 0; i < faces.size(); ++i)
            if (owner[static_cast<size_t>(i)] == site)
                own << faces[i];
        parts << (own.isEmpty() ? GeoShape{} : united(own));
    }
    if (options.weights.isEmpty() && options.places.isEmpty())
        numberInRows(&parts);
    return parts;
}

double weightOf(const VillagePlan &village)
{
    return village.weight > 0 ? village.weight : village.grids;
}

Result<GeneratedTown> townOf(const GeoShape &outline, const TownPlan &plan, quint32 seed)
{
    GenerateOptions options{.weights = {}, .places = {}, .seed = seed};
    for (const VillagePlan &village : plan.villages)
        options.weights << weightOf(village);
    const auto villages = partsOf(outline, static_cast<int>(plan.villages.size()), options);
    if (!villages)
        return fail(villages.error());
    GeneratedTown town;
    for (qsizetype i = 0; i < villages->size(); ++i) {
        const auto grids = (*villages)[i].isEmpty()
                               ? QList<GeoShape>(plan.villages[i].grids)
                               : partsOf((*villages)[i], plan.villages[i].grids,
                                         {.weights = {}, .places = {}, .seed = seed + static_cast<quint32>(i)});
        if (!grids)
            return fail(grids.error());
        town.villages << GeneratedVillage{{}, *grids};
    }
    return town;
}

// Each level was cut by itself, so a border that ends on the next town's is no vertex there. All are cut once more
// together; each face goes back to the grid it came from.
void cutTogether(QList<GeneratedTown> *towns)
{
    QList<GeoShape *> grids;
    for (GeneratedTown &town : *towns)
        for (GeneratedVillage &village : town.villages)
            for (GeoShape &grid : village.grids)
                grids << &grid;
    std::vector<Geometry> lines;
    QList<GeoShape> before;
    for (const GeoShape *grid : std::as_const(grids)) {
        before << *grid;
        if (!grid->isEmpty())
            lines.push_back(borderOf(*grid));
    }
    const Locator locator(before);
    std::map<int, QList<GeoShape>> faces;
    for (const GeoShape &face : facesOf(std::move(lines), storedUnit)) {
        const int grid = locator.at(pointIn(face));
        if (grid >= 0) // else a hole of the county
            faces[grid] << face;
    }
    for (qsizetype i = 0; i < grids.size(); ++i) {
        const auto own = faces.find(static_cast<int>(i));
        *grids[i] = own == faces.end() ? GeoShape{} : united(own->second);
    }
    for (GeneratedTown &town : *towns) {
        QList<GeoShape> villages;
        for (GeneratedVillage &village : town.villages) {
            village.shape = united(village.grids);
            villages << village.shape;
        }
        town.shape = united(villages);
    }
}

} // namespace

Result<QList<GeoShape>> generateParts(const GeoShape &outline, int number, const GenerateOptions &options)
{
    if (const auto good = checkNumber(number); !good)
        return fail(good.error());
    if (const auto good = checkOptions(number, options); !good)
        return fail(good.error());
    const auto area = acceptedOutline(outline);
    return area ? partsOf(*area, number, options, storedUnit) : fail(area.error());
}

Result<QList<GeneratedTown>> generateDivision(const GeoShape &outline, const QList<TownPlan> &towns, quint32 seed)
{
    GenerateOptions options{.weights = {}, .places = {}, .seed = seed};
    for (const TownPlan &town : towns) {
        double weight = 0;
        if (const auto good = checkNumber(static_cast<int>(town.villages.size())); !good)
            return fail(good.error());
        for (const VillagePlan &village : town.villages) {
            if (const auto good = checkNumber(village.grids); !good)
                return fail(good.error());
            weight += weightOf(village);
        }
        options.weights << weight;
    }
    if (const auto good = checkNumber(static_cast<int>(towns.size())); !good)
        return fail(good.error());
    const auto area = acceptedOutline(outline);
    if (!area)
        return fail(area.error());
    const auto shapes = partsOf(*area, static_cast<int>(towns.size()), options);
    if (!shapes)
        return fail(shapes.error());
    QList<GeneratedTown> generated;
    for (qsizetype i = 0; i < towns.size(); ++i) {
        const auto town = townOf((*shapes)[i], towns[i], seed + 1000 * static_cast<quint32>(i + 1));
        if (!town)
            return fail(town.error());
        generated << *town;
    }
    cutTogether(&generated);
    return generated;
}

} // namespace fengqiao
