#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <grid/event_views.h>

namespace fengqiao {

// Events as far as they were read; asks for more when the list comes to its end.
class EventListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int IdRole = Qt::UserRole + 1;
    static constexpr int ItemRole = Qt::UserRole + 2;
    explicit EventListModel(QObject *parent);

    void setFirst(const EventList &list, bool sameFilter); // rows that were there stay where they are
    void append(const EventList &list);

    [[nodiscard]] qint64 total() const { return m_total; }

    [[nodiscard]] const EventItem *item(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex find(const QUuid &event) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted(int offset);

private:
    QList<EventItem> m_items;
    qint64 m_total = 0;
    bool m_asked = false; // more is on its way
};

// Kind and state; where and when.
class EventDelegate final : public QStyledItemDelegate {
public:
    EventDelegate(std::function<QDate()> today, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::function<QDate()> m_today;
};

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::EventItem)
