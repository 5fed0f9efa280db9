#pragma once

#include <QDate>
#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// Rooms as columns; a day by half hours, or a week by days. A double click on free time books, a session is moved by
// the mouse or by Ctrl and an arrow and the move can be undone, Enter opens its matter, the menu key tells what else
// may be done.
class RoomCalendarPanel : public QWidget {
    Q_OBJECT

public:
    explicit RoomCalendarPanel(Desk &desk, QWidget *parent = nullptr);
    ~RoomCalendarPanel() override;
    [[nodiscard]] QDate day() const;
    [[nodiscard]] bool isWeek() const;

public Q_SLOTS:
    void refresh();
    void showDay(const QDate &day);
    void setWeek(bool week);
    void setMatter(const QUuid &matter); // what is booked for, and whose people must be free
    void findFreeSlot();                 // goes to the next one and selects it

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void loaded();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
