#include "chart_export.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString categoryKey = u"category"_s;
const QString seriesKey = u"series"_s;

// "98.61" in hundredths; nothing where it is no number of at most two decimals.
std::optional<qint64> hundredths(const QString &text)
{
    const qsizetype point = text.indexOf(u'.');
    const QString part = point < 0 ? QString() : text.sliced(point + 1);
    bool whole = false;
    bool rest = true;
    const qint64 value = (point < 0 ? text : text.first(point)).toLongLong(&whole);
    const qint64 cents = part.isEmpty() ? 0 : part.leftJustified(2, u'0').toLongLong(&rest);
    if (!whole || !rest || part.size() > 2)
        return std::nullopt;
    return value * 100 + (text.startsWith(u'-') ? -cents : cents);
}

// Counts stay counts and shares keep their two decimals; a hidden or missing number is its sign, as it is shown.
CellKind kindOf(const ChartSeries &series)
{
    CellKind kind = CellKind::Integer;
    for (const ChartCell &cell : series.cells) {
        if (!cell.drawn)
            continue;
        if (!hundredths(cell.text))
            return CellKind::Text;
        if (cell.text.contains(u'.'))
            kind = CellKind::Money;
    }
    return kind;
}

TableCell cellOf(const ChartCell &cell, CellKind kind)
{
    const auto number = cell.drawn && kind != CellKind::Text ? hundredths(cell.text) : std::nullopt;
    if (!number)
        return cell.text;
    return kind == CellKind::Integer ? *number / 100 : *number;
}

} // namespace

QList<ExportColumn> chartColumns(const ChartTable &chart)
{
    QList<ExportColumn> columns{{categoryKey, chart.categoryWord, CellKind::Text, true}};
    for (qsizetype i = 0; i < chart.series.size(); ++i) {
        const ChartSeries &series = chart.series.at(i);
        columns.append({seriesKey + QString::number(i + 1),
                        series.unit.isEmpty() ? series.word : u"%1 (%2)"_s.arg(series.word, series.unit),
                        kindOf(series), true});
    }
    return columns;
}

Result<qint64> writeChart(TableSink &sink, const TableHead &head, const ChartTable &chart)
{
    if (const auto begun = sink.begin(head); !begun)
        return fail(begun.error());
    for (qsizetype row = 0; row < chart.categories.size(); ++row) {
        std::vector<TableCell> cells;
        for (const ExportColumn &column : head.columns) {
            const qsizetype series = column.key == categoryKey ? 0 : column.key.sliced(seriesKey.size()).toLongLong();
            if (series == 0)
                cells.emplace_back(chart.categories.at(row));
            else
                cells.emplace_back(cellOf(chart.series.at(series - 1).cells.at(row), column.kind));
        }
        if (const auto written = sink.row(cells); !written)
            return fail(written.error());
    }
    return chart.categories.size();
}

} // namespace fengqiao
