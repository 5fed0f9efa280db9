#include <grid/widgets/grid_page.h>

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>

#include <grid/events.h>
#include <widgets/cards.h>
#include <widgets/latest_read.h>
#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/unmasking.h>

#include "grid_actions.h"
#include "grid_sections.h"
#include "grid_sheets.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 200;

struct Shown {
    QUuid asked;
    GridView view;
};

} // namespace

struct GridPage::Private {
    GridPage *q;
    Desk &desk;
    GridActions *actions;
    Unmasking *unmasking;
    QUuid grid;
    QUuid noted;
    GridView view;
    QStackedLayout *pages;
    EmptyState *nothing;
    QWidget *page;
    ElidedLabel *code;
    WordChip *kind;
    WordChip *vacant;
    WordChip *old;
    QLabel *name;
    QPushButton *board;
    QPushButton *card;
    QPushButton *more;
    QTabBar *tabs;
    QStackedLayout *parts;
    GridOverview *overview;
    GridPosts *posts;
    GridHistory *history;
    QTimer *soon;
    LatestRead<Shown> reading;

    Private(GridPage *panel, Desk &theDesk);
    void build();
    [[nodiscard]] QLayout *buildHead();
    void connectParts();
    void load();
    void show(const Result<Shown> &answer);
    void showHead();

    [[nodiscard]] GridSubject subject() const { return {view.grid.id, view.grid.code, view.grid.name, view.place}; }

    [[nodiscard]] bool concerns(const Change &change) const;
};

GridPage::Private::Private(GridPage *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new GridActions(theDesk, panel))
    , unmasking(new Unmasking(theDesk, panel, gridMemberKind().name))
    , pages(new QStackedLayout)
    , nothing(
          new EmptyState(tr("Choose a grid in the tree or on the map; it opens here."), tr("Look for a grid"), panel))
    , page(new QWidget(panel))
    , code(new ElidedLabel(QString(), page))
    , kind(new WordChip(QString(), WordChip::Tone::Accent, page))
    , vacant(new WordChip(QString(), WordChip::Tone::Yellow, page))
    , old(new WordChip(tr("ended", "a version of a grid"), WordChip::Tone::Neutral, page))
    , name(textLabel(QString(), Type::Heading, Token::Ink, page, QFont::Medium))
    , board(new QPushButton(tr("Name board"), page))
    , card(new QPushButton(tr("Contact card"), page))
    , more(new QPushButton(tr("Change"), page))
    , tabs(new QTabBar(page))
    , parts(new QStackedLayout)
    , overview(new GridOverview(unmasking, page))
    , posts(new GridPosts(theDesk, unmasking, page))
    , history(new GridHistory(page))
    , soon(new QTimer(panel))
    , reading(panel, [this](const Result<Shown> &answer) { show(answer); })
{
}

QLayout *GridPage::Private::buildHead()
{
    const Theme &theme = Theme::of(q);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme.size(Size::Inside));
    setTextRole(code, Type::Base, Token::InkSoft);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *marks = new QHBoxLayout;
    marks->setSpacing(theme.size(Size::Inside));
    for (QWidget *mark : std::initializer_list<QWidget *>{code, kind, vacant, old})
        marks->addWidget(mark);
    marks->addStretch(1);
    column->addLayout(marks);
    column->addWidget(name);
    board->setObjectName(u"printBoard"_s);
    card->setObjectName(u"printContacts"_s);
    more->setObjectName(u"gridChange"_s);
    setButtonIcon(board, u"printer"_s);
    setButtonIcon(card, u"printer"_s);
    more->setMenu(new QMenu(more));
    auto *buttons = new QWidget(page); // a narrow dock has them in two rows
    auto *flow = new FlowLayout(buttons, theme.size(Size::Inside));
    flow->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {board, card, more})
        flow->addWidget(button);
    column->addWidget(buttons);
    return column;
}

void GridPage::Private::build()
{
    const Theme &theme = Theme::of(q);
    nothing->setIcon(u"map-pin"_s);
    nothing->setObjectName(u"noGrid"_s);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setObjectName(u"gridTabs"_s);
    const auto addPart = [this](const QString &title, QWidget *part) {
        tabs->addTab(title);
        parts->addWidget(part);
    };
    addPart(tr("Overview"), overview);
    addPart(tr("Posts"), posts);
    addPart(tr("Descent"), history);
    connect(tabs, &QTabBar::currentChanged, parts, &QStackedLayout::setCurrentIndex);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    column->addLayout(buildHead());
    column->addWidget(tabs);
    column->addLayout(parts, 1);
    pages->addWidget(nothing);
    pages->addWidget(page);
    panelColumn(q)->addLayout(pages, 1);
    q->setFocusProxy(tabs);
}

void GridPage::Private::connectParts()
{
    connect(nothing, &EmptyState::clicked, q, &GridPage::findWanted);
    connect(board, &QPushButton::clicked, q, &GridPage::printBoard);
    connect(card, &QPushButton::clicked, q, &GridPage::printContacts);
    connect(more->menu(), &QMenu::aboutToShow, q, [this] {
        more->menu()->clear();
        actions->fillMenu(more->menu(), subject());
    });
    connect(overview, &GridOverview::eventsWanted, q, [this] { Q_EMIT q->eventsWanted(grid); });
    connect(overview, &GridOverview::mapWanted, q, [this] { Q_EMIT q->mapWanted(grid); });
    connect(overview, &GridOverview::gridWanted, q, &GridPage::gridActivated);
    connect(history, &GridHistory::gridWanted, q, &GridPage::gridActivated);
    connect(posts, &GridPosts::appointWanted, actions,
            [this](const PostItem &post) { actions->appoint(post, view.grid.name); });
    connect(posts, &GridPosts::relieveWanted, actions,
            [this](const PostItem &post) { actions->relieve(post, view.grid.name); });
    connect(posts, &GridPosts::endWanted, actions,
            [this](const PostItem &post) { actions->endPost(post, view.grid.name); });
    connect(posts, &GridPosts::postWanted, actions, [this] { actions->start(u"set_post"_s, subject()); });
    connect(actions, &GridActions::borderWanted, q, &GridPage::borderWanted);
    // A change makes a new version: that is what one wants to see then.
    connect(actions, &GridActions::acted, q, [this](const QString &, const QUuid &changed) {
        if (!changed.isNull())
            q->showGrid(changed);
    });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { load(); });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        if (!grid.isNull() && std::ranges::any_of(changes, [this](const Change &c) { return concerns(c); }))
            soon->start();
    });
}

bool GridPage::Private::concerns(const Change &change) const
{
    static const QSet<const Entity *> rows{&gridPostEntity(), &postingEntity(), &gridMemberEntity(), &gridLineEntity(),
                                           &gridEventEntity()};
    return change.id == grid || rows.contains(change.entity);
}

void GridPage::Private::load()
{
    if (grid.isNull())
        return;
    reading.ask([this] {
        return desk.read([id = grid](ReadContext &context) -> Result<Shown> {
            auto read = gridView(context, id, context.now.localDate());
            if (!read)
                return fail(read.error());
            return Shown{id, *std::move(read)};
        });
    });
}

void GridPage::Private::show(const Result<Shown> &answer)
{
    if (!answer) {
        nothing->setSentence(answer.error().message);
        nothing->setIcon(u"lock"_s);
        pages->setCurrentWidget(nothing);
        grid = {};
        Q_EMIT q->shown({});
        return;
    }
    view = answer->view;
    if (noted != answer->asked)
        desk.noteRead(gridKind().name, answer->asked, u"show"_s);
    noted = answer->asked;
    showHead();
    overview->setView(view, desk.now().localDate());
    posts->setView(view);
    history->setView(view);
    pages->setCurrentWidget(page);
    Q_EMIT q->shown(answer->asked);
}

void GridPage::Private::showHead()
{
    const auto vacancies =
        std::ranges::count_if(view.posts, [](const PostItem &post) { return post.posting.isNull(); });
    code->setText(view.grid.code);
    kind->setText(view.kindWord);
    vacant->setVisible(vacancies > 0);
    vacant->setText(tr("%n vacant", "posts", static_cast<int>(vacancies)));
    old->setVisible(view.grid.validTo.isValid() && view.grid.id != view.current);
    name->setText(view.grid.name);
    const bool isCurrent = view.grid.id == view.current;
    board->setEnabled(isCurrent);
    card->setEnabled(isCurrent);
    more->setEnabled(isCurrent);
    tabs->setTabText(1, view.posts.isEmpty() ? tr("Posts") : tr("Posts %1").arg(view.posts.size()));
    tabs->setTabText(2, view.steps.isEmpty() ? tr("Descent") : tr("Descent %1").arg(view.steps.size()));
}

GridPage::GridPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

GridPage::~GridPage() = default;

QUuid GridPage::grid() const
{
    return d->grid;
}

void GridPage::showGrid(const QUuid &grid)
{
    if (d->grid != grid) {
        d->unmasking->forgetAll();
        d->noted = {};
    }
    d->grid = grid;
    d->load();
}

void GridPage::start(const QString &action)
{
    if (!d->grid.isNull())
        d->actions->start(action, d->subject());
}

void GridPage::printBoard()
{
    if (!d->grid.isNull())
        openNameBoard(d->desk, d->grid, this);
}

void GridPage::printContacts()
{
    if (!d->grid.isNull())
        openContactSheet(d->desk, d->grid, this);
}

} // namespace fengqiao
