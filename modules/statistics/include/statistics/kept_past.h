#pragma once

#include <QUuid>

#include <core/rules.h>
#include <store/session.h>

namespace fengqiao {

// Notes in the transaction that freezes `record` how far the rows behind all figures reach, so that
// MetricRequest::asKept gives them as they stood in this transaction, whatever is entered, changed or removed later.
void keepPast(Writer &tx, const RuleSet &rules, QUuid record);
// Did this file keep the rows of all figures as they stood then? Not if the record was frozen on another desk, by an
// older program, or if the dictionary reads other fields since.
[[nodiscard]] bool isPastKept(Reader &reader, const RuleSet &rules, QUuid record);

} // namespace fengqiao
