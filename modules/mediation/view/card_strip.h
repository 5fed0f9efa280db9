#pragma once

#include <QPersistentModelIndex>
#include <QScrollArea>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QStyledItemDelegate;

namespace fengqiao {

class BoardList;

// One column of a board: what it is called with a count, the cards, a word where there are none. Model and delegate
// are the caller's: whistles, warnings.
class CardColumn final : public QWidget {
    Q_OBJECT

public:
    // `head` is shown at the left, usually a label or a level's chip.
    CardColumn(const QString &title, QWidget *head, const QString &name, QAbstractItemModel *model, QWidget *parent);
    void setCount(qint64 count, const QString &further = {}); // "3 to confirm", beside it
    void setTarget(bool target);                              // a card is held over it

    [[nodiscard]] BoardList *list() const { return m_list; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    BoardList *m_list;
    QLabel *m_further;
    QLabel *m_count;
    QLabel *m_none;
    bool m_target = false;
};

// Columns side by side, or above each other in a narrow and high place, that are one board to the keyboard: arrows go
// from card to card and column to column, one card of the whole board is the chosen one; a card may be moved by the
// mouse or by Ctrl and an arrow.
class CardStrip final : public QScrollArea {
    Q_OBJECT

public:
    explicit CardStrip(QWidget *parent);
    CardColumn *addColumn(const QString &title, QWidget *head, const QString &name, QAbstractItemModel *model);

    [[nodiscard]] const QList<CardColumn *> &columns() const { return m_columns; }

    void setMovable(bool movable) { m_movable = movable; } // cards may be taken to another column

    void clearChoice(const CardColumn *but = nullptr);
    [[nodiscard]] bool focusCards(Qt::FocusReason reason); // false: there are none

Q_SIGNALS:
    void activated(const QModelIndex &index);
    void menuWanted(const QModelIndex &index, const QPoint &globalPos);
    void moveWanted(const QModelIndex &index, int column); // to the column of this place
    void entered();                                        // one of its cards is chosen now

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void step(const CardColumn *from, int by);
    void drag(CardColumn *from, const QModelIndex &index, const QPoint &globalPos);
    void endDrag();
    [[nodiscard]] qsizetype columnAt(const QPoint &globalPos) const;
    QBoxLayout *m_row;
    QLabel *m_ghost;
    QList<CardColumn *> m_columns;
    QPersistentModelIndex m_dragged;
    CardColumn *m_draggedFrom = nullptr;
    bool m_movable = false;
};

} // namespace fengqiao
