#include "tour.h"

#include <QApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QSettings>
#include <QTimer>
#include <cstdio>

#include <grid/widgets/map_panel.h>
#include <map/widgets/map_view.h>
#include <widgets/theme.h>

#include "app_window.h"
#include "composition.h"
#include "desk_opener.h"
#include "wall/wall_window.h"
#include "window_settings.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int tickMs = 8;
constexpr qint64 stepLimitMs = 30'000;
constexpr QSize pictureSizes[] = {{1366, 768}, {1920, 1080}};
constexpr auto demoCounty = "620521"_L1;
constexpr auto firstLine = "C01.visit"_L1;

void say(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

Tour::Tour(Theme &theme, const QString &folder)
    : m_theme(theme)
    , m_folder(folder)
    , m_timer(new QTimer(this))
{
    m_timer->setInterval(tickMs);
    connect(m_timer, &QTimer::timeout, this, &Tour::tick);
}

Tour::~Tour() = default;

Workspace *Tour::workspace() const
{
    return m_window->workspace();
}

void Tour::start()
{
    auto scenario = Scenario::load();
    if (!scenario) {
        fault(scenario.error().message);
        return end();
    }
    m_scenario = std::move(*scenario);
    QDir().mkpath(m_folder);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path()); // the person's own stay untouched
    m_clock = std::make_shared<FixedClock>(*m_scenario.line(firstLine)->request.at);
    m_settings = std::make_unique<WindowSettings>(m_home.filePath(u"window.ini"_s));
    m_window = std::make_unique<AppWindow>(m_theme, *m_settings, m_clock);
    m_window->resize(pictureSizes[0]);
    m_window->show();
    m_hands = std::make_unique<Hands>(m_window.get());
    m_camera = std::make_unique<Camera>(m_window.get(), m_folder);
    m_file = m_home.filePath(u"清水县演示.fengqiao"_s);
    m_password = QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(14, 'x');
    // Everything the desk writes is told on its change feed; what a person made in the window is found there.
    connect(m_window.get(), &AppWindow::signedIn, this, [this] {
        connect(m_window->desk(), &Desk::changed, this, [this](const ChangeSet &changes) {
            for (const Change &change : changes)
                if (change.kind == Change::Kind::Inserted)
                    m_made.insert(QString(change.entity->name), change.id);
        });
    });
    step(u"the demo county is made"_s, [this] {
        m_waiting = true;
        NewCounty county;
        county.county = *DivisionCode::parse(demoCounty);
        county.demo = true;
        county.adminName = tr("Demo administrator");
        createCounty(setupFor(m_file, m_clock), county, Secret(QByteArray(m_password)))
            .then(this, [this](const Result<QString> &made) {
                m_waiting = false;
                if (!made)
                    fault(made.error().message);
            });
    });
    tellStory(*this);
    step(u"every record is what the scenario expects"_s, [this] { checkExpectations(); });
    tellWork(*this);
    m_timer->start();
}

void Tour::step(const QString &what, std::function<void()> begin, std::function<bool()> done)
{
    m_steps.append({what, std::move(begin), std::move(done)});
}

void Tour::picture(const QString &name)
{
    for (const bool dark : {false, true})
        for (const QSize &size : pictureSizes)
            look(name, size, dark);
    step({}, [this] {
        m_camera->next();
        m_theme.setAppearance(Appearance::Light);
        m_window->resize(pictureSizes[0]);
    });
}

void Tour::darkPicture(const QString &name)
{
    for (const QSize &size : pictureSizes)
        look(name, size, true);
    step({}, [this] {
        m_camera->next();
        m_theme.setAppearance(Appearance::Light);
        m_window->resize(pictureSizes[0]);
    });
}

void Tour::look(const QString &name, QSize size, bool dark)
{
    step(
        u"picture "_s + name,
        [this, size, dark] {
            m_theme.setAppearance(dark ? Appearance::Dark : Appearance::Light);
            m_window->resize(size);
            m_camera->aim();
        },
        [this, name, dark] {
            if (isDrawing() || !m_camera->isSteady())
                return false;
            if (!m_camera->take(name, dark))
                fault(tr("The picture %1 could not be written.").arg(name));
            return true;
        });
}

// A map is drawn by other threads; until it is done it may stand still half finished.
bool Tour::isDrawing() const
{
    for (const QWidget *widget : QApplication::topLevelWidgets())
        if (const auto *wall = qobject_cast<const WallWindow *>(widget);
            wall && wall->isVisible() && !wall->isResting())
            return true;
    const auto maps = m_window->findChildren<MapPanel *>();
    return std::ranges::any_of(maps, [](const MapPanel *panel) {
        return panel->isVisible() && (!panel->isLoaded() || panel->map()->isBusy());
    });
}

void Tour::act(const QString &key)
{
    m_told.insert(key);
    step(key, [this, key] { run(key); });
}

void Tour::actRest()
{
    const QStringList keys = m_scenario.keys();
    for (const QString &key : keys)
        if (!m_told.contains(key))
            act(key);
}

void Tour::acts(const QStringList &keys)
{
    for (const QString &key : keys)
        act(key);
}

void Tour::run(const QString &key)
{
    const Scenario::Line *line = m_scenario.line(key);
    if (!line)
        return fault(tr("The scenario has no line %1.").arg(key));
    m_clock->set(*line->request.at);
    m_waiting = true;
    m_window->desk()
        ->submitAs(line->as, m_scenario.request(*line))
        .then(this, [this, key](const Result<ActionOutcome> &done) {
            m_waiting = false;
            if (done)
                m_scenario.bind(key, *done);
            else
                fault(u"%1: %2 (%3 %4)"_s.arg(key, done.error().message, done.error().code, done.error().field));
        });
}

void Tour::refused(const QString &key, const QString &as, const QString &action, QJsonObject data)
{
    step(u"%1 must be refused"_s.arg(action), [this, key, as, action, data] {
        const Scenario::Line line{key, as, {action, {}, data, {}}};
        m_waiting = true;
        m_window->desk()
            ->submitAs(as, m_scenario.request(line))
            .then(this, [this, action](const Result<ActionOutcome> &done) {
                m_waiting = false;
                if (done)
                    fault(tr("%1 was done although the rules forbid it.").arg(action));
            });
    });
}

void Tour::clock(const QString &lineKey)
{
    m_told.insert(lineKey);
    step({}, [this, lineKey] { m_clock->set(*m_scenario.line(lineKey)->request.at); });
}

void Tour::time(Instant at)
{
    step({}, [this, at] { m_clock->set(at); });
}

void Tour::signInAs(const QString &login)
{
    step(
        u"sign-in as "_s + login,
        [this, login] {
            if (workspace())
                m_window->signOut();
            m_window->showSignIn(m_file, login);
            m_hands->type(QString::fromLatin1(m_password));
            m_hands->press(QKeySequence(Qt::Key_Return));
        },
        [this] { return workspace() != nullptr; });
}

void Tour::check(const QString &what, std::function<bool()> truth)
{
    step(what, {}, std::move(truth));
}

void Tour::checkExpectations()
{
    if (!m_window->desk())
        return fault(tr("Nobody is signed in at the end."));
    m_waiting = true;
    m_window->desk()
        ->read([scenario = m_scenario](ReadContext &context) -> Result<QStringList> {
            return faultsOf(context, scenario);
        })
        .then(this, [this](const Result<QStringList> &faults) {
            m_waiting = false;
            for (const QString &sentence : faults ? *faults : QStringList{faults.error().message})
                fault(sentence);
        });
}

void Tour::tick()
{
    if (m_at < 0 || (m_begun && !m_waiting && (!m_steps.at(m_at).done || m_steps.at(m_at).done()))) {
        ++m_at;
        m_begun = false;
        m_since.start();
    }
    if (m_at >= m_steps.size())
        return end();
    if (!m_begun) {
        m_begun = true;
        if (const auto begin = m_steps.at(m_at).begin)
            begin();
        return;
    }
    if (m_since.elapsed() > stepLimitMs) {
        fault(tr("This did not happen in time: %1.").arg(m_steps.at(m_at).what));
        end();
    }
}

void Tour::keepPicture(const QString &name, const QImage &image)
{
    if (!m_camera->keep(name, image))
        fault(tr("The picture %1 could not be written.").arg(name));
    m_camera->next();
}

void Tour::fault(const QString &sentence)
{
    m_faults.append(sentence);
    std::fputs((sentence + u'\n').toUtf8().constData(), stderr);
}

void Tour::end()
{
    m_timer->stop();
    for (const QString &file : m_camera ? m_camera->files() : QStringList())
        say(file);
    const int wanted = static_cast<int>(m_scenario.expectations().size());
    say(m_faults.isEmpty() ? tr("The scenario was played; all %n expectations are met.", nullptr, wanted)
                           : tr("The scenario was played with %n faults.", nullptr, static_cast<int>(m_faults.size())));
    m_window.reset();
    Q_EMIT finished(m_faults.isEmpty() ? 0 : 1);
}

} // namespace fengqiao
