#pragma once

#include <QVariant>

#include <store/entity.h>

namespace fengqiao {

// A column as the database gives it (0 and 1, a Julian day, 16 bytes), typed as Row holds it. Null stays null.
[[nodiscard]] QVariant valueFromStored(FieldType type, const QVariant &stored);

} // namespace fengqiao
