#include "rebase.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qint64 deskBits = 0x7ff;

QString versionsText(const QJsonObject &versions)
{
    return QString::fromUtf8(QJsonDocument(versions).toJson(QJsonDocument::Compact));
}

qint64 versionOf(const QJsonObject &versions, const ReplicaRow &row, const QString &field)
{
    const QJsonValue own = versions.value(field);
    return own.isUndefined() ? versions.value(u""_s).toInteger(row.stamp) : own.toInteger();
}

ReplicaRow fresh(const PendingOp &op)
{
    ReplicaRow row{op.id, op.stamp, {}, false, {}};
    for (const Field &field : op.entity->fields)
        row.values << valueFromJson(field, op.fields.value(field.name));
    return row;
}

void change(const SyncModel &model, ReplicaRow &row, const PendingOp &op)
{
    QJsonObject versions = QJsonDocument::fromJson(row.versions.toUtf8()).object();
    const qint64 made = versions.value(u""_s).toInteger(row.stamp);
    bool any = false;
    for (qsizetype i = 0; i < op.entity->fields.size(); ++i) {
        const Field &field = op.entity->fields.at(i);
        const QJsonValue value = op.fields.value(field.name);
        if (value.isUndefined())
            continue;
        const qint64 current = versionOf(versions, row, QString(field.name));
        if ((current & ~deskBits) == (op.stamp & ~deskBits))
            continue; // the server has it already: only its answer was lost
        const bool seen = op.base.value(field.name).toInteger(-1) == current;
        const bool own = (current & deskBits) == (op.stamp & deskBits);
        if (!seen && !own && (op.stamp < current || model.keepsServer(*op.entity, field.name)))
            continue; // the server will keep its own, too
        row.values[i] = valueFromJson(field, value);
        versions.insert(QString(field.name), op.stamp);
        any = true;
    }
    if (!any)
        return;
    versions.insert(u""_s, made);
    row.versions = versionsText(versions);
    row.stamp = std::max(row.stamp, op.stamp);
}

} // namespace

SyncModel::SyncModel(ServerModel model)
    : m_schema(std::move(model.schema))
    , m_list(syncedEntities(m_schema))
{
    for (const Entity *entity : m_list)
        m_entities.insert(QString(entity->name), entity);
    for (const Machine &machine : model.machines)
        m_kept.insert(machine.entity->name + u".state"_s);
    for (const QJsonValue &row : sealedRows(*model.rules))
        m_kept.insert(row["entity"_L1].toString() + u'.' + row["field"_L1].toString());
}

bool SyncModel::keepsServer(const Entity &entity, QLatin1StringView field) const
{
    return m_kept.contains(entity.name + u'.' + QString(field));
}

QString SyncModel::digest() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Entity *entity : m_list)
        for (const QString &statement : createStatements(*entity).first(1))
            hash.addData(statement.toUtf8());
    return QString::fromLatin1(hash.result().toHex().first(16));
}

QList<PendingOp> SyncModel::opsOf(const QByteArray &body, QStringList *unknown) const
{
    QList<PendingOp> ops;
    const QJsonArray list = QJsonDocument::fromJson(body)["ops"_L1].toArray();
    for (const QJsonValue &json : list) {
        const QString name = json["entity"_L1].toString();
        const Entity *entity = m_entities.value(name);
        if (!entity) {
            if (unknown)
                unknown->append(name);
            continue;
        }
        const QString kind = json["op"_L1].toString();
        ops << PendingOp{kind == "new"_L1   ? PendingOp::Kind::New
                         : kind == "set"_L1 ? PendingOp::Kind::Set
                                            : PendingOp::Kind::Del,
                         entity,
                         QUuid::fromString(json["id"_L1].toString()),
                         json["stamp"_L1].toInteger(),
                         json["fields"_L1].toObject(),
                         json["base"_L1].toObject(),
                         json["base"_L1].toInteger()};
    }
    return ops;
}

std::optional<ReplicaRow> rebased(const SyncModel &model, const Entity &entity, std::optional<ReplicaRow> row,
                                  const QList<PendingOp> &pending)
{
    for (const PendingOp &op : pending) {
        if (op.kind == PendingOp::Kind::New && !row) {
            row = fresh(op);
        } else if (!row || row->deleted) {
            continue;
        } else if (op.kind == PendingOp::Kind::Del) {
            if (op.removed == row->stamp) {
                row->deleted = true;
                row->stamp = op.stamp;
            }
        } else if (!entity.appendOnly) {
            change(model, *row, op);
        }
    }
    return row;
}

ReplicaRow rowFromServer(const Entity &entity, const QJsonObject &json)
{
    ReplicaRow row;
    row.id = QUuid::fromString(json.value("id"_L1).toString());
    row.stamp = json.value("stamp"_L1).toInteger();
    row.deleted = json.value("deleted"_L1).toBool();
    const QJsonObject versions = json.value("versions"_L1).toObject();
    if (!versions.isEmpty())
        row.versions = versionsText(versions);
    // A field that the server does not know yet waits among the others of its kind.
    const QJsonObject extra = json.value("extra"_L1).toObject();
    row.purged = row.deleted && extra.value("purged"_L1).toBool();
    row.values.reserve(entity.fields.size());
    for (const Field &field : entity.fields) {
        const QJsonValue value = json.value(field.name);
        row.values << valueFromJson(field, value.isUndefined() ? extra.value(field.name) : value);
    }
    return row;
}

QList<QByteArray> restamped(const QList<QByteArray> &bodies, int desk)
{
    QHash<qint64, qint64> stamps;
    QList<QByteArray> out;
    for (const QByteArray &body : bodies) {
        QJsonObject transaction = QJsonDocument::fromJson(body).object();
        QJsonArray ops = transaction.value("ops"_L1).toArray();
        for (QJsonValueRef value : ops) {
            QJsonObject op = value.toObject();
            const qint64 old = op.value("stamp"_L1).toInteger();
            stamps.insert(old, (old & ~deskBits) | desk);
            op.insert("stamp"_L1, stamps.value(old));
            if (op.value("base"_L1).isObject()) {
                QJsonObject base = op.value("base"_L1).toObject();
                for (auto it = base.begin(); it != base.end(); ++it)
                    it.value() = stamps.value(it.value().toInteger(), it.value().toInteger());
                op.insert("base"_L1, base);
            } else if (op.value("base"_L1).isDouble()) {
                const qint64 base = op.value("base"_L1).toInteger();
                op.insert("base"_L1, stamps.value(base, base));
            }
            value = op;
        }
        transaction.insert("ops"_L1, ops);
        out << QJsonDocument(transaction).toJson(QJsonDocument::Compact);
    }
    return out;
}

} // namespace fengqiao
