#include "wall_display.h"

#include <QGuiApplication>
#include <QScreen>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace fengqiao {

WallDisplay::WallDisplay(Desk &desk, std::shared_ptr<WallReader> reader, WallWindow::Leaving leaving, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_reader(std::move(reader))
    , m_leaving(leaving)
    , m_feed(desk)
{
}

WallDisplay::~WallDisplay()
{
    for (const QPointer<WallWindow> &window : std::as_const(m_windows))
        delete window;
}

QList<WallWindow *> WallDisplay::windows() const
{
    QList<WallWindow *> open;
    for (const QPointer<WallWindow> &window : m_windows)
        if (window)
            open << window;
    return open;
}

void WallDisplay::addScreen(QScreen *screen)
{
    const QList<WallWindow *> open = windows();
    const auto here = std::ranges::find(open, screen, [](const WallWindow *window) { return window->screen(); });
    if (here != open.cend())
        return (*here)->openOn(screen);
    auto *window = new WallWindow(m_desk, m_reader, m_leaving);
    connect(&m_feed, &WallFeed::refreshed, window, &WallWindow::refresh);
    connect(window, &WallWindow::left, this, [this, window] {
        m_windows.removeIf([window](const QPointer<WallWindow> &one) { return one == window; });
        window->deleteLater();
        if (m_windows.isEmpty())
            Q_EMIT left();
    });
    m_windows << window;
    window->begin(static_cast<int>(open.size()));
    window->openOn(screen);
}

QList<QScreen *> screensOf(const QString &list)
{
    const QList<QScreen *> all = QGuiApplication::screens();
    if (list == "all"_L1)
        return all;
    QList<QScreen *> chosen;
    for (const QString &number : list.split(u',', Qt::SkipEmptyParts))
        if (QScreen *screen = all.value(number.toInt() - 1); screen && !chosen.contains(screen))
            chosen << screen;
    if (chosen.isEmpty())
        chosen << QGuiApplication::primaryScreen();
    return chosen;
}

QFuture<Result<std::shared_ptr<WallReader>>> openWallReader(Desk &desk)
{
    return QtConcurrent::run([&desk] { return WallReader::open(desk); });
}

} // namespace fengqiao
