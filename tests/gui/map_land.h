#pragma once

#include <QRandomGenerator>

#include <geo/shape.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

// A made-up land of areas that touch without gap or overlap: a lattice whose corners and edges are pulled about, the
// same for the same numbers. Each area has sixteen vertices.
class Land {
public:
    Land(int columns, int rows, const GeoBox &box)
        : m_columns(columns)
        , m_rows(rows)
        , m_box(box)
    {
    }

    [[nodiscard]] int size() const { return m_columns * m_rows; }

    [[nodiscard]] GeoShape area(int index) const
    {
        const int column = index % m_columns;
        const int row = index / m_columns;
        GeoRing ring;
        edge(&ring, {column, row}, {column + 1, row});
        edge(&ring, {column + 1, row}, {column + 1, row + 1});
        edge(&ring, {column + 1, row + 1}, {column, row + 1});
        edge(&ring, {column, row + 1}, {column, row});
        return {GeoPolygon{ring, {}}};
    }

private:
    using Corner = std::pair<int, int>;

    // Between -1 and 1, by the numbers alone.
    static double pull(quint32 a, quint32 b, quint32 c)
    {
        quint32 h = a * 0x9e3779b1U ^ b * 0x85ebca77U ^ c * 0xc2b2ae3dU;
        h ^= h >> 15;
        h *= 0x2c1b3c6dU;
        h ^= h >> 13;
        return static_cast<double>(h & 0xffff) / 32768.0 - 1;
    }

    [[nodiscard]] GeoPoint corner(Corner at) const
    {
        const auto x = static_cast<quint32>(at.first);
        const auto y = static_cast<quint32>(at.second);
        return place(at.first + 0.28 * pull(x, y, 1), at.second + 0.28 * pull(x, y, 2));
    }

    [[nodiscard]] GeoPoint place(double column, double row) const
    {
        return {m_box.west + (m_box.east - m_box.west) * column / m_columns,
                m_box.north - (m_box.north - m_box.south) * row / m_rows};
    }

    // Both neighbours of an edge walk over the same three points between its corners.
    void edge(GeoRing *ring, Corner from, Corner to) const
    {
        const Corner low = std::min(from, to);
        const bool across = from.second == to.second;
        const GeoPoint a = corner(from);
        const GeoPoint b = corner(to);
        ring->append(a);
        for (int i = 1; i <= 3; ++i) {
            const int step = from < to ? i : 4 - i;
            const double off = 0.09 * pull(static_cast<quint32>(low.first), static_cast<quint32>(low.second),
                                           static_cast<quint32>(step + (across ? 10 : 20)));
            const double t = i / 4.0;
            GeoPoint p{a.longitude + (b.longitude - a.longitude) * t, a.latitude + (b.latitude - a.latitude) * t};
            p.longitude += across ? 0 : off * (m_box.east - m_box.west) / m_columns;
            p.latitude += across ? off * (m_box.north - m_box.south) / m_rows : 0;
            ring->append(p);
        }
    }

    int m_columns;
    int m_rows;
    GeoBox m_box;
};

} // namespace fengqiao
