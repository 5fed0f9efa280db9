#pragma once

#include <QStringList>

#include <store/search.h>

namespace fengqiao {

// Every token begins with one letter for the kind of record (a code of table search_entity; as part of the token it
// limits a search without reading a list of all people) and one that says what it is, so that one FTS5 column holds all
// kinds of key. Edge n-grams stand as tokens of their own up to a length that is still common (then a key stroke reads
// the newest end of one posting list); longer keys are rare enough for n-grams joined by AND or for a prefix scan.
namespace token {
inline constexpr char16_t nameFull = u'f';
inline constexpr char16_t nameHead = u'h';  // from the first character
inline constexpr char16_t nameInfix = u'n'; // from any other
inline constexpr char16_t pinyinFull = u'y';
inline constexpr char16_t pinyinHead = u'q';
inline constexpr char16_t pinyinInfix = u'p';
inline constexpr char16_t pinyinSuffix = u's'; // whole strings from each syllable on, for long keys
inline constexpr char16_t initialsFull = u'k';
inline constexpr char16_t initialsHead = u'j';
inline constexpr char16_t initialsInfix = u'i';
inline constexpr char16_t phoneFull = u'u';
inline constexpr char16_t phoneTail = u'v';
inline constexpr char16_t phonePart = u't';
inline constexpr char16_t documentFull = u'd';
inline constexpr char16_t documentTail = u'r';
inline constexpr char16_t address = u'a';
inline constexpr char16_t text = u'x';
inline constexpr char16_t numberFull = u'c';
inline constexpr char16_t numberRun = u'b';
} // namespace token

inline constexpr qsizetype nameGram = 4;
inline constexpr qsizetype pinyinEdge = 7;
inline constexpr qsizetype initialsEdge = 4;
inline constexpr qsizetype phoneGram = 4;
inline constexpr qsizetype documentPrefix = 14; // area and birthday: few enough people for a prefix scan

// The tokens of one record, separated by blanks; a token may come twice.
[[nodiscard]] QString tokenText(const SearchKeys &keys, const QString &prefix);
[[nodiscard]] QString entityLetter(qint64 code); // 1..36

// Folded text without anything but letters and digits, as code points.
using Units = QList<char32_t>;
[[nodiscard]] Units unitsOf(const QString &text);
[[nodiscard]] QString textOf(const Units &units, qsizetype from, qsizetype length);

// What a text is found by: neighbouring Han characters, and runs of letters and digits alone and with the two
// characters before them, for thousands of addresses have a 3 and few have 才村3.
struct TextParts {
    struct Run {
        QString text;
        QString placed; // empty where nothing stands before it
    };

    QStringList pairs;
    QList<Run> runs;
};

[[nodiscard]] TextParts textPartsOf(const QString &text);
// Runs of Han characters, and of letters and digits: "清综矛〔2026〕0001号" -> 清综矛 2026 0001 号.
[[nodiscard]] QStringList runsOf(const QString &text);
[[nodiscard]] bool isDigits(QStringView text);

} // namespace fengqiao
