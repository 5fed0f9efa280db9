#include <QCoreApplication>

#include <mediation/warning_board.h>

#include "areas.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

bool ownsOfUnit(Reader &, const Row &row, const Actor &actor)
{
    return !actor.unit.isNull() && row.uuid("unit"_L1) == actor.unit.value;
}

bool ownsSupervision(Reader &reader, const Row &row, const Actor &actor)
{
    return ownsOfUnit(reader, row, actor) || row.uuid("account"_L1) == actor.id.value;
}

Machine machineOf(const QString &name, const Entity &entity,
                  std::function<QVariant(ActionContext &, const QString &)> lookup)
{
    Machine machine;
    machine.name = name;
    machine.entity = &entity;
    machine.lookup = std::move(lookup);
    machine.parent = u"matter"_s;
    return machine;
}

// Numbers of letters have no gap and none stands twice, yellow and red in one series.
QList<VerifyFault> verifyLetters(Reader &reader, const RuleSet &rules)
{
    QList<VerifyFault> faults;
    const qint64 prefix = rules.setting("supervise_prefix"_L1).size();
    Query gaps = reader.query(
        u"SELECT substr(n, 1, ?) AS series, count(*), count(DISTINCT n), max(CAST(substr(n, ?) AS INTEGER)) FROM "
        "(SELECT number AS n FROM supervision WHERE number IS NOT NULL UNION ALL SELECT red_number FROM supervision "
        "WHERE red_number IS NOT NULL) GROUP BY series"_s,
        {QVariant(prefix + 6), QVariant(prefix + 7)});
    while (gaps.next()) {
        if (gaps.integer(1) != gaps.integer(3) || gaps.integer(1) != gaps.integer(2))
            faults.append({u"supervision_numbers"_s, gaps.text(0),
                           Oversight::tr("The numbers of letters %1 have gaps: %2 letters, last number %3.")
                               .arg(gaps.text(0), gaps.text(1), gaps.text(3))});
    }
    return faults;
}

void addWarnings(Module &module)
{
    module.entities << &warningEntity();
    module.machines << machineOf(u"warning"_s, warningEntity(), warningLookup);
    module.kinds << oversightKind(u"warning"_s);
    module.handlers.insert({{u"suggest_warning"_s, suggestWarning},
                            {u"open_warning"_s, openWarning},
                            {u"confirm_warning"_s, confirmWarning},
                            {u"raise_warning"_s, changeWarning},
                            {u"lower_warning"_s, changeWarning},
                            {u"renew_warning"_s, renewWarning},
                            {u"clear_warning"_s, clearWarning},
                            {u"dismiss_warning"_s, dismissWarning},
                            {u"lapse_warning"_s, lapseWarning},
                            {u"watch_warnings"_s, watchWarnings},
                            {u"reassess"_s, module.handlers.value(u"assess"_s)}});
    module.afterTransition << warnAfter;
    module.ruleChecks << warningRuleFaults;
}

void addWhistles(Module &module)
{
    module.entities << &whistleEntity();
    Machine machine = machineOf(u"whistle"_s, whistleEntity(), whistleLookup);
    machine.owns = ownsOfUnit;
    module.machines << machine;
    module.kinds << oversightKind(u"whistle"_s);
    module.handlers.insert({{u"blow_whistle"_s, blowWhistle},
                            {u"call_units"_s, callUnits},
                            {u"acknowledge_whistle"_s, acknowledgeWhistle},
                            {u"arrive_whistle"_s, arriveWhistle},
                            {u"finish_whistle"_s, endWhistle},
                            {u"decline_whistle"_s, declineWhistle},
                            {u"cancel_whistle"_s, endWhistle},
                            {u"name_lead"_s, nameLead}});
    module.afterTransition << whistleAfter;
}

void addSupervision(Module &module)
{
    module.entities << &supervisionEntity();
    Machine machine = machineOf(u"supervision"_s, supervisionEntity(), supervisionLookup);
    machine.owns = ownsSupervision;
    module.machines << machine;
    module.kinds << oversightKind(u"supervision"_s);
    module.handlers.insert({{u"remind"_s, beginReminder},
                            {u"supervise"_s, beginSupervision},
                            {u"yellow_letter"_s, writeYellowLetter},
                            {u"red_letter"_s, writeRedLetter},
                            {u"circulate"_s, circulateSupervision},
                            {u"reply_supervision"_s, replySupervision},
                            {u"lift_supervision"_s, liftSupervision},
                            {u"end_reminder"_s, liftSupervision},
                            {u"run_reminders"_s, runReminders}});
    module.afterTransition << endRemindersAfter;
    module.verifiers << verifyLetters;
}

// The entity is there already: who helps may read the matter.
void addParts(Module &module)
{
    Machine machine = machineOf(u"part"_s, coUnitEntity(), partLookup);
    machine.owns = ownsOfUnit;
    module.machines << machine;
    module.kinds << oversightKind(u"part"_s);
    module.handlers.insert({{u"assign_part"_s, assignPart}, {u"sign_part"_s, signPart}});
    module.afterTransition << assignPartsAfter;
}

// `more` is SQL of who else owns it, beside those who own its matter.
RecordKind kindOf(const QString &name, const Entity &entity, QLatin1StringView number, const QString &more)
{
    RecordKind kind;
    kind.name = name;
    kind.entity = &entity;
    kind.permission = matterKind().permission;
    kind.numberField = number;
    kind.ownSql = more + u"matter IN (SELECT id FROM matter WHERE "_s + ownMatterSql() + u')';
    kind.parent = &matterKind();
    return kind;
}

} // namespace

const RecordKind &oversightKind(const QString &name)
{
    const QString called = u"unit = (SELECT unit FROM account WHERE id = ?) OR "_s;
    static const QHash<QString, RecordKind> kinds{
        {u"warning"_s, kindOf(u"warning"_s, warningEntity(), {}, {})},
        {u"whistle"_s, kindOf(u"whistle"_s, whistleEntity(), {}, called)},
        {u"supervision"_s, kindOf(u"supervision"_s, supervisionEntity(), "number"_L1, called + u"account = ? OR "_s)},
        {u"part"_s, kindOf(u"part"_s, coUnitEntity(), {}, {})}};
    return *kinds.constFind(name);
}

bool itsOwn(const ActionContext &context)
{
    const Row &row = *context.subject;
    const bool account = row.entity().field("account"_L1) && row.uuid("account"_L1) == context.actor.id.value;
    return account || (!context.actor.unit.isNull() && row.uuid("unit"_L1) == context.actor.unit.value);
}

QString inStates(const QStringList &states, QVariantList *binds)
{
    for (const QString &state : states)
        *binds << state;
    return u"state IN (%1)"_s.arg(QStringList(states.size(), u"?"_s).join(u", "_s));
}

QString openCondition(const RuleSet &rules, const QString &machine, QVariantList *binds)
{
    QStringList open;
    for (const RuleRow &state : rules.table("states"_L1).rows()) {
        if (state.text("machine"_L1) == machine && !state.flag("terminal"_L1))
            open << state.text("state"_L1);
    }
    return inStates(open, binds);
}

QStringList fromStates(const RuleSet &rules, const QString &action)
{
    const RuleRow *row = rules.table("actions"_L1).find(action);
    return row ? row->list("from"_L1) : QStringList();
}

bool isLive(const RuleSet &rules, const Row &matter)
{
    const RuleRow *state = rules.table("states"_L1).find(matter.text("state"_L1));
    return state && state->text("phase"_L1) != "done"_L1;
}

void addOversight(Module &module)
{
    addWarnings(module);
    addAreaWarnings(module);
    addLevelCounts(module);
    addWhistles(module);
    addSupervision(module);
    addParts(module);
}

QVariant oversightLookup(ActionContext &context, const Row &matter, const QString &name)
{
    const auto open = [&](const Entity &entity) {
        QVariantList binds{matter.id()};
        const QString condition = openCondition(context.rules, QString(entity.name), &binds);
        return context.tx.count(entity, u"matter = ? AND "_s + condition, binds);
    };
    if (name == "open_whistles"_L1)
        return open(whistleEntity());
    if (name == "open_supervisions"_L1)
        return open(supervisionEntity());
    return warningFacts(context, matter, name);
}

} // namespace fengqiao
