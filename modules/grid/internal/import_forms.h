#pragma once

#include "row_columns.h"

namespace fengqiao {

// What the rows of each import are, for the import itself and for whoever looks into its file.
[[nodiscard]] inline RowForm eventRows()
{
    return {QStringLiteral("event"), QStringLiteral("events"), QStringLiteral("event")};
}

[[nodiscard]] inline RowForm postRows()
{
    return {QStringLiteral("import_post"), QStringLiteral("posts"), QStringLiteral("grid_post")};
}

[[nodiscard]] inline RowForm gridRows()
{
    return {QStringLiteral("import_grid"), QStringLiteral("grids"), QStringLiteral("grid")};
}

// Of a file of grids: a table without geometry (a workbook, or text that is no GeoJSON).
[[nodiscard]] bool isGridTable(const QString &path);

} // namespace fengqiao
