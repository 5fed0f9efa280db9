#pragma once

#include <QAbstractButton>

#include <widgets/marks.h>

namespace fengqiao {

// One thing that may be chosen, with the reason for it: a mark, a name, softer words below, a chip at the right.
class ChoiceRow final : public QAbstractButton {
    Q_OBJECT

public:
    ChoiceRow(const QString &name, const QString &reason, QWidget *parent);
    void setChip(const QString &word, WordChip::Tone tone);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_reason;
    QString m_chip;
    WordChip::Tone m_tone = WordChip::Tone::Neutral;
};

} // namespace fengqiao
