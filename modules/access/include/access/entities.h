#pragma once

#include <access/desk.h>

namespace fengqiao {

// Tables of this module that others read: names for accounts, the timeline, the rules a county edited.
[[nodiscard]] const Entity &accountEntity(); // who may act: login, name, roles (separated by spaces), area, unit, state
[[nodiscard]] const Entity &historyEntity(); // every transition, append-only: the truth that states are projected from
[[nodiscard]] const Entity &auditEntity();   // hash-chained log of reads and writes on this desk
[[nodiscard]] const Entity &actionKeyEntity();
[[nodiscard]] const Entity &ruleTableEntity();
[[nodiscard]] const Entity &calendarYearEntity();

// For seeds: stores an active account and gives its id. Desk::create makes the key slots of all active accounts when
// the seeds are done (with the administrator's password, demo files only). Codes "account.*".
[[nodiscard]] Result<QUuid> seedAccount(Writer &tx, const RuleSet &rules, const NewCounty::SeedAccount &account);
[[nodiscard]] Actor actorOf(const Row &account);

} // namespace fengqiao
