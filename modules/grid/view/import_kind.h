#pragma once

#include <QDate>

#include <grid/events.h>
#include <grid/import_look.h>

namespace fengqiao {

// What the import dialog asks, whatever the rows of the file become. Layer, datum and what follows are for grids only,
// but for sheets of a workbook, which are layers, too.
struct ImportAsk {
    QString path;
    QString layer;
    QHash<QString, QString> columns; // field -> heading; an empty one: none
    std::optional<Datum> datum;      // overrules the file
    QString scheme;
    QDate from;
    bool repair = false;
    bool dryRun = false;
    std::function<bool(const EventImportProgress &)> progress; // rows and rate are 0 where only the share is known
};

struct ImportAnswer {
    QStringList sentences; // what came of it, or would
    qint64 taken = 0;      // rows that brought something
    QList<EventRefusal> refusals;
    bool byFeature = false; // refusals name features of a layer, not lines
};

// One kind of import: its action, its record in rule table `fields`, its words and what does the work.
struct ImportKind {
    ImportRows rows;
    QString name; // of the dialog
    QString action;
    QString record;
    QString intro;
    QString title;     // of the file dialog
    QString filter;    // of the same
    QStringList given; // fields of the record that the file's geometry gives, not a column
    Result<ImportAnswer> (*run)(Desk &desk, const ImportAsk &ask);

    [[nodiscard]] static ImportKind of(ImportRows rows);
};

} // namespace fengqiao
