#include <QCoreApplication>
#include <QJsonArray>

#include "areas.h"
#include "facts.h"
#include "session_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;

struct Sessions {
    Q_DECLARE_TR_FUNCTIONS(Sessions)
};

Row personRow(const SessionDraft &draft, const QString &role)
{
    Row row(sessionPersonEntity());
    row.set("session"_L1, QVariant(draft.session.id()));
    row.set("role"_L1, role);
    return row;
}

void addMediatorRow(SessionDraft &draft, QUuid account)
{
    for (const Row &known : std::as_const(draft.people))
        if (known.uuid("account"_L1) == account)
            return;
    Row row = personRow(draft, u"mediator"_s);
    row.set("account"_L1, QVariant(account));
    draft.people << row;
}

void addParties(Reader &reader, SessionDraft &draft, QUuid matter)
{
    for (const Row &party : comingParties(reader, matter, draft.session.text("side"_L1))) {
        const QUuid person = party.uuid("person"_L1);
        const QString organisation = party.text("organisation_name"_L1);
        if (std::ranges::any_of(draft.people, [&](const Row &known) {
                return person.isNull() ? !organisation.isEmpty() && known.text("organisation"_L1) == organisation
                                       : known.uuid("person"_L1) == person;
            }))
            continue;
        Row row = personRow(draft, u"party"_s);
        row.set("person"_L1, person.isNull() ? QVariant() : QVariant(person));
        row.set("organisation"_L1, organisation.isEmpty() ? QVariant() : QVariant(organisation));
        row.set("side"_L1, party.text("side"_L1));
        draft.people << row;
    }
}

void addOthers(SessionDraft &draft, const QList<Fields> &others)
{
    for (const Fields &other : others) {
        Row row = personRow(draft, other.text("role"_L1));
        for (const QLatin1StringView field : {"account"_L1, "name"_L1, "organisation"_L1})
            if (other.has(field))
                row.set(field, other.value(field));
        draft.people << row;
    }
}

void replaceWaits(SessionDraft &draft, const QList<Fields> &waits)
{
    draft.waits.clear();
    for (const Fields &wait : waits) {
        Row row(sessionWaitEntity());
        row.set("session"_L1, QVariant(draft.session.id()));
        for (const QLatin1StringView field : {"side"_L1, "room"_L1, "place"_L1, "arrives_at"_L1})
            if (wait.has(field))
                row.set(field, wait.value(field));
        draft.waits << row;
    }
}

void store(Writer &tx, QList<Row> &rows)
{
    for (Row &row : rows) {
        if (row.rowid() == 0)
            tx.insert(row);
        else
            tx.update(row);
    }
}

void answer(ActionContext &context, const SessionDraft &draft)
{
    const auto room = context.tx.find(roomEntity(), draft.session.uuid("room"_L1));
    context.outcome.extra = {{u"room"_s, room ? room->text("name"_L1) : QString()},
                             {u"starts_at"_s, draft.session.instant("starts_at"_L1).toIso()},
                             {u"ends_at"_s, draft.session.instant("ends_at"_L1).toIso()},
                             {u"people"_s, draft.people.size()}};
}

QUuid leadOf(const ActionContext &context)
{
    if (context.data.has("mediator"_L1))
        return context.data.uuid("mediator"_L1);
    const QUuid assigned = context.parent->uuid("mediator"_L1);
    return assigned.isNull() ? context.actor.id.value : assigned;
}

Result<> bookSession(ActionContext &context)
{
    SessionDraft draft{Row(sessionEntity()), {}, {}};
    Row &session = draft.session;
    const Fields &data = context.data;
    session.setId(IdSource::next(context.now()));
    session.set("room"_L1, QVariant(data.uuid("room"_L1)));
    session.set("starts_at"_L1, data.instant("starts_at"_L1));
    session.set("ends_at"_L1, data.has("ends_at"_L1)
                                  ? data.instant("ends_at"_L1)
                                  : Instant{data.instant("starts_at"_L1).ms + data.integer("minutes"_L1) * minuteMs});
    session.set("mediator"_L1, QVariant(leadOf(context)));
    session.set("form"_L1, data.has("form"_L1) ? data.text("form"_L1) : u"joint"_s);
    if (session.text("form"_L1) != "joint"_L1)
        session.set("side"_L1, data.value("side"_L1));
    session.set("accessible_needed"_L1, QVariant(data.flag("accessible_needed"_L1)));
    session.set("booked_by"_L1, QVariant(context.actor.id.value));
    addMediatorRow(draft, session.uuid("mediator"_L1));
    for (const Fields &more : data.records("co_mediators"_L1))
        addMediatorRow(draft, more.uuid("account"_L1));
    addParties(context.tx, draft, context.parent->id());
    addOthers(draft, data.records("others"_L1));
    replaceWaits(draft, data.records("waiting"_L1));
    if (auto checked = checkDraft(context, *context.parent, draft); !checked)
        return checked;
    store(context.tx, draft.people);
    store(context.tx, draft.waits);
    answer(context, draft);
    context.created = std::move(draft.session);
    return {};
}

// The lead changes; whoever else takes part stays.
void replaceLead(ActionContext &context, SessionDraft &draft, QUuid account)
{
    const QUuid before = draft.session.uuid("mediator"_L1);
    for (qsizetype i = draft.people.size() - 1; i >= 0; --i)
        if (draft.people.at(i).uuid("account"_L1) == before) {
            context.tx.remove(draft.people[i]);
            draft.people.removeAt(i);
        }
    addMediatorRow(draft, account);
    draft.session.set("mediator"_L1, QVariant(account));
}

Result<> moveSession(ActionContext &context)
{
    const Fields &data = context.data;
    Row &session = *context.subject;
    SessionDraft draft{session, peopleOf(context.tx, session.id()), waitsOf(context.tx, session.id())};
    const qint64 length = data.has("minutes"_L1)
                              ? data.integer("minutes"_L1) * minuteMs
                              : session.instant("ends_at"_L1).ms - session.instant("starts_at"_L1).ms;
    const qint64 later = data.instant("starts_at"_L1).ms - session.instant("starts_at"_L1).ms;
    draft.session.set("starts_at"_L1, data.instant("starts_at"_L1));
    draft.session.set("ends_at"_L1, Instant{data.instant("starts_at"_L1).ms + length});
    if (data.has("room"_L1))
        draft.session.set("room"_L1, QVariant(data.uuid("room"_L1)));
    if (data.has("mediator"_L1) && data.uuid("mediator"_L1) != session.uuid("mediator"_L1))
        replaceLead(context, draft, data.uuid("mediator"_L1));
    addParties(context.tx, draft, context.parent->id()); // parties found since it was booked
    for (Row &wait : draft.waits)
        if (!wait.isNull("arrives_at"_L1)) // staggered arrival moves along
            wait.set("arrives_at"_L1, Instant{wait.instant("arrives_at"_L1).ms + later});
    if (data.has("waiting"_L1)) {
        for (Row &old : draft.waits)
            context.tx.remove(old);
        replaceWaits(draft, data.records("waiting"_L1));
    }
    if (auto checked = checkDraft(context, *context.parent, draft); !checked)
        return checked;
    store(context.tx, draft.people);
    store(context.tx, draft.waits);
    answer(context, draft);
    for (const QLatin1StringView field : {"starts_at"_L1, "ends_at"_L1, "room"_L1, "mediator"_L1})
        session.set(field, draft.session.value(field));
    return {};
}

const Fields *absenceOf(const QList<Fields> &absent, const Row &person)
{
    for (const Fields &entry : absent) {
        const QUuid id = entry.uuid("person"_L1);
        if (id.isNull() ? entry.text("name"_L1) == person.text("name"_L1) : id == person.uuid("person"_L1))
            return &entry;
    }
    return nullptr;
}

void markPresence(const Fields &data, SessionDraft &draft)
{
    const QStringList sides = data.codes("sides_present"_L1);
    for (Row &person : draft.people) {
        const Fields *absence = absenceOf(data.records("absent"_L1), person);
        const bool isParty = person.text("role"_L1) == "party"_L1;
        person.set("present"_L1, QVariant(!absence && (!isParty || sides.contains(person.text("side"_L1)))));
        if (absence && absence->has("reason"_L1))
            person.set("absence_reason"_L1, absence->text("reason"_L1));
    }
    const qsizetype known = draft.people.size();
    addOthers(draft, data.records("also_present"_L1));
    for (qsizetype i = known; i < draft.people.size(); ++i)
        draft.people[i].set("present"_L1, QVariant(true));
}

// A joint session is one of both sides: if one did not come, the result says so.
bool lacksASide(const SessionDraft &draft, const Fields &data)
{
    if (draft.session.text("form"_L1) != "joint"_L1 || data.text("result"_L1) == "absent"_L1)
        return false;
    for (const QString &side : {u"applicant"_s, u"respondent"_s}) {
        const auto ofSide = [&](const Row &row) {
            return row.text("role"_L1) == "party"_L1 && row.text("side"_L1) == side;
        };
        if (std::ranges::any_of(draft.people, ofSide) &&
            std::ranges::none_of(draft.people, [&](const Row &row) { return ofSide(row) && row.flag("present"_L1); }))
            return true;
    }
    return false;
}

Result<> holdSession(ActionContext &context)
{
    Row &session = *context.subject;
    if (session.instant("starts_at"_L1) > context.now())
        return fail(ErrorKind::Forbidden, u"session.not_begun"_s,
                    Sessions::tr("This session begins at %1; it can be recorded from then on (rule %2).")
                        .arg(session.instant("starts_at"_L1).display(), context.ruleId()),
                    u"session"_s, context.ruleId());
    SessionDraft draft{session, peopleOf(context.tx, session.id()), {}};
    const QDate day = session.instant("starts_at"_L1).localDate();
    for (const Row &person : std::as_const(draft.people))
        if (person.text("role"_L1) == "mediator"_L1)
            if (auto free = checkSessionMediator(context, *context.parent, person.uuid("account"_L1), day); !free)
                return free;
    addParties(context.tx, draft, context.parent->id());
    markPresence(context.data, draft);
    if (lacksASide(draft, context.data))
        return fail(ErrorKind::Invalid, u"session.side_missing"_s,
                    Sessions::tr("A joint session needs both sides; if one did not come, choose that as the result "
                                 "(rule %1).")
                        .arg(context.ruleId()),
                    u"sides_present"_s, context.ruleId());
    store(context.tx, draft.people);
    session.set("held_at"_L1, context.now());
    return {};
}

// A matter that leaves mediation needs its rooms no longer; what has begun already is for its mediator to record.
Result<> freeRoomsOf(ActionContext &context)
{
    const Row *matter = subjectOf(context);
    if (!matter || &matter->entity() != &matterEntity())
        return {};
    const QStringList staying = context.rules.setting("session_states"_L1).split(u' ', Qt::SkipEmptyParts);
    if (staying.contains(matter->text("state"_L1)))
        return {};
    const RuleRow *cancel = context.rules.table("actions"_L1).find(u"cancel_session"_s);
    for (const Row &session :
         context.tx.select(sessionEntity(), u"matter = ? AND starts_at > ?"_s, {matter->id(), context.now().ms})) {
        if (!cancel || !cancel->list("from"_L1).contains(session.text("state"_L1)))
            continue;
        const auto done =
            context.runAsSystem(u"cancel_session"_s, {{u"session"_s, session.id().toString(QUuid::WithoutBraces)},
                                                      {u"reason"_s, u"matter_moved"_s}});
        if (!done)
            return fail(done.error());
    }
    return {};
}

Machine sessionMachine()
{
    Machine machine;
    machine.name = u"session"_s;
    machine.entity = &sessionEntity();
    machine.owns = [](Reader &reader, const Row &session, const Actor &actor) {
        return reader.count(sessionPersonEntity(), u"session = ? AND account = ?"_s, {session.id(), actor.id.value}) >
               0;
    };
    machine.parent = u"matter"_s;
    return machine;
}

QJsonObject sessionDetails(ReadContext &context, const Row &session)
{
    const bool maskNames =
        context.masksNames(matterKind(), *context.tx.find(matterEntity(), session.uuid("matter"_L1)));
    QJsonArray people;
    for (const Row &row : peopleOf(context.tx, session.id())) {
        QString name = context.accountName(row.uuid("account"_L1));
        if (const auto person = context.tx.find(personEntity(), row.uuid("person"_L1)); person)
            name = context.masked(*personEntity().field("name"_L1), person->value("name"_L1), maskNames);
        else if (name.isEmpty())
            name = context.masked(*sessionPersonEntity().field("name"_L1), row.value("name"_L1), maskNames);
        QJsonObject entry{{u"role"_s, row.text("role"_L1)},
                          {u"role_word"_s, context.rules.word("session_role"_L1, row.text("role"_L1))},
                          {u"name"_s, name.isEmpty() ? row.text("organisation"_L1) : name}};
        if (!row.isNull("side"_L1))
            entry.insert(u"side"_s, row.text("side"_L1));
        if (!row.isNull("present"_L1))
            entry.insert(u"present"_s, row.flag("present"_L1));
        people.append(entry);
    }
    QJsonArray waits;
    for (const Row &row : waitsOf(context.tx, session.id())) {
        const auto room = context.tx.find(roomEntity(), row.uuid("room"_L1));
        waits.append(
            QJsonObject{{u"side"_s, row.text("side"_L1)},
                        {u"place"_s, room ? room->text("name"_L1) : row.text("place"_L1)},
                        {u"arrives_at"_s,
                         row.instant("arrives_at"_L1).isNull() ? QString() : row.instant("arrives_at"_L1).toIso()}});
    }
    return {{u"people"_s, people}, {u"waiting"_s, waits}};
}

// Two desks that were apart may have booked the same room; whoever checks the file is told.
QList<VerifyFault> verifySessions(Reader &reader, const RuleSet &rules)
{
    Q_UNUSED(rules)
    QList<VerifyFault> faults;
    Query twice = reader.query(
        u"SELECT a.id, r.name FROM session a JOIN session b ON b.room = a.room AND b.id > a.id AND b.deleted = 0 "
        "AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at AND b.starts_at > a.starts_at - 86400000 "
        "JOIN room r ON r.id = a.room WHERE a.deleted = 0 "
        "AND a.cancel_reason IS NULL AND b.cancel_reason IS NULL"_s);
    while (twice.next())
        faults.append({u"session_rooms"_s, twice.uuid(0).toString(QUuid::WithoutBraces),
                       Sessions::tr("The room %1 is booked twice at the same time.").arg(twice.text(1))});
    return faults;
}

} // namespace

const RecordKind &sessionKind()
{
    static const RecordKind kind{u"session"_s,
                                 &sessionEntity(),
                                 u"matter.read"_s,
                                 {},
                                 u"matter IN (SELECT id FROM matter WHERE "_s + ownMatterSql() +
                                     u") OR id IN (SELECT session FROM session_person WHERE deleted = 0 AND "
                                     "account = ?)"_s,
                                 sessionDetails,
                                 &matterKind()};
    return kind;
}

void addSessions(Module &module)
{
    module.entities << &sessionEntity() << &sessionPersonEntity() << &sessionWaitEntity() << &mediatorLeaveEntity()
                    << &mediatorConflictEntity();
    module.machines << sessionMachine();
    module.kinds << sessionKind();
    module.handlers.insert(u"book_session"_s, bookSession);
    module.handlers.insert(u"move_session"_s, moveSession);
    module.handlers.insert(u"hold_session"_s, holdSession);
    module.handlers.insert(u"set_mediator"_s, setMediator);
    module.handlers.insert(u"set_room"_s, setRoom);
    module.afterTransition << checkAssignedMediator << freeRoomsOf;
    module.verifiers << verifySessions;
}

QVariant sessionsLookup(ActionContext &context, const Row &matter, const QString &name)
{
    if (name == "sessions_held"_L1)
        return context.tx.count(sessionEntity(), u"matter = ? AND held_at IS NOT NULL"_s, {matter.id()});
    if (name == "sessions_booked"_L1)
        return context.tx.count(sessionEntity(), u"matter = ? AND held_at IS NULL AND cancel_reason IS NULL"_s,
                                {matter.id()});
    return {};
}

} // namespace fengqiao
