#pragma once

#include <QApplication>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QMainWindow>
#include <QQuickWidget>
#include <QTimer>
#include <sys/resource.h>

#include <map/widgets/map_view.h>
#include <map_probe.h>

#include "map_land.h"
#include "table.h"

namespace fengqiao {

// What the benchmarks of the map share: a made-up land and a window with the map in its dock at 1600x900.

constexpr int wide = 1600;
constexpr int high = 900;
constexpr int panStep = 24; // pixels a frame: a brisk drag

inline double cpu() // milliseconds
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

inline double residentKib()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').value(0).toDouble();
    }
    return 0;
}

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

inline QList<QRgb> colours(int count, int turn)
{
    static constexpr QRgb five[] = {0xffe6f3ec, 0xfffaf3dc, 0xfffdf0e3, 0xfffbe9e9, 0xffe3edfb};
    QList<QRgb> colours(count);
    for (int i = 0; i < count; ++i)
        colours[i] = five[(i + turn) % 5];
    return colours;
}

class Stage {
public:
    // `content`: what the dock holds, if the map is only a part of it.
    explicit Stage(MapView *shown = new MapView, QWidget *content = nullptr)
        : map(shown)
        , probe(map)
    {
        auto *dock = new QDockWidget(&window);
        dock->setWidget(content ? content : map);
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

    double recolour(const QString &layer, int count)
    {
        constexpr int turns = 30;
        QList<QList<QRgb>> palettes;
        for (int i = 0; i < 5; ++i)
            palettes << colours(count, i);
        double begin = 0;
        for (int i = -5; i < turns; ++i) { // once each to warm up, as the frames of pan()
            if (i == 0)
                begin = cpu();
            map->setColours(layer, palettes[(i + 5) % 5]);
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

inline void lookAt(MapView *map, const GeoBox &view)
{
    const QPointF a = toMercator({view.west, view.north});
    const QPointF b = toMercator({view.east, view.south});
    map->setCentre(toGeo((a + b) / 2), std::log2(wide / (b.x() - a.x()) / 256));
}

} // namespace fengqiao
