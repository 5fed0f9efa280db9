#include "odt_part.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

SheetMargins sheetMargins(Layout layout)
{
    return layout == Layout::Letter ? SheetMargins{37, 26, 35, 28} : SheetMargins{25, 22, 22, 28};
}

namespace {

void writeFaces(OdtPart &part, const QStringList &families, const QHash<QString, QStringList> &lists)
{
    part.start(u"office:font-face-decls"_s);
    for (const QString &family : families) {
        QStringList quoted;
        for (const QString &name : lists.value(family, {family}))
            quoted << u'\'' + name + u'\'';
        part.empty(u"style:font-face"_s, {{u"style:name"_s, family}, {u"svg:font-family"_s, quoted.join(u", "_s)}});
    }
    part.end();
}

void writeTextProperties(OdtPart &part, const TextStyle &style)
{
    const QString family = style.families.value(0, u"Noto Serif CJK SC"_s);
    const QString weight = style.bold ? u"bold"_s : u"normal"_s;
    part.empty(u"style:text-properties"_s, {{u"style:font-name"_s, family},
                                            {u"style:font-name-asian"_s, family},
                                            {u"style:font-name-complex"_s, family},
                                            {u"fo:font-size"_s, points(style.size)},
                                            {u"style:font-size-asian"_s, points(style.size)},
                                            {u"fo:font-weight"_s, weight},
                                            {u"style:font-weight-asian"_s, weight},
                                            {u"fo:letter-spacing"_s, points(style.letterSpacing)},
                                            {u"fo:color"_s, style.colour},
                                            {u"fo:language"_s, u"zh"_s},
                                            {u"fo:country"_s, u"CN"_s},
                                            {u"style:language-asian"_s, u"zh"_s},
                                            {u"style:country-asian"_s, u"CN"_s}});
}

void writeParagraphStyle(OdtPart &part, const UsedStyle &used, const TextStyle &style)
{
    static const QHash<TextStyle::Align, QString> aligns{{TextStyle::Align::Left, u"start"_s},
                                                         {TextStyle::Align::Centre, u"center"_s},
                                                         {TextStyle::Align::Right, u"end"_s},
                                                         {TextStyle::Align::Justify, u"justify"_s}};
    part.start(
        u"style:style"_s,
        {{u"style:name"_s, used.id()}, {u"style:display-name"_s, used.id()}, {u"style:family"_s, u"paragraph"_s}});
    const bool colophon = used.key == "colophon"_L1;
    // Captured strokes are higher than a line.
    const bool grows = used.key == "sign"_L1 || used.key == "p.chart"_L1; // by what stands in the line
    const QString height = grows ? u"style:line-height-at-least"_s : u"fo:line-height"_s;
    part.empty(u"style:paragraph-properties"_s,
               {{u"fo:text-align"_s, aligns.value(style.align)},
                {height, points(style.line())},
                {u"fo:text-indent"_s, points(style.indent * style.size)},
                {u"fo:margin-left"_s, u"0pt"_s},
                {u"fo:margin-right"_s, points(style.marginRight * style.size)},
                {u"fo:margin-top"_s, points(style.before)},
                {u"fo:margin-bottom"_s, points(style.after)},
                {u"fo:orphans"_s, u"2"_s},
                {u"fo:widows"_s, u"2"_s},
                {u"fo:keep-with-next"_s, used.keepsWithNext() ? u"always"_s : u"auto"_s},
                {u"fo:border-top"_s, colophon ? u"0.75pt solid #000000"_s : u"none"_s},
                {u"fo:border-bottom"_s, colophon                 ? u"0.75pt solid #000000"_s
                                        : used.key == "docno"_L1 ? u"1.5pt solid #c00000"_s
                                                                 : u"none"_s},
                {u"fo:padding-bottom"_s, used.key == "docno"_L1 ? u"4mm"_s : u"0mm"_s}});
    writeTextProperties(part, style);
    part.end();
}

void writePageLayout(OdtPart &part, Layout layout, const QString &name)
{
    const SheetMargins margins = sheetMargins(layout);
    const auto mm = [](double value) { return QString::number(value) + u"mm"_s; };
    part.start(u"style:page-layout"_s, {{u"style:name"_s, name}});
    part.empty(u"style:page-layout-properties"_s, {{u"fo:page-width"_s, u"210mm"_s},
                                                   {u"fo:page-height"_s, u"297mm"_s},
                                                   {u"fo:margin-top"_s, mm(layout == Layout::Letter ? 37 : 14)},
                                                   {u"fo:margin-right"_s, mm(margins.right)},
                                                   {u"fo:margin-bottom"_s, mm(layout == Layout::Letter ? 21 : 12)},
                                                   {u"fo:margin-left"_s, mm(margins.left)}});
    if (layout == Layout::Form) {
        part.start(u"style:header-style"_s);
        part.empty(u"style:header-footer-properties"_s,
                   {{u"fo:min-height"_s, u"6mm"_s}, {u"fo:margin-bottom"_s, u"5mm"_s}});
        part.end();
    }
    if (layout != Layout::Cover) {
        part.start(u"style:footer-style"_s);
        part.empty(u"style:header-footer-properties"_s,
                   {{u"fo:min-height"_s, u"7mm"_s}, {u"fo:margin-top"_s, u"4mm"_s}});
        part.end();
    }
    part.end();
}

void writePageNumber(OdtPart &part, Layout layout, const QString &pattern)
{
    part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"pagenumber"_s, layout}.id()}});
    for (const PageWord &word : pageWords(pattern)) {
        if (word.kind == PageWord::Page)
            part.empty(u"text:page-number"_s, {{u"text:select-page"_s, u"current"_s}});
        else if (word.kind == PageWord::Pages)
            part.empty(u"text:page-count"_s);
        else
            part.text(word.text);
    }
    part.end();
}

void writeMaster(OdtPart &part, const Document &document, int index, const StyleSheet &styles)
{
    static const QHash<Layout, QString> layouts{
        {Layout::Form, u"PageForm"_s}, {Layout::Letter, u"PageLetter"_s}, {Layout::Cover, u"PageCover"_s}};
    part.start(u"style:master-page"_s,
               {{u"style:name"_s, u"Sheet%1"_s.arg(index)}, {u"style:page-layout-name"_s, layouts[document.layout]}});
    if (document.layout == Layout::Form) {
        part.start(u"style:header"_s);
        part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"runninghead"_s, Layout::Form}.id()}});
        part.text(document.office + (document.number.isEmpty() ? QString() : u"\u3000"_s + document.number));
        part.end();
        if (!document.watermark.isEmpty()) {
            part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"runninghead"_s, Layout::Form}.id()}});
            part.text(document.watermark);
            part.end();
        }
        part.end();
    }
    if (document.layout != Layout::Cover) {
        part.start(u"style:footer"_s);
        if (document.layout == Layout::Letter && !document.watermark.isEmpty()) {
            part.start(u"text:p"_s, {{u"text:style-name"_s, UsedStyle{u"runninghead"_s, Layout::Letter}.id()}});
            part.text(document.watermark);
            part.end();
        }
        writePageNumber(part, document.layout, styles.style(u"pagenumber"_s, document.layout).content);
        part.end();
    }
    part.end();
}

} // namespace

QByteArray odtStyles(const QList<Document> &documents, const QList<UsedStyle> &used, const StyleSheet &styles)
{
    OdtPart part(u"office:document-styles"_s);
    QHash<QString, QStringList> lists;
    for (const UsedStyle &one : used) {
        const QStringList families = styles.style(one.key, one.layout).families;
        lists.insert(families.value(0), families);
    }
    writeFaces(part, usedFamilies(used, styles), lists);
    part.start(u"office:styles"_s);
    for (const UsedStyle &one : used)
        writeParagraphStyle(part, one, styles.style(one.key, one.layout));
    part.end();
    part.start(u"office:automatic-styles"_s);
    writePageLayout(part, Layout::Form, u"PageForm"_s);
    writePageLayout(part, Layout::Letter, u"PageLetter"_s);
    writePageLayout(part, Layout::Cover, u"PageCover"_s);
    part.end();
    part.start(u"office:master-styles"_s);
    for (qsizetype i = 0; i < documents.size(); ++i)
        writeMaster(part, documents[i], static_cast<int>(i), styles);
    part.end();
    return part.finish();
}

// The text of the documents, with the automatic styles of tables and page starts before it.

} // namespace fengqiao
