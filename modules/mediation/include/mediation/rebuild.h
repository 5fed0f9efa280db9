#pragma once

#include <access/module.h>
#include <mediation/clock_ledger.h>

namespace fengqiao {

// A clock as its ledger alone gives it.
struct RebuiltClock {
    ClockReckoning reckoning;
    QString reason; // the action of the last entry
    int entries = 0;
};

// What the append-only tables say: states of all machines' records from the history, clocks from their entries.
struct Rebuilt {
    struct Record {
        QString kind;
        QString state;
        int events = 0;
        int last = 0; // highest number of an event
    };

    QHash<QUuid, Record> records;
    QHash<QUuid, RebuiltClock> clocks;
    qint64 events = 0;
    qint64 entries = 0;
    QList<VerifyFault> faults; // gaps, and entries that cannot follow each other
};

// One scan of each table. Dates of clocks that run are counted again where this calendar gave them; for the others the
// ledger's own figures stand (what has ended is not counted anew).
[[nodiscard]] Rebuilt rebuild(Reader &reader, const WorkCalendar &calendar);
// Where the projections (state of every record, table clock) say something else; each broken one is named.
[[nodiscard]] QList<VerifyFault> compareProjections(Reader &reader, const RuleSet &rules, const Rebuilt &rebuilt);
// Verifier of the clocks, with the calendar stored in the file; states are verified for all modules alike.
[[nodiscard]] QList<VerifyFault> verifyClocks(Reader &reader, const RuleSet &rules);
// Writes what was rebuilt over projections that differ; `entities`: the tables of machines whose states are restored.
// Gives how many rows it mended.
[[nodiscard]] int restoreProjections(Writer &tx, const QList<const Entity *> &entities, const Rebuilt &rebuilt);

} // namespace fengqiao
