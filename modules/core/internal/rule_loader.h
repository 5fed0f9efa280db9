#pragma once

#include <QCoreApplication>
#include <QSet>

#include <core/csv.h>
#include <core/rules.h>

namespace fengqiao {

// Typed: of the type that the row's own column "type" names (table `settings`).
enum class CellType { Key, Code, Text, Int, Bool, Decimal, List, Expr, Regex, Typed };

// One line of schema.csv: what a column of a table may hold.
struct ColumnRule {
    QString name;
    CellType type = CellType::Text;
    bool required = false;
    QString referredTable; // empty: none
    QString referredColumn;
};

struct TableRule {
    QString name;
    QList<ColumnRule> columns;
    int line = 0; // of schema.csv, where the table is first named
};

// An item of a list cell, with where it begins.
struct ListItem {
    QString text;
    qsizetype offset = 0;
};

[[nodiscard]] std::optional<CellType> cellTypeOf(const QString &name);
[[nodiscard]] QList<ListItem> listItems(const QString &text);

// What is wrong with a cell by its type alone: the offset in the cell and a sentence; nothing if it is well. An
// expression is given back through `expression`.
struct CellFault {
    qsizetype offset = 0;
    QString message;
};

[[nodiscard]] std::optional<CellFault> checkCell(const ColumnRule &rule, const QString &text, Expression *expression);

// Reads all tables, gathers every fault, and makes the set only if there is none.
class RuleLoader {
    Q_DECLARE_TR_FUNCTIONS(RuleSet)

public:
    using Files = QMap<QString, QByteArray>;

    [[nodiscard]] std::expected<std::shared_ptr<const RuleSet>, QList<RuleFault>> load(const Files &files);

private:
    // A table with the places of its cells, which the references need once all tables are read.
    struct Loaded {
        TableRule rule;
        std::shared_ptr<RuleTable> table;
        QList<QList<CsvCell>> cells; // of each row, in the order of the schema
    };

    void addFault(const QString &table, CsvPlace place, const QString &message);
    void readSchema(const QByteArray &bytes);
    void readSchemaRow(const RuleRow &row, const QList<CsvCell> &cells);
    void checkSchemaReferences();
    void readTable(const TableRule &rule, const QByteArray &bytes);
    QList<qsizetype> readHeader(const TableRule &rule, const QList<CsvCell> &header);
    void readRow(Loaded &loaded, const QList<qsizetype> &positions, const QList<CsvCell> &record);
    void addKey(Loaded &loaded, const QList<CsvCell> &cells);
    void checkReferences(const Loaded &loaded);
    void checkReference(const Loaded &loaded, const ColumnRule &rule, const CsvCell &cell);
    const QSet<QString> &valuesOf(const QString &table, const QString &column);
    [[nodiscard]] std::shared_ptr<const RuleSet> finished(const Files &files) const;

    QList<RuleFault> m_faults;
    QList<TableRule> m_rules;
    QMap<QString, Loaded> m_loaded;
    QHash<QString, QSet<QString>> m_values; // "table.column" -> its values
};

} // namespace fengqiao
