#include <mediation/widgets/whistle_board_panel.h>

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>

#include <mediation/mediation.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "board_column.h"
#include "matter_actions.h"
#include "overlay_menu.h"
#include "panel_parts.h"
#include "whistle_list.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowestColumn = 44; // grid steps; below it the board scrolls sideways

struct BoardData {
    WhistleBoard whistles;
    QList<SupervisionLine> supervisions;
};

// One column: title with count, the cards, a word where there are none.
class WhistleColumn final : public QWidget {
public:
    WhistleColumn(const QString &title, const QString &name, QWidget *parent)
        : QWidget(parent)
        , model(new WhistleListModel(this))
        , list(new BoardList(this))
        , m_title(title)
        , m_count(new QLabel(this))
        , m_none(textLabel(WhistleBoardPanel::tr("None here"), Type::Small, Token::InkFaint, this))
    {
        const Theme &theme = Theme::of(this);
        auto *words = new QLabel(title, this);
        setTextRole(words, Type::Base, Token::Ink, QFont::Medium);
        setTextRole(m_count, Type::Small, Token::InkSoft);
        auto *head = new QHBoxLayout;
        head->setContentsMargins(theme.space(1), 0, theme.space(1), 0);
        head->addWidget(words, 1);
        head->addWidget(m_count);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(theme.size(Size::Inside), theme.space(1) + 2, theme.space(1), theme.space(1));
        column->setSpacing(theme.space(1));
        column->addLayout(head);
        column->addWidget(m_none);
        column->addWidget(list, 1);
        m_none->setContentsMargins(theme.space(1), 0, 0, 0);
        list->setObjectName(name);
        list->setMinimumHeight(1);
        list->setItemDelegate(new WhistleDelegate(list));
        list->setModel(model);
        setMinimumWidth(theme.space(narrowestColumn));
    }

    void setRows(const QList<WhistleItem> &items)
    {
        model->setRows(items);
        m_count->setText(QString::number(items.size()));
        m_none->setVisible(items.isEmpty());
        list->setAccessibleName(u"%1, %2"_s.arg(m_title).arg(items.size()));
    }

    WhistleListModel *model;
    BoardList *list;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Sunken));
        painter.drawRoundedRect(rect(), theme.size(Size::Radius), theme.size(Size::Radius));
    }

private:
    QString m_title;
    QLabel *m_count;
    QLabel *m_none;
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
    QList<WhistleColumn *> columns;
    SupervisionListModel *letters;
    QListView *letterList;
    QLabel *letterCount;
    QWidget *letterPart;
    QStackedLayout *pages;
    LatestRead<BoardData> reading;

    Private(WhistleBoardPanel *panel, Desk &theDesk);
    [[nodiscard]] QWidget *columnStrip();
    void makeLetters();
    void wire();
    void show(const Result<BoardData> &answer);
    void step(WhistleColumn *from, int by);
    void choose(const WhistleColumn *column);
};

WhistleBoardPanel::Private::Private(WhistleBoardPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , unit(unitOf(theDesk))
    , actions(new MatterActions(theDesk, panel))
    , menu(new OverlayMenu(theDesk, actions, panel))
    , letters(new SupervisionListModel(panel))
    , letterList(new QListView(panel))
    , letterCount(new QLabel(panel))
    , letterPart(new QWidget(panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<BoardData> &answer) { show(answer); })
{
}

QWidget *WhistleBoardPanel::Private::columnStrip()
{
    auto *scroll = new QScrollArea(q);
    auto *strip = new QWidget;
    strip->setProperty("clear", true);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::of(q).size(Size::Inside));
    for (const auto &[title, name] : {std::pair{tr("Waiting"), u"whistlesWaiting"_s},
                                      {tr("Working"), u"whistlesWorking"_s},
                                      {tr("Declined or missed"), u"whistlesRefused"_s},
                                      {tr("Done today"), u"whistlesDone"_s}}) {
        columns.append(new WhistleColumn(title, name, strip));
        row->addWidget(columns.constLast(), 1);
    }
    scroll->setWidget(strip);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
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

// One card of the whole board is the chosen one.
void WhistleBoardPanel::Private::choose(const WhistleColumn *column)
{
    for (const WhistleColumn *other : std::as_const(columns))
        if (other != column)
            other->list->selectionModel()->clear();
    if (column)
        letterList->selectionModel()->clear();
}

// To the next column that has cards, at the same height.
void WhistleBoardPanel::Private::step(WhistleColumn *from, int by)
{
    const int at = std::max(0, from->list->currentIndex().row());
    for (qsizetype i = columns.indexOf(from) + by; i >= 0 && i < columns.size(); i += by) {
        const int rows = columns.at(i)->model->rowCount();
        if (rows == 0)
            continue;
        columns.at(i)->list->setCurrentIndex(columns.at(i)->model->index(std::min(at, rows - 1), 0));
        columns.at(i)->list->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void WhistleBoardPanel::Private::wire()
{
    for (WhistleColumn *column : std::as_const(columns)) {
        QObject::connect(column->list, &QListView::activated, q, [this, column](const QModelIndex &index) {
            if (const WhistleItem *item = column->model->item(index))
                Q_EMIT q->matterActivated(item->line.matter);
        });
        QObject::connect(column->list, &BoardList::menuWanted, q,
                         [this, column](const QModelIndex &index, const QPoint &globalPos) {
                             if (const WhistleItem *item = column->model->item(index))
                                 menu->show(u"whistle"_s, item->line.matter, item->line.id, globalPos);
                         });
        QObject::connect(column->list, &BoardList::stepWanted, q, [this, column](int by) { step(column, by); });
        QObject::connect(column->list, &BoardList::entered, q, [this, column] { choose(column); });
    }
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
    }
    QList<SupervisionItem> rows;
    for (const SupervisionLine &line : answer->supervisions)
        rows.append(supervisionItem(*desk.rules(), desk.calendar(), line, now.localDate()));
    letters->setRows(rows);
    letterCount->setText(QString::number(rows.size()));
    letterPart->setVisible(!rows.isEmpty());
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
    rows->addWidget(d->columnStrip());
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
    for (const WhistleColumn *column : std::as_const(d->columns))
        if (column->model->rowCount() > 0)
            return column->list->setFocus(event->reason());
    d->letterList->setFocus(event->reason());
}

} // namespace fengqiao
