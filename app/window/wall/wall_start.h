#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

class SignInPage;
class WallDisplay;

// `fengqiao --wall FILE`: asks once who starts the big screen, unless that came with the start, then shows nothing else
// until the key sequence. Whoever may not read figures of a whole area is told so here; no data stands on this page.
class WallStart : public QWidget {
    Q_OBJECT

public:
    WallStart(const QString &file, const QString &login, const QString &screens, std::shared_ptr<Clock> clock = {});
    ~WallStart() override;
    void signIn(const QString &login, Secret password);

    [[nodiscard]] WallDisplay *display() const { return m_display.get(); } // null until it hangs

Q_SIGNALS:
    void opened();
    void refused(const fengqiao::Error &error);
    void left();

private:
    void hang(std::shared_ptr<Desk> desk);
    void refuse(const Error &error);
    QString m_file;
    QString m_screens;
    std::shared_ptr<Clock> m_clock;
    SignInPage *m_page;
    std::shared_ptr<Desk> m_desk;
    std::unique_ptr<WallDisplay> m_display; // goes before the desk
};

} // namespace fengqiao
