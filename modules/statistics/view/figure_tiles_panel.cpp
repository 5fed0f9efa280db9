#include <statistics/widgets/figure_tiles_panel.h>

#include <QLabel>
#include <QScrollArea>
#include <QTimer>

#include <widgets/cards.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "figure_filters.h"
#include "tile_grid.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 500; // a burst of actions is one reading
constexpr int tileWidth = 38;  // steps of the grid; six beside each other in a window of 1366

using Figures = QList<TileFigure>;

} // namespace

struct FigureTilesPanel::Private {
    struct Tile {
        TileSpec spec;
        QWidget *cell = nullptr;
        QLabel *group = nullptr;
        FigureTile *face = nullptr;
    };

    FigureTilesPanel *q;
    Desk &desk;
    ScopeKeeper &keeper;
    QLabel *about;
    QLabel *left;
    EmptyState *empty;
    QScrollArea *area;
    QTimer *soon;
    QList<Tile> tiles;
    Figures figures;
    bool stale = true;
    LatestRead<Figures> reading;

    Private(FigureTilesPanel *panel, Desk &theDesk, ScopeKeeper &theKeeper)
        : q(panel)
        , desk(theDesk)
        , keeper(theKeeper)
        , about(textLabel({}, Type::Small, Token::InkSoft, panel))
        , left(textLabel({}, Type::Small, Token::InkSoft, panel))
        , empty(new EmptyState({}, {}, panel))
        , area(new QScrollArea(panel))
        , soon(new QTimer(panel))
        , reading(panel, [this](const Result<Figures> &answer) { show(answer); })
    {
    }

    void build();
    void addTile(const TileSpec &spec, QLayout *grid);
    void changed();
    void show(const Result<Figures> &answer);
    void showTile(Tile &tile, const TileFigure &figure);
    void showGroups();
    void showAbout();
};

void FigureTilesPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    column->addWidget(new FigureFilters(desk, keeper, q));
    about->setObjectName(u"figuresAbout"_s);
    left->setObjectName(u"figuresLeft"_s);
    column->addWidget(about);
    auto *page = new QWidget(area);
    page->setProperty("clear", true);
    auto *grid = new TileGrid(page, theme.space(tileWidth), theme.size(Size::Inside));
    for (const TileSpec &spec : dashboardTiles(*desk.rules()))
        addTile(spec, grid);
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(area, 1);
    column->addWidget(empty, 1);
    column->addWidget(left);
    empty->hide();
    left->hide();
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { changed(); });
    connect(&keeper, &ScopeKeeper::changed, q, [this] { changed(); });
    connect(&desk, &Desk::changed, q, [this] {
        if (!soon->isActive())
            soon->start();
    });
    refreshByTheMinute(q, [this] { q->refresh(); });
}

void FigureTilesPanel::Private::addTile(const TileSpec &spec, QLayout *grid)
{
    Tile tile{spec, new QWidget, nullptr, nullptr};
    auto *column = new QVBoxLayout(tile.cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of(q).space(1));
    tile.group = new QLabel(tile.cell);
    setTextRole(tile.group, Type::Small, Token::InkSoft, QFont::Medium);
    tile.face = new FigureTile(tile.cell);
    tile.face->setObjectName(u"tile_"_s + spec.tile);
    column->addWidget(tile.group);
    column->addWidget(tile.face, 1);
    const qsizetype at = tiles.size();
    connect(tile.face, &Card::clicked, q, [this, at] {
        for (const TileFigure &figure : std::as_const(figures))
            if (figure.tile == tiles.at(at).spec.tile && figure.figure)
                Q_EMIT q->figureActivated(figure.request);
    });
    grid->addWidget(tile.cell);
    tiles << tile;
}

void FigureTilesPanel::Private::changed()
{
    stale = true;
    if (q->isVisible())
        q->refresh();
}

void FigureTilesPanel::Private::showTile(Tile &tile, const TileFigure &answer)
{
    tile.cell->setVisible(answer.figure.has_value());
    if (!answer.figure)
        return;
    const Figure &figure = *answer.figure;
    tile.face->setCaption(answer.filterWords.isEmpty() ? figure.word
                                                       : tr("%1: %2").arg(figure.word, answer.filterWords));
    const bool bare = figure.suppressed || figure.denominator == 0;
    tile.face->setFigure(figure.text, bare ? QString() : figure.unit);
    tile.face->setAsOf(figure.asOf.local().toString(u"HH:mm"_s));
    QStringList tip{figure.sentence};
    auto trend = FigureTile::Trend::None;
    QString words;
    if (figure.suppressed) {
        words = tr("small cells hidden");
    } else if (figure.denominator == 0) {
        words = tr("nothing to divide by");
    } else if (answer.comparison) {
        const ChangeWords change = changeWords(*answer.comparison);
        words = joinedParts({change.against, change.text}, u" "_s);
        trend = !change.comparable      ? FigureTile::Trend::None
                : change.direction > 0  ? FigureTile::Trend::Up
                : change.direction < 0  ? FigureTile::Trend::Down
                                        : FigureTile::Trend::Same;
        tip << tr("%1: %2 (%3)").arg(answer.comparison->word, answer.comparison->previous.shown(),
                                     answer.comparison->previous.period.text());
    }
    tile.face->setComparison(trend, words);
    if (figure.hasDenominator && !figure.suppressed)
        tip << tr("%1 / %2").arg(figure.numerator).arg(figure.denominator);
    tip << tr("as of %1").arg(figure.asOf.display());
    if (figure.provisional)
        tip << tr("Provisional: the period is not over.");
    tile.face->setToolTip(tip.join(u'\n'));
    tile.face->setAccessibleDescription(joinedParts({figure.shown(), words}, u", "_s));
}

// A group's word stands above its first tile.
void FigureTilesPanel::Private::showGroups()
{
    QString last;
    for (Tile &tile : tiles) {
        if (tile.cell->isHidden())
            continue;
        tile.group->setText(tile.spec.group == last ? u" "_s : tile.spec.groupWord);
        last = tile.spec.group;
    }
}

void FigureTilesPanel::Private::showAbout()
{
    for (const TileFigure &answer : std::as_const(figures)) {
        if (!answer.figure)
            continue;
        const Figure &figure = *answer.figure;
        return about->setText(joinedParts({figure.areaWord, figure.period.text(),
                                           figure.ownOnly ? tr("your own records") : QString(),
                                           tr("as of %1").arg(figure.asOf.display()),
                                           figure.provisional ? tr("provisional, the period is not over") : QString()}));
    }
    about->setText(keeper.scope().period.text());
}

void FigureTilesPanel::Private::show(const Result<Figures> &answer)
{
    empty->setVisible(!answer);
    area->setVisible(answer.has_value());
    if (!answer) {
        empty->setSentence(answer.error().message);
        left->hide();
        Q_EMIT q->loaded();
        return;
    }
    figures = *answer;
    int without = 0;
    for (qsizetype i = 0; i < std::min(tiles.size(), figures.size()); ++i) {
        showTile(tiles[i], figures.at(i));
        without += figures.at(i).figure ? 0 : 1;
    }
    showGroups();
    showAbout();
    left->setVisible(without > 0);
    left->setText(tr("%n figure(s) cannot be asked for by these filters and are left out.", nullptr, without));
    Q_EMIT q->loaded();
}

FigureTilesPanel::FigureTilesPanel(Desk &desk, ScopeKeeper &keeper, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk, keeper))
{
    d->build();
}

FigureTilesPanel::~FigureTilesPanel() = default;

QList<TileFigure> FigureTilesPanel::figures() const
{
    return d->figures;
}

void FigureTilesPanel::refresh()
{
    d->stale = false;
    d->reading.ask([this] {
        return d->desk.read([scope = d->keeper.scope()](ReadContext &context) { return computeTiles(context, scope); });
    });
}

void FigureTilesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        refresh();
}

} // namespace fengqiao
