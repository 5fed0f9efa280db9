#include <statistics/statistics.h>

#include <access/desk.h>
#include <statistics/safety_index.h>
#include <statistics/wall.h>

#include "appraisal_area.h"
#include "counters.h"
#include "dashboard_area.h"
#include "declared_area.h"
#include "dictionary.h"
#include "keeper.h"
#include "wall_tables.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QList<VerifyFault> verifyCounters(Reader &reader, const RuleSet &rules)
{
    const QString fault = counterFault(reader, *MetricBook::of(rules));
    return fault.isEmpty() ? QList<VerifyFault>{} : QList<VerifyFault>{{u"counters"_s, {}, fault}};
}

} // namespace

Module statisticsModule()
{
    Module module;
    module.name = u"statistics"_s;
    module.ruleChecks << metricFaults << dashboardFaults << wallFaults;
    module.companions << [](Desk &desk) -> std::shared_ptr<void> { return std::make_shared<CounterKeeper>(desk); };
    module.verifiers << verifyCounters << verifyWall;
    // A new county starts with counters: its first row is counted as its millionth.
    module.seed = [](Writer &tx, const RuleSet &rules, const NewCounty &county) -> Result<> {
        prepareCounters(tx, *MetricBook::of(rules));
        prepareWall(tx);
        return county.demo ? seedDeclaredFigures(tx, county) : Result<>();
    };
    addDeclaredFigures(module);
    addAppraisals(module);
    addSubsidySheets(module);
    module.ruleChecks << safetyIndexFaults;
    return module;
}

} // namespace fengqiao
