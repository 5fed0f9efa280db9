#include "behind_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int before = 3; // day, number, division

} // namespace

void BehindModel::setFirst(const RowsBehind &behind, bool valued)
{
    beginResetModel();
    m_rows = behind.rows;
    m_kind = behind.kind;
    m_columns = behind.columns;
    m_words = behind.columnWords;
    m_total = behind.total;
    m_valued = valued;
    m_asked = false;
    endResetModel();
}

void BehindModel::append(const RowsBehind &behind)
{
    m_total = behind.total;
    if (behind.rows.isEmpty()) {
        m_total = m_rows.size(); // they went meanwhile
        m_asked = false;
        return;
    }
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(behind.rows.size()) - 1);
    m_rows += behind.rows;
    m_asked = false; // not before: whoever hears of the rows may ask for more
    endInsertRows();
}

void BehindModel::clear()
{
    setFirst({}, false);
}

int BehindModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BehindModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_columns.isEmpty() ? 0
                                                   : before + static_cast<int>(m_columns.size()) + (m_valued ? 1 : 0);
}

QString BehindModel::text(const ListedRow &row, int column) const
{
    switch (column) {
    case 0:
        return row.day.toString(Qt::ISODate);
    case 1:
        return row.number;
    case 2:
        return row.area;
    default:
        break;
    }
    const int field = column - before;
    return field < m_columns.size() ? row.words.value(m_columns.at(field)).toString() : QString::number(row.value);
}

QVariant BehindModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool value = index.column() - before == m_columns.size();
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(m_rows.at(index.row()), index.column());
    if (role == Qt::TextAlignmentRole && value)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant BehindModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const int field = section - before;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((field == m_columns.size() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    if (field >= 0)
        return field < m_words.size() ? m_words.at(field) : tr("Adds");
    return section == 0 ? tr("Day") : section == 1 ? tr("Number") : tr("Division");
}

bool BehindModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_asked && m_rows.size() < m_total;
}

void BehindModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted(static_cast<int>(m_rows.size()));
}

} // namespace fengqiao
