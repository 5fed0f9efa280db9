#pragma once

#include <access/module.h>

namespace fengqiao {

[[nodiscard]] Module statisticsModule();

} // namespace fengqiao
