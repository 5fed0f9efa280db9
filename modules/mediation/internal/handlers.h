#pragma once

#include <access/module.h>

namespace fengqiao {

// What the B actions do beside their row of the table. Everything else works by the table alone.
[[nodiscard]] Result<> registerMatter(ActionContext &context);
[[nodiscard]] Result<> addParty(ActionContext &context);
[[nodiscard]] Result<> mergeMatter(ActionContext &context);
[[nodiscard]] Result<> analyseMatter(ActionContext &context);
[[nodiscard]] Result<> assessMatter(ActionContext &context);
[[nodiscard]] Result<> confirmLevel(ActionContext &context);
[[nodiscard]] Result<> triageMatter(ActionContext &context);
[[nodiscard]] Result<> assignMatter(ActionContext &context);
[[nodiscard]] Result<> takeFastPath(ActionContext &context); // domain.md 2.3, several steps by one form
[[nodiscard]] Result<> signMatter(ActionContext &context);
[[nodiscard]] Result<> recuseFromMatter(ActionContext &context);
[[nodiscard]] Result<> raiseEmergency(ActionContext &context);
[[nodiscard]] Result<> handBackMatter(ActionContext &context);
[[nodiscard]] Result<> addRoom(ActionContext &context);
[[nodiscard]] Result<> addMediator(ActionContext &context);

// Domestic violence and minors: only who must know may look (matter.read_restricted).
void sealIfNeeded(ActionContext &context, Row &matter);

// Who recused from a matter must not get it again (R7).
[[nodiscard]] bool hasRecused(const Row &matter, QUuid account);

[[nodiscard]] Result<> seedMediation(Writer &tx, const RuleSet &rules, const struct NewCounty &county);

} // namespace fengqiao
