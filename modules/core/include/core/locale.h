#pragma once

#include <QString>

namespace fengqiao {

enum class Language { Chinese, English };

// The language of words that come from data (rule tables, weekday names); tr() follows the installed translator, which
// app/ installs at the same time. Set once at start-up, before any thread is made.
void setLanguage(Language language);
[[nodiscard]] Language language();

// Folder of what is shipped beside the program: ../share/fengqiao from the executable, the same in the build tree and
// after installation.
[[nodiscard]] QString resourcePath(const QString &relative);

} // namespace fengqiao
