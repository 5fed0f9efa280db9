#pragma once

#include <access/actor.h>
#include <core/rules.h>

namespace fengqiao {

// The letters of the permission matrix that these roles have together.
[[nodiscard]] inline QString lettersOf(const RuleSet &rules, const Actor &actor, const QString &permission)
{
    const RuleTable &matrix = rules.table(QLatin1StringView("permissions"));
    const RuleRow *row = matrix.find(permission);
    QString letters;
    for (const QString &role : actor.roles)
        if (const QByteArray column = role.toLatin1(); row && matrix.columnIndex(QLatin1StringView(column)) >= 0)
            letters += row->text(QLatin1StringView(column));
    return letters;
}

// Letter A: all in the area, not only what is their own.
[[nodiscard]] inline bool holdsAll(const RuleSet &rules, const Actor &actor, const QString &permission)
{
    return lettersOf(rules, actor, permission).contains(u'A');
}

} // namespace fengqiao
