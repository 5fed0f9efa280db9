#include "docx_part.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double twipsPerMm = 56.6929;

} // namespace

QString twips(double mm)
{
    return QString::number(qRound(mm * twipsPerMm));
}

QString twentieths(double points)
{
    return QString::number(qRound(points * 20));
}

namespace {

void writeFontNames(DocxPart &part, const TextStyle &style)
{
    const QString family = style.families.value(0, u"Noto Serif CJK SC"_s);
    part.empty(u"rFonts"_s, {{u"ascii"_s, family}, {u"hAnsi"_s, family}, {u"eastAsia"_s, family}, {u"cs"_s, family}});
}

void writeStyle(DocxPart &part, const UsedStyle &used, const TextStyle &style)
{
    static const QHash<TextStyle::Align, QString> aligns{{TextStyle::Align::Left, u"left"_s},
                                                         {TextStyle::Align::Centre, u"center"_s},
                                                         {TextStyle::Align::Right, u"right"_s},
                                                         {TextStyle::Align::Justify, u"both"_s}};
    part.start(u"style"_s, {{u"type"_s, u"paragraph"_s}, {u"styleId"_s, used.id()}, {u"customStyle"_s, u"1"_s}});
    part.empty(u"name"_s, {{u"val"_s, used.id()}});
    part.start(u"pPr"_s);
    const bool heading = used.key.startsWith(u'h');
    if (used.keepsWithNext())
        part.empty(u"keepNext"_s);
    part.empty(u"widowControl"_s);
    if (used.key == "colophon"_L1) {
        part.start(u"pBdr"_s);
        for (const QString &edge : {u"top"_s, u"bottom"_s, u"between"_s})
            part.empty(edge, {{u"val"_s, u"single"_s}, {u"sz"_s, u"6"_s}, {u"space"_s, u"1"_s}});
        part.end();
    }
    if (used.key == "docno"_L1) {
        part.start(u"pBdr"_s);
        part.empty(u"bottom"_s,
                   {{u"val"_s, u"single"_s}, {u"sz"_s, u"12"_s}, {u"space"_s, u"11"_s}, {u"color"_s, u"C00000"_s}});
        part.end();
    }
    part.empty(u"spacing"_s,
               {{u"before"_s, twentieths(style.before)},
                {u"after"_s, twentieths(style.after)},
                {u"line"_s, twentieths(style.line())},
                {u"lineRule"_s, used.key == "sign"_L1 || used.key == "p.chart"_L1 ? u"atLeast"_s : u"exact"_s}});
    part.empty(u"ind"_s, {{u"right"_s, twentieths(style.marginRight * style.size)},
                          {u"firstLine"_s, twentieths(style.indent * style.size)},
                          {u"firstLineChars"_s, QString::number(qRound(style.indent * 100))}});
    part.empty(u"jc"_s, {{u"val"_s, aligns.value(style.align)}});
    if (heading)
        part.empty(u"outlineLvl"_s, {{u"val"_s, QString::number(used.key.mid(1, 1).toInt() - 1)}});
    part.end();
    part.start(u"rPr"_s);
    writeFontNames(part, style);
    if (style.bold)
        part.empty(u"b"_s);
    part.empty(u"color"_s, {{u"val"_s, style.colour.mid(1).toUpper()}});
    part.empty(u"spacing"_s, {{u"val"_s, twentieths(style.letterSpacing)}});
    part.empty(u"sz"_s, {{u"val"_s, QString::number(qRound(style.size * 2))}});
    part.empty(u"szCs"_s, {{u"val"_s, QString::number(qRound(style.size * 2))}});
    part.end();
    part.end();
}

} // namespace

QByteArray docxStyles(const QList<UsedStyle> &used, const StyleSheet &styles)
{
    DocxPart part = DocxPart::word(u"styles"_s);
    part.start(u"docDefaults"_s);
    part.start(u"rPrDefault"_s);
    part.start(u"rPr"_s);
    writeFontNames(part, styles.style(u"p"_s, Layout::Form));
    part.empty(u"lang"_s, {{u"val"_s, u"zh-CN"_s}, {u"eastAsia"_s, u"zh-CN"_s}});
    part.end();
    part.end();
    part.end();
    for (const UsedStyle &one : used)
        writeStyle(part, one, styles.style(one.key, one.layout));
    return part.finish();
}

// Where the first family is not installed, a word processor takes one of the others.
QByteArray docxFonts(const QList<UsedStyle> &used, const StyleSheet &styles)
{
    DocxPart part = DocxPart::word(u"fonts"_s);
    QSet<QString> written;
    for (const UsedStyle &one : used) {
        const QStringList families = styles.style(one.key, one.layout).families;
        if (families.isEmpty() || written.contains(families.first()))
            continue;
        written.insert(families.first());
        part.start(u"font"_s, {{u"name"_s, families.first()}});
        if (families.size() > 1)
            part.empty(u"altName"_s, {{u"val"_s, families.mid(1).join(u',')}});
        part.empty(u"charset"_s, {{u"val"_s, u"86"_s}}); // GB 2312
        part.end();
    }
    return part.finish();
}

QByteArray docxHeader(const Document &document)
{
    DocxPart part = DocxPart::word(u"hdr"_s);
    const Layout layout = document.layout == Layout::Letter ? Layout::Letter : Layout::Form;
    part.beginParagraph(UsedStyle{u"runninghead"_s, layout}.id());
    if (document.layout == Layout::Form)
        part.run(document.office + (document.number.isEmpty() ? QString() : u"\u3000"_s + document.number));
    part.end();
    if (!document.watermark.isEmpty()) {
        part.beginParagraph(UsedStyle{u"runninghead"_s, layout}.id());
        part.run(document.watermark);
        part.end();
    }
    return part.finish();
}

QByteArray docxFooter(const Document &document, const StyleSheet &styles)
{
    DocxPart part = DocxPart::word(u"ftr"_s);
    const Layout layout = document.layout == Layout::Letter ? Layout::Letter : Layout::Form;
    part.beginParagraph(UsedStyle{u"pagenumber"_s, layout}.id());
    const QString pattern =
        document.layout == Layout::Cover ? QString() : styles.style(u"pagenumber"_s, document.layout).content;
    for (const PageWord &word : pageWords(pattern)) {
        if (word.kind == PageWord::Words)
            part.run(word.text);
        else
            part.field(word.kind == PageWord::Page ? u"PAGE"_s : u"NUMPAGES"_s);
    }
    part.end();
    return part.finish();
}

namespace {

constexpr QLatin1StringView officeRelations("http://schemas.openxmlformats.org/officeDocument/2006/relationships/");

void relation(DocxPart &part, const QString &id, const QString &type, const QString &target)
{
    part.empty(u"Relationship"_s, {{u"Id"_s, id}, {u"Type"_s, officeRelations + type}, {u"Target"_s, target}});
}

DocxPart relations()
{
    return DocxPart(u"Relationships"_s,
                    {{u"xmlns"_s, u"http://schemas.openxmlformats.org/package/2006/relationships"_s}});
}

} // namespace

QByteArray docxRootRelations()
{
    DocxPart part = relations();
    part.setPlain();
    relation(part, u"main"_s, u"officeDocument"_s, u"word/document.xml"_s);
    return part.finish();
}

QByteArray docxRelations(qsizetype count, const QStringList &pictures)
{
    DocxPart part = relations();
    part.setPlain();
    relation(part, u"styles"_s, u"styles"_s, u"styles.xml"_s);
    relation(part, u"fonts"_s, u"fontTable"_s, u"fontTable.xml"_s);
    for (qsizetype i = 0; i < count; ++i) {
        relation(part, u"head%1"_s.arg(i), u"header"_s, u"header%1.xml"_s.arg(i));
        relation(part, u"foot%1"_s.arg(i), u"footer"_s, u"footer%1.xml"_s.arg(i));
    }
    for (qsizetype i = 0; i < pictures.size(); ++i)
        relation(part, u"picture%1"_s.arg(i), u"image"_s, pictures.at(i));
    return part.finish();
}

QByteArray docxContentTypes(qsizetype count)
{
    DocxPart part(u"Types"_s, {{u"xmlns"_s, u"http://schemas.openxmlformats.org/package/2006/content-types"_s}});
    part.setPlain();
    const QString word = u"application/vnd.openxmlformats-officedocument.wordprocessingml."_s;
    const auto name = [&](const QString &path, const QString &type) {
        part.empty(u"Override"_s, {{u"PartName"_s, path}, {u"ContentType"_s, word + type + u"+xml"_s}});
    };
    part.empty(u"Default"_s, {{u"Extension"_s, u"rels"_s},
                              {u"ContentType"_s, u"application/vnd.openxmlformats-package.relationships+xml"_s}});
    part.empty(u"Default"_s, {{u"Extension"_s, u"xml"_s}, {u"ContentType"_s, u"application/xml"_s}});
    part.empty(u"Default"_s, {{u"Extension"_s, u"png"_s}, {u"ContentType"_s, u"image/png"_s}});
    part.empty(u"Default"_s, {{u"Extension"_s, u"svg"_s}, {u"ContentType"_s, u"image/svg+xml"_s}});
    name(u"/word/document.xml"_s, u"document.main"_s);
    name(u"/word/styles.xml"_s, u"styles"_s);
    name(u"/word/fontTable.xml"_s, u"fontTable"_s);
    for (qsizetype i = 0; i < count; ++i) {
        name(u"/word/header%1.xml"_s.arg(i), u"header"_s);
        name(u"/word/footer%1.xml"_s.arg(i), u"footer"_s);
    }
    return part.finish();
}

} // namespace fengqiao
