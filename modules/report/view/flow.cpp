#include "flow.h"

#include <QPainter>
#include <QTextLayout>

#include "table_flow.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double hairline = 0.25 * unitsPerMm;
constexpr double signLineMm = 44;
constexpr double fingerprintMm = 20;
constexpr double labelColumn = 9; // characters
const QColor ink(0, 0, 0);
const QColor red(0xC0, 0, 0);
const QColor softInk(0x99, 0x99, 0x99);

Qt::Alignment qtAlign(TextStyle::Align align)
{
    switch (align) {
    case TextStyle::Align::Centre:
        return Qt::AlignHCenter;
    case TextStyle::Align::Right:
        return Qt::AlignRight;
    case TextStyle::Align::Justify:
        return Qt::AlignJustify;
    case TextStyle::Align::Left:
        break;
    }
    return Qt::AlignLeft;
}

// A paragraph's text with the runs' formats, shared by the strips of its lines.
std::shared_ptr<QTextLayout> layoutOf(const Paragraph &paragraph, const TextStyle &style, double width)
{
    auto layout = std::make_shared<QTextLayout>(paragraph.text(), paperFont(style));
    QTextOption option(qtAlign(style.align));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    int at = 0;
    for (const Run &run : paragraph.runs) {
        const int length = static_cast<int>(run.text.size());
        QTextCharFormat format;
        format.setFontWeight(run.bold || style.bold ? QFont::Bold : QFont::Normal);
        if (run.bold)
            formats << QTextLayout::FormatRange{at, length, format};
        at += length;
    }
    layout->setFormats(formats);
    const double indent = style.indent * style.size * unitsPerPoint;
    const double right = style.marginRight * style.size * unitsPerPoint;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        const double left = line.lineNumber() == 0 ? indent : 0;
        line.setLineWidth(std::max(style.size * unitsPerPoint, width - left - right));
        line.setPosition({left, 0});
    }
    layout->endLayout();
    return layout;
}

Strip gapOf(double points)
{
    Strip gap;
    gap.height = points * unitsPerPoint;
    gap.gap = true;
    gap.keep = true;
    return gap;
}

} // namespace

Flow::Flow(const StyleSheet &styles, Layout layout, double width, double bodyHeight)
    : m_styles(styles)
    , m_layout(layout)
    , m_width(width)
    , m_bodyHeight(bodyHeight)
{
}

QList<Strip> Flow::strips(const Document &document)
{
    QList<Strip> all;
    for (const Block &block : document.blocks)
        std::visit([&](const auto &one) { add(all, one); }, block);
    return all;
}

QList<Strip> Flow::lines(const Paragraph &paragraph, double width) const
{
    const TextStyle style = m_styles.style(paragraph.style, m_layout);
    const auto layout = layoutOf(paragraph, style, width);
    const double height = style.line() * unitsPerPoint;
    const QColor colour(style.colour);
    QList<Strip> strips;
    const int count = layout->lineCount();
    for (int i = 0; i < count; ++i) {
        Strip strip;
        strip.height = height;
        // No line of a paragraph stands alone at the top or the foot of a page.
        strip.keep = (i == 0 && count > 1) || i == count - 2;
        strip.draw = [layout, i, height, colour](QPainter &painter, QPointF origin) {
            const QTextLine line = layout->lineAt(i);
            painter.setPen(colour);
            line.draw(&painter, {origin.x(), origin.y() + (height - line.height()) / 2});
        };
        strips << strip;
    }
    if (count == 0) { // an empty paragraph is a blank line
        Strip blank;
        blank.height = height;
        strips << blank;
    }
    return strips;
}

// The name, the date and the signatures under a text never stand alone on a page (GB/T 9704-2012, 7.3.5.4).
static void keepWithText(QList<Strip> &strips)
{
    if (!strips.isEmpty() && strips.last().table < 0)
        strips.last().keep = true;
}

void Flow::add(QList<Strip> &strips, const Paragraph &paragraph) const
{
    const TextStyle style = m_styles.style(paragraph.style, m_layout);
    if (paragraph.style == "p.gap"_L1 || paragraph.style == "p.right"_L1)
        keepWithText(strips);
    if (style.before > 0)
        strips << gapOf(style.before);
    QList<Strip> own = lines(paragraph, m_width);
    if (paragraph.isHeading())
        for (Strip &strip : own)
            strip.keep = true;
    strips << own;
    if (style.after > 0) {
        Strip after = gapOf(style.after);
        after.keep = paragraph.isHeading();
        strips << after;
    }
}

void Flow::add(QList<Strip> &strips, const Table &table)
{
    const auto content = [this](const Cell &cell, double width) {
        QList<Strip> own;
        for (const Paragraph &paragraph : cell.paragraphs)
            own << lines(paragraph, width);
        for (const Signature &sign : cell.signatures)
            own << signature(sign, width);
        if (own.isEmpty())
            own << lines(Paragraph{u"td"_s, {}}, width);
        return own;
    };
    strips << tableStrips(table, m_width, m_bodyHeight, m_tables++, content);
}

void Flow::add(QList<Strip> &strips, const Signature &sign) const
{
    keepWithText(strips);
    strips << signature(sign, m_width);
}

void Flow::add(QList<Strip> &strips, const PageBreak &) const
{
    Strip strip;
    strip.newPage = true;
    strips << strip;
}

namespace {

void drawStrokes(QPainter &painter, const QRectF &field, const Strokes &strokes)
{
    // As large as the field allows without bending it.
    double width = field.width();
    double height = width / strokes.aspect;
    if (height > field.height()) {
        height = field.height();
        width = height * strokes.aspect;
    }
    const double scale = width / 1000;
    const QPointF origin(field.left() + (field.width() - width) / 2, field.bottom() - height);
    painter.setPen(QPen(ink, 0.45 * unitsPerMm, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const auto &line : strokes.lines) {
        QPolygonF points;
        for (const auto &[x, y] : line)
            points << origin + QPointF(x, y) * scale;
        if (points.size() == 1)
            painter.drawPoint(points.first());
        else
            painter.drawPolyline(points);
    }
}

} // namespace

// Label, a line with the name or the captured strokes on it, room for a fingerprint, the date.
Strip Flow::signature(const Signature &sign, double width) const
{
    const TextStyle style = m_styles.style(u"sign"_s, m_layout);
    const TextStyle small = m_styles.style(u"fingerprint"_s, m_layout);
    const QFont font = paperFont(style);
    const QFont smallFont = paperFont(small);
    const double em = style.size * unitsPerPoint;
    const QString date = sign.date.isEmpty() ? m_styles.style(u"signdate"_s, m_layout).content : sign.date;
    // Lines of several signatures begin at the same place where there is room.
    const double column = width > 30 * em ? labelColumn * em : 0;
    const double label = std::max(widthOf(sign.label, font), column);
    const double dateWidth = widthOf(date, font);
    const double box = sign.fingerprint ? fingerprintMm * unitsPerMm : 0;
    const double fixed = label + dateWidth + box + 2 * em + (box > 0 ? em : 0);
    const double line = std::clamp(width - fixed, 4 * em, signLineMm * unitsPerMm);
    // Where a cell is too narrow for all in one line, the date goes below.
    const bool below = label + line + box + dateWidth + 2 * em > width;
    Strip strip;
    strip.height = std::max(box + 2 * unitsPerMm, (style.line() + style.before) * unitsPerPoint) +
                   (below ? style.line() * unitsPerPoint : 0);
    const QString boxWord = small.content;
    strip.draw = [=, strokes = sign.strokes, labelText = sign.label, name = sign.name,
                  height = strip.height](QPainter &painter, QPointF origin) {
        const double row = style.line() * unitsPerPoint;
        const double top = origin.y() + height - (below ? 2 : 1) * row; // of the line of words
        const double foot = top + (row + em) / 2;
        double x = origin.x();
        painter.setPen(ink);
        drawWords(painter, {x, top, label, row}, Qt::AlignLeft, labelText, font);
        x += label;
        painter.setPen(QPen(ink, hairline));
        painter.drawLine(QPointF(x, foot + 0.15 * em), QPointF(x + line, foot + 0.15 * em));
        painter.setPen(ink);
        if (strokes.isEmpty())
            drawWords(painter, {x, top, line, row}, Qt::AlignHCenter, name, font);
        else
            drawStrokes(painter, QRectF(x, foot - 1.9 * em, line, 2.1 * em), strokes);
        x += line + em;
        if (box > 0) {
            const QRectF field(x, top + row - unitsPerMm - box, box, box);
            painter.setPen(QPen(softInk, hairline, Qt::DashLine));
            painter.drawRect(field);
            painter.setPen(softInk);
            drawWords(painter, field, Qt::AlignHCenter, boxWord, smallFont);
            x += box + em;
        }
        painter.setPen(ink);
        const double left = std::max(below ? origin.x() : x, origin.x() + width - dateWidth);
        drawWords(painter, {left, below ? top + row : top, dateWidth, row}, Qt::AlignLeft, date, font);
    };
    return strip;
}

// GB/T 9704-2012, 7.2: the office's name 35 mm below the upper edge of the type area, the number two lines below it, a
// red line 4 mm below that.
void Flow::add(QList<Strip> &strips, const Letterhead &head) const
{
    const TextStyle agency = m_styles.style(u"agency"_s, m_layout);
    const TextStyle number = m_styles.style(u"docno"_s, m_layout);
    const double line = number.line() * unitsPerPoint;
    const double top = agency.before * unitsPerPoint;
    const double nameHeight = agency.line() * unitsPerPoint;
    const double rule = top + nameHeight + 2 * line + 4 * unitsPerMm;
    Strip strip;
    strip.height = std::ceil(rule / line) * line;
    strip.keep = true;
    strip.draw = [=, width = m_width](QPainter &painter, QPointF origin) {
        QFont font = paperFont(agency);
        // A long name is set narrower, never in two lines of different weight.
        if (const double natural = widthOf(head.agency, font); natural > width)
            font.setPixelSize(static_cast<int>(font.pixelSize() * width / natural));
        painter.setPen(red);
        drawWords(painter, {origin.x(), origin.y() + top, width, nameHeight}, Qt::AlignHCenter, head.agency, font);
        const QFont numberFont = paperFont(number);
        painter.setPen(ink);
        const QRectF row(origin.x(), origin.y() + top + nameHeight + line, width, line);
        const double em = number.size * unitsPerPoint;
        if (head.signer.isEmpty()) {
            drawWords(painter, row, Qt::AlignHCenter, head.number, numberFont);
        } else {
            drawWords(painter, row.adjusted(em, 0, -em, 0), Qt::AlignLeft, head.number, numberFont);
            drawWords(painter, row.adjusted(em, 0, -em, 0), Qt::AlignRight, head.signer, numberFont);
        }
        painter.setPen(QPen(red, 0.7 * unitsPerMm));
        painter.drawLine(QPointF(origin.x(), origin.y() + rule), QPointF(origin.x() + width, origin.y() + rule));
    };
    strips << strip;
}

// 7.4: rules of 0.35 mm above and below, 0.25 mm between; the last line carries the printing office and the day.
void Flow::add(QList<Strip> &strips, const Colophon &colophon) const
{
    const TextStyle style = m_styles.style(u"colophon"_s, m_layout);
    const double em = style.size * unitsPerPoint;
    const auto row = [&](const std::function<void(QPainter &, QRectF)> &words, double height, bool first, bool last) {
        Strip strip;
        strip.height = height;
        strip.bottom = true;
        strip.draw = [=, width = m_width](QPainter &painter, QPointF origin) {
            const auto rule = [&](double y, double thick) {
                painter.setPen(QPen(ink, thick * unitsPerMm));
                painter.drawLine(QPointF(origin.x(), y), QPointF(origin.x() + width, y));
            };
            if (first)
                rule(origin.y(), 0.35);
            rule(origin.y() + height, last ? 0.35 : 0.25);
            painter.setPen(ink);
            words(painter, QRectF(origin.x() + em, origin.y(), width - 2 * em, height));
        };
        strips << strip;
    };
    const double line = style.line() * unitsPerPoint;
    if (!colophon.copies.isEmpty()) {
        const QList<Strip> copies = lines(Paragraph{u"colophon"_s, {{colophon.copies, false}}}, m_width - 2 * em);
        row(
            [copies](QPainter &painter, QRectF area) {
                double y = area.top();
                for (const Strip &strip : copies) {
                    strip.draw(painter, {area.left(), y});
                    y += strip.height;
                }
            },
            line * static_cast<double>(copies.size()), true, false);
    }
    row(
        [colophon, font = paperFont(style)](QPainter &painter, QRectF area) {
            drawWords(painter, area, Qt::AlignLeft, colophon.office, font);
            drawWords(painter, area, Qt::AlignRight, colophon.date, font);
        },
        line, colophon.copies.isEmpty(), true);
}

} // namespace fengqiao
