#include "appraisal_area.h"

#include <access/entities.h>
#include <mediation/mediation.h>
#include <statistics/appraisal.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int rankedFrom = 5;    // cases (domain.md 6.3)
constexpr int objectionDays = 5; // working days

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto id = FieldType::Id;
constexpr auto instant = FieldType::Instant;

Entity makeAppraisal()
{
    Entity entity;
    entity.name = "appraisal"_L1;
    entity.purpose =
        u"Monthly appraisal of a mediator's work by the published formula (domain.md 6.3); of staff at work, "
        "never of a resident (R2)."_s;
    entity.fields = {
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"month"_L1, text, true, Personal::No, {}, {}},
        {"committee"_L1, code, false, Personal::No, "committee_type"_L1, {}},
        {"cases"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"total"_L1, text, true, Personal::No, {}, {}},
        {"detail"_L1, FieldType::Json, true, Personal::No, {}, {}}, // every item as it was counted
        {"rules"_L1, text, true, Personal::No, {}, {}},             // version of the tables it was computed by
        {"computed_at"_L1, instant, true, Personal::No, {}, {}},
        {"computed_by"_L1, id, true, Personal::No, {}, "account"_L1},
        {"objection"_L1, text, false, Personal::Narrative, {}, {}},
        {"objected_at"_L1, instant, false, Personal::No, {}, {}},
        {"upheld"_L1, FieldType::Bool, false, Personal::No, {}, {}},
        {"answer"_L1, text, false, Personal::Narrative, {}, {}},
        {"answered_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"approved_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"approved_at"_L1, instant, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"month"_L1, "account"_L1}, true, {}}, {{"account"_L1}, false, {}}};
    return entity;
}

void computeInto(ActionContext &context, Row &row)
{
    const QDate month = *monthOf(row.text("month"_L1));
    const Appraisal result = appraise(context.rules, appraisalFacts(context.tx, context.rules, context.calendar,
                                                                    row.uuid("account"_L1), month, context.now()));
    row.set("cases"_L1, QVariant(result.n));
    row.set("total"_L1, result.total);
    row.setJson("detail"_L1, result.toJson());
    row.set("rules"_L1, context.rules.version());
    row.set("computed_at"_L1, context.now());
    row.set("computed_by"_L1, QVariant(context.actor.id.value));
    context.outcome.extra.insert(u"total"_s, result.total);
    context.outcome.extra.insert(u"cases"_s, result.n);
}

Result<> appraiseOne(ActionContext &context)
{
    const auto month = finishedMonth(context, u"appraisal"_s);
    if (!month)
        return fail(month.error());
    const QUuid account = context.data.uuid("account"_L1);
    const auto mediator = context.tx.findBy(mediatorEntity(), "account"_L1, QVariant(account));
    if (!mediator)
        return fail(ErrorKind::NotFound, u"appraisal.not_a_mediator"_s,
                    Appraisals::tr("This account is not one of the mediators; nothing was computed."), u"account"_s,
                    context.ruleId());
    if (!mediator->text("org"_L1).startsWith(context.actor.area.digits()))
        return fail(ErrorKind::NotPermitted, u"appraisal.outside_area"_s,
                    Appraisals::tr("This mediator is not of your area; nothing was computed."), u"account"_s,
                    context.ruleId());
    const QString name = context.data.text("month"_L1);
    if (context.tx.count(appraisalEntity(), u"month = ? AND account = ?"_s, {name, QVariant(account)}) > 0)
        return fail(ErrorKind::Conflict, u"appraisal.computed"_s,
                    Appraisals::tr("This month of this mediator is appraised already; an objection that is upheld "
                                   "computes it anew."),
                    u"month"_s, context.ruleId());
    Row &row = context.created.emplace(appraisalEntity());
    row.set("account"_L1, QVariant(account));
    row.set("month"_L1, name);
    row.set("org"_L1, mediator->text("org"_L1));
    row.set("committee"_L1, mediator->value("committee"_L1));
    computeInto(context, row);
    return {};
}

// All mediators of the area who are not appraised for this month yet.
Result<> appraiseAll(ActionContext &context)
{
    const auto month = finishedMonth(context, u"appraisal"_s);
    if (!month)
        return fail(month.error());
    const QString name = context.data.text("month"_L1);
    qint64 computed = 0;
    for (const Row &mediator : context.tx.select(mediatorEntity(), u"active = 1 ORDER BY id"_s)) {
        const QUuid account = mediator.uuid("account"_L1);
        if (!mediator.text("org"_L1).startsWith(context.actor.area.digits()) ||
            context.tx.count(appraisalEntity(), u"month = ? AND account = ?"_s, {name, QVariant(account)}) > 0)
            continue;
        const auto done = context.run(u"appraise"_s, {{u"account"_s, idText(account)}, {u"month"_s, name}});
        if (!done)
            return fail(done.error());
        ++computed;
    }
    context.outcome.extra.insert(u"computed"_s, computed);
    return {};
}

Result<> objectAppraisal(ActionContext &context)
{
    context.subject->set("objected_at"_L1, context.now());
    return {};
}

// Upheld: from the records as they are now. What stood before is in the history with the objection.
Result<> answerAppraisal(ActionContext &context)
{
    context.subject->set("answered_by"_L1, QVariant(context.actor.id.value));
    if (context.data.flag("upheld"_L1)) {
        const QString before = context.subject->text("total"_L1);
        computeInto(context, *context.subject);
        context.outcome.extra.insert(u"total_before"_s, before);
    }
    return {};
}

Result<> approveAppraisal(ActionContext &context)
{
    context.subject->set("approved_by"_L1, QVariant(context.actor.id.value));
    context.subject->set("approved_at"_L1, context.now());
    return {};
}

QVariant lookup(ActionContext &context, const QString &name)
{
    if (!context.subject)
        return {};
    if (name == "its_own"_L1)
        return context.subject->uuid("account"_L1) == context.actor.id.value;
    if (name == "workdays_since_computed"_L1)
        return context.calendar.workingDaysBetween(context.subject->instant("computed_at"_L1).localDate(),
                                                   context.now().localDate());
    return {};
}

// Of those with enough cases and a score, within one type of committee: 1 is the best; equals share a rank.
void rank(QList<AppraisalLine> &lines)
{
    for (AppraisalLine &line : lines) {
        bool scored = false;
        const double own = line.total.toDouble(&scored);
        if (!scored || line.n < rankedFrom)
            continue;
        line.rank =
            1 + static_cast<int>(std::ranges::count_if(lines, [&](const AppraisalLine &other) {
                return other.committee == line.committee && other.n >= rankedFrom && other.total.toDouble() > own;
            }));
    }
}

} // namespace

Result<QDate> finishedMonth(const ActionContext &context, const QString &kind)
{
    const auto month = monthOf(context.data.text("month"_L1));
    if (!month)
        return fail(ErrorKind::Invalid, kind + u".month_format"_s,
                    Appraisals::tr("A month is written like 2026-09; nothing was computed."), u"month"_s,
                    context.ruleId());
    if (month->addMonths(1) > context.now().localDate())
        return fail(ErrorKind::Forbidden, kind + u".month_open"_s,
                    Appraisals::tr("%1 is not over yet; its figures still change.").arg(context.data.text("month"_L1)),
                    u"month"_s, context.ruleId());
    return *month;
}

const Entity &appraisalEntity()
{
    static const Entity entity = makeAppraisal();
    return entity;
}

const RecordKind &appraisalKind()
{
    static const RecordKind kind{u"appraisal"_s, &appraisalEntity(), u"work.read"_s, {}, u"account = ?"_s, {}, nullptr};
    return kind;
}

QList<AppraisalLine> appraisalsOf(ReadContext &context, const QString &month)
{
    QVariantList binds{month};
    const QString scope = context.scopeSql(appraisalKind(), &binds);
    QList<AppraisalLine> lines;
    for (const Row &row : context.tx.select(appraisalEntity(), u"month = ? AND (%1)"_s.arg(scope), binds)) {
        const QJsonObject detail = row.json("detail"_L1).toObject();
        AppraisalLine line;
        line.id = row.id();
        line.account = row.uuid("account"_L1);
        line.name = context.accountName(line.account);
        line.committee = row.text("committee"_L1);
        line.committeeWord =
            line.committee.isEmpty() ? QString() : context.rules.word("committee_type"_L1, line.committee);
        line.state = row.text("state"_L1);
        if (const RuleRow *state = context.rules.table("states"_L1).find(line.state))
            line.stateWord = state->word();
        line.n = row.integer("cases"_L1);
        line.total = row.text("total"_L1);
        line.success = detail["success"_L1].toString();
        line.wilson = detail["wilson_low"_L1].toString() + u'–' + detail["wilson_high"_L1].toString();
        line.objectUntil = row.instant("computed_at"_L1).localDate();
        for (int left = objectionDays; left > 0; --left)
            line.objectUntil = context.calendar.nextWorkingDay(line.objectUntil.addDays(1));
        line.detail = detail;
        lines.append(line);
    }
    if (context.grant(appraisalKind().permission) == Grant::All) // one's own place cannot be seen without the others
        rank(lines);
    std::ranges::stable_sort(lines, {}, &AppraisalLine::name);
    return lines;
}

void addAppraisals(Module &module)
{
    module.entities << &appraisalEntity();
    Machine machine;
    machine.name = u"appraisal"_s;
    machine.entity = &appraisalEntity();
    machine.owns = [](Reader &, const Row &row, const Actor &actor) {
        return row.uuid("account"_L1) == actor.id.value;
    };
    machine.lookup = lookup;
    module.machines << machine;
    module.kinds << appraisalKind();
    module.handlers.insert({{u"compute_appraisals"_s, appraiseAll},
                            {u"appraise"_s, appraiseOne},
                            {u"object_appraisal"_s, objectAppraisal},
                            {u"answer_appraisal"_s, answerAppraisal},
                            {u"approve_appraisal"_s, approveAppraisal}});
}

} // namespace fengqiao
