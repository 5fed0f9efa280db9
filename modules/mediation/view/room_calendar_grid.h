#pragma once

#include <QAbstractScrollArea>

#include <mediation/sessions.h>

class QPainter;

namespace fengqiao {

class Theme;

// The rooms and hours themselves. Knows keys and the mouse, not what they mean.
class RoomCalendarGrid final : public QAbstractScrollArea {
    Q_OBJECT

public:
    struct Place {
        QUuid room;
        Instant at;
    };

    explicit RoomCalendarGrid(QWidget *parent);
    void setCalendar(const RoomCalendar &calendar, bool week, Instant now);

    void setMayMove(bool may) { m_mayMove = may; }

    void select(QUuid room, Instant at); // and shows it

    [[nodiscard]] Place current() const;
    [[nodiscard]] const SessionCard *currentSession() const;
    // For tests and drags: where a session or a free place is painted, in viewport coordinates.
    [[nodiscard]] QRect sessionRect(QUuid session) const;
    Q_INVOKABLE [[nodiscard]] QRect placeRect(const QUuid &room, const fengqiao::Instant &at) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void bookWanted(const QUuid &room, const fengqiao::Instant &at);
    void openWanted(const QUuid &session);
    void moveWanted(const QUuid &session, const QUuid &room, const fengqiao::Instant &at);
    void menuWanted(const QUuid &session, const QPoint &globalPos); // null: of the free place
    void dayWanted(const QDate &day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    // One row: half an hour of the day, or a day of the week.
    struct Slot {
        Instant from;
        Instant to;
        int top = 0; // below the head, before scrolling
        int height = 0;
        bool afterBreak = false; // a gap in the working day lies before it
        bool working = true;
    };

    [[nodiscard]] QList<std::pair<Instant, Instant>> spans() const; // of the day: working hours and what lies beyond
    void build();
    void layOut();
    [[nodiscard]] int lowestHeight(const Slot &slot) const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int gutter() const;
    [[nodiscard]] int head() const;
    [[nodiscard]] QRect column(int index) const; // the whole height, scrolled
    [[nodiscard]] int yOf(Instant at) const;     // day only
    [[nodiscard]] QRect rectOf(const SessionCard &card) const;
    [[nodiscard]] int indexAt(const QPoint &pos) const; // of a session; -1
    [[nodiscard]] bool placeAt(const QPoint &pos, int *room, int *slot) const;
    [[nodiscard]] int roomIndex(QUuid room) const;
    [[nodiscard]] int slotOf(Instant at) const;
    [[nodiscard]] bool isMovable(const SessionCard &card) const;
    [[nodiscard]] QString words(const SessionCard &card) const;
    void moveCursor(int rooms, int slots);
    void moveSession(int rooms, int slots);
    void setCursor(int room, int slot, bool reveal = true);
    void showCursor();
    void drop();
    void paintHead(QPainter &painter, const Theme &theme) const;
    void paintRows(QPainter &painter, const Theme &theme) const;
    void paintSession(QPainter &painter, const Theme &theme, const SessionCard &card, const QRect &rect,
                      bool ghost) const;
    void paintCursor(QPainter &painter, const Theme &theme) const;
    void paintNow(QPainter &painter, const Theme &theme) const;

    RoomCalendar m_calendar;
    QList<Slot> m_slots;
    Instant m_now;
    bool m_week = false;
    bool m_mayMove = false;
    int m_room = 0;
    int m_slot = 0;
    QUuid m_session; // selected by a click: in a week several share a place
    QUuid m_pressed;
    QPoint m_pressedAt;
    QPoint m_dragAt;
    qint64 m_grip = 0; // of the session, how far below its start it was taken
    bool m_dragging = false;
};

} // namespace fengqiao
