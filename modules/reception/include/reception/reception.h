#pragma once

#include <access/module.h>

namespace fengqiao {

// Visits (来访), the queue at the windows, and today's stationing roster: domain.md 2.2.
[[nodiscard]] Module receptionModule();

[[nodiscard]] const Entity &visitEntity();
[[nodiscard]] const Entity &visitPersonEntity(); // who came: visitor, representative, companion, interpreter
[[nodiscard]] const Entity &windowEntity();
[[nodiscard]] const Entity &dutyEntity(); // who is stationed at which window on which day

} // namespace fengqiao
