#include "computed.h"

#include <mediation/subsidy_rule.h>
#include <store/stored.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto subsidyRule = "subsidy"_L1;

} // namespace

QStringList factsOfRule(const RuleSet &rules, const QString &rule)
{
    return rule == subsidyRule ? subsidyInputs(rules) : QStringList();
}

QStringList factColumns(const Metric &metric, RowSource source)
{
    QStringList columns;
    for (const QString &fact : metric.facts)
        columns << metric.base->sql(fact, source);
    return columns;
}

qint64 computedValue(const RuleSet &rules, const Metric &metric, const Query &row, int firstFact)
{
    QVariantHash inputs;
    for (qsizetype i = 0; i < metric.facts.size(); ++i) {
        const QString &fact = metric.facts.at(i);
        inputs.insert(fact, valueFromStored(metric.base->typeOf(fact).value_or(FieldType::Text),
                                            row.value(firstFact + static_cast<int>(i))));
    }
    return subsidyAmount(rules, inputs).fen;
}

} // namespace fengqiao
