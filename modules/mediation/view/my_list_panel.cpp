#include <mediation/widgets/my_list_panel.h>

#include <QStackedLayout>

#include <mediation/joint.h>
#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <mediation/oversight.h>
#include <mediation/queries.h>
#include <mediation/sessions.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "matter_actions.h"
#include "overlay_menu.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Headings are rows as well; each keeps its place by an id of its own.
QUuid headingId(int part)
{
    return QUuid(static_cast<uint>(part + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

void addPart(QList<MatterItem> &items, int part, const QString &heading, const QList<MatterCard> &cards)
{
    if (cards.isEmpty())
        return;
    MatterItem head;
    head.card.id = headingId(part);
    head.heading = heading;
    head.count = static_cast<int>(cards.size());
    items.append(head);
    for (const MatterCard &card : cards)
        items.append({.card = card});
}

} // namespace

struct MyListPanel::Private {
    MyListPanel *q;
    Desk &desk;
    MatterActions *actions;
    OverlayMenu *overlayMenu;
    MatterListModel *model;
    QListView *list;
    QStackedLayout *pages;
    LatestRead<MyList> reading;

    Private(MyListPanel *panel, Desk &theDesk)
        : q(panel)
        , desk(theDesk)
        , actions(new MatterActions(theDesk, panel))
        , overlayMenu(new OverlayMenu(theDesk, actions, panel))
        , model(new MatterListModel(panel))
        , list(new QListView(panel))
        , pages(new QStackedLayout)
        , reading(panel, [this](const Result<MyList> &lists) { show(lists); })
    {
    }

    void show(const Result<MyList> &lists);
    void activate(const QModelIndex &index);
};

void MyListPanel::Private::show(const Result<MyList> &lists)
{
    if (!lists)
        return;
    QList<MatterItem> items;
    addPart(items, 0, tr("Overdue"), lists->overdue);
    addPart(items, 1, tr("Due today"), lists->dueToday);
    addPart(items, 2, tr("Waiting"), lists->waiting);
    addPart(items, 3, tr("Waiting for others"), lists->others);
    model->setRows(items);
    pages->setCurrentIndex(items.isEmpty() ? 1 : 0);
    if (!items.isEmpty() && !list->currentIndex().isValid())
        list->setCurrentIndex(model->index(1, 0)); // below the first heading
    Q_EMIT q->loaded();
}

void MyListPanel::Private::activate(const QModelIndex &index)
{
    if (const MatterItem *item = matterAt(index))
        Q_EMIT q->matterActivated(item->card.id);
}

MyListPanel::MyListPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    const int margin = Theme::of(this).size(Size::Inside);
    column->setContentsMargins(margin, 0, margin, margin);
    setUpList(d->list, tr("My matters"));
    d->list->setObjectName(u"myMatters"_s);
    d->list->setItemDelegate(new MatterRowDelegate([&desk] { return desk.now().localDate(); }, d->list));
    d->list->setModel(d->model);
    d->list->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *empty = new EmptyState(tr("Nothing lies on your table. What is assigned to you appears here."), {}, this);
    empty->setIcon(u"list-checks"_s);
    d->pages->addWidget(d->list);
    d->pages->addWidget(empty);
    column->addLayout(d->pages, 1);
    setFocusProxy(d->list);
    if (!mayReadMatters(desk)) {
        d->pages->addWidget(mayNotRead(this));
        d->pages->setCurrentIndex(2);
        return;
    }
    connect(d->list, &QListView::activated, this, [this](const QModelIndex &index) { d->activate(index); });
    connect(d->list, &QListView::clicked, this, [this](const QModelIndex &index) { d->activate(index); });
    connect(d->list, &QWidget::customContextMenuRequested, this, [this](const QPoint &pos) {
        const MatterItem *item = matterAt(d->list->indexAt(pos));
        const QPoint at = d->list->viewport()->mapToGlobal(pos);
        if (item && item->card.task.isEmpty())
            d->actions->showMenu(item->card.id, at);
        else if (item)
            d->overlayMenu->show(item->card.taskKind, item->card.id, item->card.taskId, at);
    });
    connect(d->actions, &MatterActions::openWanted, this, &MyListPanel::matterActivated);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        static const QSet<const Entity *> ours{&matterEntity(),  &clockEntity(),   &whistleEntity(),
                                               &coUnitEntity(),  &taskEntity(),    &supervisionEntity(),
                                               &warningEntity(), &sessionEntity(), &instalmentEntity()};
        if (std::ranges::any_of(changes, [](const Change &change) { return ours.contains(change.entity); }))
            refresh();
    });
    refreshByTheMinute(this, [this] { refresh(); });
    refresh();
}

MyListPanel::~MyListPanel() = default;

void MyListPanel::refresh()
{
    d->reading.ask(
        [this] { return d->desk.read([](ReadContext &context) -> Result<MyList> { return myList(context); }); });
}

void MyListPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->list->setFocus(event->reason());
}

} // namespace fengqiao
