#pragma once

#include <QDate>
#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <core/division.h>

namespace fengqiao {

// The county's grids: towns, villages and communities, grids, with how many there are, which posts are vacant and what
// is open; found by code, name and pinyin, as of any day. Whoever keeps grids begins every change of one here.
class GridTreePanel : public QWidget {
    Q_OBJECT

public:
    explicit GridTreePanel(Desk &desk, QWidget *parent = nullptr);
    ~GridTreePanel() override;
    [[nodiscard]] QDate day() const; // as of

public Q_SLOTS:
    void refresh();
    void focusSearch();
    void search(const QString &text);
    void setDay(const QDate &day);
    void select(const QUuid &grid); // shows it in the tree, without activating it
    void addGrid();
    void importGrids(); // with their borders, from a file
    void importPosts(); // and people, from a table

Q_SIGNALS:
    void gridActivated(const QUuid &grid);
    void areaActivated(const fengqiao::DivisionCode &division);
    void borderWanted(const QUuid &grid); // to be drawn on a map
    void dayChanged(const QDate &day);
    void loaded(); // the tree shows what the file holds

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
