#pragma once

#include <QSet>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <functional>
#include <memory>

#include <core/error.h>

namespace fengqiao {

// The one small language of conditions: guards, required-when, triage rows, score factors, `list --where`, later
// metrics.
//   or, and, not, ( ), = != < <= > >=, in (a, b), has (a set holds a value), contains (text holds text), is null
//   names: letters, digits, _ and dots (level, data.reason); bare words that are operands on the right-hand side of
//   = != in has are code values (level in (orange, red)); numbers; 'quoted text' ; true false; dates as '2026-09-14'
// Unknown (null) compares false with everything, so a rule never fires on what nobody said.
class Expression {
public:
    Expression(); // always true
    // Code "expression.syntax"; the message names the column, counted from 1. `columnOf` tells it apart for tables.
    [[nodiscard]] static Result<Expression> parse(const QString &text, int *faultColumn = nullptr);

    using Lookup = std::function<QVariant(const QString &name)>;
    [[nodiscard]] bool matches(const Lookup &lookup) const;

    // Names of values it reads, without the code words.
    [[nodiscard]] QSet<QString> names() const;
    [[nodiscard]] bool isAlwaysTrue() const;
    [[nodiscard]] const QString &text() const;

    // SQL of the same condition; `column` maps a name to a column expression (empty = unknown name, which fails with
    // code "expression.unknown_name"), values go to `binds` in order.
    using ColumnOf = std::function<QString(const QString &name)>;
    [[nodiscard]] Result<QString> toSql(const ColumnOf &column, QVariantList *binds) const;

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
    QString m_text;
};

} // namespace fengqiao
