#include <mediation/widgets/warning_board_panel.h>

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

#include <mediation/joint.h>
#include <mediation/mediation.h>
#include <mediation/oversight.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/latest_read.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>

#include "board_column.h"
#include "card_strip.h"
#include "matter_actions.h"
#include "panel_parts.h"
#include "warning_list.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// A warning with what it belongs to, for a menu.
struct OnCard {
    OverlayCard overlay;
    std::optional<Row> matter;
};

Result<OnCard> readCard(ReadContext &context, const RecordKind &kind, QUuid id)
{
    const auto row = context.tx.find(*kind.entity, id);
    if (!row || !context.maySee(kind, *row))
        return fail(ErrorKind::NotFound, kind.name + u".not_found"_s,
                    WarningBoardPanel::tr("This warning is not here any more, or it is not open to you."));
    OnCard on;
    on.overlay.kind = kind.name;
    on.overlay.kindWord = context.rules.word("machine"_L1, kind.name);
    on.overlay.id = id;
    on.overlay.state = row->text("state"_L1);
    if (const RuleRow *state = context.rules.table("states"_L1).find(on.overlay.state))
        on.overlay.stateWord = state->word();
    if (row->entity().field("matter"_L1)) {
        on.overlay.matter = row->uuid("matter"_L1);
        on.matter = context.tx.find(matterEntity(), on.overlay.matter);
    }
    on.overlay.row = row;
    return on;
}

} // namespace

struct WarningBoardPanel::Private {
    WarningBoardPanel *q;
    Desk &desk;
    MatterActions *actions;
    DeskReferences references;
    CardStrip *strip;
    QPushButton *onlyButton;
    QWidget *outside;
    QVBoxLayout *outsideColumn;
    QStackedLayout *pages;
    EmptyState *empty;
    QList<WarningListModel *> models;
    QStringList levels; // of the columns
    LatestRead<WarningBoard> reading;

    Private(WarningBoardPanel *panel, Desk &theDesk);
    [[nodiscard]] QWidget *toolbar();
    void makeColumns();
    void wire();
    void show(const Result<WarningBoard> &answer);
    void showOutside(const QList<OutsideCounts> &all);
    [[nodiscard]] const WarningItem *itemAt(const QModelIndex &index) const;
    void withCard(const WarningItem &item, std::function<void(const OnCard &)> then);
    void showMenu(const OnCard &on, const QPoint &globalPos);
    void move(const WarningItem &item, int column);
    void openForm(const QString &action);
};

WarningBoardPanel::Private::Private(WarningBoardPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new MatterActions(theDesk, panel))
    , references(theDesk)
    , strip(new CardStrip(panel))
    , onlyButton(new QPushButton(panel))
    , outside(new QWidget(panel))
    , outsideColumn(new QVBoxLayout(outside))
    , pages(new QStackedLayout)
    , empty(new EmptyState({}, {}, panel))
    , reading(panel, [this](const Result<WarningBoard> &answer) { show(answer); })
{
}

QWidget *WarningBoardPanel::Private::toolbar()
{
    auto *bar = new QWidget(q);
    auto *line = new FlowLayout(bar, Theme::of(q).size(Size::Inside));
    line->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](QPushButton *button, const QString &name, const QString &text, const QString &icon) {
        button->setObjectName(name);
        button->setText(text);
        setKind(button, ButtonKind::Quiet);
        setButtonIcon(button, icon);
        line->addWidget(button);
        return button;
    };
    const RuleSet &rules = *desk.rules();
    const QString level = rules.word("level"_L1, rules.setting("leader_led_level"_L1));
    add(onlyButton, u"withoutFiveOnes"_s, tr("%1 without their five ones").arg(level), u"funnel"_s)->setCheckable(true);
    QObject::connect(onlyButton, &QPushButton::toggled, q, [this] { q->refresh(); });
    if (roleMay(desk, u"watch_warnings"_s))
        QObject::connect(add(new QPushButton(bar), u"look"_s, tr("Check the rules now"), u"refresh-cw"_s),
                         &QPushButton::clicked, q, &WarningBoardPanel::look);
    for (const auto &[action, icon] :
         {std::pair{u"open_area_warning"_s, u"map-pin"_s}, std::pair{u"import_level_counts"_s, u"upload"_s}}) {
        const RuleRow *row = rules.table("actions"_L1).find(action);
        if (row && roleMay(desk, action))
            QObject::connect(add(new QPushButton(bar), action, row->word(), icon), &QPushButton::clicked, q,
                             [this, name = action] { openForm(name); });
    }
    return bar;
}

void WarningBoardPanel::Private::makeColumns()
{
    const RuleSet &rules = *desk.rules();
    const QString scheme = rules.setting("level_scheme"_L1);
    QList<const RuleRow *> rows = rules.table("levels"_L1).where("scheme"_L1, scheme);
    rows.removeIf([](const RuleRow *row) { return row->number("order"_L1) == 0; });
    std::ranges::stable_sort(rows, std::ranges::greater{}, [](const RuleRow *row) { return row->number("order"_L1); });
    for (const RuleRow *row : std::as_const(rows)) {
        const QString level = row->text("level"_L1);
        levels << level;
        models << new WarningListModel(q);
        auto *head = new LevelChip(LevelLook::of(rules, level, scheme), q);
        BoardList *list = strip->addColumn(row->word(), head, u"warnings_"_s + level, models.constLast())->list();
        list->setItemDelegate(new WarningDelegate(list));
    }
    strip->setMovable(roleMay(desk, u"raise_warning"_s));
}

const WarningItem *WarningBoardPanel::Private::itemAt(const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const WarningListModel *>(index.model());
    return model ? model->item(index) : nullptr;
}

void WarningBoardPanel::Private::withCard(const WarningItem &item, std::function<void(const OnCard &)> then)
{
    const RecordKind *kind = desk.kind(item.card.kind);
    if (!kind)
        return;
    desk.read([kind, id = item.card.id](ReadContext &context) { return readCard(context, *kind, id); })
        .then(q, [this, then = std::move(then)](const Result<OnCard> &on) {
            if (on)
                then(*on);
            else
                Toast::showError(q, on.error());
        });
}

void WarningBoardPanel::Private::showMenu(const OnCard &on, const QPoint &globalPos)
{
    auto *menu = new QMenu(q);
    menu->setObjectName(u"warningMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QUuid matter = on.overlay.matter;
    if (!matter.isNull()) {
        menu->addAction(Theme::of(q).icon(u"folder-open"_s, Token::InkSoft), tr("Open the matter"), q,
                        [this, matter] { Q_EMIT q->matterActivated(matter); });
        menu->addSeparator();
    }
    for (const Desk::Offer &offer : desk.offers(on.overlay.kind, *on.overlay.row)) {
        const QString name = offer.action->text("action"_L1);
        if (offer.allowed)
            menu->addAction(offer.action->word(), q, [this, name, on] { actions->startOn(name, on.overlay); })
                ->setData(name);
    }
    if (on.matter) { // to end what it warns of, or to have it led
        const QStringList steps = desk.rules()->setting("warning_matter_steps"_L1).split(u' ', Qt::SkipEmptyParts);
        menu->addSeparator();
        for (const Desk::Offer &offer : desk.offers(matterKind().name, *on.matter)) {
            const QString name = offer.action->text("action"_L1);
            if (offer.allowed && steps.contains(name))
                menu->addAction(offer.action->word(), q, [this, name, matter] { actions->start(name, matter); })
                    ->setData(name);
        }
    }
    menu->popup(globalPos);
}

// To another level: always by the form that asks why; a suggestion is answered first.
void WarningBoardPanel::Private::move(const WarningItem &item, int column)
{
    const qsizetype from = levels.indexOf(item.card.level);
    if (from < 0 || from == column)
        return;
    const QString action = (column < from ? u"raise_"_s : u"lower_"_s) + item.card.kind;
    withCard(item, [this, action, level = levels.at(column)](const OnCard &on) {
        for (const Desk::Offer &offer : desk.offers(on.overlay.kind, *on.overlay.row)) {
            if (offer.action->text("action"_L1) != action)
                continue;
            if (offer.allowed)
                actions->startFilled(action, on.overlay, {{u"level"_s, level}});
            else
                Toast::show(q, offer.whyNot);
            return;
        }
    });
}

void WarningBoardPanel::Private::openForm(const QString &action)
{
    auto *dialog = new ActionDialog(desk, &references, action, q);
    dialog->setObjectName(u"actionDialog"_s);
    QObject::connect(dialog, &ActionDialog::acted, q, [this] { q->refresh(); });
    dialog->open();
}

void WarningBoardPanel::Private::wire()
{
    QObject::connect(strip, &CardStrip::activated, q, [this](const QModelIndex &index) {
        const WarningItem *item = itemAt(index);
        if (!item)
            return;
        if (!item->card.matter.isNull())
            return void(Q_EMIT q->matterActivated(item->card.matter));
        const auto *list = qobject_cast<QListView *>(q->focusWidget());
        const QPoint at = list ? list->viewport()->mapToGlobal(list->visualRect(index).center()) : QCursor::pos();
        withCard(*item, [this, at](const OnCard &on) { showMenu(on, at); });
    });
    QObject::connect(strip, &CardStrip::menuWanted, q, [this](const QModelIndex &index, const QPoint &at) {
        if (const WarningItem *item = itemAt(index))
            withCard(*item, [this, at](const OnCard &on) { showMenu(on, at); });
    });
    QObject::connect(strip, &CardStrip::moveWanted, q, [this](const QModelIndex &index, int column) {
        if (const WarningItem *item = itemAt(index))
            move(*item, column);
    });
    QObject::connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        static const QSet<const Entity *> ours{&warningEntity(), &areaWarningEntity(), &leaderLedEntity(),
                                               &levelCountEntity()};
        if (std::ranges::any_of(changes, [](const Change &change) { return ours.contains(change.entity); }))
            q->refresh();
    });
    refreshByTheMinute(q, [this] { q->refresh(); });
}

// Counts of other systems: words and numbers in plain ink. Their colours are theirs.
void WarningBoardPanel::Private::showOutside(const QList<OutsideCounts> &all)
{
    while (QLayoutItem *old = outsideColumn->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (const OutsideCounts &counts : all) {
        QStringList levelsOf;
        for (const OutsideCounts::Count &count : counts.counts)
            levelsOf << u"%1 %2"_s.arg(count.word).arg(count.count);
        const QString text =
            tr("%1: %2 (as of %3, %4)")
                .arg(counts.word, levelsOf.join(u" · "_s), counts.asOf.toString(u"yyyy-MM-dd"_s), counts.source);
        auto *label = textLabel(text, Type::Small, Token::InkSoft, outside);
        label->setObjectName(u"outside_"_s + counts.scheme);
        label->setToolTip(tr("A statistic of another system, under its own name; it is not mapped onto the board."));
        outsideColumn->addWidget(label);
    }
    outside->setVisible(!all.isEmpty());
}

void WarningBoardPanel::Private::show(const Result<WarningBoard> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    const QDate today = desk.now().localDate();
    qint64 total = 0;
    for (const WarningColumn &column : answer->columns) {
        const qsizetype place = levels.indexOf(column.level);
        if (place < 0)
            continue;
        QList<WarningItem> items;
        for (const WarningCard &card : column.cards)
            items.append(warningItem(card, today));
        models.at(place)->setRows(items);
        const int waiting = static_cast<int>(column.suggested);
        const int late = static_cast<int>(column.overdue);
        strip->columns().at(place)->setCount(
            column.total, joinedParts({waiting > 0 ? tr("%n to confirm", nullptr, waiting) : QString(),
                                       late > 0 ? tr("%n past review", nullptr, late) : QString()}));
        total += column.total;
    }
    showOutside(answer->outside);
    empty->setSentence(q->isWithoutFiveOnes() ? tr("Every case that a leader must lead has its five ones.")
                                              : tr("No warning is open, and none is suggested."));
    pages->setCurrentIndex(total == 0 ? 1 : 0);
    Q_EMIT q->loaded();
}

WarningBoardPanel::WarningBoardPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    const Theme &theme = Theme::of(this);
    QVBoxLayout *column = panelColumn(this);
    const int margin = theme.size(Size::Inside);
    column->setContentsMargins(margin, 0, margin, margin);
    column->setSpacing(margin);
    d->outside->setObjectName(u"outsideSchemes"_s);
    d->outside->hide();
    d->outsideColumn->setContentsMargins(theme.space(1), 0, theme.space(1), 0);
    d->outsideColumn->setSpacing(theme.space(1));
    d->empty->setIcon(u"bell"_s);
    d->empty->setObjectName(u"noWarnings"_s);
    setAccessibleName(tr("Warning board"));
    setFocusPolicy(Qt::StrongFocus);
    if (!mayReadMatters(desk)) {
        column->addWidget(mayNotRead(this), 1);
        d->strip->hide();
        d->empty->hide();
        d->onlyButton->hide();
        return;
    }
    d->makeColumns();
    d->pages->addWidget(d->strip);
    d->pages->addWidget(d->empty);
    column->addWidget(d->toolbar());
    column->addLayout(d->pages, 1);
    column->addWidget(d->outside);
    d->wire();
    refresh();
}

WarningBoardPanel::~WarningBoardPanel() = default;

bool WarningBoardPanel::isWithoutFiveOnes() const
{
    return d->onlyButton->isChecked();
}

void WarningBoardPanel::setWithoutFiveOnes(bool only)
{
    d->onlyButton->setChecked(only); // reads anew if it changed
}

void WarningBoardPanel::refresh()
{
    d->reading.ask([this] {
        return d->desk.read([only = isWithoutFiveOnes()](ReadContext &context) -> Result<WarningBoard> {
            return warningBoard(context, {.withoutFiveOnes = only, .limitPerColumn = 100});
        });
    });
}

void WarningBoardPanel::look()
{
    d->desk.submit({.action = u"watch_warnings"_s, .key = {}, .data = {}, .at = {}})
        .then(this, [this](const Result<ActionOutcome> &done) {
            if (!done)
                return void(Toast::showError(this, done.error()));
            const int suggested = done->extra.value("suggested"_L1).toInt();
            const int lapsed = done->extra.value("lapsed"_L1).toInt();
            Toast::show(this,
                        suggested + lapsed == 0
                            ? tr("The rules suggest nothing new.")
                            : joinedParts({suggested > 0 ? tr("%n new suggestion(s)", nullptr, suggested) : QString(),
                                           lapsed > 0 ? tr("%n warning(s) lapsed", nullptr, lapsed) : QString()}));
        });
}

void WarningBoardPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (!d->strip->focusCards(event->reason()))
        d->onlyButton->setFocus(event->reason());
}

} // namespace fengqiao
