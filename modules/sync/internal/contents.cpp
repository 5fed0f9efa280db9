// Contents of attachments: after the rows that name them, in pieces, going on where a broken line left off.
#include <QCryptographicHash>

#include <store/blobs.h>

#include "engine_private.h"
#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int piecesARound = 32; // 8 MiB, then rows get their turn
constexpr int hashesAtOnce = 64;
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

QByteArray arrayOf(const QStringList &hashes)
{
    QList<QByteArray> texts;
    for (const QString &hash : hashes)
        texts << hash.toLatin1();
    return pgArray(texts);
}

} // namespace

Result<> SyncEngine::Private::carryContents()
{
    if (report.again)
        if (const auto forgot = write([](Writer &tx) -> Result<> {
                tx.execute(u"DELETE FROM sync_content"_s); // a server that was restored may lack them
                return {};
            });
            !forgot)
            return forgot;
    if (report.sent > 0 || report.received > 0 || report.again) {
        contentsSettled = false;
        contentsRefused.clear();
    }
    if (contentsSettled)
        return {};
    int budget = piecesARound;
    const auto sending = sendContents(budget);
    if (!sending)
        return fail(sending.error());
    const auto fetching = fetchContents(budget);
    if (!fetching)
        return fail(fetching.error());
    contentsSettled = !*sending && !*fetching;
    report.contentsWait = budget <= 0;
    return {};
}

Result<bool> SyncEngine::Private::sendContents(int &budget)
{
    const auto here = read([](Reader &reader) -> Result<QStringList> {
        return column(reader.query(u"SELECT hash FROM blob WHERE uses > 0 AND hash NOT IN (SELECT hash FROM "
                                   "sync_content) ORDER BY hash"_s));
    });
    if (!here)
        return fail(here.error());
    QStringList asked;
    for (const QString &hash : *here)
        if (!contentsRefused.contains(hash) && asked.size() < hashesAtOnce)
            asked << hash;
    if (asked.isEmpty())
        return false;
    const auto there = db->query("SELECT hash, pieces, whole FROM fq.blob_state($1)", {PgValue::of(arrayOf(asked))});
    if (!there)
        return broken(there.error());
    for (int i = 0; i < there->size() && budget > 0; ++i) {
        const QString hash = there->text(i, 0);
        const auto info = read([&](Reader &reader) -> Result<qint64> {
            const auto found = findBlob(reader, hash);
            return found ? found->size : 0;
        });
        bool whole = there->text(i, 2) == "t"_L1;
        if (!whole && info && *info > 0) {
            const auto sent = sendContent(hash, *info, there->integer(i, 1), budget);
            if (!sent)
                return fail(sent.error());
            whole = *sent;
        }
        if (!whole)
            continue;
        const auto noted = write([&](Writer &tx) -> Result<> {
            tx.execute(u"INSERT OR IGNORE INTO sync_content VALUES (?)"_s, {hash});
            return {};
        });
        if (!noted)
            return fail(noted.error());
    }
    return true;
}

Result<bool> SyncEngine::Private::sendContent(const QString &hash, qint64 size, qint64 there, int &budget)
{
    const qint64 pieces = (size + blobChunkSize - 1) / blobChunkSize;
    for (qint64 n = there; n < pieces; --budget) {
        if (budget <= 0)
            return false;
        const auto piece = read([&](Reader &reader) -> Result<QByteArray> {
            Query row = reader.query(u"SELECT bytes FROM blob_chunk WHERE hash = ? AND seq = ?"_s, {hash, n});
            return row.next() ? row.value(0).toByteArray() : QByteArray();
        });
        if (!piece)
            return fail(piece.error());
        const auto put = db->query("SELECT fq.blob_put($1, $2, $3, $4, $5, $6)",
                                   {PgValue::of(static_cast<qint64>(desk)), PgValue::of(incarnation), PgValue::of(hash),
                                    PgValue::of(size), PgValue::of(n), PgValue::of("\\x" + piece->toHex())});
        if (!put) {
            // The record that names it was refused, or is not ours to send: another time.
            if (!put.error().state.startsWith("FQ02"_L1))
                return broken(put.error());
            contentsRefused.insert(hash);
            return false;
        }
        ++report.contents;
        const qint64 now = put->integer(0, 0);
        if (now <= n && now != 0) { // somebody else sends the same: it is theirs
            contentsRefused.insert(hash);
            return false;
        }
        n = now;
    }
    return true;
}

// Records that came name contents that are here already: as long as one names it, nobody removes it.
Result<> SyncEngine::Private::countUses()
{
    const QString names =
        u"WITH n AS (SELECT hash, count(*) AS uses FROM ("_s + allHashesSql(model) + u") GROUP BY hash) "_s;
    const auto behind = read([&](Reader &reader) -> Result<bool> {
        return reader.query(names + u"SELECT 1 FROM n JOIN blob b USING (hash) WHERE b.uses < n.uses LIMIT 1"_s).next();
    });
    if (!behind || !*behind)
        return behind ? Result<>() : fail(behind.error());
    return write([&](Writer &tx) -> Result<> {
        tx.execute(names + u"UPDATE blob SET uses = n.uses FROM n WHERE n.hash = blob.hash AND blob.uses < n.uses"_s);
        return {};
    });
}

Result<bool> SyncEngine::Private::fetchContents(int &budget)
{
    if (const auto counted = countUses(); !counted)
        return fail(counted.error());
    const QString sql = u"SELECT DISTINCT hash FROM ("_s + allHashesSql(model) +
                        u") n WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = n.hash)"_s;
    const auto missing = read([&](Reader &reader) -> Result<QStringList> { return column(reader.query(sql)); });
    if (!missing)
        return fail(missing.error());
    QStringList asked;
    for (const QString &hash : *missing)
        if (isBlobHash(hash) && !contentsRefused.contains(hash) && asked.size() < hashesAtOnce)
            asked << hash;
    if (asked.isEmpty())
        return false;
    const auto there =
        db->query("SELECT hash, pieces FROM fq.blob_state($1) WHERE whole", {PgValue::of(arrayOf(asked))});
    if (!there)
        return broken(there.error());
    for (int i = 0; i < there->size() && budget > 0; ++i)
        if (const auto got = fetchContent(there->text(i, 0), there->integer(i, 1), budget); !got)
            return fail(got.error());
    return there->size() > 0;
}

Result<bool> SyncEngine::Private::fetchContent(const QString &hash, qint64 pieces, int &budget)
{
    const QString part = hash + partSuffix;
    const auto have = read([&](Reader &reader) -> Result<qint64> {
        Query rows = reader.query(u"SELECT count(*) FROM blob_chunk WHERE hash = ?"_s, {part});
        return rows.next() ? rows.integer(0) : 0;
    });
    if (!have)
        return fail(have.error());
    for (qint64 n = *have; n < pieces; ++n, --budget) {
        if (budget <= 0)
            return false;
        const auto piece = db->query("SELECT fq.blob_get($1, $2)", {PgValue::of(hash), PgValue::of(n)});
        if (!piece)
            return broken(piece.error());
        if (piece->isNull(0, 0))
            return false;
        const QByteArray bytes = QByteArray::fromHex(piece->bytes(0, 0).sliced(2));
        const auto put = write([&](Writer &tx) -> Result<> {
            tx.execute(u"INSERT OR REPLACE INTO blob_chunk (hash, seq, bytes) VALUES (?, ?, ?)"_s, {part, n, bytes});
            return {};
        });
        if (!put)
            return fail(put.error());
        ++report.contents;
    }
    const QString names = u"SELECT count(*) FROM ("_s + allHashesSql(model) + u") WHERE hash = ?"_s;
    const auto settled = write([&](Writer &tx) -> Result<bool> {
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
            Query count = tx.query(names, {hash});
            uses = count.next() ? count.integer(0) : 0;
        }
        tx.execute(u"UPDATE blob_chunk SET hash = ? WHERE hash = ?"_s, {hash, part});
        tx.execute(u"INSERT INTO blob (hash, size, uses) VALUES (?, ?, ?)"_s, {hash, size, uses});
        tx.execute(u"INSERT OR IGNORE INTO sync_content VALUES (?)"_s, {hash});
        return true;
    });
    if (settled && !*settled)
        contentsRefused.insert(hash);
    return settled;
}

} // namespace fengqiao
