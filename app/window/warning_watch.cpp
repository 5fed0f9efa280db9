#include "warning_watch.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

#include <mediation/widgets/warning_alerts.h>
#include <widgets/next_step.h>
#include <widgets/theme.h>

#include "perspectives.h"
#include "window_settings.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int minuteMs = 60'000;

} // namespace

WarningWatch::WarningWatch(Desk &desk, WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_desk(desk)
    , m_settings(settings)
    , m_window(window)
    , m_alerts(new WarningAlerts(desk, this))
    , m_timer(new QTimer(this))
{
    connect(m_alerts, &WarningAlerts::raised, this, &WarningWatch::tell);
    m_alerts->look(); // what is there now is no news
    if (!roleMay(desk, u"watch_warnings"_s))
        return;
    m_timer->setInterval(minuteMs);
    connect(m_timer, &QTimer::timeout, this, &WarningWatch::look);
    m_timer->start();
}

WarningWatch::~WarningWatch() = default;

bool WarningWatch::mayTell() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

// Reading first: an action that finds nothing to do would still leave its row in the audit.
void WarningWatch::look()
{
    if (std::exchange(m_busy, true))
        return;
    m_desk.read([](ReadContext &context) -> Result<bool> { return warningsWait(context); })
        .then(this, [this](const Result<bool> &wait) {
            m_busy = false;
            if (wait.value_or(false))
                (void)m_desk.submit({.action = u"watch_warnings"_s, .key = {}, .data = {}, .at = {}});
        });
}

void WarningWatch::tell(const QString &sentence, bool sounds)
{
    Q_EMIT told(sentence);
    const QString login = m_desk.actor().login;
    if (sounds && m_settings.alertSound(login))
        QApplication::beep();
    if (!m_settings.alerts(login) || !mayTell())
        return;
    if (!m_tray) {
        m_tray = std::make_unique<QSystemTrayIcon>(Theme::of(m_window).icon(u"bell-ring"_s, Token::Accent));
        connect(m_tray.get(), &QSystemTrayIcon::messageClicked, m_window, [this] {
            m_window->window()->show();
            m_window->window()->activateWindow();
        });
    }
    m_tray->show();
    m_tray->showMessage(tr("Warning board"), sentence, QSystemTrayIcon::Warning);
}

} // namespace fengqiao
