#include <QCoreApplication>

#include <report/work.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MediatorsWork)
};

QString narrative(ReadContext &context, const RecordKind &kind, const Row &row, QLatin1StringView name)
{
    const Field *field = row.entity().field(name);
    return field && !row.isNull(name) ? context.masked(*field, row.value(name), context.masksNames(kind, row))
                                      : QString();
}

QString saidOf(ReadContext &context, const RecordKind &kind, const Row &row, const RuleRow &field)
{
    const QByteArray column = field.text("column"_L1).toLatin1();
    const QLatin1StringView name(column);
    if (name.isEmpty() || !row.entity().field(name) || row.isNull(name))
        return {};
    const QString type = field.text("type"_L1);
    if (type == "date"_L1)
        return row.date(name).toString(Qt::ISODate);
    return type == "text"_L1 || type == "long_text"_L1 ? narrative(context, kind, row, name) : QString();
}

// What the forms of the steps asked for, step by step in the order of the table; the first step makes the record.
QList<std::pair<QString, QString>> stepsTaken(ReadContext &context, const RecordKind &kind, const Row &row)
{
    QList<std::pair<QString, QString>> steps;
    for (const RuleRow *action : context.rules.table("actions"_L1).where("machine"_L1, kind.name)) {
        if (action->list("from"_L1).isEmpty() || action->text("from"_L1) == "-"_L1)
            continue;
        QStringList said;
        for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, action->text("action"_L1)))
            if (const QString one = saidOf(context, kind, row, *field); !one.isEmpty())
                said << one;
        if (!said.isEmpty())
            steps.append({action->word(), said.join(u" · "_s)});
    }
    return steps;
}

void addWhen(ReadContext &context, const Row &row, QLatin1StringView at, QLatin1StringView by, const QString &word,
             QList<std::pair<QString, QString>> &steps)
{
    const QString name = row.isNull(by) ? QString() : context.accountName(row.uuid(by));
    const QString day = at.isEmpty() || row.isNull(at) ? QString() : row.instant(at).display();
    if (!name.isEmpty() || !day.isEmpty())
        steps.append({word, day.isEmpty() ? name : name.isEmpty() ? day : u"%1 · %2"_s.arg(day, name)});
}

AppraisalEntry entryOf(ReadContext &context, const AppraisalLine &line, const Row &row)
{
    const RecordKind &kind = appraisalKind();
    AppraisalEntry entry{.line = line,
                         .row = row,
                         .addends = appraisalAddends(context.rules, line.detail),
                         .success = {},
                         .objection = narrative(context, kind, row, "objection"_L1),
                         .answer = narrative(context, kind, row, "answer"_L1),
                         .passed = {}};
    entry.success = line.n > 0 ? Words::tr("%1 % of %n case(s), 95 % interval %2: shown, not scored", nullptr,
                                           static_cast<int>(line.n))
                                     .arg(line.success, line.wilson)
                               : Words::tr("No case was concluded in this month.");
    addWhen(context, row, "computed_at"_L1, "computed_by"_L1, Words::tr("Computed"), entry.passed);
    if (!row.isNull("objected_at"_L1))
        addWhen(context, row, "objected_at"_L1, "account"_L1, Words::tr("Objected to"), entry.passed);
    addWhen(context, row, {}, "answered_by"_L1, Words::tr("Answered"), entry.passed);
    addWhen(context, row, "approved_at"_L1, "approved_by"_L1, Words::tr("Approved"), entry.passed);
    return entry;
}

} // namespace

Result<WorkMonth> workMonth(ReadContext &context, const QString &month)
{
    if (!monthOf(month))
        return fail(ErrorKind::Usage, u"work.month_format"_s, Words::tr("A month is written like 2026-09."),
                    u"month"_s);
    const Grant grant = context.grant(appraisalKind().permission);
    if (grant != Grant::All && grant != Grant::Own)
        return fail(ErrorKind::NotPermitted, u"work.not_permitted"_s,
                    Words::tr("Appraisals and subsidies are not open to your role."));
    WorkMonth work{.month = month, .everybody = grant == Grant::All, .appraisals = {}, .sheets = {}};
    for (const AppraisalLine &line : appraisalsOf(context, month))
        if (const auto row = context.tx.find(appraisalEntity(), line.id))
            work.appraisals.append(entryOf(context, line, *row));
    for (const SubsidySheet &sheet : subsidySheetsOf(context, month)) {
        const auto row = context.tx.find(subsidySheetEntity(), sheet.id);
        if (!row)
            continue;
        SheetEntry entry{.sheet = sheet, .row = *row, .passed = {}};
        addWhen(context, *row, "computed_at"_L1, "computed_by"_L1, Words::tr("Computed"), entry.passed);
        entry.passed += stepsTaken(context, subsidySheetKind(), *row);
        work.sheets.append(entry);
    }
    return work;
}

} // namespace fengqiao
