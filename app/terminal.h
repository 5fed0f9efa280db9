#pragma once

#include <store/key_slots.h>

namespace fengqiao {

// The only place that talks to a terminal directly.
[[nodiscard]] bool terminalIsInteractive();            // standard input is a terminal
[[nodiscard]] Secret askSecret(const QString &prompt); // one line without echo, prompt on standard error

} // namespace fengqiao
