#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <widgets/theme.h>

#include "room_calendar_grid.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void say(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink,
         Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter.setFont(font);
    painter.setPen(ink);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, static_cast<int>(alignment.toInt()) | Qt::TextSingleLine, shown);
}

QString hour(Instant at)
{
    return at.local().toString(u"HH:mm"_s);
}

} // namespace

void RoomCalendarGrid::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(QRect(0, head(), viewport()->width(), viewport()->height() - head()));
    paintRows(painter, theme);
    for (const SessionCard &card : std::as_const(m_calendar.sessions))
        if (const QRect rect = rectOf(card); rect.isValid())
            paintSession(painter, theme, card, rect, false);
    paintNow(painter, theme);
    paintCursor(painter, theme);
    if (m_dragging)
        if (const auto card = std::ranges::find(m_calendar.sessions, m_pressed, &SessionCard::id);
            card != m_calendar.sessions.end())
            paintSession(painter, theme, *card, rectOf(*card).translated(m_dragAt - m_pressedAt), true);
    painter.restore();
    paintHead(painter, theme);
}

void RoomCalendarGrid::paintHead(QPainter &painter, const Theme &theme) const
{
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    painter.setClipRect(QRect(gutter(), 0, viewport()->width() - gutter(), head()));
    for (int i = 0; i < m_calendar.rooms.size(); ++i) {
        const CalendarRoom &room = m_calendar.rooms.at(i);
        const QRect area = column(i).adjusted(theme.space(2), 0, -theme.space(1), 0);
        say(painter, QRect(area.left(), 0, area.width(), high), room.name, theme.font(Type::Base, QFont::Medium),
            theme.color(Token::Ink));
        QStringList notes;
        if (room.seats > 0)
            notes << tr("%n seats", nullptr, room.seats);
        if (room.accessible)
            notes << tr("step-free");
        if (notes.isEmpty())
            notes << room.kindWord;
        say(painter, QRect(area.left(), high, area.width(), low), notes.join(u" · "_s), theme.font(Type::Small),
            theme.color(Token::InkSoft));
    }
    painter.setClipping(false);
    painter.setPen(QPen(theme.color(Token::Line), 1));
    painter.drawLine(0, head() - 1, viewport()->width(), head() - 1);
}

void RoomCalendarGrid::paintRows(QPainter &painter, const Theme &theme) const
{
    const int origin = head() - verticalScrollBar()->value();
    const int wide = viewport()->width();
    for (int i = 0; i < m_slots.size(); ++i) {
        const Slot &slot = m_slots.at(i);
        const QRect row(0, origin + slot.top, wide, slot.height);
        if (slot.afterBreak) // lunch
            painter.fillRect(QRect(gutter(), row.top() - theme.space(3), wide, theme.space(3)),
                             theme.color(Token::Sunken));
        if (!slot.working)
            painter.fillRect(row.adjusted(gutter(), 0, 0, 0), theme.color(Token::Sunken));
        const bool full = m_week || slot.from.local().time().minute() == 0;
        painter.setPen(QPen(theme.color(Token::Line), 1, full || slot.afterBreak ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(gutter(), row.top(), wide, row.top());
        const QRect gutterRect(0, row.top(), gutter() - theme.space(2), row.height());
        if (!m_week) {
            if (full || i == 0)
                say(painter, QRect(0, row.top(), gutterRect.width(), QFontMetrics(theme.font(Type::Small)).height()),
                    hour(slot.from), theme.font(Type::Small), theme.color(Token::InkSoft),
                    Qt::AlignRight | Qt::AlignTop);
            continue;
        }
        const CalendarDay &day = m_calendar.days.at(i);
        const bool today = day.date == m_now.localDate();
        const QString date = slot.from.display().section(u' ', 0, 1).sliced(5); // 09-14 周一
        const int line = QFontMetrics(theme.font(Type::Small)).height();
        say(painter, QRect(theme.space(1), row.top() + theme.space(1), gutterRect.width(), line), date,
            theme.font(Type::Small, today ? QFont::Medium : QFont::Normal),
            theme.color(today ? Token::Accent : Token::InkSoft));
        const QString note = !day.name.isEmpty() ? day.name : day.working ? QString() : tr("day off");
        if (!note.isEmpty() && row.height() >= 2 * line + theme.space(1))
            say(painter, QRect(theme.space(1), row.top() + theme.space(1) + line, gutterRect.width(), line), note,
                theme.font(Type::Small), theme.color(Token::InkFaint));
    }
    painter.setPen(QPen(theme.color(Token::Line), 1));
    const int bottom = m_slots.isEmpty() ? origin : origin + m_slots.last().top + m_slots.last().height;
    painter.drawLine(gutter(), bottom, wide, bottom);
    for (int i = 0; i < m_calendar.rooms.size(); ++i)
        painter.drawLine(column(i).left(), head(), column(i).left(), bottom);
}

// Own sessions are accented, held ones fade, what one may not see is only time that is taken.
void RoomCalendarGrid::paintSession(QPainter &painter, const Theme &theme, const SessionCard &card, const QRect &rect,
                                    bool ghost) const
{
    const bool own = card.own && card.open && !card.serves;
    const bool chosen = card.id == m_session && !m_session.isNull();
    const qreal radius = theme.size(Size::RadiusSmall);
    const QRectF face = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    if (ghost)
        painter.setOpacity(0.75);
    painter.setPen(QPen(theme.color(own || chosen || ghost ? Token::Accent : Token::LineStrong), 1,
                        card.serves ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(theme.color(own ? Token::AccentSoft : card.seen && card.open ? Token::Raised : Token::Sunken));
    painter.drawRoundedRect(face, radius, radius);
    QPainterPath outline;
    outline.addRoundedRect(face, radius, radius);
    painter.setClipPath(outline, Qt::IntersectClip);
    if (own)
        painter.fillRect(QRectF(face.left(), face.top(), theme.space(1), face.height()), theme.color(Token::Accent));
    QRect area = rect.adjusted(theme.space(2) + 1, 0, -theme.space(1), 0);
    const int line = QFontMetrics(theme.font(Type::Small)).height();
    if (card.apart && area.width() > theme.space(16)) {
        const int side = theme.space(4);
        theme.drawIcon(
            painter,
            QRectF(area.right() - side, rect.top() + (std::min(line + 2, rect.height()) - side) / 2.0, side, side),
            u"users"_s, Token::Orange);
        area.setRight(area.right() - side - theme.space(1));
    }
    const QColor ink = theme.color(card.seen && card.open ? Token::Ink : Token::InkSoft);
    const QString title = card.serves ? tr("Waiting: %1").arg(card.title) : card.title;
    const int top = rect.height() < line * 2 ? rect.top() + (rect.height() - line) / 2 : rect.top() + 1;
    const QFont strong = theme.font(Type::Small, card.seen && card.open ? QFont::Medium : QFont::Normal);
    say(painter, QRect(area.left(), top, area.width(), line), hour(card.from) + u' ' + title, strong, ink);
    QStringList more{card.mediator, card.resultWord, card.apart ? tr("waiting apart") : QString()};
    more.removeAll(QString());
    const QStringList lines{more.join(u" · "_s), card.apart ? card.waiting : card.number};
    for (int i = 0; i < lines.size() && rect.height() >= line * (i + 2) + 2; ++i)
        say(painter, QRect(area.left(), top + line * (i + 1), area.width(), line), lines.at(i), theme.font(Type::Small),
            theme.color(Token::InkSoft));
    painter.restore();
}

void RoomCalendarGrid::paintNow(QPainter &painter, const Theme &theme) const
{
    if (m_week || m_slots.isEmpty() || m_now < m_slots.first().from || m_now > m_slots.last().to)
        return;
    const int y = yOf(m_now);
    painter.setPen(QPen(theme.color(Token::Accent), 1));
    painter.drawLine(gutter() - theme.space(1), y, viewport()->width(), y);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Accent));
    painter.drawEllipse(QPointF(gutter() - theme.space(1), y), theme.space(1) / 1.5, theme.space(1) / 1.5);
}

void RoomCalendarGrid::paintCursor(QPainter &painter, const Theme &theme) const
{
    if (!hasFocus() || m_calendar.rooms.isEmpty() || m_slots.isEmpty())
        return;
    const SessionCard *card = currentSession();
    const QRect rect = card ? rectOf(*card) : placeRect(current().room, m_slots.at(m_slot).from).adjusted(1, 1, -1, -1);
    drawFocusRing(painter, rect, theme, theme.size(Size::RadiusSmall));
}

} // namespace fengqiao
