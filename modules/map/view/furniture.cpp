#include "furniture.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

#include "measure.h"
#include "point_painter.h"

namespace fengqiao {

namespace {

void paintCard(QPainter *painter, const QRectF &rect, const Theme &theme)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QColor fill = theme.color(Token::Raised);
    fill.setAlphaF(0.94F);
    painter->setBrush(fill);
    painter->setPen(QPen(theme.color(Token::Line), 1));
    const double radius = theme.size(Size::RadiusSmall);
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

struct LegendMetrics {
    QFont title;
    QFont text;
    double row;  // height
    double icon; // width before the words
    double inset;
    double gap;

    explicit LegendMetrics(const Theme &theme)
        : title(theme.font(Type::Small, QFont::Medium))
        , text(theme.font(Type::Small))
        , row(QFontMetricsF(text).height() + theme.space(1))
        , icon(theme.size(Size::Icon) + theme.space(1))
        , inset(theme.size(Size::Related))
        , gap(theme.space(1))
    {
    }
};

QString wordOf(const MapLegendRow &row)
{
    return row.word.isEmpty() ? row.mark.word : row.word;
}

// What can be folded needs a line to be opened by.
QString titleOf(const MapLegend &legend, LegendFold fold)
{
    return legend.title.isEmpty() && fold != LegendFold::None ? QCoreApplication::translate("Map", "Legend")
                                                              : legend.title;
}

void paintChevron(QPainter *painter, QPointF middle, LegendFold fold, const Theme &theme)
{
    const double rise = fold == LegendFold::Folded ? -2.5 : 2.5; // the card grows upwards
    painter->setPen(QPen(theme.color(Token::InkSoft), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(
        QPolygonF{middle + QPointF(-4.5, -rise), middle + QPointF(0, rise), middle + QPointF(4.5, -rise)});
}

void paintSwatch(QPainter *painter, const MapLegendRow &row, const QRectF &box, const Theme &theme)
{
    if (!row.swatch.isValid()) {
        paintMark(painter, {row.mark.shape, theme.color(row.mark.token)}, box.center(), 12, 1);
        return;
    }
    painter->setPen(QPen(theme.color(Token::LineStrong), 1));
    painter->setBrush(row.swatch);
    painter->drawRect(QRectF(box.left() + 2.5, std::round(box.center().y()) - 5.5, 15, 11));
}

} // namespace

QSizeF legendSize(const MapLegend &legend, const Theme &theme, LegendFold fold)
{
    if (legend.title.isEmpty() && legend.rows.isEmpty())
        return {};
    const LegendMetrics m(theme);
    const double chevron = fold == LegendFold::None ? 0 : m.icon;
    double width = QFontMetricsF(m.title).horizontalAdvance(titleOf(legend, fold)) + chevron;
    double lines = titleOf(legend, fold).isEmpty() ? 0 : 1;
    if (fold != LegendFold::Folded) {
        width = std::max(width, QFontMetricsF(m.text).horizontalAdvance(legend.note));
        for (const MapLegendRow &row : legend.rows)
            width = std::max(width, m.icon + QFontMetricsF(m.text).horizontalAdvance(wordOf(row)));
        lines += static_cast<double>(legend.rows.size() + (legend.note.isEmpty() ? 0 : 1));
    }
    return {std::ceil(width + 2 * m.inset), std::ceil(lines * m.row + 2 * m.inset - m.gap)};
}

QRectF legendCard(const MapLegend &legend, const Theme &theme, QSizeF view, LegendFold fold)
{
    const QSizeF size = legendSize(legend, theme, fold);
    const double edge = theme.size(Size::Related);
    return {QPointF(edge, std::round(view.height() - size.height() - edge)), size};
}

QRectF legendHead(const MapLegend &legend, const Theme &theme, QSizeF view, LegendFold fold)
{
    const QRectF card = legendCard(legend, theme, view, fold);
    if (card.isEmpty() || fold == LegendFold::None)
        return {};
    const LegendMetrics m(theme);
    return {card.topLeft(), QSizeF(card.width(), std::min(card.height(), m.row + m.inset + m.gap))};
}

void paintLegend(QPainter *painter, const MapLegend &legend, const Theme &theme, QSizeF view, LegendFold fold)
{
    const QRectF card = legendCard(legend, theme, view, fold);
    if (card.isEmpty())
        return;
    const LegendMetrics m(theme);
    painter->save();
    paintCard(painter, card, theme);
    QRectF line(card.left() + m.inset, card.top() + m.inset - m.gap / 2, card.width() - 2 * m.inset, m.row);
    const auto words = [&](const QString &text, const QFont &font, Token ink) {
        painter->setFont(font);
        painter->setPen(theme.color(ink));
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
        line.translate(0, m.row);
    };
    if (fold != LegendFold::None)
        paintChevron(painter, {line.right() - m.icon / 2 + 2, line.center().y()}, fold, theme);
    if (const QString title = titleOf(legend, fold); !title.isEmpty())
        words(title, m.title, Token::Ink);
    if (fold != LegendFold::Folded) {
        for (const MapLegendRow &row : legend.rows) {
            paintSwatch(painter, row, QRectF(line.left(), line.top(), theme.size(Size::Icon), line.height()), theme);
            line.setLeft(line.left() + m.icon);
            words(wordOf(row), m.text, Token::Ink);
            line.setLeft(line.left() - m.icon);
        }
        if (!legend.note.isEmpty())
            words(legend.note, m.text, Token::InkSoft);
    }
    painter->restore();
}

void paintScaleBar(QPainter *painter, const FurnitureSize &size, const QString &attribution, const Theme &theme)
{
    constexpr double longest = 96;
    if (!(size.metresPerPixel > 0) || size.view.width() < 3 * longest)
        return;
    // 1, 2 or 5 times a power of ten.
    const double power = std::pow(10, std::floor(std::log10(longest * size.metresPerPixel)));
    double metres = power;
    for (const double step : {2.0, 5.0}) {
        if (step * power <= longest * size.metresPerPixel)
            metres = step * power;
    }
    const double length = std::round(metres / size.metresPerPixel);
    const QFont font = theme.font(Type::Small);
    const QFontMetricsF metrics(font);
    const QString text =
        metres < 1000 ? lengthText(metres) : QCoreApplication::translate("Map", "%1 km").arg(metres / 1000);
    const double inset = theme.size(Size::Inside);
    const double words = attribution.isEmpty() ? 0 : metrics.horizontalAdvance(attribution) + 2 * inset;
    const double width = words + length + metrics.horizontalAdvance(text) + 3 * inset;
    const double height = metrics.height() + inset;
    const double edge = theme.size(Size::Related);
    const QRectF card(std::round(size.view.width() - width - edge), std::round(size.view.height() - height - edge),
                      std::round(width), std::round(height));
    painter->save();
    paintCard(painter, card, theme);
    painter->setFont(font);
    painter->setPen(theme.color(Token::InkSoft));
    painter->drawText(card.adjusted(inset, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, attribution);
    const double left = card.left() + words + inset;
    painter->drawText(QRectF(left + length + inset, card.top(), width, height), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(theme.color(Token::Ink), 1));
    const double y = std::round(card.center().y()) + 3;
    painter->drawPolyline(QPolygonF{{left, y - 6}, {left, y}, {left + length, y}, {left + length, y - 6}});
    painter->restore();
}

void paintTag(QPainter *painter, QPointF at, const QString &text, const Theme &theme, QSizeF view)
{
    if (text.isEmpty())
        return;
    const QFont font = theme.font(Type::Small);
    const QFontMetricsF metrics(font);
    const double inset = theme.size(Size::Inside);
    QRectF card(at.x() + inset, at.y() - metrics.height() - 2 * inset, metrics.horizontalAdvance(text) + 2 * inset,
                metrics.height() + inset);
    card.moveLeft(std::clamp(card.left(), 2.0, std::max(2.0, view.width() - card.width() - 2)));
    card.moveTop(std::clamp(card.top(), 2.0, std::max(2.0, view.height() - card.height() - 2)));
    painter->save();
    paintCard(painter, card, theme);
    painter->setFont(font);
    painter->setPen(theme.color(Token::Ink));
    painter->drawText(card, Qt::AlignCenter, text);
    painter->restore();
}

void paintPin(QPainter *painter, QPointF at, const QString &text, const Theme &theme)
{
    constexpr double radius = 8;
    constexpr double height = 22; // of the head's middle above the place
    QPainterPath pin;
    pin.moveTo(at);
    pin.lineTo(at.x() - radius * 0.9, at.y() - height + 4);
    pin.lineTo(at.x() + radius * 0.9, at.y() - height + 4);
    pin.closeSubpath();
    QPainterPath head;
    head.addEllipse(QPointF(at.x(), at.y() - height), radius, radius);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color(Token::Raised), 1.5));
    painter->setBrush(theme.color(Token::Accent));
    painter->drawPath(pin.united(head));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Token::Raised));
    painter->drawEllipse(QPointF(at.x(), at.y() - height), radius * 0.4, radius * 0.4);
    painter->restore();
    if (!text.isEmpty())
        paintTag(painter, at + QPointF(radius, -height + 4), text, theme, QSizeF(1e6, 1e6));
}

} // namespace fengqiao
