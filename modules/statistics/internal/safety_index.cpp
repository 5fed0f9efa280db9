#include <statistics/safety_index.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <grid/grid.h>
#include <statistics/appraisal.h>
#include <statistics/declared.h>
#include <statistics/metrics.h>

#include "declared_area.h"
#include "fraction.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SafetyIndex)
};

constexpr int decimals = 2;
constexpr int hundred = 100;

QString dash()
{
    return u"—"_s;
}

// domain.md 6.5: clamp(100 - 40 (q - 0.5), 0, 100) of a rate, p of a percentage.
Fraction scoreOf(const QString &kind, const Fraction &value)
{
    const Fraction score = kind == "rate"_L1 ? Fraction(hundred) - Fraction(40) * (value - Fraction(1, 2)) : value;
    if (score < Fraction(0))
        return Fraction(0);
    return Fraction(hundred) < score ? Fraction(hundred) : score;
}

QString bandOf(const RuleSet &rules, const Fraction &index, QString *word)
{
    const RuleRow *best = nullptr;
    for (const RuleRow &row : rules.table("safety_bands"_L1).rows())
        if (!(index < Fraction(row.number("from"_L1))) && (!best || best->number("from"_L1) < row.number("from"_L1)))
            best = &row;
    if (!best)
        return {};
    *word = best->word();
    return best->text("band"_L1);
}

// Declared counts of one area, by item, month by month.
class DeclaredItems {
public:
    DeclaredItems(ReadContext &context, const QString &area)
        : m_context(context)
        , m_area(area)
    {
    }

    // The figure of exactly this month; nothing where nobody declared it, or only words.
    [[nodiscard]] std::optional<Fraction> value(const QString &item, QDate month)
    {
        QVariantList binds{m_area, m_context.rules.setting("safety_set"_L1), item, month.toJulianDay(),
                           month.addMonths(1).addDays(-1).toJulianDay()};
        const QString scope = m_context.scopeSql(declaredFigureKind(), &binds);
        const QList<Row> rows = m_context.tx.select(
            declaredFigureEntity(),
            u"org = ? AND \"set\" = ? AND item = ? AND from_date = ? AND to_date = ? AND replaced_by IS NULL AND (%1) "
            "ORDER BY declared_at DESC LIMIT 1"_s.arg(scope),
            binds);
        const auto number = rows.isEmpty() ? std::nullopt : printedNumber(rows.first().text("value"_L1));
        if (!number)
            return std::nullopt;
        qint64 scale = 1;
        for (int i = 0; i < number->decimals; ++i)
            scale *= 10;
        return Fraction(number->units, scale);
    }

private:
    ReadContext &m_context;
    QString m_area;
};

struct Known {
    Fraction value;
    QString shown;
    SafetyInput::Source source = SafetyInput::Source::Declared;
};

// Rate of the month over the mean rate of the same month in the years before; 0.5 is added to both counts, so that a
// month without anything neither divides by zero nor looks perfect.
std::optional<Known> rateOf(ReadContext &context, DeclaredItems &items, const QString &item, QDate month)
{
    const int years = std::max(1, context.rules.settingNumber("safety_base_years"_L1));
    const auto now = items.value(item, month);
    const auto people = items.value(u"residents"_s, month);
    if (!now || !people || !(Fraction(0) < *people))
        return std::nullopt;
    Fraction counts;
    Fraction residents;
    for (int back = 1; back <= years; ++back) {
        const auto count = items.value(item, month.addYears(-back));
        const auto then = items.value(u"residents"_s, month.addYears(-back));
        if (!count || !then || !(Fraction(0) < *then))
            return std::nullopt; // a mean of fewer years would be another formula
        counts = counts + *count;
        residents = residents + *then;
    }
    const Fraction half(1, 2);
    const Fraction mean = counts / Fraction(years);
    const Fraction rate = (*now + half) / *people;
    const Fraction base = (mean + half) / (residents / Fraction(years));
    return Known{rate / base, Words::tr("%1 against %2 on average").arg(now->text(0), mean.text(decimals))};
}

QString kindWord(const RuleRow &row)
{
    return row.text("kind"_L1);
}

SafetyItem itemOf(const RuleRow &row, const std::optional<Known> &known)
{
    SafetyItem item;
    item.item = row.text("item"_L1);
    item.word = row.word();
    item.kind = kindWord(row);
    item.weight = Fraction(row.number("weight"_L1), hundred).text(decimals);
    item.known = known.has_value();
    item.value = known ? known->value.text(decimals) : dash();
    item.score = known ? scoreOf(item.kind, known->value).text(decimals) : dash();
    item.shown = known ? known->shown : QString();
    item.source = known ? known->source : SafetyInput::Source::None;
    item.metric = row.text("metric"_L1);
    return item;
}

SafetyIndex indexOf(const RuleSet &rules, const QMap<QString, Known> &known)
{
    SafetyIndex index;
    Fraction sum;
    qint64 weights = 0;
    qint64 all = 0;
    for (const RuleRow &row : rules.table("safety_index"_L1).rows()) {
        const QString name = row.text("item"_L1);
        const auto it = known.constFind(name);
        index.items.append(itemOf(row, it == known.cend() ? std::nullopt : std::optional(*it)));
        all += row.number("weight"_L1);
        if (it == known.cend())
            continue;
        weights += row.number("weight"_L1);
        sum = sum + Fraction(row.number("weight"_L1)) * scoreOf(row.text("kind"_L1), it->value);
    }
    index.coverage = Fraction(weights, std::max<qint64>(1, all)).text(decimals);
    index.published = weights > 0 && weights * hundred >= all * rules.settingNumber("safety_coverage_percent"_L1);
    index.text = dash();
    index.formula = Words::tr("Sum of weight × S over the sum of the known weights; S = 100 − 40 × (q − 0.5) within 0 "
                              "and 100 for a rate, S = p for a percentage. q: rate of the month over the mean of the "
                              "same month of the years before, 0.5 added to both counts.");
    if (weights == 0)
        return index;
    const Fraction value = sum / Fraction(weights);
    index.text = value.text(decimals);
    if (index.published)
        index.band = bandOf(rules, value, &index.bandWord);
    return index;
}

QString areaOf(const ReadContext &context, const QString &given)
{
    return given.isEmpty() ? context.actor.area.digits() : given;
}

Result<QMap<QString, Known>> readItems(ReadContext &context, const QString &area, QDate month)
{
    DeclaredItems declared(context, area);
    QMap<QString, Known> known;
    for (const RuleRow &row : context.rules.table("safety_index"_L1).rows()) {
        const QString item = row.text("item"_L1);
        if (row.text("kind"_L1) == "rate"_L1) {
            if (const auto rate = rateOf(context, declared, item, month))
                known.insert(item, *rate);
            continue;
        }
        if (const auto percent = declared.value(item, month)) {
            known.insert(item, {*percent, Words::tr("declared")});
            continue;
        }
        const QString metric = row.text("metric"_L1);
        if (metric.isEmpty())
            continue;
        const MetricRequest request{
            .metric = metric, .period = {month, month.addMonths(1).addDays(-1)}, .area = area, .filters = {}};
        const auto figure = computeMetric(context, request);
        if (!figure)
            return fail(figure.error());
        if (figure->denominator > 0 && !figure->suppressed)
            known.insert(item, {Fraction(figure->numerator * hundred, figure->denominator),
                                u"%1 / %2"_s.arg(figure->numerator).arg(figure->denominator),
                                SafetyInput::Source::Dictionary});
    }
    return known;
}

} // namespace

SafetyIndex safetyIndex(const RuleSet &rules, const QMap<QString, SafetyInput> &inputs)
{
    QMap<QString, Known> known;
    for (auto it = inputs.cbegin(); it != inputs.cend(); ++it)
        known.insert(it.key(), {Fraction(it->above, it->below), it->shown, it->source});
    return indexOf(rules, known);
}

Result<SafetyIndex> computeSafetyIndex(ReadContext &context, const QString &monthText, const QString &areaText)
{
    const auto month = monthOf(monthText);
    if (!month)
        return fail(ErrorKind::Usage, u"safety.month_format"_s, Words::tr("A month is written like 2026-09."),
                    u"month"_s);
    if (month->addMonths(1) > context.now.localDate())
        return fail(ErrorKind::Forbidden, u"safety.month_future"_s,
                    Words::tr("%1 is not over yet; its figures still change.").arg(monthText), u"month"_s);
    if (context.grant(declaredFigureKind().permission) != Grant::All)
        return fail(ErrorKind::NotPermitted, u"safety.not_permitted"_s,
                    Words::tr("The safety index is not open to your role."));
    const QString area = areaOf(context, areaText);
    if (!area.startsWith(context.actor.area.digits()))
        return fail(ErrorKind::NotPermitted, u"safety.area_scope"_s,
                    Words::tr("Figures of %1 are not open to you.").arg(area), u"area"_s);
    const auto known = readItems(context, area, *month);
    if (!known)
        return fail(known.error());
    SafetyIndex index = indexOf(context.rules, *known);
    index.area = area;
    const auto division = DivisionCode::parse(area);
    index.areaWord = division ? placeName(context.tx, *division) : area;
    index.month = monthText;
    return index;
}

QJsonObject SafetyIndex::toJson() const
{
    QJsonArray list;
    for (const SafetyItem &item : items)
        list.append(QJsonObject{{u"item"_s, item.item},
                                {u"word"_s, item.word},
                                {u"kind"_s, item.kind},
                                {u"weight"_s, item.weight},
                                {u"value"_s, item.value},
                                {u"score"_s, item.score},
                                {u"from"_s, item.shown},
                                {u"known"_s, item.known}});
    return {{u"area"_s, area},       {u"area_word"_s, areaWord}, {u"month"_s, month},       {u"index"_s, text},
            {u"band"_s, band},       {u"band_word"_s, bandWord}, {u"coverage"_s, coverage}, {u"published"_s, published},
            {u"formula"_s, formula}, {u"items"_s, list}};
}

QList<RuleFault> safetyIndexFaults(const RuleSet &rules)
{
    QList<RuleFault> faults;
    qint64 weights = 0;
    const QList<RuleRow> &items = rules.table("safety_index"_L1).rows();
    for (const RuleRow &row : items) {
        weights += row.number("weight"_L1);
        if (!rules.hasCode(u"safety_kind"_s, row.text("kind"_L1)))
            faults.append({u"safety_index.csv"_s, row.line(), 1,
                           Words::tr("An item is a rate or a percentage, not \"%1\".").arg(row.text("kind"_L1))});
    }
    if (!items.isEmpty() && weights != hundred)
        faults.append({u"safety_index.csv"_s, items.last().line(), 1,
                       Words::tr("The weights add up to %1 instead of 100.").arg(weights)});
    const QList<RuleRow> &bands = rules.table("safety_bands"_L1).rows();
    if (std::ranges::none_of(bands, [](const RuleRow &row) { return row.number("from"_L1) == 0; }))
        faults.append({u"safety_bands.csv"_s, bands.isEmpty() ? 1 : bands.last().line(), 1,
                       Words::tr("The lowest band must begin at 0.")});
    return faults;
}

} // namespace fengqiao
