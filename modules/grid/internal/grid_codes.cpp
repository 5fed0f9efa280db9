#include <grid/grids.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Codes {
    Q_DECLARE_TR_FUNCTIONS(GridCodes)
};

QStringList given(const RuleRow &row, QLatin1StringView column)
{
    QStringList list = row.list(column);
    list.removeAll(u"-"_s);
    return list;
}

GridRule ruleOf(const RuleRow &row)
{
    return {.scheme = row.text("scheme"_L1),
            .level = row.number("level"_L1),
            .kind = row.text("kind"_L1),
            .parents = given(row, "parents"_L1),
            .division = row.number("division"_L1),
            .digits = row.number("digits"_L1),
            .serialFrom = row.number("serial_from"_L1),
            .serialTo = row.number("serial_to"_L1),
            .households = row.number("households"_L1),
            .ground = row.flag("ground"_L1),
            .posts = given(row, "posts"_L1),
            .word = row.word()};
}

// What the codes of a kind begin with: the grid it stands in (micro-grids), else its division in twelve digits.
QString stemOf(const GridRule &rule, const DivisionCode &division, const QString &parentCode)
{
    const bool isMicro = rule.digits > 15 && !parentCode.isEmpty();
    return isMicro ? parentCode : division.padded();
}

QString serialText(int serial, qsizetype digits)
{
    return QString::number(serial).rightJustified(digits, u'0');
}

Result<> checkPattern(const RuleSet &rules, const GridRule &rule, const QString &code)
{
    const QString pattern = rules.setting("grid_code_pattern"_L1);
    // An area of a town lies above the villages, so its code holds none; everything below them must name one.
    if (rule.division == static_cast<int>(DivisionLevel::Town)) {
        const QRegularExpression expression(pattern);
        if (expression.match(code).hasMatch())
            return {};
    } else if (GridCode::parse(code, QRegularExpression(pattern))) {
        return {};
    }
    return fail(ErrorKind::Invalid, u"grid.format"_s,
                Codes::tr("“%1” is not a grid code: it begins with the 12 digits of its village, followed by a serial "
                          "of three digits (not 000), for a micro-grid by two more.")
                    .arg(code.left(40)),
                u"code"_s);
}

} // namespace

QList<GridRule> gridRules(const RuleSet &rules)
{
    QList<GridRule> all;
    for (const RuleRow &row : rules.table("grid_schemes"_L1).rows())
        all << ruleOf(row);
    return all;
}

std::optional<GridRule> gridRule(const RuleSet &rules, const QString &scheme, const QString &kind)
{
    const RuleRow *row = rules.table("grid_schemes"_L1).find(scheme + u'/' + kind);
    return row ? std::optional(ruleOf(*row)) : std::nullopt;
}

QStringList groundKinds(const RuleSet &rules)
{
    QStringList kinds;
    for (const RuleRow &row : rules.table("grid_schemes"_L1).rows()) {
        if (const QString kind = row.text("kind"_L1); row.flag("ground"_L1) && !kinds.contains(kind))
            kinds << kind;
    }
    return kinds;
}

Result<> checkGridCode(const RuleSet &rules, const GridRule &rule, const QString &code, const DivisionCode &division,
                       const QString &parentCode)
{
    if (rule.serialFrom == 0) { // the division's own grid bears the division's code
        if (code == division.digits())
            return {};
        return fail(ErrorKind::Invalid, u"grid.code_division"_s,
                    Codes::tr("A %1 bears the code of its division, here %2, not “%3”.")
                        .arg(rule.word, division.digits(), code.left(40)),
                    u"code"_s);
    }
    const QString stem = stemOf(rule, division, parentCode);
    if (const auto pattern = checkPattern(rules, rule, code); !pattern)
        return pattern;
    if (code.size() != rule.digits || !code.startsWith(stem)) {
        return fail(ErrorKind::Invalid, u"grid.code_division"_s,
                    Codes::tr("The code “%1” belongs to another place: here it has %2 digits and begins with %3.")
                        .arg(code)
                        .arg(rule.digits)
                        .arg(stem),
                    u"code"_s);
    }
    const QStringView digits = QStringView(code).sliced(stem.size());
    const int serial = digits.toInt();
    if (serial < rule.serialFrom || serial > rule.serialTo) {
        return fail(ErrorKind::Invalid, u"grid.code_serial"_s,
                    Codes::tr("The serial %1 is not one of a %2; those run from %3 to %4.")
                        .arg(digits.toString(), rule.word, serialText(rule.serialFrom, digits.size()),
                             serialText(rule.serialTo, digits.size())),
                    u"code"_s);
    }
    return {};
}

Result<QString> nextGridCode(Reader &reader, const GridRule &rule, const DivisionCode &division,
                             const QString &parentCode)
{
    if (rule.serialFrom == 0)
        return division.digits();
    const QString stem = stemOf(rule, division, parentCode);
    // A code that was ever given is not given again: old reports name it.
    QSet<QString> used;
    Query codes = reader.query(u"SELECT DISTINCT code FROM grid WHERE code >= ? AND code < ? AND deleted = 0"_s,
                               {stem, QString(stem + u':')});
    while (codes.next())
        used.insert(codes.text(0));
    const qsizetype digits = rule.digits - stem.size();
    for (int serial = rule.serialFrom; serial <= rule.serialTo; ++serial) {
        if (QString code = stem + serialText(serial, digits); !used.contains(code))
            return code;
    }
    return fail(ErrorKind::Conflict, u"grid.codes_used_up"_s,
                Codes::tr("All serials of a %1 from %2 to %3 are given in %4.")
                    .arg(rule.word, serialText(rule.serialFrom, digits), serialText(rule.serialTo, digits), stem),
                u"code"_s);
}

} // namespace fengqiao
