#include "command.h"

#include <QCoreApplication>

#include <composition.h>
#include <terminal.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<Desk>> Invocation::open(std::shared_ptr<Clock> clock) const
{
    return openFile(arguments.value(0), std::move(clock));
}

Result<std::unique_ptr<Desk>> Invocation::openFile(const QString &file, std::shared_ptr<Clock> clock) const
{
    QString account = value("as"_L1);
    if (account.isEmpty())
        account = qEnvironmentVariable("FENGQIAO_ACCOUNT", u"admin"_s);
    const Result<Secret> password = readPassword(
        value("password-file"_L1), QCoreApplication::translate("Command", "Password of %1: ").arg(account));
    if (!password)
        return fail(password.error());
    return Desk::open(setupFor(file, std::move(clock)), account, *password);
}

Result<Secret> Invocation::newPassword() const
{
    if (!isSet("new-password-file"_L1) && !terminalIsInteractive())
        return fail(ErrorKind::Usage, u"password.missing"_s,
                    QCoreApplication::translate("Command", "Give the new password with --new-password-file, or run in "
                                                           "a terminal."));
    if (isSet("new-password-file"_L1))
        return readPassword(value("new-password-file"_L1), {});
    return askSecret(QCoreApplication::translate("Command", "New password: "));
}

} // namespace fengqiao
