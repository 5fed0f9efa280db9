// Frames of the big screen at 3840 x 2160, drawn in software, while 20 events a second arrive. A frame is what the
// window's thread does for one update: painting and handing the pixels over. FENGQIAO_BENCH_SECONDS: of each scene.
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

#include <composition.h>
#include <core/locale.h>
#include <grid/grids.h>
#include <wall/wall_window.h>

#include "county.h"
#include "table.h"
#include "wall_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize surface(3840, 2160);
constexpr int eventsASecond = 20;
constexpr double mostMs = 33;

// Adds how long each update took.
template <typename Window> class Timed : public Window {
public:
    using Window::Window;
    Samples frames;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::UpdateRequest)
            return Window::event(event);
        QElapsedTimer timer;
        timer.start();
        const bool taken = Window::event(event);
        frames.add(static_cast<double>(timer.nsecsElapsed()) / 1000);
        return taken;
    }
};

class Plain : public QWidget {
public:
    Plain() { setAttribute(Qt::WA_OpaquePaintEvent); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), Qt::black); }
};

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

Samples baseline()
{
    Timed<Plain> plain;
    plain.resize(surface);
    plain.show();
    QTimer again;
    again.setInterval(5);
    QObject::connect(&again, &QTimer::timeout, &plain, [&plain] { plain.update(); });
    again.start();
    runFor(std::chrono::seconds(2));
    return plain.frames;
}

// Events of the grids, reported one by one as people report them.
class Arrivals : public QObject {
public:
    explicit Arrivals(Desk &desk)
        : m_desk(desk)
    {
        m_grids = desk.read([](ReadContext &context) -> Result<QList<GridLine>> {
                          return gridsAsOf(context.tx, context.now.localDate(), {}, {u"base"_s});
                      })
                      .result()
                      .value();
        auto *timer = new QTimer(this);
        timer->setTimerType(Qt::PreciseTimer);
        timer->setInterval(1000 / eventsASecond);
        connect(timer, &QTimer::timeout, this, &Arrivals::one);
        timer->start();
    }

    int taken = 0;
    int refused = 0;

private:
    void one()
    {
        const GridLine &grid = m_grids.at((m_at += 37) % m_grids.size());
        const QJsonObject data{
            {u"kind"_s, u"ev_road"_s}, {u"text"_s, u"路面破损，影响通行。"_s}, {u"grid"_s, grid.code}};
        m_desk.submit({u"report_event"_s, {}, data, {}}).then(this, [this](const Result<ActionOutcome> &done) {
            ++(done ? taken : refused);
            if (!done && refused == 1)
                std::printf("  refused: %s\n", qPrintable(done.error().message));
        });
    }

    Desk &m_desk;
    QList<GridLine> m_grids;
    qsizetype m_at = 0;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    setLanguage(Language::Chinese);
    const auto theme = Theme::install(app, Appearance::Light);
    const QTemporaryDir folder;
    const BenchCounty county = makeCounty(folder.path(), u"wall"_s, 0, 0);
    const auto desk = openCounty(county, u"ji"_s);
    WallCounty(*desk).fill(1400, 620, 20000);
    (void)WallFeed::foldNow(*desk);
    const auto reader = WallReader::open(*desk);
    if (!theme || !reader)
        qFatal("no wall");
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_SECONDS");
    const std::chrono::seconds stay(asked > 0 ? asked : 8);
    heading(u"Big screen at %1 x %2, 20,000 events, %3 arriving a second"_s.arg(surface.width())
                .arg(surface.height())
                .arg(eventsASecond));
    const Samples plain = baseline();
    figure(u"plain fill of the window, p50 / p99"_s,
           milliseconds(plain.at(0.5)) + u" / "_s + milliseconds(plain.at(0.99)), {}, true);
    WallFeed feed(*desk);
    Arrivals arrivals(*desk);
    Timed<WallWindow> wall(*desk, *reader, WallWindow::Leaving::ByKeySequence);
    QObject::connect(&feed, &WallFeed::refreshed, &wall, &WallWindow::refresh);
    wall.setPaused(true); // each scene hangs as long as is asked
    wall.resize(surface);
    wall.begin();
    wall.show();
    runFor(std::chrono::seconds(3));
    const QStringList scenes = wall.scenes();
    for (qsizetype i = 0; i < scenes.size(); ++i) {
        wall.frames = Samples();
        wall.next(); // the fade from the scene before is part of it
        runFor(stay);
        const Samples &frames = wall.frames;
        figure(u"%1: %2 frames, p50 / p99"_s.arg(wall.scene()).arg(frames.count()),
               u"%1 / %2, %3 x the fill"_s.arg(milliseconds(frames.at(0.5)), milliseconds(frames.at(0.99)))
                   .arg(frames.at(0.99) / plain.at(0.5), 0, 'f', 1),
               u"p99 at most 33 ms"_s, frames.at(0.99) <= mostMs * 1000);
    }
    std::printf("  %d events taken, %d refused\n", arrivals.taken, arrivals.refused);
    return 0;
}
