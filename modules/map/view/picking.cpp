#include "label_plan.h"
#include "map_private.h"
#include "point_painter.h"

namespace fengqiao {

namespace {

constexpr double pointReach = 9; // pixels

} // namespace

std::vector<MapHit> MapView::Private::pickAreas(Spot spot) const
{
    std::vector<MapHit> hits;
    for (const Layers::View &view : layers.visible(true)) {
        if (!view.areas)
            continue;
        for (const quint32 area : view.areas->at(spot))
            hits.push_back({view.id, view.areas->key(area)});
    }
    return hits;
}

// Those that are drawn as marks of their own, the nearest first.
std::vector<quint32> MapView::Private::pointsNear(const Layers::View &view, QPointF position) const
{
    // A disc stands for many and heat for a density: neither is one point.
    if (!view.points || view.style->display == PointDisplay::Heat)
        return {};
    const PixelFrame here = frame();
    const PixelFrame around{here.world, here.left + position.x(), here.top + position.y()};
    const bool clustered = view.style->display == PointDisplay::Clusters && canCluster(here.world, 1);
    const int level = clusterLevel(here.world, 1);
    std::vector<std::pair<double, quint32>> near;
    view.points->each(around.box({0, 0}, pointReach), [&](quint32 i) {
        if (!layers.days().has(view.points->day(i)))
            return;
        const Spot s = view.points->spot(i);
        const QPointF p = around.pixel(s);
        const double distance = std::hypot(p.x(), p.y());
        const int shift = 32 - level;
        if (distance <= pointReach &&
            (!clustered || view.points->cluster(level, s.x >> shift, s.y >> shift, layers.days()).count == 1))
            near.emplace_back(distance, i);
    });
    std::ranges::sort(near);
    std::vector<quint32> points(near.size());
    std::ranges::transform(near, points.begin(), &std::pair<double, quint32>::second);
    return points;
}

QList<MapHit> MapView::Private::pick(QPointF position) const
{
    QList<MapHit> hits;
    for (const Layers::View &view : layers.visible(true)) {
        for (const quint32 i : pointsNear(view, position))
            hits.append({view.id, view.points->key(i)});
    }
    for (const MapHit &hit : pickAreas(toSpot(frame().mercator(position))))
        hits.append(hit);
    return hits;
}

bool MapView::Private::enterCluster(QPointF position)
{
    const PixelFrame here = frame();
    if (!canCluster(here.world, 1))
        return false;
    const int level = clusterLevel(here.world, 1);
    for (const Layers::View &view : layers.visible(true)) {
        if (!view.points || view.style->display != PointDisplay::Clusters)
            continue;
        std::optional<PointSet::Cluster> hit;
        const PixelFrame around{here.world, here.left + position.x(), here.top + position.y()};
        eachCluster(*view.points, level, around.box({0, 0}, 1), layers.days(), [&](const PointSet::Cluster &cluster) {
            const Disc disc = discOf(cluster, level, here, 1);
            if (cluster.count > 1 && QLineF(disc.middle, position).length() <= disc.radius)
                hit = cluster;
        });
        if (!hit)
            continue;
        const double breadth = std::max(hit->box.right - hit->box.left, hit->box.bottom - hit->box.top) *
                               (256 * std::exp2(18) / spotsAround);
        if (breadth < 2 * pointReach) { // even street level would not part them
            QList<QUuid> keys;
            for (quint32 i = hit->range.begin; i < hit->range.end; ++i) {
                if (layers.days().has(view.points->day(i)))
                    keys.append(view.points->key(i));
            }
            Q_EMIT q->pileClicked(view.id, keys, position.toPoint());
        } else {
            const double least = zoom + 1;
            q->flyTo(geoBox(hit->box));
            if (zoom < least)
                look(centre, least);
        }
        return true;
    }
    return false;
}

bool MapView::Private::enterPile(QPointF position)
{
    for (const Layers::View &view : layers.visible(true)) {
        const std::vector<quint32> near = pointsNear(view, position);
        if (near.empty())
            continue;
        const Spot top = view.points->spot(near.front());
        QList<QUuid> keys;
        for (const quint32 i : near) {
            if (view.points->spot(i) == top)
                keys.prepend(view.points->key(i)); // as given: the last is on top
        }
        if (keys.size() < 2)
            return false;
        Q_EMIT q->pileClicked(view.id, keys, position.toPoint());
        return true;
    }
    return false;
}

QList<MapHit> MapView::pick(QPoint position) const
{
    return d->pick(position);
}

QList<MapHit> MapView::at(GeoPoint point) const
{
    const auto hits = d->pickAreas(toSpot(toMercator(point)));
    return {hits.begin(), hits.end()};
}

GeoBox MapView::boxOf(const MapHit &hit) const
{
    if (const auto areas = d->layers.areas(hit.layer)) {
        for (quint32 i = 0; i < areas->size(); ++i) {
            if (areas->key(i) == hit.key)
                return geoBox(areas->box(i));
        }
    }
    if (const auto points = d->layers.points(hit.layer)) {
        for (quint32 i = 0; i < points->size(); ++i) {
            SpotBox box;
            box.add(points->spot(i));
            if (points->key(i) == hit.key)
                return geoBox(box);
        }
    }
    return {};
}

QList<QRectF> MapView::labelBoxes(const QString &layer) const
{
    QList<QRectF> boxes;
    const auto set = d->layers.areas(layer);
    const SceneRef scene = d->layers.scene(Theme::of(this), 1, false);
    const PixelFrame frame = d->frame();
    LabelPlan plan(*scene, frame.world);
    for (const LabelPlan::Label &label : plan.labels(frame, QSizeF(size()))) {
        if (label.layer->set == set)
            boxes.append(label.box);
    }
    return boxes;
}

} // namespace fengqiao
