#include "workspace.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QDockWidget>
#include <QKeyEvent>

#include <grid/grid.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "action_commands.h"
#include "desk_sync.h"
#include "desk_watch.h"
#include "dock_area.h"
#include "rail.h"
#include "shortcuts.h"
#include "status_strip.h"
#include "sync_panel.h"
#include "wall/wall_display.h"
#include "window_settings.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QStringList idsOf(const QList<const Perspective *> &perspectives)
{
    QStringList ids;
    for (const Perspective *perspective : perspectives)
        ids.append(perspective->id);
    return ids;
}

bool mayRaiseAlarm(const Desk &desk)
{
    return roleMay(desk, u"emergency_intake"_s) || roleMay(desk, u"emergency"_s);
}

} // namespace

Workspace::Workspace(Desk &desk, Theme &theme, WindowSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_settings(settings)
    , m_perspectives(idsOf(perspectivesFor(*desk.rules(), desk.actor())))
    , m_docks(new DockArea(settings, desk.actor().login, this))
    , m_strip(new StatusStrip(desk, this))
    , m_rail(new Rail(desk, m_perspectives, mayRaiseAlarm(desk), this))
    , m_watch(new DeskWatch(desk, this))
    , m_deskSync(new DeskSync(desk, this))
{
    setObjectName(u"workspace"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    auto *frame = new QVBoxLayout;
    const int gap = Theme::of(parent).size(Size::Inside);
    frame->setContentsMargins(gap, gap, gap, gap);
    frame->addWidget(m_docks);
    row->addLayout(frame, 1);
    column->addLayout(row, 1);
    column->addWidget(m_strip);
    addPanels();
    m_palette = new CommandPalette(this);
    m_palette->setObjectName(u"commandPalette"_s);
    m_palette->setRecent(settings.recentCommands(desk.actor().login));
    m_palette->setProvider([this] { return commands(); });
    connect(m_palette, &CommandPalette::triggered, this, &Workspace::run);
    connectPanels();
    addShortcuts();

    connect(m_rail, &Rail::perspectiveChosen, this, &Workspace::showPerspective);
    connect(m_rail, &Rail::emergencyWanted, this, [this] { run(u"emergency"_s); });
    connect(m_rail, &Rail::commandsWanted, this, [this] { m_palette->openPalette(); });
    connect(m_rail, &Rail::themeWanted, this, &Workspace::switchTheme);
    connect(m_rail, &Rail::shortcutsWanted, this, &Workspace::showSheet);
    connect(m_rail, &Rail::lockWanted, this, &Workspace::lockWanted);
    connect(m_rail, &Rail::signOutWanted, this, &Workspace::signOutWanted);
    connect(m_docks, &DockArea::perspectiveChanged, m_rail, &Rail::setCurrent);
    connect(m_strip, &StatusStrip::syncWanted, this, [this] { run(u"panel.sync"_s); });
    connect(m_strip, &StatusStrip::emergenciesWanted, this, [this] { run(u"panel.board"_s); });
    connect(m_watch, &DeskWatch::updated, m_strip, &StatusStrip::setStatus);
    connect(m_watch, &DeskWatch::updated, m_sync, &SyncPanel::setStatus);
    connect(m_watch, &DeskWatch::updated, m_rail, [this](const DeskStatus &status) {
        m_rail->setCount(u"reception"_s, status.waiting);
        m_rail->setCount(u"mediation"_s, status.toDo);
    });
    connect(m_deskSync, &DeskSync::changed, m_strip, &StatusStrip::setStanding);
    connect(m_deskSync, &DeskSync::changed, m_watch, &DeskWatch::refresh);
    connect(&theme, &Theme::changed, m_rail, [this] { m_rail->setDark(m_theme.isDark()); });
    m_rail->setDark(theme.isDark());
    qApp->installEventFilter(this);
}

Workspace::~Workspace()
{
    // Docks tell on their way out that they are hidden; nobody is there to hear it.
    for (const QString &id : m_docks->panelIds())
        m_docks->dock(id)->disconnect(this);
}

void Workspace::begin()
{
    const QString last = m_settings.perspective(m_desk.actor().login);
    if (m_perspectives.isEmpty())
        m_docks->raisePanel(
            u"sync"_s); // nothing to do with visits or matters: what this person may do is in the palette
    else
        showPerspective(m_perspectives.contains(last) ? last : m_perspectives.first());
    m_watch->refresh();
    m_deskSync->begin();
    readTitle();
}

void Workspace::save()
{
    m_docks->save();
    m_settings.setRecentCommands(m_desk.actor().login, m_palette->recent());
}

void Workspace::setAway(bool away)
{
    if (away)
        m_hiddenFloats.clear();
    for (const QString &id : m_docks->panelIds()) {
        QDockWidget *dock = m_docks->dock(id);
        if (away && dock->isFloating() && dock->isVisible()) {
            m_hiddenFloats.append(id);
            dock->hide();
        } else if (!away && m_hiddenFloats.contains(id)) {
            dock->show();
        }
    }
}

void Workspace::readTitle()
{
    const auto county = DivisionCode::parse(m_desk.county());
    if (!county)
        return;
    m_desk.read([code = *county](ReadContext &context) -> Result<QString> { return placeName(context.tx, code); })
        .then(this, [this](const Result<QString> &name) {
            const QString demo = m_desk.isDemo() ? tr(" (demo data)") : QString();
            Q_EMIT titleChanged(tr("%1 governance centre%2 · %3 — Fengqiao")
                                    .arg(name.value_or(m_desk.county()), demo, m_desk.actor().name));
        });
}

void Workspace::showPerspective(const QString &id)
{
    if (!m_perspectives.contains(id))
        return;
    m_docks->showPerspective(id);
    m_docks->raisePanel(findPerspective(id)->focus);
}

// A panel of another perspective is looked at there, where it has its room.
void Workspace::showPanel(const QString &id)
{
    const Perspective *here = findPerspective(m_docks->perspective());
    if (!m_docks->isShown(id) && !(here && here->holds(id))) {
        const auto home = std::ranges::find_if(
            m_perspectives, [&id](const QString &perspective) { return findPerspective(perspective)->holds(id); });
        if (home != m_perspectives.end())
            m_docks->showPerspective(*home);
    }
    m_docks->raisePanel(id);
}

void Workspace::switchTheme()
{
    m_theme.setAppearance(m_theme.isDark() ? Appearance::Light : Appearance::Dark);
    m_settings.setTheme(m_theme.isDark() ? u"dark"_s : u"light"_s);
}

void Workspace::switchLanguage()
{
    const bool english = m_settings.language() == "en"_L1;
    m_settings.setLanguage(english ? u"zh"_s : u"en"_s);
    Toast::show(this, english ? tr("The window will speak Chinese when it is started again.")
                              : tr("The window will speak English when it is started again."));
}

void Workspace::showSheet()
{
    if (m_sheet)
        return m_sheet->dismiss();
    m_sheet = new ShortcutSheet(this, m_perspectives);
    m_sheet->setObjectName(u"shortcutSheet"_s);
    m_sheet->open();
}

void Workspace::addShortcuts()
{
    for (const Shortcut &shortcut : windowShortcuts()) {
        auto *action = new QAction(shortcut.word, this);
        action->setShortcut(shortcut.keys);
        action->setShortcutContext(Qt::ApplicationShortcut); // docks may float
        connect(action, &QAction::triggered, this, [this, id = shortcut.id] { run(id); });
        addAction(action);
    }
}

QList<Command> Workspace::windowCommands() const
{
    QList<Command> list;
    const auto add = [&list](const QString &id, const QString &text, const QString &english, const QString &icon,
                             const QString &group) {
        list.append({.id = id,
                     .text = text,
                     .english = english,
                     .group = group,
                     .icon = icon,
                     .keywords = {},
                     .shortcut = shortcutOf(id),
                     .enabled = true,
                     .whyNot = {}});
    };
    const QString window = tr("Layout", "a group of commands");
    int place = 1;
    for (const QString &id : m_perspectives)
        add(u"perspective.%1"_s.arg(place++), tr("Perspective: %1").arg(perspectiveWord(id)), u"Perspective "_s + id,
            findPerspective(id)->icon, window);
    for (const QString &id : m_docks->panelIds())
        add(u"panel."_s + id, tr("Show: %1").arg(m_docks->dock(id)->windowTitle()), u"Show "_s + id,
            u"layout-dashboard"_s, window);
    add(u"layout.reset"_s, tr("Arrange this perspective as designed"), u"Reset the layout"_s, u"undo-2"_s, window);
    add(u"search"_s, tr("Search people and matters"), u"Search people and matters"_s, u"search"_s, {});
    if (m_perspectives.contains(u"reception"_s))
        add(u"slip"_s, tr("Print the visitor's slip"), u"Print the slip"_s, u"printer"_s, {});
    if (m_perspectives.contains(u"mediation"_s))
        add(u"dossier"_s, tr("Dossier of the matter"), u"Dossier of the matter as PDF"_s, u"folder-open"_s, {});
    if (m_map) {
        add(u"map.search"_s, tr("Look for a place on the map"), u"Look for a place on the map"_s, u"map-pin"_s, {});
        add(u"map.print"_s, tr("Print the sheet of the grid"), u"Print the sheet of the grid"_s, u"printer"_s, {});
    }
    add(u"handover"_s, tr("Shift handover sheet"), u"Shift handover sheet"_s, u"printer"_s, {});
    add(u"theme"_s, tr("Switch between light and dark"), u"Switch theme light dark"_s, u"sun"_s, window);
    add(u"language"_s, tr("Chinese or English from the next start"), u"Language Chinese English"_s, u"settings"_s,
        window);
    add(u"shortcuts"_s, tr("Keyboard shortcuts"), u"Keyboard shortcuts help"_s, u"keyboard"_s, window);
    add(u"lock"_s, tr("Lock the window"), u"Lock"_s, u"lock"_s, window);
    add(u"sign_out"_s, tr("Sign out"), u"Sign out"_s, u"log-out"_s, window);
    return list;
}

QList<Command> Workspace::commands() const
{
    return m_actions->commands() + windowCommands() + boardCommands() + wallCommands() + exportCommands();
}

void Workspace::run(const QString &command)
{
    if (command.startsWith("panel."_L1))
        return showPanel(command.mid(6));
    if (command.startsWith("perspective."_L1))
        return showPerspective(m_perspectives.value(command.mid(12).toInt() - 1));
    const QHash<QString, std::function<void()>> own{
        {u"palette"_s, [this] { m_palette->openPalette(); }},
        {u"register_visit"_s, [this] { startVisit(); }},
        {u"search"_s, [this] { startSearch(); }},
        {u"call_next"_s, [this] { callNext(); }},
        {u"slip"_s, [this] { printSlip(); }},
        {u"dossier"_s, [this] { showDossier(); }},
        {u"fast_path"_s, [this] { startFastPath(); }},
        {u"handover"_s, [this] { showHandover(); }},
        {u"emergency"_s, [this] { startEmergency({}); }},
        {u"emergency_intake"_s, [this] { startEmergency({}); }},
        {u"theme"_s, [this] { switchTheme(); }},
        {u"language"_s, [this] { switchLanguage(); }},
        {u"shortcuts"_s, [this] { showSheet(); }},
        {u"layout.reset"_s, [this] { m_docks->resetPerspective(); }},
        {u"lock"_s, [this] { Q_EMIT lockWanted(); }},
        {u"sign_out"_s, [this] { Q_EMIT signOutWanted(); }},
    };
    if (const auto found = own.constFind(command); found != own.cend())
        return (*found)();
    if (runOnGrids(command) || runOnBoards(command) || runOnWall(command) || runOnReports(command))
        return;
    if (roleMay(m_desk, command))
        return m_actions->start(command);
    Toast::show(this, tr("Your roles do not include this."));
}

// A dialog is open: the window below hears no shortcut, but an emergency never waits for a form.
bool Workspace::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !object->isWidgetType())
        return false;
    QWidget *modal = QApplication::activeModalWidget();
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!modal || key->key() != Qt::Key_F12 || key->isAutoRepeat() || modal->property("emergency").toBool() ||
        !mayRaiseAlarm(m_desk))
        return false;
    m_actions->start(roleMay(m_desk, u"emergency_intake"_s) ? u"emergency_intake"_s : u"emergency"_s, modal);
    return true;
}

} // namespace fengqiao
