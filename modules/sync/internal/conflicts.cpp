#include <sync/conflicts.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <access/entities.h>

#include "mending.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

Entity makeConflict()
{
    constexpr auto number = FieldType::Integer;
    constexpr auto code = FieldType::Code;
    Entity entity;
    entity.name = "conflict"_L1;
    entity.areaFrom = {{"record"_L1, "record_kind"_L1, {}}};
    entity.purpose =
        u"Both values of a field that two desks changed at the same time, so that no entry is lost unseen."_s;
    entity.fields = {
        {.name = "record_kind"_L1, .type = code, .required = true},
        {.name = "record"_L1, .type = FieldType::Id, .required = true},
        {.name = "field"_L1, .type = code, .required = true},
        {.name = "base_stamp"_L1, .type = number},
        // Whatever the field held: masked as a narrative.
        {.name = "kept"_L1, .type = FieldType::Json, .personal = Personal::Narrative},
        {.name = "kept_stamp"_L1, .type = number, .required = true},
        {.name = "other"_L1, .type = FieldType::Json, .personal = Personal::Narrative},
        {.name = "other_stamp"_L1, .type = number, .required = true},
        {.name = "state"_L1, .type = code, .required = true},
        {.name = "sealed"_L1, .type = FieldType::Bool, .required = true},
        {.name = "org"_L1, .type = code},
        {.name = "at"_L1, .type = FieldType::Instant, .required = true},
        {.name = "decided_by"_L1, .type = FieldType::Id, .refers = "account"_L1},
        {.name = "decided_at"_L1, .type = FieldType::Instant},
    };
    entity.indexes = {{{"state"_L1, "at"_L1}, false, {}}, {{"record"_L1}, false, {}}};
    return entity;
}

// Records without a division of their own concern the whole county.
QString openInArea()
{
    return u"state = 'open' AND (org IS NULL OR substr(org, 1, length(?)) = ?)"_s;
}

ConflictItem itemOf(const Row &row)
{
    const auto value = [&row](QLatin1StringView field) { return row.json(field).toObject().value("value"_L1); };
    return {.id = row.id(),
            .kind = row.text("record_kind"_L1),
            .record = row.uuid("record"_L1),
            .field = row.text("field"_L1),
            .kept = value("kept"_L1),
            .other = value("other"_L1),
            .keptStamp = HybridTime{row.integer("kept_stamp"_L1)},
            .otherStamp = HybridTime{row.integer("other_stamp"_L1)},
            .sealed = row.flag("sealed"_L1),
            .at = row.instant("at"_L1)};
}

} // namespace

const Entity &conflictEntity()
{
    static const Entity entity = makeConflict();
    return entity;
}

QList<ConflictItem> conflictInbox(Reader &reader, const QString &area, int limit)
{
    QList<ConflictItem> items;
    for (const Row &row : reader.select(conflictEntity(), openInArea() + u" ORDER BY sealed DESC, at DESC LIMIT ?"_s,
                                        {area, area, limit}))
        items << itemOf(row);
    return items;
}

qint64 openConflicts(Reader &reader, const QString &area)
{
    return reader.count(conflictEntity(), openInArea(), {area, area});
}

// Several new rows of one kind at once come from a file; an action makes one, with its event.
bool RefusedItem::isOfAnImport() const
{
    QHash<QString, int> made;
    const QJsonArray ops = QJsonDocument::fromJson(body).object().value("ops"_L1).toArray();
    for (const QJsonValue &op : ops)
        if (op["op"_L1] == "new"_L1)
            ++made[op["entity"_L1].toString()];
    return !made.contains(u"history"_s) && std::ranges::any_of(made, [](int n) { return n > 1; });
}

QString RefusedItem::sentence() const
{
    const QString kept =
        Words::tr("The entry is kept word for word under sync status; enter it again as it should be.");
    if (code == "transition_conflict"_L1)
        return Words::tr("Another desk had moved the record on already (it is in state %1). %2").arg(detail, kept);
    const QString again = Words::tr("Give this up and import the file once more: what is there already is left out.");
    if (code == "not_unique"_L1 && isOfAnImport())
        return Words::tr("Another desk had imported some of these rows already. %1").arg(again);
    if (code == "not_unique"_L1)
        return Words::tr("Another desk had already used the same number or name. %1").arg(kept);
    if (code == "unknown_row"_L1 || code == "deleted_row"_L1)
        return Words::tr("The record it changes is not on the server: it was refused or removed before. %1").arg(kept);
    if (code == "outside_area"_L1)
        return Words::tr("It lies outside the area of this desk. %1").arg(kept);
    if (code == "unknown_batch"_L1 || code == "full_batch"_L1)
        return Words::tr("The server does not have the import that it came with as this desk made it. %1").arg(again);
    if (code == "actor_role"_L1 || code == "unknown_actor"_L1)
        return Words::tr("The account that made it may not do this by the rules of the server. %1").arg(kept);
    if (code == "transition_forbidden"_L1 || code == "unknown_action"_L1)
        return Words::tr("The rules of the server do not allow this step. %1").arg(kept);
    return Words::tr("The server did not take it (%1). %2").arg(code, kept);
}

QList<RefusedItem> refusedChanges(Reader &reader, int limit)
{
    QList<RefusedItem> items;
    Query rows = reader.query(
        u"SELECT rowid, seq, code, detail, body, at FROM sync_refused ORDER BY at DESC, seq DESC LIMIT ?"_s, {limit});
    while (rows.next())
        items << RefusedItem{rows.integer(0), rows.integer(1),       rows.text(2),
                             rows.text(3),    rows.text(4).toUtf8(), rows.instant(5)};
    return items;
}

qint64 refusedCount(Reader &reader)
{
    Query rows = reader.query(u"SELECT count(*) FROM sync_refused"_s);
    return rows.next() ? rows.integer(0) : 0;
}

Module syncModule(const QList<Module> &others)
{
    QList<const Entity *> entities{&accountEntity()};
    for (const Module &other : others)
        entities += other.entities;
    Module module;
    module.name = u"sync"_s;
    module.entities = {&conflictEntity()};
    addMending(module, entities);
    return module;
}

} // namespace fengqiao
