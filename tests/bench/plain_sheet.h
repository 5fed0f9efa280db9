#pragma once

#include <report/export.h>

namespace fengqiao {

// A table in memory.
struct Sheet {
    TableHead head;
    std::vector<TableCell> cells; // row after row, as the exporter's reader hands them over

    [[nodiscard]] std::size_t width() const { return static_cast<std::size_t>(head.columns.size()); }

    [[nodiscard]] std::size_t rows() const { return cells.size() / width(); }
};

// The same cells as libxlsxwriter takes them: UTF-8 and doubles, made before the clock starts.
using PlainCell = std::variant<std::monostate, QByteArray, double>;

[[nodiscard]] std::vector<PlainCell> plainCells(const Sheet &sheet);
// libxlsxwriter alone, a row at a time (constant_memory): head, cells, formats of dates and money. Microseconds.
[[nodiscard]] double timePlain(const QString &path, const Sheet &sheet, const std::vector<PlainCell> &cells);

} // namespace fengqiao
