#pragma once

#include <QObject>

#include <access/desk.h>

class QTimer;

namespace fengqiao {

// What the frame of the window shows about the desk as a whole.
struct DeskStatus {
    Instant asOf;
    qint64 outbox = 0;   // changes that wait for the shared database
    int emergencies = 0; // matters with the safety services now
    int waiting = 0;     // visitors with a ticket
    int toDo = 0;        // matters on one's own table that are late or due today
    QString lastBackup;
    Instant lastCompared; // with the server; null if never
};

// Reads it again when something was written, and every minute because days end.
class DeskWatch : public QObject {
    Q_OBJECT

public:
    explicit DeskWatch(Desk &desk, QObject *parent = nullptr);
    void refresh();

    [[nodiscard]] const DeskStatus &status() const { return m_status; }

Q_SIGNALS:
    void updated(const fengqiao::DeskStatus &status);

private:
    Desk &m_desk;
    QTimer *m_soon;
    DeskStatus m_status;
};

} // namespace fengqiao
