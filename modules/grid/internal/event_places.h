#pragma once

#include <QHash>
#include <memory>
#include <optional>

#include <access/action.h>
#include <core/division.h>
#include <geo/locator.h>
#include <grid/events.h>

namespace fengqiao {

// The ground grids in force on one day, ready to be asked "whose place is this?". Immutable, shared between threads;
// made anew only when a grid was changed.
class GridPlaces {
public:
    struct Place {
        QUuid grid;
        QString code;
        QString village;
        QString org;
    };

    // The places as this transaction sees them; built on the calling thread, which is one of the store's.
    [[nodiscard]] static std::shared_ptr<const GridPlaces> of(Reader &reader, const RuleSet &rules, QDate day);

    [[nodiscard]] const Place *at(GeoPoint wgs84) const;
    [[nodiscard]] const Place *byCode(const QString &code) const; // any kind of grid, as 15 or 17 digits
    // Further than `metres` outside everything that any grid covers, or the county where no grid has a border.
    [[nodiscard]] bool isFarOutside(GeoPoint wgs84, double metres) const;

    [[nodiscard]] const QList<Place> &places() const { return m_places; }

    [[nodiscard]] const QList<GeoShape> &shapes() const { return m_shapes; } // WGS-84, as places()

private:
    GridPlaces(Reader &reader, const RuleSet &rules, QDate day);

    QList<Place> m_places; // those with a border first
    QList<GeoShape> m_shapes;
    QHash<QString, qsizetype> m_byCode;
    GeoBox m_box;
    std::unique_ptr<Locator> m_locator;
};

// Squares of 0.01 degrees (about a kilometre): what lies within a few hundred metres of a point is in one square, or
// two, or four.
namespace PlaceCell {
[[nodiscard]] qint64 of(GeoPoint point);
[[nodiscard]] QList<qint64> around(GeoPoint point, double metres);
} // namespace PlaceCell

// An event of the same kind near this place and time that stands already (features L12).
struct NearbyEvent {
    QUuid id;
    QString number;
    double metres = 0;
};

struct NearbyQuery {
    QString kind;
    GeoPoint point; // WGS-84
    Instant at;
    QUuid self; // not this one
};

// Settings duplicate_radius_m and duplicate_days, read once.
class NearbyFinder {
public:
    explicit NearbyFinder(const RuleSet &rules);
    [[nodiscard]] std::optional<NearbyEvent> find(Reader &reader, const NearbyQuery &query) const;

private:
    double m_metres;
    qint64 m_span; // ms
};

// What was given of an event's place and times, whichever way it came; empty or null where nothing was.
struct EventGiven {
    std::optional<GeoPoint> point; // in `datum`
    QString datum;
    QString grid;
    QString village;
    Instant happenedAt;
    Instant closedAt;

    [[nodiscard]] static EventGiven of(const Fields &data);
    [[nodiscard]] static GeoPoint pointOf(qint64 longitude, qint64 latitude);
};

// Where an event is: from coordinates, else from a grid's code, else from a village.
struct EventPlace {
    std::optional<GeoPoint> point; // WGS-84
    QString sourceDatum;
    QUuid grid;
    QString village;
    QString org;

    void write(Row &event) const;
};

// Codes event.longitude_swapped, event.longitude_outside, event.grid_unknown, event.village_outside,
// event.village_unknown.
class PlaceResolver {
public:
    PlaceResolver(Reader &reader, const RuleSet &rules, const Actor &actor, QString ruleId, QDate day);
    [[nodiscard]] Result<EventPlace> resolve(Reader &reader, const EventGiven &given);

    [[nodiscard]] const GridPlaces &places() const { return *m_places; }

private:
    [[nodiscard]] Result<> fromPoint(const EventGiven &given, EventPlace *place) const;
    [[nodiscard]] Result<> fromVillage(Reader &reader, const EventGiven &given, EventPlace *place);
    [[nodiscard]] std::unexpected<Error> refuse(const QString &code, const QString &sentence,
                                                const QString &field) const;

    std::shared_ptr<const GridPlaces> m_places;
    DivisionCode m_county;
    DivisionCode m_area;
    QString m_ruleId;
    double m_margin;
    QHash<QString, bool> m_villages; // known to this county
};

} // namespace fengqiao
