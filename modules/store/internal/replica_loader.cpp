#include <store/replica_loader.h>

#include <QDate>
#include <sqlcipher/sqlite3.h>

#include "connection.h"
#include "file_lock.h"
#include "schema.h"
#include "search_builder.h"
#include "search_tokens.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int cacheKib = 128 * 1024;
constexpr qsizetype usualTokens = 450; // bytes of a person's

struct Finalize {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

using Insert = std::unique_ptr<sqlite3_stmt, Finalize>;

QVariant valueOf(const Field &field, const ReplicaCell &cell)
{
    switch (cell.kind) {
    case ReplicaCell::Kind::Null:
        return {};
    case ReplicaCell::Kind::Text:
        return QString::fromUtf8(cell.bytes, cell.size);
    case ReplicaCell::Kind::Blob: {
        const QByteArray bytes(cell.bytes, cell.size);
        return field.type == FieldType::Id ? QVariant(QUuid::fromRfc4122(bytes)) : QVariant(bytes);
    }
    case ReplicaCell::Kind::Integer:
        if (field.type == FieldType::Bool)
            return cell.integer != 0;
        return field.type == FieldType::Date ? QVariant(QDate::fromJulianDay(cell.integer)) : QVariant(cell.integer);
    }
    Q_UNREACHABLE_RETURN({});
}

int bindCell(sqlite3_stmt *statement, int place, const ReplicaCell &cell)
{
    const auto size = static_cast<sqlite3_uint64>(cell.size);
    switch (cell.kind) {
    case ReplicaCell::Kind::Null:
        return sqlite3_bind_null(statement, place);
    case ReplicaCell::Kind::Integer:
        return sqlite3_bind_int64(statement, place, cell.integer);
    case ReplicaCell::Kind::Text:
        return sqlite3_bind_text64(statement, place, cell.bytes, size, SQLITE_STATIC, SQLITE_UTF8);
    case ReplicaCell::Kind::Blob:
        return sqlite3_bind_blob64(statement, place, cell.bytes, size, SQLITE_STATIC);
    }
    Q_UNREACHABLE_RETURN(SQLITE_MISMATCH);
}

bool isDeleted(const ReplicaCell *row)
{
    return row[3].integer != 0;
}

} // namespace

ReplicaCell ReplicaCell::of(qint64 value)
{
    ReplicaCell cell;
    cell.kind = Kind::Integer;
    cell.integer = value;
    return cell;
}

ReplicaCell ReplicaCell::text(const char *bytes, qsizetype size)
{
    ReplicaCell cell;
    cell.kind = Kind::Text;
    cell.bytes = bytes;
    cell.size = static_cast<qint32>(size);
    return cell;
}

ReplicaCell ReplicaCell::blob(const char *bytes, qsizetype size)
{
    ReplicaCell cell = text(bytes, size);
    cell.kind = Kind::Blob;
    return cell;
}

ReplicaCell ReplicaPiece::keep(const QVariant &value)
{
    const auto kept = [this](QByteArray bytes) -> const QByteArray & { return texts.emplace_back(std::move(bytes)); };
    if (value.isNull())
        return {};
    switch (value.typeId()) {
    case QMetaType::QString: {
        const QByteArray &text = kept(value.toString().toUtf8());
        return ReplicaCell::text(text.constData(), text.size());
    }
    case QMetaType::QByteArray:
    case QMetaType::QUuid: {
        const bool isId = value.typeId() == QMetaType::QUuid;
        const QByteArray &bytes = kept(isId ? value.toUuid().toRfc4122() : value.toByteArray());
        return ReplicaCell::blob(bytes.constData(), bytes.size());
    }
    case QMetaType::QDate:
        return ReplicaCell::of(value.toDate().toJulianDay());
    default:
        return ReplicaCell::of(value.toLongLong());
    }
}

Row ReplicaPiece::rowAt(qsizetype n) const
{
    const ReplicaCell *values = row(n);
    Row made(*entity);
    made.setId(QUuid::fromRfc4122(QByteArrayView(values[0].bytes, values[0].size)));
    for (qsizetype i = 0; i < entity->fields.size(); ++i)
        if (const ReplicaCell &cell = values[fixed + i]; cell.kind != ReplicaCell::Kind::Null)
            made.set(entity->fields.at(i).name, valueOf(entity->fields.at(i), cell));
    return made;
}

struct ReplicaLoader::Private {
    std::unique_ptr<FileLock> lock;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<SearchBuilder> search;
    SearchTexts texts;
    Schema schema;
    QByteArray centre;
    QHash<const Entity *, std::shared_ptr<Insert>> inserts;
    QList<const Entity *> searched; // in the order in which their rows come
    QHash<const Entity *, qint64> codes;

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

    // For the thread of the search index, which must not touch the connection.
    template <typename F> static Result<> apart(F run)
    {
        try {
            run();
        } catch (const StoreFault &fault) {
            return fail(fault.error());
        }
        return {};
    }

    void check(int code) const
    {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            connection->raise(connection->driver().errorOf(code, QSqlError::StatementError));
    }

    void emptyTables();
    void makeIndexes(const Entity &entity) const;
    [[nodiscard]] sqlite3_stmt *insertOf(const Entity &entity);
    void fillSearchNumbers();
};

ReplicaLoader::ReplicaLoader(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

ReplicaLoader::~ReplicaLoader()
{
    d->inserts.clear(); // before the connection that they belong to
}

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

void ReplicaLoader::Private::emptyTables()
{
    Connection &db = *connection;
    db.run(u"DELETE FROM outbox"_s);
    db.run(u"DELETE FROM search_doc"_s);
    for (const Entity *entity : std::as_const(schema.entities)) {
        if (!entity->synced)
            continue;
        for (const Index &index : entity->indexes)
            db.run(u"DROP INDEX IF EXISTS \"%1\""_s.arg(indexName(*entity, index)));
        db.run(u"DELETE FROM \"%1\""_s.arg(entity->name));
    }
}

Result<> ReplicaLoader::begin(bool resume, const QList<const Entity *> &searched)
{
    return d->guarded([&] {
        Connection &db = *d->connection;
        d->centre = Reader(db).meta("centre"_L1).toUtf8();
        // Rows are appended, so a journal of what was there before stays small; a killed process leaves whole pieces.
        db.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        db.run(u"PRAGMA journal_mode = PERSIST"_s);
        db.run(u"PRAGMA synchronous = NORMAL"_s);
        db.run(u"PRAGMA secure_delete = OFF"_s);
        db.run(u"PRAGMA cache_size = -%1"_s.arg(cacheKib)); // indexes are made from pages in clear
        db.run(u"BEGIN IMMEDIATE"_s);
        if (!resume)
            d->emptyTables();
        for (const Entity *entity : searched) {
            db.run(u"INSERT OR IGNORE INTO search_entity (entity) VALUES (?)"_s, {QString(entity->name)});
            const QVariant code =
                db.single(u"SELECT code FROM search_entity WHERE entity = ?"_s, {QString(entity->name)});
            d->codes.insert(entity, code.toLongLong());
        }
        d->searched = searched;
        db.run(u"COMMIT"_s);
        d->search = std::make_unique<SearchBuilder>(db.path());
    });
}

sqlite3_stmt *ReplicaLoader::Private::insertOf(const Entity &entity)
{
    std::shared_ptr<Insert> &insert = inserts[&entity];
    if (!insert) {
        QString columns = u"rowid, centre, id, stamp, versions, deleted"_s;
        QString places = u"?, ?, ?, ?, ?, ?"_s;
        for (const Field &field : entity.fields) {
            columns += u", \""_s + field.name + u'"';
            places += u", ?"_s;
        }
        const QByteArray sql = u"INSERT INTO \"%1\" (%2) VALUES (%3)"_s.arg(entity.name, columns, places).toUtf8();
        sqlite3_stmt *made = nullptr;
        check(sqlite3_prepare_v2(connection->driver().database(), sql.constData(), static_cast<int>(sql.size()), &made,
                                 nullptr));
        insert = std::make_shared<Insert>(made);
        check(sqlite3_bind_text(made, 2, centre.constData(), static_cast<int>(centre.size()), SQLITE_STATIC));
    }
    return insert->get();
}

Result<> ReplicaLoader::add(const ReplicaPiece &piece)
{
    return d->guarded([&] {
        sqlite3_stmt *insert = d->insertOf(*piece.entity);
        const int columns = static_cast<int>(piece.columns());
        d->connection->run(u"BEGIN IMMEDIATE"_s);
        for (qsizetype n = 0; n < piece.rows; ++n) {
            const ReplicaCell *cells = piece.row(n);
            d->check(sqlite3_bind_int64(insert, 1, piece.firstRowid + n));
            for (int i = 0; i < columns; ++i)
                d->check(bindCell(insert, i + 3, cells[i]));
            const int code = sqlite3_step(insert);
            sqlite3_reset(insert);
            d->check(code);
        }
        d->connection->run(u"COMMIT"_s);
    });
}

Result<ReplicaLoader::Last> ReplicaLoader::lastOf(const Entity &entity)
{
    Last last;
    const auto read = d->guarded([&] {
        Query row = Reader(*d->connection)
                        .query(u"SELECT rowid, id FROM \"%1\" ORDER BY rowid DESC LIMIT 1"_s.arg(entity.name));
        if (row.next())
            last = {row.integer(0), row.uuid(1)};
    });
    return read ? Result<Last>(last) : fail(read.error());
}

void ReplicaLoader::addTokens(ReplicaPiece &piece, const KeysOf &keysOf)
{
    const QString letter = entityLetter(d->codes.value(piece.entity));
    piece.searchText.reserve(piece.rows * usualTokens);
    for (qsizetype n = 0; n < piece.rows; ++n) {
        const auto keys = isDeleted(piece.row(n)) ? std::nullopt : keysOf(piece.rowAt(n));
        const QByteArray tokens = keys ? d->texts.of(letter, *keys) : QByteArray();
        piece.searchText += tokens;
        piece.searchSizes.push_back(keys ? tokens.size() : -1);
    }
}

Result<> ReplicaLoader::index(const ReplicaPiece &piece)
{
    return Private::apart([&] {
        qsizetype at = 0;
        for (qsizetype n = 0; n < piece.rows; ++n) {
            const qsizetype size = piece.searchSizes[static_cast<size_t>(n)];
            if (size < 0)
                continue;
            d->search->add(piece.searchOffset + piece.firstRowid + n,
                           QByteArrayView(piece.searchText).sliced(at, size));
            at += size;
        }
    });
}

Result<> ReplicaLoader::indexStored(const Entity &entity, qint64 offset, const KeysOf &keysOf)
{
    constexpr int step = 2000;
    return d->guarded([&] {
        const QString letter = entityLetter(d->codes.value(&entity));
        Reader reader(*d->connection);
        qint64 last = 0;
        for (auto rows = reader.select(entity, u"rowid > ? ORDER BY rowid LIMIT ?"_s, {last, step}); !rows.isEmpty();
             rows = reader.select(entity, u"rowid > ? ORDER BY rowid LIMIT ?"_s, {last, step})) {
            for (const Row &row : std::as_const(rows))
                if (const auto keys = keysOf(row))
                    d->search->add(offset + row.rowid(), d->texts.of(letter, *keys));
            last = rows.last().rowid();
        }
    });
}

Result<> ReplicaLoader::finishIndex()
{
    return Private::apart([this] { d->search->finish(); });
}

Result<QString> ReplicaLoader::meta(QLatin1StringView key)
{
    QString value;
    const auto read = d->guarded([&] { value = Reader(*d->connection).meta(key); });
    return read ? Result<QString>(value) : fail(read.error());
}

Result<> ReplicaLoader::setMeta(const QString &key, const QString &value)
{
    return d->guarded([&] {
        d->connection->run(u"INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"_s,
                           {key, value});
    });
}

// Whose row each number of the search index is.
void ReplicaLoader::Private::fillSearchNumbers()
{
    qint64 offset = 0;
    connection->run(u"DELETE FROM search_doc"_s);
    for (const Entity *entity : std::as_const(searched)) {
        connection->run(u"INSERT INTO search_doc SELECT rowid + ?, ?, rowid, id FROM \"%1\" WHERE deleted = 0 "
                        "ORDER BY rowid"_s.arg(entity->name),
                        {offset, codes.value(entity)});
        offset += connection->single(u"SELECT coalesce(max(rowid), 0) FROM \"%1\""_s.arg(entity->name)).toLongLong();
    }
}

void ReplicaLoader::Private::makeIndexes(const Entity &entity) const
{
    for (const Index &index : entity.indexes)
        connection->run(indexStatement(entity, index));
}

Result<> ReplicaLoader::finishTable(const Entity &entity)
{
    return d->guarded([&] {
        d->connection->run(u"BEGIN IMMEDIATE"_s);
        d->makeIndexes(entity);
        d->connection->run(u"COMMIT"_s);
    });
}

Result<> ReplicaLoader::finishRows()
{
    return d->guarded([this] {
        Connection &db = *d->connection;
        db.run(u"BEGIN IMMEDIATE"_s);
        for (const Entity *entity : std::as_const(d->schema.entities))
            if (entity->synced)
                d->makeIndexes(*entity);
        d->fillSearchNumbers();
        db.run(u"COMMIT"_s);
    });
}

Result<> ReplicaLoader::finish()
{
    return d->guarded([this] {
        Connection &db = *d->connection;
        db.run(u"BEGIN IMMEDIATE"_s);
        d->search->copyTo(db);
        db.run(u"COMMIT"_s);
        d->inserts.clear();
        // Flushes the file as a whole.
        db.run(u"PRAGMA synchronous = FULL"_s);
        db.run(u"PRAGMA journal_mode = DELETE"_s);
        d->connection.reset();
    });
}

} // namespace fengqiao
