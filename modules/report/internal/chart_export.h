#pragma once

#include <report/export.h>

namespace fengqiao {

// The numbers of a chart as a list: a row for each category, a column for each series.
[[nodiscard]] QList<ExportColumn> chartColumns(const ChartTable &chart);
// Written on the calling thread: what is shown is in memory already. `columns` are the chosen ones.
[[nodiscard]] Result<qint64> writeChart(TableSink &sink, const TableHead &head, const ChartTable &chart);

} // namespace fengqiao
