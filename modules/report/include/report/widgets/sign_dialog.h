#pragma once

#include <QDialog>
#include <QList>

#include <access/desk.h>
#include <mediation/papers.h>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fengqiao {

class InlineError;
class ProgressStrip;
class SignaturePad;

// One signature on a paper: who signs, and a field to sign in by pen, finger or mouse; or the word that the signature
// stands on paper already, with or without a fingerprint, which no machine here ever reads. What was drawn goes into
// the action sign_document as any other file. Use open(); it deletes itself.
class SignDialog : public QDialog {
    Q_OBJECT

public:
    SignDialog(Desk &desk, QUuid document, QWidget *parent);

    [[nodiscard]] SignaturePad *pad() const { return m_pad; }

public Q_SLOTS:
    void submit();

Q_SIGNALS:
    void acted(const fengqiao::ActionOutcome &outcome);

protected:
    void reject() override;

private:
    struct Read {
        QString title;
        QList<SignerLine> signers;
    };

    void build();
    void addPad(QVBoxLayout *column);
    void show(const Read &read);
    void refresh();
    void say(const Error &error);
    void send(const QString &stroke);
    void answered(const Result<ActionOutcome> &result, const QString &stroke);
    void setBusy(bool busy);
    [[nodiscard]] const SignerLine *chosen() const;

    Desk &m_desk;
    QUuid m_document;
    QList<SignerLine> m_signers;
    QLabel *m_subtitle;
    QVBoxLayout *m_list;
    QButtonGroup *m_group;
    SignaturePad *m_pad;
    QPushButton *m_undo;
    QPushButton *m_clear;
    QCheckBox *m_onPaper;
    QCheckBox *m_fingerprint;
    InlineError *m_error;
    ProgressStrip *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_ok;
    bool m_busy = false;
};

} // namespace fengqiao
