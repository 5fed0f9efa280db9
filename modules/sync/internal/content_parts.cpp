#include <QCryptographicHash>

#include <store/store.h>

#include "contents.h"
#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto partSuffix = ".part"_L1; // a name that no content has: pieces of one that is not whole yet

struct Named {
    const Entity *entity;
    const Field *field;

    [[nodiscard]] QString table() const { return u'"' + QString(entity->name) + u'"'; }

    [[nodiscard]] QString column() const { return u'"' + QString(field->name) + u'"'; }

    // What was taken off a record is not fetched again.
    [[nodiscard]] QString where() const
    {
        QString sql = u"deleted = 0 AND "_s + column() + u" IS NOT NULL"_s;
        for (const QLatin1StringView reason : {"remove_reason"_L1, "void_reason"_L1})
            if (entity->field(reason))
                sql += u" AND "_s + reason + u" IS NULL"_s;
        return sql;
    }
};

QList<Named> namedFields(const SyncModel &model)
{
    QList<Named> all;
    for (const Entity *entity : model.entities())
        for (const Field &field : entity->fields)
            if (namesContent(field))
                all << Named{entity, &field};
    return all;
}

// Hashes in a field: the field itself, or each that its JSON holds.
QString hashesSql(const Named &named)
{
    if (named.field->type == FieldType::Json)
        return u"SELECT j.value AS hash FROM %1, json_tree(%1.%2) j WHERE %3 AND j.value LIKE 'sha256:%'"_s.arg(
            named.table(), named.column(), named.where());
    return u"SELECT %1 AS hash FROM %2 WHERE %3"_s.arg(named.column(), named.table(), named.where());
}

QString allHashesSql(const SyncModel &model)
{
    QStringList parts;
    for (const Named &named : namedFields(model))
        parts << hashesSql(named);
    return parts.isEmpty() ? u"SELECT NULL AS hash WHERE 0"_s : parts.join(u" UNION ALL "_s);
}

QStringList column(Query rows)
{
    QStringList texts;
    while (rows.next())
        texts << rows.text(0);
    return texts;
}

} // namespace

PgResult<QList<ContentState>> contentStates(PgConnection &db, const QStringList &hashes)
{
    QList<QByteArray> texts;
    for (const QString &hash : hashes)
        texts << hash.toLatin1();
    const auto there =
        db.query("SELECT hash, size, pieces, whole FROM fq.blob_state($1)", {PgValue::of(pgArray(texts))});
    if (!there)
        return std::unexpected(there.error());
    QList<ContentState> states;
    for (int i = 0; i < there->size(); ++i)
        states << ContentState{there->text(i, 0), there->integer(i, 1), there->integer(i, 2),
                               there->text(i, 3) == "t"_L1};
    return states;
}

PgResult<qint64> putPiece(PgConnection &db, const ContentSender &sender, qint64 n, const QByteArray &bytes)
{
    const auto put = db.query("SELECT fq.blob_put($1, $2, $3, $4, $5, $6)",
                              {PgValue::of(sender.desk), PgValue::of(sender.incarnation), PgValue::of(sender.hash),
                               PgValue::of(sender.size), PgValue::of(n), PgValue::of("\\x" + bytes.toHex())});
    return put ? PgResult<qint64>(put->integer(0, 0)) : std::unexpected(put.error());
}

PgResult<QByteArray> getPiece(PgConnection &db, const QString &hash, qint64 n)
{
    const auto piece = db.query("SELECT fq.blob_get($1, $2)", {PgValue::of(hash), PgValue::of(n)});
    if (!piece)
        return std::unexpected(piece.error());
    return piece->isNull(0, 0) ? QByteArray() : QByteArray::fromHex(piece->bytes(0, 0).sliced(2));
}

bool isContentRefused(const PgFault &fault)
{
    return fault.state.startsWith("FQ02"_L1);
}

QStringList contentsToSend(Reader &reader)
{
    return column(reader.query(u"SELECT hash FROM blob WHERE uses > 0 AND hash NOT IN (SELECT hash FROM sync_content) "
                               "ORDER BY hash"_s));
}

QByteArray contentPiece(Reader &reader, const QString &hash, qint64 n)
{
    Query row = reader.query(u"SELECT bytes FROM blob_chunk WHERE hash = ? AND seq = ?"_s, {hash, n});
    return row.next() ? row.value(0).toByteArray() : QByteArray();
}

QStringList contentsMissing(Reader &reader, const SyncModel &model)
{
    QStringList missing = column(reader.query(u"SELECT DISTINCT hash FROM ("_s + allHashesSql(model) +
                                              u") n WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = n.hash)"_s));
    missing.removeIf([](const QString &hash) { return !isBlobHash(hash); });
    return missing;
}

qint64 partsHere(Reader &reader, const QString &hash)
{
    Query rows = reader.query(u"SELECT count(*) FROM blob_chunk WHERE hash = ?"_s, {QString(hash + partSuffix)});
    return rows.next() ? rows.integer(0) : 0;
}

void keepPart(Writer &tx, const QString &hash, qint64 n, const QByteArray &bytes)
{
    tx.execute(u"INSERT OR REPLACE INTO blob_chunk (hash, seq, bytes) VALUES (?, ?, ?)"_s,
               {QString(hash + partSuffix), n, bytes});
}

bool settleParts(Writer &tx, const SyncModel &model, const QString &hash)
{
    const QString part = hash + partSuffix;
    QCryptographicHash check(QCryptographicHash::Sha256);
    qint64 size = 0;
    {
        Query rows = tx.query(u"SELECT bytes FROM blob_chunk WHERE hash = ? ORDER BY seq"_s, {part});
        while (rows.next()) {
            check.addData(rows.value(0).toByteArray());
            size += rows.value(0).toByteArray().size();
        }
    }
    const bool right = hash == "sha256:"_L1 + QString::fromLatin1(check.result().toHex());
    if (!right || findBlob(tx, hash)) { // damaged on the way, or attached here meanwhile
        tx.execute(u"DELETE FROM blob_chunk WHERE hash = ?"_s, {part});
        return right;
    }
    qint64 uses = 0;
    {
        Query count = tx.query(u"SELECT count(*) FROM ("_s + allHashesSql(model) + u") WHERE hash = ?"_s, {hash});
        uses = count.next() ? count.integer(0) : 0;
    }
    tx.execute(u"UPDATE blob_chunk SET hash = ? WHERE hash = ?"_s, {hash, part});
    tx.execute(u"INSERT INTO blob (hash, size, uses) VALUES (?, ?, ?)"_s, {hash, size, uses});
    noteOnServer(tx, hash);
    return true;
}

void noteOnServer(Writer &tx, const QString &hash)
{
    tx.execute(u"INSERT OR IGNORE INTO sync_content VALUES (?)"_s, {hash});
}

void forgetOnServer(Writer &tx)
{
    tx.execute(u"DELETE FROM sync_content"_s);
}

Result<> countContentUses(Store &store, const SyncModel &model)
{
    const QString names =
        u"WITH n AS (SELECT hash, count(*) AS uses FROM ("_s + allHashesSql(model) + u") GROUP BY hash) "_s;
    const auto behind =
        store
            .read([&](Reader &reader) -> Result<bool> {
                return reader.query(names + u"SELECT 1 FROM n JOIN blob b USING (hash) WHERE b.uses < n.uses LIMIT 1"_s)
                    .next();
            })
            .result();
    if (!behind || !*behind)
        return behind ? Result<>() : fail(behind.error());
    return store
        .write([&](Writer &tx) -> Result<> {
            tx.execute(names +
                       u"UPDATE blob SET uses = n.uses FROM n WHERE n.hash = blob.hash AND blob.uses < n.uses"_s);
            return {};
        })
        .result();
}

} // namespace fengqiao
