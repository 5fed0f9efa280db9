#pragma once

#include <QString>
#include <QStringList>

namespace fengqiao {

enum class Language { Chinese, English };

// The language of words that come from data (rule tables, weekday names); tr() follows the installed translator, which
// app/ installs at the same time. Set once at start-up, before any thread is made.
void setLanguage(Language language);
[[nodiscard]] Language language();

// What a sentence lists, as the current language writes it: words 甲、乙 or "a, b", clauses 甲；乙 or "a; b". Not for
// papers, which are Chinese always.
[[nodiscard]] QString joinedWords(const QStringList &words);
[[nodiscard]] QString joinedClauses(const QStringList &clauses);

// Folder of what is shipped beside the program: ../share/fengqiao from the executable, the same in the build tree and
// after installation.
[[nodiscard]] QString resourcePath(const QString &relative);

} // namespace fengqiao
