#pragma once

#include <access/desk.h>

namespace fengqiao {

// Where a matter or its warning stands on a map: only the village or town is known, never a door, and never a person.
struct MatterPlace {
    QUuid matter;
    QString division; // digits of the village or town it came from
    QString level;    // code of list level; empty: not assessed
    QString label;    // its number
};

// Matters in hand, and open warnings of matters, that this person may read. What is sealed (domestic violence, minors)
// stays off every map, also for those who may open it: a symbol in a small village would tell.
[[nodiscard]] QList<MatterPlace> matterPlaces(ReadContext &context);
[[nodiscard]] QList<MatterPlace> warningPlaces(ReadContext &context);

} // namespace fengqiao
