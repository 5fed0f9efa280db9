#pragma once

#include <QJsonObject>
#include <QSet>

#include <store/replica.h>
#include <sync/server.h>

namespace fengqiao {

// One change of a row as it stands in the log.
struct PendingOp {
    enum class Kind { New, Set, Del };
    Kind kind = Kind::Set;
    const Entity *entity = nullptr;
    QUuid id;
    qint64 stamp = 0;
    QJsonObject fields;
    QJsonObject base; // stamps of the values that were replaced
    qint64 removed = 0;
};

// What the client knows of the descriptions and rules when it merges.
class SyncModel {
public:
    explicit SyncModel(ServerModel model);

    [[nodiscard]] const Entity *entity(const QString &name) const { return m_entities.value(name); }

    [[nodiscard]] const QList<const Entity *> &entities() const { return m_list; }

    // A field where the server keeps the value it has when two desks changed it: states move by events alone, and some
    // values wait for a person.
    [[nodiscard]] bool keepsServer(const Entity &entity, QLatin1StringView field) const;
    [[nodiscard]] QString digest() const; // of all entities with their fields: what a newer program may know more of
    [[nodiscard]] QList<PendingOp> opsOf(const QByteArray &body, QStringList *unknown = nullptr) const;

    [[nodiscard]] const Schema &schema() const { return m_schema; }

private:
    Schema m_schema;
    QHash<QString, const Entity *> m_entities;
    QList<const Entity *> m_list;
    QSet<QString> m_kept; // "matter.level"
};

// The row as this desk shows it: the server's, with what is not sent yet on top. Nothing if there is no such row.
[[nodiscard]] std::optional<ReplicaRow> rebased(const SyncModel &model, const Entity &entity,
                                                std::optional<ReplicaRow> server, const QList<PendingOp> &pending);

[[nodiscard]] ReplicaRow rowFromServer(const Entity &entity, const QJsonObject &json);

// Bodies of a log written for another desk: stamps, and bases that name them, carry the number of the new one.
[[nodiscard]] QList<QByteArray> restamped(const QList<QByteArray> &bodies, int desk);

} // namespace fengqiao
