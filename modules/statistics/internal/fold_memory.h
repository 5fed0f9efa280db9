#pragma once

#include <QByteArray>
#include <functional>

#include "tally.h"

namespace fengqiao {

// What the cells of the counters said, for as long as it holds. Cells change with a fold and at no other time, and each
// fold leaves a number in the file that no other fold of any file has (`metric_fold` of `meta`): a question that is
// asked again before the next fold reads no page of them, however deep their tree is. From any thread.

void markFold(Writer &tx); // in the transaction that folds
// The answer to `question`, which says all that the answer hangs on; read with `ask` if it is not known.
[[nodiscard]] Tally rememberedTally(Reader &reader, const QByteArray &question, const std::function<Tally()> &ask);

} // namespace fengqiao
