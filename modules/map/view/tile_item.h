#pragma once

#include <QQuickItem>

#include "tile_store.h"

class QSGImageNode;

namespace fengqiao {

// Shows tiles as textured rectangles: with a graphics card as textures, with the raster backend as copies of pixels.
// A tile that moved keeps its texture.
class TileItem : public QQuickItem {
    Q_OBJECT

public:
    explicit TileItem(QQuickItem *parent = nullptr);

    void show(std::vector<TileStore::Shown> tiles, double ratio);

    [[nodiscard]] quint64 frames() const { return m_frames; } // drawn so far

protected:
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *data) override;

private:
    [[nodiscard]] QSGImageNode *makeNode(const TileStore::Shown &tile) const;

    std::vector<TileStore::Shown> m_tiles;
    double m_ratio = 1;
    quint64 m_frames = 0;
};

} // namespace fengqiao
