#pragma once

#include <QJsonValue>
#include <QList>

#include <access/desk.h>

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
    qint64 item = 0; // for retry_refused and discard_refused
    qint64 seq = 0;
    QString code;
    QString detail;
    QByteArray body; // {"at":..,"ops":[..]} as it was sent
    Instant at;
    [[nodiscard]] bool isOfAnImport() const;
    [[nodiscard]] QString sentence() const; // what happened, what was kept, what to do
};

[[nodiscard]] QList<RefusedItem> refusedChanges(Reader &reader, int limit = 200);
[[nodiscard]] qint64 refusedCount(Reader &reader);

// A conflict as a person may see it: words of the record, of the field and of both values (masked like the record),
// who wrote each and at which desk.
struct ConflictLine {
    ConflictItem item;
    QString recordWord;
    QString fieldWord;
    QString keptWord;
    QString otherWord;
    QString keptBy;
    QString otherBy;
};

// What a refused change was: the action's word and the record that it concerns.
struct RefusedLine {
    RefusedItem item;
    QString word;
    QString kind; // of the record
    QUuid record;
};

using KindOf = std::function<const RecordKind *(const QString &)>;
// Without those of records that are closed to the reader.
[[nodiscard]] QList<ConflictLine> conflictLines(ReadContext &context, const KindOf &kindOf, int limit = 100);
[[nodiscard]] QList<RefusedLine> refusedLines(ReadContext &context, int limit = 100);

// `others`: the modules whose records two desks may change at the same time.
[[nodiscard]] Module syncModule(const QList<Module> &others = {});

} // namespace fengqiao
