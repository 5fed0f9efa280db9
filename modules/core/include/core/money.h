#pragma once

#include <QString>
#include <compare>

#include <core/error.h>

namespace fengqiao {

// Money as whole fen. Given and shown in yuan as a decimal string.
struct Money {
    qint64 fen = 0;

    auto operator<=>(const Money &) const = default;
    // "2000", "2000.5", "2,000.50"; at most two decimals, not negative, at most 10^13 fen. Code "money.format",
    // "money.range".
    [[nodiscard]] static Result<Money> parse(const QString &yuan);
    [[nodiscard]] QString toString() const; // "2000.50"
    [[nodiscard]] QString display() const;  // "2,000.50 元" in Chinese
};

} // namespace fengqiao
