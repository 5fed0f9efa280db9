#pragma once

#include <QByteArray>
#include <QHash>

#include "tally.h"

namespace fengqiao {

// The counters as stored. Dimension 0 is none, 255 the measure itself, the others are those of the base in order.
inline constexpr int noDimension = 0;
inline constexpr int crossDimension = 200; // and on: the two dimensions of metric_crosses, county only
inline constexpr int townsDimension = 253;
inline constexpr int villagesDimension = 254;
inline constexpr int measureDimension = 255;
inline constexpr QChar crossMark(0x1f); // between the values of a cross

// Towns and villages that nothing else splits lie apart from each other, so that who asks for the towns of a county
// does not walk over its villages.
[[nodiscard]] int storedDimension(int dimension, qsizetype areaLength);

[[nodiscard]] int dimensionCode(const Metric &metric, const QString &by); // -1 if it has no cells
// The place of the cross of these two dimensions among those of the metric; -1 if it has none.
[[nodiscard]] int crossOf(const Metric &metric, const QStringList &dimensions);
// Divisions that have cells: county and town, and the village where no dimension splits it.
[[nodiscard]] QList<int> cellLevels(int dimension);

// Days of a month with what is counted on them, packed.
using MonthDays = QMap<int, Count>;
[[nodiscard]] QByteArray packDays(const MonthDays &days);
[[nodiscard]] MonthDays unpackDays(const QByteArray &bytes);
[[nodiscard]] Count sumOfDays(const QByteArray &bytes, qint64 from, qint64 to); // days of the month, both included

[[nodiscard]] int monthOf(qint64 julianDay); // year * 12 + month - 1
[[nodiscard]] qint64 firstDayOf(int month);
[[nodiscard]] qint64 lastDayOf(int month);

// One counter of one day, while counting.
struct CellKey {
    int series = 0;
    int dimension = 0;
    int area = 0;  // number of a text
    int value = 0; // likewise
    qint64 day = 0;

    friend bool operator==(const CellKey &, const CellKey &) = default;

    friend size_t qHash(const CellKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.series * 256 + key.dimension, key.area, key.value, key.day);
    }
};

// What rows add to the counters, or take from them.
class CellSum {
public:
    explicit CellSum(const MetricBase &base, const MetricBook &book);

    // All rows that the SELECT gives (scanSql) with this sign; returns how many, and the last row's number.
    qint64 scan(Reader &reader, RowSource source, const QString &county, const QString &tail, const QVariantList &binds,
                int sign, qint64 *last = nullptr);
    void store(Writer &tx) const;
    // By "series dim area day value", for comparing.
    [[nodiscard]] QMap<QString, Count> cells() const;

private:
    struct Series {
        int code = 0;
        int date = 0;     // column of the SELECT
        int measure = -1; // -1: none
        int predicate = 0;
        bool histogram = false;
        QList<std::pair<int, int>> crosses{}; // columns
    };

    void addSeries(const Metric &metric, bool leaving, RowSource source);
    [[nodiscard]] QString select(RowSource source, const QString &county, QVariantList *binds);
    [[nodiscard]] QString anySeries(RowSource source, QVariantList *binds) const;
    int columnFor(const QString &sql);
    [[nodiscard]] int dimensionColumn(const QString &dimension) const;
    void storeMonth(Writer &tx, const CellKey &key, const MonthDays &more) const; // `day` of the key is the month
    void count(const Query &row, int sign);
    void addTo(const Series &series, int dimension, const QString &value, const QStringList &areas, qint64 day,
               const Count &count);
    [[nodiscard]] int textNumber(const QString &text);

    const MetricBase &m_base;
    const MetricBook &m_book;
    QStringList m_dimensions;
    QStringList m_columns; // of the SELECT behind row, area and dimensions
    QHash<QString, int> m_columnOf;
    QVariantList m_binds;
    QList<Series> m_series;
    QHash<CellKey, Count> m_sums;
    QStringList m_texts;
    QHash<QString, int> m_textNumbers;
};

} // namespace fengqiao
