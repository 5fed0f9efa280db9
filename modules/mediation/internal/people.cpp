#include <QCoreApplication>

#include <core/document_number.h>
#include <mediation/persons.h>

#include "cards.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString whyWord(SearchKeyKind kind)
{
    switch (kind) {
    case SearchKeyKind::Name:
        return QCoreApplication::translate("People", "name");
    case SearchKeyKind::Pinyin:
        return QCoreApplication::translate("People", "pinyin");
    case SearchKeyKind::Initials:
        return QCoreApplication::translate("People", "pinyin initials");
    case SearchKeyKind::DocumentTail:
        return QCoreApplication::translate("People", "end of the document number");
    case SearchKeyKind::Document:
        return QCoreApplication::translate("People", "document number");
    case SearchKeyKind::Phone:
        return QCoreApplication::translate("People", "phone");
    case SearchKeyKind::Address:
        return QCoreApplication::translate("People", "address");
    case SearchKeyKind::Number:
        return QCoreApplication::translate("People", "number");
    case SearchKeyKind::Text:
        return QCoreApplication::translate("People", "text");
    }
    return {};
}

// Matters a person is a party of, newest first; only those the actor may know of are counted.
void countMatters(ReadContext &context, PersonMatch &match)
{
    const QList<Row> rows = visibleMatters(
        context, u"id IN (SELECT matter FROM party WHERE person = ? AND deleted = 0)"_s, {match.id}, 100);
    match.matters = static_cast<int>(rows.size());
    const auto newest = std::ranges::max_element(rows, {}, [](const Row &row) { return row.id(); });
    if (newest != rows.end()) {
        match.lastMatter = newest->id();
        match.lastMatterNumber = newest->text("number"_L1);
    }
}

PersonMatch matchOf(ReadContext &context, const Row &person, const VisitCounter &visits)
{
    const bool maskNames = context.masksNames(personKind(), person);
    PersonMatch match;
    match.id = person.id();
    match.name = personField(context, person, "name"_L1, maskNames);
    match.document = personField(context, person, "document_number"_L1, maskNames);
    match.phone = personField(context, person, "phone"_L1, maskNames);
    match.address = personField(context, person, "address"_L1, maskNames);
    const QString sex = person.text("sex"_L1);
    match.sexWord = sex.isEmpty() ? QString() : context.rules.word("sex"_L1, sex);
    countMatters(context, match);
    if (visits)
        match.visits = visits(context, match.id);
    return match;
}

QSet<QString> bigrams(const QString &text)
{
    const QString folded = fold(text);
    QSet<QString> pairs;
    for (qsizetype i = 0; i + 1 < folded.size(); ++i)
        pairs.insert(folded.mid(i, 2));
    return pairs;
}

double likeness(const QString &a, const QString &b)
{
    const QSet<QString> left = bigrams(a);
    const QSet<QString> right = bigrams(b);
    if (left.isEmpty() || right.isEmpty())
        return 0;
    return 2.0 * static_cast<double>((left & right).size()) / static_cast<double>(left.size() + right.size());
}

// Edit distance where a swap of neighbours counts one (the usual slip at a keyboard), cut off at 3.
int slips(const QString &a, const QString &b)
{
    if (qAbs(a.size() - b.size()) > 2)
        return 3;
    QList<QList<int>> d(a.size() + 1, QList<int>(b.size() + 1, 0));
    for (qsizetype i = 0; i <= a.size(); ++i)
        d[i][0] = static_cast<int>(i);
    for (qsizetype j = 0; j <= b.size(); ++j)
        d[0][j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int change = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return std::min(3, d[a.size()][b.size()]);
}

// The people who share a block with the one at the window: same document, same phone, same sound with birth or with
// the end of the phone number (blocks of 1,000,000 people hold a handful each), and same name in any spelling.
QList<Row> candidates(ReadContext &context, const DuplicateQuery &query, QDate birth)
{
    QList<Row> rows;
    QSet<QUuid> seen;
    const auto take = [&](const QList<Row> &found) {
        for (const Row &row : found) {
            if (!seen.contains(row.id())) {
                seen.insert(row.id());
                rows.append(row);
            }
        }
    };
    const Entity &person = personEntity();
    if (!query.documentNumber.isEmpty())
        take(context.tx.select(person, u"document_number = ? LIMIT 20"_s, {query.documentNumber}));
    if (!query.phone.isEmpty())
        take(context.tx.select(person, u"phone = ? LIMIT 20"_s, {query.phone}));
    const QString tail = phoneTail(query.phone);
    for (const QString &sound : pinyin(query.name)) {
        if (birth.isValid())
            take(context.tx.select(person, u"name_key = ? AND birth = ? LIMIT 20"_s, {sound, birth}));
        if (!tail.isEmpty())
            take(context.tx.select(person, u"name_key = ? AND phone_tail = ? LIMIT 20"_s, {sound, tail}));
    }
    if (query.name.size() >= 2) {
        for (const SearchHit &hit : context.tx.search({query.name, {u"person"_s}, 30})) {
            if (!seen.contains(hit.id)) {
                if (auto row = context.tx.find(person, hit.id))
                    take({*row});
            }
        }
    }
    return rows;
}

bool soundsAlike(const QString &a, const QString &b)
{
    const QStringList left = pinyin(a);
    return std::ranges::any_of(pinyin(b), [&](const QString &sound) { return left.contains(sound); });
}

// Weights: a number identifies, a phone nearly, a name alone never.
void weigh(const Row &person, const DuplicateQuery &query, QDate birth, DuplicateHint &hint)
{
    QStringList reasons;
    const auto add = [&](int points, const QString &reason) {
        hint.score += points;
        reasons << reason;
    };
    const auto say = [](const char *text) { return QCoreApplication::translate("People", text); };
    const QString number = person.text("document_number"_L1);
    if (!query.documentNumber.isEmpty() && !number.isEmpty()) {
        if (number == query.documentNumber)
            add(70, say(QT_TRANSLATE_NOOP("People", "same document number")));
        else if (slips(number, query.documentNumber) == 1)
            add(45, say(QT_TRANSLATE_NOOP("People", "document number differs in one place")));
        else
            hint.score -= 25; // two valid numbers: two people, most likely
    }
    const QString name = person.text("name"_L1);
    if (!query.name.isEmpty()) {
        if (fold(name) == fold(query.name))
            add(25, say(QT_TRANSLATE_NOOP("People", "same name")));
        else if (soundsAlike(name, query.name))
            add(20, say(QT_TRANSLATE_NOOP("People", "name sounds the same")));
    }
    const QString phone = person.text("phone"_L1);
    if (!query.phone.isEmpty() && !phone.isEmpty()) {
        if (phone == query.phone)
            add(35, say(QT_TRANSLATE_NOOP("People", "same phone")));
        else if (slips(phone, query.phone) <= 1)
            add(25, say(QT_TRANSLATE_NOOP("People", "phone differs in one place")));
    }
    if (birth.isValid() && person.date("birth"_L1) == birth && number != query.documentNumber)
        add(20, say(QT_TRANSLATE_NOOP("People", "same birth date")));
    const double address = likeness(person.text("address"_L1), query.address);
    if (address >= 0.5)
        add(static_cast<int>(20 * address), say(QT_TRANSLATE_NOOP("People", "similar address")));
    hint.score = std::clamp(hint.score, 0, 100);
    hint.reason = reasons.join(QCoreApplication::translate("People", "; ", "between reasons"));
}

// People are seen only by those who handle visits and matters: administrators, security and audit staff never.
bool mayLook(const ReadContext &context)
{
    return context.grant(personKind().permission) != Grant::None;
}

} // namespace

QList<PersonMatch> searchPeople(ReadContext &context, const QString &text, int limit, const VisitCounter &visits)
{
    QList<PersonMatch> matches;
    if (!mayLook(context))
        return matches;
    // More than asked for, because some may be out of the actor's sight.
    for (const SearchHit &hit : context.tx.search({text, {u"person"_s}, limit * 2})) {
        const auto person = context.tx.find(personEntity(), hit.id);
        if (!person || !context.maySee(personKind(), *person))
            continue;
        PersonMatch match = matchOf(context, *person, visits);
        match.why = hit.kind;
        match.whyWord = whyWord(hit.kind);
        matches.append(std::move(match));
        if (matches.size() >= limit)
            break;
    }
    return matches;
}

QList<DuplicateHint> duplicateHints(ReadContext &context, const DuplicateQuery &query, int limit,
                                    const VisitCounter &visits)
{
    // Below this the likeness is chance: a name alone, or an address alone.
    constexpr int worthShowing = 30;
    constexpr int surelySame = 70;
    if (!mayLook(context))
        return {};
    const QDate birth = birthOf(u"citizen_id"_s, query.documentNumber);
    QList<DuplicateHint> hints;
    const QList<Row> rows = candidates(context, query, birth);
    for (const Row &row : rows) {
        DuplicateHint hint;
        weigh(row, query, birth, hint);
        if (hint.score < worthShowing || !context.maySee(personKind(), row))
            continue;
        hint.same = hint.score >= surelySame;
        hint.person.id = row.id();
        hints.append(std::move(hint));
    }
    std::ranges::stable_sort(hints, std::ranges::greater{}, &DuplicateHint::score);
    hints.resize(std::min<qsizetype>(hints.size(), limit));
    for (DuplicateHint &hint : hints) {
        const auto row = std::ranges::find(rows, hint.person.id, &Row::id);
        hint.person = matchOf(context, *row, visits);
    }
    return hints;
}

} // namespace fengqiao
