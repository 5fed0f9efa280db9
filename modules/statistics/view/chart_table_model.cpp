#include "chart_table_model.h"

namespace fengqiao {

void ChartTableModel::setTable(const ChartTable &table)
{
    beginResetModel();
    m_table = table;
    endResetModel();
}

const ChartCell *ChartTableModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() < 1)
        return nullptr;
    return &m_table.series.at(index.column() - 1).cells.at(index.row());
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.categories.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.series.size()) + 1;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChartCell *number = cell(index);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return number ? number->text : m_table.categories.at(index.row());
    if (role == Qt::TextAlignmentRole && number)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section > 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return QString();
    const ChartSeries &series = m_table.series.at(section - 1);
    return series.unit.isEmpty() ? series.word : tr("%1 (%2)").arg(series.word, series.unit);
}

} // namespace fengqiao
