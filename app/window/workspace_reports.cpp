// Reports and what leaves the program as a list.
#include <access/rights.h>
#include <report/issues.h>
#include <report/widgets/appraisal_panel.h>
#include <report/widgets/export_dialog.h>
#include <report/widgets/reports_panel.h>
#include <statistics/widgets/safety_index_panel.h>

#include "dock_area.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

const QString exportPrefix = u"export."_s;

} // namespace

void Workspace::addReportPanels()
{
    // Issues tell all figures of an area: whoever may read only some of them has no use for the panel.
    if (grantOf(m_desk, issueKind().permission) == Grant::All) {
        m_reports = new ReportsPanel(m_desk, this);
        m_docks->addPanel(u"reports"_s, tr("Reports"), m_reports);
    }
    if (AppraisalPanel::isOpenTo(m_desk)) {
        m_appraisal = new AppraisalPanel(m_desk, this);
        m_docks->addPanel(u"appraisal"_s, tr("Appraisal and subsidies"), m_appraisal);
        connect(m_appraisal, &AppraisalPanel::matterActivated, this, &Workspace::openMatter);
    }
    if (!SafetyIndexPanel::isOpenTo(m_desk))
        return;
    m_safety = new SafetyIndexPanel(m_desk, this);
    m_docks->addPanel(u"safety_index"_s, tr("Safety index"), m_safety);
    connect(m_safety, &SafetyIndexPanel::figureActivated, this, &Workspace::openFigure);
    connect(m_safety, &SafetyIndexPanel::declarationsWanted, this, [this] { showPanel(u"reconcile"_s); });
}

// For the palette: each list that this person may take out, by name.
QList<Command> Workspace::exportCommands() const
{
    QList<Command> commands;
    for (const auto &[kind, word] : ExportDialog::kindsFor(m_desk)) {
        Command command;
        command.id = exportPrefix + kind;
        command.text = tr("Export: %1").arg(word);
        commands << command;
    }
    return commands;
}

bool Workspace::runOnReports(const QString &command)
{
    if (!command.startsWith(exportPrefix))
        return false;
    const QString kind = command.sliced(exportPrefix.size());
    for (const auto &[known, word] : ExportDialog::kindsFor(m_desk))
        if (known == kind) {
            (new ExportDialog(m_desk, ExportRequest{.kind = kind}, word, this))->open();
            return true;
        }
    return false;
}

} // namespace fengqiao
