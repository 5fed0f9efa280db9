#pragma once

#include <access/action.h>

namespace fengqiao {

// Hook after every transition of a visit or a matter: stops the clocks that this action meets or ends and starts those
// of its row in rule table `actions`. Answers what it started in context.outcome.clocks.
[[nodiscard]] Result<> runClocks(ActionContext &context);

// Moves the running mediation clocks of the subject to a later day that all parties agreed on (B17).
[[nodiscard]] Result<> extendClocks(ActionContext &context, QDate until);

} // namespace fengqiao
