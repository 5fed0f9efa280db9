#include <QCoreApplication>
#include <QJsonArray>

#include <grid/grids.h>

#include "areas.h"
#include "event_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Events {
    Q_DECLARE_TR_FUNCTIONS(Events)
};

// Who reported it, the unit that it was routed to, and in their area whoever works in the grids.
bool ownsEvent(Reader &, const Row &event, const Actor &actor)
{
    if (event.uuid("account"_L1) == actor.id.value)
        return true;
    if (!actor.unit.isNull() && event.uuid("unit"_L1) == actor.unit.value)
        return true;
    if (actor.area.isNull() || !event.text("org"_L1).startsWith(actor.area.digits()))
        return false;
    return actor.is("GW"_L1) || actor.is("GL"_L1) || actor.is("TWN"_L1) || actor.is("INF"_L1);
}

QJsonObject batchJson(const Row &batch)
{
    return {{u"number"_s, batch.text("number"_L1)},
            {u"source"_s, batch.text("source"_L1)},
            {u"file"_s, batch.text("file"_L1)},
            {u"imported_at"_s, batch.instant("imported_at"_L1).toIso()}};
}

QJsonObject eventDetails(ReadContext &context, const Row &event)
{
    QJsonObject details{{u"history"_s, context.history(event.id())}};
    if (const auto grid = gridById(context.tx, event.uuid("grid"_L1))) {
        details.insert(u"grid_code"_s, grid->code);
        details.insert(u"grid_place"_s, gridPlace(context.tx, *grid));
    }
    if (const auto batch = context.tx.find(eventBatchEntity(), event.uuid("batch"_L1)))
        details.insert(u"imported"_s, batchJson(*batch));
    QJsonArray repeats;
    for (const Row &repeat :
         context.tx.select(gridEventEntity(), u"duplicate_of = ? ORDER BY rowid LIMIT 100"_s, {event.id()}))
        repeats << repeat.text("number"_L1);
    if (!repeats.isEmpty())
        details.insert(u"duplicates"_s, repeats);
    return details;
}

Machine eventMachine()
{
    Machine machine;
    machine.name = u"event"_s;
    machine.entity = &gridEventEntity();
    machine.owns = ownsEvent;
    machine.lookup = eventLookup;
    return machine;
}

// The state that an action leads to.
QString stateAfter(const RuleSet &rules, const QString &action)
{
    return rules.table("actions"_L1).find(action)->text("to"_L1);
}

QList<VerifyFault> faultsOf(Reader &reader, const QString &check, const QString &where, const QVariantList &binds,
                            const QString &sentence)
{
    QList<VerifyFault> faults;
    Query rows =
        reader.query(u"SELECT number FROM grid_event AS e WHERE deleted = 0 AND "_s + where + u" LIMIT 100"_s, binds);
    while (rows.next())
        faults << VerifyFault{check, rows.text(0), sentence.arg(rows.text(0))};
    return faults;
}

// A closed event was fed back and verified (T5); a duplicate has its original; one that became a matter has its matter.
QList<VerifyFault> verifyEvents(Reader &reader, const RuleSet &rules)
{
    return faultsOf(reader, u"event_closed"_s, u"state = ? AND (feedback IS NULL OR verifier IS NULL)"_s,
                    {stateAfter(rules, u"close_event"_s)},
                    Events::tr("Event %1 is closed without feedback or without a verifier.")) +
           faultsOf(reader, u"event_duplicate"_s,
                    u"duplicate_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grid_event AS o WHERE o.id = "
                    "e.duplicate_of AND o.deleted = 0)"_s,
                    {}, Events::tr("Event %1 repeats an event that is not in this file.")) +
           faultsOf(reader, u"event_matter"_s, u"state = ? AND matter IS NULL"_s,
                    {stateAfter(rules, u"event_to_matter"_s)}, Events::tr("Event %1 became a matter, but names none."));
}

} // namespace

const RecordKind &eventKind()
{
    static const RecordKind kind{u"event"_s,
                                 &gridEventEntity(),
                                 u"event.read"_s,
                                 "number"_L1,
                                 u"account = ? OR unit = (SELECT unit FROM account WHERE id = ?)"_s,
                                 eventDetails};
    return kind;
}

QStringList openEventStates(const RuleSet &rules)
{
    QStringList states;
    for (const RuleRow *row : rules.table("states"_L1).where("machine"_L1, u"event"_s)) {
        if (!row->flag("terminal"_L1))
            states << row->text("state"_L1);
    }
    return states;
}

void addEvents(Module &module)
{
    module.entities << &gridEventEntity() << &eventBatchEntity();
    module.machines << eventMachine();
    module.kinds << eventKind()
                 << RecordKind{u"event_batch"_s, &eventBatchEntity(), u"event.read"_s, "number"_L1, {}, {}};
    module.handlers.insert(u"report_event"_s, reportEvent);
    module.handlers.insert(u"correct_event"_s, correctEvent);
    module.handlers.insert(u"import_events"_s, importEventRows);
    addEventSteps(module.handlers);
    module.verifiers << verifyEvents;
}

} // namespace fengqiao
