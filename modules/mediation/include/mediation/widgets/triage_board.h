#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <mediation/queries.h>

namespace fengqiao {

// Matters as cards: what waits for a room, then a column a room. A card moves by the mouse or by Ctrl and an arrow; it
// always ends in the same form, because a move is an assignment that somebody answers for.
//   Arrows go from card to card and column to column, Enter opens, the menu key offers what may be done.
class TriageBoard : public QWidget {
    Q_OBJECT

public:
    explicit TriageBoard(Desk &desk, QWidget *parent = nullptr);
    ~TriageBoard() override;

public Q_SLOTS:
    void refresh();
    void select(const QUuid &matter);

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void loaded(); // the columns show what the file holds

protected:
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
