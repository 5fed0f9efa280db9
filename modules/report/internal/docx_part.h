#pragma once

#include <QXmlStreamWriter>

#include <report/document.h>

#include "word_styles.h"

namespace fengqiao {

// DocxAttributes of one element.
using DocxAttributes = std::initializer_list<std::pair<QString, QString>>;

[[nodiscard]] QString twips(double mm);
[[nodiscard]] QString twentieths(double points);

// One XML part of the package. Names without a prefix are of the main name space, w.
class DocxPart {
public:
    explicit DocxPart(const QString &root, DocxAttributes spaces = {})
        : m_xml(&m_bytes)
    {
        m_xml.writeStartDocument(QStringLiteral("1.0"), true);
        m_xml.writeStartElement(root);
        for (const auto &[name, uri] : spaces)
            m_xml.writeAttribute(name, uri);
    }

    static DocxPart word(const QString &root)
    {
        return DocxPart(
            QStringLiteral("w:") + root,
            {{QStringLiteral("xmlns:w"),
              QStringLiteral("http://schemas.openxmlformats.org/wordprocessingml/2006/main")},
             {QStringLiteral("xmlns:r"),
              QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships")},
             {QStringLiteral("xmlns:v"), QStringLiteral("urn:schemas-microsoft-com:vml")},
             {QStringLiteral("xmlns:wp"),
              QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")},
             {QStringLiteral("xmlns:a"), QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main")},
             {QStringLiteral("xmlns:pic"), QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/picture")},
             {QStringLiteral("xmlns:asvg"),
              QStringLiteral("http://schemas.microsoft.com/office/drawing/2016/SVG/main")}});
    }

    DocxPart(const DocxPart &) = delete;
    DocxPart &operator=(const DocxPart &) = delete;

    void start(const QString &name, DocxAttributes attributes = {})
    {
        m_xml.writeStartElement(qualified(name));
        for (const auto &[key, value] : attributes)
            m_xml.writeAttribute(key.contains(u':') || m_plain ? key : QStringLiteral("w:") + key, value);
    }

    void empty(const QString &name, DocxAttributes attributes = {})
    {
        start(name, attributes);
        end();
    }

    // Of names with a prefix, whose attributes have none.
    void foreign(const QString &name, DocxAttributes attributes = {})
    {
        m_xml.writeStartElement(name);
        for (const auto &[key, value] : attributes)
            m_xml.writeAttribute(key, value);
    }

    void attribute(const QString &name, const QString &value) { m_xml.writeAttribute(name, value); }

    void end() { m_xml.writeEndElement(); }

    void run(const QString &text, bool bold = false, bool underlined = false)
    {
        if (text.isEmpty())
            return;
        start(QStringLiteral("r"));
        if (bold || underlined) {
            start(QStringLiteral("rPr"));
            if (bold)
                empty(QStringLiteral("b"));
            if (underlined)
                empty(QStringLiteral("u"), {{QStringLiteral("val"), QStringLiteral("single")}});
            end();
        }
        start(QStringLiteral("t"), {{QStringLiteral("xml:space"), QStringLiteral("preserve")}});
        m_xml.writeCharacters(text);
        end();
        end();
    }

    void field(const QString &instruction)
    {
        start(QStringLiteral("fldSimple"), {{QStringLiteral("instr"), instruction}});
        run(QStringLiteral("1"));
        end();
    }

    void beginParagraph(const QString &style)
    {
        start(QStringLiteral("p"));
        start(QStringLiteral("pPr"));
        empty(QStringLiteral("pStyle"), {{QStringLiteral("val"), style}});
        end();
    }

    void setPlain() { m_plain = true; } // names and attributes of another name space

    QByteArray finish()
    {
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    [[nodiscard]] QString qualified(const QString &name) const
    {
        return name.contains(u':') || m_plain ? name : QStringLiteral("w:") + name;
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    bool m_plain = false;
};

[[nodiscard]] QByteArray docxStyles(const QList<UsedStyle> &used, const StyleSheet &styles);
[[nodiscard]] QByteArray docxFonts(const QList<UsedStyle> &used, const StyleSheet &styles);
[[nodiscard]] QByteArray docxHeader(const Document &document);
[[nodiscard]] QByteArray docxFooter(const Document &document, const StyleSheet &styles);
// The lists of what the package holds, for so many documents.
[[nodiscard]] QByteArray docxRootRelations();
[[nodiscard]] QByteArray docxRelations(qsizetype count, const QStringList &pictures);
[[nodiscard]] QByteArray docxContentTypes(qsizetype count);

} // namespace fengqiao
