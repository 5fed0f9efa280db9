#include <widgets/data_table.h>

#include <QHeaderView>
#include <QTableView>

#include <widgets/panel_parts.h>
#include <widgets/theme.h>

namespace fengqiao {

void setUpTable(QTableView *table, const QString &name)
{
    setUpList(table, name);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::of(table).size(Size::Target));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
}

} // namespace fengqiao
