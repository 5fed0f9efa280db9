#include "fraction.h"

namespace fengqiao {

namespace {

using Wide = Fraction::Wide;

Wide positive(Wide value)
{
    return value < 0 ? -value : value;
}

Wide divisor(Wide a, Wide b)
{
    a = positive(a);
    b = positive(b);
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

} // namespace

Fraction::Fraction(Wide above, Wide below, int)
    : m_above(above)
    , m_below(below)
{
    const Wide common = divisor(above, below);
    m_above /= common;
    m_below /= common;
    if (m_below < 0) {
        m_above = -m_above;
        m_below = -m_below;
    }
}

Fraction::Fraction(qint64 above, qint64 below)
    : Fraction(Wide(above), Wide(below), 0)
{
    Q_ASSERT(below != 0);
}

Fraction Fraction::operator+(const Fraction &other) const
{
    const Wide common = divisor(m_below, other.m_below);
    return {m_above * (other.m_below / common) + other.m_above * (m_below / common), m_below / common * other.m_below,
            0};
}

Fraction Fraction::operator-(const Fraction &other) const
{
    return *this + Fraction(-other.m_above, other.m_below, 0);
}

Fraction Fraction::operator*(const Fraction &other) const
{
    const Fraction left(m_above, other.m_below, 0); // cancel before the numbers grow
    const Fraction right(other.m_above, m_below, 0);
    return {left.m_above * right.m_above, left.m_below * right.m_below, 0};
}

Fraction Fraction::operator/(const Fraction &other) const
{
    Q_ASSERT(other.m_above != 0);
    return *this * Fraction(other.m_below, other.m_above, 0);
}

bool Fraction::operator<(const Fraction &other) const
{
    return m_above * other.m_below < other.m_above * m_below;
}

bool Fraction::operator==(const Fraction &other) const
{
    return m_above == other.m_above && m_below == other.m_below;
}

QString Fraction::text(int decimals) const
{
    Wide scale = 1;
    for (int i = 0; i < decimals; ++i)
        scale *= 10;
    const Wide rounded = (positive(m_above) * scale * 2 + m_below) / (m_below * 2);
    QString digits = QString::number(static_cast<qint64>(rounded)).rightJustified(decimals + 1, u'0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, u'.');
    return m_above < 0 && rounded != 0 ? u'-' + digits : digits;
}

} // namespace fengqiao
