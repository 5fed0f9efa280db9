#pragma once

#include <sync/conflicts.h>

namespace fengqiao {

// Handlers of decide_conflict, retry_refused and discard_refused; `entities` are those that a conflict may be about.
void addMending(Module &module, const QList<const Entity *> &entities);

} // namespace fengqiao
