#include <statistics/widgets/figure_tiles_panel.h>

#include <QLabel>
#include <QResizeEvent>
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
constexpr int tileWidth = 36; // steps of the grid; six beside each other in a window of 1366, with a board at the right

using Figures = QList<TileFigure>;

} // namespace

struct FigureTilesPanel::Private {
    struct Tile {
        TileSpec spec;
        FigureTile *face = nullptr;
    };

    FigureTilesPanel *q;
    Desk &desk;
    ScopeKeeper &keeper;
    FigureFilters *filters;
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
        , filters(new FigureFilters(desk, keeper, panel))
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
    void showAbout();
};

void FigureTilesPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    // Two rows of tiles stand over a map in a low window, and both must be whole.
    column->setContentsMargins(theme.size(Size::Related), theme.space(1), theme.size(Size::Related), theme.space(1));
    column->setSpacing(theme.space(1));
    column->addWidget(filters);
    about->setObjectName(u"figuresAbout"_s);
    left->setObjectName(u"figuresLeft"_s);
    column->addWidget(about);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    area->setWidget(page);
    auto *grid = new TileGrid(page, theme.space(tileWidth), theme.size(Size::Inside));
    for (const TileSpec &spec : dashboardTiles(*desk.rules()))
        addTile(spec, grid);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumHeight(grid->minimumSize().height());
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
    showAbout();
}

void FigureTilesPanel::Private::addTile(const TileSpec &spec, QLayout *grid)
{
    Tile tile{spec, new FigureTile(area->widget())};
    const int margin = Theme::of(q).size(Size::Inside);
    tile.face->body()->setContentsMargins(margin + margin / 2, margin / 2, margin / 2, margin / 2);
    tile.face->body()->setSpacing(0);
    tile.face->setObjectName(u"tile_"_s + spec.tile);
    // As high from the start as it will be: places are given before the first figures come.
    tile.face->setFigure(u"—"_s, {});
    tile.face->setComparison(FigureTile::Trend::None, u"—"_s);
    const qsizetype at = tiles.size();
    connect(tile.face, &Card::clicked, q, [this, at] {
        for (const TileFigure &figure : std::as_const(figures))
            if (figure.tile == tiles.at(at).spec.tile && figure.figure)
                Q_EMIT q->figureActivated(figure.request);
    });
    grid->addWidget(tile.face);
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
    tile.face->setVisible(answer.figure.has_value());
    if (!answer.figure)
        return;
    const Figure &figure = *answer.figure;
    tile.face->setCaption(answer.filterWords.isEmpty() ? figure.word
                                                       : tr("%1: %2").arg(figure.word, answer.filterWords));
    const bool bare = figure.suppressed || figure.denominator == 0;
    tile.face->setFigure(figure.text, bare ? QString() : figure.unit);
    tile.face->setAsOf(figure.asOf.local().toString(u"HH:mm"_s));
    QStringList tip{tile.spec.groupWord, figure.sentence};
    auto trend = FigureTile::Trend::None;
    QString words;
    if (figure.suppressed) {
        words = tr("small cells hidden");
    } else if (figure.denominator == 0) {
        words = tr("nothing to divide by");
    } else if (answer.comparison) {
        const ChangeWords change = changeWords(*answer.comparison);
        words = tr("%1 %2", "a change, and what it is compared with").arg(change.text, change.against);
        trend = !change.comparable     ? FigureTile::Trend::None
                : change.direction > 0 ? FigureTile::Trend::Up
                : change.direction < 0 ? FigureTile::Trend::Down
                                       : FigureTile::Trend::Same;
        tip << tr("%1: %2 (%3)")
                   .arg(answer.comparison->word, answer.comparison->previous.shown(),
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

void FigureTilesPanel::Private::showAbout()
{
    for (const TileFigure &answer : std::as_const(figures)) {
        if (!answer.figure)
            continue;
        const Figure &figure = *answer.figure;
        return about->setText(
            joinedParts({figure.areaWord, figure.period.text(), figure.ownOnly ? tr("your own records") : QString(),
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
    showAbout();
    left->setVisible(without > 0);
    left->setText(tr("%n figure(s) cannot be asked for by these filters and are left out.", nullptr, without));
    // Whoever gives places asks at once how high this is, before the event loop has passed the new words on.
    for (const Tile &tile : std::as_const(tiles))
        tile.face->body()->activate();
    q->updateGeometry();
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

// As high as the tiles need to be at this width: a place that can give more gives it to others.
QSize FigureTilesPanel::sizeHint() const
{
    const QLayout *grid = d->area->widget()->layout();
    const int wide = std::max(width(), minimumSizeHint().width());
    const QMargins margins = layout()->contentsMargins();
    const int inner = wide - margins.left() - margins.right();
    const int gap = layout()->spacing();
    const int filters = d->filters->isHidden() ? 0 : d->filters->heightForWidth(inner) + gap;
    const int left = d->left->isHidden() ? 0 : d->left->heightForWidth(inner) + gap;
    const int words = d->about->heightForWidth(inner) + gap + left;
    return {wide, margins.top() + filters + words + grid->heightForWidth(inner) + margins.bottom()};
}

// Another width, another height: what was answered before is no longer true.
void FigureTilesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
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
