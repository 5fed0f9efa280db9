#include <statistics/dashboards.h>

#include <QCoreApplication>

#include "dashboard_area.h"
#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Dashboards)
};

constexpr auto lastPeriod = "last_period"_L1;
constexpr auto lastYear = "last_year"_L1;
constexpr std::array chartKinds{"bar"_L1, "line"_L1, "stacked"_L1, "age"_L1}; // in the order of ChartKind
constexpr std::array stepWords{"day"_L1, "week"_L1, "month"_L1, "quarter"_L1, "year"_L1};

std::optional<Against> againstOf(const QString &text)
{
    return text == lastPeriod ? std::optional(Against::LastPeriod)
           : text == lastYear ? std::optional(Against::LastYear)
                              : std::nullopt;
}

// The filters of the bar and the tile's own together: of one dimension, what both allow.
MetricRequest requestOf(const TileSpec &tile, const FigureScope &scope)
{
    MetricRequest request{.metric = tile.metric, .period = scope.period, .area = scope.area, .filters = scope.filters};
    for (auto it = tile.filters.cbegin(); it != tile.filters.cend(); ++it) {
        const QStringList chosen = request.filters.value(it.key());
        QStringList both = *it;
        if (!chosen.isEmpty())
            both.removeIf([&](const QString &value) { return !chosen.contains(value); });
        request.filters.insert(it.key(), both);
    }
    return request;
}

TileFigure computeTile(ReadContext &context, const TileSpec &tile, const FigureScope &scope)
{
    TileFigure answer{tile.tile,
                      requestOf(tile, scope),
                      Figure(),
                      {},
                      filterWords(context, {.metric = tile.metric, .period = {}, .filters = tile.filters})};
    if (!tile.against) {
        answer.figure = computeMetric(context, answer.request);
        return answer;
    }
    auto compared = compareMetric(context, answer.request, *tile.against);
    if (!compared) {
        answer.figure = fail(compared.error());
        return answer;
    }
    answer.figure = compared->current;
    answer.comparison = std::move(*compared);
    return answer;
}

// "+12.50" from "12.50"; nothing before what is not a number.
QString withSign(const QString &text)
{
    return text.at(0).isDigit() ? u'+' + text : text;
}

int directionOf(const QString &text)
{
    const double value = text.toDouble();
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

} // namespace

QMap<QString, QStringList> filtersOf(const QString &text)
{
    QMap<QString, QStringList> filters;
    for (const QString &filter : text.split(u';', Qt::SkipEmptyParts))
        filters.insert(filter.section(u'=', 0, 0), filter.section(u'=', 1).split(u','));
    return filters;
}

QString filterWords(ReadContext &context, const MetricRequest &request)
{
    const auto book = MetricBook::of(context.rules);
    const Metric *metric = book->find(request.metric);
    if (metric && metric->isComposed())
        metric = book->find(metric->numerator.first());
    if (!metric)
        return {};
    QStringList words;
    for (auto it = request.filters.cbegin(); it != request.filters.cend(); ++it)
        for (const QString &value : *it)
            words << (metric->base->fields.contains(it.key()) ? valueWord(context, *metric->base, it.key(), value)
                                                              : value);
    if (const RuleRow *band = context.rules.table("metric_bands"_L1).find(request.band))
        words << band->word();
    return words.join(Words::tr(", "));
}

QList<DashboardFilter> dashboardFilters(const RuleSet &rules)
{
    QList<DashboardFilter> filters;
    for (const RuleRow &row : rules.table("dashboard_filters"_L1).rows())
        filters.append({row.text("dimension"_L1), row.word(), row.text("list"_L1)});
    return filters;
}

QList<TileSpec> dashboardTiles(const RuleSet &rules)
{
    QList<TileSpec> tiles;
    for (const RuleRow &row : rules.table("dashboards"_L1).rows())
        tiles.append({.tile = row.text("tile"_L1),
                      .group = row.text("group"_L1),
                      .groupWord = rules.word("metric_group"_L1, row.text("group"_L1)),
                      .metric = row.text("metric"_L1),
                      .against = againstOf(row.text("against"_L1)),
                      .filters = filtersOf(row.text("filters"_L1))});
    return tiles;
}

Result<QList<TileFigure>> computeTiles(ReadContext &context, const FigureScope &scope)
{
    if (const auto sound = checkedPeriod(scope.period, context.now.localDate()); !sound)
        return fail(sound.error());
    QList<TileFigure> figures;
    for (const TileSpec &tile : dashboardTiles(context.rules))
        figures << computeTile(context, tile, scope);
    return figures;
}

// Percentages change by points, everything else by per cent (features.md 3 row 3); neither stands without its label.
ChangeWords changeWords(const Comparison &comparison)
{
    const bool points = comparison.current.isPercent;
    const QString change = points ? comparison.points : comparison.percent;
    ChangeWords words;
    words.against = comparison.against == Against::LastYear ? Words::tr("on last year") : Words::tr("on last period");
    words.comparable = !change.isEmpty() && change.toDouble() == change.toDouble() && change.at(0) != u'—';
    if (!words.comparable) {
        words.text = u"—"_s;
        return words;
    }
    words.direction = directionOf(change);
    words.text = points ? Words::tr("%1 points").arg(withSign(change)) : Words::tr("%1 %").arg(withSign(change));
    return words;
}

QList<ChartSpec> dashboardCharts(const RuleSet &rules)
{
    QList<ChartSpec> charts;
    for (const RuleRow &row : rules.table("charts"_L1).rows()) {
        const auto kind = std::ranges::find(chartKinds, row.text("kind"_L1));
        charts.append({.chart = row.text("chart"_L1),
                       .board = row.text("board"_L1),
                       .boardWord = rules.word("chart_board"_L1, row.text("board"_L1)),
                       .word = row.word(),
                       .kind = static_cast<ChartKind>(kind - chartKinds.begin()),
                       .metrics = row.list("metrics"_L1),
                       .by = row.text("by"_L1),
                       .step = row.text("step"_L1),
                       .steps = row.number("steps"_L1)});
    }
    return charts;
}

namespace {

class DashboardCheck {
public:
    explicit DashboardCheck(const RuleSet &rules)
        : m_rules(rules)
        , m_book(MetricBook::of(rules))
    {
    }

    QList<RuleFault> run()
    {
        for (const RuleRow &row : m_rules.table("dashboards"_L1).rows())
            checkTile(row);
        for (const RuleRow &row : m_rules.table("charts"_L1).rows())
            checkChart(row);
        return m_faults;
    }

private:
    void fault(QLatin1StringView file, const RuleRow &row, const QString &message)
    {
        m_faults.append({file, row.line(), 1, message});
    }

    [[nodiscard]] QList<const Metric *> counted(const QString &name) const
    {
        const Metric *metric = m_book->find(name);
        QList<const Metric *> parts;
        if (!metric)
            return parts;
        if (!metric->isComposed())
            return {metric};
        for (const QString &part : metric->numerator + metric->denominator)
            if (const Metric *found = m_book->find(part))
                parts << found;
        return parts;
    }

    [[nodiscard]] bool knows(const QString &metric, const QString &dimension) const
    {
        return std::ranges::all_of(counted(metric), [&](const Metric *part) {
            return !part->base || dimension == byTown || dimension == byVillage ||
                   part->base->dimensions().contains(dimension);
        });
    }

    void checkTile(const RuleRow &row)
    {
        const QString against = row.text("against"_L1);
        if (against != "-"_L1 && !againstOf(against))
            fault("dashboards.csv"_L1, row, Words::tr("There is no comparison \"%1\".").arg(against));
        for (const QString &dimension : filtersOf(row.text("filters"_L1)).keys())
            if (!knows(row.text("metric"_L1), dimension))
                fault("dashboards.csv"_L1, row,
                      Words::tr("%1 cannot be asked for by \"%2\".").arg(row.text("metric"_L1), dimension));
    }

    void checkChart(const RuleRow &row)
    {
        const QString kind = row.text("kind"_L1);
        const QString by = row.text("by"_L1);
        const QString step = row.text("step"_L1);
        if (!std::ranges::contains(chartKinds, kind))
            fault("charts.csv"_L1, row, Words::tr("There is no kind of chart \"%1\".").arg(kind));
        if ((kind == "bar"_L1 || kind == "stacked"_L1) && by.isEmpty())
            fault("charts.csv"_L1, row, Words::tr("This chart does not say what it is split by."));
        const bool stepped = kind == "line"_L1 || kind == "stacked"_L1;
        if (stepped && (!std::ranges::contains(stepWords, step) || row.number("steps"_L1) < 1))
            fault("charts.csv"_L1, row, Words::tr("This chart needs a step and how many of them."));
        for (const QString &name : row.list("metrics"_L1)) {
            const Metric *metric = m_book->find(name);
            if (!by.isEmpty() && !knows(name, by))
                fault("charts.csv"_L1, row, Words::tr("%1 cannot be asked for by \"%2\".").arg(name, by));
            if (kind == "age"_L1 && metric && metric->kind != MetricKind::Stock)
                fault("charts.csv"_L1, row, Words::tr("%1 is no stock; only what is open has an age.").arg(name));
        }
    }

    const RuleSet &m_rules;
    std::shared_ptr<const MetricBook> m_book;
    QList<RuleFault> m_faults;
};

} // namespace

QList<RuleFault> dashboardFaults(const RuleSet &rules)
{
    // Metrics that are faulty themselves were named by metricFaults().
    return metricFaults(rules).isEmpty() ? DashboardCheck(rules).run() : QList<RuleFault>();
}

} // namespace fengqiao
