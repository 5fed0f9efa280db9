#include <store/search.h>

#include <QSet>

#include <core/hanzi.h>
#include <store/session.h>

#include "search_tokens.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// One way in which a word may match, with how good such a match is.
struct Stage {
    SearchKeyKind kind;
    int rank;
    QString match;
};

// Stands in an expression where the letter of the entity belongs.
constexpr QChar anyEntity{u'\x01'};

QString quoted(char16_t kind, const QString &payload)
{
    return u'"' + QString(anyEntity) + QChar(kind) + payload + u'"';
}

constexpr qsizetype maxPairs = 6;
constexpr qsizetype maxRuns = 3;
constexpr qsizetype maxGrams = 8;

QString allOf(char16_t kind, const QStringList &payloads)
{
    QStringList terms;
    for (const QString &payload : payloads)
        terms << quoted(kind, payload);
    return terms.size() == 1 ? terms.first() : u'(' + terms.join(" AND "_L1) + u')';
}

QString anyOf(const QStringList &terms)
{
    return terms.size() == 1 ? terms.first() : u'(' + terms.join(" OR "_L1) + u')';
}

// Every second n-gram and the last: they still overlap, and each one more is a list more to open.
QStringList grams(const Units &units, qsizetype length, qsizetype from = 0)
{
    QStringList out;
    const qsizetype last = units.size() - length;
    for (qsizetype start = from; start <= last; start += start + 1 == last ? 1 : 2)
        out << textOf(units, start, length);
    return out.mid(0, maxGrams);
}

void addNameStages(QList<Stage> &stages, const Units &units, const QString &word)
{
    stages << Stage{SearchKeyKind::Name, 0, quoted(token::nameFull, word)};
    if (units.size() <= nameGram) {
        stages << Stage{SearchKeyKind::Name, 1, quoted(token::nameHead, word)}
               << Stage{SearchKeyKind::Name, 2, quoted(token::nameInfix, word)};
        return;
    }
    const QString rest = allOf(token::nameInfix, grams(units, nameGram, 1));
    stages << Stage{SearchKeyKind::Name, 1,
                    u'(' + quoted(token::nameHead, textOf(units, 0, nameGram)) + " AND "_L1 + rest + u')'}
           << Stage{SearchKeyKind::Name, 2, allOf(token::nameInfix, grams(units, nameGram))};
}

// What is asked for of an address or a text. FTS5 walks the first list and looks the others up, and a list that all
// records stand in costs the most and tells nothing: so numbers in their place first, then the last pairs of characters
// (an address grows more particular from county to house).
QStringList tellingParts(const QString &word)
{
    const TextParts parts = textPartsOf(word);
    QStringList telling;
    QStringList alone;
    for (const TextParts::Run &run : parts.runs.last(std::min(maxRuns, parts.runs.size())))
        run.placed.isEmpty() ? alone << run.text : telling << run.placed;
    for (const QString &pair : parts.pairs.last(std::min(maxPairs, parts.pairs.size())))
        telling << pair;
    return telling + alone;
}

void addTextStages(QList<Stage> &stages, const QString &word)
{
    const QStringList parts = tellingParts(word);
    if (parts.isEmpty())
        return; // a single Han character is looked for in names only
    stages << Stage{SearchKeyKind::Address, 4, allOf(token::address, parts)}
           << Stage{SearchKeyKind::Text, 5, allOf(token::text, parts)};
}

void addNumberStages(QList<Stage> &stages, const QString &word)
{
    const QStringList runs = runsOf(word);
    stages << Stage{SearchKeyKind::Number, 0, quoted(token::numberFull, runs.join(QString()))}
           << Stage{SearchKeyKind::Number, 3, allOf(token::numberRun, runs)};
}

void addLetterStages(QList<Stage> &stages, const QString &word)
{
    stages << Stage{SearchKeyKind::Pinyin, 0, quoted(token::pinyinFull, word)};
    if (word.size() > 1)
        stages << Stage{SearchKeyKind::Initials, 0, quoted(token::initialsFull, word)};
    if (word.size() <= pinyinEdge) {
        stages << Stage{SearchKeyKind::Pinyin, 1, quoted(token::pinyinHead, word)};
        if (word.size() > 1 && word.size() <= initialsEdge)
            stages << Stage{SearchKeyKind::Initials, 1, quoted(token::initialsHead, word)}
                   << Stage{SearchKeyKind::Initials, 2, quoted(token::initialsInfix, word)};
        stages << Stage{SearchKeyKind::Pinyin, 2, quoted(token::pinyinInfix, word)};
    } else {
        stages << Stage{SearchKeyKind::Pinyin, 1, quoted(token::pinyinSuffix, word) + u'*'};
    }
}

void addPhoneStages(QList<Stage> &stages, const Units &units, const QString &word)
{
    if (units.size() == 4)
        stages << Stage{SearchKeyKind::Phone, 1, quoted(token::phoneTail, word)};
    stages << Stage{SearchKeyKind::Phone, 0, quoted(token::phoneFull, word)}
           << Stage{SearchKeyKind::Phone, 2, allOf(token::phonePart, grams(units, phoneGram))};
}

void addDigitStages(QList<Stage> &stages, const Units &units, const QString &word)
{
    const bool digitsOnly = isDigits(word);
    if (units.size() >= phoneGram) {
        stages << Stage{SearchKeyKind::DocumentTail, 1, quoted(token::documentTail, word)}
               << Stage{SearchKeyKind::Document, 0, quoted(token::documentFull, word)};
        if (units.size() >= documentPrefix)
            stages << Stage{SearchKeyKind::Document, 1, quoted(token::documentFull, word) + u'*'};
        if (digitsOnly && units.size() <= 12)
            addPhoneStages(stages, units, word);
    }
    addNumberStages(stages, word);
    addTextStages(stages, word);
}

QList<Stage> stagesOf(const QString &word)
{
    QList<Stage> stages;
    const Units units = unitsOf(word);
    if (units.isEmpty())
        return stages;
    const QString letters = textOf(units, 0, units.size());
    const bool han = std::ranges::any_of(units, [](char32_t c) { return isHan(c); });
    const bool digits = std::ranges::any_of(letters, [](QChar c) { return c.isDigit(); });
    if (han) {
        addNameStages(stages, units, letters);
        if (digits)
            addNumberStages(stages, word);
        addTextStages(stages, word);
    } else if (digits) {
        addDigitStages(stages, units, letters);
        if (!isDigits(letters))
            addNameStages(stages, units, letters);
        if (runsOf(word).size() > 1)
            addNumberStages(stages, word); // with its hyphens: run by run
    } else {
        addLetterStages(stages, letters);
        addNumberStages(stages, word);
        addTextStages(stages, word);
    }
    std::ranges::stable_sort(stages, {}, &Stage::rank);
    return stages;
}

QStringList wordsOf(const QString &text)
{
    return fold(text.left(200)).split(u' ', Qt::SkipEmptyParts).mid(0, 6);
}

QString anyStage(const QList<Stage> &stages)
{
    QStringList terms;
    for (const Stage &stage : stages)
        terms << stage.match;
    return anyOf(terms);
}

QList<QList<Stage>> stagesOfWords(const QString &text)
{
    QList<QList<Stage>> words;
    for (const QString &word : wordsOf(text)) {
        if (QList<Stage> stages = stagesOf(word); !stages.isEmpty())
            words << stages;
    }
    return words;
}

// What the other words ask for besides.
QString besides(const QList<QList<Stage>> &words)
{
    QString also;
    for (const QList<Stage> &others : words.sliced(1))
        also += " AND "_L1 + anyStage(others);
    return also;
}

QString forEntities(const QString &match, const QStringList &letters)
{
    QStringList alternatives;
    for (const QString &letter : letters)
        alternatives << u'(' + QString(match).replace(anyEntity, letter) + u')';
    return alternatives.join(" OR "_L1);
}

} // namespace

QString searchExpression(const QString &text)
{
    const QList<QList<Stage>> words = stagesOfWords(text);
    return words.isEmpty() ? QString() : QString(anyStage(words.first()) + besides(words)).remove(anyEntity);
}

// Stage by stage, best first, the newest of each, until there are enough: no key stroke reads a long posting list to
// its end.
QList<SearchHit> Reader::search(const SearchRequest &request)
{
    QList<SearchHit> hits;
    const QList<QList<Stage>> words = stagesOfWords(request.text);
    QHash<qint64, QString> entities;
    QStringList letters;
    Query known = query(u"SELECT code, entity FROM search_entity"_s);
    while (known.next()) {
        entities.insert(known.integer(0), known.text(1));
        if (request.entities.isEmpty() || request.entities.contains(known.text(1)))
            letters << entityLetter(known.integer(0));
    }
    if (words.isEmpty() || letters.isEmpty())
        return hits;
    const QString also = besides(words);
    QSet<qint64> seen;
    for (const Stage &stage : words.first()) {
        // Hits of better stages may come again here, so as many more are asked for.
        Query found = query(u"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"_s,
                            {forEntities(stage.match + also, letters), request.limit + static_cast<int>(seen.size())});
        while (hits.size() < request.limit && found.next()) {
            const qint64 doc = found.integer(0);
            if (seen.contains(doc))
                continue;
            seen.insert(doc);
            Query entry = query(u"SELECT entity, row, id FROM search_doc WHERE doc = ?"_s, {doc});
            if (entry.next())
                hits << SearchHit{entities.value(entry.integer(0)), entry.integer(1), entry.uuid(2), stage.kind,
                                  stage.rank};
        }
        if (hits.size() >= request.limit)
            break;
    }
    return hits;
}

} // namespace fengqiao
