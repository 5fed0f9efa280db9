#pragma once

#include <QObject>
#include <QPointer>

#include "wall_window.h"

namespace fengqiao {

// The big screen on all its monitors, one window each, with what keeps their figures fresh.
class WallDisplay : public QObject {
    Q_OBJECT

public:
    WallDisplay(Desk &desk, std::shared_ptr<WallReader> reader, WallWindow::Leaving leaving, QObject *parent = nullptr);
    ~WallDisplay() override;

    void addScreen(QScreen *screen); // brings its wall to the front if it hangs there already
    [[nodiscard]] QList<WallWindow *> windows() const;

Q_SIGNALS:
    void left(); // the last one was

private:
    Desk &m_desk;
    std::shared_ptr<WallReader> m_reader;
    WallWindow::Leaving m_leaving;
    WallFeed m_feed;
    QList<QPointer<WallWindow>> m_windows;
};

// Monitors by "1,2", "all" or empty for the first; those that are not there are left out, and the first takes their
// place if none is.
[[nodiscard]] QList<QScreen *> screensOf(const QString &list);

// Opening the fenced connection reads the file, so it happens beside the window's thread.
[[nodiscard]] QFuture<Result<std::shared_ptr<WallReader>>> openWallReader(Desk &desk);

} // namespace fengqiao
