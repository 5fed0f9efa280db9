#pragma once

#include <QByteArray>

namespace fengqiao {

// Puts right what Qt writes into the ToUnicode tables of a PDF. A font's glyph may serve several characters, and Qt
// takes the lowest of them: a radical for an ideograph (矛 as U+2F6D), a tab for a space. Such a page looks right but
// cannot be searched or copied. The tables are patched in place; only where a run of characters in a row must be split
// does a table grow, and then its length and the file's cross-reference table follow. Returns how many characters were
// mended.
int repairToUnicode(QByteArray &pdf);

} // namespace fengqiao
