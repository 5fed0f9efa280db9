#include <core/division.h>

#include <QCoreApplication>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

bool isDigits(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// 东莞, 中山 and 儋州 have towns but no counties: in GB/T 2260 the city's own code, ending in 00, stands where others
// have a county. Read as a city, their centres could not be named.
bool isCityWithoutCounties(QStringView city)
{
    return city == u"4419" || city == u"4420" || city == u"4604";
}

// Takes the zeros off that only fill up: 620521100000 is the town 620521100, 620500 the city 6205.
QString asShortAsItsLevel(const QString &digits)
{
    QString code = digits;
    if (code.size() == 12 && code.endsWith("000"_L1)) {
        code.chop(3);
    }
    if (code.size() == 9 && code.endsWith("000"_L1)) {
        code.chop(3);
    }
    if (code.size() == 6 && code.endsWith("00"_L1) && !isCityWithoutCounties(code.left(4))) {
        code.chop(2);
    }
    if (code.size() == 4 && code.endsWith("00"_L1)) {
        code.chop(2);
    }
    return code;
}

// Every level above the last must be named: no village without a town, no town without a county.
bool hasGap(const QString &code)
{
    return (code.size() > 2 && code.sliced(2, 2) == "00"_L1) ||
           (code.size() > 4 && code.sliced(4, 2) == "00"_L1 && !isCityWithoutCounties(code.left(4))) ||
           (code.size() > 6 && code.sliced(6, 3) == "000"_L1);
}

} // namespace

Result<DivisionCode> DivisionCode::parse(const QString &text)
{
    const auto length = text.size();
    const bool rightLength = length == 2 || length == 4 || length == 6 || length == 9 || length == 12;
    if (rightLength && isDigits(text)) {
        const QString code = asShortAsItsLevel(text);
        const int province = code.left(2).toInt();
        if (province >= 11 && province <= 82 && !hasGap(code)) {
            return DivisionCode(code);
        }
    }
    return fail(ErrorKind::Invalid, u"division.format"_s,
                QCoreApplication::translate("DivisionCode",
                                            "“%1” is not a code of an administrative division. It has 2, 4, 6, 9 or 12 "
                                            "digits, as in 620521 or 620521100001.")
                    .arg(text.left(40)));
}

DivisionCode DivisionCode::parent() const
{
    switch (m_digits.size()) {
    case 12:
        return DivisionCode(m_digits.left(9));
    case 9:
        return DivisionCode(m_digits.left(6));
    case 6:
        return DivisionCode(m_digits.left(4));
    case 4:
        return DivisionCode(m_digits.left(2));
    default:
        return {};
    }
}

Result<GridCode> GridCode::parse(const QString &text, const QRegularExpression &pattern)
{
    const auto match = pattern.match(text);
    const bool whole = match.hasMatch() && match.capturedLength() == text.size();
    GridCode grid;
    grid.m_text = text;
    if (!whole || grid.village().level() != DivisionLevel::Village) {
        return fail(ErrorKind::Invalid, u"grid.format"_s,
                    QCoreApplication::translate("GridCode",
                                                "“%1” is not a grid code. It begins with the 12 digits of its village "
                                                "or community and follows the pattern set for this county.")
                        .arg(text.left(40)));
    }
    return grid;
}

DivisionCode GridCode::village() const
{
    return DivisionCode::parse(m_text.left(12)).value_or(DivisionCode());
}

} // namespace fengqiao
