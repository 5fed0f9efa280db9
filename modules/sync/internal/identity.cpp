#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <limits>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr auto incarnationKey = "sync.incarnation"_L1;
constexpr auto digestKey = "sync.digest"_L1;
constexpr auto rootKey = "sync.root"_L1; // the number that an administrator gave
constexpr qint64 clockWarningMs = 2 * 60 * 1000;

qint64 freshIncarnation()
{
    return static_cast<qint64>(QRandomGenerator::system()->generate64() >> 2) + 1;
}

QSet<QString> namesOf(const QJsonValue &array)
{
    QSet<QString> names;
    for (const QJsonValue &name : array.toArray())
        names.insert(name.toString());
    return names;
}

} // namespace

Result<Hello> SyncEngine::Private::hello()
{
    const auto local = read([](Reader &reader) -> Result<std::pair<int, qint64>> {
        return std::pair(reader.meta("desk"_L1).toInt(), reader.meta(incarnationKey).toLongLong());
    });
    if (!local)
        return fail(local.error());
    std::tie(desk, incarnation) = *local;
    const Instant before = clock->now();
    const auto answer =
        db->query("SELECT fq.sync_hello($1, $2)", {PgValue::of(static_cast<qint64>(desk)), PgValue::of(incarnation)});
    if (!answer)
        return broken(answer.error());
    const qint64 middle = (before.ms + clock->now().ms) / 2;
    const QJsonObject json = QJsonDocument::fromJson(answer->bytes(0, 0)).object();
    if (json.value("oldest"_L1).toInt() > syncSchema)
        return fail(
            ErrorKind::Fault, u"server.newer"_s,
            Words::tr("This program is too old for the server; install the newer one. Changes wait on this desk."));
    return Hello{.centre = json.value("centre"_L1).toString(),
                 .offsetMs = json.value("now"_L1).toInteger() - middle,
                 .rev = json.value("rev"_L1).toInteger(),
                 .standing = json,
                 .entities = namesOf(json.value("entities"_L1))};
}

// Who this file is for the server, before anything is sent.
Result<> SyncEngine::Private::settleIdentity(const Hello &hello)
{
    if (hello.centre != store.identity().centre)
        return fail(ErrorKind::Fault, u"sync.other_county"_s,
                    Words::tr("This file is of county %1, the server's role of county %2; nothing was sent.")
                        .arg(store.identity().centre, hello.centre));
    report.offsetMs = hello.offsetMs;
    if (std::abs(hello.offsetMs) > clockWarningMs)
        report.warnings << Words::tr(
                               "The clock of this machine differs from the server's by %1 s. Please set it; until "
                               "then entries carry the server's time.")
                               .arg(hello.offsetMs / 1000);
    known = hello.entities;
    if (incarnation == 0 && hello.rev > 0)
        return fail(
            ErrorKind::Conflict, u"sync.not_joined"_s,
            Words::tr("This file was made apart from the server, which already holds the county. Make this desk's "
                      "file with sync --join; nothing was sent."));
    const bool first = incarnation == 0;
    if (first)
        incarnation = freshIncarnation();
    const QString digest = model.digest();
    const auto settled = write([&](Writer &tx) -> Result<> {
        ReplicaWriter::correctClock(tx, hello.offsetMs);
        if (first)
            tx.setMeta(incarnationKey, QString::number(incarnation));
        // A newer program may know fields that went by before: everything is looked at once more.
        if (const QString before = tx.meta(digestKey); before != digest) {
            tx.setMeta(digestKey, digest);
            if (!before.isEmpty())
                writeCursor(tx, {});
        }
        return {};
    });
    if (!settled)
        return settled;
    // Also with nothing to send: a restored server may lack what it had taken, and only this file has it.
    const auto acknowledged = read([](Reader &reader) -> Result<qint64> { return outboxAcknowledged(reader); });
    if (!acknowledged)
        return fail(acknowledged.error());
    const auto chain = read([&](Reader &reader) -> Result<QByteArray> { return outboxChain(reader, *acknowledged); });
    const bool same = hello.standing.value("seq"_L1).toInteger() == *acknowledged && chain &&
                      hello.standing.value("chain"_L1).toString() == QString::fromLatin1(chain->toHex());
    return same ? Result<>() : compare(hello.standing);
}

// The log of this file is not the one that the server knows under its number: a copy, or restored from an older state.
// It goes on as a desk of its own; what it did and nobody took in is sent under the new number.
Result<> SyncEngine::Private::becomeNewDesk(int from, bool everything)
{
    const qint64 fresh = freshIncarnation();
    const auto given =
        db->query("SELECT fq.sync_new_desk($1, $2)", {PgValue::of(static_cast<qint64>(from)), PgValue::of(fresh)});
    if (!given)
        return broken(given.error());
    const int number = static_cast<int>(given->integer(0, 0));
    const auto written = write([&](Writer &tx) -> Result<> {
        // What was taken in stays: a server that is restored to before this moment knows the new number no more, and
        // what was sent under the old one may be nowhere but here.
        const qint64 kept = everything ? std::numeric_limits<qint64>::min() : outboxAcknowledged(tx);
        QList<QByteArray> bodies;
        qint64 after = kept;
        for (auto entries = outboxAfter(tx, after, 500, 8LL << 20); !entries.isEmpty();
             entries = outboxAfter(tx, after, 500, 8LL << 20)) {
            for (const OutboxEntry &entry : std::as_const(entries)) {
                bodies << entry.body;
                for (const PendingOp &op : model.opsOf(entry.body))
                    tx.execute(u"INSERT OR IGNORE INTO sync_refresh VALUES (?, ?)"_s,
                               {QString(op.entity->name), op.id});
            }
            after = entries.last().seq;
        }
        restartOutbox(tx, kept, restamped(bodies, number));
        tx.setMeta(incarnationKey, QString::number(fresh));
        if (tx.meta(rootKey).isEmpty())
            tx.setMeta(rootKey, QString::number(from));
        pending.clear();
        ReplicaWriter(tx).adoptDesk(number);
        return {};
    });
    if (!written)
        return written;
    report.newIdentity = true;
    report.warnings
        << Words::tr("This file was a copy, or restored from an older state: it goes on as desk %1.").arg(number);
    desk = number;
    incarnation = fresh;
    return {};
}

// The server does not know the number that it gave to this file itself: it was restored from a time before. It knows
// nothing of what was sent under that number either, and perhaps not all of what was sent under earlier ones: all of it
// is sent once more under a new one.
Result<> SyncEngine::Private::registerAgain()
{
    const auto root = read([](Reader &reader) -> Result<int> { return reader.meta(rootKey).toInt(); });
    if (!root)
        return fail(root.error());
    if (*root == 0 || *root == desk)
        return fail(
            ErrorKind::Fault, u"server.fq010"_s,
            Words::tr("The server does not know desk %1. Ask who looks after the server to register it.").arg(desk));
    return becomeNewDesk(*root, true);
}

} // namespace fengqiao
