#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <unordered_map>

#include "geos.h"
#include <geo/coverage.h>
#include <geo/packed.h>

namespace fengqiao {

namespace {

// A vertex as it is stored: borders that were drawn together agree to the last digit.
struct Corner {
    qint64 x = 0;
    qint64 y = 0;

    friend auto operator<=>(const Corner &, const Corner &) = default;
};

struct Edge {
    Corner from;
    Corner to;

    [[nodiscard]] Edge undirected() const { return from < to ? *this : Edge{to, from}; }

    friend auto operator<=>(const Edge &, const Edge &) = default;
};

using Corners = std::vector<Corner>;

Corners cornersOf(const GeoRing &ring)
{
    Corners corners;
    corners.reserve(static_cast<size_t>(ring.size()));
    for (const GeoPoint &p : ring) {
        const Corner corner{std::llround(p.longitude * PackedShape::unit),
                            std::llround(p.latitude * PackedShape::unit)};
        if (corners.empty() || corners.back() != corner)
            corners.push_back(corner);
    }
    while (corners.size() > 1 && corners.front() == corners.back())
        corners.pop_back();
    return corners;
}

// Twice the area, positive where the ring runs against the clock.
double turn(const Corners &ring)
{
    double sum = 0;
    const Corner base = ring.front(); // differences keep the digits
    for (size_t i = 0; i < ring.size(); ++i) {
        const Corner &a = ring[i];
        const Corner &b = ring[(i + 1) % ring.size()];
        sum += static_cast<double>(a.x - base.x) * static_cast<double>(b.y - base.y) -
               static_cast<double>(b.x - base.x) * static_cast<double>(a.y - base.y);
    }
    return sum;
}

// The inside is always to the left.
void addEdges(const GeoRing &ring, bool isHole, std::vector<Edge> *edges)
{
    Corners corners = cornersOf(ring);
    if (corners.size() < 3)
        return;
    if ((turn(corners) < 0) != isHole)
        std::ranges::reverse(corners);
    for (size_t i = 0; i < corners.size(); ++i)
        edges->push_back({corners[i], corners[(i + 1) % corners.size()]});
}

// What no neighbour shares. Nothing where two parts lie on the same side of one edge: they overlap.
std::optional<std::vector<Edge>> outerEdges(const QList<GeoShape> &parts)
{
    std::vector<Edge> edges;
    for (const GeoShape &part : parts) {
        for (const GeoPolygon &polygon : part) {
            addEdges(polygon.outer, false, &edges);
            for (const GeoRing &hole : polygon.holes)
                addEdges(hole, true, &edges);
        }
    }
    std::ranges::sort(edges, {}, &Edge::undirected);
    std::vector<Edge> left;
    for (size_t i = 0; i < edges.size();) {
        size_t end = i + 1;
        while (end < edges.size() && edges[end].undirected() == edges[i].undirected())
            ++end;
        if (end - i > 2 || (end - i == 2 && edges[i] == edges[i + 1]))
            return std::nullopt;
        if (end - i == 1)
            left.push_back(edges[i]);
        i = end;
    }
    return left;
}

struct CornerHash {
    size_t operator()(const Corner &corner) const { return qHashMulti(0, corner.x, corner.y); }
};

// Walks along edges with the inside to the left until they close; a ring that touches itself becomes two.
class Chain {
public:
    explicit Chain(std::vector<Edge> edges)
        : m_edges(std::move(edges))
        , m_used(m_edges.size(), false)
    {
        std::ranges::sort(m_edges);
    }

    // Nothing if an end is loose, which no set of closed rings leaves.
    [[nodiscard]] std::optional<std::vector<Corners>> rings()
    {
        for (size_t i = 0; i < m_edges.size(); ++i) {
            if (!m_used[i] && !walk(i))
                return std::nullopt;
        }
        return std::move(m_rings);
    }

private:
    bool walk(size_t edge)
    {
        Corners path;
        std::unordered_map<Corner, size_t, CornerHash> places;
        while (!m_used[edge]) {
            m_used[edge] = true;
            const Edge &at = m_edges[edge];
            places.emplace(at.from, path.size());
            path.push_back(at.from);
            if (const auto again = places.find(at.to); again != places.end()) {
                close(&path, again->second, &places);
                if (path.empty())
                    return true;
            }
            const auto next = nextOf(at);
            if (!next)
                return false;
            edge = *next;
        }
        return path.empty();
    }

    void close(Corners *path, size_t from, std::unordered_map<Corner, size_t, CornerHash> *places)
    {
        Corners ring(path->begin() + static_cast<qsizetype>(from), path->end());
        path->resize(from);
        for (const Corner &corner : ring)
            places->erase(corner);
        if (ring.size() >= 3)
            m_rings.push_back(std::move(ring));
    }

    // Where several go on from one corner: the first to the left, which bounds the same piece of land.
    [[nodiscard]] std::optional<size_t> nextOf(const Edge &at) const
    {
        const auto [first, last] = std::ranges::equal_range(m_edges, at.to, {}, &Edge::from);
        std::optional<size_t> best;
        double least = 0;
        const double back = angle({at.to, at.from});
        for (auto edge = first; edge != last; ++edge) {
            const auto index = static_cast<size_t>(edge - m_edges.begin());
            double clockwise = back - angle(*edge);
            if (clockwise <= 0)
                clockwise += 2 * std::numbers::pi;
            if (!m_used[index] && (!best || clockwise < least)) {
                best = index;
                least = clockwise;
            }
        }
        return best;
    }

    static double angle(const Edge &edge)
    {
        return std::atan2(static_cast<double>(edge.to.y - edge.from.y), static_cast<double>(edge.to.x - edge.from.x));
    }

    std::vector<Edge> m_edges;
    std::vector<bool> m_used;
    std::vector<Corners> m_rings;
};

GeoRing ringOf(const Corners &corners)
{
    GeoRing ring;
    ring.reserve(static_cast<qsizetype>(corners.size()));
    for (const Corner &corner : corners)
        ring.append(
            {static_cast<double>(corner.x) / PackedShape::unit, static_cast<double>(corner.y) / PackedShape::unit});
    return ring;
}

bool contains(const Corners &ring, const Corner &spot)
{
    bool inside = false;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Corner &a = ring[i];
        const Corner &b = ring[(i + 1) % ring.size()];
        if ((a.y > spot.y) == (b.y > spot.y))
            continue;
        const double cross = static_cast<double>(b.x - a.x) * static_cast<double>(spot.y - a.y) -
                             static_cast<double>(spot.x - a.x) * static_cast<double>(b.y - a.y);
        inside ^= (b.y > a.y) == (cross > 0);
    }
    return inside;
}

// Of a hole the first corner that is not one of the ring's as well: it may touch it.
bool holds(const Corners &ring, const Corners &hole)
{
    const auto own = std::ranges::find_if(hole, [&ring](const Corner &c) { return !std::ranges::contains(ring, c); });
    return own != hole.end() && contains(ring, *own);
}

GeoShape shapeOf(const std::vector<Corners> &rings)
{
    std::vector<std::pair<double, const Corners *>> outers;
    std::vector<const Corners *> holes;
    for (const Corners &ring : rings) {
        const double area = turn(ring);
        if (area > 0)
            outers.emplace_back(area, &ring);
        else if (area < 0)
            holes.push_back(&ring);
    }
    std::ranges::sort(outers); // the smallest around a hole is its own
    GeoShape shape;
    for (const auto &[area, outer] : outers)
        shape << GeoPolygon{ringOf(*outer), {}};
    for (const Corners *hole : holes) {
        for (size_t i = 0; i < outers.size(); ++i) {
            if (holds(*outers[i].second, *hole)) {
                shape[static_cast<qsizetype>(i)].holes << ringOf(*hole);
                break;
            }
        }
    }
    return shape;
}

} // namespace

Result<GeoShape> joinedCoverage(const QList<GeoShape> &parts)
{
    if (auto edges = outerEdges(parts)) {
        if (const auto rings = Chain(*std::move(edges)).rings()) {
            GeoShape shape = shapeOf(*rings);
            const geos::Geometry checked = shape.isEmpty() ? nullptr : geos::toGeos(shape);
            if (checked && GEOSisValid_r(geos::context(), checked.get()) == 1)
                return shape;
        }
    }
    return unionOf(parts);
}

} // namespace fengqiao
