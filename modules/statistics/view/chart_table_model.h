#pragma once

#include <QAbstractTableModel>

#include <statistics/dashboards.h>

namespace fengqiao {

// The numbers of a chart: a row for each category, a column for each series.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setTable(const ChartTable &table);

    [[nodiscard]] const ChartTable &table() const { return m_table; }

    [[nodiscard]] const ChartCell *cell(const QModelIndex &index) const; // null for the words at the left
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartTable m_table;
};

} // namespace fengqiao
