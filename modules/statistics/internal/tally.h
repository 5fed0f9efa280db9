#pragma once

#include <QMap>

#include <store/session.h>

#include "dictionary.h"

namespace fengqiao {

struct Count {
    qint64 n = 0;
    qint64 total = 0; // of the measure; 0 without one

    Count &operator+=(const Count &other)
    {
        n += other.n;
        total += other.total;
        return *this;
    }

    Count &operator-=(const Count &other)
    {
        n -= other.n;
        total -= other.total;
        return *this;
    }

    friend bool operator==(const Count &, const Count &) = default;
};

using Tally = QMap<QString, Count>; // value of what it is split by, or one entry with an empty key

// How a tally may be split besides by a dimension.
inline constexpr QLatin1StringView byTown("town");
inline constexpr QLatin1StringView byVillage("village");
inline constexpr QLatin1StringView byMeasure("#"); // each value of the measure, for medians

// How far the rows of a base reached when something was frozen (past.h).
struct PastMark {
    qint64 no = 0;   // of the freezing
    qint64 upto = 0; // its last row
};

// Which rows of a counted metric. Days are Julian, as the store keeps dates.
struct Selection {
    const MetricBook *book = nullptr;
    const RuleSet *rules = nullptr; // that computed figures follow
    const Metric *metric = nullptr;
    bool leaving = false; // of a stock: what ended in the period instead of what began
    qint64 from = 0;
    qint64 to = 0;
    std::optional<qint64> openOn{}; // of a stock, in a list: begun by `to` and not ended on this day
    QString area;
    QString county;
    QMap<QString, QStringList> filters{};
    QString scope{}; // a condition on rowid that limits it to one's own, or empty
    QVariantList scopeBinds{};
    std::optional<PastMark> past{}; // as the rows stood then
    bool cellsOnly = false;         // the counters as they were folded last, without a look at any row
};

struct Where {
    QString sql;
    QVariantList binds;
};

[[nodiscard]] QString dateSql(const Selection &selection, RowSource source);
[[nodiscard]] Where whereOf(const Selection &selection, RowSource source);
[[nodiscard]] QString keySql(const Selection &selection, const QString &by, RowSource source);
// Over the rows themselves: all, those behind the mark of the counters, those with an image, or the images; and of a
// freezing those that came later, those that changed since, and their images.
enum class RowPart { All, BehindMark, Changed, Images, CameLater, ChangedSince, Past };
[[nodiscard]] Tally tallyOfRows(Reader &reader, const Selection &selection, const QString &by,
                                RowPart part = RowPart::All);
// What the counters say of it, as of their last fold; nothing if they do not hold it.
[[nodiscard]] std::optional<Tally> tallyOfCounters(Reader &reader, const Selection &selection, const QString &by);
// The exact answer by the shortest way: counters and what changed since, or the rows.
[[nodiscard]] Tally tally(Reader &reader, const Selection &selection, const QString &by = {});

} // namespace fengqiao
