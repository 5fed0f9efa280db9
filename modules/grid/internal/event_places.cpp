#include "event_places.h"

#include <QCoreApplication>
#include <QMutex>
#include <array>
#include <cmath>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid.h>
#include <grid/grids.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Places {
    Q_DECLARE_TR_FUNCTIONS(Events)
};

constexpr double metresADegree = 111'320;
constexpr double cellDegrees = 0.01;
constexpr qint64 cellRow = 36'000; // squares around the earth
constexpr qint64 dayMs = 86'400'000;

double eastMetres(double latitude)
{
    return metresADegree * std::cos(latitude * M_PI / 180);
}

// Which grids a cache was made of: their number and the newest change, which no two files share.
struct PlacesKey {
    qint64 count = 0;
    qint64 stamp = 0;
    QUuid newest;
    QDate day;

    friend bool operator==(const PlacesKey &, const PlacesKey &) = default;
};

PlacesKey keyOf(Reader &reader, QDate day)
{
    PlacesKey key;
    key.day = day;
    Query counted = reader.query(u"SELECT count(stamp) FROM grid"_s);
    if (counted.next())
        key.count = counted.integer(0);
    Query newest = reader.query(u"SELECT stamp, id FROM grid ORDER BY stamp DESC LIMIT 1"_s);
    if (newest.next()) {
        key.stamp = newest.integer(0);
        key.newest = newest.uuid(1);
    }
    return key;
}

GeoShape inWgs84(const GridLine &grid)
{
    const GeoShape shape = grid.shape();
    // CGCS2000 agrees with WGS-84 within a decimetre: no need to make a copy.
    return grid.datum == Datum::Gcj02 ? converted(shape, Datum::Gcj02, Datum::Wgs84) : shape;
}

// Where no grid has a border yet, the county's outline says what cannot be in it.
GeoBox countyBox(Reader &reader)
{
    const auto county = DivisionCode::parse(reader.meta("centre"_L1));
    const auto outline = county ? outlineOf(*county) : Result<std::optional<Outline>>();
    if (!outline || !*outline)
        return {};
    return boxOf(converted((*outline)->shape, (*outline)->datum, Datum::Wgs84));
}

} // namespace

GridPlaces::GridPlaces(Reader &reader, const RuleSet &rules, QDate day)
{
    QList<Place> bare;
    for (const GridLine &grid : gridsAsOf(reader, day, {}, groundKinds(rules))) {
        const Place place{grid.id, grid.code, grid.village, grid.org};
        const GeoShape shape = inWgs84(grid);
        if (shape.isEmpty()) {
            bare << place;
            continue;
        }
        m_box.add(boxOf(shape));
        m_places << place;
        m_shapes << shape;
    }
    if (m_box.isEmpty())
        m_box = countyBox(reader);
    m_locator = std::make_unique<Locator>(m_shapes);
    m_places += bare;
    for (qsizetype i = 0; i < m_places.size(); ++i)
        m_byCode.insert(m_places.at(i).code, i);
}

std::shared_ptr<const GridPlaces> GridPlaces::of(Reader &reader, const RuleSet &rules, QDate day)
{
    struct Entry {
        PlacesKey key;
        std::shared_ptr<const GridPlaces> places;
    };

    // Two: the day a report asks about beside today.
    static QMutex mutex;
    static std::array<Entry, 2> cache;
    const PlacesKey key = keyOf(reader, day);
    const QMutexLocker lock(&mutex);
    for (Entry &entry : cache) {
        if (entry.places && entry.key == key) {
            std::swap(entry, cache.front());
            return cache.front().places;
        }
    }
    std::swap(cache.front(), cache.back());
    cache.front() = {key, std::shared_ptr<const GridPlaces>(new GridPlaces(reader, rules, day))};
    return cache.front().places;
}

const GridPlaces::Place *GridPlaces::at(GeoPoint wgs84) const
{
    const int index = m_locator->at(wgs84);
    return index < 0 ? nullptr : &m_places.at(index);
}

const GridPlaces::Place *GridPlaces::byCode(const QString &code) const
{
    const auto found = m_byCode.constFind(code);
    return found == m_byCode.cend() ? nullptr : &m_places.at(*found);
}

bool GridPlaces::isFarOutside(GeoPoint wgs84, double metres) const
{
    if (m_box.isEmpty())
        return false;
    const double north = metres / metresADegree;
    const double east = metres / eastMetres(wgs84.latitude);
    return wgs84.longitude < m_box.west - east || wgs84.longitude > m_box.east + east ||
           wgs84.latitude < m_box.south - north || wgs84.latitude > m_box.north + north;
}

qint64 PlaceCell::of(GeoPoint point)
{
    return static_cast<qint64>(std::floor((point.latitude + 90) / cellDegrees)) * cellRow +
           static_cast<qint64>(std::floor((point.longitude + 180) / cellDegrees));
}

QList<qint64> PlaceCell::around(GeoPoint point, double metres)
{
    const double north = metres / metresADegree;
    const double east = metres / eastMetres(point.latitude);
    const qint64 first = of({point.longitude - east, point.latitude - north});
    const qint64 last = of({point.longitude + east, point.latitude + north});
    QList<qint64> cells;
    for (qint64 row = first / cellRow; row <= last / cellRow; ++row) {
        for (qint64 column = first % cellRow; column <= last % cellRow; ++column)
            cells << row * cellRow + column;
    }
    return cells;
}

NearbyFinder::NearbyFinder(const RuleSet &rules)
    : m_metres(rules.settingNumber("duplicate_radius_m"_L1))
    , m_span(rules.settingNumber("duplicate_days"_L1) * dayMs)
{
}

// The newest within the radius, not the nearest: where hundreds were reported at one point, one look is enough.
std::optional<NearbyEvent> NearbyFinder::find(Reader &reader, const NearbyQuery &query) const
{
    for (const qint64 cell : PlaceCell::around(query.point, m_metres)) {
        Query rows = reader.query(u"SELECT longitude, latitude, id, number FROM grid_event WHERE cell = ? AND kind = ? "
                                  "AND happened_at BETWEEN ? AND ? AND deleted = 0 AND duplicate_of IS NULL "
                                  "ORDER BY happened_at DESC"_s,
                                  {cell, query.kind, query.at.ms - m_span, query.at.ms + m_span});
        while (rows.next()) {
            const GeoPoint other{static_cast<double>(rows.integer(0)) / 1e7,
                                 static_cast<double>(rows.integer(1)) / 1e7};
            const double metres = metresBetween(query.point, other);
            if (metres <= m_metres && rows.uuid(2) != query.self)
                return NearbyEvent{rows.uuid(2), rows.text(3), metres};
        }
    }
    return std::nullopt;
}

GeoPoint EventGiven::pointOf(qint64 longitude, qint64 latitude)
{
    return {static_cast<double>(longitude) / 1e7, static_cast<double>(latitude) / 1e7};
}

EventGiven EventGiven::of(const Fields &data)
{
    EventGiven given;
    if (data.has("longitude"_L1))
        given.point = pointOf(data.integer("longitude"_L1), data.integer("latitude"_L1));
    given.datum = data.text("datum"_L1);
    given.grid = data.text("grid"_L1);
    given.village = data.text("village"_L1);
    given.happenedAt = data.instant("happened_at"_L1);
    given.closedAt = data.instant("closed_at"_L1);
    return given;
}

void EventPlace::write(Row &event) const
{
    const auto number = [](double degrees) { return QVariant(static_cast<qint64>(std::llround(degrees * 1e7))); };
    event.set("longitude"_L1, point ? number(point->longitude) : QVariant());
    event.set("latitude"_L1, point ? number(point->latitude) : QVariant());
    event.set("datum"_L1, point ? QVariant(datumCode(Datum::Wgs84)) : QVariant());
    event.set("source_datum"_L1, point ? QVariant(sourceDatum) : QVariant());
    event.set("cell"_L1, point ? QVariant(PlaceCell::of(*point)) : QVariant());
    event.set("grid"_L1, grid.isNull() ? QVariant() : QVariant(grid));
    event.set("village"_L1, village.isEmpty() ? QVariant() : QVariant(village));
    event.set("org"_L1, org);
}

PlaceResolver::PlaceResolver(Reader &reader, const RuleSet &rules, const Actor &actor, QString ruleId, QDate day)
    : m_places(GridPlaces::of(reader, rules, day))
    , m_county(actor.area.county())
    , m_area(actor.area)
    , m_ruleId(std::move(ruleId))
    , m_margin(rules.settingNumber("event_county_margin_m"_L1))
{
}

std::unexpected<Error> PlaceResolver::refuse(const QString &code, const QString &sentence, const QString &field) const
{
    return fail(ErrorKind::Invalid, code, sentence, field, m_ruleId);
}

Result<> PlaceResolver::fromPoint(const EventGiven &given, EventPlace *place) const
{
    const GeoPoint raw = *given.point;
    const Datum datum = datumFromCode(given.datum).value_or(Datum::Wgs84);
    const GeoPoint point = converted(raw, datum, Datum::Wgs84);
    place->point = point;
    place->sourceDatum = datumCode(datum);
    if (const GridPlaces::Place *found = m_places->at(point)) {
        place->grid = found->grid;
        place->village = found->village;
        place->org = found->org;
        return {};
    }
    const GeoPoint swapped{raw.latitude, raw.longitude};
    if (m_places->at(swapped) || (raw.longitude < 60 && std::abs(raw.latitude) > 60))
        return refuse(u"event.longitude_swapped"_s,
                      Places::tr("Longitude and latitude seem to have changed places: longitudes of this county "
                                 "are the greater numbers."),
                      u"longitude"_s);
    if (m_places->isFarOutside(point, m_margin))
        return refuse(u"event.longitude_outside"_s, Places::tr("These coordinates lie outside the county."),
                      u"longitude"_s);
    return {};
}

Result<> PlaceResolver::fromVillage(Reader &reader, const EventGiven &given, EventPlace *place)
{
    const QString &digits = given.village;
    const auto village = DivisionCode::parse(digits);
    if (!village || !m_county.contains(*village))
        return refuse(u"event.village_outside"_s, Places::tr("%1 is not a division of this county.").arg(digits),
                      u"village"_s);
    auto known = m_villages.constFind(village->digits());
    if (known == m_villages.cend())
        known = m_villages.insert(village->digits(), findDivision(reader, *village).has_value());
    if (!*known)
        return refuse(u"event.village_unknown"_s, Places::tr("There is no division %1 in this county.").arg(digits),
                      u"village"_s);
    if (village->level() == DivisionLevel::Village)
        place->village = village->digits();
    place->org = village->digits();
    return {};
}

Result<EventPlace> PlaceResolver::resolve(Reader &reader, const EventGiven &given)
{
    EventPlace place;
    if (given.point) {
        if (auto found = fromPoint(given, &place); !found)
            return fail(std::move(found.error()));
    }
    if (place.grid.isNull() && !given.grid.isEmpty()) {
        const GridPlaces::Place *found = m_places->byCode(given.grid);
        if (!found)
            return refuse(u"event.grid_unknown"_s, Places::tr("There is no grid %1 in force.").arg(given.grid),
                          u"grid"_s);
        place.grid = found->grid;
        place.village = found->village;
        place.org = found->org;
    }
    if (place.org.isEmpty() && !given.village.isEmpty()) {
        if (auto found = fromVillage(reader, given, &place); !found)
            return fail(std::move(found.error()));
    }
    if (place.org.isEmpty())
        place.org = m_area.digits();
    return place;
}

} // namespace fengqiao
