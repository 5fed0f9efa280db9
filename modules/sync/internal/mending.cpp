// What sync leaves to a person: which of two values it is to be, and what becomes of a change that was refused.
#include <QCoreApplication>
#include <QJsonObject>

#include <access/rights.h>
#include <mediation/mediation.h>
#include <store/replica.h>

#include "mending.h"
#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

std::unexpected<Error> refuse(ErrorKind kind, const QString &code, const QString &sentence, const QString &field)
{
    return fail(kind, code, sentence, field);
}

bool maySealed(const ActionContext &context)
{
    return grantOf(context.rules, context.actor, u"conflict.decide_sealed"_s) == Grant::All;
}

// The conflict, if it still waits and lies within the actor's area.
Result<Row> openConflict(ActionContext &context)
{
    const QUuid id = QUuid::fromString(context.data.text("conflict"_L1));
    auto row = context.tx.find(conflictEntity(), id);
    const QString org = row ? row->text("org"_L1) : QString();
    if (!row || (!org.isEmpty() && !org.startsWith(context.actor.area.digits())))
        return refuse(ErrorKind::NotFound, u"conflict.not_found"_s,
                      Words::tr("There is no such conflict in your area."), u"conflict"_s);
    if (row->text("state"_L1) != "open"_L1)
        return refuse(ErrorKind::Conflict, u"conflict.decided"_s,
                      Words::tr("Somebody has decided this conflict already; nothing was changed."), u"conflict"_s);
    if (!row->flag("sealed"_L1))
        return std::move(*row);
    if (!maySealed(context))
        return refuse(ErrorKind::NotPermitted, u"conflict.sealed"_s,
                      Words::tr("Level, outcome and agreement are decided by the director or a deputy."),
                      u"conflict"_s);
    if (!context.data.has("reason"_L1))
        return refuse(ErrorKind::Invalid, u"conflict.reason_missing"_s,
                      Words::tr("Please say why: level, outcome and agreement are not changed without a reason."),
                      u"reason"_s);
    return std::move(*row);
}

// A matter that was sealed for its parties' sake stays closed to whoever may not open it.
bool isClosedTo(const ActionContext &context, const Row &record)
{
    return record.entity().field("restricted"_L1) && record.flag("restricted"_L1) && !maySealed(context);
}

Result<> takeOther(ActionContext &context, const QList<const Entity *> &entities, const Row &conflict)
{
    const QString kind = conflict.text("record_kind"_L1);
    const auto entity = std::ranges::find(entities, kind, [](const Entity *e) { return QString(e->name); });
    const QString name = conflict.text("field"_L1);
    auto record = entity == entities.end() ? std::nullopt : context.tx.find(**entity, conflict.uuid("record"_L1));
    if (!record || isClosedTo(context, *record))
        return refuse(
            ErrorKind::NotFound, u"conflict.record_gone"_s,
            Words::tr("The record of this conflict is not on this desk, or closed to you; nothing was changed."),
            u"conflict"_s);
    if (name == "deleted"_L1) {
        context.tx.remove(*record);
        return {};
    }
    const Field *field = record->entity().field(QLatin1StringView(name.toLatin1()));
    if (!field)
        return refuse(ErrorKind::Invalid, u"conflict.field_unknown"_s,
                      Words::tr("This program does not know the field; use a newer one. Nothing was changed."),
                      u"conflict"_s);
    record->set(field->name, valueFromJson(*field, conflict.json("other"_L1).toObject().value("value"_L1)));
    context.tx.update(*record);
    return {};
}

void answer(ActionContext &context, const Row &conflict)
{
    context.outcome.id = conflict.id();
    context.outcome.kind = u"conflict"_s;
    context.outcome.state = conflict.text("state"_L1);
}

// One refused change by its number on this desk: what it said, and it is off the list.
Result<QByteArray> takeOff(ActionContext &context)
{
    const qint64 item = context.data.integer("item"_L1);
    QByteArray body;
    {
        Query rows = context.tx.query(u"SELECT body FROM sync_refused WHERE rowid = ?"_s, {item});
        if (rows.next())
            body = rows.text(0).toUtf8();
    }
    if (body.isEmpty())
        return refuse(ErrorKind::NotFound, u"refused.not_found"_s,
                      Words::tr("There is no such refused change on this desk any more."), u"item"_s);
    context.tx.execute(u"DELETE FROM sync_refused WHERE rowid = ?"_s, {item});
    context.outcome.kind = u"refused"_s;
    context.outcome.number = QString::number(item);
    return body;
}

Result<> retryRefused(ActionContext &context)
{
    auto body = takeOff(context);
    if (!body)
        return fail(body.error());
    // The same change under its own stamps: what the server has of it already it knows again.
    const QByteArray mark = "{\"retry\":true,"_ba;
    appendOutbox(context.tx, body->startsWith(mark) ? *body : mark + body->sliced(1));
    context.outcome.state = u"waiting"_s;
    return {};
}

Result<> discardRefused(ActionContext &context)
{
    const auto body = takeOff(context);
    if (!body)
        return fail(body.error());
    context.outcome.state = u"discarded"_s;
    return {};
}

} // namespace

void addMending(Module &module, const QList<const Entity *> &entities)
{
    module.handlers.insert(u"decide_conflict"_s, [entities](ActionContext &context) -> Result<> {
        auto conflict = openConflict(context);
        if (!conflict)
            return fail(conflict.error());
        if (context.data.text("choice"_L1) == "other"_L1)
            if (const auto taken = takeOther(context, entities, *conflict); !taken)
                return taken;
        conflict->set("state"_L1, context.data.text("choice"_L1));
        conflict->set("decided_by"_L1, QVariant(context.actor.id.value));
        conflict->set("decided_at"_L1, context.now());
        context.tx.update(*conflict);
        answer(context, *conflict);
        return {};
    });
    module.handlers.insert(u"retry_refused"_s, retryRefused);
    module.handlers.insert(u"discard_refused"_s, discardRefused);
}

} // namespace fengqiao
