#include <QCoreApplication>

#include <report/work.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Papers {
    Q_DECLARE_TR_FUNCTIONS(MediatorsWork)
};

Paragraph paragraph(const QString &style, const QString &text)
{
    return {style, {Run{text}}};
}

TableRow row(const QStringList &cells, bool heading = false)
{
    TableRow line;
    line.repeat = heading;
    for (const QString &text : cells)
        line.cells.append(
            Cell{.heading = heading, .paragraphs = {paragraph(heading ? u"th"_s : u"td"_s, text)}, .signatures = {}});
    return line;
}

void addSteps(Document &document, const QList<std::pair<QString, QString>> &steps)
{
    for (const auto &[word, said] : steps)
        document.blocks.append(
            paragraph(u"p.plain"_s, Papers::tr("%1: %2", "a step and when it was taken").arg(word, said)));
}

Document begun(const QString &title, const QString &below)
{
    Document document;
    document.title = title;
    document.blocks.append(paragraph(u"h1"_s, title));
    document.blocks.append(paragraph(u"p.centre"_s, below));
    return document;
}

Signature signature(const QString &label)
{
    Signature line;
    line.label = label;
    return line;
}

} // namespace

Document appraisalPaper(const AppraisalEntry &entry)
{
    const AppraisalLine &line = entry.line;
    QStringList about{line.name, line.committeeWord, line.stateWord};
    about.removeAll(QString());
    Document document =
        begun(Papers::tr("Appraisal of a mediator, %1").arg(entry.row.text("month"_L1)), about.join(u" · "_s));
    Table table{.widths = {18, 24, 34, 12, 12}, .rows = {}};
    table.rows.append(
        row({Papers::tr("Part"), Papers::tr("Item"), Papers::tr("Counted"), Papers::tr("Points"), Papers::tr("Score")},
            true));
    for (const AppraisalAddend &addend : entry.addends)
        table.rows.append(row({addend.part, addend.word, addend.counted, addend.points, addend.score}));
    table.rows.append(row({Papers::tr("Total"), {}, {}, u"100.00"_s, line.total}));
    document.blocks.append(table);
    document.blocks.append(paragraph(u"p.note"_s, Papers::tr("Success: %1").arg(entry.success)));
    if (!entry.objection.isEmpty())
        document.blocks.append(paragraph(u"p"_s, Papers::tr("Objection: %1").arg(entry.objection)));
    if (!entry.answer.isEmpty())
        document.blocks.append(paragraph(u"p"_s, Papers::tr("Answer: %1").arg(entry.answer)));
    addSteps(document, entry.passed);
    document.blocks.append(signature(Papers::tr("Mediator")));
    document.blocks.append(signature(Papers::tr("Director")));
    return document;
}

// Every line is on the paper, over as many pages as it takes: it is what is paid by.
Document subsidyPaper(const RuleSet &rules, const SheetEntry &entry)
{
    const SubsidySheet &sheet = entry.sheet;
    Document document = begun(Papers::tr("Case subsidies, %1").arg(sheet.month), sheet.stateWord);
    Table table{.widths = {30, 16, 38, 16}, .rows = {}};
    table.rows.append(row(
        {Papers::tr("Matter"), Papers::tr("Mediator"), Papers::tr("How it was computed"), Papers::tr("Yuan")}, true));
    for (const SubsidyLine &line : sheet.lines)
        table.rows.append(row({line.number, line.name, line.reason, line.amount}));
    table.rows.append(row({Papers::tr("Total"), {}, {}, sheet.total}));
    document.blocks.append(table);
    addSteps(document, entry.passed);
    // Those who have not passed it yet sign here; a returned sheet is signed by nobody.
    for (const RuleRow *action : rules.table("actions"_L1).where("machine"_L1, u"subsidy_sheet"_s)) {
        const RuleRow *to = rules.table("states"_L1).find(action->text("to"_L1));
        const bool passes = action->text("from"_L1) != "-"_L1 && to && !to->flag("uncounted"_L1);
        const bool taken =
            std::ranges::any_of(entry.passed, [&](const auto &step) { return step.first == action->word(); });
        if (passes && !taken && !sheet.returned)
            document.blocks.append(signature(action->word()));
    }
    return document;
}

} // namespace fengqiao
