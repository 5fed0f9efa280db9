#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr qint64 batchBytes = 1 << 20; // of a message (sync.md 2.4)
constexpr int mostRounds = 8;          // of finding out where the server stands
constexpr int refreshStep = 500;
constexpr int mostRefreshes = 200; // a round

struct Batch {
    QList<OutboxEntry> entries;
    QByteArray before; // chain before the first
};

QByteArray hexBytes(const QByteArray &bytes)
{
    return "\\x" + bytes.toHex();
}

// How much of a message an entry fills: as an element of an array, quotes and backslashes count twice.
qint64 sentBytes(const QByteArray &body)
{
    return body.size() + body.count('"') + body.count('\\') + 3;
}

// An entry that is greater than a message may be (one record alone) goes by itself.
void limitTo(qint64 bytes, QList<OutboxEntry> &entries)
{
    for (qsizetype i = 0; i < entries.size(); ++i) {
        bytes -= sentBytes(entries.at(i).body);
        if (bytes < 0 && i > 0)
            return entries.resize(i);
    }
}

void markRows(Writer &tx, const SyncModel &model, const QByteArray &body)
{
    for (const PendingOp &op : model.opsOf(body))
        tx.execute(u"INSERT OR IGNORE INTO sync_refresh VALUES (?, ?)"_s, {QString(op.entity->name), op.id});
}

void keepRefused(Writer &tx, const SyncModel &model, const QJsonObject &item)
{
    const qint64 seq = item.value("seq"_L1).toInteger();
    const auto entry = outboxEntry(tx, seq);
    if (!entry)
        return;
    tx.execute(u"INSERT INTO sync_refused VALUES (?, ?, ?, ?, ?)"_s,
               {seq, item.value("code"_L1).toString(), item.value("detail"_L1).toString(u""_s),
                QString::fromUtf8(entry->body), tx.now().ms});
    markRows(tx, model, entry->body);
}

} // namespace

Result<> SyncEngine::Private::push()
{
    for (int unsettled = 0; unsettled < mostRounds;) {
        const qint64 before = report.sent;
        const auto more = pushBatch();
        if (!more)
            return fail(more.error());
        if (!*more)
            return {};
        unsettled = report.sent > before ? 0 : unsettled + 1;
    }
    return fail(
        ErrorKind::Fault, u"server.unsettled"_s,
        Words::tr("This desk and the server do not agree how far they are; it is tried again later. Changes wait on "
                  "this desk."));
}

Result<bool> SyncEngine::Private::pushBatch()
{
    const auto waiting = read([this](Reader &reader) -> Result<Batch> {
        const qint64 acknowledged = outboxAcknowledged(reader);
        Batch found{outboxAfter(reader, acknowledged, batch, batchBytes), outboxChain(reader, acknowledged)};
        limitTo(batchBytes - 1024, found.entries);
        // A server that is older than this program must be brought to its version before it can take these.
        QStringList unknown;
        for (qsizetype i = 0; i < found.entries.size() && unknown.isEmpty(); ++i) {
            for (const PendingOp &op : model.opsOf(found.entries.at(i).body))
                if (!known.contains(QString(op.entity->name)))
                    unknown << QString(op.entity->name);
            if (!unknown.isEmpty())
                found.entries.resize(i);
        }
        if (found.entries.isEmpty() && !unknown.isEmpty())
            return fail(
                ErrorKind::Fault, u"server.older"_s,
                Words::tr("The server does not know records of the kind %1 yet. Changes wait on this desk until "
                          "its administrator has run server upgrade.")
                    .arg(unknown.first()));
        return found;
    });
    if (!waiting)
        return fail(waiting.error());
    if (waiting->entries.isEmpty())
        return false;
    QList<QByteArray> bodies;
    for (const OutboxEntry &entry : waiting->entries)
        bodies << entry.body;
    const auto answer =
        db->query("SELECT fq.sync_push($1, $2, $3, $4, $5)",
                  {PgValue::of(desk), PgValue::of(incarnation), PgValue::of(waiting->entries.first().seq),
                   PgValue::of(hexBytes(waiting->before)), PgValue::ofTexts(bodies)});
    if (!answer)
        return broken(answer.error());
    const QJsonObject json = QJsonDocument::fromJson(answer->bytes(0, 0)).object();
    if (json.value("answer"_L1) != "ok"_L1) {
        if (const auto compared = compare(json); !compared)
            return fail(compared.error());
        return true;
    }
    report.sent += waiting->entries.size();
    if (const auto taken = take(json, json.value("seq"_L1).toInteger()); !taken)
        return fail(taken.error());
    // A hint for the other desks, after the commit and as a statement of its own; polling does without it.
    if (const auto told = db->query("SELECT fq.sync_notify()"); !told)
        return broken(told.error());
    return true;
}

// What the server says about entries up to `upTo`: its answer covers from `first` on. Rows of what it refused are asked
// for again, and those of entries whose answer nobody knows any more.
Result<> SyncEngine::Private::take(const QJsonObject &answer, qint64 upTo)
{
    const QJsonArray refused = answer.value("refused"_L1).toArray();
    report.refused += refused.size();
    report.conflicts += answer.value("conflicts"_L1).toInteger();
    const qint64 first = answer.value("first"_L1).toInteger(upTo + 1);
    return write([&](Writer &tx) -> Result<> {
        const qint64 acknowledged = outboxAcknowledged(tx);
        for (const QJsonValue &item : refused)
            if (item["seq"_L1].toInteger() > acknowledged)
                keepRefused(tx, model, item.toObject());
        for (qint64 seq = acknowledged + 1; seq < std::min(first, upTo + 1); ++seq)
            if (const auto entry = outboxEntry(tx, seq))
                markRows(tx, model, entry->body);
        acknowledgeOutbox(tx, upTo);
        return {};
    });
}

// Whether the server lacks what it once said it had: of this file's log, or of what this file fetched.
Result<bool> SyncEngine::Private::serverWentBack(qint64 seq)
{
    const auto standing = read([](Reader &reader) -> Result<std::pair<qint64, SyncCursor>> {
        return std::pair(outboxAcknowledged(reader), readCursor(reader));
    });
    if (!standing)
        return fail(standing.error());
    const auto &[acknowledged, cursor] = *standing;
    if (seq < acknowledged)
        return true;
    if (cursor.epoch == 0 || cursor.rev == 0)
        return false;
    const auto page = db->query("SELECT fq.sync_pull($1, $2, $3, 1, '{}')",
                                {PgValue::of(cursor.epoch), PgValue::of(cursor.rev), PgValue::of(cursor.token)});
    if (!page)
        return broken(page.error());
    return page->size() > 0 && QJsonDocument::fromJson(page->bytes(0, 0)).object().value("reset"_L1).toBool();
}

// The server stands elsewhere than this file thinks: an answer was lost, the server was restored, or this file is a
// copy. The chain of hashes tells which.
Result<> SyncEngine::Private::compare(const QJsonObject &answer)
{
    const qint64 seq = answer.value("seq"_L1).toInteger();
    const QByteArray chain = QByteArray::fromHex(answer.value("chain"_L1).toString().toLatin1());
    const auto own = read([seq](Reader &reader) -> Result<QByteArray> { return outboxChain(reader, seq); });
    if (!own)
        return fail(own.error());
    if (own->isEmpty() || *own != chain) {
        // What a server that was restored had acknowledged before it may have nowhere but here.
        const auto lost = serverWentBack(seq);
        return lost ? becomeNewDesk(desk, *lost) : Result<>(fail(lost.error()));
    }
    const QJsonObject last = answer.value("res"_L1).toObject();
    const auto acknowledged = read([](Reader &reader) -> Result<qint64> { return outboxAcknowledged(reader); });
    if (!acknowledged)
        return fail(acknowledged.error());
    if (seq >= *acknowledged)
        return take(last.value("seq"_L1).toInteger() == seq ? last : QJsonObject(), seq);
    report.again = true;
    // Sent once more from there on, the same as before; what is known already is recognised.
    return write([seq](Writer &tx) -> Result<> {
        acknowledgeOutbox(tx, seq);
        return {};
    });
}

// Rows of refused changes as the server has them, with what still waits on top.
Result<> SyncEngine::Private::refresh()
{
    // Bounded: two rows that drive each other out for ever (a server without its unique index) must not hold the round.
    for (int rounds = 0; rounds < mostRefreshes; ++rounds) {
        using Ids = QHash<QString, QList<QUuid>>;
        const auto asked = read([](Reader &reader) -> Result<Ids> {
            Ids ids;
            Query rows = reader.query(u"SELECT entity, id FROM sync_refresh LIMIT ?"_s, {refreshStep});
            while (rows.next())
                ids[rows.text(0)] << rows.uuid(1);
            return ids;
        });
        if (!asked)
            return fail(asked.error());
        if (asked->isEmpty())
            return {};
        for (auto it = asked->cbegin(); it != asked->cend(); ++it) {
            const Entity *entity = model.entity(it.key());
            QList<QByteArray> texts;
            for (const QUuid id : it.value())
                texts << id.toByteArray(QUuid::WithoutBraces);
            const auto rows =
                db->query("SELECT fq.sync_rows($1, $2)", {PgValue::of(it.key()), PgValue::of(pgArray(texts))});
            if (!rows)
                return broken(rows.error());
            QHash<QUuid, ReplicaRow> found;
            for (int i = 0; entity && i < rows->size(); ++i) {
                const ReplicaRow row = rowFromServer(*entity, QJsonDocument::fromJson(rows->bytes(i, 0)).object());
                found.insert(row.id, row);
            }
            const auto applied = write([&](Writer &tx) -> Result<> {
                pending.catchUp(tx, model);
                for (const QUuid id : it.value()) {
                    tx.execute(u"DELETE FROM sync_refresh WHERE entity = ? AND id = ?"_s, {it.key(), id});
                    if (entity)
                        // By values too: a file and its copy may have given one stamp to what is not the same.
                        applyOne(tx, *entity, id, found.contains(id) ? std::optional(found.value(id)) : std::nullopt,
                                 true);
                }
                return {};
            });
            if (!applied)
                return applied;
        }
    }
    return {};
}

} // namespace fengqiao
