#include "event_list.h"

#include <QPainter>

#include <widgets/panel_parts.h>
#include <widgets/row_pen.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Today the hour, this year the day, else the date.
QString whenWords(Instant at, QDate today)
{
    const QDateTime local = at.local();
    if (local.date() == today)
        return local.time().toString(u"HH:mm"_s);
    return local.date().toString(local.date().year() == today.year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
}

} // namespace

EventListModel::EventListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void EventListModel::setFirst(const EventList &list, bool sameFilter)
{
    m_asked = false;
    m_total = list.total;
    // The same events in the same order, only changed: the list does not jump.
    const bool same = sameFilter && list.items.size() == m_items.size() &&
                      std::ranges::equal(
                          list.items, m_items, {}, [](const EventItem &item) { return item.line.id; },
                          [](const EventItem &item) { return item.line.id; });
    if (!same) {
        beginResetModel();
        m_items = list.items;
        endResetModel();
        return;
    }
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row) == list.items.at(row))
            continue;
        m_items[row] = list.items.at(row);
        Q_EMIT dataChanged(index(row, 0), index(row, 0));
    }
}

void EventListModel::append(const EventList &list)
{
    m_asked = false;
    if (list.items.isEmpty()) { // some went meanwhile
        m_total = m_items.size();
        return;
    }
    const int first = static_cast<int>(m_items.size());
    beginInsertRows({}, first, first + static_cast<int>(list.items.size()) - 1);
    m_items += list.items;
    endInsertRows();
}

const EventItem *EventListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_items.size() ? &m_items.at(index.row()) : nullptr;
}

QModelIndex EventListModel::find(const QUuid &event) const
{
    const auto found = std::ranges::find(m_items, event, [](const EventItem &item) { return item.line.id; });
    return found == m_items.end() ? QModelIndex() : index(static_cast<int>(found - m_items.begin()), 0);
}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.line.kindWord;
    case Qt::AccessibleTextRole:
        return joinedParts({item.line.kindWord, item.line.stateWord, item.where, item.spot, item.line.number,
                            item.line.happenedAt.display()},
                           u", "_s);
    case Qt::ToolTipRole:
        return joinedParts({item.line.number, item.line.happenedAt.display(), item.where, item.spot}, u"\n"_s);
    case IdRole:
        return item.line.id;
    case ItemRole:
        return QVariant::fromValue(item);
    default:
        return {};
    }
}

bool EventListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_asked && m_items.size() < m_total;
}

void EventListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted(static_cast<int>(m_items.size()));
}

EventDelegate::EventDelegate(std::function<QDate()> today, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_today(std::move(today))
{
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(40),
            QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height() + theme.space(5)};
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const EventListModel *>(index.model());
    const EventItem *item = model ? model->item(index) : nullptr;
    if (!item)
        return;
    const Theme &theme = Theme::of(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawRowFace(*painter, option, theme);
    const int inside = theme.size(Size::Inside);
    const QRect area = option.rect.adjusted(inside, theme.space(2), -inside, -theme.space(2));
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    RowPen first(*painter, QRect(area.left(), area.top(), area.width(), high), theme);
    first.chipAtRight(item->line.stateWord, selected         ? WordChip::Tone::Raised
                                            : item->terminal ? WordChip::Tone::Neutral
                                                             : WordChip::Tone::Accent);
    first.words(item->line.kindWord, theme.font(Type::Base, item->terminal ? QFont::Normal : QFont::Medium),
                item->terminal ? Token::InkSoft : Token::Ink);
    RowPen second(*painter, QRect(area.left(), area.bottom() - low, area.width(), low + 1), theme);
    second.wordsAtRight(whenWords(item->line.happenedAt, m_today()), theme.font(Type::Small), Token::InkSoft);
    second.words(item->where, theme.font(Type::Small), Token::InkSoft);
    second.words(item->spot, theme.font(Type::Small), Token::InkSoft);
    drawRowFocus(*painter, option, theme);
    painter->restore();
}

} // namespace fengqiao
