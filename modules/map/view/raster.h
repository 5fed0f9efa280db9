#pragma once

#include <QImage>
#include <optional>
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
    // `lineWidth` 0: no lines. Edges are taken as they are: nothing is simplified, so neighbours never part. Lines
    // around filled areas of a few pixels are seams between pixels: nobody could tell, and they are most of the work.
    [[nodiscard]] AreaTile draw(const AreaSet &set, const PixelFrame &frame, int side, bool filled, double lineWidth);

private:
    // A vertex in pixels, and the first row whose middle is at or below it: an edge crosses the rows between its ends'.
    struct Vertex {
        double x;
        double y;
        int row;
    };

    void begin(const AreaSet &set, bool filled);
    void project(const AreaSet &set, quint32 area);
    void fill(const AreaSet &set, quint32 area);
    void countEdge(const Vertex &a, const Vertex &b);
    void placeEdge(const Vertex &a, const Vertex &b);
    void fillRows(quint32 area, int first, int last);
    void outline(const AreaSet &set, quint32 area);
    void line(QPointF a, QPointF b, double strength);
    void seams();
    void encode(AreaTile *tile) const;
    template <typename Visit> void eachRing(Visit visit) const;

    PixelFrame m_frame;
    int m_side = 0;
    int m_reach = 0; // rows and columns of m_ids: one more than the tile's, so that its last seams are known
    double m_width = 1;
    std::vector<quint32> m_ids;
    std::vector<quint8> m_lines;
    std::vector<quint8> m_seams;    // by area: how strong, nought for those with a line of their own
    std::vector<Vertex> m_vertices; // of the area at hand
    std::vector<size_t> m_rings;    // one past the last vertex of each of its rings
    std::vector<quint32> m_counts;
    std::vector<float> m_crossings;
    int m_firstRow = 0;
    bool m_hasSeams = false;
};

// Lays a part of the tile over `image` (premultiplied or opaque): a premultiplied colour an area, then the lines. With
// `ground`, a premultiplied colour, the part holds nothing yet and is that colour where no area is. Pixels beside the
// part may be written too.
void paintTile(QImage *image, const AreaTile &tile, const std::vector<QRgb> &colours, QRgb line, const QRect &part,
               std::optional<QRgb> ground);

} // namespace fengqiao
