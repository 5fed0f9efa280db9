#pragma once

#include "command.h"

namespace fengqiao {

// `import FILE grids DATA`: progress on standard error, the report on standard output.
[[nodiscard]] Exit runImportGrids(Invocation &call);
[[nodiscard]] QList<QCommandLineOption> importGridsOptions(); // beyond --map and --dry-run, which every import has

// `export FILE grids OUT`: with their borders, in a format of geometry or as plain CSV that `import` takes back.
[[nodiscard]] Exit runExportGrids(Invocation &call);

} // namespace fengqiao
