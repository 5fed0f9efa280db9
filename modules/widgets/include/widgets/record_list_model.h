#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QUuid>
#include <concepts>
#include <functional>

namespace fengqiao {

inline constexpr int RecordIdRole = Qt::UserRole + 1;
inline constexpr int RecordSortRole = Qt::UserRole + 2; // for QSortFilterProxyModel::setSortRole

template <typename T> struct RecordColumn {
    QString title;
    std::function<QVariant(const T &)> text;
    std::function<QVariant(const T &)> sort = {};            // null = text
    std::function<QVariant(const T &, int role)> other = {}; // any further role; may be null
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

// A table over plain structs with one column table. Setting rows again changes only what differs, by id, so that
// selection, scroll position and current row stay. `T` needs == to tell a changed row from a same one.
template <std::equality_comparable T> class RecordListModel : public QAbstractTableModel {
public:
    using IdOf = std::function<QUuid(const T &)>;

    RecordListModel(QList<RecordColumn<T>> columns, IdOf idOf, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
        , m_idOf(std::move(idOf))
    {
    }

    [[nodiscard]] const QList<T> &rows() const { return m_rows; }

    [[nodiscard]] const T &rowAt(int row) const { return m_rows.at(row); }

    [[nodiscard]] const T *find(QUuid id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &m_rows.at(row);
    }

    [[nodiscard]] int rowOf(QUuid id) const
    {
        for (int row = 0; row < m_rows.size(); ++row)
            if (m_idOf(m_rows.at(row)) == id)
                return row;
        return -1;
    }

    // A whole column may answer other roles than the columns do (Qt::UserRole for a delegate).
    void setRowRole(std::function<QVariant(const T &, int role)> role) { m_rowRole = std::move(role); }

    void setRows(QList<T> rows)
    {
        removeMissing(rows);
        for (int row = 0; row < rows.size(); ++row)
            place(row, std::move(rows[row]));
    }

    // In place if it is there, else at `row` (-1 = at the end).
    void upsert(T record, int row = -1)
    {
        const int old = rowOf(m_idOf(record));
        if (old >= 0)
            return change(old, std::move(record));
        row = row < 0 ? static_cast<int>(m_rows.size()) : row;
        beginInsertRows({}, row, row);
        m_rows.insert(row, std::move(record));
        endInsertRows();
    }

    void remove(QUuid id)
    {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const T &record = m_rows.at(index.row());
        const RecordColumn<T> &column = m_columns.at(index.column());
        switch (role) {
        case Qt::DisplayRole:
            return column.text(record);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(column.alignment);
        case RecordIdRole:
            return m_idOf(record);
        case RecordSortRole:
            return column.sort ? column.sort(record) : column.text(record);
        default:
            break;
        }
        if (column.other)
            if (const QVariant value = column.other(record, role); value.isValid())
                return value;
        return m_rowRole ? m_rowRole(record, role) : QVariant();
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        if (role == Qt::DisplayRole)
            return m_columns.at(section).title;
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(m_columns.at(section).alignment);
        return {};
    }

private:
    void removeMissing(const QList<T> &wanted)
    {
        QSet<QUuid> kept;
        for (const T &record : wanted)
            kept.insert(m_idOf(record));
        for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
            if (kept.contains(m_idOf(m_rows.at(row))))
                continue;
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    }

    void place(int row, T record)
    {
        const QUuid id = m_idOf(record);
        if (row < m_rows.size() && m_idOf(m_rows.at(row)) == id)
            return change(row, std::move(record));
        if (const int old = rowOf(id); old > row) {
            beginMoveRows({}, old, old, {}, row);
            m_rows.move(old, row);
            endMoveRows();
            return change(row, std::move(record));
        }
        beginInsertRows({}, row, row);
        m_rows.insert(row, std::move(record));
        endInsertRows();
    }

    void change(int row, T record)
    {
        if (m_rows.at(row) == record)
            return;
        m_rows[row] = std::move(record);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    QList<RecordColumn<T>> m_columns;
    IdOf m_idOf;
    std::function<QVariant(const T &, int)> m_rowRole;
    QList<T> m_rows;
};

} // namespace fengqiao
