#include <report/widgets/pdf.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>

#include "flow.h"
#include "pdf_outline.h"
#include "to_unicode.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Pages are drawn in the units they were laid out in: nothing is rounded on the way.
constexpr int unitsPerInch = 1440;

Result<> drawPages(QPdfWriter &writer, const Paper &paper, const PaperProgress &progress)
{
    const auto broken = [] {
        return fail(ErrorKind::Fault, u"report.pdf"_s,
                    QCoreApplication::translate("Pdf", "The PDF file could not be made."));
    };
    QPainter painter;
    if (paper.pageCount() == 0 || !painter.begin(&writer))
        return broken();
    painter.scale(unitsPerPoint, unitsPerPoint);
    for (int page = 0; page < paper.pageCount(); ++page) {
        if (page > 0 && !writer.newPage())
            return broken();
        if (progress && !progress(double(page) / paper.pageCount()))
            return fail(paperStopped());
        paper.paint(painter, page);
    }
    return painter.end() ? Result<>() : broken();
}

} // namespace

Error paperStopped()
{
    return {ErrorKind::Invalid,
            u"report.stopped"_s,
            QCoreApplication::translate("Pdf", "The work was stopped; nothing was kept."),
            {},
            {}};
}

Result<QByteArray> writePdf(const Paper &paper, const QString &title, const QList<Bookmark> &bookmarks,
                            const PaperProgress &progress)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(u"Fengqiao"_s);
    writer.setResolution(unitsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    if (const auto drawn = drawPages(writer, paper, progress); !drawn)
        return fail(drawn.error());
    buffer.close();
    repairToUnicode(bytes);
    addOutline(bytes, bookmarks);
    return bytes;
}

Result<QByteArray> writePdf(const QList<Document> &documents, const StyleSheet &styles)
{
    Paper paper(styles);
    for (const Document &document : documents)
        paper.add(document);
    return writePdf(paper, documents.isEmpty() ? QString() : documents.first().title);
}

} // namespace fengqiao
