#pragma once

#include <access/action.h>
#include <mediation/clock_ledger.h>

namespace fengqiao {

// Whom a clock runs for.
struct ClockHolder {
    QString kind;
    QUuid subject;
    QUuid matter; // the matter itself, or the one that the subject belongs to; null for visits
};

// Writes the ledger of clocks and keeps the projection `clock` beside it.
class ClockBook {
public:
    explicit ClockBook(ActionContext &context)
        : m_context(context)
    {
    }

    // Opens a clock of this rule. `carried`: what a clock of the same series went through before this one took its
    // place.
    [[nodiscard]] Result<Row> open(const ClockHolder &holder, const RuleRow &rule, Instant from,
                                   const QList<ClockEntry> &carried = {});
    // `reason`: the ground of a suspension.
    [[nodiscard]] Result<> add(Row &clock, const ClockEntry &entry, const QString &reason = {});
    // Ends it in state met or stopped; past its due date it is late.
    void stop(Row &clock, ClockState state);
    // Writes a due date that a new calendar gave.
    void recompute(Row &clock, const DueDate &due);

    [[nodiscard]] static QList<ClockEntry> entriesOf(Reader &reader, QUuid clock);
    void note(const Row &clock); // tells the date in the action's answer

private:
    void write(Row &clock, const ClockEntry &entry, const QString &unit, const QString &reason);

    ActionContext &m_context;
};

// Of an entry as it is stored.
[[nodiscard]] ClockEntry clockEntryOf(const Row &row);

} // namespace fengqiao
