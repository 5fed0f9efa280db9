#include "sites.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include <geo/locator.h>

namespace fengqiao {

namespace {

// A lattice of points in the outline stands for its area: moving centres over it costs no geometry.
struct Sample {
    std::vector<GeoPoint> points; // on the plane, rows from north to south, each from west to east
    double area = 0;              // that one point stands for
};

Sample sampleOf(const GeoShape &outline, const Plane &plane, int wanted)
{
    const Locator inside(QList<GeoShape>{outline});
    const GeoBox box = boxOf(outline);
    const GeoPoint low = plane.to({box.west, box.south});
    const GeoPoint high = plane.to({box.east, box.north});
    const double width = high.longitude - low.longitude;
    const double height = high.latitude - low.latitude;
    Sample sample;
    // An outline fills about half of its box; a thin one is tried again with a finer lattice.
    for (double step = std::sqrt(width * height / 2 / wanted); sample.points.size() < static_cast<size_t>(wanted) / 2;
         step /= 2) {
        sample.points.clear();
        sample.area = step * step;
        const int columns = std::max(1, static_cast<int>(width / step));
        const int rows = std::max(1, static_cast<int>(height / step));
        if (static_cast<double>(columns) * rows > 4e6)
            break;
        for (int y = rows - 1; y >= 0; --y) {
            for (int x = 0; x < columns; ++x) {
                const GeoPoint p{low.longitude + (x + 0.5) * width / columns, low.latitude + (y + 0.5) * height / rows};
                if (inside.at(plane.from(p)) >= 0)
                    sample.points.push_back(p);
            }
        }
    }
    return sample;
}

// The sample in bands as high as one part is wide: its order is that of the numbers.
std::vector<GeoPoint> inBands(const Sample &sample, int number)
{
    std::vector<GeoPoint> points = sample.points;
    const auto bands = std::max<size_t>(1, static_cast<size_t>(std::lround(std::sqrt(number))));
    const size_t size = (points.size() + bands - 1) / bands;
    for (size_t from = 0; from < points.size(); from += size)
        std::ranges::sort(points.begin() + static_cast<std::ptrdiff_t>(from),
                          points.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, points.size())), {},
                          &GeoPoint::longitude);
    return points;
}

std::vector<double> sharesOf(int number, const QList<double> &weights)
{
    std::vector<double> shares(static_cast<size_t>(number), 1.0 / number);
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    for (size_t i = 0; i < shares.size() && sum > 0; ++i)
        shares[i] = weights[static_cast<qsizetype>(i)] / sum;
    return shares;
}

// Where each part's middle would be if the bands were simply cut by the shares, shaken a little: straight rows would
// stay straight rows.
std::vector<Site> firstSites(const Sample &sample, const std::vector<double> &shares, quint32 seed)
{
    const std::vector<GeoPoint> points = inBands(sample, static_cast<int>(shares.size()));
    std::mt19937 random(seed);
    const auto shake = [&random, &sample, &shares](double share) {
        const double reach = std::sqrt(sample.area * static_cast<double>(sample.points.size()) * share);
        return (static_cast<double>(random()) / 4294967296.0 - 0.5) * reach / 2;
    };
    std::vector<Site> sites;
    double before = 0;
    for (const double share : shares) {
        const auto middle = static_cast<size_t>((before + share / 2) * static_cast<double>(points.size()));
        GeoPoint at = points[std::min(middle, points.size() - 1)];
        at.longitude += shake(share);
        at.latitude += shake(share);
        sites.push_back({at, 0});
        before += share;
    }
    return sites;
}

struct Tally {
    double x = 0;
    double y = 0;
    double count = 0;
};

std::vector<Tally> tally(const Sample &sample, const std::vector<Site> &sites)
{
    std::vector<Tally> tallies(sites.size());
    for (const GeoPoint &p : sample.points) {
        Tally &of = tallies[nearestSite(sites, p)];
        of.x += p.longitude;
        of.y += p.latitude;
        of.count += 1;
    }
    return tallies;
}

} // namespace

Plane::Plane(const GeoBox &box)
    : m_factor(std::max(0.05, std::cos((box.north + box.south) / 2 * std::numbers::pi / 180.0)))
{
}

size_t nearestSite(const std::vector<Site> &sites, GeoPoint onPlane)
{
    size_t best = 0;
    double least = std::numeric_limits<double>::max();
    for (size_t i = 0; i < sites.size(); ++i) {
        const double distance = sites[i].distance(onPlane);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

std::vector<Site> placeSites(const GeoShape &outline, const Plane &plane, int number, const GenerateOptions &options)
{
    const Sample sample = sampleOf(outline, plane, std::clamp(number * 120, 480, 60'000));
    if (sample.points.empty())
        return {};
    const std::vector<double> shares = sharesOf(number, options.weights);
    const bool fixed = !options.places.isEmpty();
    std::vector<Site> sites;
    if (fixed) {
        for (const GeoPoint &place : options.places)
            sites.push_back({plane.to(place), 0});
    } else {
        sites = firstSites(sample, shares, options.seed);
    }
    const auto total = static_cast<double>(sample.points.size());
    for (int round = 0; round < options.rounds; ++round) {
        const std::vector<Tally> tallies = tally(sample, sites);
        for (size_t i = 0; i < sites.size(); ++i) {
            const Tally &of = tallies[i];
            if (of.count > 0 && !fixed)
                sites[i].at = {of.x / of.count, of.y / of.count};
            // A cell grows by about twice what its power grows, so a quarter of what it lacks settles without swinging.
            if (!options.weights.isEmpty())
                sites[i].power += 0.25 * sample.area * (shares[i] * total - of.count);
        }
    }
    return sites;
}

GeoRing cellOf(const std::vector<Site> &sites, size_t which, const Plane &plane, const GeoBox &box)
{
    const GeoPoint low = plane.to({box.west, box.south});
    const GeoPoint high = plane.to({box.east, box.north});
    const double margin = high.latitude - low.latitude + high.longitude - low.longitude;
    std::vector<GeoPoint> ring{{low.longitude - margin, low.latitude - margin},
                               {high.longitude + margin, low.latitude - margin},
                               {high.longitude + margin, high.latitude + margin},
                               {low.longitude - margin, high.latitude + margin}};
    const Site &own = sites[which];
    std::vector<GeoPoint> kept;
    for (size_t other = 0; other < sites.size() && !ring.empty(); ++other) {
        if (other == which)
            continue;
        // Both distances share p squared, so their difference is linear: the border is a straight line.
        const auto lead = [&](GeoPoint p) { return sites[other].distance(p) - own.distance(p); };
        kept.clear();
        for (size_t i = 0; i < ring.size(); ++i) {
            const GeoPoint a = ring[i];
            const GeoPoint b = ring[(i + 1) % ring.size()];
            const double leadA = lead(a);
            const double leadB = lead(b);
            if (leadA >= 0)
                kept.push_back(a);
            if ((leadA >= 0) != (leadB >= 0)) {
                const double t = leadA / (leadA - leadB);
                kept.push_back(
                    {a.longitude + t * (b.longitude - a.longitude), a.latitude + t * (b.latitude - a.latitude)});
            }
        }
        ring.swap(kept);
    }
    GeoRing cell;
    for (const GeoPoint &p : ring)
        cell << plane.from(p);
    return cell;
}

} // namespace fengqiao
