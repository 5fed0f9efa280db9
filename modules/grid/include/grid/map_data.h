#pragma once

#include <access/desk.h>
#include <grid/grids.h>

namespace fengqiao {

// What a map of the county shows beyond grids/board/events, read in one go. Nothing here knows of a window.

// A grid with a border, as little of it as a map needs to draw and colour it: a county's 100,000 in a third of the time
// of gridsAsOf. In no order.
struct GridOutline {
    QUuid id;
    QString scheme;
    std::optional<int> households;
    bool generated = false;
    QByteArray border; // packShape
    Datum datum = Datum::Cgcs2000;
};

[[nodiscard]] QList<GridOutline> gridOutlines(Reader &reader, QDate day, const QString &area, const QStringList &kinds);

// After a whole county was read: what is kept elsewhere now need not stay in this connection's pages as well.
void forgetPages(Reader &reader);

// A town, village or community on the map. Its border is its own grid's if one is drawn, else all the grids below it
// together: nobody keeps the borders of villages apart from those of their grids.
struct MapDivision {
    DivisionCode division;
    QString name;
    GeoShape shape; // in MapDivisions::datum
    GeoPoint label; // inside it
};

struct MapDivisions {
    Datum datum = Datum::Cgcs2000;
    QList<MapDivision> towns;
    QList<MapDivision> villages;
    GeoShape outline; // of the county as shipped, in `datum`; empty if there is none

    // Where something stands of which only the division is known: its village, else its town.
    [[nodiscard]] std::optional<GeoPoint> labelOf(const QString &digits) const;
};

// A border and whose it is, less than half of a GridLine.
struct GridBorder {
    QUuid id;
    QString org;         // digits of the division it belongs to
    bool ground = false; // tiles the ground
    bool own = false;    // of the division itself
    Datum datum = Datum::Cgcs2000;
    QByteArray border; // packShape
    GeoBox box;

    [[nodiscard]] GeoShape shape() const; // empty if it cannot be read
};

// Of those that have one.
[[nodiscard]] QList<GridBorder> gridBorders(const RuleSet &rules, const QList<GridLine> &grids);
// From the borders of a day, which the caller has read already.
[[nodiscard]] MapDivisions mapDivisions(ReadContext &context, const QList<GridBorder> &grids);

// Setting grid_datum: what borders are in unless said otherwise.
[[nodiscard]] Datum usualDatum(const RuleSet &rules);

// A public installation that stands somewhere: where and whether it works, never what it sees (R5).
struct AssetPoint {
    QUuid id;
    QUuid grid;
    QString kind;  // code of list asset_kind
    QString state; // code of list asset_state
    QString org;
    std::optional<GeoPoint> at;
    Datum datum = Datum::Cgcs2000;
};

// Those in use that this person may see.
[[nodiscard]] QList<AssetPoint> assetPoints(ReadContext &context);

} // namespace fengqiao
