#include <report/report.h>

#include "issue_area.h"
#include "report_plan.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

// Whoever works on the issues of an area owns them.
Module reportModule()
{
    Machine machine;
    machine.name = u"issue"_s;
    machine.entity = &issueEntity();
    machine.owns = [](Reader &, const Row &issue, const Actor &actor) {
        return !actor.area.isNull() && issue.text("org"_L1).startsWith(actor.area.digits());
    };
    Module module;
    module.name = u"report"_s;
    module.entities << &issueEntity() << &publicationEntity();
    module.machines << machine;
    module.kinds << issueKind();
    module.handlers.insert(u"draft_issue"_s, draftIssue);
    module.handlers.insert(u"edit_issue"_s, editIssue);
    module.handlers.insert(u"freeze_issue"_s, freezeIssue);
    module.handlers.insert(u"publish_issue"_s, publishIssue);
    module.ruleChecks << reportFaults;
    module.verifiers << verifyIssues;
    return module;
}

} // namespace fengqiao
