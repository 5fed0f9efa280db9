#pragma once

#include <QRegularExpression>
#include <QString>

#include <core/error.h>

namespace fengqiao {

enum class DivisionLevel { Province = 2, City = 4, County = 6, Town = 9, Village = 12 };

// An administrative division: GB/T 2260 (2, 4 or 6 digits), plus 3 digits township, plus 3 digits village or community.
// Access inside a county is by prefix: a town's code contains its villages'.
class DivisionCode {
public:
    DivisionCode() = default;
    // Digits only, one of the five lengths, province 11..82; "620521000000" is read as the county 620521 and
    // "620521100000" as the town. Code "division.format".
    [[nodiscard]] static Result<DivisionCode> parse(const QString &text);

    [[nodiscard]] bool isNull() const { return m_digits.isEmpty(); }

    [[nodiscard]] DivisionLevel level() const { return static_cast<DivisionLevel>(m_digits.size()); }

    [[nodiscard]] const QString &digits() const { return m_digits; } // as short as its level

    [[nodiscard]] QString padded() const { return m_digits.leftJustified(12, u'0'); }

    [[nodiscard]] DivisionCode county() const { return DivisionCode(m_digits.left(6)); }

    [[nodiscard]] DivisionCode parent() const; // null for a province

    [[nodiscard]] bool contains(const DivisionCode &other) const
    {
        return !isNull() && other.m_digits.startsWith(m_digits);
    }

    friend bool operator==(const DivisionCode &, const DivisionCode &) = default;

    friend size_t qHash(const DivisionCode &code, size_t seed = 0) { return qHash(code.m_digits, seed); }

private:
    explicit DivisionCode(QString digits)
        : m_digits(std::move(digits))
    {
    }

    QString m_digits;
};

// A grid's code: a village code and a serial. The pattern is a county setting (domain.md 4.1: GB/T 34300's own text
// could not be had), so it is passed in; the default is 15 digits and an optional 2-digit micro-grid.
class GridCode {
public:
    static constexpr QLatin1StringView defaultPattern{R"(^\d{12}(?!000)\d{3}(\d{2})?$)"};
    GridCode() = default;
    [[nodiscard]] static Result<GridCode> parse(const QString &text,
                                                const QRegularExpression &pattern); // "grid.format"

    [[nodiscard]] const QString &text() const { return m_text; }

    [[nodiscard]] DivisionCode village() const;
    friend bool operator==(const GridCode &, const GridCode &) = default;

private:
    QString m_text;
};

} // namespace fengqiao
