#pragma once

#include <widgets/next_step.h>

namespace fengqiao {

// The action of a matter whose form names a room; null if the county's tables have none.
[[nodiscard]] const RuleRow *roomAction(const RuleSet &rules);

} // namespace fengqiao
