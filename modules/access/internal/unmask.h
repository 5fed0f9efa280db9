#pragma once

#include "action_service.h"

namespace fengqiao {

// The personal fields of one record in full, for a reason that is written down first. Codes "<kind>.not_found",
// "unmask.reason_short", "access.unmask".
[[nodiscard]] Result<QJsonObject> unmaskRecord(const ActionService &service, Writer &tx, const Actor &actor,
                                               const QString &kind, QUuid id, const QString &reason);

} // namespace fengqiao
