#include "next_step.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

const RuleRow *roomAction(const RuleSet &rules)
{
    for (const RuleRow &field : rules.table("fields"_L1).rows()) {
        const RuleRow *action = rules.table("actions"_L1).find(field.text("action"_L1));
        if (action && action->text("machine"_L1) == "matter"_L1 && field.text("column"_L1) == "room"_L1)
            return action;
    }
    return nullptr;
}

} // namespace fengqiao
