#pragma once

#include <store/session.h>

#include "dictionary.h"

namespace fengqiao {

// Figures that a rule computes for each row (kind computed; the measure names the rule). The rule is asked with fields
// of the base alone, so that a row as it stood at a freezing is computed like one as it is. Rules: subsidy (domain.md
// 6.4, table subsidy).

// Fields that a rule may read; empty if there is no such rule.
[[nodiscard]] QStringList factsOfRule(const RuleSet &rules, const QString &rule);
// SQL of Metric::facts, in order; empty for figures that are not computed.
[[nodiscard]] QStringList factColumns(const Metric &metric, RowSource source);
// Of a row whose facts begin at this column; in the smallest unit (fen).
[[nodiscard]] qint64 computedValue(const RuleSet &rules, const Metric &metric, const Query &row, int firstFact);

} // namespace fengqiao
