#include <statistics/rational.h>

#include <algorithm>
#include <numeric>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Sums of fen times a scale may leave 64 bits; the quotient does not.
__extension__ typedef __int128 Wide;

qint64 powerOfTen(int decimals)
{
    qint64 power = 1;
    for (int i = 0; i < decimals; ++i)
        power *= 10;
    return power;
}

QString decimalText(qint64 scaled, int decimals)
{
    const QString digits = QString::number(std::abs(scaled)).rightJustified(decimals + 1, u'0');
    const QString whole = digits.left(digits.size() - decimals);
    const QString text = decimals == 0 ? whole : whole + u'.' + digits.right(decimals);
    return scaled < 0 ? u'-' + text : text;
}

// Half up means away from zero for what is missing as well: -1.5 becomes -2, so that a fall reads like a rise.
qint64 halfUp(Wide numerator, Wide divisor)
{
    if (divisor < 0) {
        numerator = -numerator;
        divisor = -divisor;
    }
    const bool negative = numerator < 0;
    const Wide rounded = ((negative ? -numerator : numerator) * 2 + divisor) / (divisor * 2);
    return static_cast<qint64>(negative ? -rounded : rounded);
}

} // namespace

QString roundedHalfUp(qint64 numerator, qint64 divisor, int decimals)
{
    return decimalText(halfUp(Wide(numerator) * powerOfTen(decimals), divisor), decimals);
}

Shares sharesOf(const QList<qint64> &parts, int decimals)
{
    Shares shares;
    const qint64 whole = std::accumulate(parts.cbegin(), parts.cend(), qint64{0});
    if (whole <= 0) {
        for (qsizetype i = 0; i < parts.size(); ++i)
            shares.texts << QString();
        return shares;
    }
    const qint64 hundred = 100 * powerOfTen(decimals);
    QList<qint64> cut;
    QList<std::pair<qint64, qsizetype>> remainders; // negative, so that the largest comes first and the earlier wins
    qint64 left = hundred;
    qint64 plain = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Wide exact = Wide(parts.at(i)) * hundred;
        cut << static_cast<qint64>(exact / whole);
        left -= cut.last();
        plain += halfUp(exact, whole);
        remainders.append({-static_cast<qint64>(exact % whole), i});
    }
    std::ranges::sort(remainders);
    for (qint64 i = 0; i < left; ++i)
        ++cut[remainders.at(i).second];
    for (const qint64 share : std::as_const(cut))
        shares.texts << decimalText(share, decimals);
    shares.adjusted = plain != hundred;
    shares.plainSum = decimalText(plain, decimals);
    return shares;
}

} // namespace fengqiao
