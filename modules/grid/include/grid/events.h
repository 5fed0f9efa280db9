#pragma once

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUuid>
#include <memory>
#include <optional>

#include <access/desk.h>
#include <geo/shape.h>

namespace fengqiao {

// What is found or told in a grid. Columns for figures: family (list event_family, the four jobs of a grid member),
// head (event_head, the seven heads of the duty list) and kind (event_kind; rule table event_kinds says head and family
// of each); grid, village, org (where); happened_at, reported_at, handled_at, feedback_at, closed_at (when); state
// (machine "event": terminal and uncounted by rule table states), tier, unit, close_reason, duplicate_of, matter,
// source. Closed loop: closed in time, fed back and verified are states E70 with feedback_at and verifier; E60 -> E30
// (redo) and E70 -> E30 (reopen) stand in the history. Coordinates are kept in WGS-84, in 1e-7 degrees; source_datum
// says what was given. Staff who report are an account; others are a role without a name, so no row says who was where
// (R4).
[[nodiscard]] const Entity &gridEventEntity();
// One row for each batch of rows that a file brought: source, file, lines, who, and how many were taken.
[[nodiscard]] const Entity &eventBatchEntity();
[[nodiscard]] const RecordKind &eventKind();

// An imported event stands in its batch's row until something happens to it; then its history begins with the import.
// For handlers of actions on events, before they change anything.
void beginImportedHistory(ActionContext &context);

[[nodiscard]] QStringList openEventStates(const RuleSet &rules); // of machine "event", not terminal

// ---- reading ----

struct EventFilter {
    QStringList states;          // empty: all
    QStringList kinds;           // empty: all
    QStringList families;        // empty: all
    QStringList heads;           // empty: all
    QUuid grid;                  // null: all
    QString area;                // digits of a division, empty: all
    QUuid unit;                  // null: all
    std::optional<Instant> from; // happened at or after
    std::optional<Instant> to;   // happened before
    bool duplicates = false;     // what states calls uncounted, too

    // What a list or a map shows unless asked otherwise: open, of the last days that setting event_shown_days says.
    [[nodiscard]] static EventFilter usual(const RuleSet &rules, Instant now);
};

struct EventLine {
    QUuid id;
    qint64 rowid = 0;
    QString number;
    QString kind;
    QString kindWord;
    QString state;
    QString stateWord;
    QString place; // masked as this person may see it
    QUuid grid;
    QString village;
    Instant happenedAt;
    std::optional<GeoPoint> point; // WGS-84
};

// Newest first, within what this person may see.
[[nodiscard]] QList<EventLine> events(ReadContext &context, const EventFilter &filter, int limit = 200, int offset = 0);
[[nodiscard]] qint64 countEvents(ReadContext &context, const EventFilter &filter);

// For the map, 24 bytes an event: kind and state are places in the lists beside them.
struct EventPoint {
    qint64 rowid = 0;
    qint32 longitude = 0; // WGS-84, 1e-7 degrees
    qint32 latitude = 0;
    quint16 kind = 0;
    quint16 state = 0;
    qint32 day = 0; // happened on, as QDate counts

    [[nodiscard]] GeoPoint point() const { return {longitude / 1e7, latitude / 1e7}; }
};

struct EventPoints {
    QStringList kinds;
    QStringList states;
    QList<EventPoint> points; // those with coordinates, oldest first
};

[[nodiscard]] EventPoints eventPoints(ReadContext &context, const EventFilter &filter);
[[nodiscard]] std::optional<QUuid> eventAt(ReadContext &context, qint64 rowid); // if this person may see it

// How many events stand in each grid (by version), and how many in none (null id).
[[nodiscard]] QHash<QUuid, qint64> eventsByGrid(ReadContext &context, const EventFilter &filter);

// ---- importing a file ----

// What a row of a file was answered. Lines and columns are those of the file.
struct EventRefusal {
    qint64 line = 0;
    QString externalId;
    QString field;
    QString code; // "event.kind_unknown"
    QString reason;
};

struct EventHint {
    qint64 line = 0;
    QString externalId;
    QString original; // number of the event that it may repeat
};

struct EventImportProgress {
    qint64 rows = 0;  // read and answered
    double share = 0; // of the file
    double rate = 0;  // rows a second
};

struct EventImportOptions {
    QString source{};                  // empty: the file's name without its ending
    QHash<QString, QString> columns{}; // field -> heading (empty: none); those not named are found by import_columns
    QString encoding{};                // empty: detected
    QString sheet{};                   // of a workbook; empty: the first
    bool dryRun = false;               // checks everything, writes nothing
    // Rows a transaction. Indexes by place change a page here for one row and there for the next: the more rows, the
    // fewer times each page is encrypted.
    qsizetype batch = 20'000;
    qsizetype mostRefusals = 100'000;                            // kept in the report; all are counted
    std::function<bool(const EventImportProgress &)> progress{}; // false: stop behind the batch that runs
};

struct EventImportReport {
    QString encoding;                // of the file's text
    QHash<QString, QString> columns; // field -> heading, as used
    QStringList unused;              // headings that nothing was taken from
    qint64 rows = 0;
    qint64 added = 0;
    qint64 known = 0; // were here already by source and external id
    qint64 refused = 0;
    qint64 unlocated = 0; // taken without a grid
    qint64 hints = 0;
    QList<EventRefusal> refusals;
    QList<EventHint> hinted; // as many as refusals are kept
    bool cancelled = false;
    double seconds = 0;

    [[nodiscard]] QJsonObject toJson() const;
};

// CSV (RFC 4180; UTF-8, UTF-16 by its mark, else GB18030), XLSX, JSON array or JSON lines, told apart by name and
// content. Reads, checks and writes at the same time: call it on a thread that may wait. Every row is answered; whole
// batches are in or not. Errors: import.file, import.encoding, import.empty, import.columns, import.sheet,
// import.library; what refuses a whole batch (a role, a full disk) is returned as it is.
[[nodiscard]] Result<EventImportReport> importEvents(Desk &desk, const QString &path,
                                                     const EventImportOptions &options = {});

// A year of fictitious events as CSV, the same for the same grids and seed: kinds by the duty list, points inside the
// grids of this county, a weekly rhythm. Code "events.no_grids".
struct DemoEvents {
    int count = 70'636;
    QDate lastDay{};
    quint32 seed = 620521;
};

[[nodiscard]] Result<qint64> writeDemoEvents(ReadContext &context, const DemoEvents &demo, QIODevice &target);

} // namespace fengqiao
