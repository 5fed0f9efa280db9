#pragma once

#include <QList>
#include <QString>
#include <QVariant>

#include <core/expression.h>

namespace fengqiao {

// One side of a comparison: a name to look up, or a value written in the text.
struct Operand {
    QString name; // empty for a literal
    QVariant literal;

    [[nodiscard]] bool isName() const { return !name.isEmpty(); }
};

enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Expression::Node {
    enum class Kind { Always, Or, And, Not, Truth, Compare, In, Has, Contains, IsNull };

    Kind kind = Kind::Always;
    Comparison comparison = Comparison::Equal;
    QList<std::shared_ptr<const Node>> children; // of Or, And, Not
    Operand left;
    QList<Operand> right; // one, or the list of In
};

using ExpressionNode = std::shared_ptr<const Expression::Node>;

struct ExpressionFault {
    int column = 1;
    QString message;
};

[[nodiscard]] std::expected<ExpressionNode, ExpressionFault> parseExpression(const QString &text);

} // namespace fengqiao
