#pragma once

#include <mediation/mediation.h>
#include <mediation/queries.h>

namespace fengqiao {

// States of matters that are at work: not terminal, stages from..to. Board: up to agreed or failed.
[[nodiscard]] QStringList openStates(const RuleSet &rules, int fromStage, int toStage);
// "state IN (?, ?)" and its binds.
[[nodiscard]] QString stateCondition(const QStringList &states, QVariantList *binds);

[[nodiscard]] QString tableWord(const RuleSet &rules, QLatin1StringView table, const QString &key);
[[nodiscard]] MatterCard cardOf(ReadContext &context, const Row &matter);
[[nodiscard]] DueNote dueOf(ReadContext &context, QUuid subject);
// Rows of matters the actor may see among those that match, in the scope of the permission matter.read.
[[nodiscard]] QList<Row> visibleMatters(ReadContext &context, const QString &where, const QVariantList &binds,
                                        int limit);
[[nodiscard]] QString personField(const ReadContext &context, const Row &person, QLatin1StringView field,
                                  bool maskNames);

} // namespace fengqiao
