#include "card_look.h"

#include <QAbstractItemView>

namespace fengqiao {

using namespace Qt::StringLiterals;

QString tipHtml(const QStringList &lines)
{
    QString html;
    for (const QString &line : lines)
        if (!line.isEmpty())
            html += u"<div>"_s + line.toHtmlEscaped() + u"</div>"_s;
    return html;
}

void sayLine(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

QRect chipAtRight(QPainter &painter, QRect line, const QString &text, WordChip::Tone tone, const Theme &theme)
{
    if (text.isEmpty())
        return line;
    const int width = wordChipWidth(text, theme);
    drawWordChip(painter, QRect(line.right() - width + 1, line.top(), width, line.height()), text, tone, theme);
    line.setRight(line.right() - width - theme.size(Size::Inside));
    return line;
}

QRect badgeAtRight(QPainter &painter, QRect line, const DueLook &look, const Theme &theme)
{
    if (look.text.isEmpty())
        return line;
    const int width = dueBadgeWidth(look, theme);
    drawDueBadge(painter, QRect(line.right() - width + 1, line.top(), width, line.height()), look, theme);
    line.setRight(line.right() - width - theme.size(Size::Inside));
    return line;
}

CardFace::CardFace(QPainter &painter, const QStyleOptionViewItem &option)
    : m_painter(painter)
    , m_theme(Theme::of(option.widget))
    , m_face(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -m_theme.space(2) + 0.5))
    , m_selected(option.state.testFlag(QStyle::State_Selected))
    , m_focused(option.state.testFlag(QStyle::State_HasFocus))
{
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const qreal radius = m_theme.size(Size::RadiusSmall);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(option.rect);
    painter.setPen(QPen(m_theme.color(m_selected ? Token::Accent : hover ? Token::LineStrong : Token::Line), 1));
    painter.setBrush(m_theme.color(m_selected ? Token::AccentSoft : Token::Raised));
    painter.drawRoundedRect(m_face, radius, radius);
}

CardFace::~CardFace()
{
    if (m_selected && m_focused)
        drawFocusRing(m_painter, m_face, m_theme, m_theme.size(Size::RadiusSmall));
    m_painter.restore();
}

QRect CardFace::area() const
{
    const int inside = m_theme.size(Size::Inside);
    return m_face.toRect().adjusted(inside, m_theme.space(1) + 1, -inside, 0);
}

} // namespace fengqiao
