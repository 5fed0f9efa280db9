#include <QCoreApplication>
#include <array>

#include "expression_node.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

using Node = Expression::Node;
using Kind = Node::Kind;

// SQL's own null logic is Kleene's, so the tree maps one to one. An empty text counts as null here too; `=` and `in`
// outside a negation need no care for that (no rule asks for the empty text), and so keep their index.
class Sql {
public:
    Sql(const Expression::ColumnOf &column, QVariantList *binds)
        : m_column(column)
        , m_binds(binds)
    {
    }

    QString of(const Node &node, bool negated);

    [[nodiscard]] const QString &unknownName() const { return m_unknownName; }

private:
    QString joined(const Node &node, QLatin1StringView word, bool negated);
    QString operand(const Operand &operand);
    QString guarded(const Node &node, const QString &condition);
    QString comparison(const Node &node, bool negated);
    QString inList(const Node &node, bool negated);
    QString membership(const Node &node);

    const Expression::ColumnOf &m_column;
    QVariantList *m_binds;
    QString m_unknownName;
};

QString Sql::operand(const Operand &operand)
{
    if (!operand.isName()) {
        const QVariant &literal = operand.literal;
        m_binds->append(literal.typeId() == QMetaType::Bool ? QVariant(literal.toInt()) : literal);
        return u"?"_s;
    }
    const QString column = m_column(operand.name);
    if (column.isEmpty() && m_unknownName.isEmpty())
        m_unknownName = operand.name;
    return column;
}

// The condition, or null where one of the columns is an empty text. (NULLIF on the column would lose its affinity, and
// with it the meeting of 1 and '1'.)
QString Sql::guarded(const Node &node, const QString &condition)
{
    QStringList given;
    if (node.left.isName())
        given.append(m_column(node.left.name) + u" <> ''"_s);
    for (const Operand &operand : node.right) {
        if (operand.isName())
            given.append(m_column(operand.name) + u" <> ''"_s);
    }
    if (given.isEmpty())
        return u'(' + condition + u')';
    return u"(CASE WHEN "_s + given.join(u" AND "_s) + u" THEN "_s + condition + u" END)"_s;
}

QString Sql::joined(const Node &node, QLatin1StringView word, bool negated)
{
    QStringList parts;
    for (const auto &child : node.children)
        parts.append(of(*child, negated));
    return u'(' + parts.join(word) + u')';
}

QString Sql::comparison(const Node &node, bool negated)
{
    static constexpr std::array<QLatin1StringView, 6> operators = {" = "_L1,  " <> "_L1, " < "_L1,
                                                                   " <= "_L1, " > "_L1,  " >= "_L1};
    const QString left = operand(node.left);
    const QString condition = left + operators.at(static_cast<size_t>(node.comparison)) + operand(node.right.first());
    const bool plain = node.comparison == Comparison::Equal && !negated && !node.right.first().isName();
    return plain ? u'(' + condition + u')' : guarded(node, condition);
}

QString Sql::inList(const Node &node, bool negated)
{
    const QString left = operand(node.left);
    QStringList values;
    for (const Operand &value : node.right)
        values.append(operand(value));
    const QString condition = left + u" IN ("_s + values.join(u", "_s) + u')';
    return negated ? guarded(node, condition) : u'(' + condition + u')';
}

// A set is stored as a JSON array, or as codes with spaces or semicolons between.
QString Sql::membership(const Node &node)
{
    const QString column = operand(node.left);
    const QString first = operand(node.right.first());
    const QString second = operand(node.right.first());
    return guarded(node, u"CASE WHEN json_valid("_s + column + u") THEN EXISTS (SELECT 1 FROM json_each("_s + column +
                             u") WHERE CAST(value AS TEXT) = CAST("_s + first +
                             u" AS TEXT)) ELSE instr(' ' || replace("_s + column + u", ';', ' ') || ' ', ' ' || "_s +
                             second + u" || ' ') > 0 END"_s);
}

QString Sql::of(const Node &node, bool negated)
{
    switch (node.kind) {
    case Kind::Always:
        return u"1"_s;
    case Kind::Or:
        return joined(node, " OR "_L1, negated);
    case Kind::And:
        return joined(node, " AND "_L1, negated);
    case Kind::Not:
        return u"(NOT "_s + of(*node.children.first(), !negated) + u')';
    case Kind::Truth:
        return guarded(node, operand(node.left) + u" <> 0"_s);
    case Kind::Compare:
        return comparison(node, negated);
    case Kind::In:
        return inList(node, negated);
    case Kind::Has:
        return membership(node);
    case Kind::Contains: {
        const QString left = operand(node.left);
        return guarded(node, u"instr("_s + left + u", "_s + operand(node.right.first()) + u") > 0"_s);
    }
    case Kind::IsNull:
        return u"(NULLIF("_s + operand(node.left) + u", '') IS NULL)"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

Result<QString> Expression::toSql(const ColumnOf &column, QVariantList *binds) const
{
    const qsizetype before = binds->size();
    Sql sql(column, binds);
    const QString text = sql.of(*m_root, false);
    if (!sql.unknownName().isEmpty()) {
        binds->resize(before);
        return fail(ErrorKind::Invalid, u"expression.unknown_name"_s,
                    QCoreApplication::translate("Expression", "The condition uses \"%1\", which is no field here.")
                        .arg(sql.unknownName()));
    }
    return text;
}

} // namespace fengqiao
