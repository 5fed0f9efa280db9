#include <mediation/widgets/room_calendar_panel.h>

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

#include <mediation/mediation.h>
#include <mediation/sessions.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/desk_references.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "panel_parts.h"
#include "room_calendar_grid.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// May this person's roles take the action at all; on which record the engine says.
bool mayEver(const Desk &desk, const QString &action)
{
    const RuleRow *row = desk.rules()->table("actions"_L1).find(action);
    const QStringList who = row ? row->list("who"_L1) : QStringList();
    return desk.actor().roles.intersects(QSet<QString>(who.begin(), who.end()));
}

QString actionWord(const Desk &desk, const QString &action)
{
    const RuleRow *row = desk.rules()->table("actions"_L1).find(action);
    return row ? row->word() : action;
}

} // namespace

struct RoomCalendarPanel::Private {
    RoomCalendarPanel *q;
    Desk &desk;
    DeskReferences references;
    RoomCalendarGrid *grid;
    QStackedLayout *pages;
    QLabel *title;
    QPushButton *dayButton;
    QPushButton *weekButton;
    QPushButton *freeButton;
    QDate day;
    bool week = false;
    QUuid matter;
    RoomCalendar calendar;
    std::optional<RoomCalendarGrid::Place> wanted; // to be selected when it is on show
    LatestRead<RoomCalendar> reading;

    Private(RoomCalendarPanel *panel, Desk &theDesk);
    QBoxLayout *bar();
    void wire();
    void step(int by);
    void showTitle();
    void show(const Result<RoomCalendar> &answer);
    [[nodiscard]] const SessionCard *card(QUuid session) const;
    void book(QUuid room, Instant at);
    void move(QUuid session, QUuid room, Instant at, bool undoable = true);
    void form(const QString &action, const SessionCard &session);
    void menu(QUuid session, const QPoint &globalPos);
    void takeSlot(const Result<QList<FreeSlot>> &slots);
};

RoomCalendarPanel::Private::Private(RoomCalendarPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , references(theDesk)
    , grid(new RoomCalendarGrid(panel))
    , pages(new QStackedLayout)
    , title(new QLabel(panel))
    , dayButton(new QPushButton(tr("Day"), panel))
    , weekButton(new QPushButton(tr("Week"), panel))
    , freeButton(new QPushButton(tr("Next free time"), panel))
    , day(theDesk.now().localDate())
    , reading(panel, [this](const Result<RoomCalendar> &answer) { show(answer); })
{
}

QBoxLayout *RoomCalendarPanel::Private::bar()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(q).size(Size::Inside));
    const auto arrow = [&](const QString &icon, const QString &name, int by) {
        auto *button = new QPushButton(q);
        setKind(button, ButtonKind::Quiet);
        setButtonIcon(button, icon);
        button->setAccessibleName(name);
        button->setToolTip(name);
        QObject::connect(button, &QPushButton::clicked, q, [this, by] { step(by); });
        row->addWidget(button);
    };
    arrow(u"chevron-left"_s, tr("Earlier"), -1);
    auto *today = new QPushButton(tr("Today"), q);
    today->setObjectName(u"today"_s);
    setKind(today, ButtonKind::Quiet);
    QObject::connect(today, &QPushButton::clicked, q, [this] { q->showDay(desk.now().localDate()); });
    row->addWidget(today);
    arrow(u"chevron-right"_s, tr("Later"), 1);
    setTextRole(title, Type::Base, Token::Ink, QFont::Medium);
    title->setTextFormat(Qt::PlainText);
    row->addWidget(title);
    row->addStretch();
    for (QPushButton *button : {dayButton, weekButton}) {
        button->setCheckable(true);
        setKind(button, ButtonKind::Quiet);
        row->addWidget(button);
    }
    freeButton->setObjectName(u"nextFree"_s);
    setButtonIcon(freeButton, u"calendar-days"_s);
    row->addWidget(freeButton);
    return row;
}

void RoomCalendarPanel::Private::wire()
{
    QObject::connect(dayButton, &QPushButton::clicked, q, [this] { q->setWeek(false); });
    QObject::connect(weekButton, &QPushButton::clicked, q, [this] { q->setWeek(true); });
    QObject::connect(freeButton, &QPushButton::clicked, q, &RoomCalendarPanel::findFreeSlot);
    QObject::connect(grid, &RoomCalendarGrid::bookWanted, q,
                     [this](const QUuid &room, const Instant &at) { book(room, at); });
    QObject::connect(grid, &RoomCalendarGrid::moveWanted, q,
                     [this](const QUuid &session, const QUuid &room, const Instant &at) { move(session, room, at); });
    QObject::connect(grid, &RoomCalendarGrid::menuWanted, q,
                     [this](const QUuid &session, const QPoint &at) { menu(session, at); });
    QObject::connect(grid, &RoomCalendarGrid::dayWanted, q, [this](const QDate &date) {
        week = false;
        q->showDay(date);
    });
    QObject::connect(grid, &RoomCalendarGrid::openWanted, q, [this](const QUuid &session) {
        if (const SessionCard *found = card(session); found && found->seen)
            Q_EMIT q->matterActivated(found->matter);
    });
    QObject::connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        if (std::ranges::any_of(changes, [](const Change &change) {
                return change.entity == &sessionEntity() || change.entity == &sessionWaitEntity() ||
                       change.entity == &roomEntity();
            }))
            q->refresh();
    });
    refreshByTheMinute(q, [this] { q->refresh(); });
}

void RoomCalendarPanel::Private::step(int by)
{
    q->showDay(day.addDays(week ? 7 * by : by));
}

void RoomCalendarPanel::Private::showTitle()
{
    for (QPushButton *button : {dayButton, weekButton}) {
        button->setChecked((button == weekButton) == week);
        setKind(button, button->isChecked() ? ButtonKind::Normal : ButtonKind::Quiet);
    }
    if (calendar.days.isEmpty())
        return;
    const auto word = [](QDate date) {
        return Instant::fromLocal(date, QTime(12, 0)).display().section(u' ', 0, 1); // 2026-09-14 周一
    };
    const CalendarDay &first = calendar.days.first();
    QString text = week ? tr("%1 to %2").arg(word(first.date), word(calendar.days.last().date)) : word(first.date);
    if (!week && !first.working)
        text += u" · "_s + (first.name.isEmpty() ? tr("day off") : first.name);
    title->setText(text);
}

void RoomCalendarPanel::Private::show(const Result<RoomCalendar> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    calendar = *answer;
    showTitle();
    grid->setCalendar(calendar, week, desk.now());
    pages->setCurrentIndex(calendar.rooms.isEmpty() ? 1 : 0);
    freeButton->setEnabled(!calendar.rooms.isEmpty());
    if (wanted)
        grid->select(wanted->room, wanted->at);
    wanted.reset();
    Q_EMIT q->loaded();
}

const SessionCard *RoomCalendarPanel::Private::card(QUuid session) const
{
    const auto found = std::ranges::find(calendar.sessions, session, &SessionCard::id);
    return found == calendar.sessions.end() ? nullptr : &*found;
}

// The form asks for what the place does not say; without a matter on show it asks for that, too.
void RoomCalendarPanel::Private::book(QUuid room, Instant at)
{
    if (!mayEver(desk, u"book_session"_s))
        return;
    auto *dialog = new ActionDialog(desk, &references, u"book_session"_s, q);
    dialog->setObjectName(u"actionDialog"_s);
    if (!matter.isNull())
        dialog->setSubject({{u"matter"_s, idText(matter)}});
    const auto found = std::ranges::find(calendar.rooms, room, &CalendarRoom::id);
    if (found != calendar.rooms.end())
        dialog->setSubtitle(found->name + u" · "_s + at.display());
    dialog->form()->setFolded(
        {u"ends_at"_s, u"co_mediators"_s, u"others"_s, u"accessible_needed"_s, u"outside_hours"_s});
    dialog->form()->setValues({{u"room"_s, idText(room)},
                               {u"starts_at"_s, at.toIso()},
                               {u"minutes"_s, desk.rules()->settingNumber("session_minutes"_L1)},
                               {u"mode"_s, desk.rules()->codes(u"session_mode"_s).last()->text("code"_L1)}});
    QObject::connect(dialog, &ActionDialog::acted, q, [this](const ActionOutcome &outcome) {
        QString sentence = tr("Booked: %1.").arg(outcome.extra.value("room"_L1).toString());
        for (const QString &warning : outcome.warnings)
            sentence += u'\n' + warning;
        Toast::show(q, sentence);
    });
    dialog->open();
}

void RoomCalendarPanel::Private::move(QUuid session, QUuid room, Instant at, bool undoable)
{
    const SessionCard *before = card(session);
    if (!before)
        return;
    desk.submit({.action = u"move_session"_s,
                 .key = {},
                 .data = {{u"session"_s, idText(session)}, {u"room"_s, idText(room)}, {u"starts_at"_s, at.toIso()}},
                 .at = {}})
        .then(q, [this, session, at, undoable,
                  from = RoomCalendarGrid::Place{before->room, before->from}](const Result<ActionOutcome> &outcome) {
            if (!outcome) {
                Toast::showError(q, outcome.error());
                return;
            }
            const QString sentence =
                tr("Moved to %1, %2.").arg(outcome->extra.value("room"_L1).toString(), at.display());
            if (undoable)
                Toast::show(q, sentence, tr("Undo"),
                            [this, session, from] { move(session, from.room, from.at, false); });
            else
                Toast::show(q, sentence);
        });
}

void RoomCalendarPanel::Private::form(const QString &action, const SessionCard &session)
{
    auto *dialog = new ActionDialog(desk, &references, action, q);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject({{u"session"_s, idText(session.id)}});
    dialog->setSubtitle(session.number + u' ' + session.title + u'\n' + session.roomName + u" · "_s +
                        session.from.display());
    const qint64 minutes = (session.to.ms - session.from.ms) / 60'000;
    if (action == "move_session"_L1)
        dialog->form()->setValues(
            {{u"room"_s, idText(session.room)}, {u"starts_at"_s, session.from.toIso()}, {u"minutes"_s, minutes}});
    else if (action == "hold_session"_L1)
        dialog->form()->setValues({{u"minutes"_s, minutes}});
    QObject::connect(dialog, &ActionDialog::acted, q,
                     [this, word = actionWord(desk, action)] { Toast::show(q, tr("%1: done.").arg(word)); });
    dialog->open();
}

void RoomCalendarPanel::Private::menu(QUuid session, const QPoint &globalPos)
{
    auto *list = new QMenu(q);
    list->setObjectName(u"calendarMenu"_s);
    list->setAttribute(Qt::WA_DeleteOnClose);
    const SessionCard *found = card(session);
    if (!found && mayEver(desk, u"book_session"_s))
        list->addAction(actionWord(desk, u"book_session"_s), q, [this, at = grid->current()] { book(at.room, at.at); });
    if (found) {
        list->addAction(tr("Open the matter"), q, [this, id = found->matter] { Q_EMIT q->matterActivated(id); });
        if (found->open) {
            list->addSeparator();
            for (const QString &action : {u"move_session"_s, u"hold_session"_s, u"cancel_session"_s})
                if (mayEver(desk, action))
                    list->addAction(actionWord(desk, action), q, [this, action, copy = *found] { form(action, copy); });
        }
    }
    list->popup(globalPos);
}

void RoomCalendarPanel::Private::takeSlot(const Result<QList<FreeSlot>> &slots)
{
    if (!slots || slots->isEmpty()) {
        Toast::show(q, tr("No free time was found in the coming weeks."));
        return;
    }
    const FreeSlot &slot = slots->first();
    wanted = {slot.room, slot.from};
    week = false;
    q->showDay(slot.from.localDate());
    grid->setFocus(Qt::OtherFocusReason);
    const auto bookIt = [this, slot] { book(slot.room, slot.from); };
    const QString sentence = tr("Next free: %1, %2.").arg(slot.roomName, slot.from.display());
    if (mayEver(desk, u"book_session"_s))
        Toast::show(q, sentence, actionWord(desk, u"book_session"_s), bookIt);
    else
        Toast::show(q, sentence);
}

RoomCalendarPanel::RoomCalendarPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    const int margin = Theme::of(this).size(Size::Inside);
    column->setContentsMargins(margin, margin / 2, margin, margin);
    column->setSpacing(margin / 2);
    column->addLayout(d->bar());
    auto *empty = new EmptyState(tr("No room is in use yet. The administrator adds rooms."), {}, this);
    empty->setIcon(u"door-open"_s);
    d->pages->addWidget(d->grid);
    d->pages->addWidget(empty);
    column->addLayout(d->pages, 1);
    setFocusProxy(d->grid);
    d->grid->setMayMove(mayEver(desk, u"move_session"_s));
    d->wire();
    if (!mayReadMatters(desk)) {
        d->pages->addWidget(mayNotRead(this));
        d->pages->setCurrentIndex(2);
        d->freeButton->setEnabled(false);
        return;
    }
    refresh();
}

RoomCalendarPanel::~RoomCalendarPanel() = default;

QDate RoomCalendarPanel::day() const
{
    return d->day;
}

bool RoomCalendarPanel::isWeek() const
{
    return d->week;
}

void RoomCalendarPanel::refresh()
{
    if (!mayReadMatters(d->desk))
        return;
    const QDate from = d->week ? d->day.addDays(1 - d->day.dayOfWeek()) : d->day;
    const QDate until = d->week ? from.addDays(6) : from;
    d->reading.ask([this, from, until] {
        return d->desk.read(
            [from, until](ReadContext &context) -> Result<RoomCalendar> { return roomDay(context, from, until); });
    });
}

void RoomCalendarPanel::showDay(const QDate &day)
{
    d->day = day;
    refresh();
}

void RoomCalendarPanel::setWeek(bool week)
{
    d->week = week;
    d->showTitle();
    refresh();
}

void RoomCalendarPanel::setMatter(const QUuid &matter)
{
    d->matter = matter;
}

void RoomCalendarPanel::findFreeSlot()
{
    SlotWish wish{.matter = d->matter, .limit = 1};
    // Without a matter a mediator looks for the own time.
    if (d->matter.isNull() && d->desk.actor().is("MED"_L1))
        wish.mediator = d->desk.actor().id.value;
    d->desk.read([wish](ReadContext &context) -> Result<QList<FreeSlot>> { return freeSlots(context, wish); })
        .then(this, [this](const Result<QList<FreeSlot>> &slots) { d->takeSlot(slots); });
}

void RoomCalendarPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->grid->setFocus(event->reason());
}

} // namespace fengqiao
