#include <report/charts.h>
#include <report/writers.h>

#include "odt_part.h"
#include "package.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const auto mimeType = "application/vnd.oasis.opendocument.text"_ba;
constexpr double pageWidthMm = 210;
constexpr double signWidthMm = 42;
constexpr double pointsPerMm = 72 / 25.4;

class OdtContent {
public:
    OdtContent(const QList<Document> &documents, const StyleSheet &styles)
        : m_documents(documents)
        , m_styles(styles)
        , m_part(u"office:document-content"_s)
    {
    }

    QByteArray write()
    {
        m_part.start(u"office:automatic-styles"_s);
        for (qsizetype i = 0; i < m_documents.size(); ++i)
            writeAutomatic(m_documents[i], static_cast<int>(i));
        writeFixed();
        m_part.end();
        m_part.start(u"office:body"_s);
        m_part.start(u"office:text"_s);
        m_table = 0;
        for (qsizetype i = 0; i < m_documents.size(); ++i) {
            m_layout = m_documents[i].layout == Layout::Letter ? Layout::Letter : Layout::Form;
            m_part.empty(u"text:p"_s, {{u"text:style-name"_s, u"Start%1"_s.arg(i)}});
            for (const Block &block : blocksInOrder(m_documents[i]))
                std::visit([this](const auto &one) { write(one); }, block);
        }
        return m_part.finish();
    }

    QList<std::pair<QString, QByteArray>> pictures; // of what was written

private:
    void writeAutomatic(const Document &document, int index)
    {
        const Layout layout = document.layout == Layout::Letter ? Layout::Letter : Layout::Form;
        m_part.start(u"style:style"_s, {{u"style:name"_s, u"Start%1"_s.arg(index)},
                                        {u"style:family"_s, u"paragraph"_s},
                                        {u"style:parent-style-name"_s, UsedStyle{u"start"_s, layout}.id()},
                                        {u"style:master-page-name"_s, u"Sheet%1"_s.arg(index)}});
        m_part.end();
        const SheetMargins margins = sheetMargins(document.layout);
        for (const Block &block : document.blocks)
            if (const auto *table = std::get_if<Table>(&block))
                writeTableStyles(*table, pageWidthMm - margins.left - margins.right);
    }

    void writeTableStyles(const Table &table, double widthMm)
    {
        const QString name = u"Table%1"_s.arg(m_table++);
        m_part.start(u"style:style"_s, {{u"style:name"_s, name}, {u"style:family"_s, u"table"_s}});
        m_part.empty(u"style:table-properties"_s,
                     {{u"style:width"_s, QString::number(widthMm) + u"mm"_s}, {u"table:align"_s, u"margins"_s}});
        m_part.end();
        double sum = 0;
        for (double width : table.widths)
            sum += width;
        for (qsizetype i = 0; i < table.widths.size(); ++i) {
            m_part.start(u"style:style"_s,
                         {{u"style:name"_s, u"%1.C%2"_s.arg(name).arg(i)}, {u"style:family"_s, u"table-column"_s}});
            m_part.empty(
                u"style:table-column-properties"_s,
                {{u"style:column-width"_s, QString::number(widthMm * table.widths[i] / sum, 'f', 2) + u"mm"_s}});
            m_part.end();
        }
        for (qsizetype i = 0; i < table.rows.size(); ++i) {
            m_part.start(u"style:style"_s,
                         {{u"style:name"_s, u"%1.R%2"_s.arg(name).arg(i)}, {u"style:family"_s, u"table-row"_s}});
            m_part.empty(u"style:table-row-properties"_s,
                         {{u"style:min-row-height"_s, QString::number(std::max(8.0, table.rows[i].height)) + u"mm"_s},
                          {u"fo:keep-together"_s, u"auto"_s}});
            m_part.end();
        }
    }

    void writeFixed()
    {
        for (const QString &place : {u"middle"_s, u"top"_s}) {
            for (const bool ruled : {true, false}) {
                m_part.start(u"style:style"_s, {{u"style:name"_s, cellStyle(place == "middle"_L1, ruled)},
                                                {u"style:family"_s, u"table-cell"_s}});
                m_part.empty(u"style:table-cell-properties"_s,
                             {{u"style:vertical-align"_s, place},
                              {u"fo:padding"_s, u"1.2mm"_s},
                              {u"fo:border"_s, ruled ? u"0.5pt solid #000000"_s : u"none"_s}});
                m_part.end();
            }
        }
        const auto textStyle = [this](const QString &name, std::initializer_list<std::pair<QString, QString>> looks) {
            m_part.start(u"style:style"_s, {{u"style:name"_s, name}, {u"style:family"_s, u"text"_s}});
            m_part.empty(u"style:text-properties"_s, looks);
            m_part.end();
        };
        textStyle(u"Bold"_s, {{u"fo:font-weight"_s, u"bold"_s}, {u"style:font-weight-asian"_s, u"bold"_s}});
        textStyle(u"Line"_s, {{u"style:text-underline-style"_s, u"solid"_s},
                              {u"style:text-underline-width"_s, u"auto"_s},
                              {u"style:text-underline-color"_s, u"font-color"_s}});
        m_part.start(u"style:style"_s, {{u"style:name"_s, u"Pen"_s}, {u"style:family"_s, u"graphic"_s}});
        m_part.empty(u"style:graphic-properties"_s, {{u"draw:stroke"_s, u"solid"_s},
                                                     {u"svg:stroke-width"_s, u"0.4mm"_s},
                                                     {u"svg:stroke-color"_s, u"#000000"_s},
                                                     {u"draw:fill"_s, u"none"_s},
                                                     {u"style:vertical-pos"_s, u"middle"_s},
                                                     {u"style:vertical-rel"_s, u"line"_s}});
        m_part.end();
        m_part.start(u"style:style"_s, {{u"style:name"_s, u"Break"_s},
                                        {u"style:family"_s, u"paragraph"_s},
                                        {u"style:parent-style-name"_s, UsedStyle{u"start"_s, Layout::Form}.id()}});
        m_part.empty(u"style:paragraph-properties"_s, {{u"fo:break-before"_s, u"page"_s}});
        m_part.end();
    }

    static QString cellStyle(bool middle, bool ruled)
    {
        return QString(middle ? u"Middle"_s : u"Top"_s) + QString(ruled ? u"Ruled"_s : u"Plain"_s);
    }

    void paragraph(const QString &key, const QString &words) { write(Paragraph{key, {{words, false}}}); }

    void write(const Paragraph &paragraph)
    {
        const bool heading = paragraph.isHeading();
        m_part.start(heading ? u"text:h"_s : u"text:p"_s,
                     {{u"text:style-name"_s, UsedStyle{paragraph.style, m_layout}.id()}});
        if (heading)
            m_part.xml().writeAttribute(u"text:outline-level"_s, paragraph.style.mid(1, 1));
        for (const Run &run : paragraph.runs) {
            if (run.bold)
                m_part.start(u"text:span"_s, {{u"text:style-name"_s, u"Bold"_s}});
            m_part.text(run.text);
            if (run.bold)
                m_part.end();
        }
        m_part.end();
    }

    void write(const Signature &sign)
    {
        m_part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"sign"_s, m_layout}.id()}});
        m_part.text(sign.label);
        if (!sign.strokes.isEmpty()) {
            writeStrokes(sign.strokes);
        } else {
            m_part.start(u"text:span"_s, {{u"text:style-name"_s, u"Line"_s}});
            m_part.text(sign.name.isEmpty() ? QString(10, QChar(0x3000)) : u"\u3000"_s + sign.name + u"\u3000"_s);
            m_part.end();
        }
        if (sign.fingerprint)
            m_part.text(m_styles.style(u"fingerprint"_s, m_layout).content);
        m_part.text(u"\u3000"_s + (sign.date.isEmpty() ? m_styles.style(u"signdate"_s, m_layout).content : sign.date));
        m_part.end();
    }

    void writeStrokes(const Strokes &strokes)
    {
        QString path;
        for (const auto &line : strokes.lines)
            for (qsizetype i = 0; i < line.size(); ++i)
                path += u"%1%2 %3 "_s.arg(QChar(i == 0 ? u'M' : u'L'))
                            .arg(qRound(line[i].first))
                            .arg(qRound(line[i].second));
        const double height = signWidthMm / strokes.aspect;
        m_part.empty(u"draw:path"_s, {{u"draw:style-name"_s, u"Pen"_s},
                                      {u"text:anchor-type"_s, u"as-char"_s},
                                      {u"svg:width"_s, QString::number(signWidthMm) + u"mm"_s},
                                      {u"svg:height"_s, QString::number(height, 'f', 2) + u"mm"_s},
                                      {u"svg:viewBox"_s, u"0 0 1000 %1"_s.arg(qRound(1000 / strokes.aspect))},
                                      {u"svg:d"_s, path.trimmed()}});
    }

    void write(const PageBreak &) { m_part.empty(u"text:p"_s, {{u"text:style-name"_s, u"Break"_s}}); }

    // As a word processor keeps a picture that it can also show as pixels: the first image it understands is taken.
    void write(const Chart &chart)
    {
        const SheetMargins margins = sheetMargins(m_layout);
        const ChartDrawing drawing = drawChart(chart, (pageWidthMm - margins.left - margins.right) * pointsPerMm);
        const QString name = u"Pictures/chart%1"_s.arg(pictures.size());
        pictures.append({name + u".svg"_s, toSvg(drawing, m_styles.style(u"th"_s, m_layout).families)});
        if (!chart.png.isEmpty())
            pictures.append({name + u".png"_s, chart.png});
        m_part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"p.chart"_s, m_layout}.id()}});
        m_part.start(u"draw:frame"_s, {{u"text:anchor-type"_s, u"as-char"_s},
                                       {u"svg:width"_s, points(drawing.width)},
                                       {u"svg:height"_s, points(drawing.height)}});
        writeImage(name + u".svg"_s, u"image/svg+xml"_s);
        if (!chart.png.isEmpty())
            writeImage(name + u".png"_s, u"image/png"_s);
        m_part.end();
        m_part.end();
    }

    void writeImage(const QString &path, const QString &type)
    {
        m_part.empty(u"draw:image"_s, {{u"xlink:href"_s, path},
                                       {u"xlink:type"_s, u"simple"_s},
                                       {u"xlink:show"_s, u"embed"_s},
                                       {u"xlink:actuate"_s, u"onLoad"_s},
                                       {u"draw:mime-type"_s, type}});
    }

    void write(const Letterhead &head)
    {
        paragraph(u"agency"_s, head.agency);
        paragraph(u"docno"_s,
                  head.signer.isEmpty() ? head.number : head.number + u"\u3000\u3000\u3000"_s + head.signer);
    }

    void write(const Colophon &colophon)
    {
        if (!colophon.copies.isEmpty())
            paragraph(u"colophon"_s, colophon.copies);
        paragraph(u"colophon"_s, colophon.office + u"\u3000\u3000"_s + colophon.date);
    }

    void write(const Table &table)
    {
        const QString name = u"Table%1"_s.arg(m_table++);
        m_part.start(u"table:table"_s, {{u"table:style-name"_s, name}, {u"table:name"_s, name}});
        for (qsizetype i = 0; i < table.widths.size(); ++i)
            m_part.empty(u"table:table-column"_s, {{u"table:style-name"_s, u"%1.C%2"_s.arg(name).arg(i)}});
        const auto grid = gridOf(table);
        qsizetype repeated = 0;
        while (repeated < table.rows.size() && table.rows[repeated].repeat)
            ++repeated;
        if (repeated > 0)
            m_part.start(u"table:table-header-rows"_s);
        for (qsizetype i = 0; i < table.rows.size(); ++i) {
            if (i == repeated && repeated > 0)
                m_part.end();
            m_part.start(u"table:table-row"_s, {{u"table:style-name"_s, u"%1.R%2"_s.arg(name).arg(i)}});
            for (const GridCell &cell : grid[i])
                writeCell(cell, table.ruled);
            m_part.end();
        }
        if (repeated == table.rows.size() && repeated > 0)
            m_part.end();
        m_part.end();
    }

    void writeCell(const GridCell &place, bool ruled)
    {
        if (place.covered) {
            m_part.empty(u"table:covered-table-cell"_s);
            return;
        }
        const bool middle = !place.cell || place.cell->isCentred();
        m_part.start(u"table:table-cell"_s, {{u"table:style-name"_s, cellStyle(middle, ruled)}});
        if (place.cell && place.columns > 1)
            m_part.xml().writeAttribute(u"table:number-columns-spanned"_s, QString::number(place.columns));
        if (place.cell && place.cell->rows > 1)
            m_part.xml().writeAttribute(u"table:number-rows-spanned"_s, QString::number(place.cell->rows));
        if (!place.cell || (place.cell->paragraphs.isEmpty() && place.cell->signatures.isEmpty()))
            write(Paragraph{u"td"_s, {}});
        if (place.cell) {
            for (const Paragraph &paragraph : place.cell->paragraphs)
                write(paragraph);
            for (const Signature &sign : place.cell->signatures)
                write(sign);
        }
        m_part.end();
    }

    const QList<Document> &m_documents;
    const StyleSheet &m_styles;
    OdtPart m_part;
    Layout m_layout = Layout::Form;
    int m_table = 0;
};

QByteArray manifest(const QList<std::pair<QString, QByteArray>> &pictures)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(u"manifest:manifest"_s);
    xml.writeAttribute(u"xmlns:manifest"_s, u"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"_s);
    xml.writeAttribute(u"manifest:version"_s, u"1.3"_s);
    const std::pair<QString, QString> entries[] = {{u"/"_s, QString::fromLatin1(mimeType)},
                                                   {u"content.xml"_s, u"text/xml"_s},
                                                   {u"styles.xml"_s, u"text/xml"_s},
                                                   {u"meta.xml"_s, u"text/xml"_s}};
    for (const auto &[path, type] : entries) {
        xml.writeEmptyElement(u"manifest:file-entry"_s);
        xml.writeAttribute(u"manifest:full-path"_s, path);
        xml.writeAttribute(u"manifest:media-type"_s, type);
    }
    for (const auto &[path, bytesOfIt] : pictures) {
        xml.writeEmptyElement(u"manifest:file-entry"_s);
        xml.writeAttribute(u"manifest:full-path"_s, path);
        xml.writeAttribute(u"manifest:media-type"_s, path.endsWith(u".svg"_s) ? u"image/svg+xml"_s : u"image/png"_s);
    }
    xml.writeEndDocument();
    return bytes;
}

QByteArray meta(const QString &title)
{
    OdtPart part(u"office:document-meta"_s);
    part.start(u"office:meta"_s);
    part.xml().writeTextElement(u"dc:title"_s, title);
    part.end();
    return part.finish();
}

} // namespace

Result<QByteArray> writeOdt(const QList<Document> &documents, const StyleSheet &styles)
{
    const QList<UsedStyle> used = usedStyles(documents);
    OdtContent content(documents, styles);
    const QByteArray text = content.write();
    Package package;
    package.add(u"mimetype"_s, mimeType, false); // first and plain, so that a file manager knows it
    package.add(u"META-INF/manifest.xml"_s, manifest(content.pictures));
    package.add(u"meta.xml"_s, meta(documents.isEmpty() ? QString() : documents.first().title));
    package.add(u"styles.xml"_s, odtStyles(documents, used, styles));
    package.add(u"content.xml"_s, text);
    for (const auto &[path, bytes] : std::as_const(content.pictures))
        package.add(path, bytes);
    return package.finish();
}

} // namespace fengqiao
