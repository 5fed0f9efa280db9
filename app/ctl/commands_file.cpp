#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <access/backup.h>
#include <composition.h>
#include <statistics/demo_year.h>
#include <terminal.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct File {
    Q_DECLARE_TR_FUNCTIONS(File)
};

// A password nobody knows yet: typed twice where it is typed, because a slip of the finger would lock the file.
Result<Secret> firstPassword(const Invocation &call, const QString &login)
{
    const bool typed = !call.isSet("password-file"_L1) && qEnvironmentVariableIsEmpty("FENGQIAO_PASSWORD");
    Result<Secret> password = readPassword(call.value("password-file"_L1), File::tr("New password of %1: ").arg(login));
    if (password && typed && askSecret(File::tr("The same once more: ")).bytes() != password->bytes())
        return fail(ErrorKind::Usage, u"password.mismatch"_s,
                    File::tr("The two passwords are not the same. Nothing was made."));
    return password;
}

// The administrator enters nothing of it: the rows are the demo's own.
Result<> fillYear(const QString &file, const NewCounty &county, const Secret &password)
{
    const auto desk = Desk::open(setupFor(file), county.adminLogin, password);
    if (!desk)
        return fail(desk.error());
    const auto filled = fillDemoYear(**desk);
    return filled ? Result<>() : fail(filled.error());
}

Exit runInit(Invocation &call)
{
    const Result<DivisionCode> county = DivisionCode::parse(call.value("county"_L1));
    if (!county || county->level() != DivisionLevel::County)
        return call.console.report({ErrorKind::Usage,
                                    u"init.county"_s,
                                    File::tr("--county takes the six digits of a county, e.g. 620521."),
                                    u"county"_s,
                                    {}});
    if (QFile::exists(call.arguments[0]))
        return call.console.report({ErrorKind::Unopenable,
                                    u"store.exists"_s,
                                    File::tr("%1 exists; it was not touched.").arg(call.arguments[0]),
                                    {},
                                    {}});
    if (call.isSet("with-year"_L1) && !call.isSet("demo"_L1))
        return call.console.report({ErrorKind::Usage,
                                    u"init.with_year"_s,
                                    File::tr("--with-year fills a demo county; give --demo, too."),
                                    u"with-year"_s,
                                    {}});
    NewCounty fresh;
    fresh.county = *county;
    fresh.demo = call.isSet("demo"_L1);
    if (call.isSet("admin"_L1))
        fresh.adminLogin = call.value("admin"_L1);
    fresh.adminName = fresh.adminLogin;
    const Result<Secret> password = firstPassword(call, fresh.adminLogin);
    if (!password)
        return call.console.report(password.error());
    const Result<QString> recovery = Desk::create(setupFor(call.arguments[0]), fresh, *password);
    if (!recovery)
        return call.console.report(recovery.error());
    if (call.isSet("with-year"_L1))
        if (const auto filled = fillYear(call.arguments[0], fresh, *password); !filled)
            return call.console.report(filled.error());
    call.console.record({{u"file"_s, call.arguments[0]},
                         {u"county"_s, county->digits()},
                         {u"admin"_s, fresh.adminLogin},
                         {u"demo"_s, fresh.demo},
                         {u"recovery_code"_s, *recovery}});
    call.console.message(File::tr("Write the recovery code down on paper and lock it away: it is shown only once and "
                                  "opens the file when every password is lost."));
    return Exit::Done;
}

Exit runVerify(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto faults = (*desk)->verify();
    if (!faults)
        return call.console.report(faults.error());
    QJsonArray list;
    for (const VerifyFault &fault : *faults) {
        list.append(QJsonObject{{u"check"_s, fault.check}, {u"record"_s, fault.record}, {u"message"_s, fault.message}});
        if (!call.console.json())
            call.console.line(fault.check + u": "_s + (fault.record.isEmpty() ? QString() : fault.record + u": "_s) +
                              fault.message);
    }
    if (call.console.json())
        call.console.document(QJsonObject{{u"ok"_s, faults->isEmpty()}, {u"faults"_s, list}});
    else if (faults->isEmpty())
        call.console.line(File::tr("The file is whole: store, audit chain, projections, numbers and references."));
    return faults->isEmpty() ? Exit::Done : Exit::SomeRefused;
}

Exit runBackup(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const Result<QJsonObject> manifest = backupCounty(**desk, call.arguments[1]);
    if (!manifest)
        return call.console.report(manifest.error());
    call.console.record(*manifest);
    return Exit::Done;
}

Exit runRestore(Invocation &call)
{
    // The copy proves itself under the same account before anything is replaced.
    auto desk = call.openFile(call.arguments[0]);
    if (!desk)
        return call.console.report(desk.error());
    const Result<> proven = proveBackup(**desk, call.arguments[0]);
    desk->reset();
    const Result<QString> kept =
        proven ? putBackupInPlace(call.arguments[0], call.arguments[1]) : Result<QString>(fail(proven.error()));
    if (!kept)
        return call.console.report(kept.error());
    call.console.record({{u"file"_s, call.arguments[1]}, {u"replaced_file_kept_as"_s, *kept}});
    return Exit::Done;
}

} // namespace

QList<Command> fileCommands()
{
    return {
        {.name = u"init"_s,
         .synopsis = u"FILE --county 620521 [--demo [--with-year]] [--admin NAME]"_s,
         .summary = File::tr("Makes a new county file; never overwrites one."),
         .options = {{u"county"_s, File::tr("Six digits, GB/T 2260."), u"code"_s},
                     {u"demo"_s, File::tr("With fictitious staff, units, rooms and windows.")},
                     {u"with-year"_s, File::tr("With the visits and disputes of the year that the seed text reports, "
                                               "so that its figures are counted.")},
                     {u"admin"_s, File::tr("The administrator's account name (default: admin)."), u"name"_s}},
         .run = runInit},
        {.name = u"verify"_s,
         .synopsis = u"FILE"_s,
         .summary = File::tr("Checks the whole file and names the first fault of each kind."),
         .options = {},
         .run = runVerify},
        {.name = u"backup"_s,
         .synopsis = u"FILE OUT"_s,
         .summary = File::tr("Copies the file, encrypted, with its keys and a manifest."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = {},
         .run = runBackup},
        {.name = u"restore"_s,
         .synopsis = u"OUT FILE"_s,
         .summary = File::tr("Proves a backup and puts it in the place of FILE, which is kept beside it."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = {},
         .run = runRestore}};
}

} // namespace fengqiao
