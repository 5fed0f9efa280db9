#pragma once

#include <QComboBox>
#include <QDialog>

#include <statistics/widgets/scope_keeper.h>

class QDateEdit;

namespace fengqiao {

class InlineError;

// First and last day by hand. A reversed or future period is refused with a sentence; the days stay as typed.
class PeriodDialog : public QDialog {
    Q_OBJECT

public:
    PeriodDialog(ScopeKeeper &keeper, QWidget *parent);

private:
    void take();
    ScopeKeeper &m_keeper;
    QDateEdit *m_from;
    QDateEdit *m_to;
    InlineError *m_error;
};

class PeriodChoice : public QComboBox {
    Q_OBJECT

public:
    PeriodChoice(ScopeKeeper &keeper, QWidget *parent);

private:
    void follow(); // what the keeper holds
    void choose(int index);
    ScopeKeeper &m_keeper;
};

} // namespace fengqiao
