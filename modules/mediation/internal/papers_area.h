#pragma once

#include <mediation/papers.h>

namespace fengqiao {

// Handlers of the actions on papers.
[[nodiscard]] Result<> attachFile(ActionContext &context);
[[nodiscard]] Result<> removeAttachment(ActionContext &context);
[[nodiscard]] Result<> makeDocument(ActionContext &context);
[[nodiscard]] Result<> signDocument(ActionContext &context);
[[nodiscard]] Result<> completeDocument(ActionContext &context);
[[nodiscard]] Result<> keepDocument(ActionContext &context);
[[nodiscard]] Result<> voidDocument(ActionContext &context);
// After every transition: with its last signature a paper is complete.
[[nodiscard]] Result<> completeWhenSigned(ActionContext &context);

// The party that a field names is one of this matter. Code "document.party_other".
[[nodiscard]] Result<> partyIsOf(ActionContext &context, QLatin1StringView field, const Row &matter);

// Everything that rule tables about papers may read of one matter while one transaction or snapshot lasts.
struct PaperScene {
    Reader &tx;
    const RuleSet &rules;
    Instant now;
    const Row &matter;
    QUuid maker;    // who makes the paper
    QString number; // of the paper's own series, given when it is made
};

// names of `documents.when`: columns of the matter, did.<action>, last.<action>.<field>.
[[nodiscard]] QVariant paperFact(const PaperScene &scene, const QString &name);
// Checked data of the last event of an action on the matter or on what belongs to it, with "at" and "actor".
[[nodiscard]] std::optional<QJsonObject> lastEvent(const PaperScene &scene, const QString &action);
// A value by its source, as column `from` of document_fields names it; null if nothing is known.
[[nodiscard]] QJsonValue paperValue(const PaperScene &scene, const QString &source);
[[nodiscard]] QList<DocumentValue> paperValues(const PaperScene &scene, const QString &code);
// Kept apart from the rest of a document.
[[nodiscard]] bool isParticular(Personal personal);

// Codes of list signer_role that a document still needs.
[[nodiscard]] QStringList missingSignatures(const RuleSet &rules, const Row &document);
[[nodiscard]] bool isComplete(const RuleSet &rules, const Row &document);

[[nodiscard]] QList<DossierRow> dossierRows(const PaperScene &scene);
[[nodiscard]] QList<VerifyFault> verifyPapers(Reader &reader, const RuleSet &rules);

} // namespace fengqiao
