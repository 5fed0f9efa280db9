#include "facts.h"

#include <mediation/mediation.h>

#include "areas.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QVariant daysSince(QDate day, Instant now)
{
    return day.isValid() ? QVariant(day.daysTo(now.localDate())) : QVariant();
}

bool isHandler(const Row &matter, const Actor &actor)
{
    const QUuid unit = matter.uuid("lead_unit"_L1);
    return matter.uuid("mediator"_L1) == actor.id.value || (!unit.isNull() && unit == actor.unit.value);
}

} // namespace

Facts::Facts(ActionContext &context, const Row *subject)
    : m_context(context)
    , m_subject(subject)
{
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, context.action())) {
        const QString column = field->text("column"_L1);
        const QByteArray name = field->text("field"_L1).toLatin1();
        if (!context.data.has(QLatin1StringView(name)))
            continue;
        const QVariant value = context.data.value(QLatin1StringView(name));
        m_coming.insert(u"data."_s + QLatin1StringView(name), value);
        if (!column.isEmpty())
            m_coming.insert(column, value);
    }
}

QVariant Facts::operator()(const QString &name) const
{
    if (name == "days_known"_L1) {
        const QVariant coming = m_coming.value(u"first_known"_s);
        if (coming.isValid())
            return daysSince(coming.toDate(), m_context.now());
    }
    if (const auto found = m_coming.constFind(name); found != m_coming.cend())
        return *found;
    if (name.startsWith("data."_L1))
        return {};
    const QByteArray latin = name.toLatin1();
    if (m_subject && m_subject->entity().indexOf(QLatin1StringView(latin)) >= 0)
        return m_subject->value(QLatin1StringView(latin)); // money as fen, as the tables of triage and score say
    if (m_context.parent && name.startsWith("matter."_L1)) // of what belongs to a matter
        return m_context.parent->entity().field(QLatin1StringView(latin).sliced(7))
                   ? m_context.parent->value(QLatin1StringView(latin).sliced(7))
                   : QVariant();
    return matterLookup(m_context, name);
}

QVariant matterLookup(ActionContext &context, const QString &name)
{
    const Row *matter = subjectOf(context);
    if (!matter || &matter->entity() != &matterEntity())
        return {};
    if (name == "actor_is_handler"_L1)
        return isHandler(*matter, context.actor);
    if (name == "days_known"_L1)
        return daysSince(matter->date("first_known"_L1), context.now());
    if (name == "workdays_since_assigned"_L1) {
        if (matter->isNull("assigned_at"_L1))
            return {};
        return context.calendar.workingDaysBetween(matter->instant("assigned_at"_L1).localDate(),
                                                   context.now().localDate());
    }
    if (name == "party_count"_L1)
        return context.tx.count(partyEntity(), u"matter = ?"_s, {matter->id()});
    for (const auto lookup : {clocksLookup, oversightLookup, jointLookup, outcomesLookup, sessionsLookup, papersLookup})
        if (const QVariant value = lookup(context, *matter, name); value.isValid())
            return value;
    return {};
}

} // namespace fengqiao
