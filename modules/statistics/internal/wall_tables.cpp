#include "wall_tables.h"

#include <QCoreApplication>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto versionKey = "wall_tables"_L1; // of table `meta`
const QString version = u"1"_s;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Wall)
};

const QString countedSlots = u"SELECT room, starts_at, ends_at, state, count(*) FROM session WHERE deleted = 0 "
                             "GROUP BY room, starts_at, ends_at, state"_s;

// `row` is old or new.
QString added(const QString &row)
{
    return u"INSERT INTO wall_slot SELECT %1.room, %1.starts_at, %1.ends_at, %1.state, 1 WHERE %1.deleted = 0 "
           "ON CONFLICT DO UPDATE SET n = n + 1;"_s.arg(row);
}

QString taken(const QString &row)
{
    const QString same =
        u"%1.deleted = 0 AND room = %1.room AND starts = %1.starts_at AND ends = %1.ends_at AND state = %1.state"_s.arg(
            row);
    return u"UPDATE wall_slot SET n = n - 1 WHERE %1; DELETE FROM wall_slot WHERE n = 0 AND %1;"_s.arg(same);
}

QStringList statements()
{
    return {u"DROP TABLE IF EXISTS wall_slot"_s,
            u"DROP TABLE IF EXISTS wall_mark"_s,
            u"CREATE TABLE wall_slot (room BLOB NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL, state TEXT "
            "NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (room, starts, ends, state)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE wall_mark (one INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT"_s,
            u"INSERT INTO wall_slot "_s + countedSlots,
            u"DROP TRIGGER IF EXISTS wall_slot_new"_s,
            u"DROP TRIGGER IF EXISTS wall_slot_changed"_s,
            u"DROP TRIGGER IF EXISTS wall_slot_gone"_s,
            u"CREATE TRIGGER wall_slot_new AFTER INSERT ON session BEGIN %1 END"_s.arg(added(u"new"_s)),
            u"CREATE TRIGGER wall_slot_changed AFTER UPDATE OF deleted, room, starts_at, ends_at, state ON session "
            "BEGIN %1 %2 END"_s.arg(taken(u"old"_s), added(u"new"_s)),
            u"CREATE TRIGGER wall_slot_gone AFTER DELETE ON session BEGIN %1 END"_s.arg(taken(u"old"_s))};
}

} // namespace

void prepareWall(Writer &tx)
{
    if (tx.meta(versionKey) == version)
        return;
    for (const QString &statement : statements())
        tx.execute(statement);
    tx.setMeta(versionKey, version);
}

void markWall(Writer &tx)
{
    tx.execute(u"INSERT INTO wall_mark VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at"_s, {tx.now().ms});
}

Instant wallMark(Reader &reader)
{
    Query mark = reader.query(u"SELECT at FROM wall_mark"_s);
    return mark.next() ? mark.instant(0) : Instant();
}

QList<VerifyFault> verifyWall(Reader &reader, const RuleSet &)
{
    if (reader.meta(versionKey) != version)
        return {};
    const QString kept = u"SELECT room, starts, ends, state, n FROM wall_slot"_s;
    const QString beyond = u"SELECT * FROM (SELECT * FROM (%1) EXCEPT SELECT * FROM (%2))"_s;
    Query differs = reader.query(u"SELECT count(*) FROM (%1 UNION ALL %2)"_s.arg(beyond.arg(countedSlots, kept),
                                                                                 beyond.arg(kept, countedSlots)));
    if (!differs.next() || differs.integer(0) == 0)
        return {};
    return {{u"counters"_s,
             {},
             Words::tr("The slots of the rooms, as the wall shows them, are not those of the sessions.")}};
}

} // namespace fengqiao
