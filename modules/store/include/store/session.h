#pragma once

#include <QJsonObject>
#include <QVariantList>
#include <memory>
#include <optional>

#include <store/row.h>
#include <store/search.h>

namespace fengqiao {

// A storage failure (disk full, I/O error, a broken constraint). Thrown inside transactions only; Store::read and
// Store::write catch it and return it as an Error, so no caller of Store ever sees an exception.
class StoreFault : public std::exception {
public:
    explicit StoreFault(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] const Error &error() const { return m_error; }

    [[nodiscard]] const char *what() const noexcept override { return "store fault"; }

private:
    Error m_error;
};

// A prepared statement with its result. Statements are cached per connection by their text, so write SQL with ? and
// keep it constant. One Query of the same text may be live at a time.
class Query {
public:
    Query(Query &&) noexcept;
    ~Query();
    [[nodiscard]] bool next();
    [[nodiscard]] QVariant value(int column) const; // as SQLite typed it: qint64, double, QString, QByteArray, null

    [[nodiscard]] QString text(int column) const { return value(column).toString(); }

    [[nodiscard]] qint64 integer(int column) const { return value(column).toLongLong(); }

    [[nodiscard]] Instant instant(int column) const { return Instant{integer(column)}; }

    [[nodiscard]] QUuid uuid(int column) const { return QUuid::fromRfc4122(value(column).toByteArray()); }

    [[nodiscard]] qint64 rowsChanged() const;

private:
    friend class Reader;
    struct Data;
    explicit Query(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

class Connection; // internal: one Qt Sql connection with its statement cache

// Reading within one snapshot. Belongs to the thread it was handed to.
class Reader {
public:
    explicit Reader(Connection &connection)
        : m_connection(connection)
    {
    }

    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    [[nodiscard]] std::optional<Row> find(const Entity &entity, QUuid id); // tombstones are not found
    [[nodiscard]] std::optional<Row> findBy(const Entity &entity, QLatin1StringView field, const QVariant &value);
    // `tail` is everything after WHERE, e.g. "state = ? ORDER BY arrived_at LIMIT 50"; tombstones are left out.
    [[nodiscard]] QList<Row> select(const Entity &entity, const QString &tail, const QVariantList &binds = {});
    [[nodiscard]] qint64 count(const Entity &entity, const QString &where, const QVariantList &binds = {});
    [[nodiscard]] Query query(const QString &sql, const QVariantList &binds = {});
    // People or other indexed records whose keys match what was typed; best first (store/search.h).
    [[nodiscard]] QList<SearchHit> search(const SearchRequest &request);
    [[nodiscard]] QString meta(QLatin1StringView key); // table `meta`: centre, desk, county_kind, schema ...

protected:
    [[nodiscard]] static Row rowOf(const Entity &entity, const Query &query);
    Connection &m_connection;
};

struct Change {
    enum class Kind { Inserted, Updated, Removed };
    const Entity *entity = nullptr;
    QUuid id;
    Kind kind = Kind::Inserted;
};

using ChangeSet = QList<Change>;

// One atomic change: everything done through it is committed together or not at all, leaves one outbox entry (an op
// list, sync.md 2.3) and one ChangeSet on the feed.
class Writer : public Reader {
public:
    struct Identity {
        QString centre; // six digits
        int desk = 0;   // 11 bit
    };

    Writer(Connection &connection, const Identity &identity, HybridClock &hybrid, Instant now);

    void insert(Row &row); // gives id and stamp; the row becomes "as stored"
    void update(Row &row); // only changed fields; nothing changed = nothing written
    void remove(Row &row); // tombstone
    // Local bookkeeping tables only: nothing done here is synced.
    qint64 execute(const QString &sql, const QVariantList &binds = {});
    void setMeta(QLatin1StringView key, const QString &value);
    // The next number of a series in a period ("visit", "20260914"): gap-free on this desk, never reused; a rolled back
    // transaction gives its number back.
    [[nodiscard]] qint64 nextNumber(const QString &series, const QString &period);
    // Replaces the search keys of a stored row; found by it from the commit on. The record becomes the newest of the
    // index, and the newest come first among equally good hits.
    void index(const Row &row, const SearchKeys &keys);
    void removeFromIndex(const Row &row);

    [[nodiscard]] Instant now() const { return m_now; }

    void setNow(Instant at) { m_now = at; } // demo and test files may pretend an instant

    [[nodiscard]] const Identity &identity() const { return m_identity; }

    [[nodiscard]] const ChangeSet &changes() const { return m_changes; }

private:
    friend class WriterThread;

    struct Indexed {
        QUuid id;
        qint64 rowid = 0;
        QString entity;
        std::optional<SearchKeys> keys; // none: out of the index
    };

    void note(const Row &row, Change::Kind kind);
    void beginOp(const char *op, const Row &row, HybridTime stamp);
    void addOutboxEntry(); // called by the writer thread before the commit
    const Identity &m_identity;
    HybridClock &m_hybrid;
    Instant m_now;
    Instant m_wall;
    ChangeSet m_changes;
    QByteArray m_ops;         // JSON texts of the op list, separated by commas
    QList<Indexed> m_indexed; // carried out at the end of the whole group: a savepoint would flush FTS5 each time
};

} // namespace fengqiao
