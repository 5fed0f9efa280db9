#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <memory>

#include <core/error.h>
#include <core/expression.h>

namespace fengqiao {

// Rule tables: the domain as data (resources/rules/*.csv, RFC 4180, UTF-8, first line the column names, lines that
// begin with # are comments). `schema.csv` describes every table: table,column,type,required,reference,zh,en with type
// one of
//   key       identifier, unique in the table; several key columns form one key
//   code      identifier [A-Za-z0-9_.-]+
//   text      any text up to 2,000 characters
//   int       whole number; bool 0/1; decimal
//   list      codes separated by spaces or ;
//   expr      an Expression
//   regex     a regular expression
//   typed     of the type that the row's own column `type` names
// `reference` is table.column: every value (each item of a list; "-" and empty excepted) must exist there.
struct RuleFault {
    QString file;
    int line = 0;   // 1 is the header
    int column = 0; // character position in the line, from 1
    QString message;

    [[nodiscard]] QString toString() const
    {
        return QStringLiteral("%1:%2:%3: %4").arg(file).arg(line).arg(column).arg(message);
    }
};

class RuleTable;

class RuleRow {
public:
    [[nodiscard]] QString text(QLatin1StringView column) const; // empty if the cell is empty; asserts the column exists
    [[nodiscard]] int number(QLatin1StringView column) const;   // 0 if empty
    [[nodiscard]] bool flag(QLatin1StringView column) const;
    [[nodiscard]] QStringList list(QLatin1StringView column) const;
    [[nodiscard]] const Expression &expression(QLatin1StringView column) const; // always true if the cell is empty
    [[nodiscard]] QString word() const;                       // column zh or en, by the current language
    [[nodiscard]] QString word(QLatin1StringView stem) const; // columns <stem>_zh / <stem>_en

    [[nodiscard]] int line() const { return m_line; }

private:
    friend class RuleTable;
    friend class RuleLoader;
    [[nodiscard]] const QString &cell(QLatin1StringView column) const;

    const RuleTable *m_table = nullptr;
    QStringList m_cells;
    QHash<int, Expression> m_expressions;
    int m_line = 0;
};

class RuleTable {
public:
    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] const QList<RuleRow> &rows() const { return m_rows; }

    [[nodiscard]] const RuleRow *find(const QString &key) const; // by the (joined with '/') key
    [[nodiscard]] QList<const RuleRow *> where(QLatin1StringView column, const QString &value) const;
    [[nodiscard]] int columnIndex(QLatin1StringView column) const; // -1 if absent

private:
    friend class RuleSet;
    friend class RuleRow;
    friend class RuleLoader;
    QString m_name;
    QStringList m_columns;
    QList<RuleRow> m_rows;
    QHash<QString, int> m_byKey;
    QHash<QString, QList<const RuleRow *>> m_byFirst; // value of the first column -> rows, in order
};

// All tables of one county, read, checked and immutable; shared between threads.
class RuleSet {
public:
    // Table name -> file content. All faults are reported, not only the first.
    [[nodiscard]] static std::expected<std::shared_ptr<const RuleSet>, QList<RuleFault>>
    load(const QMap<QString, QByteArray> &files);
    [[nodiscard]] static Result<QMap<QString, QByteArray>> readFolder(const QString &folder);

    [[nodiscard]] const RuleTable &table(QLatin1StringView name) const; // asserts it exists: the schema guarantees it

    [[nodiscard]] QString version() const { return m_version; } // hash of all contents

    // A code's word in the current language, from table `codes` (list, code, zh, en); the code itself if unknown.
    [[nodiscard]] QString word(QLatin1StringView list, const QString &code) const;
    [[nodiscard]] bool hasCode(const QString &list, const QString &code) const;
    [[nodiscard]] QList<const RuleRow *> codes(const QString &list) const;
    [[nodiscard]] QString setting(QLatin1StringView key) const; // table `settings`
    [[nodiscard]] int settingNumber(QLatin1StringView key) const;

private:
    friend class RuleLoader;
    QHash<QString, std::shared_ptr<RuleTable>> m_tables;
    QHash<QString, QList<const RuleRow *>> m_codes; // list -> rows, in order
    QString m_version;
};

using Rules = std::shared_ptr<const RuleSet>;

} // namespace fengqiao
