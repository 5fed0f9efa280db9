#include "declared_model.h"

#include <QFont>

#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

enum Column { Return, Item, Declared, Counted, Standing, Area, Days, Source, Columns };

QString keyOf(const QString &set, const QString &area, QDate from, QDate to, const QString &item)
{
    return QStringList{set, area, from.toString(Qt::ISODate), to.toString(Qt::ISODate), item}.join(u'|');
}

QString keyOf(const DeclaredLine &line)
{
    return keyOf(line.set, line.area, line.from, line.to, line.item);
}

} // namespace

void DeclaredModel::setLines(const QList<DeclaredLine> &lines, const QList<Mismatch> &mismatches)
{
    beginResetModel();
    m_lines = lines;
    m_marked.clear();
    for (const Mismatch &one : mismatches)
        for (const QString &item : one.items)
            m_marked.insert(keyOf(one.set, one.area, one.from, one.to, item));
    endResetModel();
}

const DeclaredLine *DeclaredModel::line(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_lines.size() ? &m_lines.at(index.row()) : nullptr;
}

QModelIndex DeclaredModel::find(const Mismatch &mismatch) const
{
    const QString key = keyOf(mismatch.set, mismatch.area, mismatch.from, mismatch.to, mismatch.items.value(0));
    for (int row = 0; row < m_lines.size(); ++row)
        if (keyOf(m_lines.at(row)) == key)
            return index(row, 0);
    return {};
}

int DeclaredModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int DeclaredModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString DeclaredModel::text(const DeclaredLine &line, int column) const
{
    switch (column) {
    case Return:
        return line.set;
    case Item:
        return line.word;
    case Declared:
        return QString(line.unit == "%"_L1 ? line.value : line.value + u' ') + line.unit;
    case Counted:
        return line.computed.isEmpty() ? u"—"_s : line.computed;
    case Standing:
        return m_marked.contains(keyOf(line)) ? tr("does not fit")
               : line.computed.isEmpty()      ? tr("declared only")
                                              : tr("agrees");
    case Area:
        return line.area;
    case Days:
        return Period{line.from, line.to}.text();
    default:
        return line.source;
    }
}

QVariant DeclaredModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeclaredLine &line = m_lines.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(line, index.column());
    if (role == Qt::TextAlignmentRole && (index.column() == Declared || index.column() == Counted))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::BackgroundRole && index.column() == Standing && m_marked.contains(keyOf(line)))
        return Theme::of().color(Token::OrangeTint);
    return {};
}

QVariant DeclaredModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    const bool number = section == Declared || section == Counted;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, Columns> words{tr("Return"), tr("Item"),     tr("Declared"), tr("Counted here"),
                                             tr("Result"), tr("Division"), tr("Period"),   tr("Source")};
    return words.at(static_cast<std::size_t>(section));
}

} // namespace fengqiao
