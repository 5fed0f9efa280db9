#pragma once

#include <access/desk.h>

namespace fengqiao {

[[nodiscard]] const RecordKind &visitKind();
// The condition on `visit v` that limits it to what the actor may see.
[[nodiscard]] QString visitScope(ReadContext &context, QVariantList *binds);

// Codes of the visit states of one phase: waiting, receiving, done.
[[nodiscard]] QStringList statesInPhase(const RuleSet &rules, QLatin1StringView phase);

[[nodiscard]] QHash<QString, ActionHandler> receptionHandlers();
[[nodiscard]] Result<> seedReception(Writer &tx, const RuleSet &rules, const NewCounty &county);

} // namespace fengqiao
