#pragma once

#include <QJsonObject>
#include <memory>

#include <store/key_slots.h>
#include <store/store.h>

namespace fengqiao {

// What the sync engine needs of the store, and nobody else: the log of this desk's own changes as it is sent, and rows
// as the server has them written past the log.

// One transaction of this desk as it is sent: `body` is {"at":..,"ops":[..]}, `chain` the SHA-256 over the chain before
// and the body.
struct OutboxEntry {
    qint64 seq = 0;
    QByteArray body;
    QByteArray chain;
};

// Number and chain of the log's last entry; 0 and 32 zero bytes where there is none. A log begins at 1: what this file
// sent under a number that it had before stands at 0 and below, for a server that was restored to before that number.
struct OutboxEnd {
    qint64 seq = 0;
    QByteArray chain;
};

[[nodiscard]] OutboxEnd outboxEnd(Reader &reader);
// The first entry that was changed, or whose predecessor is missing; 0 if there is none. An entry that was sent and of
// which something was erased since (forgetInOutbox) is taken at its chain.
[[nodiscard]] qint64 firstBrokenOutboxEntry(Reader &reader);

// How far the server has taken this desk's log in; the entries up to there are kept for a server that was restored.
[[nodiscard]] qint64 outboxAcknowledged(Reader &reader);
void acknowledgeOutbox(Writer &tx, qint64 seq);
// Entries after `seq` in order: at most `count`, and not more than `bytes` after the first.
[[nodiscard]] QList<OutboxEntry> outboxAfter(Reader &reader, qint64 seq, int count, qint64 bytes);
[[nodiscard]] std::optional<OutboxEntry> outboxEntry(Reader &reader, qint64 seq);
// The chain at `seq`, 32 zero bytes at 0; empty if the log does not reach back (or forward) to it.
[[nodiscard]] QByteArray outboxChain(Reader &reader, qint64 seq);
// Entries that were taken in and are older than `before` go; the last of the log stays, because seq and chain continue
// from it.
void forgetOutbox(Writer &tx, Instant before);
// The log begins anew with these bodies, none of them acknowledged: a file that goes on under another number. Entries
// up to `kept` stay as those of an earlier log; all others go.
void restartOutbox(Writer &tx, qint64 kept, const QList<QByteArray> &bodies);
// One more entry, written before: a change that was refused and is sent once more.
void appendOutbox(Writer &tx, const QByteArray &body);

// What the log holds of a record goes: in entries that were sent, the fields of its operations, so that their chain is
// that of what was sent; entries that wait are written anew without them. True if any waited.
bool forgetInOutbox(Writer &tx, QUuid id);

// A row as the server has it; values by field of the entity, typed as Row holds them.
struct ReplicaRow {
    QUuid id;
    qint64 stamp = 0;
    QString versions{}; // compact JSON, empty if no field was changed since the row was made
    bool deleted = false;
    QVariantList values{};
    bool purged = false; // its content was erased for good: nothing of it may stay here either
};

// Values as JSON writes them: an op's (bytes in base64) or the server's (bytes as \x and hex digits). A required field
// that is not there (an older program made the row) gets the empty value that a new column gets.
[[nodiscard]] QVariant valueFromJson(const Field &field, const QJsonValue &json);
[[nodiscard]] std::optional<ReplicaRow> findReplica(Reader &reader, const Entity &entity, QUuid id); // tombstones too

// Writes rows past the log: nothing done here is sent. Inside a Store::write; told to the change feed like any change.
class ReplicaWriter {
public:
    // `thorough`: values are compared too where the stamps say that nothing is new (a program that knows more fields).
    explicit ReplicaWriter(Writer &tx, bool thorough = false)
        : m_tx(tx)
        , m_thorough(thorough)
    {
    }

    enum class Done { Nothing, Inserted, Updated, Removed };

    // The row as it is from now on. With `displaced`, another row that holds one of its unique values gives way: it is
    // taken out and named there; without, that is the fault "store.duplicate".
    Done put(const Entity &entity, const ReplicaRow &row, QList<std::pair<const Entity *, QUuid>> *displaced = nullptr);
    void erase(const Entity &entity, QUuid id); // not a tombstone: as if it had never been
    void observe(qint64 stamp);                 // later stamps of this desk are greater

    // This file goes on as another desk, now and when it is opened again.
    void adoptDesk(int desk);
    // How far the clock of this machine is behind the server's, in ms: stamps are made by the server's time.
    static void correctClock(Writer &tx, qint64 offset);

private:
    Done write(const Entity &entity, const ReplicaRow &row, QList<std::pair<const Entity *, QUuid>> *displaced);
    [[nodiscard]] bool isSame(const Entity &entity, const ReplicaRow &row);
    [[nodiscard]] bool displace(const Entity &entity, const ReplicaRow &row,
                                QList<std::pair<const Entity *, QUuid>> *displaced);
    Writer &m_tx;
    bool m_thorough;
};

} // namespace fengqiao
