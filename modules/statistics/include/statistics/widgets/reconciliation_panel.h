#pragma once

#include <QWidget>
#include <memory>

#include <statistics/declared.h>

namespace fengqiao {

// Figures as towns, units and outside systems declared them, beside what the dictionary counts; above them what does
// not fit, each in a sentence with whose it is to clear up. Takes further returns as CSV.
class ReconciliationPanel : public QWidget {
    Q_OBJECT

public:
    explicit ReconciliationPanel(Desk &desk, QWidget *parent = nullptr);
    ~ReconciliationPanel() override;

public Q_SLOTS:
    void refresh();
    void importFile();                         // asks for one
    void importCsv(const QByteArray &content); // and what it holds

Q_SIGNALS:
    void figureActivated(const fengqiao::MetricRequest &request);
    void imported(int added, int unchanged);
    void refused(const fengqiao::Error &error);
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
