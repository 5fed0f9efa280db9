#include <QJsonArray>

#include <report/document.h>
#include <report/strokes.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

QString Paragraph::text() const
{
    QString all;
    for (const Run &run : runs)
        all += run.text;
    return all;
}

bool Cell::isCentred() const
{
    return heading || std::ranges::none_of(paragraphs, [](const Paragraph &one) { return one.style == "td.text"_L1; });
}

namespace {

void addSignature(QStringList &lines, const Signature &sign)
{
    // What was signed on a pad stands there as a drawing.
    lines << sign.label << (sign.strokes.isEmpty() ? sign.name : QString()) << sign.date;
}

void addTable(QStringList &lines, const Table &table)
{
    for (const TableRow &row : table.rows)
        for (const Cell &cell : row.cells) {
            for (const Paragraph &paragraph : cell.paragraphs)
                lines << paragraph.text();
            for (const Signature &sign : cell.signatures)
                addSignature(lines, sign);
        }
}

void addChart(QStringList &lines, const Chart &chart)
{
    lines << chart.labels;
    for (const Chart::Series &series : chart.series)
        lines << series.name << series.texts;
}

} // namespace

QString Document::text() const
{
    QStringList lines;
    for (const Block &block : blocks) {
        if (const auto *paragraph = std::get_if<Paragraph>(&block))
            lines << paragraph->text();
        else if (const auto *table = std::get_if<Table>(&block))
            addTable(lines, *table);
        else if (const auto *sign = std::get_if<Signature>(&block))
            addSignature(lines, *sign);
        else if (const auto *head = std::get_if<Letterhead>(&block))
            lines << head->agency << head->number << head->signer;
        else if (const auto *foot = std::get_if<Colophon>(&block))
            lines << foot->copies << foot->office << foot->date;
        else if (const auto *chart = std::get_if<Chart>(&block))
            addChart(lines, *chart);
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

namespace {

// A signature has a few hundred points; what has far more is no signature.
constexpr qsizetype mostPoints = 20000;
constexpr double side = 1000;

} // namespace

QJsonObject toJson(const Strokes &strokes)
{
    QJsonArray lines;
    for (const auto &line : strokes.lines) {
        QJsonArray points;
        for (const auto &[x, y] : line)
            points << QJsonArray{std::round(x), std::round(y)};
        lines << points;
    }
    return {{u"aspect"_s, strokes.aspect}, {u"lines"_s, lines}};
}

Strokes strokesFromJson(const QJsonObject &json)
{
    Strokes strokes;
    strokes.aspect = json.value("aspect"_L1).toDouble();
    if (!(strokes.aspect > 0.1 && strokes.aspect < 20))
        return {};
    qsizetype points = 0;
    for (const auto &value : json.value("lines"_L1).toArray()) {
        QList<std::pair<double, double>> line;
        for (const auto &point : value.toArray()) {
            const QJsonArray pair = point.toArray();
            if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isDouble() || ++points > mostPoints)
                return {};
            line.emplace_back(std::clamp(pair[0].toDouble(), 0.0, side),
                              std::clamp(pair[1].toDouble(), 0.0, side / strokes.aspect));
        }
        if (!line.isEmpty())
            strokes.lines << line;
    }
    return strokes;
}

QByteArray toSvg(const Strokes &strokes)
{
    if (strokes.isEmpty())
        return {};
    QString paths;
    for (const auto &line : strokes.lines) {
        QString path;
        for (const auto &[x, y] : line)
            path += u"%1%2 %3"_s.arg(QChar(path.isEmpty() ? u'M' : u'L')).arg(x, 0, 'f', 0).arg(y, 0, 'f', 0);
        if (line.size() == 1)
            path += u"l1 0"_s; // a dot
        paths += u"<path d=\"%1\"/>"_s.arg(path);
    }
    const int height = qRound(side / strokes.aspect);
    return u"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"%1\" viewBox=\"0 0 1000 %1\">"
           "<g fill=\"none\" stroke=\"#000\" stroke-width=\"9\" stroke-linecap=\"round\" "
           "stroke-linejoin=\"round\">%2</g></svg>"_s.arg(height)
               .arg(paths)
               .toUtf8();
}

} // namespace fengqiao
