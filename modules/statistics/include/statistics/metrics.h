#pragma once

#include <QDate>
#include <QMap>

#include <access/desk.h>
#include <statistics/rational.h>

namespace fengqiao {

// One way out: every figure anywhere comes from the dictionary (rule table `metrics`, domain.md 6.1) and is asked for
// here. The number, the list behind it, its breakdown and its counters use one predicate, so they cannot differ.

struct Period {
    QDate from;
    QDate to; // both belong to it

    [[nodiscard]] static Period month(int year, int month);
    [[nodiscard]] static Period year(int year);

    [[nodiscard]] qint64 days() const { return from.daysTo(to) + 1; }

    // The same kind of period before: the month before a whole month, the quarter before a quarter, the year before a
    // year, else as many days.
    [[nodiscard]] Period previous() const;
    [[nodiscard]] Period lastYear() const; // the same days of the year before; 29 February becomes the 28th
    [[nodiscard]] QString text() const;    // "2026-09-14 to 2026-09-20"

    friend bool operator==(const Period &, const Period &) = default;
};

struct MetricRequest {
    QString metric;
    Period period;
    QString area{};                       // digits of a division, or of a grid; empty = the reader's own
    QMap<QString, QStringList> filters{}; // dimension -> values, one of which must hold; all dimensions together
    bool outside = false;                 // for eyes outside the centre: small cells are not shown (R9)
    QString band{};                       // of a stock: only what has been open for so long (metric_bands)
    // For the wall: from the counters alone, as of their last fold, and no cell under setting wall_cell_min (wall.h).
    // What they do not count is the error "metric.not_counted".
    bool wall = false;
    QUuid asKept{}; // as the rows stood when this record was frozen (kept_past.h); null: as they are
};

// A figure with everything that proves it.
struct Figure {
    QString metric;
    QString word;
    QString sentence; // how it is defined
    QString source;
    QString unit; // word of it
    bool isPercent = false;
    qint64 numerator = 0;
    qint64 denominator = 1; // 0: there is nothing to divide by, and the text is a dash
    qint64 n = 0;           // rows behind the denominator, or behind the figure itself
    QString text;           // rounded half up: "98.61"; "—" without denominator; "<3" where suppressed
    bool suppressed = false;
    bool hasDenominator = false; // a ratio, in whose case numerator and denominator are worth showing
    Period period;
    QString area;
    QString areaWord;
    bool ownOnly = false; // of the reader's own records
    QMap<QString, QStringList> filters;
    Instant asOf;
    bool provisional = false; // the period is not over
    QString definition;       // version of the dictionary it was computed by

    [[nodiscard]] QString shown() const; // text with its unit
    [[nodiscard]] QJsonObject toJson() const;
};

// Codes: "metric.unknown", "metric.period_reversed", "metric.period_future", "metric.area_unknown",
// "metric.area_scope", "metric.dimension_unknown", "metric.not_permitted", "metric.no_stock", "metric.band_unknown",
// "metric.not_kept".
[[nodiscard]] Result<Figure> computeMetric(ReadContext &context, const MetricRequest &request);

// ---- the list behind ----

enum class MetricPart { Numerator, Denominator }; // the same for what is no ratio

struct ListedRow {
    QUuid id;       // null where this person may not open the record
    QString number; // empty where it has none, or may not be opened
    QDate day;
    QString area;
    qint64 value = 1;  // what it adds
    QJsonObject words; // field -> word; never a name or a narrative
};

struct RowsBehind {
    QString metric; // that lists them: the numerator or denominator of a ratio
    QString kind;
    qint64 total = 0; // of rows, also beyond the limit
    qint64 sum = 0;   // of their values, also beyond the limit
    QStringList columns;
    QStringList columnWords;
    QList<ListedRow> rows;
};

[[nodiscard]] Result<RowsBehind> listBehind(ReadContext &context, const MetricRequest &request,
                                            MetricPart part = MetricPart::Numerator, int limit = 200, int offset = 0);

// ---- parts ----

struct Slice {
    QString value; // code, division or id; empty for rows that do not say
    QString word;
    QString unit; // a counting word of its own, else that of the figure
    Figure figure;
    QString share; // of counts and sums, largest remainder
};

struct Breakdown {
    Figure total;
    QList<Slice> slices; // in the order of the code list, divisions by code
    QString note;        // on rounding, where each share by itself would not give 100
};

// By a dimension of the metric, or by "town" or "village". The slices of a count add up to its total.
[[nodiscard]] Result<Breakdown> breakDown(ReadContext &context, const MetricRequest &request, const QString &dimension);
// Open rows by how long they have been open (metric_bands); of stocks only.
[[nodiscard]] Result<Breakdown> ageBands(ReadContext &context, const MetricRequest &request);

// ---- comparison ----

enum class Against { LastPeriod, LastYear };

struct Comparison {
    Against against = Against::LastPeriod;
    QString word; // "compared with last year (同比)"
    Figure current;
    Figure previous;
    QString percent; // change in per cent; "—" where there was nothing before
    QString points;  // change in percentage points; of percentages only
};

[[nodiscard]] Result<Comparison> compareMetric(ReadContext &context, const MetricRequest &request, Against against);

// ---- the dictionary ----

struct MetricEntry {
    QString metric;
    QString group;
    QString groupWord;
    QString word;
    QString sentence;
    QString unit;
    QString source;
    bool isRatio = false;
    QStringList numerator;
    QStringList denominator;
    QStringList dimensions;
    QStringList dimensionWords;
};

[[nodiscard]] QList<MetricEntry> metricDictionary(const RuleSet &rules);

} // namespace fengqiao
