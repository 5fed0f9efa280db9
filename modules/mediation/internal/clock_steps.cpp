#include <QCoreApplication>

#include <mediation/mediation.h>

#include "clock_book.h"
#include "clocks.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct ClockSteps {
    Q_DECLARE_TR_FUNCTIONS(ClockSteps)
};

const RuleRow *ruleOf(const ActionContext &context, const Row &clock)
{
    return context.rules.table("clocks"_L1).find(clock.text("code"_L1));
}

QList<Row> clocksIn(ActionContext &context, QUuid matter, ClockState state)
{
    return context.tx.select(clockEntity(), u"subject = ? AND state = ? ORDER BY due, id"_s, {matter, codeOf(state)});
}

std::unexpected<Error> refused(const ActionContext &context, const QString &code, const QString &sentence,
                               const QString &field)
{
    return fail(ErrorKind::Invalid, u"matter."_s + code, sentence, field, context.ruleId());
}

// The beginning of a day, but not before what happened earlier on that day.
Instant dayFrom(QDate day, Instant notBefore)
{
    const Instant begin = Instant::fromLocal(day, QTime(0, 0));
    return day == notBefore.localDate() ? std::max(begin, notBefore) : begin;
}

Instant lastChange(ActionContext &context, const Row &clock)
{
    Instant last = clock.instant("started"_L1);
    for (const ClockEntry &entry : ClockBook::entriesOf(context.tx, clock.id()))
        if (entry.event == ClockEvent::Resume || entry.event == ClockEvent::Pause)
            last = std::max(last, entry.at);
    return last;
}

// The new end of one clock, or why there is none.
Result<ClockEntry> extension(ActionContext &context, const Row &clock, const RuleRow &rule)
{
    ClockEntry entry{.event = ClockEvent::Extend, .at = context.now(), .until = {}};
    if (context.data.has("days"_L1)) {
        entry.length = static_cast<int>(context.data.integer("days"_L1));
        int added = entry.length;
        for (const ClockEntry &earlier : ClockBook::entriesOf(context.tx, clock.id()))
            added += earlier.event == ClockEvent::Extend ? earlier.length : 0;
        if (added > rule.number("extension"_L1))
            return refused(context, u"extend_too_long"_s,
                           ClockSteps::tr("\"%1\" can be extended by %2 days at most; nothing was changed.")
                               .arg(rule.word())
                               .arg(rule.number("extension"_L1)),
                           u"days"_s);
        return entry;
    }
    // The end of the agreed day; agreed dates are taken as written and not rolled.
    entry.until = Instant::fromLocal(context.data.date("until"_L1).addDays(1), QTime(0, 0));
    if (entry.until <= clock.instant("due"_L1))
        return refused(context, u"extend_not_later"_s,
                       ClockSteps::tr("The new date must be later than the present one of \"%1\"; nothing was changed.")
                           .arg(rule.word()),
                       u"until"_s);
    return entry;
}

} // namespace

// Only what the rule lets wait, waits; what has run out is not brought back.
Result<> suspendClocks(ActionContext &context)
{
    ClockBook book(context);
    const QString reason = context.data.text("reason"_L1);
    bool paused = false;
    for (Row &clock : clocksIn(context, context.subject->id(), ClockState::Running)) {
        const RuleRow *rule = ruleOf(context, clock);
        if (!rule || !rule->list("pausable"_L1).contains(reason) || clock.instant("due"_L1) <= context.now())
            continue;
        const Instant from = dayFrom(context.data.date("from_on"_L1), lastChange(context, clock));
        if (const auto added = book.add(clock, {.event = ClockEvent::Pause, .at = from, .until = {}}, reason); !added)
            return refused(context, u"suspend_order"_s, added.error().message, u"from_on"_s);
        paused = true;
    }
    if (!paused)
        context.warn(ClockSteps::tr("No time limit is left out for this ground; all of them run on."));
    return {};
}

// The day on which it goes on counts again.
Result<> resumeClocks(ActionContext &context)
{
    ClockBook book(context);
    for (Row &clock : clocksIn(context, context.subject->id(), ClockState::Paused)) {
        const Instant at = dayFrom(context.data.date("resumed_on"_L1), clock.instant("paused_from"_L1));
        if (const auto added = book.add(clock, {.event = ClockEvent::Resume, .at = at, .until = {}}); !added)
            return refused(context, u"resume_order"_s, added.error().message, u"resumed_on"_s);
        book.note(clock);
    }
    return {};
}

Result<> extendClocks(ActionContext &context)
{
    ClockBook book(context);
    bool extended = false;
    for (Row &clock : clocksIn(context, context.subject->id(), ClockState::Running)) {
        const RuleRow *rule = ruleOf(context, clock);
        if (!rule || !rule->list("extended_by"_L1).contains(context.action()))
            continue;
        const auto entry = extension(context, clock, *rule);
        if (!entry)
            return fail(entry.error());
        if (const auto added = book.add(clock, *entry); !added)
            return added;
        book.note(clock);
        extended = true;
    }
    if (!extended)
        return fail(ErrorKind::Forbidden, u"matter.extend_nothing"_s,
                    ClockSteps::tr("No time limit runs that this may extend; nothing was changed."), {},
                    context.ruleId());
    return {};
}

bool extendedClockOverdue(ActionContext &context, QUuid matter)
{
    const QList<Row> running = clocksIn(context, matter, ClockState::Running);
    return std::ranges::any_of(running, [&context](const Row &clock) {
        const RuleRow *rule = ruleOf(context, clock);
        return rule && rule->list("extended_by"_L1).contains(context.action()) &&
               clock.instant("due"_L1) <= context.now();
    });
}

} // namespace fengqiao
