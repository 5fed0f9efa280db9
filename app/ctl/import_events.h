#pragma once

#include "command.h"

namespace fengqiao {

// `import FILE events DATA`: progress on standard error, the report on standard output.
[[nodiscard]] Exit runImportEvents(Invocation &call);
[[nodiscard]] QList<QCommandLineOption> importEventsOptions();
// `import FILE posts DATA`: posts of the grids and the people in them, told in a sentence of its own.
[[nodiscard]] Exit runImportPosts(Invocation &call);

[[nodiscard]] QList<Command> demoCommands(); // demo-events

} // namespace fengqiao
