#pragma once

#include <access/action.h>

namespace fengqiao {

// Hook after every transition of any machine: ends the clocks that this action meets or ends and starts those of its
// row in rule table `actions`. Answers what it started in context.outcome.clocks.
[[nodiscard]] Result<> runClocks(ActionContext &context);

// What the ledger's own actions do beside their row (clock_steps.cpp, clock_recompute.cpp).
[[nodiscard]] Result<> suspendClocks(ActionContext &context); // B15: only clocks whose rule leaves this ground out
[[nodiscard]] Result<> resumeClocks(ActionContext &context);  // B16
[[nodiscard]] Result<> extendClocks(ActionContext &context);  // B17 and the extensions of administrative limits
[[nodiscard]] Result<> recomputeClock(ActionContext &context);
// A clock that the running action may extend has expired.
[[nodiscard]] bool extendedClockOverdue(ActionContext &context, QUuid matter);
// Hook after a calendar was loaded: every clock that the new one moves is computed anew, with an audit row.
[[nodiscard]] Result<> recomputeClocks(ActionContext &context, const WorkCalendar &calendar);

// SQL: the clock still runs or waits.
inline constexpr QLatin1StringView aliveClock("state IN ('running', 'paused')");

} // namespace fengqiao
