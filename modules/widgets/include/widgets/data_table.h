#pragma once

class QString;
class QTableView;

namespace fengqiao {

// A table of whole rows: as a list (panel_parts.h), without a grid, one row chosen at a time, Tab leaves it, the last
// column takes what is left.
void setUpTable(QTableView *table, const QString &name);

} // namespace fengqiao
