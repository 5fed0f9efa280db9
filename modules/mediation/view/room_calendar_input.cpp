#include <QApplication>
#include <QMouseEvent>

#include "room_calendar_grid.h"

// Keys and the mouse on the room calendar.
namespace fengqiao {

namespace {

constexpr qint64 minuteMs = 60'000;

} // namespace

void RoomCalendarGrid::moveCursor(int rooms, int slots)
{
    m_session = {};
    setCursor(m_room + rooms, m_slot + slots);
}

// A step on: the next room, or half an hour (a day in the week).
void RoomCalendarGrid::moveSession(int rooms, int slots)
{
    const SessionCard *card = currentSession();
    const int room = m_room + rooms;
    if (!card || !isMovable(*card) || room < 0 || room >= m_calendar.rooms.size())
        return;
    const qint64 step = m_week ? qint64{24} * 60 : std::max(1, m_calendar.stepMinutes);
    const QUuid id = card->id;
    Q_EMIT moveWanted(id, m_calendar.rooms.at(room).id, Instant{card->from.ms + slots * step * minuteMs});
}

void RoomCalendarGrid::keyPressEvent(QKeyEvent *event)
{
    const bool moving = event->modifiers() & Qt::ControlModifier;
    const auto go = [&](int rooms, int slots) {
        if (moving)
            moveSession(rooms, slots);
        else
            moveCursor(rooms, slots);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go(-1, 0);
    case Qt::Key_Right:
        return go(1, 0);
    case Qt::Key_Up:
        return go(0, -1);
    case Qt::Key_Down:
        return go(0, 1);
    case Qt::Key_Home:
        return moveCursor(0, -m_slot);
    case Qt::Key_End:
        return moveCursor(0, static_cast<int>(m_slots.size()));
    case Qt::Key_Escape:
        if (std::exchange(m_dragging, false))
            return viewport()->update();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const SessionCard *card = currentSession(); card && card->seen)
            Q_EMIT openWanted(card->id);
        else if (!card)
            Q_EMIT bookWanted(current().room, current().at);
        return;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void RoomCalendarGrid::mousePressEvent(QMouseEvent *event)
{
    const QPoint pos = event->position().toPoint();
    int room = -1;
    int slot = -1;
    const int index = indexAt(pos);
    m_session = index < 0 ? QUuid() : m_calendar.sessions.at(index).id;
    m_pressed = {};
    if (index >= 0 && event->button() == Qt::LeftButton && isMovable(m_calendar.sessions.at(index))) {
        m_pressed = m_session;
        m_pressedAt = pos;
        m_grip = 0;
        if (!m_week && placeAt(pos, &room, &slot))
            m_grip = std::max<qint64>(0, m_slots.at(slot).from.ms - m_calendar.sessions.at(index).from.ms);
    }
    if (placeAt(pos, &room, &slot))
        setCursor(room, slot, false);
}

// A drag of our own: QDrag would wait in an event loop of its own.
void RoomCalendarGrid::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint pos = event->position().toPoint();
    if (m_pressed.isNull() || !(event->buttons() & Qt::LeftButton))
        return;
    m_dragging = m_dragging || (pos - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    m_dragAt = pos;
    viewport()->update();
}

void RoomCalendarGrid::mouseReleaseEvent(QMouseEvent *)
{
    if (std::exchange(m_dragging, false))
        drop();
    m_pressed = {};
    viewport()->update();
}

void RoomCalendarGrid::drop()
{
    int room = -1;
    int slot = -1;
    const auto card = std::ranges::find(m_calendar.sessions, m_pressed, &SessionCard::id);
    if (card == m_calendar.sessions.end() || !placeAt(m_dragAt, &room, &slot))
        return;
    const Slot &row = m_slots.at(slot);
    const Instant at =
        m_week ? Instant::fromLocal(row.from.localDate(), card->from.local().time()) : Instant{row.from.ms - m_grip};
    const QUuid to = m_calendar.rooms.at(room).id;
    if (at != card->from || to != card->room)
        Q_EMIT moveWanted(m_pressed, to, at);
}

void RoomCalendarGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int index = indexAt(event->position().toPoint()); index >= 0) {
        if (m_calendar.sessions.at(index).seen)
            Q_EMIT openWanted(m_calendar.sessions.at(index).id);
        return;
    }
    int room = -1;
    int slot = -1;
    if (!placeAt(event->position().toPoint(), &room, &slot)) {
        if (m_week && slot >= 0)
            Q_EMIT dayWanted(m_slots.at(slot).from.localDate());
        return;
    }
    setCursor(room, slot, false);
    Q_EMIT bookWanted(current().room, current().at);
}

void RoomCalendarGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const SessionCard *card = currentSession();
    if (!byKey) {
        const int index = indexAt(event->pos());
        card = index < 0 ? nullptr : &m_calendar.sessions.at(index);
    }
    const QRect rect = card ? rectOf(*card) : placeRect(current().room, current().at);
    if (card && !card->seen)
        return;
    Q_EMIT menuWanted(card ? card->id : QUuid(), byKey ? viewport()->mapToGlobal(rect.center()) : event->globalPos());
}

} // namespace fengqiao
