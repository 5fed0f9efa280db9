#include "room_calendar_grid.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr int lowestRow = 5;   // grid steps of half an hour
constexpr int highestRow = 12; // more makes a day no clearer
constexpr int narrowest = 28;  // of a room

} // namespace

RoomCalendarGrid::RoomCalendarGrid(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"roomCalendar"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("Room calendar"));
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
}

QSize RoomCalendarGrid::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.space(200), theme.space(90)};
}

QSize RoomCalendarGrid::minimumSizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.space(60), theme.space(24)};
}

void RoomCalendarGrid::setCalendar(const RoomCalendar &calendar, bool week, Instant now)
{
    const Place before = current();
    const bool fresh = m_slots.isEmpty() || m_week != week;
    m_calendar = calendar;
    m_week = week;
    m_now = now;
    build();
    layOut();
    const int room = roomIndex(before.room);
    const int slot = slotOf(fresh ? now : before.at);
    setCursor(std::max(0, room), std::max(0, slot), fresh);
    viewport()->update();
}

// Working hours, and whatever was booked beyond them; a break without sessions takes no room.
QList<std::pair<Instant, Instant>> RoomCalendarGrid::spans() const
{
    QList<std::pair<Instant, Instant>> found;
    if (m_calendar.days.isEmpty())
        return found;
    const QDate day = m_calendar.days.first().date;
    for (const WorkPart &part : m_calendar.hours)
        found.append({Instant::fromLocal(day, part.from), Instant::fromLocal(day, part.until)});
    const qint64 step = std::max(1, m_calendar.stepMinutes) * minuteMs;
    const Instant midnight = Instant::fromLocal(day, QTime(0, 0));
    for (const SessionCard &card : m_calendar.sessions) {
        const qint64 from = (card.from.ms - midnight.ms) / step * step + midnight.ms;
        const qint64 to = (card.to.ms - midnight.ms + step - 1) / step * step + midnight.ms;
        found.append({Instant{from}, Instant{to}});
    }
    std::ranges::sort(found);
    QList<std::pair<Instant, Instant>> merged;
    for (const auto &span : std::as_const(found)) {
        if (!merged.isEmpty() && span.first <= merged.last().second)
            merged.last().second = std::max(merged.last().second, span.second);
        else
            merged.append(span);
    }
    return merged;
}

void RoomCalendarGrid::build()
{
    m_slots.clear();
    if (m_week) {
        for (const CalendarDay &day : std::as_const(m_calendar.days))
            m_slots.append({.from = Instant::fromLocal(day.date, QTime(0, 0)),
                            .to = Instant::fromLocal(day.date.addDays(1), QTime(0, 0)),
                            .working = day.working});
        return;
    }
    const bool working = !m_calendar.days.isEmpty() && m_calendar.days.first().working;
    const qint64 step = std::max(1, m_calendar.stepMinutes) * minuteMs;
    for (const auto &[from, to] : spans()) {
        bool first = !m_slots.isEmpty();
        for (qint64 at = from.ms; at < to.ms; at += step)
            m_slots.append({.from = Instant{at},
                            .to = Instant{std::min(at + step, to.ms)},
                            .afterBreak = std::exchange(first, false),
                            .working = working});
    }
}

int RoomCalendarGrid::gutter() const
{
    const Theme &theme = Theme::of(this);
    return theme.space(m_week ? 21 : 12);
}

int RoomCalendarGrid::head() const
{
    const Theme &theme = Theme::of(this);
    return QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height() + theme.space(2);
}

// The least height of a row: half an hour one can hit, or a day with a line for each session of its fullest room.
int RoomCalendarGrid::lowestHeight(const Slot &slot) const
{
    const Theme &theme = Theme::of(this);
    if (!m_week)
        return theme.space(lowestRow);
    QHash<QUuid, int> lines;
    int most = 1;
    for (const SessionCard &card : m_calendar.sessions)
        if (card.from >= slot.from && card.from < slot.to)
            most = std::max(most, ++lines[card.room]);
    return most * lineHeight() + theme.space(2);
}

int RoomCalendarGrid::lineHeight() const
{
    const Theme &theme = Theme::of(this);
    return QFontMetrics(theme.font(Type::Small)).height() + theme.space(1);
}

// What is left over is shared, so that a day or a week fills its dock.
void RoomCalendarGrid::layOut()
{
    const Theme &theme = Theme::of(this);
    const int room = viewport()->height() - head();
    int needed = 1;
    for (const Slot &slot : std::as_const(m_slots))
        needed += lowestHeight(slot) + (slot.afterBreak ? theme.space(3) : 0);
    const int count = std::max<int>(1, static_cast<int>(m_slots.size()));
    int extra = std::max(0, (room - needed) / count);
    if (!m_week)
        extra = std::min(extra, theme.space(highestRow - lowestRow));
    int top = 0;
    for (Slot &slot : m_slots) {
        slot.height = lowestHeight(slot) + extra;
        top += slot.afterBreak ? theme.space(3) : 0;
        slot.top = top;
        top += slot.height;
    }
    verticalScrollBar()->setRange(0, std::max(0, top - room + 1));
    verticalScrollBar()->setPageStep(std::max(1, room));
    verticalScrollBar()->setSingleStep(theme.space(lowestRow));
    const int wide = gutter() + static_cast<int>(m_calendar.rooms.size()) * theme.space(narrowest);
    horizontalScrollBar()->setRange(0, std::max(0, wide - viewport()->width()));
    horizontalScrollBar()->setPageStep(std::max(1, viewport()->width()));
}

QRect RoomCalendarGrid::column(int index) const
{
    const int count = std::max<int>(1, static_cast<int>(m_calendar.rooms.size()));
    const int room = viewport()->width() + horizontalScrollBar()->maximum() - gutter();
    const int left = gutter() + room * index / count - horizontalScrollBar()->value();
    const int right = gutter() + room * (index + 1) / count - horizontalScrollBar()->value();
    return {left, head(), right - left, viewport()->height() - head()};
}

int RoomCalendarGrid::yOf(Instant at) const
{
    const int origin = head() - verticalScrollBar()->value();
    for (const Slot &slot : m_slots) {
        if (at < slot.from)
            return origin + slot.top;
        if (at < slot.to)
            return origin + slot.top +
                   static_cast<int>(slot.height * (at.ms - slot.from.ms) / (slot.to.ms - slot.from.ms));
    }
    return m_slots.isEmpty() ? origin : origin + m_slots.last().top + m_slots.last().height;
}

QRect RoomCalendarGrid::rectOf(const SessionCard &card) const
{
    const Theme &theme = Theme::of(this);
    const int index = roomIndex(card.room);
    if (index < 0)
        return {};
    const QRect area = column(index).adjusted(theme.space(1), 0, -theme.space(1), 0);
    if (!m_week) {
        const int top = yOf(card.from);
        return {area.left(), top + 1, area.width(), yOf(card.to) - top - 2};
    }
    const int line = lineHeight();
    for (const Slot &slot : m_slots) {
        if (card.from < slot.from || card.from >= slot.to)
            continue;
        int before = 0;
        for (const SessionCard &other : m_calendar.sessions) {
            if (&other == &card)
                break;
            before += other.room == card.room && other.from >= slot.from && other.from < slot.to ? 1 : 0;
        }
        return {area.left(), head() - verticalScrollBar()->value() + slot.top + theme.space(1) + before * line,
                area.width(), line - 1};
    }
    return {};
}

QRect RoomCalendarGrid::sessionRect(QUuid session) const
{
    for (const SessionCard &card : m_calendar.sessions)
        if (card.id == session && !card.serves)
            return rectOf(card);
    return {};
}

QRect RoomCalendarGrid::placeRect(const QUuid &room, const fengqiao::Instant &at) const
{
    const int index = roomIndex(room);
    const int slot = slotOf(at);
    if (index < 0 || slot < 0)
        return {};
    const Slot &row = m_slots.at(slot);
    return {column(index).left(), head() - verticalScrollBar()->value() + row.top, column(index).width(), row.height};
}

int RoomCalendarGrid::roomIndex(QUuid room) const
{
    for (int i = 0; i < m_calendar.rooms.size(); ++i)
        if (m_calendar.rooms.at(i).id == room)
            return i;
    return -1;
}

// The row that holds the instant; before the first the first, after the last the last.
int RoomCalendarGrid::slotOf(Instant at) const
{
    for (int i = 0; i < m_slots.size(); ++i)
        if (at < m_slots.at(i).to)
            return i;
    return static_cast<int>(m_slots.size()) - 1;
}

int RoomCalendarGrid::indexAt(const QPoint &pos) const
{
    if (pos.y() < head())
        return -1;
    for (int i = 0; i < m_calendar.sessions.size(); ++i)
        if (rectOf(m_calendar.sessions.at(i)).contains(pos))
            return i;
    return -1;
}

bool RoomCalendarGrid::placeAt(const QPoint &pos, int *room, int *slot) const
{
    if (pos.y() < head() || pos.x() < gutter())
        return false;
    for (int i = 0; i < m_calendar.rooms.size(); ++i)
        if (column(i).contains(pos))
            *room = i;
    const int y = pos.y() - head() + verticalScrollBar()->value();
    for (int i = 0; i < m_slots.size(); ++i)
        if (y >= m_slots.at(i).top)
            *slot = i;
    return *room >= 0 && *slot >= 0;
}

RoomCalendarGrid::Place RoomCalendarGrid::current() const
{
    if (m_room >= m_calendar.rooms.size() || m_slot >= m_slots.size())
        return {};
    Instant at = m_slots.at(m_slot).from;
    if (m_week && !m_calendar.hours.isEmpty())
        at = Instant::fromLocal(at.localDate(), m_calendar.hours.first().from);
    return {m_calendar.rooms.at(m_room).id, at};
}

const SessionCard *RoomCalendarGrid::currentSession() const
{
    if (m_room >= m_calendar.rooms.size() || m_slot >= m_slots.size())
        return nullptr;
    const Slot &slot = m_slots.at(m_slot);
    const SessionCard *first = nullptr;
    for (const SessionCard &card : m_calendar.sessions) {
        if (card.room != m_calendar.rooms.at(m_room).id || card.from >= slot.to || card.to <= slot.from)
            continue;
        if (card.id == m_session)
            return &card;
        first = first ? first : &card;
    }
    return first;
}

bool RoomCalendarGrid::isMovable(const SessionCard &card) const
{
    return m_mayMove && card.seen && card.open && !card.serves;
}

void RoomCalendarGrid::select(QUuid room, Instant at)
{
    const int index = roomIndex(room);
    if (index >= 0 && !m_slots.isEmpty())
        setCursor(index, slotOf(at));
}

void RoomCalendarGrid::setCursor(int room, int slot, bool reveal)
{
    m_room = std::clamp<int>(room, 0, std::max<int>(0, static_cast<int>(m_calendar.rooms.size()) - 1));
    m_slot = std::clamp<int>(slot, 0, std::max<int>(0, static_cast<int>(m_slots.size()) - 1));
    if (reveal)
        showCursor();
    // What is under the cursor is said to those who cannot see it.
    const Place place = current();
    const SessionCard *card = currentSession();
    const QString where = m_room < m_calendar.rooms.size() ? m_calendar.rooms.at(m_room).name : QString();
    setAccessibleDescription(card ? words(*card) : tr("%1, %2: free").arg(where, place.at.display()));
    QAccessibleEvent said(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
    viewport()->update();
}

void RoomCalendarGrid::showCursor()
{
    if (m_slot >= m_slots.size())
        return;
    const Slot &slot = m_slots.at(m_slot);
    QScrollBar *bar = verticalScrollBar();
    if (slot.top < bar->value())
        bar->setValue(slot.top);
    else if (const int room = viewport()->height() - head(); slot.top + slot.height > bar->value() + room)
        bar->setValue(slot.top + slot.height - room + 1);
    const QRect area = column(m_room);
    if (area.left() < gutter())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + area.left() - gutter());
    else if (area.right() > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + area.right() - viewport()->width());
}

void RoomCalendarGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RoomCalendarGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_dragging = false;
    viewport()->update();
}

void RoomCalendarGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

bool RoomCalendarGrid::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int index = indexAt(help->pos());
    if (index < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), words(m_calendar.sessions.at(index)), viewport());
    return true;
}

QString RoomCalendarGrid::words(const SessionCard &card) const
{
    QStringList lines{card.title,
                      tr("%1, %2 to %3").arg(card.roomName, card.from.display(), card.to.local().toString(u"HH:mm"_s))};
    if (card.serves)
        lines << tr("A side waits here.");
    if (card.seen) {
        lines << card.number << card.mediator << card.formWord + u" · "_s + card.modeWord << card.stateWord
              << tr("%n take part", nullptr, card.people) << card.waiting << card.resultWord;
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace fengqiao
