#include <QPainter>
#include <QPainterPath>

#include <core/parts.h>
#include <widgets/row_pen.h>

#include "matter_look.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

class Line : public RowPen {
public:
    using RowPen::RowPen;

    void level(const MatterCard &card)
    {
        if (card.danger)
            icon(u"siren"_s, Token::Red);
        if (const LevelLook look = levelOf(card); !look.code.isEmpty())
            take(drawLevelChip(m_painter, m_rect, look, m_theme));
    }

    void dueAtRight(const DueLook &look)
    {
        if (look.text.isEmpty())
            return;
        const int width = dueBadgeWidth(look, m_theme);
        drawDueBadge(m_painter, QRect(m_rect.right() - width + 1, m_rect.top(), width, m_rect.height()), look, m_theme);
        m_rect.setRight(m_rect.right() - width - m_theme.size(Size::Inside));
    }

    void chip(const QString &text, bool onTint)
    {
        RowPen::chip(text, onTint ? WordChip::Tone::Raised : WordChip::Tone::Neutral);
    }
};

int baseLine(const Theme &theme)
{
    return QFontMetrics(theme.font()).height();
}

int smallLine(const Theme &theme)
{
    return QFontMetrics(theme.font(Type::Small)).height();
}

// Red and orange have a bar at their left edge beside the chip's shape and word, so that they are seen from afar.
void drawEdge(QPainter &painter, const QRectF &face, const MatterCard &card, const Theme &theme, qreal radius)
{
    if (!isPressing(card))
        return;
    const bool red = card.danger || card.levelShape == "diamond"_L1;
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(face, radius, radius);
    painter.setClipPath(outline, Qt::IntersectClip);
    painter.fillRect(QRectF(face.left(), face.top(), theme.space(1), face.height()),
                     theme.color(red ? Token::Red : Token::Orange));
    painter.restore();
}

} // namespace

int matterRowHeight(const Theme &theme)
{
    return baseLine(theme) + smallLine(theme) + theme.space(5);
}

void drawMatterRow(QPainter &painter, const QStyleOptionViewItem &option, const MatterCard &card, QDate today)
{
    const Theme &theme = Theme::of(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const qreal radius = theme.size(Size::RadiusSmall);
    const QRectF face = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(option.rect);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
        painter.drawRoundedRect(face, radius, radius);
    }
    drawEdge(painter, face, card, theme, radius);
    const int high = baseLine(theme);
    const int low = smallLine(theme);
    const QRect area = option.rect.adjusted(theme.size(Size::Inside), 0, -theme.size(Size::Inside), 0);
    const int top = area.top() + (area.height() - high - low - theme.space(1)) / 2;
    Line first(painter, QRect(area.left(), top, area.width(), high), theme);
    first.level(card);
    first.words(card.title, theme.font(Type::Base, QFont::Medium), Token::Ink);
    Line second(painter, QRect(area.left(), top + high + theme.space(1), area.width(), low), theme);
    second.dueAtRight(briefDueOf(card.due, today));
    if (!card.task.isEmpty())
        second.chip(card.task, selected);
    // What a unit is asked stands in place of a title that it may not read.
    const QString about = card.parties == card.title ? QString() : card.parties;
    second.words(joinedParts({shortNumber(card.number), card.stateWord, about}), theme.font(Type::Small),
                 Token::InkSoft);
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        drawFocusRing(painter, face, theme, radius);
    painter.restore();
}

int matterCardHeight(const Theme &theme, bool withReason)
{
    const int text = baseLine(theme) + smallLine(theme) * (withReason ? 3 : 2);
    return text + theme.space(withReason ? 1 : 0) + theme.space(3) + theme.space(2);
}

void drawMatterCard(QPainter &painter, const QStyleOptionViewItem &option, const MatterCard &card, QDate today,
                    bool withReason)
{
    const Theme &theme = Theme::of(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const qreal radius = theme.size(Size::RadiusSmall);
    // The gap to the next card is part of the row.
    const QRectF face = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -theme.space(2) + 0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(option.rect);
    painter.setPen(QPen(theme.color(selected ? Token::Accent : hover ? Token::LineStrong : Token::Line), 1));
    painter.setBrush(theme.color(selected ? Token::AccentSoft : Token::Raised));
    painter.drawRoundedRect(face, radius, radius);
    drawEdge(painter, face, card, theme, radius);

    const int high = baseLine(theme);
    const int low = smallLine(theme);
    const QRect area = face.toRect().adjusted(theme.space(3), theme.space(1) + 1, -theme.size(Size::Inside), 0);
    int top = area.top();
    const auto line = [&](int height) {
        const QRect rect(area.left(), top, area.width(), height);
        top += height;
        return Line(painter, rect, theme);
    };
    const QFont small = theme.font(Type::Small);
    Line first = line(high);
    first.level(card);
    first.words(card.title, theme.font(Type::Base, QFont::Medium), Token::Ink);
    Line second = line(low);
    second.wordsAtRight(card.mediator, small, Token::InkSoft);
    second.words(card.parties, small, Token::InkSoft);
    Line third = line(low);
    third.dueAtRight(briefDueOf(card.due, today));
    // Before it has a room, where triage sends it is worth more than what it is about.
    const bool routed = card.room.isNull() && !card.roomKindWord.isEmpty();
    third.words(shortNumber(card.number), small, Token::InkSoft);
    third.wordsIfRoom(routed ? u"→ "_s + card.roomKindWord : card.disputeTypeWord, small, Token::InkSoft);
    if (withReason) {
        top += theme.space(1);
        line(low).words(card.triageReason.isEmpty() ? card.stateWord : card.triageReason, small, Token::InkFaint);
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        drawFocusRing(painter, face, theme, radius);
    painter.restore();
}

} // namespace fengqiao
