#pragma once

#include <report/issues.h>

#include "report_figures.h"
#include "report_words.h"

namespace fengqiao {

// The content of an issue comes in two steps: the plan, which says what is asked for (from the rule tables, or as it
// was frozen), and the figures that fill it. Recomputing is filling a frozen plan again.
[[nodiscard]] Result<QJsonObject> planIssue(ReadContext &context, const IssueDraft &draft);
// Computes every figure of a planned content, as of context.now; with `kept` as the rows stood when that was frozen.
[[nodiscard]] Result<> fillIssue(ReadContext &context, QJsonObject &content, QUuid kept = {});
// Notes that the figures call for; done once, before freezing.
void addNotes(const RuleSet &rules, QJsonObject &content);

// "level=red orange,channel=COURT": dimension -> values.
[[nodiscard]] QMap<QString, QStringList> filtersFrom(const QString &text);
[[nodiscard]] QJsonObject filtersJson(const QMap<QString, QStringList> &filters);
[[nodiscard]] Asked askedFrom(const QJsonObject &column);

// What a rule table of reports says that schema.csv cannot check: unknown tables, charts, placeholders.
[[nodiscard]] QList<RuleFault> reportFaults(const RuleSet &rules);

// {visit_batches}, {visit_batches|change_last_year}: metric, show, place in the text.
struct Placeholder {
    QString whole;
    QString name;
    QString show;
};

[[nodiscard]] QList<Placeholder> placeholdersIn(const QString &text);

} // namespace fengqiao
