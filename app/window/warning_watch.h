#pragma once

#include <QObject>

#include <access/desk.h>

class QSystemTrayIcon;
class QTimer;

namespace fengqiao {

class WarningAlerts;
class WindowSettings;

// Has the warning rules looked at while somebody works here, at most once a minute and only when something happened
// since, and tells on the desktop what rose, for whoever chose to be told.
class WarningWatch : public QObject {
    Q_OBJECT

public:
    WarningWatch(Desk &desk, WindowSettings &settings, QWidget *window);
    ~WarningWatch() override;

    [[nodiscard]] bool mayTell() const; // this desktop has a place for notifications
    void look();                        // now, if there is anything to look at

Q_SIGNALS:
    void told(const QString &sentence);

private:
    void tell(const QString &sentence, bool sounds);
    Desk &m_desk;
    WindowSettings &m_settings;
    QWidget *m_window;
    WarningAlerts *m_alerts;
    QTimer *m_timer;
    std::unique_ptr<QSystemTrayIcon> m_tray;
    bool m_busy = false;
};

} // namespace fengqiao
