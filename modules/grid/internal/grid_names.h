#pragma once

#include <QList>
#include <QString>

#include <core/rules.h>

namespace fengqiao {

// How grids are called where nobody gave them a name, by the settings grid_name and committee_words.
class GridWords {
public:
    explicit GridWords(const RuleSet &rules);
    [[nodiscard]] QString village(const QString &division) const; // 刘崖村民委员会 -> 刘崖村
    [[nodiscard]] QString base(const QString &village, int number) const;

private:
    QList<std::pair<QString, QString>> m_words; // the end of a name -> what stands for it
    QString m_pattern;
};

} // namespace fengqiao
