#include <QJsonDocument>
#include <numeric>

#include <report/charts.h>

#include "report_plan.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double firstColumn = 22; // shares of a table's width
constexpr double otherColumns = 78;

// Columns share the width by their longest word, so that money needs no second line.
QList<double> widthsOf(const QJsonObject &block)
{
    constexpr double narrowest = 4; // characters
    constexpr double digit = 0.62;
    QList<double> widths;
    for (const auto &column : block.value("columns"_L1).toArray())
        widths << std::max(narrowest, static_cast<double>(column.toObject().value("word"_L1).toString().size()) * 0.75);
    for (const auto &row : block.value("rows"_L1).toArray()) {
        const QJsonArray cells = row.toObject().value("cells"_L1).toArray();
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i],
                                 static_cast<double>(cells[i].toObject().value("t"_L1).toString().size()) * digit + 1);
    }
    const double sum = std::accumulate(widths.cbegin(), widths.cend(), 0.0);
    for (double &width : widths)
        width *= otherColumns / sum;
    return widths;
}

QJsonObject tableData(const QJsonObject &block)
{
    const QJsonArray columns = block.value("columns"_L1).toArray();
    QJsonArray heads;
    for (const auto &column : columns)
        heads << QJsonObject{{u"word"_s, column.toObject().value("word"_L1)}};
    QJsonArray rows;
    for (const auto &value : block.value("rows"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        QJsonArray cells;
        for (const auto &cell : row.value("cells"_L1).toArray())
            cells << QJsonObject{{u"t"_s, cell.toObject().value("t"_L1)}};
        rows << QJsonObject{{u"word"_s, row.value("word"_L1)}, {u"cells"_s, cells}};
    }
    QJsonArray widths{QJsonObject{{u"w"_s, firstColumn}}};
    for (const double width : widthsOf(block))
        widths << QJsonObject{{u"w"_s, width}};
    return {{u"widths"_s, widths}, {u"heads"_s, heads}, {u"rows"_s, rows}};
}

std::optional<double> drawnValue(const QJsonObject &cell, bool percent)
{
    if (cell.contains("hidden"_L1))
        return std::nullopt;
    const auto above = static_cast<double>(cell.value("num"_L1).toInteger());
    if (!cell.contains("den"_L1))
        return above;
    const auto below = static_cast<double>(cell.value("den"_L1).toInteger());
    if (below == 0)
        return std::nullopt;
    return above / below * (percent ? 100 : 1);
}

QString chartData(const QJsonObject &block, const QString &empty)
{
    Chart chart;
    chart.lines = block.value("shape"_L1).toString() == "lines"_L1;
    chart.empty = empty;
    for (const auto &point : block.value("points"_L1).toArray())
        chart.labels << point.toObject().value("word"_L1).toString();
    for (const auto &value : block.value("series"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        const QString unit = one.value("unit"_L1).toString();
        Chart::Series series{one.value("word"_L1).toString() + u'（' + unit + u'）', {}, {}};
        bool any = false;
        for (const auto &cell : one.value("cells"_L1).toArray()) {
            const auto drawn = drawnValue(cell.toObject(), unit == "%"_L1);
            any = any || (drawn && *drawn != 0);
            series.values << drawn;
            series.texts << cell.toObject().value("t"_L1).toString();
        }
        if (!any) // a line along the ground tells nothing
            series.values.fill(std::nullopt);
        chart.series << series;
    }
    return QString::fromUtf8(QJsonDocument(toJson(chart)).toJson(QJsonDocument::Compact));
}

QJsonArray paragraphsOf(const QString &text)
{
    QJsonArray paragraphs;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        if (!line.trimmed().isEmpty())
            paragraphs << QJsonObject{{u"text"_s, line.trimmed()}};
    return paragraphs;
}

QJsonObject blockData(const QJsonObject &block, int *charts, const QJsonObject &words)
{
    const QString what = block.value("what"_L1).toString();
    QJsonObject data;
    if (const QString heading = block.value("heading"_L1).toString(); !heading.isEmpty())
        data.insert(u"heading"_s, heading);
    if (what == "table"_L1) {
        data.insert(u"caption"_s, block.value("title"_L1));
        if (block.value("rows"_L1).toArray().isEmpty())
            data.insert(u"paragraphs"_s, paragraphsOf(words.value("empty"_L1).toString()));
        else
            data.insert(u"tables"_s, QJsonArray{tableData(block)});
    } else if (what == "chart"_L1) {
        data.insert(u"caption"_s,
                    words.value("chart"_L1).toString().arg(++*charts).arg(block.value("title"_L1).toString()));
        data.insert(u"chart"_s, chartData(block, words.value("empty"_L1).toString()));
    } else {
        data.insert(what == "note"_L1 ? u"notes"_s : u"paragraphs"_s, paragraphsOf(block.value("text"_L1).toString()));
    }
    return data;
}

} // namespace

Result<Document> issueDocument(const Templates &templates, const QJsonObject &content, const QString &watermark)
{
    QJsonObject data{{u"watermark"_s, watermark}};
    for (const QLatin1StringView key : {"masthead"_L1, "issuer"_L1, "copies"_L1, "number"_L1, "period"_L1, "day"_L1,
                                        "kind_word"_L1, "county"_L1, "dictionary"_L1, "words"_L1})
        data.insert(key, content.value(key));
    const QJsonObject words = content.value("words"_L1).toObject();
    QStringList marks;
    if (content.value("draft"_L1).toBool())
        marks << words.value("draft"_L1).toString();
    if (content.value("provisional"_L1).toBool())
        marks << words.value("provisional"_L1).toString();
    if (!marks.isEmpty())
        data.insert(u"mark"_s, marks.join(u'、'));
    const QString period = content.value("period"_L1).toString();
    data.insert(u"title"_s, QString(content.value("kind_word"_L1).toString() + u' ' + period));
    int charts = 0;
    QJsonArray blocks;
    for (const auto &block : content.value("blocks"_L1).toArray())
        blocks << blockData(block.toObject(), &charts, words);
    data.insert(u"blocks"_s, blocks);
    return templates.render(content.value("template"_L1).toString(), data);
}

} // namespace fengqiao
