#include <QCoreApplication>

#include <grid/grid.h>

#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Escalation {
    Q_DECLARE_TR_FUNCTIONS(Escalation)
};

// The ladder of list area_level and the length of its division codes. The city has no office in a county's file.
const QHash<QString, DivisionLevel> &ladder()
{
    static const QHash<QString, DivisionLevel> levels{{u"village"_s, DivisionLevel::Village},
                                                      {u"township"_s, DivisionLevel::Town},
                                                      {u"county"_s, DivisionLevel::County}};
    return levels;
}

QString levelOf(const QString &org)
{
    const auto division = DivisionCode::parse(org.left(12));
    return division ? ladder().key(division->level()) : QString();
}

// It must be assigned anew where it goes now; lead unit and history stay (B18).
void leaveHands(Row &matter)
{
    for (const QLatin1StringView column : {"mediator"_L1, "room"_L1, "signed_at"_L1})
        matter.set(column, QVariant());
}

} // namespace

QString areaLevelOf(const Row &matter)
{
    const QString level = matter.text("area_level"_L1);
    return level.isEmpty() ? levelOf(matter.text("org"_L1)) : level;
}

// The step itself is a guard's matter; here it must begin where the matter really is.
Result<> escalateMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    const QString actual = areaLevelOf(matter);
    if (context.data.text("from_level"_L1) != actual)
        return refusal(context, ErrorKind::Invalid, u"matter.escalate_from_level"_s, u"from_level"_s,
                       Escalation::tr("The matter is handled at the level \"%1\", not \"%2\"; nothing was changed.")
                           .arg(context.rules.word("area_level"_L1, actual),
                                context.rules.word("area_level"_L1, context.data.text("from_level"_L1))));
    const QString org = matter.text("org"_L1);
    const QString to = context.data.text("to_level"_L1);
    if (matter.isNull("origin_org"_L1)) // the lowest level that had it follows it, and with it those above
        matter.set("origin_org"_L1, org);
    matter.set("escalated_by"_L1, QVariant(context.actor.id.value));
    matter.set("area_level"_L1, to);
    if (const auto level = ladder().constFind(to); level != ladder().cend())
        matter.set("org"_L1, org.left(static_cast<int>(*level)));
    else
        context.warn(Escalation::tr("The city handles the matter from now on; the record stays with the county, which "
                                    "notes here what the city answers."));
    leaveHands(matter);
    return {};
}

// Down again, to a division inside the one that has it.
Result<> handDownMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    const auto target = DivisionCode::parse(context.data.text("to_place"_L1).left(12));
    const auto here = DivisionCode::parse(matter.text("org"_L1).left(12));
    if (!target || !findDivision(context.tx, *target))
        return refusal(context, ErrorKind::NotFound, u"matter.place_unknown"_s, u"to_place"_s,
                       Escalation::tr("This county has no division of that code; nothing was changed."));
    // From the city it may come back to the county itself.
    const bool returns = here && *target == *here && areaLevelOf(matter) != levelOf(target->digits());
    if (!here || !here->contains(*target) || (*target == *here && !returns))
        return refusal(
            context, ErrorKind::Invalid, u"matter.hand_down_place"_s, u"to_place"_s,
            Escalation::tr("A matter is handed down inside the area that has it: %1 is not below %2.")
                .arg(placeName(context.tx, *target), here ? placeName(context.tx, *here) : matter.text("org"_L1)));
    matter.set("org"_L1, target->digits());
    matter.set("area_level"_L1, levelOf(target->digits()));
    leaveHands(matter);
    return {};
}

// To the centre of another county: the server carries it there with everything that belongs to it (sync.md 2.6).
Result<> transferMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    const auto target = DivisionCode::parse(context.data.text("to_county"_L1));
    if (!target || target->level() != DivisionLevel::County || target->county().digits() != target->digits())
        return refusal(context, ErrorKind::Invalid, u"matter.transfer_county"_s, u"to_county"_s,
                       Escalation::tr("A matter is transferred to the centre of a county: six digits. Nothing was "
                                      "changed."));
    if (matter.text("org"_L1).startsWith(target->digits()))
        return refusal(context, ErrorKind::Invalid, u"matter.transfer_here"_s, u"to_county"_s,
                       Escalation::tr("The matter is in this county already; it can be handed down or up. Nothing was "
                                      "changed."));
    matter.set("transferred_to"_L1, target->digits());
    leaveHands(matter);
    return {};
}

// As long as the other centre does not have it.
Result<> takeBackTransfer(ActionContext &context)
{
    context.subject->set("transferred_to"_L1, QVariant());
    return {};
}

// Who referred the matter waits for the answer (E10); its date ends the waiting.
Result<> replyToReferral(ActionContext &context)
{
    if (!context.data.has("replied_on"_L1))
        context.subject->set("referral_replied_on"_L1, context.now().localDate());
    return {};
}

} // namespace fengqiao
