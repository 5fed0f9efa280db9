#pragma once

#include <access/module.h>

#include <report/issues.h>

namespace fengqiao {

[[nodiscard]] Result<> draftIssue(ActionContext &context);
[[nodiscard]] Result<> editIssue(ActionContext &context);
[[nodiscard]] Result<> freezeIssue(ActionContext &context);
[[nodiscard]] Result<> publishIssue(ActionContext &context);

// Is there anything in the texts of an issue by which people of a matter could be known? Codes "issue.case_name",
// "issue.case_number", "issue.case_short", "issue.case_matter_missing".
[[nodiscard]] Result<> checkAnonymous(ActionContext &context, const Row &issue);

[[nodiscard]] QList<VerifyFault> verifyIssues(Reader &reader, const RuleSet &rules);

// Reading with the eyes of whoever acts.
[[nodiscard]] ReadContext readingOf(ActionContext &context);

inline constexpr qint64 mostContentBytes = 16LL * 1024 * 1024;

} // namespace fengqiao
