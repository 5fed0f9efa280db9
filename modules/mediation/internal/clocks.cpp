#include "clocks.h"

#include <mediation/mediation.h>

#include "facts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto running = "running"_L1;

ClockUnit unitOf(const QString &code)
{
    static const QHash<QString, ClockUnit> units{{u"calendar_day"_s, ClockUnit::CalendarDay},
                                                 {u"working_day"_s, ClockUnit::WorkingDay},
                                                 {u"month"_s, ClockUnit::Month},
                                                 {u"year"_s, ClockUnit::Year},
                                                 {u"hour"_s, ClockUnit::Hour},
                                                 {u"minute"_s, ClockUnit::Minute},
                                                 {u"working_half_day"_s, ClockUnit::WorkingHalfDay}};
    return units.value(code, ClockUnit::CalendarDay);
}

// Where a clock counts from: the action itself, or a date or instant in its data (receipt of the accident report).
// Null if the data does not say, and then the clock does not start.
Instant startOf(const RuleRow &rule, const Facts &facts, Instant now)
{
    const QString from = rule.text("from"_L1);
    if (from.isEmpty() || from == "now"_L1)
        return now;
    const QVariant value = facts(from);
    if (value.typeId() == QMetaType::QDate)
        return Instant::fromLocal(value.toDate(), QTime(0, 0));
    return value.isNull() ? Instant{} : Instant{value.toLongLong()};
}

bool isTerminal(const RuleSet &rules, const Row &subject)
{
    const RuleRow *state = rules.table("states"_L1).find(subject.text("state"_L1));
    return state && state->flag("terminal"_L1);
}

// In time is "met", afterwards "late": the ledger keeps the difference.
void end(ActionContext &context, Row &clock, bool met)
{
    const bool late = clock.instant("due"_L1) < context.now();
    clock.set("state"_L1, !met ? u"stopped"_s : late ? u"late"_s : u"met"_s);
    clock.set("ended"_L1, context.now());
    clock.set("reason"_L1, context.action());
    context.tx.update(clock);
}

void start(ActionContext &context, const Row &subject, const RuleRow &rule, Instant from)
{
    const DueDate due =
        context.calendar.due(from, rule.number("length"_L1), unitOf(rule.text("unit"_L1)), rule.flag("rolls"_L1));
    Row clock(clockEntity());
    clock.set("subject_kind"_L1, QString(subject.entity().name));
    clock.set("subject"_L1, QVariant(subject.id()));
    clock.set("code"_L1, rule.text("clock"_L1));
    clock.set("started"_L1, from);
    clock.set("raw_due"_L1, due.rawDue);
    clock.set("due"_L1, due.due);
    clock.set("provisional"_L1, QVariant(due.provisional));
    clock.set("calendar_version"_L1, due.calendarVersion);
    clock.set("state"_L1, QString(running));
    clock.set("reason"_L1, context.action());
    clock.set("source"_L1, rule.text("source"_L1));
    context.tx.insert(clock);
    context.outcome.clocks.append({rule.text("clock"_L1), from, due.rawDue, due.due, due.provisional});
}

} // namespace

Result<> runClocks(ActionContext &context)
{
    const Row *subject = subjectOf(context);
    if (!subject || subject->id().isNull())
        return {};
    const RuleTable &rules = context.rules.table("clocks"_L1);
    const QStringList starting = context.spec.list("clocks"_L1);
    const bool matter = &subject->entity() == &matterEntity();
    QSet<QString> alive;
    // A record just made has no clocks: one query less on the busiest path.
    if (!context.created) {
        // A finished visit may leave a clock that runs on elsewhere (legal aid); a finished matter leaves none.
        const bool over = matter && isTerminal(context.rules, *subject);
        for (Row &clock : context.tx.select(clockEntity(), u"subject = ? AND state = 'running'"_s, {subject->id()})) {
            const RuleRow *rule = rules.find(clock.text("code"_L1));
            if (rule && rule->list("met_by"_L1).contains(context.action()))
                end(context, clock, true);
            else if (over)
                end(context, clock, false);
            else
                alive.insert(clock.text("code"_L1));
        }
    }
    const Facts facts(context, subject);
    for (const QString &code : starting) {
        const RuleRow *rule = rules.find(code);
        // A clock that already runs is not started anew: recusal or a new room does not give more time (B11).
        if (!rule || alive.contains(code) || !rule->expression("when"_L1).matches(facts))
            continue;
        if (const Instant from = startOf(*rule, facts, context.now()); !from.isNull())
            start(context, *subject, *rule, from);
    }
    return {};
}

Result<> extendClocks(ActionContext &context, QDate until)
{
    const RuleRow *mediation = context.rules.table("actions"_L1).find(u"start_mediation"_s);
    const QStringList codes = mediation ? mediation->list("clocks"_L1) : QStringList();
    // The end of the agreed day; agreed dates are taken as written and not rolled.
    const Instant end = Instant::fromLocal(until.addDays(1), QTime(0, 0));
    for (Row &clock :
         context.tx.select(clockEntity(), u"subject = ? AND state = 'running'"_s, {context.subject->id()})) {
        if (!codes.contains(clock.text("code"_L1)))
            continue;
        clock.set("raw_due"_L1, end);
        clock.set("due"_L1, end);
        clock.set("provisional"_L1, QVariant(false));
        clock.set("reason"_L1, context.action());
        context.tx.update(clock);
        context.outcome.clocks.append({clock.text("code"_L1), clock.instant("started"_L1), end, end, false});
    }
    return {};
}

} // namespace fengqiao
