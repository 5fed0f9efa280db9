#include <QCoreApplication>
#include <QElapsedTimer>

#include <report/export.h>

#include "command.h"
#include "commands_geo.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Exporting {
    Q_DECLARE_TR_FUNCTIONS(Exporting)
};

Result<QDate> dayOf(const Invocation &call, QLatin1StringView option)
{
    if (!call.isSet(option))
        return QDate();
    return parseDate(call.value(option));
}

// dimension=value[,value ...], several times.
QMap<QString, QStringList> filtersOf(const Invocation &call)
{
    QMap<QString, QStringList> filters;
    for (const QString &filter : call.options.values(u"filter"_s))
        filters.insert(filter.section(u'=', 0, 0), filter.section(u'=', 1).split(u','));
    return filters;
}

Result<ExportRequest> requestOf(const Invocation &call)
{
    const auto from = dayOf(call, "from"_L1);
    if (!from)
        return fail(from.error());
    const auto to = dayOf(call, "to"_L1);
    if (!to)
        return fail(to.error());
    ExportRequest request{.kind = call.arguments[1]};
    request.format = call.value("format"_L1);
    request.columns = call.value("columns"_L1).split(u',', Qt::SkipEmptyParts);
    request.where = call.value("where"_L1);
    request.metric = {.metric = {}, .period = {*from, *to}, .area = call.value("area"_L1), .filters = filtersOf(call)};
    request.part = call.isSet("denominator"_L1) ? MetricPart::Denominator : MetricPart::Numerator;
    request.reason = call.value("reason"_L1);
    return request;
}

std::function<bool(double)> progressOn(const Console &console)
{
    constexpr qint64 everyMs = 1000;
    auto since = std::make_shared<QElapsedTimer>();
    since->start();
    return [&console, since](double share) {
        if (since->elapsed() >= everyMs) {
            since->restart();
            console.message(Exporting::tr("%1 %").arg(qRound(share * 100)));
        }
        return true;
    };
}

// What can be chosen, for whoever does not know yet.
Exit printColumns(Invocation &call, Desk &desk, const ExportRequest &request)
{
    const auto columns = readNow(desk, [&](ReadContext &context) { return exportColumns(context, desk, request); });
    if (!columns)
        return call.console.report(columns.error());
    QJsonArray list;
    for (const ExportColumn &column : *columns) {
        list << QJsonObject{{u"key"_s, column.key}, {u"word"_s, column.word}, {u"usual"_s, column.usual}};
        if (!call.console.json())
            call.console.line(column.key.leftJustified(24) + column.word + (column.usual ? u" *"_s : QString()));
    }
    if (call.console.json())
        call.console.document(list);
    return Exit::Done;
}

Exit runExport(Invocation &call)
{
    const QString ending =
        call.isSet("format"_L1) ? call.value("format"_L1) : call.arguments.value(2).section(u'.', -1);
    const bool isTable = ending == "xlsx"_L1 || ending == "json"_L1;
    if (call.arguments[1] == "grids"_L1 && !isTable)
        return runExportGrids(call);
    auto request = requestOf(call);
    if (!request)
        return call.console.report(request.error());
    if (request->kind == "grids"_L1) // one word for both: with their borders, or as a list
        request->kind = u"grid"_s;
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    if (call.arguments.size() == 2)
        return printColumns(call, **desk, *request);
    request->progress = progressOn(call.console);
    const auto done = exportFile(**desk, call.arguments[2], *request);
    if (!done)
        return call.console.report(done.error());
    call.console.record({{u"file"_s, call.arguments[2]}, {u"rows"_s, done->rows}, {u"mark"_s, done->watermark}});
    return Exit::Done;
}

} // namespace

QList<Command> exportCommands()
{
    return {
        {.name = u"export"_s,
         .synopsis = u"FILE KIND|metric:ID|grids [OUT] --reason TEXT [--format csv|xlsx|json|gpkg|shp|geojson|kml] "
                     "[--columns A,B] [--where EXPR] [--from D --to D]"_s,
         .summary = Exporting::tr("Writes a list into a file, masked as the account may see it; leaves an audit row. "
                                  "Without OUT it names the columns."),
         .leastArguments = 2,
         .mostArguments = 3,
         .options = {{u"format"_s, Exporting::tr("Format (default: by the name of OUT)."), u"format"_s},
                     {u"reason"_s, Exporting::tr("What the export is for; kept in the audit and in the file."),
                      u"text"_s},
                     {u"columns"_s, Exporting::tr("Columns in this order (default: the usual ones)."), u"keys"_s},
                     {u"where"_s, Exporting::tr("Condition as `list` takes it."), u"expr"_s},
                     {u"from"_s, Exporting::tr("Figures: first day."), u"day"_s},
                     {u"to"_s, Exporting::tr("Figures: last day."), u"day"_s},
                     {u"filter"_s, Exporting::tr("Figures: only rows with these values; may be given several times."),
                      u"dim=value"_s},
                     {u"denominator"_s, Exporting::tr("Figures: the rows behind the denominator.")},
                     {u"area"_s, Exporting::tr("Figures and grids: only this division."), u"code"_s},
                     {u"day"_s, Exporting::tr("Grids: those in force on this day (default: today)."), u"date"_s},
                     {u"datum"_s, Exporting::tr("Grids: wgs84, cgcs2000 or gcj02 (default: as stored)."), u"datum"_s}},
         .run = runExport}};
}

} // namespace fengqiao
