#include "tile_painter.h"

#include <utility>

#include "label_plan.h"
#include "point_painter.h"

namespace fengqiao {

namespace {

QImage clear(int side)
{
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

QImage labelImage(const Scene &scene, const PixelFrame &frame, int side)
{
    LabelPlan plan(scene, frame.world);
    const auto labels = plan.labels(frame, QSizeF(side, side));
    if (labels.empty())
        return {};
    QImage image = clear(side);
    QPainter painter(&image);
    paintLabels(&painter, labels, scene.paper, scene.ratio);
    return image;
}

QImage pointImage(const Scene &scene, const PixelFrame &frame, int side)
{
    // A disc may stand a whole square of the quadtree, 128 pixels at most, from its points.
    const SpotBox near = frame.box(QSizeF(side, side), 128 * scene.ratio);
    const auto reaches = [&](const ScenePoints &layer) { return layer.set->extent().meets(near); };
    if (std::ranges::none_of(scene.points, reaches))
        return {};
    QImage image = clear(side);
    QPainter painter(&image);
    for (const ScenePoints &layer : scene.points)
        paintPoints(&painter, scene, layer, frame, QSizeF(side, side));
    return image;
}

} // namespace

bool onlyColoursChanged(const TileParts &parts, const Scene &scene)
{
    return parts.labelStamp == scene.labelStamp && parts.pointStamp == scene.pointStamp &&
           std::ranges::equal(parts.areas, scene.areas, {}, &TileParts::Areas::stamp, &SceneAreas::stamp);
}

QImage mixed(const TileParts &parts, const Scene &scene, int side, const QRect &part)
{
    QImage image(side, side, scene.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    const QRgb paper = scene.transparent ? 0 : scene.paper.rgb();
    if (part != image.rect())
        image.fill(paper);
    std::optional<QRgb> ground = paper;
    for (size_t i = 0; i < parts.areas.size(); ++i) {
        if (!parts.areas[i].tile->isEmpty() && !part.isEmpty())
            paintTile(&image, *parts.areas[i].tile, *scene.areas[i].colours, scene.areas[i].line, part,
                      std::exchange(ground, std::nullopt));
    }
    if (ground)
        image.fill(paper);
    if (!parts.labels.isNull() || !parts.points.isNull()) {
        QPainter painter(&image);
        painter.drawImage(0, 0, parts.labels);
        painter.drawImage(0, 0, parts.points);
    }
    return image;
}

TileParts::Areas TilePainter::areasOf(const SceneAreas &layer, const PixelFrame &frame, int side, const TileParts *old)
{
    if (old) {
        const auto same = std::ranges::find(old->areas, layer.stamp, &TileParts::Areas::stamp);
        if (same != old->areas.end())
            return *same;
    }
    auto tile = m_raster.draw(*layer.set, frame, side, layer.filled, layer.lineWidth);
    return {layer.stamp, std::make_shared<const AreaTile>(std::move(tile))};
}

Tile TilePainter::paint(const Scene &scene, const PixelFrame &frame, int side, const TileParts *old)
{
    auto parts = std::make_shared<TileParts>();
    for (const SceneAreas &layer : scene.areas)
        parts->areas.push_back(areasOf(layer, frame, side, old));
    parts->labelStamp = scene.labelStamp;
    parts->labels = old && old->labelStamp == scene.labelStamp ? old->labels : labelImage(scene, frame, side);
    parts->pointStamp = scene.pointStamp;
    parts->points = old && old->pointStamp == scene.pointStamp ? old->points : pointImage(scene, frame, side);
    QImage image = mixed(*parts, scene, side, QRect(0, 0, side, side));
    return {std::move(parts), std::move(image)};
}

} // namespace fengqiao
