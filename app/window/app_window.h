#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

class QStackedLayout;

namespace fengqiao {

class JoinPage;
class NewCountyPage;
class SignInPage;
class StartPage;
class Theme;
class WindowSettings;
class Workspace;

// The window: start, sign-in, a new county, or the workspace of the person who is signed in.
class AppWindow : public QWidget {
    Q_OBJECT

public:
    AppWindow(Theme &theme, WindowSettings &settings, std::shared_ptr<Clock> clock = {});
    ~AppWindow() override;

    void showStart();
    void showSignIn(const QString &file, const QString &login = {});
    void showNewCounty();
    void showJoin();
    void signIn(const QString &file, const QString &login, Secret password);
    void lock();
    void signOut();

    [[nodiscard]] Workspace *workspace() const { return m_workspace; } // null while nobody is signed in

    [[nodiscard]] Desk *desk() const { return m_desk.get(); }

Q_SIGNALS:
    void signedIn();
    void signInFailed(const fengqiao::Error &error);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void opened(const QString &file, const QString &login, std::shared_ptr<Desk> desk);
    void unlock();
    void leave(std::function<void()> then); // asks about what is not saved, then goes on
    void dropWorkspace();
    Theme &m_theme;
    WindowSettings &m_settings;
    std::shared_ptr<Clock> m_clock;
    QStackedLayout *m_pages;
    StartPage *m_start;
    SignInPage *m_signIn;
    NewCountyPage *m_newCounty;
    JoinPage *m_join;
    std::shared_ptr<Desk> m_desk;
    Workspace *m_workspace = nullptr;
    bool m_leaving = false;
};

} // namespace fengqiao
