#include <QCoreApplication>
#include <QJsonArray>

#include <mediation/joint.h>
#include <mediation/mediation.h>

#include "areas.h"
#include "clocks.h"
#include "event_matters.h"
#include "facts.h"
#include "handlers.h"
#include "matter_view.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

} // namespace

// "Own or assigned" of the permission matrix: who handles it, who brought it in, whose township it is in; a mediator of
// its room while nobody has signed for it; and the deputy director, who runs the daily work, until it is assigned.
bool ownsMatter(Reader &reader, const Row &matter, const Actor &actor)
{
    const QUuid me = actor.id.value;
    for (const QLatin1StringView column : {"mediator"_L1, "creator"_L1, "first_contact"_L1}) {
        if (matter.uuid(column) == me)
            return true;
    }
    const QUuid unit = actor.unit.value;
    if (!unit.isNull() && (matter.uuid("lead_unit"_L1) == unit ||
                           reader.count(coUnitEntity(), u"matter = ? AND unit = ?"_s, {matter.id(), unit}) > 0))
        return true;
    const bool inArea = !actor.area.isNull() && matter.text("org"_L1).startsWith(actor.area.digits());
    // A township still follows what it handed up; guards keep it from deciding there.
    const bool handedUp = !actor.area.isNull() && matter.text("origin_org"_L1).startsWith(actor.area.digits());
    if ((inArea || handedUp) && actor.is("TWN"_L1))
        return true;
    if (actor.is("LDR"_L1) &&
        reader.count(leaderLedEntity(), u"matter = ? AND leader = ? AND withdrawn_at IS NULL"_s, {matter.id(), me}) > 0)
        return true;
    if (!matter.isNull("mediator"_L1))
        return false;
    if (inArea && actor.is("DEP"_L1) && matter.isNull("lead_unit"_L1))
        return true;
    return actor.is("MED"_L1) && !matter.isNull("room"_L1) &&
           reader.count(mediatorEntity(), u"account = ? AND room = ? AND active = 1"_s, {me, matter.uuid("room"_L1)}) >
               0;
}

namespace {

// The same in SQL, for lists; ? is the account. Every alternative runs along an index of its own. The last one serves
// sealed matters only: who reads by area (letter A) needs no owner for the others.
constexpr auto ownMatterText =
    "mediator = ? OR creator = ? OR first_contact = ? OR lead_unit = (SELECT unit FROM account WHERE id = ?) "
    "OR id IN (SELECT matter FROM co_unit WHERE deleted = 0 AND unit = (SELECT unit FROM account WHERE id = ?)) "
    "OR (mediator IS NULL AND room IN (SELECT room FROM mediator WHERE deleted = 0 AND active = 1 AND account = ?)) "
    "OR id IN (SELECT m.id FROM account a JOIN matter m ON m.restricted = 1 AND m.org >= a.area AND m.org < a.area || "
    "':' WHERE a.id = ? AND (instr(' ' || a.roles || ' ', ' TWN ') > 0 OR (m.mediator IS NULL AND m.lead_unit IS NULL "
    "AND instr(' ' || a.roles || ' ', ' DEP ') > 0))) "
    "OR escalated_by = ? "
    "OR id IN (SELECT matter FROM leader_led WHERE deleted = 0 AND withdrawn_at IS NULL AND leader = ?) "
    "OR id IN (SELECT matter FROM consultant WHERE deleted = 0 AND account = ?) "
    "OR id IN (SELECT matter FROM consultant WHERE deleted = 0 AND unit = (SELECT unit FROM account WHERE id = ?)) "
    "OR id IN (SELECT m.id FROM account a JOIN matter m ON m.restricted = 1 AND m.origin_org >= a.area AND "
    "m.origin_org < a.area || ':' WHERE a.id = ? AND instr(' ' || a.roles || ' ', ' TWN ') > 0)"_L1;

} // namespace

QString ownMatterSql()
{
    return ownMatterText;
}

namespace {

QJsonObject partyJson(const PartyLine &line)
{
    QJsonObject json{{u"name"_s, line.name},
                     {u"side"_s, line.side},
                     {u"side_word"_s, line.sideWord},
                     {u"role"_s, line.role},
                     {u"role_word"_s, line.roleWord}};
    if (!line.person.isNull())
        json.insert(u"person"_s, line.person.toString(QUuid::WithoutBraces));
    const std::pair<QString, QString> optional[] = {
        {u"document"_s, line.document}, {u"phone"_s, line.phone}, {u"address"_s, line.address}};
    for (const auto &[name, value] : optional) {
        if (!value.isEmpty())
            json.insert(name, value);
    }
    return json;
}

QJsonObject clockEntryJson(const ClockEntryLine &line)
{
    QJsonObject json{{u"kind"_s, line.kind},
                     {u"kind_word"_s, line.kindWord},
                     {u"at"_s, line.at.toIso()},
                     {u"written"_s, line.written.toIso()},
                     {u"due"_s, line.due.toIso()},
                     {u"action"_s, line.action},
                     {u"action_word"_s, line.actionWord},
                     {u"who"_s, line.who}};
    if (!line.reason.isEmpty())
        json.insert(u"reason"_s, line.reason);
    return json;
}

QJsonObject clockJson(const ClockLine &line)
{
    QJsonArray ledger;
    for (const ClockEntryLine &entry : line.ledger)
        ledger.append(clockEntryJson(entry));
    return {{u"id"_s, line.id.toString(QUuid::WithoutBraces)},
            {u"holder"_s, line.holder},
            {u"duty"_s, line.duty},
            {u"ledger"_s, ledger},
            {u"code"_s, line.code},
            {u"word"_s, line.word},
            {u"started"_s, line.started.toIso()},
            {u"raw_due"_s, line.rawDue.toIso()},
            {u"due"_s, line.due.toIso()},
            {u"provisional"_s, line.provisional},
            {u"calendar_version"_s, line.calendarVersion},
            {u"state"_s, line.state},
            {u"state_word"_s, line.stateWord},
            {u"source"_s, line.source}};
}

QJsonObject matterDetails(ReadContext &context, const Row &matter)
{
    QJsonArray parties;
    for (const PartyLine &line : partiesOf(context, matter))
        parties.append(partyJson(line));
    QJsonArray clocks;
    for (const ClockLine &line : clocksOf(context, matter.id()))
        clocks.append(clockJson(line));
    QJsonObject details{{u"parties"_s, parties}, {u"clocks"_s, clocks}, {u"history"_s, matterHistory(context, matter)}};
    const QList<Row> assessed = context.tx.select(
        assessmentEntity(), u"matter = ? ORDER BY assessed_at DESC, id DESC LIMIT 1"_s, {matter.id()});
    if (!assessed.isEmpty())
        details.insert(u"assessment"_s, assessed.first().json("card"_L1));
    const QJsonObject outcome = outcomeDetails(context, matter);
    for (auto it = outcome.constBegin(); it != outcome.constEnd(); ++it)
        details.insert(it.key(), it.value());
    return details;
}

Machine matterMachine()
{
    Machine machine;
    machine.name = u"matter"_s;
    machine.entity = &matterEntity();
    machine.owns = ownsMatter;
    machine.restricted = [](const Row &row) { return row.flag("restricted"_L1); };
    machine.lookup = matterLookup;
    return machine;
}

Result<> indexMatter(ActionContext &context)
{
    const Row *matter = subjectOf(context);
    if (!matter || &matter->entity() != &matterEntity() || (!context.created && !context.data.has("title"_L1)))
        return {};
    SearchKeys keys;
    keys.numbers = {matter->text("number"_L1)};
    if (!matter->text("title"_L1).isEmpty())
        keys.texts = {matter->text("title"_L1)};
    context.tx.index(*matter, keys);
    return {};
}

// No number of a year is missing or used twice, and nothing runs for a matter that is merged or archived.
QList<VerifyFault> verifyMatters(Reader &reader, const RuleSet &rules)
{
    QList<VerifyFault> faults;
    const qsizetype prefix = rules.setting("matter_prefix"_L1).size();
    Query gaps =
        reader.query(u"SELECT substr(number, 1, ?) AS series, count(*), max(CAST(substr(number, ?) AS INTEGER)) "
                     "FROM matter GROUP BY series HAVING count(*) <> max(CAST(substr(number, ?) AS INTEGER))"_s,
                     {QVariant::fromValue<qint64>(prefix + 6), QVariant::fromValue<qint64>(prefix + 7),
                      QVariant::fromValue<qint64>(prefix + 7)});
    const bool alone = reader.meta("sync.incarnation"_L1).isEmpty(); // else each desk has numbers of its own
    while (alone && gaps.next())
        faults.append(
            {u"matter_numbers"_s, gaps.text(0),
             QCoreApplication::translate("Matters", "The numbers of %1 have gaps: %2 records, last number %3.")
                 .arg(gaps.text(0), gaps.text(1), gaps.text(2))});
    QStringList terminal;
    for (const RuleRow &row : rules.table("states"_L1).rows()) {
        if (row.flag("terminal"_L1))
            terminal << row.text("state"_L1);
    }
    Query clocks = reader.query(u"SELECT m.number FROM clock c JOIN matter m ON m.id = c.matter WHERE c.state IN "
                                "('running', 'paused') AND instr(?, ' ' || m.state || ' ') > 0"_s,
                                {QString(u' ' + terminal.join(u' ') + u' ')});
    while (clocks.next())
        faults.append({u"matter_clocks"_s, clocks.text(0),
                       QCoreApplication::translate("Matters", "A time limit still runs for %1, which is finished.")
                           .arg(clocks.text(0))});
    return faults;
}

} // namespace

const RecordKind &matterKind()
{
    static const RecordKind kind{u"matter"_s, &matterEntity(), u"matter.read"_s,
                                 "number"_L1, ownMatterSql(),  matterDetails};
    return kind;
}

const RecordKind &personKind()
{
    static const RecordKind kind{u"person"_s,
                                 &personEntity(),
                                 u"matter.read"_s,
                                 {},
                                 u"id IN (SELECT person FROM party WHERE deleted = 0 AND matter IN (SELECT id FROM "
                                 "matter WHERE deleted = 0 AND "_s +
                                     identityOpenSql() + u" AND ("_s + ownMatterSql() + u")))"_s,
                                 {}};
    return kind;
}

Module mediationModule()
{
    Module module;
    module.name = u"mediation"_s;
    module.entities = {&personEntity(),     &matterEntity(), &partyEntity(),   &coUnitEntity(),
                       &assessmentEntity(), &roomEntity(),   &mediatorEntity()};
    module.machines = {matterMachine()};
    module.kinds = {
        matterKind(),
        personKind(),
        {u"party"_s,
         &partyEntity(),
         u"matter.read"_s,
         {},
         u"matter IN (SELECT id FROM matter WHERE ("_s + ownMatterSql() + u") AND "_s + identityOpenSql() + u')',
         {},
         &matterKind()},
        {u"room"_s, &roomEntity(), {}, "name"_L1, {}, {}},
        {u"mediator"_s, &mediatorEntity(), {}, {}, {}, {}}};
    module.handlers = {{u"register_matter"_s, registerMatter},
                       {u"add_party"_s, addParty},
                       {u"merge"_s, mergeMatter},
                       {u"analyse"_s, analyseMatter},
                       {u"assess"_s, assessMatter},
                       {u"confirm_level"_s, confirmLevel},
                       {u"triage"_s, triageMatter},
                       {u"assign"_s, assignMatter},
                       {u"fast_path"_s, takeFastPath},
                       {u"sign"_s, signMatter},
                       {u"recuse"_s, recuseFromMatter},
                       {u"emergency"_s, raiseEmergency},
                       {u"hand_back"_s, handBackMatter},
                       {u"add_room"_s, addRoom},
                       {u"add_mediator"_s, addMediator},
                       {u"event_to_matter"_s, eventToMatter}};
    module.afterTransition = {runClocks, indexMatter};
    module.verifiers = {verifyMatters};
    module.seed = seedMediation;
    addClocks(module);
    addOversight(module);
    addJointWork(module);
    addOutcomes(module);
    addSessions(module);
    addPapers(module);
    return module;
}

} // namespace fengqiao
