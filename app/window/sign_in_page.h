#pragma once

#include <core/error.h>
#include <store/key_slots.h>

#include "page.h"

class QLineEdit;
class QPushButton;

namespace fengqiao {

class InlineError;

// Account and password for one file. Also stands before a locked window, where the account is given.
class SignInPage : public Page {
    Q_OBJECT

public:
    explicit SignInPage(QWidget *parent = nullptr);
    void setFile(const QString &file, const QString &login);
    void setOnlyFile(); // nobody may go elsewhere from here: the start of the big screen
    void setLocked(const QString &file, const QString &login, const QString &name);
    void setBusy(bool busy);
    void setError(const Error &error);
    [[nodiscard]] QString login() const;
    [[nodiscard]] Secret takePassword(); // empties the field

    [[nodiscard]] bool isLocked() const { return m_locked; }

    [[nodiscard]] const QString &file() const { return m_file; }

Q_SIGNALS:
    void signInWanted();
    void otherFileWanted();
    void signOutWanted(); // from a locked window: another person wants to work

private:
    void set(const QString &file, const QString &login, bool locked);
    QString m_file;
    bool m_locked = false;
    QLineEdit *m_login;
    QLineEdit *m_password;
    InlineError *m_error;
    QPushButton *m_signIn;
    QPushButton *m_other;
};

} // namespace fengqiao
