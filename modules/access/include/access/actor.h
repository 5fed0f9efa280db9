#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include <core/division.h>
#include <core/ids.h>

namespace fengqiao {

// Who acts: an account with its roles (codes of rule table `roles`: DIR DEP WIN MED GL GW INF DPT LDR TWN ADM SEC AUD),
// the area it works for and, where it belongs to one, its member unit.
// No account has it: what the program does by itself under the person signed in (domain.md 2.1, R12).
inline constexpr QLatin1StringView systemRole("SYS");

struct Actor {
    AccountId id;
    QString login;
    QString name;
    QSet<QString> roles;
    DivisionCode area; // sees and acts by prefix
    UnitId unit;

    [[nodiscard]] bool is(QLatin1StringView role) const { return roles.contains(role); }
};

} // namespace fengqiao
