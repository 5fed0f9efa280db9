#pragma once

#include <QMutex>
#include <functional>
#include <memory>
#include <vector>

#include <map/widgets/map_types.h>

#include "mercator.h"

namespace fengqiao {

// Days as numbers; the filter is a closed range of them.
struct DayRange {
    qint32 from = INT32_MIN;
    qint32 to = INT32_MAX;

    [[nodiscard]] bool has(qint32 day) const { return day == always || (day >= from && day <= to); }

    static constexpr qint32 always = INT32_MIN;

    friend bool operator==(const DayRange &, const DayRange &) = default;
};

[[nodiscard]] qint32 dayNumber(QDate day); // an invalid one: DayRange::always

// The points of one layer along a Z-order curve: every square of a quadtree is a run of them, found by two binary
// searches, at any zoom, without a tree in memory.
class PointSet {
public:
    using Progress = std::function<bool(qsizetype done, qsizetype total)>; // false stops

    [[nodiscard]] static std::shared_ptr<const PointSet> build(const QList<MapPoint> &points, Datum from, Datum to,
                                                               const Progress &progress = {});

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_spots.size()); }

    [[nodiscard]] qsizetype given() const { return m_given; }

    [[nodiscard]] Spot spot(quint32 i) const { return m_spots[i]; }

    [[nodiscard]] QUuid key(quint32 i) const { return m_keys[i]; }

    [[nodiscard]] int mark(quint32 i) const { return m_marks[i]; }

    [[nodiscard]] qint32 day(quint32 i) const { return m_days[i]; }

    [[nodiscard]] const SpotBox &extent() const { return m_extent; }

    struct Range {
        quint32 begin = 0;
        quint32 end = 0;
    };

    // The points in square (column, row) of 2^level squares a side.
    [[nodiscard]] Range square(int level, quint32 column, quint32 row) const;

    template <typename Visit> void each(const SpotBox &in, Visit visit) const
    {
        // Squares about an eighth of the box wide: few searches, few points visited in vain.
        const quint32 breadth = std::max({in.right - in.left, in.bottom - in.top, 1U});
        const int level = std::clamp(static_cast<int>(std::log2(spotsAround / breadth)) + 3, 0, 31);
        const int shift = 32 - level;
        for (quint64 row = quint64{in.top} >> shift; row <= quint64{in.bottom} >> shift; ++row) {
            for (quint64 column = quint64{in.left} >> shift; column <= quint64{in.right} >> shift; ++column) {
                const Range range = square(level, static_cast<quint32>(column), static_cast<quint32>(row));
                for (quint32 i = range.begin; i < range.end; ++i) {
                    if (in.contains(m_spots[i]))
                        visit(i);
                }
            }
        }
    }

    // One square of the level with its points of those days: what one disc stands for.
    struct Cluster {
        quint32 count = 0;
        quint32 first = 0; // one of its points
        Range range;
        SpotBox box;
        double x = 0; // mean, in spots
        double y = 0;
    };

    [[nodiscard]] Cluster cluster(int level, quint32 column, quint32 row, const DayRange &days) const;
    // The largest number of points in one square of the level. A pass over all points the first time, then known.
    [[nodiscard]] quint32 peak(int level, const DayRange &days) const;

private:
    struct Peak {
        int level = 0;
        DayRange days;
        quint32 count = 0;
    };

    [[nodiscard]] quint32 countPeak(int level, const DayRange &days) const;

    qsizetype m_given = 0;
    SpotBox m_extent;
    std::vector<Spot> m_spots;
    std::vector<QUuid> m_keys;
    std::vector<qint32> m_days;
    std::vector<quint8> m_marks;
    mutable QMutex m_peakLock;
    mutable std::vector<Peak> m_peaks;
};

} // namespace fengqiao
