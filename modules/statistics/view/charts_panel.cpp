#include <statistics/widgets/charts_panel.h>

#include <QGridLayout>
#include <QHash>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>

#include <widgets/panel_parts.h>

#include "chart_card.h"
#include "figure_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 800; // charts are dearer than tiles
constexpr int cardWidth = 120; // steps of the grid; two beside each other where there is room

// Cards in one or two columns by the width.
class CardPage : public QWidget {
public:
    explicit CardPage(QWidget *parent)
        : QWidget(parent)
        , m_grid(new QGridLayout(this))
    {
        setProperty("clear", true);
        const Theme &theme = Theme::of(this);
        m_grid->setContentsMargins(0, theme.space(1), theme.size(Size::Inside), theme.space(1));
        m_grid->setSpacing(theme.size(Size::Related));
    }

    void add(ChartCard *card)
    {
        m_cards << card;
        lay();
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        lay();
    }

private:
    void lay()
    {
        const int columns = width() >= Theme::of(this).space(2 * cardWidth) ? 2 : 1;
        if (columns == m_columns && m_grid->count() == m_cards.size())
            return;
        m_columns = columns;
        for (ChartCard *card : std::as_const(m_cards))
            m_grid->removeWidget(card);
        for (int i = 0; i < m_cards.size(); ++i)
            m_grid->addWidget(m_cards.at(i), i / columns, i % columns, Qt::AlignTop);
        for (int column = 0; column < 2; ++column)
            m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    }

    QGridLayout *m_grid;
    QList<ChartCard *> m_cards;
    int m_columns = 0;
};

} // namespace

struct ChartsPanel::Private {
    ChartsPanel *q;
    Desk &desk;
    ScopeKeeper &keeper;
    FigureFilters *filters;
    QTabBar *tabs;
    QStackedLayout *pages;
    QTimer *soon;
    QStringList boards;
    QHash<QString, QScrollArea *> made;

    Private(ChartsPanel *panel, Desk &theDesk, ScopeKeeper &theKeeper)
        : q(panel)
        , desk(theDesk)
        , keeper(theKeeper)
        , filters(new FigureFilters(theDesk, theKeeper, panel))
        , tabs(new QTabBar(panel))
        , pages(new QStackedLayout)
        , soon(new QTimer(panel))
    {
    }

    void build();
    void showPage(int index);
    [[nodiscard]] QScrollArea *makePage(const QString &board);
    void ask(bool again);
};

void ChartsPanel::Private::build()
{
    QVBoxLayout *column = panelColumn(q);
    column->addWidget(filters);
    tabs->setObjectName(u"chartBoards"_s);
    tabs->setAccessibleName(tr("Boards"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    for (const ChartSpec &chart : dashboardCharts(*desk.rules())) {
        if (boards.contains(chart.board))
            continue;
        boards << chart.board;
        tabs->addTab(chart.boardWord);
    }
    column->addWidget(tabs);
    column->addLayout(pages, 1);
    q->setFocusProxy(tabs);
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(tabs, &QTabBar::currentChanged, q, [this](int index) {
        if (q->isVisible())
            showPage(index);
    });
    connect(soon, &QTimer::timeout, q, [this] { ask(true); });
    connect(&keeper, &ScopeKeeper::changed, q, [this] { ask(false); });
    connect(&desk, &Desk::changed, q, [this] {
        if (!soon->isActive())
            soon->start();
    });
}

QScrollArea *ChartsPanel::Private::makePage(const QString &board)
{
    auto *area = new QScrollArea(q);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new CardPage(area);
    for (const ChartSpec &chart : dashboardCharts(*desk.rules())) {
        if (chart.board != board)
            continue;
        auto *card = new ChartCard(desk, chart, page);
        card->setScope(keeper.scope());
        connect(card, &ChartCard::cellActivated, q, &ChartsPanel::figureActivated);
        connect(card, &ChartCard::exportWanted, q, &ChartsPanel::exportWanted);
        connect(card, &ChartCard::loaded, q, &ChartsPanel::loaded);
        page->add(card);
    }
    area->setWidget(page);
    pages->addWidget(area);
    return area;
}

void ChartsPanel::Private::showPage(int index)
{
    const QString board = boards.value(index);
    if (board.isEmpty())
        return;
    if (!made.contains(board))
        made.insert(board, makePage(board));
    pages->setCurrentWidget(made.value(board));
    ask(false);
}

// Only what stands in front is read; the rest when it comes to the front.
void ChartsPanel::Private::ask(bool again)
{
    for (QScrollArea *area : std::as_const(made))
        for (ChartCard *card : area->findChildren<ChartCard *>()) {
            card->setScope(keeper.scope());
            if (again)
                card->markStale();
        }
}

ChartsPanel::ChartsPanel(Desk &desk, ScopeKeeper &keeper, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk, keeper))
{
    d->build();
}

ChartsPanel::~ChartsPanel() = default;

void ChartsPanel::showBoard(const QString &board)
{
    d->tabs->setCurrentIndex(static_cast<int>(d->boards.indexOf(board)));
}

QString ChartsPanel::board() const
{
    return d->boards.value(d->tabs->currentIndex());
}

void ChartsPanel::setFiltersShown(bool shown)
{
    d->filters->setVisible(shown);
}

void ChartsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->showPage(d->tabs->currentIndex());
}

FlowPanel::FlowPanel(Desk &desk, ScopeKeeper &keeper, const QString &board, QWidget *parent)
    : QWidget(parent)
{
    QVBoxLayout *column = panelColumn(this);
    column->setContentsMargins(0, 0, 0, 0);
    const QList<ChartSpec> charts = dashboardCharts(*desk.rules());
    const auto spec = std::ranges::find(charts, board, &ChartSpec::board);
    if (spec == charts.end())
        return;
    auto *card = new ChartCard(desk, *spec, this);
    card->setFlat();
    card->setScope(keeper.scope());
    column->addWidget(card);
    connect(card, &ChartCard::cellActivated, this, &FlowPanel::figureActivated);
    connect(card, &ChartCard::exportWanted, this, &FlowPanel::exportWanted);
    connect(&keeper, &ScopeKeeper::changed, card, [card, &keeper] { card->setScope(keeper.scope()); });
    auto *soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, card, &ChartCard::markStale);
    connect(&desk, &Desk::changed, soon, [soon] {
        if (!soon->isActive())
            soon->start();
    });
}

} // namespace fengqiao
