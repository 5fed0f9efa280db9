#pragma once

#include <QJsonArray>

#include <grid/events.h>

namespace fengqiao {

// What the panels about events show beyond grid/events.h, read in one go.

// An event in a list, with where it was in words.
struct EventItem {
    EventLine line;
    QString where; // village and grid
    QString spot;  // what its place says beyond that
    bool terminal = false;
    friend bool operator==(const EventItem &a, const EventItem &b);
};

struct EventList {
    QList<EventItem> items; // newest first
    qint64 total = 0;       // that the filter finds; only counted for the first page
};

[[nodiscard]] EventList eventList(ReadContext &context, const EventFilter &filter, int limit, int offset);

// Another event that this one has to do with.
struct EventNote {
    QUuid id;
    QString number;
    QString kindWord;
    QString stateWord;
    Instant happenedAt;
    double metres = -1; // away; negative: not known
};

struct EventView {
    std::optional<Row> row;
    QString kindWord;
    QString headWord;
    QString familyWord;
    QString stateWord;
    QString stateSentence; // what the state means, for whoever reported it
    bool terminal = false;
    bool settled = false; // ended by being verified: the loop is closed
    QString tierWord;
    QString unitName;
    QString reporter; // role, and the account if staff entered it
    QString text;     // masked as this person may see it
    QString place;
    QUuid grid;
    QString gridPlace;
    QString source; // of an imported one: system and number there
    QString result;
    QString feedback;
    QString reasonWord; // why it was closed in the grid or refused
    QUuid matter;
    QString matterNumber;
    QJsonArray history;
    std::optional<EventNote> original; // that it repeats
    std::optional<EventNote> similar;  // that it may repeat
    QList<EventNote> repeats;          // that repeat it
    std::optional<GeoPoint> point;     // WGS-84
};

// Code "event.not_found".
[[nodiscard]] Result<EventView> eventView(ReadContext &context, QUuid event);

// What is known of a place before an event is reported there.
struct PlaceHint {
    QUuid grid; // null: in no grid
    QString gridCode;
    QString gridPlace;
    std::optional<EventNote> similar; // of that kind, that it may repeat
};

[[nodiscard]] PlaceHint placeHint(ReadContext &context, const QString &kind, GeoPoint wgs84, Instant at);

} // namespace fengqiao
