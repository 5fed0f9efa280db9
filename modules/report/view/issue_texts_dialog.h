#pragma once

#include <QDialog>

#include <access/desk.h>
#include <report/issues.h>
#include <widgets/desk_references.h>

class QPlainTextEdit;
class QPushButton;

namespace fengqiao {

class ActionForm;
class InlineError;
class ProgressStrip;

// What people write in an issue: a text for each block of its kind, then the case and the suggestions by the form of
// the action. An error stays with everything that was typed. Use open(); it deletes itself.
class IssueTextsDialog : public QDialog {
    Q_OBJECT

public:
    IssueTextsDialog(Desk &desk, const Row &issue, QWidget *parent);
    ~IssueTextsDialog() override;

public Q_SLOTS:
    void submit();

Q_SIGNALS:
    void acted(const fengqiao::ActionOutcome &outcome);

private:
    [[nodiscard]] QJsonObject data() const;
    void answer(const Result<ActionOutcome> &result);

    Desk &m_desk;
    QUuid m_issue;
    DeskReferences m_references;
    QList<std::pair<QString, QPlainTextEdit *>> m_texts;
    ActionForm *m_form;
    InlineError *m_error;
    ProgressStrip *m_progress;
    QPushButton *m_ok;
    bool m_busy = false;
};

} // namespace fengqiao
