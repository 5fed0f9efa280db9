#pragma once

#include <access/desk.h>

namespace fengqiao {

[[nodiscard]] QJsonObject gridDetails(ReadContext &context, const Row &row);

} // namespace fengqiao
