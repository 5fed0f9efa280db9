#pragma once

#include <access/module.h>
#include <mediation/joint.h>

namespace fengqiao {

// Columns that joint work adds to a matter, and their indexes.
[[nodiscard]] QList<Field> jointMatterFields();
[[nodiscard]] QList<Index> jointMatterIndexes();

// A refusal of the action that runs, with its own code.
[[nodiscard]] inline std::unexpected<Error> refusal(const ActionContext &context, ErrorKind kind, const QString &code,
                                                    const QString &field, const QString &sentence)
{
    return fail(kind, code, sentence, field, context.ruleId());
}

// Leader-led cases.
[[nodiscard]] Result<> proposeLeader(ActionContext &context);
[[nodiscard]] Result<> acceptLeader(ActionContext &context);
[[nodiscard]] Result<> fillFiveOnes(ActionContext &context);
[[nodiscard]] Result<> activateLeader(ActionContext &context);
[[nodiscard]] Result<> addLeaderEntry(ActionContext &context);
[[nodiscard]] Result<> concludeLeader(ActionContext &context);
[[nodiscard]] Result<> withdrawLeader(ActionContext &context);

// Consultations.
[[nodiscard]] Result<> conveneConsultation(ActionContext &context);
[[nodiscard]] Result<> holdConsultation(ActionContext &context);
[[nodiscard]] Result<> assignTasks(ActionContext &context);
[[nodiscard]] Result<> finishTask(ActionContext &context);
[[nodiscard]] Result<> endConsultation(ActionContext &context);
[[nodiscard]] Result<> openDecidedTasks(ActionContext &context); // hook: decisions of the minutes become tasks
// Of a step on a task: was it given to this person or to the own unit? Null if there is no such task.
[[nodiscard]] QVariant namedTaskIsMine(ActionContext &context);
[[nodiscard]] qint64 openTasks(Reader &reader, QLatin1StringView field, QUuid id); // of a matter or a consultation

// Judicial confirmation.
[[nodiscard]] Result<> offerConfirmation(ActionContext &context);
[[nodiscard]] Result<> applyForConfirmation(ActionContext &context);
[[nodiscard]] Result<> acceptConfirmation(ActionContext &context);
[[nodiscard]] Result<> ruleOnConfirmation(ActionContext &context);
[[nodiscard]] Result<> endConfirmation(ActionContext &context);
[[nodiscard]] Result<> offerAfterAgreement(ActionContext &context); // hook: an agreement that a court may confirm
// The clock of the joint application, wherever the ledger has moved it; nothing if none was started.
[[nodiscard]] std::optional<Row> applicationClock(Reader &reader, const RuleSet &rules, QUuid matter);
// The last day of a due date that ends at midnight.
[[nodiscard]] QDate lastDayOf(Instant due);

// The ladder, and the reply to who referred the matter.
[[nodiscard]] Result<> escalateMatter(ActionContext &context);
[[nodiscard]] Result<> handDownMatter(ActionContext &context);
[[nodiscard]] Result<> transferMatter(ActionContext &context);
[[nodiscard]] Result<> takeBackTransfer(ActionContext &context);
[[nodiscard]] Result<> replyToReferral(ActionContext &context);

} // namespace fengqiao
