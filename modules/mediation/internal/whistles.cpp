#include <grid/grid.h>

#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Where a whistle goes when the unit declines: it is not finished, but nobody of that unit comes.
QString declinedState(const RuleSet &rules)
{
    const RuleRow *decline = rules.table("actions"_L1).find(u"decline_whistle"_s);
    return decline ? decline->text("to"_L1) : QString();
}

// Whistles of a matter that are not finished, declined ones left out or alone.
QList<Row> openWhistles(ActionContext &context, QUuid matter, bool declined)
{
    QVariantList binds{matter};
    const QString open = openCondition(context.rules, u"whistle"_s, &binds);
    binds << declinedState(context.rules);
    return context.tx.select(whistleEntity(),
                             u"matter = ? AND %1 AND state %2 ? ORDER BY id"_s.arg(open, declined ? u"="_s : u"<>"_s),
                             binds);
}

bool anyLeads(const QList<Row> &whistles)
{
    return std::ranges::any_of(whistles, [](const Row &whistle) { return whistle.flag("lead"_L1); });
}

bool isLeadOrCoUnit(Reader &reader, const Row &matter, QUuid unit)
{
    return matter.uuid("lead_unit"_L1) == unit ||
           reader.count(coUnitEntity(), u"matter = ? AND unit = ?"_s, {matter.id(), unit}) > 0;
}

qint64 declinesOf(Reader &reader, QUuid matter)
{
    return reader.count(whistleEntity(), u"matter = ? AND declined_at IS NOT NULL"_s, {matter});
}

bool overdue(ActionContext &context, QUuid whistle)
{
    return context.tx.count(clockEntity(), u"subject = ? AND ended IS NULL AND due <= ?"_s,
                            {whistle, context.now().ms}) > 0;
}

// The lead passes: whoever had it in this matter has it no more.
void takeLeadFromOthers(ActionContext &context, const Row &leader)
{
    for (Row &other : context.tx.select(whistleEntity(), u"matter = ? AND lead = 1 AND id <> ?"_s,
                                        {leader.uuid("matter"_L1), leader.id()})) {
        other.set("lead"_L1, QVariant(false));
        context.tx.update(other);
    }
}

// A supervised whistle gets a letter: from here the ladder of supervision goes on.
Result<> superviseUnit(ActionContext &context)
{
    const Row &whistle = *context.subject;
    const auto begun =
        context.run(u"supervise"_s, {{u"matter"_s, idText(context.parent->id())},
                                     {u"whistle"_s, idText(whistle.id())},
                                     {u"unit"_s, idText(whistle.uuid("unit"_L1))},
                                     {u"breach"_s, context.data.text("breach"_L1)},
                                     {u"new_date"_s, context.data.date("new_date"_L1).toString(Qt::ISODate)}});
    if (!begun)
        return fail(begun.error());
    context.outcome.extra.insert(u"supervision"_s, idText(begun->id));
    return {};
}

} // namespace

Result<> blowWhistle(ActionContext &context)
{
    const auto unit = context.tx.find(organisationEntity(), context.data.uuid("unit"_L1));
    // The time to report in hangs on how the unit is stationed; a centre is not stationed anywhere.
    if (!unit || unit->isNull("stationing"_L1))
        return fail(ErrorKind::Invalid, u"whistle.unit_unknown"_s,
                    Oversight::tr("Only member units can be called; nothing was done."), u"unit"_s, context.ruleId());
    Row &whistle = context.created.emplace(whistleEntity());
    whistle.set("stationing"_L1, unit->text("stationing"_L1));
    whistle.set("lead"_L1, QVariant(context.data.flag("lead"_L1)));
    whistle.set("blown_by"_L1, QVariant(context.actor.id.value));
    whistle.set("blown_at"_L1, context.now());
    return {};
}

// Several units at once, one whistle each; the lead is called first, so that who leads is clear from the beginning.
Result<> callUnits(ActionContext &context)
{
    QList<Fields> units = context.data.records("units"_L1);
    const auto leads = [](const Fields &unit) { return unit.flag("lead"_L1); };
    if (std::ranges::count_if(units, leads) > 1)
        return fail(ErrorKind::Invalid, u"whistle.two_leads"_s,
                    Oversight::tr("At most one of the units called may lead; nothing was done."), u"units"_s,
                    context.ruleId());
    std::ranges::stable_partition(units, leads);
    QJsonArray whistles;
    for (const Fields &unit : std::as_const(units)) {
        const QString question = unit.has("question"_L1) ? unit.text("question"_L1) : context.data.text("question"_L1);
        auto blown = context.run(u"blow_whistle"_s, {{u"matter"_s, idText(context.data.uuid("matter"_L1))},
                                                     {u"unit"_s, idText(unit.uuid("unit"_L1))},
                                                     {u"lead"_s, unit.flag("lead"_L1)},
                                                     {u"question"_s, question},
                                                     {u"place"_s, context.data.text("place"_L1)},
                                                     {u"contact"_s, context.data.text("contact"_L1)}});
        if (!blown)
            return fail(blown.error());
        if (whistles.isEmpty()) { // "$key" of the call means its first whistle
            context.outcome.id = blown->id;
            context.outcome.kind = blown->kind;
            context.outcome.state = blown->state;
        }
        whistles.append(idText(blown->id));
        context.outcome.clocks += blown->clocks;
    }
    context.outcome.extra.insert(u"whistles"_s, whistles);
    return {};
}

Result<> acknowledgeWhistle(ActionContext &context)
{
    context.subject->set("acknowledged_at"_L1, context.now());
    return {};
}

Result<> arriveWhistle(ActionContext &context)
{
    Row &whistle = *context.subject;
    if (whistle.isNull("acknowledged_at"_L1)) // who comes has heard it
        whistle.set("acknowledged_at"_L1, context.now());
    whistle.set("arrived_at"_L1, context.now());
    return {};
}

Result<> declineWhistle(ActionContext &context)
{
    Row &whistle = *context.subject;
    whistle.set("declined_at"_L1, context.now());
    if (whistle.flag("lead"_L1))
        context.warn(Oversight::tr("The lead declined: the director decides who leads now."));
    else if (declinesOf(context.tx, context.parent->id()) + 1 >= context.rules.settingNumber("whistle_declines"_L1))
        context.warn(Oversight::tr("Two units declined: the matter now goes to the director."));
    return {};
}

Result<> endWhistle(ActionContext &context)
{
    context.subject->set("ended_at"_L1, context.now());
    return {};
}

Result<> nameLead(ActionContext &context)
{
    takeLeadFromOthers(context, *context.subject);
    context.subject->set("lead"_L1, QVariant(true));
    return {};
}

Result<> whistleAfter(ActionContext &context)
{
    if (context.action() == "supervise_whistle"_L1)
        return superviseUnit(context);
    if (context.action() == "blow_whistle"_L1 && context.subject->flag("lead"_L1))
        takeLeadFromOthers(context, *context.subject);
    return {};
}

QVariant whistleLookup(ActionContext &context, const QString &name)
{
    if (!context.parent)
        return {};
    if (name == "its_own"_L1 && context.subject)
        return itsOwn(context);
    const Row &matter = *context.parent;
    const QUuid unit = context.data.uuid("unit"_L1);
    if (name == "matter_live"_L1)
        return isLive(context.rules, matter);
    if (name == "lead_called"_L1)
        return anyLeads(openWhistles(context, matter.id(), false));
    if (name == "lead_known"_L1)
        return !matter.isNull("lead_unit"_L1) || anyLeads(openWhistles(context, matter.id(), false));
    if (name == "lead_declined"_L1)
        return anyLeads(openWhistles(context, matter.id(), true));
    if (name == "declines_reached"_L1)
        return declinesOf(context.tx, matter.id()) >= context.rules.settingNumber("whistle_declines"_L1);
    if (name == "unit_called"_L1)
        return std::ranges::any_of(openWhistles(context, matter.id(), false),
                                   [&](const Row &whistle) { return whistle.uuid("unit"_L1) == unit; });
    if (name == "unit_of_matter"_L1)
        return isLeadOrCoUnit(context.tx, matter, unit);
    if (name == "others_wait"_L1 && context.subject)
        return std::ranges::any_of(openWhistles(context, matter.id(), false),
                                   [&](const Row &whistle) { return whistle.id() != context.subject->id(); });
    if (name == "whistle_overdue"_L1 && context.subject)
        return overdue(context, context.subject->id());
    return {};
}

} // namespace fengqiao
