#include <widgets/row_pen.h>

#include <QPainter>

namespace fengqiao {

namespace {

QRectF faceOf(const QStyleOptionViewItem &option)
{
    return QRectF(option.rect).adjusted(1, 1, -1, -1);
}

} // namespace

void RowPen::take(int width)
{
    m_rect.setLeft(m_rect.left() + width + m_theme.size(Size::Inside));
}

void RowPen::words(const QString &text, const QFont &font, Token ink)
{
    if (text.isEmpty() || m_rect.width() <= 0)
        return;
    m_painter.setFont(font);
    m_painter.setPen(m_theme.color(ink));
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, m_rect.width());
    m_painter.drawText(m_rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    take(metrics.horizontalAdvance(shown));
}

void RowPen::wordsIfRoom(const QString &text, const QFont &font, Token ink)
{
    if (QFontMetrics(font).horizontalAdvance(text) <= m_rect.width())
        words(text, font, ink);
}

void RowPen::wordsAtRight(const QString &text, const QFont &font, Token ink)
{
    const int width = QFontMetrics(font).horizontalAdvance(text);
    if (text.isEmpty() || width > m_rect.width() / 2)
        return;
    m_painter.setFont(font);
    m_painter.setPen(m_theme.color(ink));
    m_painter.drawText(m_rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    m_rect.setRight(m_rect.right() - width - m_theme.size(Size::Inside));
}

void RowPen::chip(const QString &text, WordChip::Tone tone)
{
    if (!text.isEmpty())
        take(drawWordChip(m_painter, m_rect, text, tone, m_theme));
}

void RowPen::chipAtRight(const QString &text, WordChip::Tone tone)
{
    if (text.isEmpty())
        return;
    const int width = wordChipWidth(text, m_theme);
    const QRect place(m_rect.right() - width + 1, m_rect.top(), width, m_rect.height());
    drawWordChip(m_painter, place, text, tone, m_theme);
    m_rect.setRight(m_rect.right() - width - m_theme.size(Size::Inside));
}

void RowPen::icon(const QString &name, Token token)
{
    const int side = m_theme.space(4);
    m_theme.drawIcon(m_painter, QRectF(m_rect.left(), m_rect.top() + (m_rect.height() - side) / 2.0, side, side), name,
                     token);
    take(side);
}

void drawRowFace(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (!selected && !option.state.testFlag(QStyle::State_MouseOver))
        return;
    const int round = theme.size(Size::RadiusSmall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
    painter.drawRoundedRect(faceOf(option), round, round);
}

void drawRowFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Selected))
        drawFocusRing(painter, faceOf(option), theme, theme.size(Size::RadiusSmall));
}

} // namespace fengqiao
