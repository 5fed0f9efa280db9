#pragma once

#include <access/desk.h>

namespace fengqiao {

// The ordinary next step of a record by rule table `steps`; `mine` = this person may take it now. Of several rules that
// hold, the first one that is this person's, else the first.
struct NextStep {
    const RuleRow *action = nullptr;
    bool mine = false;
};

// `machine`: whose steps; empty: the one named like the record's entity.
[[nodiscard]] NextStep nextStep(const RuleSet &rules, const Row &row, const QList<Desk::Offer> &offers,
                                const QString &machine = {});
// "deputy director, township director": who may take an action, in words.
[[nodiscard]] QString whoMay(const RuleSet &rules, const RuleRow &action);
[[nodiscard]] bool roleMay(const RuleRow &action, const Actor &actor);
[[nodiscard]] bool roleMay(const Desk &desk, const QString &action); // false if the tables have no such action
[[nodiscard]] bool isEmergency(const RuleSet &rules, const RuleRow &action);

} // namespace fengqiao
