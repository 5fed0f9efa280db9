#include <QRegularExpression>

#include "expression_node.h"
#include "rule_loader.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxText = 2000;

QString translated(const char *sentence)
{
    return QCoreApplication::translate("RuleSet", sentence);
}

// A key may be written in any script (a surname is one); a code is for programs and stays ASCII.
bool isKeyCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || c == u'_' || c == u'.' || c == u'-';
}

bool isCodeCharacter(QChar c)
{
    return c.unicode() < 0x80 && isKeyCharacter(c);
}

std::optional<CellFault> checkIdentifier(const QString &text, bool (*allowed)(QChar))
{
    const auto bad = std::ranges::find_if_not(text, allowed);
    if (bad == text.cend())
        return std::nullopt;
    return CellFault{bad - text.cbegin(),
                     translated(QT_TRANSLATE_NOOP("RuleSet", "\"%1\" cannot be part of an identifier; letters, "
                                                             "digits, _ . and - can."))
                         .arg(*bad)};
}

std::optional<CellFault> checkNumber(const QString &text)
{
    bool ok = false;
    text.toInt(&ok);
    if (ok)
        return std::nullopt;
    return CellFault{0, translated(QT_TRANSLATE_NOOP("RuleSet", "\"%1\" is no whole number.")).arg(text)};
}

std::optional<CellFault> checkDecimal(const QString &text)
{
    static const QRegularExpression decimal(u"^-?[0-9]{1,15}(\\.[0-9]{1,10})?$"_s);
    if (decimal.match(text).hasMatch())
        return std::nullopt;
    return CellFault{0, translated(QT_TRANSLATE_NOOP("RuleSet", "\"%1\" is no decimal number.")).arg(text)};
}

std::optional<CellFault> checkList(const QString &text)
{
    QSet<QString> seen;
    for (const ListItem &item : listItems(text)) {
        if (auto fault = checkIdentifier(item.text, isCodeCharacter)) {
            fault->offset += item.offset;
            return fault;
        }
        if (seen.contains(item.text))
            return CellFault{item.offset,
                             translated(QT_TRANSLATE_NOOP("RuleSet", "\"%1\" is in the list twice.")).arg(item.text)};
        seen.insert(item.text);
    }
    return std::nullopt;
}

std::optional<CellFault> checkExpression(const QString &text, Expression *expression)
{
    auto root = parseExpression(text);
    if (!root)
        return CellFault{root.error().column - 1, root.error().message};
    *expression = *Expression::parse(text);
    return std::nullopt;
}

std::optional<CellFault> checkRegex(const QString &text)
{
    const QRegularExpression regex(text);
    if (regex.isValid())
        return std::nullopt;
    return CellFault{regex.patternErrorOffset(),
                     translated(QT_TRANSLATE_NOOP("RuleSet", "The regular expression cannot be read: %1."))
                         .arg(regex.errorString())};
}

} // namespace

std::optional<CellType> cellTypeOf(const QString &name)
{
    static const QHash<QString, CellType> types = {{u"key"_s, CellType::Key},     {u"code"_s, CellType::Code},
                                                   {u"text"_s, CellType::Text},   {u"int"_s, CellType::Int},
                                                   {u"bool"_s, CellType::Bool},   {u"decimal"_s, CellType::Decimal},
                                                   {u"list"_s, CellType::List},   {u"expr"_s, CellType::Expr},
                                                   {u"regex"_s, CellType::Regex}, {u"typed"_s, CellType::Typed}};
    const auto found = types.constFind(name);
    return found == types.cend() ? std::nullopt : std::optional(*found);
}

QList<ListItem> listItems(const QString &text)
{
    QList<ListItem> items;
    for (qsizetype at = 0; at < text.size();) {
        if (text.at(at) == u' ' || text.at(at) == u';') {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && text.at(end) != u' ' && text.at(end) != u';')
            ++end;
        items.append({text.mid(at, end - at), at});
        at = end;
    }
    return items;
}

std::optional<CellFault> checkCell(const ColumnRule &rule, const QString &text, Expression *expression)
{
    if (text.isEmpty()) {
        if (!rule.required && rule.type != CellType::Key)
            return std::nullopt;
        return CellFault{0, translated(QT_TRANSLATE_NOOP("RuleSet", "Column %1 must not be empty.")).arg(rule.name)};
    }
    if (text.size() > maxText)
        return CellFault{maxText, translated(QT_TRANSLATE_NOOP("RuleSet", "The cell holds %1 characters; %2 are "
                                                                          "allowed."))
                                      .arg(text.size())
                                      .arg(maxText)};
    switch (rule.type) {
    case CellType::Key:
        return checkIdentifier(text, isKeyCharacter);
    case CellType::Code:
        return checkIdentifier(text, isCodeCharacter);
    case CellType::Text:
    case CellType::Typed: // its row names a type that is none; that cell has the fault
        return std::nullopt;
    case CellType::Int:
        return checkNumber(text);
    case CellType::Bool:
        if (text == "0"_L1 || text == "1"_L1)
            return std::nullopt;
        return CellFault{0, translated(QT_TRANSLATE_NOOP("RuleSet", "\"%1\" is neither 0 nor 1.")).arg(text)};
    case CellType::Decimal:
        return checkDecimal(text);
    case CellType::List:
        return checkList(text);
    case CellType::Expr:
        return checkExpression(text, expression);
    case CellType::Regex:
        return checkRegex(text);
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

} // namespace fengqiao
