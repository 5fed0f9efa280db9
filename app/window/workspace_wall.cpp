// The big screen, opened from the normal window on a monitor of one's choice.
#include <QGuiApplication>
#include <QScreen>

#include <widgets/notices.h>

#include "wall/wall_display.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto prefix = "wall."_L1;

} // namespace

QList<Command> Workspace::wallCommands() const
{
    QList<Command> list;
    if (!mayShowWall(*m_desk.rules(), m_desk.actor()))
        return list;
    const QList<QScreen *> screens = QGuiApplication::screens();
    for (qsizetype i = 0; i < screens.size(); ++i) {
        const QSize size = screens.at(i)->size();
        list.append({.id = prefix + QString::number(i + 1),
                     .text = tr("Big screen on monitor %1 (%2 x %3)").arg(i + 1).arg(size.width()).arg(size.height()),
                     .english = u"Big screen wall monitor %1"_s.arg(i + 1),
                     .group = tr("Layout", "a group of commands"),
                     .icon = u"layout-dashboard"_s,
                     .keywords = {},
                     .shortcut = {},
                     .enabled = true,
                     .whyNot = {}});
    }
    return list;
}

bool Workspace::runOnWall(const QString &command)
{
    if (!command.startsWith(prefix))
        return false;
    QScreen *screen = QGuiApplication::screens().value(command.mid(prefix.size()).toInt() - 1);
    if (m_wall && screen) {
        m_wall->addScreen(screen);
        return true;
    }
    openWallReader(m_desk).then(this, [this, screen](const Result<std::shared_ptr<WallReader>> &reader) {
        if (!reader)
            return void(Toast::show(this, reader.error().message));
        m_wall = std::make_unique<WallDisplay>(m_desk, *reader, WallWindow::Leaving::ByEscapeToo);
        connect(m_wall.get(), &WallDisplay::left, this, [this] { m_wall.reset(); }, Qt::QueuedConnection);
        m_wall->addScreen(screen ? screen : QGuiApplication::primaryScreen());
    });
    return true;
}

} // namespace fengqiao
