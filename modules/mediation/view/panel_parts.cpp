#include "panel_parts.h"

#include <QAbstractButton>
#include <QHelpEvent>
#include <QPainter>
#include <QTimer>
#include <QToolTip>

#include <widgets/notices.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

QVBoxLayout *panelColumn(QWidget *panel)
{
    const Theme &theme = Theme::of(panel);
    panel->setAutoFillBackground(true);
    panel->setBackgroundRole(QPalette::Base); // docks are raised above the window
    auto *column = new QVBoxLayout(panel);
    const int margin = theme.size(Size::Related);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.size(Size::Inside));
    return column;
}

QLabel *textLabel(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, type, ink, weight);
    return label;
}

QString joinedParts(QStringList parts, const QString &separator)
{
    parts.removeAll(QString());
    return parts.join(separator);
}

FactGrid::FactGrid(QBoxLayout *column, QWidget *page)
    : m_page(page)
    , m_grid(new QGridLayout)
{
    const Theme &theme = Theme::of(page);
    m_grid->setHorizontalSpacing(theme.space(4));
    m_grid->setVerticalSpacing(theme.space(1));
    m_grid->setColumnMinimumWidth(0, theme.space(18));
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
}

void FactGrid::add(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *words = textLabel(value, Type::Base, Token::Ink, m_page);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    add(name, words);
}

void FactGrid::add(const QString &name, QWidget *value)
{
    const int row = m_grid->rowCount();
    auto *label = textLabel(name, Type::Base, Token::InkSoft, m_page);
    label->setWordWrap(false);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    // Words fill the column; a button stands at its left edge, under the other values.
    const bool button = qobject_cast<QAbstractButton *>(value);
    m_grid->addWidget(value, row, 1, button ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignTop);
}

QWidget *mayNotRead(QWidget *parent)
{
    auto *state = new EmptyState(mayNotReadSentence(), {}, parent);
    state->setObjectName(u"mayNotRead"_s);
    state->setIcon(u"lock"_s);
    return state;
}

const MatterItem *matterAt(const QModelIndex &index)
{
    const auto *model = dynamic_cast<const MatterListModel *>(index.model());
    const MatterItem *item = model ? model->item(index) : nullptr;
    return item && item->heading.isEmpty() ? item : nullptr;
}

void refreshByTheMinute(QWidget *panel, std::function<void()> refresh)
{
    auto *timer = new QTimer(panel);
    timer->setInterval(60'000);
    QObject::connect(timer, &QTimer::timeout, panel, [panel, refresh = std::move(refresh)] {
        if (panel->isVisible())
            refresh();
    });
    timer->start();
}

void setUpList(QListView *list, const QString &name)
{
    list->setAccessibleName(name);
    list->setFrameShape(QFrame::NoFrame);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setMouseTracking(true);
    list->viewport()->setAttribute(Qt::WA_Hover);
    list->viewport()->setAutoFillBackground(false);
}

MatterRowDelegate::MatterRowDelegate(std::function<QDate()> today, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_today(std::move(today))
{
}

void MatterRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const MatterListModel *>(index.model());
    const MatterItem *item = model ? model->item(index) : nullptr;
    if (!item)
        return;
    if (item->heading.isEmpty()) {
        drawMatterRow(*painter, option, item->card, m_today());
        return;
    }
    const Theme &theme = Theme::of(option.widget);
    const QFont font = theme.font(Type::Small, QFont::Medium);
    const QRect area = option.rect.adjusted(theme.size(Size::Inside), 0, 0, -theme.space(1));
    painter->save();
    painter->setFont(font);
    painter->setPen(theme.color(Token::InkSoft));
    painter->drawText(area, Qt::AlignLeft | Qt::AlignBottom, item->heading);
    painter->setFont(theme.font(Type::Small));
    const int left = QFontMetrics(font).horizontalAdvance(item->heading) + theme.size(Size::Inside);
    painter->drawText(area.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignBottom, QString::number(item->count));
    painter->restore();
}

QSize MatterRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const bool heading = matterAt(index) == nullptr;
    return {theme.space(40), heading ? theme.space(index.row() == 0 ? 7 : 9) : matterRowHeight(theme)};
}

bool MatterRowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    const MatterItem *item = matterAt(index);
    if (event->type() != QEvent::ToolTip || !item)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), matterTip(item->card, m_today()), view);
    return true;
}

} // namespace fengqiao
