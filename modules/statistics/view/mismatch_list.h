#pragma once

#include <QWidget>

#include <statistics/declared.h>

class QScrollArea;

namespace fengqiao {

// What does not fit, a sentence each, with whose it is to clear up. As high as it needs to be, up to a third of the
// panel; then it scrolls.
class MismatchList : public QWidget {
    Q_OBJECT

public:
    explicit MismatchList(QWidget *parent);
    void setMismatches(const QList<Mismatch> &mismatches);

    [[nodiscard]] QSize sizeHint() const override { return {QWidget::sizeHint().width(), maximumHeight()}; }

Q_SIGNALS:
    void chosen(const fengqiao::Mismatch &mismatch);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    [[nodiscard]] QWidget *row(const Mismatch &mismatch, QWidget *page);
    QScrollArea *m_area;
};

} // namespace fengqiao
