#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <statistics/appraisal.h>

#include "appraisal_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto id = FieldType::Id;
constexpr auto date = FieldType::Date;
constexpr auto instant = FieldType::Instant;
constexpr auto money = FieldType::Money;

Entity makeSheet()
{
    Entity entity;
    entity.name = "subsidy_sheet"_L1;
    entity.purpose =
        u"Monthly sheet of case subsidies and who passed it: committee, judicial office, bureau (domain.md "
        "6.4)."_s;
    entity.fields = {
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"month"_L1, text, true, Personal::No, {}, {}},
        {"total"_L1, money, true, Personal::No, {}, {}},
        {"rules"_L1, text, true, Personal::No, {}, {}}, // version of the tables it was computed by
        {"computed_by"_L1, id, true, Personal::No, {}, "account"_L1},
        {"computed_at"_L1, instant, true, Personal::No, {}, {}},
        {"committee_on"_L1, date, false, Personal::No, {}, {}},
        {"committee_by"_L1, text, false, Personal::No, {}, {}},
        {"office_on"_L1, date, false, Personal::No, {}, {}},
        {"office_by"_L1, text, false, Personal::No, {}, {}},
        {"bureau_on"_L1, date, false, Personal::No, {}, {}},
        {"bureau_by"_L1, text, false, Personal::No, {}, {}},
        {"return_reason"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"month"_L1, "org"_L1}, false, {}}};
    return entity;
}

Entity makeLine()
{
    Entity entity;
    entity.name = "subsidy_line"_L1;
    entity.purpose = u"What one mediator is paid for one matter on one sheet, and why; one dispute is paid once."_s;
    entity.fields = {
        {"sheet"_L1, id, true, Personal::No, {}, "subsidy_sheet"_L1},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"percent"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"amount"_L1, money, true, Personal::No, {}, {}},
        {"reason"_L1, text, false, Personal::No, {}, {}},
        {"complete"_L1, FieldType::Bool, false, Personal::No, {}, {}}, // nothing more is due for the matter
    };
    entity.indexes = {{{"sheet"_L1}, false, {}}, {{"matter"_L1, "account"_L1}, false, {}}};
    return entity;
}

QString returnedState(const RuleSet &rules)
{
    const RuleRow *row = rules.table("actions"_L1).find(u"return_subsidies"_s);
    return row ? row->text("to"_L1) : QString();
}

// What sheets that were not returned hold of this matter for this mediator.
qint64 paidBefore(Reader &reader, const RuleSet &rules, QUuid matter, QUuid account)
{
    Query sum = reader.query(u"SELECT coalesce(sum(l.amount), 0) FROM subsidy_line l JOIN subsidy_sheet s ON s.id = "
                             "l.sheet WHERE l.matter = ? AND l.account = ? AND l.deleted = 0 AND s.state <> ?"_s,
                             {QVariant(matter), QVariant(account), returnedState(rules)});
    return sum.next() ? sum.integer(0) : 0;
}

// Reviewed dossiers up to the end of the month for which something may still be due (the review is the basis, 6.4).
QList<QUuid> candidates(ActionContext &context, QDate month)
{
    QList<QUuid> matters;
    Query rows = context.tx.query(
        u"SELECT DISTINCT r.matter FROM subsidy r WHERE r.deleted = 0 AND r.proposed_at < ? AND NOT EXISTS (SELECT 1 "
        u"FROM "
        "subsidy_line l JOIN subsidy_sheet s ON s.id = l.sheet WHERE l.matter = r.matter AND l.complete = 1 AND "
        "l.deleted = 0 AND s.state <> ?) ORDER BY r.matter"_s,
        {Instant::fromLocal(month.addMonths(1), QTime(0, 0)).ms, returnedState(context.rules)});
    while (rows.next())
        matters << rows.uuid(0);
    return matters;
}

QString reasonOf(const Subsidy &subsidy, const SubsidyShare &share)
{
    if (!subsidy.excluded.isEmpty())
        return subsidy.excluded;
    if (!share.excluded.isEmpty())
        return share.excluded;
    return u"%1 × %2 × %3 × %4 %"_s.arg(subsidy.base.toString(), subsidy.result, subsidy.dossier).arg(share.percent);
}

// Nothing more can follow: it is performed in full, or it is excluded for good.
bool isComplete(const Subsidy &subsidy)
{
    return !subsidy.excluded.isEmpty() || subsidy.result == "1"_L1;
}

// The lines of one matter; what earlier sheets paid is taken off.
QList<Row> linesOf(ActionContext &context, QUuid matter, const Subsidy &subsidy)
{
    QList<Row> lines;
    for (const SubsidyShare &share : subsidy.shares) {
        const qint64 due = share.amount.fen - paidBefore(context.tx, context.rules, matter, share.account);
        if (due <= 0 && !isComplete(subsidy))
            continue;
        Row line(subsidyLineEntity());
        line.set("org"_L1, context.actor.area.digits());
        line.set("matter"_L1, QVariant(matter));
        line.set("account"_L1, QVariant(share.account));
        line.set("percent"_L1, QVariant(qint64{share.percent}));
        line.set("amount"_L1, QVariant(std::max<qint64>(0, due)));
        line.set("reason"_L1, reasonOf(subsidy, share));
        line.set("complete"_L1, QVariant(isComplete(subsidy)));
        lines.append(line);
    }
    return lines;
}

Result<> computeSubsidies(ActionContext &context)
{
    const auto month = finishedMonth(context, u"subsidy_sheet"_s);
    if (!month)
        return fail(month.error());
    const QString name = context.data.text("month"_L1);
    if (context.tx.count(subsidySheetEntity(), u"month = ? AND org = ? AND state <> ?"_s,
                         {name, context.actor.area.digits(), returnedState(context.rules)}) > 0)
        return fail(
            ErrorKind::Conflict, u"subsidy_sheet.computed"_s,
            Appraisals::tr("The sheet of %1 stands already; it must be returned before it is computed anew.").arg(name),
            u"month"_s, context.ruleId());
    ReadContext reading(context.tx, context.actor, context.rules, context.calendar, context.now());
    QList<Row> lines;
    qint64 total = 0;
    for (const QUuid &matter : candidates(context, *month)) {
        const auto subsidy = subsidyOf(reading, matter); // nothing of a matter that is not open to who computes
        if (!subsidy)
            continue;
        for (const Row &line : linesOf(context, matter, *subsidy)) {
            total += line.integer("amount"_L1);
            lines.append(line);
        }
    }
    if (lines.isEmpty())
        return fail(ErrorKind::Forbidden, u"subsidy_sheet.nothing_due"_s,
                    Appraisals::tr("Nothing is due for %1: no reviewed dossier waits to be paid.").arg(name),
                    u"month"_s, context.ruleId());
    Row &sheet = context.created.emplace(subsidySheetEntity());
    sheet.set("state"_L1, context.spec.text("to"_L1));
    sheet.set("org"_L1, context.actor.area.digits());
    sheet.set("month"_L1, name);
    sheet.set("total"_L1, QVariant(total));
    sheet.set("rules"_L1, context.rules.version());
    sheet.set("computed_by"_L1, QVariant(context.actor.id.value));
    sheet.set("computed_at"_L1, context.now());
    context.tx.insert(sheet); // its lines name it
    for (Row &line : lines) {
        line.set("sheet"_L1, QVariant(sheet.id()));
        context.tx.insert(line);
    }
    context.outcome.extra.insert(u"total"_s, Money{total}.toString());
    context.outcome.extra.insert(u"lines"_s, lines.size());
    return {};
}

} // namespace

const Entity &subsidySheetEntity()
{
    static const Entity entity = makeSheet();
    return entity;
}

const Entity &subsidyLineEntity()
{
    static const Entity entity = makeLine();
    return entity;
}

const RecordKind &subsidySheetKind()
{
    static const RecordKind kind{u"subsidy_sheet"_s, &subsidySheetEntity(), u"work.read"_s, {}, {}, {}, nullptr};
    return kind;
}

const RecordKind &subsidyLineKind()
{
    static const RecordKind kind{
        u"subsidy_line"_s, &subsidyLineEntity(), u"work.read"_s, {}, u"account = ?"_s, {}, nullptr};
    return kind;
}

QList<SubsidySheet> subsidySheetsOf(ReadContext &context, const QString &month)
{
    QVariantList binds{month};
    const bool all = context.grant(subsidySheetKind().permission) == Grant::All;
    QString scope = context.scopeSql(subsidySheetKind(), &binds);
    if (!all) { // a mediator: sheets that hold a line of the own, and of them nothing but it
        binds = {month};
        const QString own = context.scopeSql(subsidyLineKind(), &binds);
        scope = u"id IN (SELECT sheet FROM subsidy_line WHERE deleted = 0 AND (%1))"_s.arg(own);
    }
    QList<SubsidySheet> sheets;
    for (const Row &row :
         context.tx.select(subsidySheetEntity(), u"month = ? AND (%1) ORDER BY computed_at, id"_s.arg(scope), binds)) {
        SubsidySheet sheet;
        sheet.id = row.id();
        sheet.month = month;
        sheet.state = row.text("state"_L1);
        if (const RuleRow *state = context.rules.table("states"_L1).find(sheet.state))
            sheet.stateWord = state->word();
        sheet.returned = sheet.state == returnedState(context.rules);
        qint64 sum = 0;
        QVariantList own{QVariant(row.id())};
        const QString open = context.scopeSql(subsidyLineKind(), &own);
        for (const Row &line :
             context.tx.select(subsidyLineEntity(), u"sheet = ? AND (%1) ORDER BY rowid"_s.arg(open), own)) {
            sum += line.integer("amount"_L1);
            const auto matter = context.tx.find(matterEntity(), line.uuid("matter"_L1));
            sheet.lines.append({line.id(), line.uuid("matter"_L1), matter ? matter->text("number"_L1) : QString(),
                                context.accountName(line.uuid("account"_L1)),
                                Money{line.integer("amount"_L1)}.toString(), line.text("reason"_L1)});
        }
        sheet.total = Money{all ? row.integer("total"_L1) : sum}.toString();
        sheets.append(sheet);
    }
    return sheets;
}

void addSubsidySheets(Module &module)
{
    module.entities << &subsidySheetEntity() << &subsidyLineEntity();
    Machine machine;
    machine.name = u"subsidy_sheet"_s;
    machine.entity = &subsidySheetEntity();
    module.machines << machine;
    module.kinds << subsidySheetKind() << subsidyLineKind();
    module.handlers.insert(u"compute_subsidies"_s, computeSubsidies);
}

} // namespace fengqiao
