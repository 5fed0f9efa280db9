#pragma once

#include <statistics/metrics.h>

namespace fengqiao {

// What the Command perspective shows is data: rule tables `dashboards` (tiles), `charts` and `dashboard_filters`. Every
// number in it comes from the dictionary and carries the request that opens the list behind it.

// What tiles and charts are asked about together.
struct FigureScope {
    Period period;
    QString area{}; // empty = the reader's own
    QMap<QString, QStringList> filters{};

    friend bool operator==(const FigureScope &, const FigureScope &) = default;
};

// A period somebody chose. Codes "metric.period_missing", "metric.period_reversed", "metric.period_future".
[[nodiscard]] Result<> checkedPeriod(const Period &period, QDate today);

struct DashboardFilter {
    QString dimension;
    QString word;
    QString list; // codes
};

[[nodiscard]] QList<DashboardFilter> dashboardFilters(const RuleSet &rules);

// What a request is narrowed by, in words: "Red, Neighbours".
[[nodiscard]] QString filterWords(ReadContext &context, const MetricRequest &request);

// ---- tiles ----

struct TileSpec {
    QString tile;
    QString group;
    QString groupWord;
    QString metric;
    std::optional<Against> against;
    QMap<QString, QStringList> filters{};
};

struct TileFigure {
    QString tile;
    MetricRequest request;
    Result<Figure> figure; // refused, for example, where it cannot be asked for by one of the filters
    std::optional<Comparison> comparison;
    QString filterWords; // of the tile's own filters: "Red"
};

[[nodiscard]] QList<TileSpec> dashboardTiles(const RuleSet &rules);
// All tiles of one snapshot, in the order of the table.
[[nodiscard]] Result<QList<TileFigure>> computeTiles(ReadContext &context, const FigureScope &scope);

// A change in one line: "+12.50 %", "+1.20 points" or a dash, with what it is compared with.
struct ChangeWords {
    int direction = 0; // 1 up, -1 down, 0 the same or not comparable
    bool comparable = false;
    QString text; // "+1.20 percentage points"
    QString against;
};

[[nodiscard]] ChangeWords changeWords(const Comparison &comparison);

// ---- charts ----

enum class ChartKind { Bar, Line, Stacked, Age };

struct ChartSpec {
    QString chart;
    QString board;
    QString boardWord;
    QString word;
    ChartKind kind = ChartKind::Bar;
    QStringList metrics;
    QString by;
    QString step;
    int steps = 0;
};

struct ChartCell {
    QString text; // as printed: rounded, "—" or "<3"
    double value = 0;
    bool drawn = true;     // false where there is no number to draw
    MetricRequest request; // the list behind it
};

struct ChartSeries {
    QString word;
    QString unit;
    QList<ChartCell> cells; // one for each category
};

// A chart as a table; what is drawn is exactly this.
struct ChartTable {
    QString chart;
    QString word;
    ChartKind kind = ChartKind::Bar;
    QString categoryWord;
    QStringList categories;
    QList<ChartSeries> series;
    QStringList sentences; // how each of its figures is defined
    QString note;          // on rounding of shares, and whether cells are hidden
    Period period;
    QString areaWord;
    Instant asOf;
    bool provisional = false;

    [[nodiscard]] bool isEmpty() const; // nothing to draw
};

[[nodiscard]] QList<ChartSpec> dashboardCharts(const RuleSet &rules);
[[nodiscard]] Result<ChartTable> computeChart(ReadContext &context, const ChartSpec &spec, const FigureScope &scope);
// The last `steps` periods up to the one that holds the last day, none of which begins after today; oldest first.
[[nodiscard]] QList<Period> stepsUpTo(QDate last, const QString &step, int steps, QDate today);

} // namespace fengqiao
