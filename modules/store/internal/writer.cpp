#include <store/session.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <store/replica.h>

#include "connection.h"
#include "ops.h"
#include "outbox_parts.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

[[noreturn]] void refuseAppendOnly(const Entity &entity)
{
    throw StoreFault({ErrorKind::Fault,
                      u"store.append_only"_s,
                      Words::tr("Records of %1 are never changed once written. Nothing was saved.").arg(entity.name),
                      {},
                      {}});
}

[[noreturn]] void refuseStale()
{
    throw StoreFault(
        {ErrorKind::Conflict,
         u"store.stale"_s,
         Words::tr("The record was changed in the meantime. Nothing was saved; look at it again and repeat "
                   "your change."),
         {},
         {}});
}

constexpr qint64 numberBlock = 10'000;
constexpr qint64 mostDesks = 2047; // 11 bit

} // namespace

Writer::Writer(Connection &connection, const Identity &identity, HybridClock &hybrid, Instant now)
    : Reader(connection)
    , m_identity(identity)
    , m_hybrid(hybrid)
    , m_now(now)
    , m_wall(now)
{
}

void Writer::note(const Row &row, Change::Kind kind)
{
    m_changes << Change{&row.entity(), row.id(), kind};
}

// {"op":"set","entity":"visit","id":"...","stamp":n  -- the caller adds fields and the closing brace.
void Writer::beginOp(const char *op, const Row &row, HybridTime stamp)
{
    JsonText text;
    text.raw(m_ops.isEmpty() ? "{\"op\":\"" : ",{\"op\":\"");
    text.raw(op);
    text.raw("\",\"entity\":");
    text.string(QString(row.entity().name));
    text.raw(",\"id\":\"");
    text.raw(row.id().toByteArray(QUuid::WithoutBraces));
    text.raw("\",\"stamp\":");
    text.number(stamp.value);
    m_ops += text.text();
}

void Writer::insert(Row &row)
{
    const Entity &entity = row.entity();
    if (row.m_id.isNull())
        row.m_id = IdSource::next(m_wall);
    row.m_stamp = m_hybrid.next(m_wall);
    QVariantList binds{row.m_id, m_identity.centre, row.m_stamp.value};
    binds.reserve(3 + row.m_values.size());
    binds += row.m_values;
    m_connection.run(m_connection.sql(entity).insert, binds);
    row.m_rowid = m_connection.lastRowid();
    row.m_versions.clear();
    row.m_stored = row.m_values;
    note(row, Change::Kind::Inserted);
    if (!entity.synced)
        return;
    beginOp("new", row, row.m_stamp);
    JsonText text;
    text.raw(",\"fields\":{");
    bool first = true;
    for (qsizetype i = 0; i < row.m_values.size(); ++i) {
        if (row.m_values.at(i).isNull())
            continue;
        const Field &field = entity.fields.at(i);
        text.raw(first ? "\"" : ",\"");
        text.raw(field.name.data());
        text.raw("\":");
        text.value(field.type, row.m_values.at(i));
        first = false;
    }
    text.raw("}}");
    m_ops += text.text();
}

void Writer::update(Row &row)
{
    const Entity &entity = row.entity();
    const QList<int> changed = row.changedFields();
    if (changed.isEmpty())
        return;
    if (entity.appendOnly)
        refuseAppendOnly(entity);
    const HybridTime stamp = m_hybrid.next(m_wall);
    FieldVersions versions = parseVersions(row.m_versions, row.m_stamp.value);
    JsonText fields;
    JsonText bases; // the stamp of each value that is replaced: the server merges by it (sync.md 2.4)
    QString sql = u"UPDATE \""_s + entity.name + u"\" SET stamp = ?, versions = ?"_s;
    QVariantList binds{stamp.value, {}};
    for (const int i : changed) {
        const Field &field = entity.fields.at(i);
        const QByteArray name(field.name.data(), field.name.size());
        const QByteArray label = (i == changed.first() ? "\"" : ",\"") + name + "\":";
        fields.raw(label);
        fields.value(field.type, row.m_values.at(i));
        bases.raw(label);
        bases.number(versions.value(name, versions.value({})));
        versions.insert(name, stamp.value);
        sql += u", \""_s + field.name + u"\" = ?"_s;
        binds << row.m_values.at(i);
    }
    const QString versionText = versionsText(versions);
    binds[1] = versionText;
    binds << row.m_rowid << row.m_stamp.value;
    if (m_connection.run(sql + u" WHERE rowid = ? AND stamp = ? AND deleted = 0"_s, binds) == 0)
        refuseStale();
    if (entity.synced) {
        beginOp("set", row, stamp);
        m_ops += ",\"fields\":{" + fields.text() + "},\"base\":{" + bases.text() + "}}";
    }
    row.m_stamp = stamp;
    row.m_versions = versionText;
    row.m_stored = row.m_values;
    note(row, Change::Kind::Updated);
}

void Writer::remove(Row &row)
{
    if (row.entity().appendOnly)
        refuseAppendOnly(row.entity());
    const HybridTime stamp = m_hybrid.next(m_wall);
    const QString sql = u"UPDATE \""_s + row.entity().name +
                        u"\" SET deleted = 1, stamp = ? WHERE rowid = ? AND "
                        "stamp = ? AND deleted = 0"_s;
    if (m_connection.run(sql, {stamp.value, row.m_rowid, row.m_stamp.value}) == 0)
        refuseStale();
    if (row.entity().synced) {
        beginOp("del", row, stamp);
        m_ops += ",\"base\":" + QByteArray::number(row.m_stamp.value) + '}';
    }
    row.m_stamp = stamp;
    removeFromIndex(row);
    note(row, Change::Kind::Removed);
}

qint64 Writer::execute(const QString &sql, const QVariantList &binds)
{
    return m_connection.run(sql, binds);
}

void Writer::setMeta(QLatin1StringView key, const QString &value)
{
    m_connection.run(u"INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"_s,
                     {QString(key), value.isNull() ? u""_s : value});
}

qint64 Writer::nextNumber(const QString &series, const QString &period)
{
    const qint64 n =
        m_connection
            .single(
                u"INSERT INTO number_series VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"_s,
                {series, period})
            .toLongLong();
    // Every desk of a county gives numbers of its own block without asking anybody: desk 1 from 1, desk 2 from 10001.
    // A desk that has used up its block goes on above the blocks of all desks there can be; one that works alone needs
    // no blocks.
    const qint64 block = n / numberBlock;
    if (block > 0 && meta("sync.incarnation"_L1).isEmpty())
        return n;
    return block * (mostDesks + 1) * numberBlock + (m_identity.desk - 1) * numberBlock + n % numberBlock;
}

void Writer::index(const Row &row, const SearchKeys &keys)
{
    m_indexed << Indexed{row.id(), row.m_rowid, row.entity().name, keys};
}

void Writer::removeFromIndex(const Row &row)
{
    m_indexed << Indexed{row.id(), 0, {}, std::nullopt};
}

void Writer::addOutboxEntry()
{
    if (m_ops.isEmpty())
        return;
    auto [seq, chain] = outboxEnd(*this);
    const QList<QByteArray> parts = outboxParts(std::exchange(m_ops, {}), m_changes);
    for (const QByteArray &part : parts) {
        QByteArray body;
        body.reserve(part.size() + 64);
        body.append("{\"at\":").append(QByteArray::number(m_wall.ms)).append(",\"ops\":[").append(part).append("]}");
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(chain);
        hash.addData(body);
        chain = hash.result();
        // Bound as the bytes it is: an import's megabytes need not become letters and bytes again.
        m_connection.run(u"INSERT INTO outbox VALUES (?, ?, CAST(? AS TEXT), ?)"_s,
                         {++seq, m_hybrid.last().value, body, chain});
    }
}

} // namespace fengqiao
