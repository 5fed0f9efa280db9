#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto epochKey = "sync.epoch"_L1;
constexpr auto revKey = "sync.rev"_L1;
constexpr auto tokenKey = "sync.token"_L1;
constexpr auto resettingKey = "sync.resetting"_L1;
constexpr int indexStep = 500;

void askAgain(Writer &tx, const Entity &entity, QUuid id)
{
    tx.execute(u"INSERT OR IGNORE INTO sync_refresh VALUES (?, ?)"_s, {QString(entity.name), id});
}

} // namespace

SyncCursor readCursor(Reader &reader)
{
    return {reader.meta(epochKey).toLongLong(), reader.meta(revKey).toLongLong(), reader.meta(tokenKey).toLongLong(),
            reader.meta(resettingKey) == "1"_L1};
}

void writeCursor(Writer &tx, const SyncCursor &cursor)
{
    tx.setMeta(epochKey, QString::number(cursor.epoch));
    tx.setMeta(revKey, QString::number(cursor.rev));
    tx.setMeta(tokenKey, QString::number(cursor.token));
    tx.setMeta(resettingKey, cursor.resetting ? u"1"_s : u"0"_s);
}

void PendingIndex::clear()
{
    m_entries.clear();
    m_upTo = 0;
    m_acknowledged = 0;
}

void PendingIndex::catchUp(Reader &reader, const SyncModel &model)
{
    const qint64 acknowledged = outboxAcknowledged(reader);
    if (acknowledged < m_acknowledged)
        clear(); // the server went back: what it had taken waits again
    m_acknowledged = acknowledged;
    m_upTo = std::max(m_upTo, acknowledged);
    for (;;) {
        const auto entries = outboxAfter(reader, m_upTo, indexStep, 8LL << 20);
        if (entries.isEmpty())
            break;
        for (const OutboxEntry &entry : entries)
            for (const PendingOp &op : model.opsOf(entry.body))
                if (auto &seqs = m_entries[op.id]; seqs.isEmpty() || seqs.last() != entry.seq)
                    seqs << entry.seq;
        m_upTo = entries.last().seq;
    }
    if (m_upTo == acknowledged)
        m_entries.clear();
}

QList<PendingOp> PendingIndex::opsOn(Reader &reader, const SyncModel &model, QUuid id) const
{
    QList<PendingOp> ops;
    const auto found = m_entries.constFind(id);
    if (found == m_entries.cend())
        return ops;
    for (const qint64 seq : *found) {
        if (seq <= m_acknowledged)
            continue;
        const auto entry = outboxEntry(reader, seq);
        if (!entry)
            continue;
        for (const PendingOp &op : model.opsOf(entry->body))
            if (op.id == id)
                ops << op;
    }
    return ops;
}

// One row: the server's, or with changes of this desk on top. A row that the server does not have and nobody waits to
// send was refused, or removed there for good.
void SyncEngine::Private::applyOne(Writer &tx, const Entity &entity, QUuid id, std::optional<ReplicaRow> server,
                                   bool thorough)
{
    ReplicaWriter writer(tx, thorough);
    if (server && server->purged)
        return purge(tx, entity, id);
    const QList<PendingOp> ops = pending.opsOn(tx, model, id);
    const qint64 stamp = server ? server->stamp : 0;
    const auto row = ops.isEmpty() ? std::move(server) : rebased(model, entity, std::move(server), ops);
    if (!row)
        return writer.erase(entity, id);
    ReplicaWriter::Done done{};
    QList<std::pair<const Entity *, QUuid>> displaced;
    try {
        // What is only this desk's wish does not drive out what the server has.
        done = writer.put(entity, *row, ops.isEmpty() ? &displaced : nullptr);
    } catch (const StoreFault &fault) {
        if (ops.isEmpty() || fault.error().code != "store.duplicate"_L1)
            throw;
        askAgain(tx, entity, id);
        return;
    }
    for (const auto &[other, otherId] : std::as_const(displaced))
        askAgain(tx, *other, otherId);
    writer.observe(stamp);
    if (done != ReplicaWriter::Done::Inserted && done != ReplicaWriter::Done::Updated)
        return;
    if (entity.name != "person"_L1 && entity.name != "matter"_L1)
        return; // the others have no search keys
    if (const auto stored = tx.find(entity, id))
        if (const auto keys = keysOf(*stored))
            tx.index(*stored, *keys);
}

// Erased for good: the row, what this file's log and its refused changes say of it. What the search index and the log
// of the database still hold goes behind the commit (forgetPurged).
void SyncEngine::Private::purge(Writer &tx, const Entity &entity, QUuid id)
{
    ReplicaWriter(tx).erase(entity, id);
    tx.execute(u"DELETE FROM sync_refused WHERE instr(body, ?) > 0"_s, {id.toString(QUuid::WithoutBraces)});
    if (forgetInOutbox(tx, id)) {
        pending.clear();
        pending.catchUp(tx, model);
    }
    purged = true;
}

Result<> SyncEngine::Private::forgetPurged()
{
    if (!std::exchange(purged, false))
        return {};
    const auto merged = write([](Writer &tx) -> Result<> {
        tx.execute(
            u"INSERT INTO search (search) VALUES ('optimize')"_s); // removed keys leave the index when it is merged
        return {};
    });
    [[maybe_unused]] const auto truncatesTheLog = store.bulk(); // at its end
    return merged;
}

void SyncEngine::Private::applyRows(Writer &tx, const Page &page)
{
    pending.catchUp(tx, model);
    for (const auto &[entity, row] : page.rows) {
        if (page.next.resetting)
            tx.execute(u"INSERT OR IGNORE INTO sync_seen VALUES (?, ?)"_s, {QString(entity->name), row.id});
        // Fetched anew because the program knows more fields: the same stamp may hide values that were not read before.
        applyOne(tx, *entity, row.id, row, page.next.resetting);
    }
    for (const auto &[entity, id] : page.left)
        applyOne(tx, *entity, id, std::nullopt);
}

// After everything was fetched anew: what the server does not have any more goes, unless it still waits to be sent.
void SyncEngine::Private::dropUnseen(Writer &tx)
{
    pending.catchUp(tx, model);
    for (const Entity *entity : model.entities()) {
        QList<QUuid> gone;
        {
            Query rows =
                tx.query(u"SELECT id FROM \"%1\" WHERE NOT EXISTS (SELECT 1 FROM sync_seen s WHERE s.entity = ? "
                         "AND s.id = \"%1\".id)"_s.arg(entity->name),
                         {QString(entity->name)});
            while (rows.next())
                gone << rows.uuid(0);
        }
        for (const QUuid id : std::as_const(gone))
            applyOne(tx, *entity, id, std::nullopt);
    }
    tx.execute(u"DELETE FROM sync_seen"_s);
}

} // namespace fengqiao
