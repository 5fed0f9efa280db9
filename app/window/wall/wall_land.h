#pragma once

#include <QHash>
#include <QPainterPath>

#include <statistics/wall.h>

#include "wall_pen.h"

namespace fengqiao {

// The grids as shapes on a plane, made once: the wall's map stands still, so it is painted with the painter, beside the
// window's thread, into the picture of its element. Immutable afterwards.
class WallLand {
public:
    explicit WallLand(const WallGround &ground);

    [[nodiscard]] bool isEmpty() const { return m_shapes.isEmpty(); }

    // Every grid in the colour of its own value or of the division that it stands in (codes of the values decide).
    void paint(WallPen &pen, const QRect &rect, const QHash<QString, QColor> &byCode, const QColor &rest) const;
    // Names of the divisions where there is room for them.
    void label(WallPen &pen, const QRect &rect, int px) const;

private:
    struct Shape {
        QString code;
        QString org;
        QPainterPath path; // longitudes shrunk by the cosine of the middle latitude, latitudes downwards
    };

    struct Name {
        QString word;
        QPointF at;
        double size = 0;
    };

    [[nodiscard]] QTransform onto(const QRect &rect) const;
    QList<Shape> m_shapes;
    QList<Name> m_names; // the largest division first
    QRectF m_box;
};

} // namespace fengqiao
