#pragma once

#include <access/desk.h>

namespace fengqiao {

// Fills a new county's file: its divisions, the centre of the county, of each town and of each village, and for --demo
// the member units and the staff of resources/demo.
[[nodiscard]] Result<> seedGrid(Writer &writer, const RuleSet &rules, const NewCounty &county);

} // namespace fengqiao
