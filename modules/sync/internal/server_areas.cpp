#include "server_areas.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QString quoted(QLatin1StringView name)
{
    return u'"' + QString(name) + u'"';
}

QString tableOf(const Entity &entity)
{
    return u"fq_data."_s + quoted(entity.name);
}

bool isOfSeveralKinds(const Entity &entity)
{
    return std::ranges::any_of(entity.areaFrom, [](const AreaFrom &from) { return !from.kind.isEmpty(); });
}

constexpr auto subjectKind = "subject_kind"_L1; // always that of a machine

// $1 centre, $2 ids, $3 revs, $4 whether a desk wrote them itself, $5 its area. Gives ids and revs of those whose areas
// changed, the revs of those that were not in that rev yet, and the first that its writer may not see.
constexpr auto settleSql =
    u"WITH d AS (SELECT i.id, max(i.r) AS r, bool_or(coalesce(i.o, false)) AS own FROM unnest($2::uuid[], "
    "$3::bigint[], $4::boolean[]) i(id, r, o) GROUP BY i.id), x AS MATERIALIZED (SELECT t.id, d.r, d.own, t.rev AS "
    "was_rev, t.areas AS was, CASE WHEN t.deleted AND t.extra ? 'purged' THEN t.areas ELSE coalesce(%2, t.areas) END "
    "AS now "
    "FROM d JOIN %1 t ON t.centre = $1 AND t.id = d.id), u AS "
    "(UPDATE %1 t SET areas = x.now, rev = greatest(t.rev, x.r) FROM x WHERE t.centre = $1 AND t.id = x.id AND x.now "
    "<> x.was), m AS (INSERT INTO fq_sync.moved (centre, rev, entity, id, org) SELECT $1, greatest(x.was_rev, x.r), "
    "'%3', x.id, ltrim(l, '~') FROM x, unnest(x.was) l WHERE x.now <> x.was AND l <> '*' AND NOT l = ANY (x.now) ON "
    "CONFLICT DO "
    "NOTHING) SELECT array_agg(x.id) FILTER (WHERE x.now <> x.was), array_agg(x.r) FILTER (WHERE x.now <> x.was), "
    "array_agg(x.r) FILTER (WHERE x.now <> x.was AND x.was_rev < x.r), min(x.r) FILTER (WHERE x.own AND length($5) > 6 "
    "AND NOT x.now && ARRAY[$5, '*']) FROM x";

constexpr auto settleAllSql =
    u"WITH x AS (SELECT t.centre, t.id, %2 AS now FROM %1 t WHERE t.areas = '{}') UPDATE %1 t SET areas = x.now FROM x "
    "WHERE t.centre = x.centre AND t.id = x.id AND x.now IS NOT NULL";

// $1 centre, $2 changed ids, $3 revs, $4 what they may be called: the rows that hang on them.
constexpr auto hangingSql =
    u"SELECT array_agg(t.id), array_agg(d.r) FROM unnest($2::uuid[], $3::bigint[]) d(id, r) JOIN %1 t ON t.centre = $1 "
    "AND t.%2 = d.id AND ($4::text[] IS NOT NULL)%3";

// As settleSql, $6 those whose areas changed: who is named by rows and does not go where they go, or no longer has to.
constexpr auto namedSql =
    u"SELECT array_agg(p.id), array_agg(d.r), min(d.r) FILTER (WHERE d.o AND NOT t.deleted AND length($5) > 6 AND NOT "
    "p.areas && ARRAY[$5, '~' || $5, '*']) FROM unnest($2::uuid[], $3::bigint[], $4::boolean[]) d(id, r, o) JOIN %1 t "
    "ON t.centre "
    "= $1 AND t.id = d.id JOIN %2 p ON p.centre = $1 AND p.id = t.%3 WHERE t.deleted OR p.areas <> %4 OR "
    "coalesce(d.id = ANY ($6::uuid[]), false)";

} // namespace

AreaPlan::AreaPlan(QList<const Entity *> entities, const QList<Machine> &machines)
    : m_entities(std::move(entities))
{
    for (const Machine &machine : machines)
        m_machines.insert(QString(machine.entity->name), machine.name);
}

const Entity *AreaPlan::find(QLatin1StringView name) const
{
    const auto found = std::ranges::find_if(m_entities, [&](const Entity *entity) { return entity->name == name; });
    return found == m_entities.cend() ? nullptr : *found;
}

QList<AreaPlan::Namer> AreaPlan::namersOf(const Entity &entity) const
{
    QList<Namer> namers;
    for (const Entity *other : m_entities)
        for (const Field &field : other->fields)
            if (field.refers == entity.name && (other->field("org"_L1) || other->derivesArea()))
                namers << Namer{other, field.name};
    return namers;
}

// Among those that hang on records of several kinds, one may hang on those described before it: so nobody waits for
// itself.
qsizetype AreaPlan::rankOf(const Entity &entity) const
{
    if (isOfSeveralKinds(entity))
        return m_entities.indexOf(&entity);
    qsizetype rank = -1;
    for (const Entity *parent : parentsOf(entity))
        rank = std::max(rank, rankOf(*parent));
    return rank;
}

QList<const Entity *> AreaPlan::kindsOf(const Entity &entity) const
{
    const bool machinesOnly = entity.field(subjectKind) != nullptr;
    QList<const Entity *> kinds;
    for (const Entity *other : m_entities)
        if (other != &entity && rankOf(*other) < m_entities.indexOf(&entity) &&
            (!machinesOnly || m_machines.contains(QString(other->name))))
            kinds << other;
    return kinds;
}

QList<const Entity *> AreaPlan::parentsOf(const Entity &entity) const
{
    QList<const Entity *> parents;
    if (entity.areaOfReferrers)
        for (const Namer &namer : namersOf(entity))
            parents << namer.entity;
    for (const AreaFrom &from : entity.areaFrom) {
        if (!from.kind.isEmpty())
            parents += kindsOf(entity);
        else if (const Entity *parent = find(entity.field(from.field)->refers))
            parents << parent;
    }
    return parents;
}

int AreaPlan::depthOf(const Entity &entity) const
{
    if (!entity.derivesArea())
        return 0;
    int depth = 0;
    for (const Entity *parent : parentsOf(entity))
        depth = std::max(depth, depthOf(*parent));
    return depth + 1;
}

QString AreaPlan::areasOf(const Entity &entity, const QString &alias, QLatin1StringView column) const
{
    if (entity.derivesArea())
        return alias + u".areas"_s;
    const QLatin1StringView own = column.isEmpty() ? "org"_L1 : column;
    return entity.field(own) ? u"fq_sync.prefixes(%1.%2)"_s.arg(alias, quoted(own)) : u"ARRAY['*']"_s;
}

// What a field that says a kind calls it, quoted.
QStringList AreaPlan::kindNamesOf(const Entity &parent) const
{
    QStringList names{u'\'' + QString(parent.name) + u'\''};
    if (const QString machine = m_machines.value(QString(parent.name)); !machine.isEmpty())
        names << u'\'' + machine + u'\'';
    names.removeDuplicates();
    return names;
}

QString AreaPlan::sourceOf(const Entity &entity, const AreaFrom &from, const QString &centre) const
{
    const QString id = u"t."_s + quoted(from.field);
    const auto one = [&](const Entity &parent) {
        return u"(SELECT %1 FROM %2 p WHERE p.centre = %3 AND p.id = %4)"_s.arg(areasOf(parent, u"p"_s, from.column),
                                                                                tableOf(parent), centre, id);
    };
    if (entity.field(from.field)->type == FieldType::Code)
        return (from.field == "org"_L1 ? u"fq_sync.prefixes(%1)"_s : u"fq_sync.followers(%1)"_s).arg(id);
    if (from.kind.isEmpty()) {
        const Entity *parent = find(entity.field(from.field)->refers);
        return parent ? one(*parent) : u"NULL::text[]"_s;
    }
    QString sql = u"CASE"_s;
    for (const Entity *parent : kindsOf(entity))
        sql += u" WHEN t.%1 IN (%2) THEN "_s.arg(quoted(from.kind), kindNamesOf(*parent).join(u", "_s)) + one(*parent);
    return sql + u" END"_s;
}

// Of a row t of this centre. Nothing where what it hangs on has not come.
QString AreaPlan::expression(const Entity &entity, const QString &centre) const
{
    QStringList parts;
    for (const AreaFrom &from : entity.areaFrom)
        parts << sourceOf(entity, from, centre);
    if (parts.size() == 1 && !entity.areaOfReferrers)
        return parts.first();
    for (QString &part : parts)
        part = u"SELECT "_s + part + u" AS a"_s;
    if (entity.areaOfReferrers)
        for (const Namer &namer : namersOf(entity))
            parts << u"SELECT %1 AS a FROM %2 r WHERE r.centre = %3 AND r.%4 = t.id AND NOT r.deleted"_s.arg(
                areasOf(*namer.entity, u"r"_s, {}), tableOf(*namer.entity), centre, quoted(namer.field));
    return u"(SELECT array_agg(DISTINCT v.v ORDER BY v.v) FROM (%1) s, unnest(s.a) v(v))"_s.arg(
        parts.join(" UNION ALL "_L1));
}

QString AreaPlan::atInsert(const Entity &entity) const
{
    constexpr auto conflict = "conflict"_L1; // made by the server, and never about a row that is new
    const auto decides = [&](const Entity *other) {
        if (other->name == conflict)
            return false;
        const QList<Namer> namers = other->areaOfReferrers ? namersOf(*other) : QList<Namer>();
        return parentsOf(*other).contains(&entity) || std::ranges::contains(namers, &entity, &Namer::entity);
    };
    const bool several = isOfSeveralKinds(entity);
    if (entity.name == conflict || entity.areaFrom.isEmpty() || entity.areaOfReferrers ||
        (several && entity.areaFrom.size() > 1) || std::ranges::any_of(m_entities, decides))
        return {};
    if (!several)
        return expression(entity, u"$1"_s);
    const AreaFrom &from = entity.areaFrom.first();
    return u"string_to_array((SELECT fq_sync.areas_of_%1($1, $3)) ->> (t.%2 || ' ' || t.%3), ' ')"_s.arg(
        entity.name, quoted(from.kind), quoted(from.field));
}

// Of an operation o that makes a record which has its division itself; empty where its areas follow from others.
QString AreaPlan::areasAsMade(const Entity &entity, QLatin1StringView column)
{
    const QLatin1StringView own = column.isEmpty() ? "org"_L1 : column;
    if (entity.derivesArea())
        return {};
    return entity.field(own) ? u"fq_sync.prefixes(o.f->>'%1')"_s.arg(own) : u"ARRAY['*']"_s;
}

// By "kind id", of the kinds that there are: in the statement that brings the rows in, all kinds would be planned with
// each push, and a join of as many rows as come in would be one of each with each. Most events come with the record
// that they are about: what makes it says where it belongs, and only for the others is the table asked.
QString AreaPlan::functionsSql() const
{
    constexpr auto made =
        " found_areas := found_areas || coalesce((SELECT jsonb_object_agg(which || ' ' || o.id, "
        "array_to_string(%1, ' ')) FROM unnest(seg) o WHERE o.e = '%2' AND o.kind = 'new'), '{}');"_L1;
    constexpr auto known =
        " found_areas := found_areas || coalesce((SELECT jsonb_object_agg(which || ' ' || p.id, array_to_string(%1, ' "
        "')) FROM %2 p WHERE p.centre = c AND p.id = ANY (ARRAY(SELECT (o.f->>'%3')::uuid FROM unnest(seg) o WHERE o.e "
        "= '%4' AND o.f->>'%5' = which AND NOT coalesce(found_areas ? (which || ' ' || (o.f->>'%3')), false)))), "
        "'{}');"_L1;
    QString sql;
    for (const Entity *entity : m_entities) {
        if (!isOfSeveralKinds(*entity) || atInsert(*entity).isEmpty())
            continue;
        const AreaFrom &from = entity->areaFrom.first();
        sql +=
            u"CREATE OR REPLACE FUNCTION fq_sync.areas_of_%1(c text, seg fq_sync.op[]) RETURNS jsonb LANGUAGE plpgsql "
            "STABLE SET plan_cache_mode = force_custom_plan AS $$ DECLARE which text; found_areas jsonb := '{}'; "
            "BEGIN FOR which IN SELECT DISTINCT o.f->>'%2' FROM unnest(seg) o WHERE o.e = '%1' LOOP CASE"_s.arg(
                entity->name, from.kind);
        for (const Entity *parent : kindsOf(*entity)) {
            sql += u" WHEN which IN (%1) THEN"_s.arg(kindNamesOf(*parent).join(u", "_s));
            if (const QString areas = areasAsMade(*parent, from.column); !areas.isEmpty())
                sql += QString(made).arg(areas, QString(parent->name));
            sql += QString(known).arg(areasOf(*parent, u"p"_s, from.column), tableOf(*parent), QString(from.field),
                                      QString(entity->name), QString(from.kind));
        }
        sql += u" ELSE NULL; END CASE; END LOOP; RETURN found_areas; END $$;\n"_s;
    }
    return sql;
}

// Fields that decide about the areas of this row, or of what hangs on it or is named by it.
QStringList AreaPlan::fieldsOf(const Entity &entity) const
{
    QStringList fields;
    for (const AreaFrom &from : entity.areaFrom) {
        fields << QString(from.field);
        if (!from.kind.isEmpty())
            fields << QString(from.kind);
    }
    for (const Entity *other : m_entities) {
        for (const Namer &namer : other->areaOfReferrers ? namersOf(*other) : QList<Namer>())
            if (namer.entity == &entity)
                fields << QString(namer.field);
        for (const AreaFrom &from : other->areaFrom)
            if (!from.column.isEmpty() && find(other->field(from.field)->refers) == &entity)
                fields << QString(from.column);
    }
    fields.removeDuplicates();
    return fields;
}

QJsonObject AreaPlan::columnsOf(const Entity &entity) const
{
    QJsonObject columns{{u"area_depth"_s, depthOf(entity)},
                        {u"area_fields"_s, QJsonArray::fromStringList(fieldsOf(entity))}};
    if (!entity.derivesArea())
        return columns;
    columns.insert(u"area_at_insert"_s, !atInsert(entity).isEmpty());
    const QString sql = expression(entity, u"t.centre"_s);
    columns.insert(u"area_sql"_s, QString(settleSql).arg(tableOf(entity), sql, QString(entity.name)));
    columns.insert(u"area_all_sql"_s, QString(settleAllSql).arg(tableOf(entity), sql));
    return columns;
}

QJsonArray AreaPlan::refs() const
{
    QJsonArray rows;
    const auto add = [&](const Entity &target, QLatin1StringView field, bool named, const QList<const Entity *> &from,
                         const QString &sql) {
        QJsonArray parents;
        for (const Entity *parent : from)
            parents << QString(parent->name);
        rows << QJsonObject{{u"target"_s, QString(target.name)},
                            {u"field"_s, QString(field)},
                            {u"named"_s, named},
                            {u"parents"_s, parents},
                            {u"sql"_s, sql}};
    };
    for (const Entity *entity : m_entities) {
        for (const AreaFrom &from : entity->areaFrom) {
            const Entity *parent = find(entity->field(from.field)->refers);
            if (!parent && from.kind.isEmpty())
                continue;
            const QString kind =
                from.kind.isEmpty() ? QString() : u" AND t.%1 = ANY ($4::text[])"_s.arg(quoted(from.kind));
            add(*entity, from.field, false, from.kind.isEmpty() ? QList{parent} : kindsOf(*entity),
                QString(hangingSql).arg(tableOf(*entity), quoted(from.field), kind));
        }
        for (const Namer &namer : entity->areaOfReferrers ? namersOf(*entity) : QList<Namer>())
            add(*entity, namer.field, true, {namer.entity},
                QString(namedSql).arg(tableOf(*namer.entity), tableOf(*entity), quoted(namer.field),
                                      areasOf(*namer.entity, u"t"_s, {})));
    }
    return rows;
}

QStringList AreaPlan::indexesOf(const Entity &entity) const
{
    QStringList statements;
    for (const Field &field : entity.fields) {
        const bool hangs =
            field.type == FieldType::Id &&
            std::ranges::any_of(entity.areaFrom, [&](const AreaFrom &from) { return from.field == field.name; });
        const Entity *named = field.refers.isEmpty() ? nullptr : find(field.refers);
        if (!hangs && !(named && named->areaOfReferrers))
            continue;
        statements << u"CREATE INDEX IF NOT EXISTS \"a_%1_%2\" ON %3 (centre, %4)%5"_s.arg(
            entity.name, field.name, tableOf(entity), quoted(field.name),
            field.required ? QString() : u" WHERE %1 IS NOT NULL"_s.arg(quoted(field.name)));
    }
    // Of the events of a subject there is one that knows their order, too.
    return entity.name == "history"_L1 ? QStringList() : statements;
}

QString areaColumn(const Entity &entity)
{
    if (!entity.derivesArea())
        return {};
    return u"ALTER TABLE %1 ADD COLUMN IF NOT EXISTS areas text[] NOT NULL DEFAULT fq_sync.areas_of_session()"_s.arg(
        tableOf(entity));
}

// A county (and a wall, by its totals) sees all of its rows, those too that nothing is known about yet.
AreaCondition areaCondition(const Entity &entity)
{
    AreaCondition condition;
    if (entity.field("org"_L1))
        condition.write = u" AND (\"org\" IS NULL OR starts_with(\"org\", substr(session_user::text, 3)))"_s;
    if (!entity.derivesArea())
        return {condition.write, condition.write};
    const QString areas =
        u" AND (length(session_user::text) <= 8 OR areas && ARRAY[substr(session_user::text, 3), %1])"_s;
    condition.see = areas.arg(u"'~' || substr(session_user::text, 3), '*'"_s);
    condition.write += areas.arg(u"'*'"_s);
    return condition;
}

} // namespace fengqiao
