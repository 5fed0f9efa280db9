#pragma once

#include <QCoreApplication>

#include <access/module.h>
#include <mediation/outcomes.h>

namespace fengqiao {

// Inside the area of outcomes.

[[nodiscard]] QList<Field> matterOutcome(); // its columns of the matter

struct Outcomes {
    Q_DECLARE_TR_FUNCTIONS(Outcomes)
};

// Handlers.
[[nodiscard]] Result<> makeAgreement(ActionContext &context);
[[nodiscard]] Result<> planInstalments(ActionContext &context);
[[nodiscard]] Result<> recordPerformance(ActionContext &context);
[[nodiscard]] Result<> performMatter(ActionContext &context);
[[nodiscard]] Result<> reportBreach(ActionContext &context);
[[nodiscard]] Result<> urgePerformance(ActionContext &context);
[[nodiscard]] Result<> followUp(ActionContext &context);
[[nodiscard]] Result<> nextRound(ActionContext &context);
[[nodiscard]] Result<> approveWriteOff(ActionContext &context);
[[nodiscard]] Result<> writeOff(ActionContext &context);
[[nodiscard]] Result<> closeMatter(ActionContext &context);
[[nodiscard]] Result<> archiveMatter(ActionContext &context);
[[nodiscard]] Result<> proposeSubsidy(ActionContext &context);

// The agreement that counts, and what is not yet done of it.
[[nodiscard]] std::optional<Row> currentAgreement(Reader &reader, QUuid matter);
[[nodiscard]] QList<Row> instalmentsOf(Reader &reader, QUuid matter, const std::optional<Row> &agreement);
[[nodiscard]] QList<Row> openInstalments(Reader &reader, QUuid matter);

// The number of the dossier, given once: (2026)清综人调字第0001号.
[[nodiscard]] QString dossierNumber(ActionContext &context, Row &matter);
[[nodiscard]] QString nextDossierNumber(ActionContext &context);

// Performance or lawful exit, from which follow-ups count; invalid before.
[[nodiscard]] QDate settledOn(const Row &matter);
[[nodiscard]] int roundsNeeded(const RuleSet &rules, const Row &matter);
[[nodiscard]] QList<Row> followUpRows(Reader &reader, const Row &matter); // of this run, newest first
[[nodiscard]] bool followUpCounts(const RuleSet &rules, const Row &matter, const Row &followUp);
[[nodiscard]] int roundsDone(const RuleSet &rules, const Row &matter, const QList<Row> &rows);

// A condition of the write-off as the rows have it, and why.
struct Finding {
    bool met = false;
    QString why;
};

[[nodiscard]] Finding performedFinding(Reader &reader, const Row &matter);
[[nodiscard]] Finding followedFinding(Reader &reader, const RuleSet &rules, const Row &matter);
[[nodiscard]] Finding clearedFinding(Reader &reader, const RuleSet &rules, const Row &matter);
[[nodiscard]] Finding tasksFinding(Reader &reader, const RuleSet &rules, const Row &matter);
[[nodiscard]] Finding dossierFinding(ReadContext &context, QUuid matter);
[[nodiscard]] bool isLeaderLed(Reader &reader, const Row &matter);
// Whether this person or its unit handled the matter, now or earlier.
[[nodiscard]] bool handledBy(Reader &reader, const RuleSet &rules, const Row &matter, const Actor &actor);
// Overlays of this machine that belong to the matter and stand in one of these states.
[[nodiscard]] qint64 overlaysIn(Reader &reader, const QString &machine, QUuid matter, const QStringList &states);

// A claim about a unit goes to that unit without the identity of who made it, unless solving it needs it and that is
// recorded (R6, 信访条例 30).
[[nodiscard]] bool identityWithheld(const Actor &actor, const Row &matter);
// The same in SQL over the table matter; ? is the account.
[[nodiscard]] QString identityOpenSql();
// What stands in the place of a name that is withheld.
[[nodiscard]] QString withheldName();
// An event of the history without what tells who complained.
[[nodiscard]] QJsonObject withoutIdentity(const RuleSet &rules, const QString &action, const QJsonObject &data);

// What `show` tells of it besides its fields.
[[nodiscard]] QJsonObject outcomeDetails(ReadContext &context, const Row &matter);
[[nodiscard]] bool maySeeMatter(ReadContext &context, QUuid matter, std::optional<Row> *row);
[[nodiscard]] QString listWord(const RuleSet &rules, QLatin1StringView list, const QString &code);

} // namespace fengqiao
