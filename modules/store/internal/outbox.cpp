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

} // namespace

qint64 outboxWaiting(Reader &reader)
{
    // Numbers are given without gaps, so one step into the tree does for what would be a walk over every body.
    Query rows = reader.query(u"SELECT coalesce(max(seq), 0) FROM outbox"_s);
    return rows.next() ? std::max(0LL, rows.integer(0) - outboxAcknowledged(reader)) : 0;
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
    return row.next() ? row.value(0).toByteArray() : QByteArray();
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
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(chain);
        hash.addData(entry->body);
        chain = hash.result();
        tx.execute(u"UPDATE outbox SET chain = ? WHERE seq = ?"_s, {chain, seq});
    }
}

void appendOutbox(Writer &tx, const QByteArray &body)
{
    Query last = tx.query(u"SELECT seq, stamp, chain FROM outbox ORDER BY seq DESC LIMIT 1"_s);
    const bool any = last.next();
    const qint64 seq = any ? last.integer(0) : 0;
    const QVariant stamp = any ? last.value(1) : QVariant(0LL);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(any ? last.value(2).toByteArray() : QByteArray(chainSize, '\0'));
    hash.addData(body);
    tx.execute(u"INSERT INTO outbox VALUES (?, ?, ?, ?)"_s, {seq + 1, stamp, QString::fromUtf8(body), hash.result()});
}

void restartOutbox(Writer &tx, const QList<QByteArray> &bodies)
{
    Query last = tx.query(u"SELECT max(stamp) FROM outbox"_s);
    const QVariant stamp = last.next() && !last.value(0).isNull() ? last.value(0) : QVariant(0LL);
    tx.execute(u"DELETE FROM outbox"_s);
    QByteArray chain(chainSize, '\0');
    qint64 seq = 0;
    for (const QByteArray &body : bodies) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(chain);
        hash.addData(body);
        chain = hash.result();
        tx.execute(u"INSERT INTO outbox VALUES (?, ?, ?, ?)"_s, {++seq, stamp, QString::fromUtf8(body), chain});
    }
    acknowledgeOutbox(tx, 0);
}

} // namespace fengqiao
