#include <QCoreApplication>
#include <QJsonArray>

#include <access/entities.h>
#include <grid/demo.h>
#include <mediation/mediation.h>

#include "handlers.h"
#include "session_parts.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void answer(ActionContext &context, const Row &row)
{
    context.outcome.id = row.id();
    context.outcome.kind = QString(row.entity().name);
}

QJsonArray codesOf(const QString &cell)
{
    return QJsonArray::fromStringList(QString(cell).replace(u';', u' ').split(u' ', Qt::SkipEmptyParts));
}

QUuid seededAccount(Writer &tx, const QString &login)
{
    const auto account = tx.findBy(accountEntity(), "login"_L1, login);
    return account ? account->id() : QUuid();
}

} // namespace

Result<> addRoom(ActionContext &context)
{
    Row room(roomEntity());
    room.set("name"_L1, context.data.text("name"_L1));
    room.set("kind"_L1, context.data.text("kind"_L1));
    room.set("capacity"_L1, context.data.value("capacity"_L1));
    room.set("org"_L1, context.actor.area.county().digits());
    room.set("active"_L1, QVariant(true));
    fillRoom(room, context.data);
    context.tx.insert(room);
    answer(context, room);
    return {};
}

void fillRoom(Row &room, const Fields &data)
{
    for (const QLatin1StringView field :
         {"name"_L1, "capacity"_L1, "seats"_L1, "accessible"_L1, "waiting"_L1, "active"_L1})
        if (data.has(field))
            room.set(field, data.value(field));
}

// A room that goes out of use keeps its sessions: they are named, so that somebody moves them.
Result<> setRoom(ActionContext &context)
{
    auto room = context.tx.find(roomEntity(), context.data.uuid("room"_L1));
    if (!room)
        return fail(ErrorKind::NotFound, u"room.not_found"_s,
                    QCoreApplication::translate("Rooms", "This room does not exist; nothing was changed."), u"room"_s,
                    context.ruleId());
    fillRoom(*room, context.data);
    context.tx.update(*room);
    if (!room->flag("active"_L1))
        for (const Row &session :
             context.tx.select(sessionEntity(), u"starts_at > ? AND room = ? AND cancel_reason IS NULL"_s,
                               {context.now().ms, room->id()}))
            context.warn(QCoreApplication::translate("Rooms", "A session booked for %1 needs another room.")
                             .arg(session.instant("starts_at"_L1).display()));
    answer(context, *room);
    return {};
}

// A second profile of the same account replaces the first.
Result<> addMediator(ActionContext &context)
{
    const QUuid account = context.data.uuid("account"_L1);
    QList<Row> known = context.tx.select(mediatorEntity(), u"account = ? LIMIT 1"_s, {account});
    Row mediator = known.isEmpty() ? Row(mediatorEntity()) : known.takeFirst();
    mediator.set("account"_L1, QVariant(account));
    mediator.setJson("skills"_L1, QJsonArray::fromStringList(context.data.codes("skills"_L1)));
    mediator.set("room"_L1, QVariant(context.data.uuid("room"_L1)));
    mediator.set("capacity"_L1, context.data.value("capacity"_L1));
    mediator.set("org"_L1, context.actor.area.county().digits());
    mediator.set("active"_L1, QVariant(true));
    fillProfile(mediator, context.data);
    if (mediator.rowid() == 0)
        context.tx.insert(mediator);
    else
        context.tx.update(mediator);
    answer(context, mediator);
    return {};
}

Result<> seedMediation(Writer &tx, const RuleSet &, const NewCounty &county)
{
    if (!county.demo)
        return {};
    const auto rooms = readDemoTable(u"rooms.csv"_s);
    const auto mediators = readDemoTable(u"mediators.csv"_s);
    if (!rooms || !mediators)
        return fail(rooms ? mediators.error() : rooms.error());
    QHash<QString, QUuid> byName;
    for (const DemoRow &line : *rooms) {
        Row room(roomEntity());
        room.set("name"_L1, line.value(u"name"_s));
        room.set("kind"_L1, line.value(u"kind"_s));
        room.set("capacity"_L1, QVariant(line.value(u"capacity"_s).toLongLong()));
        room.set("org"_L1, county.county.digits());
        room.set("active"_L1, QVariant(true));
        room.set("demo"_L1, QVariant(true));
        room.set("seats"_L1, QVariant(line.value(u"seats"_s).toLongLong()));
        room.set("accessible"_L1, QVariant(line.value(u"accessible"_s) == u"1"_s));
        room.set("waiting"_L1, line.value(u"waiting"_s));
        tx.insert(room);
        byName.insert(line.value(u"name"_s), room.id());
    }
    for (const DemoRow &line : *mediators) {
        const QUuid account = seededAccount(tx, line.value(u"login"_s));
        if (account.isNull())
            continue; // the staff table names who has an account
        Row mediator(mediatorEntity());
        mediator.set("account"_L1, QVariant(account));
        mediator.setJson("skills"_L1, codesOf(line.value(u"skills"_s)));
        mediator.set("room"_L1, QVariant(byName.value(line.value(u"room"_s))));
        mediator.set("capacity"_L1, QVariant(line.value(u"capacity"_s).toLongLong()));
        mediator.set("org"_L1, county.county.digits());
        mediator.set("active"_L1, QVariant(true));
        mediator.set("demo"_L1, QVariant(true));
        mediator.setJson("languages"_L1, codesOf(line.value(u"languages"_s)));
        mediator.set("committee"_L1, line.value(u"committee"_s));
        mediator.set("chief"_L1, QVariant(line.value(u"chief"_s) == u"1"_s));
        mediator.set("expert"_L1, QVariant(line.value(u"expert"_s) == u"1"_s));
        mediator.set("phone"_L1, line.value(u"phone"_s));
        tx.insert(mediator);
    }
    return seedLevelCounts(tx, county);
}

} // namespace fengqiao
