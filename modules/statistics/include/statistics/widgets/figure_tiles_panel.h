#pragma once

#include <QWidget>
#include <memory>

#include <statistics/dashboards.h>
#include <statistics/widgets/scope_keeper.h>

namespace fengqiao {

// The key figures as tiles, in the groups and order of rule table `dashboards`: figure, unit, change with its words, as
// of when. Click or Enter opens the list behind a tile.
class FigureTilesPanel : public QWidget {
    Q_OBJECT

public:
    FigureTilesPanel(Desk &desk, ScopeKeeper &keeper, QWidget *parent = nullptr);
    ~FigureTilesPanel() override;
    [[nodiscard]] QList<TileFigure> figures() const; // as shown
    [[nodiscard]] QSize sizeHint() const override;

public Q_SLOTS:
    void refresh();

Q_SIGNALS:
    void figureActivated(const fengqiao::MetricRequest &request);
    void loaded();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
