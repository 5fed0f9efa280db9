#include "sign_in_page.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

#include <widgets/notices.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

SignInPage::SignInPage(QWidget *parent)
    : Page(tr("Sign in"), {}, parent)
    , m_login(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_error(new InlineError(this))
    , m_signIn(new QPushButton(tr("Sign in"), this))
    , m_other(new QPushButton(tr("Another file…"), this))
{
    const Theme &theme = Theme::of(parent);
    m_login->setObjectName(u"login"_s);
    m_password->setObjectName(u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_signIn->setObjectName(u"signIn"_s);
    for (QLineEdit *line : {m_login, m_password})
        line->setProperty("tall", true);
    setKind(m_signIn, ButtonKind::Primary);
    setKind(m_other, ButtonKind::Quiet);
    addField(body(), tr("Account"), m_login);
    addField(body(), tr("Password"), m_password);
    body()->addWidget(m_error);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addStretch();
    row->addWidget(m_other);
    row->addWidget(m_signIn);
    body()->addSpacing(theme.size(Size::Inside));
    body()->addLayout(row);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signInWanted);
    connect(m_login, &QLineEdit::returnPressed, m_password, [this] { m_password->setFocus(); });
    connect(m_password, &QLineEdit::returnPressed, m_signIn, &QPushButton::click);
    connect(m_other, &QPushButton::clicked, this, [this] {
        if (m_locked)
            Q_EMIT signOutWanted();
        else
            Q_EMIT otherFileWanted();
    });
}

void SignInPage::set(const QString &file, const QString &login, bool locked)
{
    m_file = file;
    m_locked = locked;
    m_login->setText(login);
    m_login->setReadOnly(locked);
    m_password->clear();
    m_error->clear();
    setBusy(false);
    (login.isEmpty() ? m_login : m_password)->setFocus();
}

void SignInPage::setFile(const QString &file, const QString &login)
{
    setTitle(tr("Sign in"));
    setSentence(QFileInfo(file).completeBaseName());
    m_other->setText(tr("Another file…"));
    m_signIn->setText(tr("Sign in"));
    set(file, login, false);
}

void SignInPage::setOnlyFile()
{
    m_other->hide();
}

void SignInPage::setLocked(const QString &file, const QString &login, const QString &name)
{
    setTitle(tr("Locked"));
    setSentence(tr("%1 is signed in. What was typed is still there.").arg(name));
    m_other->setText(tr("Sign out"));
    m_signIn->setText(tr("Unlock"));
    set(file, login, true);
}

void SignInPage::setBusy(bool busy)
{
    m_signIn->setEnabled(!busy);
    m_password->setEnabled(!busy);
    m_login->setEnabled(!busy);
    if (busy)
        m_error->clear();
}

void SignInPage::setError(const Error &error)
{
    setBusy(false);
    m_error->setError(error);
    m_password->setFocus();
}

QString SignInPage::login() const
{
    return m_login->text().trimmed();
}

Secret SignInPage::takePassword()
{
    Secret secret(m_password->text().toUtf8());
    m_password->clear();
    return secret;
}

} // namespace fengqiao
