#pragma once

#include <optional>

#include <core/division.h>
#include <geo/shape.h>

namespace fengqiao {

struct Outline {
    GeoShape shape;
    Datum datum = Datum::Gcj02;
    QString name; // as its source names it
};

// The shipped outline of a county (resources/outlines: a simplified picture for the map and for checks, with no legal
// force). Neighbours' outlines share their vertices. Nothing if the county has none. Read from the file when asked for,
// and nothing but that county's; safe on any thread. Codes: outlines.missing, outlines.damaged.
[[nodiscard]] Result<std::optional<Outline>> outlineOf(const DivisionCode &county);
// Codes of all counties that have one, ascending.
[[nodiscard]] Result<QStringList> outlinedCounties();

} // namespace fengqiao
