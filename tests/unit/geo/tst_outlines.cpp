#include "shapes.h"

#include <geo/outlines.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

GeoShape outline(const QString &county)
{
    const auto found = outlineOf(*DivisionCode::parse(county));
    return found && *found ? (*found)->shape : GeoShape{};
}

} // namespace

class TstOutlines : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void demoCountyIsThereInItsDatum()
    {
        const auto found = outlineOf(*DivisionCode::parse(u"620521105"_s)); // a town's code leads to its county
        QVERIFY(found && *found);
        QCOMPARE((*found)->name, u"清水县"_s);
        QCOMPARE((*found)->datum, Datum::Gcj02);
        QVERIFY(acceptShape((*found)->shape));
        // 2,012 square kilometres by the county's own account.
        const double area = areaOf((*found)->shape) / 1e6;
        QVERIFY2(area > 1'900 && area < 2'120, qPrintable(QString::number(area)));
    }

    void countyWithoutOneIsNoError()
    {
        const auto found = outlineOf(*DivisionCode::parse(u"460321"_s)); // 西沙群岛
        QVERIFY(found);
        QVERIFY(!*found);
    }

    void nineOfTenCountiesHaveOneAndAllAreSound()
    {
        const auto counties = outlinedCounties();
        QVERIFY(counties);
        QVERIFY2(counties->size() > 2'750, qPrintable(QString::number(counties->size())));
        int faulty = 0;
        for (const QString &county : *counties)
            faulty += acceptShape(outline(county)) ? 0 : 1;
        QCOMPARE(faulty, 0);
    }

    // In one city, across two cities, across two provinces.
    void neighboursTouch_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("清水县 张家川") << u"620521"_s << u"620525"_s;
        QTest::newRow("清水县 麦积区") << u"620521"_s << u"620503"_s;
        QTest::newRow("张家川 华亭") << u"620525"_s << u"620881"_s;
        QTest::newRow("清水县 陇县") << u"620521"_s << u"610327"_s;
    }

    void neighboursTouch()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        const GeoShape a = outline(one);
        const GeoShape b = outline(other);
        QSet<std::pair<qint64, qint64>> corners;
        for (const GeoPolygon &polygon : a)
            for (const GeoPoint &p : polygon.outer)
                corners.insert({std::llround(p.longitude * 1e7), std::llround(p.latitude * 1e7)});
        int shared = 0;
        for (const GeoPolygon &polygon : b)
            for (const GeoPoint &p : polygon.outer)
                shared += corners.contains({std::llround(p.longitude * 1e7), std::llround(p.latitude * 1e7)}) ? 1 : 0;
        QVERIFY2(shared >= 3, qPrintable(u"%1 shared vertices"_s.arg(shared)));
        double overlap = 0;
        for (const ShapeOverlap &each : overlapsOf({a, b}))
            overlap += each.area;
        QVERIFY2(overlap < areaOf(a) / 1000, qPrintable(QString::number(overlap)));
    }
};

QTEST_GUILESS_MAIN(TstOutlines)
#include "tst_outlines.moc"
