#pragma once

#include <store/session.h>

#include "dictionary.h"

namespace fengqiao {

// Rows as they were. A trigger of the database copies the fields that figures read before a row changes, whatever
// changes it (an action, an import, another desk's change) and in the same transaction: for the counters as the row was
// counted last (counters.h), and for frozen issues as it stood at the freezing (past.h). Only the first change since
// then is copied.
enum class ImagesOf { Counting, Freezing };

[[nodiscard]] QString imageTable(const MetricBase &base); // metric_was_<base>
[[nodiscard]] QString pastTable(const MetricBase &base);  // metric_past_<base>

[[nodiscard]] QString createImages(const MetricBase &base, ImagesOf of);
[[nodiscard]] QStringList imageTriggers(const MetricBase &base, ImagesOf of);
// Of all bases, also those of an earlier dictionary; `types` are 'trigger', 'table'.
void dropImages(Writer &tx, ImagesOf of, const QStringList &types);

} // namespace fengqiao
