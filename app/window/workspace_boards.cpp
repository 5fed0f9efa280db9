// The warning board in the window: its dock, its commands and what it tells on the desktop.
#include <mediation/mediation.h>
#include <mediation/widgets/warning_board_panel.h>
#include <widgets/notices.h>

#include "dock_area.h"
#include "shortcuts.h"
#include "warning_watch.h"
#include "window_settings.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

void Workspace::addBoardPanels()
{
    m_warnings = new WarningBoardPanel(m_desk, this);
    m_docks->addPanel(u"warnings"_s, tr("Warning board"), m_warnings);
    connect(m_warnings, &WarningBoardPanel::matterActivated, this, &Workspace::openMatter);
    m_warningWatch = new WarningWatch(m_desk, m_settings, this);
}

QList<Command> Workspace::boardCommands() const
{
    const QString login = m_desk.actor().login;
    QList<Command> list;
    const auto add = [&list](const QString &id, const QString &text, const QString &english, const QString &icon) {
        list.append({.id = id,
                     .text = text,
                     .english = english,
                     .group = tr("Warnings", "a group of commands"),
                     .icon = icon,
                     .keywords = {},
                     .shortcut = shortcutOf(id),
                     .enabled = true,
                     .whyNot = {}});
    };
    add(u"warnings.five_ones"_s, tr("Red cases without their five ones"), u"Red cases without five ones"_s,
        u"funnel"_s);
    add(u"warnings.alerts"_s,
        m_settings.alerts(login) ? tr("Stop telling on the desktop what rises on the warning board")
                                 : tr("Tell on the desktop what rises on the warning board"),
        u"Desktop notifications of warnings"_s, u"bell-ring"_s);
    add(u"warnings.sound"_s,
        m_settings.alertSound(login) ? tr("No sound for serious warnings") : tr("A sound for serious warnings"),
        u"Sound of warnings"_s, u"bell"_s);
    return list;
}

// Commands of the warning board; false if it is none of them.
bool Workspace::runOnBoards(const QString &command)
{
    const QString login = m_desk.actor().login;
    if (command == "warnings.five_ones"_L1) {
        m_docks->raisePanel(u"warnings"_s);
        m_warnings->setWithoutFiveOnes(!m_warnings->isWithoutFiveOnes());
    } else if (command == "warnings.alerts"_L1) {
        m_settings.setAlerts(login, !m_settings.alerts(login));
        Toast::show(this, !m_settings.alerts(login) ? tr("The desktop is told nothing any more.")
                          : m_warningWatch->mayTell()
                              ? tr("What rises on the warning board is told on the desktop.")
                              : tr("This desktop has no place for notifications; the board itself shows what rises."));
    } else if (command == "warnings.sound"_L1) {
        m_settings.setAlertSound(login, !m_settings.alertSound(login));
        Toast::show(this, m_settings.alertSound(login) ? tr("A serious warning sounds.") : tr("Warnings are silent."));
    } else {
        return false;
    }
    return true;
}

} // namespace fengqiao
