#pragma once

#include <QByteArray>
#include <QColor>
#include <QDate>
#include <QList>
#include <QPointF>
#include <QString>
#include <QUuid>

#include <geo/shape.h>
#include <widgets/theme.h>

namespace fengqiao {

// What the map shows, said without a word of SQL or of the domain: areas and points by id. A layer is named by a short
// text of the caller ("grids", "events"); a thing in it by its row id.

// One area. `packed` (the stored form, cheapest) is taken if it is not empty, else `shape`.
struct MapArea {
    QUuid key;
    QByteArray packed;
    GeoShape shape;
    QString label; // drawn where there is room for it, else left out
};

// Lines and labels by theme token, so that they follow the appearance; fills are colours of the caller (setColours).
struct MapAreaStyle {
    bool filled = true; // areas without a colour (alpha 0) stay clear, only their line shows
    Token line = Token::InkSoft;
    double lineWidth = 1; // px
    double lineOpacity = 0.55;
    Token label = Token::Ink;
    Type labelType = Type::Small;
    bool pickable = true;
};

enum class MarkShape { Dot, Ring, Diamond, Triangle, Square }; // level is colour, word and shape (look.md)

// What a point of one kind looks like; a point says its kind by the index into the layer's list.
struct MapMark {
    MarkShape shape = MarkShape::Dot;
    Token token = Token::Accent;
    QString word; // in the legend
};

struct MapPoint {
    QUuid key;
    GeoPoint at;
    int mark = 0;
    QDate day; // for the time filter; invalid = always shown
};

enum class PointDisplay {
    Marks,    // every point its mark
    Clusters, // near ones as one disc with their number, single ones as their mark
    Heat
};

struct MapPointStyle {
    PointDisplay display = PointDisplay::Clusters;
    QList<MapMark> marks = {MapMark{}};
    Token cluster = Token::Accent;
    Token heat = Token::Red;
    double markSize = 12; // px
    bool pickable = true;
};

struct MapLegendRow {
    QColor swatch; // a square of this colour, or, if invalid, `mark`
    MapMark mark;
    QString word; // empty: the mark's word
};

struct MapLegend {
    QString title; // name of the metric, with its unit
    QList<MapLegendRow> rows;
    QString note; // "as of 2026-09-14", "generated borders"
};

// Below every layer. `path` is a file of MBTiles 1.3 with raster tiles, or a folder <zoom>/<x>/<y>.png (or jpg). Tiles
// drawn in another datum than the map's are moved under it. Nothing is ever fetched from a network.
struct MapBase {
    enum class Kind { None, MbTiles, Folder };
    Kind kind = Kind::None;
    QString path;
    QString attribution; // shown at the lower right edge; for MBTiles its own metadata if empty
    Datum datum = Datum::Cgcs2000;

    friend bool operator==(const MapBase &, const MapBase &) = default;
};

struct MapLayerState {
    QString id;
    QString title; // in the layer list
    bool visible = true;
    double opacity = 1;
    bool areas = true; // else points
    qsizetype count = 0;
};

struct MapHit {
    QString layer;
    QUuid key;

    [[nodiscard]] bool isNull() const { return key.isNull(); }

    friend bool operator==(const MapHit &, const MapHit &) = default;
};

} // namespace fengqiao
