#include <QFile>

#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

#include "connection.h"
#include "store_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int pagesAStep = 1024;

struct BackupEnd {
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};

// Copies every page of one snapshot: the open read transaction keeps the source from moving under the copy, so writers
// go on and the copy never starts again.
Result<> copyPages(Connection &from, Connection &to, const std::function<bool(double)> &progress)
{
    const std::unique_ptr<sqlite3_backup, BackupEnd> backup(
        sqlite3_backup_init(to.driver().database(), "main", from.driver().database(), "main"));
    if (!backup)
        return fail(storeError(StoreTrouble::Disk, to.path()));
    for (;;) {
        const int code = sqlite3_backup_step(backup.get(), pagesAStep);
        if (code == SQLITE_DONE)
            return {};
        if (code != SQLITE_OK)
            return fail(statementError(to.driver().errorOf(code, QSqlError::StatementError), to.path()));
        const int total = std::max(1, sqlite3_backup_pagecount(backup.get()));
        const int left = sqlite3_backup_remaining(backup.get());
        if (progress && !progress(1.0 - static_cast<double>(left) / total))
            return fail(storeError(StoreTrouble::Stopped, from.path()));
    }
}

QStringList column(Connection &connection, const QString &sql)
{
    QStringList lines;
    const auto statement = connection.start(sql, {});
    while (statement->query.next())
        lines << statement->query.value(0).toString();
    connection.release(statement);
    return lines;
}

QStringList missingReferences(Connection &connection, const Schema &schema)
{
    QStringList faults;
    for (const Entity *entity : schema.entities) {
        for (const Field &field : entity->fields) {
            const bool known =
                std::ranges::any_of(schema.entities, [&](const Entity *e) { return e->name == field.refers; });
            if (field.type != FieldType::Id || !known)
                continue;
            const QString sql =
                u"SELECT count(*) FROM \"%1\" AS a WHERE a.deleted = 0 AND a.\"%2\" IS NOT NULL AND NOT "
                "EXISTS (SELECT 1 FROM \"%3\" AS b WHERE b.id = a.\"%2\")"_s.arg(entity->name, field.name,
                                                                                 field.refers);
            if (const qint64 count = connection.single(sql).toLongLong(); count > 0)
                faults << u"%1.%2: %3"_s.arg(entity->name, field.name).arg(count);
        }
    }
    return faults;
}

} // namespace

Result<> Store::backup(const QString &path, const std::function<bool(double)> &progress)
{
    if (QFile::exists(path))
        return fail(storeError(StoreTrouble::Exists, path));
    const QString part = path + u".part"_s;
    discard(part);
    QFile file(part);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fail(storeError(StoreTrouble::Disk, path));
    file.close();
    const auto copy = [&]() -> Result<> {
        auto from = Connection::open(d->path, d->key, Connection::Mode::Read);
        if (!from)
            return fail(from.error());
        auto to = Connection::open(part, d->key, Connection::Mode::Write);
        if (!to)
            return fail(to.error());
        try {
            (*from)->run(u"BEGIN"_s);
            (*from)->run(u"SELECT count(*) FROM meta"_s); // the snapshot begins with the first read
            if (auto copied = copyPages(**from, **to, progress); !copied)
                return copied;
            (*to)->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        } catch (const StoreFault &fault) {
            return fail(fault.error());
        }
        if ((*to)->driver().header() != keyCheck(d->key))
            return fail(storeError(StoreTrouble::NotEncrypted, path));
        return {};
    };
    const Result<> copied = copy();
    if (copied && QFile::rename(part, path))
        return {};
    discard(part);
    return copied ? fail(storeError(StoreTrouble::Disk, path)) : copied;
}

Result<QStringList> Store::integrity()
{
    auto connection = Connection::open(d->path, d->key, Connection::Mode::Read);
    if (!connection)
        return fail(connection.error());
    QStringList faults;
    try {
        // Seals are read from the file itself: what is in use must have come there from the log.
        (*connection)->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
        (*connection)->run(u"BEGIN"_s);
        for (const QString &line : column(**connection, u"PRAGMA integrity_check(20)"_s)) {
            if (line != "ok"_L1)
                faults << line;
        }
        // The seal of every page. One that was taken and given back within a transaction is never written: it has no
        // seal, and nobody reads it. Those in use were just read with theirs.
        const QStringList unsealed = column(**connection, u"PRAGMA cipher_integrity_check"_s);
        const qsizetype unused = column(**connection, u"PRAGMA freelist_count"_s).value(0).toLongLong();
        if (!faults.isEmpty() || unsealed.size() > unused)
            faults += unsealed;
        faults += missingReferences(**connection, d->schema);
    } catch (const StoreFault &fault) {
        if (fault.error().code != "store.damaged"_L1)
            return fail(fault.error());
        faults << fault.error().message;
    }
    return faults;
}

} // namespace fengqiao
