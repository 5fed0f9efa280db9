#include <report/widgets/dossier_pdf.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPainter>
#include <QPdfDocument>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int scanDpi = 150; // legible, and a dossier of a hundred scans stays under a hundred megabytes
constexpr int mostPixels = 12000;

QImage pictureOf(const QByteArray &content)
{
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true); // as it was held
    const QSize size = reader.size();
    if (size.width() > mostPixels || size.height() > mostPixels)
        return {};
    QImage picture = reader.read();
    const QSize most = (Paper::pageSize() * scanDpi / 72.0).toSize();
    if (picture.width() > most.width() || picture.height() > most.height())
        picture = picture.scaled(most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return picture;
}

QList<QImage> pagesOfPdf(const QByteArray &content)
{
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument pdf;
    pdf.load(&buffer);
    QList<QImage> pages;
    if (pdf.status() != QPdfDocument::Status::Ready)
        return pages;
    for (int page = 0; page < pdf.pageCount(); ++page) {
        const QSizeF points = pdf.pagePointSize(page);
        if (points.isEmpty() || points.width() > mostPixels || points.height() > mostPixels)
            return {};
        QImage picture = pdf.render(page, (points * scanDpi / 72.0).toSize());
        QImage paper(picture.size(), QImage::Format_RGB32);
        paper.fill(Qt::white);
        QPainter(&paper).drawImage(0, 0, picture);
        pages << paper;
    }
    return pages;
}

// The pages of one part; none for a recording.
void addPart(Paper &paper, const DossierPart &part)
{
    if (part.document) {
        paper.add(*part.document);
        return;
    }
    const QList<QImage> pictures =
        part.content.startsWith("%PDF-") ? pagesOfPdf(part.content) : QList<QImage>{pictureOf(part.content)};
    for (const QImage &picture : pictures)
        if (!picture.isNull())
            paper.addPicture(picture, part.title);
}

// Laying out is told as the first half of the work, writing as the second.
PaperProgress half(const PaperProgress &whole, double from)
{
    return [whole, from](double part) { return !whole || whole(from + part / 2); };
}

// Numbers begin with the first document: cover, contents and back carry none (DA/T 22-2015, 7.5).
Result<Paper> bodyOf(const Dossier &dossier, const Templates &templates, const PaperProgress &progress,
                     QList<int> &pages, DossierPdf &result)
{
    Paper body(templates.styles());
    for (const DossierPart &part : dossier.parts) {
        if (!progress(double(pages.size()) / double(dossier.parts.size())))
            return fail(paperStopped());
        const int before = body.pageCount();
        addPart(body, part);
        const bool printed = body.pageCount() > before;
        pages << (printed ? before + 1 : 0);
        if (!printed)
            result.notPrinted << part.title;
    }
    result.numbered = body.pageCount();
    if (result.numbered > 0)
        body.stamp(0, result.numbered - 1);
    return body;
}

// Cover and contents, the numbered body, the back; with the bookmarks of all of them.
Result<Paper> bound(const Dossier &dossier, const Templates &templates, const Paper &body, const QList<int> &pages,
                    QList<Bookmark> &marks)
{
    const auto documents = dossierDocuments(dossier, templates, pages, body.pageCount());
    if (!documents)
        return fail(documents.error());
    Paper whole(templates.styles());
    for (qsizetype i = 0; i < 2; ++i) {
        marks << Bookmark{documents->at(i).title, whole.pageCount()};
        whole.add(documents->at(i));
    }
    const int first = whole.pageCount();
    for (qsizetype i = 0; i < pages.size(); ++i)
        if (pages[i] > 0)
            marks << Bookmark{dossier.parts[i].title, first + pages[i] - 1};
    whole.append(body);
    marks << Bookmark{documents->last().title, whole.pageCount()};
    whole.add(documents->last());
    return whole;
}

} // namespace

Result<DossierPdf> writeDossierPdf(const Dossier &dossier, const Templates &templates, const PaperProgress &progress)
{
    DossierPdf result;
    QList<int> pages;
    QList<Bookmark> marks;
    const auto body = bodyOf(dossier, templates, half(progress, 0), pages, result);
    if (!body)
        return fail(body.error());
    auto whole = bound(dossier, templates, *body, pages, marks);
    if (!whole)
        return fail(whole.error());
    result.paper = std::make_shared<const Paper>(std::move(*whole));
    result.pages = result.paper->pageCount();
    auto bytes = writePdf(*result.paper, dossier.title, marks, half(progress, 0.5));
    if (!bytes)
        return fail(bytes.error());
    result.bytes = std::move(*bytes);
    return result;
}

} // namespace fengqiao
