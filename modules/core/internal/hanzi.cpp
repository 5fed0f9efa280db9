#include <core/hanzi.h>

#include <QRegularExpression>
#include <array>
#include <atomic>
#include <memory>
#include <unicode/coll.h>
#include <unicode/translit.h>
#include <unicode/uscript.h>

#include "icu.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// One character of the basic plane in its compared form. Per character and never by context, so that the fold of a part
// is a part of the fold: a search for any fragment meets what was stored.
char16_t computeFold(char16_t c)
{
    // Compatibility forms (full-width, Kangxi radicals, compatibility ideographs) where they are one character.
    const QString plain = QString(QChar(c)).normalized(QString::NormalizationForm_KC);
    const QChar base = plain.size() == 1 ? plain.front() : QChar(c);
    if (!isHan(base.unicode()))
        return base.toLower().unicode();
    thread_local const std::unique_ptr<icu::Transliterator> simplify = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>(
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    }();
    if (!simplify)
        return base.unicode();
    icu::UnicodeString text(base.unicode());
    simplify->transliterate(text);
    return text.length() == 1 ? text.charAt(0) : base.unicode();
}

// ICU is asked once a character; 0 means not asked yet. Relaxed order is enough: every thread computes the same value.
char16_t foldCharacter(char16_t c)
{
    static std::array<std::atomic<char16_t>, 0x10000> cache;
    std::atomic<char16_t> &slot = cache[c];
    char16_t folded = slot.load(std::memory_order_relaxed);
    if (folded == 0 && c != 0) {
        folded = computeFold(c);
        slot.store(folded, std::memory_order_relaxed);
    }
    return folded;
}

// Pinyin in brackets is an aid to the reader of official papers, not part of the word: 綜治(zhì). It is told from other
// brackets by a tone mark, or by being how the character before it is read.
QString withoutBracketedPinyin(const QString &text)
{
    static const QRegularExpression brackets(u" ?\\(([a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ' -]+)[1-5]?\\)"_s);
    static const QRegularExpression toned(u"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]"_s);
    QString result;
    qsizetype copied = 0;
    for (auto matches = brackets.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype start = match.capturedStart();
        if (start == 0 || !isHan(text.at(start - 1).unicode()))
            continue;
        qsizetype first = start;
        while (first > 0 && isHan(text.at(first - 1).unicode()))
            --first;
        QString inside = match.captured(1);
        bool drop = inside.contains(toned);
        inside.remove(u' ').remove(u'\'').remove(u'-');
        for (qsizetype from = first; from < start && !drop; ++from)
            drop = pinyin(text.mid(from, start - from)).contains(inside);
        if (!drop)
            continue;
        result += QStringView(text).mid(copied, start - copied);
        copied = match.capturedEnd();
    }
    return copied == 0 ? text : result + QStringView(text).mid(copied);
}

} // namespace

bool isHan(char32_t c)
{
    if (c < 0x2e80)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

QString fold(const QString &text)
{
    QString result;
    result.reserve(text.size());
    bool gap = false;
    bool brackets = false;
    const QString composed = text.normalized(QString::NormalizationForm_C); // returns `text` itself in the usual case
    for (const QChar c : composed) {
        const QChar folded(foldCharacter(c.unicode()));
        if (folded.isSpace()) {
            gap = true;
            continue;
        }
        // Zero-width characters and controls come in by pasting and would make equal texts differ.
        if (folded.category() == QChar::Other_Format || folded.category() == QChar::Other_Control)
            continue;
        if (gap && !result.isEmpty())
            result += u' ';
        gap = false;
        brackets = brackets || folded == u'(';
        result += folded;
    }
    return brackets ? withoutBracketedPinyin(result) : result;
}

QByteArray sortKey(const QString &text)
{
    thread_local const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Collator>(
            icu::Collator::createInstance(icu::Locale("zh@collation=pinyin"), status));
    }();
    if (!collator)
        return text.toUtf8();
    const icu::UnicodeString source = toIcu(text);
    std::array<uint8_t, 256> buffer{};
    const int32_t size = collator->getSortKey(source, buffer.data(), static_cast<int32_t>(buffer.size()));
    if (size <= static_cast<int32_t>(buffer.size())) // the last byte is a terminating zero
        return QByteArray(reinterpret_cast<const char *>(buffer.data()), size > 0 ? size - 1 : 0);
    QByteArray key(size, Qt::Uninitialized);
    collator->getSortKey(source, reinterpret_cast<uint8_t *>(key.data()), size);
    key.chop(1);
    return key;
}

} // namespace fengqiao
