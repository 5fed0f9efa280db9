#include "map_layers_read.h"

#include <QThreadPool>
#include <QTimer>

#include <access/rights.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 500;

} // namespace

GridMapLayers::GridMapLayers(Desk &desk, MapView *map)
    : QObject(map)
    , m_desk(desk)
    , m_map(map)
    , m_soon(new QTimer(this))
    , m_release(new QTimer(this))
    , m_day(desk.now().localDate())
    , m_filter(EventFilter::usual(*desk.rules(), desk.now()))
    , m_measures(mapMeasures(*desk.rules()))
{
    const bool events = grantOf(desk, eventKind().permission) != Grant::None;
    m_measures.removeIf([events](const MapMeasure &measure) { return measure.events && !events; });
    m_measure = m_measures.first().id;
    m_soon->setSingleShot(true);
    m_soon->setInterval(changesMs);
    connect(m_soon, &QTimer::timeout, this, &GridMapLayers::readWanted);
    connect(&desk, &Desk::changed, this, &GridMapLayers::watch);
    m_release->setInterval(changesMs);
    connect(m_release, &QTimer::timeout, this, [this] {
        if (!m_map->isBusy())
            release();
    });
    connect(map, &MapView::settled, this, [this] {
        if (m_held != 0)
            release();
        else if (isLoaded() && std::exchange(m_grew, false))
            QThreadPool::globalInstance()->start(giveBackMemory);
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

// Until the map is still. A map that has nothing new to draw never says so: it is looked at as well.
void GridMapLayers::hold(int parts)
{
    m_held |= parts;
    m_release->start();
}

void GridMapLayers::release()
{
    m_release->stop();
    m_held = 0;
    readWanted();
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
    // Towns are made of the ground and extras stand inside villages: they wait for what is on its way. Where nothing
    // is, the reading was refused, and the next ground wants them by itself.
    const auto coming = [this](int parts) { return ((m_reading | m_wanted) & parts) != 0; };
    if (now & Divisions) {
        if (coming(Ground))
            m_wanted |= Divisions;
        else if (m_ground)
            readDivisions();
    }
    if (now & Extras) {
        if (coming(Ground | Divisions))
            m_wanted |= Extras;
        else if (m_divisions)
            readExtras();
    }
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

} // namespace fengqiao
