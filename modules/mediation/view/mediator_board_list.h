#pragma once

#include <QStyledItemDelegate>

#include <mediation/sessions.h>
#include <widgets/record_list_model.h>

namespace fengqiao {

// One row: a mediator, or a heading between them.
struct MediatorItem {
    MediatorLine line = {};
    QString heading = {};
    QString reason = {};   // why suggested or held back; in place of the skills
    bool heldBack = false; // not offered for the matter
    int rank = 0;          // of those suggested, from 1
    friend bool operator==(const MediatorItem &, const MediatorItem &) = default;
};

class MediatorListModel final : public RecordListModel<MediatorItem> {
public:
    explicit MediatorListModel(QObject *parent);
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] const MediatorItem *item(const QModelIndex &index) const; // null for a heading
};

[[nodiscard]] QString mediatorTip(const MediatorItem &item);
[[nodiscard]] QString loadWords(const MediatorLine &line); // "3 of 8 matters, 2 sessions this week"

class MediatorDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace fengqiao
