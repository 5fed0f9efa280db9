#pragma once

#include <QJsonObject>
#include <QLineF>
#include <QRectF>

#include <report/document.h>

namespace fengqiao {

// Charts on paper: laid out once as plain lines, bars and words, then drawn by a painter into PDF and written as SVG
// for word processors, so that all of them show the same.
struct ChartPart {
    enum class Kind { Line, Bar, Dot, Words } kind = Kind::Line;

    QLineF line;     // Line
    QRectF area;     // Bar, Dot; Words stand in the middle of its height
    QString words;   // Words
    double size = 0; // of words in points, of a line its width
    int side = 0;    // of words: -1 left, 0 middle, 1 right
    QString colour;
    bool dashed = false;
};

// In points, from the upper left corner.
struct ChartDrawing {
    double width = 0;
    double height = 0;
    QList<ChartPart> parts;
};

[[nodiscard]] ChartDrawing drawChart(const Chart &chart, double width);
[[nodiscard]] QByteArray toSvg(const ChartDrawing &drawing, const QStringList &families);

// The form that a template carries: {"shape", "empty", "labels", "series": [{"name", "values": [number or null],
// "texts"}]}.
[[nodiscard]] QJsonObject toJson(const Chart &chart);
[[nodiscard]] Chart chartFromJson(const QJsonObject &json);

} // namespace fengqiao
