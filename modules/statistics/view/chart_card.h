#pragma once

#include <QChartView>

#include <statistics/dashboards.h>
#include <widgets/cards.h>
#include <widgets/latest_read.h>

class QLabel;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace fengqiao {

class ChartTableModel;
class EmptyState;

// One chart with its numbers behind a switch, to copy and to keep. Reads when it is first shown and when what it is
// asked by changed.
class ChartCard : public Card {
    Q_OBJECT

public:
    ChartCard(Desk &desk, const ChartSpec &spec, QWidget *parent);
    void setScope(const FigureScope &scope);
    void refresh();
    void markStale(); // reads again now, or when it is seen
    void setFlat();   // for a low place: no least height
    void showTable(bool on);

    [[nodiscard]] const ChartTable &table() const;

Q_SIGNALS:
    void cellActivated(const fengqiao::MetricRequest &request);
    void exportWanted(const fengqiao::ChartTable &table);
    void loaded();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void take(const Result<ChartTable> &answer);
    void draw();
    void open(const ChartCell &cell);
    void copy();
    [[nodiscard]] int wantedHeight() const;
    Desk &m_desk;
    ChartSpec m_spec;
    FigureScope m_scope;
    QLabel *m_note;
    QChartView *m_view = nullptr; // made for the first table that has something to draw
    QTableView *m_numbers;
    ChartTableModel *m_model;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    QToolButton *m_switch;
    QToolButton *m_copy;
    QToolButton *m_keep;
    bool m_stale = true;
    bool m_flat = false;
    bool m_asTable = false;
    LatestRead<ChartTable> m_reading;
};

} // namespace fengqiao
