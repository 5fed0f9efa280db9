#pragma once

#include <core/rules.h>
#include <store/session.h>

namespace fengqiao {

// The grids, posts and people of the demo county; the divisions and the accounts of the demo's staff must be there.
[[nodiscard]] Result<> seedDemoGrids(Writer &writer, const RuleSet &rules);

} // namespace fengqiao
