#pragma once

#include <QAbstractTableModel>
#include <QSet>

#include <statistics/declared.h>

namespace fengqiao {

// Declared beside counted, one figure a row; what some mismatch names has a mark.
class DeclaredModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setLines(const QList<DeclaredLine> &lines, const QList<Mismatch> &mismatches);
    [[nodiscard]] const DeclaredLine *line(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex find(const Mismatch &mismatch) const; // its first item
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const DeclaredLine &line, int column) const;
    QList<DeclaredLine> m_lines;
    QSet<QString> m_marked;
};

} // namespace fengqiao
