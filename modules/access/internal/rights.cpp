#include <access/rights.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

QString lettersOf(const RuleSet &rules, const Actor &actor, const QString &permission)
{
    const RuleTable &matrix = rules.table("permissions"_L1);
    const RuleRow *row = matrix.find(permission);
    QString found;
    if (!row)
        return found;
    for (const QString &role : actor.roles) {
        const QByteArray column = role.toLatin1();
        if (matrix.columnIndex(QLatin1StringView(column)) >= 0)
            found += row->text(QLatin1StringView(column));
    }
    return found;
}

Grant grantOf(const RuleSet &rules, const Actor &actor, const QString &permission)
{
    const QString letters = lettersOf(rules, actor, permission);
    if (letters.contains(u'A'))
        return Grant::All;
    if (letters.contains(u'O'))
        return Grant::Own;
    if (letters.contains(u'M'))
        return Grant::Masked;
    return letters.contains(u'P') ? Grant::Proposes : Grant::None;
}

Grant grantOf(const Desk &desk, const QString &permission)
{
    return grantOf(*desk.rules(), desk.actor(), permission);
}

} // namespace fengqiao
