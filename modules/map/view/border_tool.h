#pragma once

#include <QPointF>
#include <functional>

#include <map/widgets/map_view.h>

#include "mercator.h"

namespace fengqiao {

// What measuring, drawing and editing change: a line or a shape, vertex by vertex. Knows nothing of the screen but the
// function that says where a place is on it.
class BorderTool {
public:
    using Tool = MapView::Tool;
    using ToScreen = std::function<QPointF(GeoPoint)>;

    void start(Tool tool);
    void edit(const GeoShape &shape);

    void stop() { start(Tool::None); }

    [[nodiscard]] Tool tool() const { return m_tool; }

    [[nodiscard]] bool isDrawing() const { return m_tool != Tool::None && m_tool != Tool::Edit; }

    // Drawing and measuring.
    void add(GeoPoint place);
    bool takeBack(); // the last vertex; false if there is none

    [[nodiscard]] const GeoRing &line() const { return m_shape.first().outer; }

    [[nodiscard]] bool canEnd() const;

    // Editing: one vertex of one ring, or the middle of the edge after it.
    struct Handle {
        qsizetype polygon = 0;
        qsizetype ring = 0; // 0 = outer
        qsizetype vertex = -1;
        bool middle = false;

        [[nodiscard]] bool isNull() const { return vertex < 0; }

        friend bool operator==(const Handle &, const Handle &) = default;
    };

    [[nodiscard]] QList<Handle> handles() const;
    [[nodiscard]] GeoPoint place(const Handle &handle) const;
    [[nodiscard]] Handle handleAt(QPointF position, const ToScreen &toScreen) const;
    void choose(Handle handle); // a middle becomes a vertex
    void chooseNext(int step);

    [[nodiscard]] const Handle &chosen() const { return m_chosen; }

    void moveChosen(GeoPoint to);
    bool removeChosen(); // a ring keeps three vertices

    [[nodiscard]] const GeoShape &shape() const { return m_shape; }

    // Rounded as borders are stored (1e-7 degrees): a vertex snapped to a neighbour's is the same number as it.
    [[nodiscard]] static GeoPoint rounded(GeoPoint place);

private:
    [[nodiscard]] const GeoRing &ring(const Handle &handle) const;
    [[nodiscard]] GeoRing &ring(const Handle &handle);

    Tool m_tool = Tool::None;
    GeoShape m_shape{GeoPolygon{}};
    Handle m_chosen;
};

} // namespace fengqiao
