#include "shapes.h"

#include <thread>

#include <geo/generate.h>
#include <geo/locator.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

// The definition, without any index: even-odd over all edges.
bool inside(const GeoShape &shape, GeoPoint p)
{
    bool in = false;
    for (const GeoPolygon &polygon : shape) {
        for (const GeoRing &ring : QList<GeoRing>{polygon.outer} + polygon.holes) {
            for (qsizetype i = 0; i < ring.size(); ++i) {
                const GeoPoint a = ring[i];
                const GeoPoint b = ring[(i + 1) % ring.size()];
                if ((a.latitude > p.latitude) != (b.latitude > p.latitude) &&
                    p.longitude < a.longitude + (p.latitude - a.latitude) / (b.latitude - a.latitude) *
                                                    (b.longitude - a.longitude))
                    in = !in;
            }
        }
    }
    return in;
}

std::vector<GeoPoint> scatter(int count)
{
    std::mt19937 random(17);
    std::vector<GeoPoint> points;
    for (int i = 0; i < count; ++i)
        points.push_back({uniform(random, 105.75, 106.45), uniform(random, 34.35, 35.05)});
    return points;
}

} // namespace

class TstLocator : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void answersAreThoseOfTheDefinition()
    {
        const auto parts = generateParts(flower({106.1, 34.7}, 0.25, 300), 300);
        const Locator locator(*parts);
        int outside = 0;
        for (const GeoPoint &p : scatter(20'000)) {
            const int at = locator.at(p);
            if (at >= 0) {
                QVERIFY(inside((*parts)[at], p));
            } else {
                ++outside;
                QVERIFY(std::ranges::none_of(*parts, [p](const GeoShape &part) { return inside(part, p); }));
            }
        }
        QVERIFY(outside > 1'000 && outside < 19'000);
    }

    void sharedBorderBelongsToTheFirst()
    {
        const Locator locator(QList<GeoShape>{box(106, 34, 0.1, 0.1), box(106.1, 34, 0.1, 0.1)});
        QCOMPARE(locator.at({106.1, 34.05}), 0);
        QCOMPARE(locator.at({106.15, 34.0}), 1);
        QCOMPARE(locator.at({106.2001, 34.1}), -1);
    }

    void holesAndBrokenBordersAndOwnNumbers()
    {
        GeoShape ring = box(106, 34, 0.1, 0.1);
        ring[0].holes << box(106.04, 34.04, 0.02, 0.02)[0].outer;
        const Locator locator(QList<Locator::Area>{{7, ring}, {9, {}}, {11, bowTie()}});
        QCOMPARE(locator.at({106.02, 34.02}), 7);
        QCOMPARE(locator.at({106.05, 34.055}), -1);
        QCOMPARE(Locator(QList<GeoShape>{}).at({106, 34}), -1);
        QCOMPARE(locator.at({qQNaN(), 34}), -1);
    }

    void sliverBesideTheBorderIsFoundByDistance()
    {
        const Locator locator(QList<GeoShape>{box(106, 34, 0.1, 0.1), box(106.2, 34, 0.1, 0.1)});
        QCOMPARE(locator.nearest({106.1002, 34.05}, 30), 0);
        QCOMPARE(locator.nearest({106.1998, 34.05}, 30), 1);
        QCOMPARE(locator.nearest({106.15, 34.05}, 30), -1);
        QCOMPARE(locator.nearest({106.05, 34.05}, 0), 0);
    }

    void manyThreadsGetTheSameAnswers()
    {
        const auto parts = generateParts(flower({106.1, 34.7}, 0.25, 300), 100);
        const Locator locator(*parts);
        const std::vector<GeoPoint> points = scatter(20'000);
        const Locator alone(*parts);
        const QList<int> expected = alone.at(points);
        std::vector<QList<int>> answers(4);
        std::vector<std::thread> threads;
        for (QList<int> &answer : answers)
            threads.emplace_back([&] { answer = locator.at(points); });
        for (std::thread &thread : threads)
            thread.join();
        for (const QList<int> &answer : answers)
            QCOMPARE(answer, expected);
    }
};

QTEST_GUILESS_MAIN(TstLocator)
#include "tst_locator.moc"
