#pragma once

#include <QHash>
#include <QStringList>
#include <optional>

#include <core/rules.h>
#include <geo/shape.h>

namespace fengqiao {

// What the rows of a file are to become (grid/events.h, grid/post_files.h, grid/grid_files.h).
enum class ImportRows { Events, Posts, Grids };

// What a file holds, before anything of it is imported: for whoever is asked which column is what.
struct ImportLook {
    QStringList layers; // of geometry, or sheets of a workbook; empty where a file is but one
    QString layer;      // the one looked into
    QStringList headings;
    QHash<QString, QString> columns; // field -> heading, as far as recognised by rule table import_columns
    QString encoding;                // of its text
    bool table = true;               // false: features with borders
    qint64 features = 0;             // of a layer; a table is not counted
    std::optional<Datum> datum;      // of a layer, by its CRS
    QString crs;                     // the CRS by its own name
    bool datumByRow = false;         // each feature says its own, as our exports do
};

// On the calling thread, which may wait. `layer`: a layer or sheet, empty for the first that has anything. Errors:
// those of openRows and layersOf.
[[nodiscard]] Result<ImportLook> lookIntoImport(const RuleSet &rules, ImportRows rows, const QString &path,
                                                const QString &layer = {});

} // namespace fengqiao
