#pragma once

#include <QString>

namespace fengqiao {

// An exact quotient for scores made of many shares: nothing is rounded before the last step (domain.md 6.1).
class Fraction {
public:
    __extension__ typedef __int128 Wide;

    Fraction(qint64 whole = 0) // NOLINT: a whole number is a fraction
        : m_above(whole)
    {
    }

    Fraction(qint64 above, qint64 below); // `below` is not zero

    [[nodiscard]] Fraction operator+(const Fraction &other) const;
    [[nodiscard]] Fraction operator-(const Fraction &other) const;
    [[nodiscard]] Fraction operator*(const Fraction &other) const;
    [[nodiscard]] Fraction operator/(const Fraction &other) const; // `other` is not zero
    [[nodiscard]] bool operator<(const Fraction &other) const;
    [[nodiscard]] bool operator==(const Fraction &other) const;
    [[nodiscard]] QString text(int decimals) const; // rounded half up

private:
    Fraction(Wide above, Wide below, int);
    Wide m_above = 0;
    Wide m_below = 1;
};

} // namespace fengqiao
