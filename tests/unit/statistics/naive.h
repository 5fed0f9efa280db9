#pragma once

#include <statistics/metrics.h>

namespace fengqiao {

// The dictionary read once more, by rows and C++ alone: what the figures are compared with.
struct NaiveCount {
    qint64 n = 0;
    qint64 total = 0;
    friend bool operator==(const NaiveCount &, const NaiveCount &) = default;
};

class Naive {
public:
    Naive(Reader &reader, const RuleSet &rules)
        : m_reader(reader)
        , m_rules(rules)
    {
    }

    // Of a metric that counts or sums (a stock as of the last day).
    [[nodiscard]] NaiveCount count(const MetricRequest &request, const QString &metric);
    [[nodiscard]] QStringList values(const MetricRequest &request, const QString &metric); // of the measure, sorted

private:
    [[nodiscard]] const QList<Row> &rowsOf(const Entity &entity);
    [[nodiscard]] QVariant value(const Row &row, const QString &base, const QString &name);
    [[nodiscard]] QVariant computed(const Row &row, const QString &base, const RuleRow &field);
    [[nodiscard]] bool counts(const Row &row, const RuleRow &metric, const MetricRequest &request);
    [[nodiscard]] bool inPeriod(const Row &row, const RuleRow &metric, const MetricRequest &request);

    Reader &m_reader;
    const RuleSet &m_rules;
    QHash<const Entity *, QList<Row>> m_rows;
};

} // namespace fengqiao
