#pragma once

#include <QWidget>
#include <memory>

#include <statistics/metrics.h>
#include <statistics/safety_index.h>

namespace fengqiao {

// The safety index of an area and a month (domain.md 6.5) with all it is made of: every item, its weight, how its value
// came about and what it gave, the share of the weights that is known, and the formula in words.
class SafetyIndexPanel : public QWidget {
    Q_OBJECT

public:
    explicit SafetyIndexPanel(Desk &desk, QWidget *parent = nullptr);
    ~SafetyIndexPanel() override;

    [[nodiscard]] const SafetyIndex &index() const; // as shown
    void showMonth(const QString &month);
    void showArea(const QString &area);
    // Declared figures of everybody are what it is made of.
    [[nodiscard]] static bool isOpenTo(const Desk &desk);

public Q_SLOTS:
    void refresh();

Q_SIGNALS:
    void figureActivated(const fengqiao::MetricRequest &request); // the list behind an item of the dictionary
    void declarationsWanted();                                    // where the missing figures are declared
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
