#pragma once

#include <QDialog>
#include <QFuture>
#include <QPointer>

#include <access/action.h>
#include <widgets/action_form.h>

class QLabel;
class QPushButton;
class QScrollArea;

namespace fengqiao {

class ProgressStrip;

using SubmitAction = std::function<QFuture<Result<ActionOutcome>>(ActionRequest)>;

// One action in a window-modal dialog: its form, cancel, and a button with the action's word. Use open(), never exec().
// An error stays in the dialog with everything that was typed. Deletes itself when closed.
class ActionDialog : public QDialog {
    Q_OBJECT

public:
    ActionDialog(Desk &desk, ReferenceProvider *references, const QString &action, QWidget *parent);
    ActionDialog(const FormContext &context, SubmitAction submit, const QString &action, QWidget *parent);

    [[nodiscard]] ActionForm *form() const { return m_form; }

    // {"matter": id}: goes with the data, is not asked for.
    void setSubject(const QJsonObject &fixed);
    void setSubtitle(const QString &words); // what it is about: number and title
    void setSubmitText(const QString &words);
    void setDanger(bool danger); // voids and closings: the button is red

public Q_SLOTS:
    void submit();

Q_SIGNALS:
    void acted(const fengqiao::ActionOutcome &outcome);

protected:
    void showEvent(QShowEvent *event) override;
    void reject() override;

private:
    void fit();
    void answer(const Result<ActionOutcome> &result);
    SubmitAction m_submit;
    QString m_action;
    QString m_key; // one a dialog: a double click is one action
    ActionForm *m_form;
    QLabel *m_subtitle;
    QPushButton *m_ok;
    QPushButton *m_cancel;
    ProgressStrip *m_progress;
    QScrollArea *m_scroll;
    QPointer<QWidget> m_before; // had the focus when it was sent
    bool m_busy = false;
};

} // namespace fengqiao
