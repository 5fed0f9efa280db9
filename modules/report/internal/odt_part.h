#pragma once

#include <QXmlStreamWriter>

#include <report/document.h>

#include "word_styles.h"

namespace fengqiao {

struct SheetMargins {
    double top = 0, right = 0, bottom = 0, left = 0;
};

// In millimetres. GB/T 9704-2012, 5.2.1: 37 mm above, 28 mm at the binding edge, a type area of 156 by 225 mm.
[[nodiscard]] SheetMargins sheetMargins(Layout layout);

// One XML file of an OpenDocument package. Values are escaped by the writer, whatever they hold.
class OdtPart {
public:
    explicit OdtPart(const QString &root)
        : m_xml(&m_bytes)
    {
        m_xml.writeStartDocument();
        const std::pair<const char *, const char *> spaces[] = {
            {"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
            {"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
            {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
            {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
            {"draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
            {"fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
            {"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
            {"dc", "http://purl.org/dc/elements/1.1/"},
            {"xlink", "http://www.w3.org/1999/xlink"},
        };
        m_xml.writeStartElement(root);
        for (const auto &[prefix, uri] : spaces)
            m_xml.writeAttribute(QStringLiteral("xmlns:") + QLatin1StringView(prefix), QLatin1StringView(uri));
        m_xml.writeAttribute(QStringLiteral("office:version"), QStringLiteral("1.3"));
    }

    QByteArray finish()
    {
        m_xml.writeEndDocument();
        return m_bytes;
    }

    QXmlStreamWriter &xml() { return m_xml; }

    void start(const QString &name, std::initializer_list<std::pair<QString, QString>> attributes = {})
    {
        m_xml.writeStartElement(name);
        for (const auto &[key, value] : attributes)
            m_xml.writeAttribute(key, value);
    }

    void empty(const QString &name, std::initializer_list<std::pair<QString, QString>> attributes = {})
    {
        start(name, attributes);
        end();
    }

    void end() { m_xml.writeEndElement(); }

    void text(const QString &words) { m_xml.writeCharacters(words); }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

[[nodiscard]] QByteArray odtStyles(const QList<Document> &documents, const QList<UsedStyle> &used,
                                   const StyleSheet &styles);

} // namespace fengqiao
