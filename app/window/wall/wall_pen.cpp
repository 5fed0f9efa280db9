#include "wall_pen.h"

#include <QPainterPath>

namespace fengqiao {

QFont WallPen::font(int px, QFont::Weight weight) const
{
    QFont font = m_theme.font(Type::WallFigure, weight);
    font.setPixelSize(px);
    return font;
}

int WallPen::width(const QString &text, int px, QFont::Weight weight) const
{
    return QFontMetrics(font(px, weight)).horizontalAdvance(text);
}

void WallPen::keep(const QString &text, const QRect &rect, int px, bool cut)
{
    if (m_texts)
        m_texts->append({text, rect, px, cut});
}

QRect WallPen::line(const QRect &box, const QString &text, int px, Token ink, Qt::Alignment align, QFont::Weight weight)
{
    if (text.isEmpty() || box.width() <= 0)
        return {box.topLeft(), QSize(0, 0)};
    int size = px;
    while (size > m_least && width(text, size, weight) > box.width())
        --size;
    const QFontMetrics metrics(font(size, weight));
    const bool fits = metrics.horizontalAdvance(text) <= box.width();
    const QString shown = fits ? text : metrics.elidedText(text, Qt::ElideRight, box.width());
    const int wide = std::min(metrics.horizontalAdvance(shown), box.width());
    const int left = align & Qt::AlignRight     ? box.right() + 1 - wide
                     : align & Qt::AlignHCenter ? box.left() + (box.width() - wide) / 2
                                                : box.left();
    // Optically in the middle of its box: capitals and Chinese signs, without the room below the line.
    const int baseline = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2;
    m_painter.setFont(font(size, weight));
    m_painter.setPen(color(ink));
    m_painter.drawText(QPoint(left, baseline), shown);
    const QRect rect(left, baseline - metrics.ascent(), wide, metrics.height());
    keep(shown, rect, size, !fits);
    return rect;
}

QRect WallPen::onBaseline(const QRect &box, int baseline, const QString &text, int px, Token ink, QFont::Weight weight)
{
    const QFontMetrics metrics(font(px, weight));
    // A line is drawn in the middle of its box, so a box is made whose middle gives this baseline.
    const int top = baseline - (metrics.ascent() - metrics.descent()) / 2 - metrics.height() / 2;
    return line({box.left(), top, box.width(), metrics.height() / 2 * 2}, text, px, ink, Qt::AlignLeft, weight);
}

QRect WallPen::label(const QRect &box, const QString &text, int px)
{
    const QFontMetrics metrics(font(px));
    const QPoint at(box.left(), box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2);
    QPainterPath path;
    path.addText(at, font(px), text);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.strokePath(path, QPen(color(Token::Sunken), px / 5.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setFont(font(px));
    m_painter.setPen(color(Token::Ink));
    m_painter.drawText(at, text);
    const QRect rect(at.x(), at.y() - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height());
    keep(text, rect, px, false);
    return rect;
}

QRect WallPen::paragraph(const QRect &box, const QString &text, int px, Token ink)
{
    m_painter.setFont(font(px));
    m_painter.setPen(color(ink));
    QRect drawn;
    m_painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, text, &drawn);
    keep(text, drawn, px, drawn.height() > box.height() || drawn.width() > box.width());
    return drawn;
}

void WallPen::card(const QRect &rect, int radius)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color(Token::Raised));
    m_painter.drawRoundedRect(rect, radius, radius);
}

} // namespace fengqiao
