#include <statistics/appraisal.h>

#include <QJsonArray>
#include <cmath>

#include "appraisal_area.h"
#include "fraction.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int decimals = 2;
constexpr auto dash = "—"_L1;
constexpr double z95 = 1.959963984540054; // of the normal distribution, two-sided 95 %

QString percentText(double share)
{
    return QString::number(std::clamp(share, 0.0, 1.0) * 100, 'f', decimals);
}

// E. B. Wilson 1927: the interval that stays within 0 and 100 and is honest about few cases.
void addWilson(Appraisal &result, const Kept &success)
{
    if (success.of == 0) {
        result.success = result.wilsonLow = result.wilsonHigh = QString::fromUtf8(dash.data(), dash.size());
        return;
    }
    result.success = (Fraction(success.met, success.of) * Fraction(100)).text(decimals);
    const auto n = static_cast<double>(success.of);
    const double share = static_cast<double>(success.met) / n;
    const double square = z95 * z95;
    const double centre = (share + square / (2 * n)) / (1 + square / n);
    const double half = z95 / (1 + square / n) * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
    result.wilsonLow = percentText(centre - half);
    result.wilsonHigh = percentText(centre + half);
}

// One part (quality, records): the points of what could not be judged go to the others in proportion. Nothing where
// nothing could be judged.
std::optional<Fraction> partScore(const QList<const RuleRow *> &rows, const AppraisalFacts &facts, Appraisal &result)
{
    qint64 all = 0;
    qint64 judged = 0;
    for (const RuleRow *row : rows) {
        const Kept kept = facts.items.value(row->text("item"_L1));
        all += row->number("points"_L1);
        judged += kept.of > 0 && kept.of >= row->number("least"_L1) ? row->number("points"_L1) : 0;
    }
    Fraction sum;
    for (const RuleRow *row : rows) {
        AppraisalItem item{row->text("part"_L1), row->text("item"_L1), row->word(), u"0.00"_s, u"0.00"_s, {}, false};
        item.kept = facts.items.value(item.item);
        item.judged = item.kept.of > 0 && item.kept.of >= row->number("least"_L1);
        if (item.judged) {
            const Fraction points = Fraction(row->number("points"_L1) * all, judged);
            const Fraction score = points * Fraction(item.kept.met, item.kept.of);
            item.points = points.text(decimals);
            item.score = score.text(decimals);
            sum = sum + score;
        }
        result.items.append(item);
    }
    return judged > 0 ? std::optional(sum) : std::nullopt;
}

Fraction casesScore(const RuleTable &table, const AppraisalFacts &facts, Appraisal &result)
{
    for (auto it = facts.cases.cbegin(); it != facts.cases.cend(); ++it) {
        const RuleRow *weight = table.find(u"weight/"_s + it.key());
        result.n += *it;
        result.weight += *it * (weight ? weight->number("points"_L1) : 0);
    }
    const RuleRow *rule = table.find(u"cases/cases"_s);
    if (!rule)
        return {};
    const qint64 full = std::max(1, rule->number("least"_L1));
    return Fraction(rule->number("points"_L1)) * Fraction(std::min(result.weight, full), full);
}

} // namespace

Appraisal appraise(const RuleSet &rules, const AppraisalFacts &facts)
{
    const RuleTable &table = rules.table("appraisal"_L1);
    Appraisal result;
    Fraction total = casesScore(table, facts, result);
    result.casesScore = total.text(decimals);
    bool complete = true;
    for (const QString &part : {u"quality"_s, u"records"_s}) {
        const auto score = partScore(table.where("part"_L1, part), facts, result);
        complete = complete && score.has_value();
        total = total + score.value_or(Fraction());
    }
    result.total = complete ? total.text(decimals) : QString::fromUtf8(dash.data(), dash.size());
    addWilson(result, facts.success);
    return result;
}

QJsonObject Appraisal::toJson() const
{
    QJsonArray list;
    for (const AppraisalItem &item : items)
        list.append(QJsonObject{{u"part"_s, item.part},
                                {u"item"_s, item.item},
                                {u"points"_s, item.points},
                                {u"score"_s, item.score},
                                {u"met"_s, item.kept.met},
                                {u"of"_s, item.kept.of},
                                {u"judged"_s, item.judged}});
    return {
        {u"n"_s, n},         {u"weight"_s, weight},   {u"cases_score"_s, casesScore}, {u"items"_s, list},
        {u"total"_s, total}, {u"success"_s, success}, {u"wilson_low"_s, wilsonLow},   {u"wilson_high"_s, wilsonHigh}};
}

QList<AppraisalAddend> appraisalAddends(const RuleSet &rules, const QJsonObject &detail)
{
    const RuleTable &table = rules.table("appraisal"_L1);
    const auto partWord = [&rules](const QString &part) { return rules.word("appraisal_part"_L1, part); };
    QList<AppraisalAddend> addends;
    if (const RuleRow *cases = table.find(u"cases/cases"_s))
        addends.append({partWord(u"cases"_s), cases->word(),
                        Appraisals::tr("%n case(s), weight %1 of %2", nullptr, detail["n"_L1].toInt())
                            .arg(detail["weight"_L1].toInt())
                            .arg(cases->number("least"_L1)),
                        Fraction(cases->number("points"_L1)).text(decimals), detail["cases_score"_L1].toString(),
                        true});
    for (const auto &value : detail["items"_L1].toArray()) {
        const QJsonObject item = value.toObject();
        const QString part = item["part"_L1].toString();
        const RuleRow *row = table.find(part + u'/' + item["item"_L1].toString());
        const bool judged = item["judged"_L1].toBool();
        const QString counted = judged ? Appraisals::tr("%1 of %2", "so many of so many")
                                             .arg(item["met"_L1].toInteger())
                                             .arg(item["of"_L1].toInteger())
                                       : Appraisals::tr("%1 to judge by, %2 are needed: its points go to the others")
                                             .arg(item["of"_L1].toInteger())
                                             .arg(row ? row->number("least"_L1) : 1);
        const QString nothing = QString::fromUtf8(dash.data(), dash.size());
        addends.append({partWord(part), row ? row->word() : item["item"_L1].toString(), counted,
                        judged ? item["points"_L1].toString() : nothing, judged ? item["score"_L1].toString() : nothing,
                        judged});
    }
    return addends;
}

std::optional<QDate> monthOf(const QString &text)
{
    const QDate day = text.size() == 7 ? QDate::fromString(text + u"-01"_s, Qt::ISODate) : QDate();
    return day.isValid() ? std::optional(day) : std::nullopt;
}

} // namespace fengqiao
