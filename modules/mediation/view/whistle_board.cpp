#include <mediation/widgets/whistle_board_panel.h>

#include <QLabel>
#include <QSplitter>
#include <QStackedLayout>

#include <mediation/mediation.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "board_column.h"
#include "card_strip.h"
#include "matter_actions.h"
#include "overlay_menu.h"
#include "panel_parts.h"
#include "whistle_list.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct BoardData {
    WhistleBoard whistles;
    QList<SupervisionLine> supervisions;
};

// Who may call units looks at all of them; the officer of a unit at what concerns it.
QUuid unitOf(const Desk &desk)
{
    const RuleRow *row = desk.rules()->table("permissions"_L1).find(u"whistle.blow"_s);
    const bool calls = row && std::ranges::any_of(desk.actor().roles, [row](const QString &role) {
                           return row->text(QLatin1StringView(role.toLatin1())) == "A"_L1;
                       });
    return calls ? QUuid() : desk.actor().unit.value;
}

} // namespace

struct WhistleBoardPanel::Private {
    WhistleBoardPanel *q;
    Desk &desk;
    QUuid unit;
    MatterActions *actions;
    OverlayMenu *menu;
    CardStrip *strip;
    QList<WhistleListModel *> columns;
    SupervisionListModel *letters;
    QListView *letterList;
    QLabel *letterCount;
    QWidget *letterPart;
    QStackedLayout *pages;
    LatestRead<BoardData> reading;

    Private(WhistleBoardPanel *panel, Desk &theDesk);
    void makeColumns();
    void makeLetters();
    void wire();
    void show(const Result<BoardData> &answer);
    [[nodiscard]] const WhistleItem *itemAt(const QModelIndex &index) const;
};

WhistleBoardPanel::Private::Private(WhistleBoardPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , unit(unitOf(theDesk))
    , actions(new MatterActions(theDesk, panel))
    , menu(new OverlayMenu(theDesk, actions, panel))
    , strip(new CardStrip(panel))
    , letters(new SupervisionListModel(panel))
    , letterList(new QListView(panel))
    , letterCount(new QLabel(panel))
    , letterPart(new QWidget(panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<BoardData> &answer) { show(answer); })
{
}

void WhistleBoardPanel::Private::makeColumns()
{
    for (const auto &[title, name] : {std::pair{tr("Waiting"), u"whistlesWaiting"_s},
                                      {tr("Working"), u"whistlesWorking"_s},
                                      {tr("Declined or missed"), u"whistlesRefused"_s},
                                      {tr("Done today"), u"whistlesDone"_s}}) {
        auto *head = new QLabel(title, q);
        setTextRole(head, Type::Base, Token::Ink, QFont::Medium);
        columns.append(new WhistleListModel(q));
        BoardList *list = strip->addColumn(title, head, name, columns.constLast())->list();
        list->setItemDelegate(new WhistleDelegate(list));
    }
}

void WhistleBoardPanel::Private::makeLetters()
{
    const Theme &theme = Theme::of(q);
    auto *title = new QLabel(tr("Open supervision"), letterPart);
    setTextRole(title, Type::Base, Token::Ink, QFont::Medium);
    setTextRole(letterCount, Type::Small, Token::InkSoft);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.size(Size::Inside), theme.space(1), theme.size(Size::Inside), 0);
    head->addWidget(title);
    head->addWidget(letterCount);
    head->addStretch();
    auto *column = new QVBoxLayout(letterPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    column->addLayout(head);
    column->addWidget(letterList, 1);
    setUpList(letterList, tr("Open supervision"));
    letterList->setObjectName(u"supervisions"_s);
    letterList->setMinimumHeight(1);
    letterList->setItemDelegate(new SupervisionDelegate(letterList));
    letterList->setModel(letters);
    letterList->setResizeMode(QListView::Adjust);
    letterList->setContextMenuPolicy(Qt::CustomContextMenu);
}

const WhistleItem *WhistleBoardPanel::Private::itemAt(const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const WhistleListModel *>(index.model());
    return model ? model->item(index) : nullptr;
}

void WhistleBoardPanel::Private::wire()
{
    QObject::connect(strip, &CardStrip::activated, q, [this](const QModelIndex &index) {
        if (const WhistleItem *item = itemAt(index))
            Q_EMIT q->matterActivated(item->line.matter);
    });
    QObject::connect(strip, &CardStrip::menuWanted, q, [this](const QModelIndex &index, const QPoint &globalPos) {
        if (const WhistleItem *item = itemAt(index))
            menu->show(u"whistle"_s, item->line.matter, item->line.id, globalPos);
    });
    QObject::connect(strip, &CardStrip::entered, q, [this] { letterList->selectionModel()->clear(); });
    QObject::connect(letterList, &QListView::activated, q, [this](const QModelIndex &index) {
        if (const SupervisionItem *item = letters->item(index))
            Q_EMIT q->matterActivated(item->line.matter);
    });
    QObject::connect(letterList, &QWidget::customContextMenuRequested, q, [this](const QPoint &pos) {
        if (const SupervisionItem *item = letters->item(letterList->indexAt(pos)))
            menu->show(u"supervision"_s, item->line.matter, item->line.id, letterList->viewport()->mapToGlobal(pos));
    });
    QObject::connect(actions, &MatterActions::openWanted, q, &WhistleBoardPanel::matterActivated);
    QObject::connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        static const QSet<const Entity *> ours{&whistleEntity(), &supervisionEntity(), &clockEntity()};
        if (std::ranges::any_of(changes, [](const Change &change) { return ours.contains(change.entity); }))
            q->refresh();
    });
    refreshByTheMinute(q, [this] { q->refresh(); });
}

void WhistleBoardPanel::Private::show(const Result<BoardData> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    const Instant now = desk.now();
    const WhistleBoard &board = answer->whistles;
    qsizetype count = answer->supervisions.size();
    const QList<const QList<WhistleLine> *> parts{&board.waiting, &board.working, &board.refused, &board.doneToday};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QList<WhistleItem> items;
        for (const WhistleLine &line : *parts.at(i)) {
            // A unit that has come is no longer timed; one that declined or missed waits for a decision.
            const bool timed = i == 0 || (i == 1 && line.arrivedAt.isNull());
            items.append({line, timed ? shortDue(line.due, now) : DueLook()});
        }
        count += items.size();
        columns.at(i)->setRows(items);
        strip->columns().at(i)->setCount(items.size());
    }
    QList<SupervisionItem> rows;
    for (const SupervisionLine &line : answer->supervisions)
        rows.append(supervisionItem(*desk.rules(), desk.calendar(), line, now.localDate()));
    letters->setRows(rows);
    letterCount->setText(QString::number(rows.size()));
    letterPart->setVisible(!rows.isEmpty());
    // In a low dock columns of nothing leave their height to the letters.
    strip->setVisible(count > rows.size() || rows.isEmpty());
    pages->setCurrentIndex(count == 0 ? 1 : 0);
    Q_EMIT q->loaded();
}

WhistleBoardPanel::WhistleBoardPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    const int margin = Theme::of(this).size(Size::Inside);
    column->setContentsMargins(margin, 0, margin, margin);
    auto *rows = new QSplitter(Qt::Vertical, this);
    d->makeColumns();
    rows->addWidget(d->strip);
    d->makeLetters();
    rows->addWidget(d->letterPart);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    rows->setChildrenCollapsible(false);
    auto *empty = new EmptyState(d->unit.isNull() ? tr("No unit is called, and nothing is supervised.")
                                                  : tr("Your unit is not called, and nothing is supervised."),
                                 {}, this);
    empty->setIcon(u"megaphone"_s);
    empty->setObjectName(u"noCalls"_s);
    d->pages->addWidget(rows);
    d->pages->addWidget(empty);
    column->addLayout(d->pages, 1);
    setAccessibleName(tr("Whistle board"));
    setFocusPolicy(Qt::StrongFocus);
    d->letterPart->hide();
    if (!mayReadMatters(desk)) {
        d->pages->addWidget(mayNotRead(this));
        d->pages->setCurrentIndex(2);
        return;
    }
    d->wire();
    refresh();
}

WhistleBoardPanel::~WhistleBoardPanel() = default;

void WhistleBoardPanel::refresh()
{
    d->reading.ask([this] {
        return d->desk.read([unit = d->unit](ReadContext &context) -> Result<BoardData> {
            return BoardData{whistleBoard(context, unit), openSupervisions(context)};
        });
    });
}

void WhistleBoardPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (!d->strip->focusCards(event->reason()))
        d->letterList->setFocus(event->reason());
}

} // namespace fengqiao
