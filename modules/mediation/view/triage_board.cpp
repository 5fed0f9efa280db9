#include <mediation/widgets/triage_board.h>

#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedLayout>

#include <mediation/mediation.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "board_column.h"
#include "matter_actions.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowestColumn = 44; // grid steps; below it the board scrolls sideways
constexpr int manyChanges = 8;      // more than these at once are read as a whole board

struct OnBoard {
    QUuid matter;
    std::optional<MatterCard> card; // none: it left the board
};

} // namespace

struct TriageBoard::Private {
    TriageBoard *q;
    Desk &desk;
    MatterActions *actions;
    QStackedLayout *pages;
    QScrollArea *scroll;
    QWidget *strip;
    QHBoxLayout *row;
    QLabel *ghost;
    QList<BoardColumnView *> columns;
    QUuid wanted; // to be selected when it is there
    LatestRead<QList<BoardColumn>> reading;

    Private(TriageBoard *board, Desk &theDesk);
    void show(const Result<QList<BoardColumn>> &answer);
    BoardColumnView *addColumn();
    void readCards(const QSet<QUuid> &matters);
    void place(const OnBoard &matter);
    void follow(const ChangeSet &changes);

    [[nodiscard]] BoardColumnView *columnAt(const QPoint &globalPos) const;
    [[nodiscard]] qsizetype columnOf(QUuid matter) const;
    void select(BoardColumnView *column, const QModelIndex &index);
    void step(BoardColumnView *from, int by);
    void move(BoardColumnView *from, const QModelIndex &index, BoardColumnView *to);
    void drag(BoardColumnView *from, const QModelIndex &index, const QPoint &globalPos);
    void endDrag();
    void open(const QModelIndex &index);
    QPersistentModelIndex dragged;
    BoardColumnView *draggedFrom = nullptr;
};

TriageBoard::Private::Private(TriageBoard *board, Desk &theDesk)
    : q(board)
    , desk(theDesk)
    , actions(new MatterActions(theDesk, board))
    , pages(new QStackedLayout)
    , scroll(new QScrollArea(board))
    , strip(new QWidget)
    , row(new QHBoxLayout(strip))
    , ghost(new QLabel(board))
    , reading(board, [this](const Result<QList<BoardColumn>> &answer) { show(answer); })
{
    const Theme &theme = Theme::of(board);
    strip->setProperty("clear", true);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    scroll->setWidget(strip);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    ghost->setAttribute(Qt::WA_TransparentForMouseEvents);
    ghost->setObjectName(u"dragGhost"_s);
    ghost->hide();
}

BoardColumnView *TriageBoard::Private::addColumn()
{
    auto *column = new BoardColumnView([this] { return desk.now().localDate(); }, strip);
    column->setMinimumWidth(Theme::of(q).space(narrowestColumn));
    row->addWidget(column, 1);
    BoardList *list = column->list();
    connect(list, &QListView::activated, q, [this](const QModelIndex &index) { open(index); });
    connect(list, &BoardList::entered, q, [this, column] { select(column, column->list()->currentIndex()); });
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, q, [this, column](const QModelIndex &index) {
        if (column->list()->hasFocus())
            select(column, index);
    });
    connect(list, &BoardList::stepWanted, q, [this, column](int by) { step(column, by); });
    connect(list, &BoardList::moveWanted, q, [this, column](int by) {
        move(column, column->list()->currentIndex(), columns.value(columns.indexOf(column) + by));
    });
    connect(list, &BoardList::menuWanted, q, [this](const QModelIndex &index, const QPoint &at) {
        if (const MatterItem *item = matterAt(index))
            actions->showMenu(item->card.id, at);
    });
    connect(list, &BoardList::dragMoved, q,
            [this, column](const QModelIndex &index, const QPoint &at) { drag(column, index, at); });
    connect(list, &BoardList::dropped, q, [this](const QPoint &at) {
        BoardColumnView *from = draggedFrom;
        const QPersistentModelIndex index = dragged;
        BoardColumnView *to = columnAt(at);
        endDrag();
        move(from, index, to);
    });
    connect(list, &BoardList::dragCancelled, q, [this] { endDrag(); });
    return column;
}

void TriageBoard::Private::show(const Result<QList<BoardColumn>> &answer)
{
    if (!answer)
        return;
    if (columns.size() != answer->size())
        endDrag(); // the column it came from may go
    while (columns.size() > answer->size())
        delete columns.takeLast();
    while (columns.size() < answer->size())
        columns.append(addColumn());
    for (qsizetype i = 0; i < columns.size(); ++i)
        columns.at(i)->setColumn(answer->at(i));
    if (!wanted.isNull())
        q->select(wanted);
    Q_EMIT q->loaded();
}

qsizetype TriageBoard::Private::columnOf(QUuid matter) const
{
    const auto found = std::ranges::find_if(
        columns, [matter](const BoardColumnView *column) { return column->model()->find(matter); });
    return found == columns.end() ? -1 : found - columns.begin();
}

void TriageBoard::Private::place(const OnBoard &matter)
{
    for (BoardColumnView *column : std::as_const(columns)) {
        if (matter.card && column->room() == matter.card->room)
            column->put(*matter.card);
        else
            column->take(matter.matter);
    }
    if (matter.matter == wanted)
        q->select(wanted);
}

void TriageBoard::Private::readCards(const QSet<QUuid> &matters)
{
    desk.read([matters](ReadContext &context) -> Result<QList<OnBoard>> {
            QList<OnBoard> cards;
            for (const QUuid &matter : matters)
                cards.append({matter, boardCard(context, matter)});
            return cards;
        })
        .then(q, [this](const Result<QList<OnBoard>> &cards) {
            for (const OnBoard &card : cards.value_or(QList<OnBoard>()))
                place(card);
        });
}

// Only the cards that changed are read again. Rooms, and clocks that moved alone, need the whole board.
void TriageBoard::Private::follow(const ChangeSet &changes)
{
    QSet<QUuid> matters;
    bool all = false;
    bool clocks = false;
    for (const Change &change : changes) {
        if (change.entity == &matterEntity())
            matters.insert(change.id);
        all = all || change.entity == &roomEntity();
        clocks = clocks || change.entity == &clockEntity();
    }
    if (all || matters.size() > manyChanges || (clocks && matters.isEmpty()))
        q->refresh();
    else if (!matters.isEmpty())
        readCards(matters);
}

BoardColumnView *TriageBoard::Private::columnAt(const QPoint &globalPos) const
{
    const auto found = std::ranges::find_if(columns, [&globalPos](const BoardColumnView *column) {
        return column->rect().contains(column->mapFromGlobal(globalPos));
    });
    const bool inside = scroll->rect().contains(scroll->mapFromGlobal(globalPos));
    return inside && found != columns.end() ? *found : nullptr;
}

// One card of the whole board is the chosen one.
void TriageBoard::Private::select(BoardColumnView *column, const QModelIndex &index)
{
    for (BoardColumnView *other : std::as_const(columns)) {
        if (other != column)
            other->list()->selectionModel()->clear();
    }
    if (index.isValid())
        column->list()->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scroll->ensureWidgetVisible(column, 0, 0);
}

// To the next column that has cards, at the same height.
void TriageBoard::Private::step(BoardColumnView *from, int by)
{
    const int at = std::max(0, from->list()->currentIndex().row());
    for (qsizetype i = columns.indexOf(from) + by; i >= 0 && i < columns.size(); i += by) {
        const int rows = columns.at(i)->model()->rowCount();
        if (rows == 0)
            continue;
        columns.at(i)->list()->setFocus(Qt::OtherFocusReason);
        select(columns.at(i), columns.at(i)->model()->index(std::min(at, rows - 1), 0));
        return;
    }
}

void TriageBoard::Private::move(BoardColumnView *from, const QModelIndex &index, BoardColumnView *to)
{
    const MatterItem *item = matterAt(index);
    if (item && to && to != from)
        actions->moveToRoom(item->card.id, to->room(), to->title());
}

void TriageBoard::Private::drag(BoardColumnView *from, const QModelIndex &index, const QPoint &globalPos)
{
    if (!draggedFrom) {
        draggedFrom = from;
        dragged = index;
        const QRect card = from->list()->visualRect(index);
        ghost->setPixmap(from->list()->viewport()->grab(card));
        ghost->resize(card.size());
        ghost->raise();
        ghost->show();
        from->list()->setCursor(Qt::ClosedHandCursor);
    }
    const QPoint at = q->mapFromGlobal(globalPos);
    ghost->move(at - QPoint(ghost->width() / 3, ghost->height() / 4));
    const BoardColumnView *target = columnAt(globalPos);
    for (BoardColumnView *column : std::as_const(columns))
        column->setTarget(column == target && column != from);
}

void TriageBoard::Private::endDrag()
{
    ghost->hide();
    for (BoardColumnView *column : std::as_const(columns))
        column->setTarget(false);
    if (draggedFrom)
        draggedFrom->list()->unsetCursor();
    draggedFrom = nullptr;
    dragged = QModelIndex();
}

void TriageBoard::Private::open(const QModelIndex &index)
{
    if (const MatterItem *item = matterAt(index))
        Q_EMIT q->matterActivated(item->card.id);
}

TriageBoard::TriageBoard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    const int margin = Theme::of(this).size(Size::Inside);
    column->setContentsMargins(margin, 0, margin, margin);
    d->pages->addWidget(d->scroll);
    column->addLayout(d->pages, 1);
    setAccessibleName(tr("Triage board"));
    setFocusPolicy(Qt::StrongFocus);
    if (!mayReadMatters(desk)) {
        d->pages->addWidget(mayNotRead(this));
        d->pages->setCurrentIndex(1);
        return;
    }
    connect(d->actions, &MatterActions::openWanted, this, &TriageBoard::matterActivated);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) { d->follow(changes); });
    refreshByTheMinute(this, [this] { refresh(); });
    refresh();
}

TriageBoard::~TriageBoard() = default;

void TriageBoard::refresh()
{
    d->reading.ask([this] {
        return d->desk.read([](ReadContext &context) -> Result<QList<BoardColumn>> { return board(context); });
    });
}

void TriageBoard::select(const QUuid &matter)
{
    d->wanted = matter;
    if (const qsizetype at = d->columnOf(matter); at >= 0) {
        BoardColumnView *column = d->columns.at(at);
        d->select(column, column->model()->index(column->model()->rowOf(matter), 0));
        d->wanted = {};
    }
}

void TriageBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->ghost->hide();
}

void TriageBoard::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    for (BoardColumnView *column : std::as_const(d->columns)) {
        if (column->model()->rowCount() > 0 && column->list()->selectionModel()->hasSelection())
            return column->list()->setFocus(event->reason());
    }
    for (BoardColumnView *column : std::as_const(d->columns)) {
        if (column->model()->rowCount() > 0)
            return column->list()->setFocus(event->reason());
    }
}

} // namespace fengqiao
