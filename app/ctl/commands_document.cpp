#include <QCoreApplication>
#include <QFileInfo>

#include <report/collect.h>
#include <report/writers.h>

#ifdef FENGQIAO_WITH_PDF
#include <report/widgets/dossier_pdf.h>
#endif

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Papers {
    Q_DECLARE_TR_FUNCTIONS(Papers)
};

Result<std::shared_ptr<Templates>> templatesFor(const Invocation &call)
{
    const QString folder = call.value("templates"_L1);
    if (!folder.isEmpty() && !QFileInfo(folder).isDir())
        return fail(ErrorKind::Usage, u"report.templates"_s, Papers::tr("There is no folder %1.").arg(folder));
    return Templates::load(folder.isEmpty() ? Templates::folderOf(call.arguments[0]) : folder);
}

#ifndef FENGQIAO_WITH_PDF
std::unexpected<Error> noPdf()
{
    return fail(
        ErrorKind::Usage, u"report.pdf_build"_s,
        Papers::tr("This build has no window parts and cannot make PDF files; use the full build, or write .odt "
                   "or .docx."),
        u"out"_s);
}
#endif

Result<QByteArray> pdfOf([[maybe_unused]] const QList<Document> &documents, [[maybe_unused]] const Templates &templates)
{
#ifdef FENGQIAO_WITH_PDF
    return writePdf(documents, templates.styles());
#else
    return noPdf();
#endif
}

Result<QByteArray> pdfOf([[maybe_unused]] const Dossier &dossier, [[maybe_unused]] const Templates &templates,
                         [[maybe_unused]] QJsonObject &answer)
{
#ifdef FENGQIAO_WITH_PDF
    auto pdf = writeDossierPdf(dossier, templates);
    if (!pdf)
        return fail(pdf.error());
    answer.insert("pages"_L1, pdf->pages);
    answer.insert("numbered_pages"_L1, pdf->numbered);
    answer.insert("not_printed"_L1, QJsonArray::fromStringList(pdf->notPrinted));
    return pdf->bytes;
#else
    return noPdf();
#endif
}

// --unmask REASON: asked for and audited before anything is read in full.
Result<bool> unmasked(const Invocation &call, Desk &desk, const PaperSubject &subject)
{
    if (!call.isSet("unmask"_L1))
        return false;
    const auto answer = desk.unmask(subject.kind, subject.id, call.value("unmask"_L1)).result();
    if (!answer)
        return fail(answer.error());
    return true;
}

Result<PaperSubject> subjectOf(Desk &desk, const QString &what)
{
    const auto found =
        readNow(desk, [&](ReadContext &context) -> Result<PaperSubject> { return findSubject(context, what); });
    if (found && found->id.isNull())
        return fail(ErrorKind::NotFound, u"matter.not_found"_s,
                    Papers::tr("There is no matter and no visit \"%1\", or not for this account.").arg(what));
    return found;
}

// Everything a document command works with, opened and checked in this order: templates, file, record, right to unmask.
struct PaperDesk {
    std::shared_ptr<Templates> templates;
    std::unique_ptr<Desk> desk;
    PaperSubject subject;
    bool full = false;
};

Result<PaperDesk> openFor(const Invocation &call)
{
    PaperDesk paper;
    auto templates = templatesFor(call);
    if (!templates)
        return fail(templates.error());
    paper.templates = *templates;
    auto desk = call.open();
    if (!desk)
        return fail(desk.error());
    paper.desk = std::move(*desk);
    const auto subject = subjectOf(*paper.desk, call.arguments[1]);
    if (!subject)
        return fail(subject.error());
    paper.subject = *subject;
    const auto full = unmasked(call, *paper.desk, *subject);
    if (!full)
        return fail(full.error());
    paper.full = *full;
    return paper;
}

Result<Document> documentOf(const Invocation &call, PaperDesk &paper, const QString &code)
{
    return readNow(*paper.desk, [&](ReadContext &context) -> Result<Document> {
        const auto data = paper.subject.kind == "visit"_L1
                              ? visitData(context, paper.subject.id, code)
                              : documentData(context, {paper.subject.id, code, paper.full, {}});
        if (!data)
            return fail(data.error());
        const bool marked = paper.full && !call.isSet("no-watermark"_L1);
        return renderDocument(*paper.templates, code, *data,
                              marked ? watermarkOf(*paper.templates, context) : QString());
    });
}

// What went out of the file, under which name and why.
QString exportNote(const Invocation &call, const QString &what)
{
    const QString reason = call.value("unmask"_L1);
    return reason.isEmpty() ? what : what + u": "_s + reason;
}

Exit runDocument(Invocation &call)
{
    const QString code = call.arguments[2];
    const QString out = call.arguments[3];
    const QString ending = QFileInfo(out).suffix().toLower();
    if (!isPaperEnding(ending))
        return call.console.report(wrongEnding(out));
    auto paper = openFor(call);
    if (!paper)
        return call.console.report(paper.error());
    const auto document = documentOf(call, *paper, code);
    if (!document)
        return call.console.report(document.error());
    const StyleSheet &styles = paper->templates->styles();
    const auto bytes =
        ending == "pdf"_L1 ? pdfOf({*document}, *paper->templates) : writeOffice({*document}, styles, ending);
    if (!bytes)
        return call.console.report(bytes.error());
    paper->desk->noteRead(paper->subject.kind, paper->subject.id, u"export"_s, exportNote(call, code));
    if (const auto written = writeWhole(out, *bytes); !written)
        return call.console.report(written.error());
    call.console.record({{u"file"_s, out},
                         {u"code"_s, code},
                         {u"title"_s, document->title},
                         {u"number"_s, document->number},
                         {u"unmasked"_s, paper->full}});
    return Exit::Done;
}

Exit runDossier(Invocation &call)
{
    const QString out = call.arguments[2];
    const QString ending = QFileInfo(out).suffix().toLower();
    if (!isPaperEnding(ending))
        return call.console.report(wrongEnding(out));
    auto paper = openFor(call);
    if (!paper)
        return call.console.report(paper.error());
    auto dossier = readNow(*paper->desk, [&](ReadContext &context) -> Result<Dossier> {
        return collectDossier(context, *paper->templates, paper->subject.id, paper->full);
    });
    if (!dossier)
        return call.console.report(dossier.error());
    if (call.isSet("no-watermark"_L1))
        dossier->dropWatermark();
    QJsonObject answer{{u"file"_s, out}, {u"parts"_s, dossier->parts.size()}, {u"unmasked"_s, paper->full}};
    Result<QByteArray> bytes = QByteArray();
    if (ending == "pdf"_L1) {
        bytes = pdfOf(*dossier, *paper->templates, answer);
    } else {
        const auto documents = dossierDocuments(*dossier, *paper->templates);
        if (!documents)
            return call.console.report(documents.error());
        bytes = writeOffice(*documents, paper->templates->styles(), ending);
    }
    if (!bytes)
        return call.console.report(bytes.error());
    paper->desk->noteRead(u"matter"_s, paper->subject.id, u"export"_s, exportNote(call, u"dossier"_s));
    if (const auto written = writeWhole(out, *bytes); !written)
        return call.console.report(written.error());
    call.console.record(answer);
    return Exit::Done;
}

QList<QCommandLineOption> paperOptions()
{
    return {{u"unmask"_s, Papers::tr("Print personal data in full, for this reason; it is recorded."), u"reason"_s},
            {u"no-watermark"_s, Papers::tr("Leave out who took the data out and when (with --unmask).")},
            {u"templates"_s, Papers::tr("The county's own templates (default: FILE with the ending .templates)."),
             u"folder"_s}};
}

} // namespace

QList<Command> documentCommands()
{
    return {{.name = u"document"_s,
             .synopsis = u"FILE MATTER-or-VISIT CODE OUT.pdf|.odt|.docx"_s,
             .summary = Papers::tr("Writes one document of a matter or a visit."),
             .leastArguments = 4,
             .mostArguments = 4,
             .options = paperOptions(),
             .run = runDocument},
            {.name = u"dossier"_s,
             .synopsis = u"FILE MATTER OUT.pdf|.odt|.docx"_s,
             .summary = Papers::tr("Writes the dossier of a matter: cover, contents, documents, scans, back."),
             .leastArguments = 3,
             .mostArguments = 3,
             .options = paperOptions(),
             .run = runDossier}};
}

} // namespace fengqiao
