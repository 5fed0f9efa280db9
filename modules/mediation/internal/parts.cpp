#include "clock_book.h"
#include "clocks.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// A co-unit that is no longer asked: its time to sign ends with its part.
void release(ActionContext &context, Row &part)
{
    ClockBook book(context);
    for (Row &clock : context.tx.select(clockEntity(), u"subject = ? AND "_s + aliveClock, {part.id()}))
        book.stop(clock, ClockState::Stopped);
    context.tx.remove(part);
}

// An assignment names its helpers anew; those of the one before may no longer read the matter. One that stays keeps its
// part: assigning again gives no more time to sign (B11).
Result<> replaceParts(ActionContext &context)
{
    const Row &matter = *context.subject;
    QList<QUuid> wanted;
    for (const Fields &given : context.data.records("co_units"_L1)) {
        const QUuid unit = given.uuid("unit"_L1);
        if (unit != matter.uuid("lead_unit"_L1) && !wanted.contains(unit))
            wanted << unit;
    }
    const QString objected = context.rules.table("actions"_L1).find(u"object_part"_s)->text("to"_L1);
    for (Row &part : context.tx.select(coUnitEntity(), u"matter = ?"_s, {matter.id()})) {
        const QUuid unit = part.uuid("unit"_L1);
        if (wanted.contains(unit) && part.text("state"_L1) != objected)
            wanted.removeAll(unit);
        else
            release(context, part); // and asked anew if it had objected
    }
    QJsonArray parts;
    for (const QUuid &unit : std::as_const(wanted)) {
        const auto assigned =
            context.run(u"assign_part"_s, {{u"matter"_s, idText(matter.id())}, {u"unit"_s, idText(unit)}});
        if (!assigned)
            return fail(assigned.error());
        parts.append(idText(assigned->id));
    }
    if (!parts.isEmpty()) { // "$key" of the assignment means its first part
        context.outcome.extra.insert(u"part"_s, parts.first());
        context.outcome.extra.insert(u"parts"_s, parts);
    }
    return {};
}

} // namespace

Result<> assignPart(ActionContext &context)
{
    context.created.emplace(coUnitEntity()).set("assigned_at"_L1, context.now());
    return {};
}

Result<> signPart(ActionContext &context)
{
    context.subject->set("signed_at"_L1, context.now());
    return {};
}

Result<> assignPartsAfter(ActionContext &context)
{
    return context.action() == "assign"_L1 ? replaceParts(context) : Result<>();
}

QVariant partLookup(ActionContext &context, const QString &name)
{
    if (!context.parent)
        return {};
    if (name == "its_own"_L1 && context.subject)
        return itsOwn(context);
    if (name == "unit_of_matter"_L1) {
        const QUuid unit = context.data.uuid("unit"_L1);
        return context.parent->uuid("lead_unit"_L1) == unit ||
               context.tx.count(coUnitEntity(), u"matter = ? AND unit = ?"_s, {context.parent->id(), unit}) > 0;
    }
    if (name == "workdays_since_assigned"_L1 && context.subject)
        return context.calendar.workingDaysBetween(context.subject->instant("assigned_at"_L1).localDate(),
                                                   context.now().localDate());
    return {};
}

} // namespace fengqiao
