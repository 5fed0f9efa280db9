#pragma once

namespace fengqiao {

// The character that people type and search for a radical of the same shape (U+2F6D is 矛); others stay as they are.
[[nodiscard]] char16_t unifiedIdeograph(char16_t c);

} // namespace fengqiao
