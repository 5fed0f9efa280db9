#include "grid_names.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

GridWords::GridWords(const RuleSet &rules)
    : m_pattern(rules.setting("grid_name"_L1))
{
    for (const QString &pair : rules.setting("committee_words"_L1).split(u' ', Qt::SkipEmptyParts))
        m_words << std::pair(pair.section(u'=', 0, 0), pair.section(u'=', 1));
}

QString GridWords::village(const QString &division) const
{
    for (const auto &[end, word] : m_words) {
        if (division.size() > end.size() && division.endsWith(end))
            return division.chopped(end.size()) + word;
    }
    return division;
}

QString GridWords::base(const QString &village, int number) const
{
    return m_pattern.arg(village).arg(number);
}

QString nameWithin(const QString &name, const QString &place)
{
    return !place.isEmpty() && name.size() > place.size() && name.startsWith(place) ? name.sliced(place.size()) : name;
}

} // namespace fengqiao
