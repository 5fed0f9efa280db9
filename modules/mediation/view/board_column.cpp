#include "board_column.h"

#include <QApplication>
#include <QBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <widgets/cards.h>

#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// A fourth line is worth its room when four cards fit with it.
constexpr int cardsBeforeReason = 4;

class CardDelegate final : public QStyledItemDelegate {
public:
    CardDelegate(std::function<QDate()> today, const BoardColumnView *column, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_today(std::move(today))
        , m_column(column)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (const MatterItem *item = matterAt(index))
            drawMatterCard(*painter, option, item->card, m_today(), m_column->withReason());
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const Theme &theme = Theme::of(option.widget);
        return {theme.space(30), matterCardHeight(theme, m_column->withReason())};
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const MatterItem *item = matterAt(index);
        if (event->type() != QEvent::ToolTip || !item)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        QToolTip::showText(event->globalPos(), matterTip(item->card, m_today()), view);
        return true;
    }

private:
    std::function<QDate()> m_today;
    const BoardColumnView *m_column;
};

// As the reading orders them: danger first, then by due date.
bool before(const MatterCard &a, const MatterCard &b)
{
    if (a.danger != b.danger)
        return a.danger;
    if (a.due.due.isNull() != b.due.due.isNull())
        return b.due.due.isNull();
    return a.due.due != b.due.due ? a.due.due < b.due.due : a.number < b.number;
}

} // namespace

BoardList::BoardList(QWidget *parent)
    : QListView(parent)
{
    setUpList(this, {});
    setSelectionMode(SingleSelection);
    setAutoScroll(false);
    setStyleSheet(u"QListView { background: transparent; }"_s); // the column's well shows through
}

void BoardList::keyPressEvent(QKeyEvent *event)
{
    const bool sideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const int columns = event->key() == Qt::Key_Left ? -1 : 1;
    if (event->key() == Qt::Key_Escape && m_dragging)
        cancelDrag();
    else if (sideways && event->modifiers() & Qt::ControlModifier)
        Q_EMIT moveWanted(columns);
    else if (sideways)
        Q_EMIT stepWanted(columns);
    else
        QListView::keyPressEvent(event);
}

void BoardList::mousePressEvent(QMouseEvent *event)
{
    QListView::mousePressEvent(event);
    m_pressed = event->button() == Qt::LeftButton ? indexAt(event->position().toPoint()) : QModelIndex();
    m_pressedAt = event->position().toPoint();
}

// A drag of our own: QDrag would wait in an event loop of its own.
void BoardList::mouseMoveEvent(QMouseEvent *event)
{
    const bool far = (event->position().toPoint() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (m_pressed.isValid() && event->buttons() & Qt::LeftButton && (m_dragging || far)) {
        m_dragging = true;
        Q_EMIT dragMoved(m_pressed, event->globalPosition().toPoint());
        return;
    }
    if (!(event->buttons() & Qt::LeftButton)) // else it would select what it passes
        QListView::mouseMoveEvent(event);
}

void BoardList::mouseReleaseEvent(QMouseEvent *event)
{
    const bool dropping = std::exchange(m_dragging, false);
    m_pressed = QModelIndex();
    if (dropping)
        Q_EMIT dropped(event->globalPosition().toPoint());
    else
        QListView::mouseReleaseEvent(event);
}

void BoardList::cancelDrag()
{
    m_dragging = false;
    m_pressed = QModelIndex();
    Q_EMIT dragCancelled();
}

void BoardList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    Q_EMIT menuWanted(index, byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void BoardList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(model()->index(0, 0));
    Q_EMIT entered();
}

void BoardList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().height() != event->size().height())
        scheduleDelayedItemsLayout(); // cards are higher where there is room
}

BoardColumnView::BoardColumnView(std::function<QDate()> today, QWidget *parent)
    : QWidget(parent)
    , m_model(new MatterListModel(this))
    , m_list(new BoardList(this))
    , m_title(new QLabel(this))
    , m_count(new QLabel(this))
    , m_none(textLabel(tr("None here"), Type::Small, Token::InkFaint, this))
{
    const Theme &theme = Theme::of(this);
    const int inside = theme.size(Size::Inside);
    setTextRole(m_title, Type::Base, Token::Ink, QFont::Medium);
    setTextRole(m_count, Type::Small, Token::InkSoft);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(theme.space(10));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.space(1), 0, theme.space(1), 0);
    head->setSpacing(inside);
    head->addWidget(m_title, 1);
    head->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(inside, theme.space(1) + 2, theme.space(1), theme.space(1));
    column->setSpacing(theme.space(1));
    column->addLayout(head);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    m_list->setMinimumHeight(1); // a low board must not scroll as a whole: its columns do
    m_none->setContentsMargins(theme.space(1), 0, 0, 0);
    m_list->setItemDelegate(new CardDelegate(std::move(today), this, m_list));
    m_list->setModel(m_model);
}

bool BoardColumnView::withReason() const
{
    return m_list->viewport()->height() >= cardsBeforeReason * matterCardHeight(Theme::of(this), true);
}

void BoardColumnView::setColumn(const BoardColumn &column)
{
    QList<MatterItem> items;
    for (const MatterCard &card : column.cards)
        items.append({.card = card});
    m_model->setRows(std::move(items));
    m_column = column;
    m_column.cards.clear();
    showHead();
}

void BoardColumnView::put(const MatterCard &card)
{
    m_column.total += m_model->find(card.id) ? 0 : 1;
    QList<MatterItem> items = m_model->rows();
    items.removeIf([&card](const MatterItem &item) { return item.card.id == card.id; });
    const auto place = std::ranges::find_if(items, [&card](const MatterItem &item) { return before(card, item.card); });
    items.insert(place, {.card = card});
    m_model->setRows(std::move(items));
    showHead();
}

void BoardColumnView::take(QUuid matter)
{
    if (!m_model->find(matter))
        return;
    m_model->remove(matter);
    --m_column.total;
    showHead();
}

void BoardColumnView::showHead()
{
    m_title->setText(m_column.title);
    m_title->setToolTip(m_column.kindWord.isEmpty() ? m_column.title : m_column.title + u"\n"_s + m_column.kindWord);
    m_count->setText(m_column.capacity > 0 ? u"%1 / %2"_s.arg(m_column.total).arg(m_column.capacity)
                                           : QString::number(m_column.total));
    const bool full = m_column.capacity > 0 && m_column.total >= m_column.capacity;
    const QString words = m_column.capacity > 0 ? tr("%1 of %2 places taken").arg(m_column.total).arg(m_column.capacity)
                                                : tr("%n matter(s)", nullptr, m_column.total);
    m_count->setToolTip(full ? words + u'\n' + tr("The room is full.") : words);
    setTextRole(m_count, Type::Small, full ? Token::Red : Token::InkSoft, full ? QFont::Medium : QFont::Normal);
    m_list->setAccessibleName(u"%1, %2"_s.arg(m_column.title, words));
    m_none->setVisible(m_model->rowCount() == 0);
}

void BoardColumnView::setTarget(bool target)
{
    if (std::exchange(m_target, target) != target)
        update();
}

void BoardColumnView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = theme.size(Size::Radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(m_target ? Token::AccentSoft : Token::Sunken));
    painter.drawRoundedRect(rect(), radius, radius);
    if (m_target)
        drawFocusRing(painter, rect(), theme, radius);
}

} // namespace fengqiao
