#include <QCoreApplication>

#include <core/locale.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Account {
    Q_DECLARE_TR_FUNCTIONS(Account)
};

// What a sub-command does to one account; the new password is asked for only where one is set.
Result<> change(Invocation &call, Desk &desk, const QString &what, const QString &login)
{
    const QStringList roles = call.value("role"_L1).split(u',', Qt::SkipEmptyParts);
    if (what == "disable"_L1)
        return desk.disableAccount(login);
    if (what == "role"_L1)
        return desk.setRoles(login, roles, call.value("area"_L1));
    if (what == "approve"_L1 && call.isSet("keep-password"_L1))
        return desk.approveAccount(login, Secret());
    const Result<Secret> password = call.newPassword();
    if (!password)
        return fail(password.error());
    if (what == "password"_L1)
        return desk.changePassword(login, *password);
    if (what == "approve"_L1)
        return desk.approveAccount(login, *password);
    return desk.addAccount(login, call.value("name"_L1), roles, call.value("area"_L1), *password);
}

Exit runAccount(Invocation &call)
{
    static const QStringList known{u"add"_s, u"approve"_s, u"disable"_s, u"role"_s, u"password"_s};
    const QString what = call.arguments[1];
    if (!known.contains(what))
        return call.console.report({ErrorKind::Usage,
                                    u"account.command"_s,
                                    Account::tr("What can be done with an account: %1.").arg(joinedWords(known)),
                                    {},
                                    {}});
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    if (const Result<> changed = change(call, **desk, what, call.arguments[2]); !changed)
        return call.console.report(changed.error());
    if (call.console.json())
        call.console.document(QJsonObject{{u"ok"_s, true}, {u"account"_s, call.arguments[2]}});
    else
        call.console.line(Account::tr("Done: %1 %2.").arg(what, call.arguments[2]));
    return Exit::Done;
}

} // namespace

QList<Command> accountCommands()
{
    return {
        {.name = u"account"_s,
         .synopsis = u"FILE add|approve|disable|role|password LOGIN [options]"_s,
         .summary = Account::tr("Accounts and roles; what one person requests another approves."),
         .leastArguments = 3,
         .mostArguments = 3,
         .options = {{u"name"_s, Account::tr("The person's name."), u"name"_s},
                     {u"role"_s, Account::tr("Roles, separated by commas."), u"roles"_s},
                     {u"area"_s, Account::tr("Division code the account works for (default: the county)."), u"code"_s},
                     {u"keep-password"_s, Account::tr("Approve new roles without a new password.")},
                     {u"new-password-file"_s, Account::tr("File whose first line is the account's new password."),
                      u"file"_s}},
         .run = runAccount}};
}

} // namespace fengqiao
