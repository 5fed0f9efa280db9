// Reports and what leaves the program as a list.
#include <report/issues.h>
#include <report/widgets/export_dialog.h>
#include <report/widgets/reports_panel.h>

#include "dock_area.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

const QString exportPrefix = u"export."_s;

// Issues tell all figures of an area: whoever may read only some of them has no use for the panel.
bool readsAllFigures(const Desk &desk)
{
    const RuleRow *row = desk.rules()->table("permissions"_L1).find(issueKind().permission);
    return row && std::ranges::any_of(desk.actor().roles, [row](const QString &role) {
               const QByteArray column = role.toLatin1();
               return row->text(QLatin1StringView(column)) == "A"_L1;
           });
}

} // namespace

void Workspace::addReportPanels()
{
    if (!readsAllFigures(m_desk))
        return;
    m_reports = new ReportsPanel(m_desk, this);
    m_docks->addPanel(u"reports"_s, tr("Reports"), m_reports);
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
