#pragma once

#include <access/desk.h>

namespace fengqiao {

// Chinese words for what stands on paper, whatever language the program speaks: papers are Chinese always.
class ReportWords {
public:
    ReportWords(Reader &reader, const RuleSet &rules)
        : m_reader(reader)
        , m_rules(rules)
    {
    }

    [[nodiscard]] QString code(QLatin1StringView list, const QString &code) const;

    [[nodiscard]] QString report(QLatin1StringView code) const
    {
        return this->code(QLatin1StringView("report_word"), code);
    }

    [[nodiscard]] QString metric(const QString &metric) const;
    [[nodiscard]] QString sentence(const QString &metric) const;
    [[nodiscard]] QString unit(const QString &metric) const;
    [[nodiscard]] bool isPercent(const QString &metric) const;
    [[nodiscard]] QString division(const QString &code) const;
    // The value of a dimension of that metric.
    [[nodiscard]] QString value(const QString &metric, const QString &dimension, const QString &value) const;

private:
    [[nodiscard]] const RuleRow &row(const QString &metric) const;
    [[nodiscard]] QString record(const QString &hex) const;

    Reader &m_reader;
    const RuleSet &m_rules;
};

} // namespace fengqiao
