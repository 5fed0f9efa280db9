#pragma once

#include <QCoreApplication>

#include <access/module.h>
#include <mediation/mediation.h>
#include <mediation/oversight.h>

namespace fengqiao {

// Inside the area of oversight.

struct Oversight {
    Q_DECLARE_TR_FUNCTIONS(Oversight)
};

// Handlers. Everything else of domain.md 2.4 works by the tables alone.
[[nodiscard]] Result<> suggestWarning(ActionContext &context);
[[nodiscard]] Result<> openWarning(ActionContext &context);
[[nodiscard]] Result<> confirmWarning(ActionContext &context);
[[nodiscard]] Result<> changeWarning(ActionContext &context);
[[nodiscard]] Result<> renewWarning(ActionContext &context);
[[nodiscard]] Result<> clearWarning(ActionContext &context);

[[nodiscard]] Result<> dismissWarning(ActionContext &context);
[[nodiscard]] Result<> lapseWarning(ActionContext &context);
[[nodiscard]] Result<> watchWarnings(ActionContext &context);
[[nodiscard]] Result<> importLevelCounts(ActionContext &context);

[[nodiscard]] Result<> blowWhistle(ActionContext &context);
[[nodiscard]] Result<> callUnits(ActionContext &context);
[[nodiscard]] Result<> acknowledgeWhistle(ActionContext &context);
[[nodiscard]] Result<> arriveWhistle(ActionContext &context);
[[nodiscard]] Result<> declineWhistle(ActionContext &context);
[[nodiscard]] Result<> endWhistle(ActionContext &context);
[[nodiscard]] Result<> nameLead(ActionContext &context);

[[nodiscard]] Result<> beginReminder(ActionContext &context);
[[nodiscard]] Result<> beginSupervision(ActionContext &context);
[[nodiscard]] Result<> writeYellowLetter(ActionContext &context);
[[nodiscard]] Result<> writeRedLetter(ActionContext &context);
[[nodiscard]] Result<> circulateSupervision(ActionContext &context);
[[nodiscard]] Result<> replySupervision(ActionContext &context);
[[nodiscard]] Result<> liftSupervision(ActionContext &context);
[[nodiscard]] Result<> runReminders(ActionContext &context);

[[nodiscard]] Result<> assignPart(ActionContext &context);
[[nodiscard]] Result<> signPart(ActionContext &context);

// Hooks after transitions.
[[nodiscard]] Result<> warnAfter(ActionContext &context);         // a level was confirmed, danger was reported
[[nodiscard]] Result<> whistleAfter(ActionContext &context);      // a new lead, a supervised whistle
[[nodiscard]] Result<> assignPartsAfter(ActionContext &context);  // co-units of an assignment
[[nodiscard]] Result<> endRemindersAfter(ActionContext &context); // what was reminded of is done

// The record is this actor's own: of his unit, or about himself. Owning the matter is not enough to answer for others.
[[nodiscard]] bool itsOwn(const ActionContext &context);

// ---- warning boards ----
// Suggests a warning of a matter unless one as serious stands or waits; true if it did. `ruleNames` of warning_rules.
[[nodiscard]] Result<bool> suggestFor(ActionContext &context, const Row &matter, const QString &level,
                                      const QString &reason, const QString &ruleNames);
// The same of a place; `matters` is how many stand behind it.
[[nodiscard]] Result<bool> suggestForPlace(ActionContext &context, const QString &place, const QString &level,
                                           const QString &reason, const QString &ruleNames, qint64 matters);
[[nodiscard]] QStringList holdingRules(ActionContext &context, const Row &matter);
[[nodiscard]] bool reviewPassed(const ActionContext &context); // of the subject, a warning
// A renewed warning stands again, if it had lapsed.
void reviveLapsed(ActionContext &context, const QString &lapse, const QString &confirm);
// From which day matters of a place count: not those that a cleared or dismissed warning was about.
[[nodiscard]] QDate placeAnsweredOn(Reader &reader, const QString &place);
void addAreaWarnings(Module &module);
void addLevelCounts(Module &module);
[[nodiscard]] Result<> seedLevelCounts(Writer &tx, const NewCounty &county); // of the demo county

// Names for guards; invalid for a name that is not its own.
[[nodiscard]] QVariant warningLookup(ActionContext &context, const QString &name);
[[nodiscard]] QVariant whistleLookup(ActionContext &context, const QString &name);
[[nodiscard]] QVariant supervisionLookup(ActionContext &context, const QString &name);
[[nodiscard]] QVariant partLookup(ActionContext &context, const QString &name);
[[nodiscard]] QVariant warningFacts(ActionContext &context, const Row &matter, const QString &name);

[[nodiscard]] const RecordKind &oversightKind(const QString &name); // warning, whistle, supervision, part

// "state IN (...)": the states of a machine that are not terminal.
[[nodiscard]] QString openCondition(const RuleSet &rules, const QString &machine, QVariantList *binds);
[[nodiscard]] QString inStates(const QStringList &states, QVariantList *binds);
[[nodiscard]] QStringList fromStates(const RuleSet &rules, const QString &action); // in which an action may be done
// Not finished: its state is of another phase than "done".
[[nodiscard]] bool isLive(const RuleSet &rules, const Row &matter);
[[nodiscard]] QString dutyOf(const RuleSet &rules, const QString &clock); // who must keep a time limit of this code
[[nodiscard]] int levelOrder(const RuleSet &rules, const QString &scheme, const QString &level);

// The first day on which a letter about a time limit may go out: the first working day after it has passed; a red one
// some working days later.
[[nodiscard]] QDate yellowFrom(const WorkCalendar &calendar, Instant due);
[[nodiscard]] QDate redFrom(const WorkCalendar &calendar, const RuleSet &rules, Instant due);

} // namespace fengqiao
