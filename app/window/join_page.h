#pragma once

#include <QElapsedTimer>
#include <atomic>
#include <memory>

#include <sync/sync.h>

#include "page.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fengqiao {

class InlineError;
class ProgressStrip;

// Makes this computer a further desk of a county: its file is fetched from the server. Rows, what is left and how long
// it will take; can be stopped, and then leaves nothing.
class JoinPage : public Page {
    Q_OBJECT

public:
    explicit JoinPage(QWidget *parent = nullptr);
    ~JoinPage() override;
    void begin();

Q_SIGNALS:
    void joined(const QString &file, const QString &login);
    void cancelled();

private:
    QLineEdit *addLine(const QString &word, const QString &name);
    [[nodiscard]] QString fault() const; // what is still wrong with the form; empty if nothing
    void join();
    void tell(const JoinProgress &at);
    void finish(const Result<SyncReport> &done);
    QLineEdit *m_url;
    QLineEdit *m_rolePassword;
    QSpinBox *m_desk;
    QLineEdit *m_login;
    QLineEdit *m_password;
    QLineEdit *m_again;
    QLineEdit *m_file;
    InlineError *m_error;
    ProgressStrip *m_progress;
    QPushButton *m_join;
    QPushButton *m_back;
    QElapsedTimer m_since;
    std::shared_ptr<std::atomic_bool> m_stop;
};

} // namespace fengqiao
