#include <core/hanzi.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unicode/translit.h>

#include "icu.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// ---- one character's syllable, asked of ICU once ----

// A syllable of at most six letters in 5 bits each: 1..26 are a..z, 27 is ü; `known` marks a computed slot.
using Packed = quint32;
constexpr Packed known = 1U << 31;
constexpr char16_t firstCached = 0x3000;
constexpr char16_t lastCached = 0x9fff;
using SyllableCache = std::array<std::atomic<Packed>, lastCached - firstCached + 1>;

// The pairs that ICU's rules know: only in these does a character's reading depend on the one that follows, so all
// others can be read, and remembered, one by one.
bool isPair(QStringView text)
{
    static constexpr std::array<QStringView, 8> pairs = {u"令狐", u"万俟", u"澹台", u"长孙",
                                                         u"藏文", u"重庆", u"沈阳", u"秘鲁"};
    return std::ranges::find(pairs, text) != pairs.end();
}

// "lǚ bù" to {"lü", "bu"}; a character that ICU does not know gives an empty syllable.
QStringList transliterate(const QString &han)
{
    thread_local const std::unique_ptr<icu::Transliterator> names = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>(
            icu::Transliterator::createInstance("Han-Latin/Names", UTRANS_FORWARD, status));
    }();
    if (!names)
        return {};
    icu::UnicodeString text = toIcu(han);
    names->transliterate(text);
    QStringList syllables;
    for (const QString &word : fromIcu(text).split(u' ', Qt::SkipEmptyParts)) {
        QString letters;
        for (const QChar c : word.normalized(QString::NormalizationForm_D)) {
            if (c >= u'a' && c <= u'z')
                letters += c;
            else if (c == QChar(0x0308) && letters.endsWith(u'u'))
                letters.back() = u'ü';
        }
        syllables.append(letters);
    }
    return syllables;
}

Packed pack(const QString &syllable)
{
    Packed packed = known;
    int shift = 0;
    for (const QChar c : syllable.first(std::min<qsizetype>(6, syllable.size()))) {
        const Packed letter = c == u'ü' ? 27U : static_cast<Packed>(c.unicode() - u'a' + 1);
        packed |= letter << shift;
        shift += 5;
    }
    return packed;
}

QString unpack(Packed packed)
{
    std::array<QChar, 6> letters;
    qsizetype size = 0;
    for (packed &= ~known; packed != 0; packed >>= 5) {
        const Packed letter = packed & 31U;
        letters.at(static_cast<size_t>(size++)) =
            letter == 27U ? QChar(u'ü') : QChar(static_cast<char16_t>(u'a' + letter - 1));
    }
    return QString(letters.data(), size);
}

// Where a name begins the character is read as a surname (单 shan), elsewhere as a word (dan).
QString syllableOf(const QString &han, bool asSurname)
{
    static SyllableCache surnames;
    static SyllableCache words;
    const auto ask = [&] { return asSurname ? transliterate(han).value(0) : transliterate(u"小"_s + han).value(1); };
    const char16_t c = han.front().unicode();
    if (han.size() > 1 || c < firstCached || c > lastCached)
        return ask();
    std::atomic<Packed> &slot = (asSurname ? surnames : words)[static_cast<size_t>(c - firstCached)];
    Packed packed = slot.load(std::memory_order_relaxed);
    if (packed == 0) {
        packed = pack(ask());
        slot.store(packed, std::memory_order_relaxed);
    }
    return unpack(packed);
}

// ---- the overrides of the rule table ----

struct Overrides {
    QHash<QString, QList<QStringList>> readings; // folded text -> readings -> syllables
    qsizetype longest = 0;
};

std::shared_mutex overridesMutex;
std::shared_ptr<const Overrides> currentOverrides;

std::shared_ptr<const Overrides> overrides()
{
    const std::shared_lock lock(overridesMutex);
    return currentOverrides;
}

// The readings of the longest override that `text` has at `at`; `length` is how much of the text they stand for.
QList<QStringList> overrideAt(const QString &text, qsizetype at, qsizetype *length)
{
    const std::shared_ptr<const Overrides> table = overrides();
    if (!table)
        return {};
    for (*length = std::min(table->longest, text.size() - at); *length > 0; --*length) {
        if (const auto found = table->readings.constFind(text.mid(at, *length)); found != table->readings.cend())
            return *found;
    }
    return {};
}

// ---- names ----

// A name cut into syllables; where its beginning can be read in several ways there are several.
struct Reading {
    QList<QStringList> beginnings = {{}};
    QStringList rest;
};

Reading readingOf(const QString &name)
{
    Reading reading;
    const QString text = fold(name);
    bool begun = false;     // the first Chinese character has been read
    bool letterRun = false; // the last piece of `rest` is a run of letters and digits
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        const qsizetype width = c.isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
        const char32_t point = width == 2 ? QChar::surrogateToUcs4(c, text.at(at + 1)) : c.unicode();
        if (!isHan(point)) {
            const bool letter = QChar::isLetterOrNumber(point);
            if (letter && letterRun)
                reading.rest.back() += text.mid(at, width);
            else if (letter)
                reading.rest.append(text.mid(at, width));
            letterRun = letter;
            at += width;
            continue;
        }
        letterRun = false;
        qsizetype length = width;
        QList<QStringList> beginnings;
        if (!begun && reading.rest.isEmpty())
            beginnings = overrideAt(text, at, &length);
        if (!beginnings.isEmpty()) {
            reading.beginnings = beginnings;
        } else {
            length = width;
            const bool pair = isPair(QStringView(text).mid(at, std::min<qsizetype>(2, text.size() - at)));
            reading.rest.append(syllableOf(text.mid(at, pair ? 2 : width), !begun));
        }
        begun = true;
        at += length;
    }
    return reading;
}

void appendNew(QStringList &list, const QString &text)
{
    if (!text.isEmpty() && !list.contains(text))
        list.append(text);
}

} // namespace

void setPinyinOverrides(const QHash<QString, QStringList> &readings)
{
    auto table = std::make_shared<Overrides>();
    for (auto it = readings.cbegin(); it != readings.cend(); ++it) {
        const QString text = fold(it.key());
        QList<QStringList> &list = table->readings[text];
        for (const QString &reading : it.value())
            list.append(QString(reading.toLower()).replace(u'v', u'ü').split(u'-', Qt::SkipEmptyParts));
        table->longest = std::max(table->longest, text.size());
    }
    const std::unique_lock lock(overridesMutex);
    currentOverrides = std::move(table);
}

QStringList pinyin(const QString &name)
{
    const Reading reading = readingOf(name);
    const QString rest = reading.rest.join(QString());
    QStringList result;
    for (const QStringList &beginning : reading.beginnings) {
        const QString whole = beginning.join(QString()) + rest;
        // Keyboards have no ü: some type u, some v.
        appendNew(result, QString(whole).replace(u'ü', u'u'));
        appendNew(result, QString(whole).replace(u'ü', u'v'));
    }
    return result;
}

QStringList initials(const QString &name)
{
    const Reading reading = readingOf(name);
    QStringList result;
    for (const QStringList &beginning : reading.beginnings) {
        QString letters;
        for (const QStringList &part : {beginning, reading.rest}) {
            for (const QString &syllable : part) {
                if (!syllable.isEmpty())
                    letters += syllable.front();
            }
        }
        appendNew(result, letters);
    }
    return result;
}

} // namespace fengqiao
