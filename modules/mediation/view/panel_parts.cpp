#include "panel_parts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <widgets/notices.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

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
