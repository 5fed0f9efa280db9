#include <QBuffer>
#include <QDockWidget>
#include <QListWidget>
#include <QMainWindow>
#include <QPushButton>
#include <QQuickWidget>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>
#include <map_probe.h>
#include <measure.h>
#include <point_painter.h>

#include "gui_fixture.h"
#include "map_land.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const QString grids = u"grids"_s;

QUuid keyOf(int number)
{
    return QUuid(static_cast<uint>(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}

GeoShape square(double west, double south, double side)
{
    return {GeoPolygon{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}}, {}}};
}

MapArea area(int number, const GeoShape &shape, const QString &label = {})
{
    return {keyOf(number), packShape(shape), {}, label};
}

QList<MapArea> landAreas(const Land &land, const QString &label = {})
{
    QList<MapArea> areas;
    for (int i = 0; i < land.size(); ++i)
        areas << area(i, land.area(i), label.isEmpty() ? QString() : label.arg(i));
    return areas;
}

const GeoBox countyBox{106.0, 34.6, 106.4, 34.8};

// A map shown in a window of its own, and nothing else.
struct Shown {
    MapView map;
    MapProbe probe{&map};

    explicit Shown(QSize size = {800, 600})
    {
        map.resize(size);
        map.show();
    }

    bool settle()
    {
        return QTest::qWaitFor([this] { return !map.isBusy(); }, 20000);
    }
};

QString writeTiles(const QString &path, const QColor &colour)
{
    QByteArray png;
    QBuffer buffer(&png);
    QImage tile(256, 256, QImage::Format_RGB32);
    tile.fill(colour);
    tile.save(&buffer, "PNG");
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"write"_s);
        file.setDatabaseName(path);
        if (!file.open())
            return {};
        QSqlQuery query(file);
        query.exec(u"CREATE TABLE metadata (name TEXT, value TEXT)"_s);
        query.exec(u"INSERT INTO metadata VALUES ('format','png'),('attribution','County surveyors')"_s);
        query.exec(u"CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"_s);
        query.prepare(u"INSERT INTO tiles VALUES (0, 0, 0, ?)"_s);
        query.addBindValue(png);
        query.exec();
    }
    QSqlDatabase::removeDatabase(u"write"_s);
    return path;
}

// A clear place well inside each area, away from its line.
QPoint insideOf(const MapView &map, const Land &land, int index)
{
    const GeoBox box = boxOf(land.area(index));
    return map.toScreen({(box.west + box.east) / 2, (box.south + box.north) / 2}).toPoint();
}

} // namespace

class TestMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coloursLandInTheirAreas();
    void coloursByKeyAndClearOnes();
    void theScreenShowsWhatThePictureShows();
    void otherColours_areThereToo_whatComesIntoViewLater();
    void neighboursLeaveNoGap();
    void aPickIsWhatBruteForceFinds();
    void aBorderWithAHoleIsPickedRightly();
    void labelsNeverTouch();
    void labelsStayWhereTheyAreWhileMoving();
    void labelsMakeRoomForDiscs();
    void labelsMakeRoomForMarks_whereThereIsAny();
    void damagedBordersAreLeftOutAndTold();
    void aMapWithoutLayersSaysSo();
    void dockingAndFloatingLoseNothing();
    void anotherDatumIsConverted();
    void layersAreOrderedHiddenAndFaded();
    void clustersCountEveryPoint();
    void timeFilterHidesPoints();
    void aClusterOpensOrTellsItsPile();
    void heatIsWarmestWherePointsAre();
    void aDiscIsWholeAcrossTiles();
    void drawingByMouse();
    void drawingByKeyboard();
    void escapeLeavesWithoutABorder();
    void drawingSnapsToNeighbours();
    void editingMovesAddsAndRemoves();
    void measuring_data();
    void measuring();
    void wheelZoomsAboutThePointer();
    void keysMoveTheMap();
    void baseMapIsAlignedAndOffline();
    void baseMapInGcj02IsMovedUnderTheMap();
    void legendIsFoldedWhereItWouldCoverTheMap();
    void marksInOnePlaceAreCountedAndTold();
    void aBaseMapThatIsNotOneIsRefused_data();
    void aBaseMapThatIsNotOneIsRefused();
    void theTimeSliderByKeyboard();
    void theLayerListFollowsAndOrders();
};

void TestMap::coloursLandInTheirAreas()
{
    const Land land(8, 5, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84);
    QList<QRgb> colours;
    for (int i = 0; i < land.size(); ++i)
        colours << qRgb(40 + i * 5, 200 - i * 4, 90 + i);
    shown.map.setColours(grids, colours);
    QVERIFY(shown.settle());
    const QImage picture = shown.map.grabPicture(shown.map.size());
    for (int i = 0; i < land.size(); ++i)
        QCOMPARE(picture.pixel(insideOf(shown.map, land, i)), colours[i]);
}

void TestMap::coloursByKeyAndClearOnes()
{
    const Land land(4, 4, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84);
    shown.map.setColours(grids, QHash<QUuid, QRgb>{{keyOf(5), 0xff123456}, {keyOf(9), 0x80ff0000}});
    QVERIFY(shown.settle());
    const QRgb paper = Theme::of().color(Token::Raised).rgb();
    const QImage picture = shown.map.grabPicture(shown.map.size());
    QCOMPARE(picture.pixel(insideOf(shown.map, land, 5)), 0xff123456U);
    QCOMPARE(picture.pixel(insideOf(shown.map, land, 6)), paper);
    const QRgb half = picture.pixel(insideOf(shown.map, land, 9));
    QVERIFY(qRed(half) == 255 && std::abs(qGreen(half) - qGreen(paper) / 2) <= 2);
    // A second call takes back what it does not name.
    shown.map.setColours(grids, QHash<QUuid, QRgb>{{keyOf(6), 0xff00ff00}});
    QVERIFY(shown.settle());
    const QImage second = shown.map.grabPicture(shown.map.size());
    QCOMPARE(second.pixel(insideOf(shown.map, land, 5)), paper);
    QCOMPARE(second.pixel(insideOf(shown.map, land, 6)), 0xff00ff00U);
}

void TestMap::theScreenShowsWhatThePictureShows()
{
    const Land land(6, 4, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84);
    QList<QRgb> colours;
    for (int i = 0; i < land.size(); ++i)
        colours << qRgb(250 - i * 9, 30 + i * 8, 120);
    shown.map.setColours(grids, colours);
    QVERIFY(shown.settle());
    QTRY_COMPARE(shown.map.grab().toImage().pixel(insideOf(shown.map, land, 0)), colours[0]);
    for (int i = 0; i < land.size(); ++i)
        QTRY_COMPARE(shown.map.grab().toImage().pixel(insideOf(shown.map, land, i)), colours[i]);
}

// Other colours are mixed as far as they are seen: the rest of a tile when it comes into view.
void TestMap::otherColours_areThereToo_whatComesIntoViewLater()
{
    const Land land(60, 30, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84);
    shown.map.setColours(grids, QList<QRgb>(land.size(), 0xff336699));
    QVERIFY(shown.settle());
    shown.map.setZoom(shown.map.zoom() + 1);
    QVERIFY(shown.settle());
    constexpr QRgb other = 0xffcc8844;
    shown.map.setColours(grids, QList<QRgb>(land.size(), other));
    QVERIFY(shown.settle());
    const QPointF middle = QRectF(shown.map.rect()).center();
    shown.map.setCentre(shown.map.toPlace(middle - QPointF(110, 90)), shown.map.zoom()); // new land at the left and top
    QVERIFY(shown.settle());
    const QRect upper = shown.map.rect().adjusted(6, 6, -6, -200); // within the frame, above the scale
    QList<QPoint> places;
    for (int i = 0; i < land.size(); ++i)
        if (const QPoint at = insideOf(shown.map, land, i); upper.contains(at))
            places << at;
    QVERIFY(places.size() > 100);
    const auto wrong = [&] {
        const QImage screen = shown.map.grab().toImage();
        QStringList at;
        for (const QPoint &place : std::as_const(places))
            if (screen.pixel(place) != other)
                at << u"%1,%2 %3"_s.arg(place.x()).arg(place.y()).arg(screen.pixel(place), 0, 16);
        return at.join(u' ');
    };
    QTRY_COMPARE(wrong(), QString());
}

void TestMap::neighboursLeaveNoGap()
{
    const Land land(60, 40, countyBox);
    Shown shown;
    MapAreaStyle style;
    style.lineWidth = 0;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84, style);
    shown.map.setColours(grids, QList<QRgb>(land.size(), 0xff336699));
    QVERIFY(shown.settle());
    const QPoint a = shown.map.toScreen({countyBox.west + 0.02, countyBox.north - 0.02}).toPoint();
    const QPoint b = shown.map.toScreen({countyBox.east - 0.02, countyBox.south + 0.02}).toPoint();
    const QImage picture = shown.map.grabPicture(shown.map.size());
    int other = 0;
    for (int y = a.y(); y < b.y(); ++y) {
        for (int x = a.x(); x < b.x(); ++x)
            other += picture.pixel(x, y) != 0xff336699U;
    }
    QCOMPARE(other, 0);
}

void TestMap::aPickIsWhatBruteForceFinds()
{
    const Land land(50, 40, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land), Datum::Wgs84);
    QVERIFY(shown.settle());
    QList<GeoRing> rings;
    for (int n = 0; n < land.size(); ++n)
        rings << land.area(n).first().outer;
    QRandomGenerator random(5);
    int found = 0;
    for (int i = 0; i < 1000; ++i) {
        const GeoPoint at{105.98 + random.generateDouble() * 0.44, 34.58 + random.generateDouble() * 0.24};
        // Crossing number in degrees, straight from the shapes: edges are the same lines at this scale.
        QList<QUuid> expected;
        for (int n = 0; n < land.size(); ++n) {
            const GeoRing &ring = rings[n];
            bool inside = false;
            for (qsizetype v = 0; v < ring.size(); ++v) {
                const GeoPoint p = ring[v];
                const GeoPoint q = ring[(v + 1) % ring.size()];
                if ((p.latitude > at.latitude) != (q.latitude > at.latitude) &&
                    at.longitude < p.longitude + (at.latitude - p.latitude) / (q.latitude - p.latitude) *
                                                     (q.longitude - p.longitude))
                    inside = !inside;
            }
            if (inside)
                expected << keyOf(n);
        }
        QList<QUuid> got;
        for (const MapHit &hit : shown.map.at(at))
            got << hit.key;
        QCOMPARE(got, expected);
        found += static_cast<int>(got.size());
    }
    QVERIFY(found > 500);
}

void TestMap::aBorderWithAHoleIsPickedRightly()
{
    GeoShape ring = square(106.0, 34.6, 0.2);
    ring.first().holes << square(106.05, 34.65, 0.1).first().outer;
    Shown shown;
    shown.map.setAreas(grids, {area(1, ring), area(2, square(106.3, 34.6, 0.1))}, Datum::Wgs84);
    QVERIFY(shown.settle());
    QCOMPARE(shown.map.at({106.02, 34.62}).value(0).key, keyOf(1));
    QVERIFY(shown.map.at({106.1, 34.7}).isEmpty());
    QCOMPARE(shown.map.at({106.35, 34.65}), (QList<MapHit>{{grids, keyOf(2)}}));
    QVERIFY(std::abs(shown.map.boxOf({grids, keyOf(2)}).west - 106.3) < 1e-7);
}

void TestMap::labelsNeverTouch()
{
    const Land small(24, 16, countyBox);
    const Land large(3, 2, countyBox);
    Shown shown({1200, 800});
    shown.map.setAreas(grids, landAreas(small, u"第%1网格"_s), Datum::Wgs84);
    shown.map.setAreas(u"towns"_s, landAreas(large, u"清水县第%1镇"_s), Datum::Wgs84, {.filled = false});
    QVERIFY(shown.settle());
    const double start = shown.map.zoom();
    for (const double by : {0.0, 0.5, 1.0, 1.7, 2.5}) {
        shown.map.setZoom(start + by);
        QList<QRectF> boxes = shown.map.labelBoxes(grids);
        const QList<QRectF> towns = shown.map.labelBoxes(u"towns"_s);
        boxes += towns;
        for (qsizetype i = 0; i < boxes.size(); ++i) {
            for (qsizetype j = i + 1; j < boxes.size(); ++j)
                QVERIFY2(!boxes[i].intersects(boxes[j]), qPrintable(QString::number(by)));
        }
        QVERIFY(by > 0 || towns.size() == large.size());
    }
    QVERIFY(shown.map.labelBoxes(grids).size() > 3);
}

void TestMap::labelsStayWhereTheyAreWhileMoving()
{
    const Land land(10, 8, countyBox);
    Shown shown;
    shown.map.setAreas(grids, landAreas(land, u"第%1网格"_s), Datum::Wgs84);
    QVERIFY(shown.settle());
    const QRectF before = shown.map.labelBoxes(grids).value(10);
    QVERIFY(!before.isEmpty());
    const GeoPoint centre = shown.map.toPlace(QPointF(400 + 37, 300 - 21));
    shown.map.setCentre(centre, shown.map.zoom());
    const QList<QRectF> after = shown.map.labelBoxes(grids);
    QVERIFY(std::ranges::any_of(after, [&](const QRectF &box) {
        return QLineF(box.topLeft(), before.topLeft() - QPointF(37, -21)).length() < 1.01;
    }));
}

// A warning's shape on the very middle moves the name; where every place of it has one, the name stays.
void TestMap::labelsMakeRoomForMarks_whereThereIsAny()
{
    Shown shown;
    shown.map.setAreas(grids, {area(1, square(106, 34.6, 0.2), u"山门镇"_s)}, Datum::Wgs84);
    QVERIFY(shown.settle());
    const QRectF before = shown.map.labelBoxes(grids).first();
    MapPointStyle style;
    style.display = PointDisplay::Marks;
    shown.map.setPointStyle(u"warnings"_s, style);
    shown.map.setPoints(u"warnings"_s, {{keyOf(1), shown.map.toPlace(before.center()), 0, {}}}, Datum::Wgs84);
    QVERIFY(shown.settle());
    const QList<QRectF> after = shown.map.labelBoxes(grids);
    QCOMPARE(after.size(), 1);
    QVERIFY(!after.first().contains(before.center()));
    QList<MapPoint> many;
    for (int step = -60; step <= 60; ++step)
        many << MapPoint{keyOf(100 + step), shown.map.toPlace(before.center() + QPointF(0, step * 2)), 0, {}};
    shown.map.setPoints(u"warnings"_s, many, Datum::Wgs84);
    QVERIFY(shown.settle());
    QCOMPARE(shown.map.labelBoxes(grids), QList<QRectF>{before});
}

void TestMap::labelsMakeRoomForDiscs()
{
    Shown shown;
    shown.map.setAreas(grids, {area(1, square(106, 34.6, 0.2), u"山门镇"_s)}, Datum::Wgs84);
    QVERIFY(shown.settle());
    const QList<QRectF> before = shown.map.labelBoxes(grids);
    QCOMPARE(before.size(), 1);
    const GeoPoint under = shown.map.toPlace(before.first().center());
    shown.map.setPoints(u"events"_s, {{keyOf(1), under, 0, {}}, {keyOf(2), under, 0, {}}}, Datum::Wgs84);
    QVERIFY(shown.settle());
    const QList<QRectF> after = shown.map.labelBoxes(grids);
    QCOMPARE(after.size(), 1);
    QVERIFY(!after.first().contains(before.first().center()));
    shown.map.setLayerVisible(u"events"_s, false);
    QCOMPARE(shown.map.labelBoxes(grids), before);
}

void TestMap::aDiscIsWholeAcrossTiles()
{
    Shown shown;
    QRandomGenerator random(8);
    QList<MapPoint> points;
    for (int i = 0; i < 300; ++i)
        points << MapPoint{
            keyOf(i), {106 + random.generateDouble() * 0.4, 34.6 + random.generateDouble() * 0.2}, 0, {}};
    const auto set = PointSet::build(points, Datum::Wgs84, Datum::Wgs84);
    shown.map.setPoints(u"events"_s, points, Datum::Wgs84);
    QVERIFY(shown.settle());
    const QImage picture = shown.map.grabPicture(shown.map.size());
    const QRgb paper = Theme::of().color(Token::Raised).rgb();
    const QPointF left = toMercator(shown.map.toPlace({0.0, 0.0}));
    const double world = 256 * std::exp2(shown.map.zoom());
    const PixelFrame frame{world, left.x() * world, left.y() * world};
    const int level = clusterLevel(world, 1);
    int looked = 0;
    eachCluster(*set, level, set->extent(), {}, [&](const PointSet::Cluster &cluster) {
        const Disc disc = discOf(cluster, level, frame, 1);
        for (const QPointF &way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
            const QPoint at = (disc.middle + way * (disc.radius - 2.5)).toPoint();
            if (cluster.count < 2 || !picture.rect().adjusted(150, 0, -150, -60).contains(at))
                continue;
            QVERIFY(picture.pixel(at) != paper);
            ++looked;
        }
    });
    QVERIFY(looked > 40);
}

void TestMap::damagedBordersAreLeftOutAndTold()
{
    QList<MapArea> areas{area(1, square(106, 34.6, 0.1)), area(2, square(106.2, 34.6, 0.1))};
    areas[1].packed.chop(3);
    areas << MapArea{keyOf(3), QByteArray("no border at all"), {}, {}};
    areas << MapArea{keyOf(4), {}, {}, {}};
    areas << MapArea{keyOf(5), {}, {GeoPolygon{{{34.6, 106.0}, {34.7, 106.0}, {34.7, 106.1}}, {}}}, {}}; // axes swapped
    areas << MapArea{keyOf(6), {}, {GeoPolygon{{{qQNaN(), 34}, {106, 34}, {106, 35}}, {}}}, {}};
    Shown shown;
    QSignalSpy ready(&shown.map, &MapView::layerReady);
    shown.map.setAreas(grids, areas, Datum::Wgs84);
    QVERIFY(shown.settle());
    QCOMPARE(ready.count(), 1);
    QCOMPARE(ready.first()[1].toInt(), 1);
    QCOMPARE(ready.first()[2].toInt(), 5);
    QCOMPARE(shown.map.at({106.05, 34.65}).value(0).key, keyOf(1));
}

void TestMap::aMapWithoutLayersSaysSo()
{
    Shown shown;
    QVERIFY(shown.settle());
    const auto ink = [&] {
        const QImage image = shown.map.grab().toImage();
        int dark = 0;
        for (int y = 200; y < 400; ++y) {
            for (int x = 100; x < 700; ++x)
                dark += qGray(image.pixel(x, y)) < 160;
        }
        return dark;
    };
    shown.map.clearFocus();
    QCOMPARE(ink(), 0);
    shown.map.setEmptyText(u"还没有网格边界。导入边界后显示在这里。"_s);
    QVERIFY(ink() > 200);
    QVERIFY(shown.map.pick({400, 300}).isEmpty());
    QVERIFY(shown.map.contentBox().isEmpty());
    // What can be done about it stands below the sentence, and goes with it.
    shown.map.setEmptyAction(u"导入边界"_s);
    auto *action = shown.map.findChild<QPushButton *>(u"emptyAction"_s);
    QVERIFY(action && action->isVisible());
    QVERIFY(shown.map.rect().contains(action->geometry()));
    QVERIFY(action->y() > shown.map.rect().center().y());
    QSignalSpy wanted(&shown.map, &MapView::emptyActionTriggered);
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    shown.map.setAreas(grids, {area(1, square(106, 34.6, 0.1))}, Datum::Wgs84);
    QVERIFY(shown.settle());
    QTRY_VERIFY(!action->isVisible());
    QTRY_COMPARE(ink(), 0);
    shown.map.removeLayer(grids);
    QTRY_VERIFY(action->isVisible());
    shown.map.setEmptyAction({});
    QVERIFY(!action->isVisible());
}

void TestMap::dockingAndFloatingLoseNothing()
{
    const Land land(6, 4, countyBox);
    QMainWindow window;
    window.setDockOptions(QMainWindow::DockOptions()); // AnimatedDocks is a use-after-free in Qt 6.8.2
    window.resize(900, 700);
    auto *dock = new QDockWidget(&window);
    auto *map = new MapView(dock);
    dock->setWidget(map);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    window.show();
    map->setAreas(grids, landAreas(land), Datum::Wgs84);
    map->setColours(grids, QList<QRgb>(land.size(), 0xff336699));
    QVERIFY(QTest::qWaitFor([&] { return !map->isBusy() && !map->contentBox().isEmpty(); }));
    for (int round = 0; round < 5; ++round) {
        for (const bool floating : {true, false}) {
            dock->setFloating(floating);
            dock->resize(500 + 40 * round, 400);
            QTRY_VERIFY(!map->isBusy());
            QTRY_COMPARE(map->grab().toImage().pixel(insideOf(*map, land, 14)), 0xff336699U);
        }
    }
    dock->hide();
    dock->show();
    QTRY_COMPARE(map->grab().toImage().pixel(insideOf(*map, land, 14)), 0xff336699U);
}

void TestMap::anotherDatumIsConverted()
{
    Shown shown;
    shown.map.setDatum(Datum::Gcj02);
    shown.map.setAreas(grids, {area(1, square(106, 34.6, 0.1))}, Datum::Wgs84);
    shown.map.setPoints(u"events"_s, {{keyOf(7), {106.05, 34.65}, 0, {}}}, Datum::Gcj02);
    QVERIFY(shown.settle());
    const GeoPoint moved = converted(GeoPoint{106, 34.6}, Datum::Wgs84, Datum::Gcj02);
    QVERIFY(std::abs(shown.map.boxOf({grids, keyOf(1)}).west - moved.longitude) < 1e-6);
    QVERIFY(std::abs(shown.map.boxOf({grids, keyOf(1)}).west - 106) > 1e-3);
    QVERIFY(std::abs(shown.map.boxOf({u"events"_s, keyOf(7)}).west - 106.05) < 1e-6);
}

void TestMap::layersAreOrderedHiddenAndFaded()
{
    Shown shown;
    const QPoint middle(400, 300);
    for (const auto &id : {u"a"_s, u"b"_s}) {
        shown.map.setAreas(id, {area(id == u"a"_s ? 1 : 2, square(106, 34.6, 0.1))}, Datum::Wgs84);
        shown.map.setColours(id, QList<QRgb>{id == u"a"_s ? 0xffff0000 : 0xff0000ff});
    }
    QVERIFY(shown.settle());
    const auto colour = [&] { return shown.map.grabPicture(shown.map.size()).pixel(middle); };
    QCOMPARE(colour(), 0xff0000ffU);
    QCOMPARE(shown.map.pick(middle), (QList<MapHit>{{u"b"_s, keyOf(2)}, {u"a"_s, keyOf(1)}}));
    shown.map.setLayerOrder({u"b"_s, u"a"_s});
    QCOMPARE(colour(), 0xffff0000U);
    QCOMPARE(shown.map.layers().last().id, u"a"_s);
    shown.map.setLayerVisible(u"a"_s, false);
    QCOMPARE(colour(), 0xff0000ffU);
    QCOMPARE(shown.map.pick(middle), (QList<MapHit>{{u"b"_s, keyOf(2)}}));
    shown.map.setLayerOpacity(u"b"_s, 0.5);
    QVERIFY(qRed(colour()) > 100 && qBlue(colour()) > 200);
    shown.map.removeLayer(u"b"_s);
    QCOMPARE(colour(), Theme::of().color(Token::Raised).rgb());
}

void TestMap::clustersCountEveryPoint()
{
    QRandomGenerator random(11);
    QList<MapPoint> points;
    for (int i = 0; i < 5000; ++i)
        points << MapPoint{
            keyOf(i), {106 + random.generateDouble() * 0.4, 34.6 + random.generateDouble() * 0.2}, 0, {}};
    const auto set = PointSet::build(points, Datum::Wgs84, Datum::Wgs84);
    for (const int level : {6, 11, 14, 20}) {
        quint32 sum = 0;
        quint32 peak = 0;
        eachCluster(*set, level, set->extent(), {}, [&](const PointSet::Cluster &cluster) {
            sum += cluster.count;
            peak = std::max(peak, cluster.count);
        });
        QCOMPARE(sum, 5000U);
        QCOMPARE(set->peak(level, {}), peak);
    }
    // A box finds what brute force finds.
    SpotBox box;
    box.add(toSpot(toMercator({106.11, 34.64})));
    box.add(toSpot(toMercator({106.23, 34.71})));
    quint32 found = 0;
    quint32 expected = 0;
    set->each(box, [&](quint32) { ++found; });
    for (quint32 i = 0; i < set->size(); ++i)
        expected += box.contains(set->spot(i));
    QCOMPARE(found, expected);
    QVERIFY(found > 100);
}

void TestMap::timeFilterHidesPoints()
{
    Shown shown;
    const QDate day(2026, 9, 14);
    QList<MapPoint> points{{keyOf(1), {106.1, 34.7}, 0, day},
                           {keyOf(2), {106.2, 34.7}, 0, day.addDays(-100)},
                           {keyOf(3), {106.3, 34.7}, 0, {}}};
    shown.map.setPoints(u"events"_s, points, Datum::Wgs84, {.display = PointDisplay::Marks});
    QVERIFY(shown.settle());
    const auto seen = [&](int i) {
        return shown.map.pick(shown.map.toScreen(points[i].at).toPoint()).value(0).key == points[i].key;
    };
    QVERIFY(seen(0) && seen(1) && seen(2));
    shown.map.setTimeFilter(day.addDays(-90), day);
    QVERIFY(seen(0) && !seen(1) && seen(2)); // one without a day is always shown
    const QRgb paper = Theme::of().color(Token::Raised).rgb();
    const QImage picture = shown.map.grabPicture(shown.map.size());
    QVERIFY(picture.pixel(shown.map.toScreen(points[0].at).toPoint()) != paper);
    QCOMPARE(picture.pixel(shown.map.toScreen(points[1].at).toPoint()), paper);
    shown.map.setTimeFilter({}, {});
    QVERIFY(seen(1));
}

void TestMap::aClusterOpensOrTellsItsPile()
{
    Shown shown;
    QList<MapPoint> points;
    for (int i = 0; i < 10; ++i)
        points << MapPoint{keyOf(i), {106.1 + i * 1e-4, 34.7}, 0, {}};
    for (int i = 10; i < 13; ++i)
        points << MapPoint{keyOf(i), {106.3, 34.7}, 0, {}};
    shown.map.setPoints(u"events"_s, points, Datum::Wgs84);
    QVERIFY(shown.settle());
    QSignalSpy piles(&shown.map, &MapView::pileClicked);
    QSignalSpy clicks(&shown.map, &MapView::clicked);
    const double before = shown.map.zoom();
    QTest::mouseClick(shown.probe.quick(), Qt::LeftButton, {}, shown.map.toScreen({106.3, 34.7}).toPoint());
    QCOMPARE(piles.count(), 1);
    QCOMPARE(piles.first()[1].value<QList<QUuid>>().size(), 3);
    QTest::mouseClick(shown.probe.quick(), Qt::LeftButton, {}, shown.map.toScreen({106.1004, 34.7}).toPoint());
    QVERIFY(shown.map.zoom() >= before + 1);
    QVERIFY(shown.map.visibleBox().contains({106.1, 34.7}) && shown.map.visibleBox().contains({106.1009, 34.7}));
    QCOMPARE(clicks.count(), 0);
}

void TestMap::heatIsWarmestWherePointsAre()
{
    Shown shown;
    QRandomGenerator random(2);
    QList<MapPoint> points;
    for (int i = 0; i < 4000; ++i) {
        const double spread = i < 3500 ? 0.01 : 0.2;
        points << MapPoint{
            keyOf(i),
            {106.2 + (random.generateDouble() - 0.5) * spread, 34.7 + (random.generateDouble() - 0.5) * spread},
            0,
            {}};
    }
    shown.map.setPoints(u"events"_s, points, Datum::Wgs84, {.display = PointDisplay::Heat});
    QVERIFY(shown.settle());
    shown.map.setZoom(shown.map.zoom() - 1); // with clear land around
    const QImage picture = shown.map.grabPicture(shown.map.size());
    const auto warmth = [&](GeoPoint at) {
        const QRgb p = picture.pixel(shown.map.toScreen(at).toPoint());
        return qRed(p) - qGreen(p);
    };
    QVERIFY(warmth({106.2, 34.7}) > 100);
    QVERIFY(warmth({106.2, 34.7}) > 2 * warmth({106.26, 34.7}));
    // Where nothing is, nothing is drawn.
    const QRgb paper = Theme::of().color(Token::Raised).rgb();
    for (int x = 0; x < picture.width(); ++x)
        QCOMPARE(picture.pixel(x, 2), paper);
    QVERIFY(shown.map.pick(shown.map.toScreen({106.2, 34.7}).toPoint()).isEmpty());
}

namespace {

// An empty stage with a neighbour to snap to.
struct Drawing : Shown {
    QSignalSpy finished{&map, &MapView::borderFinished};
    QSignalSpy tools{&map, &MapView::toolChanged};

    Drawing()
    {
        map.setAreas(grids, {area(1, square(106, 34.6, 0.1))}, Datum::Wgs84);
        map.setCentre({106.1, 34.65}, 12);
        settle();
    }

    void click(GeoPoint at) { QTest::mouseClick(probe.quick(), Qt::LeftButton, {}, map.toScreen(at).toPoint()); }

    [[nodiscard]] GeoShape shape() const { return finished.value(0).value(0).value<GeoShape>(); }
};

} // namespace

void TestMap::drawingByMouse()
{
    Drawing drawing;
    drawing.map.drawBorder();
    drawing.click({106.12, 34.62});
    drawing.click({106.16, 34.62});
    drawing.click({106.20, 34.60});
    QTest::keyClick(&drawing.map, Qt::Key_Backspace); // the third was a slip
    drawing.click({106.16, 34.66});
    QTest::keyClick(&drawing.map, Qt::Key_Return);
    QCOMPARE(drawing.finished.count(), 1);
    const GeoRing ring = drawing.shape().first().outer;
    QCOMPARE(ring.size(), 3);
    QVERIFY(std::abs(ring[0].longitude - 106.12) < 3e-4 && std::abs(ring[0].latitude - 34.62) < 3e-4);
    QVERIFY(std::abs(ring[2].longitude - 106.16) < 3e-4 && std::abs(ring[2].latitude - 34.66) < 3e-4);
    QCOMPARE(drawing.map.tool(), MapView::Tool::None);
    QCOMPARE(drawing.tools.count(), 2);
}

void TestMap::drawingByKeyboard()
{
    Drawing drawing;
    drawing.map.drawBorder();
    QCOMPARE(drawing.map.window()->focusWidget(), &drawing.map);
    const auto go = [&](Qt::Key key, int times, Qt::KeyboardModifiers modifiers = {}) {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(&drawing.map, key, modifiers);
    };
    go(Qt::Key_Space, 1); // the middle, 400,300
    go(Qt::Key_Right, 5);
    go(Qt::Key_Space, 1);
    go(Qt::Key_Return, 1); // two are no border yet
    QCOMPARE(drawing.finished.count(), 0);
    go(Qt::Key_Down, 4);
    go(Qt::Key_Down, 3, Qt::ShiftModifier);
    go(Qt::Key_Space, 1);
    go(Qt::Key_Left, 9);
    go(Qt::Key_Space, 1);
    go(Qt::Key_Z, 1, Qt::ControlModifier);
    go(Qt::Key_Return, 1);
    QCOMPARE(drawing.finished.count(), 1);
    const GeoRing ring = drawing.shape().first().outer;
    QCOMPARE(ring.size(), 3);
    const auto pixel = [&](qsizetype i) { return drawing.map.toScreen(ring[i]); };
    QVERIFY(QLineF(pixel(0), QPointF(400, 300)).length() < 0.1);
    QVERIFY(QLineF(pixel(1), QPointF(450, 300)).length() < 0.1);
    QVERIFY(QLineF(pixel(2), QPointF(450, 343)).length() < 0.1);
}

void TestMap::escapeLeavesWithoutABorder()
{
    Drawing drawing;
    drawing.map.drawBorder();
    for (const double x : {106.12, 106.16, 106.18})
        drawing.click({x, 34.6 + (x - 106.12)});
    QTest::keyClick(&drawing.map, Qt::Key_Escape);
    QCOMPARE(drawing.finished.count(), 0);
    QCOMPARE(drawing.map.tool(), MapView::Tool::None);
    QSignalSpy clicks(&drawing.map, &MapView::clicked);
    drawing.click({106.05, 34.65});
    QCOMPARE(clicks.count(), 1);
}

void TestMap::drawingSnapsToNeighbours()
{
    Drawing drawing;
    drawing.map.drawBorder({grids});
    const auto beside = [&](GeoPoint at, int dx, int dy) {
        QTest::mouseClick(drawing.probe.quick(), Qt::LeftButton, {},
                          drawing.map.toScreen(at).toPoint() + QPoint(dx, dy));
    };
    beside({106.1, 34.6}, 5, -3);  // the neighbour's corner
    beside({106.1, 34.65}, 6, 0);  // the middle of its edge
    beside({106.15, 34.65}, 0, 0); // free
    QTest::keyClick(&drawing.map, Qt::Key_Return);
    const GeoRing ring = drawing.shape().first().outer;
    QCOMPARE(ring.size(), 3);
    QCOMPARE(ring[0], (GeoPoint{106.1, 34.6})); // the same number, not a near one
    QVERIFY(std::abs(ring[1].longitude - 106.1) < 2e-7);
    QVERIFY(std::abs(ring[2].longitude - 106.15) < 4e-4);
    // Alt held: no snapping.
    drawing.map.drawBorder({grids});
    QTest::mouseClick(drawing.probe.quick(), Qt::LeftButton, Qt::AltModifier,
                      drawing.map.toScreen({106.1, 34.6}).toPoint() + QPoint(5, -3));
    QVERIFY(drawing.probe.drawn().first().outer.first() != (GeoPoint{106.1, 34.6}));
}

void TestMap::editingMovesAddsAndRemoves()
{
    Drawing drawing;
    drawing.map.editBorder(square(106.12, 34.62, 0.04), {grids});
    QWidget *quick = drawing.probe.quick();
    const auto drag = [&](GeoPoint from, GeoPoint to) {
        const QPoint a = drawing.map.toScreen(from).toPoint();
        const QPoint b = drawing.map.toScreen(to).toPoint();
        QTest::mousePress(quick, Qt::LeftButton, {}, a);
        QTest::mouseMove(quick, (a + b) / 2);
        QTest::mouseMove(quick, b);
        QTest::mouseRelease(quick, Qt::LeftButton, {}, b);
    };
    drag({106.16, 34.66}, {106.18, 34.68});
    drag({106.14, 34.62}, {106.14, 34.61}); // the middle of the lower edge becomes a vertex
    QCOMPARE(drawing.probe.drawn().first().outer.size(), 5);
    QTest::keyClick(&drawing.map, Qt::Key_Up, Qt::ShiftModifier);
    drag({106.12, 34.66}, {106.1, 34.7}); // to the neighbour's upper right corner
    QTest::keyClick(&drawing.map, Qt::Key_Return);
    QCOMPARE(drawing.finished.count(), 1);
    const GeoRing ring = drawing.shape().first().outer;
    QCOMPARE(ring.size(), 5);
    QVERIFY(std::abs(ring[3].longitude - 106.18) < 4e-4);
    QVERIFY(std::ranges::contains(ring, GeoPoint{106.1, 34.7}));
    // Delete takes the chosen vertex, down to three.
    drawing.map.editBorder(drawing.shape());
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&drawing.map, Qt::Key_Delete);
    QCOMPARE(drawing.probe.drawn().first().outer.size(), 3);
}

void TestMap::measuring_data()
{
    QTest::addColumn<GeoRing>("line");
    QTest::addColumn<double>("metres");
    QTest::addColumn<double>("extent");
    // Lengths of one degree on the ellipsoid: tables of the meridian and the parallels.
    QTest::newRow("a degree north at 34.5") << GeoRing{{106, 34}, {106, 35}} << 110931.0 << 0.0;
    QTest::newRow("a degree east at 35") << GeoRing{{106, 35}, {107, 35}} << 91288.0 << 0.0;
    QTest::newRow("a square of 0.01 degree at 34.5")
        << GeoRing{{106, 34.5}, {106.01, 34.5}, {106.01, 34.51}, {106, 34.51}} << 0.0 << 1018800.0;
}

void TestMap::measuring()
{
    QFETCH(GeoRing, line);
    QFETCH(double, metres);
    QFETCH(double, extent);
    if (metres > 0)
        QVERIFY2(std::abs(metresAlong(line) / metres - 1) < 2e-4, qPrintable(QString::number(metresAlong(line))));
    if (extent > 0)
        QVERIFY2(std::abs(squareMetres(line) / extent - 1) < 1e-3, qPrintable(QString::number(squareMetres(line))));
}

void TestMap::wheelZoomsAboutThePointer()
{
    Drawing drawing;
    const QPointF at(200, 150);
    const GeoPoint place = drawing.map.toPlace(at);
    const double before = drawing.map.zoom();
    QWheelEvent turn(at, drawing.map.mapToGlobal(at), {}, {0, 240}, {}, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(drawing.probe.quick(), &turn);
    QCOMPARE(drawing.map.zoom(), before + 1);
    QVERIFY(QLineF(drawing.map.toScreen(place), at).length() < 1.5);
    // A touchpad's hundredths add up.
    for (int i = 0; i < 6; ++i) {
        QWheelEvent little(at, drawing.map.mapToGlobal(at), {}, {0, -10}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(drawing.probe.quick(), &little);
    }
    QCOMPARE(drawing.map.zoom(), before + 0.75);
}

void TestMap::keysMoveTheMap()
{
    Drawing drawing;
    const GeoPoint start = drawing.map.centre();
    QTest::keyClick(&drawing.map, Qt::Key_Right);
    QVERIFY(drawing.map.centre().longitude > start.longitude);
    QTest::keyClick(&drawing.map, Qt::Key_Left);
    QTest::keyClick(&drawing.map, Qt::Key_Up);
    QVERIFY(drawing.map.centre().latitude > start.latitude);
    QTest::keyClick(&drawing.map, Qt::Key_Plus);
    QCOMPARE(drawing.map.zoom(), 12.5);
    QTest::keyClick(&drawing.map, Qt::Key_Home);
    QVERIFY(drawing.map.visibleBox().contains({106.0, 34.6}) && drawing.map.visibleBox().contains({106.1, 34.7}));
    QSignalSpy opened(&drawing.map, &MapView::activated);
    QTest::keyClick(&drawing.map, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().value<MapHit>(), (MapHit{grids, keyOf(1)}));
}

void TestMap::baseMapIsAlignedAndOffline()
{
    const QTemporaryDir folder;
    const QString file = writeTiles(folder.filePath(u"county.mbtiles"_s), QColor(10, 200, 60));
    Drawing drawing;
    QVERIFY(drawing.map.setBase({MapBase::Kind::MbTiles, file, {}}));
    QVERIFY(drawing.settle());
    // On the screen by Qt Location, from the one tile of level 0 enlarged.
    QTRY_COMPARE_WITH_TIMEOUT(drawing.map.grab().toImage().pixel(600, 60), qRgb(10, 200, 60), 20000);
    QCOMPARE(drawing.map.grabPicture(drawing.map.size()).pixel(600, 60), qRgb(10, 200, 60));
    for (const GeoPoint at : {GeoPoint{106.0, 34.6}, GeoPoint{106.2, 34.7}, GeoPoint{106.1, 34.65}}) {
        const double off = QLineF(drawing.probe.base()->screenOf(at), drawing.map.toScreen(at)).length();
        QVERIFY2(off < 0.8, qPrintable(QString::number(off)));
    }
    QVERIFY(drawing.map.setBase({}));
    QVERIFY(drawing.settle());
    QTRY_COMPARE(drawing.map.grab().toImage().pixel(600, 60), Theme::of().color(Token::Raised).rgb());
}

// Tiles drawn in GCJ-02 lie some hundred metres beside: they are moved, on the screen and in the picture.
void TestMap::baseMapInGcj02IsMovedUnderTheMap()
{
    const QTemporaryDir folder;
    const QString file = writeTiles(folder.filePath(u"county.mbtiles"_s), QColor(10, 200, 60));
    Drawing drawing;
    const GeoPoint at{106.1, 34.65};
    MapBase base{.kind = MapBase::Kind::MbTiles, .path = file, .attribution = {}};
    const auto off = [&drawing, at](GeoPoint onTiles) {
        return QLineF(drawing.probe.base()->screenOf(onTiles), drawing.map.toScreen(at)).length();
    };
    base.datum = Datum::Gcj02;
    QVERIFY(drawing.map.setBase(base));
    QVERIFY(drawing.settle());
    const GeoPoint moved = converted(at, Datum::Wgs84, Datum::Gcj02);
    QVERIFY2(off(moved) < 0.8, qPrintable(QString::number(off(moved))));
    QVERIFY2(off(at) > 8, qPrintable(QString::number(off(at)))); // at this zoom a pixel is some thirty metres
    QTest::keyClick(&drawing.map, Qt::Key_Right);
    QVERIFY2(off(moved) < 0.8, qPrintable(QString::number(off(moved))));
}

void TestMap::legendIsFoldedWhereItWouldCoverTheMap()
{
    Drawing drawing;
    MapLegend legend{u"Events"_s, {}, u"as of 2026-09-14"_s};
    for (int i = 0; i < 3; ++i)
        legend.rows << MapLegendRow{QColor(Qt::red), {}, u"some"_s};
    drawing.map.setLegend(legend);
    QVERIFY(drawing.map.isLegendOpen());
    for (int i = 0; i < 30; ++i)
        legend.rows << MapLegendRow{QColor(Qt::blue), {}, u"more"_s};
    drawing.map.setLegend(legend);
    QVERIFY(!drawing.map.isLegendOpen()); // it would cover more than a corner
    QSignalSpy toggled(&drawing.map, &MapView::legendToggled);
    QSignalSpy clicked(&drawing.map, &MapView::clicked);
    const QPoint head(30, drawing.map.height() - 25);
    QTest::mouseClick(drawing.probe.quick(), Qt::LeftButton, {}, head);
    QCOMPARE(toggled.size(), 1);
    QVERIFY(drawing.map.isLegendOpen());
    QCOMPARE(drawing.map.legendSetOpen(), std::optional(true));
    QCOMPARE(clicked.size(), 0); // what lies below the legend is not opened by it
    drawing.map.setLegendOpen(false);
    QVERIFY(!drawing.map.isLegendOpen());
    QTest::mouseClick(drawing.probe.quick(), Qt::LeftButton, {}, QPoint(30, drawing.map.height() - 300));
    QCOMPARE(toggled.size(), 1); // folded, it takes no click above its line
}

void TestMap::marksInOnePlaceAreCountedAndTold()
{
    Drawing drawing;
    const GeoPoint here{106.15, 34.65};
    const MapPointStyle style{.display = PointDisplay::Marks,
                              .marks = {{MarkShape::Dot, Token::Accent, {}}, {MarkShape::Diamond, Token::Red, {}}}};
    const auto look = [&](const QList<MapPoint> &points) {
        drawing.map.setPoints(u"matters"_s, points, Datum::Wgs84, style);
        drawing.settle();
        const QPoint at = drawing.map.toScreen(here).toPoint();
        return drawing.map.grabPicture(drawing.map.size()).copy(QRect(at - QPoint(20, 20), QSize(40, 40)));
    };
    const QImage one = look({{keyOf(7), here, 1, {}}});
    QSignalSpy piles(&drawing.map, &MapView::pileClicked);
    drawing.click(here);
    QCOMPARE(piles.size(), 0);
    const QImage three = look({{keyOf(5), here, 0, {}}, {keyOf(6), here, 0, {}}, {keyOf(7), here, 1, {}}});
    QVERIFY(one != three);
    QCOMPARE(three.pixel(20, 20), one.pixel(20, 20)); // the last given is on top
    drawing.click(here);
    QCOMPARE(piles.size(), 1);
    QCOMPARE(piles.first().at(0).toString(), u"matters"_s);
    QCOMPARE(piles.first().at(1).value<QList<QUuid>>(), (QList<QUuid>{keyOf(7), keyOf(6), keyOf(5)}));
}

void TestMap::aBaseMapThatIsNotOneIsRefused_data()
{
    QTest::addColumn<bool>("folder");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing file") << false << QByteArray() << u"map.base_missing"_s;
    QTest::newRow("missing folder") << true << QByteArray() << u"map.base_missing"_s;
    QTest::newRow("not SQLite") << false << QByteArray(5000, 'x') << u"map.base_format"_s;
    QTest::newRow("folder without tiles") << true << QByteArray("x") << u"map.base_format"_s;
}

void TestMap::aBaseMapThatIsNotOneIsRefused()
{
    QFETCH(bool, folder);
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const QTemporaryDir dir;
    QString path = dir.filePath(u"base"_s);
    if (folder && !content.isEmpty()) {
        path = dir.path();
    } else if (!content.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    MapView map;
    const auto done = map.setBase({folder ? MapBase::Kind::Folder : MapBase::Kind::MbTiles, path, {}});
    QVERIFY(!done);
    QCOMPARE(done.error().code, code);
    QCOMPARE(map.base().kind, MapBase::Kind::None);
}

void TestMap::theTimeSliderByKeyboard()
{
    TimeSlider slider;
    const QDate last(2026, 9, 14);
    slider.setRange(last.addDays(-365), last);
    slider.setSpan(last.addDays(-90), last);
    slider.resize(300, 40);
    slider.show();
    slider.setFocus();
    QSignalSpy spans(&slider, &TimeSlider::spanChanged);
    QTest::keyClick(&slider, Qt::Key_Left);
    QCOMPARE(slider.to(), last.addDays(-1));
    QTest::keyClick(&slider, Qt::Key_Backtab, Qt::ShiftModifier);
    QTest::keyClick(&slider, Qt::Key_PageDown);
    QCOMPARE(slider.from(), last.addDays(-97));
    QTest::keyClick(&slider, Qt::Key_End);
    QCOMPARE(slider.from(), slider.to()); // never past the other handle
    QCOMPARE(spans.count(), 3);
    // The bar between the handles drags both.
    slider.setSpan(last.addDays(-200), last.addDays(-100));
    const int y = slider.height() - 10;
    QTest::mousePress(&slider, Qt::LeftButton, {}, QPoint(180, y));
    QTest::mouseMove(&slider, QPoint(240, y));
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, QPoint(240, y));
    QCOMPARE(slider.from().daysTo(slider.to()), 100);
    QVERIFY(slider.from() > last.addDays(-200));
}

void TestMap::theLayerListFollowsAndOrders()
{
    Shown shown;
    MapLayerList list(&shown.map);
    shown.map.setAreas(grids, {area(1, square(106, 34.6, 0.1))}, Datum::Wgs84);
    shown.map.setLayerTitle(grids, u"网格"_s);
    shown.map.setPoints(u"events"_s, {}, Datum::Wgs84);
    QVERIFY(shown.settle());
    auto *rows = list.findChild<QListWidget *>();
    QCOMPARE(rows->count(), 2);
    QVERIFY(rows->item(1)->text().startsWith(u"网格"_s));
    rows->item(1)->setCheckState(Qt::Unchecked);
    QVERIFY(!shown.map.layers().first().visible);
    rows->setCurrentRow(1);
    QTest::keyClick(rows, Qt::Key_Up, Qt::ControlModifier);
    QTRY_COMPARE(shown.map.layers().last().id, grids);
    QTRY_COMPARE(rows->currentRow(), 0);
}

int main(int argc, char **argv)
{
    MapView::chooseGraphics();
    QApplication app(argc, argv);
    const auto theme = Theme::install(app, Appearance::Light);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    TestMap test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_map.moc"
