#pragma once

#include <QDate>
#include <QMap>

#include <access/desk.h>

namespace fengqiao {

// The safety index of an area and a month (domain.md 6.5): 0 to 100 from declared counts and figures of the dictionary,
// with every item, its weight and its formula shown; no personal data, and never the disputes that were reported.

// What is known of one item: q of a rate (in thousandths of itself), p of a percentage (in hundredths of a per cent).
struct SafetyInput {
    enum class Source { None, Declared, Dictionary };
    Source source = Source::None;
    qint64 above = 0; // q or p as an exact quotient: q = above / below, p = above / below per cent
    qint64 below = 1;
    QString shown; // how it came about: "12 against 15 on average"
};

struct SafetyItem {
    QString item;
    QString word;
    QString kind;   // rate or percent
    QString weight; // as published: "0.15"
    QString value;  // q or p, rounded; "—" where it is missing
    QString score;  // S; "—" where it is missing
    QString shown;
    bool known = false;
    SafetyInput::Source source = SafetyInput::Source::None;
    QString metric; // of the dictionary, where one may stand in for a declared figure
    friend bool operator==(const SafetyItem &, const SafetyItem &) = default;
};

struct SafetyIndex {
    QString area;
    QString areaWord;
    QString month;
    QString text; // "88.10"; "—" where nothing is known
    QString band; // code and word; empty where it is not published
    QString bandWord;
    QString coverage; // share of the weights that is known: "1.00"
    bool published = false;
    QString formula; // in words
    QList<SafetyItem> items;
    [[nodiscard]] QJsonObject toJson() const;
};

// From what is known; missing items give their weight to the others, and under the coverage that setting
// safety_coverage_percent asks for nothing is published.
[[nodiscard]] SafetyIndex safetyIndex(const RuleSet &rules, const QMap<QString, SafetyInput> &inputs);

// S of one item, for the formula beside it: clamp(100 - 40 (q - 0.5), 0, 100), or p.
// Of an area's month as this person may read it. Codes "safety.month_format", "safety.month_future",
// "safety.not_permitted", "safety.area_scope".
[[nodiscard]] Result<SafetyIndex> computeSafetyIndex(ReadContext &context, const QString &month,
                                                     const QString &area = {});

// Weights that do not add up to 100, bands without a lowest one, a kind that there is not.
[[nodiscard]] QList<RuleFault> safetyIndexFaults(const RuleSet &rules);

} // namespace fengqiao
