#include "import_kind.h"

#include <QCoreApplication>

#include <grid/grid_files.h>
#include <grid/post_files.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ImportDialog)
};

constexpr double secondsTold = 1;
constexpr qsizetype warningsTold = 3;

QString stopped(bool dryRun)
{
    return dryRun ? Words::tr("Stopped.") : Words::tr("Stopped; what was taken by then is in, whole batches only.");
}

QStringList sentencesOf(const EventImportReport &report, bool dryRun)
{
    QStringList parts;
    if (report.cancelled)
        parts << stopped(dryRun);
    parts << (dryRun ? Words::tr("Of %1 rows %2 would be added, %3 are known already, %4 would be refused.")
                     : Words::tr("Of %1 rows %2 were added, %3 were known already, %4 were refused."))
                 .arg(QString::number(report.rows), QString::number(report.added), QString::number(report.known),
                      QString::number(report.refused));
    if (report.unlocated > 0)
        parts << Words::tr("%n lie in no grid.", nullptr, static_cast<int>(report.unlocated));
    if (report.hints > 0)
        parts << Words::tr("%n may repeat an earlier event; the list shows the hint.", nullptr,
                           static_cast<int>(report.hints));
    if (report.seconds >= secondsTold)
        parts << Words::tr("%1 seconds, %2 rows a second.")
                     .arg(QString::number(report.seconds, 'f', 1),
                          QString::number(qRound64(static_cast<double>(report.rows) / report.seconds)));
    return parts;
}

using Importer = Result<EventImportReport> (*)(Desk &, const QString &, const EventImportOptions &);

Result<ImportAnswer> runRows(Desk &desk, const ImportAsk &ask, Importer import)
{
    EventImportOptions options;
    options.columns = ask.columns;
    options.sheet = ask.layer;
    options.dryRun = ask.dryRun;
    options.progress = ask.progress;
    const auto report = import(desk, ask.path, options);
    if (!report)
        return fail(report.error());
    return ImportAnswer{sentencesOf(*report, ask.dryRun), report->added, report->refusals, false};
}

Result<ImportAnswer> runEvents(Desk &desk, const ImportAsk &ask)
{
    return runRows(desk, ask, importEvents);
}

Result<ImportAnswer> runPosts(Desk &desk, const ImportAsk &ask)
{
    return runRows(desk, ask, importPosts);
}

QStringList sentencesOf(const GridImportReport &report, bool dryRun)
{
    QStringList parts;
    if (report.cancelled)
        parts << stopped(dryRun);
    parts << (dryRun ? Words::tr("Of %1 grids in the file %2 would be new, %3 would change, %4 are known already, %5 "
                                 "would be refused.")
                     : Words::tr("Of %1 grids in the file %2 are new, %3 were changed, %4 were known already, %5 were "
                                 "refused."))
                 .arg(QString::number(report.features), QString::number(report.added), QString::number(report.changed),
                      QString::number(report.known), QString::number(report.refused.size()));
    QStringList warnings = report.warnings;
    warnings.removeDuplicates();
    parts << warnings.first(std::min(warnings.size(), warningsTold));
    if (const qsizetype more = warnings.size() - warningsTold; more > 0)
        parts << Words::tr("%n more warnings of that kind.", nullptr, static_cast<int>(more));
    return parts;
}

Result<ImportAnswer> runGrids(Desk &desk, const ImportAsk &ask)
{
    GridImportOptions options;
    options.columns = ask.columns;
    options.layer = ask.layer;
    options.datum = ask.datum;
    options.scheme = ask.scheme;
    options.from = ask.from;
    options.repair = ask.repair;
    options.dryRun = ask.dryRun;
    options.progress = [&ask](double share) { return !ask.progress || ask.progress({.share = share}); };
    const auto report = importGridFile(desk, ask.path, options);
    if (!report)
        return fail(report.error());
    ImportAnswer answer{sentencesOf(*report, ask.dryRun), report->added + report->changed, {}, !report->table};
    for (const LayerRefusal &refusal : report->refused)
        answer.refusals << EventRefusal{refusal.number, report->grids.value(refusal.number), refusal.field,
                                        refusal.code, refusal.reason};
    return answer;
}

} // namespace

ImportKind ImportKind::of(ImportRows rows)
{
    const QString tables = Words::tr("Tables and JSON (*.csv *.txt *.xlsx *.json *.jsonl)");
    switch (rows) {
    case ImportRows::Posts:
        return {.rows = rows,
                .name = u"postImport"_s,
                .action = u"import_posts"_s,
                .record = u"import_post"_s,
                .intro = Words::tr("CSV, a workbook (XLSX) or JSON; a file may be dropped here. Each row is one person "
                                   "in one post of a grid, or a post alone; who is in it already is not taken twice."),
                .title = Words::tr("Posts from a file"),
                .filter = tables,
                .given = {},
                .run = runPosts};
    case ImportRows::Grids:
        return {.rows = rows,
                .name = u"gridImport"_s,
                .action = u"import_grids"_s,
                .record = u"import_grid"_s,
                .intro = Words::tr("Borders as GeoPackage, Shapefile, GeoJSON or KML, or a table without borders (CSV, "
                                   "XLSX); a file may be dropped here. A grid is known by its code: what is here just "
                                   "so is not taken twice, a new border or name begins a new version."),
                .title = Words::tr("Grids from a file"),
                .filter =
                    Words::tr("Borders and tables (*.gpkg *.shp *.geojson *.json *.kml *.kmz *.csv *.txt *.xlsx)"),
                .given = {u"border"_s, u"datum"_s},
                .run = runGrids};
    default:
        return {.rows = rows,
                .name = u"eventImport"_s,
                .action = u"import_events"_s,
                .record = u"event"_s,
                .intro = Words::tr("CSV, a workbook (XLSX) or JSON; a file may be dropped here. Rows that were "
                                   "imported before are known again and not taken twice."),
                .title = Words::tr("Events from a file"),
                .filter = tables,
                .given = {},
                .run = runEvents};
    }
}

} // namespace fengqiao
