#include <store/replica.h>
#include <store/stored.h>

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>

#include "connection.h"
#include "writer_thread.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QVariant emptyValue(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Code:
    case FieldType::Json:
        return u""_s;
    case FieldType::Id:
        return QUuid();
    case FieldType::Bytes:
        return QByteArray("");
    case FieldType::Date:
        return QDate(1970, 1, 1);
    case FieldType::Bool:
        return false;
    default:
        return 0LL;
    }
}

QByteArray bytesOf(const QString &text)
{
    if (text.startsWith("\\x"_L1))
        return QByteArray::fromHex(text.sliced(2).toLatin1());
    return QByteArray::fromBase64(text.toLatin1());
}

QString compact(const QJsonValue &json)
{
    if (json.isArray())
        return QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
    return QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
}

QString columnsOf(const Entity &entity)
{
    QString columns;
    for (const Field &field : entity.fields)
        columns += u", \""_s + field.name + u'"';
    return columns;
}

bool isUniqueFault(const Error &error)
{
    return error.code == "store.duplicate"_L1;
}

} // namespace

QVariant valueFromJson(const Field &field, const QJsonValue &json)
{
    if (json.isNull() || json.isUndefined())
        return field.required ? emptyValue(field.type) : QVariant();
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Code:
        return json.toString();
    case FieldType::Json:
        return compact(json);
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        return json.toInteger();
    case FieldType::Bool:
        return json.toBool();
    case FieldType::Date:
        return QDate::fromString(json.toString(), Qt::ISODate);
    case FieldType::Id:
        return QUuid::fromString(json.toString());
    case FieldType::Bytes:
        return bytesOf(json.toString());
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<ReplicaRow> findReplica(Reader &reader, const Entity &entity, QUuid id)
{
    Query found = reader.query(u"SELECT stamp, versions, deleted"_s + columnsOf(entity) + u" FROM \""_s + entity.name +
                                   u"\" WHERE id = ?"_s,
                               {id});
    if (!found.next())
        return std::nullopt;
    ReplicaRow row{id, found.integer(0), found.text(1), found.integer(2) != 0, {}};
    for (qsizetype i = 0; i < entity.fields.size(); ++i)
        row.values << valueFromStored(entity.fields.at(i).type, found.value(static_cast<int>(i) + 3));
    return row;
}

ReplicaWriter::Done ReplicaWriter::put(const Entity &entity, const ReplicaRow &row,
                                       QList<std::pair<const Entity *, QUuid>> *displaced)
{
    for (int attempt = 0;; ++attempt) {
        try {
            return write(entity, row, displaced);
        } catch (const StoreFault &fault) {
            // A failed statement takes back itself alone. What stands in the way is taken out, then it fits.
            if (attempt > 0 || !displaced || !isUniqueFault(fault.error()) || !displace(entity, row, displaced))
                throw;
        }
    }
}

ReplicaWriter::Done ReplicaWriter::write(const Entity &entity, const ReplicaRow &row,
                                         QList<std::pair<const Entity *, QUuid>> *displaced)
{
    Q_UNUSED(displaced)
    const QString table = u'"' + QString(entity.name) + u'"';
    bool known = false;
    bool was = false;
    {
        Query found = m_tx.query(u"SELECT stamp, versions, deleted FROM "_s + table + u" WHERE id = ?"_s, {row.id});
        if (found.next()) {
            known = true;
            was = found.integer(2) != 0;
            // The stamp and those of the fields say it all: the server sends back what this desk wrote itself.
            if (found.integer(0) == row.stamp && found.text(1) == row.versions && was == row.deleted && !m_thorough)
                return Done::Nothing;
        }
    }
    if (known && m_thorough && isSame(entity, row))
        return Done::Nothing;
    const QVariant versions = row.versions.isEmpty() ? QVariant() : QVariant(row.versions);
    if (known) {
        QString sql = u"UPDATE "_s + table + u" SET stamp = ?, versions = ?, deleted = ?"_s;
        QVariantList binds{row.stamp, versions, row.deleted};
        for (const Field &field : entity.fields)
            sql += u", \""_s + field.name + u"\" = ?"_s;
        m_tx.execute(sql + u" WHERE id = ?"_s, binds + row.values + QVariantList{row.id});
    } else {
        QString places;
        for (qsizetype i = 0; i < entity.fields.size(); ++i)
            places += u", ?"_s;
        m_tx.execute(u"INSERT INTO "_s + table + u" (id, centre, stamp, versions, deleted"_s + columnsOf(entity) +
                         u") VALUES (?, ?, ?, ?, ?"_s + places + u')',
                     QVariantList{row.id, m_tx.identity().centre, row.stamp, versions, row.deleted} + row.values);
    }
    if (row.deleted)
        WriterThread::unindex(m_tx, row.id);
    if (row.deleted && (was || !known))
        return Done::Nothing; // nobody ever saw it
    const auto kind = row.deleted     ? Change::Kind::Removed
                      : known && !was ? Change::Kind::Updated
                                      : Change::Kind::Inserted;
    WriterThread::note(m_tx, Change{&entity, row.id, kind});
    return row.deleted ? Done::Removed : known ? Done::Updated : Done::Inserted;
}

bool ReplicaWriter::isSame(const Entity &entity, const ReplicaRow &row)
{
    const auto stored = findReplica(m_tx, entity, row.id);
    return stored && stored->stamp == row.stamp && stored->versions == row.versions && stored->deleted == row.deleted &&
           stored->values == row.values;
}

bool ReplicaWriter::displace(const Entity &entity, const ReplicaRow &row,
                             QList<std::pair<const Entity *, QUuid>> *displaced)
{
    bool any = false;
    for (const Index &index : entity.indexes) {
        if (!index.unique)
            continue;
        QString sql = u"SELECT id FROM \""_s + entity.name + u"\" WHERE id <> ?"_s;
        QVariantList binds{row.id};
        for (const QLatin1StringView field : index.fields) {
            sql += u" AND \""_s + field + u"\" = ?"_s;
            binds << row.values.at(entity.indexOf(field));
        }
        if (!index.where.isEmpty())
            sql += u" AND ("_s + index.where + u')';
        QList<QUuid> ids;
        {
            Query found = m_tx.query(sql, binds);
            while (found.next())
                ids << found.uuid(0);
        }
        for (const QUuid id : std::as_const(ids)) {
            erase(entity, id);
            if (displaced)
                displaced->append({&entity, id});
            any = true;
        }
    }
    return any;
}

void ReplicaWriter::erase(const Entity &entity, QUuid id)
{
    if (m_tx.execute(u"DELETE FROM \""_s + entity.name + u"\" WHERE id = ?"_s, {id}) == 0)
        return;
    WriterThread::unindex(m_tx, id);
    WriterThread::note(m_tx, Change{&entity, id, Change::Kind::Removed});
}

void ReplicaWriter::observe(qint64 stamp)
{
    WriterThread::observe(m_tx, HybridTime{stamp});
}

void ReplicaWriter::adoptDesk(int desk)
{
    m_tx.setMeta("desk"_L1, QString::number(desk));
    WriterThread::adopt(m_tx, desk);
}

void ReplicaWriter::correctClock(Writer &tx, qint64 offset)
{
    WriterThread::correctClock(tx, offset);
}

} // namespace fengqiao
