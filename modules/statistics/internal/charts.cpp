#include <statistics/dashboards.h>

#include <QCoreApplication>

#include <core/locale.h>

#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Dashboards)
};

Period stepOf(QDate day, const QString &step)
{
    if (step == "year"_L1)
        return Period::year(day.year());
    if (step == "quarter"_L1) {
        const QDate first(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
        return {first, first.addMonths(3).addDays(-1)};
    }
    if (step == "month"_L1)
        return Period::month(day.year(), day.month());
    if (step == "week"_L1) {
        const QDate monday = day.addDays(1 - day.dayOfWeek());
        return {monday, monday.addDays(6)};
    }
    return {day, day};
}

QString stepWord(const Period &period, const QString &step)
{
    if (step == "year"_L1)
        return period.from.toString(u"yyyy"_s);
    if (step == "quarter"_L1)
        return Words::tr("%1 Q%2").arg(period.from.year()).arg((period.from.month() + 2) / 3);
    if (step == "month"_L1)
        return period.from.toString(u"yyyy-MM"_s);
    return period.from.toString(u"MM-dd"_s);
}

MetricRequest requestOf(const QString &metric, const FigureScope &scope)
{
    return {.metric = metric, .period = scope.period, .area = scope.area, .filters = scope.filters};
}

// What stands at the county itself and in no town of it has no list of its own: asked for by its code, it would be the
// whole county.
MetricRequest sliceOf(MetricRequest request, const QString &by, const QString &value)
{
    const bool divided = by == byTown || by == byVillage;
    if (divided && value.size() < (by == byTown ? 9 : 12))
        return {};
    if (divided)
        request.area = value;
    else
        request.filters.insert(by, {value});
    return request;
}

ChartCell cellOf(const Figure &figure, const MetricRequest &request)
{
    ChartCell cell{.text = figure.text, .value = 0, .drawn = false, .request = request};
    cell.value = figure.text.toDouble(&cell.drawn);
    cell.drawn = cell.drawn && !figure.suppressed;
    return cell;
}

const ChartCell nothing{.text = u"0"_s, .value = 0, .drawn = true, .request = {}};

class ChartMaker {
public:
    ChartMaker(ReadContext &context, const ChartSpec &spec, const FigureScope &scope)
        : m_context(context)
        , m_spec(spec)
        , m_scope(scope)
    {
    }

    Result<ChartTable> run();

private:
    Result<> lines();
    Result<> bars();
    Result<> stack();
    Result<> ages();
    void describe(const Figure &figure);

    [[nodiscard]] QList<Period> steps() const
    {
        return stepsUpTo(m_scope.period.to, m_spec.step, m_spec.steps, m_context.now.localDate());
    }

    // Values as they come, each once: rows of the table, with the words they go by.
    int category(const QString &value, const QString &word);
    ChartSeries &series(const QString &value, const QString &word, const QString &unit);
    void sortByWord();
    [[nodiscard]] bool isPeople() const;

    ReadContext &m_context;
    const ChartSpec &m_spec;
    const FigureScope &m_scope;
    ChartTable m_table;
    QStringList m_values;
    QHash<QString, qsizetype> m_seriesOf;
    bool m_hidden = false;
};

void ChartMaker::describe(const Figure &figure)
{
    const QString sentence = Words::tr("%1: %2").arg(figure.word, figure.sentence);
    if (!m_table.sentences.contains(sentence))
        m_table.sentences << sentence;
    m_table.areaWord = figure.areaWord;
    m_table.asOf = figure.asOf;
    m_table.provisional = m_table.provisional || figure.provisional;
    m_hidden = m_hidden || figure.suppressed;
}

int ChartMaker::category(const QString &value, const QString &word)
{
    qsizetype at = m_values.indexOf(value);
    if (at < 0) {
        at = m_values.size();
        m_values << value;
        m_table.categories << word;
        for (ChartSeries &one : m_table.series)
            one.cells << nothing;
    }
    return static_cast<int>(at);
}

ChartSeries &ChartMaker::series(const QString &value, const QString &word, const QString &unit)
{
    const auto known = m_seriesOf.constFind(value);
    if (known != m_seriesOf.cend())
        return m_table.series[*known];
    m_seriesOf.insert(value, m_table.series.size());
    m_table.series.append({word, unit, QList<ChartCell>(m_table.categories.size(), nothing)});
    return m_table.series.last();
}

Result<> ChartMaker::lines()
{
    for (const Period &period : steps()) {
        const int at = category(period.text(), stepWord(period, m_spec.step));
        FigureScope scope = m_scope;
        scope.period = period;
        for (const QString &metric : m_spec.metrics) {
            const MetricRequest request = requestOf(metric, scope);
            const auto figure = computeMetric(m_context, request);
            if (!figure)
                return fail(figure.error());
            describe(*figure);
            series(metric, figure->word, figure->unit).cells[at] = cellOf(*figure, request);
        }
    }
    return {};
}

Result<> ChartMaker::bars()
{
    for (const QString &metric : m_spec.metrics) {
        const MetricRequest request = requestOf(metric, m_scope);
        const auto parts = breakDown(m_context, request, m_spec.by);
        if (!parts)
            return fail(parts.error());
        describe(parts->total);
        series(metric, parts->total.word, parts->total.unit);
        for (const Slice &slice : parts->slices) {
            const int at = category(slice.value, slice.word);
            m_hidden = m_hidden || slice.figure.suppressed;
            series(metric, {}, {}).cells[at] = cellOf(slice.figure, sliceOf(request, m_spec.by, slice.value));
        }
        m_table.note = m_spec.metrics.size() == 1 ? parts->note : QString();
    }
    sortByWord();
    return {};
}

Result<> ChartMaker::stack()
{
    for (const Period &period : steps()) {
        const int at = category(period.text(), stepWord(period, m_spec.step));
        FigureScope scope = m_scope;
        scope.period = period;
        const MetricRequest request = requestOf(m_spec.metrics.first(), scope);
        const auto parts = breakDown(m_context, request, m_spec.by);
        if (!parts)
            return fail(parts.error());
        describe(parts->total);
        for (const Slice &slice : parts->slices) {
            m_hidden = m_hidden || slice.figure.suppressed;
            series(slice.value, slice.word, parts->total.unit).cells[at] =
                cellOf(slice.figure, sliceOf(request, m_spec.by, slice.value));
        }
    }
    return {};
}

Result<> ChartMaker::ages()
{
    const MetricRequest request = requestOf(m_spec.metrics.first(), m_scope);
    const auto bands = ageBands(m_context, request);
    if (!bands)
        return fail(bands.error());
    describe(bands->total);
    m_table.note = bands->note;
    series({}, bands->total.word, bands->total.unit);
    for (const Slice &slice : bands->slices) {
        MetricRequest one = request;
        one.band = slice.value;
        m_hidden = m_hidden || slice.figure.suppressed;
        const int at = category(slice.value, slice.word);
        series({}, {}, {}).cells[at] = cellOf(slice.figure, one);
    }
    return {};
}

bool ChartMaker::isPeople() const
{
    const auto book = MetricBook::of(m_context.rules);
    const Metric *metric = book->find(m_spec.metrics.first());
    if (metric->isComposed())
        metric = book->find(metric->numerator.first());
    const QByteArray field = m_spec.by.toLatin1();
    const Field *column = metric->base->entity->field(QLatin1StringView(field));
    return column && column->type == FieldType::Id && column->refers == "account"_L1;
}

// People stand in the order of their names: a sheet of work is no ranking (rule R13).
void ChartMaker::sortByWord()
{
    if (!isPeople())
        return;
    QList<qsizetype> order(m_table.categories.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [this](qsizetype a, qsizetype b) {
        const bool said = !m_values.at(a).isEmpty() && !m_values.at(b).isEmpty();
        return said ? QString::localeAwareCompare(m_table.categories.at(a), m_table.categories.at(b)) < 0
                    : m_values.at(a).isEmpty() < m_values.at(b).isEmpty();
    });
    const ChartTable before = m_table;
    for (qsizetype i = 0; i < order.size(); ++i) {
        m_table.categories[i] = before.categories.at(order.at(i));
        for (qsizetype one = 0; one < before.series.size(); ++one)
            m_table.series[one].cells[i] = before.series.at(one).cells.at(order.at(i));
    }
}

Result<ChartTable> ChartMaker::run()
{
    m_table.chart = m_spec.chart;
    m_table.word = m_spec.word;
    m_table.kind = m_spec.kind;
    m_table.period = m_scope.period;
    m_table.asOf = m_context.now;
    if (const auto sound = checkedPeriod(m_scope.period, m_context.now.localDate()); !sound)
        return fail(sound.error());
    Result<> made;
    switch (m_spec.kind) {
    case ChartKind::Bar:
        made = bars();
        break;
    case ChartKind::Line:
        made = lines();
        break;
    case ChartKind::Stacked:
        made = stack();
        break;
    case ChartKind::Age:
        made = ages();
        break;
    }
    if (!made)
        return fail(made.error());
    if (m_spec.kind == ChartKind::Line || m_spec.kind == ChartKind::Stacked)
        if (const QList<Period> all = steps(); !all.isEmpty())
            m_table.period = {all.first().from, all.last().to};
    if (m_hidden)
        m_table.note = Words::tr("Small cells are hidden.");
    return m_table;
}

} // namespace

QList<Period> stepsUpTo(QDate last, const QString &step, int steps, QDate today)
{
    QList<Period> periods;
    QDate day = std::min(last, today);
    for (int i = 0; i < steps; ++i) {
        periods.prepend(stepOf(day, step));
        day = periods.first().from.addDays(-1);
    }
    return periods;
}

bool ChartTable::isEmpty() const
{
    return std::ranges::all_of(series, [](const ChartSeries &one) {
        return std::ranges::all_of(one.cells, [](const ChartCell &cell) { return !cell.drawn || cell.value == 0; });
    });
}

Result<ChartTable> computeChart(ReadContext &context, const ChartSpec &spec, const FigureScope &scope)
{
    return ChartMaker(context, spec, scope).run();
}

} // namespace fengqiao
