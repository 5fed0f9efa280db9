#pragma once

#include <QHash>
#include <QString>

#include <core/error.h>

namespace fengqiao {

[[nodiscard]] Result<QHash<QString, double>> readSizes(const QString &path);

} // namespace fengqiao
