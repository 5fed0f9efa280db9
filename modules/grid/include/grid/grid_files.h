#pragma once

#include <QJsonObject>

#include <access/desk.h>
#include <geo/layer_file.h>

namespace fengqiao {

// Grids out of and into files of geometry (geo/layer_file.h says which), and out of tables without borders (CSV, XLSX;
// headings by rule table import_columns). A grid is known by its code: importing the
// same file again adds nothing, a new border or name begins a new version and leaves old reports as they are.

struct GridImportOptions {
    FieldMapping columns{};       // field of record import_grid -> column of the file (empty: none); others are found
                                  // under their own name and by rule table import_columns
    QString layer{};              // of the file, or the sheet of a workbook; empty: the first (with geometry)
    QString encoding{};           // of a table; empty: detected
    std::optional<Datum> datum{}; // overrules what the file says
    QString scheme{};             // of grids whose row says none
    QDate from{};                 // new versions are in force from this day; invalid: today
    bool repair = false;          // resolve self-crossings instead of refusing them
    bool dryRun = false;
    std::function<bool(double share)> progress{}; // false: stop before the next batch
};

struct GridImportReport {
    bool table = false; // refusals name lines, not features
    LayerInfo layer;
    Datum datum = Datum::Wgs84;
    qint64 features = 0;
    qint64 added = 0;
    qint64 changed = 0;
    qint64 known = 0; // were here already, just so
    QList<LayerRefusal> refused;
    QHash<qint64, QString> grids; // of refused rows by their number: the code of the grid, where it could be read
    QStringList warnings;
    bool cancelled = false;

    [[nodiscard]] QJsonObject toJson() const;
};

// Reads, checks and writes on the calling thread, which may wait. Errors: those of readLayer, and what refuses a whole
// batch (a role, a full disk).
[[nodiscard]] Result<GridImportReport> importGridFile(Desk &desk, const QString &path,
                                                      const GridImportOptions &options = {});

struct GridExportOptions {
    QString format{};             // code of a LayerFormat, or "csv" (without borders)
    QString area{};               // digits of a division; empty: what the account may see
    QDate day{};                  // the grids in force on it; invalid: today
    std::optional<Datum> datum{}; // one for the whole file; empty: the first grid's own
    QString reason{};             // kept in the audit and in the file
    std::function<bool(double share)> progress{};
};

// How many grids were written. Leaves an audit row. Errors: export.reason, export.nothing, layer.*.
[[nodiscard]] Result<qint64> exportGridFile(Desk &desk, const QString &path, const GridExportOptions &options);

} // namespace fengqiao
