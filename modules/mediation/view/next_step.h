#pragma once

#include <access/desk.h>

namespace fengqiao {

// The ordinary next step of a record by rule table `steps`; `mine` = this person may take it now.
struct NextStep {
    const RuleRow *action = nullptr;
    bool mine = false;
};

[[nodiscard]] NextStep nextStep(const RuleSet &rules, const Row &row, const QList<Desk::Offer> &offers);
// "deputy director, township director": who may take an action, in words.
[[nodiscard]] QString whoMay(const RuleSet &rules, const RuleRow &action);
[[nodiscard]] bool roleMay(const RuleRow &action, const Actor &actor);
// The action of a matter whose form names a room; null if the county's tables have none.
[[nodiscard]] const RuleRow *roomAction(const RuleSet &rules);
[[nodiscard]] bool isEmergency(const RuleSet &rules, const RuleRow &action);

} // namespace fengqiao
