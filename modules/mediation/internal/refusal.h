#pragma once

#include <access/action.h>

namespace fengqiao {

// A handler's refusal: its own code, the field it is about, and the rule of the action.
[[nodiscard]] inline std::unexpected<Error> refuse(const ActionContext &context, ErrorKind kind, const QString &code,
                                                   const QString &field, const QString &sentence)
{
    return fail(kind, code, sentence, field, context.ruleId());
}

} // namespace fengqiao
