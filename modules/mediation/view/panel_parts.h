#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QListView>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <widgets/panel_parts.h>

#include "matter_look.h"

namespace fengqiao {

// Small parts that only the panels of this module share.

// Shown instead of a panel's content to those who do not read matters.
[[nodiscard]] QWidget *mayNotRead(QWidget *parent);

// Draws matters of a MatterListModel as rows, headings as words with a count.
class MatterRowDelegate final : public QStyledItemDelegate {
public:
    MatterRowDelegate(std::function<QDate()> today, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    std::function<QDate()> m_today;
};

// The matter of a row of a MatterListModel; null for a heading.
[[nodiscard]] const MatterItem *matterAt(const QModelIndex &index);

} // namespace fengqiao
