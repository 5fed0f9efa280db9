#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <grid/lint.h>

namespace fengqiao {

// What is amiss with the grids: posts that nobody fills, the longest vacant first, and what the check of borders, codes
// and households found, in plain sentences.
class GridChecksPanel : public QWidget {
    Q_OBJECT

public:
    explicit GridChecksPanel(Desk &desk, QWidget *parent = nullptr);
    ~GridChecksPanel() override;

public Q_SLOTS:
    void refresh();
    void showVacancies();
    void showFindings();

Q_SIGNALS:
    void gridActivated(const QUuid &grid);
    void findingActivated(const fengqiao::GridFinding &finding, fengqiao::Datum datum); // to be shown on a map
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
