// The county on a map, by whoever keeps the grids.
#include <QBuffer>
#include <QDir>
#include <QListView>
#include <QTemporaryDir>
#include <atomic>

#include <grid/events.h>
#include <grid/grids.h>
#include <grid/widgets/event_list_panel.h>
#include <grid/widgets/event_page.h>
#include <grid/widgets/grid_page.h>
#include <grid/widgets/map_panel.h>

#include "app_window.h"
#include "perspectives.h"
#include "tour.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int tourEvents = 6000; // of the year's 70,636
const QString tourTown = u"620521105"_s;

class GridStory : public QObject {
public:
    explicit GridStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    void importEvents();

    template <typename Panel> Panel *panel() const { return t.workspace()->findChild<Panel *>(); }

    Tour &t;
};

// Some of the demo's events, so that the tour does not wait for a whole year of them.
void GridStory::importEvents()
{
    auto done = std::make_shared<std::atomic_bool>(false);
    t.step(
        u"events of the demo"_s,
        [this, done] {
            Desk *desk = t.window().desk();
            desk->read([](ReadContext &context) -> Result<QByteArray> {
                    QBuffer text;
                    text.open(QIODevice::WriteOnly);
                    DemoEvents demo;
                    demo.count = tourEvents;
                    demo.lastDay = context.now.localDate().addDays(-1);
                    const auto written = writeDemoEvents(context, demo, text);
                    return written ? Result<QByteArray>(text.data()) : fail(written.error());
                })
                .then(QtFuture::Launch::Async, [desk, done](const Result<QByteArray> &text) {
                    const QTemporaryDir folder; // the events say which file they came from
                    QFile file(folder.filePath(u"网格事件.csv"_s));
                    if (text && file.open(QIODevice::WriteOnly) && file.write(*text) == text->size() && file.flush())
                        *done = fengqiao::importEvents(*desk, file.fileName()).has_value();
                });
        },
        [done] { return done->load(); });
}

void GridStory::tell()
{
    t.signInAs(u"ji"_s);
    importEvents();
    t.step(u"the county on a map"_s, [this] {
        const auto mine = perspectivesFor(*t.window().desk()->rules(), t.window().desk()->actor());
        const auto at = std::ranges::find(mine, u"grids"_s, &Perspective::id) - mine.cbegin();
        t.workspace()->run(u"perspective.%1"_s.arg(at + 1));
    });
    const auto events = [this] { return panel<EventListPanel>()->findChild<QListView *>(u"eventList"_s); };
    t.check(u"events in the list"_s, [events] { return events()->model()->rowCount() > 0; });
    t.picture(u"map-county"_s);
    t.step(u"heat"_s, [this] { panel<MapPanel>()->setDisplay(PointDisplay::Heat); });
    t.picture(u"map-heat"_s);
    t.step(u"a town"_s, [this] {
        panel<MapPanel>()->setDisplay(PointDisplay::Clusters);
        panel<MapPanel>()->showArea(*DivisionCode::parse(tourTown));
    });
    t.picture(u"map-town"_s);
    const auto grid = std::make_shared<QUuid>();
    t.step(
        u"a grid"_s,
        [this, grid] {
            t.window()
                .desk()
                ->read([](ReadContext &context) -> Result<QList<GridLine>> {
                    return gridsAsOf(context.tx, context.now.localDate(), tourTown, {u"base"_s});
                })
                .then(this, [this, grid](const Result<QList<GridLine>> &lines) {
                    if (!lines || lines->isEmpty())
                        return;
                    panel<MapPanel>()->showGrid(lines->first().id);
                    t.workspace()->openGrid(lines->first().id);
                    *grid = lines->first().id;
                });
        },
        [this, grid] { return !grid->isNull() && panel<GridPage>()->grid() == *grid; });
    t.step(u"the tree"_s, [this] { t.workspace()->run(u"panel.grid_tree"_s); });
    t.picture(u"map-grid"_s);
    t.step(
        u"an event"_s,
        [this] {
            t.workspace()->run(u"panel.events"_s);
            t.window()
                .desk()
                ->read([](ReadContext &context) -> Result<QList<EventLine>> {
                    return fengqiao::events(context, EventFilter::usual(context.rules, context.now), 1);
                })
                .then(this, [this](const Result<QList<EventLine>> &lines) {
                    if (lines && !lines->isEmpty())
                        t.workspace()->openEvent(lines->first().id);
                });
        },
        [this] { return !panel<EventPage>()->current().isNull(); });
    t.step(u"the event on the map"_s, [this] { panel<MapPanel>()->showEvent(panel<EventPage>()->current()); });
    t.picture(u"event"_s);
}

} // namespace

void tellGrids(Tour &tour)
{
    (new GridStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
