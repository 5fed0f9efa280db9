#pragma once

#include <QImage>
#include <memory>

#include "raster.h"
#include "scene.h"

namespace fengqiao {

// What one tile is made of, kept as long as the tile: a change makes anew only what it touches. Other colours: nothing
// but the mixing. A moved time slider: the points. Parts are shared between threads and never changed.
struct TileParts {
    struct Areas {
        quint64 stamp = 0;
        std::shared_ptr<const AreaTile> tile;
    };

    std::vector<Areas> areas;
    quint64 labelStamp = 0;
    QImage labels; // null: none here
    quint64 pointStamp = 0;
    QImage points;
};

struct Tile {
    std::shared_ptr<const TileParts> parts;
    QImage image;
};

// Draws tiles of a scene. Holds scratch memory: one a thread.
class TilePainter {
public:
    // Parts that are still right are taken from `old`.
    [[nodiscard]] Tile paint(const Scene &scene, const PixelFrame &frame, int side, const TileParts *old = nullptr);

private:
    [[nodiscard]] TileParts::Areas areasOf(const SceneAreas &layer, const PixelFrame &frame, int side,
                                           const TileParts *old);

    Raster m_raster;
};

// The parts are all there for this scene: mixing them is enough (a tenth of a millisecond).
[[nodiscard]] bool onlyColoursChanged(const TileParts &parts, const Scene &scene);
// Only `part` of the tile is what it is to be.
[[nodiscard]] QImage mixed(const TileParts &parts, const Scene &scene, int side, const QRect &part);

} // namespace fengqiao
