#include "area_set.h"

#include <geo/packed.h>

namespace fengqiao {

namespace {

bool fitsTheWorld(const GeoPoint &p)
{
    return std::isfinite(p.longitude) && std::isfinite(p.latitude) && std::abs(p.longitude) <= 180 &&
           std::abs(p.latitude) <= 90;
}

bool canBeDrawn(const GeoShape &shape)
{
    if (shape.isEmpty())
        return false;
    return std::ranges::all_of(shape, [](const GeoPolygon &polygon) {
        return polygon.outer.size() >= 3 && std::ranges::all_of(polygon.outer, fitsTheWorld) &&
               std::ranges::all_of(polygon.holes,
                                   [](const GeoRing &hole) { return std::ranges::all_of(hole, fitsTheWorld); });
    });
}

} // namespace

// Latitudes of one layer to mercator: a cubic around the nearest sixty-fourth of a degree, right to 1e-15 of the world.
// A vertex that two areas share comes out the same for both.
class Projection {
public:
    [[nodiscard]] Spot spot(double longitude, double latitude)
    {
        if (std::abs(latitude) > lastLatitude)
            return toSpot(toMercator({longitude, latitude}));
        const auto near = static_cast<int>(std::lrint(latitude * perDegree));
        Node &node = m_nodes[static_cast<size_t>(near) % m_nodes.size()];
        if (node.number != near)
            node = nodeOf(near);
        const double d = latitude - near / perDegree;
        return {whole(longitude / 360 + 0.5), whole(node.y + d * (node.first + d * (node.second + d * node.third)))};
    }

private:
    static constexpr double perDegree = 64;
    static constexpr double lastLatitude = 84; // beyond it the map soon ends, and cubics are too rough

    struct Node {
        int number = std::numeric_limits<int>::max();
        double y = 0;
        double first = 0; // and the coefficients of the powers of degrees
        double second = 0;
        double third = 0;
    };

    static quint32 whole(double share)
    {
        return static_cast<quint32>(std::clamp(share * spotsAround + 0.5, 0.0, spotsAround - 1));
    }

    static Node nodeOf(int number)
    {
        constexpr double radian = std::numbers::pi / 180;
        const double latitude = number / perDegree;
        const double scale = -radian / (2 * std::numbers::pi);
        const double sec = 1 / std::cos(latitude * radian);
        const double tan = std::tan(latitude * radian);
        return {.number = number,
                .y = toMercator({0, latitude}).y(),
                .first = scale * sec,
                .second = scale * sec * tan * radian / 2,
                .third = scale * (sec * tan * tan + sec * sec * sec) * radian * radian / 6};
    }

    std::array<Node, 256> m_nodes; // four degrees: more than a county
};

// Projects in the order given, then writes everything once more in Hilbert order.
class AreaSetBuilder {
public:
    AreaSetBuilder(Datum from, Datum to)
        : m_from(from)
        , m_to(to)
        , m_asGiven(from == to || (from != Datum::Gcj02 && to != Datum::Gcj02))
    {
        m_raw.m_areaRings = {0};
        m_raw.m_rings = {0};
    }

    void add(const MapArea &area, quint32 input)
    {
        if (area.packed.isEmpty())
            addShape(area, area.shape, input);
        else if (m_asGiven)
            addPacked(area, input);
        else if (const auto shape = unpackShape(area.packed))
            addShape(area, *shape, input);
    }

    [[nodiscard]] std::shared_ptr<AreaSet> finish(qsizetype given)
    {
        auto set = std::make_shared<AreaSet>();
        set->m_given = given;
        set->m_areaRings = {0};
        set->m_rings = {0};
        reserve(set.get());
        for (const quint32 area : hilbertOrder())
            copy(area, set.get());
        m_raw = {};
        for (const SpotBox &box : set->m_boxes)
            set->m_extent.add(box);
        set->m_tree = BoxTree(set->m_boxes);
        return set;
    }

private:
    void addShape(const MapArea &area, const GeoShape &shape, quint32 input)
    {
        if (!canBeDrawn(shape))
            return;
        SpotBox box;
        for (const GeoPolygon &polygon : shape) {
            addRing(polygon.outer, &box);
            for (const GeoRing &hole : polygon.holes) {
                if (hole.size() >= 3)
                    addRing(hole, &box);
            }
        }
        addArea(area, input, box);
    }

    void addRing(const GeoRing &ring, SpotBox *box)
    {
        for (const GeoPoint &p : ring) {
            const GeoPoint there = m_asGiven ? p : converted(p, m_from, m_to);
            addSpot(m_projection.spot(there.longitude, there.latitude), box);
        }
        m_raw.m_rings.push_back(static_cast<quint32>(m_raw.m_spots.size()));
    }

    void addSpot(Spot spot, SpotBox *box)
    {
        box->add(spot);
        m_raw.m_spots.push_back(spot);
    }

    // The same as unpackShape and addShape, without a list for each ring: nine tenths of the work for a county's grids.
    void addPacked(const MapArea &area, quint32 input)
    {
        const size_t spots = m_raw.m_spots.size();
        const size_t rings = m_raw.m_rings.size();
        PackedShape in(area.packed);
        SpotBox box;
        const qsizetype polygons = in.count();
        bool sound = polygons > 0;
        for (qsizetype i = 0; i < polygons && sound; ++i) {
            const qsizetype count = in.count();
            sound = count > 0;
            for (qsizetype r = 0; r < count && sound; ++r)
                sound = addPackedRing(&in, r == 0, &box);
        }
        if (!sound || !in.done()) {
            m_raw.m_spots.resize(spots);
            m_raw.m_rings.resize(rings);
            return;
        }
        addArea(area, input, box);
    }

    bool addPackedRing(PackedShape *in, bool isOuter, SpotBox *box)
    {
        const qsizetype size = in->count();
        const bool drawn = size >= 3; // a hole of less is none
        bool sound = drawn || !isOuter;
        in->vertices(size, [&](qint64 x, qint64 y) {
            const GeoPoint p{static_cast<double>(x) / PackedShape::unit, static_cast<double>(y) / PackedShape::unit};
            sound = sound && fitsTheWorld(p);
            if (sound && drawn)
                addSpot(m_projection.spot(p.longitude, p.latitude), box);
        });
        if (drawn)
            m_raw.m_rings.push_back(static_cast<quint32>(m_raw.m_spots.size()));
        return sound && in->ok();
    }

    void addArea(const MapArea &area, quint32 input, const SpotBox &box)
    {
        m_raw.m_keys.push_back(area.key);
        m_raw.m_inputs.push_back(input);
        m_raw.m_boxes.push_back(box);
        m_raw.m_areaRings.push_back(static_cast<quint32>(m_raw.m_rings.size() - 1));
    }

    [[nodiscard]] std::vector<quint32> hilbertOrder() const
    {
        std::vector<quint64> order(m_raw.m_keys.size());
        for (quint32 i = 0; i < order.size(); ++i) {
            const SpotBox &box = m_raw.m_boxes[i];
            const Spot middle{box.left + (box.right - box.left) / 2, box.top + (box.bottom - box.top) / 2};
            order[i] = static_cast<quint64>(hilbertWithin(middle)) << 32 | i;
        }
        std::ranges::sort(order);
        std::vector<quint32> areas(order.size());
        std::ranges::transform(order, areas.begin(), [](quint64 o) { return static_cast<quint32>(o); });
        return areas;
    }

    // A county is a thousandth of the world: the curve is laid over the content, not over the world.
    [[nodiscard]] quint32 hilbertWithin(Spot spot) const
    {
        if (m_all.isEmpty()) {
            for (const SpotBox &box : m_raw.m_boxes)
                m_all.add(box);
        }
        const quint32 side = std::max({m_all.right - m_all.left, m_all.bottom - m_all.top, 1U});
        const double stretch = (spotsAround - 1) / side;
        return hilbert({static_cast<quint32>((spot.x - m_all.left) * stretch),
                        static_cast<quint32>((spot.y - m_all.top) * stretch)});
    }

    void reserve(AreaSet *set) const
    {
        const size_t areas = m_raw.m_keys.size();
        set->m_keys.reserve(areas);
        set->m_inputs.reserve(areas);
        set->m_boxes.reserve(areas);
        set->m_areaRings.reserve(areas + 1);
        set->m_rings.reserve(m_raw.m_rings.size());
        set->m_spots.reserve(m_raw.m_spots.size());
    }

    void copy(quint32 area, AreaSet *set) const
    {
        for (quint32 r = m_raw.firstRing(area); r < m_raw.endRing(area); ++r) {
            const auto ring = m_raw.ring(r);
            set->m_spots.insert(set->m_spots.end(), ring.begin(), ring.end());
            set->m_rings.push_back(static_cast<quint32>(set->m_spots.size()));
        }
        set->m_keys.push_back(m_raw.m_keys[area]);
        set->m_inputs.push_back(m_raw.m_inputs[area]);
        set->m_boxes.push_back(m_raw.m_boxes[area]);
        set->m_areaRings.push_back(static_cast<quint32>(set->m_rings.size() - 1));
    }

    Datum m_from;
    Datum m_to;
    bool m_asGiven; // both datums say the same within a decimetre
    Projection m_projection;
    AreaSet m_raw;
    mutable SpotBox m_all;
};

std::shared_ptr<const AreaSet> AreaSet::build(const QList<MapArea> &areas, Datum from, Datum to,
                                              const Progress &progress)
{
    constexpr qsizetype step = 2048;
    AreaSetBuilder builder(from, to);
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (progress && i % step == 0 && !progress(i, areas.size()))
            return {};
        builder.add(areas[i], static_cast<quint32>(i));
    }
    auto set = builder.finish(areas.size());
    if (progress)
        progress(areas.size(), areas.size());
    return set;
}

bool AreaSet::contains(quint32 area, Spot spot) const
{
    if (!m_boxes[area].contains(spot))
        return false;
    bool inside = false;
    for (quint32 r = firstRing(area); r < endRing(area); ++r) {
        const auto spots = ring(r);
        Spot a = spots.back();
        for (const Spot b : spots) {
            if ((a.y > spot.y) != (b.y > spot.y)) {
                // Differences of 32-bit numbers are exact in doubles; their product is rounded in the 53rd bit, far
                // below a centimetre for anything the size of a county.
                const double cross = (static_cast<double>(b.x) - a.x) * (static_cast<double>(spot.y) - a.y) -
                                     (static_cast<double>(spot.x) - a.x) * (static_cast<double>(b.y) - a.y);
                inside ^= (b.y > a.y) == (cross > 0);
            }
            a = b;
        }
    }
    return inside;
}

// The longest stretch of one horizontal line inside the area.
AreaSet::Anchor AreaSet::stretchAt(quint32 area, double y, std::vector<double> *crossings) const
{
    crossings->clear();
    for (quint32 r = firstRing(area); r < endRing(area); ++r) {
        const auto spots = ring(r);
        Spot a = spots.back();
        for (const Spot b : spots) {
            if ((a.y <= y) != (b.y <= y))
                crossings->push_back(a.x +
                                     (y - a.y) * (static_cast<double>(b.x) - a.x) / (static_cast<double>(b.y) - a.y));
            a = b;
        }
    }
    std::ranges::sort(*crossings);
    Anchor best;
    for (size_t i = 0; i + 1 < crossings->size(); i += 2) {
        const auto width = static_cast<quint32>(crossings->at(i + 1) - crossings->at(i));
        if (width >= best.width)
            best = {{static_cast<quint32>((crossings->at(i) + crossings->at(i + 1)) / 2), static_cast<quint32>(y)},
                    width};
    }
    return best;
}

// Three lines are enough for the compact shapes that grids are; a bent one gets its label in the wider arm.
AreaSet::Anchor AreaSet::anchor(quint32 area) const
{
    std::vector<double> crossings;
    const SpotBox &box = m_boxes[area];
    const double height = box.bottom - box.top;
    Anchor best = stretchAt(area, box.top + height * 0.5, &crossings);
    for (const double share : {0.4, 0.6}) {
        const Anchor other = stretchAt(area, box.top + height * share, &crossings);
        if (other.width > best.width + best.width / 4)
            best = other;
    }
    return best;
}

std::vector<quint32> AreaSet::at(Spot spot) const
{
    std::vector<quint32> found;
    each({spot.x, spot.y, spot.x, spot.y}, [&](quint32 area) {
        if (contains(area, spot))
            found.push_back(area);
    });
    std::ranges::sort(found, {}, [this](quint32 area) {
        const SpotBox &b = m_boxes[area];
        return static_cast<quint64>(b.right - b.left) * (b.bottom - b.top);
    });
    return found;
}

std::vector<QString> AreaSet::labels(const QList<MapArea> &areas) const
{
    std::vector<QString> labels;
    if (std::ranges::any_of(areas, [](const MapArea &area) { return !area.label.isEmpty(); })) {
        labels.reserve(m_keys.size());
        for (const quint32 input : m_inputs)
            labels.push_back(areas[input].label);
    }
    return labels;
}

} // namespace fengqiao
