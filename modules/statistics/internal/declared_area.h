#pragma once

#include <access/module.h>

namespace fengqiao {

void addDeclaredFigures(Module &module);
[[nodiscard]] Result<> seedDeclaredFigures(Writer &tx, const NewCounty &county);

// A printed number as whole units of its last decimal: "98.61" is 9861 at 2. Nothing for words such as "20+".
struct PrintedNumber {
    qint64 units = 0;
    int decimals = 0;
};

[[nodiscard]] std::optional<PrintedNumber> printedNumber(const QString &text);

} // namespace fengqiao
