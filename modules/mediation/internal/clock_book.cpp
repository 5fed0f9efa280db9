#include "clock_book.h"

#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void project(Row &clock, const ClockReckoning &reckoning)
{
    clock.set("started"_L1, reckoning.started);
    clock.set("raw_due"_L1, reckoning.due.rawDue);
    clock.set("due"_L1, reckoning.due.due);
    clock.set("provisional"_L1, QVariant(reckoning.due.provisional));
    clock.set("calendar_version"_L1, reckoning.due.calendarVersion);
    clock.set("state"_L1, codeOf(reckoning.state));
    clock.set("paused_from"_L1, reckoning.pausedFrom);
}

} // namespace

ClockEntry clockEntryOf(const Row &row)
{
    return {.event = clockEventOf(row.text("kind"_L1)),
            .at = row.instant("at"_L1),
            .until = row.instant("until"_L1),
            .length = static_cast<int>(row.integer("length"_L1)),
            .unit = clockUnitOf(row.text("unit"_L1)),
            .rolls = row.flag("rolls"_L1),
            .state = clockStateOf(row.text("state"_L1))};
}

QList<ClockEntry> ClockBook::entriesOf(Reader &reader, QUuid clock)
{
    QList<ClockEntry> entries;
    for (const Row &row : reader.select(clockEntryEntity(), u"clock = ? ORDER BY seq, id"_s, {clock}))
        entries << clockEntryOf(row);
    return entries;
}

// One entry and the projection after it.
void ClockBook::write(Row &clock, const ClockEntry &entry, const QString &unit, const QString &reason)
{
    clock.set("reason"_L1, m_context.action());
    clock.set("entries"_L1, QVariant(clock.integer("entries"_L1) + 1));
    if (clock.rowid() == 0)
        m_context.tx.insert(clock);
    else
        m_context.tx.update(clock);
    Row row(clockEntryEntity());
    row.set("clock"_L1, QVariant(clock.id()));
    row.set("matter"_L1, clock.value("matter"_L1));
    row.set("subject"_L1, clock.value("subject"_L1));
    row.set("seq"_L1, clock.value("entries"_L1));
    row.set("kind"_L1, codeOf(entry.event));
    row.set("at"_L1, entry.at);
    row.set("until"_L1, entry.until);
    if (entry.event == ClockEvent::Start || entry.length > 0)
        row.set("length"_L1, QVariant(entry.length));
    if (!unit.isEmpty()) {
        row.set("unit"_L1, unit);
        row.set("rolls"_L1, QVariant(entry.rolls));
    }
    if (!reason.isEmpty())
        row.set("reason"_L1, reason);
    row.set("source"_L1, clock.value("source"_L1));
    row.set("action"_L1, m_context.action());
    row.set("actor"_L1, QVariant(m_context.actor.id.value));
    row.set("written"_L1, m_context.now());
    for (const QLatin1StringView same : {"raw_due"_L1, "due"_L1, "provisional"_L1, "calendar_version"_L1, "state"_L1})
        row.set(same, clock.value(same));
    m_context.tx.insert(row);
}

Result<Row> ClockBook::open(const ClockHolder &holder, const RuleRow &rule, Instant from,
                            const QList<ClockEntry> &carried)
{
    const QString unit = rule.text("unit"_L1);
    ClockEntry start{.event = ClockEvent::Start,
                     .at = from,
                     .until = {},
                     .length = rule.number("length"_L1),
                     .unit = clockUnitOf(unit),
                     .rolls = rule.flag("rolls"_L1)};
    if (unit == "given_day"_L1) // its last day is known; it counts from now
        start = {.event = ClockEvent::Start,
                 .at = std::min(from, m_context.now()),
                 .until = Instant::fromLocal(from.localDate().addDays(1), QTime(0, 0))};
    Row clock(clockEntity());
    clock.set("subject_kind"_L1, holder.kind);
    clock.set("subject"_L1, QVariant(holder.subject));
    clock.set("matter"_L1, holder.matter.isNull() ? QVariant() : QVariant(holder.matter));
    clock.set("code"_L1, rule.text("clock"_L1));
    clock.set("source"_L1, rule.text("source"_L1));
    const auto reckoned = reckonClock({start}, m_context.calendar);
    if (!reckoned)
        return fail(reckoned.error());
    project(clock, *reckoned);
    write(clock, start, unit, {});
    for (const ClockEntry &entry : carried)
        if (const auto added = add(clock, entry); !added)
            return fail(added.error());
    return clock;
}

Result<> ClockBook::add(Row &clock, const ClockEntry &entry, const QString &reason)
{
    QList<ClockEntry> entries = entriesOf(m_context.tx, clock.id());
    entries << entry;
    const auto reckoned = reckonClock(entries, m_context.calendar);
    if (!reckoned)
        return fail(reckoned.error());
    project(clock, *reckoned);
    write(clock, entry, {}, reason);
    return {};
}

// A clock that waits has not run out: it was in time when it was paused.
void ClockBook::stop(Row &clock, ClockState state)
{
    const Instant now = m_context.now();
    const bool paused = clock.text("state"_L1) == codeOf(ClockState::Paused);
    if (!paused && clock.instant("due"_L1) <= now)
        state = ClockState::Late;
    clock.set("state"_L1, codeOf(state));
    clock.set("ended"_L1, now);
    clock.set("paused_from"_L1, QVariant());
    write(clock, {.event = ClockEvent::Stop, .at = now, .until = {}, .state = state}, {}, {});
}

void ClockBook::recompute(Row &clock, const DueDate &due)
{
    clock.set("raw_due"_L1, due.rawDue);
    clock.set("due"_L1, due.due);
    clock.set("provisional"_L1, QVariant(due.provisional));
    clock.set("calendar_version"_L1, due.calendarVersion);
    write(clock, {.event = ClockEvent::Recompute, .at = m_context.now(), .until = {}}, {}, {});
}

void ClockBook::note(const Row &clock)
{
    m_context.outcome.clocks.append({clock.text("code"_L1), clock.instant("started"_L1), clock.instant("raw_due"_L1),
                                     clock.instant("due"_L1), clock.flag("provisional"_L1)});
}

} // namespace fengqiao
