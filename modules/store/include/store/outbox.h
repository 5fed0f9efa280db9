#pragma once

#include <store/session.h>

namespace fengqiao {

// How many changes of this desk wait for the shared database.
[[nodiscard]] qint64 outboxWaiting(Reader &reader);

} // namespace fengqiao
