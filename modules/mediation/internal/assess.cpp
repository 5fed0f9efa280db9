#include <QCoreApplication>

#include <mediation/assessment.h>
#include <mediation/mediation.h>

#include "facts.h"
#include "handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> reasonMissing(const ActionContext &context, const QString &sentence)
{
    return fail(ErrorKind::Invalid, u"matter.reason_missing"_s, sentence, u"reason"_s, context.ruleId());
}

void keepAssessment(ActionContext &context, const ScoreCard &card)
{
    Row row(assessmentEntity());
    row.set("matter"_L1, QVariant(context.subject->id()));
    row.set("scheme"_L1, card.scheme);
    row.set("score"_L1, QVariant(static_cast<qint64>(card.total)));
    row.set("suggested_level"_L1, card.level);
    row.setJson("card"_L1, card.toJson());
    row.set("assessor"_L1, QVariant(context.actor.id.value));
    row.set("assessed_at"_L1, context.now());
    context.tx.insert(row);
}

} // namespace

Result<> analyseMatter(ActionContext &context)
{
    sealIfNeeded(context, *context.subject);
    return {};
}

// The program computes and explains; the level is only a suggestion until a person confirms it (PIPL 24).
Result<> assessMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    sealIfNeeded(context, matter);
    const ScoreCard card = scoreOf(context.rules, Facts(context, &matter));
    matter.set("scheme"_L1, card.scheme);
    matter.set("score"_L1, QVariant(static_cast<qint64>(card.total)));
    matter.set("suggested_level"_L1, card.level);
    keepAssessment(context, card);
    context.outcome.extra = card.toJson();
    return {};
}

Result<> confirmLevel(ActionContext &context)
{
    Row &matter = *context.subject;
    const QString suggested = matter.text("suggested_level"_L1);
    const QString level = context.data.has("level"_L1) ? context.data.text("level"_L1) : suggested;
    if (level != suggested && !context.data.has("reason"_L1))
        return reasonMissing(context,
                             QCoreApplication::translate("Matters", "The score suggests another level; to "
                                                                    "confirm a different one, give a reason."));
    matter.set("level"_L1, level);
    const RuleRow *row = context.rules.table("levels"_L1).find(matter.text("scheme"_L1) + u'/' + level);
    if (const int days = row ? row->number("review_days"_L1) : 0; days > 0)
        matter.set("review_due"_L1, QVariant(context.now().localDate().addDays(days)));
    context.outcome.extra = {{u"level"_s, level}, {u"suggested_level"_s, suggested}};
    return {};
}

Result<> triageMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    const TriageAnswer answer = triageOf(context.rules, Facts(context, &matter));
    const QString wanted = context.data.text("room_kind"_L1);
    const QString route = context.data.has("route"_L1) ? context.data.text("route"_L1) : answer.route;
    const bool overridden = route != answer.route || (!wanted.isEmpty() && !answer.rooms.contains(wanted));
    if (overridden && !context.data.has("reason"_L1))
        return reasonMissing(context,
                             QCoreApplication::translate("Matters", "The triage table names another way; to "
                                                                    "send the matter elsewhere, give a reason."));
    const QString kind = !wanted.isEmpty() ? wanted : route == answer.route ? answer.rooms.value(0) : QString();
    matter.set("route"_L1, route);
    matter.set("triage_row"_L1, QVariant(static_cast<qint64>(answer.row)));
    matter.set("triage_overridden"_L1, QVariant(overridden));
    matter.set("room_kind"_L1, kind.isEmpty() ? QVariant() : QVariant(kind));
    // The override's reason comes first: it is what decided.
    matter.set("triage_reason"_L1,
               overridden ? context.data.text("reason"_L1) + u" ("_s + answer.reason + u')' : answer.reason);
    context.outcome.extra = answer.toJson();
    context.outcome.extra.insert(u"route"_s, route);
    context.outcome.extra.insert(u"room_kind"_s, kind);
    context.outcome.extra.insert(u"overridden"_s, overridden);
    return {};
}

} // namespace fengqiao
