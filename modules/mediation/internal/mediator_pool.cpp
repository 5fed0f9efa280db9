#include <QCoreApplication>
#include <QJsonArray>

#include <access/entities.h>
#include <core/hanzi.h>
#include <grid/grid.h>

#include "cards.h"
#include "facts.h"
#include "handlers.h"
#include "matrix.h"
#include "session_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString poolPermission = u"mediator.keep"_s;

struct Pool {
    Q_DECLARE_TR_FUNCTIONS(Pool)
};

// What the declared relation is with, if the matter has it among its parties.
bool concerns(Reader &reader, const Row &conflict, const QList<Row> &parties)
{
    QString organisation = conflict.text("organisation_name"_L1);
    if (const auto unit = reader.find(organisationEntity(), conflict.uuid("unit"_L1)))
        organisation = unit->text("name"_L1);
    const QUuid person = conflict.uuid("person"_L1);
    return std::ranges::any_of(parties, [&](const Row &party) {
        if (!person.isNull() && party.uuid("person"_L1) == person)
            return true;
        return !organisation.isEmpty() && fold(party.text("organisation_name"_L1)) == fold(organisation);
    });
}

QList<Row> conflictsOf(Reader &reader, QUuid account)
{
    return reader.select(mediatorConflictEntity(), u"account = ? ORDER BY id"_s, {account});
}

std::optional<Row> profileOf(Reader &reader, QUuid account)
{
    QList<Row> rows = reader.select(mediatorEntity(), u"account = ? LIMIT 1"_s, {account});
    return rows.isEmpty() ? std::nullopt : std::optional<Row>(rows.takeFirst());
}

std::unexpected<Error> refuse(const ActionContext &context, ErrorKind kind, const QString &code, const QString &field,
                              const QString &sentence)
{
    return fail(kind, code, Pool::tr("%1 (rule %2); nothing was changed.").arg(sentence, context.ruleId()), field,
                context.ruleId());
}

// A mediator keeps the own leave, relations, languages and phone; the rest is for those who run the pool.
Result<> checkOwnProfile(const ActionContext &context)
{
    const Actor &actor = context.actor;
    if (holdsAll(context.rules, actor, poolPermission))
        return {};
    if (context.data.uuid("account"_L1) != actor.id.value)
        return refuse(context, ErrorKind::NotPermitted, u"mediator.not_own"_s, u"account"_s,
                      Pool::tr("A mediator keeps only the own profile"));
    const QStringList others = keptByOthers(context.rules, actor);
    for (const QString &field : others)
        if (const QByteArray name = field.toLatin1(); context.data.has(QLatin1StringView(name)))
            return refuse(context, ErrorKind::NotPermitted, u"mediator.field_not_own"_s, field,
                          Pool::tr("This is set by those who run the mediator pool"));
    return {};
}

void clear(ActionContext &context, const Entity &entity, QUuid account)
{
    for (Row &row : context.tx.select(entity, u"account = ?"_s, {account}))
        context.tx.remove(row);
}

Result<> addLeave(ActionContext &context, QUuid account)
{
    for (const Fields &given : context.data.records("leave"_L1)) {
        if (given.date("until"_L1) < given.date("from"_L1))
            return refuse(context, ErrorKind::Invalid, u"mediator.leave_wrong"_s, u"leave"_s,
                          Pool::tr("A leave ends on or after the day it begins"));
        Row row(mediatorLeaveEntity());
        row.set("account"_L1, QVariant(account));
        row.set("starts_on"_L1, given.value("from"_L1));
        row.set("ends_on"_L1, given.value("until"_L1));
        row.set("note"_L1, given.value("note"_L1));
        context.tx.insert(row);
    }
    return {};
}

void addConflicts(ActionContext &context, QUuid account)
{
    for (const Fields &given : context.data.records("conflicts"_L1)) {
        Row row(mediatorConflictEntity());
        row.set("account"_L1, QVariant(account));
        for (const QLatin1StringView field :
             {"person"_L1, "unit"_L1, "organisation_name"_L1, "ground"_L1, "relation"_L1})
            if (given.has(field))
                row.set(field, given.value(field));
        row.set("declared_at"_L1, context.now());
        row.set("declared_by"_L1, QVariant(context.actor.id.value));
        context.tx.insert(row);
    }
}

// Booked sessions that the new leave or relation stands against are named, not cancelled: a person decides.
void warnOfSessions(ActionContext &context, QUuid account)
{
    for (const Row &session : context.tx.select(
             sessionEntity(), u"mediator = ? AND starts_at > ? AND cancel_reason IS NULL ORDER BY starts_at"_s,
             {account, context.now().ms})) {
        const auto matter = context.tx.find(matterEntity(), session.uuid("matter"_L1));
        if (isOnLeave(context.tx, account, session.instant("starts_at"_L1).localDate()) ||
            (matter && !mediatorBar(context.tx, context.rules, *matter, account).code.isEmpty()))
            context.warn(Pool::tr("A session booked for %1 needs another mediator.")
                             .arg(session.instant("starts_at"_L1).display()));
    }
}

QStringList codes(const Row &row, QLatin1StringView field)
{
    QStringList list;
    for (const QJsonValue value : row.json(field).toArray())
        list << value.toString();
    return list;
}

QStringList words(const RuleSet &rules, QLatin1StringView list, const QStringList &codes)
{
    QStringList found;
    for (const QString &code : codes)
        found << rules.word(list, code);
    return found;
}

// Who leads the centre weighs them; the others only see that there are some.
QStringList relationsOf(ReadContext &context, const QList<Row> &conflicts, QUuid account)
{
    // Keeping the pool without reading matters, as the system administrator does, is not leading the centre.
    const bool leads =
        context.grant(poolPermission) == Grant::All && context.grant(matterKind().permission) == Grant::All;
    const bool entitled = leads || context.actor.id.value == account;
    QStringList relations;
    if (!entitled)
        return relations;
    for (const Row &conflict : conflicts) {
        QString with = conflict.text("organisation_name"_L1);
        if (const auto unit = context.tx.find(organisationEntity(), conflict.uuid("unit"_L1)))
            with = unit->text("name"_L1);
        else if (const auto person = context.tx.find(personEntity(), conflict.uuid("person"_L1)))
            with = personField(context, *person, "name"_L1, true);
        relations << Pool::tr("%1 (%2)", "with whom, on which ground")
                         .arg(with, context.rules.word("recuse_ground"_L1, conflict.text("ground"_L1)));
    }
    return relations;
}

void fillTimes(ReadContext &context, MediatorLine &line)
{
    const QDate today = context.now.localDate();
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    const Instant from = Instant::fromLocal(monday, QTime(0, 0));
    const Instant to = Instant::fromLocal(monday.addDays(7), QTime(0, 0));
    Query week = context.tx.query(
        u"SELECT count(DISTINCT s.id) FROM session s JOIN session_person p ON p.session = s.id AND p.deleted = 0 "
        "WHERE s.deleted = 0 AND s.cancel_reason IS NULL AND s.starts_at >= ? AND s.starts_at < ? AND p.account = ?"_s,
        {from.ms, to.ms, line.account});
    if (week.next())
        line.sessionsThisWeek = static_cast<int>(week.integer(0));
    Query next = context.tx.query(
        u"SELECT s.starts_at, r.name FROM session_person p JOIN session s ON s.id = p.session AND s.deleted = 0 "
        "JOIN room r ON r.id = s.room WHERE p.account = ? AND p.deleted = 0 AND s.cancel_reason IS NULL "
        "AND s.held_at IS NULL AND s.ends_at > ? ORDER BY s.starts_at LIMIT 1"_s,
        {line.account, context.now.ms});
    if (next.next()) {
        line.nextSession = next.instant(0);
        line.nextRoom = next.text(1);
    }
    const QList<Row> leave = context.tx.select(
        mediatorLeaveEntity(), u"account = ? AND ends_on >= ? ORDER BY starts_on LIMIT 1"_s, {line.account, today});
    if (!leave.isEmpty()) {
        line.leaveFrom = leave.first().date("starts_on"_L1);
        line.leaveUntil = leave.first().date("ends_on"_L1);
        line.onLeave = line.leaveFrom <= today;
    }
}

MediatorLine lineOf(ReadContext &context, const Row &mediator)
{
    MediatorLine line;
    line.account = mediator.uuid("account"_L1);
    line.name = context.accountName(line.account);
    line.active = mediator.flag("active"_L1);
    line.skills = codes(mediator, "skills"_L1);
    line.skillWords = words(context.rules, "dispute_type"_L1, line.skills);
    line.languages = codes(mediator, "languages"_L1);
    line.languageWords = words(context.rules, "language"_L1, line.languages);
    if (!mediator.isNull("committee"_L1))
        line.committeeWord = context.rules.word("committee_type"_L1, mediator.text("committee"_L1));
    line.chief = mediator.flag("chief"_L1);
    line.expert = mediator.flag("expert"_L1);
    line.room = mediator.uuid("room"_L1);
    if (const auto room = context.tx.find(roomEntity(), line.room))
        line.roomName = room->text("name"_L1);
    line.phone = context.masked(*mediatorEntity().field("phone"_L1), mediator.value("phone"_L1));
    line.capacity = static_cast<int>(mediator.integer("capacity"_L1));
    line.load = openMattersOf(context, line.account);
    const QList<Row> conflicts = conflictsOf(context.tx, line.account);
    line.conflicts = static_cast<int>(conflicts.size());
    line.relations = relationsOf(context, conflicts, line.account);
    fillTimes(context, line);
    return line;
}

} // namespace

MediatorBar mediatorBar(Reader &reader, const RuleSet &rules, const Row &matter, QUuid account)
{
    if (hasRecused(matter, account))
        return {u"recused"_s, Pool::tr("recused from this matter before")};
    const QList<Row> conflicts = conflictsOf(reader, account);
    if (conflicts.isEmpty())
        return {};
    const QList<Row> parties = reader.select(partyEntity(), u"matter = ?"_s, {matter.id()});
    for (const Row &conflict : conflicts)
        if (concerns(reader, conflict, parties))
            return {u"conflict"_s, Pool::tr("declared a relation to a party: %1")
                                       .arg(rules.word("recuse_ground"_L1, conflict.text("ground"_L1)))};
    return {};
}

bool isOnLeave(Reader &reader, QUuid account, QDate day)
{
    return reader.count(mediatorLeaveEntity(), u"account = ? AND ends_on >= ? AND starts_on <= ?"_s,
                        {account, day, day}) > 0;
}

void fillProfile(Row &mediator, const Fields &data)
{
    for (const QLatin1StringView field : {"skills"_L1, "languages"_L1})
        if (data.has(field))
            mediator.setJson(field, QJsonArray::fromStringList(data.codes(field)));
    for (const QLatin1StringView field :
         {"committee"_L1, "chief"_L1, "expert"_L1, "phone"_L1, "room"_L1, "capacity"_L1})
        if (data.has(field))
            mediator.set(field, data.value(field));
}

Result<> setMediator(ActionContext &context)
{
    if (auto own = checkOwnProfile(context); !own)
        return own;
    const QUuid account = context.data.uuid("account"_L1);
    auto mediator = profileOf(context.tx, account);
    if (!mediator)
        return refuse(context, ErrorKind::NotFound, u"mediator.unknown"_s, u"account"_s,
                      Pool::tr("This account is not in the mediator pool"));
    fillProfile(*mediator, context.data);
    if (context.data.has("active"_L1))
        mediator->set("active"_L1, context.data.value("active"_L1));
    context.tx.update(*mediator);
    if (context.data.flag("clear_leave"_L1))
        clear(context, mediatorLeaveEntity(), account);
    if (context.data.flag("clear_conflicts"_L1))
        clear(context, mediatorConflictEntity(), account);
    if (auto leave = addLeave(context, account); !leave)
        return leave;
    addConflicts(context, account);
    warnOfSessions(context, account);
    context.outcome.id = mediator->id();
    context.outcome.kind = QString(mediatorEntity().name);
    return {};
}

Result<> checkAssignedMediator(ActionContext &context)
{
    const Row *matter = subjectOf(context);
    const bool assigns = context.action() == "assign"_L1 || context.action() == "sign"_L1;
    if (!assigns || !matter || &matter->entity() != &matterEntity() || matter->isNull("mediator"_L1))
        return {};
    const QUuid account = matter->uuid("mediator"_L1);
    if (const MediatorBar bar = mediatorBar(context.tx, context.rules, *matter, account); !bar.code.isEmpty())
        return refuse(context, ErrorKind::Forbidden, u"matter.mediator_"_s + bar.code, u"mediator"_s,
                      Pool::tr("This mediator must not have the matter: %1").arg(bar.words));
    if (isOnLeave(context.tx, account, context.now().localDate()))
        context.warn(Pool::tr("The mediator is on leave today."));
    return {};
}

bool keepsMediator(const RuleSet &rules, const Actor &actor, QUuid account)
{
    const QString letters = lettersOf(rules, actor, poolPermission);
    return letters.contains(u'A') || (letters.contains(u'O') && actor.id.value == account);
}

QStringList keptByOthers(const RuleSet &rules, const Actor &actor)
{
    return holdsAll(rules, actor, poolPermission)
               ? QStringList()
               : rules.setting("mediator_pool_fields"_L1).split(u' ', Qt::SkipEmptyParts);
}

QList<MediatorLine> mediatorBoard(ReadContext &context)
{
    QList<MediatorLine> lines;
    for (const Row &mediator : context.tx.select(mediatorEntity(), u"active = 1 LIMIT 2000"_s))
        lines.append(lineOf(context, mediator));
    std::ranges::sort(lines, [](const MediatorLine &a, const MediatorLine &b) {
        return a.name != b.name ? a.name < b.name : a.account < b.account;
    });
    return lines;
}

} // namespace fengqiao
