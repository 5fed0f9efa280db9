#include <mediation/mediation.h>

#include "clock_book.h"
#include "clocks.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

bool sameDates(const Row &clock, const DueDate &due)
{
    return clock.instant("raw_due"_L1) == due.rawDue && clock.instant("due"_L1) == due.due &&
           clock.flag("provisional"_L1) == due.provisional;
}

} // namespace

// The dates come with the action, because the calendar that gave them is not in force before the commit; so they stand
// in the audit row too.
Result<> recomputeClock(ActionContext &context)
{
    auto clock = context.tx.find(clockEntity(), context.data.uuid("clock"_L1));
    DueDate due;
    due.rawDue = context.data.instant("raw_due"_L1);
    due.due = context.data.instant("due"_L1);
    due.provisional = context.data.flag("provisional"_L1);
    due.calendarVersion = context.data.text("calendar_version"_L1);
    ClockBook(context).recompute(*clock, due);
    context.outcome.kind = QString(clockEntity().name);
    context.outcome.id = clock->id();
    return {};
}

Result<> recomputeClocks(ActionContext &context, const WorkCalendar &calendar)
{
    int changed = 0;
    for (const Row &clock : context.tx.select(clockEntity(), QString(aliveClock))) {
        const auto reckoned = reckonClock(ClockBook::entriesOf(context.tx, clock.id()), calendar);
        if (!reckoned)
            return fail(reckoned.error());
        const DueDate &due = reckoned->due;
        if (sameDates(clock, due))
            continue;
        const auto done =
            context.runAsSystem(u"recompute_clock"_s, {{u"clock"_s, clock.id().toString(QUuid::WithoutBraces)},
                                                       {u"was"_s, clock.instant("due"_L1).toIso()},
                                                       {u"raw_due"_s, due.rawDue.toIso()},
                                                       {u"due"_s, due.due.toIso()},
                                                       {u"provisional"_s, due.provisional},
                                                       {u"calendar_version"_s, due.calendarVersion}});
        if (!done)
            return fail(done.error());
        ++changed;
    }
    context.outcome.extra.insert(u"clocks_recomputed"_s, changed);
    return {};
}

} // namespace fengqiao
