#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace fengqiao {

// Arithmetic of published figures: whole numbers until the last step, rounded half up on the exact quotient
// (domain.md 6.1), never through binary fractions.

// "98.61" for 2125 * 100 / 2155 at two decimals; the divisor is not zero.
[[nodiscard]] QString roundedHalfUp(qint64 numerator, qint64 divisor, int decimals);

// What of the whole each part is, in per cent, so that the printed shares add up to 100: each is cut off, and what is
// missing goes to the largest remainders, the earlier part first (method of the largest remainder).
struct Shares {
    QStringList texts;     // empty texts if the whole is nothing
    bool adjusted = false; // rounding each by itself would not have given 100
    QString plainSum;      // what that would have given: "100.01"
};

[[nodiscard]] Shares sharesOf(const QList<qint64> &parts, int decimals = 2);

} // namespace fengqiao
