#include <mediation/warning_board.h>

#include "warning_rules.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// How far the watch has looked, on this desk: the last event of the history, and the time up to which time limits that
// ran out were seen.
constexpr auto eventMark = "warnings.event"_L1;
constexpr auto timeMark = "warnings.time"_L1;

struct Changed {
    QList<QUuid> matters; // each once, in the order in which they changed
    qint64 upTo = 0;      // last event looked at
    bool more = false;
};

void addOnce(QList<QUuid> &list, QSet<QUuid> &known, QUuid id)
{
    if (!id.isNull() && !known.contains(id)) {
        known.insert(id);
        list << id;
    }
}

// What happened since the last time: rows of the history by their place in the file, so that the work grows with what
// changed, also when it came from another desk.
Changed changedMatters(ActionContext &context, Instant since)
{
    Changed changed;
    QSet<QUuid> known;
    const qint64 batch = context.rules.settingNumber("warning_batch"_L1);
    changed.upTo = context.tx.meta(eventMark).toLongLong();
    Query events = context.tx.query(
        u"SELECT rowid, CASE WHEN parent IS NULL THEN CASE subject_kind WHEN 'matter' THEN subject END ELSE parent END "
        "FROM history WHERE rowid > ? ORDER BY rowid LIMIT ?"_s,
        {changed.upTo, batch});
    qint64 seen = 0;
    while (events.next()) {
        changed.upTo = events.integer(0);
        addOnce(changed.matters, known, events.uuid(1));
        ++seen;
    }
    changed.more = seen == batch;
    // A time limit runs out without anybody writing anything.
    Query clocks = context.tx.query(u"SELECT matter FROM clock WHERE state = 'running' AND due > ? AND due <= ? AND "
                                    "matter IS NOT NULL AND deleted = 0"_s,
                                    {since.ms, context.now().ms});
    while (clocks.next())
        addOnce(changed.matters, known, clocks.uuid(0));
    return changed;
}

QList<QUuid> allMatters(ActionContext &context)
{
    QStringList live;
    for (const RuleRow *state : context.rules.table("states"_L1).where("machine"_L1, u"matter"_s))
        if (state->text("phase"_L1) != "done"_L1)
            live << state->text("state"_L1);
    QVariantList binds;
    QList<QUuid> ids;
    const QString where = inStates(live, &binds);
    Query rows = context.tx.query(u"SELECT id FROM matter WHERE deleted = 0 AND "_s + where, binds);
    while (rows.next())
        ids << rows.uuid(0);
    return ids;
}

// The level that the most serious of these rules suggests, and the rules that suggest it.
struct Verdict {
    QString level;
    QList<const RuleRow *> rules;
};

Verdict verdictOf(const RuleSet &rules, const QList<const RuleRow *> &holding)
{
    const QString scheme = rules.setting("level_scheme"_L1);
    Verdict verdict;
    int highest = 0;
    for (const RuleRow *rule : holding)
        highest = std::max(highest, levelOrder(rules, scheme, rule->text("level"_L1)));
    for (const RuleRow *rule : holding) {
        if (highest == 0 || levelOrder(rules, scheme, rule->text("level"_L1)) != highest)
            continue;
        verdict.level = rule->text("level"_L1);
        verdict.rules << rule;
    }
    return verdict;
}

// Rules that a person has answered hold no more, until they have once ceased to hold.
QSet<QString> stillAnswered(ActionContext &context, QUuid matter, const QStringList &holding)
{
    QSet<QString> answered;
    QList<Row> closed = context.tx.select(
        warningEntity(), u"matter = ? AND cleared_at IS NOT NULL ORDER BY cleared_at DESC, id DESC LIMIT 1"_s,
        {matter});
    if (closed.isEmpty())
        return answered;
    QStringList kept = closed.first().text("answered"_L1).split(u' ', Qt::SkipEmptyParts);
    kept.removeIf([&holding](const QString &rule) { return !holding.contains(rule); });
    closed.first().set("answered"_L1, kept.join(u' '));
    context.tx.update(closed.first());
    return {kept.cbegin(), kept.cend()};
}

Result<int> watchMatter(ActionContext &context, const WarningRules &rules, QUuid id)
{
    const auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !isLive(context.rules, *matter))
        return 0;
    const auto facts = matterFacts(context.tx, context.rules, *matter, context.now());
    QList<const RuleRow *> holding = rules.holding([&facts](const RuleRow &) { return facts; });
    const QSet<QString> answered = stillAnswered(context, id, namesOf(holding));
    holding.removeIf([&answered](const RuleRow *rule) { return answered.contains(rule->text("rule"_L1)); });
    const Verdict verdict = verdictOf(context.rules, holding);
    if (verdict.rules.isEmpty())
        return 0;
    const auto made =
        suggestFor(context, *matter, verdict.level, wordsOf(verdict.rules), namesOf(verdict.rules).join(u' '));
    if (!made)
        return fail(made.error());
    return *made ? 1 : 0;
}

// Places in which a matter that changed lies, by the digits that rules ask for.
QSet<QString> placesOf(ActionContext &context, const WarningRules &rules, const QList<QUuid> &matters)
{
    QSet<int> digits;
    for (const RuleRow *rule : rules.rows())
        digits.insert(rule->number("digits"_L1));
    QSet<QString> places;
    for (const QUuid &id : matters) {
        Query row = context.tx.query(u"SELECT place FROM matter WHERE id = ?"_s, {id});
        const QString place = row.next() ? row.text(0) : QString();
        for (const int length : std::as_const(digits))
            if (place.size() >= length)
                places.insert(place.left(length));
    }
    return places;
}

Result<int> watchPlace(ActionContext &context, const WarningRules &rules, const QString &place)
{
    const QDate answered = placeAnsweredOn(context.tx, place);
    const auto facts = [&](const RuleRow &rule) -> Expression::Lookup {
        if (rule.number("digits"_L1) != place.size())
            return [](const QString &) { return QVariant(); };
        QDate from = context.now().localDate().addDays(1 - rule.number("days"_L1));
        if (answered.isValid())
            from = std::max(from, answered.addDays(1));
        return placeFacts(context.tx, context.rules, place, from);
    };
    const Verdict verdict = verdictOf(context.rules, rules.holding(facts));
    if (verdict.rules.isEmpty())
        return 0;
    const auto made =
        suggestForPlace(context, place, verdict.level, wordsOf(verdict.rules), namesOf(verdict.rules).join(u' '),
                        facts(*verdict.rules.first())(u"matters"_s).toLongLong());
    if (!made)
        return fail(made.error());
    return *made ? 1 : 0;
}

// Warnings whose review date has passed and that nobody renewed (features.md R6).
Result<int> lapseOverdue(ActionContext &context, const Entity &entity, const QString &action)
{
    QVariantList binds;
    const QString standing = inStates(fromStates(context.rules, action), &binds);
    binds << context.now().localDate().toJulianDay();
    QList<QUuid> overdue;
    const QString name = QString(entity.name);
    Query rows =
        context.tx.query(u"SELECT id FROM %1 WHERE %2 AND review_due < ? AND deleted = 0"_s.arg(name, standing), binds);
    while (rows.next())
        overdue << rows.uuid(0);
    for (const QUuid &id : std::as_const(overdue))
        if (const auto done = context.runAsSystem(action, {{name, idText(id)}}); !done)
            return fail(done.error());
    return static_cast<int>(overdue.size());
}

Result<int> suggestAll(ActionContext &context, const QList<QUuid> &matters)
{
    const WarningRules ofMatters(context.rules, u"matter"_s);
    const WarningRules ofPlaces(context.rules, u"place"_s);
    int suggested = 0;
    for (const QUuid &matter : matters) {
        const auto made = watchMatter(context, ofMatters, matter);
        if (!made)
            return made;
        suggested += *made;
    }
    QStringList places = placesOf(context, ofPlaces, matters).values();
    places.sort();
    for (const QString &place : std::as_const(places)) {
        const auto made = watchPlace(context, ofPlaces, place);
        if (!made)
            return made;
        suggested += *made;
    }
    return suggested;
}

} // namespace

// Suggests what the rules say about whatever changed, and lets lapse what nobody renewed: nothing else (R12).
Result<> watchWarnings(ActionContext &context)
{
    int lapsed = 0;
    for (const auto &[entity, action] :
         {std::pair{&warningEntity(), u"lapse_warning"_s}, std::pair{&areaWarningEntity(), u"lapse_area_warning"_s}}) {
        const auto done = lapseOverdue(context, *entity, action);
        if (!done)
            return fail(done.error());
        lapsed += *done;
    }
    const Changed changed = changedMatters(context, Instant{context.tx.meta(timeMark).toLongLong()});
    const QList<QUuid> matters = context.data.flag("all"_L1) ? allMatters(context) : changed.matters;
    const auto suggested = suggestAll(context, matters);
    if (!suggested)
        return fail(suggested.error());
    // What the watch itself wrote tells it nothing new.
    Query last = context.tx.query(u"SELECT max(rowid) FROM history"_s);
    const qint64 end = last.next() ? last.integer(0) : 0;
    context.tx.setMeta(eventMark, QString::number(changed.more ? changed.upTo : end));
    context.tx.setMeta(timeMark, QString::number(context.now().ms));
    context.outcome.extra = {
        {u"looked"_s, matters.size()}, {u"suggested"_s, *suggested}, {u"lapsed"_s, lapsed}, {u"more"_s, changed.more}};
    return {};
}

bool warningsWait(ReadContext &context)
{
    Query last = context.tx.query(u"SELECT max(rowid) FROM history"_s);
    if (last.next() && last.integer(0) > context.tx.meta(eventMark).toLongLong())
        return true;
    Query clocks = context.tx.query(u"SELECT 1 FROM clock WHERE state = 'running' AND due > ? AND due <= ? AND matter "
                                    "IS NOT NULL AND deleted = 0 LIMIT 1"_s,
                                    {context.tx.meta(timeMark).toLongLong(), context.now.ms});
    if (clocks.next())
        return true;
    for (const auto &[entity, action] :
         {std::pair{&warningEntity(), u"lapse_warning"_s}, std::pair{&areaWarningEntity(), u"lapse_area_warning"_s}}) {
        QVariantList binds;
        const QString standing = inStates(fromStates(context.rules, action), &binds);
        binds << context.now.localDate().toJulianDay();
        if (context.tx.count(*entity, standing + u" AND review_due < ?"_s, binds) > 0)
            return true;
    }
    return false;
}

QStringList holdingRules(ActionContext &context, const Row &matter)
{
    const auto facts = matterFacts(context.tx, context.rules, matter, context.now());
    return namesOf(WarningRules(context.rules, u"matter"_s).holding([&facts](const RuleRow &) -> Expression::Lookup {
        return facts;
    }));
}

bool reviewPassed(const ActionContext &context)
{
    const QDate due = context.subject->date("review_due"_L1);
    return due.isValid() && due < context.now().localDate();
}

void reviveLapsed(ActionContext &context, const QString &lapse, const QString &confirm)
{
    const RuleTable &actions = context.rules.table("actions"_L1);
    const RuleRow *lapsed = actions.find(lapse);
    const RuleRow *confirmed = actions.find(confirm);
    if (lapsed && confirmed && context.subject->text("state"_L1) == lapsed->text("to"_L1))
        context.subject->set("state"_L1, confirmed->text("to"_L1));
}

// Why it was dismissed stands in the history; the rules that held then suggest nothing more until they cease to hold.
Result<> dismissWarning(ActionContext &context)
{
    Row &warning = *context.subject;
    warning.set("cleared_by"_L1, QVariant(context.actor.id.value));
    warning.set("cleared_at"_L1, context.now());
    warning.set("answered"_L1, holdingRules(context, *context.parent).join(u' '));
    return {};
}

Result<> lapseWarning(ActionContext &context)
{
    context.parent->set("review_due"_L1, QVariant());
    return {};
}

} // namespace fengqiao
