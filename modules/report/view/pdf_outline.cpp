#include "pdf_outline.h"

#include <QRegularExpression>
#include <QStringEncoder>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Text as PDF takes it beyond Latin letters: UTF-16 with a mark, in hexadecimal.
QByteArray titleOf(const QString &title)
{
    QStringEncoder encoder(QStringEncoder::Utf16BE);
    const QByteArray utf16 = encoder(title);
    return "<FEFF" + utf16.toHex().toUpper() + '>';
}

struct Anatomy {
    qint64 size = 0; // number of objects
    QByteArray root; // "3 0 R"
    QByteArray trailer;
    qint64 table = 0; // offset of the cross-reference table
    QList<QByteArray> pages;
    QByteArray catalogue;

    [[nodiscard]] bool isWhole() const { return size > 0 && !root.isEmpty() && !catalogue.isEmpty(); }
};

Anatomy anatomyOf(const QByteArray &pdf)
{
    Anatomy found;
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    const qsizetype start = pdf.lastIndexOf("startxref");
    if (trailer < 0 || start < trailer)
        return found;
    const QString end = QString::fromLatin1(pdf.mid(trailer, start - trailer));
    static const QRegularExpression size(u"/Size (\\d+)"_s);
    static const QRegularExpression root(u"/Root (\\d+ 0) R"_s);
    static const QRegularExpression keep(u"/(Info \\d+ 0 R|ID \\[[^\\]]*\\])"_s);
    found.size = size.match(end).captured(1).toLongLong();
    found.root = root.match(end).captured(1).toLatin1();
    for (auto it = keep.globalMatch(end); it.hasNext();)
        found.trailer += it.next().captured(0).toLatin1() + '\n';
    found.table = pdf.mid(start + 10, 20).split('\n').first().toLongLong();
    const QByteArray opening = QByteArray('\n' + found.root + " obj\n<<\n");
    const qsizetype object = pdf.indexOf(opening);
    const qsizetype closed = pdf.indexOf(">>\nendobj", object);
    if (object >= 0 && closed > object)
        found.catalogue = pdf.mid(object + opening.size(), closed - object - opening.size());
    const qsizetype kids = pdf.indexOf("/Kids", pdf.indexOf("/Type /Pages"));
    const qsizetype open = pdf.indexOf('[', kids) + 1;
    for (const QByteArray &line : pdf.mid(open, pdf.indexOf(']', open) - open).split('R'))
        if (const QByteArray page = line.simplified(); !page.isEmpty())
            found.pages << page + " R";
    return found;
}

class Update {
public:
    explicit Update(QByteArray &pdf)
        : m_pdf(pdf)
    {
    }

    void object(qint64 number, const QByteArray &content)
    {
        m_offsets.emplace_back(number, m_pdf.size());
        m_pdf += QByteArray::number(number) + " 0 obj\n<<\n" + content + ">>\nendobj\n";
    }

    void finish(const Anatomy &file, qint64 size)
    {
        const qsizetype table = m_pdf.size();
        m_pdf += "xref\n";
        for (const auto &[number, offset] : std::as_const(m_offsets))
            m_pdf += QByteArray::number(number) + " 1\n" + QByteArray::number(offset).rightJustified(10, '0') +
                     " 00000 n \n";
        m_pdf += "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Root " + file.root + " R\n" + file.trailer +
                 "/Prev " + QByteArray::number(file.table) + "\n>>\nstartxref\n" + QByteArray::number(table) +
                 "\n%%EOF\n";
    }

private:
    QByteArray &m_pdf;
    QList<std::pair<qint64, qsizetype>> m_offsets;
};

QByteArray reference(const char *name, qint64 number)
{
    return QByteArray(name) + ' ' + QByteArray::number(number) + " 0 R\n";
}

} // namespace

void addOutline(QByteArray &pdf, const QList<Bookmark> &bookmarks)
{
    const Anatomy file = anatomyOf(pdf);
    const bool inside = std::ranges::all_of(
        bookmarks, [&file](const Bookmark &mark) { return mark.page >= 0 && mark.page < file.pages.size(); });
    if (bookmarks.isEmpty() || !file.isWhole() || !inside)
        return;
    if (!pdf.endsWith('\n'))
        pdf += '\n';
    Update update(pdf);
    const qint64 root = file.size;
    const auto count = static_cast<qint64>(bookmarks.size());
    update.object(file.root.split(' ').first().toLongLong(),
                  file.catalogue + reference("/Outlines", root) + "/PageMode /UseOutlines\n");
    update.object(root, "/Type /Outlines\n" + reference("/First", root + 1) + reference("/Last", root + count) +
                            "/Count " + QByteArray::number(count) + '\n');
    for (qint64 i = 0; i < count; ++i)
        update.object(root + 1 + i, "/Title " + titleOf(bookmarks[i].title) + '\n' + reference("/Parent", root) +
                                        (i > 0 ? reference("/Prev", root + i) : QByteArray()) +
                                        (i + 1 < count ? reference("/Next", root + i + 2) : QByteArray()) + "/Dest [" +
                                        file.pages[bookmarks[i].page] + " /Fit]\n");
    update.finish(file, root + 1 + count);
}

} // namespace fengqiao
