// The Command perspective: figures as tiles, the list behind each, charts, and the reconciliation desk.
#include <QDockWidget>

#include <mediation/mediation.h>
#include <report/widgets/export_dialog.h>
#include <statistics/widgets/charts_panel.h>
#include <statistics/widgets/figure_tiles_panel.h>
#include <statistics/widgets/reconciliation_panel.h>
#include <statistics/widgets/rows_behind_panel.h>
#include <widgets/notices.h>

#include "dock_area.h"
#include "perspectives.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Owner {
    QUuid matter;
    QUuid grid;
};

// A time limit or a whistle has no page of its own: it is looked at in its matter, a post in its grid.
Result<Owner> ownerOf(ReadContext &context, const Entity &entity, QUuid record)
{
    Owner owner;
    const auto row = context.tx.find(entity, record);
    if (row && entity.field("matter"_L1))
        owner.matter = row->uuid("matter"_L1);
    if (row && entity.field("grid"_L1))
        owner.grid = row->uuid("grid"_L1);
    return owner;
}

} // namespace

void Workspace::addFigurePanels()
{
    if (!m_perspectives.contains(u"command"_s))
        return;
    m_scope = new ScopeKeeper(m_desk, this);
    m_figures = new FigureTilesPanel(m_desk, *m_scope, this);
    m_flow = new FlowPanel(m_desk, *m_scope, u"flow"_s, this);
    m_charts = new ChartsPanel(m_desk, *m_scope, this);
    m_behind = new RowsBehindPanel(m_desk, this);
    m_reconcile = new ReconciliationPanel(m_desk, this);
    m_docks->addPanel(u"figures"_s, tr("Figures"), m_figures);
    m_docks->addPanel(u"flow"_s, tr("Inflow, outflow and stock"), m_flow);
    m_docks->addPanel(u"charts"_s, tr("Charts"), m_charts);
    m_docks->addPanel(u"behind"_s, tr("List behind"), m_behind);
    m_docks->addPanel(u"reconcile"_s, tr("Reconciliation"), m_reconcile);
    connectFigurePanels();
}

void Workspace::connectFigurePanels()
{
    connect(m_figures, &FigureTilesPanel::figureActivated, this, &Workspace::openFigure);
    // How high the tiles are is known when their words are.
    connect(m_figures, &FigureTilesPanel::loaded, m_docks, &DockArea::fitSizes);
    connect(m_flow, &FlowPanel::figureActivated, this, &Workspace::openFigure);
    connect(m_charts, &ChartsPanel::figureActivated, this, &Workspace::openFigure);
    connect(m_reconcile, &ReconciliationPanel::figureActivated, this, &Workspace::openFigure);
    connect(m_flow, &FlowPanel::exportWanted, this, &Workspace::exportChart);
    connect(m_charts, &ChartsPanel::exportWanted, this, &Workspace::exportChart);
    connect(m_behind, &RowsBehindPanel::exportWanted, this, &Workspace::exportRows);
    for (const QString &id : {u"figures"_s, u"charts"_s}) {
        connect(m_docks->dock(id), &QDockWidget::visibilityChanged, this, &Workspace::placeFilters);
        connect(m_docks->dock(id), &QDockWidget::topLevelChanged, this, &Workspace::placeFilters);
    }
    connect(m_behind, &RowsBehindPanel::recordActivated, this, &Workspace::openRecord);
}

void Workspace::openFigure(const MetricRequest &request)
{
    if (!m_docks->isShown(u"behind"_s))
        showPerspective(u"command"_s);
    m_behind->showRows(request);
    m_docks->raisePanel(u"behind"_s);
}

void Workspace::openRecord(const QString &kind, const QUuid &record)
{
    if (kind == "visit"_L1)
        return openVisit(record);
    if (kind == "matter"_L1)
        return openMatter(record);
    if (kind == "grid_event"_L1)
        return openEvent(record);
    if (kind == "grid"_L1)
        return openGrid(record);
    const RecordKind *known = m_desk.kind(kind);
    if (!known)
        return void(Toast::show(this, tr("This record has no page of its own.")));
    m_desk.read([entity = known->entity, record](ReadContext &context) { return ownerOf(context, *entity, record); })
        .then(this, [this](const Result<Owner> &owner) {
            if (owner && !owner->matter.isNull())
                openMatter(owner->matter);
            else if (owner && !owner->grid.isNull())
                openGrid(owner->grid);
            else
                Toast::show(this, tr("This record has no page of its own."));
        });
}

// Numbers leave the program one way: with a reason, the mark on the file and a row in the audit.
void Workspace::exportChart(const ChartTable &chart)
{
    ExportRequest request{.kind = u"chart"_s};
    request.chart = std::make_shared<const ChartTable>(chart);
    (new ExportDialog(m_desk, request, chart.word, this))->open();
}

void Workspace::exportRows(const MetricRequest &request, MetricPart part)
{
    const RuleRow *metric = m_desk.rules()->table("metrics"_L1).find(request.metric);
    ExportRequest wanted{.kind = u"metric:"_s + request.metric};
    wanted.metric = request;
    wanted.part = part;
    (new ExportDialog(m_desk, wanted, metric ? metric->word() : request.metric, this))->open();
}

// Period, area and filters stand once: over the tiles, or over the charts where the tiles are not to be seen.
void Workspace::placeFilters()
{
    const QDockWidget *figures = m_docks->dock(u"figures"_s);
    const QDockWidget *charts = m_docks->dock(u"charts"_s);
    m_charts->setFiltersShown(figures->isHidden() || figures->isFloating() != charts->isFloating());
}

} // namespace fengqiao
