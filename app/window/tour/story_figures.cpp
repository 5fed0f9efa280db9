// The director's three questions: how are we doing, which rows stand behind that number, and do the returns agree.
#include <QLabel>
#include <QTabBar>
#include <QTableView>

#include <statistics/widgets/charts_panel.h>
#include <statistics/widgets/figure_tiles_panel.h>
#include <statistics/widgets/reconciliation_panel.h>
#include <statistics/widgets/rows_behind_panel.h>

#include "app_window.h"
#include "perspectives.h"
#include "tour.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

class FigureStory : public QObject {
public:
    explicit FigureStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    void show(const QString &dock, const QString &table);

    template <typename Panel> Panel *panel() const { return t.workspace()->findChild<Panel *>(); }

    [[nodiscard]] bool hasRows(const QString &table) const
    {
        const auto *view = t.workspace()->findChild<QTableView *>(table);
        return view && view->isVisible() && view->model()->rowCount() > 0;
    }

    Tour &t;
};

void FigureStory::show(const QString &dock, const QString &table)
{
    t.step(dock, [this, dock] { t.workspace()->run(u"panel."_s + dock); }, [this, table] { return hasRows(table); });
}

void FigureStory::tell()
{
    t.signInAs(u"jia"_s);
    t.step(
        u"the Command perspective"_s,
        [this] {
            const auto mine = perspectivesFor(*t.window().desk()->rules(), t.window().desk()->actor());
            const auto at = std::ranges::find(mine, u"command"_s, &Perspective::id) - mine.cbegin();
            t.workspace()->run(u"perspective.%1"_s.arg(at + 1));
        },
        [this] { return !panel<FigureTilesPanel>()->figures().isEmpty(); });
    t.picture(u"command"_s);
    t.step(
        u"the list behind a tile"_s,
        [this] {
            auto *tile = t.workspace()->findChild<QWidget *>(u"tile_visits"_s);
            tile->setFocus();
            t.hands().press(QKeySequence(Qt::Key_Return));
        },
        [this] { return hasRows(u"behindTable"_s); });
    t.picture(u"list-behind"_s);
    t.step(
        u"charts"_s,
        [this] {
            t.workspace()->run(u"panel.charts"_s);
            panel<ChartsPanel>()->showBoard(u"intake"_s);
        },
        [this] { return panel<ChartsPanel>()->board() == u"intake"_s; });
    t.picture(u"charts"_s);
    t.step(u"towns"_s, [this] { panel<ChartsPanel>()->showBoard(u"towns"_s); });
    t.picture(u"charts-towns"_s);
    show(u"reconcile"_s, u"declaredTable"_s);
    t.picture(u"reconciliation"_s);
    t.step(u"the map is in front again"_s, [this] { t.workspace()->run(u"panel.map"_s); });
}

} // namespace

void tellFigures(Tour &tour)
{
    (new FigureStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
