#pragma once

#include <access/actor.h>
#include <core/rules.h>
#include <store/row.h>

namespace fengqiao {

// The fast path (domain.md 2.3): a none or yellow matter that is settled at once goes from its registration to
// mediation, and further if it is agreed on, by one form and in one transaction. Each step is its own action with its
// own guards and its own row of the history. Settings fast_path_steps, fast_path_ending and fast_path_levels.
struct FastStep {
    const RuleRow *action = nullptr;
    bool needed = true;            // the ending is taken only as far as it is filled in
    QHash<QString, QString> names; // what the step asks for, and what the one form calls it
    QStringList asks;              // of these, what no other step of the form asks for
};

// Where it begins: with a matter in this state, a visit that becomes one, or nothing yet.
struct FastStart {
    QString state;
    bool visit = false;
};

// The steps still to be taken from there.
[[nodiscard]] QList<FastStep> fastSteps(const RuleSet &rules, const FastStart &start = {});
// May this person take every step that is needed, as far as roles say it?
[[nodiscard]] bool mayTakeFastPath(const RuleSet &rules, const Actor &actor, const FastStart &start = {});

} // namespace fengqiao
