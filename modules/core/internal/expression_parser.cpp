#include <QCoreApplication>

#include "expression_node.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

using Node = Expression::Node;

struct Token {
    enum class Kind { Word, Number, Text, Symbol, End };

    Kind kind = Kind::End;
    QString text;
    int column = 1; // UTF-16 position, from 1

    [[nodiscard]] bool is(QLatin1StringView word) const
    {
        return (kind == Kind::Word || kind == Kind::Symbol) && text == word;
    }
};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'-' || c.isSurrogate();
}

// Recursive descent; a fault leaves through `Fault`, which never crosses parseExpression.
class Parser {
    Q_DECLARE_TR_FUNCTIONS(Expression)

public:
    struct Fault {
        ExpressionFault fault;
    };

    explicit Parser(const QString &text)
        : m_text(text)
    {
        advance();
    }

    ExpressionNode parse()
    {
        ExpressionNode root = parseOr();
        if (m_token.kind != Token::Kind::End)
            failAt(m_token, tr("\"%1\" is not expected here; join conditions with and / or.").arg(m_token.text));
        return root;
    }

private:
    // Nested brackets deeper than any rule needs would only exhaust the stack.
    static constexpr int maxDepth = 64;

    [[noreturn]] static void failAt(const Token &token, const QString &message)
    {
        throw Fault{{token.column, message}};
    }

    void advance();
    Token readQuoted(int start);
    Token readWord(int start);
    ExpressionNode parseOr();
    ExpressionNode parseAnd();
    ExpressionNode parseNot();
    ExpressionNode parsePrimary();
    ExpressionNode parseComparison();
    ExpressionNode parseIn(Operand left, bool negated);
    Operand parseLeft();
    Operand parseRight(bool wordIsCode);
    Operand literal(const Token &token) const;
    void expect(QLatin1StringView symbol);
    static ExpressionNode negate(ExpressionNode node);
    static bool isKeyword(const Token &token);

    const QString m_text;
    int m_at = 0;
    int m_depth = 0;
    Token m_token;
};

bool Parser::isKeyword(const Token &token)
{
    static const QStringList keywords = {u"or"_s,  u"and"_s,      u"not"_s, u"in"_s,
                                         u"has"_s, u"contains"_s, u"is"_s,  u"null"_s};
    return token.kind == Token::Kind::Word && keywords.contains(token.text);
}

Token Parser::readQuoted(int start)
{
    Token token{Token::Kind::Text, {}, start + 1};
    for (m_at = start + 1; m_at < m_text.size(); ++m_at) {
        if (m_text.at(m_at) != u'\'') {
            token.text += m_text.at(m_at);
        } else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\'') {
            token.text += u'\''; // '' is one quote, as in SQL
            ++m_at;
        } else {
            ++m_at;
            return token;
        }
    }
    failAt(token, tr("The quoted text has no closing '."));
}

Token Parser::readWord(int start)
{
    m_at = start + 1;
    while (m_at < m_text.size() && isWordCharacter(m_text.at(m_at)))
        ++m_at;
    Token token{Token::Kind::Word, m_text.mid(start, m_at - start), start + 1};
    bool isNumber = false;
    token.text.toDouble(&isNumber);
    // toDouble also takes inf, nan and 1e5, which are words here.
    const bool plain = std::ranges::all_of(token.text, [](QChar c) { return c.isDigit() || c == u'.' || c == u'-'; });
    if (isNumber && plain)
        token.kind = Token::Kind::Number;
    return token;
}

void Parser::advance()
{
    while (m_at < m_text.size() && m_text.at(m_at).isSpace())
        ++m_at;
    const int start = m_at;
    if (start >= m_text.size()) {
        m_token = Token{Token::Kind::End, tr("the end"), start + 1};
        return;
    }
    const QChar c = m_text.at(start);
    if (c == u'\'') {
        m_token = readQuoted(start);
        return;
    }
    if (isWordCharacter(c)) {
        m_token = readWord(start);
        return;
    }
    for (const QLatin1StringView symbol : {"!="_L1, "<="_L1, ">="_L1, "="_L1, "<"_L1, ">"_L1, "("_L1, ")"_L1, ","_L1}) {
        if (QStringView(m_text).mid(start).startsWith(symbol)) {
            m_at = start + static_cast<int>(symbol.size());
            m_token = Token{Token::Kind::Symbol, symbol, start + 1};
            return;
        }
    }
    failAt(Token{Token::Kind::Symbol, c, start + 1}, tr("The character \"%1\" has no meaning here.").arg(c));
}

ExpressionNode Parser::negate(ExpressionNode node)
{
    auto negation = std::make_shared<Node>();
    negation->kind = Node::Kind::Not;
    negation->children = {std::move(node)};
    return negation;
}

ExpressionNode Parser::parseOr()
{
    if (++m_depth > maxDepth)
        failAt(m_token, tr("The brackets are nested too deeply."));
    QList<ExpressionNode> parts = {parseAnd()};
    while (m_token.is("or"_L1)) {
        advance();
        parts.append(parseAnd());
    }
    --m_depth;
    if (parts.size() == 1)
        return parts.first();
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::Or;
    node->children = std::move(parts);
    return node;
}

ExpressionNode Parser::parseAnd()
{
    QList<ExpressionNode> parts = {parseNot()};
    while (m_token.is("and"_L1)) {
        advance();
        parts.append(parseNot());
    }
    if (parts.size() == 1)
        return parts.first();
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::And;
    node->children = std::move(parts);
    return node;
}

ExpressionNode Parser::parseNot()
{
    bool negated = false;
    while (m_token.is("not"_L1)) {
        negated = !negated;
        advance();
    }
    ExpressionNode node = parsePrimary();
    return negated ? negate(std::move(node)) : node;
}

ExpressionNode Parser::parsePrimary()
{
    if (!m_token.is("("_L1))
        return parseComparison();
    advance();
    ExpressionNode node = parseOr();
    expect(")"_L1);
    return node;
}

void Parser::expect(QLatin1StringView symbol)
{
    if (!m_token.is(symbol))
        failAt(m_token, tr("Here \"%1\" is missing.").arg(symbol));
    advance();
}

Operand Parser::literal(const Token &token) const
{
    Operand operand;
    if (token.kind == Token::Kind::Number && !token.text.contains(u'.'))
        operand.literal = token.text.toLongLong();
    else if (token.kind == Token::Kind::Number)
        operand.literal = token.text.toDouble();
    else if (token.kind == Token::Kind::Word && (token.text == "true"_L1 || token.text == "false"_L1))
        operand.literal = token.text == "true"_L1;
    else
        operand.literal = token.text;
    return operand;
}

Operand Parser::parseLeft()
{
    const Token token = m_token;
    if (token.kind == Token::Kind::End || token.kind == Token::Kind::Symbol || isKeyword(token))
        failAt(token, tr("A name or a value is missing before \"%1\".").arg(token.text));
    advance();
    Operand operand = literal(token);
    if (token.kind != Token::Kind::Word || token.text.front().isDigit() || operand.literal.typeId() == QMetaType::Bool)
        return operand; // 2026-09-14 begins as no name does
    if (const qsizetype dash = token.text.indexOf(u'-'); dash >= 0)
        failAt(Token{token.kind, token.text, token.column + static_cast<int>(dash)},
               tr("A name holds letters, digits, _ and dots only; put a value into quotes."));
    operand.name = token.text;
    return operand;
}

// On the right a bare word is a code value, unless the comparison is one of size; a name of the data given (data.x)
// stays a name, so that two fields can be compared.
Operand Parser::parseRight(bool wordIsCode)
{
    const Token token = m_token;
    if (token.is("null"_L1))
        failAt(token, tr("Nothing equals null; write \"is null\" or \"is not null\"."));
    const bool isWord = token.kind == Token::Kind::Word && token.text != "true"_L1 && token.text != "false"_L1;
    if (isWord && (!wordIsCode || token.text.startsWith("data."_L1)))
        return parseLeft();
    if (token.kind == Token::Kind::End || token.kind == Token::Kind::Symbol || isKeyword(token))
        failAt(token, tr("A value is missing before \"%1\".").arg(token.text));
    advance();
    return literal(token);
}

ExpressionNode Parser::parseIn(Operand left, bool negated)
{
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::In;
    node->left = std::move(left);
    expect("("_L1);
    node->right.append(parseRight(true));
    while (m_token.is(","_L1)) {
        advance();
        node->right.append(parseRight(true));
    }
    expect(")"_L1);
    return negated ? negate(node) : ExpressionNode(node);
}

ExpressionNode Parser::parseComparison()
{
    static const QHash<QString, Comparison> comparisons = {
        {u"="_s, Comparison::Equal},        {u"!="_s, Comparison::NotEqual}, {u"<"_s, Comparison::Less},
        {u"<="_s, Comparison::LessOrEqual}, {u">"_s, Comparison::Greater},   {u">="_s, Comparison::GreaterOrEqual}};
    auto node = std::make_shared<Node>();
    const Token left = m_token;
    node->left = parseLeft();
    const Token token = m_token;
    if (const auto found = comparisons.constFind(token.text);
        token.kind == Token::Kind::Symbol && found != comparisons.cend()) {
        advance();
        node->kind = Node::Kind::Compare;
        node->comparison = *found;
        node->right = {parseRight(*found == Comparison::Equal || *found == Comparison::NotEqual)};
    } else if (token.is("in"_L1)) {
        advance();
        return parseIn(std::move(node->left), false);
    } else if (token.is("not"_L1)) {
        advance();
        expect("in"_L1);
        return parseIn(std::move(node->left), true);
    } else if (token.is("has"_L1) || token.is("contains"_L1)) {
        if (!node->left.isName())
            failAt(left, tr("A name is missing before \"%1\".").arg(token.text));
        advance();
        node->kind = token.is("has"_L1) ? Node::Kind::Has : Node::Kind::Contains;
        node->right = {parseRight(true)};
    } else if (token.is("is"_L1)) {
        advance();
        const bool negated = m_token.is("not"_L1);
        if (negated)
            advance();
        expect("null"_L1);
        node->kind = Node::Kind::IsNull;
        return negated ? negate(node) : ExpressionNode(node);
    } else {
        if (left.kind == Token::Kind::Text)
            failAt(left, tr("A text alone is no condition."));
        node->kind = Node::Kind::Truth;
    }
    return node;
}

} // namespace

std::expected<ExpressionNode, ExpressionFault> parseExpression(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::make_shared<Node>();
    try {
        return Parser(text).parse();
    } catch (const Parser::Fault &fault) {
        return std::unexpected(fault.fault);
    }
}

} // namespace fengqiao
