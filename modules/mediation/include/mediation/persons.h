#pragma once

#include <core/hanzi.h>
#include <mediation/mediation.h>

namespace fengqiao {

[[nodiscard]] SearchKeys personKeys(const Row &person);
// The keys of the duplicate check, from name, document and phone.
void setBlockKeys(Row &person);
// The last four digits of a phone number, or empty.
[[nodiscard]] QString phoneTail(const QString &phone);
[[nodiscard]] QDate birthOf(const QString &documentType, const QString &number);

} // namespace fengqiao
