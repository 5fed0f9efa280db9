#pragma once

#include "command.h"

namespace fengqiao {

// `import FILE grids DATA`: progress on standard error, the report on standard output.
[[nodiscard]] Exit runImportGrids(Invocation &call);
[[nodiscard]] QList<QCommandLineOption> importGridsOptions(); // beyond --map and --dry-run, which every import has

[[nodiscard]] QList<Command> geoCommands(); // export

} // namespace fengqiao
