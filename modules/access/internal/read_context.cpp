#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <access/desk.h>
#include <access/entities.h>
#include <access/rights.h>

#include "field_catalogue.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString hidden = u"***"_s;

// The column that a record is called by: its number, or its name.
QLatin1StringView wordColumn(const Schema *schema, QLatin1StringView name)
{
    if (!schema)
        return {};
    const auto entity = std::ranges::find(schema->entities, name, &Entity::name);
    if (entity == schema->entities.end())
        return {};
    for (const QLatin1StringView column : {"number"_L1, "name"_L1})
        if ((*entity)->field(column))
            return column;
    return {};
}

} // namespace

QString ReadContext::letters(const QString &permission) const
{
    return lettersOf(rules, actor, permission);
}

Grant ReadContext::grant(const QString &permission) const
{
    return permission.isEmpty() ? Grant::All : grantOf(rules, actor, permission);
}

// A range instead of LIKE, so that an index on `org` serves it: ':' follows '9'.
QString ReadContext::areaSql(const Entity &entity, QVariantList *binds) const
{
    if (actor.area.isNull())
        return u"0"_s;
    if (!entity.field("org"_L1))
        return u"1"_s;
    const QString from = actor.area.digits();
    const QString to = from % u':';
    *binds << from << to;
    // What an area below the county handed up it may still read (逐级上报); a county's records never leave it.
    if (!entity.field("origin_org"_L1) || actor.area.level() <= DivisionLevel::County)
        return u"(org >= ? AND org < ?)"_s;
    *binds << from << to;
    return u"(org >= ? AND org < ? OR origin_org >= ? AND origin_org < ?)"_s;
}

QString ReadContext::ownSql(const RecordKind &kind, QVariantList *binds) const
{
    if (kind.ownSql.isEmpty())
        return u"0"_s;
    for (qsizetype i = kind.ownSql.count(u'?'); i > 0; --i)
        *binds << QVariant(actor.id.value);
    return u'(' % kind.ownSql % u')';
}

// Sealed records need their own row of the matrix; a kind says so by a field `restricted`.
QString ReadContext::sealSql(const RecordKind &kind, QVariantList *binds) const
{
    const Grant sealed = grantOf(rules, actor, kind.name % u".read_restricted"_s);
    const QString open = u"coalesce(restricted, 0) = 0"_s;
    if (sealed == Grant::All)
        return open % u" OR " % areaSql(*kind.entity, binds);
    if (sealed == Grant::Own)
        return open % u" OR " % ownSql(kind, binds);
    return open;
}

// A condition on the record that this one belongs to.
QString ReadContext::parentSql(const RecordKind &kind, const QString &condition) const
{
    const QLatin1StringView parent = kind.parent->entity->name;
    return u"EXISTS (SELECT 1 FROM \"%1\" WHERE \"%1\".id = \"%2\".\"%1\" AND %3)"_s.arg(parent, kind.entity->name,
                                                                                         condition);
}

QString ReadContext::scopeSql(const RecordKind &kind, QVariantList *binds) const
{
    QString scope = u"1"_s;
    if (!kind.permission.isEmpty()) {
        const QString given = letters(kind.permission);
        QStringList parts;
        if (given.contains(u'A') || given.contains(u'M'))
            parts << (kind.parent ? parentSql(kind, scopeSql(*kind.parent, binds)) : areaSql(*kind.entity, binds));
        if (!given.contains(u'A') && given.contains(u'O'))
            parts << ownSql(kind, binds);
        scope = parts.isEmpty() ? u"0"_s : u'(' % parts.join(" OR "_L1) % u')';
    }
    if (kind.entity->field("restricted"_L1))
        scope += u" AND ("_s + sealSql(kind, binds) + u')';
    else if (kind.parent)
        scope += u" AND "_s + parentSql(kind, u'(' + sealSql(*kind.parent, binds) + u')');
    return scope;
}

bool ReadContext::rowMatches(const RecordKind &kind, const Row &row, const QString &condition,
                             const QVariantList &binds) const
{
    Query found = tx.query(u"SELECT 1 FROM \"%1\" WHERE id = ? AND %2"_s.arg(kind.entity->name, condition),
                           QVariantList{QVariant(row.id())} + binds);
    return found.next();
}

bool ReadContext::maySee(const RecordKind &kind, const Row &row) const
{
    QVariantList binds;
    const QString scope = scopeSql(kind, &binds);
    return scope == "1"_L1 || rowMatches(kind, row, scope, binds);
}

bool ReadContext::masksNames(const RecordKind &kind, const Row &row) const
{
    const QString given = letters(kind.permission);
    if (kind.permission.isEmpty() || given.contains(u'A'))
        return false;
    return !given.contains(u'O') || !owns(kind, row);
}

bool ReadContext::owns(const RecordKind &kind, const Row &row) const
{
    QVariantList binds;
    const QString own = ownSql(kind, &binds);
    return rowMatches(kind, row, own, binds);
}

QString ReadContext::masked(const Field &field, const QVariant &value, bool maskNames) const
{
    if (value.isNull() || field.personal == Personal::No)
        return value.toString();
    const bool isText = field.type == FieldType::Text || field.type == FieldType::Code || field.type == FieldType::Json;
    if (!isText) // a birth date has no shape worth keeping
        return hidden;
    return maskValue(field.personal, value.toString(), maskNames, maskNames);
}

QString ReadContext::accountName(QUuid id)
{
    if (id.isNull())
        return {};
    const auto known = m_accountNames.constFind(id);
    if (known != m_accountNames.cend())
        return *known;
    Query found = tx.query(u"SELECT name FROM account WHERE id = ?"_s, {QVariant(id)});
    const QString name = found.next() ? found.text(0) : QString();
    m_accountNames.insert(id, name);
    return name;
}

const FieldCatalogue &ReadContext::catalogue()
{
    if (m_fields)
        return m_fields->catalogue();
    if (!m_ownCatalogue)
        m_ownCatalogue = std::make_shared<const FieldCatalogue>(rules);
    return *m_ownCatalogue;
}

QJsonValue fieldJson(const Field &field, const Row &row)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Code:
        return row.text(field.name);
    case FieldType::Integer:
        return row.integer(field.name);
    case FieldType::Bool:
        return row.flag(field.name);
    case FieldType::Money:
        return row.money(field.name).toString();
    case FieldType::Instant:
        return row.instant(field.name).toIso();
    case FieldType::Date:
        return row.date(field.name).toString(Qt::ISODate);
    case FieldType::Id:
        return row.uuid(field.name).toString(QUuid::WithoutBraces);
    case FieldType::Json:
        return row.json(field.name);
    case FieldType::Bytes:
        return QString::fromLatin1(row.bytes(field.name).toBase64());
    }
    return {};
}

QJsonValue ReadContext::shownJson(const Field &field, const Row &row, bool maskNames) const
{
    const bool shown = field.personal == Personal::No || (field.personal == Personal::Narrative && !maskNames);
    return shown ? fieldJson(field, row) : QJsonValue(masked(field, row.value(field.name), maskNames));
}

// A person's name is no word for a field: it has a mask of its own.
QString ReadContext::referenceWord(const Field &field, QUuid id)
{
    if (field.refers == "account"_L1)
        return accountName(id);
    if (field.refers.isEmpty() || field.refers == "person"_L1)
        return {};
    const auto known = m_referenceWords.constFind(id);
    if (known != m_referenceWords.cend())
        return *known;
    const QLatin1StringView column = wordColumn(m_schema, field.refers);
    if (column.isEmpty())
        return {};
    Query found = tx.query(u"SELECT "_s % column % u" FROM \""_s % field.refers % u"\" WHERE id = ?"_s, {id});
    return *m_referenceWords.insert(id, found.next() ? found.text(0) : QString());
}

QString ReadContext::fieldWord(const Field &field, const Row &row)
{
    if (field.personal != Personal::No)
        return {};
    switch (field.type) {
    case FieldType::Code: {
        const QString code = row.text(field.name);
        const QString word = codeWord(rules, field.name == "state"_L1 ? u"states"_s : QString(field.list), code);
        return word == code ? QString() : word;
    }
    case FieldType::Instant:
        return row.instant(field.name).display();
    case FieldType::Money:
        return row.money(field.name).display();
    case FieldType::Id:
        return referenceWord(field, row.uuid(field.name));
    default:
        return {};
    }
}

QJsonObject ReadContext::fields(const RecordKind &kind, const Row &row)
{
    const bool maskNames = masksNames(kind, row);
    QJsonObject values;
    QJsonObject words;
    for (const Field &field : kind.entity->fields) {
        if (row.isNull(field.name) || field.type == FieldType::Bytes) // packed: a kind shows it among its details
            continue;
        values.insert(field.name, shownJson(field, row, maskNames));
        if (const QString word = fieldWord(field, row); !word.isEmpty())
            words.insert(field.name, word);
    }
    QJsonObject json{{u"kind"_s, kind.name}, {u"id"_s, row.id().toString(QUuid::WithoutBraces)}};
    if (!kind.numberField.isEmpty()) // masked where it is personal
        json.insert(u"number"_s, values.value(kind.numberField));
    if (values.contains("state"_L1))
        json.insert(u"state"_s, values.value("state"_L1));
    json.insert(u"fields"_s, values);
    json.insert(u"words"_s, words);
    return json;
}

QJsonObject ReadContext::record(const RecordKind &kind, const Row &row)
{
    const bool maskNames = masksNames(kind, row);
    QJsonObject json = fields(kind, row);
    if (const QJsonArray steps = history(row.id(), maskNames); !steps.isEmpty())
        json.insert(u"history"_s, steps);
    // Last, because a kind may tell less of its history than the mask would (who reported, R6).
    if (kind.details) {
        const QJsonObject details = kind.details(*this, row);
        for (auto it = details.constBegin(); it != details.constEnd(); ++it)
            json.insert(it.key(), it.value());
    }
    return json;
}

QJsonArray ReadContext::history(QUuid subject, bool maskNames)
{
    QJsonArray steps;
    // With what belongs to it (whistles, consultations of a matter), in the order in which it happened.
    const auto rows = tx.select(historyEntity(), u"subject = ? OR parent = ? ORDER BY at, id"_s,
                                {QVariant(subject), QVariant(subject)});
    for (const Row &row : rows) {
        const QString action = row.text("action"_L1);
        const RuleRow *spec = rules.table("actions"_L1).find(action);
        const QUuid account = row.uuid("actor"_L1);
        steps << QJsonObject{
            {u"at"_s, row.instant("at"_L1).toIso()},
            {u"seq"_s, row.integer("seq"_L1)},
            {u"kind"_s, row.text("subject_kind"_L1)},
            {u"subject"_s, row.uuid("subject"_L1).toString(QUuid::WithoutBraces)},
            {u"transition"_s, row.text("transition"_L1)},
            {u"action"_s, action},
            {u"action_word"_s, spec ? spec->word() : action},
            {u"from"_s, row.text("from_state"_L1)},
            {u"from_word"_s, codeWord(rules, u"states"_s, row.text("from_state"_L1))},
            {u"to"_s, row.text("to_state"_L1)},
            {u"to_word"_s, codeWord(rules, u"states"_s, row.text("to_state"_L1))},
            {u"actor"_s, account.toString(QUuid::WithoutBraces)},
            {u"actor_name"_s, accountName(account)},
            {u"role"_s, row.text("actor_role"_L1)},
            {u"role_word"_s, codeWord(rules, u"roles"_s, row.text("actor_role"_L1))},
            {u"data"_s, maskedFields(catalogue(), action, row.json("data"_L1).toObject(), maskNames, maskNames)},
        };
    }
    return steps;
}

} // namespace fengqiao
