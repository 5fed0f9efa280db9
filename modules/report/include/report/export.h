#pragma once

#include <functional>
#include <memory>
#include <span>
#include <variant>

#include <access/desk.h>
#include <core/expression.h>
#include <statistics/dashboards.h>
#include <statistics/metrics.h>

namespace fengqiao {

// Lists that leave the program: CSV, XLSX and JSON as Excel, WPS and LibreOffice open them rightly. Words instead of
// codes, real dates, numbers as numbers, personal data masked as the account may see it, and on every file who took it
// out, when and what for (design.md section 5, features.md R11).

enum class CellKind {
    Text,
    Integer,
    Money, // fen, shown in yuan
    Date,  // Julian day
    Time   // ms UTC, shown as the wall clock of China
};

// Nothing, words, or a number as its column's kind says.
using TableCell = std::variant<std::monostate, QString, qint64>;

struct ExportColumn {
    QString key; // name of the field
    QString word;
    CellKind kind = CellKind::Text;
    bool usual = true; // taken unless columns are chosen
};

struct TableHead {
    QString title;
    QList<ExportColumn> columns;
    QString watermark; // who, when, what for: in head and foot of a sheet, and its last line
};

// Takes a table row by row and keeps none.
class TableSink {
public:
    virtual ~TableSink() = default;
    [[nodiscard]] virtual Result<> begin(const TableHead &head) = 0;
    [[nodiscard]] virtual Result<> row(std::span<const TableCell> cells) = 0;
    [[nodiscard]] virtual Result<> finish() = 0; // without it nothing stays
};

// "csv", "xlsx" or "json" into a file that does not exist yet; it appears whole, by finish(), or not at all. Codes
// "export.format", "export.exists", "export.disk".
[[nodiscard]] Result<std::unique_ptr<TableSink>> tableSink(const QString &path, const QString &format);

struct ExportRequest {
    QString kind;           // of records ("matter"), or "metric:" and the name of a figure: the list behind it
    QString format{};       // csv, xlsx, json; empty: by the ending of the file's name
    QStringList columns{};  // keys, in this order; empty: the usual ones
    QString where{};        // condition as `list` takes it; records only
    MetricRequest metric{}; // period, area and filters of a figure
    MetricPart part = MetricPart::Numerator;
    std::shared_ptr<const ChartTable> chart{};    // the numbers of a chart as it is shown, in place of a list
    QString reason{};                             // kept in the audit and on the file
    std::function<bool(double share)> progress{}; // false: stop, nothing is kept
};

struct ExportDone {
    qint64 rows = 0;
    QString watermark;
};

// What can be chosen, in the order of the record. Codes "export.kind", "export.not_permitted", those of listBehind.
[[nodiscard]] Result<QList<ExportColumn>> exportColumns(ReadContext &context, const Desk &desk,
                                                        const ExportRequest &request);
// Reads on a reader's thread and writes on the calling one, which may wait. Leaves an audit row. Codes "export.reason",
// "export.column", "export.stopped", and those above.
[[nodiscard]] Result<ExportDone> exportFile(Desk &desk, const QString &path, const ExportRequest &request);

// A condition over a record's columns as SQL, values written as people write them. What is masked cannot be asked for:
// the answer would tell it. Code of the expression's fault.
[[nodiscard]] Result<QString> recordCondition(const RecordKind &kind, const Expression &where, QVariantList *binds);
// "Exported by <name> on <day>: <reason>".
[[nodiscard]] QString exportMark(const QString &name, Instant at, const QString &reason);

} // namespace fengqiao
