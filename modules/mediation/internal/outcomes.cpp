#include <QJsonArray>

#include <mediation/mediation.h>

#include "areas.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QVariant asDate(const QVariant &value)
{
    return value.typeId() == QMetaType::LongLong ? QVariant(Instant{value.toLongLong()}.localDate()) : value;
}

// today, data.<field>, or a column of the matter.
QVariant sourceOf(const ActionContext &context, const Row &matter, const QString &name)
{
    if (name == "today"_L1)
        return context.now().localDate();
    const QByteArray latin = name.toLatin1();
    if (name.startsWith("data."_L1))
        return context.data.value(QLatin1StringView(latin).sliced(5));
    return matter.entity().field(QLatin1StringView(latin)) ? matter.value(QLatin1StringView(latin)) : QVariant();
}

QVariant markOf(const ActionContext &context, const Row &matter, const RuleRow &rule)
{
    const QString value = rule.text("value"_L1);
    if (value == "-"_L1)
        return {};
    return value.isEmpty() ? sourceOf(context, matter, rule.text("from"_L1)) : QVariant(value);
}

// Rule table `outcomes`: what the action leaves on the row of the matter.
void leaveMarks(ActionContext &context, Row &matter)
{
    const auto facts = [&](const QString &name) { return sourceOf(context, matter, name); };
    for (const RuleRow *rule : context.rules.table("outcomes"_L1).where("action"_L1, context.action())) {
        if (!rule->expression("when"_L1).matches(facts))
            continue;
        const QVariant value = markOf(context, matter, *rule);
        for (const QString &name : rule->list("columns"_L1)) {
            const QByteArray latin = name.toLatin1();
            const Field *column = matter.entity().field(QLatin1StringView(latin));
            if (!column || (rule->flag("first"_L1) && !matter.isNull(column->name)))
                continue;
            matter.set(column->name, column->type == FieldType::Date ? asDate(value) : value);
        }
    }
}

int orderOf(const RuleSet &rules, const QString &scheme, const QString &level)
{
    const RuleRow *row = rules.table("levels"_L1).find(scheme + u'/' + level);
    return row ? row->number("order"_L1) : -1;
}

constexpr int levelStands = 4; // stage from which on the level was confirmed and is no longer one of an earlier run

// How high a matter once stood decides who ends it and how often it is visited, also after its warning was cleared.
void noteLevel(const ActionContext &context, Row &matter)
{
    const RuleRow *state = context.rules.table("states"_L1).find(matter.text("state"_L1));
    if (!state || state->number("stage"_L1) < levelStands || matter.isNull("level"_L1))
        return;
    const QString level = matter.text("level"_L1);
    const QString scheme =
        matter.isNull("scheme"_L1) ? context.rules.setting("level_scheme"_L1) : matter.text("scheme"_L1);
    if (orderOf(context.rules, scheme, level) > orderOf(context.rules, scheme, matter.text("top_level"_L1)))
        matter.set("top_level"_L1, level);
}

Result<> recordOutcome(ActionContext &context)
{
    Row *matter = context.parent ? context.parent : context.subject;
    if (!matter || &matter->entity() != &matterEntity())
        return {};
    if (matter == context.subject)
        leaveMarks(context, *matter);
    noteLevel(context, *matter);
    context.tx.update(*matter); // nothing, if nothing changed
    return {};
}

QVariant lastNewRisk(Reader &reader, const Row &matter)
{
    const QList<Row> rows = followUpRows(reader, matter);
    return !rows.isEmpty() && rows.first().flag("new_risk"_L1);
}

// What is paid under an agreement is what it says; every agreement's matter is there.
QList<VerifyFault> verifyAgreements(Reader &reader, const RuleSet &)
{
    QList<VerifyFault> faults;
    Query wrong = reader.query(
        u"SELECT a.number, coalesce(a.amount, 0), sum(coalesce(i.amount, 0)) FROM agreement a JOIN instalment i ON "
        "i.agreement = a.id AND i.deleted = 0 WHERE a.deleted = 0 GROUP BY a.id "
        "HAVING sum(coalesce(i.amount, 0)) <> coalesce(a.amount, 0)"_s);
    while (wrong.next())
        faults.append({u"instalments"_s, wrong.text(0),
                       Outcomes::tr("The instalments of %1 add up to %2, but it names %3.")
                           .arg(wrong.text(0), Money{wrong.integer(2)}.display(), Money{wrong.integer(1)}.display())});
    return faults;
}

QJsonObject agreementJson(const AgreementView &view)
{
    QJsonArray clauses;
    for (const ClauseLine &clause : view.clauses)
        clauses.append(QJsonObject{{u"text"_s, clause.text}, {u"kind"_s, clause.kind}});
    QJsonArray lines;
    for (const InstalmentLine &line : view.instalments)
        lines.append(QJsonObject{{u"seq"_s, line.seq},
                                 {u"due_on"_s, line.dueOn.toString(Qt::ISODate)},
                                 {u"amount"_s, line.amount ? line.amount->toString() : QString()},
                                 {u"act"_s, line.act},
                                 {u"standing"_s, line.standing},
                                 {u"performed_on"_s, line.performedOn.toString(Qt::ISODate)},
                                 {u"overdue"_s, line.overdue}});
    QJsonObject json{{u"number"_s, view.number},     {u"form"_s, view.form},
                     {u"standing"_s, view.standing}, {u"clauses"_s, clauses},
                     {u"instalments"_s, lines},      {u"outstanding"_s, view.outstanding.toString()}};
    if (const InstalmentLine *next = view.next())
        json.insert(u"next_due"_s, next->dueOn.toString(Qt::ISODate));
    return json;
}

QJsonArray followUpsJson(const FollowUps &all)
{
    QJsonArray lines;
    for (const FollowUpLine &line : all.lines)
        lines.append(QJsonObject{{u"round"_s, line.round},
                                 {u"on"_s, line.on.toString(Qt::ISODate)},
                                 {u"mode"_s, line.mode},
                                 {u"reached"_s, line.reached},
                                 {u"performance"_s, line.performance},
                                 {u"satisfaction"_s, line.satisfaction},
                                 {u"new_risk"_s, line.newRisk},
                                 {u"counts"_s, line.counts}});
    return lines;
}

QJsonArray conditionsJson(const QList<WriteOffCondition> &conditions)
{
    QJsonArray lines;
    for (const WriteOffCondition &line : conditions)
        lines.append(
            QJsonObject{{u"field"_s, line.field}, {u"word"_s, line.word}, {u"met"_s, line.met}, {u"why"_s, line.why}});
    return lines;
}

constexpr int endingStage = 6; // from here on the question is what still keeps a matter on the list

} // namespace

QJsonObject outcomeDetails(ReadContext &context, const Row &matter)
{
    QJsonObject details;
    if (const auto agreement = agreementOf(context, matter.id()))
        details.insert(u"agreement"_s, agreementJson(*agreement));
    if (const FollowUps all = followUpsOf(context, matter.id()); !all.lines.isEmpty())
        details.insert(u"follow_ups"_s, followUpsJson(all));
    const RuleRow *state = context.rules.table("states"_L1).find(matter.text("state"_L1));
    if (state && state->number("stage"_L1) >= endingStage)
        details.insert(u"write_off"_s, conditionsJson(writeOffConditions(context, matter.id())));
    const bool paid =
        context.grant(u"subsidy.compute"_s) != Grant::None || context.grant(u"subsidy.approve"_s) != Grant::None;
    if (paid && !matter.isNull("mediation_outcome"_L1))
        if (const auto subsidy = subsidyOf(context, matter.id()))
            details.insert(u"subsidy"_s, subsidy->toJson());
    if (identityWithheld(context.actor, matter))
        details.insert(u"identity_withheld"_s, true);
    return details;
}

QString listWord(const RuleSet &rules, QLatin1StringView list, const QString &code)
{
    return code.isEmpty() ? QString() : rules.word(list, code);
}

bool maySeeMatter(ReadContext &context, QUuid matter, std::optional<Row> *row)
{
    *row = context.tx.find(matterEntity(), matter);
    return *row && context.maySee(matterKind(), **row);
}

void addOutcomes(Module &module)
{
    module.entities +=
        {&agreementEntity(), &instalmentEntity(), &followUpEntity(), &subsidyEntity(), &subsidyShareEntity()};
    module.kinds += {agreementKind(), followUpKind()};
    module.handlers.insert({{u"agree"_s, makeAgreement},
                            {u"start_performance"_s, planInstalments},
                            {u"record_performance"_s, recordPerformance},
                            {u"perform"_s, performMatter},
                            {u"breach"_s, reportBreach},
                            {u"urge"_s, urgePerformance},
                            {u"follow_up"_s, followUp},
                            {u"next_round"_s, nextRound},
                            {u"approve_write_off"_s, approveWriteOff},
                            {u"write_off"_s, writeOff},
                            {u"close_matter"_s, closeMatter},
                            {u"archive"_s, archiveMatter},
                            {u"propose_subsidy"_s, proposeSubsidy}});
    module.afterTransition.prepend(recordOutcome);
    module.verifiers << verifyAgreements;
}

QVariant outcomesLookup(ActionContext &context, const Row &matter, const QString &name)
{
    using Answer = QVariant (*)(ActionContext &, const Row &);
    static const QHash<QString, Answer> answers{
        {u"open_instalments"_s,
         [](ActionContext &c, const Row &m) { return QVariant(openInstalments(c.tx, m.id()).size()); }},
        {u"rows_performed"_s, [](ActionContext &c, const Row &m) { return QVariant(performedFinding(c.tx, m).met); }},
        {u"rows_followed"_s,
         [](ActionContext &c, const Row &m) { return QVariant(followedFinding(c.tx, c.rules, m).met); }},
        {u"rows_cleared"_s,
         [](ActionContext &c, const Row &m) { return QVariant(clearedFinding(c.tx, c.rules, m).met); }},
        {u"rows_tasks"_s, [](ActionContext &c, const Row &m) { return QVariant(tasksFinding(c.tx, c.rules, m).met); }},
        {u"actor_handled"_s,
         [](ActionContext &c, const Row &m) { return QVariant(handledBy(c.tx, c.rules, m, c.actor)); }},
        {u"last_new_risk"_s, [](ActionContext &c, const Row &m) { return lastNewRisk(c.tx, m); }},
    };
    const auto answer = answers.constFind(name);
    return answer == answers.cend() ? QVariant() : (*answer)(context, matter);
}

} // namespace fengqiao
