#include "tile_item.h"

#include <QQuickWindow>
#include <QSGImageNode>

namespace fengqiao {

namespace {

struct TileRoot : public QSGNode {
    QHash<quint64, QSGImageNode *> byId;
};

} // namespace

TileItem::TileItem(QQuickItem *parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void TileItem::show(std::vector<TileStore::Shown> tiles, double ratio)
{
    m_tiles = std::move(tiles);
    m_ratio = ratio;
    update();
}

QSGImageNode *TileItem::makeNode(const TileStore::Shown &tile) const
{
    const bool opaque = tile.image.format() == QImage::Format_RGB32;
    QSGImageNode *node = window()->createImageNode();
    node->setTexture(window()->createTextureFromImage(tile.image, opaque ? QQuickWindow::TextureIsOpaque
                                                                         : QQuickWindow::TextureHasAlphaChannel));
    node->setOwnsTexture(true);
    node->setSourceRect(QRectF(tile.image.rect())); // OpenGL draws nothing without
    return node;
}

QSGNode *TileItem::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *root = old ? static_cast<TileRoot *>(old) : new TileRoot;
    QHash<quint64, QSGImageNode *> kept;
    QSGNode *before = nullptr;
    for (const TileStore::Shown &tile : m_tiles) {
        QSGImageNode *node = root->byId.take(tile.id);
        if (!node)
            node = makeNode(tile);
        const QRectF rect(tile.rect.topLeft() / m_ratio, tile.rect.size() / m_ratio);
        const bool copied = qFuzzyCompare(tile.rect.width(), static_cast<double>(tile.image.width()));
        node->setFiltering(copied ? QSGTexture::Nearest : QSGTexture::Linear);
        if (node->rect() != rect)
            node->setRect(rect);
        QSGNode *next = before ? before->nextSibling() : root->firstChild();
        if (node != next) {
            if (node->parent())
                root->removeChildNode(node);
            before ? root->insertChildNodeAfter(node, before) : root->prependChildNode(node);
        }
        kept.insert(tile.id, node);
        before = node;
    }
    for (QSGImageNode *gone : std::as_const(root->byId)) {
        root->removeChildNode(gone);
        delete gone;
    }
    root->byId = std::move(kept);
    ++m_frames;
    return root;
}

} // namespace fengqiao
