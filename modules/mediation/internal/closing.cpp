#include <core/locale.h>
#include <mediation/joint.h>
#include <mediation/mediation.h>
#include <mediation/papers.h>

#include "matrix.h"
#include "outcome_area.h"
#include "refusal.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QStringList settingList(const RuleSet &rules, QLatin1StringView key)
{
    return rules.setting(key).split(u' ', Qt::SkipEmptyParts);
}

// States of a machine in which nothing is left to do.
QStringList terminalStates(const RuleSet &rules, const QString &machine)
{
    QStringList states;
    for (const RuleRow *row : rules.table("states"_L1).where("machine"_L1, machine))
        if (row->flag("terminal"_L1))
            states << row->text("state"_L1);
    return states;
}

qint64 overlays(Reader &reader, const QString &machine, QUuid matter, const QStringList &states, bool in)
{
    QVariantList binds{matter};
    for (const QString &state : states)
        binds << state;
    Query counted =
        reader.query(u"SELECT count(*) FROM \"%1\" WHERE deleted = 0 AND matter = ? AND state %2 (%3)"_s.arg(
                         machine, in ? u"IN"_s : u"NOT IN"_s, QStringList(states.size(), u"?"_s).join(u", "_s)),
                     binds);
    return counted.next() ? counted.integer(0) : 0;
}

// Words of what is open: "whistle 2".
QStringList openOverlays(Reader &reader, const RuleSet &rules, const Row &matter, QLatin1StringView setting)
{
    QStringList lines;
    for (const QString &machine : settingList(rules, setting)) {
        const qint64 open = overlays(reader, machine, matter.id(), terminalStates(rules, machine), false);
        if (open > 0)
            lines << listWord(rules, "machine"_L1, machine) + u' ' + QString::number(open);
    }
    return lines;
}

bool actedOn(Reader &reader, const Row &matter, QUuid account, const QStringList &actions)
{
    QVariantList binds{matter.id(), account};
    for (const QString &action : actions)
        binds << action;
    Query found =
        reader.query(u"SELECT 1 FROM history WHERE subject = ? AND actor = ? AND action IN (%1) LIMIT 1"_s.arg(
                         QStringList(actions.size(), u"?"_s).join(u", "_s)),
                     binds);
    return found.next();
}

// The other one of leader and director must have agreed before, and be another person.
Result<> checkTwoPersons(ActionContext &context)
{
    for (const QLatin1StringView column : {"leader_approval"_L1, "director_approval"_L1})
        if (context.subject->uuid(column) == context.actor.id.value)
            return refuse(context, ErrorKind::Forbidden, u"matter.write_off_same_person"_s, {},
                          Outcomes::tr("The leader and the director must both agree; one person cannot do it alone."));
    return {};
}

WriteOffCondition condition(const RuleSet &rules, const QString &field, const Finding &finding)
{
    const RuleRow *row = rules.table("fields"_L1).find(u"write_off/"_s + field);
    return {field, row ? row->word() : field, finding.met, finding.why};
}

} // namespace

qint64 overlaysIn(Reader &reader, const QString &machine, QUuid matter, const QStringList &states)
{
    return overlays(reader, machine, matter, states, true);
}

Finding performedFinding(Reader &reader, const Row &matter)
{
    if (const qsizetype open = openInstalments(reader, matter.id()).size(); open > 0)
        return {false, Outcomes::tr("%n instalment(s) are not performed.", nullptr, static_cast<int>(open))};
    if (const QDate performed = matter.date("performed_on"_L1); performed.isValid())
        return {true, Outcomes::tr("Performed on %1.").arg(performed.toString(Qt::ISODate))};
    if (const QDate exited = matter.date("exited_on"_L1); exited.isValid())
        return {true, Outcomes::tr("Lawful exit on %1.").arg(exited.toString(Qt::ISODate))};
    return {false, Outcomes::tr("Neither performance nor a lawful exit is on record.")};
}

Finding followedFinding(Reader &reader, const RuleSet &rules, const Row &matter)
{
    const QList<Row> rows = followUpRows(reader, matter);
    if (rows.isEmpty())
        return {false, Outcomes::tr("There was no follow-up yet.")};
    const QString last = rows.first().date("followed_on"_L1).toString(Qt::ISODate);
    if (!rows.first().flag("reached"_L1))
        return {false, Outcomes::tr("The last follow-up, on %1, reached nobody.").arg(last)};
    if (!followUpCounts(rules, matter, rows.first()))
        return {false, Outcomes::tr("The last follow-up, on %1, was less than %2 days after performance or outcome.")
                           .arg(last)
                           .arg(rules.settingNumber("write_off_after_days"_L1))};
    const int rounds = roundsDone(rules, matter, rows);
    const int needed = roundsNeeded(rules, matter);
    if (rounds < needed)
        return {false, Outcomes::tr("%1 of %2 rounds are done.").arg(rounds).arg(needed)};
    return {true, Outcomes::tr("Followed up on %1.").arg(last)};
}

Finding clearedFinding(Reader &reader, const RuleSet &rules, const Row &matter)
{
    const QStringList open = openOverlays(reader, rules, matter, "write_off_cleared"_L1);
    if (open.isEmpty())
        return {true, Outcomes::tr("No warning is open.")};
    return {false, Outcomes::tr("Not cleared yet: %1.").arg(joinedClauses(open))};
}

Finding tasksFinding(Reader &reader, const RuleSet &rules, const Row &matter)
{
    const QStringList open = openOverlays(reader, rules, matter, "write_off_finished"_L1);
    if (open.isEmpty())
        return {true, Outcomes::tr("Nothing is open.")};
    return {false, Outcomes::tr("Still open: %1.").arg(joinedClauses(open))};
}

// The papers' own meter says what is missing, and each row what to do about it.
Finding dossierFinding(ReadContext &context, QUuid matter)
{
    const QList<DossierRow> rows = dossierMeter(context, matter);
    QStringList missing;
    for (const DossierRow &row : rows)
        if (row.missing())
            missing << row.word;
    if (dossierMissing(rows) == 0)
        return {true, Outcomes::tr("Every paper that is needed is there.")};
    return {false, Outcomes::tr("Missing: %1.").arg(joinedClauses(missing))};
}

// Once active it stays one: the leader and the director end it together.
bool isLeaderLed(Reader &reader, const Row &matter)
{
    return reader.count(leaderLedEntity(), u"matter = ? AND activated_at IS NOT NULL AND withdrawn_at IS NULL"_s,
                        {matter.id()}) > 0;
}

bool handledBy(Reader &reader, const RuleSet &rules, const Row &matter, const Actor &actor)
{
    const QUuid unit = actor.unit.value;
    if (matter.uuid("mediator"_L1) == actor.id.value || (!unit.isNull() && unit == matter.uuid("lead_unit"_L1)))
        return true;
    if (!unit.isNull() && reader.count(coUnitEntity(), u"matter = ? AND unit = ?"_s, {matter.id(), unit}) > 0)
        return true;
    return actedOn(reader, matter, actor.id.value, settingList(rules, "handling_actions"_L1));
}

Result<> approveWriteOff(ActionContext &context)
{
    if (auto two = checkTwoPersons(context); !two)
        return two;
    // Who writes off all in the area speaks for the centre; who only the own matters, as their leader.
    const bool leader = !holdsAll(context.rules, context.actor, context.spec.text("permission"_L1));
    context.subject->set(leader ? "leader_approval"_L1 : "director_approval"_L1, QVariant(context.actor.id.value));
    return {};
}

Result<> writeOff(ActionContext &context)
{
    return isLeaderLed(context.tx, *context.subject) ? checkTwoPersons(context) : Result<>{};
}

// The outcome is what the transitions came to; closing fixes it and cannot make it another one.
Result<> closeMatter(ActionContext &context)
{
    const QString recorded = context.subject->text("outcome"_L1);
    const QString given = context.data.text("outcome"_L1);
    if (recorded.isEmpty() && given.isEmpty())
        return fail(ErrorKind::Invalid, u"matter.outcome_missing"_s,
                    Outcomes::tr("No outcome is on record: please choose one."), u"outcome"_s, context.ruleId());
    if (!recorded.isEmpty() && !given.isEmpty() && recorded != given)
        return refuse(context, ErrorKind::Forbidden, u"matter.outcome_differs"_s, u"outcome"_s,
                      Outcomes::tr("The outcome on record is \"%1\"; closing cannot change it.")
                          .arg(listWord(context.rules, "outcome"_L1, recorded)));
    return {};
}

Result<> archiveMatter(ActionContext &context)
{
    Row &matter = *context.subject;
    const QString number = context.data.text("dossier_number"_L1);
    if (!number.isEmpty() && !matter.isNull("dossier_number"_L1) && matter.text("dossier_number"_L1) != number)
        return refuse(context, ErrorKind::Forbidden, u"matter.dossier_number_differs"_s, u"dossier_number"_s,
                      Outcomes::tr("The dossier has the number %1 already.").arg(matter.text("dossier_number"_L1)));
    if (!number.isEmpty())
        matter.set("dossier_number"_L1, number);
    const QByteArray setting = "retention_years_" + context.data.text("retention_class"_L1).toLatin1();
    const int years = context.rules.settingNumber(QLatin1StringView(setting));
    const QDate today = context.now().localDate();
    matter.set("retain_until"_L1, years > 0 ? QVariant(today.addYears(years)) : QVariant());
    context.outcome.extra.insert(u"dossier_number"_s, dossierNumber(context, matter));
    return {};
}

QString nextDossierNumber(ActionContext &context)
{
    const QString year = QString::number(context.now().localDate().year());
    return u"(%1)%2第%3号"_s.arg(year, context.rules.setting("dossier_prefix"_L1))
        .arg(context.tx.nextNumber(u"dossier"_s, year), 4, 10, QLatin1Char('0'));
}

QString dossierNumber(ActionContext &context, Row &matter)
{
    if (matter.isNull("dossier_number"_L1))
        matter.set("dossier_number"_L1, nextDossierNumber(context));
    return matter.text("dossier_number"_L1);
}

QList<WriteOffCondition> writeOffConditions(ReadContext &context, QUuid id)
{
    std::optional<Row> matter;
    if (!maySeeMatter(context, id, &matter))
        return {};
    const RuleSet &rules = context.rules;
    return {condition(rules, u"performed"_s, performedFinding(context.tx, *matter)),
            condition(rules, u"followed_up"_s, followedFinding(context.tx, rules, *matter)),
            condition(rules, u"level_cleared"_s, clearedFinding(context.tx, rules, *matter)),
            condition(rules, u"no_open_tasks"_s, tasksFinding(context.tx, rules, *matter)),
            condition(rules, u"dossier_complete"_s, dossierFinding(context, id))};
}

} // namespace fengqiao
