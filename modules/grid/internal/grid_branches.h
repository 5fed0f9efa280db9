#pragma once

#include <grid/board.h>

namespace fengqiao {

// The households that a kind of grid has in principle at most, looked up once for a county of them.
class GridLimits {
public:
    explicit GridLimits(const RuleSet &rules);
    [[nodiscard]] bool isOver(const GridLine &grid) const;

private:
    QList<GridRule> m_rules;
};

// gridTree without the grids themselves. `lines`: those in force in that area on that day.
[[nodiscard]] QList<GridBranch> gridBranches(ReadContext &context, QDate day, const QString &area,
                                             const QList<GridLine> &lines);

} // namespace fengqiao
