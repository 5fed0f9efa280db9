#pragma once

#include <QHash>
#include <QSqlQuery>
#include <QVariantList>
#include <memory>

#include <core/error.h>
#include <store/entity.h>
#include <store/key_slots.h>

#include "cipher_driver.h"

namespace fengqiao {

enum class StoreTrouble { Exists, Missing, Locked, WrongKey, Damaged, Newer, NotEncrypted, Disk, Closed, Stopped };

// One sentence a trouble: what happened, what was kept, what to do.
[[nodiscard]] Error storeError(StoreTrouble trouble, const QString &path);
// The same from SQLite's result code, for a statement that failed.
[[nodiscard]] Error statementError(const QSqlError &error, const QString &path);

// First 16 bytes of a county file: a check value of its key, so that a wrong key and a damaged file can be told apart.
// (In SQLCipher they are the salt; with a raw 256-bit key no key is derived with it.)
[[nodiscard]] QByteArray keyCheck(const Secret &key);

// The SQL of an entity, put together once.
struct EntitySql {
    QString columns; // rowid, id, stamp, versions, fields...
    QString select;  // of rows that are not tombstones, up to where a WHERE may follow
    QString find;
    QString insert;
};

// One Qt Sql connection with its statements. Used by one thread at a time. Every failure is thrown as StoreFault.
class Connection {
public:
    static constexpr int cacheKib = 24 * 1024; // of pages in clear, each connection
    using Mode = CipherDriver::Mode;

    struct Prepared {
        QSqlQuery query;
        bool busy = false;
    };

    // Opens, keys and checks: "store.wrong_key", "store.damaged", "store.not_encrypted", "store.disk".
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, const Secret &key, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Runs a statement from the cache and leaves it at its result; given back by release().
    [[nodiscard]] std::shared_ptr<Prepared> start(const QString &sql, const QVariantList &binds);
    void release(const std::shared_ptr<Prepared> &statement);
    qint64 run(const QString &sql, const QVariantList &binds = {}); // rows changed
    [[nodiscard]] QVariant single(const QString &sql, const QVariantList &binds = {});
    [[nodiscard]] qint64 lastRowid() const;
    [[nodiscard]] qint64 totalChanges() const;
    void rollback() noexcept; // whatever is open; nothing if nothing is

    [[nodiscard]] const EntitySql &sql(const Entity &entity);

    [[nodiscard]] CipherDriver &driver() { return m_driver; }

    [[nodiscard]] const QString &path() const { return m_path; }

    [[noreturn]] void raise(const QSqlError &error) const;

private:
    explicit Connection(QString path);
    [[nodiscard]] QSqlQuery prepare(const QString &sql);
    void setUp(Mode mode);

    QString m_path;
    CipherDriver m_driver;
    QHash<QString, std::shared_ptr<Prepared>> m_statements;
    QHash<const Entity *, EntitySql> m_entities;
};

} // namespace fengqiao
