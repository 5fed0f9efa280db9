#include <sync/server.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <access/entities.h>
#include <core/locale.h>

#include "pg.h"
#include "server_areas.h"
#include "server_setup.h"
#include "server_sql.h"
#include "server_text.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Server)
};

// Owner of the tables, runner of the functions, group of the desks, group of the walls. The functions do not belong to
// the owner of the tables: row-level security holds for them too.
QString rolesSql()
{
    return uR"(DO $roles$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['fengqiao_owner', 'fengqiao_app', 'fengqiao_desk', 'fengqiao_wall'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', r);
        END IF;
    END LOOP;
    EXECUTE format('GRANT fengqiao_owner, fengqiao_app TO %I', current_user);
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO fengqiao_desk, fengqiao_wall', current_database());
END $roles$;
GRANT pg_read_all_stats TO fengqiao_app;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS fq AUTHORIZATION fengqiao_owner;
CREATE SCHEMA IF NOT EXISTS fq_sync AUTHORIZATION fengqiao_owner;
CREATE SCHEMA IF NOT EXISTS fq_data AUTHORIZATION fengqiao_owner;
CREATE SCHEMA IF NOT EXISTS wall AUTHORIZATION fengqiao_owner;
SET LOCAL ROLE fengqiao_owner;
GRANT USAGE, CREATE ON SCHEMA fq, fq_sync, wall TO fengqiao_app;
GRANT USAGE ON SCHEMA fq_data TO fengqiao_app;
GRANT USAGE ON SCHEMA fq TO fengqiao_desk;
GRANT USAGE ON SCHEMA wall TO fengqiao_wall;
DO $type$ BEGIN
    IF to_regtype('fq_sync.op') IS NULL THEN
        CREATE TYPE fq_sync.op AS (n integer, k integer, e text, kind text, id uuid, stamp bigint, f jsonb, b jsonb);
        GRANT USAGE ON TYPE fq_sync.op TO fengqiao_app;
    END IF;
END $type$;
)"_s;
}

QString functionRightsSql()
{
    return uR"(REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fq FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fq_sync FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA fq TO fengqiao_desk;
)"_s;
}

PgResult<> putSetting(PgConnection &db, const QString &key, const QString &value)
{
    const auto done = db.query("INSERT INTO fq_sync.setting VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = "
                               "excluded.value",
                               {PgValue::of(key), PgValue::of(value)});
    return done ? PgResult<>() : std::unexpected(done.error());
}

QByteArray jsonText(const QJsonArray &rows)
{
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

// Codes of entities are given once and stay: revs name them.
PgResult<> putReferences(PgConnection &db, const ServerModel &model)
{
    const auto entities = db.query(
        "INSERT INTO fq_sync.entity AS e (name, code, machine, append_only, fields, insert_sql, check_sql, update_sql, "
        "area_depth, area_fields, area_sql, area_all_sql, area_at_insert, shown) "
        "SELECT x.name, (SELECT coalesce(max(code), 0) FROM fq_sync.entity) + row_number() OVER (ORDER BY x.name), "
        "x.machine, x.append_only, x.fields, x.insert_sql, x.check_sql, x.update_sql, x.area_depth, x.area_fields, "
        "x.area_sql, x.area_all_sql, coalesce(x.area_at_insert, false), x.shown "
        "FROM jsonb_to_recordset($1::jsonb) AS x(name text, machine text, append_only boolean, fields text[], "
        "insert_sql text, check_sql text, update_sql text, area_depth smallint, area_fields text[], area_sql text, "
        "area_all_sql text, area_at_insert boolean, shown text) ON CONFLICT (name) DO UPDATE SET machine = "
        "excluded.machine, "
        "append_only = excluded.append_only, fields = excluded.fields, insert_sql = excluded.insert_sql, check_sql = "
        "excluded.check_sql, update_sql = excluded.update_sql, area_depth = excluded.area_depth, area_fields = "
        "excluded.area_fields, area_sql = excluded.area_sql, area_all_sql = excluded.area_all_sql, "
        "area_at_insert = excluded.area_at_insert, shown = excluded.shown",
        {PgValue::of(jsonText(entityRows(syncedEntities(model.schema), model.machines)))});
    if (!entities)
        return std::unexpected(entities.error());
    if (auto emptied = db.script(u"DELETE FROM fq_sync.action; DELETE FROM fq_sync.sealed_field; DELETE FROM "
                                 "fq_sync.blob_field; DELETE FROM fq_sync.brought; DELETE FROM fq_sync.area_ref"_s);
        !emptied)
        return emptied;
    const auto actions = db.query(
        "INSERT INTO fq_sync.action (action, machine, makes, from_states, to_state, who, brings) SELECT x.action, "
        "x.machine, x.makes, x.from_states, x.to_state, x.who, x.brings FROM jsonb_to_recordset($1::jsonb) AS x(action "
        "text, machine text, makes boolean, from_states text[], to_state text, who text[], brings boolean)",
        {PgValue::of(jsonText(actionRows(model.machines, *model.rules)))});
    if (!actions)
        return std::unexpected(actions.error());
    const auto brought = db.query(
        "INSERT INTO fq_sync.brought (entity, field, batch, action, states, who) SELECT x.entity, x.field, x.batch, "
        "x.action, x.states, x.who FROM jsonb_to_recordset($1::jsonb) AS x(entity text, field text, batch text, action "
        "text, states text[], who text[])",
        {PgValue::of(jsonText(broughtRows(syncedEntities(model.schema), *model.rules)))});
    if (!brought)
        return std::unexpected(brought.error());
    const auto refs =
        db.query("INSERT INTO fq_sync.area_ref SELECT x.target, x.field, x.named, x.parents, x.sql FROM "
                 "jsonb_to_recordset($1::jsonb) AS x(target text, field text, named boolean, parents text[], sql text)",
                 {PgValue::of(jsonText(AreaPlan(syncedEntities(model.schema), model.machines).refs()))});
    if (!refs)
        return std::unexpected(refs.error());
    const auto sealed = db.query("INSERT INTO fq_sync.sealed_field SELECT x.entity, x.field FROM "
                                 "jsonb_to_recordset($1::jsonb) AS x(entity text, field text)",
                                 {PgValue::of(jsonText(sealedRows(*model.rules)))});
    if (!sealed)
        return std::unexpected(sealed.error());
    const auto blobs = db.query("INSERT INTO fq_sync.blob_field SELECT x.entity, x.field, x.inside FROM "
                                "jsonb_to_recordset($1::jsonb) AS x(entity text, field text, inside boolean)",
                                {PgValue::of(jsonText(blobFieldRows(syncedEntities(model.schema))))});
    return blobs ? PgResult<>() : std::unexpected(blobs.error());
}

// A column that is new here may have come already, from a desk that was newer than the server.
PgResult<> takeFromExtra(PgConnection &db, const Entity &entity, const QStringList &before)
{
    if (before.isEmpty())
        return {};
    for (const Field &field : entity.fields) {
        if (before.contains(QString(field.name)))
            continue;
        const QString text = u"extra->>'%1'"_s.arg(field.name);
        const QString value = field.type == FieldType::Bytes  ? u"decode(%1, 'base64')"_s.arg(text)
                              : field.type == FieldType::Json ? u"extra->'%1'"_s.arg(field.name)
                                                              : u"(%1)::%2"_s.arg(text, pgType(field.type));
        const auto moved = db.script(
            u"UPDATE fq_data.\"%1\" SET \"%2\" = %3, extra = nullif(extra - '%2', '{}'::jsonb) WHERE extra ? '%2'"_s
                .arg(entity.name, field.name, value));
        if (!moved)
            return moved;
    }
    return {};
}

PgResult<QStringList> columnsOf(PgConnection &db, const Entity &entity)
{
    const auto rows = db.query("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0",
                               {PgValue::of(u"fq_data."_s + u'"' + entity.name + u'"')});
    if (!rows)
        return std::unexpected(rows.error());
    QStringList names;
    for (int i = 0; i < rows->size(); ++i)
        names << rows->text(i, 0);
    return names;
}

PgResult<> makeEverything(PgConnection &db, const ServerModel &model)
{
    if (auto done = db.script(rolesSql() + QString::fromUtf8(tablesSql)); !done)
        return done;
    if (auto done =
            db.script(u"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA fq_sync TO fengqiao_app"_s);
        !done)
        return done;
    const AreaPlan areas(syncedEntities(model.schema), model.machines);
    for (const Entity *entity : syncedEntities(model.schema)) {
        const auto before = columnsOf(db, *entity);
        if (!before)
            return std::unexpected(before.error());
        if (auto done = db.script((pgTableStatements(*entity) + areas.indexesOf(*entity)).join(u";\n"_s)); !done)
            return done;
        if (auto done = takeFromExtra(db, *entity, *before); !done)
            return done;
    }
    if (auto done = putReferences(db, model); !done)
        return done;
    if (auto done = db.script(QString::fromUtf8(ownerSql) + QString::fromUtf8(areasSql) +
                              QString::fromUtf8(transferSql) + u"SELECT fq_sync.settle_all()"_s);
        !done)
        return done;
    if (auto done = db.script(u"SET LOCAL ROLE fengqiao_app;\n"_s + QString::fromUtf8(functionsSql) +
                              areas.functionsSql() + QString::fromUtf8(pushSql) + functionRightsSql() +
                              wallStatements(model.machines).join(u";\n"_s) + u";\nSET LOCAL ROLE fengqiao_owner"_s);
        !done)
        return done;
    for (const auto &[key, value] : {std::pair(u"schema"_s, QString::number(syncSchema)),
                                     std::pair(u"oldest_schema"_s, QString::number(oldestSyncSchema)),
                                     std::pair(u"functions"_s, functionsDigest())})
        if (auto done = putSetting(db, key, value); !done)
            return done;
    return {};
}

Result<QJsonObject> inTransaction(PgConnection &db, const std::function<PgResult<>()> &run, const QJsonObject &answer)
{
    auto done = db.script(u"BEGIN"_s);
    if (done)
        done = run();
    if (done)
        done = db.script(u"COMMIT"_s);
    if (done)
        return answer;
    const auto undone = db.script(u"ROLLBACK"_s);
    Q_UNUSED(undone)
    return fail(done.error().toError());
}

Error alreadySet()
{
    return {ErrorKind::Conflict,
            u"server.exists"_s,
            Words::tr("This database is set up already; nothing was changed. Use server upgrade."),
            {},
            {}};
}

Error notSet()
{
    return {ErrorKind::NotFound,
            u"server.not_set_up"_s,
            Words::tr("This database is not set up yet; nothing was changed. Use server init."),
            {},
            {}};
}

PgResult<bool> isSetUp(PgConnection &db)
{
    const auto rows = db.query("SELECT to_regclass('fq_sync.centre_clock') IS NOT NULL");
    if (!rows)
        return std::unexpected(rows.error());
    return rows->text(0, 0) == "t"_L1;
}

} // namespace

QString functionsDigest()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(ownerSql));
    hash.addData(QByteArray(areasSql));
    hash.addData(QByteArray(transferSql));
    hash.addData(QByteArray(functionsSql));
    hash.addData(QByteArray(pushSql));
    return QString::fromLatin1(hash.result().toHex());
}

Result<std::unique_ptr<PgConnection>> connectServer(const ServerAddress &address)
{
    return PgConnection::open({.url = address.url, .password = address.password.bytes()});
}

Result<> checkServerUrl(const QString &url)
{
    return PgConnection::checkUrl(url);
}

Result<ServerModel> serverModel(const QList<Module> &modules)
{
    ServerModel model;
    // In the order of the engine, which puts its own module first.
    model.schema.entities = {&accountEntity(),   &historyEntity(),   &auditEntity(),
                             &actionKeyEntity(), &ruleTableEntity(), &calendarYearEntity()};
    for (const Module &module : modules) {
        model.schema.entities += module.entities;
        model.schema.migrations += module.migrations;
        model.machines += module.machines;
    }
    auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    if (!files)
        return fail(files.error());
    auto rules = RuleSet::load(*files);
    if (!rules)
        return fail(ErrorKind::Fault, u"rules.faulty"_s, rules.error().first().toString());
    model.rules = *rules;
    return model;
}

Result<QJsonObject> initServer(const ServerAddress &address, const ServerModel &model, const ServerOptions &options)
{
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const auto there = isSetUp(**db);
    if (!there)
        return fail(there.error().toError());
    if (*there)
        return fail(alreadySet());
    const auto run = [&]() -> PgResult<> {
        if (auto made = makeEverything(**db, model); !made)
            return made;
        if (auto put = putSetting(**db, u"require_certificate"_s, options.certificates ? u"on"_s : u"off"_s); !put)
            return put;
        return putSetting(**db, u"kind"_s, options.kind);
    };
    return inTransaction(**db, run,
                         {{u"tables"_s, syncedEntities(model.schema).size()},
                          {u"schema"_s, syncSchema},
                          {u"certificates"_s, options.certificates}});
}

Result<QJsonObject> upgradeServer(const ServerAddress &address, const ServerModel &model)
{
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const auto there = isSetUp(**db);
    if (!there)
        return fail(there.error().toError());
    if (!*there)
        return fail(notSet());
    return inTransaction(**db, [&] { return makeEverything(**db, model); },
                         {{u"tables"_s, syncedEntities(model.schema).size()}, {u"schema"_s, syncSchema}});
}

namespace {

PgResult<> putRole(PgConnection &db, const DeskEntry &entry, const QString &role)
{
    const auto known = db.query("SELECT 1 FROM pg_roles WHERE rolname = $1", {PgValue::of(role)});
    if (!known)
        return std::unexpected(known.error());
    const QString name = QString::fromUtf8(pgQuoted(role));
    QString sql;
    if (known->size() == 0)
        sql =
            u"CREATE ROLE %1 LOGIN NOINHERIT IN ROLE fengqiao_desk; GRANT fengqiao_desk TO %1 WITH INHERIT TRUE;"_s.arg(
                name);
    // A push that waits for a dead one must end; a desk that went away in a transaction must not hold the counter.
    sql +=
        u"ALTER ROLE %1 SET lock_timeout = '20s'; ALTER ROLE %1 SET transaction_timeout = '10min'; "
        "ALTER ROLE %1 SET idle_in_transaction_session_timeout = '60s'; ALTER ROLE %1 SET search_path = ''"_s.arg(name);
    if (auto done = db.script(sql); !done)
        return done;
    if (entry.rolePassword.isEmpty())
        return {};
    // Only the SCRAM verifier goes over the line and into the server's log.
    const QByteArray verifier = db.scramOf(role, entry.rolePassword.bytes());
    return db.script(u"ALTER ROLE %1 PASSWORD '%2'"_s.arg(name, QString::fromLatin1(verifier)));
}

} // namespace

Result<QJsonObject> registerDesk(const ServerAddress &address, const DeskEntry &entry)
{
    const QString area = entry.area.isEmpty() ? entry.centre : entry.area;
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const auto there = isSetUp(**db);
    if (!there)
        return fail(there.error().toError());
    if (!*there)
        return fail(notSet());
    const QString role = u"c_"_s + area;
    qint64 desk = entry.desk;
    const auto run = [&]() -> PgResult<> {
        if (auto made = putRole(**db, entry, role); !made)
            return made;
        const qint64 epoch = static_cast<qint64>(QRandomGenerator::global()->generate64() >> 12);
        const auto clock = (*db)->query(
            "INSERT INTO fq_sync.centre_clock (centre, epoch) VALUES ($1, $2) ON CONFLICT (centre) DO NOTHING",
            {PgValue::of(entry.centre), PgValue::of(epoch)});
        if (!clock)
            return std::unexpected(clock.error());
        const auto put = (*db)->query(
            "INSERT INTO fq_sync.desk AS x (centre, desk, name, certificate, carries, van_key, area) VALUES ($1, "
            "coalesce(nullif($2::integer, 0), (SELECT coalesce(max(y.desk), 0) + 1 FROM fq_sync.desk y WHERE y.centre "
            "= "
            "$1)), $3, nullif($4, ''), $5, nullif($6, ''), $7) ON CONFLICT (centre, desk) DO UPDATE SET name = "
            "excluded.name, "
            "certificate = excluded.certificate, carries = excluded.carries, van_key = coalesce(excluded.van_key, "
            "x.van_key), area = excluded.area, state = 'active' RETURNING desk",
            {PgValue::of(entry.centre), PgValue::of(desk), PgValue::of(entry.name), PgValue::of(entry.certificate),
             PgValue::of(entry.carries ? "t"_ba : "f"_ba), PgValue::of(entry.vanKey), PgValue::of(area)});
        if (!put)
            return std::unexpected(put.error());
        desk = put->integer(0, 0);
        return {};
    };
    auto done = inTransaction(**db, run, {});
    if (!done)
        return done;
    return QJsonObject{{u"centre"_s, entry.centre},
                       {u"desk"_s, desk},
                       {u"role"_s, role},
                       {u"name"_s, entry.name},
                       {u"certificate"_s, entry.certificate}};
}

Result<QJsonObject> purgeRecord(const ServerAddress &address, const QString &centre, const QString &entity,
                                const QUuid &id)
{
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const auto there = isSetUp(**db);
    if (!there)
        return fail(there.error().toError());
    if (!*there)
        return fail(notSet());
    const QString text = id.toString(QUuid::WithoutBraces);
    qint64 rev = 0;
    const auto run = [&]() -> PgResult<> {
        if (auto owner = (*db)->script(u"SET LOCAL ROLE fengqiao_owner"_s); !owner)
            return owner;
        const auto done = (*db)->query("SELECT fq_sync.purge($1, $2, $3)",
                                       {PgValue::of(centre), PgValue::of(entity), PgValue::of(text)});
        if (!done)
            return std::unexpected(done.error());
        rev = done->integer(0, 0);
        return {};
    };
    if (auto done = inTransaction(**db, run, {}); !done)
        return done;
    return QJsonObject{{u"centre"_s, centre}, {u"entity"_s, entity}, {u"id"_s, text}, {u"rev"_s, rev}};
}

Result<QJsonObject> registerWall(const ServerAddress &address, const QString &area, const Secret &password)
{
    auto db = connectServer(address);
    if (!db)
        return fail(db.error());
    const QString role = u"w_"_s + area;
    const auto run = [&]() -> PgResult<> {
        const auto known = (*db)->query("SELECT 1 FROM pg_roles WHERE rolname = $1", {PgValue::of(role)});
        if (!known)
            return std::unexpected(known.error());
        const QString name = QString::fromUtf8(pgQuoted(role));
        QString sql =
            u"ALTER ROLE %1 SET search_path = ''; ALTER ROLE %1 SET default_transaction_read_only = on"_s.arg(name);
        if (known->size() == 0)
            sql.prepend(u"CREATE ROLE %1 LOGIN NOINHERIT IN ROLE fengqiao_wall; GRANT fengqiao_wall TO %1 WITH INHERIT "
                        "TRUE;"_s.arg(name));
        if (auto done = (*db)->script(sql); !done || password.isEmpty())
            return done;
        return (*db)->script(
            u"ALTER ROLE %1 PASSWORD '%2'"_s.arg(name, QString::fromLatin1((*db)->scramOf(role, password.bytes()))));
    };
    return inTransaction(**db, run, {{u"area"_s, area}, {u"role"_s, role}});
}

} // namespace fengqiao
