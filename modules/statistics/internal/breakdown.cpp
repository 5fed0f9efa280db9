#include <QCoreApplication>

#include <core/locale.h>

#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

bool isDivision(const QString &dimension)
{
    return dimension == byTown || dimension == byVillage;
}

const MetricBase *firstBase(const Question &question)
{
    const Metric &metric = *question.metric;
    return metric.base ? metric.base : question.book->find(metric.numerator.first())->base;
}

Result<> checkDimension(const Question &question, const QString &dimension)
{
    const Metric &metric = *question.metric;
    const QStringList names = metric.base ? QStringList{metric.name} : metric.numerator + metric.denominator;
    for (const QString &name : names) {
        const QStringList possible = question.book->find(name)->base->dimensions();
        if (!isDivision(dimension) && !possible.contains(dimension))
            return fail(ErrorKind::Invalid, u"metric.dimension_unknown"_s,
                        Words::tr("%1 cannot be asked for by \"%2\"; possible: %3.")
                            .arg(metric.word(), dimension,
                                 (possible + QStringList{QString(byTown), QString(byVillage)}).join(u", "_s)),
                        u"by"_s);
    }
    return {};
}

// The counting word that goes with a value: 39 批 of legal advice, 45 起 of litigation.
QString countingWord(ReadContext &context, const MetricBase &base, const QString &dimension, const QString &value)
{
    const QString map = base.fields.value(dimension).units;
    const RuleRow *row = map.isEmpty() ? nullptr : context.rules.table("metric_maps"_L1).find(map + u'/' + value);
    return row ? context.rules.word("metric_unit"_L1, row->text("to"_L1)) : QString();
}

Result<Tally> summed(ReadContext &context, const Question &question, const QStringList &names, const QString &by)
{
    Tally sum;
    for (const QString &name : names) {
        const Metric *counted = question.book->find(name);
        const auto tally = talliesOf(context, question, *counted, by);
        if (!tally)
            return tally;
        for (auto it = tally->cbegin(); it != tally->cend(); ++it)
            sum[it.key()] += {it->n, counted->measure.isEmpty() ? it->n : it->total};
    }
    return sum;
}

// Medians have no parts that add up: each is asked for by itself.
Result<QList<Slice>> medianSlices(ReadContext &context, const Question &question, const QString &by)
{
    const auto rows = talliesOf(context, question, *question.metric, by);
    if (!rows)
        return fail(rows.error());
    QList<Slice> slices;
    for (const QString &value : orderedValues(context, question.metric->base, by, rows->keys())) {
        MetricRequest one = question.request;
        if (isDivision(by))
            one.area = value;
        else
            one.filters.insert(by, {value});
        const auto figure = computeMetric(context, one);
        if (!figure)
            return fail(figure.error());
        slices.append({value, valueWord(context, *question.metric->base, by, value), {}, *figure, {}});
    }
    return slices;
}

Result<QList<Slice>> countedSlices(ReadContext &context, const Question &question, const QString &by)
{
    const Metric &metric = *question.metric;
    const bool ratio = metric.isComposed();
    const auto above = summed(context, question, ratio ? metric.numerator : QStringList{metric.name}, by);
    if (!above)
        return fail(above.error());
    const auto below = ratio ? summed(context, question, metric.denominator, by) : Result<Tally>(Tally{});
    if (!below)
        return fail(below.error());
    QStringList values = ratio ? below->keys() : above->keys();
    for (const QString &value : above->keys())
        if (!values.contains(value))
            values << value;
    const MetricBase &base = *firstBase(question);
    QList<Slice> slices;
    for (const QString &value : orderedValues(context, &base, by, values)) {
        Count count = above->value(value);
        if (metric.kind == MetricKind::Difference)
            count.total -= below->value(value).total;
        Slice slice{value,
                    valueWord(context, base, by, value),
                    countingWord(context, base, by, value),
                    figureOf(context, question, count, ratio ? below->value(value) : Count{1, 1}),
                    {}};
        if (!slice.unit.isEmpty() && metric.unit == "batch"_L1)
            slice.figure.unit = slice.unit;
        slices << slice;
    }
    return slices;
}

// One hidden slice could be had back from the total: the smallest of the others goes with it.
void hideSmallSlices(QList<Slice> &slices, const Question &question)
{
    qsizetype hidden = 0;
    Slice *next = nullptr;
    for (Slice &slice : slices) {
        hideIfSmall(slice.figure, question);
        if (slice.figure.suppressed)
            ++hidden;
        else if (slice.figure.n > 0 && (!next || slice.figure.n < next->figure.n))
            next = &slice;
    }
    if (hidden != 1 || !next)
        return;
    next->figure.suppressed = true;
    next->figure.numerator = 0;
    next->figure.n = 0;
    next->figure.text = u"*"_s;
}

void addShares(Breakdown &breakdown, const Question &question)
{
    const MetricKind kind = question.metric->kind;
    if (kind == MetricKind::Ratio || kind == MetricKind::Difference || kind == MetricKind::Median)
        return;
    QList<qint64> parts;
    for (const Slice &slice : std::as_const(breakdown.slices)) {
        if (slice.figure.suppressed || slice.figure.numerator < 0)
            return; // shares would give back what is hidden
        parts << slice.figure.numerator;
    }
    const Shares shares = sharesOf(parts);
    for (qsizetype i = 0; i < parts.size(); ++i)
        breakdown.slices[i].share = shares.texts.at(i);
    if (shares.adjusted)
        breakdown.note = Words::tr("Shares by the method of the largest remainder; rounded one by one they would add "
                                   "up to %1 %.")
                             .arg(shares.plainSum);
}

} // namespace

Result<Breakdown> breakDown(ReadContext &context, const MetricRequest &request, const QString &dimension)
{
    const auto question = checkedQuestion(context, request);
    if (!question)
        return fail(question.error());
    if (const auto possible = checkDimension(*question, dimension); !possible)
        return fail(possible.error());
    auto total = computeMetric(context, request);
    if (!total)
        return fail(total.error());
    auto slices = question->metric->kind == MetricKind::Median ? medianSlices(context, *question, dimension)
                                                               : countedSlices(context, *question, dimension);
    if (!slices)
        return fail(slices.error());
    Breakdown breakdown{std::move(*total), std::move(*slices), {}};
    hideSmallSlices(breakdown.slices, *question);
    addShares(breakdown, *question);
    return breakdown;
}

// Every band is a figure of its own, with a list of its own.
Result<Breakdown> ageBands(ReadContext &context, const MetricRequest &request)
{
    const auto question = checkedQuestion(context, request);
    if (!question)
        return fail(question.error());
    if (question->metric->kind != MetricKind::Stock)
        return fail(ErrorKind::Invalid, u"metric.no_stock"_s,
                    Words::tr("%1 is no stock; only what is open has an age.").arg(question->metric->word()),
                    u"metric"_s);
    auto total = computeMetric(context, request);
    if (!total)
        return fail(total.error());
    Breakdown breakdown{std::move(*total), {}, {}};
    for (const AgeBand &band : question->book->bands()) {
        MetricRequest one = request;
        one.band = band.band;
        const auto figure = computeMetric(context, one);
        if (!figure)
            return fail(figure.error());
        breakdown.slices.append({band.band, language() == Language::Chinese ? band.zh : band.en, {}, *figure, {}});
    }
    hideSmallSlices(breakdown.slices, *question);
    addShares(breakdown, *question);
    return breakdown;
}

Result<Comparison> compareMetric(ReadContext &context, const MetricRequest &request, Against against)
{
    auto current = computeMetric(context, request);
    if (!current)
        return fail(current.error());
    MetricRequest before = request;
    before.period = against == Against::LastYear ? request.period.lastYear() : request.period.previous();
    auto previous = computeMetric(context, before);
    if (!previous)
        return fail(previous.error());
    const QString dash = u"—"_s;
    Comparison comparison{against,
                          against == Against::LastYear ? Words::tr("compared with the same period of last year")
                                                       : Words::tr("compared with the period before"),
                          std::move(*current),
                          std::move(*previous),
                          dash,
                          {}};
    const Figure &now = comparison.current;
    const Figure &then = comparison.previous;
    const bool comparable = !now.suppressed && !then.suppressed && now.denominator != 0 && then.denominator != 0;
    if (now.isPercent)
        comparison.points = dash;
    if (!comparable)
        return comparison;
    // (a/b - c/d) / (c/d) = (ad - cb) / cb, in whole numbers.
    const qint64 difference = now.numerator * then.denominator - then.numerator * now.denominator;
    if (then.numerator != 0)
        comparison.percent = roundedHalfUp(difference * 100, then.numerator * now.denominator, 2);
    if (now.isPercent)
        comparison.points = roundedHalfUp(difference * 100, then.denominator * now.denominator, 2);
    return comparison;
}

} // namespace fengqiao
