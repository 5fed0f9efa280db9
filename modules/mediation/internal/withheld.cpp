#include <QJsonObject>

#include <mediation/mediation.h>

#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Whether a field of a form tells who somebody is: a name, a number, a phone, an address, or a record that holds one.
bool tellsIdentity(const RuleSet &rules, const RuleRow &field)
{
    static const QStringList classes{u"Name"_s, u"Number"_s, u"Phone"_s, u"Address"_s};
    if (classes.contains(field.text("personal"_L1)))
        return true;
    const QString type = field.text("type"_L1);
    if (type == "ref:person"_L1)
        return true;
    const qsizetype colon = type.indexOf(u':');
    if (!type.startsWith("list:"_L1) && !type.startsWith("object:"_L1))
        return false;
    return std::ranges::any_of(rules.table("fields"_L1).where("action"_L1, type.sliced(colon + 1)),
                               [&](const RuleRow *inner) { return tellsIdentity(rules, *inner); });
}

} // namespace

bool identityWithheld(const Actor &actor, const Row &matter)
{
    const QUuid unit = actor.unit.value;
    return !unit.isNull() && matter.uuid("complained_unit"_L1) == unit && !matter.flag("identity_needed"_L1);
}

QString withheldName()
{
    return u"***"_s;
}

QString identityOpenSql()
{
    return u"(complained_unit IS NULL OR identity_needed = 1 OR complained_unit IS NOT (SELECT unit FROM account WHERE "
           "id = ?))"_s;
}

QJsonObject withoutIdentity(const RuleSet &rules, const QString &action, const QJsonObject &data)
{
    QJsonObject kept = data;
    for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, action))
        if (tellsIdentity(rules, *field))
            kept.remove(field->text("field"_L1));
    return kept;
}

} // namespace fengqiao
