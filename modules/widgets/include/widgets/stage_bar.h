#pragma once

#include <QWidget>

namespace fengqiao {

// The stages of a matter (rule table `stages`), where it stands, and what is done.
class StageBar : public QWidget {
    Q_OBJECT

public:
    explicit StageBar(QWidget *parent = nullptr);
    void setStages(const QStringList &words); // in order
    void setCurrent(int stage);               // 1-based; 0 = none yet; above the last = all done

    [[nodiscard]] int current() const { return m_current; }

    void setNote(const QString &note); // the state's word, shown under the current stage
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF cell(int index) const;
    [[nodiscard]] QString shown(int index, qreal room, const QFontMetrics &metrics) const;
    QStringList m_words;
    QString m_note;
    int m_current = 0;
    int m_lines = 1;
};

} // namespace fengqiao
