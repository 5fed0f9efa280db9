// Colours of the grids, the legend and the words under the pointer.
#include "map_layers.h"

#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Of the marks of a layer only those that are on the map, the most serious first.
QList<MapLegendRow> rowsOf(const MapExtra &extra, const QSet<int> &seen)
{
    QList<MapLegendRow> rows;
    for (qsizetype mark = extra.style.marks.size() - 1; mark >= 0; --mark) {
        if (seen.contains(static_cast<int>(mark)))
            rows << MapLegendRow{{}, extra.style.marks.at(mark), {}};
    }
    return rows;
}

QString noteOf(const MapGround &ground)
{
    const auto generated = std::ranges::count_if(ground.shown, [](const GridItem *grid) { return grid->generated; });
    QStringList notes{GridMapLayers::tr("as of %1").arg(ground.forest.day.toString(u"yyyy-MM-dd"_s))};
    if (generated > 0)
        notes << (generated == ground.shown.size()
                      ? GridMapLayers::tr("generated borders")
                      : GridMapLayers::tr("%n generated border(s)", nullptr, static_cast<int>(generated)));
    return joinedParts(notes);
}

} // namespace

QList<MapMark> GridMapLayers::marksOfEvents()
{
    return {{MarkShape::Dot, Token::Accent, tr("event in hand")},
            {MarkShape::Ring, Token::InkSoft, tr("event settled")}};
}

void GridMapLayers::colour()
{
    if (!m_drawn)
        return;
    const auto measure = std::ranges::find(m_measures, m_measure, &MapMeasure::id);
    const bool through = m_map->base().kind != MapBase::Kind::None;
    MapColours colours;
    if (measure != m_measures.end())
        colours = coloursOf(*measure, m_drawn->shown, m_figures, *m_desk.rules(), Theme::of(m_map), through);
    m_map->setColours(MapLayer::grids, colours.fills);
    MapLegend legend{measure == m_measures.end() ? QString() : measure->word, colours.rows, noteOf(*m_drawn)};
    if (m_measures.first().events && m_display == PointDisplay::Marks) {
        for (const MapMark &mark : marksOfEvents())
            legend.rows << MapLegendRow{{}, mark, {}};
    }
    for (const MapExtra &extra : std::as_const(m_extras))
        legend.rows << rowsOf(extra, m_marksSeen.value(extra.id));
    m_map->setLegend(legend);
}

QString GridMapLayers::labelOf(const QString &layer, const QUuid &key) const
{
    const RuleSet &rules = *m_desk.rules();
    if (layer == MapLayer::events) {
        const RuleRow *state = rules.table("states"_L1).find(m_eventStates.value(key.data1 & 0xffff));
        return joinedParts({rules.word("event_kind"_L1, m_eventKinds.value(static_cast<qsizetype>(key.data1 >> 16))),
                            state ? state->word() : QString()});
    }
    return m_labels.value(layer).value(key);
}

QString GridMapLayers::words(const MapHit &hit) const
{
    if (hit.isNull())
        return {};
    if (hit.layer != MapLayer::grids)
        return labelOf(hit.layer, hit.key);
    const GridItem *grid = m_ground ? m_ground->item(hit.key) : nullptr;
    if (!grid)
        return {};
    const auto area = std::ranges::find_if(
        m_ground->forest.areas, [grid](const AreaItem &item) { return item.division.digits() == grid->org.left(9); });
    QStringList parts{area == m_ground->forest.areas.end() ? QString() : area->name, grid->name, grid->code};
    if (grid->households)
        parts << tr("%n household(s)", nullptr, *grid->households);
    if (grid->vacant > 0)
        parts << tr("%n vacant", "posts", grid->vacant);
    if (m_ground->forest.knowsEvents)
        parts << tr("%n in hand", "events", static_cast<int>(grid->openEvents));
    return joinedParts(parts);
}

} // namespace fengqiao
