#pragma once

#include <core/rules.h>

namespace fengqiao {

// "level=red;purpose=a,b" as a map.
[[nodiscard]] QMap<QString, QStringList> filtersOf(const QString &text);
// Tiles and charts that ask for what the dictionary cannot answer.
[[nodiscard]] QList<RuleFault> dashboardFaults(const RuleSet &rules);

} // namespace fengqiao
