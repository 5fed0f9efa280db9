#include "refusal_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

RefusalModel::RefusalModel(const RuleSet &rules, const QString &record, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, record))
        m_fields.insert(field->text("field"_L1), field->word());
    m_id = m_fields.contains(u"external_id"_s) ? tr("Number there") : m_fields.value(u"grid"_s);
}

void RefusalModel::setRefusals(QList<EventRefusal> refusals)
{
    beginResetModel();
    m_refusals = std::move(refusals);
    endResetModel();
}

QString RefusalModel::shown(const EventRefusal &refusal, int column) const
{
    switch (column) {
    case LineColumn:
        return QString::number(refusal.line);
    case IdColumn:
        return refusal.externalId;
    case FieldColumn:
        return m_fields.value(refusal.field, refusal.field);
    default:
        return refusal.reason;
    }
}

int RefusalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_refusals.size());
}

int RefusalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RefusalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return shown(m_refusals.at(index.row()), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == LineColumn ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == LineColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LineColumn:
        return tr("Line", "of a file");
    case IdColumn:
        return m_id;
    case FieldColumn:
        return tr("Field");
    default:
        return tr("Reason");
    }
}

} // namespace fengqiao
