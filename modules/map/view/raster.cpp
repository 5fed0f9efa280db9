#include "raster.h"

#include <QtEndian>
#include <array>
#include <bit>

namespace fengqiao {

namespace {

constexpr double finest = 3; // pixels: smaller areas get no line at all
constexpr double fine = 8;   // smaller filled areas get seams

// The row whose middle is the first at or below y.
int rowFrom(double y, int side)
{
    const double at = y - 0.5;
    if (!(at > 0))
        return 0;
    if (at >= side)
        return side;
    const int whole = static_cast<int>(at);
    return whole + (whole < at ? 1 : 0);
}

// Areas of a few pixels would drown in their own borders: these fade out first.
double strengthOf(double breadth)
{
    return std::clamp(breadth / 14, 0.3, 1.0);
}

// Every channel times by / 255, rounded: four numbers of 16 bit in one of 64.
QRgb scaled(QRgb premultiplied, quint32 by)
{
    quint64 x = (premultiplied | (static_cast<quint64>(premultiplied) << 24)) & 0x00ff00ff00ff00ffU;
    x = x * by + 0x0080008000800080U;
    x = ((x + ((x >> 8) & 0x00ff00ff00ff00ffU)) >> 8) & 0x00ff00ff00ff00ffU;
    return static_cast<QRgb>(x | (x >> 24));
}

QRgb over(QRgb under, QRgb premultiplied)
{
    return scaled(under, 255 - static_cast<quint32>(qAlpha(premultiplied))) + premultiplied;
}

} // namespace

template <typename Visit> void Raster::eachRing(Visit visit) const
{
    size_t first = 0;
    for (const size_t end : m_rings) {
        visit(std::span(m_vertices).subspan(first, end - first));
        first = end;
    }
}

void Raster::begin(const AreaSet &set, bool filled)
{
    const auto pixels = static_cast<size_t>(m_side) * static_cast<size_t>(m_side);
    m_ids.assign(filled ? static_cast<size_t>(m_reach) * static_cast<size_t>(m_reach) : 0, AreaTile::none);
    m_lines.assign(m_width > 0 ? pixels : 0, 0);
    m_seams.resize(set.size());
    m_hasSeams = false;
}

AreaTile Raster::draw(const AreaSet &set, const PixelFrame &frame, int side, bool filled, double lineWidth)
{
    m_frame = frame;
    m_side = side;
    m_reach = side + 1;
    m_width = lineWidth;
    const SpotBox box = frame.box(QSizeF(side, side), lineWidth + 1);
    bool any = false;
    set.each(box, [&](quint32 area) {
        if (!std::exchange(any, true))
            begin(set, filled);
        project(set, area);
        if (filled)
            fill(set, area);
        if (lineWidth > 0)
            outline(set, area);
    });
    AreaTile tile;
    if (!any)
        return tile;
    if (m_hasSeams)
        seams();
    if (filled)
        encode(&tile);
    if (std::ranges::any_of(m_lines, [](quint8 c) { return c != 0; }))
        tile.lines = m_lines;
    return tile;
}

void Raster::project(const AreaSet &set, quint32 area)
{
    m_vertices.clear();
    m_rings.clear();
    const double unit = m_frame.world / spotsAround;
    for (quint32 r = set.firstRing(area); r < set.endRing(area); ++r) {
        for (const Spot spot : set.ring(r)) {
            const double y = spot.y * unit - m_frame.top;
            m_vertices.push_back({spot.x * unit - m_frame.left, y, rowFrom(y, m_reach)});
        }
        m_rings.push_back(m_vertices.size());
    }
}

// Edges cross the middles of rows; between each pair of crossings the area covers the pixels whose middle is inside.
void Raster::fill(const AreaSet &set, quint32 area)
{
    const SpotBox &box = set.box(area);
    const int first = rowFrom(m_frame.pixel(Spot{box.left, box.top}).y(), m_reach);
    const int last = rowFrom(m_frame.pixel(Spot{box.left, box.bottom}).y(), m_reach);
    if (first >= last)
        return;
    m_firstRow = first;
    m_counts.assign(static_cast<size_t>(last - first) + 1, 0);
    for (const bool place : {false, true}) {
        if (place) {
            quint32 sum = 0;
            for (quint32 &count : m_counts)
                sum += std::exchange(count, sum);
            m_crossings.resize(sum);
        }
        eachRing([this, place](std::span<const Vertex> ring) {
            const Vertex *a = &ring.back();
            for (const Vertex &b : ring) {
                if (a->row != b.row)
                    place ? placeEdge(*a, b) : countEdge(*a, b);
                a = &b;
            }
        });
    }
    fillRows(area, first, last);
}

void Raster::countEdge(const Vertex &a, const Vertex &b)
{
    const auto [first, last] = std::minmax(a.row, b.row);
    for (int row = first; row < last; ++row)
        ++m_counts[static_cast<size_t>(row - m_firstRow)];
}

// From the upper end always, whichever way the ring runs: both neighbours of an edge get the same number.
void Raster::placeEdge(const Vertex &from, const Vertex &to)
{
    const bool down = from.y < to.y;
    const Vertex &a = down ? from : to;
    const Vertex &b = down ? to : from;
    const double slope = (b.x - a.x) / (b.y - a.y);
    for (int row = a.row; row < b.row; ++row)
        m_crossings[m_counts[static_cast<size_t>(row - m_firstRow)]++] =
            static_cast<float>(a.x + (row + 0.5 - a.y) * slope);
}

void Raster::fillRows(quint32 area, int first, int last)
{
    quint32 begin = 0;
    for (int row = first; row < last; ++row) {
        const quint32 end = m_counts[static_cast<size_t>(row - first)];
        std::sort(m_crossings.begin() + begin, m_crossings.begin() + end);
        quint32 *ids = m_ids.data() + static_cast<size_t>(row) * static_cast<size_t>(m_reach);
        for (quint32 i = begin; i + 1 < end; i += 2) {
            const int from = rowFrom(static_cast<double>(m_crossings[i]), m_reach);
            const int to = rowFrom(static_cast<double>(m_crossings[i + 1]), m_reach);
            if (from < to)
                std::fill(ids + from, ids + to, area);
        }
        begin = end;
    }
}

void Raster::outline(const AreaSet &set, quint32 area)
{
    const SpotBox &box = set.box(area);
    const double breadth = std::max(box.right - box.left, box.bottom - box.top) * (m_frame.world / spotsAround);
    const double strength = breadth < finest ? 0 : strengthOf(breadth);
    const bool seam = breadth < fine && !m_ids.empty();
    m_seams[area] = seam ? static_cast<quint8>(strength * 255) : 0;
    m_hasSeams |= m_seams[area] != 0;
    if (seam || breadth < finest)
        return;
    const double reach = m_width + 1;
    eachRing([&](std::span<const Vertex> ring) {
        QPointF a(ring.back().x, ring.back().y);
        for (size_t i = 0; i < ring.size(); ++i) {
            const QPointF b(ring[i].x, ring[i].y);
            const double length = std::abs(b.x() - a.x()) + std::abs(b.y() - a.y());
            if (length < 0.6 && i + 1 < ring.size())
                continue;
            if (std::max(a.x(), b.x()) > -reach && std::min(a.x(), b.x()) < m_side + reach &&
                std::max(a.y(), b.y()) > -reach && std::min(a.y(), b.y()) < m_side + reach)
                line(a, b, strength);
            a = b;
        }
    });
}

// Where a pixel belongs to another area than the one to its right or below.
void Raster::seams()
{
    const auto side = static_cast<size_t>(m_side);
    const auto reach = static_cast<size_t>(m_reach);
    const auto strength = [this](quint32 area) { return area == AreaTile::none ? quint8{0} : m_seams[area]; };
    for (size_t row = 0; row < side; ++row) {
        const quint32 *ids = m_ids.data() + row * reach;
        quint8 *lines = m_lines.data() + row * side;
        for (size_t x = 0; x < side; ++x) {
            const quint32 area = ids[x];
            const quint32 right = ids[x + 1];
            const quint32 below = ids[x + reach];
            if (area == right && area == below)
                continue;
            lines[x] = std::max({lines[x], strength(area), area == right ? quint8{0} : strength(right),
                                 area == below ? quint8{0} : strength(below)});
        }
    }
}

// Walks along the longer side one pixel at a time; across it, each pixel is covered by how much of it lies within the
// line. The larger value stays, so an edge shared by two areas and drawn twice looks like one.
void Raster::line(QPointF a, QPointF b, double strength)
{
    const bool steep = std::abs(b.y() - a.y()) > std::abs(b.x() - a.x());
    double a0 = steep ? a.y() : a.x();
    double a1 = steep ? a.x() : a.y();
    double b0 = steep ? b.y() : b.x();
    double b1 = steep ? b.x() : b.y();
    if (a0 > b0) {
        std::swap(a0, b0);
        std::swap(a1, b1);
    }
    const double along = b0 - a0;
    const double slope = along > 0 ? (b1 - a1) / along : 0;
    const auto half = static_cast<float>(m_width / 2 * std::sqrt(1 + slope * slope));
    const auto full = static_cast<float>(strength * 255);
    const int first = rowFrom(a0 - 0.5, m_side);
    const int last = rowFrom(b0 + 0.5, m_side);
    const auto stepAlong = static_cast<size_t>(steep ? m_side : 1);
    const auto stepAcross = static_cast<size_t>(steep ? 1 : m_side);
    for (int i = first; i < last; ++i) {
        const auto middle = static_cast<float>(a1 + (std::clamp(i + 0.5, a0, b0) - a0) * slope);
        const float low = middle - half;
        const float high = middle + half;
        const int from = std::max(0, static_cast<int>(std::floor(low)));
        const int to = std::min(m_side - 1, static_cast<int>(std::floor(high)));
        quint8 *at = m_lines.data() + static_cast<size_t>(i) * stepAlong;
        for (int j = from; j <= to; ++j) {
            const auto edge = static_cast<float>(j);
            const float covered = std::min(high, edge + 1) - std::max(low, edge);
            const auto value = static_cast<quint8>(covered * full);
            quint8 &pixel = at[static_cast<size_t>(j) * stepAcross];
            pixel = std::max(pixel, value);
        }
    }
}

void Raster::encode(AreaTile *tile) const
{
    const auto side = static_cast<size_t>(m_side);
    bool any = false;
    tile->rows.reserve(side + 1);
    for (size_t row = 0; row < side; ++row) {
        tile->rows.push_back(static_cast<quint32>(tile->ends.size()));
        const quint32 *ids = m_ids.data() + row * static_cast<size_t>(m_reach);
        for (size_t x = 0; x < side;) {
            const quint32 area = ids[x];
            while (x < side && ids[x] == area)
                ++x;
            tile->ends.push_back(static_cast<quint16>(x));
            tile->areas.push_back(area);
            any |= area != AreaTile::none;
        }
    }
    tile->rows.push_back(static_cast<quint32>(tile->ends.size()));
    if (!any)
        *tile = {};
    tile->ends.shrink_to_fit();
    tile->areas.shrink_to_fit();
}

namespace {

// Calls paint(from, to, colour) for each run of the row as far as it lies between `left` and `right`.
template <typename Paint>
void eachRun(const AreaTile &tile, size_t row, quint32 left, quint32 right, const std::vector<QRgb> &colours,
             Paint paint)
{
    quint32 from = 0;
    for (quint32 run = tile.rows[row]; run < tile.rows[row + 1] && from < right; ++run) {
        const quint32 to = tile.ends[run];
        const quint32 area = tile.areas[run];
        if (to > left)
            paint(std::max(from, left), to, area < colours.size() ? colours[area] : 0);
        from = to;
    }
}

void layRuns(QRgb *pixels, const AreaTile &tile, size_t row, quint32 left, quint32 right,
             const std::vector<QRgb> &colours)
{
    eachRun(tile, row, left, right, colours, [pixels](quint32 from, quint32 to, QRgb colour) {
        if (qAlpha(colour) == 255)
            std::fill(pixels + from, pixels + to, colour);
        else if (colour != 0)
            std::transform(pixels + from, pixels + to, pixels + from,
                           [colour](QRgb under) { return over(under, colour); });
    });
}

// On nothing but one colour every run is written whole, from left to right: what a store of several pixels writes too
// far, the next run or row writes again. Runs are a few pixels long: telling their ends apart would cost more.
void fillRuns(QRgb *pixels, const AreaTile &tile, size_t row, quint32 left, quint32 right,
              const std::vector<QRgb> &colours, QRgb ground)
{
    eachRun(tile, row, left, right, colours, [pixels, ground](quint32 from, quint32 to, QRgb colour) {
        constexpr quint32 atOnce = 8;
        if (qAlpha(colour) != 255)
            colour = over(ground, colour);
        for (; from < to; from += atOnce)
            std::fill_n(pixels + from, atOnce, colour);
    });
}

// The line's colour by how much of a pixel it covers.
using LineColours = std::array<QRgb, 256>;

void paintLines(QRgb *pixels, const quint8 *covered, size_t left, size_t right, const LineColours &line)
{
    constexpr quint64 low = 0x7f7f7f7f7f7f7f7fU;
    for (size_t x = left; x < right; x += 8) {
        const auto eight = qFromLittleEndian<quint64>(covered + x);
        // The highest bit of each byte that is not nought: to ask eight times would be a guess each time.
        for (quint64 bits = (((eight & low) + low) | eight) & ~low; bits != 0; bits &= bits - 1) {
            const size_t i = x + static_cast<size_t>(std::countr_zero(bits)) / 8;
            pixels[i] = over(pixels[i], line[covered[i]]);
        }
    }
}

} // namespace

void paintTile(QImage *image, const AreaTile &tile, const std::vector<QRgb> &colours, QRgb line, const QRect &part,
               std::optional<QRgb> ground)
{
    const auto side = static_cast<size_t>(image->width());
    const auto left = static_cast<quint32>(part.left()) / 8 * 8; // lines are looked at eight pixels at a time
    const auto right = std::min(static_cast<quint32>(side), static_cast<quint32>(part.right()) / 8 * 8 + 8);
    LineColours shades;
    for (quint32 covered = 0; covered < shades.size(); ++covered)
        shades[covered] = scaled(line, covered);
    for (auto row = static_cast<size_t>(part.top()); row <= static_cast<size_t>(part.bottom()); ++row) {
        auto *pixels = reinterpret_cast<QRgb *>(image->scanLine(static_cast<int>(row)));
        const bool last = row + 1 == side; // too far would be beside the image
        if (ground && !last && !tile.rows.empty()) {
            fillRuns(pixels, tile, row, left, right, colours, *ground);
        } else {
            if (ground)
                std::fill(pixels + left, pixels + right, *ground);
            if (!tile.rows.empty())
                layRuns(pixels, tile, row, left, right, colours);
        }
        if (!tile.lines.empty())
            paintLines(pixels, tile.lines.data() + row * side, left, right, shades);
    }
}

} // namespace fengqiao
