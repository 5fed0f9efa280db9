#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <mediation/warning_board.h>
#include <statistics/declared.h>

#include "command.h"
#include "commands_geo.h"
#include "import_events.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"import.file"_s,
                    Import::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    return file.readAll();
}

Result<QJsonObject> rulesData(const QString &path)
{
    const QFileInfo info(path);
    const auto content = contentOf(path);
    if (!content)
        return fail(content.error());
    return QJsonObject{{u"table"_s, info.completeBaseName()}, {u"content"_s, QString::fromUtf8(*content)}};
}

Result<QJsonObject> calendarData(const QString &path)
{
    const auto content = contentOf(path);
    if (!content)
        return fail(content.error());
    return QJsonObject{{u"year"_s, QFileInfo(path).completeBaseName().toInt()},
                       {u"content"_s, QString::fromUtf8(*content)}};
}

Result<QJsonObject> figuresData(const QString &path)
{
    const auto content = contentOf(path);
    if (!content)
        return fail(content.error());
    const auto records = declaredRecords(*content);
    if (!records)
        return fail(records.error());
    return QJsonObject{{u"figures"_s, *records}};
}

Result<QJsonObject> levelsData(const QString &path)
{
    const auto content = contentOf(path);
    if (!content)
        return fail(content.error());
    const auto records = levelCountRecords(*content);
    if (!records)
        return fail(records.error());
    return QJsonObject{{u"counts"_s, *records}};
}

Exit runImport(Invocation &call)
{
    const QString kind = call.arguments[1];
    if (kind == "events"_L1)
        return runImportEvents(call);
    if (kind == "grids"_L1)
        return runImportGrids(call);
    if (kind == "posts"_L1)
        return runImportPosts(call);
    if (kind != "rules"_L1 && kind != "calendar"_L1 && kind != "figures"_L1 && kind != "levels"_L1)
        return call.console.report(
            {ErrorKind::Usage,
             u"import.kind"_s,
             Import::tr("What can be imported: rules (one rule table), calendar (one year), "
                        "figures (declared figures), levels (counts of "
                        "outside warning schemes), events (a "
                        "file of events), grids (a GeoPackage, Shapefile, GeoJSON, KML, CSV or XLSX), posts (of "
                        "grids and the people in them: CSV, XLSX or JSON)."),
             {},
             {}});
    const auto data = kind == "rules"_L1     ? rulesData(call.arguments[2])
                      : kind == "figures"_L1 ? figuresData(call.arguments[2])
                      : kind == "levels"_L1  ? levelsData(call.arguments[2])
                                             : calendarData(call.arguments[2]);
    if (!data)
        return call.console.report(data.error());
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    ActionRequest request;
    request.action = kind == "rules"_L1     ? u"load_rules"_s
                     : kind == "figures"_L1 ? u"declare_figures"_s
                     : kind == "levels"_L1  ? u"import_level_counts"_s
                                            : u"load_calendar"_s;
    request.data = *data;
    request.dryRun = call.isSet("dry-run"_L1);
    const auto outcome = (*desk)->submit(std::move(request)).result();
    if (!outcome)
        return call.console.report(outcome.error());
    call.console.record(outcome->toJson({}));
    return Exit::Done;
}

} // namespace

QList<Command> importCommands()
{
    return {
        {.name = u"import"_s,
         .synopsis =
             u"FILE rules|calendar|figures|levels|events|grids|posts DATA [--map field=column] [--source NAME] [--dry-run]"_s,
         .summary = Import::tr(
             "Checks and loads a rule table, a year of the calendar, a file of events or of posts (CSV, XLSX, "
             "JSON) or of grids (GeoPackage, Shapefile, GeoJSON, KML, CSV, XLSX); faults name file, line and column."),
         .leastArguments = 3,
         .mostArguments = 3,
         .options = QList<QCommandLineOption>{{u"dry-run"_s, Import::tr("Only checks.")}} + importEventsOptions() +
                    importGridsOptions(),
         .run = runImport}};
}

} // namespace fengqiao
