#pragma once

#include <core/calendar.h>

namespace fengqiao {

// The ledger of one clock: what happened to it, in order. The due date is what the ledger computes, so a change of
// level, handler or rules can neither lose nor give time.
enum class ClockEvent { Start, Pause, Resume, Extend, Stop, Recompute };
enum class ClockState { Running, Paused, Met, Late, Stopped };

struct ClockEntry {
    ClockEvent event = ClockEvent::Start;
    Instant at;     // from when it counts: a suspension may be written down a day later
    Instant until;  // the end itself, where it was agreed on or given; else null
    int length = 0; // of the rule at the start; units added by an extension
    ClockUnit unit = ClockUnit::CalendarDay;
    bool rolls = false;
    ClockState state = ClockState::Running; // how it stopped
};

struct ClockReckoning {
    ClockState state = ClockState::Running;
    Instant started;
    Instant pausedFrom; // while it is paused
    Instant ended;
    int added = 0; // units that extensions added
    DueDate due;   // of a paused clock: as if it went on now
};

// Days of a pause are those that the clock counts: working days for a clock of working days. An agreed end is taken as
// written; a pause after it moves it on. Code "clock.ledger" for entries that cannot follow each other, "clock.order"
// for a pause or resumption dated before what went before it.
[[nodiscard]] Result<ClockReckoning> reckonClock(const QList<ClockEntry> &entries, const WorkCalendar &calendar);

// As stored and as rule tables name them.
[[nodiscard]] QString codeOf(ClockEvent event);
[[nodiscard]] QString codeOf(ClockState state);
[[nodiscard]] ClockEvent clockEventOf(const QString &code);
[[nodiscard]] ClockState clockStateOf(const QString &code);
[[nodiscard]] ClockUnit clockUnitOf(const QString &code);

} // namespace fengqiao
