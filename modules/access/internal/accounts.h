#pragma once

#include <access/entities.h>

namespace fengqiao {

class ActionService;

// Rules for accounts that no table of the county may loosen (GB/T 22239: administration, security and audit are
// separate persons; domain.md 4.4: grants take two).
[[nodiscard]] Result<> checkLogin(const QString &login);                           // "account.login_format"
[[nodiscard]] Result<> checkRoles(const RuleSet &rules, const QStringList &roles); // "account.separation" ...
[[nodiscard]] bool hasActiveRole(Reader &reader, const QString &role);
[[nodiscard]] QStringList rolesOf(const Row &account);

[[nodiscard]] QHash<QString, ActionHandler> accountHandlers(ActionService &service);

} // namespace fengqiao
