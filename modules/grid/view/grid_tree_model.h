#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>
#include <QStyledItemDelegate>
#include <memory>
#include <vector>

#include <grid/grid_views.h>

namespace fengqiao {

// What a search left of a forest, as places in its lists.
struct ForestFound {
    QList<qsizetype> areas; // whose own name answers: with everything in them
    QList<qsizetype> grids;
    friend bool operator==(const ForestFound &, const ForestFound &) = default;
};

// Towns, in them villages and communities, in them grids. The rows below a node are made when it is opened.
class GridTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, GridsColumn, VacantColumn, EventsColumn, ColumnCount };

    static constexpr int CodeRole = Qt::UserRole + 1; // of the division or the grid
    static constexpr int GridRole = Qt::UserRole + 2; // its id; null: none
    static constexpr int AreaRole = Qt::UserRole + 3; // is a division

    explicit GridTreeModel(QObject *parent);
    ~GridTreeModel() override;

    void setForest(std::shared_ptr<const GridForest> forest, std::optional<ForestFound> found = std::nullopt);

    [[nodiscard]] const std::shared_ptr<const GridForest> &forest() const { return m_forest; }

    [[nodiscard]] int foundCount() const { return m_found ? static_cast<int>(m_found->grids.size()) : 0; }

    // Opens the way down to it; invalid if the tree does not show it.
    [[nodiscard]] QModelIndex find(const QString &code);
    [[nodiscard]] const GridItem *grid(const QModelIndex &index) const; // null for a division
    [[nodiscard]] const AreaItem *area(const QModelIndex &index) const; // null for a grid

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node {
        Node *parent = nullptr;
        qsizetype area = -1;
        qsizetype grid = -1;
        int row = 0;
        bool whole = true; // nothing below it is left out
        bool open = false;
        std::vector<std::unique_ptr<Node>> children;
    };

    void sortOut();
    void addRoots();
    [[nodiscard]] QList<std::pair<qsizetype, qsizetype>> below(const Node &node) const; // area, grid: one is -1
    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(Node *node, int column = 0) const;
    [[nodiscard]] std::unique_ptr<Node> makeNode(Node *parent, qsizetype area, qsizetype grid) const;
    [[nodiscard]] bool isShown(const Node &parent, qsizetype area, qsizetype grid) const;
    [[nodiscard]] QVariant shown(const Node &node, int column) const;
    [[nodiscard]] QString tip(const Node &node) const;
    [[nodiscard]] QString spoken(const Node &node) const;

    std::shared_ptr<const GridForest> m_forest;
    std::optional<ForestFound> m_found;
    QHash<QString, QList<qsizetype>> m_inArea;   // digits -> grids directly in it
    QHash<QUuid, QList<qsizetype>> m_under;      // grid -> grids under it
    QHash<QString, QList<qsizetype>> m_villages; // town -> its villages
    QHash<QString, qsizetype> m_areaAt;
    QSet<qsizetype> m_shownAreas;
    QSet<qsizetype> m_wholeAreas;
    QSet<qsizetype> m_shownGrids;
    std::unique_ptr<Node> m_root;
};

// The name with the code behind it where there is room.
class GridNameDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fengqiao
