#pragma once

#include <functional>

#include "matter_actions.h"

namespace fengqiao {

// What a person should know before filling the form, put between its title and its fields: free rooms and mediators
// with their reasons where it asks for them (a click takes one, nobody is taken by itself), the parties where it asks
// for a declaration of no conflict, the score where it asks for a level. `instead` leads to another action.
void addFormHelp(ActionDialog &dialog, const RuleSet &rules, const MatterFormData &data,
                 std::function<void(const QString &action)> instead);

// "Yellow from 15 points, orange from 35": where a score stands, with what it says at once.
[[nodiscard]] QString scoreSentence(const RuleSet &rules, const MatterView &view);

} // namespace fengqiao
