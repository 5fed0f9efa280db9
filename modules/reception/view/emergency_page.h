#pragma once

#include <QUuid>
#include <QWidget>

#include <access/desk.h>

class QLabel;
class QPushButton;

namespace fengqiao {

class ActionForm;
class ReferenceProvider;

// Somebody is in danger: one page, the few things that must be written down now, one button.
class EmergencyPage : public QWidget {
    Q_OBJECT

public:
    EmergencyPage(Desk &desk, ReferenceProvider *references, QWidget *parent);

    [[nodiscard]] ActionForm *form() const { return m_form; }

    [[nodiscard]] QUuid visit() const { return m_visit; }

    [[nodiscard]] bool hasInput() const;
    // About a visitor with a ticket, or nobody yet. What was typed stays.
    void begin(QUuid visit);

public Q_SLOTS:
    void submit();

Q_SIGNALS:
    void handedOver(const fengqiao::ActionOutcome &outcome);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showVisitor();
    void answer(const Result<ActionOutcome> &outcome);
    Desk &m_desk;
    QUuid m_visit;
    ActionForm *m_form;
    QLabel *m_who;
    QPushButton *m_submit;
    QString m_key;
    bool m_busy = false;
};

} // namespace fengqiao
