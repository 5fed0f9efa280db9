#include <mediation/rebuild.h>

#include <QCoreApplication>

#include <access/entities.h>
#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFaults = 100; // enough to see what happened to a file

struct Rebuild {
    Q_DECLARE_TR_FUNCTIONS(Rebuild)
};

void note(QList<VerifyFault> &faults, const QString &check, const QString &record, const QString &sentence)
{
    if (faults.size() < mostFaults)
        faults.append({check, record, sentence});
}

// In the order in which they were written, so that every page of an encrypted file is read once.
void scanHistory(Reader &reader, Rebuilt &rebuilt)
{
    Query events = reader.query(
        u"SELECT subject, seq, to_state, from_state, subject_kind FROM history WHERE deleted = 0 ORDER BY rowid"_s);
    while (events.next()) {
        ++rebuilt.events;
        Rebuilt::Record &record = rebuilt.records[events.uuid(0)];
        const int seq = static_cast<int>(events.integer(1));
        ++record.events;
        if (record.kind.isEmpty())
            record.kind = events.text(4);
        if (seq == record.last + 1 && events.text(3) != record.state)
            note(rebuilt.faults, u"history_order"_s, idText(events.uuid(0)),
                 Rebuild::tr("Event %1 of %2 does not follow the event before it.").arg(seq).arg(record.kind));
        if (seq > record.last) {
            record.last = seq;
            record.state = events.text(2);
        }
    }
    for (auto it = rebuilt.records.cbegin(); it != rebuilt.records.cend(); ++it)
        if (it->events != it->last)
            note(rebuilt.faults, u"history_gap"_s, idText(it.key()),
                 Rebuild::tr("The history of %1 has %2 events, but its last one is number %3.")
                     .arg(it->kind)
                     .arg(it->events)
                     .arg(it->last));
}

// The entries of one clock until all are read.
struct Ledger {
    struct Line {
        int seq = 0;
        ClockEntry entry;
    };

    QList<Line> lines;
    DueDate due; // as the last entry recorded it
    QString state;
    QString reason;
    int last = 0;
};

ClockEntry entryOf(const Query &row)
{
    return {.event = clockEventOf(row.text(2)),
            .at = row.instant(3),
            .until = row.instant(4),
            .length = static_cast<int>(row.integer(5)),
            .unit = clockUnitOf(row.text(6)),
            .rolls = row.integer(7) != 0,
            .state = clockStateOf(row.text(8))};
}

QHash<QUuid, Ledger> scanEntries(Reader &reader, Rebuilt &rebuilt)
{
    QHash<QUuid, Ledger> ledgers;
    Query rows = reader.query(u"SELECT clock, seq, kind, at, until, length, unit, rolls, state, raw_due, due, "
                              "provisional, calendar_version, action FROM clock_entry WHERE deleted = 0 "
                              "ORDER BY rowid"_s);
    while (rows.next()) {
        ++rebuilt.entries;
        Ledger &ledger = ledgers[rows.uuid(0)];
        const int seq = static_cast<int>(rows.integer(1));
        ledger.lines.append({seq, entryOf(rows)});
        if (seq <= ledger.last)
            continue;
        ledger.last = seq;
        ledger.due = {.rawDue = rows.instant(9),
                      .due = rows.instant(10),
                      .rawDate = {},
                      .date = {},
                      .provisional = rows.integer(11) != 0,
                      .calendarVersion = rows.text(12)};
        ledger.state = rows.text(8);
        ledger.reason = rows.text(13);
    }
    return ledgers;
}

bool sameDates(const DueDate &one, const DueDate &other)
{
    return one.rawDue == other.rawDue && one.due == other.due && one.provisional == other.provisional;
}

RebuiltClock fold(const QString &id, Ledger &ledger, const WorkCalendar &calendar, QList<VerifyFault> &faults)
{
    std::ranges::sort(ledger.lines, {}, &Ledger::Line::seq);
    QList<ClockEntry> entries;
    entries.reserve(ledger.lines.size());
    for (const Ledger::Line &line : std::as_const(ledger.lines))
        entries << line.entry;
    RebuiltClock clock{{}, ledger.reason, static_cast<int>(entries.size())};
    const auto reckoned = reckonClock(entries, calendar);
    if (!reckoned || clock.entries != ledger.last) {
        note(faults, u"clock_ledger"_s, id,
             reckoned ? Rebuild::tr("An entry in the ledger of this time limit is missing.")
                      : reckoned.error().message);
        clock.reckoning.state = clockStateOf(ledger.state);
    } else {
        clock.reckoning = *reckoned;
        const bool counted = reckoned->ended.isNull() && ledger.due.calendarVersion == calendar.version();
        if (counted && !sameDates(reckoned->due, ledger.due))
            note(faults, u"clock_ledger"_s, id,
                 Rebuild::tr("The ledger of this time limit counts to %1, but its last entry says %2.")
                     .arg(reckoned->due.due.display(), ledger.due.due.display()));
    }
    clock.reckoning.due = ledger.due;
    return clock;
}

WorkCalendar storedCalendar(Reader &reader)
{
    WorkCalendar calendar;
    for (const Row &year : reader.select(calendarYearEntity(), u"ORDER BY name"_s))
        if (const auto added = calendar.addYear(year.text("content"_L1).toUtf8(), year.text("name"_L1)); !added)
            continue; // the file opened with it, so this cannot be; the version then fits no clock
    return calendar;
}

bool hasTable(Reader &reader, const QString &name)
{
    Query found = reader.query(u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"_s, {name});
    return found.next();
}

void compareStates(Reader &reader, const QString &kind, const Rebuilt &rebuilt, QList<VerifyFault> &faults)
{
    Query rows = reader.query(u"SELECT id, state FROM \"%1\" WHERE deleted = 0"_s.arg(kind));
    while (rows.next()) {
        const auto known = rebuilt.records.constFind(rows.uuid(0));
        if (known == rebuilt.records.cend())
            note(faults, u"state_history"_s, idText(rows.uuid(0)),
                 Rebuild::tr("This record of %1 has no history.").arg(kind));
        else if (known->state != rows.text(1))
            note(faults, u"state_history"_s, idText(rows.uuid(0)),
                 Rebuild::tr("This record of %1 is in state %2, but its history says %3.")
                     .arg(kind, rows.text(1), known->state));
    }
}

bool sameClock(const Query &row, const RebuiltClock &clock)
{
    const ClockReckoning &reckoning = clock.reckoning;
    const DueDate &due = reckoning.due;
    return row.text(2) == codeOf(reckoning.state) && row.instant(3) == due.rawDue && row.instant(4) == due.due &&
           (row.integer(5) != 0) == due.provisional && row.text(6) == due.calendarVersion &&
           row.instant(7) == reckoning.started && row.instant(8) == reckoning.pausedFrom &&
           row.instant(9) == reckoning.ended && row.text(10) == clock.reason && row.integer(11) == clock.entries;
}

void compareClocks(Reader &reader, const Rebuilt &rebuilt, QList<VerifyFault> &faults)
{
    qint64 seen = 0;
    Query rows = reader.query(u"SELECT id, code, state, raw_due, due, provisional, calendar_version, started, "
                              "paused_from, ended, reason, entries FROM clock WHERE deleted = 0"_s);
    while (rows.next()) {
        const auto known = rebuilt.clocks.constFind(rows.uuid(0));
        if (known == rebuilt.clocks.cend()) {
            note(faults, u"clock_projection"_s, idText(rows.uuid(0)),
                 Rebuild::tr("The time limit %1 has no ledger.").arg(rows.text(1)));
            continue;
        }
        ++seen;
        if (!sameClock(rows, *known))
            note(faults, u"clock_projection"_s, idText(rows.uuid(0)),
                 Rebuild::tr("The time limit %1 shows %2, but its ledger computes %3.")
                     .arg(rows.text(1), rows.instant(4).display(), known->reckoning.due.due.display()));
    }
    if (seen < rebuilt.clocks.size())
        note(faults, u"clock_projection"_s, {},
             Rebuild::tr("%1 time limits have a ledger but are not shown.").arg(rebuilt.clocks.size() - seen));
}

bool restoreClock(Writer &tx, QUuid id, const RebuiltClock &rebuilt)
{
    auto clock = tx.find(clockEntity(), id);
    if (!clock)
        return false;
    const ClockReckoning &reckoning = rebuilt.reckoning;
    clock->set("state"_L1, codeOf(reckoning.state));
    clock->set("raw_due"_L1, reckoning.due.rawDue);
    clock->set("due"_L1, reckoning.due.due);
    clock->set("provisional"_L1, QVariant(reckoning.due.provisional));
    clock->set("calendar_version"_L1, reckoning.due.calendarVersion);
    clock->set("started"_L1, reckoning.started);
    clock->set("paused_from"_L1, reckoning.pausedFrom);
    clock->set("ended"_L1, reckoning.ended);
    clock->set("reason"_L1, rebuilt.reason);
    clock->set("entries"_L1, QVariant(rebuilt.entries));
    const bool differs = !clock->changedFields().isEmpty();
    tx.update(*clock);
    return differs;
}

void rebuildClocks(Reader &reader, const WorkCalendar &calendar, Rebuilt &rebuilt)
{
    QHash<QUuid, Ledger> ledgers = scanEntries(reader, rebuilt);
    rebuilt.clocks.reserve(ledgers.size());
    for (auto it = ledgers.begin(); it != ledgers.end(); ++it)
        rebuilt.clocks.insert(it.key(), fold(idText(it.key()), *it, calendar, rebuilt.faults));
}

} // namespace

Rebuilt rebuild(Reader &reader, const WorkCalendar &calendar)
{
    Rebuilt rebuilt;
    scanHistory(reader, rebuilt);
    rebuildClocks(reader, calendar, rebuilt);
    return rebuilt;
}

QList<VerifyFault> compareProjections(Reader &reader, const RuleSet &rules, const Rebuilt &rebuilt)
{
    QList<VerifyFault> faults;
    QSet<QString> kinds;
    for (const RuleRow &state : rules.table("states"_L1).rows())
        kinds.insert(state.text("machine"_L1));
    for (const QString &kind : std::as_const(kinds))
        if (hasTable(reader, kind))
            compareStates(reader, kind, rebuilt, faults);
    compareClocks(reader, rebuilt, faults);
    return faults;
}

QList<VerifyFault> verifyClocks(Reader &reader, const RuleSet &rules)
{
    Q_UNUSED(rules)
    Rebuilt rebuilt;
    rebuildClocks(reader, storedCalendar(reader), rebuilt);
    QList<VerifyFault> faults = rebuilt.faults;
    compareClocks(reader, rebuilt, faults);
    return faults;
}

int restoreProjections(Writer &tx, const QList<const Entity *> &entities, const Rebuilt &rebuilt)
{
    int mended = 0;
    QHash<QString, const Entity *> tables;
    for (const Entity *entity : entities)
        tables.insert(QString(entity->name), entity);
    for (auto it = rebuilt.records.cbegin(); it != rebuilt.records.cend(); ++it) {
        const Entity *entity = tables.value(it->kind);
        auto row = entity ? tx.find(*entity, it.key()) : std::nullopt;
        if (!row || row->text("state"_L1) == it->state)
            continue;
        row->set("state"_L1, it->state);
        tx.update(*row);
        ++mended;
    }
    for (auto it = rebuilt.clocks.cbegin(); it != rebuilt.clocks.cend(); ++it)
        mended += restoreClock(tx, it.key(), *it) ? 1 : 0;
    return mended;
}

} // namespace fengqiao
