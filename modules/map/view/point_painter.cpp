#include "point_painter.h"

#include <QPainterPath>
#include <unordered_set>

namespace fengqiao {

namespace {

constexpr double clusterUntilZoom = 18;
constexpr double badgeRadius = 7; // pixels
constexpr double badgeText = 9;
constexpr quint32 mostOnBadge = 99;

double zoomOf(double world, double ratio)
{
    return std::log2(world / ratio / 256);
}

QString shortNumber(quint32 count)
{
    // Discs are small: beyond four digits the number is told in thousands, which every reader of a map knows as k.
    return count < 10000 ? QString::number(count) : QString::number(count / 1000) + QLatin1Char('k');
}

void paintDisc(QPainter *painter, const Scene &scene, const ScenePoints &layer, const Disc &disc, quint32 count)
{
    QColor halo = layer.cluster;
    halo.setAlphaF(0.25F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(halo);
    painter->drawEllipse(disc.middle, disc.radius, disc.radius);
    painter->setBrush(layer.cluster);
    const double inner = disc.radius - 3 * scene.ratio;
    painter->drawEllipse(disc.middle, inner, inner);
    painter->setPen(layer.onCluster);
    painter->setFont(scene.font);
    painter->drawText(
        QRectF(disc.middle.x() - disc.radius, disc.middle.y() - disc.radius, 2 * disc.radius, 2 * disc.radius),
        Qt::AlignCenter, shortNumber(count));
}

void paintClusters(QPainter *painter, const Scene &scene, const ScenePoints &layer, const PixelFrame &frame,
                   QSizeF size)
{
    const int level = clusterLevel(frame.world, scene.ratio);
    eachCluster(*layer.set, level, frame.box(size, 0), scene.days, [&](const PointSet::Cluster &cluster) {
        if (cluster.count > 1) {
            paintDisc(painter, scene, layer, discOf(cluster, level, frame, scene.ratio), cluster.count);
            return;
        }
        const auto mark = static_cast<size_t>(layer.set->mark(cluster.first)) % layer.marks.size();
        paintMark(painter, layer.marks[mark], frame.pixel(layer.set->spot(cluster.first)), layer.markSize, scene.ratio);
    });
}

// A mark is drawn once and copied; two of a kind that would lie within one pixel are drawn once.
class MarkStamp {
public:
    MarkStamp(const ScenePoints &layer, double ratio)
    {
        const int side = static_cast<int>(std::ceil(layer.markSize + 4 * ratio));
        for (const SceneMark &mark : layer.marks) {
            QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            paintMark(&painter, mark, {side / 2.0, side / 2.0}, layer.markSize, ratio);
            m_images.push_back(image);
        }
    }

    void paint(QPainter *painter, QPointF at, int mark)
    {
        const auto kind = static_cast<size_t>(mark) % m_images.size();
        const QPoint place(static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y())));
        const quint64 cell =
            quint64{static_cast<quint32>(place.x())} << 40 ^ quint64 { static_cast<quint32>(place.y()) } << 8 ^ kind;
        if (m_seen.insert(cell).second)
            painter->drawImage(place - QPoint(m_images[kind].width() / 2, m_images[kind].height() / 2), m_images[kind]);
    }

private:
    std::vector<QImage> m_images;
    std::unordered_set<quint64> m_seen;
};

// How many stand in the very same place, at the mark's upper right.
void paintCount(QPainter *painter, const Scene &scene, const ScenePoints &layer, QPointF mark, quint32 count)
{
    const double radius = badgeRadius * scene.ratio;
    const QPointF middle = mark + QPointF(layer.markSize / 2, -layer.markSize / 2);
    painter->setPen(QPen(QColor(255, 255, 255, 200), scene.ratio));
    painter->setBrush(layer.cluster);
    painter->drawEllipse(middle, radius, radius);
    QFont font = scene.font;
    font.setPixelSize(static_cast<int>(std::lround(badgeText * scene.ratio)));
    painter->setFont(font);
    painter->setPen(layer.onCluster);
    painter->drawText(QRectF(middle.x() - 2 * radius, middle.y() - radius, 4 * radius, 2 * radius), Qt::AlignCenter,
                      count > mostOnBadge ? QString::number(mostOnBadge) + QLatin1Char('+') : QString::number(count));
}

// Points in one place follow each other along the curve, in the order they were given: the last is on top.
void paintMarks(QPainter *painter, const Scene &scene, const ScenePoints &layer, const PixelFrame &frame, QSizeF size)
{
    MarkStamp stamp(layer, scene.ratio);
    std::optional<quint32> last;
    quint32 count = 0;
    const auto paint = [&] {
        if (!last)
            return;
        const QPointF at = frame.pixel(layer.set->spot(*last));
        stamp.paint(painter, at, layer.set->mark(*last));
        if (count > 1)
            paintCount(painter, scene, layer, at, count);
    };
    layer.set->each(frame.box(size, layer.markSize + 2 * badgeRadius * scene.ratio), [&](quint32 i) {
        if (!scene.days.has(layer.set->day(i)))
            return;
        if (!last || layer.set->spot(*last) != layer.set->spot(i)) {
            paint();
            count = 0;
        }
        last = i;
        ++count;
    });
    paint();
}

} // namespace

int clusterLevel(double world, double ratio)
{
    return std::clamp(static_cast<int>(std::floor(zoomOf(world, ratio))) + 2, 1, 31);
}

bool canCluster(double world, double ratio)
{
    return zoomOf(world, ratio) < clusterUntilZoom;
}

Disc discOf(const PointSet::Cluster &cluster, int level, const PixelFrame &frame, double ratio)
{
    Disc disc;
    disc.radius = std::min(30.0, 13 + 3.5 * std::log10(cluster.count)) * ratio;
    const double unit = frame.world / spotsAround;
    const double square = std::exp2(32 - level) * unit;
    const double left = std::floor(cluster.x * unit / square) * square;
    const double top = std::floor(cluster.y * unit / square) * square;
    const double room = std::min(disc.radius + 1, square / 2);
    disc.middle = {std::clamp(cluster.x * unit, left + room, left + square - room) - frame.left,
                   std::clamp(cluster.y * unit, top + room, top + square - room) - frame.top};
    return disc;
}

void paintMark(QPainter *painter, const SceneMark &mark, QPointF middle, double size, double ratio)
{
    const double r = size / 2;
    QPainterPath path;
    switch (mark.shape) {
    case MarkShape::Dot:
    case MarkShape::Ring:
        path.addEllipse(middle, r * 0.85, r * 0.85);
        break;
    case MarkShape::Diamond:
        path.addPolygon(QPolygonF{{middle.x(), middle.y() - r},
                                  {middle.x() + r, middle.y()},
                                  {middle.x(), middle.y() + r},
                                  {middle.x() - r, middle.y()}});
        break;
    case MarkShape::Triangle:
        path.addPolygon(QPolygonF{{middle.x(), middle.y() - r},
                                  {middle.x() + r, middle.y() + r * 0.8},
                                  {middle.x() - r, middle.y() + r * 0.8}});
        break;
    case MarkShape::Square:
        path.addRect(middle.x() - r * 0.8, middle.y() - r * 0.8, r * 1.6, r * 1.6);
        break;
    }
    path.closeSubpath();
    const bool ring = mark.shape == MarkShape::Ring;
    // A rim of white keeps a mark apart from fills of the same hue.
    painter->setPen(QPen(QColor(255, 255, 255, 200), (ring ? 4.0 : 2.0) * ratio));
    painter->setBrush(ring ? QBrush(Qt::NoBrush) : QBrush(mark.colour));
    painter->drawPath(path);
    painter->setPen(ring ? QPen(mark.colour, 2 * ratio) : QPen(Qt::NoPen));
    painter->drawPath(path);
}

void paintPoints(QPainter *painter, const Scene &scene, const ScenePoints &layer, const PixelFrame &frame, QSizeF size)
{
    painter->save();
    painter->setOpacity(layer.opacity);
    painter->setRenderHint(QPainter::Antialiasing);
    if (layer.display == PointDisplay::Heat)
        painter->drawImage(QPointF(), heatImage(*layer.set, scene.days, layer.heat, frame, size.toSize(), scene.ratio));
    else if (layer.display == PointDisplay::Clusters && canCluster(frame.world, scene.ratio))
        paintClusters(painter, scene, layer, frame, size);
    else
        paintMarks(painter, scene, layer, frame, size);
    painter->restore();
}

} // namespace fengqiao
