#pragma once

#include <access/desk.h>

namespace fengqiao {

// What belongs to a matter and says what one of its papers needs: the last whistle, supervision, consultation, session,
// the leader-led case, the open warning. Empty for a paper of the matter itself.
[[nodiscard]] QJsonObject overlayValues(ReadContext &context, const Row &matter, const QString &code);
// The word of a code list in Chinese: papers are Chinese whatever the language of the window.
[[nodiscard]] QString chineseWord(const RuleSet &rules, QLatin1StringView list, const QString &code);
[[nodiscard]] QString paperDay(const RuleSet &rules, QDate day);
[[nodiscard]] QString paperTime(const RuleSet &rules, Instant at);

} // namespace fengqiao
