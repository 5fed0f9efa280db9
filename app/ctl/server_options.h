#pragma once

#include <sync/server.h>

#include "command.h"

namespace fengqiao {

// --server-password-file, else FENGQIAO_SERVER_PASSWORD; without either a certificate, a socket or libpq's own passfile
// has to do. An address with a password in it is refused.
[[nodiscard]] QList<QCommandLineOption> serverPasswordOptions();
[[nodiscard]] Result<ServerAddress> serverAddress(const Invocation &call, const QString &url);
// Exit code 5 for everything that is the server's or the way's to it.
Exit reportServer(const Console &console, const Error &error);

} // namespace fengqiao
