#include <QCoreApplication>

#include <access/entities.h>

#include "session_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = qint64{24} * 60 * 60 * 1000;

struct Sessions {
    Q_DECLARE_TR_FUNCTIONS(Sessions)
};

std::unexpected<Error> refuse(const ActionContext &context, ErrorKind kind, const QString &code, const QString &field,
                              const QString &sentence)
{
    return fail(kind, u"session."_s + code,
                Sessions::tr("%1 (rule %2); nothing was changed.").arg(sentence, context.ruleId()), field,
                context.ruleId());
}

// Of another matter only the hours are said, never what it is.
QString hours(const Row &session)
{
    return session.instant("starts_at"_L1).display() + u'-' +
           session.instant("ends_at"_L1).local().toString(u"HH:mm"_s);
}

bool isMediator(const Row &person)
{
    return person.text("role"_L1) == "mediator"_L1;
}

Result<> checkRoom(ActionContext &context, const SessionDraft &draft)
{
    const auto room = context.tx.find(roomEntity(), draft.session.uuid("room"_L1));
    if (!room || !room->flag("active"_L1))
        return refuse(context, ErrorKind::NotFound, u"room_unknown"_s, u"room"_s,
                      Sessions::tr("This room does not exist or is out of use"));
    const qint64 seats = room->integer("seats"_L1);
    if (seats > 0 && draft.people.size() > seats)
        return refuse(context, ErrorKind::Invalid, u"seats_exceeded"_s, u"room"_s,
                      Sessions::tr("The room %1 has %2 seats and %3 people would take part")
                          .arg(room->text("name"_L1))
                          .arg(seats)
                          .arg(draft.people.size()));
    if (draft.session.flag("accessible_needed"_L1) && !room->flag("accessible"_L1))
        return refuse(context, ErrorKind::Invalid, u"room_not_accessible"_s, u"room"_s,
                      Sessions::tr("A step-free room is needed and %1 is not").arg(room->text("name"_L1)));
    return {};
}

Result<> checkTime(ActionContext &context, const SessionDraft &draft)
{
    const Instant from = draft.session.instant("starts_at"_L1);
    const Instant to = draft.session.instant("ends_at"_L1);
    if (to <= from || from.localDate() != Instant{to.ms - 1}.localDate())
        return refuse(context, ErrorKind::Invalid, u"ends_wrong"_s, u"ends_at"_s,
                      Sessions::tr("A session ends after it begins and on the same day"));
    if (from < context.now())
        return refuse(context, ErrorKind::Invalid, u"past"_s, u"starts_at"_s,
                      Sessions::tr("A session cannot be booked in the past"));
    if (!context.data.flag("outside_hours"_L1) && !isWorkTime(context.rules, context.calendar, from, to))
        return refuse(context, ErrorKind::Invalid, u"outside_hours"_s, u"starts_at"_s,
                      Sessions::tr("%1 is not within the working hours of a working day; confirm that this is meant")
                          .arg(hours(draft.session)));
    return {};
}

// Sides that threatened or struck each other must not meet in the corridor.
Result<> checkWaiting(ActionContext &context, const Row &matter, const SessionDraft &draft)
{
    QStringList sides;
    QStringList places;
    for (const Row &wait : draft.waits) {
        const QUuid room = wait.uuid("room"_L1);
        const QString place = room.isNull() ? wait.text("place"_L1) : room.toString();
        const QString where = place + u'|' + QString::number(wait.instant("arrives_at"_L1).ms);
        if (room == draft.session.uuid("room"_L1) && !room.isNull())
            return refuse(context, ErrorKind::Invalid, u"waiting_in_room"_s, u"waiting"_s,
                          Sessions::tr("A side cannot wait in the room of the session"));
        if (sides.contains(wait.text("side"_L1)) || places.contains(where))
            return refuse(context, ErrorKind::Invalid, u"waiting_together"_s, u"waiting"_s,
                          Sessions::tr("Each side waits once, and not where and when another side waits"));
        if (wait.instant("arrives_at"_L1) > draft.session.instant("ends_at"_L1))
            return refuse(context, ErrorKind::Invalid, u"arrives_late"_s, u"waiting"_s,
                          Sessions::tr("A side would arrive after the session has ended"));
        sides << wait.text("side"_L1);
        places << where;
    }
    const QStringList hostile = context.rules.setting("hostile_conduct"_L1).split(u' ', Qt::SkipEmptyParts);
    if (draft.session.text("form"_L1) == "joint"_L1 && hostile.contains(matter.text("conduct"_L1)) && sides.size() < 2)
        return refuse(context, ErrorKind::Invalid, u"waiting_missing"_s, u"waiting"_s,
                      Sessions::tr("The parties threatened or hurt each other: say where each side waits, apart from "
                                   "the other, or when it arrives"));
    return {};
}

// The room itself, and rooms where a side waits, are for one session at a time.
Result<> checkRoomsFree(ActionContext &context, const SessionDraft &draft, const Row &other, const QList<Row> &waits)
{
    QSet<QUuid> taken{other.uuid("room"_L1)};
    for (const Row &wait : waits)
        taken.insert(wait.uuid("room"_L1));
    if (taken.contains(draft.session.uuid("room"_L1)))
        return refuse(context, ErrorKind::Conflict, u"room_taken"_s, u"room"_s,
                      Sessions::tr("The room is taken: %1").arg(hours(other)));
    for (const Row &wait : draft.waits)
        if (const QUuid room = wait.uuid("room"_L1); !room.isNull() && taken.contains(room))
            return refuse(context, ErrorKind::Conflict, u"waiting_room_taken"_s, u"waiting"_s,
                          Sessions::tr("The room to wait in is taken: %1").arg(hours(other)));
    return {};
}

Result<> checkPeopleFree(ActionContext &context, const SessionDraft &draft, const Row &other, const QList<Row> &people)
{
    QSet<QUuid> busy;
    for (const Row &person : people) {
        busy.insert(person.uuid("account"_L1));
        busy.insert(person.uuid("person"_L1));
    }
    busy.remove(QUuid());
    for (const Row &person : draft.people) {
        if (busy.contains(person.uuid("person"_L1)))
            return refuse(context, ErrorKind::Conflict, u"party_taken"_s, u"starts_at"_s,
                          Sessions::tr("A party is expected in another session then: %1").arg(hours(other)));
        if (!busy.contains(person.uuid("account"_L1)))
            continue;
        if (isMediator(person))
            return refuse(context, ErrorKind::Conflict, u"mediator_taken"_s, u"mediator"_s,
                          Sessions::tr("The mediator is in another session then: %1").arg(hours(other)));
        return refuse(
            context, ErrorKind::Conflict, u"colleague_taken"_s, u"others"_s,
            Sessions::tr("A colleague who should take part is in another session then: %1").arg(hours(other)));
    }
    return {};
}

// Units mediate what they lead or help with; their officers are not in the pool.
bool isOfUnit(Reader &reader, const Row &matter, const Row &account)
{
    const QUuid unit = account.uuid("unit"_L1);
    return !unit.isNull() && (matter.uuid("lead_unit"_L1) == unit ||
                              reader.count(coUnitEntity(), u"matter = ? AND unit = ?"_s, {matter.id(), unit}) > 0);
}

} // namespace

Result<> checkSessionMediator(ActionContext &context, const Row &matter, QUuid account, QDate day)
{
    const auto person = context.tx.find(accountEntity(), account);
    const bool inPool = context.tx.count(mediatorEntity(), u"account = ? AND active = 1"_s, {account}) > 0;
    if (!person || (!inPool && !isOfUnit(context.tx, matter, *person)))
        return refuse(context, ErrorKind::NotFound, u"mediator_unknown"_s, u"mediator"_s,
                      Sessions::tr("This account is not an active mediator"));
    if (const MediatorBar bar = mediatorBar(context.tx, context.rules, matter, account); !bar.code.isEmpty())
        return refuse(context, ErrorKind::Forbidden, u"mediator_"_s + bar.code, u"mediator"_s,
                      Sessions::tr("This mediator must not have the matter: %1").arg(bar.words));
    if (isOnLeave(context.tx, account, day))
        return refuse(context, ErrorKind::Conflict, u"mediator_on_leave"_s, u"mediator"_s,
                      Sessions::tr("%1 is on leave that day").arg(person->text("name"_L1)));
    return {};
}

Result<> checkDraft(ActionContext &context, const Row &matter, const SessionDraft &draft)
{
    if (auto time = checkTime(context, draft); !time)
        return time;
    if (auto room = checkRoom(context, draft); !room)
        return room;
    const Instant from = draft.session.instant("starts_at"_L1);
    for (const Row &person : draft.people)
        if (isMediator(person))
            if (auto mediator = checkSessionMediator(context, matter, person.uuid("account"_L1), from.localDate());
                !mediator)
                return mediator;
    if (auto waiting = checkWaiting(context, matter, draft); !waiting)
        return waiting;
    // One writer at a time: what is free here is free when the booking is stored.
    const QList<Row> others =
        sessionsBetween(context.tx, context.rules, from, draft.session.instant("ends_at"_L1), draft.session.id());
    for (const Row &other : others) {
        if (auto rooms = checkRoomsFree(context, draft, other, waitsOf(context.tx, other.id())); !rooms)
            return rooms;
        if (auto people = checkPeopleFree(context, draft, other, peopleOf(context.tx, other.id())); !people)
            return people;
    }
    return {};
}

QList<Row> sessionsBetween(Reader &reader, const RuleSet &rules, Instant from, Instant to, QUuid except)
{
    QVariantList binds;
    QStringList marks;
    for (const RuleRow *state : rules.table("states"_L1).where("machine"_L1, QString(sessionEntity().name)))
        if (!state->flag("uncounted"_L1)) { // a cancelled session takes nothing
            binds << state->text("state"_L1);
            marks << u"?"_s;
        }
    binds << to.ms << from.ms - dayMs << from.ms;
    QList<Row> rows = reader.select(sessionEntity(),
                                    u"state IN (%1) AND starts_at < ? AND starts_at > ? AND ends_at > ? "
                                    "ORDER BY starts_at"_s.arg(marks.join(u", "_s)),
                                    binds);
    rows.removeIf([except](const Row &row) { return row.id() == except; });
    return rows;
}

QList<Row> peopleOf(Reader &reader, QUuid session)
{
    return reader.select(sessionPersonEntity(), u"session = ? ORDER BY id"_s, {session});
}

QList<Row> waitsOf(Reader &reader, QUuid session)
{
    return reader.select(sessionWaitEntity(), u"session = ? ORDER BY id"_s, {session});
}

QList<Row> comingParties(Reader &reader, QUuid matter, const QString &side)
{
    QList<Row> parties = reader.select(partyEntity(), u"matter = ? ORDER BY id"_s, {matter});
    QSet<QString> represented;
    for (const Row &party : parties)
        if (party.text("role"_L1) == "representative"_L1)
            represented.insert(party.text("side"_L1));
    parties.removeIf([&](const Row &party) {
        const QString own = party.text("side"_L1);
        const bool stays =
            represented.contains(own) && (party.text("role"_L1) == "party"_L1 || party.isNull("role"_L1));
        return stays || (!side.isEmpty() && own != side);
    });
    return parties;
}

} // namespace fengqiao
