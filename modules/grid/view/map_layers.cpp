#include "map_layers.h"

#include <QTimer>

#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 500;
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

bool mayRead(const Desk &desk, const QString &permission)
{
    const RuleRow *row = desk.rules()->table("permissions"_L1).find(permission);
    return row && std::ranges::any_of(desk.actor().roles, [row](const QString &role) {
               const QByteArray column = role.toLatin1();
               return row->text(QLatin1StringView(column)) != "-"_L1;
           });
}

QList<MapArea> areasOf(const QList<MapDivision> &divisions)
{
    QList<MapArea> areas;
    for (const MapDivision &division : divisions)
        areas << MapArea{QUuid::createUuidV5(QUuid(), division.division.digits()), {}, division.shape, division.name};
    return areas;
}

QList<MapMark> eventMarks()
{
    return {{MarkShape::Dot, Token::Accent, GridMapLayers::tr("event in hand")},
            {MarkShape::Ring, Token::InkSoft, GridMapLayers::tr("event settled")}};
}

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

GridMapLayers::GridMapLayers(Desk &desk, MapView *map)
    : QObject(map)
    , m_desk(desk)
    , m_map(map)
    , m_soon(new QTimer(this))
    , m_day(desk.now().localDate())
    , m_filter(EventFilter::usual(*desk.rules(), desk.now()))
    , m_measures(mapMeasures(*desk.rules()))
{
    const bool events = mayRead(desk, eventKind().permission);
    m_measures.removeIf([events](const MapMeasure &measure) { return measure.events && !events; });
    m_measure = m_measures.first().id;
    m_soon->setSingleShot(true);
    m_soon->setInterval(changesMs);
    connect(m_soon, &QTimer::timeout, this, &GridMapLayers::readWanted);
    connect(&desk, &Desk::changed, this, &GridMapLayers::watch);
    connect(map, &MapView::settled, this, [this] {
        if (std::exchange(m_held, 0) != 0)
            readWanted();
    });
    connect(&Theme::of(map), &Theme::changed, this, &GridMapLayers::colour);
}

void GridMapLayers::watch(const ChangeSet &changes)
{
    int parts = 0;
    for (const Change &change : changes) {
        const Entity *entity = change.entity;
        if (entity == &gridEntity() || entity == &gridPostEntity() || entity == &postingEntity())
            parts |= Ground;
        else if (entity == &gridEventEntity())
            parts |= Events | Ground; // how many are in hand in each grid
        else if (entity == &assetEntity())
            parts |= Assets;
        for (const MapExtra &extra : std::as_const(m_extras))
            parts |= extra.entities.contains(entity) ? Extras : 0;
    }
    if (parts != 0)
        want(parts);
}

void GridMapLayers::want(int parts)
{
    m_wanted |= parts;
    if (m_started && !m_soon->isActive())
        m_soon->start();
}

void GridMapLayers::start()
{
    if (std::exchange(m_started, true))
        return;
    m_wanted = Ground | Divisions | Events | Assets | Extras;
    readWanted();
}

void GridMapLayers::refresh()
{
    if (!m_started)
        return;
    m_wanted = Ground | Divisions | Events | Assets | Extras;
    readWanted();
}

// What belongs together is asked for in one breath; while an answer is on its way the newest wish waits.
void GridMapLayers::readWanted()
{
    const int now = m_wanted & ~m_reading & ~m_held;
    m_wanted &= m_reading | m_held;
    if (now & Ground)
        askForGround();
    if (now & Events)
        readEvents();
    if (now & Assets)
        readAssets();
    if (now & Divisions) {
        if (m_ground && !(m_reading & Ground))
            readDivisions();
        else if (!(m_reading & Ground))
            askForGround();
    }
    if (now & Extras) {
        if (m_divisions && !(m_reading & Divisions))
            readExtras();
        else
            m_wanted |= Extras; // they stand inside villages, which are not known yet
    }
}

template <typename T, typename Read, typename Show> void GridMapLayers::ask(int part, Read read, Show show)
{
    m_reading |= part;
    m_desk.read([read = std::move(read)](ReadContext &context) -> Result<T> { return read(context); })
        .then(this, [this, part, show = std::move(show)](Result<T> answer) {
            m_reading &= ~part;
            if (answer)
                show(*std::move(answer));
            else
                Q_EMIT refused(answer.error());
            if (m_wanted)
                readWanted();
            if (isLoaded())
                Q_EMIT loaded();
        });
}

void GridMapLayers::askForGround()
{
    ask<GroundRead>(
        Ground, [day = m_day](ReadContext &context) { return readGround(context, day); },
        [this](const GroundRead &read) { showGround(read.ground, read.areas); });
}

void GridMapLayers::showGround(const std::shared_ptr<const MapGround> &ground, const QList<MapArea> &areas)
{
    const bool same =
        m_ground && std::ranges::equal(m_ground->lines, ground->lines, [](const GridLine &a, const GridLine &b) {
            return a.id == b.id && a.kind == b.kind && a.name == b.name && a.border == b.border;
        });
    m_ground = ground;
    if (!same) {
        MapAreaStyle style;
        style.line = Token::InkSoft;
        style.lineOpacity = 0.45;
        m_map->setAreas(MapLayer::grids, areas, usualDatum(*m_desk.rules()), style);
        m_map->setLayerTitle(MapLayer::grids, tr("Grids"));
        m_map->setEmptyText(tr("No grid has a border on this day. Import borders, or draw one."));
        order();
        // To join a county's grids to its towns keeps a core busy: not before the grids themselves are to be seen.
        m_wanted |= Divisions;
        m_held = Divisions;
    }
    colour();
    Q_EMIT groundReady();
}

void GridMapLayers::readDivisions()
{
    using Answer = std::shared_ptr<const MapDivisions>;
    ask<Answer>(
        Divisions,
        [ground = m_ground](ReadContext &context) -> Answer {
            return std::make_shared<MapDivisions>(mapDivisions(context, ground->lines));
        },
        [this](const Answer &divisions) { showDivisions(divisions); });
}

void GridMapLayers::showDivisions(const std::shared_ptr<const MapDivisions> &divisions)
{
    m_divisions = divisions;
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
    style.marks = eventMarks();
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
    style.marks = eventMarks();
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

void GridMapLayers::colour()
{
    if (!m_ground)
        return;
    const auto measure = std::ranges::find(m_measures, m_measure, &MapMeasure::id);
    const bool through = m_map->base().kind != MapBase::Kind::None;
    MapColours colours;
    if (measure != m_measures.end())
        colours = coloursOf(*measure, m_ground->shown, m_figures, *m_desk.rules(), Theme::of(m_map), through);
    m_map->setColours(MapLayer::grids, colours.fills);
    MapLegend legend{measure == m_measures.end() ? QString() : measure->word, colours.rows, noteOf(*m_ground)};
    if (m_measures.first().events && m_display == PointDisplay::Marks) {
        for (const MapMark &mark : eventMarks())
            legend.rows << MapLegendRow{{}, mark, {}};
    }
    for (const MapExtra &extra : std::as_const(m_extras))
        legend.rows << rowsOf(extra, m_marksSeen.value(extra.id));
    m_map->setLegend(legend);
}

void GridMapLayers::setDay(QDate day)
{
    if (!day.isValid() || day == m_day)
        return;
    m_day = day;
    m_wanted |= Ground;
    if (m_started)
        readWanted();
}

void GridMapLayers::setFilter(const EventFilter &filter)
{
    m_filter = filter;
    m_wanted |= Events;
    if (m_started)
        readWanted();
}

void GridMapLayers::setDisplay(PointDisplay display)
{
    if (m_display == display)
        return;
    m_display = display;
    styleEvents();
    colour();
}

void GridMapLayers::setMeasure(const QString &id)
{
    if (!std::ranges::contains(m_measures, id, &MapMeasure::id))
        return;
    m_measure = id;
    colour();
}

void GridMapLayers::add(const MapExtra &layer)
{
    m_extras << layer;
    want(Extras);
}

void GridMapLayers::baseChanged()
{
    colour();
}

bool GridMapLayers::isExtra(const QString &layer) const
{
    return std::ranges::contains(m_extras, layer, &MapExtra::id);
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
