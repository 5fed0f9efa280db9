#include "matter_view.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <core/locale.h>
#include <grid/grid.h>
#include <mediation/assessment.h>

#include "cards.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString wordOr(const RuleSet &rules, QLatin1StringView list, const QString &code)
{
    return code.isEmpty() ? QString() : rules.word(list, code);
}

// A unit complained of learns what is claimed, not by whom (R6).
PartyLine withheldLine(PartyLine line)
{
    line.person = QUuid();
    line.name = withheldName();
    return line;
}

PartyLine partyLine(ReadContext &context, const Row &party, bool maskNames, bool withheld)
{
    PartyLine line;
    line.id = party.id();
    line.person = party.uuid("person"_L1);
    line.organisation = !party.isNull("organisation_name"_L1);
    line.side = party.text("side"_L1);
    line.sideWord = wordOr(context.rules, "party_side"_L1, line.side);
    line.role = party.text("role"_L1);
    line.roleWord = wordOr(context.rules, "party_role"_L1, line.role);
    if (withheld && line.side != context.rules.setting("complained_side"_L1))
        return withheldLine(line);
    line.name = party.text("organisation_name"_L1);
    if (const auto person = context.tx.find(personEntity(), line.person)) {
        const QString name = personField(context, *person, "name"_L1, maskNames);
        // Who acts for an organisation stands behind its name.
        line.name = line.organisation ? u"%1 (%2)"_s.arg(line.name, name) : name;
        line.document = personField(context, *person, "document_number"_L1, maskNames);
        line.phone = personField(context, *person, "phone"_L1, maskNames);
        line.address = personField(context, *person, "address"_L1, maskNames);
    }
    return line;
}

ClockEntryLine clockEntryLine(ReadContext &context, const Row &entry)
{
    ClockEntryLine line;
    line.kind = entry.text("kind"_L1);
    line.kindWord = wordOr(context.rules, "clock_entry_kind"_L1, line.kind);
    line.at = entry.instant("at"_L1);
    line.written = entry.instant("written"_L1);
    line.due = entry.instant("due"_L1);
    line.reason = wordOr(context.rules, "suspend_reason"_L1, entry.text("reason"_L1));
    line.action = entry.text("action"_L1);
    line.actionWord = tableWord(context.rules, "actions"_L1, line.action);
    line.who = context.accountName(entry.uuid("actor"_L1));
    return line;
}

ClockLine clockLine(const ReadContext &context, const Row &clock)
{
    ClockLine line;
    line.id = clock.id();
    line.holder = clock.text("subject_kind"_L1);
    line.subject = clock.uuid("subject"_L1);
    line.pausedFrom = clock.instant("paused_from"_L1);
    line.ended = clock.instant("ended"_L1);
    if (const RuleRow *rule = context.rules.table("clocks"_L1).find(clock.text("code"_L1)))
        line.duty = rule->text("duty"_L1);
    line.code = clock.text("code"_L1);
    line.word = tableWord(context.rules, "clocks"_L1, line.code);
    line.started = clock.instant("started"_L1);
    line.rawDue = clock.instant("raw_due"_L1);
    line.due = clock.instant("due"_L1);
    line.provisional = clock.flag("provisional"_L1);
    line.calendarVersion = clock.text("calendar_version"_L1);
    line.state = clock.text("state"_L1);
    line.stateWord = wordOr(context.rules, "clock_state"_L1, line.state);
    line.reason = clock.text("reason"_L1);
    line.source = clock.text("source"_L1);
    line.overdue = line.state == "running"_L1 && line.due <= context.now;
    return line;
}

TimelineLine timelineLine(const QJsonObject &event)
{
    TimelineLine line;
    if (const auto at = Instant::parse(event.value("at"_L1).toString()))
        line.at = *at;
    line.action = event.value("action"_L1).toString();
    line.actionWord = event.value("action_word"_L1).toString();
    line.from = event.value("from"_L1).toString();
    line.fromWord = event.value("from_word"_L1).toString();
    line.to = event.value("to"_L1).toString();
    line.toWord = event.value("to_word"_L1).toString();
    line.who = event.value("actor_name"_L1).toString();
    line.data = event.value("data"_L1).toObject();
    return line;
}

QString unitNames(ReadContext &context, const Row &matter)
{
    QStringList names;
    for (const Row &unit : context.tx.select(coUnitEntity(), u"matter = ? ORDER BY id"_s, {matter.id()}))
        names << organisationName(context.tx, unit.uuid("unit"_L1));
    return joinedWords(names);
}

// A value as it is shown: codes by their words, references by their names, personal data masked.
QString shown(ReadContext &context, const Field &field, const Row &matter, bool maskNames)
{
    const QVariant &value = matter.value(field.name);
    switch (field.type) {
    case FieldType::Bool:
        return value.toBool() ? QCoreApplication::translate("MatterView", "yes")
                              : QCoreApplication::translate("MatterView", "no");
    case FieldType::Money:
        return Money{value.toLongLong()}.display();
    case FieldType::Instant:
        return Instant{value.toLongLong()}.display();
    case FieldType::Date:
        return value.toDate().toString(Qt::ISODate);
    case FieldType::Code:
        if (field.name == "place"_L1 || field.name == "org"_L1) {
            const auto division = DivisionCode::parse(value.toString().left(12));
            return division ? placeName(context.tx, *division) : value.toString();
        }
        return field.list.isEmpty() ? value.toString() : context.rules.word(field.list, value.toString());
    default:
        return context.masked(field, value, maskNames);
    }
}

// Labels are the words of the actions' own fields: what a form asked for is what the dock shows.
QList<LabelledValue> fieldsOf(ReadContext &context, const Row &matter, bool maskNames)
{
    QList<LabelledValue> lines;
    QSet<QString> seen;
    for (const RuleRow &rule : context.rules.table("fields"_L1).rows()) {
        const QByteArray column = rule.text("column"_L1).toLatin1();
        const RuleRow *action = context.rules.table("actions"_L1).find(rule.text("action"_L1));
        const Field *field = matterEntity().field(QLatin1StringView(column));
        if (!action || action->text("machine"_L1) != matterEntity().name || !field || field->type == FieldType::Id ||
            field->type == FieldType::Json || matter.isNull(field->name) || seen.contains(QString(field->name)))
            continue;
        seen.insert(QString(field->name));
        lines.append({QString(field->name), rule.word(), shown(context, *field, matter, maskNames)});
    }
    return lines;
}

void addScore(ReadContext &context, const Row &matter, MatterView &view)
{
    if (matter.isNull("score"_L1))
        return;
    view.score = static_cast<int>(matter.integer("score"_L1));
    view.suggestedLevel = matter.text("suggested_level"_L1);
    view.suggestedLevelWord = wordOr(context.rules, "level"_L1, view.suggestedLevel);
    const QList<Row> last = context.tx.select(
        assessmentEntity(), u"matter = ? ORDER BY assessed_at DESC, id DESC LIMIT 1"_s, {matter.id()});
    if (last.isEmpty())
        return;
    const ScoreCard card = ScoreCard::fromJson(last.first().json("card"_L1).toObject());
    for (const ScoreAddend &addend : card.addends)
        view.scoreCard.append(
            {addend.factor, addend.word, addend.group, addend.points, addend.reason, addend.evidence, addend.unknown});
    for (const QString &trigger : card.hardTriggers)
        view.scoreCard.append({.factor = {}, .word = trigger, .group = u"hard"_s, .reason = trigger, .evidence = {}});
}

bool mayKnowReporter(const ReadContext &context, const Row &matter)
{
    if (identityWithheld(context.actor, matter))
        return false;
    return context.grant(matterKind().permission) == Grant::All || matter.uuid("creator"_L1) == context.actor.id.value;
}

} // namespace

QList<PartyLine> partiesOf(ReadContext &context, const Row &matter)
{
    const bool maskNames = context.masksNames(matterKind(), matter);
    const bool withheld = identityWithheld(context.actor, matter);
    QList<PartyLine> lines;
    for (const Row &party : context.tx.select(partyEntity(), u"matter = ? ORDER BY side, id"_s, {matter.id()}))
        lines.append(partyLine(context, party, maskNames, withheld));
    return lines;
}

// Those that run or wait first, by due date; with what belongs to the matter (whistles, supervision).
QList<ClockLine> clocksOf(ReadContext &context, QUuid matter)
{
    QHash<QUuid, QList<ClockEntryLine>> ledgers;
    for (const Row &entry : context.tx.select(clockEntryEntity(), u"matter = ? ORDER BY seq, id"_s, {matter}))
        ledgers[entry.uuid("clock"_L1)].append(clockEntryLine(context, entry));
    QList<ClockLine> lines;
    for (const Row &clock : context.tx.select(
             clockEntity(), u"matter = ? ORDER BY state NOT IN ('running', 'paused'), due, id LIMIT 200"_s, {matter})) {
        lines.append(clockLine(context, clock));
        lines.last().ledger = ledgers.value(clock.id());
    }
    return lines;
}

QJsonArray matterHistory(ReadContext &context, const Row &matter)
{
    QJsonArray all = context.history(matter.id(), context.masksNames(matterKind(), matter));
    const bool withheld = identityWithheld(context.actor, matter);
    if (!withheld && mayKnowReporter(context, matter))
        return all;
    QJsonArray events;
    for (const auto &value : std::as_const(all)) {
        QJsonObject event = value.toObject();
        QJsonObject data = event.value("data"_L1).toObject();
        data.remove("reporter"_L1);
        if (withheld)
            data = withoutIdentity(context.rules, event.value("action"_L1).toString(), data);
        event.insert("data"_L1, data);
        events.append(event);
    }
    return events;
}

Result<MatterView> matterView(ReadContext &context, QUuid id)
{
    const auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !context.maySee(matterKind(), *matter))
        return fail(ErrorKind::NotFound, u"matter.not_found"_s,
                    QCoreApplication::translate("MatterView", "This matter does not exist, or you may not see it."));
    MatterView view;
    const bool maskNames = context.masksNames(matterKind(), *matter);
    view.head = cardOf(context, *matter);
    view.row = *matter;
    view.fields = fieldsOf(context, *matter, maskNames);
    view.parties = partiesOf(context, *matter);
    if (mayKnowReporter(context, *matter)) {
        if (const auto person = context.tx.find(personEntity(), matter->uuid("reporter"_L1)))
            view.reporter = personField(context, *person, "name"_L1, maskNames);
    }
    view.leadUnit = organisationName(context.tx, matter->uuid("lead_unit"_L1));
    view.coUnits = unitNames(context, *matter);
    if (const auto room = context.tx.find(roomEntity(), matter->uuid("room"_L1)))
        view.room = room->text("name"_L1);
    view.triageReason = matter->text("triage_reason"_L1);
    view.triageOverridden = matter->flag("triage_overridden"_L1);
    addScore(context, *matter, view);
    view.clocks = clocksOf(context, id);
    const QJsonArray events = matterHistory(context, *matter);
    for (const auto &event : events)
        view.timeline.prepend(timelineLine(event.toObject()));
    view.sourceVisit = matter->uuid("source_visit"_L1);
    return view;
}

} // namespace fengqiao
