#include <QSet>

#include <store/replica.h>

#include "connection.h"
#include "file_lock.h"
#include "schema.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

struct ReplicaLoader::Private {
    std::unique_ptr<FileLock> lock;
    std::unique_ptr<Connection> connection;
    Schema schema;
    QString centre;
    QHash<const Entity *, QString> inserts;

    template <typename F> Result<> guarded(F run)
    {
        try {
            run();
        } catch (const StoreFault &fault) {
            connection->rollback();
            return fail(fault.error());
        }
        return {};
    }
};

ReplicaLoader::ReplicaLoader(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

ReplicaLoader::~ReplicaLoader() = default;

Result<std::unique_ptr<ReplicaLoader>> ReplicaLoader::open(const QString &path, const Secret &key, const Schema &schema)
{
    auto lock = FileLock::take(path);
    if (!lock)
        return fail(lock.error());
    auto connection = Connection::open(path, key, Connection::Mode::Write);
    if (!connection)
        return fail(connection.error());
    auto data = std::make_unique<Private>();
    data->lock = std::move(*lock);
    data->connection = std::move(*connection);
    data->schema = schema;
    return std::unique_ptr<ReplicaLoader>(new ReplicaLoader(std::move(data)));
}

Result<> ReplicaLoader::begin()
{
    return d->guarded([this] {
        Connection &db = *d->connection;
        d->centre = Reader(db).meta("centre"_L1);
        // A half-filled file is thrown away, so nothing has to be undone and nothing flushed before the end.
        db.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        db.run(u"PRAGMA journal_mode = OFF"_s);
        db.run(u"PRAGMA synchronous = OFF"_s);
        db.run(u"PRAGMA secure_delete = OFF"_s);
        db.run(u"BEGIN IMMEDIATE"_s);
        db.run(u"DELETE FROM outbox"_s);
        for (const Entity *entity : d->schema.entities) {
            if (!entity->synced)
                continue;
            for (const Index &index : entity->indexes)
                db.run(u"DROP INDEX IF EXISTS \"%1\""_s.arg(indexName(*entity, index)));
            db.run(u"DELETE FROM \"%1\""_s.arg(entity->name));
            QString columns;
            QString places;
            for (const Field &field : entity->fields) {
                columns += u", \""_s + field.name + u'"';
                places += u", ?"_s;
            }
            d->inserts.insert(entity, u"INSERT INTO \""_s + entity->name +
                                          u"\" (id, centre, stamp, versions, deleted"_s + columns +
                                          u") VALUES (?, ?, ?, ?, ?"_s + places + u')');
        }
        db.run(u"COMMIT"_s);
    });
}

Result<> ReplicaLoader::add(const Entity &entity, const QList<ReplicaRow> &rows)
{
    return d->guarded([&] {
        Connection &db = *d->connection;
        const QString sql = d->inserts.value(&entity);
        db.run(u"BEGIN IMMEDIATE"_s);
        for (const ReplicaRow &row : rows) {
            QVariantList binds{row.id, d->centre, row.stamp,
                               row.versions.isEmpty() ? QVariant() : QVariant(row.versions), row.deleted};
            binds += row.values;
            db.run(sql, binds);
        }
        db.run(u"COMMIT"_s);
    });
}

Result<> ReplicaLoader::setMeta(const QString &key, const QString &value)
{
    return d->guarded([&] {
        d->connection->run(u"INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"_s,
                           {key, value});
    });
}

Result<> ReplicaLoader::finish()
{
    return d->guarded([this] {
        Connection &db = *d->connection;
        for (const Entity *entity : d->schema.entities) {
            if (!entity->synced)
                continue;
            for (const Index &index : entity->indexes)
                db.run(indexStatement(*entity, index));
        }
        // The last commit flushes the file as a whole.
        db.run(u"PRAGMA journal_mode = DELETE"_s);
        db.run(u"PRAGMA synchronous = FULL"_s);
        db.run(u"INSERT INTO meta VALUES ('sync.loaded', '1') ON CONFLICT DO UPDATE SET value = excluded.value"_s);
        d->connection.reset();
    });
}

} // namespace fengqiao
