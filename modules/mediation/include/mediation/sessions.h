#pragma once

#include <QTime>

#include <mediation/queries.h>

namespace fengqiao {

// Sessions of a mediation in a room by the hour, and the people who mediate. Every function sees with the eyes of
// `context.actor`; a session of a matter that this person may not see is only "occupied".

[[nodiscard]] const Entity &sessionEntity();
[[nodiscard]] const Entity &sessionPersonEntity(); // who takes part: mediators, parties, recorder, experts, interpreter
[[nodiscard]] const Entity &sessionWaitEntity();   // where and when each side waits
[[nodiscard]] const Entity &mediatorLeaveEntity();
[[nodiscard]] const Entity &mediatorConflictEntity(); // relations a mediator declared (R7)
[[nodiscard]] const RecordKind &sessionKind();

// The parts of a working day, setting work_hours ("09:00-12:00 14:00-18:00").
struct WorkPart {
    QTime from;
    QTime until;
    friend bool operator==(const WorkPart &, const WorkPart &) = default;
};

[[nodiscard]] QList<WorkPart> workParts(const RuleSet &rules);
// Within one part of one working day.
[[nodiscard]] bool isWorkTime(const RuleSet &rules, const WorkCalendar &calendar, Instant from, Instant to);

struct CalendarDay {
    QDate date;
    bool working = false;
    QString name; // of a holiday or make-up day, or empty
    friend bool operator==(const CalendarDay &, const CalendarDay &) = default;
};

struct CalendarRoom {
    QUuid id;
    QString name;
    QString kind;
    QString kindWord;
    int seats = 0; // 0 = not limited
    bool accessible = false;
    QString waiting; // where people wait for it
    friend bool operator==(const CalendarRoom &, const CalendarRoom &) = default;
};

struct SessionCard {
    QUuid id;
    QUuid room;
    QString roomName;
    Instant from;
    Instant to;
    QString state;
    QString stateWord;
    bool open = false;   // booked and neither held nor cancelled
    bool seen = false;   // else everything below is empty and the title says "occupied"
    bool own = false;    // this person takes part or handles the matter
    bool apart = false;  // the sides wait apart
    bool serves = false; // not the session itself: the room is where one side of it waits
    QUuid matter;
    QString title;
    QString number;
    QString mediator;
    QUuid mediatorId;
    QString modeWord;
    QString formWord;
    QString waiting; // "申请人: 东侧候谈区; ..."
    int people = 0;
    QString resultWord;
    friend bool operator==(const SessionCard &, const SessionCard &) = default;
};

struct RoomCalendar {
    QList<CalendarDay> days;
    QList<WorkPart> hours;
    int stepMinutes = 0;
    QList<CalendarRoom> rooms;
    QList<SessionCard> sessions; // by start; cancelled ones left out
};

// Rooms x time, both days included, at most 31 days.
[[nodiscard]] RoomCalendar roomDay(ReadContext &context, QDate from, QDate until);
// All sessions of a matter, oldest first; empty if the actor may not see it.
[[nodiscard]] QList<SessionCard> sessionsOf(ReadContext &context, QUuid matter);

struct SlotWish {
    QUuid room = {};       // null = any active room
    QString roomKind = {}; // empty = any
    QUuid mediator = {};   // account; null = whoever
    QUuid matter = {};     // its parties must be free, too, and its mediator unless another is named
    QUuid session = {};    // one that is to be moved: it does not stand in its own way
    int minutes = 0;       // 0 = setting session_minutes
    int seats = 0;
    bool accessible = false;
    Instant from = {}; // null = now
    int limit = 5;
};

struct FreeSlot {
    QUuid room;
    QString roomName;
    Instant from;
    Instant to;
};

// The next free slots in working hours, soonest first, one a room and start.
[[nodiscard]] QList<FreeSlot> freeSlots(ReadContext &context, const SlotWish &wish);

struct MediatorLine {
    QUuid account;
    QString name;
    bool active = false;
    QStringList skills; // codes of dispute_type and their words
    QStringList skillWords;
    QStringList languages; // codes of language
    QStringList languageWords;
    QString committeeWord;
    bool chief = false;
    bool expert = false;
    QUuid room;
    QString roomName;
    QString phone; // masked
    int load = 0;
    int capacity = 0;         // 0 = not limited
    int sessionsThisWeek = 0; // Monday to Sunday, held or booked
    QDate leaveFrom;          // the leave that runs or comes next
    QDate leaveUntil;
    bool onLeave = false;  // today
    int conflicts = 0;     // declared relations
    QStringList relations; // in words, for those who lead the centre and for the mediator himself
    Instant nextSession;
    QString nextRoom;
    friend bool operator==(const MediatorLine &, const MediatorLine &) = default;
};

// May this person keep the profile of this mediator (matrix row mediator.keep), and what of it is set by those who run
// the pool only?
[[nodiscard]] bool keepsMediator(const RuleSet &rules, const Actor &actor, QUuid account);
[[nodiscard]] QStringList keptByOthers(const RuleSet &rules, const Actor &actor);

// Everyone of the pool, by name; those who no longer mediate are left out.
[[nodiscard]] QList<MediatorLine> mediatorBoard(ReadContext &context);

// Who is not offered for this matter, and why: recused, a declared relation, on leave.
[[nodiscard]] QList<MediatorSuggestion> heldBackMediators(ReadContext &context, QUuid matter);

} // namespace fengqiao
