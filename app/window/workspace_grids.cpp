// The perspective of grids: events, the tree of grids, the map, and what wires them to the rest.
#include <QDockWidget>

#include <grid/grid.h>
#include <grid/widgets/event_list_panel.h>
#include <grid/widgets/event_page.h>
#include <grid/widgets/grid_checks_panel.h>
#include <grid/widgets/grid_page.h>
#include <grid/widgets/grid_tree_panel.h>
#include <grid/widgets/map_panel.h>
#include <mediation/matter_places.h>
#include <mediation/mediation.h>
#include <mediation/oversight.h>
#include <widgets/marks.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>

#include "action_commands.h"
#include "dock_area.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr double matterSize = 14;
constexpr double warningSize = 20; // a warning is seen above the matter that it stands on

MarkShape shapeOf(const QString &shape)
{
    return shape == "diamond"_L1    ? MarkShape::Diamond
           : shape == "triangle"_L1 ? MarkShape::Triangle
           : shape == "square"_L1   ? MarkShape::Square
                                    : MarkShape::Ring;
}

Token tokenOf(const QString &level)
{
    return level == "red"_L1      ? Token::Red
           : level == "orange"_L1 ? Token::Orange
           : level == "yellow"_L1 ? Token::Yellow
                                  : Token::InkSoft;
}

// A mark for each level in the order of the code list, and its place there.
struct LevelMarks {
    QList<MapMark> marks;
    QHash<QString, int> places;

    LevelMarks(const RuleSet &rules, const QString &pattern)
    {
        for (const RuleRow *row : rules.codes(u"level"_s)) {
            const LevelLook look = LevelLook::of(rules, row->text("code"_L1));
            places.insert(look.code, static_cast<int>(marks.size()));
            marks << MapMark{shapeOf(look.shape), tokenOf(look.code), pattern.arg(look.word)};
        }
    }
};

MapExtra layerOf(const QString &id, const QString &title, const LevelMarks &levels, double size,
                 QList<MatterPlace> (*read)(ReadContext &))
{
    MapExtra layer;
    layer.id = id;
    layer.title = title;
    layer.style.display = PointDisplay::Marks;
    layer.style.marks = levels.marks;
    layer.style.markSize = size;
    layer.load = [places = levels.places, read](ReadContext &context) {
        QList<MapExtraPoint> points;
        for (const MatterPlace &place : read(context))
            points << MapExtraPoint{place.matter, {}, place.division, places.value(place.level), {}, place.label};
        std::ranges::stable_sort(points, {}, &MapExtraPoint::mark); // the most serious on top
        return points;
    };
    layer.entities = {&matterEntity(), &warningEntity()};
    return layer;
}

bool mayRead(const Desk &desk, const QString &permission)
{
    const RuleRow *row = desk.rules()->table("permissions"_L1).find(permission);
    return row && std::ranges::any_of(desk.actor().roles, [row](const QString &role) {
               const QByteArray column = role.toLatin1();
               return row->text(QLatin1StringView(column)) != "-"_L1;
           });
}

} // namespace

void Workspace::addGridPanels()
{
    if (!m_perspectives.contains(u"grids"_s) && !m_perspectives.contains(u"command"_s))
        return;
    m_events = new EventListPanel(m_desk, this);
    m_gridTree = new GridTreePanel(m_desk, this);
    m_gridChecks = new GridChecksPanel(m_desk, this);
    m_map = new MapPanel(m_desk, this);
    m_event = new EventPage(m_desk, this);
    m_grid = new GridPage(m_desk, this);
    m_docks->addPanel(u"events"_s, tr("Events"), m_events);
    m_docks->addPanel(u"grid_tree"_s, tr("Grids"), m_gridTree);
    m_docks->addPanel(u"grid_checks"_s, tr("Checks", "of grids"), m_gridChecks);
    m_docks->addPanel(u"map"_s, tr("Map"), m_map);
    m_docks->addPanel(u"event"_s, tr("Event"), m_event);
    m_docks->addPanel(u"grid"_s, tr("Grid"), m_grid);
    if (mayRead(m_desk, matterKind().permission)) {
        const RuleSet &rules = *m_desk.rules();
        m_map->addPoints(layerOf(u"matters"_s, tr("Matters"), LevelMarks(rules, tr("Matter: %1", "level")), matterSize,
                                 &matterPlaces));
        m_map->addPoints(layerOf(u"warnings"_s, tr("Warnings"), LevelMarks(rules, tr("Warning: %1", "level")),
                                 warningSize, &warningPlaces));
    }
    connectGridPanels();
    connectMap();
}

void Workspace::connectGridPanels()
{
    connect(m_events, &EventListPanel::eventActivated, this, &Workspace::openEvent);
    connect(m_events, &EventListPanel::newEventWanted, this, &Workspace::startEvent);
    connect(m_gridTree, &GridTreePanel::gridActivated, this, [this](const QUuid &grid) {
        m_map->showGrid(grid);
        openGrid(grid);
    });
    connect(m_gridTree, &GridTreePanel::borderWanted, this, &Workspace::drawBorder);
    connect(m_gridChecks, &GridChecksPanel::gridActivated, this, [this](const QUuid &grid) {
        m_map->showGrid(grid);
        openGrid(grid);
    });
    connect(m_event, &EventPage::eventActivated, this, &Workspace::openEvent);
    connect(m_event, &EventPage::gridActivated, this, &Workspace::openGrid);
    connect(m_event, &EventPage::matterActivated, this, &Workspace::openMatter);
    connect(m_event, &EventPage::shown, this, [this](const QUuid &event) {
        m_actions->setSubject(u"event"_s, event);
        m_events->select(event);
    });
    connect(m_event, &EventPage::reported, m_events, &EventListPanel::select);
    connect(m_grid, &GridPage::gridActivated, this, &Workspace::openGrid);
    connect(m_grid, &GridPage::borderWanted, this, &Workspace::drawBorder);
    connect(m_grid, &GridPage::eventsWanted, this, [this](const QUuid &grid) {
        m_events->showGrid(grid);
        m_docks->raisePanel(u"events"_s);
    });
    connect(m_grid, &GridPage::findWanted, this, [this] {
        m_docks->raisePanel(u"grid_tree"_s);
        m_gridTree->focusSearch();
    });
}

void Workspace::connectMap()
{
    connect(m_events, &EventListPanel::filterChanged, m_map, [this] { m_map->setEventFilter(m_events->filter()); });
    m_map->setEventFilter(m_events->filter());
    connect(m_gridTree, &GridTreePanel::dayChanged, m_map, &MapPanel::setDay);
    connect(m_gridTree, &GridTreePanel::areaActivated, m_map, &MapPanel::showArea);
    connect(m_gridChecks, &GridChecksPanel::findingActivated, m_map,
            [this](const GridFinding &finding, Datum datum) { m_map->showShape(finding.shape, datum, finding.code); });
    connect(m_event, &EventPage::pickWanted, this, [this] {
        m_docks->raisePanel(u"map"_s);
        m_map->pickPlace();
    });
    connect(m_event, &EventPage::mapWanted, m_map, qOverload<const QUuid &>(&MapPanel::showEvent));
    connect(m_grid, &GridPage::mapWanted, m_map, &MapPanel::showGrid);
    connect(m_map, &MapPanel::gridActivated, this, [this](const QUuid &grid) {
        m_gridTree->select(grid);
        openGrid(grid);
    });
    connect(m_map, &MapPanel::eventActivated, this, &Workspace::openEvent);
    connect(m_map, &MapPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_map, &MapPanel::placePicked, this, [this](const GeoPoint &place) {
        m_docks->raisePanel(u"event"_s);
        m_event->newEventAt(place);
    });
    connect(m_map, &MapPanel::borderStored, this, &Workspace::openGrid);
}

// The keyboard stays where the person works: in the list, in the tree or on the map.
void Workspace::openEvent(QUuid event)
{
    if (!m_event)
        return;
    if (!m_docks->isShown(u"event"_s))
        showPerspective(u"grids"_s);
    if (!m_docks->isShown(u"event"_s)) // whoever does not work with grids looks at it beside the figures
        m_docks->raisePanel(u"event"_s);
    m_event->openEvent(event);
    m_docks->dock(u"event"_s)->raise();
}

void Workspace::openGrid(QUuid grid)
{
    if (!m_grid)
        return;
    if (!m_docks->isShown(u"grid"_s))
        showPerspective(u"grids"_s);
    if (!m_docks->isShown(u"grid"_s))
        m_docks->raisePanel(u"grid"_s);
    m_grid->showGrid(grid);
    m_docks->dock(u"grid"_s)->raise();
}

void Workspace::drawBorder(const QUuid &grid)
{
    m_docks->raisePanel(u"map"_s);
    m_map->drawBorder(grid);
}

void Workspace::startEvent()
{
    if (!m_event || !roleMay(m_desk, u"report_event"_s))
        return void(Toast::show(this, tr("Your roles do not include this.")));
    if (!m_docks->isShown(u"event"_s))
        showPerspective(u"grids"_s);
    m_docks->raisePanel(u"event"_s);
    m_event->newEvent();
}

// Commands of the map and the lists beside it; false if it is none of them.
bool Workspace::runOnGrids(const QString &command)
{
    if (!m_map)
        return false;
    const auto onMap = [this](auto what) {
        if (!m_docks->isShown(u"map"_s))
            showPerspective(u"grids"_s);
        m_docks->raisePanel(u"map"_s);
        what();
    };
    if (command == "map.search"_L1)
        onMap([this] { m_map->focusSearch(); });
    else if (command == "map.print"_L1)
        onMap([this] { m_map->printGrid(m_grid->grid()); });
    else if (command == "report_event"_L1)
        startEvent();
    else if (command == "import_events"_L1 && roleMay(m_desk, command))
        m_events->importFile();
    else if (command == "import_grids"_L1 && roleMay(m_desk, command))
        m_gridTree->importGrids();
    else if (command == "import_posts"_L1 && roleMay(m_desk, command))
        m_gridTree->importPosts();
    else
        return false;
    return true;
}

} // namespace fengqiao
