#pragma once

#include "command.h"

namespace fengqiao {

// `import FILE events DATA`: progress on standard error, the report on standard output.
[[nodiscard]] Exit runImportEvents(Invocation &call);
[[nodiscard]] QList<QCommandLineOption> importEventsOptions();

[[nodiscard]] QList<Command> demoCommands(); // demo-events

} // namespace fengqiao
