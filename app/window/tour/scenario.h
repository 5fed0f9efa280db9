#pragma once

#include <QHash>
#include <QList>
#include <QStringList>

#include <access/desk.h>

namespace fengqiao {

// The acceptance scenario as data: the actions of resources/demo/scenario.jsonl (the same lines that `fengqiaoctl
// apply` reads) and what their records must have become (scenario_expected.csv).
class Scenario {
public:
    struct Line {
        QString key;
        QString as;
        ActionRequest request;
    };

    struct Expectation {
        QString record; // key of the line that made it
        QString field;
        QString value;
    };

    [[nodiscard]] static Result<Scenario> load(); // "demo.faulty"

    [[nodiscard]] const QList<Expectation> &expectations() const { return m_expectations; }

    [[nodiscard]] const Line *line(const QString &key) const;
    [[nodiscard]] QStringList keys() const; // in the order of the week
    // With every "$key" replaced by what it made, also where a person made it in the window.
    [[nodiscard]] ActionRequest request(const Line &line) const;
    void bind(const QString &key, QUuid id);
    void bind(const QString &key, const ActionOutcome &outcome); // an opened matter rather than the visit it came from

    [[nodiscard]] QUuid id(const QString &key) const { return m_ids.value(key); }

private:
    [[nodiscard]] QJsonValue replaced(const QJsonValue &value, const QString &field) const;
    QList<Line> m_lines;
    QList<Expectation> m_expectations;
    QHash<QString, QUuid> m_ids;
};

// What a record has become, as a sentence for each expectation that is not met; empty if all is as it should be.
[[nodiscard]] QStringList faultsOf(ReadContext &context, const Scenario &scenario);

} // namespace fengqiao
