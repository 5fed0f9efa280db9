#pragma once

#include <QAbstractTableModel>

#include <statistics/metrics.h>

namespace fengqiao {

// Rows behind a figure: day, number, division, what the record says, what it adds. Asks for the next page when it is
// scrolled to.
class BehindModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setFirst(const RowsBehind &behind, bool valued); // `valued`: rows add more than one each
    void append(const RowsBehind &behind);
    void clear();

    [[nodiscard]] const QList<ListedRow> &rows() const { return m_rows; }

    [[nodiscard]] qint64 total() const { return m_total; }

    [[nodiscard]] const QString &kind() const { return m_kind; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted(int offset);

private:
    [[nodiscard]] QString text(const ListedRow &row, int column) const;
    QList<ListedRow> m_rows;
    QStringList m_columns;
    QStringList m_words;
    QString m_kind;
    qint64 m_total = 0;
    bool m_valued = false;
    bool m_asked = false;
};

} // namespace fengqiao
