#include "search_tokens.h"

#include <QVarLengthArray>

#include <core/hanzi.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qsizetype maxNameUnits = 32; // an organisation's name; what is longer is found by its beginning
constexpr qsizetype maxTextUnits = 600;

// Appends to one text: a token list of a person has some seventy entries, and as many small strings would cost more
// than the index itself.
class TokenBag {
public:
    explicit TokenBag(QString prefix)
        : m_prefix(std::move(prefix))
    {
        m_text.reserve(768);
    }

    void add(char16_t kind, QStringView payload)
    {
        if (payload.isEmpty())
            return;
        if (!m_text.isEmpty())
            m_text += u' ';
        m_text += m_prefix;
        m_text += QChar(kind);
        m_text += payload;
    }

    void addAll(char16_t kind, const QStringList &payloads)
    {
        for (const QString &payload : payloads)
            add(kind, payload);
    }

    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_prefix;
    QString m_text;
};

bool isVowel(QChar c)
{
    return QStringView(u"aeiouv").contains(c);
}

// A spelling such as "xiao", "er", "zhuang": consonants, vowels, then nothing, n, ng or r.
bool isSyllable(QStringView text)
{
    qsizetype i = 0;
    if (text.size() > 1 && text.at(1) == u'h' && QStringView(u"zcs").contains(text.at(0)))
        i = 2;
    else if (!isVowel(text.at(0)))
        i = 1;
    const qsizetype vowels = i;
    while (i < text.size() && isVowel(text.at(i)))
        ++i;
    const QStringView rest = text.sliced(i);
    return i > vowels && (rest.isEmpty() || rest == u"n" || rest == u"ng" || rest == u"r");
}

// Where the syllables of a reading begin, found again from its initials ("shanxiaoming", "sxm" -> 0 4 8): the reading
// as a whole is right about surnames, readings of its parts would not be.
bool splitSyllables(QStringView reading, QStringView initials, qsizetype from, QList<qsizetype> &starts)
{
    if (initials.isEmpty())
        return from == reading.size();
    if (from >= reading.size() || reading.at(from) != initials.front())
        return false;
    starts << from;
    for (qsizetype length = 1; length <= 6 && from + length <= reading.size(); ++length) {
        if (isSyllable(reading.sliced(from, length)) &&
            splitSyllables(reading, initials.sliced(1), from + length, starts))
            return true;
    }
    starts.removeLast();
    return false;
}

void addEdges(TokenBag &bag, char16_t kind, QStringView text, qsizetype shortest, qsizetype longest)
{
    for (qsizetype length = shortest; length <= std::min(longest, text.size()); ++length)
        bag.add(kind, text.left(length));
}

void addReading(TokenBag &bag, const QString &reading, const QStringList &initials)
{
    QList<qsizetype> starts;
    for (const QString &letters : initials) {
        starts.clear();
        if (splitSyllables(reading, letters, 0, starts))
            break;
    }
    if (starts.isEmpty())
        starts << 0;
    bag.add(token::pinyinFull, reading);
    for (const qsizetype start : std::as_const(starts)) {
        const QStringView suffix = QStringView(reading).sliced(start);
        addEdges(bag, start == 0 ? token::pinyinHead : token::pinyinInfix, suffix, 1, pinyinEdge);
        if (suffix.size() > pinyinEdge)
            bag.add(token::pinyinSuffix, suffix.left(64));
    }
}

void addName(TokenBag &bag, const QString &name)
{
    Units units = unitsOf(name);
    units.resize(std::min(maxNameUnits, units.size()));
    if (units.isEmpty())
        return;
    const QString whole = textOf(units, 0, units.size());
    bag.add(token::nameFull, whole);
    for (qsizetype start = 0; start < units.size(); ++start) {
        for (qsizetype length = 1; length <= std::min(nameGram, units.size() - start); ++length)
            bag.add(start == 0 ? token::nameHead : token::nameInfix, textOf(units, start, length));
    }
    const QStringList letters = initials(whole);
    for (const QString &reading : pinyin(whole))
        addReading(bag, reading, letters);
    for (const QString &line : letters) {
        bag.add(token::initialsFull, line);
        for (qsizetype start = 0; start < line.size(); ++start)
            addEdges(bag, start == 0 ? token::initialsHead : token::initialsInfix, QStringView(line).sliced(start), 2,
                     initialsEdge);
    }
}

void addPhone(TokenBag &bag, const QString &phone)
{
    QString digits;
    for (const QChar c : fold(phone)) {
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    if (digits.size() < phoneGram)
        return;
    const QStringView all(digits);
    bag.add(token::phoneFull, all);
    bag.add(token::phoneTail, all.last(4));
    for (qsizetype start = 0; start + phoneGram <= all.size(); ++start)
        bag.add(token::phonePart, all.sliced(start, phoneGram));
}

void addDocument(TokenBag &bag, const QString &document)
{
    const Units units = unitsOf(document);
    const QString whole = textOf(units, 0, units.size());
    bag.add(token::documentFull, whole);
    const bool isPlain = whole.size() == units.size(); // a character is one code unit
    for (const qsizetype tail : {4, 5, 6, 8}) {
        if (units.size() > tail && isPlain)
            bag.add(token::documentTail, QStringView(whole).last(tail));
        else if (units.size() > tail)
            bag.add(token::documentTail, textOf(units, units.size() - tail, tail));
    }
}

void addNumber(TokenBag &bag, const QString &number)
{
    const QStringList runs = runsOf(number);
    bag.add(token::numberFull, runs.join(QString()));
    bag.addAll(token::numberRun, runs);
    for (const QString &run : runs) {
        if (isDigits(run) && run.size() > 4)
            bag.add(token::numberRun, run.right(4));
    }
}

// A Han character, or a run of letters and digits, where it stands in a folded text.
struct TextUnit {
    qsizetype from = 0;
    qsizetype size = 0;
    bool han = false;
    bool first = false; // of its segment: punctuation parts one from the next
};

using TextUnits = QVarLengthArray<TextUnit, 64>;

void textUnitsOf(QStringView text, TextUnits &units)
{
    bool inRun = false;
    bool begins = true;
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1)) : text.at(at).unicode();
        const qsizetype size = pair ? 2 : 1;
        const bool han = isHan(c);
        const bool run = !han && QChar::isLetterOrNumber(c);
        if (run && inRun) {
            units.last().size += size;
        } else if (run || han) {
            units.append(TextUnit{at, size, han, begins});
            begins = false;
        } else if (!QChar::isSpace(c)) { // a blank inside Chinese text does not part words
            begins = true;
        }
        inRun = run;
        at += size;
    }
}

// Units `from` to `to` next to each other, without what stood between them.
QString joined(QStringView text, const TextUnits &units, qsizetype from, qsizetype to)
{
    QString out;
    for (qsizetype i = from; i <= to; ++i)
        out += text.sliced(units.at(i).from, units.at(i).size);
    return out;
}

void addJoined(TokenBag &bag, char16_t kind, QStringView text, const TextUnits &units, qsizetype from, qsizetype to)
{
    const qsizetype start = units.at(from).from;
    const qsizetype end = units.at(to).from + units.at(to).size;
    qsizetype together = 0;
    for (qsizetype i = from; i <= to; ++i)
        together += units.at(i).size;
    if (together == end - start)
        bag.add(kind, text.sliced(start, together));
    else
        bag.add(kind, joined(text, units, from, to));
}

bool isPair(const TextUnits &units, qsizetype i)
{
    return i > 0 && units.at(i).han && units.at(i - 1).han && !units.at(i).first;
}

// Two units of its segment stand before it.
bool isPlaced(const TextUnits &units, qsizetype i)
{
    return i > 1 && !units.at(i).first && !units.at(i - 1).first;
}

void addText(TokenBag &bag, char16_t kind, const QString &text)
{
    const QString folded = fold(text.left(maxTextUnits));
    TextUnits units;
    textUnitsOf(folded, units);
    for (qsizetype i = 0; i < units.size(); ++i) {
        if (isPair(units, i))
            addJoined(bag, kind, folded, units, i - 1, i);
        if (units.at(i).han)
            continue;
        addJoined(bag, kind, folded, units, i, i);
        if (isPlaced(units, i))
            addJoined(bag, kind, folded, units, i - 2, i);
    }
}

} // namespace

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Units unitsOf(const QString &text)
{
    Units units;
    for (const char32_t c : fold(text).toUcs4()) {
        if (QChar::isLetterOrNumber(c))
            units << c;
    }
    return units;
}

QString textOf(const Units &units, qsizetype from, qsizetype length)
{
    return QString::fromUcs4(units.constData() + from, length);
}

TextParts textPartsOf(const QString &text)
{
    const QString folded = fold(text.left(maxTextUnits));
    TextUnits units;
    textUnitsOf(folded, units);
    TextParts parts;
    for (qsizetype i = 0; i < units.size(); ++i) {
        if (isPair(units, i))
            parts.pairs << joined(folded, units, i - 1, i);
        if (!units.at(i).han)
            parts.runs << TextParts::Run{joined(folded, units, i, i),
                                         isPlaced(units, i) ? joined(folded, units, i - 2, i) : QString()};
    }
    return parts;
}

QStringList runsOf(const QString &text)
{
    QStringList runs;
    int before = 0; // 0 nothing, 1 Han, 2 letters and digits
    for (const char32_t c : fold(text).toUcs4()) {
        const int kind = isHan(c) ? 1 : QChar::isLetterOrNumber(c) ? 2 : 0;
        if (kind != 0 && kind == before)
            runs.last() += QString::fromUcs4(&c, 1);
        else if (kind != 0)
            runs << QString::fromUcs4(&c, 1);
        before = kind;
    }
    return runs;
}

QString tokenText(const SearchKeys &keys, const QString &prefix)
{
    TokenBag bag(prefix);
    for (const QString &name : keys.names)
        addName(bag, name);
    for (const QString &phone : keys.phones)
        addPhone(bag, phone);
    for (const QString &document : keys.documents)
        addDocument(bag, document);
    for (const QString &number : keys.numbers)
        addNumber(bag, number);
    for (const QString &address : keys.addresses)
        addText(bag, token::address, address);
    for (const QString &text : keys.texts)
        addText(bag, token::text, text);
    return bag.text();
}

QStringList indexTokens(const SearchKeys &keys)
{
    QStringList tokens = tokenText(keys, {}).split(u' ', Qt::SkipEmptyParts);
    tokens.removeDuplicates();
    return tokens;
}

QString entityLetter(qint64 code)
{
    static const QString letters = u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
    Q_ASSERT(code >= 1 && code <= letters.size());
    return letters.mid(code - 1, 1);
}

} // namespace fengqiao
