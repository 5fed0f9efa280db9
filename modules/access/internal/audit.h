#pragma once

#include <access/entities.h>

namespace fengqiao {

struct AuditEntry {
    QUuid account;
    QString kind; // action, refused, read, unmask, sign_in, export, rules, account
    QString action;
    QString subjectKind;
    QUuid subject;
    QJsonObject detail; // personal fields masked already
};

// The chain: every row carries the hash of the one before it, and `meta` holds the last number and hash, so that a
// changed, inserted or missing row shows, also at the end. Writer thread only, inside the transaction of what it logs.
void appendAudit(Writer &tx, const AuditEntry &entry);
[[nodiscard]] std::optional<VerifyFault> verifyAudit(Reader &reader); // the first broken row

} // namespace fengqiao
