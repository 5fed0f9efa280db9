#include <report/charts.h>

#include <QJsonArray>
#include <array>
#include <cmath>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double chartHeight = 176; // points
constexpr double leftRoom = 34;
constexpr double rightRoom = 8;
constexpr double legendRoom = 18;
constexpr double labelRoom = 26;
constexpr double small = 7.5;
constexpr double tiny = 6.5;
constexpr int mostRules = 5;

const QString ink = u"#262626"_s;
const QString soft = u"#595959"_s;
const QString rule = u"#D9D9D9"_s;
// Told apart without colour too: from dark to light, lines also by their strokes.
const std::array<QString, 4> colours{u"#1F4E79"_s, u"#C55A11"_s, u"#7F7F7F"_s, u"#70AD47"_s};

double widthOf(const QString &words, double size)
{
    double em = 0;
    for (const QChar c : words)
        em += c.unicode() < 0x2E80 ? 0.56 : 1;
    return em * size;
}

// The next of 1, 2, 5, 10 ... that is enough for so few rules.
double stepFor(double most)
{
    const double rough = std::max(most, 1.0) / mostRules;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (step * power >= rough)
            return std::max(step * power, most <= mostRules ? 1.0 : 0.0);
    return 10 * power;
}

class Drawer {
public:
    Drawer(const Chart &chart, double width)
        : m_chart(chart)
        , m_count(std::max<qsizetype>(chart.labels.size(), 1))
    {
        m_drawing.width = width;
        m_drawing.height = chartHeight;
        m_plot =
            QRectF(leftRoom, legendRoom + 6, width - leftRoom - rightRoom, chartHeight - legendRoom - 6 - labelRoom);
        m_slot = m_plot.width() / static_cast<double>(m_count);
    }

    ChartDrawing draw()
    {
        double most = 0;
        bool any = false;
        for (const Chart::Series &series : m_chart.series)
            for (const auto &value : series.values)
                if (value) {
                    most = std::max(most, *value);
                    any = true;
                }
        if (!any) {
            words(QRectF(0, 0, m_drawing.width, 40), m_chart.empty, 9, 0, soft);
            m_drawing.height = 40;
            return m_drawing;
        }
        drawRules(most);
        drawLabels();
        drawLegend();
        if (m_chart.lines)
            drawLines();
        else
            drawBars();
        line({m_plot.bottomLeft(), m_plot.bottomRight()}, 0.7, soft);
        return m_drawing;
    }

private:
    void line(const QLineF &where, double width, const QString &colour, bool dashed = false)
    {
        ChartPart part;
        part.kind = ChartPart::Kind::Line;
        part.line = where;
        part.size = width;
        part.colour = colour;
        part.dashed = dashed;
        m_drawing.parts << part;
    }

    void filled(ChartPart::Kind kind, const QRectF &area, const QString &colour)
    {
        ChartPart part;
        part.kind = kind;
        part.area = area;
        part.colour = colour;
        m_drawing.parts << part;
    }

    void words(const QRectF &area, const QString &text, double size, int side, const QString &colour)
    {
        ChartPart part;
        part.kind = ChartPart::Kind::Words;
        part.area = area;
        part.words = text;
        part.size = size;
        part.side = side;
        part.colour = colour;
        m_drawing.parts << part;
    }

    [[nodiscard]] double heightAt(double value) const { return m_plot.bottom() - value / m_top * m_plot.height(); }

    [[nodiscard]] double middleOf(qsizetype slot) const
    {
        return m_plot.left() + m_slot * (static_cast<double>(slot) + 0.5);
    }

    static const QString &colourOf(qsizetype series)
    {
        return colours[static_cast<std::size_t>(series) % colours.size()];
    }

    void drawRules(double most)
    {
        const double step = stepFor(most);
        m_top = std::max(std::ceil(most / step), 1.0) * step;
        for (double value = 0; value <= m_top + step / 2; value += step) {
            const double y = heightAt(value);
            line({m_plot.left(), y, m_plot.right(), y}, 0.4, rule);
            words({0, y - 6, leftRoom - 4, 12}, QString::number(value, 'g', 10), tiny, 1, soft);
        }
    }

    // Long words go on in a second line; where there are too many, every other one is left out.
    void drawLabels()
    {
        double widest = 0;
        for (const QString &label : m_chart.labels)
            widest = std::max(widest, widthOf(label, small));
        const bool skip = m_slot < small * 1.6;
        for (qsizetype i = 0; i < m_chart.labels.size(); ++i) {
            if (skip && i % 2 != 0)
                continue;
            const QString &label = m_chart.labels.at(i);
            const QRectF area(middleOf(i) - m_slot / 2, m_plot.bottom() + 2, m_slot, 11);
            const auto letters = std::max<qsizetype>(2, static_cast<qsizetype>(m_slot / small));
            const bool whole = widthOf(label, small) <= m_slot || label.front().unicode() < 0x2E80;
            words(area, whole ? label : label.first(std::min(letters, label.size())), small, 0, soft);
            if (!whole)
                words(area.translated(0, 9.5),
                      label.sliced(std::min(letters, label.size()))
                          .first(std::min(letters, std::max<qsizetype>(0, label.size() - letters))),
                      small, 0, soft);
        }
    }

    void drawLegend()
    {
        double x = leftRoom;
        for (qsizetype i = 0; i < m_chart.series.size(); ++i) {
            const QString &name = m_chart.series.at(i).name;
            if (m_chart.lines)
                line({x, 9, x + 14, 9}, 1.6, colourOf(i), i % 2 != 0);
            else
                filled(ChartPart::Kind::Bar, {x, 5.5, 14, 7}, colourOf(i));
            const double width = widthOf(name, small) + 6;
            words({x + 18, 3, width, 12}, name, small, -1, ink);
            x += 18 + width + 14;
        }
    }

    void drawBars()
    {
        const auto series = static_cast<double>(std::max<qsizetype>(m_chart.series.size(), 1));
        const double width = std::min(18.0, m_slot * 0.72 / series);
        for (qsizetype i = 0; i < m_chart.series.size(); ++i)
            for (qsizetype slot = 0; slot < m_chart.series.at(i).values.size(); ++slot) {
                const auto &value = m_chart.series.at(i).values.at(slot);
                const double left = middleOf(slot) + (static_cast<double>(i) - series / 2) * width;
                if (value && *value > 0)
                    filled(ChartPart::Kind::Bar,
                           {left, heightAt(*value), width - 1, m_plot.bottom() - heightAt(*value)}, colourOf(i));
                const QString text = m_chart.series.at(i).texts.value(slot);
                if (widthOf(text, tiny) <= width + 4 && text != "0"_L1)
                    words({left - 4, heightAt(value.value_or(0)) - 9, width + 7, 9}, text, tiny, 0, ink);
            }
    }

    void drawLines()
    {
        for (qsizetype i = 0; i < m_chart.series.size(); ++i) {
            const Chart::Series &series = m_chart.series.at(i);
            std::optional<QPointF> before;
            for (qsizetype slot = 0; slot < series.values.size(); ++slot) {
                if (!series.values.at(slot)) {
                    before.reset();
                    continue;
                }
                const QPointF at(middleOf(slot), heightAt(*series.values.at(slot)));
                if (before)
                    line({*before, at}, 1.4, colourOf(i), i % 2 != 0);
                filled(ChartPart::Kind::Dot, {at.x() - 1.7, at.y() - 1.7, 3.4, 3.4}, colourOf(i));
                const bool told = m_chart.series.size() == 1 || slot + 1 == series.values.size();
                if (told)
                    words({at.x() - 22, at.y() - 11, 44, 9}, series.texts.value(slot), tiny, 0, ink);
                before = at;
            }
        }
    }

    const Chart &m_chart;
    qsizetype m_count;
    ChartDrawing m_drawing;
    QRectF m_plot;
    double m_slot = 0;
    double m_top = 1;
};

QString decimal(double value)
{
    return QString::number(value, 'f', 2);
}

QString svgOf(const ChartPart &part)
{
    switch (part.kind) {
    case ChartPart::Kind::Line:
        return u"<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" stroke=\"%5\" stroke-width=\"%6\"%7/>"_s.arg(
            decimal(part.line.x1()), decimal(part.line.y1()), decimal(part.line.x2()), decimal(part.line.y2()),
            part.colour, decimal(part.size), part.dashed ? u" stroke-dasharray=\"4 2\""_s : QString());
    case ChartPart::Kind::Bar:
        return u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>"_s.arg(
            decimal(part.area.x()), decimal(part.area.y()), decimal(part.area.width()), decimal(part.area.height()),
            part.colour);
    case ChartPart::Kind::Dot:
        return u"<circle cx=\"%1\" cy=\"%2\" r=\"%3\" fill=\"%4\"/>"_s.arg(decimal(part.area.center().x()),
                                                                           decimal(part.area.center().y()),
                                                                           decimal(part.area.width() / 2), part.colour);
    case ChartPart::Kind::Words:
        break;
    }
    const QString anchor = part.side < 0 ? u"start"_s : part.side > 0 ? u"end"_s : u"middle"_s;
    const double x = part.side < 0 ? part.area.left() : part.side > 0 ? part.area.right() : part.area.center().x();
    return u"<text x=\"%1\" y=\"%2\" font-size=\"%3\" fill=\"%4\" text-anchor=\"%5\">%6</text>"_s.arg(
        decimal(x), decimal(part.area.center().y() + part.size * 0.36), decimal(part.size), part.colour, anchor,
        part.words.toHtmlEscaped());
}

} // namespace

ChartDrawing drawChart(const Chart &chart, double width)
{
    return Drawer(chart, width).draw();
}

QByteArray toSvg(const ChartDrawing &drawing, const QStringList &families)
{
    QString parts;
    for (const ChartPart &part : drawing.parts)
        parts += svgOf(part);
    QStringList quoted;
    for (const QString &family : families)
        quoted << u'\'' + family.toHtmlEscaped() + u'\'';
    return u"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1pt\" height=\"%2pt\" viewBox=\"0 0 %1 %2\" "
           "font-family=\"%3\">%4</svg>"_s
               .arg(decimal(drawing.width), decimal(drawing.height), quoted.join(u", "_s), parts)
               .toUtf8();
}

QJsonObject toJson(const Chart &chart)
{
    QJsonArray series;
    for (const Chart::Series &one : chart.series) {
        QJsonArray values;
        for (const auto &value : one.values)
            values << (value ? QJsonValue(*value) : QJsonValue());
        series << QJsonObject{
            {u"name"_s, one.name}, {u"values"_s, values}, {u"texts"_s, QJsonArray::fromStringList(one.texts)}};
    }
    return {{u"shape"_s, chart.lines ? u"lines"_s : u"bars"_s},
            {u"empty"_s, chart.empty},
            {u"labels"_s, QJsonArray::fromStringList(chart.labels)},
            {u"series"_s, series}};
}

Chart chartFromJson(const QJsonObject &json)
{
    Chart chart;
    chart.lines = json.value("shape"_L1).toString() == "lines"_L1;
    chart.empty = json.value("empty"_L1).toString();
    chart.labels = json.value("labels"_L1).toVariant().toStringList();
    for (const auto &value : json.value("series"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        Chart::Series series{one.value("name"_L1).toString(), {}, one.value("texts"_L1).toVariant().toStringList()};
        for (const auto &number : one.value("values"_L1).toArray())
            series.values << (number.isDouble() ? std::optional(number.toDouble()) : std::nullopt);
        chart.series << series;
    }
    return chart;
}

} // namespace fengqiao
