#include <QCoreApplication>
#include <QJsonObject>

#include <access/entities.h>

#include "event_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Events {
    Q_DECLARE_TR_FUNCTIONS(Events)
};

constexpr qint64 clockSlackMs = 10 * 60 * 1000; // two devices do not agree to the second

const RuleRow *kindRow(const RuleSet &rules, const QString &kind)
{
    return rules.table("event_kinds"_L1).find(kind);
}

// The rank of a level stands as the note of its code.
int tierRank(const RuleSet &rules, const QString &tier)
{
    for (const RuleRow *row : rules.codes(u"event_tier"_s)) {
        if (row->text("code"_L1) == tier)
            return row->text("note"_L1).toInt();
    }
    return 0;
}

QString lowestTier(const RuleSet &rules)
{
    return rules.codes(u"event_tier"_s).first()->text("code"_L1);
}

// The code of the actor's own role, else what the setting says.
QString reporterRole(const ActionContext &context)
{
    for (const RuleRow *row : context.rules.codes(u"event_reporter"_s)) {
        if (context.actor.roles.contains(row->text("note"_L1)))
            return row->text("code"_L1);
    }
    return context.rules.setting("event_default_reporter"_L1);
}

QString nextEventNumber(ActionContext &context)
{
    const QString day = context.now().localDate().toString(u"yyyyMMdd");
    const QString county = context.actor.area.county().digits();
    const qint64 serial = context.tx.nextNumber(u"event"_s, county + day);
    return u"%1-%2-%3-%4"_s.arg(context.rules.setting("event_prefix"_L1), county, day)
        .arg(serial, 4, 10, QLatin1Char('0'));
}

void hintAtDuplicate(ActionContext &context, const Row &event, const EventPlace &place)
{
    if (!place.point || !isPlaceKind(context.rules, event.text("kind"_L1)))
        return;
    const auto near =
        NearbyFinder(context.rules)
            .find(context.tx, {event.text("kind"_L1), *place.point, event.instant("happened_at"_L1), event.id()});
    if (!near)
        return;
    context.warn(Events::tr("%1 is of the same kind and %2 m away: please look whether it is the same event.")
                     .arg(near->number)
                     .arg(qRound(near->metres)));
    context.outcome.extra.insert(u"near"_s, near->number);
}

void warnWithoutGrid(ActionContext &context, const EventPlace &place)
{
    if (place.grid.isNull())
        context.warn(place.point ? Events::tr("No grid covers this place; the event has none.")
                                 : Events::tr("Without coordinates or a grid code the event has no grid."));
}

using Step = void (*)(ActionContext &context, Row &event);

void forgetResult(Row &event)
{
    for (const QLatin1StringView column : {"feedback"_L1, "feedback_mode"_L1, "feedback_at"_L1, "satisfaction"_L1,
                                           "verifier"_L1, "closed_at"_L1, "close_reason"_L1})
        event.set(column, QVariant());
}

void handled(ActionContext &context, Row &event)
{
    event.set("handled_by"_L1, QVariant(context.actor.id.value));
    event.set("handled_at"_L1, context.now());
}

void backInGrid(ActionContext &context, Row &event)
{
    event.set("tier"_L1, lowestTier(context.rules));
    event.set("unit"_L1, QVariant());
}

void withoutUnit(ActionContext &, Row &event)
{
    event.set("unit"_L1, QVariant());
}

void settledInGrid(ActionContext &context, Row &event)
{
    backInGrid(context, event);
    handled(context, event);
    event.set("feedback_at"_L1, context.now());
}

void fedBack(ActionContext &context, Row &event)
{
    event.set("feedback_at"_L1, context.now());
}

void closed(ActionContext &context, Row &event)
{
    event.set("verifier"_L1, QVariant(context.actor.id.value));
    event.set("closed_at"_L1, context.now());
}

void refused(ActionContext &context, Row &event)
{
    fedBack(context, event);
    event.set("closed_at"_L1, context.now());
}

void duplicate(ActionContext &context, Row &event)
{
    event.set("closed_at"_L1, context.now());
}

void single(ActionContext &, Row &event)
{
    event.set("duplicate_of"_L1, QVariant());
    event.set("closed_at"_L1, QVariant());
}

void again(ActionContext &, Row &event)
{
    forgetResult(event);
}

void byTable(ActionContext &, Row &) {}

constexpr std::pair<QLatin1StringView, Step> steps[] = {
    {"take_event"_L1, backInGrid},     {"return_event"_L1, backInGrid}, {"lower_event"_L1, withoutUnit},
    {"decline_event"_L1, withoutUnit}, {"handle_event"_L1, handled},    {"close_in_grid"_L1, settledInGrid},
    {"feed_back_event"_L1, fedBack},   {"close_event"_L1, closed},      {"redo_event"_L1, again},
    {"reopen_event"_L1, again},        {"refuse_event"_L1, refused},    {"mark_duplicate"_L1, duplicate},
    {"undo_duplicate"_L1, single},     {"raise_event"_L1, byTable},     {"route_event"_L1, byTable},
};

// The original must stand itself, or a chain of duplicates would hide it.
bool originalStands(ActionContext &context)
{
    const auto original = context.tx.find(gridEventEntity(), context.data.uuid("original"_L1));
    return original && original->id() != context.subject->id() && original->isNull("duplicate_of"_L1);
}

} // namespace

void describeEvent(const RuleSet &rules, Row &event, const QString &kind, const QString &family)
{
    event.set("kind"_L1, kind);
    const RuleRow *row = kindRow(rules, kind);
    if (!row)
        return;
    event.set("head"_L1, row->text("head"_L1));
    event.set("family"_L1, family.isEmpty() ? row->text("family"_L1) : family);
}

bool isPlaceKind(const RuleSet &rules, const QString &kind)
{
    const RuleRow *row = kindRow(rules, kind);
    return row && row->flag("place"_L1);
}

Result<> checkEventTimes(const EventGiven &given, Instant now, const QString &ruleId)
{
    const Instant happened = given.happenedAt.isNull() ? now : given.happenedAt;
    if (happened.ms > now.ms + clockSlackMs)
        return fail(ErrorKind::Invalid, u"event.happenedat_range"_s,
                    Events::tr("The event lies in the future: %1.").arg(happened.toIso()), u"happened_at"_s, ruleId);
    if (!given.closedAt.isNull() && given.closedAt < happened)
        return fail(ErrorKind::Invalid, u"event.closedat_range"_s,
                    Events::tr("The event was closed before it happened."), u"closed_at"_s, ruleId);
    return {};
}

Result<> reportEvent(ActionContext &context)
{
    const Fields &data = context.data;
    const EventGiven given = EventGiven::of(data);
    if (auto times = checkEventTimes(given, context.now(), context.ruleId()); !times)
        return times;
    PlaceResolver resolver(context.tx, context.rules, context.actor, context.ruleId(), context.now().localDate());
    const auto place = resolver.resolve(context.tx, given);
    if (!place)
        return fail(place.error());
    Row event(gridEventEntity());
    describeEvent(context.rules, event, data.text("kind"_L1), data.text("family"_L1));
    place->write(event);
    event.set("number"_L1, nextEventNumber(context));
    event.set("happened_at"_L1, data.has("happened_at"_L1) ? data.instant("happened_at"_L1) : context.now());
    event.set("reported_at"_L1, context.now());
    if (!data.has("reporter_role"_L1))
        event.set("reporter_role"_L1, reporterRole(context));
    event.set("account"_L1, QVariant(context.actor.id.value));
    event.set("tier"_L1, lowestTier(context.rules));
    warnWithoutGrid(context, *place);
    hintAtDuplicate(context, event, *place);
    context.created = std::move(event);
    return {};
}

Result<> correctEvent(ActionContext &context)
{
    beginImportedHistory(context);
    Row &event = *context.subject;
    const Fields &data = context.data;
    if (data.has("kind"_L1))
        describeEvent(context.rules, event, data.text("kind"_L1), {});
    const EventGiven given = EventGiven::of(data);
    if (!given.point && given.grid.isEmpty() && given.village.isEmpty())
        return {};
    PlaceResolver resolver(context.tx, context.rules, context.actor, context.ruleId(), context.now().localDate());
    const auto place = resolver.resolve(context.tx, given);
    if (!place)
        return fail(place.error());
    place->write(event);
    warnWithoutGrid(context, *place);
    hintAtDuplicate(context, event, *place);
    return {};
}

// Of the roles that may import, the one that whoever did it has.
QString roleOfImport(ActionContext &context, const RuleRow &import, const std::optional<Row> &batch)
{
    const QStringList who = import.list("who"_L1);
    const auto account = batch ? context.tx.find(accountEntity(), batch->uuid("account"_L1)) : std::nullopt;
    if (account)
        for (const QString &role : who)
            if (actorOf(*account).roles.contains(role))
                return role;
    return who.first();
}

// The same on every desk, so that two who go on with one event at the same time begin its history once; as early in the
// order of ids as the event.
QUuid idOfBeginning(QUuid event)
{
    QByteArray bytes = event.toRfc4122();
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    return QUuid::fromRfc4122(bytes);
}

void beginImportedHistory(ActionContext &context)
{
    const Row &event = *context.subject;
    if (event.isNull("batch"_L1) || context.tx.count(historyEntity(), u"subject = ?"_s, {event.id()}) > 0)
        return;
    const auto batch = context.tx.find(eventBatchEntity(), event.uuid("batch"_L1));
    const RuleRow *import = context.rules.table("actions"_L1).find(u"import_events"_s);
    Row row(historyEntity());
    row.setId(idOfBeginning(event.id()));
    row.set("subject_kind"_L1, u"event"_s);
    row.set("subject"_L1, QVariant(event.id()));
    row.set("seq"_L1, QVariant(1));
    row.set("transition"_L1, import->text("id"_L1));
    row.set("action"_L1, import->text("action"_L1));
    row.set("to_state"_L1, event.text("state"_L1));
    row.set("actor"_L1, QVariant(batch ? batch->uuid("account"_L1) : context.actor.id.value));
    row.set("actor_role"_L1, roleOfImport(context, *import, batch));
    row.set("at"_L1, batch ? batch->instant("imported_at"_L1) : event.instant("reported_at"_L1));
    row.setJson("data"_L1, QJsonObject{{u"batch"_s, idText(event.uuid("batch"_L1))}});
    context.tx.insert(row);
}

void addEventSteps(QHash<QString, ActionHandler> &handlers)
{
    for (const auto &[action, step] : steps) {
        handlers.insert(QString(action), [step](ActionContext &context) -> Result<> {
            beginImportedHistory(context);
            step(context, *context.subject);
            return {};
        });
    }
}

QVariant eventLookup(ActionContext &context, const QString &name)
{
    if (!context.subject)
        return {};
    const Row &event = *context.subject;
    if (name == "tier_up"_L1 || name == "tier_down"_L1) {
        const int now = tierRank(context.rules, event.text("tier"_L1));
        const int wanted = tierRank(context.rules, context.data.text("tier"_L1));
        return name == "tier_up"_L1 ? wanted > now : wanted < now;
    }
    if (name == "original_stands"_L1)
        return originalStands(context);
    if (name == "actor_handled_event"_L1)
        return event.uuid("handled_by"_L1) == context.actor.id.value;
    return {};
}

} // namespace fengqiao
