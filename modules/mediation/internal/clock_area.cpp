#include <mediation/mediation.h>
#include <mediation/rebuild.h>

#include "areas.h"
#include "clocks.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

RecordKind kindOf(const Entity &entity)
{
    return {.name = QString(entity.name),
            .entity = &entity,
            .permission = u"matter.read"_s,
            .numberField = {},
            .ownSql = u"matter IN (SELECT id FROM matter WHERE "_s + ownMatterSql() + u')',
            .details = {},
            .parent = &matterKind()};
}

} // namespace

void addClocks(Module &module)
{
    module.entities << &clockEntity() << &clockEntryEntity();
    module.kinds << kindOf(clockEntity()) << kindOf(clockEntryEntity());
    module.handlers.insert(u"suspend"_s, suspendClocks);
    module.handlers.insert(u"resume"_s, resumeClocks);
    for (const QString &action : {u"extend"_s, u"extend_admin"_s, u"extend_handling"_s})
        module.handlers.insert(action, extendClocks);
    module.handlers.insert(u"recompute_clock"_s, recomputeClock);
    module.afterCalendar << recomputeClocks;
    module.verifiers << verifyClocks;
}

QVariant clocksLookup(ActionContext &context, const Row &matter, const QString &name)
{
    if (name == "med_clock_overdue"_L1 || name == "extended_clock_overdue"_L1)
        return extendedClockOverdue(context, matter.id());
    return {};
}

} // namespace fengqiao
