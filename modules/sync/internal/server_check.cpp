#include <QCoreApplication>
#include <QSet>

#include "server_setup.h"
#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Server)
};

PgResult<QStringList> column(PgConnection &db, const char *sql, const QList<PgValue> &values = {})
{
    const auto rows = db.query(sql, values);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList lines;
    for (int i = 0; i < rows->size(); ++i)
        lines << rows->text(i, 0);
    return lines;
}

QSet<QString> setOf(const QStringList &list)
{
    return {list.cbegin(), list.cend()};
}

QStringList expectedColumns(const Entity &entity)
{
    QStringList lines{u"centre text NOT NULL"_s,    u"id uuid NOT NULL"_s, u"rev bigint NOT NULL"_s,
                      u"stamp bigint NOT NULL"_s,   u"versions jsonb"_s,   u"extra jsonb"_s,
                      u"deleted boolean NOT NULL"_s};
    for (const Field &field : entity.fields)
        lines << field.name + u' ' + pgType(field.type);
    if (entity.derivesArea())
        lines << u"areas text[] NOT NULL"_s;
    return lines;
}

PgResult<> compareTable(PgConnection &db, const Entity &entity, QStringList &faults)
{
    const QString name = QString(entity.name);
    const auto columns =
        column(db,
               "SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN "
               "' NOT NULL' ELSE '' END FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > "
               "0 AND NOT attisdropped",
               {PgValue::of(u"fq_data.\"%1\""_s.arg(name))});
    if (!columns)
        return std::unexpected(columns.error());
    const QSet<QString> present = setOf(*columns);
    for (const QString &line : expectedColumns(entity))
        if (!present.contains(line))
            faults << Words::tr("Table %1 has no column \"%2\".").arg(name, line);
    const auto indexes = column(db, "SELECT indexname FROM pg_indexes WHERE schemaname = 'fq_data' AND tablename = $1",
                                {PgValue::of(name)});
    if (!indexes)
        return std::unexpected(indexes.error());
    for (const Index &index : entity.indexes)
        if (index.unique && !indexes->contains(pgIndexName(entity, index)))
            faults << Words::tr("Table %1 has no unique index %2.").arg(name, pgIndexName(entity, index));
    const auto fences = column(db,
                               "SELECT 1 FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.oid = "
                               "to_regclass($1) AND c.relrowsecurity",
                               {PgValue::of(u"fq_data.\"%1\""_s.arg(name))});
    if (!fences)
        return std::unexpected(fences.error());
    if (fences->isEmpty())
        faults << Words::tr("Table %1 is without row-level security.").arg(name);
    return {};
}

// Rights that nobody gave on purpose: whatever a role of a centre or a wall could read besides.
PgResult<> checkRights(PgConnection &db, QStringList &faults)
{
    const auto tables = column(
        db,
        "SELECT r.rolname || ' ' || n.nspname || '.' || c.relname FROM pg_roles r, pg_class c JOIN pg_namespace n ON "
        "n.oid = c.relnamespace WHERE (r.rolname = 'fengqiao_desk' OR r.rolname ~ '^c_[0-9]+$' OR (n.nspname <> "
        "'wall' AND (r.rolname = 'fengqiao_wall' OR r.rolname ~ '^w_[0-9]+$'))) AND n.nspname IN ('fq', 'fq_sync', "
        "'fq_data', 'wall', 'public') AND c.relkind IN ('r', 'v', 'p', 'm') AND has_schema_privilege(r.oid, n.oid, "
        "'USAGE') AND has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE')");
    if (!tables)
        return std::unexpected(tables.error());
    for (const QString &line : *tables)
        faults << Words::tr("%1: a right that no desk and no wall may have.").arg(line);
    const auto strong = column(db, "SELECT rolname FROM pg_roles WHERE rolname ~ '^[cw]_[0-9]+$' AND (rolsuper OR "
                                   "rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)");
    if (!strong)
        return std::unexpected(strong.error());
    for (const QString &role : *strong)
        faults << Words::tr("Role %1 has rights over the whole server.").arg(role);
    const auto functions = column(
        db, "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE "
            "n.nspname = 'fq_sync' AND has_function_privilege('fengqiao_desk', p.oid, 'EXECUTE') OR n.nspname = "
            "'fq' AND (NOT p.prosecdef OR p.proconfig IS NULL OR NOT p.proconfig::text LIKE '%search_path%')");
    if (!functions)
        return std::unexpected(functions.error());
    // A database that was restored or copied forgets the rights on itself: then desks could make temporary tables.
    const auto temporary = column(db, "SELECT current_database()::text WHERE has_database_privilege('fengqiao_desk', "
                                      "current_database(), 'TEMP')");
    if (!temporary)
        return std::unexpected(temporary.error());
    for (const QString &name : *temporary)
        faults << Words::tr("Database %1 lets desks make temporary tables; use server upgrade.").arg(name);
    for (const QString &function : *functions)
        faults << Words::tr("Function %1 is open to desks, or without a fixed search path.").arg(function);
    return {};
}

} // namespace

Result<QStringList> checkServer(const ServerAddress &address, const ServerModel &model)
{
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const auto there = column(**db, "SELECT 1 WHERE to_regclass('fq_sync.centre_clock') IS NOT NULL");
    if (!there)
        return fail(there.error().toError());
    if (there->isEmpty())
        return QStringList{Words::tr("This database is not set up yet; use server init.")};
    QStringList faults;
    for (const Entity *entity : syncedEntities(model.schema))
        if (const auto done = compareTable(**db, *entity, faults); !done)
            return fail(done.error().toError());
    if (const auto done = checkRights(**db, faults); !done)
        return fail(done.error().toError());
    const auto digest = column(**db, "SELECT value FROM fq_sync.setting WHERE key = 'functions'");
    if (!digest)
        return fail(digest.error().toError());
    if (digest->value(0) != functionsDigest())
        faults << Words::tr("The functions are those of another version; use server upgrade.");
    return faults;
}

} // namespace fengqiao
