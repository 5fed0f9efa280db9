#include <mediation/mediation.h>

#include "outcome_area.h"
#include "refusal.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

int currentRound(const Row &matter)
{
    return qMax(1, static_cast<int>(matter.integer("follow_round"_L1)));
}

void warnAbout(ActionContext &context, const Row &row)
{
    if (row.flag("new_risk"_L1))
        context.warn(Outcomes::tr("A new risk was found: please record a relapse or an emergency."));
    if (!row.flag("reached"_L1))
        context.warn(Outcomes::tr("Nobody was reached: this follow-up does not count, please plan another."));
    else if (!followUpCounts(context.rules, *context.subject, row))
        context.warn(Outcomes::tr("It is less than %1 days after performance or outcome: this follow-up does not count "
                                  "for the write-off.")
                         .arg(context.rules.settingNumber("write_off_after_days"_L1)));
}

} // namespace

QDate settledOn(const Row &matter)
{
    const QDate performed = matter.date("performed_on"_L1);
    return performed.isValid() ? performed : matter.date("exited_on"_L1);
}

// By the highest level that was confirmed: clearing the warning before the write-off does not shorten the visits.
int roundsNeeded(const RuleSet &rules, const Row &matter)
{
    const QString level = matter.isNull("top_level"_L1) ? matter.text("level"_L1) : matter.text("top_level"_L1);
    const QString setting = u"follow_up_rounds_"_s + level;
    const bool own = rules.table("settings"_L1).find(setting) != nullptr;
    const QByteArray key = own ? setting.toLatin1() : QByteArrayLiteral("follow_up_rounds_other");
    return rules.settingNumber(QLatin1StringView(key));
}

QList<Row> followUpRows(Reader &reader, const Row &matter)
{
    const QDate settled = settledOn(matter);
    QList<Row> rows = reader.select(followUpEntity(), u"matter = ? ORDER BY rowid DESC"_s, {matter.id()});
    if (settled.isValid())
        rows.removeIf([settled](const Row &row) { return row.date("settled_on"_L1) != settled; });
    return rows;
}

bool followUpCounts(const RuleSet &rules, const Row &matter, const Row &followUp)
{
    const QDate settled = settledOn(matter);
    const int days = rules.settingNumber("write_off_after_days"_L1);
    return settled.isValid() && followUp.flag("reached"_L1) && settled.daysTo(followUp.date("followed_on"_L1)) >= days;
}

int roundsDone(const RuleSet &rules, const Row &matter, const QList<Row> &rows)
{
    QSet<qint64> rounds;
    for (const Row &row : rows)
        if (followUpCounts(rules, matter, row))
            rounds.insert(row.integer("round"_L1));
    return static_cast<int>(rounds.size());
}

Result<> followUp(ActionContext &context)
{
    const Row &matter = *context.subject;
    const QDate settled = settledOn(matter);
    if (settled.isValid() && context.data.date("followed_on"_L1) < settled)
        return refuse(context, ErrorKind::Forbidden, u"matter.follow_up_before"_s, u"followed_on"_s,
                      Outcomes::tr("Performance or outcome was on %1; a follow-up cannot be before.")
                          .arg(settled.toString(Qt::ISODate)));
    Row row(followUpEntity());
    row.set("matter"_L1, QVariant(matter.id()));
    row.set("round"_L1, QVariant(qint64{currentRound(matter)}));
    for (const QLatin1StringView field : {"followed_on"_L1, "mode"_L1, "person_reached"_L1, "performance"_L1,
                                          "satisfaction"_L1, "new_risk"_L1, "safe_contact"_L1, "findings"_L1})
        row.set(field, context.data.value(field));
    row.set("reached"_L1, QVariant(!context.data.has("reached"_L1) || context.data.flag("reached"_L1)));
    row.set("settled_on"_L1, settled.isValid() ? QVariant(settled) : QVariant());
    row.set("visitor"_L1, QVariant(context.actor.id.value));
    warnAbout(context, row);
    context.tx.insert(row);
    return {};
}

// The next round in turn, as many as the level asks for; the same again where the last one does not count.
Result<> nextRound(ActionContext &context)
{
    const Row &matter = *context.subject;
    const QList<Row> rows = followUpRows(context.tx, matter);
    const bool counted = rows.isEmpty() || followUpCounts(context.rules, matter, rows.first());
    const int expected = currentRound(matter) + (counted ? 1 : 0);
    if (context.data.integer("round"_L1) != expected)
        return refuse(context, ErrorKind::Forbidden, u"matter.follow_round"_s, u"round"_s,
                      Outcomes::tr("The next round is round %1.").arg(expected));
    const int needed = roundsNeeded(context.rules, matter);
    if (expected > needed)
        return refuse(context, ErrorKind::Forbidden, u"matter.follow_rounds_done"_s, u"round"_s,
                      Outcomes::tr("At this level %n round(s) are visited and all are done; the matter can be written "
                                   "off.",
                                   nullptr, needed));
    const QDate settled = settledOn(matter);
    if (settled.isValid() && context.data.date("outcome_on"_L1) != settled)
        return refuse(context, ErrorKind::Forbidden, u"matter.follow_from"_s, u"outcome_on"_s,
                      Outcomes::tr("Follow-ups of this matter count from %1, the day of performance or outcome.")
                          .arg(settled.toString(Qt::ISODate)));
    return {};
}

FollowUps followUpsOf(ReadContext &context, QUuid id)
{
    FollowUps result;
    std::optional<Row> matter;
    if (!maySeeMatter(context, id, &matter))
        return result;
    const RuleSet &rules = context.rules;
    const bool maskNames = context.masksNames(matterKind(), *matter);
    const bool withheld = identityWithheld(context.actor, *matter);
    const QList<Row> rows = followUpRows(context.tx, *matter);
    for (const Row &row : rows) {
        const auto masked = [&](QLatin1StringView field) {
            return context.masked(*row.entity().field(field), row.value(field), maskNames);
        };
        FollowUpLine line;
        line.id = row.id();
        line.round = static_cast<int>(row.integer("round"_L1));
        line.on = row.date("followed_on"_L1);
        line.mode = row.text("mode"_L1);
        line.modeWord = listWord(rules, "follow_up_mode"_L1, line.mode);
        line.reached = row.flag("reached"_L1);
        line.person = withheld ? withheldName() : masked("person_reached"_L1);
        line.performance = row.text("performance"_L1);
        line.performanceWord = listWord(rules, "performance_state"_L1, line.performance);
        line.satisfaction = row.text("satisfaction"_L1);
        line.satisfactionWord = listWord(rules, "satisfaction"_L1, line.satisfaction);
        line.newRisk = row.flag("new_risk"_L1);
        line.counts = followUpCounts(rules, *matter, row);
        line.findings = masked("findings"_L1);
        line.by = context.accountName(row.uuid("visitor"_L1));
        result.lines.append(line);
    }
    result.roundsNeeded = roundsNeeded(rules, *matter);
    result.roundsDone = roundsDone(rules, *matter, rows);
    result.from = settledOn(*matter);
    return result;
}

} // namespace fengqiao
