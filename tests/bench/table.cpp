#include "table.h"

#include <algorithm>
#include <cstdio>

namespace fengqiao {

using namespace Qt::StringLiterals;

double Samples::at(double share) const
{
    if (m_values.isEmpty())
        return 0;
    std::ranges::sort(m_values);
    const auto index = static_cast<qsizetype>(share * static_cast<double>(m_values.size()));
    return m_values[std::min(index, m_values.size() - 1)];
}

void heading(const QString &text)
{
    std::printf("\n%s\n", qPrintable(text));
}

void figure(const QString &what, const QString &measured, const QString &bound, bool reached)
{
    std::printf("  %-44s %-44s %-26s %s\n", qPrintable(what), qPrintable(measured), qPrintable(bound),
                reached ? "reached" : "NOT REACHED");
    std::fflush(stdout);
}

QString milliseconds(double microseconds)
{
    return QString::number(microseconds / 1000, 'f', microseconds < 10000 ? 3 : 1) + u" ms"_s;
}

} // namespace fengqiao
