#pragma once

#include <access/desk.h>

namespace fengqiao {

// What the matrix (domain.md 4.4) gives a person, for whoever asks before anything is read: which panels there are and
// which lists may be taken out. Reading itself asks ReadContext, with the same answer.

// The letters of all of the person's roles in one row of the matrix; empty if there is no such row.
[[nodiscard]] QString lettersOf(const RuleSet &rules, const Actor &actor, const QString &permission);
// The strongest of them.
[[nodiscard]] Grant grantOf(const RuleSet &rules, const Actor &actor, const QString &permission);
[[nodiscard]] Grant grantOf(const Desk &desk, const QString &permission);

} // namespace fengqiao
