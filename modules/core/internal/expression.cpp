#include <core/expression.h>

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>
#include <compare>

#include "expression_node.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

using Node = Expression::Node;
using Kind = Node::Kind;

// Kleene's three values. Only True fires a rule, and `not` of Unknown stays Unknown: what nobody said is no reason for
// anything, in either direction.
enum class Truth { False, Unknown, True };

Truth truth(bool value)
{
    return value ? Truth::True : Truth::False;
}

// An empty text is as unsaid as a missing one: forms and the command line differ only in that.
bool isUnknown(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return value.toString().isEmpty();
    case QMetaType::QDate: // a QVariant of a null date is itself not null
        return !value.toDate().isValid();
    case QMetaType::QDateTime:
        return !value.toDateTime().isValid();
    case QMetaType::QUuid:
        return value.toUuid().isNull();
    default:
        return value.isNull();
    }
}

bool isNumber(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::ULong:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Float:
    case QMetaType::Double:
        return true;
    default:
        return false;
    }
}

QString asText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QDateTime:
        return value.toDateTime().toString(Qt::ISODate);
    case QMetaType::QUuid:
        return value.toUuid().toString(QUuid::WithoutBraces);
    case QMetaType::Bool:
        return value.toBool() ? u"1"_s : u"0"_s;
    default:
        return value.toString();
    }
}

bool asBool(const QVariant &value)
{
    const QString text = asText(value);
    return text != "0"_L1 && text != "false"_L1 && !text.isEmpty();
}

std::partial_ordering compare(const QVariant &left, const QVariant &right)
{
    if (left.typeId() == QMetaType::Bool || right.typeId() == QMetaType::Bool)
        return asBool(left) <=> asBool(right);
    if (isNumber(left) || isNumber(right)) {
        bool leftOk = false;
        bool rightOk = false;
        const double a = left.toDouble(&leftOk);
        const double b = right.toDouble(&rightOk);
        if (leftOk && rightOk)
            return a <=> b;
    }
    const int order = QString::compare(asText(left), asText(right));
    return order <=> 0;
}

bool holds(Comparison comparison, std::partial_ordering order)
{
    switch (comparison) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::NotEqual:
        return order != 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessOrEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterOrEqual:
        return order >= 0;
    }
    Q_UNREACHABLE_RETURN(false);
}

bool isSet(const QVariant &value)
{
    return value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList;
}

// A set is a list, the JSON text of one as stored, or codes separated by spaces or semicolons.
QVariantList members(const QVariant &value)
{
    if (isSet(value))
        return value.toList();
    const QString text = asText(value);
    if (text.startsWith(u'['))
        return QJsonDocument::fromJson(text.toUtf8()).array().toVariantList();
    QVariantList list;
    for (const QString &item : QString(text).replace(u';', u' ').split(u' ', Qt::SkipEmptyParts))
        list.append(item);
    return list;
}

bool hasMember(const QVariantList &set, const QVariant &value)
{
    return std::ranges::any_of(set, [&](const QVariant &member) { return compare(member, value) == 0; });
}

class Evaluation {
public:
    explicit Evaluation(const Expression::Lookup &lookup)
        : m_lookup(lookup)
    {
    }

    [[nodiscard]] Truth of(const Node &node) const
    {
        switch (node.kind) {
        case Kind::Always:
            return Truth::True;
        case Kind::Or: {
            Truth result = Truth::False;
            for (const auto &child : node.children) {
                result = std::max(result, of(*child));
                if (result == Truth::True)
                    break;
            }
            return result;
        }
        case Kind::And: {
            Truth result = Truth::True;
            for (const auto &child : node.children) {
                result = std::min(result, of(*child));
                if (result == Truth::False)
                    break;
            }
            return result;
        }
        case Kind::Not: {
            const Truth inner = of(*node.children.first());
            return inner == Truth::Unknown ? inner : truth(inner == Truth::False);
        }
        case Kind::IsNull:
            return truth(isUnknown(value(node.left)));
        default:
            return ofComparison(node);
        }
    }

private:
    [[nodiscard]] QVariant value(const Operand &operand) const
    {
        return operand.isName() ? m_lookup(operand.name) : operand.literal;
    }

    [[nodiscard]] Truth ofComparison(const Node &node) const
    {
        const QVariant left = value(node.left);
        if (isUnknown(left))
            return Truth::Unknown;
        if (node.kind == Kind::Truth)
            return truth(asBool(left));
        Truth result = Truth::False;
        for (const Operand &operand : node.right) {
            const QVariant right = value(operand);
            result = std::max(result, isUnknown(right) ? Truth::Unknown : truth(relates(node, left, right)));
        }
        return result;
    }

    [[nodiscard]] static bool relates(const Node &node, const QVariant &left, const QVariant &right)
    {
        switch (node.kind) {
        case Kind::Has:
            return hasMember(members(left), right);
        case Kind::Contains:
            return asText(left).contains(asText(right));
        case Kind::In:
            return isSet(left) ? hasMember(left.toList(), right) : compare(left, right) == 0;
        default:
            break;
        }
        // `roles = DIR` on a set asks for a member, as a person would read it.
        if (isSet(left) && (node.comparison == Comparison::Equal || node.comparison == Comparison::NotEqual))
            return hasMember(left.toList(), right) == (node.comparison == Comparison::Equal);
        return holds(node.comparison, compare(left, right));
    }

    const Expression::Lookup &m_lookup;
};

void collectNames(const Node &node, QSet<QString> &names)
{
    for (const auto &child : node.children)
        collectNames(*child, names);
    if (node.left.isName())
        names.insert(node.left.name);
    for (const Operand &operand : node.right) {
        if (operand.isName())
            names.insert(operand.name);
    }
}

} // namespace

Expression::Expression()
    : m_root(std::make_shared<Node>())
{
}

Result<Expression> Expression::parse(const QString &text, int *faultColumn)
{
    auto root = parseExpression(text);
    if (!root) {
        if (faultColumn)
            *faultColumn = root.error().column;
        return fail(ErrorKind::Invalid, u"expression.syntax"_s,
                    QCoreApplication::translate("Expression", "The condition \"%1\" cannot be read at column %2: %3")
                        .arg(text.left(200))
                        .arg(root.error().column)
                        .arg(root.error().message));
    }
    Expression expression;
    expression.m_root = std::move(*root);
    expression.m_text = text.trimmed();
    return expression;
}

bool Expression::matches(const Lookup &lookup) const
{
    return Evaluation(lookup).of(*m_root) == Truth::True;
}

QSet<QString> Expression::names() const
{
    QSet<QString> result;
    collectNames(*m_root, result);
    return result;
}

bool Expression::isAlwaysTrue() const
{
    if (m_root->kind == Kind::Truth && !m_root->left.isName())
        return asBool(m_root->left.literal);
    return m_root->kind == Kind::Always;
}

const QString &Expression::text() const
{
    return m_text;
}

} // namespace fengqiao
