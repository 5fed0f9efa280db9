#pragma once

#include <QImage>
#include <vector>

#include "area_set.h"

namespace fengqiao {

// One tile of one layer of areas, without colours: which area covers each pixel, as runs along the rows, and how much
// of each pixel a border line covers. Colouring it is a walk along the runs (30 microseconds for a quarter of a
// thousand pixels squared), so a new metric recolours the whole view within one frame.
struct AreaTile {
    static constexpr quint32 none = UINT32_MAX;

    std::vector<quint32> rows;  // first run of each row, and one past the last; empty: nothing is filled
    std::vector<quint16> ends;  // where a run ends, in pixels from the left
    std::vector<quint32> areas; // or none
    std::vector<quint8> lines;  // one byte a pixel; empty: no line crosses the tile

    [[nodiscard]] bool isEmpty() const { return rows.empty() && lines.empty(); }

    [[nodiscard]] size_t bytes() const { return rows.size() * 4 + ends.size() * 2 + areas.size() * 4 + lines.size(); }
};

// Makes such tiles. Holds scratch memory: one a thread.
class Raster {
public:
    // `lineWidth` 0: no lines. Edges are taken as they are: nothing is simplified, so neighbours never part.
    [[nodiscard]] AreaTile draw(const AreaSet &set, const PixelFrame &frame, int side, bool filled, double lineWidth);

private:
    void fill(const AreaSet &set, quint32 area);
    void countEdge(QPointF a, QPointF b);
    void placeEdge(QPointF a, QPointF b);
    void fillRows(quint32 area, int first, int last);
    void outline(const AreaSet &set, quint32 area);
    void line(QPointF a, QPointF b, double strength);
    void encode(AreaTile *tile) const;

    PixelFrame m_frame;
    int m_side = 0;
    double m_width = 1;
    std::vector<quint32> m_ids;
    std::vector<quint8> m_lines;
    std::vector<QPointF> m_points;
    std::vector<quint32> m_counts;
    std::vector<float> m_crossings;
    int m_firstRow = 0;
};

// Lays the tile over `image` (premultiplied or opaque): a premultiplied colour an area, then the lines.
void paintTile(QImage *image, const AreaTile &tile, const std::vector<QRgb> &colours, QRgb line);

} // namespace fengqiao
