#pragma once

#include <geo/shape.h>

namespace fengqiao {

// Borders made up by the program for a place that has none yet: a demo, or a county that has not surveyed its grids.
// Whoever stores them marks them as generated. The same input gives the same borders. Neighbours share exactly the same
// vertices, to the last stored digit (1e-7 degrees), and nothing of the outline is lost.

struct GenerateOptions {
    QList<double> weights{};  // relative areas, one a part; empty: all the same
    QList<GeoPoint> places{}; // one a part, each part grows around its own; empty: the program places them
    quint32 seed = 1;
    int rounds = 24; // of moving each part's centre to its middle (Lloyd)
};

// `number` parts of an outline by a centroidal Voronoi diagram (a power diagram where weights are given). Without
// weights and places they are numbered in rows from north to south, in each row from west to east. Errors:
// geo.generate_outline (not a valid shape), geo.generate_number (below 1 or over 5,000), geo.engine.
[[nodiscard]] Result<QList<GeoShape>> generateParts(const GeoShape &outline, int number,
                                                    const GenerateOptions &options = {});

struct VillagePlan {
    int grids = 1;
    double weight = 0; // relative area; 0 = its number of grids. A community in town is small and has many grids.
};

struct TownPlan {
    QList<VillagePlan> villages;
};

struct GeneratedVillage {
    GeoShape shape;
    QList<GeoShape> grids; // numbered north to south, west to east
};

struct GeneratedTown {
    GeoShape shape;
    QList<GeneratedVillage> villages; // as in the plan
};

// A whole county: towns in the outline, villages in their town, grids in their village; every border of a level is made
// of borders of the level below. Errors as generateParts.
[[nodiscard]] Result<QList<GeneratedTown>> generateDivision(const GeoShape &outline, const QList<TownPlan> &towns,
                                                            quint32 seed = 1);

} // namespace fengqiao
