#pragma once

#include <QWidget>
#include <memory>

#include <statistics/widgets/scope_keeper.h>

namespace fengqiao {

// The boards of charts of rule table `charts`. A board's charts are made when it is first shown and read when what they
// are asked by changes. Click a bar, a point or a number for the list behind it.
class ChartsPanel : public QWidget {
    Q_OBJECT

public:
    ChartsPanel(Desk &desk, ScopeKeeper &keeper, QWidget *parent = nullptr);
    ~ChartsPanel() override;
    void showBoard(const QString &board);
    [[nodiscard]] QString board() const;
    // Not where the same filters stand beside it.
    void setFiltersShown(bool shown);

Q_SIGNALS:
    void figureActivated(const fengqiao::MetricRequest &request);
    void exportWanted(const fengqiao::ChartTable &table);
    void loaded(); // a chart shows what was asked for

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// One chart by itself, for the foot of a perspective; the first of its board.
class FlowPanel : public QWidget {
    Q_OBJECT

public:
    FlowPanel(Desk &desk, ScopeKeeper &keeper, const QString &board, QWidget *parent = nullptr);

Q_SIGNALS:
    void figureActivated(const fengqiao::MetricRequest &request);
    void exportWanted(const fengqiao::ChartTable &table);
};

} // namespace fengqiao
