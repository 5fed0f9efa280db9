#pragma once

#include <report/document.h>

namespace fengqiao {

// A rendered template as blocks; `file` is named in faults ("report.template_syntax", with the line).
[[nodiscard]] Result<Document> parseMarkup(const QString &markup, const QString &file);

} // namespace fengqiao
