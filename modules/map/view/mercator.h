#pragma once

#include <QPointF>
#include <QSizeF>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include <geo/shape.h>

namespace fengqiao {

// Spherical mercator (EPSG:3857) as the unit square: x east from 0 to 1, y south from 0 to 1. This is what web tiles
// and Qt Location use, so our layers and a base map lie on each other.
inline QPointF toMercator(GeoPoint p)
{
    constexpr double edge = 85.05112877980659; // where the square ends
    const double phi = std::clamp(p.latitude, -edge, edge) * std::numbers::pi / 180;
    return {p.longitude / 360 + 0.5, 0.5 - std::atanh(std::sin(phi)) / (2 * std::numbers::pi)};
}

inline GeoPoint toGeo(QPointF m)
{
    const double y = (0.5 - m.y()) * 2 * std::numbers::pi;
    return {(m.x() - 0.5) * 360, std::atan(std::sinh(y)) * 180 / std::numbers::pi};
}

// A place as two 32-bit numbers, 1 cm each at the equator: half the size of doubles, and differences stay exact.
struct Spot {
    quint32 x = 0;
    quint32 y = 0;

    friend bool operator==(const Spot &, const Spot &) = default;
};

constexpr double spotsAround = 4294967296.0;

inline Spot toSpot(QPointF m)
{
    constexpr double last = spotsAround - 1;
    return {static_cast<quint32>(std::clamp(std::round(m.x() * spotsAround), 0.0, last)),
            static_cast<quint32>(std::clamp(std::round(m.y() * spotsAround), 0.0, last))};
}

inline QPointF fromSpot(Spot s)
{
    return {s.x / spotsAround, s.y / spotsAround};
}

struct SpotBox {
    quint32 left = UINT32_MAX;
    quint32 top = UINT32_MAX;
    quint32 right = 0;
    quint32 bottom = 0;

    [[nodiscard]] bool isEmpty() const { return left > right; }

    [[nodiscard]] bool meets(const SpotBox &o) const
    {
        return left <= o.right && o.left <= right && top <= o.bottom && o.top <= bottom;
    }

    [[nodiscard]] bool contains(Spot s) const { return s.x >= left && s.x <= right && s.y >= top && s.y <= bottom; }

    void add(Spot s)
    {
        left = std::min(left, s.x);
        right = std::max(right, s.x);
        top = std::min(top, s.y);
        bottom = std::max(bottom, s.y);
    }

    void add(const SpotBox &o)
    {
        left = std::min(left, o.left);
        right = std::max(right, o.right);
        top = std::min(top, o.top);
        bottom = std::max(bottom, o.bottom);
    }
};

inline GeoBox geoBox(const SpotBox &box)
{
    if (box.isEmpty())
        return {};
    const GeoPoint a = toGeo(fromSpot({box.left, box.bottom}));
    const GeoPoint b = toGeo(fromSpot({box.right, box.top}));
    return {a.longitude, a.latitude, b.longitude, b.latitude};
}

// A rectangle of pixels at one scale of the world: `world` device pixels around, `left` and `top` of the rectangle in
// them. Kept in doubles: at street level the world is a hundred million pixels wide.
struct PixelFrame {
    double world = 256;
    double left = 0;
    double top = 0;

    [[nodiscard]] QPointF pixel(Spot s) const
    {
        const double unit = world / spotsAround;
        return {s.x * unit - left, s.y * unit - top};
    }

    [[nodiscard]] QPointF pixel(QPointF m) const { return {m.x() * world - left, m.y() * world - top}; }

    [[nodiscard]] QPointF mercator(QPointF pixel) const
    {
        return {(pixel.x() + left) / world, (pixel.y() + top) / world};
    }

    // What lies within `size` pixels and `margin` pixels around.
    [[nodiscard]] SpotBox box(QSizeF size, double margin) const
    {
        SpotBox box;
        box.add(toSpot(mercator({-margin, -margin})));
        box.add(toSpot(mercator({size.width() + margin, size.height() + margin})));
        return box;
    }
};

} // namespace fengqiao
