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

// "大集村第1网格" in 大集村: "第1网格"; as it is where it does not begin with the place.
[[nodiscard]] QString nameWithin(const QString &name, const QString &place);

} // namespace fengqiao
