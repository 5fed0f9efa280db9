#pragma once

#include <QWidget>
#include <memory>

#include <statistics/metrics.h>

class QUuid;

namespace fengqiao {

// The list behind a number: how the figure is defined, numerator and denominator where it has both, its rows page by
// page, and the total that the figure is.
class RowsBehindPanel : public QWidget {
    Q_OBJECT

public:
    explicit RowsBehindPanel(Desk &desk, QWidget *parent = nullptr);
    ~RowsBehindPanel() override;

    [[nodiscard]] MetricRequest request() const;
    [[nodiscard]] MetricPart part() const;

public Q_SLOTS:
    void showRows(const fengqiao::MetricRequest &request);
    void refresh();

Q_SIGNALS:
    // Of a kind that has a page of its own; never of a record that this person may not open.
    void recordActivated(const QString &kind, const QUuid &record);
    // The button stands there once somebody listens.
    void exportWanted(const fengqiao::MetricRequest &request, fengqiao::MetricPart part);
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
