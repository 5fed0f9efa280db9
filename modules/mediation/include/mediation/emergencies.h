#pragma once

#include <access/desk.h>

namespace fengqiao {

// Matters that the actor may see and that are with the safety services now (setting emergency_state).
[[nodiscard]] int runningEmergencies(ReadContext &context);

} // namespace fengqiao
