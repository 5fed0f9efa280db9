#pragma once

#include <report/export.h>

namespace fengqiao {

// A column of a record: the field, or its number in the entity's list.
struct RecordColumn {
    ExportColumn column;
    const Field *field = nullptr;
};

// Everything of a record that has a word and may go on paper: not what is packed, and no reference to a person, who has
// a mask of their own.
[[nodiscard]] QList<RecordColumn> recordColumns(const RecordKind &kind, const RuleSet &rules);
[[nodiscard]] CellKind cellKindOf(FieldType type);

// Words for codes, divisions and references, each looked up once.
class CellWords {
public:
    CellWords(ReadContext &context, const Schema &schema)
        : m_context(context)
        , m_schema(schema)
    {
    }

    [[nodiscard]] const QString &code(const Field &field, const QString &code);
    [[nodiscard]] const QString &reference(const Field &field, QUuid id);
    [[nodiscard]] const QString &division(const QString &code);
    [[nodiscard]] const QString &flag(bool value);

private:
    [[nodiscard]] QString lookUp(const Field &field, const QString &code);
    [[nodiscard]] QString nameOf(const Field &field, QUuid id);

    ReadContext &m_context;
    const Schema &m_schema;
    QHash<std::pair<const Field *, QString>, QString> m_codes;
    QHash<std::pair<const Field *, QUuid>, QString> m_references;
    QHash<QString, QString> m_divisions;
    QString m_yes;
    QString m_no;
};

// Gets a row's cells; false stops the reading.
using TakeRow = std::function<bool(std::span<const TableCell>)>;

// Rows of a kind that this person may see, newest first, each value masked as `show` masks it.
[[nodiscard]] Result<> readRecords(ReadContext &context, const Schema &schema, const RecordKind &kind,
                                   const QList<RecordColumn> &columns, const Expression &where, const TakeRow &take);
[[nodiscard]] Result<qint64> countRecords(ReadContext &context, const RecordKind &kind, const Expression &where);

// The list behind a figure as a table.
[[nodiscard]] QList<ExportColumn> figureColumns(const RowsBehind &behind, const RuleSet &rules);
void readFigureRows(CellWords &words, const RowsBehind &behind, const QStringList &keys, const TakeRow &take);

} // namespace fengqiao
