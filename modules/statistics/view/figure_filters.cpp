#include "figure_filters.h"

#include <grid/grid.h>
#include <widgets/filters.h>
#include <widgets/theme.h>

#include "period_choice.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString areaFilter = u"area"_s;

// The towns; or for whoever sees one town its villages. A village chosen elsewhere is named all the same.
Result<QList<FilterBar::Choice>> areasOf(ReadContext &context, const QString &chosen)
{
    QList<FilterBar::Choice> choices;
    for (const Division &division : divisionsBelow(context.tx, context.actor.area))
        choices << FilterBar::Choice{division.code.digits(), division.name};
    if (const auto code = DivisionCode::parse(chosen); code && !chosen.isEmpty())
        choices << FilterBar::Choice{chosen, placeName(context.tx, *code)};
    return choices;
}

} // namespace

FigureFilters::FigureFilters(Desk &desk, ScopeKeeper &keeper, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_keeper(keeper)
    , m_bar(new FilterBar(this))
{
    auto *row = new QVBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_bar);
    m_bar->setObjectName(u"figureFilters"_s);
    m_bar->addWidget(new PeriodChoice(keeper, m_bar));
    m_bar->addFilter(areaFilter, tr("Area"), {});
    for (const DashboardFilter &filter : dashboardFilters(*desk.rules())) {
        QList<FilterBar::Choice> choices;
        for (const RuleRow *code : desk.rules()->codes(filter.list))
            choices << FilterBar::Choice{code->text("code"_L1), code->word()};
        m_bar->addFilter(filter.dimension, filter.word, choices, true);
    }
    connect(m_bar, &FilterBar::changed, this, &FigureFilters::take);
    connect(&keeper, &ScopeKeeper::changed, this, &FigureFilters::follow);
    follow();
    readAreas();
}

void FigureFilters::readAreas()
{
    m_desk.read([chosen = m_keeper.scope().area](ReadContext &context) { return areasOf(context, chosen); })
        .then(this, [this](const Result<QList<FilterBar::Choice>> &choices) {
            for (const FilterBar::Choice &choice : choices.value_or(QList<FilterBar::Choice>()))
                m_bar->addChoice(areaFilter, choice);
        });
}

void FigureFilters::follow()
{
    const FigureScope scope = m_keeper.scope();
    QMap<QString, QStringList> values = scope.filters;
    if (!scope.area.isEmpty())
        values.insert(areaFilter, {scope.area});
    m_following = true;
    m_bar->setValues(values);
    m_following = false;
}

void FigureFilters::take()
{
    if (m_following)
        return;
    QMap<QString, QStringList> values = m_bar->values();
    const QString area = values.take(areaFilter).value(0);
    if (area.isEmpty() && values.isEmpty())
        return m_keeper.clear();
    m_keeper.setArea(area);
    m_keeper.setFilters(values);
}

} // namespace fengqiao
