#include <QCoreApplication>

#include <mediation/warning_board.h>
#include <statistics/appraisal.h>
#include <statistics/safety_index.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Boards {
    Q_DECLARE_TR_FUNCTIONS(Boards)
};

Error notOpen()
{
    return {ErrorKind::NotPermitted,
            u"access.role"_s,
            Boards::tr("Warnings of matters are not open to this account (permission matter.read)."),
            {},
            {}};
}

void printBoard(const Console &console, const WarningBoard &board)
{
    for (const WarningColumn &column : board.columns) {
        console.line(u"%1 (%2)"_s.arg(column.word).arg(column.total));
        for (const WarningCard &card : column.cards)
            console.line(u"  "_s + card.reviewDue.toString(Qt::ISODate).leftJustified(12) +
                         card.stateWord.leftJustified(10) +
                         (card.number.isEmpty() ? card.place : card.number).leftJustified(24) + card.reason);
    }
    for (const OutsideCounts &counts : board.outside) {
        QStringList levels;
        for (const OutsideCounts::Count &count : counts.counts)
            levels << u"%1 %2"_s.arg(count.word).arg(count.count);
        console.line(u"%1: %2 (%3, %4)"_s.arg(counts.word, levels.join(u", "_s), counts.asOf.toString(Qt::ISODate),
                                              counts.source));
    }
}

Exit runWarnings(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    WarningBoardRequest request;
    request.withoutFiveOnes = call.isSet("without-five-ones"_L1);
    if (call.isSet("limit"_L1))
        request.limitPerColumn = call.value("limit"_L1).toInt();
    if (request.limitPerColumn < 1)
        return call.console.report({ErrorKind::Usage,
                                    u"limit.range"_s,
                                    Boards::tr("--limit takes a whole number from 1 on."),
                                    u"limit"_s,
                                    {}});
    const auto board = readNow(**desk, [&](ReadContext &context) -> Result<WarningBoard> {
        if (context.grant(u"matter.read"_s) == Grant::None)
            return fail(notOpen());
        return warningBoard(context, request);
    });
    if (!board)
        return call.console.report(board.error());
    (*desk)->noteRead(u"warning"_s, {}, u"list"_s);
    if (call.console.json())
        call.console.document(warningBoardJson(*board));
    else
        printBoard(call.console, *board);
    return Exit::Done;
}

Error monthWanted()
{
    return {ErrorKind::Usage, u"month.format"_s, Boards::tr("--month takes a month such as 2026-09."), u"month"_s, {}};
}

QJsonArray appraisalsJson(const QList<AppraisalLine> &lines)
{
    QJsonArray list;
    for (const AppraisalLine &line : lines)
        list.append(QJsonObject{{u"id"_s, idText(line.id)},
                                {u"name"_s, line.name},
                                {u"committee"_s, line.committee},
                                {u"state"_s, line.state},
                                {u"state_word"_s, line.stateWord},
                                {u"n"_s, line.n},
                                {u"total"_s, line.total},
                                {u"success"_s, line.success},
                                {u"wilson"_s, line.wilson},
                                {u"rank"_s, line.rank},
                                {u"object_until"_s, line.objectUntil.toString(Qt::ISODate)},
                                {u"detail"_s, line.detail}});
    return list;
}

QJsonArray sheetsJson(const QList<SubsidySheet> &sheets)
{
    QJsonArray list;
    for (const SubsidySheet &sheet : sheets) {
        QJsonArray lines;
        for (const SubsidyLine &line : sheet.lines)
            lines.append(QJsonObject{{u"matter"_s, line.number},
                                     {u"name"_s, line.name},
                                     {u"amount"_s, line.amount},
                                     {u"reason"_s, line.reason}});
        list.append(QJsonObject{{u"id"_s, idText(sheet.id)},
                                {u"state"_s, sheet.state},
                                {u"state_word"_s, sheet.stateWord},
                                {u"total"_s, sheet.total},
                                {u"lines"_s, lines}});
    }
    return list;
}

// Appraisals by name, not by score (R13), and the sheets of subsidies of the same month.
Exit runAppraisal(Invocation &call)
{
    const QString month = call.value("month"_L1);
    if (!monthOf(month))
        return call.console.report(monthWanted());
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto json = readNow(**desk, [&](ReadContext &context) -> Result<QJsonObject> {
        if (context.grant(appraisalKind().permission) == Grant::None)
            return fail(ErrorKind::NotPermitted, u"access.role"_s,
                        Boards::tr("Appraisals are not open to this account (permission work.read)."));
        return QJsonObject{{u"month"_s, month},
                           {u"appraisals"_s, appraisalsJson(appraisalsOf(context, month))},
                           {u"subsidy_sheets"_s, sheetsJson(subsidySheetsOf(context, month))}};
    });
    if (!json)
        return call.console.report(json.error());
    (*desk)->noteRead(u"appraisal"_s, {}, u"list"_s);
    if (call.console.json()) {
        call.console.document(*json);
        return Exit::Done;
    }
    for (const QJsonValue &value : (*json)["appraisals"_L1].toArray())
        call.console.line(value["name"_L1].toString().leftJustified(12) +
                          value["total"_L1].toString().rightJustified(8) + u"  n = "_s +
                          QString::number(value["n"_L1].toInt()) + u"  "_s + value["success"_L1].toString() +
                          u" % ("_s + value["wilson"_L1].toString() + u")  "_s + value["state_word"_L1].toString());
    for (const QJsonValue &value : (*json)["subsidy_sheets"_L1].toArray())
        call.console.line(value["total"_L1].toString().rightJustified(12) + u"  "_s +
                          value["state_word"_L1].toString());
    return Exit::Done;
}

Exit runIndex(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto index = readNow(**desk, [&](ReadContext &context) {
        return computeSafetyIndex(context, call.value("month"_L1), call.value("area"_L1));
    });
    if (!index)
        return call.console.report(index.error());
    call.console.record(index->toJson());
    return Exit::Done;
}

} // namespace

QList<Command> boardCommands()
{
    return {{.name = u"warnings"_s,
             .synopsis = u"FILE [--without-five-ones] [--limit N]"_s,
             .summary = Boards::tr("The warning board: open and suggested warnings by level, and the counts of outside "
                                   "schemes under their own names."),
             .options = {{u"without-five-ones"_s, Boards::tr("Only cases that a leader must lead and nobody leads.")},
                         {u"limit"_s, Boards::tr("Cards of a level at most (default 100)."), u"n"_s}},
             .run = runWarnings},
            {.name = u"appraisal"_s,
             .synopsis = u"FILE --month YYYY-MM"_s,
             .summary = Boards::tr("Appraisals of mediators and sheets of case subsidies of a month, by name."),
             .options = {{u"month"_s, Boards::tr("The month."), u"month"_s}},
             .run = runAppraisal},
            {.name = u"index"_s,
             .synopsis = u"FILE --month YYYY-MM [--area CODE]"_s,
             .summary = Boards::tr("The safety index of an area and a month, with every item, its weight and the "
                                   "formula."),
             .options = {{u"month"_s, Boards::tr("The month."), u"month"_s},
                         {u"area"_s, Boards::tr("Division (default: all that the account may see)."), u"code"_s}},
             .run = runIndex}};
}

} // namespace fengqiao
