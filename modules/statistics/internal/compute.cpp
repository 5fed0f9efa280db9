#include <QCoreApplication>
#include <QJsonArray>

#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

const QString dash = u"—"_s;

Result<Count> countOf(ReadContext &context, const Question &question, const QStringList &names)
{
    Count sum;
    for (const QString &name : names) {
        const Metric *counted = question.book->find(name);
        const auto tally = talliesOf(context, question, *counted);
        if (!tally)
            return fail(tally.error());
        const Count one = tally->value(QString());
        // What a sum adds is its total, what a count adds are its rows.
        const bool summed = !counted->measure.isEmpty();
        sum += {one.n, summed ? one.total : one.n};
    }
    return sum;
}

// The middle value, or the mean of the two middle ones, as a fraction of 2.
std::pair<qint64, qint64> medianOf(const Tally &byValue, qint64 n)
{
    QMap<qint64, qint64> values;
    for (auto it = byValue.cbegin(); it != byValue.cend(); ++it)
        values[it.key().toLongLong()] += it->n;
    const auto at = [&values](qint64 place) {
        qint64 seen = 0;
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            if (seen += *it; place < seen)
                return it.key();
        return qint64{0};
    };
    if (n % 2 != 0)
        return {at(n / 2), 1};
    return {at(n / 2 - 1) + at(n / 2), 2};
}

Result<Figure> median(ReadContext &context, const Question &question)
{
    const auto byValue = talliesOf(context, question, *question.metric, QString(byMeasure));
    if (!byValue)
        return fail(byValue.error());
    qint64 n = 0;
    for (const Count &count : *byValue)
        n += count.n;
    if (n == 0)
        return figureOf(context, question, {}, {});
    const auto [value, divisor] = medianOf(*byValue, n);
    return figureOf(context, question, {n, value}, {n, divisor});
}

QJsonObject filtersJson(const QMap<QString, QStringList> &filters)
{
    QJsonObject json;
    for (auto it = filters.cbegin(); it != filters.cend(); ++it)
        json.insert(it.key(), QJsonArray::fromStringList(*it));
    return json;
}

} // namespace

// `total` of both is what is divided; `n` the rows behind.
Figure figureOf(ReadContext &context, const Question &question, Count numerator, Count denominator)
{
    const Metric &metric = *question.metric;
    Figure figure;
    figure.metric = metric.name;
    figure.word = metric.word();
    figure.sentence = metric.sentence();
    figure.source = metric.source;
    figure.unit = context.rules.word("metric_unit"_L1, metric.unit);
    figure.isPercent = metric.isPercent();
    figure.hasDenominator = metric.kind == MetricKind::Ratio || metric.kind == MetricKind::Median;
    figure.numerator = numerator.total;
    figure.denominator = figure.hasDenominator ? denominator.total : 1;
    figure.n = figure.hasDenominator ? denominator.n : numerator.n;
    const qint64 scale = metric.isPercent() ? 100 : 1;
    const qint64 divisor = metric.unit == "yuan"_L1 ? 100 : figure.denominator; // money is counted in fen
    figure.text = divisor == 0 ? dash : roundedHalfUp(figure.numerator * scale, divisor, metric.decimals);
    figure.period = question.request.period;
    figure.area = question.selection.area;
    figure.areaWord = areaWord(context.tx, figure.area);
    figure.ownOnly = question.ownOnly;
    figure.filters = question.request.filters;
    figure.asOf = context.now;
    figure.provisional = question.request.period.to >= context.now.localDate();
    figure.definition = question.book->version();
    return figure;
}

// A few rows could be recognised; nothing at all cannot. A ratio shows what stands on either side of it.
void hideIfSmall(Figure &figure, const Question &question)
{
    const auto few = [&](qint64 n) { return n > 0 && n < question.smallest; };
    const bool parts = figure.hasDenominator && figure.isPercent &&
                       (few(figure.numerator) || few(figure.denominator - figure.numerator));
    if (!question.hideSmall || (!few(figure.n) && !parts))
        return;
    figure.suppressed = true;
    figure.numerator = 0;
    figure.denominator = figure.hasDenominator ? 0 : 1;
    figure.n = 0;
    figure.text = u"<%1"_s.arg(question.smallest);
    if (parts || figure.isPercent)
        figure.text = dash;
}

Result<Figure> computeMetric(ReadContext &context, const MetricRequest &request)
{
    const auto question = checkedQuestion(context, request);
    if (!question)
        return fail(question.error());
    const Metric &metric = *question->metric;
    Result<Figure> figure;
    if (metric.kind == MetricKind::Median) {
        figure = median(context, *question);
    } else {
        const bool ratio = metric.isComposed();
        auto numerator = countOf(context, *question, ratio ? metric.numerator : QStringList{metric.name});
        if (!numerator)
            return fail(numerator.error());
        const auto denominator = ratio ? countOf(context, *question, metric.denominator) : Result<Count>(Count{1, 1});
        if (!denominator)
            return fail(denominator.error());
        if (metric.kind == MetricKind::Difference)
            numerator->total -= denominator->total;
        figure = figureOf(context, *question, *numerator, *denominator);
    }
    if (figure)
        hideIfSmall(*figure, *question);
    return figure;
}

QString Figure::shown() const
{
    if (denominator == 0 || suppressed)
        return text;
    return isPercent ? QString(text + unit) : QString(text + u' ' + unit);
}

QJsonObject Figure::toJson() const
{
    QJsonObject json{{u"metric"_s, metric},
                     {u"word"_s, word},
                     {u"value"_s, text},
                     {u"unit"_s, unit},
                     {u"n"_s, n},
                     {u"definition"_s, sentence},
                     {u"source"_s, source},
                     {u"from"_s, period.from.toString(Qt::ISODate)},
                     {u"to"_s, period.to.toString(Qt::ISODate)},
                     {u"area"_s, area},
                     {u"area_word"_s, areaWord},
                     {u"as_of"_s, asOf.toIso()},
                     {u"provisional"_s, provisional},
                     {u"dictionary"_s, definition}};
    if (hasDenominator) {
        json.insert(u"numerator"_s, numerator);
        json.insert(u"denominator"_s, denominator);
    }
    if (suppressed)
        json.insert(u"suppressed"_s, true);
    if (ownOnly)
        json.insert(u"own_only"_s, true);
    if (!filters.isEmpty())
        json.insert(u"filters"_s, filtersJson(filters));
    return json;
}

QList<MetricEntry> metricDictionary(const RuleSet &rules)
{
    QList<MetricEntry> entries;
    const auto book = MetricBook::of(rules);
    for (const auto &metric : book->metrics()) {
        MetricEntry entry{.metric = metric->name,
                          .group = metric->group,
                          .groupWord = rules.word("metric_group"_L1, metric->group),
                          .word = metric->word(),
                          .sentence = metric->sentence(),
                          .unit = rules.word("metric_unit"_L1, metric->unit),
                          .source = metric->source,
                          .isRatio = metric->kind == MetricKind::Ratio,
                          .numerator = metric->numerator,
                          .denominator = metric->denominator,
                          .dimensions = {},
                          .dimensionWords = {}};
        const Metric *counted = metric->base ? metric.get() : book->find(metric->numerator.first());
        entry.dimensions = counted->base->dimensions();
        for (const QString &dimension : std::as_const(entry.dimensions))
            entry.dimensionWords << counted->base->fields[dimension].word();
        entries << entry;
    }
    return entries;
}

} // namespace fengqiao
