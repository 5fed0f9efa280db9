#pragma once

#include <QList>
#include <QString>

#include <access/desk.h>

namespace fengqiao {

// One line of the queue: what a clerk needs to call the next person. Names as the asking person may see them.
struct QueueRow {
    QUuid id;
    QString number; // LF-620521-20260914-0001
    QString ticket; // A001, unique in a day
    QString visitorName;
    QString purpose; // code of list visit_purpose
    QString purposeWord;
    QString state; // V1 registered, V2 receiving ...
    QString stateWord;
    QString window; // its name, empty while waiting
    int headCount = 1;
    bool repeatVisit = false;
    bool emergency = false; // the matter opened from it is with the safety services
    Instant arrived;
    Instant called;
    QUuid matter;
};

struct QueueCounts {
    int waiting = 0;
    int receiving = 0;
    int done = 0;    // answered, guided, referred, linked or closed today
    int batches = 0; // not voided: 批
    int persons = 0; // sum of head-counts: 人次
};

struct Queue {
    QList<QueueRow> rows; // waiting by arrival, then being received, then done (newest first)
    QueueCounts counts;
};

// The visits of one day at the actor's centre. At most `limit` finished ones.
[[nodiscard]] Queue queueOf(ReadContext &context, QDate day, int limit = 50);
[[nodiscard]] std::optional<QueueRow> queueRow(ReadContext &context, QUuid visit);

struct VisitPersonRow {
    QUuid person;
    QString name;
    QString role; // code of list visit_role
    QString roleWord;
    QString document; // masked
    QString phone;    // masked
};

// Everything the visit dock and the slip show.
struct VisitView {
    QueueRow head;
    QString claim;
    QString answer;
    QString outcomeWord;
    QString channelWord;
    QString receiver;
    QString firstContact;
    QString noticeVersion;
    QString nextStep; // one sentence for the slip: what happens now, from the state
    Instant nextDate; // null if none
    QString matterNumber;
    QList<VisitPersonRow> persons;
    QList<ClockNote> clocks;
};

[[nodiscard]] std::optional<VisitView> visitView(ReadContext &context, QUuid visit);

struct WindowRow {
    QUuid id;
    QString name;
    QString purposes; // words
    QString officer;  // who sits there today, or empty
    QString unit;
    QString ticket; // being received there now, or empty
};

[[nodiscard]] QList<WindowRow> windowsOf(ReadContext &context, QDate day);

struct DutyRow {
    QUuid id;
    QString unit;
    QString mode; // code of list stationing_mode
    QString modeWord;
    QString officer;
    QString phone; // work phone
    QString window;
    bool here = false; // resident, or on today's roster
};

// Today's stationing roster: every member unit, resident first, then rotating on duty, then on call.
[[nodiscard]] QList<DutyRow> rosterOf(ReadContext &context, QDate day);

} // namespace fengqiao
