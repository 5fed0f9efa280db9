#include <QCoreApplication>

#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Confirmations {
    Q_DECLARE_TR_FUNCTIONS(Confirmations)
};

// Dates of a court's case follow each other.
Result<> checkOrder(const ActionContext &context, QLatin1StringView earlier, QLatin1StringView later)
{
    const QDate before = context.subject->date(earlier);
    const QDate given = context.data.date(later);
    if (!before.isValid() || given >= before)
        return {};
    return refusal(context, ErrorKind::Invalid, u"confirmation.date_order"_s, later,
                   Confirmations::tr("%1 cannot be earlier than %2, the step before it; nothing was changed.")
                       .arg(given.toString(Qt::ISODate), before.toString(Qt::ISODate)));
}

// Nobody applied yet and nothing ended it.
constexpr auto waiting = "applied_on IS NULL AND ended_at IS NULL"_L1;

} // namespace

QDate lastDayOf(Instant due)
{
    return due.isNull() ? QDate() : Instant{due.ms - 1}.localDate();
}

std::optional<Row> applicationClock(Reader &reader, const RuleSet &rules, QUuid matter)
{
    const QList<Row> clocks =
        reader.select(clockEntity(), u"subject = ? AND code = ? ORDER BY started DESC, id DESC LIMIT 1"_s,
                      {matter, rules.setting("confirmation_clock"_L1)});
    return clocks.isEmpty() ? std::nullopt : std::optional(clocks.first());
}

// A newer agreement takes the place of one that nobody brought to court.
Result<> offerConfirmation(ActionContext &context)
{
    const QList<Row> older =
        context.tx.select(confirmationEntity(), u"matter = ? AND "_s % waiting, {context.parent->id()});
    for (const Row &row : older)
        if (const auto superseded =
                context.runAsSystem(u"supersede_confirmation"_s, {{u"confirmation"_s, idText(row.id())}});
            !superseded)
            return fail(superseded.error());
    return {};
}

Result<> offerAfterAgreement(ActionContext &context)
{
    if (context.action() != "agree"_L1 || !context.data.flag("confirmation_eligible"_L1))
        return {};
    const auto offered = context.runAsSystem(
        u"offer_confirmation"_s, {{u"matter"_s, idText(context.subject->id())},
                                  {u"effective_on"_s, context.data.date("effective_on"_L1).toString(Qt::ISODate)}});
    if (!offered)
        return fail(offered.error());
    context.outcome.extra.insert(u"confirmation"_s, idText(offered->id));
    return {};
}

// 人民调解法 33: both parties apply within thirty days of the agreement taking effect; later the court does not take
// it.
Result<> applyForConfirmation(ActionContext &context)
{
    const QDate applied = context.data.date("applied_on"_L1);
    if (auto ordered = checkOrder(context, "effective_on"_L1, "applied_on"_L1); !ordered)
        return ordered;
    const auto clock = applicationClock(context.tx, context.rules, context.parent->id());
    if (!clock)
        return {};
    if (const QDate last = lastDayOf(clock->instant("due"_L1)); applied > last)
        return refusal(context, ErrorKind::Forbidden, u"confirmation.too_late"_s, u"applied_on"_s,
                       Confirmations::tr("The joint application had to be made by %1; %2 is too late, and the court no "
                                         "longer takes it. Performance and suit stay open to the parties.")
                           .arg(last.toString(Qt::ISODate), applied.toString(Qt::ISODate)));
    return {};
}

Result<> acceptConfirmation(ActionContext &context)
{
    return checkOrder(context, "applied_on"_L1, "accepted_on"_L1);
}

// 民事诉讼法 206: what is confirmed can be enforced; what is dismissed can be mediated anew or brought to court.
Result<> ruleOnConfirmation(ActionContext &context)
{
    if (auto ordered = checkOrder(context, "accepted_on"_L1, "ruled_on"_L1); !ordered)
        return ordered;
    context.subject->set("ended_at"_L1, context.now());
    if (context.action() == "confirmation_dismissed"_L1)
        context.warn(Confirmations::tr("Please tell both parties: the application was dismissed, so the agreement "
                                       "cannot be enforced by it; they may change it or make a new one by mediation, "
                                       "or bring a suit."));
    else
        context.warn(Confirmations::tr("Please tell both parties: the agreement is confirmed; if one does not perform "
                                       "it, the other may apply to the court for enforcement."));
    return {};
}

Result<> endConfirmation(ActionContext &context)
{
    context.subject->set("ended_at"_L1, context.now());
    return {};
}

} // namespace fengqiao
