// What stands on the grids: events, installations and the layers that other modules add.
#include "map_layers_read.h"

#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 eventTag = 0xE7E7; // in the name of an event on the map

QUuid nameOf(const EventPoint &event)
{
    QUuid name;
    name.data1 = static_cast<uint>(event.kind) << 16 | event.state;
    name.data2 = eventTag;
    for (int byte = 0; byte < 8; ++byte)
        name.data4[byte] = static_cast<uchar>(event.rowid >> (8 * byte) & 0xff);
    return name;
}

} // namespace

void GridMapLayers::readEvents()
{
    if (!m_measures.first().events)
        return; // not for this person
    ask<std::shared_ptr<EventsRead>>(
        Events,
        [filter = m_filter](ReadContext &context) {
            auto read = std::make_shared<EventsRead>();
            read->points = eventPoints(context, filter);
            read->byGrid = eventsByGrid(context, filter);
            QList<int> marks;
            for (const QString &state : std::as_const(read->points.states)) {
                const RuleRow *row = context.rules.table("states"_L1).find(state);
                marks << (row && row->flag("terminal"_L1) ? 1 : 0);
            }
            read->marks.reserve(read->points.points.size());
            for (const EventPoint &point : std::as_const(read->points.points))
                read->marks << MapPoint{nameOf(point), point.point(), marks.at(point.state),
                                        QDate::fromJulianDay(point.day)};
            return read;
        },
        [this](const std::shared_ptr<EventsRead> &read) { showEvents(std::move(*read)); });
}

void GridMapLayers::showEvents(EventsRead read)
{
    m_eventKinds = read.points.kinds;
    m_eventStates = read.points.states;
    m_figures.events = read.byGrid;
    const QDate today = m_desk.now().localDate();
    const QDate first = m_filter.from          ? m_filter.from->localDate()
                        : read.marks.isEmpty() ? today.addDays(-1)
                                               : read.marks.first().day;
    MapPointStyle style;
    style.display = m_display;
    style.marks = marksOfEvents();
    m_map->setPoints(MapLayer::events, std::move(read.marks), Datum::Wgs84, style);
    m_map->setLayerTitle(MapLayer::events, tr("Events"));
    order();
    colour();
    Q_EMIT spanChanged(first, today);
}

void GridMapLayers::styleEvents()
{
    MapPointStyle style;
    style.display = m_display;
    style.marks = marksOfEvents();
    m_map->setPointStyle(MapLayer::events, style);
}

void GridMapLayers::readAssets()
{
    ask<QList<AssetPoint>>(
        Assets, [](ReadContext &context) { return assetPoints(context); },
        [this](const QList<AssetPoint> &assets) { showAssets(assets); });
}

void GridMapLayers::showAssets(const QList<AssetPoint> &assets)
{
    m_figures.assets.clear();
    m_labels.remove(MapLayer::assets);
    const RuleSet &rules = *m_desk.rules();
    const Datum datum = usualDatum(rules);
    QList<MapPoint> points;
    for (const AssetPoint &asset : assets) {
        if (!asset.grid.isNull())
            ++m_figures.assets[asset.grid];
        if (!asset.at)
            continue;
        points << MapPoint{asset.id, converted(*asset.at, asset.datum, datum), asset.state == "working"_L1 ? 0 : 1, {}};
        m_labels[MapLayer::assets].insert(asset.id, joinedParts({rules.word("asset_kind"_L1, asset.kind),
                                                                 rules.word("asset_state"_L1, asset.state)}));
    }
    MapPointStyle style;
    style.cluster = Token::InkSoft;
    style.marks = {{MarkShape::Square, Token::InkSoft, tr("installation")},
                   {MarkShape::Ring, Token::Ink, tr("installation out of order")}};
    m_map->setPoints(MapLayer::assets, points, datum, style);
    m_map->setLayerTitle(MapLayer::assets, tr("Installations"));
    order();
    colour();
}

void GridMapLayers::readExtras()
{
    if (m_extras.isEmpty())
        return;
    ask<ExtrasRead>(
        Extras,
        [extras = m_extras](ReadContext &context) {
            ExtrasRead read;
            for (const MapExtra &extra : extras)
                read.layers << extra.load(context);
            return read;
        },
        [this](const ExtrasRead &read) { showExtras(read); });
}

void GridMapLayers::showExtras(const ExtrasRead &read)
{
    const Datum datum = m_divisions->datum;
    for (qsizetype i = 0; i < read.layers.size(); ++i) {
        const MapExtra &extra = m_extras.at(i);
        QHash<QUuid, QString> &labels = m_labels[extra.id];
        labels.clear();
        m_marksSeen[extra.id].clear();
        QList<MapPoint> points;
        for (const MapExtraPoint &point : read.layers.at(i)) {
            const auto at = point.at ? std::optional(converted(*point.at, Datum::Wgs84, datum))
                                     : m_divisions->labelOf(point.division);
            if (!at)
                continue; // of the county as a whole: nowhere in particular
            points << MapPoint{point.key, *at, point.mark, point.day};
            labels.insert(point.key, point.label);
            m_marksSeen[extra.id].insert(point.mark);
        }
        m_map->setPoints(extra.id, points, datum, extra.style);
        m_map->setLayerTitle(extra.id, extra.title);
    }
    order();
    colour();
}

std::optional<qint64> GridMapLayers::eventRow(const QUuid &key)
{
    if (key.data2 != eventTag)
        return std::nullopt;
    quint64 row = 0;
    for (int byte = 7; byte >= 0; --byte)
        row = row << 8 | key.data4[byte];
    return static_cast<qint64>(row);
}

} // namespace fengqiao
