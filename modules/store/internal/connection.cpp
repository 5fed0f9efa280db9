#include "connection.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlError>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sqlcipher/sqlite3.h>

#include <store/session.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// Statements of helpers are constant text, so this is reached only by a fault such as SQL built with values in it.
constexpr qsizetype maxStatements = 512;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

QString fieldOf(const QString &detail)
{
    // "UNIQUE constraint failed: account.login"
    const qsizetype dot = detail.lastIndexOf(u'.');
    return dot < 0 || !detail.contains("constraint failed"_L1) ? QString() : detail.mid(dot + 1);
}

Error constraintError(int code, const QString &detail)
{
    const QString field = fieldOf(detail);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        return {ErrorKind::Conflict,
                u"store.duplicate"_s,
                Words::tr("A record with the same %1 exists already. Nothing was saved.").arg(field),
                field,
                {}};
    if (code == SQLITE_CONSTRAINT_NOTNULL)
        return {ErrorKind::Invalid,
                u"store.required"_s,
                Words::tr("The field %1 is required. Nothing was saved.").arg(field),
                field,
                {}};
    return {ErrorKind::Fault,
            u"store.constraint"_s,
            Words::tr("The file refused the record: %1. Nothing was saved.").arg(detail),
            field,
            {}};
}

// Beyond what the connection was opened for (store/fence.h).
Error fencedError(const QSqlError &error)
{
    return {ErrorKind::NotPermitted,
            u"store.fenced"_s,
            Words::tr("This connection may read totals only: %1. Nothing was read.").arg(error.databaseText()),
            {},
            {}};
}

} // namespace

Error storeError(StoreTrouble trouble, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto unopenable = [&](const QString &code, const QString &message) {
        return Error{ErrorKind::Unopenable, code, message.arg(name), {}, {}};
    };
    switch (trouble) {
    case StoreTrouble::Exists:
        return {ErrorKind::Conflict,
                u"store.exists"_s,
                Words::tr("%1 exists already and was not touched. Choose another name.").arg(name),
                {},
                {}};
    case StoreTrouble::Missing:
        return unopenable(u"store.missing"_s, Words::tr("There is no file %1. Check the name and the folder."));
    case StoreTrouble::Locked:
        return unopenable(u"store.locked"_s,
                          Words::tr("%1 is in use by another program on this computer. Close it there and try again."));
    case StoreTrouble::WrongKey:
        return unopenable(u"store.wrong_key"_s, Words::tr("The key does not fit %1. The file was not changed. Is the "
                                                          "key file beside it the one that belongs to it?"));
    case StoreTrouble::Damaged:
        return unopenable(u"store.damaged"_s,
                          Words::tr("%1 is damaged and cannot be read in full. Nothing was changed. Keep it as it is "
                                    "and restore the last backup."));
    case StoreTrouble::Newer:
        return unopenable(u"store.newer"_s, Words::tr("%1 was written by a newer version of this program. It was not "
                                                      "changed. Install the newer version to open it."));
    case StoreTrouble::NotEncrypted:
        return unopenable(u"store.not_encrypted"_s,
                          Words::tr("%1 is not an encrypted county file. Nothing was read from it or written to it."));
    case StoreTrouble::Disk:
        return {ErrorKind::Fault,
                u"store.disk"_s,
                Words::tr("%1 could not be written or read: the disk is full, or the folder is not accessible. What "
                          "was saved before is safe; this change was not saved.")
                    .arg(name),
                {},
                {}};
    case StoreTrouble::Closed:
        return {ErrorKind::Fault,
                u"store.closed"_s,
                Words::tr("%1 is being closed. This change was not saved.").arg(name),
                {},
                {}};
    case StoreTrouble::Stopped:
        return {ErrorKind::Conflict,
                u"store.stopped"_s,
                Words::tr("The backup of %1 was stopped. Nothing was kept of it.").arg(name),
                {},
                {}};
    }
    Q_UNREACHABLE_RETURN({});
}

Error statementError(const QSqlError &error, const QString &path)
{
    const int code = error.nativeErrorCode().toInt();
    switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return storeError(StoreTrouble::Damaged, path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return storeError(StoreTrouble::Locked, path);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return storeError(StoreTrouble::Disk, path);
    case SQLITE_AUTH:
        return fencedError(error);
    case SQLITE_CONSTRAINT:
        return constraintError(code, error.driverText().isEmpty() ? error.text() : error.databaseText());
    default:
        if (code == SQLITE_ERROR && error.databaseText().startsWith("not authorized"_L1)) // to use a function
            return fencedError(error);
        // A page whose seal (HMAC) is broken comes back from SQLCipher as an error without words of its own.
        if (code == SQLITE_ERROR && error.databaseText() == QString::fromUtf8(sqlite3_errstr(SQLITE_ERROR)))
            return storeError(StoreTrouble::Damaged, path);
        return {
            ErrorKind::Fault,
            u"store.fault"_s,
            Words::tr("The store could not carry out a statement: %1. Nothing was saved.").arg(error.databaseText()),
            {},
            {}};
    }
}

QByteArray keyCheck(const Secret &key)
{
    static constexpr unsigned char label[] = "fengqiao county file 1";
    QByteArray digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int length = 0;
    HMAC(EVP_sha256(), key.bytes().constData(), static_cast<int>(key.bytes().size()), label, sizeof(label) - 1,
         reinterpret_cast<unsigned char *>(digest.data()), &length);
    return digest.left(16);
}

Connection::Connection(QString path)
    : m_path(std::move(path))
{
}

Connection::~Connection()
{
    m_statements.clear(); // before the driver closes
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, const Secret &key, Mode mode)
{
    std::unique_ptr<Connection> connection(new Connection(path));
    CipherDriver &driver = connection->m_driver;
    if (!driver.openFile(path, key.bytes(), keyCheck(key), mode))
        return fail(statementError(driver.lastError(), path));
    if (driver.cipherVersion().isEmpty()) // plain SQLite won at link time: it would write in clear
        return fail(storeError(StoreTrouble::NotEncrypted, path));
    try {
        connection->setUp(mode);
    } catch (const StoreFault &fault) {
        const QByteArray header = driver.header();
        const bool blank = header.count('\0') == header.size();
        if (fault.error().code == "store.damaged"_L1 && !blank && header != keyCheck(key))
            return fail(storeError(StoreTrouble::WrongKey, path));
        return fail(fault.error());
    }
    return connection;
}

void Connection::setUp(Mode mode)
{
    run(u"PRAGMA cipher_page_size = 4096"_s);
    run(u"PRAGMA busy_timeout = 5000"_s);
    run(u"PRAGMA mmap_size = 0"_s);       // mapped pages would go round the cipher
    run(u"PRAGMA temp_store = MEMORY"_s); // a sorter's spill file would be in clear
    run(u"PRAGMA foreign_keys = OFF"_s);  // synced rows may arrive before what they refer to; Store::integrity checks
    run(u"PRAGMA trusted_schema = OFF"_s);
    run(u"PRAGMA cache_size = -%1"_s.arg(cacheKib));
    [[maybe_unused]] const QVariant tables =
        single(u"SELECT count(*) FROM sqlite_master"_s); // reads page 1: the key fits
    if (mode == Mode::Read) {
        run(u"PRAGMA query_only = ON"_s);
        return;
    }
    if (single(u"PRAGMA journal_mode = WAL"_s).toString() != "wal"_L1)
        throw StoreFault(storeError(StoreTrouble::Disk, m_path));
    run(u"PRAGMA synchronous = FULL"_s);
    run(u"PRAGMA secure_delete = ON"_s);
}

void Connection::raise(const QSqlError &error) const
{
    throw StoreFault(statementError(error, m_path));
}

QSqlQuery Connection::prepare(const QString &sql)
{
    QSqlQuery query(m_driver.createResult());
    query.setForwardOnly(true);
    if (!query.prepare(sql)) {
        if (query.lastError().nativeErrorCode().toInt() == SQLITE_ERROR) // the SQL itself is wrong
            qWarning("statement refused: %s: %s", qUtf8Printable(query.lastError().text()), qUtf8Printable(sql));
        raise(query.lastError());
    }
    return query;
}

std::shared_ptr<Connection::Prepared> Connection::start(const QString &sql, const QVariantList &binds)
{
    std::shared_ptr<Prepared> statement = m_statements.value(sql);
    if (!statement || statement->busy) {
        const bool cache = !statement;
        statement = std::make_shared<Prepared>(prepare(sql), false);
        if (cache && m_statements.size() >= maxStatements)
            m_statements.removeIf([](const auto &entry) { return !entry.value()->busy; });
        if (cache)
            m_statements.insert(sql, statement);
    }
    QSqlQuery &query = statement->query;
    for (qsizetype i = 0; i < binds.size(); ++i)
        query.bindValue(static_cast<int>(i), binds.at(i));
    statement->busy = true;
    if (!query.exec()) {
        const QSqlError error = query.lastError();
        release(statement);
        raise(error);
    }
    return statement;
}

void Connection::release(const std::shared_ptr<Prepared> &statement)
{
    statement->query.finish();
    statement->busy = false;
}

qint64 Connection::run(const QString &sql, const QVariantList &binds)
{
    const auto statement = start(sql, binds);
    const qint64 changed = statement->query.isSelect() ? 0 : statement->query.numRowsAffected();
    release(statement);
    return changed;
}

QVariant Connection::single(const QString &sql, const QVariantList &binds)
{
    const auto statement = start(sql, binds);
    const QVariant value = statement->query.next() ? statement->query.value(0) : QVariant();
    release(statement);
    return value;
}

qint64 Connection::lastRowid() const
{
    return sqlite3_last_insert_rowid(m_driver.database());
}

qint64 Connection::totalChanges() const
{
    return sqlite3_total_changes64(m_driver.database());
}

void Connection::rollback() noexcept
{
    for (const auto &statement : std::as_const(m_statements)) {
        if (statement->busy)
            release(statement);
    }
    if (m_driver.inTransaction())
        sqlite3_exec(m_driver.database(), "ROLLBACK", nullptr, nullptr, nullptr);
}

const EntitySql &Connection::sql(const Entity &entity)
{
    const auto known = m_entities.constFind(&entity);
    if (known != m_entities.cend())
        return *known;
    QString fields;
    QString places;
    for (const Field &field : entity.fields) {
        fields += u", \""_s + field.name + u'"';
        places += u", ?"_s;
    }
    EntitySql made;
    const QString table = u'"' + QString(entity.name) + u'"';
    made.columns = u"rowid, id, stamp, versions"_s + fields;
    // A sub-select keeps an OR in the caller's condition from letting tombstones in; SQLite flattens it away.
    made.select =
        u"SELECT "_s + made.columns + u" FROM (SELECT * FROM "_s + table + u" WHERE deleted = 0) AS "_s + table;
    made.find = u"SELECT "_s + made.columns + u" FROM "_s + table + u" WHERE id = ? AND deleted = 0"_s;
    made.insert = u"INSERT INTO "_s + table + u" (id, centre, stamp, deleted"_s + fields + u") VALUES (?, ?, ?, 0"_s +
                  places + u')';
    return *m_entities.insert(&entity, made);
}

} // namespace fengqiao
