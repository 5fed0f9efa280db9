#pragma once

#include <QHash>
#include <QStringList>

#include <access/module.h>
#include <mediation/mediation.h>

namespace fengqiao {

// Rule table warning_rules at work: which rules hold for one matter or one place.
class WarningRules {
public:
    using Lookup = Expression::Lookup;

    WarningRules(const RuleSet &rules, const QString &about);

    [[nodiscard]] const QList<const RuleRow *> &rows() const { return m_rows; }

    // Rules that hold, in the order of the table. `facts` of a place may differ by rule: by its days.
    [[nodiscard]] QList<const RuleRow *> holding(const std::function<Lookup(const RuleRow &)> &facts) const;

private:
    [[nodiscard]] bool holds(const RuleRow &rule, const std::function<Lookup(const RuleRow &)> &facts,
                             QHash<QString, bool> &known) const;
    const RuleTable &m_table;
    QList<const RuleRow *> m_rows;
};

inline constexpr auto ruleName = QLatin1StringView("rule."); // of a name that asks for another rule

// What a rule may ask of a matter besides its own plain columns: see the head of warning_rules.csv.
[[nodiscard]] QStringList matterFactNames();
[[nodiscard]] QStringList placeFactNames();
[[nodiscard]] Expression::Lookup matterFacts(Reader &reader, const RuleSet &rules, const Row &matter, Instant now);
// Of matters registered from `from` on whose place begins with these digits.
[[nodiscard]] Expression::Lookup placeFacts(Reader &reader, const RuleSet &rules, const QString &place, QDate from);

// A rule's words for a reason: "A; B".
[[nodiscard]] QString wordsOf(const QList<const RuleRow *> &rules);
[[nodiscard]] QStringList namesOf(const QList<const RuleRow *> &rules);

} // namespace fengqiao
