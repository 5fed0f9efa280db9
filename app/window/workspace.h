#pragma once

#include <QUuid>
#include <QWidget>

#include <access/desk.h>
#include <widgets/command_palette.h>

namespace fengqiao {

class ActionCommands;
class AppraisalPanel;
class ChartsPanel;
class ConflictPanel;
class DeskSync;
class DeskWatch;
class DockArea;
class EventListPanel;
class EventPage;
class FigureTilesPanel;
class FlowPanel;
class GridChecksPanel;
class GridPage;
class GridTreePanel;
class MapPanel;
class Overlay;
class QueuePanel;
class Rail;
class ReportsPanel;
class StatusStrip;
class SyncPanel;
class ReconciliationPanel;
class ReferenceProvider;
class RowsBehindPanel;
class SafetyIndexPanel;
class ScopeKeeper;
struct ChartTable;
struct MetricRequest;
enum class MetricPart;
class TriageBoard;
class WarningBoardPanel;
class WarningWatch;
class WhistleBoardPanel;
class Theme;
class VisitPanel;
class MatterPanel;
class MediatorBoardPanel;
class MyListPanel;
class PeoplePanel;
class RoomCalendarPanel;
class WallDisplay;
class WindowSettings;

// Everything around the docks for one person at work: rail, docks in perspectives, status strip, palette, shortcuts.
// Connects the panels, which know nothing of each other.
class Workspace : public QWidget {
    Q_OBJECT

public:
    Workspace(Desk &desk, Theme &theme, WindowSettings &settings, QWidget *parent = nullptr);
    ~Workspace() override;
    void begin();                          // first perspective, first reading
    void save();                           // arrangement and widths
    void setAway(bool away);               // locked: floating docks go too
    [[nodiscard]] QString unsaved() const; // a sentence about what would be lost; empty if nothing

    [[nodiscard]] DockArea &docks() const { return *m_docks; }

    [[nodiscard]] CommandPalette &palette() const { return *m_palette; }

    [[nodiscard]] QList<Command> commands() const;

    void openVisit(QUuid visit);
    void openMatter(QUuid matter);
    void openEvent(QUuid event);
    void openGrid(QUuid grid);
    void openFigure(const MetricRequest &request); // the list behind it
    void openRecord(const QString &kind, const QUuid &record);

    [[nodiscard]] WallDisplay *wall() const { return m_wall.get(); } // null while none hangs

    void run(const QString &command);

    [[nodiscard]] DeskSync &deskSync() const { return *m_deskSync; }

Q_SIGNALS:
    void lockWanted();
    void signOutWanted();
    void titleChanged(const QString &title);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void addPanels();
    void connectPanels();
    void addGridPanels();
    void addReportPanels();
    void connectGridPanels();
    void connectMap();
    void addFigurePanels();
    void connectFigurePanels();
    void placeFilters();
    void exportChart(const ChartTable &chart);
    void exportRows(const MetricRequest &request, MetricPart part);
    void drawBorder(const QUuid &grid);
    void startEvent();
    [[nodiscard]] bool runOnGrids(const QString &command);
    void addBoardPanels();
    [[nodiscard]] bool runOnBoards(const QString &command);
    [[nodiscard]] QList<Command> boardCommands() const;
    [[nodiscard]] bool runOnReports(const QString &command);
    [[nodiscard]] QList<Command> exportCommands() const;
    void addShortcuts();
    void showPerspective(const QString &id);
    void showPanel(const QString &id); // where it belongs
    void switchTheme();
    void switchLanguage();
    void startVisit();
    void startSearch();
    void callNext();
    void printSlip();
    void showDossier();
    void startFastPath();
    void showHandover();
    void startEmergency(QUuid visit);
    void showSheet();
    void readTitle();
    [[nodiscard]] QList<Command> windowCommands() const;
    [[nodiscard]] QList<Command> wallCommands() const; // the big screen on each monitor
    [[nodiscard]] bool runOnWall(const QString &command);

    Desk &m_desk;
    Theme &m_theme;
    WindowSettings &m_settings;
    QStringList m_perspectives;
    DockArea *m_docks; // first, so that the keyboard goes from panel to panel before it comes to the frame
    StatusStrip *m_strip;
    Rail *m_rail;
    DeskWatch *m_watch;
    DeskSync *m_deskSync;
    CommandPalette *m_palette;
    std::unique_ptr<ReferenceProvider> m_references;
    ActionCommands *m_actions = nullptr;
    QueuePanel *m_queue = nullptr;
    VisitPanel *m_visit = nullptr;
    MatterPanel *m_matter = nullptr;
    PeoplePanel *m_people = nullptr;
    MyListPanel *m_myList = nullptr;
    RoomCalendarPanel *m_rooms = nullptr;
    MediatorBoardPanel *m_mediators = nullptr;
    WhistleBoardPanel *m_whistles = nullptr;
    TriageBoard *m_board = nullptr;
    SyncPanel *m_sync = nullptr;
    // Only for whoever reads matters.
    WarningBoardPanel *m_warnings = nullptr;
    WarningWatch *m_warningWatch = nullptr;
    ConflictPanel *m_conflicts = nullptr;
    // Only for whoever works with grids.
    EventListPanel *m_events = nullptr;
    GridTreePanel *m_gridTree = nullptr;
    GridChecksPanel *m_gridChecks = nullptr;
    MapPanel *m_map = nullptr;
    EventPage *m_event = nullptr;
    GridPage *m_grid = nullptr;
    // Only for whoever reads figures without limits.
    ScopeKeeper *m_scope = nullptr;
    FigureTilesPanel *m_figures = nullptr;
    FlowPanel *m_flow = nullptr;
    ChartsPanel *m_charts = nullptr;
    RowsBehindPanel *m_behind = nullptr;
    ReconciliationPanel *m_reconcile = nullptr;
    std::unique_ptr<WallDisplay> m_wall;
    ReportsPanel *m_reports = nullptr;     // only for whoever may read all figures
    AppraisalPanel *m_appraisal = nullptr; // for whoever does, appraises or pays the work
    SafetyIndexPanel *m_safety = nullptr;
    QPointer<Overlay> m_sheet;
    QStringList m_hiddenFloats;
};

} // namespace fengqiao
