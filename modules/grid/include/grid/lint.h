#pragma once

#include <QJsonArray>

#include <geo/shape.h>
#include <grid/grids.h>

namespace fengqiao {

// What is wrong or doubtful with the grids of a day, in plain sentences; nothing of it stops anybody from working.
struct GridFinding {
    QString kind; // codes of list grid_finding: overlap, gap, outside, households, no_post, duplicate_code ...
    QUuid grid;   // null where it is about none (a gap)
    QUuid other;  // the second grid of an overlap or a duplicate code
    QString code;
    QString sentence;
    double area = 0; // square metres, of gaps and overlaps
    GeoShape shape;  // where, in `datum`
};

struct GridLint {
    Datum datum = Datum::Cgcs2000;
    QList<GridFinding> findings; // by kind in the order of list grid_finding, largest area first within a kind

    [[nodiscard]] QJsonArray toJson() const; // without shapes
};

struct LintOptions {
    QString area;         // digits of a division; empty = the county
    double least = 100;   // square metres: smaller gaps and overlaps are drawing noise
    bool topology = true; // gaps, overlaps, outside: some tenths of a second for 1,000 grids
};

[[nodiscard]] GridLint lintGrids(Reader &reader, const RuleSet &rules, QDate day, const LintOptions &options = {});

} // namespace fengqiao
