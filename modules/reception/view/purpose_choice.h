#pragma once

#include <QWidget>

#include <core/rules.h>

class QToolButton;

namespace fengqiao {

// What somebody comes for, as chips with a number each: the digit chooses, arrows move, Tab leaves.
class PurposeChoice : public QWidget {
    Q_OBJECT

public:
    explicit PurposeChoice(const QList<const RuleRow *> &codes, QWidget *parent = nullptr);
    [[nodiscard]] QString code() const;
    void setCode(const QString &code); // empty = none; tells nobody
    bool choose(int number);           // from 1; as if clicked

Q_SIGNALS:
    void chosen(const QString &code);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void press(QToolButton *button);
    QList<QToolButton *> m_chips;
};

} // namespace fengqiao
