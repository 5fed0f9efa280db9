#pragma once

#include <QDialog>
#include <atomic>
#include <memory>

#include <sync/van_files.h>
#include <widgets/thread_work.h>

class QGridLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace fengqiao {

class Desk;
class DeskSync;
class ElidedLabel;
class InlineError;
class ProgressStrip;

// The mail van at a desk without a line: what waits, the keys, a file for the stick, and the receipt that comes back.
// Use open(); it deletes itself.
class VanDialog : public QDialog {
    Q_OBJECT

public:
    VanDialog(Desk &desk, DeskSync &sync, QWidget *parent);
    ~VanDialog() override;
    // What the file dialogs answer.
    void useKey(const QString &path); // remembered in the county's file if it is a key of this centre
    void writeTo(const QString &path);
    void takeIn(const QString &path);
    void stop(); // of a file that is being written: nothing is left of it
    [[nodiscard]] QString suggestedName() const;

Q_SIGNALS:
    void looked();  // what waits and the keys are shown
    void settled(); // a file was written or taken in, or why not is shown

protected:
    void reject() override;

private:
    struct Look;
    struct Told;
    static Result<Look> lookInto(Store &store, const QString &chosen);
    void build();
    void addFact(QGridLayout *grid, const QString &name, QWidget *value, QPushButton *button, QLabel *note);
    void connectParts();
    void look(const QString &chosen = {});
    void showLook(const Look &look);
    void showKey(const Look &look);
    [[nodiscard]] QPushButton *next() const; // to be pressed
    void showReady();
    void begin(const QString &words, bool stoppable);
    void showPacked(const QString &path, const Result<VanPacked> &packed);
    void showUnpacked(const Result<VanUnpacked> &unpacked);
    void end(const QString &result, const Error *error);
    void fit();
    void ask(const QString &title, const QString &filter, void (VanDialog::*then)(const QString &));
    void askWhereTo();
    Desk &m_desk;
    DeskSync &m_sync;
    VanWaiting m_waiting;
    std::shared_ptr<const VanKeys> m_keys; // null until there are some that can be read
    std::shared_ptr<Told> m_told;          // of what runs
    std::unique_ptr<ThreadWork> m_look;
    bool m_isLooking = false;
    bool m_receiptIsNext = false;
    QString m_folder; // of the file before
    QLabel *m_missing;
    QWidget *m_facts;
    ElidedLabel *m_outbox;
    ElidedLabel *m_centreKey;
    QLabel *m_centreNote;
    ElidedLabel *m_deskKey;
    InlineError *m_error;
    ProgressStrip *m_progress;
    QLabel *m_result;
    QPushButton *m_choose;
    QPushButton *m_copy;
    QPushButton *m_close;
    QPushButton *m_take;
    QPushButton *m_write;
    QTimer *m_timer;
};

} // namespace fengqiao
