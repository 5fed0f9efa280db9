#pragma once

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include "desk_files.h"
#include "pg_fixture.h"

namespace fengqiao {

// Everything that any desk ever wrote, read from the logs before they were sent.
class WrittenLog {
public:
    void collect(DeskFile &file); // what the file's log holds and was not seen yet
    // Before an edit is written: the value that whoever makes it has before them.
    void replaced(const QString &entity, QUuid id, const QByteArray &field, const QVariant &value);
    void forgetUnsent(DeskFile &file); // it goes with the disk: nobody was told that it is safe anywhere else

    struct Value {
        QString entity;
        QString id;
        QString field;
        QJsonValue value;
        qint64 stamp = 0; // without the number of the desk
        qint64 base = -1;
        int desk = 0;
        QString event{};        // of a state: the event that led to it, in the same transaction
        bool ahead = false;     // of a clock more than five minutes ahead: the server may give it another stamp
        QByteArray entry{};     // chain of the transaction it stands in
        bool forgotten = false; // it need not be anywhere; what it replaced, if it did arrive, was replaced knowingly
    };

    [[nodiscard]] const QList<Value> &values() const { return m_values; }

    [[nodiscard]] const QSet<QString> &events() const { return m_events; }

    [[nodiscard]] bool wasReplaced(const Value &value) const;
    [[nodiscard]] static QString placeOf(const Value &value); // record, field and value

private:
    QSet<QByteArray> m_seen; // chains of entries
    QList<Value> m_values;
    QSet<QString> m_events;
    QSet<QString> m_replaced;
};

// The invariants of sync.md 4, in words what is broken; empty if nothing is. After healing: every desk sent and fetched
// everything.
// What a role sees of the server, as text a row: asked once for all desks of an area.
struct ServerImage {
    QHash<QString, QHash<QUuid, QByteArray>> rows; // entity -> id -> row
    QStringList faults;
};

[[nodiscard]] ServerImage imageOf(PgConnection &server, const Schema &schema, const QString &name);
[[nodiscard]] QStringList brokenImages(DeskFile &file, const ServerImage &server, const QString &name); // I1
// Nothing of elsewhere is in the file, neither another centre's nor another area's (I9), and nothing that was handed
// over: one side alone has it (I10).
[[nodiscard]] QStringList brokenArea(DeskFile &file, PgConnection &admin, const QString &name, const QString &area);
[[nodiscard]] QStringList brokenValues(const WrittenLog &log, PgConnection &admin, const QList<QUuid> &purged,
                                       bool serverWasRestored);                                     // I2
[[nodiscard]] QStringList brokenEvents(PgConnection &admin);                                        // I3
[[nodiscard]] QStringList brokenRevs(PgConnection &admin, const QList<const Entity *> &entities);   // I4
[[nodiscard]] QStringList brokenLiveness(DeskFile &file, PgConnection &admin, const QString &name); // I6
// Nothing that anybody ever wrote of these persons is anywhere any more.
[[nodiscard]] QStringList brokenPurges(const WrittenLog &log, const QList<QUuid> &purged, PgConnection &admin); // I7
[[nodiscard]] QStringList brokenPurges(const WrittenLog &log, const QList<QUuid> &purged, DeskFile &file,
                                       const QString &name);
[[nodiscard]] QStringList brokenNumbers(PgConnection &admin); // I8

} // namespace fengqiao
