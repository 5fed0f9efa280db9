// The map against QGIS 3.40 on the same borders in the same run: processor time of a frame while the map is moved,
// loading, memory, picking, recolouring. Processor time, not wall time: it tells the same on a busy machine.
#include <QApplication>
#include <QDataStream>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QProcess>
#include <QQuickWidget>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <malloc.h>
#include <sys/resource.h>

#include <core/locale.h>
#include <map/widgets/map_view.h>
#include <map_probe.h>

#include "map_land.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int wide = 1600;
constexpr int high = 900;
constexpr int panStep = 24; // pixels a frame: a brisk drag
constexpr int events = 1000000;
const auto peer = QStringLiteral(FENGQIAO_QGIS_PEER);
const auto layer = u"grids"_s;

double cpu() // milliseconds
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').value(0).toDouble();
    }
    return 0;
}

// --- The land ------------------------------------------------------------------------------------------------------

// So many areas in one view; `views` views across and down.
struct Plan {
    int inView;
    int views;

    [[nodiscard]] int columns() const { return static_cast<int>(std::lround(std::sqrt(inView * 16.0 / 9.0))) * views; }

    [[nodiscard]] int rows() const { return static_cast<int>(std::lround(std::sqrt(inView * 9.0 / 16.0))) * views; }

    [[nodiscard]] GeoBox view() const { return {105.8, 34.6, 106.4, 34.6 + 0.6 * 9 / 16 * 0.823}; }

    [[nodiscard]] GeoBox box() const
    {
        const GeoBox v = view();
        return {v.west, v.north - views * (v.north - v.south), v.west + views * (v.east - v.west), v.north};
    }

    [[nodiscard]] Land land() const { return {columns(), rows(), box()}; }
};

QList<MapArea> areasOf(const Land &land)
{
    QList<MapArea> areas;
    areas.reserve(land.size());
    for (int i = 0; i < land.size(); ++i)
        areas.append({QUuid::createUuid(), packShape(land.area(i)), {}, {}});
    return areas;
}

bool writeWkb(const Land &land, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QDataStream out(&file);
    out.setByteOrder(QDataStream::LittleEndian);
    for (int i = 0; i < land.size(); ++i) {
        const GeoRing ring = land.area(i).first().outer;
        out << static_cast<quint32>(13 + 16 * (ring.size() + 1)) << quint8{1} << quint32{3} << quint32{1}
            << static_cast<quint32>(ring.size() + 1);
        for (qsizetype p = 0; p <= ring.size(); ++p)
            out << ring[p % ring.size()].longitude << ring[p % ring.size()].latitude;
    }
    return true;
}

QList<MapPoint> pointsOf(const GeoBox &box)
{
    QRandomGenerator random(7);
    QList<MapPoint> points;
    points.reserve(events);
    for (int i = 0; i < events; ++i) {
        const GeoPoint at{box.west + random.generateDouble() * (box.east - box.west),
                          box.south + random.generateDouble() * (box.north - box.south)};
        points.append({QUuid::createUuid(), at, i % 4, QDate(2026, 1, 1).addDays(i % 365)});
    }
    return points;
}

QList<QRgb> colours(int count, int turn)
{
    static constexpr QRgb five[] = {0xffe6f3ec, 0xfffaf3dc, 0xfffdf0e3, 0xfffbe9e9, 0xffe3edfb};
    QList<QRgb> colours(count);
    for (int i = 0; i < count; ++i)
        colours[i] = five[(i + turn) % 5];
    return colours;
}

// --- Our side, in a process of its own -----------------------------------------------------------------------------

class Stage {
public:
    Stage()
        : map(new MapView)
        , probe(map)
    {
        auto *dock = new QDockWidget(&window);
        dock->setWidget(map);
        map->setFixedSize(wide, high);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        window.show();
        heart.start(4);
    }

    // Sleeps until something happens, at most one beat: waiting must not count as work.
    static void wait() { QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents); }

    void settle()
    {
        QElapsedTimer timer;
        timer.start();
        do {
            frame();
        } while (map->isBusy() && timer.elapsed() < 300000);
        QCoreApplication::processEvents();
    }

    // Until the scene was drawn once more and the window was flushed.
    void frame()
    {
        const quint64 before = probe.frames();
        QElapsedTimer timer;
        timer.start();
        while (probe.frames() == before && timer.elapsed() < 50)
            wait();
    }

    // One view to the east and one to the south, every frame new land at the edge. Milliseconds a frame.
    double pan()
    {
        const GeoPoint start = map->centre();
        const double zoom = map->zoom();
        map->setZoom(zoom - 2); // forgets every tile
        settle();
        map->setCentre(start, zoom);
        settle();
        const QPointF middle = toMercator(start);
        const double world = 256 * std::exp2(zoom);
        int frames = 0;
        const double begin = cpu();
        const auto go = [&](double x, double y) {
            map->setCentre(toGeo(middle + QPointF(x, y) / world), zoom);
            settle(); // every tile of the step is drawn and shown: nothing is left out by going too fast
            ++frames;
        };
        for (int x = panStep; x <= wide; x += panStep)
            go(x, 0);
        for (int y = panStep; y <= high; y += panStep)
            go(wide, y);
        const double each = (cpu() - begin) / frames;
        map->setCentre(start, zoom);
        settle();
        return each;
    }

    double recolour(int count)
    {
        constexpr int turns = 30;
        QList<QList<QRgb>> palettes;
        for (int i = 0; i < 5; ++i)
            palettes << colours(count, i);
        const double begin = cpu();
        for (int i = 0; i < turns; ++i) {
            map->setColours(layer, palettes[i % 5]);
            frame();
        }
        return (cpu() - begin) / turns;
    }

    double pickP99(const GeoBox &box)
    {
        QRandomGenerator random(3);
        Samples samples;
        for (int i = 0; i < 200000; ++i) {
            const GeoPoint at{box.west + random.generateDouble() * (box.east - box.west),
                              box.south + random.generateDouble() * (box.north - box.south)};
            QElapsedTimer timer;
            timer.start();
            const auto hits = map->at(at);
            samples.add(static_cast<double>(timer.nsecsElapsed()) / 1000);
            if (hits.isEmpty())
                ++missed;
        }
        return samples.at(0.99);
    }

    QMainWindow window;
    QTimer heart;
    MapView *map;
    MapProbe probe;
    int missed = 0;
};

void lookAt(MapView *map, const GeoBox &view)
{
    const QPointF a = toMercator({view.west, view.north});
    const QPointF b = toMercator({view.east, view.south});
    map->setCentre(toGeo((a + b) / 2), std::log2(wide / (b.x() - a.x()) / 256));
}

int child(int argc, char **argv)
{
    if (QByteArrayView(argv[2]) == "auto")
        MapView::chooseGraphics();
    QApplication app(argc, argv);
    if (!Theme::install(app, Appearance::Light))
        return 1;
    const Plan plan{QByteArrayView(argv[3]).toInt(), QByteArrayView(argv[4]).toInt()};
    const Land land = plan.land();
    QList<MapArea> areas = areasOf(land);
    Stage stage;
    lookAt(stage.map, plan.view());
    stage.settle();
    malloc_trim(0); // what making the areas left behind is not the map's
    const double empty = residentKib();
    QJsonObject said;
    const double begin = cpu();
    stage.map->setAreas(layer, std::move(areas), Datum::Wgs84);
    stage.map->setColours(layer, colours(land.size(), 0));
    stage.settle();
    said[u"load"_s] = (cpu() - begin) / 1000;
    said[u"resident"_s] = residentKib();
    said[u"before"_s] = empty;
    said[u"tiles"_s] = static_cast<double>(stage.probe.tileBytes()) / 1024;
    if (const QString picture = qEnvironmentVariable("FENGQIAO_BENCH_PICTURE"); !picture.isEmpty())
        stage.window.grab().save(picture);
    if (plan.views > 1) {
        static_cast<void>(stage.pan()); // once to warm up: caches, heap, fonts
        said[u"frame"_s] = stage.pan();
        if (QByteArrayView(argv[5]) == "points") {
            MapPointStyle style;
            stage.map->setPoints(u"events"_s, pointsOf(plan.box()), Datum::Wgs84, style);
            stage.settle();
            said[u"clusters"_s] = stage.pan();
            style.display = PointDisplay::Heat;
            stage.map->setPointStyle(u"events"_s, style);
            stage.settle();
            said[u"heat"_s] = stage.pan();
        }
    } else {
        said[u"recolour"_s] = stage.recolour(land.size());
        said[u"pick"_s] = stage.pickP99(plan.box());
        said[u"missed"_s] = stage.missed;
    }
    const auto backend = stage.probe.quick()->quickWindow()->rendererInterface()->graphicsApi();
    said[u"backend"_s] = backend == QSGRendererInterface::Software ? u"raster"_s : u"OpenGL"_s;
    std::printf("%s\n", QJsonDocument(said).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    std::_Exit(0);
}

// --- Both sides ------------------------------------------------------------------------------------------------------

QJsonObject answerOf(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    process.waitForFinished(-1);
    const QByteArray said = process.readAllStandardOutput().trimmed();
    return QJsonDocument::fromJson(said.mid(said.lastIndexOf('\n') + 1)).object();
}

QJsonObject ours(const QString &graphics, int inView, int views, bool points)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"LIBGL_ALWAYS_SOFTWARE"_s, u"1"_s);
    return answerOf(u"xvfb-run"_s,
                    {u"-a"_s, u"-s"_s, u"-screen 0 1920x1080x24"_s, QCoreApplication::applicationFilePath(),
                     u"--child"_s, graphics, QString::number(inView), QString::number(views),
                     points ? u"points"_s : u"-"_s},
                    environment);
}

QJsonObject qgis(const QString &folder, const Plan &plan, int frames)
{
    const QString base = u"%1/land-%2-%3"_s.arg(folder).arg(plan.inView).arg(plan.views);
    const QString wkb = base + u".wkb"_s;
    const QString file = base + u".gpkg"_s;
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (!writeWkb(plan.land(), wkb))
        return {};
    answerOf(u"/usr/bin/python3"_s, {peer, u"make"_s, wkb, file}, environment);
    QFile::remove(wkb);
    const GeoBox v = plan.view();
    QStringList arguments{peer, u"run"_s, file};
    for (const double edge : {v.west, v.south, v.east, v.north})
        arguments << QString::number(edge, 'f', 9);
    arguments << QString::number(wide) << QString::number(high) << QString::number(frames);
    return answerOf(u"/usr/bin/python3"_s, arguments, environment);
}

bool qgisIsThere()
{
    QProcess process;
    process.start(u"/usr/bin/python3"_s, {u"-c"_s, u"import qgis.core, osgeo.ogr"_s});
    process.waitForFinished(-1);
    return process.error() == QProcess::UnknownError && process.exitCode() == 0;
}

void ratio(const QString &what, double our, double their, double bound, const QString &unit)
{
    const double share = their > 0 ? our / their : 0;
    figure(what, u"%1 : %2 %3 = %4"_s.arg(our, 0, 'f', 1).arg(their, 0, 'f', 1).arg(unit).arg(share, 0, 'f', 3),
           u"at most %1 x"_s.arg(bound), their > 0 && share <= bound);
}

// Tells what a plain frame costs at 100,000, by the kind of graphics.
QHash<QString, double> frames(const QString &folder, bool peerIsThere)
{
    struct Row {
        int inView;
        double bound;
        int peerFrames;
    };

    QHash<QString, double> plainFrames;
    for (const Row &row : {Row{1000, 1.0, 40}, Row{10000, 0.4, 20}, Row{100000, 0.12, 8}}) {
        const QJsonObject theirs = peerIsThere ? qgis(folder, {row.inView, 2}, row.peerFrames) : QJsonObject();
        for (const auto &graphics : {u"auto"_s, u"gl"_s}) {
            const bool most = row.inView == 100000;
            const QJsonObject our = ours(graphics, row.inView, 2, most);
            const double frame = our[u"frame"_s].toDouble();
            const QString backend = our[u"backend"_s].toString();
            ratio(u"frame, %1 grids in view, %2"_s.arg(row.inView).arg(backend), frame, theirs[u"frame"_s].toDouble(),
                  row.bound, u"ms"_s);
            if (!most)
                continue;
            ratio(u"with %1 events as clusters, %2"_s.arg(events).arg(backend), our[u"clusters"_s].toDouble(), frame,
                  1.3, u"ms"_s);
            ratio(u"with %1 events as heat, %2"_s.arg(events).arg(backend), our[u"heat"_s].toDouble(), frame, 1.3,
                  u"ms"_s);
            plainFrames[graphics] = frame;
        }
    }
    return plainFrames;
}

void load(const QString &folder, bool peerIsThere, const QHash<QString, double> &plainFrames)
{
    constexpr int grids = 100000;
    const Plan plan{grids, 1};
    const QJsonObject theirs = peerIsThere ? qgis(folder, plan, 0) : QJsonObject();
    for (const auto &graphics : {u"auto"_s, u"gl"_s}) {
        const QJsonObject our = ours(graphics, grids, 1, false);
        const QString backend = our[u"backend"_s].toString();
        ratio(u"stored borders to first frame, %1, %2"_s.arg(plan.land().size()).arg(backend),
              our[u"load"_s].toDouble() * 1000, theirs[u"load"_s].toDouble() * 1000, 1, u"ms CPU"_s);
        ratio(u"resident memory, %1"_s.arg(backend), our[u"resident"_s].toDouble() / 1024,
              theirs[u"resident"_s].toDouble() / 1024, 1.2, u"MB"_s);
        std::printf("    (the program without areas %.0f MB, tiles %.0f MB)\n", our[u"before"_s].toDouble() / 1024,
                    our[u"tiles"_s].toDouble() / 1024);
        ratio(u"recolour %1, against a plain frame, %2"_s.arg(plan.land().size()).arg(backend),
              our[u"recolour"_s].toDouble(), plainFrames[graphics], 2, u"ms"_s);
        const double p99 = our[u"pick"_s].toDouble();
        figure(u"pick under the cursor, p99"_s,
               u"%1 us (%2 of 200000 beside)"_s.arg(p99, 0, 'f', 2).arg(our[u"missed"_s].toInt()), u"at most 10 us"_s,
               p99 > 0 && p99 <= 10);
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 5 && QByteArrayView(argv[1]) == "--child")
        return child(argc, argv);
    QCoreApplication app(argc, argv);
    if (QStandardPaths::findExecutable(u"xvfb-run"_s).isEmpty()) {
        std::printf("SKIPPED: xvfb-run is missing (package xvfb)\n");
        return 0;
    }
    const bool peerIsThere = qgisIsThere();
    heading(u"Map, processor time in the dock at 1600x900 against QGIS on the same borders"_s);
    if (!peerIsThere)
        std::printf("  SKIPPED: QGIS is not installed, every ratio against it reads NOT REACHED; "
                    "installer/setup.sh --bench installs it\n");
    const QTemporaryDir folder;
    const auto plainFrames = frames(folder.path(), peerIsThere);
    load(folder.path(), peerIsThere, plainFrames);
    return 0;
}
