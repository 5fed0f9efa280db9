#include "markup.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QXmlStreamReader>

#include <report/charts.h>
#include <report/strokes.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Markup {
    Q_DECLARE_TR_FUNCTIONS(Markup)
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r'; // not U+3000: that one is meant
}

// Latin words keep one space between them; a line break of the template within Chinese text leaves none.
QString collapsed(QStringView text)
{
    QString out;
    for (qsizetype i = 0; i < text.size();) {
        if (!isBlank(text[i])) {
            out += text[i++];
            continue;
        }
        bool broken = false;
        for (; i < text.size() && isBlank(text[i]); ++i)
            broken = broken || text[i] == u'\n';
        const bool latin = (!out.isEmpty() && out.back().unicode() < 0x2E80) ||
                           (out.isEmpty() && i < text.size() && text[i].unicode() < 0x2E80);
        if (!broken || latin)
            out += u' ';
    }
    return out;
}

class MarkupReader {
public:
    MarkupReader(const QString &markup, const QString &file)
        : m_xml(markup)
        , m_file(file)
    {
    }

    Result<Document> read()
    {
        if (m_xml.readNextStartElement() && m_xml.name() != "document"_L1)
            wrong(Markup::tr("the outermost element must be <document>"));
        if (!m_xml.hasError())
            readDocument();
        if (m_xml.hasError())
            return fail(ErrorKind::Invalid, u"report.template_syntax"_s,
                        Markup::tr("The template %1 is faulty near line %2: %3.")
                            .arg(m_file)
                            .arg(m_xml.lineNumber())
                            .arg(m_xml.errorString()));
        return std::move(m_document);
    }

private:
    void wrong(const QString &sentence) { m_xml.raiseError(sentence); }

    [[nodiscard]] QString attribute(QLatin1StringView name) const
    {
        return collapsed(m_xml.attributes().value(name)).trimmed();
    }

    void readDocument()
    {
        m_document.title = attribute("title"_L1);
        m_document.number = attribute("number"_L1);
        m_document.office = attribute("office"_L1);
        const QString layout = attribute("layout"_L1);
        if (layout == "letter"_L1)
            m_document.layout = Layout::Letter;
        else if (layout == "cover"_L1)
            m_document.layout = Layout::Cover;
        else if (layout != "form"_L1)
            wrong(Markup::tr("layout is form, letter or cover, not \"%1\"").arg(layout));
        while (m_xml.readNextStartElement())
            readBlock();
    }

    void readBlock()
    {
        const QString name = m_xml.name().toString();
        if (name == "p"_L1 || name == "h1"_L1 || name == "h2"_L1 || name == "h3"_L1) {
            for (const Paragraph &paragraph : readParagraphs(styleKey()))
                m_document.blocks << paragraph;
        } else if (name == "table"_L1) {
            m_document.blocks << readTable();
        } else if (name == "sign"_L1) {
            m_document.blocks << readSignature();
        } else if (name == "break"_L1) {
            m_document.blocks << PageBreak{};
            m_xml.skipCurrentElement();
        } else if (name == "letterhead"_L1) {
            m_document.blocks << Letterhead{attribute("agency"_L1), attribute("number"_L1), attribute("signer"_L1)};
            m_xml.skipCurrentElement();
        } else if (name == "colophon"_L1) {
            m_document.blocks << Colophon{attribute("copies"_L1), attribute("office"_L1), attribute("date"_L1)};
            m_xml.skipCurrentElement();
        } else if (name == "chart"_L1) {
            const QByteArray data = m_xml.attributes().value("data"_L1).toUtf8();
            m_document.blocks << chartFromJson(QJsonDocument::fromJson(data).object());
            m_xml.skipCurrentElement();
        } else {
            wrong(Markup::tr("<%1> is not an element of a document").arg(name));
        }
    }

    [[nodiscard]] QString styleKey() const
    {
        const QString style = attribute("class"_L1);
        return style.isEmpty() ? m_xml.name().toString() : m_xml.name() + u'.' + style;
    }

    // The text of one element up to its end; every <br/> and line separator begins another paragraph.
    QList<Paragraph> readParagraphs(const QString &style)
    {
        QList<Paragraph> paragraphs{{style, {}}};
        readInline(paragraphs, false);
        trim(paragraphs);
        return paragraphs;
    }

    void readInline(QList<Paragraph> &paragraphs, bool bold)
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement())
                return;
            if (m_xml.isCharacters())
                append(paragraphs, m_xml.text(), bold);
            else if (m_xml.isStartElement())
                readInlineElement(paragraphs, bold);
        }
    }

    void readInlineElement(QList<Paragraph> &paragraphs, bool bold)
    {
        if (m_xml.name() == "b"_L1) {
            readInline(paragraphs, true);
        } else if (m_xml.name() == "br"_L1) {
            paragraphs << Paragraph{paragraphs.last().style, {}};
            m_xml.skipCurrentElement();
        } else {
            wrong(Markup::tr("<%1> cannot stand within a line of text").arg(m_xml.name()));
            Q_UNUSED(bold)
        }
    }

    static void append(QList<Paragraph> &paragraphs, QStringView text, bool bold)
    {
        const auto lines = text.split(QChar(QChar::LineSeparator));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0)
                paragraphs << Paragraph{paragraphs.last().style, {}};
            if (const QString part = collapsed(lines[i]); !part.isEmpty())
                paragraphs.last().runs << Run{part, bold};
        }
    }

    static void trim(QList<Paragraph> &paragraphs)
    {
        for (Paragraph &paragraph : paragraphs) {
            while (!paragraph.runs.isEmpty() && paragraph.runs.first().text.trimmed().isEmpty() &&
                   !paragraph.runs.first().text.contains(QChar(0x3000)))
                paragraph.runs.removeFirst();
            while (!paragraph.runs.isEmpty() && paragraph.runs.last().text == " "_L1)
                paragraph.runs.removeLast();
            if (paragraph.runs.isEmpty())
                continue;
            QString &first = paragraph.runs.first().text;
            while (first.startsWith(u' '))
                first.removeFirst();
            QString &last = paragraph.runs.last().text;
            while (last.endsWith(u' '))
                last.chop(1);
        }
    }

    Signature readSignature()
    {
        Signature sign;
        sign.label = attribute("label"_L1);
        sign.name = attribute("name"_L1);
        sign.date = attribute("date"_L1);
        sign.fingerprint = attribute("fingerprint"_L1) == "1"_L1;
        const QByteArray strokes = m_xml.attributes().value("strokes"_L1).toUtf8();
        sign.strokes = strokesFromJson(QJsonDocument::fromJson(strokes).object());
        m_xml.skipCurrentElement();
        return sign;
    }

    Table readTable()
    {
        Table table;
        table.ruled = attribute("class"_L1) != "plain"_L1;
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == "col"_L1) {
                table.widths << attribute("width"_L1).toDouble();
                m_xml.skipCurrentElement();
            } else if (m_xml.name() == "tr"_L1) {
                table.rows << readRow();
            } else {
                wrong(Markup::tr("<%1> cannot stand in a table").arg(m_xml.name()));
            }
        }
        checkTable(table);
        return table;
    }

    // A row that is wider than the table would push words off the page.
    void checkTable(const Table &table)
    {
        if (m_xml.hasError())
            return;
        if (table.widths.isEmpty() || std::ranges::any_of(table.widths, [](double width) { return width <= 0; })) {
            wrong(Markup::tr("a table names the width of each column: <col width=\"20\"/>"));
            return;
        }
        QList<int> down(table.widths.size(), 0); // rows that a cell above still reaches into
        for (const TableRow &row : table.rows) {
            qsizetype at = 0;
            for (const Cell &cell : row.cells) {
                while (at < down.size() && down[at] > 0)
                    ++at;
                if (at + cell.columns > down.size()) {
                    wrong(Markup::tr("a row of the table has more cells than there are columns"));
                    return;
                }
                for (int i = 0; i < cell.columns; ++i)
                    down[at++] = cell.rows;
            }
            for (int &rows : down)
                rows = std::max(0, rows - 1);
        }
    }

    TableRow readRow()
    {
        TableRow row;
        row.height = attribute("height"_L1).toDouble();
        row.repeat = attribute("repeat"_L1) == "1"_L1;
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() != "td"_L1 && m_xml.name() != "th"_L1) {
                wrong(Markup::tr("<%1> cannot stand in a row of a table").arg(m_xml.name()));
                break;
            }
            row.cells << readCell();
        }
        return row;
    }

    Cell readCell()
    {
        Cell cell;
        cell.heading = m_xml.name() == "th"_L1;
        cell.columns = std::max(1, attribute("colspan"_L1).toInt());
        cell.rows = std::max(1, attribute("rowspan"_L1).toInt());
        const QString style = styleKey();
        QList<Paragraph> loose{{style, {}}};
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement())
                break;
            if (m_xml.isCharacters())
                append(loose, m_xml.text(), false);
            else if (m_xml.isStartElement())
                readInCell(cell, loose, style);
        }
        flush(cell, loose, style);
        return cell;
    }

    void readInCell(Cell &cell, QList<Paragraph> &loose, const QString &style)
    {
        if (m_xml.name() == "p"_L1) {
            flush(cell, loose, style);
            const QString own = attribute("class"_L1);
            cell.paragraphs << readParagraphs(own.isEmpty() ? style : u"p."_s + own);
        } else if (m_xml.name() == "sign"_L1) {
            flush(cell, loose, style);
            cell.signatures << readSignature();
        } else {
            readInlineElement(loose, false);
        }
    }

    static void flush(Cell &cell, QList<Paragraph> &loose, const QString &style)
    {
        trim(loose);
        if (loose.size() > 1 || !loose.first().runs.isEmpty())
            cell.paragraphs << loose;
        loose = {{style, {}}};
    }

    QXmlStreamReader m_xml;
    QString m_file;
    Document m_document;
};

} // namespace

Result<Document> parseMarkup(const QString &markup, const QString &file)
{
    return MarkupReader(markup, file).read();
}

} // namespace fengqiao
