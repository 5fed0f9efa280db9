#include <QCoreApplication>
#include <QJsonArray>

#include <access/entities.h>
#include <core/hanzi.h>
#include <mediation/mediation.h>

#include "facts.h"
#include "handlers.h"
#include "refusal.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Matters", text);
}

// The kinds of room that triage named: the row's own, or what a person put in their place.
QStringList roomKinds(const ActionContext &context, const Row &matter)
{
    const QString own = matter.text("room_kind"_L1);
    if (matter.flag("triage_overridden"_L1))
        return own.isEmpty() ? QStringList() : QStringList{own};
    const RuleRow *row = context.rules.table("triage"_L1).find(matter.text("triage_row"_L1));
    QStringList kinds = row ? row->list("rooms"_L1) : QStringList();
    kinds.removeAll(u"-"_s);
    return kinds;
}

Result<> checkRoom(ActionContext &context)
{
    if (!context.data.has("room"_L1))
        return {};
    const auto room = context.tx.find(roomEntity(), context.data.uuid("room"_L1));
    if (!room || !room->flag("active"_L1))
        return refuse(
            context, ErrorKind::NotFound, u"matter.room_unknown"_s, u"room"_s,
            say(QT_TRANSLATE_NOOP("Matters", "This room does not exist or is closed; nothing was assigned.")));
    const QStringList kinds = roomKinds(context, *context.subject);
    if (!kinds.isEmpty() && !kinds.contains(room->text("kind"_L1)) && !context.data.has("reason"_L1))
        return refuse(context, ErrorKind::Invalid, u"matter.room_kind"_s, u"room"_s,
                      say(QT_TRANSLATE_NOOP("Matters", "The triage table names another kind of room; to use this one, "
                                                       "give a reason.")));
    context.subject->set("room_kind"_L1, room->text("kind"_L1));
    const qint64 capacity = room->integer("capacity"_L1);
    // Counted over all matters that still hold the room; the board shows the same ones.
    if (capacity > 0 && context.tx.count(matterEntity(), u"room = ? AND outcome IS NULL AND id <> ?"_s,
                                         {room->id(), context.subject->id()}) >= capacity)
        context.warn(say(QT_TRANSLATE_NOOP("Matters", "This room has as many matters as it can take.")));
    return {};
}

void hintConflict(ActionContext &context, const QString &name)
{
    for (const Row &party :
         context.tx.select(partyEntity(), u"matter = ? AND person IS NOT NULL"_s, {context.subject->id()})) {
        const auto person = context.tx.find(personEntity(), party.uuid("person"_L1));
        if (person && fold(person->text("name"_L1)) == fold(name))
            context.warn(say(QT_TRANSLATE_NOOP("Matters", "The mediator has the same name as a party; please make sure "
                                                          "that there is no conflict of interest.")));
    }
}

Result<> checkMediator(ActionContext &context)
{
    if (!context.data.has("mediator"_L1))
        return {};
    const QUuid account = context.data.uuid("mediator"_L1);
    const QList<Row> profile = context.tx.select(mediatorEntity(), u"account = ? AND active = 1 LIMIT 1"_s, {account});
    const auto person = context.tx.find(accountEntity(), account);
    if (profile.isEmpty() || !person)
        return refuse(
            context, ErrorKind::NotFound, u"matter.mediator_unknown"_s, u"mediator"_s,
            say(QT_TRANSLATE_NOOP("Matters", "This account is not an active mediator; nothing was assigned.")));
    if (hasRecused(*context.subject, account))
        return refuse(context, ErrorKind::Forbidden, u"matter.mediator_recused"_s, u"mediator"_s,
                      say(QT_TRANSLATE_NOOP("Matters", "This mediator has recused from the matter; choose another.")));
    hintConflict(context, person->text("name"_L1));
    return {};
}

} // namespace

bool hasRecused(const Row &matter, QUuid account)
{
    return matter.json("recused"_L1).toArray().contains(account.toString(QUuid::WithoutBraces));
}

Result<> assignMatter(ActionContext &context)
{
    if (auto room = checkRoom(context); !room)
        return room;
    if (auto mediator = checkMediator(context); !mediator)
        return mediator;
    Row &matter = *context.subject;
    matter.set("assigned_at"_L1, context.now());
    matter.set("signed_at"_L1, QVariant());
    return {};
}

Result<> signMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    matter.set("signed_at"_L1, context.now());
    if (context.actor.is("MED"_L1))
        matter.set("mediator"_L1, QVariant(context.actor.id.value));
    return {};
}

// The matter goes back to be assigned anew; its clocks go on (B11).
Result<> recuseFromMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    if (const QUuid mediator = matter.uuid("mediator"_L1); !mediator.isNull()) {
        QJsonArray recused = matter.json("recused"_L1).toArray();
        recused.append(mediator.toString(QUuid::WithoutBraces));
        matter.setJson("recused"_L1, recused);
    }
    matter.set("mediator"_L1, QVariant());
    matter.set("signed_at"_L1, QVariant());
    return {};
}

Result<> raiseEmergency(ActionContext &context)
{
    Row &matter = *context.subject;
    matter.set("danger"_L1, QVariant(true));
    sealIfNeeded(context, matter);
    return {};
}

// Safe to proceed: what the competent body has settled is no longer a present danger.
Result<> handBackMatter(ActionContext &context)
{
    context.subject->set("danger"_L1, QVariant(false));
    context.subject->set("dv_present"_L1, QVariant(false));
    return {};
}

} // namespace fengqiao
