#pragma once

#include <sync/server.h>

#include "pg.h"

namespace fengqiao {

[[nodiscard]] Result<std::unique_ptr<PgConnection>> connectServer(const ServerAddress &address);
[[nodiscard]] QString functionsDigest(); // of the functions that this program sets up

} // namespace fengqiao
