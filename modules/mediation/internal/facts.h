#pragma once

#include <access/action.h>

namespace fengqiao {

// What a rule over a matter may read while an action runs: the action's own data as data.<field>, the record's columns
// as they will be after the action, and a few values counted from elsewhere.
class Facts {
public:
    Facts(ActionContext &context, const Row *subject);
    [[nodiscard]] QVariant operator()(const QString &name) const;

private:
    ActionContext &m_context;
    const Row *m_subject;
    QVariantHash m_coming; // columns that this action's data will fill
};

// Names of the machine "matter" beyond its columns, for guards: actor_is_handler, workdays_since_assigned,
// med_clock_overdue, days_known, party_count. Invalid for any other name.
[[nodiscard]] QVariant matterLookup(ActionContext &context, const QString &name);

// The row an action is about: its subject, or the one it makes; null if it has none.
[[nodiscard]] inline const Row *subjectOf(const ActionContext &context)
{
    return context.subject ? context.subject : context.created ? &*context.created : nullptr;
}

} // namespace fengqiao
