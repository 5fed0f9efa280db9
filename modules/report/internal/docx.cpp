#include <report/charts.h>
#include <report/writers.h>

#include "docx_part.h"
#include "package.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double textWidthForm = 160; // millimetres between the margins
constexpr double textWidthLetter = 156;

class DocxContent {
public:
    DocxContent(const QList<Document> &documents, const StyleSheet &styles)
        : m_documents(documents)
        , m_styles(styles)
        , m_part(DocxPart::word(u"document"_s))
    {
    }

    QByteArray write()
    {
        m_part.start(u"body"_s);
        for (qsizetype i = 0; i < m_documents.size(); ++i) {
            m_layout = m_documents[i].layout == Layout::Letter ? Layout::Letter : Layout::Form;
            for (const Block &block : blocksInOrder(m_documents[i]))
                std::visit([this](const auto &one) { write(one); }, block);
            // The looks of a section stand in its last paragraph; those of the last one at the end of the body.
            const bool last = i + 1 == m_documents.size();
            if (!last) {
                m_part.start(u"p"_s);
                m_part.start(u"pPr"_s);
                m_part.empty(u"pStyle"_s, {{u"val"_s, UsedStyle{u"start"_s, m_layout}.id()}});
            }
            section(m_documents[i].layout, static_cast<int>(i));
            if (!last) {
                m_part.end();
                m_part.end();
            }
        }
        return m_part.finish();
    }

    QList<std::pair<QString, QByteArray>> pictures; // of what was written

private:
    void section(Layout layout, int index)
    {
        const bool letter = layout == Layout::Letter;
        m_part.start(u"sectPr"_s);
        m_part.empty(u"headerReference"_s, {{u"type"_s, u"default"_s}, {u"r:id"_s, u"head%1"_s.arg(index)}});
        m_part.empty(u"footerReference"_s, {{u"type"_s, u"default"_s}, {u"r:id"_s, u"foot%1"_s.arg(index)}});
        m_part.empty(u"type"_s, {{u"val"_s, u"nextPage"_s}});
        m_part.empty(u"pgSz"_s, {{u"w"_s, twips(210)}, {u"h"_s, twips(297)}});
        m_part.empty(u"pgMar"_s, {{u"top"_s, twips(letter ? 37 : 25)},
                                  {u"right"_s, twips(letter ? 26 : 22)},
                                  {u"bottom"_s, twips(letter ? 35 : 22)},
                                  {u"left"_s, twips(28)},
                                  {u"header"_s, twips(14)},
                                  {u"footer"_s, twips(letter ? 21 : 12)},
                                  {u"gutter"_s, u"0"_s}});
        m_part.end();
    }

    void paragraph(const QString &key, const QString &words) { write(Paragraph{key, {{words, false}}}); }

    void write(const Paragraph &paragraph)
    {
        m_part.beginParagraph(UsedStyle{paragraph.style, m_layout}.id());
        for (const Run &run : paragraph.runs)
            m_part.run(run.text, run.bold);
        m_part.end();
    }

    void write(const Signature &sign)
    {
        m_part.beginParagraph(UsedStyle{u"sign"_s, m_layout}.id());
        m_part.run(sign.label);
        if (!sign.strokes.isEmpty())
            writeStrokes(sign.strokes);
        else
            m_part.run(sign.name.isEmpty() ? QString(10, QChar(0x3000)) : u"\u3000"_s + sign.name + u"\u3000"_s, false,
                       true);
        if (sign.fingerprint)
            m_part.run(m_styles.style(u"fingerprint"_s, m_layout).content);
        m_part.run(u"\u3000"_s + (sign.date.isEmpty() ? m_styles.style(u"signdate"_s, m_layout).content : sign.date));
        m_part.end();
    }

    // A drawing of lines: no picture file is needed.
    void writeStrokes(const Strokes &strokes)
    {
        constexpr double widthPoints = 119;
        const int height = qRound(1000 / strokes.aspect);
        QString path;
        for (const auto &line : strokes.lines)
            for (qsizetype i = 0; i < line.size(); ++i)
                path += u"%1%2,%3"_s.arg(QChar(i == 0 ? u'm' : u'l'))
                            .arg(qRound(line[i].first))
                            .arg(qRound(line[i].second));
        m_part.start(u"r"_s);
        m_part.start(u"pict"_s);
        m_part.start(u"v:shape"_s);
        m_part.attribute(u"style"_s, u"width:%1pt;height:%2pt"_s.arg(widthPoints).arg(widthPoints / strokes.aspect));
        m_part.attribute(u"coordsize"_s, u"1000,%1"_s.arg(height));
        m_part.attribute(u"path"_s, path + u'e');
        m_part.attribute(u"filled"_s, u"f"_s);
        m_part.attribute(u"strokecolor"_s, u"black"_s);
        m_part.attribute(u"strokeweight"_s, u"1.1pt"_s);
        m_part.end();
        m_part.end();
        m_part.end();
    }

    void write(const PageBreak &)
    {
        m_part.beginParagraph(UsedStyle{u"start"_s, m_layout}.id());
        m_part.start(u"r"_s);
        m_part.empty(u"br"_s, {{u"type"_s, u"page"_s}});
        m_part.end();
        m_part.end();
    }

    // A picture in the line: pixels for those that know nothing else, and the drawing itself.
    void write(const Chart &chart)
    {
        const double width = (m_layout == Layout::Letter ? textWidthLetter : textWidthForm) * 72 / 25.4;
        const ChartDrawing drawing = drawChart(chart, width);
        const QString svg = picture(u"svg"_s, toSvg(drawing, m_styles.style(u"th"_s, m_layout).families));
        const QString shown = chart.png.isEmpty() ? svg : picture(u"png"_s, chart.png);
        m_part.beginParagraph(UsedStyle{u"p.chart"_s, m_layout}.id());
        m_part.start(u"r"_s);
        m_part.start(u"drawing"_s);
        writePicture(shown, svg, emu(drawing.width), emu(drawing.height));
        m_part.end();
        m_part.end();
        m_part.end();
    }

    static QString emu(double points) { return QString::number(qRound64(points * 12700)); }

    QString picture(const QString &ending, const QByteArray &bytes)
    {
        const QString id = u"picture%1"_s.arg(pictures.size());
        pictures.append({u"media/chart%1.%2"_s.arg(pictures.size()).arg(ending), bytes});
        return id;
    }

    void writePicture(const QString &shown, const QString &svg, const QString &width, const QString &height)
    {
        const QString id = QString::number(pictures.size());
        m_part.foreign(u"wp:inline"_s,
                       {{u"distT"_s, u"0"_s}, {u"distB"_s, u"0"_s}, {u"distL"_s, u"0"_s}, {u"distR"_s, u"0"_s}});
        single(u"wp:extent"_s, {{u"cx"_s, width}, {u"cy"_s, height}});
        single(u"wp:docPr"_s, {{u"id"_s, id}, {u"name"_s, u"chart"_s + id}});
        m_part.foreign(u"a:graphic"_s);
        m_part.foreign(u"a:graphicData"_s, {{u"uri"_s, u"http://schemas.openxmlformats.org/drawingml/2006/picture"_s}});
        m_part.foreign(u"pic:pic"_s);
        m_part.foreign(u"pic:nvPicPr"_s);
        single(u"pic:cNvPr"_s, {{u"id"_s, id}, {u"name"_s, u"chart"_s + id}});
        single(u"pic:cNvPicPr"_s, {});
        m_part.end();
        m_part.foreign(u"pic:blipFill"_s);
        m_part.foreign(u"a:blip"_s, {{u"r:embed"_s, shown}});
        m_part.foreign(u"a:extLst"_s);
        m_part.foreign(u"a:ext"_s, {{u"uri"_s, u"{96DAC541-7B7A-43D3-8B79-37D633B846F1}"_s}});
        single(u"asvg:svgBlip"_s, {{u"r:embed"_s, svg}});
        m_part.end();
        m_part.end();
        m_part.end();
        m_part.foreign(u"a:stretch"_s);
        single(u"a:fillRect"_s, {});
        m_part.end();
        m_part.end();
        m_part.foreign(u"pic:spPr"_s);
        m_part.foreign(u"a:xfrm"_s);
        single(u"a:off"_s, {{u"x"_s, u"0"_s}, {u"y"_s, u"0"_s}});
        single(u"a:ext"_s, {{u"cx"_s, width}, {u"cy"_s, height}});
        m_part.end();
        m_part.foreign(u"a:prstGeom"_s, {{u"prst"_s, u"rect"_s}});
        single(u"a:avLst"_s, {});
        m_part.end();
        for (int open = 0; open < 5; ++open) // spPr, pic, graphicData, graphic, inline
            m_part.end();
    }

    void single(const QString &name, DocxAttributes attributes)
    {
        m_part.foreign(name, attributes);
        m_part.end();
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
        double sum = 0;
        for (double width : table.widths)
            sum += width;
        const double text = m_layout == Layout::Letter ? textWidthLetter : textWidthForm;
        m_part.start(u"tbl"_s);
        m_part.start(u"tblPr"_s);
        m_part.empty(u"tblW"_s, {{u"w"_s, twips(text)}, {u"type"_s, u"dxa"_s}});
        m_part.start(u"tblBorders"_s);
        for (const QString &edge : {u"top"_s, u"left"_s, u"bottom"_s, u"right"_s, u"insideH"_s, u"insideV"_s})
            m_part.empty(edge, {{u"val"_s, table.ruled ? u"single"_s : u"none"_s}, {u"sz"_s, u"4"_s}});
        m_part.end();
        m_part.empty(u"tblLayout"_s, {{u"type"_s, u"fixed"_s}});
        m_part.start(u"tblCellMar"_s);
        for (const QString &edge : {u"top"_s, u"left"_s, u"bottom"_s, u"right"_s})
            m_part.empty(edge, {{u"w"_s, twips(1.2)}, {u"type"_s, u"dxa"_s}});
        m_part.end();
        m_part.end();
        m_part.start(u"tblGrid"_s);
        for (double width : table.widths)
            m_part.empty(u"gridCol"_s, {{u"w"_s, twips(text * width / sum)}});
        m_part.end();
        const auto grid = gridOf(table);
        for (qsizetype i = 0; i < table.rows.size(); ++i) {
            m_part.start(u"tr"_s);
            m_part.start(u"trPr"_s);
            m_part.empty(u"trHeight"_s,
                         {{u"val"_s, twips(std::max(8.0, table.rows[i].height))}, {u"hRule"_s, u"atLeast"_s}});
            if (table.rows[i].repeat)
                m_part.empty(u"tblHeader"_s);
            m_part.end();
            writeRow(grid[i], table, text / sum);
            m_part.end();
        }
        m_part.end();
        m_part.beginParagraph(UsedStyle{u"start"_s, m_layout}.id()); // two tables in a row would become one
        m_part.end();
    }

    void writeRow(const QList<GridCell> &row, const Table &table, double scale)
    {
        for (const GridCell &place : row) {
            const bool first = place.column == 0 || !place.covered || (place.fromAbove && startsSpan(row, place));
            if (place.covered && !(place.fromAbove && first))
                continue;
            double width = 0;
            for (int i = 0; i < place.columns; ++i)
                width += table.widths.value(place.column + i) * scale;
            m_part.start(u"tc"_s);
            m_part.start(u"tcPr"_s);
            m_part.empty(u"tcW"_s, {{u"w"_s, twips(width)}, {u"type"_s, u"dxa"_s}});
            if (place.columns > 1)
                m_part.empty(u"gridSpan"_s, {{u"val"_s, QString::number(place.columns)}});
            if (place.fromAbove)
                m_part.empty(u"vMerge"_s);
            else if (place.cell && place.cell->rows > 1)
                m_part.empty(u"vMerge"_s, {{u"val"_s, u"restart"_s}});
            const bool middle = !place.cell || place.cell->isCentred();
            m_part.empty(u"vAlign"_s, {{u"val"_s, middle ? u"center"_s : u"top"_s}});
            m_part.end();
            writeCell(place.fromAbove ? nullptr : place.cell);
            m_part.end();
        }
    }

    // Of the columns that one cell from above covers, the leftmost.
    static bool startsSpan(const QList<GridCell> &row, const GridCell &place)
    {
        return place.column == 0 || row[place.column - 1].cell != place.cell;
    }

    void writeCell(const Cell *cell)
    {
        if (!cell || (cell->paragraphs.isEmpty() && cell->signatures.isEmpty())) {
            write(Paragraph{u"td"_s, {}});
            return;
        }
        for (const Paragraph &paragraph : cell->paragraphs)
            write(paragraph);
        for (const Signature &sign : cell->signatures)
            write(sign);
    }

    const QList<Document> &m_documents;
    const StyleSheet &m_styles;
    DocxPart m_part;
    Layout m_layout = Layout::Form;
};

} // namespace

Result<QByteArray> writeDocx(const QList<Document> &documents, const StyleSheet &styles)
{
    const QList<UsedStyle> used = usedStyles(documents);
    DocxContent content(documents, styles);
    const QByteArray text = content.write();
    QStringList pictures;
    for (const auto &[path, bytes] : std::as_const(content.pictures))
        pictures << path;
    Package package;
    package.add(u"[Content_Types].xml"_s, docxContentTypes(documents.size()));
    package.add(u"_rels/.rels"_s, docxRootRelations());
    package.add(u"word/_rels/document.xml.rels"_s, docxRelations(documents.size(), pictures));
    package.add(u"word/document.xml"_s, text);
    for (const auto &[path, bytes] : std::as_const(content.pictures))
        package.add(u"word/"_s + path, bytes);
    package.add(u"word/styles.xml"_s, docxStyles(used, styles));
    package.add(u"word/fontTable.xml"_s, docxFonts(used, styles));
    for (qsizetype i = 0; i < documents.size(); ++i) {
        package.add(u"word/header%1.xml"_s.arg(i), docxHeader(documents[i]));
        package.add(u"word/footer%1.xml"_s.arg(i), docxFooter(documents[i], styles));
    }
    return package.finish();
}

} // namespace fengqiao
