#include <QCoreApplication>

#include <core/locale.h>

#include "cards.h"
#include "session_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr int mostDays = 31;

struct Calendar {
    Q_DECLARE_TR_FUNCTIONS(RoomCalendar)
};

QList<Row> activeRooms(Reader &reader)
{
    return reader.select(roomEntity(), u"active = 1 ORDER BY kind, name LIMIT 100"_s);
}

CalendarRoom roomOf(const RuleSet &rules, const Row &room)
{
    return {room.id(),
            room.text("name"_L1),
            room.text("kind"_L1),
            tableWord(rules, "room_kinds"_L1, room.text("kind"_L1)),
            static_cast<int>(room.integer("seats"_L1)),
            room.flag("accessible"_L1),
            room.text("waiting"_L1)};
}

bool takesPart(const QList<Row> &people, QUuid account)
{
    return std::ranges::any_of(people, [account](const Row &row) { return row.uuid("account"_L1) == account; });
}

QString waitingWords(ReadContext &context, const QList<Row> &waits)
{
    QStringList parts;
    for (const Row &wait : waits) {
        const auto room = context.tx.find(roomEntity(), wait.uuid("room"_L1));
        QStringList where;
        if (room || !wait.isNull("place"_L1))
            where << (room ? room->text("name"_L1) : wait.text("place"_L1));
        if (!wait.isNull("arrives_at"_L1))
            where << Calendar::tr("from %1", "arrives").arg(wait.instant("arrives_at"_L1).local().toString(u"HH:mm"_s));
        parts << Calendar::tr("%1: %2", "side: where it waits")
                     .arg(context.rules.word("party_side"_L1, wait.text("side"_L1)), where.join(u' '));
    }
    return joinedClauses(parts);
}

// What is no business of this person is time that is taken, and nothing else.
SessionCard cardOfSession(ReadContext &context, const Row &session, const QList<Row> &waits)
{
    SessionCard card;
    card.id = session.id();
    card.room = session.uuid("room"_L1);
    card.from = session.instant("starts_at"_L1);
    card.to = session.instant("ends_at"_L1);
    card.state = session.text("state"_L1);
    card.title = Calendar::tr("Occupied");
    const auto matter = context.tx.find(matterEntity(), session.uuid("matter"_L1));
    const QList<Row> people = peopleOf(context.tx, session.id());
    const bool part = takesPart(people, context.actor.id.value);
    if (const RuleRow *state = context.rules.table("states"_L1).find(card.state)) {
        card.stateWord = state->word();
        card.open = !state->flag("terminal"_L1);
    }
    if (!matter || !context.maySee(sessionKind(), session))
        return card;
    card.seen = true;
    card.own = part || context.owns(matterKind(), *matter);
    card.apart = !waits.isEmpty();
    card.matter = matter->id();
    const MatterCard head = cardOf(context, *matter);
    card.title = head.title;
    card.number = head.number;
    card.mediatorId = session.uuid("mediator"_L1);
    card.mediator = context.accountName(card.mediatorId);
    card.modeWord = context.rules.word("session_mode"_L1, session.text("mode"_L1));
    card.formWord = context.rules.word("session_form"_L1, session.text("form"_L1));
    card.waiting = waitingWords(context, waits);
    card.people = static_cast<int>(people.size());
    if (!session.isNull("result"_L1))
        card.resultWord = context.rules.word("session_result"_L1, session.text("result"_L1));
    return card;
}

// What a wish collides with, gathered once for the days looked through.
struct Busy {
    QSet<QUuid> rooms;
    QSet<QUuid> who;
    Instant from;
    Instant to;
};

QList<Busy> busyTimes(ReadContext &context, Instant from, Instant to, QUuid except)
{
    QList<Busy> busy;
    for (const Row &session : sessionsBetween(context.tx, context.rules, from, to, except)) {
        Busy time{{session.uuid("room"_L1)}, {}, session.instant("starts_at"_L1), session.instant("ends_at"_L1)};
        for (const Row &wait : waitsOf(context.tx, session.id()))
            time.rooms.insert(wait.uuid("room"_L1));
        for (const Row &person : peopleOf(context.tx, session.id()))
            time.who << person.uuid("account"_L1) << person.uuid("person"_L1);
        time.who.remove(QUuid());
        time.rooms.remove(QUuid());
        busy.append(std::move(time));
    }
    return busy;
}

bool suits(const Row &room, const SlotWish &wish)
{
    if (!wish.room.isNull() && room.id() != wish.room)
        return false;
    if (!wish.roomKind.isEmpty() && room.text("kind"_L1) != wish.roomKind)
        return false;
    const qint64 seats = room.integer("seats"_L1);
    return (seats == 0 || seats >= wish.seats) && (!wish.accessible || room.flag("accessible"_L1));
}

struct Search {
    SlotWish wish;
    QList<Row> rooms;
    QSet<QUuid> who; // accounts and persons that must be free
    QUuid mediator;
    qint64 length = 0;
    qint64 step = 0;
    QList<FreeSlot> found;
};

void takeSlots(Search &search, const QList<Busy> &busy, Instant from)
{
    const Instant to{from.ms + search.length};
    QSet<QUuid> taken;
    for (const Busy &time : busy) {
        if (time.from >= to || time.to <= from)
            continue;
        if (time.who.intersects(search.who))
            return;
        taken.unite(time.rooms);
    }
    for (const Row &room : std::as_const(search.rooms))
        if (!taken.contains(room.id()) && search.found.size() < search.wish.limit)
            search.found.append({room.id(), room.text("name"_L1), from, to});
}

void searchDay(ReadContext &context, Search &search, QDate day)
{
    const Instant midnight = Instant::fromLocal(day, QTime(0, 0));
    const QList<Busy> busy =
        busyTimes(context, midnight, Instant::fromLocal(day.addDays(1), QTime(0, 0)), search.wish.session);
    for (const WorkPart &part : workParts(context.rules)) {
        const qint64 end = Instant::fromLocal(day, part.until).ms;
        for (qint64 at = Instant::fromLocal(day, part.from).ms; at + search.length <= end; at += search.step) {
            if (search.found.size() >= search.wish.limit)
                return;
            if (at >= search.wish.from.ms)
                takeSlots(search, busy, Instant{at});
        }
    }
}

} // namespace

QList<WorkPart> workParts(const RuleSet &rules)
{
    QList<WorkPart> parts;
    for (const QString &text : rules.setting("work_hours"_L1).split(u' ', Qt::SkipEmptyParts)) {
        const WorkPart part{QTime::fromString(text.section(u'-', 0, 0), u"HH:mm"_s),
                            QTime::fromString(text.section(u'-', 1), u"HH:mm"_s)};
        if (part.from.isValid() && part.until.isValid() && part.from < part.until)
            parts.append(part);
    }
    return parts;
}

bool isWorkTime(const RuleSet &rules, const WorkCalendar &calendar, Instant from, Instant to)
{
    const QDate day = from.localDate();
    if (!calendar.isWorkingDay(day))
        return false;
    return std::ranges::any_of(workParts(rules), [&](const WorkPart &part) {
        return from >= Instant::fromLocal(day, part.from) && to <= Instant::fromLocal(day, part.until);
    });
}

RoomCalendar roomDay(ReadContext &context, QDate from, QDate until)
{
    RoomCalendar calendar;
    calendar.hours = workParts(context.rules);
    calendar.stepMinutes = context.rules.settingNumber("slot_minutes"_L1);
    for (QDate day = from; day <= until && calendar.days.size() < mostDays; day = day.addDays(1))
        calendar.days.append({day, context.calendar.isWorkingDay(day), context.calendar.dayName(day)});
    if (calendar.days.isEmpty())
        return calendar;
    QHash<QUuid, QString> names;
    for (const Row &room : activeRooms(context.tx)) {
        calendar.rooms.append(roomOf(context.rules, room));
        names.insert(room.id(), room.text("name"_L1));
    }
    const QList<Row> sessions = sessionsBetween(context.tx, context.rules, Instant::fromLocal(from, QTime(0, 0)),
                                                Instant::fromLocal(calendar.days.last().date.addDays(1), QTime(0, 0)));
    for (const Row &session : sessions) {
        const QList<Row> waits = waitsOf(context.tx, session.id());
        SessionCard card = cardOfSession(context, session, waits);
        card.roomName = names.value(card.room);
        calendar.sessions.append(card);
        card.serves = true;
        for (const Row &wait : waits)
            if (names.contains(wait.uuid("room"_L1))) {
                card.room = wait.uuid("room"_L1);
                card.roomName = names.value(card.room);
                calendar.sessions.append(card);
            }
    }
    return calendar;
}

QList<SessionCard> sessionsOf(ReadContext &context, QUuid matter)
{
    QList<SessionCard> cards;
    const auto row = context.tx.find(matterEntity(), matter);
    if (!row || !context.maySee(matterKind(), *row))
        return cards;
    for (const Row &session :
         context.tx.select(sessionEntity(), u"matter = ? ORDER BY starts_at LIMIT 500"_s, {matter})) {
        SessionCard card = cardOfSession(context, session, waitsOf(context.tx, session.id()));
        if (const auto room = context.tx.find(roomEntity(), card.room))
            card.roomName = room->text("name"_L1);
        cards.append(std::move(card));
    }
    return cards;
}

QList<FreeSlot> freeSlots(ReadContext &context, const SlotWish &wish)
{
    Search search{wish, {}, {}, wish.mediator, 0, 0, {}};
    search.wish.from = std::max(wish.from, context.now);
    search.length = (wish.minutes > 0 ? wish.minutes : context.rules.settingNumber("session_minutes"_L1)) * minuteMs;
    search.step = std::max(1, context.rules.settingNumber("slot_minutes"_L1)) * minuteMs;
    for (const Row &room : activeRooms(context.tx))
        if (suits(room, wish))
            search.rooms.append(room);
    const auto matter = context.tx.find(matterEntity(), wish.matter);
    if (matter && context.maySee(matterKind(), *matter)) {
        if (search.mediator.isNull())
            search.mediator = matter->uuid("mediator"_L1);
        for (const Row &party : comingParties(context.tx, matter->id(), {}))
            search.who.insert(party.uuid("person"_L1));
    }
    search.who.insert(search.mediator);
    search.who.remove(QUuid());
    if (search.rooms.isEmpty() || search.length <= 0)
        return {};
    const int days = context.rules.settingNumber("slot_search_days"_L1);
    QDate day = search.wish.from.localDate();
    for (int i = 0; i < days && search.found.size() < wish.limit; ++i, day = day.addDays(1))
        if (context.calendar.isWorkingDay(day) &&
            (search.mediator.isNull() || !isOnLeave(context.tx, search.mediator, day)))
            searchDay(context, search, day);
    return search.found;
}

} // namespace fengqiao
