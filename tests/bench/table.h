#pragma once

#include <QList>
#include <QString>

namespace fengqiao {

// Durations in microseconds of many runs of one thing.
class Samples {
public:
    void add(double microseconds) { m_values << microseconds; }

    [[nodiscard]] double at(double share) const; // 0.5 = median, 0.99 = p99

    [[nodiscard]] qsizetype count() const { return m_values.size(); }

private:
    mutable QList<double> m_values;
};

void heading(const QString &text);
// One line: what, measured, what it must reach, and whether it did.
void figure(const QString &what, const QString &measured, const QString &bound, bool reached);
[[nodiscard]] QString milliseconds(double microseconds);

} // namespace fengqiao
