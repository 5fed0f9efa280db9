#include "wall_land.h"

#include <QtMath>

#include <geo/shape.h>

namespace fengqiao {

namespace {

constexpr float lineShare = 0.45F; // of the line between two grids, so that fills lead

GeoShape shapeOf(const WallGrid &grid)
{
    const auto shape = unpackShape(grid.border);
    if (!shape)
        return {}; // a damaged border is told by the checks of the grids, not in a hall
    return converted(*shape, datumFromCode(grid.datum).value_or(Datum::Cgcs2000), Datum::Cgcs2000);
}

QPolygonF ringOf(const GeoRing &ring, double shrink)
{
    QPolygonF polygon;
    polygon.reserve(ring.size());
    for (const GeoPoint &point : ring)
        polygon << QPointF(point.longitude * shrink, -point.latitude);
    return polygon;
}

QPainterPath pathOf(const GeoShape &shape, double shrink)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const GeoPolygon &polygon : shape) {
        path.addPolygon(ringOf(polygon.outer, shrink));
        path.closeSubpath();
        for (const GeoRing &hole : polygon.holes) {
            path.addPolygon(ringOf(hole, shrink));
            path.closeSubpath();
        }
    }
    return path;
}

// A grid's own colour, else that of the village or town that it lies in.
QColor colourOf(const QString &code, const QString &org, const QHash<QString, QColor> &byCode, const QColor &rest)
{
    for (const QString &key : {code, org.left(12), org.left(9), org.left(6)})
        if (const auto found = byCode.constFind(key); found != byCode.cend())
            return *found;
    return rest;
}

} // namespace

WallLand::WallLand(const WallGround &ground)
{
    QList<std::pair<const WallGrid *, GeoShape>> read;
    GeoBox all;
    for (const WallGrid &grid : ground.grids) {
        GeoShape shape = shapeOf(grid);
        if (shape.isEmpty())
            continue;
        all.add(boxOf(shape));
        read.append({&grid, std::move(shape)});
    }
    const double shrink = all.isEmpty() ? 1 : qCos(qDegreesToRadians((all.south + all.north) / 2));
    QHash<QString, QRectF> boxes;
    for (const auto &[grid, shape] : std::as_const(read)) {
        m_shapes.append({grid->code, grid->org, pathOf(shape, shrink)});
        const QRectF box = m_shapes.constLast().path.boundingRect();
        m_box |= box;
        for (const qsizetype digits : {9, 12}) {
            const QString division = grid->org.left(digits);
            if (ground.divisions.contains(division))
                boxes[division] |= box;
        }
    }
    for (auto box = boxes.cbegin(); box != boxes.cend(); ++box)
        m_names.append({ground.divisions.value(box.key()), box->center(), box->width() * box->height()});
    std::ranges::sort(m_names, std::ranges::greater(), &Name::size);
}

QTransform WallLand::onto(const QRect &rect) const
{
    const double scale = std::min(rect.width() / m_box.width(), rect.height() / m_box.height());
    const QPointF middle = QRectF(rect).center();
    return QTransform::fromTranslate(middle.x(), middle.y())
        .scale(scale, scale)
        .translate(-m_box.center().x(), -m_box.center().y());
}

void WallLand::paint(WallPen &pen, const QRect &rect, const QHash<QString, QColor> &byCode, const QColor &rest) const
{
    if (m_shapes.isEmpty())
        return;
    QPainter &painter = pen.painter();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(onto(rect), true);
    QColor line = pen.color(Token::Sunken);
    line.setAlphaF(lineShare);
    QPen edge(line, 1);
    edge.setCosmetic(true);
    painter.setPen(edge);
    for (const Shape &shape : m_shapes) {
        painter.setBrush(colourOf(shape.code, shape.org, byCode, rest));
        painter.drawPath(shape.path);
    }
    painter.restore();
}

void WallLand::label(WallPen &pen, const QRect &rect, int px) const
{
    const QTransform transform = onto(rect);
    QList<QRect> taken;
    for (const Name &name : m_names) {
        QRect box(0, 0, pen.width(name.word, px), WallPen::lineHeight(px));
        box.moveCenter(transform.map(name.at).toPoint());
        const QRect apart = box.adjusted(-px / 2, 0, px / 2, 0);
        if (!rect.contains(box) ||
            std::ranges::any_of(taken, [&](const QRect &other) { return other.intersects(apart); }))
            continue;
        taken << apart;
        pen.label(box, name.word, px);
    }
}

} // namespace fengqiao
