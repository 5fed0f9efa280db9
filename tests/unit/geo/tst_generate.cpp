#include "shapes.h"

#include <QElapsedTimer>
#include <QMap>

#include <geo/generate.h>
#include <geo/locator.h>
#include <geo/outlines.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

using Vertex = std::pair<qint64, qint64>;

Vertex stored(GeoPoint p)
{
    return {std::llround(p.longitude * 1e7), std::llround(p.latitude * 1e7)};
}

// Every edge of a coverage is there twice, once in each direction, or once on the outside.
QMap<std::pair<Vertex, Vertex>, int> edgesOf(const QList<GeoShape> &shapes)
{
    QMap<std::pair<Vertex, Vertex>, int> edges;
    for (const GeoShape &shape : shapes) {
        for (const GeoPolygon &polygon : shape) {
            for (const GeoRing &ring : QList<GeoRing>{polygon.outer} + polygon.holes) {
                for (qsizetype i = 0; i < ring.size(); ++i) {
                    const Vertex a = stored(ring[i]);
                    const Vertex b = stored(ring[(i + 1) % ring.size()]);
                    ++edges[{std::min(a, b), std::max(a, b)}];
                }
            }
        }
    }
    return edges;
}

double outerLength(const QMap<std::pair<Vertex, Vertex>, int> &edges)
{
    double metres = 0;
    for (auto it = edges.begin(); it != edges.end(); ++it) {
        const auto &[a, b] = it.key();
        if (it.value() == 1)
            metres += metresBetween({static_cast<double>(a.first) / 1e7, static_cast<double>(a.second) / 1e7},
                                    {static_cast<double>(b.first) / 1e7, static_cast<double>(b.second) / 1e7});
    }
    return metres;
}

double lengthOf(const GeoShape &shape)
{
    return outerLength(edgesOf({shape}));
}

// A county that bends in, with an enclave.
GeoShape county()
{
    GeoShape shape = flower({106.1, 34.7}, 0.2, 400);
    shape << box(106.4, 34.9, 0.02, 0.02);
    return shape;
}

void verifyTiles(const QList<GeoShape> &parts, const GeoShape &outline)
{
    double sum = 0;
    for (const GeoShape &part : parts) {
        QVERIFY(acceptShape(part));
        sum += areaOf(part);
    }
    QVERIFY2(std::abs(sum / areaOf(outline) - 1) < 1e-6, qPrintable(QString::number(sum / areaOf(outline), 'g', 10)));
    const auto edges = edgesOf(parts);
    QVERIFY(std::ranges::all_of(edges, [](int count) { return count <= 2; }));
    // Nothing but the outline itself is the border of one part alone.
    QVERIFY2(std::abs(outerLength(edges) / lengthOf(outline) - 1) < 1e-4,
             qPrintable(u"%1 of %2 m"_s.arg(outerLength(edges)).arg(lengthOf(outline))));
}

QList<TownPlan> demoPlan()
{
    QList<TownPlan> towns;
    for (int town = 0, villages = 0; town < 18; ++town) {
        TownPlan plan;
        for (const int upTo = 268 * (town + 1) / 18; villages < upTo; ++villages)
            plan.villages << VillagePlan{1055 * (villages + 1) / 268 - 1055 * villages / 268, 0};
        towns << plan;
    }
    return towns;
}

} // namespace

class TstGenerate : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void partsTileTheOutlineAndShareTheirEdges_data()
    {
        QTest::addColumn<int>("number");
        for (const int number : {1, 2, 3, 18, 200})
            QTest::addRow("%d", number) << number;
    }

    void partsTileTheOutlineAndShareTheirEdges()
    {
        QFETCH(int, number);
        const auto parts = generateParts(county(), number);
        QVERIFY(parts);
        QCOMPARE(parts->size(), number);
        verifyTiles(*parts, county());
    }

    void sameSeedSameBordersAnotherSeedOthers()
    {
        const auto one = generateParts(county(), 20, {.weights = {}, .places = {}, .seed = 5});
        const auto again = generateParts(county(), 20, {.weights = {}, .places = {}, .seed = 5});
        const auto other = generateParts(county(), 20, {.weights = {}, .places = {}, .seed = 6});
        QCOMPARE(*one, *again);
        QVERIFY(*one != *other);
    }

    void partsAreAboutEquallyLargeAndNumberedFromTheNorthWest()
    {
        const auto parts = generateParts(box(106, 34, 0.4, 0.4), 16);
        for (const GeoShape &part : *parts) {
            const double share = areaOf(part) * 16 / areaOf(box(106, 34, 0.4, 0.4));
            QVERIFY2(share > 0.6 && share < 1.5, qPrintable(QString::number(share)));
        }
        const GeoPoint first = centroidOf(parts->first());
        const GeoPoint last = centroidOf(parts->last());
        QVERIFY(first.latitude > 34.25 && first.longitude < 106.15);
        QVERIFY(last.latitude < 34.15 && last.longitude > 106.25);
    }

    void weightsSetTheAreas()
    {
        const QList<double> weights{1, 2, 4, 1, 2, 6};
        const auto parts = generateParts(box(106, 34, 0.4, 0.3), 6, {.weights = weights, .places = {}});
        for (qsizetype i = 0; i < weights.size(); ++i) {
            const double share = areaOf((*parts)[i]) / areaOf(box(106, 34, 0.4, 0.3)) * 16 / weights[i];
            QVERIFY2(share > 0.8 && share < 1.25, qPrintable(u"%1: %2"_s.arg(i).arg(share)));
        }
    }

    void eachPartHoldsItsPlace()
    {
        const QList<GeoPoint> places{{106.05, 34.05}, {106.3, 34.2}, {106.1, 34.3}};
        const auto parts = generateParts(box(106, 34, 0.4, 0.4), 3, {.weights = {}, .places = places});
        const Locator locator(*parts);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(locator.at(places[i]), i);
    }

    void badInputIsRefused()
    {
        QCOMPARE(generateParts({}, 3).error().code, u"geo.generate_outline"_s);
        QCOMPARE(generateParts(county(), 0).error().code, u"geo.generate_number"_s);
        QCOMPARE(generateParts(county(), 1'000'000).error().code, u"geo.generate_number"_s);
        QCOMPARE(generateParts(county(), 3, {.weights = {1, 2}, .places = {}}).error().code, u"geo.generate_number"_s);
        QCOMPARE(generateDivision(county(), {TownPlan{{VillagePlan{0, 0}}}}).error().code, u"geo.generate_number"_s);
    }

    void demoCountyHasEveryGridInItsVillageAndTown_data()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U, 3U, 4U, 5U})
            QTest::addRow("seed %u", seed) << seed;
    }

    void demoCountyHasEveryGridInItsVillageAndTown()
    {
        QFETCH(quint32, seed);
        const auto outline = outlineOf(*DivisionCode::parse(u"620521"_s));
        QVERIFY(outline && *outline);
        QElapsedTimer timer;
        timer.start();
        const auto towns = generateDivision((*outline)->shape, demoPlan(), seed);
        qInfo("%lld ms", timer.elapsed());
        QVERIFY(towns);
        QCOMPARE(towns->size(), 18);
        QList<GeoShape> grids;
        QList<GeoShape> villages;
        for (const GeneratedTown &town : *towns) {
            QList<GeoShape> own;
            for (const GeneratedVillage &village : town.villages) {
                verifyTiles(village.grids, village.shape);
                grids << village.grids;
                own << village.shape;
            }
            verifyTiles(own, town.shape);
            villages << own;
        }
        QCOMPARE(villages.size(), 268);
        QCOMPARE(grids.size(), 1055);
        verifyTiles(grids, (*outline)->shape);
        QVERIFY(overlapsOf(grids).isEmpty());
        QVERIFY(gapsOf(grids, (*outline)->shape).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstGenerate)
#include "tst_generate.moc"
