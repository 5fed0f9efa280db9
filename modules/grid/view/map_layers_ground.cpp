// The grids themselves and the towns and villages that they make up.
#include <widgets/next_step.h>

#include "map_layers_read.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QList<MapArea> areasOf(const QList<MapDivision> &divisions)
{
    QList<MapArea> areas;
    for (const MapDivision &division : divisions)
        areas << MapArea{QUuid::createUuidV5(QUuid(), division.division.digits()), {}, division.shape, division.name};
    return areas;
}

QStringList labelsOf(const QList<MapArea> &areas)
{
    QStringList labels;
    labels.reserve(areas.size());
    for (const MapArea &area : areas)
        labels << area.label;
    return labels;
}

} // namespace

// For the first picture no more is read than it shows: the rest while somebody looks at it already.
void GridMapLayers::askForGround()
{
    const auto measure = std::ranges::find(m_measures, m_measure, &MapMeasure::id);
    if (!m_drawn && measure != m_measures.end() && !measure->details) {
        return ask<GroundRead>(
            Ground, [day = m_day](ReadContext &context) { return sketchGround(context, day); },
            [this](const GroundRead &read) {
                drawGround(read);
                m_wanted |= Ground;
                hold(Ground);
            });
    }
    ask<GroundRead>(
        Ground, [day = m_day, drawn = m_drawn](ReadContext &context) { return readGround(context, day, drawn); },
        [this](const GroundRead &read) {
            drawGround(read);
            m_ground = read.ground;
            Q_EMIT groundReady();
        });
}

void GridMapLayers::drawGround(const GroundRead &read)
{
    const auto before = std::exchange(m_drawn, read.ground);
    if (!before || before->content != m_drawn->content) {
        MapAreaStyle style;
        style.line = Token::InkSoft;
        style.lineOpacity = 0.45;
        m_map->setAreas(MapLayer::grids, read.areas, usualDatum(*m_desk.rules()), style);
        m_map->setLayerTitle(MapLayer::grids, tr("Grids"));
        m_map->setEmptyText(roleMay(m_desk, u"import_grids"_s)
                                ? tr("No grid has a border on this day. Import borders, or draw one.")
                                : tr("No grid has a border on this day."));
        order();
        // To join a county's grids to its towns keeps a core busy: not before the grids themselves are to be seen.
        hold(Divisions);
        Q_EMIT groundDrawn();
    } else if (before->names != m_drawn->names) {
        m_map->setLabels(MapLayer::grids, labelsOf(read.areas));
    }
    if (!m_ground || m_ground->content != m_drawn->content || m_ground->above != m_drawn->above)
        m_wanted |= Divisions;
    colour();
}

void GridMapLayers::readDivisions()
{
    using Answer = std::shared_ptr<const MapDivisions>;
    ask<Answer>(
        Divisions,
        [ground = m_ground](ReadContext &context) -> Answer {
            auto divisions = std::make_shared<MapDivisions>(mapDivisions(context, ground->borders));
            giveBackMemory();
            return divisions;
        },
        [this](const Answer &divisions) { showDivisions(divisions); });
}

void GridMapLayers::showDivisions(const std::shared_ptr<const MapDivisions> &divisions)
{
    m_divisions = divisions;
    m_grew = true;
    MapAreaStyle style;
    style.filled = false;
    style.pickable = false;
    style.line = Token::InkSoft;
    style.lineWidth = 1.4;
    style.lineOpacity = 0.7;
    m_map->setAreas(MapLayer::villages, areasOf(divisions->villages), divisions->datum, style);
    m_map->setLayerTitle(MapLayer::villages, tr("Villages and communities"));
    style.line = Token::Ink;
    style.lineWidth = 2;
    style.labelType = Type::Base;
    m_map->setAreas(MapLayer::towns, areasOf(divisions->towns), divisions->datum, style);
    m_map->setLayerTitle(MapLayer::towns, tr("Towns"));
    style.lineWidth = 2.6;
    style.lineOpacity = 0.9;
    m_map->setAreas(MapLayer::outline,
                    {MapArea{QUuid::createUuidV5(QUuid(), m_desk.county()), {}, divisions->outline, {}}},
                    divisions->datum, style);
    m_map->setLayerTitle(MapLayer::outline, tr("County"));
    order();
    if (!m_extras.isEmpty())
        m_wanted |= Extras; // they stand inside villages
}

// As designed, when a layer is new; afterwards the person's own order stays.
void GridMapLayers::order()
{
    const qsizetype count = m_map->layers().size();
    if (std::exchange(m_ordered, count) == count)
        return;
    QStringList layers{MapLayer::grids,   MapLayer::villages, MapLayer::towns,
                       MapLayer::outline, MapLayer::assets,   MapLayer::events};
    for (const MapExtra &extra : std::as_const(m_extras))
        layers << extra.id;
    m_map->setLayerOrder(layers);
}

} // namespace fengqiao
