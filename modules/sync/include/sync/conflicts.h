#pragma once

#include <QJsonValue>
#include <QList>

#include <access/module.h>

namespace fengqiao {

// A field that two desks changed at the same time: the value that stands and the other one. Made by the server alone; a
// person decides by state, decided_by and decided_at.
[[nodiscard]] const Entity &conflictEntity();

struct ConflictItem {
    QUuid id;
    QString kind; // entity of the record
    QUuid record;
    QString field; // "deleted": one desk removed what another changed
    QJsonValue kept;
    QJsonValue other;
    HybridTime keptStamp; // when and at which desk
    HybridTime otherStamp;
    bool sealed = false; // neither value goes on by itself: a person decides
    Instant at;
};

// Open conflicts within the actor's area, those that wait for a decision first, then the newest.
[[nodiscard]] QList<ConflictItem> conflictInbox(Reader &reader, const QString &area, int limit = 200);
[[nodiscard]] qint64 openConflicts(Reader &reader, const QString &area);

// A change of this desk that the server did not take.
struct RefusedItem {
    qint64 seq = 0;
    QString code;
    QString detail;
    QByteArray body; // {"at":..,"ops":[..]} as it was sent
    Instant at;
    [[nodiscard]] QString sentence() const; // what happened, what was kept, what to do
};

[[nodiscard]] QList<RefusedItem> refusedChanges(Reader &reader, int limit = 200);
[[nodiscard]] qint64 refusedCount(Reader &reader);

[[nodiscard]] Module syncModule();

} // namespace fengqiao
