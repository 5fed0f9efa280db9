#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <geo/shape.h>

namespace fengqiao {

// One event: what happened and where, how far it is, what this person may do next and why not the rest, what it may
// repeat; or a new one being written down. Both keep what was typed while the other is in front. Ctrl+M makes a matter
// of the event on show, Ctrl+Enter reports the new one.
class EventPage : public QWidget {
    Q_OBJECT

public:
    explicit EventPage(Desk &desk, QWidget *parent = nullptr);
    ~EventPage() override;
    [[nodiscard]] QUuid current() const; // on show; null while a new one is written
    [[nodiscard]] bool hasUnsavedInput() const;

public Q_SLOTS:
    void openEvent(const QUuid &event);
    void newEvent();
    void newEventAt(const fengqiao::GeoPoint &wgs84); // picked on a map
    void newEventIn(const QString &gridCode);
    void start(const QString &action); // on the event on show
    void toMatter();

Q_SIGNALS:
    void eventActivated(const QUuid &event); // one that it repeats or that repeats it
    void gridActivated(const QUuid &grid);
    void matterActivated(const QUuid &matter);
    void pickWanted(); // a place on a map, for newEventAt
    void mapWanted(const QUuid &event);
    void reported(const QUuid &event);
    void shown(const QUuid &event); // read and on show; null if it was refused

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
