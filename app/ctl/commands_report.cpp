#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <report/export.h>
#include <report/issues.h>
#include <report/writers.h>

#ifdef FENGQIAO_WITH_PDF
#include <report/widgets/document_preview.h>
#endif

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Reports {
    Q_DECLARE_TR_FUNCTIONS(Reports)
};

Result<> writePaper(const QString &path, const Document &document, const Templates &templates)
{
#ifdef FENGQIAO_WITH_PDF
    return saveDocuments(path, {document}, templates);
#else
    const auto bytes = writeOffice({document}, templates.styles(), QFileInfo(path).suffix());
    return bytes ? writeWhole(path, *bytes) : fail(bytes.error());
#endif
}

QStringList endings()
{
#ifdef FENGQIAO_WITH_PDF
    return {u"pdf"_s, u"odt"_s, u"docx"_s, u"xlsx"_s};
#else
    return {u"odt"_s, u"docx"_s, u"xlsx"_s}; // pages need fonts, and with them the full build
#endif
}

Error exists(const QString &path)
{
    return {ErrorKind::Conflict,
            u"export.exists"_s,
            Reports::tr("%1 exists already and was not touched. Choose another folder.").arg(path),
            u"out"_s,
            {}};
}

// All four at once or an error before the first is touched.
Result<QStringList> writeFiles(const Invocation &call, const Desk &desk, const QJsonObject &content)
{
    const auto templates = Templates::load(Templates::folderOf(call.arguments[0]));
    if (!templates)
        return fail(templates.error());
    const QString who = exportMark(desk.actor().name, desk.now(), content.value("kind_word"_L1).toString());
    const auto document = issueDocument(**templates, content);
    if (!document)
        return fail(document.error());
    const QDir folder(call.value("out"_L1));
    if (!folder.mkpath(u"."_s))
        return fail(ErrorKind::Fault, u"report.disk"_s,
                    Reports::tr("The folder %1 could not be made.").arg(folder.path()), u"out"_s);
    const QString name = u"%1-%2-%3"_s.arg(content.value("kind"_L1).toString(), content.value("from"_L1).toString(),
                                           content.value("to"_L1).toString());
    QStringList files;
    for (const QString &ending : endings()) {
        files << folder.filePath(name + u'.' + ending);
        if (QFileInfo::exists(files.last()))
            return fail(exists(files.last()));
    }
    for (const QString &file : std::as_const(files))
        if (const auto written = file.endsWith(u".xlsx"_s) ? writeIssueWorkbook(file, content, who)
                                                           : writePaper(file, *document, **templates);
            !written)
            return fail(written.error());
    return files;
}

// --texts FILE: a JSON object of texts, with "case", "case_matter" and "suggestions" beside the blocks' names.
Result<QJsonObject> writtenFor(const Invocation &call)
{
    if (!call.isSet("texts"_L1))
        return QJsonObject();
    QFile file(call.value("texts"_L1));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"report.texts"_s,
                    Reports::tr("The file %1 cannot be read: %2.").arg(file.fileName(), file.errorString()),
                    u"texts"_s);
    QJsonParseError fault;
    const QJsonDocument texts = QJsonDocument::fromJson(file.readAll(), &fault);
    if (!texts.isObject())
        return fail(ErrorKind::Usage, u"report.texts"_s,
                    Reports::tr("The file %1 holds no JSON object: %2.").arg(file.fileName(), fault.errorString()),
                    u"texts"_s);
    return texts.object();
}

QJsonObject draftData(const QString &kind, const Period &period, const QJsonObject &written)
{
    QJsonObject data{{u"kind"_s, kind},
                     {u"from_date"_s, period.from.toString(Qt::ISODate)},
                     {u"to_date"_s, period.to.toString(Qt::ISODate)}};
    QJsonArray texts;
    for (auto it = written.constBegin(); it != written.constEnd(); ++it) {
        if (it.key() == "case"_L1)
            data.insert(u"case_text"_s, it.value());
        else if (it.key() == "case_matter"_L1 || it.key() == "suggestions"_L1)
            data.insert(it.key(), it.value());
        else
            texts << QJsonObject{{u"block"_s, it.key()}, {u"text"_s, it.value()}};
    }
    if (!texts.isEmpty())
        data.insert(u"texts"_s, texts);
    return data;
}

// The one that is frozen over just this period; printing it again is no second report.
QUuid frozenOver(ReadContext &context, const QString &kind, const Period &period)
{
    for (const IssueLine &line : issues(context, std::numeric_limits<int>::max()))
        if (line.kind == kind && line.period == period && !line.hash.isEmpty() && line.state != "N40"_L1)
            return line.id;
    return {};
}

Result<QUuid> freeze(Desk &desk, const QString &kind, const Period &period, const QJsonObject &written,
                     bool provisional)
{
    const auto drafted =
        desk.submit({.action = u"draft_issue"_s, .key = {}, .data = draftData(kind, period, written), .at = {}})
            .result();
    if (!drafted)
        return fail(drafted.error());
    QJsonObject data{{u"issue"_s, drafted->id.toString(QUuid::WithoutBraces)}};
    if (provisional)
        data.insert(u"provisional"_s, true);
    const auto frozen = desk.submit({.action = u"freeze_issue"_s, .key = {}, .data = data, .at = {}}).result();
    if (!frozen)
        return fail(frozen.error());
    return frozen->id;
}

Result<QJsonObject> contentFor(Invocation &call, Desk &desk, const QString &kind, const Period &period, QUuid *issue)
{
    const auto written = writtenFor(call);
    if (!written)
        return fail(written.error());
    if (call.isSet("draft"_L1)) {
        IssueDraft draft;
        draft.kind = kind;
        draft.period = period;
        for (auto it = written->constBegin(); it != written->constEnd(); ++it)
            draft.texts.insert(it.key(), it.value().toString());
        draft.suggestions = written->value("suggestions"_L1).toString();
        return readNow(desk, [&](ReadContext &context) { return issueContent(context, draft); });
    }
    const auto known =
        readNow(desk, [&](ReadContext &context) -> Result<QUuid> { return frozenOver(context, kind, period); });
    if (!known)
        return fail(known.error());
    *issue = *known;
    if (issue->isNull()) {
        const auto frozen = freeze(desk, kind, period, *written, call.isSet("provisional"_L1));
        if (!frozen)
            return fail(frozen.error());
        *issue = *frozen;
    }
    return readNow(desk, [&](ReadContext &context) { return issueContent(context, *issue); });
}

Exit runReport(Invocation &call)
{
    const QString kind = call.arguments[1];
    const auto period = reportPeriod(call.value("period"_L1));
    if (!period)
        return call.console.report(period.error());
    if (call.value("out"_L1).isEmpty())
        return call.console.report({ErrorKind::Usage,
                                    u"report.out"_s,
                                    Reports::tr("Say with --out in which folder the files go."),
                                    u"out"_s,
                                    {}});
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    QUuid issue;
    const auto content = contentFor(call, **desk, kind, *period, &issue);
    if (!content)
        return call.console.report(content.error());
    const auto files = writeFiles(call, **desk, *content);
    if (!files)
        return call.console.report(files.error());
    (*desk)->noteRead(u"issue"_s, issue, u"export"_s, kind + u' ' + period->text());
    QJsonObject answer{{u"kind"_s, kind},
                       {u"number"_s, content->value("number"_L1)},
                       {u"files"_s, QJsonArray::fromStringList(*files)}};
    if (!issue.isNull()) {
        answer.insert(u"issue"_s, issue.toString(QUuid::WithoutBraces));
        answer.insert(u"hash"_s, contentHash(*content));
    }
    call.console.record(answer);
    return Exit::Done;
}

Exit runRecompute(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto result = readNow(**desk, [&](ReadContext &context) -> Result<Recomputation> {
        return recomputeIssue(context, findIssue(context, call.arguments[1]));
    });
    if (!result)
        return call.console.report(result.error());
    if (call.console.json()) {
        call.console.record(result->toJson());
    } else {
        call.console.line(result->sentence());
        for (const FigureChange &change : result->changes)
            call.console.line(change.sentence);
    }
    return result->isSame() ? Exit::Done : Exit::SomeRefused;
}

} // namespace

QList<Command> reportCommands()
{
    return {
        {.name = u"report"_s,
         .synopsis = u"FILE bulletin|monthly|bimonthly|circular|annual --period 2026-09 --out DIR [--draft] [--texts "
                     "FILE] [--provisional]"_s,
         .summary = Reports::tr("Freezes an issue and writes it as PDF, ODT, DOCX and XLSX; a frozen one is written "
                                "again as it is."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = {{u"period"_s, Reports::tr("2026, 2026-09, 2026-09..2026-10 or 2026-09-14..2026-09-20."),
                      u"period"_s},
                     {u"out"_s, Reports::tr("Folder of the files."), u"folder"_s},
                     {u"draft"_s, Reports::tr("Computed now and marked as a draft; nothing is frozen.")},
                     {u"texts"_s,
                      Reports::tr("JSON object of what people wrote: block, case, case_matter, suggestions."),
                      u"file"_s},
                     {u"provisional"_s, Reports::tr("Freeze although the period is not over; that is written on it.")}},
         .run = runReport},
        {.name = u"recompute"_s,
         .synopsis = u"FILE ISSUE"_s,
         .summary = Reports::tr("Computes a frozen issue anew: the same hash, or which figures would be different and "
                                "why."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = {},
         .run = runRecompute}};
}

} // namespace fengqiao
