// What leaves a full county (issue 6): the monthly report from the rows to the PDF, against LibreOffice converting the
// ODT of the same document; and a list of every matter as XLSX, against libxlsxwriter alone writing the same cells.
// FENGQIAO_BENCH_VISITS: visits in the file, a fifth of it matters and rows of the list (1,000,000 otherwise);
// FENGQIAO_BENCH_KEEP: folder in which the county stays for the next run; --report: without the list.
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <sys/resource.h>

#include <report/issues.h>
#include <report/widgets/document_preview.h>

#include "dense_county.h"
#include "plain_sheet.h"
#include "random_county.h"
#include "record_table.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int reportRounds = 5;
constexpr int sheetRounds = 3;
constexpr int wantedCharts = 12;
constexpr int wantedTables = 8;
constexpr double wantedReport = 2e6; // microseconds
constexpr double wantedOffice = 5;   // times as long as ours
constexpr double wantedSheet = 1.3;  // times as long as libxlsxwriter

template <typename T> T need(Result<T> &&result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().message));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

double elapsed(const QElapsedTimer &watch)
{
    return static_cast<double>(watch.nsecsElapsed()) / 1e3;
}

QString seconds(double micro)
{
    return u"%1 s"_s.arg(micro / 1e6, 0, 'f', 3);
}

// ---- The county: what the tables and charts of the report break down.

QList<QUuid> idsOf(Desk &desk, const QString &sql)
{
    return need(desk.read([&sql](ReadContext &context) -> Result<QList<QUuid>> {
                        QList<QUuid> ids;
                        Query rows = context.tx.query(sql);
                        while (rows.next())
                            ids << QUuid::fromRfc4122(rows.value(0).toByteArray());
                        return ids;
                    })
                    .result());
}

MatterDetail detailFrom(Desk &desk)
{
    const auto mediators = idsOf(desk, u"SELECT id FROM account WHERE roles LIKE '%MED%' AND deleted = 0"_s);
    const auto units = idsOf(desk, u"SELECT id FROM organisation WHERE deleted = 0"_s);
    return [mediators, units](Row &matter, QRandomGenerator &random) {
        static const QStringList channels{u"WINDOW"_s, u"GRID"_s,   u"HOTLINE"_s,  u"ONLINE"_s,
                                          u"COURT"_s,  u"POLICE"_s, u"PETITION"_s, u"LEADER"_s};
        matter.set("channel"_L1, channels.at(random.bounded(channels.size())));
        matter.set("amount"_L1, QVariant(qint64{random.bounded(10'000'000)}));
        matter.set("persons_affected"_L1, QVariant(1 + random.bounded(9)));
        if (!mediators.isEmpty())
            matter.set("mediator"_L1, QVariant(mediators.at(random.bounded(mediators.size()))));
        if (!units.isEmpty())
            matter.set("lead_unit"_L1, QVariant(units.at(random.bounded(units.size()))));
    };
}

// Clocks, warnings and what else a chart is about hang on matters of their own, whose fields are at random.
void addOtherRows(Desk &desk, int matters)
{
    RandomRows rows(*desk.rules(), {u"620521"_s, u"620521105"_s, u"620521100"_s}, 20261123);
    rows.setDays(QDate::currentDate().addDays(-denseYears * 365), denseYears * 365);
    const QList<std::pair<QString, int>> kinds{{u"matter"_s, matters / 100},      {u"clock"_s, matters / 20},
                                               {u"warning"_s, matters / 50},      {u"whistle"_s, matters / 100},
                                               {u"supervision"_s, matters / 100}, {u"grid_event"_s, matters / 10}};
    const QList<const Entity *> &entities = desk.store().schema().entities;
    for (const auto &[name, count] : kinds) {
        const auto entity = std::ranges::find(entities, name, &Entity::name);
        if (entity == entities.end())
            qFatal("no table %s", qPrintable(name));
        need(desk.store()
                 .write([&](Writer &tx) -> Result<> {
                     rows.insert(tx, **entity, count);
                     return {};
                 })
                 .result());
    }
}

// ---- The report.

Period lastWholeMonth()
{
    const QDate today = QDate::currentDate();
    const QDate last = QDate(today.year(), today.month(), 1).addDays(-1);
    return Period::month(last.year(), last.month());
}

IssueDraft monthly()
{
    IssueDraft draft;
    draft.kind = u"monthly"_s;
    draft.period = lastWholeMonth();
    draft.texts = {{u"problems"_s, u"个别乡镇登记不及时，部分事项办理超期。"_s.repeated(8)},
                   {u"next"_s, u"继续开展矛盾纠纷排查，做好调解员培训。"_s.repeated(8)}};
    draft.caseText = u"双方因宅基地排水发生纠纷，经现场查看和多次调解，达成协议并当场履行。"_s.repeated(6);
    draft.suggestions = u"建议对多发类型开展专项排查。"_s.repeated(4);
    return draft;
}

QJsonObject contentOf(Desk &desk)
{
    return need(desk.read([](ReadContext &context) { return issueContent(context, monthly()); }).result());
}

// Those that have something to show: where there is nothing, a sentence is printed.
int shown(const QJsonObject &content, QLatin1StringView what, QLatin1StringView parts)
{
    int count = 0;
    for (const auto &value : content.value("blocks"_L1).toArray()) {
        const QJsonObject block = value.toObject();
        count += block.value("what"_L1).toString() == what && !block.value(parts).toArray().isEmpty() ? 1 : 0;
    }
    return count;
}

struct Times {
    Samples figures; // reading the file
    Samples whole;   // from the request to the file on the disk
    Samples cpu;
};

double cpuOf(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto micro = [](const timeval &time) {
        return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
    };
    return micro(usage.ru_utime) + micro(usage.ru_stime);
}

// As `report` on the command line does it, figures and layout anew each time.
void timeReport(Desk &desk, const Templates &templates, const QString &pdf, Times &times)
{
    const double before = cpuOf(RUSAGE_SELF);
    QElapsedTimer watch;
    watch.start();
    const QJsonObject content = contentOf(desk);
    times.figures.add(elapsed(watch));
    const Document document = need(issueDocument(templates, content));
    need(saveDocuments(pdf, {document}, templates));
    times.whole.add(elapsed(watch));
    times.cpu.add(cpuOf(RUSAGE_SELF) - before);
}

void timeOffice(const QString &office, const QString &odt, const QTemporaryDir &folder, Times &times)
{
    const QString pdf = folder.filePath(u"office/"_s + QFileInfo(odt).completeBaseName() + u".pdf"_s);
    QFile::remove(pdf);
    const double before = cpuOf(RUSAGE_CHILDREN);
    QElapsedTimer watch;
    watch.start();
    QProcess process;
    process.start(office, {u"--headless"_s, u"-env:UserInstallation=file://"_s + folder.filePath(u"profile"_s),
                           u"--convert-to"_s, u"pdf"_s, u"--outdir"_s, QFileInfo(pdf).path(), odt});
    if (!process.waitForFinished(300000) || process.exitCode() != 0 || QFileInfo(pdf).size() == 0)
        qFatal("LibreOffice failed: %s", process.readAllStandardError().constData());
    times.whole.add(elapsed(watch));
    times.cpu.add(cpuOf(RUSAGE_CHILDREN) - before);
}

void compareOffice(const Times &ours, const Times &theirs)
{
    figure(u"LibreOffice, the same ODT, median wall / CPU"_s,
           seconds(theirs.whole.at(0.5)) + u" / "_s + seconds(theirs.cpu.at(0.5)), u"-"_s, true);
    // Wall with wall and CPU with CPU, of the same run.
    const auto ratio = [](const QString &what, const Samples &office, const Samples &own) {
        const double times = office.at(0.5) / own.at(0.5);
        figure(u"LibreOffice / ours, %1"_s.arg(what), u"%1 x"_s.arg(times, 0, 'f', 1),
               u"at least %1 x"_s.arg(wantedOffice), times >= wantedOffice);
    };
    ratio(u"wall"_s, theirs.whole, ours.whole);
    ratio(u"CPU"_s, theirs.cpu, ours.cpu);
    // Without the figures, which LibreOffice has no part in: page layout alone.
    const double layout = theirs.whole.at(0.5) / (ours.whole.at(0.5) - ours.figures.at(0.5));
    std::printf("  (LibreOffice / ours without reading the figures: %.1f x)\n", layout);
}

void reportFigures(const BenchCounty &county, const Templates &templates, const QTemporaryDir &folder)
{
    const auto desk = openCounty(county, u"jia"_s); // no page of it is in memory yet
    const QString pdf = folder.filePath(u"monthly.pdf"_s);
    const QString odt = folder.filePath(u"monthly.odt"_s);
    Times first;
    timeReport(*desk, templates, pdf, first);
    const QJsonObject content = contentOf(*desk);
    need(saveDocuments(odt, {need(issueDocument(templates, content))}, templates));
    const QString office = QStandardPaths::findExecutable(u"soffice"_s);
    Times warmUp;
    if (!office.isEmpty())
        timeOffice(office, odt, folder, warmUp); // makes its profile
    Times ours;
    Times theirs;
    // Turn by turn, so that what else the machine does falls on both.
    for (int round = 0; round < reportRounds; ++round) {
        timeReport(*desk, templates, pdf, ours);
        if (!office.isEmpty())
            timeOffice(office, odt, folder, theirs);
    }
    const int charts = shown(content, "chart"_L1, "points"_L1);
    const int tables = shown(content, "table"_L1, "rows"_L1);
    figure(u"what it holds"_s,
           u"%1 charts, %2 tables, %3 KiB"_s.arg(charts).arg(tables).arg(QFileInfo(pdf).size() / 1024),
           u"%1 and %2"_s.arg(wantedCharts).arg(wantedTables), charts >= wantedCharts && tables >= wantedTables);
    const auto line = [](const QString &what, const Times &times) {
        figure(what,
               u"%1 (figures %2), CPU %3"_s.arg(seconds(times.whole.at(0.5)), seconds(times.figures.at(0.5)),
                                                seconds(times.cpu.at(0.5))),
               seconds(wantedReport), times.whole.at(0.5) <= wantedReport);
    };
    line(u"rows to PDF on the disk, first after opening"_s, first);
    line(u"rows to PDF on the disk, median of %1"_s.arg(reportRounds), ours);
    if (office.isEmpty())
        figure(u"LIBREOFFICE (soffice)"_s, u"NOT INSTALLED: NO RATIO WAS MEASURED"_s,
               u"at least %1 x"_s.arg(wantedOffice), false);
    else
        compareOffice(ours, theirs);
}

// ---- The list as XLSX.

Sheet readSheet(Desk &desk)
{
    Sheet sheet;
    sheet.head.title = u"事项"_s;
    need(desk.read([&](ReadContext &context) -> Result<> {
                 const RecordKind &kind = *desk.kind(u"matter"_s);
                 QList<RecordColumn> columns;
                 for (const RecordColumn &column : recordColumns(kind, context.rules))
                     if (column.column.usual) {
                         columns << column;
                         sheet.head.columns << column.column;
                     }
                 sheet.head.watermark = exportMark(context.actor.name, context.now, u"速度测量"_s);
                 return readRecords(context, desk.store().schema(), kind, columns, Expression(),
                                    [&sheet](std::span<const TableCell> cells) {
                                        sheet.cells.insert(sheet.cells.end(), cells.begin(), cells.end());
                                        return true;
                                    });
             })
             .result());
    return sheet;
}

double timeSink(const QString &path, const Sheet &sheet)
{
    QFile::remove(path);
    QElapsedTimer watch;
    watch.start();
    const auto sink = need(tableSink(path, u"xlsx"_s));
    need(sink->begin(sheet.head));
    const std::span<const TableCell> cells(sheet.cells);
    for (std::size_t at = 0; at < cells.size(); at += sheet.width())
        need(sink->row(cells.subspan(at, sheet.width())));
    need(sink->finish());
    return elapsed(watch);
}

double timeExport(Desk &desk, const QString &path, std::size_t rows)
{
    QFile::remove(path);
    ExportRequest request{.kind = u"matter"_s};
    request.reason = u"速度测量用的清单"_s;
    QElapsedTimer watch;
    watch.start();
    const ExportDone done = need(exportFile(desk, path, request));
    if (done.rows != static_cast<qint64>(rows))
        qFatal("%lld rows were exported of %zu", static_cast<long long>(done.rows), rows);
    return elapsed(watch);
}

void sheetFigures(Desk &desk, const QTemporaryDir &folder)
{
    const Sheet sheet = readSheet(desk);
    const auto plain = plainCells(sheet);
    heading(u"A list of %1 rows and %2 columns as XLSX"_s.arg(sheet.rows()).arg(sheet.width()));
    const QString bareFile = folder.filePath(u"bare.xlsx"_s);
    const QString sinkFile = folder.filePath(u"sink.xlsx"_s);
    const QString wholeFile = folder.filePath(u"whole.xlsx"_s);
    Samples bare;
    Samples sink;
    Samples whole;
    for (int round = 0; round < sheetRounds; ++round) {
        bare.add(timePlain(bareFile, sheet, plain));
        sink.add(timeSink(sinkFile, sheet));
        whole.add(timeExport(desk, wholeFile, sheet.rows()));
    }
    const auto size = [](const QString &file) { return QFileInfo(file).size() / 1024; };
    std::printf("  Files: bare %lld KiB, exporter %lld KiB, whole export %lld KiB; medians of %d rounds by turns\n",
                static_cast<long long>(size(bareFile)), static_cast<long long>(size(sinkFile)),
                static_cast<long long>(size(wholeFile)), sheetRounds);
    const double writing = sink.at(0.5) / bare.at(0.5);
    figure(u"the exporter writing rows read before / bare"_s,
           u"%1 / %2 = %3 x"_s.arg(seconds(sink.at(0.5)), seconds(bare.at(0.5))).arg(writing, 0, 'f', 2),
           u"%1 x"_s.arg(wantedSheet), writing <= wantedSheet);
    std::printf("  (for information: the whole export, reading and masking the rows too: %s = %.2f x of bare)\n",
                qPrintable(seconds(whole.at(0.5))), whole.at(0.5) / bare.at(0.5));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto templates = need(Templates::load());
    const QTemporaryDir folder;
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_VISITS");
    const int visits = asked > 0 ? asked : 1'000'000;
    const int matters = visits / 5;
    heading(u"The monthly report of a county with %1 visits and %2 matters"_s.arg(visits).arg(matters));
    const BenchCounty county =
        keptCounty(folder.path(), u"reports%1"_s.arg(visits), [&](const QString &place, const QString &name) {
            return makeDenseCounty(place, name, visits, matters, &detailFrom,
                                   [matters](Desk &desk) { addOtherRows(desk, matters); })
                .county;
        });
    reportFigures(county, *templates, folder);
    if (QCoreApplication::arguments().contains(u"--report"_s))
        return 0;
    const auto desk = openCounty(county, u"jia"_s);
    sheetFigures(*desk, folder);
    return 0;
}
