#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace fengqiao {

// Data of every document with all its fields filled; people and numbers are invented.
[[nodiscard]] QJsonObject sampleOf(const QString &code);
[[nodiscard]] QStringList sampleCodes();

} // namespace fengqiao
