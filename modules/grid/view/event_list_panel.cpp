#include <grid/widgets/event_list_panel.h>

#include <QElapsedTimer>
#include <QListView>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>

#include <grid/board.h>
#include <grid/grid.h>
#include <grid/widgets/import_dialog.h>
#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "event_list.h"
#include "kept_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto keptName = "events";
constexpr int pageSize = 200;
constexpr int mostAgain =
    1000; // rows read anew when something changed; further ones are read when they are scrolled to
constexpr int changesMs = 400;
constexpr qint64 dayMs = 86'400'000;
constexpr int periods[] = {7, 30, 90, 365};
constexpr auto openValue = "open"_L1; // every state that is not terminal

struct Areas {
    QList<FilterBar::Choice> choices;
};

// What can be chosen as an area: the towns, or for whoever sees one town its villages.
Areas areasOf(ReadContext &context)
{
    Areas areas;
    for (const Division &division : divisionsBelow(context.tx, context.actor.area))
        areas.choices << FilterBar::Choice{division.code.digits(), division.name};
    return areas;
}

bool isClosed(const EventFilter &a, const EventFilter &b)
{
    return a.states == b.states && a.kinds == b.kinds && a.heads == b.heads && a.area == b.area && a.grid == b.grid;
}

} // namespace

struct EventListPanel::Private {
    EventListPanel *q;
    Desk &desk;
    FilterBar *filters;
    QLabel *count;
    QPushButton *add;
    QPushButton *import;
    QPushButton *oneGrid;
    EventListModel *model;
    QListView *list;
    EmptyState *empty;
    QStackedLayout *pages;
    QTimer *soon;
    QUuid grid;
    QUuid wanted;
    EventFilter shownFilter;
    bool sameFilter = false;
    bool again = false; // the next first page is the same list anew
    LatestRead<EventList> reading;

    Private(EventListPanel *panel, Desk &theDesk);
    void build();
    void addFilters();
    void connectParts();
    void read(bool same);
    void readMore(int offset);
    void show(const Result<EventList> &answer);
    void filtersChanged();
};

EventListPanel::Private::Private(EventListPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , filters(new FilterBar(panel))
    , count(textLabel({}, Type::Small, Token::InkSoft, panel))
    , add(new QPushButton(tr("New event"), panel))
    , import(new QPushButton(tr("Import"), panel))
    , oneGrid(new QPushButton(panel))
    , model(new EventListModel(panel))
    , list(new QListView(panel))
    , empty(new EmptyState({}, {}, panel))
    , pages(new QStackedLayout)
    , soon(new QTimer(panel))
    , reading(panel, [this](const Result<EventList> &answer) { show(answer); })
{
}

void EventListPanel::Private::addFilters()
{
    const RuleSet &rules = *desk.rules();
    QList<FilterBar::Choice> states{{openValue, tr("in hand", "events that are not settled")}};
    for (const RuleRow *state : rules.table("states"_L1).where("machine"_L1, eventKind().name))
        states << FilterBar::Choice{state->text("state"_L1), state->word()};
    const auto codes = [&rules](const QString &name) {
        QList<FilterBar::Choice> choices;
        for (const RuleRow *row : rules.codes(name))
            choices << FilterBar::Choice{row->text("code"_L1), row->word()};
        return choices;
    };
    QList<FilterBar::Choice> spans;
    for (const int days : periods)
        spans << FilterBar::Choice{QString::number(days), tr("last %n day(s)", nullptr, days)};
    filters->addFilter(u"state"_s, tr("State"), states, true);
    filters->addFilter(u"period"_s, tr("Period"), spans);
    filters->addFilter(u"head"_s, tr("Head"), codes(u"event_head"_s), true);
    filters->addFilter(u"kind"_s, tr("Kind"), codes(u"event_kind"_s), true);
}

void EventListPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    addFilters();
    column->addWidget(filters);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(count, 1);
    oneGrid->setObjectName(u"oneGrid"_s);
    setKind(oneGrid, ButtonKind::Quiet);
    setButtonIcon(oneGrid, u"x"_s);
    oneGrid->hide();
    import->setObjectName(u"importEvents"_s);
    add->setObjectName(u"newEvent"_s);
    import->setVisible(roleMay(desk, u"import_events"_s));
    add->setVisible(roleMay(desk, u"report_event"_s));
    setKind(add, ButtonKind::Primary);
    for (QPushButton *button : {oneGrid, import, add})
        row->addWidget(button);
    column->addLayout(row);
    setUpList(list, tr("Events, newest first"));
    list->setObjectName(u"eventList"_s);
    list->setModel(model);
    list->setUniformItemSizes(true);
    list->setItemDelegate(new EventDelegate([this] { return desk.now().localDate(); }, list));
    pages->addWidget(list);
    pages->addWidget(empty);
    column->addLayout(pages, 1);
    q->setFocusProxy(list);
}

void EventListPanel::Private::connectParts()
{
    const auto activate = [this](const QModelIndex &index) {
        if (const EventItem *item = model->item(index))
            Q_EMIT q->eventActivated(item->line.id);
    };
    connect(list, &QListView::activated, q, activate);
    connect(list, &QListView::clicked, q, activate);
    connect(model, &EventListModel::moreWanted, q, [this](int offset) { readMore(offset); });
    connect(filters, &FilterBar::changed, q, [this] { filtersChanged(); });
    connect(add, &QPushButton::clicked, q, &EventListPanel::newEventWanted);
    connect(import, &QPushButton::clicked, q, &EventListPanel::importFile);
    connect(oneGrid, &QPushButton::clicked, q, [this] { q->showGrid({}); });
    connect(empty, &EmptyState::clicked, q, [this] {
        if (filters->values().isEmpty() && grid.isNull())
            return add->isVisibleTo(q) ? Q_EMIT q->newEventWanted() : q->refresh();
        grid = {};
        oneGrid->hide();
        if (filters->values().isEmpty())
            filtersChanged();
        else
            filters->clear();
    });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { read(true); });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        if (!soon->isActive() &&
            std::ranges::any_of(changes, [](const Change &change) { return change.entity == &gridEventEntity(); }))
            soon->start();
    });
}

void EventListPanel::Private::filtersChanged()
{
    keepFilters(desk, QLatin1StringView(keptName), filters->values());
    read(false);
    Q_EMIT q->filterChanged();
}

void EventListPanel::Private::read(bool same)
{
    const EventFilter filter = q->filter();
    sameFilter = same && isClosed(filter, shownFilter);
    shownFilter = filter;
    const int limit = sameFilter ? std::clamp(model->rowCount(), pageSize, mostAgain) : pageSize;
    again = true;
    reading.ask([this, filter, limit] {
        return desk.read([filter, limit](ReadContext &context) -> Result<EventList> {
            return eventList(context, filter, limit, 0);
        });
    });
}

void EventListPanel::Private::readMore(int offset)
{
    if (again)
        return; // the list is being read anew: what follows belongs to the old one
    reading.ask([this, filter = shownFilter, offset] {
        return desk.read([filter, offset](ReadContext &context) -> Result<EventList> {
            return eventList(context, filter, pageSize, offset);
        });
    });
}

void EventListPanel::Private::show(const Result<EventList> &answer)
{
    if (!answer)
        return;
    if (!std::exchange(again, false))
        return model->append(*answer);
    const QUuid current =
        wanted.isNull() ? list->currentIndex().data(EventListModel::IdRole).toUuid() : std::exchange(wanted, QUuid());
    model->setFirst(*answer, sameFilter);
    if (const QModelIndex index = model->find(current); index.isValid())
        list->setCurrentIndex(index);
    else if (model->rowCount() > 0)
        list->setCurrentIndex(model->index(0, 0));
    count->setText(tr("%n event(s)", nullptr, static_cast<int>(model->total())));
    const bool filtered = !filters->values().isEmpty() || !grid.isNull();
    pages->setCurrentIndex(model->rowCount() == 0 ? 1 : 0);
    if (model->rowCount() == 0) {
        empty->setIcon(u"inbox"_s);
        empty->setSentence(filtered ? tr("No event answers these filters.")
                                    : tr("No event was reported in your area yet."));
        empty->setButton(filtered ? tr("Clear filters")
                                  : (roleMay(desk, u"report_event"_s) ? tr("New event") : QString()));
    }
    Q_EMIT q->loaded();
}

EventListPanel::EventListPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    const auto kept = keptFilters(desk, QLatin1StringView(keptName));
    const int usual = desk.rules()->settingNumber("event_shown_days"_L1);
    const QMap<QString, QStringList> values =
        kept.value_or(QMap<QString, QStringList>{{u"state"_s, {openValue}}, {u"period"_s, {QString::number(usual)}}});
    d->filters->setValues(values);
    d->connectParts();
    desk.read([](ReadContext &context) -> Result<Areas> { return areasOf(context); })
        .then(this, [this, values](const Result<Areas> &areas) {
            if (areas && !areas->choices.isEmpty())
                d->filters->addFilter(u"area"_s, tr("Area"), areas->choices);
            // A village that was chosen is not among the towns.
            for (const QString &digits : values.value(u"area"_s))
                d->filters->addChoice(u"area"_s, {digits, digits});
            const QSignalBlocker quiet(d->filters);                   // what was kept is not chosen anew
            QMap<QString, QStringList> chosen = d->filters->values(); // perhaps changed meanwhile
            if (const QStringList area = values.value(u"area"_s); !area.isEmpty())
                chosen.insert(u"area"_s, area);
            d->filters->setValues(chosen);
            d->read(false);
        });
}

EventListPanel::~EventListPanel() = default;

EventFilter EventListPanel::filter() const
{
    EventFilter filter;
    for (const QString &state : d->filters->value(u"state"_s)) {
        if (state == openValue)
            filter.states += openEventStates(*d->desk.rules());
        else
            filter.states << state;
    }
    filter.states.removeDuplicates();
    filter.heads = d->filters->value(u"head"_s);
    filter.kinds = d->filters->value(u"kind"_s);
    filter.area = d->filters->value(u"area"_s).value(0);
    filter.grid = d->grid;
    if (const int days = d->filters->value(u"period"_s).value(0).toInt(); days > 0)
        filter.from = Instant{d->desk.now().ms - days * dayMs};
    return filter;
}

void EventListPanel::refresh()
{
    d->read(true);
}

void EventListPanel::showGrid(const QUuid &grid, const QString &name)
{
    d->grid = grid;
    d->oneGrid->setVisible(!grid.isNull());
    d->oneGrid->setText(name.isEmpty() ? tr("Only this grid") : tr("Only %1").arg(name));
    d->oneGrid->setToolTip(tr("Show the events of all grids again"));
    d->read(false);
    Q_EMIT filterChanged();
}

void EventListPanel::showArea(const DivisionCode &division)
{
    if (division.isNull())
        return d->filters->setValue(u"area"_s, {});
    d->desk.read([division](ReadContext &context) -> Result<QString> { return placeName(context.tx, division); })
        .then(this, [this, digits = division.digits()](const Result<QString> &name) {
            d->filters->addChoice(u"area"_s, {digits, name.value_or(digits)}); // a village is not among the towns
            d->filters->setValue(u"area"_s, {digits});
        });
}

void EventListPanel::select(const QUuid &event)
{
    d->wanted = event;
    if (const QModelIndex index = d->model->find(event); index.isValid()) {
        d->list->setCurrentIndex(index);
        d->wanted = {};
    }
}

void EventListPanel::importFile()
{
    auto *dialog = new ImportDialog(d->desk, ImportDialog::Rows::Events, this);
    dialog->open();
}

void EventListPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->list->setFocus(event->reason());
}

} // namespace fengqiao
