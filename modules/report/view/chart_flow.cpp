#include "flow.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <report/charts.h>
#include <report/widgets/chart_pictures.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double pixelsPerPoint = 200.0 / 72; // 200 dots an inch
constexpr double pictureWidth = 442;          // points: the width of the text

// Lengths of the drawing are points, those of the painter `scale` times as many.
void paintPart(QPainter &painter, const ChartPart &part, TextStyle style, QPointF origin, double scale)
{
    const QColor colour(part.colour);
    const QRectF area(origin + part.area.topLeft() * scale, part.area.size() * scale);
    switch (part.kind) {
    case ChartPart::Kind::Line: {
        QPen pen(colour, part.size * scale, part.dashed ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap);
        if (part.dashed)
            pen.setDashPattern({3, 1.5});
        painter.setPen(pen);
        painter.drawLine(QLineF(origin + part.line.p1() * scale, origin + part.line.p2() * scale));
        return;
    }
    case ChartPart::Kind::Bar:
        painter.fillRect(area, colour);
        return;
    case ChartPart::Kind::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(area);
        painter.setBrush(Qt::NoBrush);
        return;
    case ChartPart::Kind::Words:
        break;
    }
    style.size = part.size * scale / unitsPerPoint; // fonts are asked for in units of the paper
    style.letterSpacing = 0;
    painter.setPen(colour);
    const Qt::Alignment side = part.side < 0 ? Qt::AlignLeft : part.side > 0 ? Qt::AlignRight : Qt::AlignHCenter;
    drawWords(painter, area, side, part.words, paperFont(style));
}

QByteArray pngOf(const ChartDrawing &drawing, const TextStyle &style)
{
    QImage image(qCeil(drawing.width * pixelsPerPoint), qCeil(drawing.height * pixelsPerPoint), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ChartPart &part : drawing.parts)
        paintPart(painter, part, style, {}, pixelsPerPoint);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

// One strip: a chart is never divided.
void Flow::add(QList<Strip> &strips, const Chart &chart) const
{
    const TextStyle style = m_styles.style(u"th"_s, m_layout);
    auto drawing = std::make_shared<const ChartDrawing>(drawChart(chart, m_width / unitsPerPoint));
    Strip strip;
    strip.height = (drawing->height + 8) * unitsPerPoint;
    strip.draw = [drawing, style](QPainter &painter, QPointF origin) {
        for (const ChartPart &part : drawing->parts)
            paintPart(painter, part, style, origin, unitsPerPoint);
    };
    strips << strip;
}

void addChartPictures(QList<Document> &documents, const StyleSheet &styles)
{
    for (Document &document : documents)
        for (Block &block : document.blocks)
            if (auto *chart = std::get_if<Chart>(&block))
                chart->png = pngOf(drawChart(*chart, pictureWidth), styles.style(u"th"_s, document.layout));
}

} // namespace fengqiao
