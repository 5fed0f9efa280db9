#include "server_sql.h"

#include "server_areas.h"

#include <QCryptographicHash>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QString quoted(QLatin1StringView name)
{
    return u'"' + QString(name) + u'"';
}

QString literal(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

QString tableOf(const Entity &entity)
{
    return u"fq_data."_s + quoted(entity.name);
}

// As an op carries it: bytes come in base64.
QString opType(FieldType type)
{
    return type == FieldType::Bytes ? u"text"_s : pgType(type);
}

QString knownFields(const Entity &entity)
{
    QStringList names;
    for (const Field &field : entity.fields)
        names << literal(field.name);
    return u"ARRAY["_s + names.join(u',') + u"]::text[]"_s;
}

// $1 centre, $2 rev of transaction 0, $3 operations. Areas that follow from what is there already come with the row,
// for a desk that sees all of the county: to look at each row once more costs as much as to bring it in.
QString insertSql(const Entity &entity, const AreaPlan &plan)
{
    QStringList columns;
    QStringList values;
    QStringList types;
    for (const Field &field : entity.fields) {
        columns << quoted(field.name);
        types << quoted(field.name) + u' ' + opType(field.type);
        values << (field.type == FieldType::Bytes ? u"decode(t.%1, 'base64')"_s : u"t.%1"_s).arg(quoted(field.name));
    }
    if (const QString areas = plan.atInsert(entity); !areas.isEmpty()) {
        columns << u"areas"_s;
        values << u"coalesce(CASE WHEN length(session_user::text) = 8 THEN %1 END, fq_sync.areas_of_session())"_s.arg(
            areas);
    }
    return u"INSERT INTO %1 (centre, id, rev, stamp, extra, %2) SELECT $1, o.id, $2 + o.n, o.stamp, "
           "nullif(o.f - %3, '{}'::jsonb), %4 FROM unnest($3) o, LATERAL jsonb_to_record(o.f) AS t(%5) "
           "WHERE o.e = %6 AND o.kind = 'new'"_s.arg(tableOf(entity), columns.join(", "_L1), knownFields(entity),
                                                     values.join(", "_L1), types.join(", "_L1), literal(entity.name));
}

QString changesCte(const Entity &entity)
{
    return u"WITH s AS (SELECT o.n, o.k, o.id, o.stamp, x.key, x.value, (o.b->>x.key)::bigint AS base "
           "FROM unnest($%1) o, LATERAL jsonb_each(o.f) x WHERE o.e = "_s +
           literal(entity.name) + u" AND o.kind = 'set')"_s;
}

// $1 centre, $2 operations: the first transaction that changes what its desk had not seen.
QString checkSql(const Entity &entity)
{
    return changesCte(entity).arg(2) +
           u", l AS (SELECT s.*, lag(s.stamp) OVER (PARTITION BY s.id, s.key ORDER BY s.n, s.k) AS prev FROM s) "
           "SELECT min(l.n) FROM l LEFT JOIN %1 t ON t.centre = $1 AND t.id = l.id "
           "WHERE t.id IS NULL OR t.deleted OR l.base IS DISTINCT FROM coalesce(l.prev, (t.versions->>l.key)::bigint, "
           "(t.versions->>'')::bigint, t.stamp)"_s.arg(tableOf(entity));
}

// $1 centre, $2 rev of transaction 0, $3 operations: all changes of a row at once, the last of each field.
QString updateSql(const Entity &entity)
{
    QStringList sets;
    for (const Field &field : entity.fields) {
        const QString name = QString(field.name);
        const QString text = u"a.f->>'"_s + name + u'\'';
        QString value = u"("_s + text + u")::"_s + pgType(field.type);
        if (field.type == FieldType::Bytes)
            value = u"decode("_s + text + u", 'base64')"_s;
        if (field.type == FieldType::Text || field.type == FieldType::Code)
            value = text;
        if (field.type == FieldType::Json)
            value = u"nullif(a.f->'"_s + name + u"', 'null'::jsonb)"_s;
        sets << u"%1 = CASE WHEN a.f ? '%2' THEN %3 ELSE t.%1 END"_s.arg(quoted(field.name), name, value);
    }
    return changesCte(entity).arg(3) +
           u", a AS (SELECT s.id, max(s.stamp) AS stamp, max(s.n) AS n, jsonb_object_agg(s.key, s.value ORDER BY s.n, "
           u"s.k) "
           "AS f, jsonb_object_agg(s.key, s.stamp ORDER BY s.n, s.k) AS v FROM s GROUP BY s.id) "
           "UPDATE %1 t SET rev = $2 + a.n, stamp = greatest(t.stamp, a.stamp), "
           "versions = coalesce(t.versions, ('{\"\":' || t.stamp || '}')::jsonb) || a.v, "
           "extra = nullif(coalesce(t.extra, '{}'::jsonb) || (a.f - %2), '{}'::jsonb), %3 "
           "FROM a WHERE t.centre = $1 AND t.id = a.id"_s.arg(tableOf(entity), knownFields(entity), sets.join(", "_L1));
}

const Machine *machineOf(const Entity &entity, const QList<Machine> &machines)
{
    for (const Machine &machine : machines)
        if (machine.entity->name == entity.name)
            return &machine;
    return nullptr;
}

// The centre of a role is in its name, c_620521 or w_620521; one of a town sees by the prefix of its 9 or 12 digits,
// the wall of a city (w_6205) or a province (w_62) the totals of all its counties. Only expressions, no sub-query and
// no setting that a client could change.
QString policy(const Entity &entity)
{
    const QString condition =
        u"(centre = substr(session_user::text, 3, 6) OR (left(session_user::text, 2) = 'w_' AND "
        "length(session_user::text) IN (4, 6) AND starts_with(centre, substr(session_user::text, 3))))"_s;
    const AreaCondition area = areaCondition(entity);
    return u"CREATE POLICY area ON %1 TO fengqiao_app USING (%2) WITH CHECK (%3)"_s.arg(
        tableOf(entity), condition + area.see, condition + area.write);
}

} // namespace

QString pgType(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Code:
        return u"text"_s;
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        return u"bigint"_s;
    case FieldType::Bool:
        return u"boolean"_s;
    case FieldType::Date:
        return u"date"_s;
    case FieldType::Id:
        return u"uuid"_s;
    case FieldType::Json:
        return u"jsonb"_s;
    case FieldType::Bytes:
        return u"bytea"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString pgIndexName(const Entity &entity, const Index &index)
{
    QByteArray definition(index.where.data(), index.where.size());
    for (const QLatin1StringView field : index.fields)
        definition += QByteArray(" ") + QByteArray(field.data(), field.size());
    const QByteArray digest = QCryptographicHash::hash(definition, QCryptographicHash::Sha256).toHex().left(8);
    return u"u_"_s + QString(entity.name).left(48) + u'_' + QString::fromLatin1(digest);
}

QStringList pgTableStatements(const Entity &entity)
{
    const QString table = tableOf(entity);
    // Values that a desk requires are checked by its actions; a column here takes what an older desk does not know yet.
    QStringList statements{
        u"CREATE TABLE IF NOT EXISTS %1 (centre text NOT NULL, id uuid NOT NULL, rev bigint NOT NULL, stamp bigint NOT "
        "NULL, versions jsonb, extra jsonb, deleted boolean NOT NULL DEFAULT false, PRIMARY KEY (centre, id))"_s.arg(
            table)};
    for (const Field &field : entity.fields)
        statements << u"ALTER TABLE %1 ADD COLUMN IF NOT EXISTS %2 %3"_s.arg(table, quoted(field.name),
                                                                             pgType(field.type));
    if (entity.derivesArea())
        statements << areaColumn(entity);
    statements << u"CREATE INDEX IF NOT EXISTS \"r_%1\" ON %2 (centre, rev)"_s.arg(QString(entity.name), table);
    if (entity.field("transferred_to"_L1))
        statements << u"CREATE INDEX IF NOT EXISTS \"t_%1\" ON %2 (centre) WHERE transferred_to IS NOT NULL"_s.arg(
            QString(entity.name), table);
    if (entity.name == "history"_L1)
        statements << u"CREATE INDEX IF NOT EXISTS history_of_subject ON %1 (centre, subject, seq)"_s.arg(table);
    // How many rows of a batch are here is asked with each part of it that comes.
    if (const Field *batch = entity.field("batch"_L1))
        statements << u"CREATE INDEX IF NOT EXISTS \"b_%1\" ON %2 (centre, %3) WHERE %3 IS NOT NULL"_s.arg(
            QString(entity.name), table, quoted(batch->name));
    for (const Index &index : entity.indexes) {
        if (!index.unique)
            continue;
        QStringList fields{u"centre"_s};
        for (const QLatin1StringView field : index.fields)
            fields << quoted(field);
        QString sql = u"CREATE UNIQUE INDEX IF NOT EXISTS \"%1\" ON %2 (%3)"_s.arg(pgIndexName(entity, index), table,
                                                                                   fields.join(", "_L1));
        if (!index.where.isEmpty())
            sql += u" WHERE "_s + index.where;
        statements << sql;
    }
    statements << u"ALTER TABLE %1 ENABLE ROW LEVEL SECURITY"_s.arg(table)
               << u"DROP POLICY IF EXISTS area ON %1"_s.arg(table) << policy(entity)
               << u"GRANT SELECT, INSERT, UPDATE ON %1 TO fengqiao_app"_s.arg(table);
    return statements;
}

QJsonArray entityRows(const QList<const Entity *> &entities, const QList<Machine> &machines)
{
    const AreaPlan areas(entities, machines);
    QJsonArray rows;
    for (const Entity *entity : entities) {
        QJsonArray fields;
        QStringList shown{u"centre, id, rev, stamp, versions, extra, deleted"_s};
        for (const Field &field : entity->fields) {
            fields << QString(field.name);
            shown << quoted(field.name);
        }
        const Machine *machine = machineOf(*entity, machines);
        QJsonObject row = areas.columnsOf(*entity);
        row.insert(u"name"_s, QString(entity->name));
        row.insert(u"machine"_s, machine ? QJsonValue(machine->name) : QJsonValue());
        row.insert(u"append_only"_s, entity->appendOnly);
        row.insert(u"fields"_s, fields);
        row.insert(u"insert_sql"_s, insertSql(*entity, areas));
        row.insert(u"check_sql"_s, checkSql(*entity));
        row.insert(u"update_sql"_s, updateSql(*entity));
        row.insert(u"shown"_s, shown.join(", "_L1)); // not the areas: who else knows a person is nobody's business
        rows << row;
    }
    return rows;
}

namespace {

QJsonArray whoMay(const RuleSet &rules, const QString &action)
{
    const RuleRow *row = rules.table("actions"_L1).find(action);
    return row ? QJsonArray::fromStringList(row->list("who"_L1)) : QJsonArray();
}

// The action that brings a batch is of no machine, but the history of what it brought begins with it.
QJsonArray bringingRows(const QList<Machine> &machines, const RuleSet &rules)
{
    QJsonArray rows;
    for (const RuleRow &brought : rules.table("sync_batches"_L1).rows())
        for (const Machine &machine : machines)
            if (machine.entity->name == brought.text("entity"_L1))
                rows << QJsonObject{{u"action"_s, brought.text("action"_L1)},
                                    {u"machine"_s, machine.name},
                                    {u"makes"_s, true},
                                    {u"brings"_s, true},
                                    {u"from_states"_s, QJsonArray()},
                                    {u"to_state"_s, QJsonValue()},
                                    {u"who"_s, whoMay(rules, brought.text("action"_L1))}};
    return rows;
}

} // namespace

QJsonArray broughtRows(const QList<const Entity *> &entities, const RuleSet &rules)
{
    QJsonArray rows;
    for (const RuleRow &brought : rules.table("sync_batches"_L1).rows())
        for (const Entity *entity : entities) {
            const QByteArray name = brought.text("field"_L1).toLatin1();
            const Field *field = entity->field(QLatin1StringView(name));
            if (entity->name != brought.text("entity"_L1) || !field)
                continue;
            QJsonArray states;
            for (const QString &setting : brought.list("states"_L1))
                states << rules.setting(QLatin1StringView(setting.toLatin1()));
            rows << QJsonObject{{u"entity"_s, QString(entity->name)},
                                {u"field"_s, QString(field->name)},
                                {u"batch"_s, QString(field->refers)},
                                {u"action"_s, brought.text("action"_L1)},
                                {u"states"_s, states},
                                {u"who"_s, whoMay(rules, brought.text("action"_L1))}};
        }
    return rows;
}

QJsonArray actionRows(const QList<Machine> &machines, const RuleSet &rules)
{
    QJsonArray rows = bringingRows(machines, rules);
    for (const RuleRow &action : rules.table("actions"_L1).rows()) {
        const QString machine = action.text("machine"_L1);
        if (!std::ranges::any_of(machines, [&](const Machine &m) { return m.name == machine; }))
            continue;
        QStringList from = action.list("from"_L1);
        const bool makes = from == QStringList{u"-"_s};
        if (makes)
            from.clear();
        const QString to = action.text("to"_L1);
        rows << QJsonObject{{u"action"_s, action.text("action"_L1)},
                            {u"machine"_s, machine},
                            {u"makes"_s, makes},
                            {u"brings"_s, false},
                            {u"from_states"_s, QJsonArray::fromStringList(from)},
                            {u"to_state"_s, to == "-"_L1 || to.isEmpty() ? QJsonValue() : QJsonValue(to)},
                            {u"who"_s, QJsonArray::fromStringList(action.list("who"_L1))}};
    }
    return rows;
}

QJsonArray sealedRows(const RuleSet &rules)
{
    QJsonArray rows;
    for (const RuleRow &row : rules.table("sync_sealed"_L1).rows())
        rows << QJsonObject{{u"entity"_s, row.text("entity"_L1)}, {u"field"_s, row.text("field"_L1)}};
    return rows;
}

// A file by its hash, or signatures with the hash of what was drawn.
bool namesContent(const Field &field)
{
    return (field.type == FieldType::Text && field.name == "file"_L1) ||
           (field.type == FieldType::Json && field.name == "signed"_L1);
}

QJsonArray blobFieldRows(const QList<const Entity *> &entities)
{
    QJsonArray rows;
    for (const Entity *entity : entities)
        for (const Field &field : entity->fields)
            if (namesContent(field))
                rows << QJsonObject{{u"entity"_s, QString(entity->name)},
                                    {u"field"_s, QString(field.name)},
                                    {u"inside"_s, field.type == FieldType::Json}};
    return rows;
}

// Totals for the wall: no person, no number of a record, and nothing where fewer than five stand together.
QStringList wallStatements(const QList<Machine> &machines)
{
    QStringList statements;
    for (const Machine &machine : machines) {
        if (!machine.entity->synced || !machine.entity->field("org"_L1))
            continue;
        const QString view = u"wall."_s + quoted(machine.entity->name);
        statements
            << u"CREATE OR REPLACE VIEW %1 AS SELECT centre, substr(\"org\", 1, 9) AS town, \"state\", CASE WHEN "
               "count(*) >= 5 THEN count(*) END AS n FROM %2 WHERE NOT deleted GROUP BY 1, 2, 3"_s.arg(
                   view, tableOf(*machine.entity))
            << u"GRANT SELECT ON %1 TO fengqiao_wall"_s.arg(view);
    }
    return statements;
}

QList<const Entity *> syncedEntities(const Schema &schema)
{
    QList<const Entity *> entities;
    for (const Entity *entity : schema.entities)
        if (entity->synced)
            entities << entity;
    return entities;
}

} // namespace fengqiao
