#pragma once

#include <access/module.h>

namespace fengqiao {

// The areas of this module: each adds its entities, machines, kinds, handlers and hooks, and offers names to guards
// (invalid for a name that is not its own).
// The clock ledger (domain.md 3).
void addClocks(Module &module);
[[nodiscard]] QVariant clocksLookup(ActionContext &context, const Row &matter, const QString &name);
// Warnings, whistles, supervision and what the program reminds of (domain.md 2.4).
void addOversight(Module &module);
[[nodiscard]] QVariant oversightLookup(ActionContext &context, const Row &matter, const QString &name);
// Leader-led cases, consultations, judicial confirmation, escalation (domain.md 2.4).
void addJointWork(Module &module);
[[nodiscard]] QVariant jointLookup(ActionContext &context, const Row &matter, const QString &name);
// Agreements, performance, follow-ups, write-off, closing and subsidies (domain.md 2.3, 6.4).
void addOutcomes(Module &module);
[[nodiscard]] QVariant outcomesLookup(ActionContext &context, const Row &matter, const QString &name);
// Rooms by the hour, sessions, the mediator pool.
void addSessions(Module &module);
[[nodiscard]] QVariant sessionsLookup(ActionContext &context, const Row &matter, const QString &name);
// Documents and attachments of a matter, and what its dossier still lacks (domain.md 5).
void addPapers(Module &module);
[[nodiscard]] QVariant papersLookup(ActionContext &context, const Row &matter, const QString &name);

// SQL of "own or assigned" of a matter; ? is the account. For kinds that belong to a matter:
// "matter IN (SELECT id FROM matter WHERE <this>)".
[[nodiscard]] QString ownMatterSql();
[[nodiscard]] bool ownsMatter(Reader &reader, const Row &matter, const Actor &actor);

} // namespace fengqiao
