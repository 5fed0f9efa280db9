#pragma once

#include <QListView>
#include <QWidget>

#include <mediation/queries.h>

class QLabel;

namespace fengqiao {

class MatterListModel;

// The cards of one column. Knows keys and the mouse, not what they mean.
class BoardList final : public QListView {
    Q_OBJECT

public:
    explicit BoardList(QWidget *parent);

Q_SIGNALS:
    void stepWanted(int columns); // left or right arrow
    void moveWanted(int columns); // the same with Ctrl
    void menuWanted(const QModelIndex &index, const QPoint &globalPos);
    void dragMoved(const QModelIndex &index, const QPoint &globalPos);
    void dropped(const QPoint &globalPos);
    void dragCancelled();
    void entered(); // has the keyboard now

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void cancelDrag();
    QPersistentModelIndex m_pressed;
    QPoint m_pressedAt;
    bool m_dragging = false;
};

// A column: title with count and capacity, the cards, a word where there are none.
class BoardColumnView final : public QWidget {
    Q_OBJECT

public:
    BoardColumnView(std::function<QDate()> today, QWidget *parent);
    void setColumn(const BoardColumn &column);
    void put(const MatterCard &card); // new, changed or moved to its place
    void take(QUuid matter);          // gone from here
    void setTarget(bool target);      // a card is held over it

    [[nodiscard]] QUuid room() const { return m_column.room; }

    [[nodiscard]] const QString &title() const { return m_column.title; }

    [[nodiscard]] BoardList *list() const { return m_list; }

    [[nodiscard]] MatterListModel *model() const { return m_model; }

    [[nodiscard]] bool withReason() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showHead();
    BoardColumn m_column; // its cards live in the model
    MatterListModel *m_model;
    BoardList *m_list;
    QLabel *m_title;
    QLabel *m_count;
    QLabel *m_none;
    bool m_target = false;
};

} // namespace fengqiao
