#pragma once

#include <access/action.h>

namespace fengqiao {

// Action event_to_matter: the grid stands below this module, so what makes a matter of an event lives here.
[[nodiscard]] Result<> eventToMatter(ActionContext &context);

} // namespace fengqiao
