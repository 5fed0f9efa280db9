#include "app_window.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QStackedLayout>

#include <widgets/theme.h>

#include "composition.h"
#include "desk_opener.h"
#include "join_page.h"
#include "new_county_page.h"
#include "overlay.h"
#include "sign_in_page.h"
#include "start_page.h"
#include "window_settings.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

AppWindow::AppWindow(Theme &theme, WindowSettings &settings, std::shared_ptr<Clock> clock)
    : m_theme(theme)
    , m_settings(settings)
    , m_clock(std::move(clock))
    , m_pages(new QStackedLayout(this))
    , m_start(new StartPage(this))
    , m_signIn(new SignInPage(this))
    , m_newCounty(new NewCountyPage(this))
    , m_join(new JoinPage(this))
{
    setObjectName(u"appWindow"_s);
    setWindowTitle(tr("Fengqiao"));
    for (QWidget *page : QList<QWidget *>{m_start, m_signIn, m_newCounty, m_join})
        m_pages->addWidget(page);
    connect(m_start, &StartPage::fileChosen, this, [this](const QString &file) { showSignIn(file); });
    connect(m_start, &StartPage::newCountyWanted, this, &AppWindow::showNewCounty);
    connect(m_start, &StartPage::joinWanted, this, &AppWindow::showJoin);
    connect(m_join, &JoinPage::cancelled, this, &AppWindow::showStart);
    connect(m_join, &JoinPage::joined, this, &AppWindow::showSignIn);
    connect(m_newCounty, &NewCountyPage::cancelled, this, &AppWindow::showStart);
    connect(m_newCounty, &NewCountyPage::created, this, &AppWindow::showSignIn);
    connect(m_signIn, &SignInPage::otherFileWanted, this, &AppWindow::showStart);
    connect(m_signIn, &SignInPage::signOutWanted, this, &AppWindow::signOut);
    connect(m_signIn, &SignInPage::signInWanted, this, [this] {
        if (m_signIn->isLocked())
            unlock();
        else
            signIn(m_signIn->file(), m_signIn->login(), m_signIn->takePassword());
    });
    resize(1366, 768);
    restoreGeometry(settings.geometry());
    showStart();
}

AppWindow::~AppWindow()
{
    dropWorkspace();
}

void AppWindow::showStart()
{
    m_start->setRecent(m_settings.recentFiles());
    m_pages->setCurrentWidget(m_start);
}

void AppWindow::showSignIn(const QString &file, const QString &login)
{
    m_pages->setCurrentWidget(m_signIn);
    m_signIn->setFile(file, login.isEmpty() ? m_settings.lastLogin(file) : login);
}

void AppWindow::showNewCounty()
{
    m_pages->setCurrentWidget(m_newCounty);
    m_newCounty->begin();
}

void AppWindow::showJoin()
{
    m_pages->setCurrentWidget(m_join);
    m_join->begin();
}

void AppWindow::signIn(const QString &file, const QString &login, Secret password)
{
    if (m_pages->currentWidget() != m_signIn)
        showSignIn(file, login);
    m_signIn->setBusy(true);
    openDesk(setupFor(file, m_clock), login, std::move(password))
        .then(this, [this, file, login](const OpenedDesk &desk) {
            if (desk)
                return opened(file, login, *desk);
            m_signIn->setError(desk.error());
            Q_EMIT signInFailed(desk.error());
        });
}

void AppWindow::opened(const QString &file, const QString &login, std::shared_ptr<Desk> desk)
{
    dropWorkspace();
    m_settings.addRecentFile(file);
    m_settings.setLastLogin(file, login);
    m_desk = std::move(desk);
    m_workspace = new Workspace(*m_desk, m_theme, m_settings, this);
    connect(m_workspace, &Workspace::lockWanted, this, &AppWindow::lock);
    connect(m_workspace, &Workspace::signOutWanted, this, [this] { leave([this] { signOut(); }); });
    connect(m_workspace, &Workspace::titleChanged, this, &QWidget::setWindowTitle);
    m_pages->addWidget(m_workspace);
    m_pages->setCurrentWidget(m_workspace);
    m_workspace->begin();
    Q_EMIT signedIn();
}

void AppWindow::lock()
{
    if (!m_workspace)
        return;
    m_workspace->setAway(true);
    m_pages->setCurrentWidget(m_signIn);
    m_signIn->setLocked(m_desk->store().path(), m_desk->actor().login, m_desk->actor().name);
}

void AppWindow::unlock()
{
    m_signIn->setBusy(true);
    checkPassword(m_signIn->file(), m_signIn->login(), m_signIn->takePassword(), m_desk->now())
        .then(this, [this](const Result<> &same) {
            if (!same)
                return m_signIn->setError(same.error());
            m_signIn->setBusy(false);
            m_pages->setCurrentWidget(m_workspace);
            m_workspace->setAway(false);
        });
}

void AppWindow::signOut()
{
    const QString file = m_desk ? m_desk->store().path() : QString();
    dropWorkspace();
    setWindowTitle(tr("Fengqiao"));
    if (file.isEmpty())
        showStart();
    else
        showSignIn(file);
}

void AppWindow::dropWorkspace()
{
    if (m_workspace) {
        m_workspace->save();
        delete m_workspace;
        m_workspace = nullptr;
    }
    m_desk.reset();
}

void AppWindow::leave(std::function<void()> then)
{
    const QString unsaved = m_workspace ? m_workspace->unsaved() : QString();
    if (unsaved.isEmpty())
        return then();
    m_pages->setCurrentWidget(m_workspace);
    auto *question = new QuestionOverlay(this, tr("Not saved yet"), unsaved);
    question->setObjectName(u"unsavedQuestion"_s);
    question->addAnswer(tr("Throw it away"), false, std::move(then));
    question->addAnswer(tr("Go on writing"), true, {});
    question->open();
}

void AppWindow::closeEvent(QCloseEvent *event)
{
    if (!m_leaving && m_workspace && !m_workspace->unsaved().isEmpty()) {
        event->ignore();
        return leave([this] {
            m_leaving = true;
            close();
        });
    }
    m_settings.setGeometry(saveGeometry());
    if (m_workspace)
        m_workspace->save();
    QWidget::closeEvent(event);
}

} // namespace fengqiao
