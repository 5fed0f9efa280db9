#include <store/store.h>

#include <QFile>
#include <QFileInfo>
#include <atomic>

#include "connection.h"
#include "file_lock.h"
#include "schema.h"
#include "store_file.h"
#include "store_private.h"
#include "writer_thread.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int readers = 2;
constexpr int bulkCacheKib = 128 * 1024;
constexpr int mergeStep = 2000;
constexpr auto plainHeader = "SQLite format 3";
constexpr qsizetype headerSize = 16;

// What can be said of a file before it is opened.
Result<> checkFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(storeError(StoreTrouble::Missing, path));
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return fail(storeError(StoreTrouble::Disk, path));
    const QByteArray header = file.read(headerSize);
    if (header.startsWith(plainHeader))
        return fail(storeError(StoreTrouble::NotEncrypted, path));
    if (header.size() < headerSize)
        return fail(storeError(StoreTrouble::Damaged, path));
    return {};
}

// An empty file of ours alone, made before anything is in it.
Result<> makeFile(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return fail(storeError(StoreTrouble::Exists, path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fail(storeError(StoreTrouble::Disk, path));
    return {};
}

void writeIdentity(Connection &connection, const StoreIdentity &identity, Instant now)
{
    const QString sql = u"INSERT INTO meta VALUES (?, ?)"_s;
    connection.run(sql, {u"centre"_s, identity.centre});
    connection.run(sql, {u"desk"_s, QString::number(identity.desk)});
    connection.run(sql, {u"kind"_s, identity.kind});
    connection.run(sql, {u"created"_s, QString::number(now.ms)});
}

StoreIdentity readIdentity(Connection &connection)
{
    Reader reader(connection);
    return {reader.meta("centre"_L1), reader.meta("desk"_L1).toInt(), reader.meta("kind"_L1)};
}

// The stamp of the last change this desk made, so that stamps go on growing whatever the wall clock says.
HybridTime lastStamp(Connection &connection)
{
    return {connection.single(u"SELECT stamp FROM outbox ORDER BY seq DESC LIMIT 1"_s).toLongLong()};
}

} // namespace

Store::Store(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Store::~Store()
{
    d->readers.reset(); // the writer closes last: SQLite then folds the write-ahead log in and removes it
    d->writer->close(); // before it goes: what is carried out now may still post
    d->writer.reset();
}

Result<std::unique_ptr<Store>> Store::create(const QString &path, const Secret &key, const Schema &schema,
                                             const StoreIdentity &identity, std::shared_ptr<const Clock> clock)
{
    if (const auto made = makeFile(path); !made)
        return fail(made.error());
    auto lock = FileLock::take(path);
    const auto fill = [&]() -> Result<> {
        auto connection = Connection::open(path, key, Connection::Mode::Write);
        if (!connection)
            return fail(connection.error());
        try {
            (*connection)->run(u"BEGIN IMMEDIATE"_s);
            createSchema(**connection, schema);
            writeIdentity(**connection, identity, clock->now());
            (*connection)->run(u"COMMIT"_s);
        } catch (const StoreFault &fault) {
            return fail(fault.error());
        }
        return {};
    };
    Result<> filled = lock ? fill() : Result<>(fail(lock.error()));
    if (filled)
        filled = checkFile(path);
    if (!filled) {
        lock = std::unique_ptr<FileLock>();
        discard(path);
        return fail(filled.error());
    }
    return openLocked(path, key, schema, std::move(clock), std::move(*lock));
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, const Secret &key, const Schema &schema,
                                           std::shared_ptr<const Clock> clock)
{
    if (!QFileInfo::exists(path))
        return fail(storeError(StoreTrouble::Missing, path));
    // The lock first: reading the header of a file that this process has open elsewhere would drop SQLite's own locks.
    auto lock = FileLock::take(path);
    if (!lock)
        return fail(lock.error());
    if (const auto checked = checkFile(path); !checked)
        return fail(checked.error());
    return openLocked(path, key, schema, std::move(clock), std::move(*lock));
}

Result<std::unique_ptr<Store>> Store::openLocked(const QString &path, const Secret &key, const Schema &schema,
                                                 std::shared_ptr<const Clock> clock, std::unique_ptr<FileLock> lock)
{
    auto data = std::make_unique<Private>(path, schema, key.clone(), std::move(clock), std::move(lock));
    auto writer = Connection::open(path, key, Connection::Mode::Write);
    if (!writer)
        return fail(writer.error());
    Writer::Identity identity;
    HybridTime last;
    try {
        if (fileVersion(**writer) > targetVersion(schema))
            return fail(storeError(StoreTrouble::Newer, path));
        data->identity = readIdentity(**writer);
        identity = {data->identity.centre, data->identity.desk};
        last = lastStamp(**writer);
    } catch (const StoreFault &fault) {
        return fail(fault.error());
    }
    HybridClock hybrid(identity.desk, last);
    if (auto upgraded = upgradeSchema(**writer, schema, identity, hybrid, data->clock->now()); !upgraded)
        return fail(upgraded.error());
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < readers; ++i) {
        auto reader = Connection::open(path, key, Connection::Mode::Read);
        if (!reader)
            return fail(reader.error());
        connections.push_back(std::move(*reader));
    }
    Private *shared = data.get();
    std::unique_ptr<Store> store(new Store(std::move(data)));
    shared->readers = std::make_unique<ReaderPool>(std::move(connections));
    shared->writer = std::make_shared<WriterThread>(
        std::move(*writer), identity, hybrid, shared->clock,
        [store = store.get()](const ChangeSet &changes) { Q_EMIT store->committed(changes); });
    new StoreFile(path, key.clone(), store.get());
    return store;
}

void Store::discard(const QString &path)
{
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(path + suffix);
    QFile::remove(FileLock::pathFor(path));
    QFile::remove(path + u".lock"_s);
}

const QString &Store::path() const
{
    return d->path;
}

const StoreIdentity &Store::identity() const
{
    return d->identity;
}

const Schema &Store::schema() const
{
    return d->schema;
}

void Store::post(WriteJob job)
{
    d->writer->post(std::move(job));
}

void Store::post(ReadJob job)
{
    d->readers->post(std::move(job));
}

std::shared_ptr<void> Store::bulk()
{
    d->writer->setBulk(true);
    d->writer->post([](Connection &connection) {
        connection.run(u"PRAGMA synchronous = NORMAL"_s);
        connection.run(u"PRAGMA cache_size = -%1"_s.arg(bulkCacheKib)); // a page that falls out is decrypted again
    });
    const std::weak_ptr<WriterThread> writer = d->writer;
    const auto depth = d->bulkDepth;
    ++*depth;
    return {static_cast<void *>(depth.get()), [writer, depth](void *) {
                if (--*depth > 0)
                    return;
                const auto thread = writer.lock();
                if (!thread)
                    return;
                thread->setBulk(false);
                thread->post([](Connection &connection) {
                    while (mergeSearchIndex(connection, mergeStep)) {}
                    connection.run(u"PRAGMA synchronous = FULL"_s);
                    connection.run(u"PRAGMA cache_size = -%1"_s.arg(Connection::cacheKib));
                    connection.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
                });
            }};
}

} // namespace fengqiao
