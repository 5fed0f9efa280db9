#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QListView>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <widgets/theme.h>

#include "matter_look.h"

namespace fengqiao {

// Small parts that the panels of this module share.

// The panel's own surface and its one column, with the margins that all docks have.
[[nodiscard]] QVBoxLayout *panelColumn(QWidget *panel);
[[nodiscard]] QLabel *textLabel(const QString &text, Type type, Token ink, QWidget *parent,
                                QFont::Weight weight = QFont::Normal); // plain text, wraps

// In one line; what is empty is left out.
[[nodiscard]] QString joinedParts(QStringList parts, const QString &separator = QStringLiteral(" · "));

// Label and value in two columns; long values take the width.
class FactGrid {
public:
    FactGrid(QBoxLayout *column, QWidget *page);
    void add(const QString &name, const QString &value); // nothing for an empty value
    void add(const QString &name, QWidget *value);

private:
    QWidget *m_page;
    QGridLayout *m_grid;
};

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

// A list of rows that all say what they are by painting: no frame, no editing, hover on, Enter activates.
void setUpList(QListView *list, const QString &name);
// The matter of a row of a MatterListModel; null for a heading.
[[nodiscard]] const MatterItem *matterAt(const QModelIndex &index);
// What is due becomes overdue without anybody writing anything.
void refreshByTheMinute(QWidget *panel, std::function<void()> refresh);

} // namespace fengqiao
