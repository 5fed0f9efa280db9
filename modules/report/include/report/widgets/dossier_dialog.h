#pragma once

#include <QDialog>
#include <memory>

#include <access/desk.h>
#include <report/templates.h>
#include <report/widgets/dossier_pdf.h>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace fengqiao {

class DocumentPreview;
class InlineError;
class ProgressStrip;

// The dossier of a matter as it will be bound: made away from the window's thread, with its progress and a way to stop,
// then looked at, printed and kept. What it lacks stands beside it in plain sentences. Use open(); it deletes itself.
class DossierDialog : public QDialog {
    Q_OBJECT

public:
    DossierDialog(Desk &desk, QUuid matter, QWidget *parent);
    ~DossierDialog() override;

    [[nodiscard]] DocumentPreview *preview() const { return m_preview; }

Q_SIGNALS:
    void settled(); // made, stopped or refused

private:
    struct Work; // shared with the thread that makes it
    struct Collected;
    void build();
    void addMissing(QBoxLayout *row);
    void addFull(QBoxLayout *column);
    void start(bool full);
    void stop();
    void bind(const Collected &collected);
    void show(const Result<DossierPdf> &made, const Collected &collected);
    void refuse(const Error &error);
    void unmask();

    Desk &m_desk;
    QUuid m_matter;
    std::shared_ptr<Work> m_work;
    DocumentPreview *m_preview;
    ProgressStrip *m_progress;
    QTimer *m_timer;
    QLabel *m_title;
    QLabel *m_missing;
    QPushButton *m_again;
    QWidget *m_fullBox;
    QLineEdit *m_reason;
    InlineError *m_error;
    QString m_note; // why it went out in full
};

} // namespace fengqiao
