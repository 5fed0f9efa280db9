#pragma once

#include <access/module.h>

namespace fengqiao {

[[nodiscard]] Module reportModule();

} // namespace fengqiao
