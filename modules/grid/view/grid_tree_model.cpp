#include "grid_tree_model.h"

#include <QApplication>
#include <QPainter>

#include <widgets/panel_parts.h>
#include <widgets/row_pen.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Noughts are left out: what is not nought is what one looks for.
QVariant number(qint64 count)
{
    return count == 0 ? QVariant() : QVariant(QString::number(count));
}

} // namespace

GridTreeModel::GridTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_forest(std::make_shared<GridForest>())
    , m_root(std::make_unique<Node>())
{
    m_root->open = true;
}

GridTreeModel::~GridTreeModel() = default;

void GridTreeModel::setForest(std::shared_ptr<const GridForest> forest, std::optional<ForestFound> found)
{
    beginResetModel();
    const bool same = m_forest == forest;
    m_forest = std::move(forest);
    m_found = std::move(found);
    m_root = std::make_unique<Node>();
    m_root->open = true;
    if (!same)
        sortOut();
    addRoots();
    endResetModel();
}

void GridTreeModel::sortOut()
{
    m_inArea.clear();
    m_under.clear();
    m_villages.clear();
    m_areaAt.clear();
    for (qsizetype i = 0; i < m_forest->areas.size(); ++i) {
        const DivisionCode &division = m_forest->areas.at(i).division;
        m_areaAt.insert(division.digits(), i);
        if (division.level() == DivisionLevel::Village)
            m_villages[division.parent().digits()] << i;
    }
    QSet<QUuid> known;
    for (const GridItem &grid : m_forest->grids)
        known.insert(grid.id);
    for (qsizetype i = 0; i < m_forest->grids.size(); ++i) {
        const GridItem &grid = m_forest->grids.at(i);
        if (known.contains(grid.parent) && grid.kind == "micro"_L1) // under the grid it is a part of
            m_under[grid.parent] << i;
        else
            m_inArea[grid.org] << i;
    }
}

void GridTreeModel::addRoots()
{
    m_shownAreas.clear();
    m_wholeAreas.clear();
    m_shownGrids.clear();
    if (m_found) {
        m_wholeAreas = QSet<qsizetype>(m_found->areas.begin(), m_found->areas.end());
        QStringList digits;
        for (const qsizetype area : m_found->areas)
            digits << m_forest->areas.at(area).division.digits();
        QHash<QUuid, qsizetype> at;
        for (auto it = m_under.cbegin(); it != m_under.cend(); ++it)
            at.insert(it.key(), -1);
        for (qsizetype i = 0; i < m_forest->grids.size(); ++i)
            if (const auto known = at.find(m_forest->grids.at(i).id); known != at.end())
                *known = i;
        for (const qsizetype grid : m_found->grids) {
            m_shownGrids.insert(grid);
            digits << m_forest->grids.at(grid).org;
            if (const qsizetype above = at.value(m_forest->grids.at(grid).parent, -1); above >= 0)
                m_shownGrids.insert(above);
        }
        for (const QString &code : std::as_const(digits))
            for (const qsizetype length : {6, 9, 12})
                if (const qsizetype area = m_areaAt.value(code.left(length), -1); code.size() >= length && area >= 0)
                    m_shownAreas.insert(area);
    }
    // Towns stand at the top; for whoever sees one village only, that village does.
    DivisionLevel top = DivisionLevel::Village;
    for (const AreaItem &area : m_forest->areas)
        if (area.division.level() == DivisionLevel::Town)
            top = DivisionLevel::Town;
    m_root->whole = !m_found;
    for (qsizetype i = 0; i < m_forest->areas.size(); ++i)
        if (m_forest->areas.at(i).division.level() == top && isShown(*m_root, i, -1))
            m_root->children.push_back(makeNode(m_root.get(), i, -1));
    for (size_t i = 0; i < m_root->children.size(); ++i)
        m_root->children.at(i)->row = static_cast<int>(i);
}

bool GridTreeModel::isShown(const Node &parent, qsizetype area, qsizetype grid) const
{
    if (parent.whole)
        return true;
    return area >= 0 ? m_shownAreas.contains(area) : m_shownGrids.contains(grid);
}

std::unique_ptr<GridTreeModel::Node> GridTreeModel::makeNode(Node *parent, qsizetype area, qsizetype grid) const
{
    auto node = std::make_unique<Node>();
    node->parent = parent;
    node->area = area;
    node->grid = grid;
    node->whole = parent->whole || (area >= 0 && m_wholeAreas.contains(area));
    return node;
}

QList<std::pair<qsizetype, qsizetype>> GridTreeModel::below(const Node &node) const
{
    QList<std::pair<qsizetype, qsizetype>> found;
    const auto addGrids = [&](const QList<qsizetype> &grids) {
        for (const qsizetype grid : grids)
            if (isShown(node, -1, grid))
                found.append({-1, grid});
    };
    if (node.grid >= 0) {
        addGrids(m_under.value(m_forest->grids.at(node.grid).id));
    } else if (node.area >= 0) {
        const QString digits = m_forest->areas.at(node.area).division.digits();
        addGrids(m_inArea.value(digits));
        for (const qsizetype village : m_villages.value(digits))
            if (isShown(node, village, -1))
                found.append({village, -1});
    }
    return found;
}

GridTreeModel::Node *GridTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex GridTreeModel::indexOf(Node *node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

QModelIndex GridTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || column < 0 || column >= ColumnCount || row >= static_cast<int>(node->children.size()))
        return {};
    return createIndex(row, column, node->children.at(static_cast<size_t>(row)).get());
}

QModelIndex GridTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int GridTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int GridTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool GridTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const Node *node = nodeOf(parent);
    return node->open ? !node->children.empty() : !below(*node).isEmpty();
}

bool GridTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && !nodeOf(parent)->open && !below(*nodeOf(parent)).isEmpty();
}

void GridTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    if (node->open)
        return;
    node->open = true;
    const auto found = below(*node);
    if (found.isEmpty())
        return;
    beginInsertRows(indexOf(node), 0, static_cast<int>(found.size()) - 1);
    for (const auto &[area, grid] : found) {
        node->children.push_back(makeNode(node, area, grid));
        node->children.back()->row = static_cast<int>(node->children.size()) - 1;
    }
    endInsertRows();
}

QModelIndex GridTreeModel::find(const QString &code)
{
    const GridItem *grid = nullptr;
    for (const GridItem &item : m_forest->grids)
        if (item.code == code)
            grid = &item;
    const QString org = grid ? grid->org : code;
    QModelIndex at;
    const auto descend = [&](const QString &wanted) {
        fetchMore(at);
        for (int row = 0; row < rowCount(at); ++row) {
            const QModelIndex child = index(row, 0, at);
            if (child.data(CodeRole).toString() == wanted) {
                at = child;
                return true;
            }
        }
        return false;
    };
    for (const qsizetype digits : {9, 12})
        if (org.size() >= digits && !descend(org.left(digits)) && digits == org.size())
            return {};
    if (!grid)
        return at.data(CodeRole).toString() == code ? at : QModelIndex();
    if (descend(code))
        return at;
    for (const GridItem &item : m_forest->grids) // a part of another grid
        if (item.id == grid->parent && descend(item.code) && descend(code))
            return at;
    return {};
}

const GridItem *GridTreeModel::grid(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node->grid < 0 ? nullptr : &m_forest->grids.at(node->grid);
}

const AreaItem *GridTreeModel::area(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node->area < 0 ? nullptr : &m_forest->areas.at(node->area);
}

QVariant GridTreeModel::shown(const Node &node, int column) const
{
    if (node.area >= 0) {
        const AreaItem &area = m_forest->areas.at(node.area);
        switch (column) {
        case NameColumn:
            return area.shortName;
        case GridsColumn:
            return number(area.grids);
        case VacantColumn:
            return number(area.vacant);
        default:
            return number(area.openEvents);
        }
    }
    const GridItem &grid = m_forest->grids.at(node.grid);
    switch (column) {
    case NameColumn:
        return grid.shortName;
    case VacantColumn:
        return number(grid.vacant);
    case EventsColumn:
        return number(grid.openEvents);
    default:
        return {};
    }
}

QString GridTreeModel::tip(const Node &node) const
{
    if (node.area >= 0) {
        const AreaItem &area = m_forest->areas.at(node.area);
        return joinedParts({area.name, area.division.digits()});
    }
    const GridItem &grid = m_forest->grids.at(node.grid);
    return joinedParts({grid.name, grid.code, grid.kindWord,
                        grid.households ? tr("%n household(s)", nullptr, *grid.households) : QString(),
                        grid.generated ? tr("border made up by the program") : QString(),
                        grid.hasBorder ? QString() : tr("no border yet")});
}

QString GridTreeModel::spoken(const Node &node) const
{
    const auto counted = [&](int column, const QString &words) {
        const QString count = shown(node, column).toString();
        return count.isEmpty() ? QString() : words.arg(count);
    };
    return joinedParts({tip(node), counted(GridsColumn, tr("%1 grids")), counted(VacantColumn, tr("%1 vacant posts")),
                        counted(EventsColumn, tr("%1 open events"))},
                       u", "_s);
}

QVariant GridTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    const bool isArea = node.area >= 0;
    switch (role) {
    case Qt::DisplayRole:
        return shown(node, index.column());
    case Qt::ToolTipRole:
        return tip(node);
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? spoken(node) : shown(node, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    case CodeRole:
        return isArea ? m_forest->areas.at(node.area).division.digits() : m_forest->grids.at(node.grid).code;
    case GridRole:
        return isArea ? m_forest->areas.at(node.area).grid : m_forest->grids.at(node.grid).id;
    case AreaRole:
        return isArea;
    default:
        return {};
    }
}

QVariant GridTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Town, village, grid");
    case GridsColumn:
        return tr("Grids", "column: how many");
    case VacantColumn:
        return tr("Vacant", "column: posts without a person");
    default:
        return tr("Open", "column: events in hand");
    }
}

void GridNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    const QString name = std::exchange(row.text, QString());
    const QStyle *style = row.widget ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    const Theme &theme = Theme::of(option.widget);
    const bool isArea = index.data(GridTreeModel::AreaRole).toBool();
    painter->save();
    RowPen pen(*painter, option.rect.adjusted(theme.space(1), 0, -theme.space(1), 0), theme);
    pen.words(name, theme.font(Type::Base, isArea ? QFont::Medium : QFont::Normal), Token::Ink);
    if (!isArea)
        pen.wordsIfRoom(index.data(GridTreeModel::CodeRole).toString(), theme.font(Type::Small), Token::InkSoft);
    painter->restore();
}

} // namespace fengqiao
