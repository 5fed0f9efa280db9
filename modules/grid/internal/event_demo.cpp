#include <QCoreApplication>
#include <QIODevice>
#include <QRandomGenerator>
#include <QTextStream>
#include <algorithm>
#include <array>
#include <cmath>

#include <grid/demo.h>
#include <grid/grids.h>

#include "event_places.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int yearDays = 365;
constexpr int closedPercent = 93;
constexpr int mostTries = 2000; // of a point in the box around a grid's border

// People walk their grids on working days and in daylight.
constexpr std::array<double, 7> weekday{1.05, 1.1, 1.1, 1.05, 1.0, 0.55, 0.45};
constexpr std::array<int, 24> hourly{1,  0,  0,  0,  0,  1,  4,  12, 30, 40, 38, 22,
                                     10, 12, 28, 36, 34, 26, 14, 10, 6,  4,  2,  1};

struct MixRow {
    QString kind;
    int weight = 0;
    QString text;
    QString result;
};

Result<QList<MixRow>> readMix()
{
    const auto table = readDemoTable(u"event_mix.csv"_s);
    if (!table)
        return fail(table.error());
    QList<MixRow> mix;
    for (const DemoRow &row : *table)
        mix << MixRow{row.value(u"kind"_s), row.value(u"weight"_s).toInt(), row.value(u"text"_s),
                      row.value(u"result"_s)};
    return mix;
}

// One of several, each as often as its weight says.
class Choice {
public:
    explicit Choice(const QList<int> &weights)
    {
        int sum = 0;
        for (const int weight : weights)
            m_sums << (sum += weight);
    }

    [[nodiscard]] qsizetype pick(QRandomGenerator &random) const
    {
        return std::ranges::upper_bound(m_sums, random.bounded(m_sums.last())) - m_sums.cbegin();
    }

private:
    QList<int> m_sums;
};

QList<int> weightsOf(const QList<MixRow> &mix)
{
    QList<int> weights;
    for (const MixRow &row : mix)
        weights << row.weight;
    return weights;
}

class DemoWriter {
public:
    DemoWriter(std::shared_ptr<const GridPlaces> places, QStringList words, QList<MixRow> mix, const DemoEvents &demo,
               QIODevice &target)
        : m_places(std::move(places))
        , m_words(std::move(words))
        , m_mix(std::move(mix))
        , m_kinds(weightsOf(m_mix))
        , m_hours(QList<int>(hourly.cbegin(), hourly.cend()))
        , m_grids(gridWeights(demo.seed))
        , m_demo(demo)
        , m_random(demo.seed)
        , m_out(&target)
    {
    }

    qint64 run()
    {
        m_out << u"事件编号,事件类型,事件内容,地址,经度,纬度,坐标系,发生时间,登记时间,来源,办结时间,处理结果\n"_s;
        double sum = 0;
        for (int day = 0; day < yearDays; ++day)
            sum += weightOf(dateOf(day));
        double share = 0;
        for (int day = 0; day < yearDays; ++day) {
            share += weightOf(dateOf(day)) / sum;
            const auto until =
                day + 1 == yearDays ? m_demo.count : static_cast<qint64>(std::floor(share * m_demo.count));
            writeDay(dateOf(day), static_cast<int>(until - m_written));
        }
        m_out.flush();
        return m_written;
    }

private:
    [[nodiscard]] QDate dateOf(int day) const { return m_demo.lastDay.addDays(day + 1 - yearDays); }

    [[nodiscard]] static double weightOf(QDate date) { return weekday[static_cast<size_t>(date.dayOfWeek() - 1)]; }

    // Busy and quiet grids, the same in every month.
    [[nodiscard]] QList<int> gridWeights(quint32 seed) const
    {
        QRandomGenerator random(seed ^ 0x5f5f5f5f);
        QList<int> weights;
        for (qsizetype i = 0; i < m_places->shapes().size(); ++i)
            weights << random.bounded(40, 160);
        return weights;
    }

    void writeDay(QDate date, int count)
    {
        QList<QTime> times;
        for (int i = 0; i < count; ++i)
            times << QTime(static_cast<int>(m_hours.pick(m_random)), m_random.bounded(60), m_random.bounded(60));
        std::ranges::sort(times);
        for (const QTime time : std::as_const(times))
            writeEvent(QDateTime(date, time));
    }

    void writeEvent(const QDateTime &at)
    {
        const MixRow &what = m_mix.at(m_kinds.pick(m_random));
        const qsizetype grid = m_grids.pick(m_random);
        const GeoPoint point = pointIn(grid);
        const QString written = at.toString(u"yyyy-MM-dd HH:mm:ss");
        m_out << u"TS-%1-%2"_s.arg(m_demo.lastDay.year()).arg(++m_written, 6, 10, QLatin1Char('0')) << u',' << what.kind
              << u',' << what.text << u',' << m_words.at(grid) << u',' << QString::number(point.longitude, 'f', 7)
              << u',' << QString::number(point.latitude, 'f', 7) << u",wgs84,"_s << written << u','
              << at.addSecs(m_random.bounded(60, 3600)).toString(u"yyyy-MM-dd HH:mm:ss") << u",grid_worker,"_s;
        const QDateTime done = at.addSecs(3600LL * m_random.bounded(2, 240));
        if (m_random.bounded(100) < closedPercent && done.date() <= m_demo.lastDay)
            m_out << done.toString(u"yyyy-MM-dd HH:mm:ss") << u',' << what.result;
        else
            m_out << u',';
        m_out << u'\n';
    }

    // A point of the box until one lies in the grid; a sliver that is never hit has its own corner.
    GeoPoint pointIn(qsizetype grid)
    {
        const GeoShape &shape = m_places->shapes().at(grid);
        const GeoBox box = boxOf(shape);
        const QUuid wanted = m_places->places().at(grid).grid;
        for (int i = 0; i < mostTries; ++i) {
            const GeoPoint point{box.west + (box.east - box.west) * m_random.generateDouble(),
                                 box.south + (box.north - box.south) * m_random.generateDouble()};
            const GeoPoint kept{std::round(point.longitude * 1e7) / 1e7, std::round(point.latitude * 1e7) / 1e7};
            const GridPlaces::Place *place = m_places->at(kept);
            if (place && place->grid == wanted)
                return kept;
        }
        return shape.first().outer.first();
    }

    std::shared_ptr<const GridPlaces> m_places;
    QStringList m_words;
    QList<MixRow> m_mix;
    Choice m_kinds;
    Choice m_hours;
    Choice m_grids;
    DemoEvents m_demo;
    QRandomGenerator m_random;
    QTextStream m_out;
    qint64 m_written = 0;
};

QStringList wordsOf(Reader &reader, const GridPlaces &places)
{
    QStringList words;
    for (qsizetype i = 0; i < places.shapes().size(); ++i) {
        const auto grid = gridById(reader, places.places().at(i).grid);
        words << (grid ? gridPlace(reader, *grid) : QString());
    }
    return words;
}

} // namespace

Result<qint64> writeDemoEvents(ReadContext &context, const DemoEvents &demo, QIODevice &target)
{
    DemoEvents wanted = demo;
    if (!wanted.lastDay.isValid())
        wanted.lastDay = context.now.localDate().addDays(-1);
    auto mix = readMix();
    if (!mix)
        return fail(std::move(mix.error()));
    auto places = GridPlaces::of(context.tx, context.rules, context.now.localDate());
    if (places->shapes().isEmpty())
        return fail(ErrorKind::Invalid, u"events.no_grids"_s,
                    QCoreApplication::translate("Events",
                                                "No grid of this county has a border yet; events need grids to "
                                                "happen in."));
    QStringList words = wordsOf(context.tx, *places);
    return DemoWriter(std::move(places), std::move(words), std::move(*mix), wanted, target).run();
}

} // namespace fengqiao
