#pragma once

#include <grid/grid_views.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

class Theme;

// What colours depend on besides the grid itself.
struct MapFigures {
    QHash<QUuid, qint64> events; // by the filter that the points follow
    QHash<QUuid, int> assets;
};

// One thing that grids can be coloured by. A table, so that a further one is a row.
struct MapMeasure {
    enum class Kind {
        Count, // steps of one colour
        Flag,  // yes or no
        Code   // one colour a code
    };
    QString id;
    QString word;
    Kind kind = Kind::Count;
    bool events = false;  // only for those who may read events
    bool details = false; // not to be had from a GridOutline and the figures alone
    std::function<qint64(const GridItem &, const MapFigures &)> value;
    QString yes = {}; // words of a flag
    QString no = {};
    QString list = {}; // of codes; value() is then the place in it
};

[[nodiscard]] QList<MapMeasure> mapMeasures(const RuleSet &rules);

struct MapColours {
    QList<QRgb> fills; // in the order of the grids
    QList<MapLegendRow> rows;
};

// `through`: the base map is to be seen below.
[[nodiscard]] MapColours coloursOf(const MapMeasure &measure, const QList<const GridItem *> &grids,
                                   const MapFigures &figures, const RuleSet &rules, const Theme &theme, bool through);

} // namespace fengqiao
