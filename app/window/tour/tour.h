#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include <access/desk.h>

#include "tour/camera.h"
#include "tour/hands.h"
#include "tour/scenario.h"

class QTimer;

namespace fengqiao {

class AppWindow;
class Theme;
class WindowSettings;
class Workspace;

// Plays the acceptance scenario in the real window on a temporary demo county and leaves pictures. A list of steps:
// each does something and then waits for its condition, driven by a timer; nothing ever waits within a step.
class Tour : public QObject {
    Q_OBJECT

public:
    Tour(Theme &theme, const QString &folder);
    ~Tour() override;
    void start();

    struct Step {
        QString what;
        std::function<void()> begin;
        std::function<bool()> done; // null = at once
    };

    // For the story.
    void step(const QString &what, std::function<void()> begin, std::function<bool()> done = {});
    void picture(const QString &name);     // in both sizes and both appearances
    void darkPicture(const QString &name); // what is dark whatever the appearance
    void act(const QString &key);          // a line of the scenario, by the account it names
    void acts(const QStringList &keys);
    void actRest(); // every line that no step before this one told
    void refused(const QString &key, const QString &as, const QString &action, QJsonObject data); // must not be allowed
    void clock(const QString &lineKey); // the desk's time becomes that of a line
    void time(Instant at);              // it is so late now
    void signInAs(const QString &login);
    void check(const QString &what, std::function<bool()> truth);

    [[nodiscard]] AppWindow &window() const { return *m_window; }

    [[nodiscard]] Workspace *workspace() const;

    [[nodiscard]] Scenario &scenario() { return m_scenario; }

    [[nodiscard]] Hands &hands() { return *m_hands; }

    // The record of this entity that was inserted last, as the change feed told.
    [[nodiscard]] QUuid lastMade(const QString &entity) const { return m_made.value(entity); }

    void forgetMade() { m_made.clear(); }

    // For a second window beside the first.
    [[nodiscard]] Theme &theme() { return m_theme; }

    [[nodiscard]] std::shared_ptr<Clock> clock() const { return m_clock; }

    [[nodiscard]] QByteArray password() const { return m_password; }

    [[nodiscard]] QString fileOfSecondDesk() const { return m_home.filePath(QStringLiteral("第二台电脑.fengqiao")); }

    void keepPicture(const QString &name, const QImage &image);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void tick();
    void run(const QString &key);
    void look(const QString &name, QSize size, bool dark);
    [[nodiscard]] bool isDrawing() const;
    void checkExpectations();
    void fault(const QString &sentence);
    void end();
    Theme &m_theme;
    QString m_folder;
    QTemporaryDir m_home;
    std::shared_ptr<FixedClock> m_clock;
    std::unique_ptr<WindowSettings> m_settings;
    std::unique_ptr<AppWindow> m_window;
    std::unique_ptr<Hands> m_hands;
    std::unique_ptr<Camera> m_camera;
    Scenario m_scenario;
    QList<Step> m_steps;
    qsizetype m_at = -1;
    bool m_begun = false;
    bool m_waiting = false; // an answer is on its way
    QElapsedTimer m_since;
    QTimer *m_timer;
    QHash<QString, QUuid> m_made;
    QSet<QString> m_told; // lines that a step tells
    QStringList m_faults;
    QString m_file;
    QByteArray m_password;
};

// The steps, in order.
void tellStory(Tour &tour);
void tellGrids(Tour &tour);   // the county on a map
void tellFigures(Tour &tour); // the director at the figures
void tellReports(Tour &tour); // what goes upward
void tellWall(Tour &tour);    // what hangs in the hall
void tellDesks(Tour &tour);   // and a second desk beside the first
void tellWork(Tour &tour);    // the month after

} // namespace fengqiao
