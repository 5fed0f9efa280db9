#include "layers.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fengqiao {

namespace {

quint64 nextStamp()
{
    static quint64 last = 0; // UI thread only
    return ++last;
}

QRgb withOpacity(QRgb colour, double opacity)
{
    if (opacity >= 1 && (qAlpha(colour) == 255 || colour == 0))
        return colour;
    return qPremultiply(
        qRgba(qRed(colour), qGreen(colour), qBlue(colour), static_cast<int>(std::lround(qAlpha(colour) * opacity))));
}

// The same numbers give the same stamp: going back to an earlier state finds its tiles.
quint64 combined(std::initializer_list<quint64> parts)
{
    quint64 sum = 1469598103934665603ULL;
    for (const quint64 part : parts)
        sum = (sum ^ part) * 1099511628211ULL;
    return sum;
}

// What reading and building a large layer left behind goes back to the system, which the allocator does not do by
// itself.
void giveBack([[maybe_unused]] quint32 things)
{
#ifdef __GLIBC__
    constexpr quint32 many = 20'000;
    if (things >= many)
        malloc_trim(0);
#endif
}

} // namespace

struct Layers::Layer {
    QString id;
    QString title;
    bool isAreas = true;
    bool visible = true;
    double opacity = 1;
    std::shared_ptr<std::atomic<bool>> stop; // of the build that is under way
    MapAreaStyle areaStyle;
    MapPointStyle pointStyle;
    std::shared_ptr<const AreaSet> areas;
    std::shared_ptr<const PointSet> points;
    std::shared_ptr<const LabelTexts> labels;
    QList<QRgb> inOrder;
    std::optional<QHash<QUuid, QRgb>> byKey;
    std::shared_ptr<const std::vector<QRgb>> colours;
    quint64 contentStamp = 0;
};

Layers::Layers(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(2);
}

Layers::~Layers()
{
    for (const LayerPtr &layer : m_layers) {
        if (layer->stop)
            *layer->stop = true;
    }
    m_pool.clear();
    m_pool.waitForDone();
}

Layers::LayerPtr Layers::find(const QString &id) const
{
    const auto found = std::ranges::find(m_layers, id, [](const LayerPtr &layer) { return layer->id; });
    return found == m_layers.end() ? nullptr : *found;
}

Layers::LayerPtr Layers::make(const QString &id, bool areas)
{
    LayerPtr layer = find(id);
    const bool isNew = !layer;
    if (!layer) {
        layer = std::make_shared<Layer>();
        layer->id = layer->title = id;
        m_layers.push_back(layer);
    }
    layer->isAreas = areas;
    if (layer->stop)
        *layer->stop = true;
    layer->stop = std::make_shared<std::atomic<bool>>(false);
    if (isNew)
        Q_EMIT listChanged();
    return layer;
}

template <typename Set, typename Build> void Layers::build(const LayerPtr &layer, Build work)
{
    ++m_building;
    m_pool.start([this, layer, stop = layer->stop, work = std::move(work)] {
        const auto tell = [this, stop, id = layer->id](qsizetype done, qsizetype total) {
            QMetaObject::invokeMethod(this, [this, id, done, total] { Q_EMIT progress(id, done, total); });
            return !stop->load();
        };
        std::shared_ptr<const Set> set;
        std::shared_ptr<const LabelTexts> labels;
        work(tell, &set, &labels);
        giveBack(set ? set->size() : 0);
        QMetaObject::invokeMethod(this, [this, layer, stop, set, labels] {
            --m_building;
            if (*stop || !set)
                return;
            layer->contentStamp = nextStamp();
            layer->areas.reset();
            layer->points.reset();
            if constexpr (std::is_same_v<Set, AreaSet>) {
                layer->areas = set;
                layer->labels = labels;
                resolveColours(layer.get());
            } else {
                layer->points = set;
            }
            Q_EMIT changed();
            Q_EMIT listChanged();
            Q_EMIT ready(layer->id, set->size(), set->given() - set->size());
        });
    });
}

void Layers::setAreas(const QString &id, QList<MapArea> areas, Datum datum, const MapAreaStyle &style)
{
    const LayerPtr layer = make(id, true);
    layer->areaStyle = style;
    layer->inOrder.clear(); // colours in order were of the list before; colours by key stay
    build<AreaSet>(layer, [areas = std::move(areas), datum, to = m_datum,
                           stamp = nextStamp()](const AreaSet::Progress &tell, std::shared_ptr<const AreaSet> *set,
                                                std::shared_ptr<const LabelTexts> *labels) {
        *set = AreaSet::build(areas, datum, to, tell);
        if (*set)
            *labels = std::make_shared<const LabelTexts>((*set)->labels(areas), stamp);
    });
}

void Layers::setPoints(const QString &id, QList<MapPoint> points, Datum datum, const MapPointStyle &style)
{
    const LayerPtr layer = make(id, false);
    layer->pointStyle = style;
    build<PointSet>(layer, [points = std::move(points), datum, to = m_datum](const PointSet::Progress &tell,
                                                                             std::shared_ptr<const PointSet> *set,
                                                                             std::shared_ptr<const LabelTexts> *) {
        *set = PointSet::build(points, datum, to, tell);
    });
}

void Layers::setStyle(const QString &id, const MapAreaStyle &style)
{
    if (const LayerPtr layer = find(id)) {
        layer->areaStyle = style;
        Q_EMIT changed();
    }
}

void Layers::setStyle(const QString &id, const MapPointStyle &style)
{
    if (const LayerPtr layer = find(id)) {
        layer->pointStyle = style;
        layer->contentStamp = nextStamp();
        Q_EMIT changed();
    }
}

void Layers::remove(const QString &id)
{
    const LayerPtr layer = find(id);
    if (!layer)
        return;
    if (layer->stop)
        *layer->stop = true;
    std::erase(m_layers, layer);
    Q_EMIT changed();
    Q_EMIT listChanged();
}

void Layers::setColours(const QString &id, QList<QRgb> inOrder)
{
    if (const LayerPtr layer = find(id)) {
        layer->inOrder = std::move(inOrder);
        layer->byKey.reset();
        resolveColours(layer.get());
        Q_EMIT changed();
    }
}

void Layers::setColours(const QString &id, const QHash<QUuid, QRgb> &byKey)
{
    if (const LayerPtr layer = find(id)) {
        layer->byKey = byKey;
        layer->inOrder.clear();
        resolveColours(layer.get());
        Q_EMIT changed();
    }
}

void Layers::resolveColours(Layer *layer) const
{
    if (!layer->areas)
        return;
    const AreaSet &set = *layer->areas;
    std::vector<QRgb> colours(set.size());
    const std::span<const QRgb> inOrder(layer->inOrder.constData(), static_cast<size_t>(layer->inOrder.size()));
    for (quint32 area = 0; area < set.size(); ++area) {
        const quint32 input = set.input(area);
        const QRgb listed = input < inOrder.size() ? inOrder[input] : 0;
        colours[area] = withOpacity(layer->byKey ? layer->byKey->value(set.key(area)) : listed, layer->opacity);
    }
    layer->colours = std::make_shared<const std::vector<QRgb>>(std::move(colours));
}

void Layers::setLabels(const QString &id, const QStringList &inOrder)
{
    const LayerPtr layer = find(id);
    if (!layer || !layer->areas)
        return;
    LabelTexts labels{.texts = {}, .stamp = nextStamp()};
    labels.texts.reserve(layer->areas->size());
    for (quint32 area = 0; area < layer->areas->size(); ++area)
        labels.texts.push_back(inOrder.value(layer->areas->input(area)));
    layer->labels = std::make_shared<const LabelTexts>(std::move(labels));
    Q_EMIT changed();
}

void Layers::setTitle(const QString &id, const QString &title)
{
    if (const LayerPtr layer = find(id)) {
        layer->title = title;
        Q_EMIT listChanged();
    }
}

void Layers::setVisible(const QString &id, bool visible)
{
    const LayerPtr layer = find(id);
    if (!layer || layer->visible == visible)
        return;
    layer->visible = visible;
    Q_EMIT changed();
    Q_EMIT listChanged();
}

void Layers::setOpacity(const QString &id, double opacity)
{
    if (const LayerPtr layer = find(id)) {
        layer->opacity = std::clamp(opacity, 0.0, 1.0);
        resolveColours(layer.get());
        Q_EMIT changed();
        Q_EMIT listChanged();
    }
}

void Layers::setOrder(const QStringList &bottomToTop)
{
    std::ranges::stable_sort(m_layers, {}, [&](const LayerPtr &layer) { return bottomToTop.indexOf(layer->id); });
    Q_EMIT changed();
    Q_EMIT listChanged();
}

void Layers::setDays(const DayRange &days)
{
    if (m_days == days)
        return;
    m_days = days;
    Q_EMIT changed();
}

QList<MapLayerState> Layers::states() const
{
    QList<MapLayerState> states;
    for (const LayerPtr &layer : m_layers) {
        const qsizetype count = layer->areas ? layer->areas->size() : layer->points ? layer->points->size() : 0;
        states.append({layer->id, layer->title, layer->visible, layer->opacity, layer->isAreas, count});
    }
    return states;
}

SpotBox Layers::extent() const
{
    SpotBox box;
    for (const View &view : visible(false)) {
        const SpotBox &part = view.areas ? view.areas->extent() : view.points->extent();
        if (!part.isEmpty())
            box.add(part);
    }
    return box;
}

std::shared_ptr<const AreaSet> Layers::areas(const QString &id) const
{
    const LayerPtr layer = find(id);
    return layer ? layer->areas : nullptr;
}

std::shared_ptr<const PointSet> Layers::points(const QString &id) const
{
    const LayerPtr layer = find(id);
    return layer ? layer->points : nullptr;
}

std::vector<Layers::View> Layers::visible(bool pickableOnly) const
{
    std::vector<View> views;
    for (const bool points : {true, false}) { // points are drawn above areas
        size_t place = 0;
        std::vector<View> part;
        for (const LayerPtr &layer : m_layers) {
            if (!layer->visible || (points ? !layer->points : !layer->areas))
                continue;
            if (!pickableOnly || (points ? layer->pointStyle.pickable : layer->areaStyle.pickable))
                part.push_back({layer->id, layer->areas.get(), layer->points.get(), &layer->pointStyle, place});
            ++place;
        }
        views.insert(views.end(), part.rbegin(), part.rend());
    }
    return views;
}

SceneAreas Layers::sceneAreas(const Layer &layer, const Theme &theme, double ratio) const
{
    const MapAreaStyle &style = layer.areaStyle;
    SceneAreas areas;
    areas.set = layer.areas;
    areas.colours = layer.colours;
    areas.labels = layer.labels;
    areas.line = withOpacity(theme.color(style.line).rgb(), style.lineOpacity * layer.opacity);
    areas.filled = style.filled;
    areas.lineWidth = style.lineWidth * ratio;
    areas.font = theme.font(style.labelType);
    areas.font.setPixelSize(static_cast<int>(std::lround(QFontInfo(areas.font).pixelSize() * ratio)));
    areas.ink = theme.color(style.label);
    areas.stamp = combined({layer.contentStamp, style.filled ? 1U : 0U, static_cast<quint64>(areas.lineWidth * 64)});
    return areas;
}

ScenePoints Layers::scenePoints(const Layer &layer, const Theme &theme, double ratio) const
{
    const MapPointStyle &style = layer.pointStyle;
    ScenePoints points;
    points.set = layer.points;
    points.display = style.display;
    for (const MapMark &mark : style.marks)
        points.marks.push_back({mark.shape, theme.color(mark.token)});
    if (points.marks.empty())
        points.marks.push_back({MarkShape::Dot, theme.color(Token::Accent)});
    points.cluster = theme.color(style.cluster);
    points.onCluster = theme.color(Token::OnAccent);
    points.heat = theme.color(style.heat);
    points.markSize = style.markSize * ratio;
    points.opacity = layer.opacity;
    points.stamp = combined({layer.contentStamp, static_cast<quint64>(layer.opacity * 255), theme.isDark() ? 1U : 0U});
    return points;
}

SceneRef Layers::scene(const Theme &theme, double ratio, bool transparent)
{
    auto scene = std::make_shared<Scene>();
    scene->days = m_days;
    scene->paper = theme.color(Token::Raised);
    scene->transparent = transparent;
    scene->ratio = ratio;
    scene->font = theme.font(Type::Small, QFont::Medium);
    scene->font.setPixelSize(static_cast<int>(std::lround(QFontInfo(scene->font).pixelSize() * ratio)));
    scene->labelStamp = combined({theme.isDark() ? 1U : 0U, static_cast<quint64>(scene->font.pixelSize())});
    scene->pointStamp = combined({static_cast<quint64>(m_days.from), static_cast<quint64>(m_days.to)});
    for (const LayerPtr &layer : m_layers) {
        if (!layer->visible)
            continue;
        if (layer->areas) {
            scene->areas.push_back(sceneAreas(*layer, theme, ratio));
            if (layer->labels && !layer->labels->texts.empty())
                scene->labelStamp = combined({scene->labelStamp, layer->labels->stamp, layer->contentStamp,
                                              static_cast<quint64>(layer->areaStyle.label),
                                              static_cast<quint64>(layer->areaStyle.labelType)});
        }
        if (layer->points) {
            scene->points.push_back(scenePoints(*layer, theme, ratio));
            scene->pointStamp = combined({scene->pointStamp, scene->points.back().stamp});
        }
    }
    // Labels make room for discs and marks.
    if (std::ranges::any_of(scene->points,
                            [](const ScenePoints &points) { return points.display != PointDisplay::Heat; }))
        scene->labelStamp = combined({scene->labelStamp, scene->pointStamp});
    return scene;
}

} // namespace fengqiao
