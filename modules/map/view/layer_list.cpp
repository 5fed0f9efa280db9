#include <QKeyEvent>
#include <QListWidget>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>

namespace fengqiao {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

MapLayerList::MapLayerList(MapView *map, QWidget *parent)
    : QWidget(parent)
    , m_map(map)
    , m_list(new QListWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->setAccessibleName(tr("Layers of the map"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->installEventFilter(this);
    connect(m_map, &MapView::layersChanged, this, &MapLayerList::refresh);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling)
            m_map->setLayerVisible(item->data(idRole).toString(), item->checkState() == Qt::Checked);
    });
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &MapLayerList::applyOrder);
    refresh();
}

void MapLayerList::refresh()
{
    m_filling = true;
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(idRole).toString() : QString();
    m_list->clear();
    const QList<MapLayerState> layers = m_map->layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const QString number = QLocale().toString(static_cast<qlonglong>(layer->count));
        auto *item = new QListWidgetItem(tr("%1 (%2)").arg(layer->title, number), m_list);
        item->setData(idRole, layer->id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(layer->visible ? Qt::Checked : Qt::Unchecked);
        if (layer->id == current)
            m_list->setCurrentItem(item);
    }
    m_filling = false;
}

void MapLayerList::applyOrder()
{
    QStringList bottomToTop;
    for (int row = m_list->count() - 1; row >= 0; --row)
        bottomToTop << m_list->item(row)->data(idRole).toString();
    // Not from within the list's own change: the map answers by filling the list anew.
    QMetaObject::invokeMethod(
        m_map, [map = m_map, bottomToTop] { map->setLayerOrder(bottomToTop); }, Qt::QueuedConnection);
}

bool MapLayerList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentRow();
    const int to = row + (key->key() == Qt::Key_Up ? -1 : 1);
    const bool arrows = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
    if (!arrows || !(key->modifiers() & Qt::ControlModifier) || row < 0 || to < 0 || to >= m_list->count())
        return QWidget::eventFilter(watched, event);
    m_list->insertItem(to, m_list->takeItem(row));
    m_list->setCurrentRow(to);
    applyOrder();
    return true;
}

} // namespace fengqiao
