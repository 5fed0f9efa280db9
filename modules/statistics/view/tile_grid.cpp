#include "tile_grid.h"

#include <QWidget>

namespace fengqiao {

TileGrid::TileGrid(QWidget *parent, int leastWidth, int gap)
    : QLayout(parent)
    , m_leastWidth(leastWidth)
    , m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

TileGrid::~TileGrid()
{
    qDeleteAll(m_items);
}

void TileGrid::addItem(QLayoutItem *item)
{
    m_items << item;
}

int TileGrid::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *TileGrid::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *TileGrid::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int TileGrid::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize TileGrid::sizeHint() const
{
    return minimumSize();
}

QSize TileGrid::minimumSize() const
{
    return {m_leastWidth, m_items.isEmpty() ? 0 : m_items.first()->minimumSize().height()};
}

void TileGrid::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

// Hidden tiles take no place. Rows are all as high as the highest tile.
int TileGrid::arrange(const QRect &rect, bool apply) const
{
    QList<QLayoutItem *> shown;
    int high = 0;
    for (QLayoutItem *item : m_items)
        if (!item->isEmpty()) {
            shown << item;
            high = std::max(high, item->sizeHint().height());
        }
    const int most = std::max(1, (rect.width() + m_gap) / (m_leastWidth + m_gap));
    // As many rows as are needed, and the tiles spread over them evenly.
    const int tiles = std::max(1, static_cast<int>(shown.size()));
    const int columns = (tiles + (tiles + most - 1) / most - 1) / ((tiles + most - 1) / most);
    const int wide = (rect.width() - (columns - 1) * m_gap) / columns;
    for (int i = 0; apply && i < shown.size(); ++i)
        shown.at(i)->setGeometry(
            QRect(rect.left() + i % columns * (wide + m_gap), rect.top() + i / columns * (high + m_gap), wide, high));
    const int rows = (static_cast<int>(shown.size()) + columns - 1) / columns;
    return std::max(0, rows * (high + m_gap) - m_gap);
}

} // namespace fengqiao
