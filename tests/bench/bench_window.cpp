#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTimer>
#include <cstdio>

#include <app_window.h>
#include <composition.h>
#include <reception/widgets/queue_panel.h>
#include <widgets/theme.h>
#include <window_settings.h>

#include "county.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

qint64 residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').value(0).toLongLong();
    return 0;
}

// One life of the window: from the start of main() to the queue as stored on the screen. Says microseconds and KiB.
int liveOnce(int argc, char **argv)
{
    QElapsedTimer timer;
    timer.start();
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"fengqiao"_s);
    const QStringList arguments = QApplication::arguments();
    WindowSettings settings;
    installLanguage(u"zh"_s);
    const auto theme = Theme::install(app, Appearance::Light);
    AppWindow window(**theme, settings);
    window.resize(1366, 768);
    window.show();
    window.signIn(arguments.value(2), u"bing"_s, std::move(*readPassword(arguments.value(3), {})));
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &app, [&] {
        auto *queue = window.findChild<QueuePanel *>();
        if (!queue)
            return;
        look.stop();
        QObject::connect(queue, &QueuePanel::refreshed, &app, [&] {
            window.repaint();
            std::printf("%lld %lld\n", static_cast<long long>(timer.nsecsElapsed() / 1000),
                        static_cast<long long>(residentKib()));
            std::fflush(stdout);
            QApplication::exit(0);
        });
        queue->refresh(); // its first reading may have ended before we looked
    });
    look.start(1);
    return QApplication::exec();
}

struct Life {
    Samples ready;
    qint64 kib = 0;
};

Life measure(const BenchCounty &county, int lives)
{
    Life life;
    for (int i = 0; i <= lives; ++i) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--once"_s, county.file, county.passwordFile});
        process.waitForFinished(60000);
        const QList<QByteArray> said = process.readAllStandardOutput().simplified().split(' ');
        if (process.exitCode() != 0 || said.size() != 2)
            qFatal("the window did not get ready");
        if (i > 0) // the first warms the caches up
            life.ready.add(said[0].toDouble());
        life.kib = std::max(life.kib, said[1].toLongLong());
    }
    return life;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--once")
        return liveOnce(argc, argv);
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8()); // a layout of its own
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_PEOPLE");
    const int people = asked > 0 ? asked : 1000000;
    heading(u"Window ready: %1 people, %2 visits"_s.arg(people).arg(people / 5));
    const BenchCounty empty = makeCounty(folder.path(), u"empty"_s, 0, 0);
    const BenchCounty full = makeCounty(folder.path(), u"full"_s, people, people / 5);
    const Life small = measure(empty, 7);
    const Life large = measure(full, 7);
    const double ratio = large.ready.at(0.5) / small.ready.at(0.5);
    figure(u"empty file, first paint and queue"_s, milliseconds(small.ready.at(0.5)), {}, true);
    figure(u"full file"_s, u"%1, ratio %2 x"_s.arg(milliseconds(large.ready.at(0.5))).arg(ratio, 0, 'f', 2),
           u"at most 1.5 x"_s, ratio <= 1.5);
    figure(u"resident memory, full file"_s, u"%1 MB"_s.arg(large.kib / 1024), u"at most 250 MB"_s,
           large.kib / 1024 <= 250);
    return 0;
}
