#include "snap.h"

namespace fengqiao {

namespace {

struct Nearest {
    double distance;
    std::optional<Spot> spot;

    void offer(double x, double y, Spot place)
    {
        const double d = std::hypot(x - place.x, y - place.y);
        if (d > distance)
            return;
        distance = d;
        spot = Spot{static_cast<quint32>(std::llround(x)), static_cast<quint32>(std::llround(y))};
    }
};

void offerEdge(Nearest *nearest, Spot a, Spot b, Spot place)
{
    const double dx = static_cast<double>(b.x) - a.x;
    const double dy = static_cast<double>(b.y) - a.y;
    const double length = dx * dx + dy * dy;
    if (length <= 0)
        return;
    const double t = ((static_cast<double>(place.x) - a.x) * dx + (static_cast<double>(place.y) - a.y) * dy) / length;
    if (t > 0 && t < 1)
        nearest->offer(a.x + t * dx, a.y + t * dy, place);
}

} // namespace

std::optional<Spot> snapped(std::span<const std::shared_ptr<const AreaSet>> sets, Spot place, double reach)
{
    const auto r = static_cast<quint32>(reach);
    const SpotBox near{place.x - std::min(r, place.x), place.y - std::min(r, place.y), place.x + r, place.y + r};
    Nearest vertex{reach, {}};
    Nearest edge{reach, {}};
    for (const auto &set : sets) {
        set->each(near, [&](quint32 area) {
            for (quint32 ring = set->firstRing(area); ring < set->endRing(area); ++ring) {
                const auto spots = set->ring(ring);
                Spot before = spots.back();
                for (const Spot spot : spots) {
                    vertex.offer(spot.x, spot.y, place);
                    offerEdge(&edge, before, spot, place);
                    before = spot;
                }
            }
        });
    }
    return vertex.spot ? vertex.spot : edge.spot;
}

} // namespace fengqiao
