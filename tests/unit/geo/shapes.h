#pragma once

#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

#include <geo/topology.h>

namespace fengqiao::test {

using namespace Qt::StringLiterals;

// A rectangle from its south-west corner, in degrees near the demo county.
inline GeoShape box(double west, double south, double width, double height)
{
    return {{{{west, south}, {west + width, south}, {west + width, south + height}, {west, south + height}}, {}}};
}

// Two lobes that cross at one point, drawn as one ring.
inline GeoShape bowTie()
{
    return {{{{106.0, 34.0}, {106.1, 34.1}, {106.1, 34.0}, {106.0, 34.1}}, {}}};
}

// A round border of many vertices that bends in and out.
inline GeoShape flower(GeoPoint middle, double radius, int vertices)
{
    GeoRing ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = radius * (1 + 0.2 * std::sin(7 * angle));
        ring << GeoPoint{middle.longitude + r * std::cos(angle), middle.latitude + r * std::sin(angle)};
    }
    return {{ring, {}}};
}

inline double uniform(std::mt19937 &random, double from, double to)
{
    return from + (to - from) * (static_cast<double>(random()) / 4294967296.0);
}

// Twelve squares of 0.01 degrees, three rows of four.
inline QList<GeoShape> chessboard()
{
    QList<GeoShape> list;
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 4; ++x)
            list << box(106.0 + 0.01 * x, 34.5 + 0.01 * y, 0.01, 0.01);
    return list;
}

} // namespace fengqiao::test
