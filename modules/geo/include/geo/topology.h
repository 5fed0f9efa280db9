#pragma once

#include <optional>

#include <geo/shape.h>

namespace fengqiao {

// What is wrong with a border. All but the last three stop it from being stored.
enum class ShapeFault {
    Empty,
    NotFinite,       // a coordinate is not a number
    TooManyVertices, // more than the limit
    SwappedAxes,     // latitude stands where longitude should
    OutOfRange,      // outside 180 by 90 degrees, or far from the county
    RingTooShort,
    SelfCrossing,
    HoleOutside,
    WrongDatum, // lies 300 to 700 m beside the outline as GCJ-02 and WGS-84 do
    Outside     // part of it lies outside the outline
};

struct ShapeFinding {
    ShapeFault fault = ShapeFault::Empty;
    bool refuses = true;        // false: a suspicion to show, the border may be stored
    Error error;                // code "geo.shape_self_crossing" and the like, a whole sentence, field "border"
    std::optional<GeoPoint> at; // where, if there is one place
    std::optional<Datum> meant; // WrongDatum: the datum in which it fits
    double area = 0;            // Outside: square metres
};

struct ShapeLimits {
    qsizetype vertices = 100'000; // more is refused before any geometry is computed
    GeoBox county{};              // empty: not asked
    GeoShape outline{};           // in the datum of the shape; empty: not asked
    Datum datum = Datum::Wgs84;   // of the shape and the outline
    double slack = 200;           // metres that a border may leave a (simplified) outline without a word
};

// In the order of ShapeFault; empty if it is well. Stops at the first fault that makes the later ones meaningless.
[[nodiscard]] QList<ShapeFinding> checkShape(const GeoShape &shape, const ShapeLimits &limits = {});
// The first finding that refuses, as an error.
[[nodiscard]] Result<> acceptShape(const GeoShape &shape, const ShapeLimits &limits = {});

// The datum in which the shapes of a whole layer fit the outline clearly better than in the one declared; nothing if
// the declared one does. One grid in the middle of a county cannot tell, a layer that reaches the county's border can.
[[nodiscard]] std::optional<Datum> suspectedDatum(const QList<GeoShape> &shapes, Datum declared,
                                                  const GeoShape &outline, Datum outlineDatum);

// Self-crossings resolved, short and empty rings dropped, holes put where they belong. May be empty. The area that an
// even-odd reader would paint is kept. Errors: geo.too_many_vertices, geo.engine.
[[nodiscard]] Result<GeoShape> repaired(const GeoShape &shape, qsizetype mostVertices = 100'000);

// The same border within `degrees`, wherever its rings begin and which way round they go.
[[nodiscard]] bool sameShape(const GeoShape &a, const GeoShape &b, double degrees = 2e-7);

// Ellipsoid area (WGS-84) in square metres.
[[nodiscard]] double areaOf(const GeoShape &shape);
[[nodiscard]] double metresBetween(GeoPoint a, GeoPoint b); // great circle, good to 0.5 %
[[nodiscard]] GeoPoint centroidOf(const GeoShape &shape);
// Inside the shape, as far from its border as possible: where its name is written. (0, 0) for an empty shape.
[[nodiscard]] GeoPoint labelPointOf(const GeoShape &shape);

struct ShapeOverlap {
    qsizetype first = 0; // indices into the list, first < second
    qsizetype second = 0;
    double area = 0; // square metres
    GeoShape shape;
};

struct ShapePart {
    qsizetype index = -1; // into the list; -1 for a gap
    double area = 0;
    GeoShape shape;
};

// Faults of a list of borders that should tile an area; smaller ones than `least` square metres are slivers of
// rounding. Invalid shapes are repaired first. Largest first. Safe on any thread; 1,055 grids take about 0.1 s.
[[nodiscard]] QList<ShapeOverlap> overlapsOf(const QList<GeoShape> &shapes, double least = 1);
[[nodiscard]] QList<ShapePart> gapsOf(const QList<GeoShape> &shapes, const GeoShape &outer, double least = 1);
[[nodiscard]] QList<ShapePart> outsideOf(const QList<GeoShape> &shapes, const GeoShape &outer, double least = 1);

[[nodiscard]] Result<GeoShape> unionOf(const QList<GeoShape> &shapes);
// What `shape` and `other` share, and what only `shape` has.
[[nodiscard]] Result<GeoShape> intersectionOf(const GeoShape &shape, const GeoShape &other);
[[nodiscard]] Result<GeoShape> differenceOf(const GeoShape &shape, const GeoShape &other);
// The parts a line cuts a border into, west to east. Errors: geo.split_missed (the line does not cross it).
[[nodiscard]] Result<QList<GeoShape>> splitByLine(const GeoShape &shape, const QList<GeoPoint> &line);
// `shape` drawn by hand beside its neighbours: vertices and edges within `metres` of theirs move onto them, what still
// overlaps is cut off. Errors: geo.snap_nothing_left.
[[nodiscard]] Result<GeoShape> snappedTo(const GeoShape &shape, const QList<GeoShape> &neighbours, double metres);
// One vertex under the mouse: the nearest vertex, else the nearest edge of the neighbours within `metres`.
[[nodiscard]] std::optional<GeoPoint> snappedPoint(GeoPoint point, const QList<GeoShape> &neighbours, double metres);
// All borders of a coverage together, so that neighbours keep touching. `metres`: what may vanish is about a triangle
// of this width. Outer borders are kept if `keepOuter`. Errors: geo.engine.
[[nodiscard]] Result<QList<GeoShape>> simplifiedCoverage(const QList<GeoShape> &shapes, double metres,
                                                         bool keepOuter = false);

} // namespace fengqiao
