#include "chart_drawing.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QGraphicsLayout>
#include <QHorizontalBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QRegularExpression>
#include <QStackedBarSeries>
#include <QValueAxis>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int ticks = 5;
constexpr int flatTicks = 3;
constexpr double lineWidth = 2;
constexpr double pointSize = 6;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](float one, float other) {
        return one * static_cast<float>(share) + other * static_cast<float>(1 - share);
    };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

// "26-09" for "2026-09", and "09" in a low place: twelve of them must stand beside each other.
QString shortened(const QString &category, bool flat)
{
    static const QRegularExpression month(u"^\\d{4}-\\d{2}$"_s);
    return month.match(category).hasMatch() ? category.mid(flat ? 5 : 2) : category;
}

class Drawing {
public:
    Drawing(const ChartTable &table, const Theme &theme, bool flat, std::function<void(int, int)> chosen)
        : m_table(table)
        , m_theme(theme)
        , m_flat(flat)
        , m_chosen(std::move(chosen))
        , m_chart(new QChart)
    {
    }

    QChart *run();

private:
    void addBars(QAbstractBarSeries *bars);
    void addLines();
    void style(QAbstractAxis *axis) const;
    [[nodiscard]] QBarCategoryAxis *categories(bool backwards) const;
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] double step() const;
    [[nodiscard]] QValueAxis *values() const;
    [[nodiscard]] double highest() const;

    const ChartTable &m_table;
    const Theme &m_theme;
    bool m_flat;
    std::function<void(int, int)> m_chosen;
    QChart *m_chart;
};

void Drawing::style(QAbstractAxis *axis) const
{
    axis->setLabelsFont(m_theme.font(Type::Small));
    axis->setLabelsColor(m_theme.color(Token::InkSoft));
    axis->setGridLineColor(m_theme.color(Token::Line));
    axis->setLinePenColor(m_theme.color(Token::LineStrong));
}

// Bars that lie are read from the top down, so their names run backwards.
QBarCategoryAxis *Drawing::categories(bool backwards) const
{
    auto *axis = new QBarCategoryAxis(m_chart);
    QStringList names;
    for (const QString &category : m_table.categories) {
        QString name = shortened(category, m_flat);
        while (names.contains(name)) // the axis drops what it knows already
            name += u' ';
        names << name;
    }
    if (backwards)
        std::ranges::reverse(names);
    axis->append(names);
    style(axis);
    axis->setGridLineVisible(false);
    return axis;
}

double Drawing::highest() const
{
    double most = 0;
    for (qsizetype category = 0; category < m_table.categories.size(); ++category) {
        double sum = 0;
        for (const ChartSeries &series : m_table.series) {
            const double value = series.cells.at(category).drawn ? series.cells.at(category).value : 0;
            sum = m_table.kind == ChartKind::Stacked ? sum + value : std::max(sum, value);
        }
        most = std::max(most, sum);
    }
    return most;
}

bool Drawing::isWhole() const
{
    return std::ranges::all_of(m_table.series, [](const ChartSeries &series) {
        return std::ranges::all_of(
            series.cells, [](const ChartCell &cell) { return !cell.drawn || cell.value == std::floor(cell.value); });
    });
}

// Steps of 1, 2 or 5, tens of them and so on; what is counted has no halves.
double Drawing::step() const
{
    const double least = std::max(highest(), 1.0) / ((m_flat ? flatTicks : ticks) - 1);
    const double ten = std::pow(10.0, std::floor(std::log10(least)));
    for (const double nice : {1.0, 2.0, 5.0})
        if (nice * ten >= least && (nice * ten >= 1 || !isWhole()))
            return nice * ten;
    return std::max(10 * ten, isWhole() ? 1.0 : 0.0);
}

QValueAxis *Drawing::values() const
{
    auto *axis = new QValueAxis(m_chart);
    const double by = step();
    axis->setTickType(QValueAxis::TicksDynamic); // at the steps, wherever the axis ends
    axis->setTickAnchor(0);
    axis->setTickInterval(by);
    axis->setRange(0, std::max(std::ceil(highest() / by), 1.0) * by);
    axis->setLabelFormat(by < 1 ? u"%.1f"_s : u"%.0f"_s);
    style(axis);
    return axis;
}

void Drawing::addBars(QAbstractBarSeries *bars)
{
    const bool lying = m_table.kind == ChartKind::Bar;
    const int last = static_cast<int>(m_table.categories.size()) - 1;
    const int sets = static_cast<int>(m_table.series.size());
    for (int i = 0; i < sets; ++i) {
        const int index = lying ? sets - 1 - i : i; // the first series on top
        const ChartSeries &series = m_table.series.at(index);
        auto *set = new QBarSet(series.word, bars);
        for (int at = 0; at <= last; ++at) {
            const ChartCell &cell = series.cells.at(lying ? last - at : at);
            set->append(cell.drawn ? cell.value : 0);
        }
        set->setColor(seriesColor(m_theme, index));
        set->setBorderColor(m_theme.color(Token::Raised));
        bars->append(set);
        QObject::connect(set, &QBarSet::clicked, m_chart,
                         [chosen = m_chosen, index, lying, last](int at) { chosen(index, lying ? last - at : at); });
    }
    bars->setBarWidth(sets > 1 && m_table.kind != ChartKind::Stacked ? 0.8 : 0.6);
    m_chart->addSeries(bars);
    QBarCategoryAxis *names = categories(lying);
    QValueAxis *numbers = values();
    m_chart->addAxis(names, lying ? Qt::AlignLeft : Qt::AlignBottom);
    m_chart->addAxis(numbers, lying ? Qt::AlignBottom : Qt::AlignLeft);
    bars->attachAxis(names);
    bars->attachAxis(numbers);
    if (sets == 1) { // each bar says its number
        bars->setLabelsVisible(true);
        bars->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
        bars->setLabelsFormat(u"@value"_s);
        bars->setLabelsPrecision(12);
        for (QBarSet *set : bars->barSets()) {
            set->setLabelFont(m_theme.font(Type::Small));
            set->setLabelColor(m_theme.color(Token::Ink));
        }
        numbers->setMax(numbers->max() * 1.12); // room for the label of the longest
    }
}

void Drawing::addLines()
{
    QBarCategoryAxis *names = categories(false);
    QValueAxis *numbers = values();
    m_chart->addAxis(names, Qt::AlignBottom);
    m_chart->addAxis(numbers, Qt::AlignLeft);
    for (int index = 0; index < m_table.series.size(); ++index) {
        const ChartSeries &series = m_table.series.at(index);
        auto *line = new QLineSeries(m_chart);
        line->setName(series.word);
        for (int at = 0; at < series.cells.size(); ++at)
            if (series.cells.at(at).drawn)
                line->append(at, series.cells.at(at).value);
        QPen pen(seriesColor(m_theme, index), lineWidth);
        line->setPen(pen);
        m_chart->addSeries(line);
        line->setPointsVisible(true);
        line->setMarkerSize(pointSize);
        line->attachAxis(names);
        line->attachAxis(numbers);
        const int last = static_cast<int>(series.cells.size()) - 1;
        QObject::connect(line, &QLineSeries::clicked, m_chart, [chosen = m_chosen, index, last](const QPointF &point) {
            chosen(index, std::clamp(qRound(point.x()), 0, last));
        });
    }
}

QChart *Drawing::run()
{
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    switch (m_table.kind) {
    case ChartKind::Line:
        addLines();
        break;
    case ChartKind::Stacked:
        addBars(new QStackedBarSeries(m_chart));
        break;
    case ChartKind::Age:
        addBars(new QBarSeries(m_chart));
        break;
    case ChartKind::Bar:
        addBars(new QHorizontalBarSeries(m_chart));
        break;
    }
    QLegend *legend = m_chart->legend();
    legend->setVisible(m_table.series.size() > 1);
    legend->setAlignment(m_flat ? Qt::AlignRight : Qt::AlignTop);
    legend->setFont(m_theme.font(Type::Small));
    legend->setLabelColor(m_theme.color(Token::InkSoft));
    legend->setReverseMarkers(m_table.kind == ChartKind::Bar);
    legend->setMarkerShape(QLegend::MarkerShapeRectangle);
    return m_chart;
}

} // namespace

QColor seriesColor(const Theme &theme, int index)
{
    const QColor accent = theme.color(Token::Accent);
    const QColor ink = theme.color(Token::InkSoft);
    const QColor ground = theme.color(Token::Raised);
    const std::array colors{accent,
                            mixed(ink, ground, 0.75),
                            mixed(accent, ground, 0.5),
                            mixed(accent, theme.color(Token::Ink), 0.5),
                            mixed(ink, ground, 0.4),
                            mixed(accent, ground, 0.28),
                            theme.color(Token::Ink),
                            mixed(ink, ground, 0.22)};
    return colors.at(static_cast<std::size_t>(index) % colors.size());
}

QChart *drawChart(const ChartTable &table, const Theme &theme, bool flat, const std::function<void(int, int)> &chosen)
{
    return Drawing(table, theme, flat, chosen).run();
}

} // namespace fengqiao
