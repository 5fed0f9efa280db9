#pragma once

#include "flow.h"

namespace fengqiao {

using CellContent = std::function<QList<Strip>(const Cell &, double width)>;

// Rows that a cell spans stay together; a row higher than a good part of the page may be divided between its lines.
[[nodiscard]] QList<Strip> tableStrips(const Table &table, double width, double bodyHeight, int number,
                                       const CellContent &content);

} // namespace fengqiao
