// The map against QGIS 3.40 on the same borders in the same run: processor time of a frame while the map is moved,
// loading, memory, picking, recolouring. Processor time, not wall time: it tells the same on a busy machine.
#include <QApplication>
#include <QDataStream>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cstdio>

#include "bench_map_county.h"
#include "map_stage.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int events = 1000000;
constexpr int grids = 100000;
const auto python = QStringLiteral("/usr/bin/python3"); // Debian's own, which has the bindings
const auto peer = QStringLiteral(FENGQIAO_QGIS_PEER);
const auto layer = u"grids"_s;

// --- The land ------------------------------------------------------------------------------------------------------

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

// --- Our side, in a process of its own -----------------------------------------------------------------------------

// `asked`: as on the command line.
QString backendName(const QString &asked)
{
    const bool raster = QQuickWindow::sceneGraphBackend() == "software"_L1;
    if (asked == "found"_L1)
        return raster ? u"raster for emulated OpenGL"_s : u"OpenGL, unseen"_s;
    return raster ? u"raster"_s : u"OpenGL forced"_s;
}

// The map with a land of its own, without a county.
QJsonObject play(const Plan &plan, bool withPoints)
{
    const Land land = plan.land();
    Stage stage;
    lookAt(stage.map, plan.view());
    stage.settle();
    stage.map->setAreas(layer, areasOf(land), Datum::Wgs84);
    stage.map->setColours(layer, colours(land.size(), 0));
    stage.settle();
    QJsonObject said{{u"grids"_s, land.size()}};
    if (const QString picture = qEnvironmentVariable("FENGQIAO_BENCH_PICTURE"); !picture.isEmpty())
        stage.window.grab().save(picture);
    if (plan.views == 1) {
        said[u"recolour"_s] = stage.recolour(layer, land.size());
        said[u"pick"_s] = stage.pickP99(plan.box());
        said[u"missed"_s] = stage.missed;
        return said;
    }
    static_cast<void>(stage.pan()); // once to warm up: caches, heap, fonts
    said[u"frame"_s] = stage.pan();
    if (withPoints) {
        MapPointStyle style;
        stage.map->setPoints(u"events"_s, pointsOf(plan.box()), Datum::Wgs84, style);
        stage.settle();
        said[u"clusters"_s] = stage.pan();
        style.display = PointDisplay::Heat;
        stage.map->setPointStyle(u"events"_s, style);
        stage.settle();
        said[u"heat"_s] = stage.pan();
    }
    return said;
}

// --child auto|found|gl GRIDS VIEWS points|-    or    --child auto|found|gl county FILE -
int child(int argc, char **argv)
{
    if (QByteArrayView(argv[2]) == "auto")
        MapView::chooseGraphics();
    QApplication app(argc, argv);
    if (!Theme::install(app, Appearance::Light))
        return 1;
    const QStringList words = QApplication::arguments();
    QJsonObject said = words[3] == "county"_L1 ? loadCounty(words[4])
                                               : play({words[3].toInt(), words[4].toInt()}, words[5] == "points"_L1);
    said[u"backend"_s] = backendName(words[2]);
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

// `arguments`: of child().
QJsonObject ours(const QStringList &arguments)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"LIBGL_ALWAYS_SOFTWARE"_s, u"1"_s);
    if (arguments.first() == "gl"_L1)
        environment.insert(u"QT_QUICK_BACKEND"_s, u"rhi"_s); // obeyed, though the processor does the card's work
    return answerOf(u"xvfb-run"_s,
                    QStringList{u"-a"_s, u"-s"_s, u"-screen 0 1920x1080x24"_s, QCoreApplication::applicationFilePath(),
                                u"--child"_s} +
                        arguments,
                    environment);
}

// `view`: what the first frame looks at.
QJsonObject qgis(const QString &folder, const Plan &plan, const GeoBox &view, int frames)
{
    const QString base = u"%1/land-%2-%3"_s.arg(folder).arg(plan.inView).arg(plan.views);
    const QString wkb = base + u".wkb"_s;
    const QString file = base + u".gpkg"_s;
    const auto environment = QProcessEnvironment::systemEnvironment();
    if (!writeWkb(plan.land(), wkb))
        return {};
    answerOf(python, {peer, u"make"_s, wkb, file}, environment);
    QFile::remove(wkb);
    QStringList arguments{peer, u"run"_s, file};
    for (const double edge : {view.west, view.south, view.east, view.north})
        arguments << QString::number(edge, 'f', 9);
    arguments << QString::number(wide) << QString::number(high) << QString::number(frames);
    const QJsonObject said = answerOf(python, arguments, environment);
    QFile::remove(file);
    return said;
}

bool qgisIsThere()
{
    QProcess process;
    process.start(python, {u"-c"_s, u"import qgis.core, osgeo.ogr"_s});
    process.waitForFinished(-1);
    return process.error() == QProcess::UnknownError && process.exitCode() == 0;
}

void ratio(const QString &what, double our, double their, double bound, const QString &unit)
{
    const double share = their > 0 ? our / their : 0;
    figure(what, u"%1 : %2 %3 = %4"_s.arg(our, 0, 'f', 1).arg(their, 0, 'f', 1).arg(unit).arg(share, 0, 'f', 3),
           u"at most %1 x"_s.arg(bound), their > 0 && share <= bound);
}

// What is asked for on the command line; nothing: everything.
struct Asked {
    static inline const QStringList kinds{u"auto"_s, u"found"_s, u"gl"_s};
    QStringList words;

    [[nodiscard]] bool has(const QString &part, const QStringList &others) const
    {
        const auto isOther = [&others](const QString &word) { return others.contains(word); };
        return words.contains(part) || std::ranges::none_of(words, isOther);
    }

    [[nodiscard]] QStringList graphics() const
    {
        QStringList chosen;
        for (const QString &one : kinds)
            if (has(one, kinds))
                chosen << one;
        return chosen;
    }
};

const QStringList parts{u"1000"_s, u"10000"_s, u"100000"_s, u"load"_s, u"colours"_s};

void frames(const Asked &asked, const QString &folder, bool peerIsThere)
{
    struct Row {
        int inView;
        double bound;
        int peerFrames;
    };

    for (const Row &row : {Row{1000, 1.0, 40}, Row{10000, 0.4, 20}, Row{100000, 0.12, 8}}) {
        if (!asked.has(QString::number(row.inView), parts))
            continue;
        const Plan plan{row.inView, 2};
        const QJsonObject theirs = peerIsThere ? qgis(folder, plan, plan.view(), row.peerFrames) : QJsonObject();
        for (const QString &graphics : asked.graphics()) {
            const bool most = row.inView == 100000;
            const QJsonObject our = ours({graphics, QString::number(row.inView), u"2"_s, most ? u"points"_s : u"-"_s});
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
        }
    }
}

// The panel with an encrypted county file against QGIS with its GeoPackage, both looking at the same box.
void load(const Asked &asked, const QString &folder, bool peerIsThere)
{
    const Plan plan{grids, 1};
    const QString county = makeGridCounty(folder, grids);
    QJsonObject theirs;
    for (const QString &graphics : asked.graphics()) {
        const QJsonObject our = ours({graphics, u"county"_s, county, u"-"_s});
        const QJsonArray box = our[u"box"_s].toArray();
        if (peerIsThere && theirs.isEmpty())
            theirs =
                qgis(folder, plan, {box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()}, 0);
        const QString backend = our[u"backend"_s].toString();
        const auto mb = [](const QJsonValue &kib) { return kib.toDouble() / 1024; };
        ratio(u"county file to first frame, %1 grids, %2"_s.arg(our[u"grids"_s].toInt()).arg(backend),
              our[u"load"_s].toDouble() * 1000, theirs[u"load"_s].toDouble() * 1000, 1, u"ms CPU"_s);
        ratio(u"resident memory then, %1"_s.arg(backend), mb(our[u"resident"_s]), mb(theirs[u"resident"_s]), 1.2,
              u"MB"_s);
        ratio(u"resident memory with towns and all, %1"_s.arg(backend), mb(our[u"wholeResident"_s]),
              mb(theirs[u"resident"_s]), 1.2, u"MB"_s);
        std::printf("    (%.2f s on the clock, QGIS %.2f; towns and all %.2f s of CPU, %.2f on the clock; the program "
                    "before %.0f MB)\n    (opening the file by its password before that: %.0f ms of CPU; in the first "
                    "frame %.0f %% of the places in view say their grid)\n",
                    our[u"wall"_s].toDouble(), theirs[u"wall"_s].toDouble(), our[u"whole"_s].toDouble(),
                    our[u"wholeWall"_s].toDouble(), mb(our[u"before"_s]), our[u"open"_s].toDouble() * 1000,
                    our[u"picked"_s].toDouble() * 100);
    }
}

void colouring(const Asked &asked)
{
    for (const QString &graphics : asked.graphics()) {
        const QJsonObject plain = ours({graphics, QString::number(grids), u"2"_s, u"-"_s});
        const QJsonObject our = ours({graphics, QString::number(grids), u"1"_s, u"-"_s});
        const QString backend = our[u"backend"_s].toString();
        ratio(u"recolour %1, against a plain frame, %2"_s.arg(our[u"grids"_s].toInt()).arg(backend),
              our[u"recolour"_s].toDouble(), plain[u"frame"_s].toDouble(), 2, u"ms"_s);
        const double p99 = our[u"pick"_s].toDouble();
        figure(u"pick under the cursor, %1"_s.arg(backend),
               u"p99 %1 us (%2 of 200000 beside)"_s.arg(p99, 0, 'f', 2).arg(our[u"missed"_s].toInt()),
               u"at most 10 us"_s, p99 > 0 && p99 <= 10);
    }
}

} // namespace

// Arguments choose: 1000 10000 100000 (frames), load, colours; auto (what the program takes where there is no graphics
// card), found (where there is one, but OpenGL turns out to be emulated on the processor), gl (emulated OpenGL forced
// upon it).
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
    const Asked asked{QCoreApplication::arguments().sliced(1)};
    frames(asked, folder.path(), peerIsThere);
    if (asked.has(u"load"_s, parts))
        load(asked, folder.path(), peerIsThere);
    if (asked.has(u"colours"_s, parts))
        colouring(asked);
    return 0;
}
