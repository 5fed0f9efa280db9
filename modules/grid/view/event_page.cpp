#include <grid/widgets/event_page.h>

#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>

#include <grid/event_views.h>
#include <grid/grid.h>
#include <widgets/cards.h>
#include <widgets/history_words.h>
#include <widgets/latest_read.h>
#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/offer_bar.h>
#include <widgets/stage_bar.h>

#include "event_actions.h"
#include "event_form.h"
#include "event_sections.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 150;
const QString matterAction = u"event_to_matter"_s;
const QString duplicateAction = u"mark_duplicate"_s;

struct Shown {
    QUuid asked;
    EventView view;
    QList<TimelineRow> timeline;
};

QString recordName(ReadContext &context, const QString &kind, const QString &value)
{
    const QUuid id(value);
    if (kind == "division"_L1) {
        const auto code = DivisionCode::parse(value);
        return code ? placeName(context.tx, *code) : value;
    }
    if (kind == "unit"_L1)
        return organisationName(context.tx, id);
    if (kind == eventKind().name) {
        const auto event = context.tx.find(gridEventEntity(), id);
        return event ? event->text("number"_L1) : QString();
    }
    return {};
}

Result<Shown> readEvent(ReadContext &context, QUuid id)
{
    auto view = eventView(context, id);
    if (!view)
        return fail(view.error());
    Shown shown{id, *std::move(view), {}};
    shown.timeline =
        timelineOf(context, shown.view.history,
                   [&context](const QString &kind, const QString &value) { return recordName(context, kind, value); },
                   {eventKind().name, u"longitude"_s, u"latitude"_s});
    return shown;
}

// The closed loop, by what is on record: reported, handled, told to the reporter, verified (features T5).
int stepOf(const EventView &view)
{
    if (view.settled)
        return 5;
    int step = 2;
    for (const QLatin1StringView column : {"handled_at"_L1, "feedback_at"_L1})
        if (!view.row->isNull(column))
            ++step;
    return step;
}

} // namespace

struct EventPage::Private {
    EventPage *q;
    Desk &desk;
    EventActions *actions;
    QUuid event;
    QUuid noted;
    EventView view;
    QStackedLayout *pages;
    EmptyState *nothing;
    QWidget *page;
    EventForm *form;
    ElidedLabel *number;
    WordChip *state;
    QLabel *title;
    StageBar *steps;
    QLabel *sentence;
    OfferBar *offers;
    Card *similar;
    QLabel *nearWords;
    QPushButton *nearSame;
    QTabBar *tabs;
    QStackedLayout *parts;
    EventOverview *overview;
    Timeline *timeline;
    QTimer *soon;
    LatestRead<Shown> reading;

    Private(EventPage *panel, Desk &theDesk);
    void build();
    void buildNear(QBoxLayout *column);
    void connectParts();
    void load();
    void show(const Result<Shown> &answer);
    void showHead();
    void showNear(const QList<Desk::Offer> &given);
    void acted(const QString &action, const ActionOutcome &outcome);
    void leaveForm();
    void openForm();
};

EventPage::Private::Private(EventPage *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new EventActions(theDesk, panel))
    , pages(new QStackedLayout)
    , nothing(new EmptyState(tr("Choose an event in the list or on the map; it opens here."), {}, panel))
    , page(new QWidget(panel))
    , form(new EventForm(theDesk, panel))
    , number(new ElidedLabel({}, page))
    , state(new WordChip({}, WordChip::Tone::Accent, page))
    , title(textLabel({}, Type::Heading, Token::Ink, page, QFont::Medium))
    , steps(new StageBar(page))
    , sentence(textLabel({}, Type::Base, Token::InkSoft, page))
    , offers(new OfferBar(theDesk, page))
    , similar(new Card(page))
    , nearWords(textLabel({}, Type::Base, Token::Ink, similar))
    , nearSame(new QPushButton(similar))
    , tabs(new QTabBar(page))
    , parts(new QStackedLayout)
    , overview(new EventOverview(page))
    , timeline(new Timeline(page))
    , soon(new QTimer(panel))
    , reading(panel, [this](const Result<Shown> &answer) { show(answer); })
{
}

void EventPage::Private::buildNear(QBoxLayout *column)
{
    const RuleRow *same = desk.rules()->table("actions"_L1).find(duplicateAction);
    nearSame->setText(same ? same->word() : QString());
    nearSame->setObjectName(u"sameEvent"_s);
    auto *open = new QPushButton(tr("Look at it"), similar);
    open->setObjectName(u"openNear"_s);
    connect(open, &QPushButton::clicked, q, [this] {
        if (view.similar)
            Q_EMIT q->eventActivated(view.similar->id);
    });
    connect(nearSame, &QPushButton::clicked, q, [this] {
        if (view.similar)
            actions->start(duplicateAction, view, {{u"original"_s, idText(view.similar->id)}});
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(q).size(Size::Inside));
    row->addWidget(nearWords, 1);
    row->addWidget(open, 0, Qt::AlignTop);
    row->addWidget(nearSame, 0, Qt::AlignTop);
    similar->body()->addLayout(row);
    similar->setObjectName(u"nearEvent"_s);
    column->addWidget(similar);
}

void EventPage::Private::build()
{
    const Theme &theme = Theme::of(q);
    nothing->setIcon(u"inbox"_s);
    nothing->setObjectName(u"noEvent"_s);
    if (roleMay(desk, u"report_event"_s))
        nothing->setButton(tr("New event"));
    setTextRole(number, Type::Base, Token::InkSoft);
    steps->setStages({tr("Reported", "step of an event"), tr("Handled", "step of an event"),
                      tr("Told", "step of an event: the reporter"), tr("Verified", "step of an event")});
    auto *marks = new QHBoxLayout;
    marks->setSpacing(theme.size(Size::Inside));
    marks->addWidget(number);
    marks->addWidget(state);
    marks->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    column->addLayout(marks);
    column->addWidget(title);
    column->addWidget(steps);
    column->addWidget(sentence);
    column->addWidget(offers);
    buildNear(column);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setObjectName(u"eventTabs"_s);
    tabs->addTab(tr("Overview"));
    tabs->addTab(tr("History"));
    parts->addWidget(overview);
    parts->addWidget(timeline);
    timeline->setEmptyText(tr("It came by import; nothing was done with it here yet."));
    column->addWidget(tabs);
    column->addLayout(parts, 1);
    pages->addWidget(nothing);
    pages->addWidget(page);
    pages->addWidget(form);
    panelColumn(q)->addLayout(pages, 1);
}

void EventPage::Private::connectParts()
{
    connect(tabs, &QTabBar::currentChanged, parts, &QStackedLayout::setCurrentIndex);
    connect(nothing, &EmptyState::clicked, q, &EventPage::newEvent);
    connect(offers, &OfferBar::actionWanted, q, &EventPage::start);
    connect(overview, &EventOverview::gridWanted, q, [this] { Q_EMIT q->gridActivated(view.grid); });
    connect(overview, &EventOverview::mapWanted, q, [this] { Q_EMIT q->mapWanted(event); });
    connect(overview, &EventOverview::matterWanted, q, [this] { Q_EMIT q->matterActivated(view.matter); });
    connect(overview, &EventOverview::eventWanted, q, &EventPage::eventActivated);
    connect(actions, &EventActions::acted, q,
            [this](const QString &action, const ActionOutcome &outcome) { acted(action, outcome); });
    connect(form, &EventForm::pickWanted, q, &EventPage::pickWanted);
    connect(form, &EventForm::eventActivated, q, &EventPage::eventActivated);
    connect(form, &EventForm::cancelled, q, [this] { leaveForm(); });
    connect(form, &EventForm::reported, q, [this](const ActionOutcome &outcome) {
        QStringList lines{tr("Reported: %1").arg(outcome.number)};
        lines << outcome.warnings;
        Toast::show(q, lines.join(u'\n'));
        q->openEvent(outcome.id);
        Q_EMIT q->reported(outcome.id);
    });
    auto *matter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_M), q);
    matter->setContext(Qt::WidgetWithChildrenShortcut);
    connect(matter, &QShortcut::activated, q, &EventPage::toMatter);
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { load(); });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        if (!event.isNull() && std::ranges::any_of(changes, [this](const Change &c) { return c.id == event; }))
            soon->start();
    });
}

void EventPage::Private::load()
{
    if (event.isNull())
        return;
    reading.ask([this] {
        return desk.read([id = event](ReadContext &context) -> Result<Shown> { return readEvent(context, id); });
    });
}

void EventPage::Private::show(const Result<Shown> &answer)
{
    if (!answer) {
        nothing->setSentence(answer.error().message);
        nothing->setIcon(u"lock"_s);
        pages->setCurrentWidget(nothing);
        event = {};
        Q_EMIT q->shown({});
        return;
    }
    if (answer->asked != event)
        return; // a new one is being written by now
    view = answer->view;
    if (noted != event)
        desk.noteRead(eventKind().name, event, u"show"_s);
    noted = event;
    showHead();
    overview->setView(view);
    timeline->setRows(answer->timeline);
    tabs->setTabText(1, answer->timeline.isEmpty() ? tr("History") : tr("History %1").arg(answer->timeline.size()));
    pages->setCurrentWidget(page);
    Q_EMIT q->shown(event);
}

void EventPage::Private::showHead()
{
    const Row &row = *view.row;
    number->setText(row.text("number"_L1));
    state->setText(view.stateWord);
    state->setTone(view.terminal ? WordChip::Tone::Neutral : WordChip::Tone::Accent);
    title->setText(view.kindWord);
    // Refused, repeated, or gone on as a matter: the loop was left, and the sentence says how.
    steps->setVisible(!view.terminal || view.settled);
    steps->setCurrent(stepOf(view));
    steps->setNote({});
    sentence->setText(view.stateSentence);
    sentence->setVisible(!view.stateSentence.isEmpty());
    const QList<Desk::Offer> given = desk.offers(eventKind().name, row);
    offers->setOffers(nextStep(*desk.rules(), row, given, eventKind().name), given,
                      {row.text("state"_L1), view.stateWord, joinedParts({row.text("number"_L1), view.kindWord})});
    showNear(given);
}

void EventPage::Private::showNear(const QList<Desk::Offer> &given)
{
    similar->setVisible(view.similar.has_value());
    if (!view.similar)
        return;
    nearWords->setText(tr("May be the same as %1: %2 m away, %3, %4.")
                           .arg(view.similar->number)
                           .arg(qRound(view.similar->metres))
                           .arg(view.similar->happenedAt.display(), view.similar->stateWord));
    nearSame->setVisible(std::ranges::any_of(given, [](const Desk::Offer &offer) {
        return offer.allowed && offer.action->text("action"_L1) == duplicateAction;
    }));
}

void EventPage::Private::acted(const QString &action, const ActionOutcome &outcome)
{
    if (action != matterAction)
        return;
    const QUuid matter = QUuid::fromString(outcome.extra.value("matter"_L1).toString());
    if (!matter.isNull())
        Q_EMIT q->matterActivated(matter);
}

void EventPage::Private::openForm()
{
    event = {};
    pages->setCurrentWidget(form);
    form->begin();
}

void EventPage::Private::leaveForm()
{
    form->clear();
    pages->setCurrentWidget(nothing);
    nothing->setSentence(tr("Choose an event in the list or on the map; it opens here."));
    nothing->setIcon(u"inbox"_s);
}

EventPage::EventPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

EventPage::~EventPage() = default;

QUuid EventPage::current() const
{
    return d->event;
}

bool EventPage::hasUnsavedInput() const
{
    return !d->form->isEmpty();
}

void EventPage::openEvent(const QUuid &event)
{
    if (d->event != event)
        d->noted = {};
    d->event = event;
    d->load();
}

void EventPage::newEvent()
{
    d->openForm();
}

void EventPage::newEventAt(const GeoPoint &wgs84)
{
    d->form->setPoint(wgs84);
    d->openForm();
}

void EventPage::newEventIn(const QString &gridCode)
{
    d->form->setGrid(gridCode);
    d->openForm();
}

void EventPage::start(const QString &action)
{
    if (!d->event.isNull() && d->view.row && d->view.row->id() == d->event)
        d->actions->start(action, d->view);
}

void EventPage::toMatter()
{
    if (d->event.isNull() || !d->view.row)
        return;
    const QList<Desk::Offer> offers = d->desk.offers(eventKind().name, *d->view.row);
    const auto offer = std::ranges::find_if(
        offers, [](const Desk::Offer &given) { return given.action->text("action"_L1) == matterAction; });
    if (offer != offers.end() && offer->allowed)
        start(matterAction);
    else if (offer != offers.end())
        Toast::show(this, offer->whyNot);
}

} // namespace fengqiao
