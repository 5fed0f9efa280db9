#include "point_set.h"

namespace fengqiao {

namespace {

quint64 spread(quint32 v)
{
    quint64 x = v;
    x = (x | x << 16) & 0x0000ffff0000ffffULL;
    x = (x | x << 8) & 0x00ff00ff00ff00ffULL;
    x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fULL;
    x = (x | x << 2) & 0x3333333333333333ULL;
    return (x | x << 1) & 0x5555555555555555ULL;
}

quint64 zOrder(Spot s)
{
    return spread(s.x) | spread(s.y) << 1;
}

bool canBeShown(const MapPoint &point)
{
    return std::isfinite(point.at.longitude) && std::isfinite(point.at.latitude) &&
           std::abs(point.at.longitude) <= 180 && std::abs(point.at.latitude) <= 90;
}

} // namespace

qint32 dayNumber(QDate day)
{
    return day.isValid() ? static_cast<qint32>(day.toJulianDay()) : DayRange::always;
}

std::shared_ptr<const PointSet> PointSet::build(const QList<MapPoint> &points, Datum from, Datum to,
                                                const Progress &progress)
{
    constexpr qsizetype step = 16384;

    struct Placed {
        quint64 code;
        Spot spot;
        quint32 input;
    };

    std::vector<Placed> placed;
    placed.reserve(static_cast<size_t>(points.size()));
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (progress && i % step == 0 && !progress(i, points.size()))
            return {};
        if (!canBeShown(points[i]))
            continue;
        const Spot spot = toSpot(toMercator(from == to ? points[i].at : converted(points[i].at, from, to)));
        placed.push_back({zOrder(spot), spot, static_cast<quint32>(i)});
    }
    std::ranges::sort(placed, {}, [](const Placed &p) { return std::pair(p.code, p.input); });
    auto set = std::make_shared<PointSet>();
    set->m_given = points.size();
    set->m_spots.reserve(placed.size());
    set->m_keys.reserve(placed.size());
    set->m_days.reserve(placed.size());
    set->m_marks.reserve(placed.size());
    for (const Placed &p : placed) {
        const MapPoint &point = points[p.input];
        set->m_spots.push_back(p.spot);
        set->m_extent.add(p.spot);
        set->m_keys.push_back(point.key);
        set->m_days.push_back(dayNumber(point.day));
        set->m_marks.push_back(static_cast<quint8>(std::clamp(point.mark, 0, 255)));
    }
    if (progress)
        progress(points.size(), points.size());
    return set;
}

PointSet::Range PointSet::square(int level, quint32 column, quint32 row) const
{
    if (level <= 0)
        return {0, size()};
    const int shift = 32 - level;
    const quint64 first = zOrder({column << shift, row << shift});
    const quint64 last = first + ((quint64{1} << (2 * shift)) - 1);
    const auto before = [](const Spot &s, quint64 code) { return zOrder(s) < code; };
    const auto after = [](quint64 code, const Spot &s) { return code < zOrder(s); };
    const auto begin = std::lower_bound(m_spots.begin(), m_spots.end(), first, before);
    const auto end = std::upper_bound(begin, m_spots.end(), last, after);
    return {static_cast<quint32>(begin - m_spots.begin()), static_cast<quint32>(end - m_spots.begin())};
}

PointSet::Cluster PointSet::cluster(int level, quint32 column, quint32 row, const DayRange &days) const
{
    Cluster cluster;
    cluster.range = square(level, column, row);
    quint64 x = 0;
    quint64 y = 0;
    for (quint32 i = cluster.range.begin; i < cluster.range.end; ++i) {
        if (!days.has(m_days[i]))
            continue;
        if (cluster.count++ == 0)
            cluster.first = i;
        cluster.box.add(m_spots[i]);
        x += m_spots[i].x;
        y += m_spots[i].y;
    }
    if (cluster.count > 0) {
        cluster.x = static_cast<double>(x) / cluster.count;
        cluster.y = static_cast<double>(y) / cluster.count;
    }
    return cluster;
}

quint32 PointSet::peak(int level, const DayRange &days) const
{
    constexpr size_t kept = 32;
    const QMutexLocker lock(&m_peakLock);
    for (const Peak &peak : m_peaks) {
        if (peak.level == level && peak.days == days)
            return peak.count;
    }
    if (m_peaks.size() >= kept)
        m_peaks.erase(m_peaks.begin());
    m_peaks.push_back({level, days, countPeak(level, days)});
    return m_peaks.back().count;
}

quint32 PointSet::countPeak(int level, const DayRange &days) const
{
    const int shift = 32 - level;
    quint32 peak = 0;
    quint32 count = 0;
    quint64 square = UINT64_MAX;
    for (quint32 i = 0; i < size(); ++i) {
        if (!days.has(m_days[i]))
            continue;
        const quint64 here = quint64{m_spots[i].x >> shift} << 32 | m_spots[i].y >> shift;
        if (here != square)
            count = 0;
        square = here;
        peak = std::max(peak, ++count);
    }
    return peak;
}

} // namespace fengqiao
