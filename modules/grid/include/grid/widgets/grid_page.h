#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// One grid: whom to call, which posts it has and who is in them, its households and border, what is open in it, and
// which grids it came from. Any version of it may be shown, also one that has ended.
class GridPage : public QWidget {
    Q_OBJECT

public:
    explicit GridPage(Desk &desk, QWidget *parent = nullptr);
    ~GridPage() override;
    [[nodiscard]] QUuid grid() const;

public Q_SLOTS:
    void showGrid(const QUuid &grid);
    void start(const QString &action); // on the grid on show
    void printBoard();                 // the name board, as a page to be looked at and printed
    void printContacts();

Q_SIGNALS:
    void gridActivated(const QUuid &grid); // another version, or one it came from
    void eventsWanted(const QUuid &grid);  // the list of its events
    void mapWanted(const QUuid &grid);
    void borderWanted(const QUuid &grid);
    void findWanted();             // nothing is on show: a grid is to be looked for
    void shown(const QUuid &grid); // read and on show; null if it was refused

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
