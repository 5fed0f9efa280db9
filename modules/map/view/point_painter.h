#pragma once

#include <QPainter>

#include "scene.h"

namespace fengqiao {

// Draws points onto a tile (or a picture) at its frame.
void paintPoints(QPainter *painter, const Scene &scene, const ScenePoints &layer, const PixelFrame &frame, QSizeF size);

// The level of the quadtree whose squares hold one disc each: 64 to 128 pixels wide.
[[nodiscard]] int clusterLevel(double world, double ratio);

// Where the disc of a cluster stands and how large it is, in pixels of the frame. It stays within its square, so discs
// never touch.
struct Disc {
    QPointF middle;
    double radius = 0;
};

[[nodiscard]] Disc discOf(const PointSet::Cluster &cluster, int level, const PixelFrame &frame, double ratio);

// Beyond this scale nothing is clustered: what still lies together lies in one place.
[[nodiscard]] bool canCluster(double world, double ratio);

void paintMark(QPainter *painter, const SceneMark &mark, QPointF middle, double size, double ratio);

// The squares of a level that reach into the box, with their clusters: also those whose points lie beside the box, for
// their disc may stand in it.
template <typename Visit>
void eachCluster(const PointSet &set, int level, const SpotBox &in, const DayRange &days, Visit visit)
{
    const int shift = 32 - level;
    const SpotBox &all = set.extent();
    if (all.isEmpty())
        return;
    const quint32 bottom = std::min(in.bottom, all.bottom) >> shift;
    const quint32 right = std::min(in.right, all.right) >> shift;
    for (quint32 row = std::max(in.top, all.top) >> shift; row <= bottom; ++row) {
        for (quint32 column = std::max(in.left, all.left) >> shift; column <= right; ++column) {
            const PointSet::Cluster cluster = set.cluster(level, column, row, days);
            if (cluster.count > 0)
                visit(cluster);
        }
    }
}

// Density as a veil of one colour, the same at every place of the map for one scale.
[[nodiscard]] QImage heatImage(const PointSet &set, const DayRange &days, const QColor &colour, const PixelFrame &frame,
                               QSize size, double ratio);

} // namespace fengqiao
