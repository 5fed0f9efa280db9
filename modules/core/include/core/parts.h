#pragma once

#include <QStringList>

namespace fengqiao {

// In one line; what is empty is left out.
[[nodiscard]] QString joinedParts(QStringList parts, const QString &separator = QStringLiteral(" · "));

} // namespace fengqiao
