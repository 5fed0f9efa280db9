#include <access/choices.h>

#include <access/entities.h>
#include <core/hanzi.h>
#include <core/locale.h>
#include <core/parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Of a longer list only the newest are looked through: a field names what is at hand; everything else has a search.
constexpr int lookedThrough = 1000;
constexpr auto endField = "valid_to"_L1; // of what comes in versions: the first day it is not in force

QString shown(ReadContext &context, const Row &row, QLatin1StringView name, bool maskNames)
{
    const Field *field = row.entity().field(name);
    return field ? context.masked(*field, row.value(name), maskNames) : QString();
}

QString codeWords(const ReadContext &context, const Row &row, QLatin1StringView name)
{
    const Field *field = row.entity().field(name);
    if (!field || field->list.isEmpty() || row.isNull(name))
        return {};
    const QString code = row.text(name);
    if (context.rules.hasCode(field->list, code))
        return context.rules.word(field->list, code);
    if (field->list == "room_kinds"_L1)
        if (const RuleRow *found = context.rules.table("room_kinds"_L1).find(code))
            return found->word();
    return {};
}

QString roleWords(const ReadContext &context, const Row &account)
{
    QStringList words;
    for (const QString &role : account.text("roles"_L1).split(u' ', Qt::SkipEmptyParts))
        if (const RuleRow *row = context.rules.table("roles"_L1).find(role))
            words << row->word();
    return joinedWords(words);
}

// People are called by their name, cases by their number; beside it what tells two of them apart.
RecordChoice choiceOf(ReadContext &context, const RecordKind &kind, const Row &row)
{
    const Entity &entity = row.entity();
    const bool maskNames = context.masksNames(kind, row);
    const QString number = kind.numberField.isEmpty() ? QString() : shown(context, row, kind.numberField, maskNames);
    const QString name = shown(context, row, "name"_L1, maskNames);
    RecordChoice choice{idText(row.id()), {}, {}};
    if (entity.name == "division"_L1) {
        const auto parent = context.tx.findBy(entity, "code"_L1, row.value("parent"_L1));
        choice = {row.text("code"_L1), name, joinedParts({parent ? parent->text("name"_L1) : QString(), number})};
    } else if (&entity == &accountEntity()) {
        choice.label = name;
        choice.detail = roleWords(context, row);
    } else if (entity.field("account"_L1) && name.isEmpty()) { // a mediator
        choice.label = context.accountName(row.uuid("account"_L1));
    } else if (!name.isEmpty()) {
        choice.label = name;
        choice.detail = joinedParts({codeWords(context, row, "kind"_L1), codeWords(context, row, "stationing"_L1),
                                     shown(context, row, "document_number"_L1, maskNames),
                                     shown(context, row, "phone"_L1, maskNames)});
    } else {
        choice.label = number;
        choice.detail =
            joinedParts({shown(context, row, "ticket"_L1, maskNames), shown(context, row, "title"_L1, maskNames),
                         shown(context, row, "visitor_name"_L1, maskNames)});
    }
    return choice;
}

// A unit is an organisation of kind "unit": where the kind of record is one of the codes of its own field `kind`.
bool isChoosable(const ReadContext &context, const RecordKind &kind, const Row &row)
{
    const Entity &entity = row.entity();
    if (const Field *own = entity.field("kind"_L1);
        own && context.rules.hasCode(own->list, kind.name) && row.text("kind"_L1) != kind.name)
        return false;
    if (entity.field("active"_L1) && !row.isNull("active"_L1) && !row.flag("active"_L1))
        return false;
    if (entity.field(endField) && !row.isNull(endField) && row.date(endField) <= context.now.localDate())
        return false; // a version that has ended stays for old reports only
    return &entity != &accountEntity() || row.text("state"_L1) == "active"_L1;
}

constexpr int noMatch = 3;

// 0 = its name begins with it, 1 = its name holds it, 2 = what stands beside the name does.
int rankOf(const RecordChoice &choice, const QString &typed)
{
    const auto holds = [&](const QString &words, auto how) {
        return std::ranges::any_of(QStringList{fold(words)} + pinyin(words) + initials(words), how);
    };
    const auto begins = [&](const QString &key) { return key.startsWith(typed); };
    const auto contains = [&](const QString &key) { return key.contains(typed); };
    if (holds(choice.label, begins))
        return 0;
    if (holds(choice.label, contains))
        return 1;
    return holds(choice.detail, contains) || choice.value.startsWith(typed) ? 2 : noMatch;
}

QList<Row> recentRows(ReadContext &context, const RecordKind &kind)
{
    QVariantList binds;
    QString scope = context.scopeSql(kind, &binds);
    if (kind.entity->field(endField)) {
        scope += " AND (valid_to IS NULL OR valid_to > ?)"_L1;
        binds << context.now.localDate().toJulianDay();
    }
    return context.tx.select(*kind.entity, scope % u" ORDER BY rowid DESC LIMIT "_s % QString::number(lookedThrough),
                             binds);
}

void takeIndexed(ReadContext &context, const RecordKind &kind, const QString &text, int limit,
                 QList<RecordChoice> &choices)
{
    for (const SearchHit &hit : context.tx.search({text, {kind.entity->name}, limit})) {
        const auto row = context.tx.find(*kind.entity, hit.id);
        if (row && isChoosable(context, kind, *row) && context.maySee(kind, *row))
            choices << choiceOf(context, kind, *row);
    }
}

} // namespace

QList<RecordChoice> findChoices(ReadContext &context, const RecordKind &kind, const QString &text, int limit)
{
    const QString typed = fold(text).simplified();
    QList<RecordChoice> choices;
    if (!typed.isEmpty())
        takeIndexed(context, kind, text, limit, choices);
    // Names of people are not guessed at by reading through all of them: they have the index.
    const bool isPeople = kind.entity->field("document_number"_L1);
    if (isPeople)
        return choices;
    QList<RecordChoice> ranks[noMatch];
    for (const Row &row : recentRows(context, kind)) {
        if (!isChoosable(context, kind, row))
            continue;
        const RecordChoice choice = choiceOf(context, kind, row);
        const int rank = typed.isEmpty() ? 0 : rankOf(choice, typed);
        if (rank < noMatch && !choices.contains(choice))
            ranks[rank] << choice;
    }
    for (QList<RecordChoice> &rank : ranks) {
        // Lists that people made by hand go by their names; the newest case is the likeliest.
        if (kind.entity->field("name"_L1))
            std::ranges::stable_sort(rank, {}, [](const RecordChoice &choice) { return sortKey(choice.label); });
        choices += rank;
    }
    choices.resize(std::min<qsizetype>(choices.size(), limit));
    return choices;
}

RecordChoice describeChoice(ReadContext &context, const RecordKind &kind, const QString &value)
{
    const QUuid id = QUuid::fromString(value);
    std::optional<Row> row;
    if (!id.isNull())
        row = context.tx.find(*kind.entity, id);
    else if (!kind.numberField.isEmpty())
        row = context.tx.findBy(*kind.entity, kind.numberField, value);
    if (!row || !context.maySee(kind, *row))
        return {value, {}, {}};
    return choiceOf(context, kind, *row);
}

} // namespace fengqiao
