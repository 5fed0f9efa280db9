#include <store/outbox.h>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <store/replica.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto acknowledgedKey = "sync.acked"_L1;
constexpr qsizetype chainSize = 32;

QByteArray chainAfter(const QByteArray &chain, const QByteArray &body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(chain);
    hash.addData(body);
    return hash.result();
}

QVariant lastStamp(Reader &reader)
{
    Query last = reader.query(u"SELECT stamp FROM outbox ORDER BY seq DESC LIMIT 1"_s);
    return last.next() ? last.value(0) : QVariant(0LL);
}

} // namespace

OutboxEnd outboxEnd(Reader &reader)
{
    Query last = reader.query(u"SELECT seq, chain FROM outbox WHERE seq > 0 ORDER BY seq DESC LIMIT 1"_s);
    if (!last.next())
        return {0, QByteArray(chainSize, '\0')};
    return {last.integer(0), last.value(1).toByteArray()};
}

qint64 outboxWaiting(Reader &reader)
{
    // Numbers are given without gaps, so one step into the tree does for what would be a walk over every body.
    return std::max(0LL, outboxEnd(reader).seq - outboxAcknowledged(reader));
}

qint64 outboxAcknowledged(Reader &reader)
{
    return reader.meta(acknowledgedKey).toLongLong();
}

void acknowledgeOutbox(Writer &tx, qint64 seq)
{
    tx.setMeta(acknowledgedKey, QString::number(seq));
}

QList<OutboxEntry> outboxAfter(Reader &reader, qint64 seq, int count, qint64 bytes)
{
    QList<OutboxEntry> entries;
    Query rows =
        reader.query(u"SELECT seq, body, chain FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?"_s, {seq, count});
    while (rows.next()) {
        OutboxEntry entry{rows.integer(0), rows.text(1).toUtf8(), rows.value(2).toByteArray()};
        bytes -= entry.body.size();
        if (bytes < 0 && !entries.isEmpty())
            break;
        entries << std::move(entry);
    }
    return entries;
}

std::optional<OutboxEntry> outboxEntry(Reader &reader, qint64 seq)
{
    Query row = reader.query(u"SELECT seq, body, chain FROM outbox WHERE seq = ?"_s, {seq});
    if (!row.next())
        return std::nullopt;
    return OutboxEntry{row.integer(0), row.text(1).toUtf8(), row.value(2).toByteArray()};
}

QByteArray outboxChain(Reader &reader, qint64 seq)
{
    if (seq == 0)
        return QByteArray(chainSize, '\0');
    Query row = reader.query(u"SELECT chain FROM outbox WHERE seq = ?"_s, {seq});
    return seq > 0 && row.next() ? row.value(0).toByteArray() : QByteArray();
}

void forgetOutbox(Writer &tx, Instant before)
{
    const qint64 acknowledged = outboxAcknowledged(tx); // kept itself: the next batch begins with its chain
    // A stamp's upper bits are milliseconds: the age of an entry without looking into it.
    tx.execute(u"DELETE FROM outbox WHERE seq <= ? AND stamp < ? AND seq < ?"_s,
               {acknowledged, before.ms << 19, acknowledged});
}

namespace {

// The body without what the record's operations say; null if nothing of it is there.
QByteArray withoutFields(const QByteArray &body, const QString &id)
{
    QJsonObject transaction = QJsonDocument::fromJson(body).object();
    QJsonArray ops = transaction.value("ops"_L1).toArray();
    bool any = false;
    for (QJsonValueRef value : ops) {
        QJsonObject op = value.toObject();
        if (op.value("id"_L1).toString() != id && op.value("fields"_L1)["record"_L1].toString() != id)
            continue;
        any = true;
        if (op.contains("fields"_L1))
            op.insert("fields"_L1, QJsonObject());
        if (op.value("op"_L1) == "set"_L1)
            op.insert("base"_L1, QJsonObject());
        value = op;
    }
    if (!any)
        return {};
    transaction.insert("ops"_L1, ops);
    transaction.insert("erased"_L1, true);
    return QJsonDocument(transaction).toJson(QJsonDocument::Compact);
}

} // namespace

bool forgetInOutbox(Writer &tx, QUuid id)
{
    const QString text = id.toString(QUuid::WithoutBraces);
    QList<std::pair<qint64, QByteArray>> changed;
    {
        Query rows = tx.query(u"SELECT seq, body FROM outbox WHERE instr(body, ?) > 0 ORDER BY seq"_s, {text});
        while (rows.next())
            if (const QByteArray body = withoutFields(rows.text(1).toUtf8(), text); !body.isEmpty())
                changed << std::pair(rows.integer(0), body);
    }
    for (const auto &[seq, body] : std::as_const(changed))
        tx.execute(u"UPDATE outbox SET body = ? WHERE seq = ?"_s, {QString::fromUtf8(body), seq});
    // What waits is not known to anybody yet: its hashes are those of what will be sent.
    const qint64 acknowledged = outboxAcknowledged(tx);
    if (changed.isEmpty() || changed.last().first <= acknowledged)
        return false;
    const auto first = std::ranges::find_if(changed, [&](const auto &entry) { return entry.first > acknowledged; });
    QByteArray chain = outboxChain(tx, first->first - 1);
    for (qint64 seq = first->first;; ++seq) {
        const auto entry = outboxEntry(tx, seq);
        if (!entry)
            return true;
        chain = chainAfter(chain, entry->body);
        tx.execute(u"UPDATE outbox SET chain = ? WHERE seq = ?"_s, {chain, seq});
    }
}

qint64 firstBrokenOutboxEntry(Reader &reader)
{
    const qint64 acknowledged = outboxAcknowledged(reader);
    QByteArray before(chainSize, '\0');
    qint64 last = 0;
    Query entries = reader.query(u"SELECT seq, body, chain FROM outbox WHERE seq > 0 ORDER BY seq"_s);
    while (entries.next()) {
        const qint64 seq = entries.integer(0);
        const QByteArray body = entries.text(1).toUtf8();
        const QByteArray chain = entries.value(2).toByteArray();
        // What was sent may be forgotten, except the last of it: a log that starts later starts with that chain.
        const bool starts = last == 0 && seq > 1;
        const auto erased = [&] { return seq <= acknowledged && QJsonDocument::fromJson(body)["erased"_L1].toBool(); };
        if (!starts && (seq != last + 1 || (chain != chainAfter(before, body) && !erased())))
            return seq;
        before = chain;
        last = seq;
    }
    return 0;
}

void appendOutbox(Writer &tx, const QByteArray &body)
{
    const OutboxEnd end = outboxEnd(tx);
    tx.execute(u"INSERT INTO outbox VALUES (?, ?, ?, ?)"_s,
               {end.seq + 1, lastStamp(tx), QString::fromUtf8(body), chainAfter(end.chain, body)});
}

void restartOutbox(Writer &tx, qint64 kept, const QList<QByteArray> &bodies)
{
    const QVariant stamp = lastStamp(tx);
    tx.execute(u"DELETE FROM outbox WHERE seq > ?"_s, {kept});
    QList<qint64> earlier;
    {
        Query rows = tx.query(u"SELECT seq FROM outbox ORDER BY seq"_s);
        while (rows.next())
            earlier << rows.integer(0);
    }
    for (const qint64 seq : std::as_const(earlier)) // lowest first: where each goes, nobody is any more
        tx.execute(u"UPDATE outbox SET seq = ? WHERE seq = ?"_s, {seq - kept, seq});
    QByteArray chain(chainSize, '\0');
    qint64 seq = 0;
    for (const QByteArray &body : bodies) {
        chain = chainAfter(chain, body);
        tx.execute(u"INSERT INTO outbox VALUES (?, ?, ?, ?)"_s, {++seq, stamp, QString::fromUtf8(body), chain});
    }
    acknowledgeOutbox(tx, 0);
}

} // namespace fengqiao
