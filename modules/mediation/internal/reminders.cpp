#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Codes of list clock_duty: who keeps a time limit, or may lose a right by it.
constexpr auto handlerDuty = "handler"_L1;
constexpr auto partyDuty = "party"_L1;

using Ids = QList<std::pair<QUuid, QUuid>>; // a record and the one that it belongs to

Ids idsOf(Query query)
{
    Ids ids;
    while (query.next())
        ids.append({query.uuid(0), query.uuid(1)});
    return ids;
}

// Whistles whose unit has neither come nor declined in time.
Ids missedWhistles(ActionContext &context)
{
    QVariantList binds;
    const QString waiting = inStates(fromStates(context.rules, u"miss_whistle"_s), &binds);
    binds << context.now().ms;
    return idsOf(context.tx.query(u"SELECT w.id, w.matter FROM whistle w JOIN clock c ON c.subject = w.id WHERE "
                                  "w.deleted = 0 AND w.%1 AND c.state = 'running' AND c.due <= ?"_s.arg(waiting),
                                  binds));
}

// Time limits of matters and of what belongs to them, of which enough has passed and nobody was reminded yet. Whistles
// have a ladder of their own.
Ids clocksToRemind(ActionContext &context)
{
    const QUuid only = context.data.uuid("matter"_L1); // null = the whole file
    return idsOf(context.tx.query(
        u"SELECT c.id, c.subject FROM clock c WHERE c.deleted = 0 AND c.state = 'running' AND c.matter IS NOT NULL AND "
        "(? OR c.matter = ?) AND "
        u"c.subject_kind <> ? AND "
        "(c.due - c.started) * ? <= (? - c.started) * 100 AND "
        "NOT EXISTS (SELECT 1 FROM supervision s WHERE s.clock = c.id) ORDER BY c.due, c.id"_s,
        {only.isNull(), only, QString(whistleEntity().name), context.rules.settingNumber("remind_percent"_L1),
         context.now().ms}));
}

// Of information on other bodies nobody is reminded, nor of a right that is gone.
bool isReminded(ActionContext &context, const Row &clock)
{
    const QString duty = dutyOf(context.rules, clock.text("code"_L1));
    return duty == handlerDuty || (duty == partyDuty && clock.instant("due"_L1) > context.now());
}

// The reminder that was made; null where nobody is to be reminded.
Result<QUuid> remind(ActionContext &context, QUuid id)
{
    const auto clock = context.tx.find(clockEntity(), id);
    if (!clock || !isReminded(context, *clock))
        return QUuid();
    const auto matter = context.tx.find(matterEntity(), clock->uuid("matter"_L1));
    if (!matter || !isLive(context.rules, *matter))
        return QUuid();
    const auto done = context.runAsSystem(u"remind"_s, {{u"matter"_s, idText(matter->id())}, {u"clock"_s, idText(id)}});
    if (!done)
        return fail(done.error());
    return done->id;
}

// Agreements whose time to apply for confirmation is over: the clocks that a lapse ends. What it means belongs to the
// confirmation itself.
Ids lapsedConfirmations(ActionContext &context)
{
    QVariantList binds;
    const QString waiting = inStates(fromStates(context.rules, u"lapse_confirmation"_s), &binds);
    QStringList codes;
    for (const RuleRow &rule : context.rules.table("clocks"_L1).rows()) {
        if (rule.list("met_by"_L1).contains(u"lapse_confirmation"_s))
            codes << rule.text("clock"_L1);
    }
    binds << QString(u' ' + codes.join(u' ') + u' ') << context.now().ms;
    return idsOf(context.tx.query(
        u"SELECT f.id, f.matter FROM confirmation f WHERE f.deleted = 0 AND f.%1 AND EXISTS "
        "(SELECT 1 FROM clock c WHERE c.matter = f.matter AND instr(?, ' ' || c.code || ' ') > 0 AND c.due <= ?)"_s.arg(
            waiting),
        binds));
}

// A right that has run out: the reminder of it helps nobody any more.
Ids expiredRights(ActionContext &context)
{
    QVariantList binds;
    const QString reminded = inStates(fromStates(context.rules, u"end_reminder"_s), &binds);
    binds << context.now().ms;
    Ids expired;
    Query found = context.tx.query(u"SELECT s.id, s.matter, c.code FROM supervision s JOIN clock c ON c.id = s.clock "
                                   "WHERE s.%1 AND c.due <= ?"_s.arg(reminded),
                                   binds);
    while (found.next()) {
        if (dutyOf(context.rules, found.text(2)) == partyDuty)
            expired.append({found.uuid(0), found.uuid(1)});
    }
    return expired;
}

// Runs a step of the program for each record; answers how many.
Result<int> runEach(ActionContext &context, const QString &action, const QString &field, const Ids &ids)
{
    for (const auto &[id, matter] : ids) {
        if (const auto done = context.runAsSystem(action, {{field, idText(id)}}); !done)
            return fail(done.error());
    }
    return static_cast<int>(ids.size());
}

} // namespace

// What is due now, and nothing twice: the program reminds and notes what was missed, it never decides (R12).
Result<> runReminders(ActionContext &context)
{
    const auto missed = runEach(context, u"miss_whistle"_s, u"whistle"_s, missedWhistles(context));
    if (!missed)
        return fail(missed.error());
    const auto lapsed = runEach(context, u"lapse_confirmation"_s, u"confirmation"_s, lapsedConfirmations(context));
    if (!lapsed)
        return fail(lapsed.error());
    const auto ended = runEach(context, u"end_reminder"_s, u"supervision"_s, expiredRights(context));
    if (!ended)
        return fail(ended.error());
    QList<QUuid> reminders;
    for (const auto &[clock, subject] : clocksToRemind(context)) {
        const auto done = remind(context, clock);
        if (!done)
            return fail(done.error());
        if (!done->isNull())
            reminders << *done;
    }
    context.outcome.extra = {{u"reminded"_s, reminders.size()}, {u"missed"_s, *missed}, {u"lapsed"_s, *lapsed}};
    if (reminders.size() == 1)
        context.outcome.extra.insert(u"supervision"_s, idText(reminders.first()));
    return {};
}

// A reminder of what is done by now asks nobody any more.
Result<> endRemindersAfter(ActionContext &context)
{
    const Row *matter = context.parent ? context.parent : context.subject;
    if (!matter || &matter->entity() != &matterEntity() || (!context.parent && context.created))
        return {};
    QVariantList binds{matter->id()};
    const QString reminded = inStates(fromStates(context.rules, u"end_reminder"_s), &binds);
    const Ids over = idsOf(context.tx.query(u"SELECT s.id, s.matter FROM supervision s JOIN clock c ON c.id = s.clock "
                                            "WHERE s.matter = ? AND s.%1 AND c.ended IS NOT NULL"_s.arg(reminded),
                                            binds));
    const auto ended = runEach(context, u"end_reminder"_s, u"supervision"_s, over);
    return ended ? Result<>() : fail(ended.error());
}

} // namespace fengqiao
