#include <geo/locator.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>
#include <vector>

#include "geos.h"

namespace fengqiao {

using geos::Geometry;

namespace {

struct Place {
    int index = -1;
    GeoBox box;
    Geometry geometry;
    geos::Prepared prepared;
};

// GEOS builds the search structures of a prepared geometry when it is asked, without a lock: the first question is
// answered without an index, the second builds it. Asked here, by one thread, they are only read later.
void warm(const Place &place)
{
    for (int question = 0; question < 2; ++question)
        GEOSPreparedIntersectsXY_r(geos::context(), place.prepared.get(), (place.box.west + place.box.east) / 2,
                                   (place.box.south + place.box.north) / 2);
}

} // namespace

// Boxes stand in a raster of about one cell a shape: a point looks at its own cell's few candidates, in the order in
// which the shapes were named.
struct Locator::Private {
    std::vector<Place> places;
    mutable std::mutex distances; // their search structures are built when a distance is first asked, which is rare
    GeoBox all;
    int columns = 0;
    int rows = 0;
    std::vector<int> starts; // of each cell's candidates, and one past the last
    std::vector<int> candidates;

    [[nodiscard]] int column(double longitude) const
    {
        return std::clamp(static_cast<int>((longitude - all.west) / (all.east - all.west) * columns), 0, columns - 1);
    }

    [[nodiscard]] int row(double latitude) const
    {
        return std::clamp(static_cast<int>((latitude - all.south) / (all.north - all.south) * rows), 0, rows - 1);
    }

    [[nodiscard]] size_t cellAt(int y, int x) const
    {
        return static_cast<size_t>(y) * static_cast<size_t>(columns) + static_cast<size_t>(x);
    }

    void add(const Area &area)
    {
        Place place{
            .index = area.index, .box = boxOf(area.shape), .geometry = geos::validGeos(area.shape), .prepared{}};
        if (!place.geometry)
            return;
        place.prepared.reset(GEOSPrepare_r(geos::context(), place.geometry.get()));
        warm(place);
        all.add(place.box);
        places.push_back(std::move(place));
    }

    template <typename F> void eachCell(const GeoBox &box, F visit) const
    {
        for (int y = row(box.south); y <= row(box.north); ++y)
            for (int x = column(box.west); x <= column(box.east); ++x)
                visit(cellAt(y, x));
    }

    // Two passes: count, then fill.
    void index()
    {
        if (places.empty())
            return;
        // A raster four times as fine as the shapes leaves two or three candidates a cell.
        columns = rows = std::clamp(static_cast<int>(2 * std::sqrt(static_cast<double>(places.size()))), 1, 2000);
        starts.assign(static_cast<size_t>(columns * rows) + 1, 0);
        for (const Place &place : places)
            eachCell(place.box, [this](size_t cell) { ++starts[cell + 1]; });
        for (size_t cell = 1; cell < starts.size(); ++cell)
            starts[cell] += starts[cell - 1];
        candidates.resize(static_cast<size_t>(starts.back()));
        std::vector<int> next(starts.begin(), starts.end() - 1);
        for (size_t i = 0; i < places.size(); ++i)
            eachCell(places[i].box,
                     [&](size_t cell) { candidates[static_cast<size_t>(next[cell]++)] = static_cast<int>(i); });
    }

    [[nodiscard]] int find(GeoPoint point) const
    {
        if (places.empty() || !all.contains(point))
            return -1;
        const size_t cell = cellAt(row(point.latitude), column(point.longitude));
        for (int at = starts[cell]; at < starts[cell + 1]; ++at) {
            const Place &place = places[static_cast<size_t>(candidates[static_cast<size_t>(at)])];
            if (place.box.contains(point) &&
                GEOSPreparedIntersectsXY_r(geos::context(), place.prepared.get(), point.longitude, point.latitude) == 1)
                return place.index;
        }
        return -1;
    }
};

Locator::Locator(const QList<Area> &areas)
    : d(std::make_unique<Private>())
{
    d->places.reserve(static_cast<size_t>(areas.size()));
    for (const Area &area : areas)
        d->add(area);
    d->index();
}

Locator::Locator(const QList<GeoShape> &shapes)
    : d(std::make_unique<Private>())
{
    d->places.reserve(static_cast<size_t>(shapes.size()));
    for (qsizetype i = 0; i < shapes.size(); ++i)
        d->add({static_cast<int>(i), shapes[i]});
    d->index();
}

Locator::~Locator() = default;
Locator::Locator(Locator &&) noexcept = default;
Locator &Locator::operator=(Locator &&) noexcept = default;

int Locator::at(GeoPoint point) const
{
    return d->find(point);
}

QList<int> Locator::at(std::span<const GeoPoint> points) const
{
    QList<int> found;
    found.reserve(static_cast<qsizetype>(points.size()));
    for (const GeoPoint &point : points)
        found << d->find(point);
    return found;
}

int Locator::nearest(GeoPoint point, double metres) const
{
    if (const int inside = d->find(point); inside >= 0)
        return inside;
    constexpr double metresInDegree = 111'320;
    // Longitude is squeezed by the latitude, so a distance in degrees is at most this much longer than it seems.
    const double reach = metres / metresInDegree / std::max(0.1, std::cos(point.latitude * std::numbers::pi / 180.0));
    const Geometry from = geos::pointOf(point);
    int found = -1;
    double best = std::numeric_limits<double>::max();
    const std::scoped_lock lock(d->distances);
    for (const Place &place : d->places) {
        const GeoBox box{place.box.west - reach, place.box.south - reach, place.box.east + reach,
                         place.box.north + reach};
        if (!box.contains(point))
            continue;
        double degrees = 0;
        if (GEOSPreparedDistance_r(geos::context(), place.prepared.get(), from.get(), &degrees) == 1 &&
            degrees <= reach && degrees < best) {
            best = degrees;
            found = place.index;
        }
    }
    return found;
}

} // namespace fengqiao
