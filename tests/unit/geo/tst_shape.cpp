#include "shapes.h"

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

GeoRing randomRing(std::mt19937 &random)
{
    GeoRing ring;
    const auto size = 3 + random() % 60;
    for (unsigned i = 0; i < size; ++i)
        ring << GeoPoint{uniform(random, -180, 180), uniform(random, -90, 90)};
    return ring;
}

GeoShape randomShape(std::mt19937 &random)
{
    GeoShape shape;
    for (auto polygons = random() % 4; polygons > 0; --polygons) {
        GeoPolygon polygon{randomRing(random), {}};
        for (auto holes = random() % 3; holes > 0; --holes)
            polygon.holes << randomRing(random);
        shape << polygon;
    }
    return shape;
}

GeoShape rounded(GeoShape shape)
{
    const auto round = [](GeoRing *ring) {
        for (GeoPoint &p : *ring)
            p = {static_cast<double>(std::llround(p.longitude * 1e7)) / 1e7,
                 static_cast<double>(std::llround(p.latitude * 1e7)) / 1e7};
    };
    for (GeoPolygon &polygon : shape) {
        round(&polygon.outer);
        for (GeoRing &hole : polygon.holes)
            round(&hole);
    }
    return shape;
}

} // namespace

class TstShape : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void conversion_data()
    {
        QTest::addColumn<GeoPoint>("wgs");
        QTest::addColumn<GeoPoint>("gcj");
        // Published pairs of the common converter.
        QTest::newRow("Beijing") << GeoPoint{116.404, 39.915} << GeoPoint{116.41024449916938, 39.91640428150164};
        QTest::newRow("Shanghai") << GeoPoint{121.4737, 31.2304} << GeoPoint{121.47823545, 31.22847};
    }

    void conversion()
    {
        QFETCH(GeoPoint, wgs);
        QFETCH(GeoPoint, gcj);
        const GeoPoint made = converted(wgs, Datum::Wgs84, Datum::Gcj02);
        QVERIFY2(metresBetween(made, gcj) < 5, qPrintable(u"%1 m"_s.arg(metresBetween(made, gcj))));
        QVERIFY(metresBetween(converted(made, Datum::Gcj02, Datum::Wgs84), wgs) < 0.01);
    }

    void shiftIsThreeHundredToSevenHundredMetresInTheDemoCounty()
    {
        std::mt19937 random(7);
        for (int i = 0; i < 1000; ++i) {
            const GeoPoint p{uniform(random, 105.7, 106.5), uniform(random, 34.5, 35.0)};
            const double shift = metresBetween(p, converted(p, Datum::Wgs84, Datum::Gcj02));
            QVERIFY2(shift > 300 && shift < 700, qPrintable(QString::number(shift)));
        }
    }

    void backAndForthReturnsWithinADecimetreEverywhereInChina()
    {
        std::mt19937 random(3);
        for (int i = 0; i < 20'000; ++i) {
            const GeoPoint p{uniform(random, 73.5, 135.0), uniform(random, 4.0, 53.5)};
            const GeoPoint back = converted(converted(p, Datum::Cgcs2000, Datum::Gcj02), Datum::Gcj02, Datum::Wgs84);
            QVERIFY(std::abs(back.longitude - p.longitude) < 1e-6 && std::abs(back.latitude - p.latitude) < 1e-6);
        }
    }

    void outsideChinaAndBetweenTheOtherTwoNothingMoves()
    {
        const GeoPoint paris{2.35, 48.86};
        QCOMPARE(converted(paris, Datum::Wgs84, Datum::Gcj02), paris);
        const GeoPoint here{106.1, 34.7};
        QCOMPARE(converted(here, Datum::Wgs84, Datum::Cgcs2000), here);
        const GeoShape shape = box(106, 34, 1, 1);
        QCOMPARE(converted(shape, Datum::Cgcs2000, Datum::Wgs84), shape);
        QVERIFY(converted(shape, Datum::Gcj02, Datum::Wgs84) != shape);
    }

    void codesOfDatums()
    {
        for (const Datum datum : {Datum::Wgs84, Datum::Cgcs2000, Datum::Gcj02})
            QCOMPARE(datumFromCode(datumCode(datum)), std::optional(datum));
        QVERIFY(!datumFromCode(u"bj54"));
    }

    void packedShapesComeBack()
    {
        std::mt19937 random(11);
        for (int i = 0; i < 2'000; ++i) {
            const GeoShape shape = randomShape(random);
            const auto back = unpackShape(packShape(shape));
            QVERIFY(back);
            QCOMPARE(*back, rounded(shape));
        }
    }

    void damagedBytesNeverCrash()
    {
        std::mt19937 random(13);
        int refused = 0;
        for (int i = 0; i < 10'000; ++i) {
            QByteArray bytes = packShape(randomShape(random));
            for (auto changes = 1 + random() % 4; changes > 0 && !bytes.isEmpty(); --changes) {
                const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()));
                if (random() % 3 == 0)
                    bytes.truncate(at);
                else
                    bytes[at] = static_cast<char>(random());
            }
            const auto back = unpackShape(bytes);
            if (!back) {
                QCOMPARE(back.error().code, u"geo.packed_damaged"_s);
                ++refused;
            } else {
                QVERIFY(vertexCount(*back) <= bytes.size());
            }
        }
        QVERIFY2(refused > 3'000, qPrintable(QString::number(refused)));
    }

    void geoJsonComesBackAndRefusesWhatIsNoArea()
    {
        GeoShape shape = box(106, 34, 0.1, 0.1);
        shape[0].holes << box(106.02, 34.02, 0.01, 0.01)[0].outer;
        QCOMPARE(*shapeFromGeoJson(shapeToGeoJson(shape)), shape);
        shape << box(107, 34, 0.1, 0.1);
        QCOMPARE(*shapeFromGeoJson(shapeToGeoJson(shape)), shape);
        QCOMPARE(shapeFromGeoJson({{u"type"_s, u"Point"_s}}).error().code, u"geo.geojson"_s);
    }
};

QTEST_GUILESS_MAIN(TstShape)
#include "tst_shape.moc"
