#pragma once

#include <QByteArrayView>

namespace fengqiao {

// Reads the stored form of a border (packShape) number by number, without making a GeoShape of it: number of polygons,
// then for each the number of its rings (the outer one first), then for each ring its vertices. What is damaged makes
// ok() false and everything after it nought.
class PackedShape {
public:
    static constexpr double unit = 1e7; // stored units in a degree

    explicit PackedShape(QByteArrayView packed)
        : m_at(packed.begin())
        , m_end(packed.end())
    {
    }

    [[nodiscard]] bool done() const { return m_ok && m_at == m_end; }

    [[nodiscard]] bool ok() const { return m_ok; }

    // Each thing counted takes two bytes at least, so a damaged count cannot ask for more memory than was stored.
    qsizetype count()
    {
        const qint64 value = varint();
        if (value < 0 || value > (m_end - m_at))
            m_ok = false;
        return m_ok ? static_cast<qsizetype>(value) : 0;
    }

    // visit(longitude, latitude) for `size` vertices of one ring, in stored units.
    template <typename Visit> void vertices(qsizetype size, Visit visit)
    {
        qint64 x = 0;
        qint64 y = 0;
        for (qsizetype i = 0; i < size && m_ok; ++i) {
            x = sum(x, varint());
            y = sum(y, varint());
            visit(x, y);
        }
    }

private:
    qint64 varint()
    {
        quint64 bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at == m_end)
                break;
            const auto byte = static_cast<quint8>(*m_at++);
            bits |= static_cast<quint64>(byte & 0x7f) << shift;
            if (!(byte & 0x80))
                return static_cast<qint64>(bits >> 1) ^ -static_cast<qint64>(bits & 1);
        }
        m_ok = false;
        return 0;
    }

    // Damaged bytes may add up to more than 64 bits hold: wrapped, not undefined.
    static qint64 sum(qint64 a, qint64 b)
    {
        return static_cast<qint64>(static_cast<quint64>(a) + static_cast<quint64>(b));
    }

    QByteArrayView::const_iterator m_at;
    QByteArrayView::const_iterator m_end;
    bool m_ok = true;
};

} // namespace fengqiao
