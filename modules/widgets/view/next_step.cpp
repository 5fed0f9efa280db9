#include <widgets/next_step.h>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

NextStep nextStep(const RuleSet &rules, const Row &row, const QList<Desk::Offer> &offers, const QString &machine)
{
    const QString whose = machine.isEmpty() ? QString(row.entity().name) : machine;
    const auto fact = [&row](const QString &name) {
        const QByteArray column = name.toLatin1();
        const bool known = row.entity().field(QLatin1StringView(column));
        return known ? row.value(QLatin1StringView(column)) : QVariant();
    };
    NextStep first;
    for (const RuleRow &step : rules.table("steps"_L1).rows()) {
        if (step.text("machine"_L1) != whose || !step.expression("when"_L1).matches(fact))
            continue;
        const RuleRow *action = rules.table("actions"_L1).find(step.text("action"_L1));
        const bool mine = std::ranges::any_of(offers, [action](const Desk::Offer &offer) {
            return offer.allowed && offer.action->text("action"_L1) == action->text("action"_L1);
        });
        if (mine)
            return {action, true};
        if (!first.action)
            first.action = action;
    }
    return first;
}

QString whoMay(const RuleSet &rules, const RuleRow &action)
{
    QStringList words;
    for (const QString &role : action.list("who"_L1)) {
        const RuleRow *row = rules.table("roles"_L1).find(role);
        words << (row ? row->word() : role);
    }
    return joinedWords(words);
}

bool roleMay(const RuleRow &action, const Actor &actor)
{
    const QStringList who = action.list("who"_L1);
    return std::ranges::any_of(who, [&actor](const QString &role) { return actor.roles.contains(role); });
}

bool roleMay(const Desk &desk, const QString &action)
{
    const RuleRow *row = desk.rules()->table("actions"_L1).find(action);
    return row && roleMay(*row, desk.actor());
}

bool isEmergency(const RuleSet &rules, const RuleRow &action)
{
    return action.text("to"_L1) == rules.setting("emergency_state"_L1);
}

} // namespace fengqiao
