#include "import_events.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>
#include <csignal>

#include <geo/layer_file.h>
#include <grid/events.h>
#include <grid/post_files.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

constexpr qint64 progressMs = 1000;

// Ctrl+C ends the import behind the batch that runs, so that whole batches are in.
volatile std::sig_atomic_t interrupted = 0;

void interrupt(int)
{
    interrupted = 1;
}

// --map "kind=事件类别", again for every field, or once the name of a file with such lines.
Result<QHash<QString, QString>> columnsOf(const Invocation &call)
{
    QHash<QString, QString> columns;
    for (const QString &pair : call.options.values(u"map"_s)) {
        const qsizetype sign = pair.indexOf(u'=');
        if (sign > 0) {
            columns.insert(pair.left(sign).trimmed(), pair.sliced(sign + 1).trimmed());
            continue;
        }
        const auto file = readFieldMapping(pair);
        if (!file)
            return fail(file.error());
        columns.insert(*file);
    }
    return columns;
}

QString duration(const EventImportReport &report)
{
    return Import::tr("%1 s, %2 rows/s")
        .arg(QString::number(report.seconds, 'f', 1),
             QString::number(qRound64(static_cast<double>(report.rows) / std::max(report.seconds, 1e-3))));
}

QString eventsSentence(const EventImportReport &report)
{
    return Import::tr("%1 rows read: %2 events added, %3 known already, %4 refused, %5 without a grid (%6).")
        .arg(report.rows)
        .arg(report.added)
        .arg(report.known)
        .arg(report.refused)
        .arg(report.unlocated)
        .arg(duration(report));
}

QString postsSentence(const EventImportReport &report)
{
    return Import::tr("%1 rows read: %2 posts set up, filled or ended, %3 known already, %4 refused (%5).")
        .arg(report.rows)
        .arg(report.added)
        .arg(report.known)
        .arg(report.refused)
        .arg(duration(report));
}

// What an import does and how its end is told.
struct Importer {
    Result<EventImportReport> (*run)(Desk &, const QString &, const EventImportOptions &);
    QString (*sentence)(const EventImportReport &);
};

void print(const Console &console, const EventImportReport &report, const Importer &import)
{
    if (console.json())
        return console.document(report.toJson());
    console.line(import.sentence(report));
    if (report.hints > 0)
        console.line(Import::tr("%1 may repeat another event nearby; with --json each is listed.").arg(report.hints));
    if (report.cancelled)
        console.line(Import::tr("The import was stopped; what was added before stays, and importing again goes on."));
    for (const EventRefusal &refusal : report.refusals)
        console.line(
            Import::tr("line %1, %2: %3 (%4)").arg(refusal.line).arg(refusal.field, refusal.reason, refusal.code));
}

Error notWritten(const QString &out, const QString &why)
{
    return {ErrorKind::Fault, u"out.write"_s, Import::tr("%1 could not be written: %2.").arg(out, why), u"out"_s, {}};
}

Exit runDemoEvents(Invocation &call)
{
    DemoEvents demo;
    bool isNumber = true;
    if (call.isSet("count"_L1))
        demo.count = call.value("count"_L1).toInt(&isNumber);
    if (!isNumber || demo.count < 1 || demo.count > 10'000'000)
        return call.console.report({ErrorKind::Usage,
                                    u"count.range"_s,
                                    Import::tr("--count takes a whole number from 1 to 10000000."),
                                    u"count"_s,
                                    {}});
    if (call.isSet("until"_L1)) {
        const auto day = parseDate(call.value("until"_L1));
        if (!day)
            return call.console.report(day.error());
        demo.lastDay = *day;
    }
    const QString out = call.arguments[1];
    if (QFileInfo::exists(out))
        return call.console.report({ErrorKind::Conflict,
                                    u"out.exists"_s,
                                    Import::tr("%1 exists already and was not touched. Choose another name.").arg(out),
                                    u"out"_s,
                                    {}});
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly))
        return call.console.report(notWritten(out, file.errorString()));
    const auto written = readNow(**desk, [&](ReadContext &context) { return writeDemoEvents(context, demo, file); });
    if (!written)
        return call.console.report(written.error());
    if (!file.commit())
        return call.console.report(notWritten(out, file.errorString()));
    call.console.record({{u"file"_s, out}, {u"events"_s, *written}});
    return Exit::Done;
}

Exit runImport(Invocation &call, const Importer &import)
{
    const auto columns = columnsOf(call);
    if (!columns)
        return call.console.report(columns.error());
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    EventImportOptions options;
    options.columns = *columns;
    options.source = call.value("source"_L1);
    options.encoding = call.value("encoding"_L1);
    options.sheet = call.value("sheet"_L1);
    options.dryRun = call.isSet("dry-run"_L1);
    std::signal(SIGINT, interrupt);
    QElapsedTimer since;
    since.start();
    options.progress = [&call, &since](const EventImportProgress &progress) {
        if (since.elapsed() >= progressMs) {
            since.restart();
            call.console.message(Import::tr("%1 rows, %2 %, %3 rows/s")
                                     .arg(progress.rows)
                                     .arg(qRound(progress.share * 100))
                                     .arg(qRound64(progress.rate)));
        }
        return interrupted == 0;
    };
    const auto report = import.run(**desk, call.arguments[2], options);
    std::signal(SIGINT, SIG_DFL);
    if (!report)
        return call.console.report(report.error());
    print(call.console, *report, import);
    return report->refused > 0 || report->cancelled ? Exit::SomeRefused : Exit::Done;
}

} // namespace

Exit runImportEvents(Invocation &call)
{
    return runImport(call, {importEvents, eventsSentence});
}

Exit runImportPosts(Invocation &call)
{
    return runImport(call, {importPosts, postsSentence});
}

QList<QCommandLineOption> importEventsOptions()
{
    return {{u"map"_s, Import::tr("\"field=column\", again for every field, or a file with such lines."), u"mapping"_s},
            {u"source"_s,
             Import::tr("The system that the numbers of the file are unique in (default: the file's name)."),
             u"name"_s},
            {u"encoding"_s, Import::tr("Encoding of the text (default: detected)."), u"name"_s},
            {u"sheet"_s, Import::tr("Sheet of a workbook (default: the first)."), u"name"_s}};
}

QList<Command> demoCommands()
{
    return {{.name = u"demo-events"_s,
             .synopsis = u"FILE OUT.csv [--count N] [--until DATE]"_s,
             .summary = Import::tr("Writes a year of fictitious events within the grids of this county as CSV."),
             .leastArguments = 2,
             .mostArguments = 2,
             .options = {{u"count"_s, Import::tr("How many (default 70636)."), u"n"_s},
                         {u"until"_s, Import::tr("The last day of the year (default: yesterday)."), u"date"_s}},
             .run = runDemoEvents}};
}

} // namespace fengqiao
