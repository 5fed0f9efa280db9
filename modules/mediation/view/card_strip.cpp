#include "card_strip.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

#include <widgets/theme.h>

#include "board_column.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowestColumn = 44; // grid steps; below it the board scrolls sideways
constexpr int lowestColumn = 25;    // grid steps: a head and what a card is about

} // namespace

CardColumn::CardColumn(const QString &title, QWidget *head, const QString &name, QAbstractItemModel *model,
                       QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_list(new BoardList(this))
    , m_further(new QLabel(this))
    , m_count(new QLabel(this))
    , m_none(textLabel(tr("None here"), Type::Small, Token::InkFaint, this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_further, Type::Small, Token::InkSoft);
    setTextRole(m_count, Type::Small, Token::InkSoft);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(theme.space(1), 0, theme.space(1), 0);
    line->setSpacing(theme.size(Size::Inside));
    line->addWidget(head);
    line->addStretch(1);
    line->addWidget(m_further);
    line->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.size(Size::Inside), theme.space(1) + 2, theme.space(1), theme.space(1));
    column->setSpacing(theme.space(1));
    column->addLayout(line);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    m_none->setContentsMargins(theme.space(1), 0, 0, 0);
    m_further->hide();
    m_list->setObjectName(name);
    m_list->setMinimumHeight(1);
    m_list->setModel(model);
    setMinimumWidth(theme.space(narrowestColumn));
}

void CardColumn::setCount(qint64 count, const QString &further)
{
    m_count->setText(QString::number(count));
    m_further->setText(further);
    m_further->setVisible(!further.isEmpty());
    m_none->setVisible(m_list->model()->rowCount() == 0);
    m_list->setAccessibleName(joinedParts({u"%1, %2"_s.arg(m_title).arg(count), further}, u", "_s));
}

void CardColumn::setTarget(bool target)
{
    if (std::exchange(m_target, target) != target)
        update();
}

void CardColumn::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(m_target ? Token::AccentSoft : Token::Sunken));
    painter.drawRoundedRect(rect(), theme.size(Size::Radius), theme.size(Size::Radius));
    if (m_target)
        drawFocusRing(painter, rect(), theme, theme.size(Size::Radius));
}

CardStrip::CardStrip(QWidget *parent)
    : QScrollArea(parent)
    , m_ghost(new QLabel(parent))
{
    auto *strip = new QWidget;
    strip->setProperty("clear", true);
    m_row = new QHBoxLayout(strip);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(Theme::of(parent).size(Size::Inside));
    setWidget(strip);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_ghost->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_ghost->hide();
}

CardColumn *CardStrip::addColumn(const QString &title, QWidget *head, const QString &name, QAbstractItemModel *model)
{
    auto *column = new CardColumn(title, head, name, model, widget());
    m_columns.append(column);
    m_row->addWidget(column, 1);
    BoardList *list = column->list();
    connect(list, &QListView::activated, this, &CardStrip::activated);
    connect(list, &BoardList::menuWanted, this, &CardStrip::menuWanted);
    connect(list, &BoardList::stepWanted, this, [this, column](int by) { step(column, by); });
    connect(list, &BoardList::entered, this, [this, column] {
        clearChoice(column);
        ensureWidgetVisible(column, 0, 0);
        Q_EMIT entered();
    });
    connect(list, &BoardList::moveWanted, this, [this, column](int by) {
        const qsizetype to = m_columns.indexOf(column) + by;
        if (m_movable && column->list()->currentIndex().isValid() && to >= 0 && to < m_columns.size())
            Q_EMIT moveWanted(column->list()->currentIndex(), static_cast<int>(to));
    });
    connect(list, &BoardList::dragMoved, this,
            [this, column](const QModelIndex &index, const QPoint &at) { drag(column, index, at); });
    connect(list, &BoardList::dropped, this, [this](const QPoint &at) {
        const QPersistentModelIndex index = m_dragged;
        const qsizetype from = m_columns.indexOf(m_draggedFrom);
        const qsizetype to = columnAt(at);
        endDrag();
        if (index.isValid() && to >= 0 && to != from)
            Q_EMIT moveWanted(index, static_cast<int>(to));
    });
    connect(list, &BoardList::dragCancelled, this, &CardStrip::endDrag);
    return column;
}

// Where the columns do not fit beside each other but do above each other, that is how they stand.
void CardStrip::resizeEvent(QResizeEvent *event)
{
    const Theme &theme = Theme::of(this);
    const int columns = static_cast<int>(m_columns.size());
    const bool stacked =
        width() < columns * theme.space(narrowestColumn) && height() >= columns * theme.space(lowestColumn);
    m_row->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QScrollArea::resizeEvent(event);
}

void CardStrip::clearChoice(const CardColumn *but)
{
    for (const CardColumn *column : std::as_const(m_columns))
        if (column != but)
            column->list()->selectionModel()->clear();
}

bool CardStrip::focusCards(Qt::FocusReason reason)
{
    for (const bool chosen : {true, false})
        for (const CardColumn *column : std::as_const(m_columns))
            if (column->list()->model()->rowCount() > 0 &&
                (!chosen || column->list()->selectionModel()->hasSelection())) {
                column->list()->setFocus(reason);
                return true;
            }
    return false;
}

// To the next column that has cards, at the same height.
void CardStrip::step(const CardColumn *from, int by)
{
    const int at = std::max(0, from->list()->currentIndex().row());
    for (qsizetype i = m_columns.indexOf(from) + by; i >= 0 && i < m_columns.size(); i += by) {
        BoardList *list = m_columns.at(i)->list();
        const int rows = list->model()->rowCount();
        if (rows == 0)
            continue;
        list->setCurrentIndex(list->model()->index(std::min(at, rows - 1), 0));
        list->setFocus(Qt::OtherFocusReason);
        return;
    }
}

qsizetype CardStrip::columnAt(const QPoint &globalPos) const
{
    const auto found = std::ranges::find_if(m_columns, [&globalPos](const CardColumn *column) {
        return column->rect().contains(column->mapFromGlobal(globalPos));
    });
    return found == m_columns.end() || !rect().contains(mapFromGlobal(globalPos)) ? -1 : found - m_columns.begin();
}

void CardStrip::drag(CardColumn *from, const QModelIndex &index, const QPoint &globalPos)
{
    if (!m_movable)
        return;
    if (!m_draggedFrom) {
        m_draggedFrom = from;
        m_dragged = index;
        const QRect card = from->list()->visualRect(index);
        m_ghost->setPixmap(from->list()->viewport()->grab(card));
        m_ghost->resize(card.size());
        m_ghost->raise();
        m_ghost->show();
        from->list()->setCursor(Qt::ClosedHandCursor);
    }
    m_ghost->move(m_ghost->parentWidget()->mapFromGlobal(globalPos) -
                  QPoint(m_ghost->width() / 3, m_ghost->height() / 4));
    const qsizetype target = columnAt(globalPos);
    for (qsizetype i = 0; i < m_columns.size(); ++i)
        m_columns.at(i)->setTarget(i == target && m_columns.at(i) != from);
}

void CardStrip::endDrag()
{
    m_ghost->hide();
    for (CardColumn *column : std::as_const(m_columns))
        column->setTarget(false);
    if (m_draggedFrom)
        m_draggedFrom->list()->unsetCursor();
    m_draggedFrom = nullptr;
    m_dragged = QModelIndex();
}

} // namespace fengqiao
