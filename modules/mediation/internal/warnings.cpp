#include <core/locale.h>
#include <mediation/assessment.h>

#include "facts.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString schemeOf(const RuleSet &rules, const Row &matter)
{
    const QString scheme = matter.text("scheme"_L1);
    return scheme.isEmpty() ? rules.setting("level_scheme"_L1) : scheme;
}

// The most serious level of a scheme: what a hard trigger suggests (domain.md 4.3).
QString highestLevel(const RuleSet &rules, const QString &scheme)
{
    const QList<const RuleRow *> levels = rules.table("levels"_L1).where("scheme"_L1, scheme);
    const auto highest =
        std::ranges::max_element(levels, {}, [](const RuleRow *level) { return level->number("order"_L1); });
    return highest == levels.end() ? QString() : (*highest)->text("level"_L1);
}

std::optional<Row> latestAssessment(Reader &reader, QUuid matter)
{
    QList<Row> rows =
        reader.select(assessmentEntity(), u"matter = ? ORDER BY assessed_at DESC, id DESC LIMIT 1"_s, {matter});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.takeFirst());
}

// Warnings of a matter that wait or stand; suggested ones are those in the state where they may be confirmed.
QList<Row> openWarnings(ActionContext &context, QUuid matter, bool suggested)
{
    QVariantList binds{matter};
    const QString open = openCondition(context.rules, u"warning"_s, &binds);
    QStringList waiting = fromStates(context.rules, u"confirm_warning"_s);
    const QString which = inStates(waiting, &binds);
    return context.tx.select(
        warningEntity(), u"matter = ? AND %1 AND %2 (%3)"_s.arg(open, suggested ? QString() : u"NOT"_s, which), binds);
}

// The role in which the warning is confirmed: the first of the action's that the person has.
QString confirmingRole(const ActionContext &context)
{
    for (const QString &role : context.spec.list("who"_L1)) {
        if (context.actor.roles.contains(role))
            return role;
    }
    return {};
}

// Scheme, level and the version of the score go together; a later reader must see what the level stood on.
void setLevel(ActionContext &context, Row &warning, const QString &level)
{
    const Row &matter = *context.parent;
    const QString scheme = schemeOf(context.rules, matter);
    warning.set("scheme"_L1, scheme);
    warning.set("level"_L1, level);
    if (const auto assessment = latestAssessment(context.tx, matter.id())) {
        warning.set("assessment"_L1, QVariant(assessment->id()));
        warning.set("score"_L1, assessment->value("score"_L1));
    }
    const RuleRow *row = context.rules.table("levels"_L1).find(scheme + u'/' + level);
    const int days = row ? row->number("review_days"_L1) : 0;
    warning.set("review_due"_L1, days > 0 ? QVariant(context.now().localDate().addDays(days)) : QVariant());
}

void confirmedNow(ActionContext &context, Row &warning)
{
    warning.set("confirmed_by"_L1, QVariant(context.actor.id.value));
    warning.set("confirmer_role"_L1, confirmingRole(context));
    warning.set("confirmed_at"_L1, context.now());
    if (warning.isNull("owner"_L1) && !context.data.has("owner"_L1))
        warning.set("owner"_L1, QVariant(context.actor.id.value));
    Row &matter = *context.parent;
    matter.set("scheme"_L1, warning.text("scheme"_L1));
    matter.set("level"_L1, warning.text("level"_L1));
    matter.set("review_due"_L1, warning.value("review_due"_L1));
}

Result<> run(ActionContext &context, const QString &action, const QJsonObject &data)
{
    const auto done = context.run(action, data);
    return done ? Result<>() : fail(done.error());
}

// The reason given; else what the score says; else the level's own word.
QString reasonOf(ActionContext &context, const Row &matter)
{
    if (context.data.has("reason"_L1))
        return context.data.text("reason"_L1);
    const auto assessment = latestAssessment(context.tx, matter.id());
    const QString explained = assessment ? assessment->json("card"_L1)["explanation"_L1].toString() : QString();
    return explained.isEmpty() ? context.rules.word("level"_L1, matter.text("level"_L1)) : explained;
}

// A level confirmed anew opens the warning, or raises, lowers, renews or clears the one that stands.
Result<> followLevel(ActionContext &context, const Row &matter)
{
    const QString scheme = schemeOf(context.rules, matter);
    const QString level = matter.text("level"_L1);
    const int order = levelOrder(context.rules, scheme, level);
    const QString reason = reasonOf(context, matter);
    // A suggestion that waits is answered by the level that was confirmed.
    if (const QList<Row> waiting = openWarnings(context, matter.id(), true); !waiting.isEmpty()) {
        const bool same = waiting.first().text("level"_L1) == level;
        auto answered = run(context, same ? u"confirm_warning"_s : u"clear_warning"_s,
                            {{u"warning"_s, idText(waiting.first().id())}, {u"reason"_s, reason}});
        if (!answered || same)
            return answered;
    }
    const QList<Row> standing = openWarnings(context, matter.id(), false);
    if (standing.isEmpty())
        return order == 0 ? Result<>()
                          : run(context, u"open_warning"_s,
                                {{u"matter"_s, idText(matter.id())}, {u"level"_s, level}, {u"reason"_s, reason}});
    const Row &warning = standing.first();
    const int before = levelOrder(context.rules, scheme, warning.text("level"_L1));
    QJsonObject data{{u"warning"_s, idText(warning.id())}, {u"reason"_s, reason}};
    if (order == 0)
        return run(context, u"clear_warning"_s, data);
    if (order == before)
        return run(context, u"renew_warning"_s, data);
    data.insert(u"level"_s, level);
    return run(context, order > before ? u"raise_warning"_s : u"lower_warning"_s, data);
}

Result<> suggest(ActionContext &context, const Row &matter, const QString &level, const QString &reason)
{
    const auto done = suggestFor(context, matter, level, reason, {});
    return done ? Result<>() : fail(done.error());
}

Result<> suggestForDanger(ActionContext &context, const Row &matter)
{
    const ScoreCard card = scoreOf(context.rules, Facts(context, &matter));
    const QString reason = card.hardTriggers.isEmpty() ? context.spec.word() : joinedWords(card.hardTriggers);
    return suggest(context, matter, highestLevel(context.rules, schemeOf(context.rules, matter)), reason);
}

// New facts, a new score: a higher level is suggested; a milder one is only told, a person lowers.
Result<> suggestForScore(ActionContext &context, const Row &matter)
{
    const QString scheme = schemeOf(context.rules, matter);
    const QString suggested = matter.text("suggested_level"_L1);
    const int now = levelOrder(context.rules, scheme, matter.text("level"_L1));
    const int then = levelOrder(context.rules, scheme, suggested);
    if (then < now)
        context.warn(Oversight::tr("The score now suggests a milder level; the warning stays until it is lowered."));
    return then > now ? suggest(context, matter, suggested, context.outcome.extra.value("explanation"_L1).toString())
                      : Result<>();
}

// Only one warning of a matter stands: the one confirmed last takes over from the milder one before it.
Result<> takeOver(ActionContext &context)
{
    for (const Row &older : openWarnings(context, context.parent->id(), false)) {
        if (older.id() == context.subject->id())
            continue;
        const QJsonObject data{{u"warning"_s, idText(older.id())}, {u"reason"_s, context.subject->text("reason"_L1)}};
        if (auto cleared = run(context, u"clear_warning"_s, data); !cleared)
            return cleared;
    }
    return {};
}

} // namespace

int levelOrder(const RuleSet &rules, const QString &scheme, const QString &level)
{
    const RuleRow *row = rules.table("levels"_L1).find(scheme + u'/' + level);
    return row ? row->number("order"_L1) : 0;
}

// The program may only suggest; nothing is suggested that stands or waits already.
Result<bool> suggestFor(ActionContext &context, const Row &matter, const QString &level, const QString &reason,
                        const QString &ruleNames)
{
    const QString scheme = schemeOf(context.rules, matter);
    const int order = levelOrder(context.rules, scheme, level);
    if (order == 0 || !openWarnings(context, matter.id(), true).isEmpty())
        return false;
    for (const Row &warning : openWarnings(context, matter.id(), false)) {
        if (levelOrder(context.rules, scheme, warning.text("level"_L1)) >= order)
            return false;
    }
    QJsonObject data{{u"matter"_s, idText(matter.id())}, {u"level"_s, level}, {u"reason"_s, reason}};
    if (!ruleNames.isEmpty())
        data.insert(u"rule"_s, ruleNames);
    const auto done = context.runAsSystem(u"suggest_warning"_s, data);
    if (!done)
        return fail(done.error());
    context.outcome.extra.insert(u"warning"_s, idText(done->id)); // whoever confirms it can name it by this action
    return true;
}

Result<> suggestWarning(ActionContext &context)
{
    setLevel(context, context.created.emplace(warningEntity()), context.data.text("level"_L1));
    return {};
}

Result<> openWarning(ActionContext &context)
{
    Row &warning = context.created.emplace(warningEntity());
    setLevel(context, warning, context.data.text("level"_L1));
    confirmedNow(context, warning);
    return {};
}

Result<> confirmWarning(ActionContext &context)
{
    setLevel(context, *context.subject, context.subject->text("level"_L1));
    confirmedNow(context, *context.subject);
    return {};
}

Result<> changeWarning(ActionContext &context)
{
    setLevel(context, *context.subject, context.data.text("level"_L1));
    confirmedNow(context, *context.subject);
    return {};
}

Result<> renewWarning(ActionContext &context)
{
    setLevel(context, *context.subject, context.subject->text("level"_L1));
    context.parent->set("review_due"_L1, context.subject->value("review_due"_L1));
    reviveLapsed(context, u"lapse_warning"_s, u"confirm_warning"_s);
    return {};
}

// The matter keeps the level it had: who may write it off and how often it is visited still hang on it.
Result<> clearWarning(ActionContext &context)
{
    Row &warning = *context.subject;
    warning.set("cleared_by"_L1, QVariant(context.actor.id.value));
    warning.set("cleared_at"_L1, context.now());
    warning.set("answered"_L1, holdingRules(context, *context.parent).join(u' '));
    const QList<Row> standing = openWarnings(context, context.parent->id(), false);
    if (std::ranges::all_of(standing, [&](const Row &other) { return other.id() == warning.id(); }))
        context.parent->set("review_due"_L1, QVariant());
    return {};
}

Result<> warnAfter(ActionContext &context)
{
    const QString action = context.action();
    if (action == "confirm_warning"_L1)
        return takeOver(context);
    const Row *matter = subjectOf(context);
    if (!matter || &matter->entity() != &matterEntity())
        return {};
    if (action == "confirm_level"_L1)
        return followLevel(context, *matter);
    if (action == "emergency"_L1)
        return suggestForDanger(context, *matter);
    if (action == "reassess"_L1)
        return suggestForScore(context, *matter);
    return {};
}

QVariant warningFacts(ActionContext &context, const Row &matter, const QString &name)
{
    if (name == "warning_open"_L1)
        return !openWarnings(context, matter.id(), false).isEmpty();
    if (name == "suggestion_open"_L1)
        return !openWarnings(context, matter.id(), true).isEmpty();
    if (name != "warning_level"_L1)
        return {};
    // The most serious of those that stand or wait.
    QString highest;
    const QString scheme = schemeOf(context.rules, matter);
    for (const bool suggested : {false, true}) {
        for (const Row &warning : openWarnings(context, matter.id(), suggested)) {
            const QString level = warning.text("level"_L1);
            if (levelOrder(context.rules, scheme, level) > levelOrder(context.rules, scheme, highest))
                highest = level;
        }
    }
    return highest.isEmpty() ? u"none"_s : highest;
}

QVariant warningLookup(ActionContext &context, const QString &name)
{
    if (!context.parent)
        return {};
    if (name == "level_change"_L1 && context.subject) {
        const QString scheme = context.subject->text("scheme"_L1);
        return levelOrder(context.rules, scheme, context.data.text("level"_L1)) -
               levelOrder(context.rules, scheme, context.subject->text("level"_L1));
    }
    if (name == "review_passed"_L1 && context.subject)
        return reviewPassed(context);
    if (name == "confirmer_clears"_L1 && context.subject)
        return context.subject->isNull("confirmer_role"_L1) ||
               context.actor.roles.contains(context.subject->text("confirmer_role"_L1));
    return warningFacts(context, *context.parent, name);
}

} // namespace fengqiao
