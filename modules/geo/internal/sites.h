#pragma once

#include <vector>

#include <geo/generate.h>

namespace fengqiao {

// A plane whose two axes are equally long on the ground around one latitude: degrees, longitude squeezed.
class Plane {
public:
    explicit Plane(const GeoBox &box);

    [[nodiscard]] GeoPoint to(GeoPoint p) const { return {p.longitude * m_factor, p.latitude}; }

    [[nodiscard]] GeoPoint from(GeoPoint p) const { return {p.longitude / m_factor, p.latitude}; }

private:
    double m_factor = 1;
};

// One centre of a power diagram on the plane; with equal powers it is a Voronoi diagram.
struct Site {
    GeoPoint at;
    double power = 0;

    // The cell of a site is where this is the least of all.
    [[nodiscard]] double distance(GeoPoint p) const
    {
        const double x = p.longitude - at.longitude;
        const double y = p.latitude - at.latitude;
        return x * x + y * y - power;
    }
};

[[nodiscard]] size_t nearestSite(const std::vector<Site> &sites, GeoPoint onPlane);
// Centres spread over the outline and moved to the middle of their cells; powers set so that areas follow the weights.
[[nodiscard]] std::vector<Site> placeSites(const GeoShape &outline, const Plane &plane, int number,
                                           const GenerateOptions &options);
// The cell of one site within a box, as a ring in degrees.
[[nodiscard]] GeoRing cellOf(const std::vector<Site> &sites, size_t which, const Plane &plane, const GeoBox &box);

} // namespace fengqiao
