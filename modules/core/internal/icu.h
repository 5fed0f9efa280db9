#pragma once

#include <QString>
#include <unicode/unistr.h>

namespace fengqiao {

// Both sides are UTF-16, so this copies without converting.
[[nodiscard]] inline icu::UnicodeString toIcu(QStringView text)
{
    return icu::UnicodeString(text.utf16(), static_cast<int32_t>(text.size()));
}

[[nodiscard]] inline QString fromIcu(const icu::UnicodeString &text)
{
    return QString(reinterpret_cast<const QChar *>(text.getBuffer()), text.length());
}

} // namespace fengqiao
