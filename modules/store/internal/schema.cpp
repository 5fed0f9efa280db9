#include "schema.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSet>

#include "connection.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

constexpr auto fingerprintKey = "schema"_L1;

// Local bookkeeping; never synced.
QStringList localStatements()
{
    return {
        u"CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS number_series (series TEXT NOT NULL, period TEXT NOT NULL, last INTEGER NOT NULL, "
        "PRIMARY KEY (series, period)) STRICT, WITHOUT ROWID"_s,
        // The last row is kept when the others are sent and forgotten: seq, chain and stamp continue from it.
        u"CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, body TEXT NOT NULL, "
        "chain BLOB NOT NULL) STRICT"_s,
        // Changes that the server did not take, word for word, and rows that must be asked for again (store/replica.h).
        u"CREATE TABLE IF NOT EXISTS sync_refused (seq INTEGER NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL, "
        u"body "
        "TEXT NOT NULL, at INTEGER NOT NULL) STRICT"_s,
        u"CREATE TABLE IF NOT EXISTS sync_refresh (entity TEXT NOT NULL, id BLOB NOT NULL, PRIMARY KEY (entity, id)) "
        "STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS sync_seen (entity TEXT NOT NULL, id BLOB NOT NULL, PRIMARY KEY (entity, id)) "
        "STRICT, WITHOUT ROWID"_s,
        // Contents that the server has whole, so that nobody asks for them again.
        u"CREATE TABLE IF NOT EXISTS sync_content (hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"_s,
        // Contents of attachments (store/blobs.h). Pieces are large: a table with a rowid keeps them out of the key's
        // tree.
        u"CREATE TABLE IF NOT EXISTS blob (hash TEXT PRIMARY KEY, size INTEGER NOT NULL, uses INTEGER NOT NULL) "
        "STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS blob_chunk (hash TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, "
        "UNIQUE (hash, seq)) STRICT"_s,
        u"CREATE TABLE IF NOT EXISTS search_doc (doc INTEGER PRIMARY KEY, entity INTEGER NOT NULL, row INTEGER NOT "
        "NULL, id BLOB NOT NULL UNIQUE) STRICT"_s,
        u"CREATE TABLE IF NOT EXISTS search_entity (code INTEGER PRIMARY KEY, entity TEXT NOT NULL UNIQUE) STRICT"_s,
        searchTableStatement(),
    };
}

QString fingerprint(const Schema &schema)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &statement : localStatements())
        hash.addData(statement.toUtf8());
    for (const Entity *entity : schema.entities) {
        for (const QString &statement : createStatements(*entity))
            hash.addData(statement.toUtf8());
    }
    return QString::fromLatin1(hash.result().toHex());
}

void setFingerprint(Connection &connection, const Schema &schema)
{
    connection.run(u"INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"_s,
                   {QString(fingerprintKey), fingerprint(schema)});
    connection.run(u"PRAGMA user_version = %1"_s.arg(targetVersion(schema)));
}

QSet<QString> columnsOf(Connection &connection, const Entity &entity)
{
    QSet<QString> names;
    const auto statement = connection.start(u"SELECT name FROM pragma_table_info(?)"_s, {QString(entity.name)});
    while (statement->query.next())
        names.insert(statement->query.value(0).toString());
    connection.release(statement);
    return names;
}

// SQLite needs a default for a required column of a table that has rows.
QString emptyValue(FieldType type)
{
    const QString sql = sqlType(type);
    return sql == "TEXT"_L1 ? u"''"_s : sql == "BLOB"_L1 ? u"x''"_s : u"0"_s;
}

// An index whose definition changed has a new name; the one of the old name would only cost time with every write.
void dropOldIndexes(Connection &connection, const Entity &entity)
{
    QSet<QString> wanted;
    for (const Index &index : entity.indexes)
        wanted.insert(indexName(entity, index));
    QStringList old;
    const QString prefix = entity.name + "_by_"_L1;
    const auto statement = connection.start(
        u"SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND instr(name, ?) = 1"_s,
        {QString(entity.name), prefix});
    while (statement->query.next())
        if (const QString name = statement->query.value(0).toString(); !wanted.contains(name))
            old << name;
    connection.release(statement);
    for (const QString &name : std::as_const(old))
        connection.run(u"DROP INDEX \"%1\""_s.arg(name));
}

void addWhatIsNew(Connection &connection, const Entity &entity)
{
    const QSet<QString> present = columnsOf(connection, entity);
    if (present.isEmpty()) {
        for (const QString &statement : createStatements(entity))
            connection.run(statement);
        return;
    }
    for (const Field &field : entity.fields) {
        if (present.contains(QString(field.name)))
            continue;
        QString sql = u"ALTER TABLE \"%1\" ADD COLUMN \"%2\" %3"_s.arg(entity.name, field.name, sqlType(field.type));
        if (field.required)
            sql += u" NOT NULL DEFAULT "_s + emptyValue(field.type);
        connection.run(sql);
    }
    for (const Index &index : entity.indexes)
        connection.run(indexStatement(entity, index));
    dropOldIndexes(connection, entity);
}

void migrate(Connection &connection, const Schema &schema, int from, const Writer::Identity &identity,
             HybridClock &hybrid, Instant now)
{
    QList<Migration> pending;
    std::ranges::copy_if(schema.migrations, std::back_inserter(pending),
                         [from](const Migration &migration) { return migration.number > from; });
    std::ranges::sort(pending, {}, &Migration::number);
    for (const Migration &migration : std::as_const(pending)) {
        Writer writer(connection, identity, hybrid, now);
        migration.run(writer);
    }
}

} // namespace

QString searchTableStatement()
{
    return u"CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(keys, content='', contentless_delete=1, detail=none, "
           "tokenize='ascii')"_s;
}

int targetVersion(const Schema &schema)
{
    int version = Schema::version;
    for (const Migration &migration : schema.migrations)
        version = std::max(version, migration.number);
    return version;
}

int fileVersion(Connection &connection)
{
    return connection.single(u"PRAGMA user_version"_s).toInt();
}

void createSchema(Connection &connection, const Schema &schema)
{
    connection.run(u"PRAGMA application_id = 1179538001"_s); // "FNGQ"
    for (const QString &statement : localStatements())
        connection.run(statement);
    // A large hash for large groups; join segments two by two when there is time (writer_thread.cpp).
    connection.run(u"INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)"_s);
    connection.run(u"INSERT INTO search (search, rank) VALUES ('usermerge', 2)"_s);
    for (const Entity *entity : schema.entities)
        addWhatIsNew(connection, *entity);
    setFingerprint(connection, schema);
}

Result<> upgradeSchema(Connection &connection, const Schema &schema, const Writer::Identity &identity,
                       HybridClock &hybrid, Instant now)
{
    try {
        const int from = fileVersion(connection);
        const QVariant known = connection.single(u"SELECT value FROM meta WHERE key = ?"_s, {QString(fingerprintKey)});
        if (from == targetVersion(schema) && known.toString() == fingerprint(schema))
            return {};
        connection.run(u"BEGIN IMMEDIATE"_s);
        migrate(connection, schema, from, identity, hybrid, now);
        for (const QString &statement : localStatements())
            connection.run(statement);
        for (const Entity *entity : schema.entities)
            addWhatIsNew(connection, *entity);
        setFingerprint(connection, schema);
        connection.run(u"COMMIT"_s);
        return {};
    } catch (const StoreFault &fault) {
        connection.rollback();
        return fail(ErrorKind::Unopenable, u"store.migration"_s,
                    Words::tr("The file could not be brought to this version and was left as it was: %1")
                        .arg(fault.error().message));
    }
}

} // namespace fengqiao
