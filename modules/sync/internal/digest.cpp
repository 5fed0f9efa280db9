// Once a day, and when asked: is this file what the server says it is? sync.md 2.3, the second half of the watchdog.
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtEndian>
#include <array>

#include <store/outbox.h>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr size_t bucketCount = 256;
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

struct Bucket {
    qint64 rows = 0;
    qint64 sum = 0;
    bool operator==(const Bucket &) const = default;
};

constexpr auto comparedKey = "sync.compared_at"_L1;

using Buckets = std::array<Bucket, bucketCount>;

size_t bucketOf(QUuid id)
{
    return static_cast<size_t>(static_cast<uchar>(id.toRfc4122().at(15)));
}

// As fq.sync_digest does it: the first 64 bits of an MD5, a checksum and no secret.
qint64 sumOf(QUuid id, qint64 stamp)
{
    const QByteArray text = id.toByteArray(QUuid::WithoutBraces) + ' ' + QByteArray::number(stamp);
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Md5);
    return qFromBigEndian<qint64>(hash.constData());
}

QHash<QUuid, qint64> stampsOf(Reader &reader, const Entity &entity, size_t bucket)
{
    QHash<QUuid, qint64> stamps;
    Query rows = reader.query(u"SELECT id, stamp FROM \"%1\" WHERE deleted = 0"_s.arg(entity.name));
    while (rows.next())
        if (const QUuid id = rows.uuid(0); bucketOf(id) == bucket)
            stamps.insert(id, rows.integer(1));
    return stamps;
}

Buckets bucketsOf(Reader &reader, const Entity &entity)
{
    Buckets buckets{};
    Query rows = reader.query(u"SELECT id, stamp FROM \"%1\" WHERE deleted = 0"_s.arg(entity.name));
    while (rows.next()) {
        const QUuid id = rows.uuid(0);
        Bucket &bucket = buckets.at(bucketOf(id));
        ++bucket.rows;
        bucket.sum ^= sumOf(id, rows.integer(1));
    }
    return buckets;
}

// A clock that was wrong for a while counts as a day gone by.
bool isDayGone(Reader &reader, Instant now)
{
    return std::abs(now.ms - lastCompared(reader).ms) >= dayMs;
}

// Nothing of its own on top, nothing to be asked for: then every row must be the server's.
bool isSettled(Reader &reader)
{
    if (outboxWaiting(reader) > 0)
        return false;
    Query asked = reader.query(u"SELECT 1 FROM sync_refresh LIMIT 1"_s);
    return !asked.next() && !readCursor(reader).resetting;
}

PgResult<Buckets> askBuckets(PgConnection &db, const Entity &entity)
{
    const auto rows = db.query("SELECT bucket, n, sum FROM fq.sync_digest($1)", {PgValue::of(QString(entity.name))});
    if (!rows)
        return std::unexpected(rows.error());
    Buckets buckets{};
    for (int i = 0; i < rows->size(); ++i)
        buckets.at(static_cast<size_t>(rows->integer(i, 0))) = {rows->integer(i, 1), rows->integer(i, 2)};
    return buckets;
}

} // namespace

// Where the two differ. The server is read in one snapshot, and the file is brought up to it first: what others do in
// the meantime is in neither. Nothing where this file has something of its own on top (then it is looked at in a later
// round) or the server is of before comparisons (then another day).
Result<std::optional<QHash<QString, QList<qsizetype>>>> SyncEngine::Private::differingBuckets()
{
    if (const auto begun = db->script(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s); !begun)
        return broken(begun.error());
    auto differing = differingInSnapshot();
    if (!db) // broken off: the snapshot is gone with the connection
        return differing;
    if (const auto ended = db->script(u"ROLLBACK"_s); !ended)
        return broken(ended.error());
    return differing;
}

Result<std::optional<QHash<QString, QList<qsizetype>>>> SyncEngine::Private::differingInSnapshot()
{
    if (const auto caughtUp = pull(); !caughtUp)
        return fail(caughtUp.error());
    const auto settled = read([](Reader &reader) -> Result<bool> { return isSettled(reader); });
    if (!settled)
        return fail(settled.error());
    if (!*settled)
        return std::nullopt;
    QHash<QString, QList<qsizetype>> differing;
    for (const Entity *entity : model.entities()) {
        if (!known.contains(QString(entity->name)))
            continue;
        const auto theirs = askBuckets(*db, *entity);
        if (!theirs && !theirs.error().isUnknownFunction())
            return broken(theirs.error());
        if (!theirs) {
            compareAsked = false;
            comparesFrom = Instant{clock->now().ms + dayMs};
            return std::nullopt;
        }
        const auto own = read([&](Reader &reader) -> Result<Buckets> { return bucketsOf(reader, *entity); });
        if (!own)
            return fail(own.error());
        for (size_t i = 0; i < bucketCount; ++i)
            if (theirs->at(i) != own->at(i))
                differing[QString(entity->name)] << static_cast<qsizetype>(i);
    }
    return differing;
}

// What the server has of a bucket, and nothing besides.
Result<> SyncEngine::Private::fetchBucket(const Entity &entity, qsizetype bucket)
{
    const auto rows = db->query("SELECT fq.sync_bucket($1, $2)",
                                {PgValue::of(QString(entity.name)), PgValue::of(static_cast<qint64>(bucket))});
    if (!rows)
        return broken(rows.error());
    return write([&](Writer &tx) -> Result<> {
        pending.catchUp(tx, model);
        QHash<QUuid, qint64> own = stampsOf(tx, entity, static_cast<size_t>(bucket));
        for (int i = 0; i < rows->size(); ++i) {
            const ReplicaRow row = rowFromServer(entity, QJsonDocument::fromJson(rows->bytes(i, 0)).object());
            const auto had = own.constFind(row.id);
            if (had == own.cend() || *had != row.stamp)
                ++report.repaired;
            own.remove(row.id);
            applyOne(tx, entity, row.id, row, true);
        }
        for (auto it = own.cbegin(); it != own.cend(); ++it) {
            ++report.repaired;
            applyOne(tx, entity, it.key(), std::nullopt);
        }
        return {};
    });
}

// In a quiet round if one comes: it takes a while, and what came or went just now says enough by itself. A county that
// never rests is not let off.
Result<> SyncEngine::Private::compareWithServer()
{
    constexpr qint64 patienceMs = 2LL * 60 * 60 * 1000;
    const Instant now = clock->now();
    const bool quiet = report.sent == 0 && report.received == 0;
    if (!compareAsked && now < (quiet ? comparesFrom : Instant{comparesFrom.ms + patienceMs}))
        return {};
    const auto wanted = read([this, now](Reader &reader) -> Result<bool> {
        return (compareAsked || isDayGone(reader, now)) && isSettled(reader);
    });
    if (!wanted)
        return fail(wanted.error());
    if (!*wanted)
        return {};
    const auto differing = differingBuckets();
    if (!differing)
        return fail(differing.error());
    if (!*differing)
        return {};
    // An action of this desk may have come between: then it is looked at again another time.
    const auto still = read([](Reader &reader) -> Result<bool> { return isSettled(reader); });
    if (!still || !*still)
        return {};
    for (auto it = (*differing)->cbegin(); it != (*differing)->cend(); ++it)
        for (const qsizetype bucket : it.value())
            if (const auto fetched = fetchBucket(*model.entity(it.key()), bucket); !fetched)
                return fetched;
    if (report.repaired > 0)
        report.warnings << Words::tr("%n record(s) of this desk differed from the server's and were fetched anew. If "
                                     "this happens again, tell who looks after the server.",
                                     nullptr, static_cast<int>(report.repaired));
    report.compared = true;
    compareAsked = false;
    comparesFrom = Instant{now.ms + dayMs};
    return write([now](Writer &tx) -> Result<> {
        tx.setMeta(comparedKey, QString::number(now.ms));
        return {};
    });
}

Instant lastCompared(Reader &reader)
{
    return Instant{reader.meta(comparedKey).toLongLong()};
}

// Desks that are opened together in the morning do not ask the server for all its rows together.
Instant SyncEngine::Private::firstComparison(Instant now)
{
    constexpr qint64 minuteMs = 60'000;
    return Instant{now.ms + 5 * minuteMs + QRandomGenerator::global()->bounded(60 * minuteMs)};
}

void SyncEngine::compareNow()
{
    d->compareAsked = true;
}

} // namespace fengqiao
