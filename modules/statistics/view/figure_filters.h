#pragma once

#include <QWidget>

#include <statistics/widgets/scope_keeper.h>

namespace fengqiao {

class FilterBar;

// Period, division and dimensions: the same wherever it stands, for it only shows what the keeper holds.
class FigureFilters : public QWidget {
    Q_OBJECT

public:
    FigureFilters(Desk &desk, ScopeKeeper &keeper, QWidget *parent);

    [[nodiscard]] FilterBar *bar() const { return m_bar; }

private:
    void follow();
    void take();
    void readAreas();
    Desk &m_desk;
    ScopeKeeper &m_keeper;
    FilterBar *m_bar;
    bool m_following = false;
};

} // namespace fengqiao
