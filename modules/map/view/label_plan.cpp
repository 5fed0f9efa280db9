#include "label_plan.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "point_painter.h"

namespace fengqiao {

namespace {

constexpr double overhang = 5;   // pixels a label may stand out of its area on either side
constexpr double clearance = 3;  // pixels between labels
constexpr double narrowest = 18; // two characters; areas narrower than that are not measured at all

SpotBox spots(const QRectF &box, double world)
{
    const PixelFrame frame{world, box.left(), box.top()};
    return frame.box(box.size(), 0);
}

} // namespace

LabelPlan::LabelPlan(const Scene &scene, double world)
    : m_scene(scene)
    , m_world(world)
{
    for (auto layer = scene.areas.rbegin(); layer != scene.areas.rend(); ++layer) {
        if (layer->labels && !layer->labels->texts.empty())
            m_layers.push_back({&*layer, QFontMetricsF(layer->font).height(), {}, {}});
    }
}

// By its box alone: of a county seen as a whole hardly any area has.
bool LabelPlan::hasRoom(const Layer &layer, quint32 area) const
{
    const SpotBox &box = layer.areas->set->box(area);
    const double unit = m_world / spotsAround;
    return (box.right - box.left) * unit >= narrowest && (box.bottom - box.top) * unit >= layer.height;
}

QRectF LabelPlan::box(Layer *layer, quint32 area)
{
    auto known = layer->boxes.constFind(area);
    if (known == layer->boxes.constEnd())
        known = layer->boxes.insert(area, place(*layer, area));
    return *known;
}

// At the area's anchor, or where a disc or a mark stands there, a line or two above or below. Discs hold numbers, so a
// label never goes under one; marks it goes under only where all its places have one.
QRectF LabelPlan::place(const Layer &layer, quint32 area) const
{
    const AreaSet &set = *layer.areas->set;
    const QString &text = layer.areas->labels->texts[area];
    if (text.isEmpty() || !hasRoom(layer, area))
        return {};
    const AreaSet::Anchor anchor = set.anchor(area);
    const double unit = m_world / spotsAround;
    const double room = anchor.width * unit;
    if (room < narrowest)
        return {};
    const double width = QFontMetricsF(layer.areas->font).horizontalAdvance(text);
    if (width > room + 2 * overhang)
        return {};
    const QPointF middle(anchor.spot.x * unit, anchor.spot.y * unit);
    QRectF underMark;
    for (const double lines : {0.0, -1.3, 1.3, -2.6, 2.6}) {
        const double y = middle.y() + lines * layer.height;
        const QRectF here(middle.x() - width / 2, y - layer.height / 2, width, layer.height);
        const Spot spot{anchor.spot.x, static_cast<quint32>(std::max(0.0, y / unit))};
        const bool inside = lines == 0 || set.contains(area, spot); // NOLINT(clang-diagnostic-float-equal)
        if (!inside || underDisc(here))
            continue;
        if (!underAMark(here))
            return here;
        if (underMark.isEmpty())
            underMark = here;
    }
    return underMark;
}

// Single points, and the shapes of what is not gathered into discs.
bool LabelPlan::underAMark(const QRectF &box) const
{
    return std::ranges::any_of(m_scene.points, [&](const ScenePoints &points) {
        if (points.display == PointDisplay::Heat)
            return false;
        const double r = points.markSize / 2;
        bool under = false;
        const bool gathered = points.display == PointDisplay::Clusters && canCluster(m_world, m_scene.ratio);
        const int level = gathered ? clusterLevel(m_world, m_scene.ratio) : 0;
        points.set->each(spots(box.adjusted(-r, -r, r, r), m_world), [&](quint32 i) {
            const Spot at = points.set->spot(i);
            const int shift = 32 - level;
            under |= m_scene.days.has(points.set->day(i)) &&
                     (!gathered || points.set->cluster(level, at.x >> shift, at.y >> shift, m_scene.days).count == 1);
        });
        return under;
    });
}

bool LabelPlan::underDisc(const QRectF &box) const
{
    if (!canCluster(m_world, m_scene.ratio))
        return false;
    const int level = clusterLevel(m_world, m_scene.ratio);
    bool under = false;
    for (const ScenePoints &points : m_scene.points) {
        if (points.display != PointDisplay::Clusters)
            continue;
        eachCluster(*points.set, level, spots(box, m_world), m_scene.days, [&](const PointSet::Cluster &cluster) {
            const Disc disc = discOf(cluster, level, PixelFrame{m_world, 0, 0}, m_scene.ratio);
            const double r = cluster.count > 1 ? disc.radius : 0;
            under |= box.intersects(QRectF(disc.middle - QPointF(r, r), QSizeF(2 * r, 2 * r)));
        });
    }
    return under;
}

bool LabelPlan::stands(size_t layer, quint32 area)
{
    const auto known = m_layers[layer].stands.constFind(area);
    if (known != m_layers[layer].stands.constEnd())
        return *known;
    const QRectF here = box(&m_layers[layer], area);
    bool stands = !here.isEmpty();
    for (size_t by = 0; by <= layer && stands; ++by)
        stands = !beaten(by, layer, area, here);
    m_layers[layer].stands.insert(area, stands);
    return stands;
}

// A label stands out of its area by `overhang` at most, so those that could touch belong to areas near.
bool LabelPlan::beaten(size_t by, size_t layer, quint32 area, const QRectF &here)
{
    Layer &rival = m_layers[by];
    const QRectF clear = here.adjusted(-clearance, -1, clearance, 1);
    std::vector<quint32> rivals;
    rival.areas->set->each(spots(clear.adjusted(-overhang, -rival.height, overhang, rival.height), m_world),
                           [&](quint32 other) {
                               if ((by < layer || other < area) && hasRoom(rival, other))
                                   rivals.push_back(other);
                           });
    return std::ranges::any_of(rivals, [&](quint32 other) {
        const QRectF there = box(&rival, other);
        return !there.isEmpty() && there.intersects(clear) && stands(by, other);
    });
}

std::vector<LabelPlan::Label> LabelPlan::labels(const PixelFrame &frame, QSizeF size)
{
    std::vector<Label> found;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        Layer &layer = m_layers[i];
        const QRectF view(frame.left, frame.top, size.width(), size.height());
        std::vector<quint32> near;
        layer.areas->set->each(spots(view.adjusted(-overhang, -layer.height, overhang, layer.height), m_world),
                               [&](quint32 area) {
                                   if (hasRoom(layer, area))
                                       near.push_back(area);
                               });
        for (const quint32 area : near) {
            const QRectF here = box(&layer, area);
            if (!here.isEmpty() && here.adjusted(-2, -2, 2, 2).intersects(view) && stands(i, area))
                found.push_back({here.translated(-frame.left, -frame.top), layer.areas, area});
        }
    }
    return found;
}

void paintLabels(QPainter *painter, const std::vector<LabelPlan::Label> &labels, const QColor &paper, double ratio)
{
    QColor rim = paper;
    rim.setAlphaF(0.75F);
    for (const LabelPlan::Label &label : labels) {
        const QString &text = label.layer->labels->texts[label.area];
        const QPointF base(std::round(label.box.left()),
                           std::round(label.box.top() + QFontMetricsF(label.layer->font).ascent()));
        QPainterPath path;
        path.addText(base, label.layer->font, text);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->strokePath(path, QPen(rim, 2.5 * ratio, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setFont(label.layer->font);
        painter->setPen(label.layer->ink);
        painter->drawText(base, text);
    }
}

} // namespace fengqiao
