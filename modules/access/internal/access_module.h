#pragma once

#include <access/module.h>

namespace fengqiao {

class ActionService;

// What access itself brings: accounts, history, audit, rule tables and calendars, and the actions on them.
[[nodiscard]] Module accessModule(ActionService &service);

} // namespace fengqiao
