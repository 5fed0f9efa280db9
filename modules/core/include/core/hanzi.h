#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace fengqiao {

// Chinese text made comparable. Thread-safe: ICU objects are per thread.
//   fold: full-width to half-width, traditional to simplified, lower case, bracketed pinyin after a character removed
//         (綜治(zhì) and 综治 are the same), white space collapsed.
[[nodiscard]] QString fold(const QString &text);
// All readings of a name as syllables joined without a gap, e.g. {"shanxiaoming"}; a surname with two readings gives
// both (朴 piao and pu), ü gives u and v. Letters and digits stay. Input need not be folded.
[[nodiscard]] QStringList pinyin(const QString &name);
// Surnames that ICU reads wrongly or one way only, from rule table `pinyin_overrides`: text -> all its readings, the
// syllables of one reading joined by - ("yu-chi"). Applied where a name begins; the longest text wins. Thread-safe;
// set when the rules are loaded.
void setPinyinOverrides(const QHash<QString, QStringList> &readings);
// The initials of each reading: {"sxm"}.
[[nodiscard]] QStringList initials(const QString &name);
[[nodiscard]] bool isHan(char32_t c);
// A comparison key that sorts names by pinyin (ICU collation zh).
[[nodiscard]] QByteArray sortKey(const QString &text);

} // namespace fengqiao
