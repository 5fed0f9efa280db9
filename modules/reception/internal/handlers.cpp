#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <mediation/mediation.h>
#include <reception/reception.h>

#include "reception_kinds.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Handlers {
    Q_DECLARE_TR_FUNCTIONS(Reception)
};

void tie(ActionContext &context, QUuid visit, QUuid person, const QString &role)
{
    Row link(visitPersonEntity());
    link.set("visit"_L1, visit);
    link.set("person"_L1, person);
    link.set("role"_L1, role);
    context.tx.insert(link);
}

// Whoever is named becomes a person of this visit; a visit for advice alone leaves a name on the slip and no person.
Result<> tieAll(ActionContext &context, QUuid visit, QLatin1StringView field, const QString &role)
{
    for (const Fields &person : context.data.records(field)) {
        const Result<QUuid> id = findOrMakePerson(context, person);
        if (!id)
            return fail(id.error());
        tie(context, visit, *id, person.has("role"_L1) ? person.text("role"_L1) : role);
    }
    return {};
}

// Who is called when only a person on file was chosen: the first of those who came.
QVariant calledName(ActionContext &context, QUuid visit)
{
    Query first =
        context.tx.query(u"SELECT p.name FROM visit_person v JOIN person p ON p.id = v.person WHERE v.visit = ? "
                         "ORDER BY v.rowid LIMIT 1"_s,
                         {visit});
    return first.next() ? first.value(0) : QVariant();
}

void number(ActionContext &context, Row &visit, QDate day)
{
    const QString period = day.toString(u"yyyyMMdd"_s);
    const qint64 serial = context.tx.nextNumber(u"visit"_s, period);
    visit.set("number"_L1,
              u"%1-%2-%3-%4"_s.arg(context.rules.setting("visit_prefix"_L1), context.tx.identity().centre, period)
                  .arg(serial, 4, 10, QChar(u'0')));
    visit.set("ticket"_L1, u"%1%2"_s.arg(context.rules.setting("ticket_prefix"_L1)).arg(serial, 3, 10, QChar(u'0')));
}

// A01. What a clerk need not type is filled here: the arrival is now, the first contact is the clerk (首问负责), the
// notice is the one in force.
Result<> registerVisit(ActionContext &context)
{
    const Fields &data = context.data;
    const Instant arrived = data.has("arrived_at"_L1) ? data.instant("arrived_at"_L1) : context.now();
    if (arrived > context.now())
        return fail(ErrorKind::Invalid, u"visit.arrivedat_future"_s,
                    Handlers::tr("The arrival time %1 lies in the future. Give the time at which the visitor came.")
                        .arg(arrived.display()),
                    u"arrived_at"_s, context.ruleId());
    Row visit(visitEntity());
    visit.setId(IdSource::next(context.now()));
    visit.set("org"_L1, context.actor.area.digits());
    visit.set("day"_L1, QVariant(arrived.localDate()));
    visit.set("arrived_at"_L1, arrived);
    visit.set("channel"_L1,
              data.has("channel"_L1) ? data.text("channel"_L1) : context.rules.setting("visit_channel"_L1));
    visit.set("notice_version"_L1, data.has("notice_version"_L1) ? data.text("notice_version"_L1)
                                                                 : context.rules.setting("privacy_notice_version"_L1));
    visit.set("first_contact"_L1, data.has("first_contact"_L1) ? QVariant(data.uuid("first_contact"_L1))
                                                               : QVariant(context.actor.id.value));
    visit.set("repeat_visit"_L1, QVariant(false));
    number(context, visit, arrived.localDate());
    for (const auto &[field, role] :
         {std::pair{"visitors"_L1, u"visitor"_s}, {"representatives"_L1, u"representative"_s}})
        if (const Result<> tied = tieAll(context, visit.id(), field, role); !tied)
            return tied;
    if (!data.has("visitor_name"_L1))
        visit.set("visitor_name"_L1, calledName(context, visit.id()));
    context.created = std::move(visit);
    return {};
}

// A02. Whoever receives is the one who acts, unless another officer is named.
Result<> receiveVisit(ActionContext &context)
{
    Row &visit = *context.subject;
    visit.set("started_at"_L1,
              context.data.has("started_at"_L1) ? context.data.instant("started_at"_L1) : context.now());
    visit.set("receiver"_L1, context.data.has("receiver"_L1) ? QVariant(context.data.uuid("receiver"_L1))
                                                             : QVariant(context.actor.id.value));
    if (visit.isNull("called_at"_L1))
        visit.set("called_at"_L1, context.now());
    return {};
}

// The part of one action's data that another action asks for too.
QJsonObject sharedFields(const ActionContext &context, const QString &action)
{
    const QJsonObject given = context.data.toJson();
    QJsonObject shared;
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, action))
        if (const QString name = field->text("field"_L1); given.contains(name))
            shared.insert(name, given.value(name));
    return shared;
}

// Whoever came as a party is found by this visit later: the parties on the side that the visitor takes.
void tieParties(ActionContext &context, const Row &visit, QUuid matter, const QString &side)
{
    Query parties =
        context.tx.query(u"SELECT person FROM party WHERE matter = ? AND side = ? AND person IS NOT NULL AND "
                         "deleted = 0 AND person NOT IN "
                         "(SELECT person FROM visit_person WHERE visit = ? AND deleted = 0)"_s,
                         {matter.toRfc4122(), side, visit.id().toRfc4122()});
    QList<QUuid> newcomers;
    while (parties.next())
        newcomers << parties.uuid(0);
    for (const QUuid &person : std::as_const(newcomers))
        tie(context, visit.id(), person, side);
}

// A06 fires B01 in the same transaction; the matter takes the visit's claim as its facts unless others are given.
Result<> openMatter(ActionContext &context)
{
    Row &visit = *context.subject;
    QJsonObject data = sharedFields(context, u"register_matter"_s);
    if (!data.contains(u"channel"_s))
        data.insert(u"channel"_s, context.rules.setting("window_channel"_L1));
    if (!data.contains(u"facts"_s) && !visit.isNull("claim"_L1))
        data.insert(u"facts"_s, visit.text("claim"_L1));
    data.insert(u"source_visit"_s, visit.id().toString(QUuid::WithoutBraces));
    const Result<ActionOutcome> matter = context.run(u"register_matter"_s, data);
    if (!matter)
        return fail(matter.error());
    visit.set("matter"_L1, QVariant(matter->id));
    tieParties(context, visit, matter->id, context.data.text("visitor_role"_L1));
    context.outcome.clocks += matter->clocks;
    context.outcome.warnings += matter->warnings;
    context.outcome.extra.insert(u"matter"_s, matter->id.toString(QUuid::WithoutBraces));
    context.outcome.extra.insert(u"matter_number"_s, matter->number);
    return {};
}

// A07. Still one batch, no new matter: coming back is counted as the service's shortfall, never against the person.
Result<> linkExisting(ActionContext &context)
{
    const QUuid matterId = context.data.uuid("matter"_L1);
    const std::optional<Row> matter = context.tx.find(matterEntity(), matterId);
    if (!matter)
        return fail(ErrorKind::NotFound, u"visit.matter_unknown"_s, Handlers::tr("There is no such matter."),
                    u"matter"_s, context.ruleId());
    Row &visit = *context.subject;
    visit.set("matter"_L1, matterId);
    visit.set("repeat_visit"_L1,
              QVariant(!context.data.has("repeat_visit"_L1) || context.data.flag("repeat_visit"_L1)));
    return {};
}

Result<> closeVisit(ActionContext &context)
{
    Row &visit = *context.subject;
    const Instant ended = context.data.has("ended_at"_L1) ? context.data.instant("ended_at"_L1) : context.now();
    if (ended < visit.instant("arrived_at"_L1))
        return fail(ErrorKind::Invalid, u"visit.endedat_range"_s,
                    Handlers::tr("The end %1 lies before the arrival %2.")
                        .arg(ended.display(), visit.instant("arrived_at"_L1).display()),
                    u"ended_at"_s, context.ruleId());
    visit.set("ended_at"_L1, ended);
    return {};
}

Result<> endNow(ActionContext &context)
{
    context.subject->set("ended_at"_L1, context.now());
    return {};
}

// Marks a waiting visit as called to a window. Its state stays: the conversation begins with `receive`.
Result<> call(ActionContext &context, Row &visit)
{
    visit.set("called_at"_L1, context.now());
    if (context.data.has("window"_L1))
        visit.set("window"_L1, QVariant(context.data.uuid("window"_L1)));
    return {};
}

Result<> callVisit(ActionContext &context)
{
    return call(context, *context.subject);
}

// The longest waiting visit that nobody called yet and that the window serves.
Result<> callNext(ActionContext &context)
{
    QString purposes;
    if (context.data.has("window"_L1))
        if (const std::optional<Row> window = context.tx.find(windowEntity(), context.data.uuid("window"_L1)))
            purposes = u' ' + window->text("purposes"_L1).simplified() + u' ';
    QList<Row> waiting = context.tx.select(
        visitEntity(),
        u"day = ? AND state IN (SELECT value FROM json_each(?)) AND org = ? AND called_at IS NULL AND "
        "(trim(?) = '' OR instr(?, ' ' || purpose || ' ') > 0) ORDER BY arrived_at, rowid LIMIT 1"_s,
        {context.now().localDate().toJulianDay(),
         QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(statesInPhase(context.rules, "waiting"_L1)))
                               .toJson(QJsonDocument::Compact)),
         context.actor.area.digits(), purposes, purposes});
    if (waiting.isEmpty())
        return fail(ErrorKind::NotFound, u"visit.nobody_waiting"_s, Handlers::tr("Nobody is waiting."), {},
                    context.ruleId());
    Row visit = waiting.takeFirst();
    if (const Result<> called = call(context, visit); !called)
        return called;
    context.tx.update(visit);
    context.outcome.id = visit.id();
    context.outcome.kind = u"visit"_s;
    context.outcome.number = visit.text("number"_L1);
    context.outcome.state = visit.text("state"_L1);
    context.outcome.extra.insert(u"ticket"_s, visit.text("ticket"_L1));
    return {};
}

Result<> addWindow(ActionContext &context)
{
    Row window(windowEntity());
    window.set("name"_L1, context.data.text("name"_L1));
    window.set("org"_L1, context.actor.area.county().digits());
    window.set("purposes"_L1, context.data.codes("purposes"_L1).join(u' '));
    window.set("active"_L1, QVariant(true));
    context.tx.insert(window);
    context.outcome.id = window.id();
    context.outcome.kind = u"window"_s;
    return {};
}

// One officer a unit and day; setting it again replaces the officer.
Result<> setDuty(ActionContext &context)
{
    const QDate day = context.data.has("day"_L1) ? context.data.date("day"_L1) : context.now().localDate();
    const QString org = context.actor.area.county().digits();
    const QUuid unit = context.data.uuid("unit"_L1);
    QList<Row> found = context.tx.select(dutyEntity(), u"org = ? AND day = ? AND unit = ?"_s,
                                         {org, day.toJulianDay(), unit.toRfc4122()});
    Row duty = found.isEmpty() ? Row(dutyEntity()) : found.takeFirst();
    duty.set("org"_L1, org);
    duty.set("day"_L1, QVariant(day));
    duty.set("unit"_L1, QVariant(unit));
    duty.set("officer"_L1, context.data.text("officer"_L1));
    duty.set("phone"_L1, context.data.value("phone"_L1));
    duty.set("account"_L1, context.data.has("account"_L1) ? QVariant(context.data.uuid("account"_L1)) : QVariant());
    duty.set("window"_L1, context.data.has("window"_L1) ? QVariant(context.data.uuid("window"_L1)) : QVariant());
    if (duty.rowid() == 0)
        context.tx.insert(duty);
    else
        context.tx.update(duty);
    context.outcome.id = duty.id();
    context.outcome.kind = u"duty"_s;
    return {};
}

// The visit an emergency belongs to, registered now if the visitor has no ticket yet, and received.
Result<QString> receivedVisit(ActionContext &context)
{
    QString visit;
    QString state;
    if (context.data.has("visit"_L1)) {
        const std::optional<Row> row = context.tx.find(visitEntity(), context.data.uuid("visit"_L1));
        if (!row)
            return fail(ErrorKind::NotFound, u"visit.not_found"_s, Handlers::tr("There is no such visit."), u"visit"_s,
                        context.ruleId());
        visit = row->id().toString(QUuid::WithoutBraces);
        state = row->text("state"_L1);
    } else {
        QJsonObject data = sharedFields(context, u"register_visit"_s);
        data.insert(u"purpose"_s, context.rules.setting("emergency_purpose"_L1));
        data.insert(u"head_count"_s, 1);
        data.insert(u"claim"_s, context.data.text("danger_facts"_L1));
        const Result<ActionOutcome> registered = context.run(u"register_visit"_s, data);
        if (!registered)
            return fail(registered.error());
        visit = registered->id.toString(QUuid::WithoutBraces);
        state = registered->state;
    }
    if (statesInPhase(context.rules, "waiting"_L1).contains(state))
        if (const Result<ActionOutcome> received = context.run(u"receive"_s, {{u"visit"_s, visit}}); !received)
            return fail(received.error());
    return visit;
}

// Danger at the window: everything that must exist is made in one go, nothing is asked twice. A score is not needed
// (B07), and the visitor is not sent back to the queue. Who may not receive visits opens the matter alone.
Result<> emergencyIntake(ActionContext &context)
{
    QJsonObject matter = sharedFields(context, u"register_matter"_s);
    matter.insert(u"facts"_s, context.data.text("danger_facts"_L1));
    matter.insert(u"danger"_s, true);
    QString opening = u"register_matter"_s;
    const QStringList registrars = context.rules.table("actions"_L1).find(u"register_visit"_s)->list("who"_L1);
    if (context.actor.roles.intersects(QSet(registrars.cbegin(), registrars.cend())) || context.data.has("visit"_L1)) {
        const Result<QString> visit = receivedVisit(context);
        if (!visit)
            return fail(visit.error());
        matter.insert(u"visit"_s, *visit);
        opening = u"open_matter"_s;
        context.outcome.extra.insert(u"visit"_s, *visit);
    } else {
        matter.insert(u"channel"_s, context.rules.setting("emergency_channel"_L1));
    }
    const Result<ActionOutcome> opened = context.run(opening, matter);
    if (!opened)
        return fail(opened.error());
    QJsonObject danger = sharedFields(context, u"emergency"_s);
    danger.insert(u"danger"_s, true);
    danger.insert(u"matter"_s, opening == "open_matter"_L1 ? opened->extra.value(u"matter"_s)
                                                           : QJsonValue(opened->id.toString(QUuid::WithoutBraces)));
    const Result<ActionOutcome> handed = context.run(u"emergency"_s, danger);
    if (!handed)
        return fail(handed.error());
    context.outcome.id = handed->id;
    context.outcome.kind = handed->kind;
    context.outcome.number = handed->number;
    context.outcome.state = handed->state;
    context.outcome.clocks = opened->clocks + handed->clocks;
    return {};
}

} // namespace

QHash<QString, ActionHandler> receptionHandlers()
{
    return {{u"register_visit"_s, registerVisit},
            {u"receive"_s, receiveVisit},
            {u"open_matter"_s, openMatter},
            {u"link_existing"_s, linkExisting},
            {u"close_visit"_s, closeVisit},
            {u"withdraw_visit"_s, endNow},
            {u"void"_s, endNow},
            {u"call_visit"_s, callVisit},
            {u"call_next"_s, callNext},
            {u"add_window"_s, addWindow},
            {u"set_duty"_s, setDuty},
            {u"emergency_intake"_s, emergencyIntake}};
}

} // namespace fengqiao
