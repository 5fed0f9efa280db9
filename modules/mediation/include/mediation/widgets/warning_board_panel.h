#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <mediation/warning_board.h>

namespace fengqiao {

// The warning board: a column a level, the most serious first, with warnings of matters and of places; below it the
// counts of outside schemes under their own names.
//   Arrows go from card to card and column to column, Enter opens the matter, the menu key offers what may be done.
//   A card taken to another column, by the mouse or by Ctrl and an arrow, asks for the form that raises or lowers it.
class WarningBoardPanel : public QWidget {
    Q_OBJECT

public:
    explicit WarningBoardPanel(Desk &desk, QWidget *parent = nullptr);
    ~WarningBoardPanel() override;

    [[nodiscard]] bool isWithoutFiveOnes() const;

public Q_SLOTS:
    void refresh();
    void setWithoutFiveOnes(bool only); // of the level that a leader must lead, only what nobody leads yet
    void look();                        // have the rules looked at now, as this person

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void loaded(); // the columns show what the file holds

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
