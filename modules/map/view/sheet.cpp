#include <QPainterPath>
#include <QPushButton>

#include "furniture.h"
#include "map_private.h"
#include "measure.h"

namespace fengqiao {

namespace {

void addRing(QPainterPath *path, std::span<const Spot> ring, const PixelFrame &frame)
{
    path->moveTo(frame.pixel(ring.front()));
    for (const Spot spot : ring.subspan(1)) {
        const QPointF p = frame.pixel(spot);
        if ((p - path->currentPosition()).manhattanLength() >= 0.5)
            path->lineTo(p);
    }
    path->closeSubpath();
}

} // namespace

void MapView::Private::paintOutline(QPainter *painter, const MapHit &hit, Token token, double width) const
{
    const auto areas = layers.areas(hit.layer);
    const Theme &theme = Theme::of(q);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme.color(token), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (!areas) {
        const GeoBox box = q->boxOf(hit);
        if (!box.isEmpty())
            painter->drawEllipse(screen({box.west, box.south}), 11, 11);
        return;
    }
    for (quint32 area = 0; area < areas->size(); ++area) {
        if (areas->key(area) != hit.key)
            continue;
        QPainterPath path;
        for (quint32 ring = areas->firstRing(area); ring < areas->endRing(area); ++ring)
            addRing(&path, areas->ring(ring), frame());
        painter->drawPath(path);
    }
}

bool MapView::Private::isEmptyShown() const
{
    return !emptyText.isEmpty() && !layers.isBuilding() && layers.extent().isEmpty();
}

QRect MapView::Private::emptyRect() const
{
    const Theme &theme = Theme::of(q);
    const int inset = theme.size(Size::Group);
    return QFontMetrics(theme.font())
        .boundingRect(q->rect().adjusted(inset, inset, -inset, -inset), Qt::AlignCenter | Qt::TextWordWrap, emptyText);
}

void MapView::Private::paintEmpty(QPainter *painter) const
{
    if (!isEmptyShown())
        return;
    const Theme &theme = Theme::of(q);
    painter->setFont(theme.font());
    painter->setPen(theme.color(Token::InkSoft));
    const int inset = theme.size(Size::Group);
    painter->drawText(q->rect().adjusted(inset, inset, -inset, -inset), Qt::AlignCenter | Qt::TextWordWrap, emptyText);
}

void MapView::Private::placeEmptyAction()
{
    if (!emptyAction)
        return;
    emptyAction->adjustSize();
    QRect place(QPoint(), emptyAction->size());
    place.moveCenter(q->rect().center());
    place.moveTop(emptyRect().bottom() + Theme::of(q).size(Size::Group));
    emptyAction->setGeometry(place);
    emptyAction->setVisible(isEmptyShown() && !emptyAction->text().isEmpty());
    emptyAction->raise();
}

void MapView::Private::paintEdit(QPainter *painter) const
{
    const Theme &theme = Theme::of(q);
    QPainterPath path;
    for (const GeoPolygon &polygon : tool.shape()) {
        for (qsizetype r = 0; r <= polygon.holes.size(); ++r) {
            QPolygonF ring;
            for (const GeoPoint &p : r == 0 ? polygon.outer : polygon.holes[r - 1])
                ring << screen(p);
            path.addPolygon(ring);
            path.closeSubpath();
        }
    }
    QColor veil = theme.color(Token::Accent);
    veil.setAlphaF(0.12F);
    painter->fillPath(path, veil);
    painter->setPen(QPen(theme.color(Token::Accent), 2));
    painter->drawPath(path);
    for (const BorderTool::Handle &handle : tool.handles()) {
        const QPointF at = screen(tool.place(handle));
        if (!q->rect().adjusted(-8, -8, 8, 8).contains(at.toPoint()))
            continue;
        const bool chosen = handle == tool.chosen();
        const double side = chosen ? 10 : handle.middle ? 5 : 8;
        painter->setPen(QPen(theme.color(Token::Accent), handle.middle ? 1 : 2));
        painter->setBrush(theme.color(chosen ? Token::Accent : Token::Raised));
        painter->drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side));
    }
}

void MapView::Private::paintTool(QPainter *painter) const
{
    if (tool.tool() == Tool::None)
        return;
    if (tool.tool() == Tool::Edit) {
        paintEdit(painter);
        return;
    }
    const Theme &theme = Theme::of(q);
    QPolygonF line;
    for (const GeoPoint &p : tool.line())
        line << screen(p);
    line << cross;
    const bool closes = tool.tool() != Tool::Distance;
    if (closes && line.size() > 2) {
        QColor veil = theme.color(Token::Accent);
        veil.setAlphaF(0.12F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(veil);
        painter->drawPolygon(line);
        painter->setPen(QPen(theme.color(Token::Accent), 1, Qt::DashLine));
        painter->drawLine(line.last(), line.first());
    }
    painter->setPen(QPen(theme.color(Token::Accent), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
    painter->setBrush(theme.color(Token::Raised));
    for (qsizetype i = 0; i + 1 < line.size(); ++i)
        painter->drawEllipse(line[i], 3.5, 3.5);
    // The cross, so that the keyboard has a pointer too.
    painter->setPen(QPen(theme.color(Token::Ink), 1));
    painter->drawLine(cross - QPointF(8, 0), cross + QPointF(8, 0));
    painter->drawLine(cross - QPointF(0, 8), cross + QPointF(0, 8));
    if (tool.line().isEmpty())
        return;
    GeoRing soFar = tool.line();
    soFar.append(place(cross));
    const QString text = closes ? extentText(squareMetres(soFar)) : lengthText(metresAlong(soFar));
    paintTag(painter, cross, text, theme, q->size());
}

// A corner: what lies below the legend is to be seen by moving the map a little, not by guessing.
LegendFold MapView::Private::legendFold() const
{
    constexpr double corner = 0.4; // of the view, across and down
    const QSizeF open = legendSize(legend, Theme::of(q), LegendFold::Open);
    const bool fits = open.width() <= corner * q->width() && open.height() <= corner * q->height();
    return legendSetOpen.value_or(fits) ? LegendFold::Open : LegendFold::Folded;
}

bool MapView::Private::isOnLegend(QPointF position) const
{
    return legendCard(legend, Theme::of(q), q->size(), legendFold()).contains(position);
}

bool MapView::Private::sheetMoves() const
{
    return marker || !hovered.isNull() || !selected.isNull() || tool.tool() != Tool::None;
}

void MapView::Private::paintSheet(QPainter *painter) const
{
    const Theme &theme = Theme::of(q);
    painter->setRenderHint(QPainter::Antialiasing);
    paintEmpty(painter);
    if (!hovered.isNull() && hovered != selected)
        paintOutline(painter, hovered, Token::InkSoft, 2);
    if (!selected.isNull())
        paintOutline(painter, selected, Token::Accent, 2.5);
    if (marker)
        paintPin(painter, screen(*marker), markerText, theme);
    paintTool(painter);
    paintLegend(painter, legend, theme, q->size(), legendFold());
    if (!layers.extent().isEmpty() || baseMap)
        paintScaleBar(painter, {q->size(), metresPerPixel(frame().world)}, attribution, theme);
    if (q->hasFocus())
        drawFocusRing(*painter, QRectF(q->rect()).adjusted(1, 1, -1, -1), theme, 0);
}

} // namespace fengqiao
