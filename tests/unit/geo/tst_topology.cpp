#include "shapes.h"

#include <QElapsedTimer>
#include <geo/coverage.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

GeoShape withHole(double holeWest)
{
    GeoShape shape = box(106, 34, 0.1, 0.1);
    shape[0].holes << box(holeWest, 34.04, 0.02, 0.02)[0].outer;
    return shape;
}

GeoShape swapped(GeoShape shape)
{
    for (GeoPolygon &polygon : shape)
        for (GeoPoint &p : polygon.outer)
            std::swap(p.longitude, p.latitude);
    return shape;
}

// The demo county's size, a border that no simplification has touched.
GeoShape county()
{
    return flower({106.1, 34.7}, 0.25, 600);
}

QList<GeoShape> tiles(const GeoShape &area)
{
    QList<GeoShape> parts;
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 6; ++x)
            if (auto part = intersectionOf(area, box(105.7 + 0.15 * x, 34.3 + 0.15 * y, 0.15, 0.15)); !part->isEmpty())
                parts << *part;
    return parts;
}

QList<GeoShape> convertedAll(const QList<GeoShape> &shapes, Datum from, Datum to)
{
    QList<GeoShape> moved;
    for (const GeoShape &shape : shapes)
        moved << converted(shape, from, to);
    return moved;
}

} // namespace

class TstTopology : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void badBordersAreNamed_data()
    {
        QTest::addColumn<GeoShape>("shape");
        QTest::addColumn<ShapeFault>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << GeoShape{} << ShapeFault::Empty << u"geo.shape_empty"_s;
        QTest::newRow("empty ring") << GeoShape{GeoPolygon{}} << ShapeFault::Empty << u"geo.shape_empty"_s;
        QTest::newRow("a million vertices")
            << flower({106.1, 34.7}, 0.2, 1'000'000) << ShapeFault::TooManyVertices << u"geo.shape_too_many_vertices"_s;
        QTest::newRow("not a number") << GeoShape{{{{106, 34}, {qQNaN(), 34.1}, {106.1, 34}}, {}}}
                                      << ShapeFault::NotFinite << u"geo.shape_not_finite"_s;
        QTest::newRow("swapped axes") << swapped(box(106, 34, 0.1, 0.1)) << ShapeFault::SwappedAxes
                                      << u"geo.shape_swapped_axes"_s;
        QTest::newRow("metres") << box(35'500'000, 3'800'000, 1000, 1000) << ShapeFault::OutOfRange
                                << u"geo.shape_out_of_range"_s;
        QTest::newRow("another county") << box(116, 39, 0.1, 0.1) << ShapeFault::OutOfRange
                                        << u"geo.shape_out_of_range"_s;
        QTest::newRow("two points") << GeoShape{{{{106, 34.5}, {106.1, 34.6}}, {}}} << ShapeFault::RingTooShort
                                    << u"geo.shape_ring_short"_s;
        QTest::newRow("a line back and forth")
            << GeoShape{{{{106, 34.5}, {106.1, 34.6}, {106.2, 34.7}, {106.1, 34.6}}, {}}} << ShapeFault::SelfCrossing
            << u"geo.shape_self_crossing"_s;
        QTest::newRow("crosses itself") << bowTie() << ShapeFault::SelfCrossing << u"geo.shape_self_crossing"_s;
        QTest::newRow("hole outside") << withHole(106.3) << ShapeFault::HoleOutside << u"geo.shape_hole_outside"_s;
    }

    void badBordersAreNamed()
    {
        QFETCH(GeoShape, shape);
        QFETCH(ShapeFault, fault);
        QFETCH(QString, code);
        QElapsedTimer timer;
        timer.start();
        const auto found = checkShape(shape, {.county = {105.5, 33.8, 106.8, 35.2}, .outline = {}});
        QVERIFY(timer.elapsed() < 2'000);
        QVERIFY(!found.isEmpty());
        QCOMPARE(found.first().fault, fault);
        QCOMPARE(found.first().error.code, code);
        QVERIFY(found.first().refuses);
        QCOMPARE(acceptShape(shape, {.county = {105.5, 33.8, 106.8, 35.2}, .outline = {}}).error().code, code);
    }

    void goodBordersPass()
    {
        QVERIFY(checkShape(box(106, 34, 0.1, 0.1)).isEmpty());
        QVERIFY(checkShape(withHole(106.04)).isEmpty());
        QVERIFY(checkShape(flower({106.1, 34.7}, 0.2, 50'000)).isEmpty());
    }

    void millionVerticesAreHandledWhenTheLimitAllowsThem()
    {
        const GeoShape huge = flower({106.1, 34.7}, 0.2, 1'000'000);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(checkShape(huge, {.vertices = 2'000'000, .county = {}, .outline = {}}).isEmpty());
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(repaired(huge).error().code, u"geo.too_many_vertices"_s);
    }

    void selfCrossingSaysWhere()
    {
        const auto found = checkShape(bowTie());
        QVERIFY(found.first().at && metresBetween(*found.first().at, {106.05, 34.05}) < 1);
    }

    void wrongDatumIsSuspectedAgainstTheOutline()
    {
        const GeoShape truth = county();
        const ShapeLimits limits{.county = {}, .outline = truth, .datum = Datum::Wgs84};
        QVERIFY(checkShape(truth, limits).isEmpty());
        const auto found = checkShape(converted(truth, Datum::Wgs84, Datum::Gcj02), limits);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().fault, ShapeFault::WrongDatum);
        QCOMPARE(found.first().meant, std::optional(Datum::Gcj02));
        QVERIFY(!found.first().refuses);
        const auto beyond = checkShape(box(106.3, 34.6, 0.2, 0.1), limits);
        QCOMPARE(beyond.first().fault, ShapeFault::Outside);
        QVERIFY(beyond.first().area > 1e6);
    }

    void wrongDatumOfALayerIsSuspected()
    {
        const GeoShape outline = county();
        const QList<GeoShape> layer = tiles(outline);
        QVERIFY(!suspectedDatum(layer, Datum::Wgs84, outline, Datum::Wgs84));
        const QList<GeoShape> moved = convertedAll(layer, Datum::Wgs84, Datum::Gcj02);
        QCOMPARE(suspectedDatum(moved, Datum::Cgcs2000, outline, Datum::Wgs84), std::optional(Datum::Gcj02));
        QVERIFY(!suspectedDatum(moved, Datum::Gcj02, outline, Datum::Wgs84));
        QVERIFY(!suspectedDatum({box(106.1, 34.7, 0.01, 0.01)}, Datum::Wgs84, outline, Datum::Wgs84));
    }

    void repairKeepsBothLobes()
    {
        const auto mended = repaired(bowTie());
        QCOMPARE(mended->size(), 2);
        QVERIFY(acceptShape(*mended));
        QVERIFY(std::abs(areaOf(*mended) / areaOf(box(106, 34, 0.1, 0.1)) - 0.5) < 0.01);
        QVERIFY(repaired(GeoShape{GeoPolygon{{{1, 1}, {2, 2}}, {}}})->isEmpty());
    }

    void areasAreThoseOfTheEllipsoid()
    {
        // One degree square at the equator and at 34 to 35 north, by GeographicLib's geodesic polygons.
        QVERIFY(std::abs(areaOf(box(106, 0, 1, 1)) / 12'308'778'361.0 - 1) < 1e-3);
        QVERIFY(std::abs(areaOf(box(106, 34, 1, 1)) / 10'162'000'000.0 - 1) < 5e-3);
        QVERIFY(std::abs(areaOf(withHole(106.04)) / areaOf(box(106, 34, 0.1, 0.1)) - 0.96) < 1e-3);
        QVERIFY(std::abs(metresBetween({106, 34}, {106, 35}) - 111'000) < 400);
    }

    void labelPointStandsInTheWidePart()
    {
        // A long handle and a wide head: the middle of all lies in the handle's end of the head, the label in its
        // centre.
        const GeoShape pan{{{{106.0, 34.04},
                             {106.2, 34.04},
                             {106.2, 34.0},
                             {106.3, 34.0},
                             {106.3, 34.1},
                             {106.2, 34.1},
                             {106.2, 34.06},
                             {106.0, 34.06}},
                            {}}};
        QVERIFY(metresBetween(labelPointOf(pan), {106.25, 34.05}) < 1'500);
        QVERIFY(metresBetween(centroidOf(pan), {106.25, 34.05}) > 3'000);
        QCOMPARE(labelPointOf({}), GeoPoint{});
    }

    void insertedOverlapGapAndOutsideAreFound()
    {
        QList<GeoShape> grids = chessboard();
        const GeoShape outer = box(106, 34.5, 0.04, 0.03);
        QVERIFY(overlapsOf(grids).isEmpty());
        QVERIFY(gapsOf(grids, outer).isEmpty());
        QVERIFY(outsideOf(grids, outer).isEmpty());
        grids[5] = box(106.01, 34.51, 0.0102, 0.01); // 18 m into its eastern neighbour
        const auto overlaps = overlapsOf(grids);
        QCOMPARE(overlaps.size(), 1);
        QCOMPARE(overlaps.first().first, 5);
        QCOMPARE(overlaps.first().second, 6);
        QVERIFY(std::abs(overlaps.first().area / (areaOf(box(106.02, 34.51, 0.0002, 0.01)))-1) < 0.01);
        grids[0] = box(106, 34.5, 0.01, 0.009);
        const auto gaps = gapsOf(grids, outer);
        QCOMPARE(gaps.size(), 1);
        QVERIFY(std::abs(gaps.first().area / areaOf(box(106, 34.509, 0.01, 0.001)) - 1) < 0.01);
        grids[11] = box(106.03, 34.52, 0.02, 0.01);
        const auto outside = outsideOf(grids, outer);
        QCOMPARE(outside.size(), 1);
        QCOMPARE(outside.first().index, 11);
    }

    void roundingSliversAreNoFaults()
    {
        QList<GeoShape> grids{box(106, 34.5, 0.01, 0.01), box(106.0100001, 34.5, 0.01, 0.01)}; // 1 cm apart, 1 km long
        QVERIFY(gapsOf(grids, box(106, 34.5, 0.0200001, 0.01)).isEmpty());
        grids[1] = box(106.0099999, 34.5, 0.01, 0.01);
        QVERIFY(overlapsOf(grids).isEmpty());
    }

    void lineSplitsInTwoOrSaysItMissed()
    {
        const auto parts = splitByLine(box(106, 34, 0.1, 0.1), {{106.03, 33.9}, {106.03, 34.2}});
        QCOMPARE(parts->size(), 2);
        QVERIFY(std::abs(areaOf(parts->first()) / areaOf(box(106, 34, 0.03, 0.1)) - 1) < 1e-6);
        QVERIFY(gapsOf(*parts, box(106, 34, 0.1, 0.1)).isEmpty());
        QCOMPARE(splitByLine(box(106, 34, 0.1, 0.1), {{106.03, 33.9}, {106.03, 34.05}}).error().code,
                 u"geo.split_missed"_s);
        QCOMPARE(splitByLine(box(106, 34, 0.1, 0.1), {{106.03, 33.9}}).error().code, u"geo.split_line"_s);
    }

    void enclaveStaysWithTheLargerPart()
    {
        GeoShape shape = box(106, 34, 0.1, 0.1);
        shape << box(106.3, 34, 0.01, 0.01);
        const auto parts = splitByLine(shape, {{106.03, 33.9}, {106.03, 34.2}});
        QCOMPARE(parts->size(), 2);
        QCOMPARE(parts->first().size() + parts->last().size(), 3);
        QCOMPARE(parts->last().size(), 2);
    }

    void handDrawnBorderSnapsToItsNeighbour()
    {
        const QList<GeoShape> neighbours{box(106, 34, 0.01, 0.01)};
        const GeoShape drawn{
            {{{106.01003, 34.00002}, {106.02, 34.0}, {106.02, 34.01}, {106.00996, 34.00999}, {106.01002, 34.005}}, {}}};
        const auto snapped = snappedTo(drawn, neighbours, 10);
        QVERIFY(snapped);
        QVERIFY(overlapsOf({neighbours[0], *snapped}, 0.01).isEmpty());
        QVERIFY(gapsOf({neighbours[0], *snapped}, box(106, 34, 0.02, 0.01), 0.01).isEmpty());
        QVERIFY(snapped->first().outer.contains(GeoPoint{106.01, 34.0}));
        QCOMPARE(snappedTo(box(106.002, 34.002, 0.001, 0.001), neighbours, 10).error().code,
                 u"geo.snap_nothing_left"_s);
    }

    void pointSnapsToCornerBeforeEdgeAndNotAtAllWhenFar()
    {
        const QList<GeoShape> neighbours{box(106, 34, 0.01, 0.01)};
        QCOMPARE(snappedPoint({106.01003, 34.01003}, neighbours, 10), std::optional(GeoPoint{106.01, 34.01}));
        const auto edge = snappedPoint({106.01005, 34.005}, neighbours, 10);
        QVERIFY(edge && metresBetween(*edge, {106.01, 34.005}) < 0.1);
        QVERIFY(!snappedPoint({106.0102, 34.005}, neighbours, 10));
    }

    void simplifiedCoverageKeepsTouching()
    {
        const QList<GeoShape> parts = tiles(flower({106.1, 34.7}, 0.25, 20'000));
        const auto simple = simplifiedCoverage(parts, 200);
        QVERIFY(simple);
        QCOMPARE(simple->size(), parts.size());
        qsizetype before = 0;
        qsizetype after = 0;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            before += vertexCount(parts[i]);
            after += vertexCount((*simple)[i]);
        }
        QVERIFY2(after * 20 < before, qPrintable(u"%1 of %2"_s.arg(after).arg(before)));
        QVERIFY(overlapsOf(*simple, 0.01).isEmpty());
        QVERIFY(gapsOf(*simple, *unionOf(*simple), 0.01).isEmpty());
    }

    void aJoinedCoverageIsTheUnion_data()
    {
        QTest::addColumn<QList<GeoShape>>("parts");
        QTest::addColumn<int>("polygons");
        QTest::addColumn<int>("holes");
        const GeoShape a = box(106, 34, 0.1, 0.1);
        QTest::newRow("side by side") << QList{a, box(106.1, 34, 0.1, 0.1)} << 1 << 0;
        QTest::newRow("apart") << QList{a, box(106.3, 34, 0.1, 0.1)} << 2 << 0;
        QTest::newRow("corner to corner") << QList{a, box(106.1, 34.1, 0.1, 0.1)} << 2 << 0;
        QTest::newRow("a county of tiles") << tiles(county()) << 1 << 0;
        QList<GeoShape> ring;
        for (int i = 0; i < 9; ++i)
            if (i != 4)
                ring << box(106 + 0.1 * (i % 3), 34 + 0.1 * (i / 3), 0.1, 0.1);
        QTest::newRow("a ring around a gap") << ring << 1 << 1;
        QList<GeoShape> filled = ring;
        filled << box(106.13, 34.13, 0.02, 0.02);
        QTest::newRow("an island in the gap") << filled << 2 << 1;
        QList<GeoShape> touching = ring;
        touching << box(106.1, 34.1, 0.05, 0.05);
        QTest::newRow("an island at the gap's corner") << touching << 1 << 1;
        QTest::newRow("a hole that another fills") << QList{withHole(106.04), box(106.04, 34.04, 0.02, 0.02)} << 1 << 0;
        // These do not fit edge to edge: an overlay must say.
        QTest::newRow("overlapping") << QList{a, box(106.05, 34, 0.1, 0.1)} << 1 << 0;
        QTest::newRow("twice the same") << QList{a, a} << 1 << 0;
        QTest::newRow("a corner on an edge") << QList{a, box(106.1, 34.02, 0.1, 0.05)} << 1 << 0;
        QTest::newRow("nothing") << QList<GeoShape>{} << 0 << 0;
    }

    void aJoinedCoverageIsTheUnion()
    {
        QFETCH(QList<GeoShape>, parts);
        QFETCH(int, polygons);
        QFETCH(int, holes);
        for (GeoShape &part : parts)
            part = unpackShape(packShape(part)).value(); // as they are stored
        const auto joined = joinedCoverage(parts);
        const auto united = unionOf(parts);
        QVERIFY(joined && united);
        QCOMPARE(joined->size(), polygons);
        qsizetype found = 0;
        for (const GeoPolygon &polygon : *joined)
            found += polygon.holes.size();
        QCOMPARE(found, holes);
        QVERIFY(std::abs(areaOf(*joined) - areaOf(*united)) < 1);
        QVERIFY(joined->isEmpty() || areaOf(differenceOf(*joined, *united).value()) < 1);
        QVERIFY(joined->isEmpty() || acceptShape(*joined));
    }
};

QTEST_GUILESS_MAIN(TstTopology)
#include "tst_topology.moc"
