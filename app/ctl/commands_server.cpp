#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <composition.h>
#include <sync/server.h>

#include "command.h"
#include "server_options.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct ServerCommand {
    Q_DECLARE_TR_FUNCTIONS(ServerCommand)
};

Exit usage(const Invocation &call, const QString &code, const QString &sentence, const QString &field = {})
{
    return call.console.report({ErrorKind::Usage, code, sentence, field, {}});
}

Exit runInit(Invocation &call, const ServerAddress &address, const ServerModel &model)
{
    const auto done = initServer(address, model,
                                 {.certificates = !call.isSet("without-certificates"_L1),
                                  .kind = call.isSet("demo"_L1) ? u"demo"_s : u"production"_s});
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return Exit::Done;
}

Exit runUpgrade(Invocation &call, const ServerAddress &address, const ServerModel &model)
{
    const auto done = upgradeServer(address, model);
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return Exit::Done;
}

Exit runCheck(Invocation &call, const ServerAddress &address, const ServerModel &model)
{
    const auto faults = checkServer(address, model);
    if (!faults)
        return reportServer(call.console, faults.error());
    if (call.console.json())
        call.console.document(
            QJsonObject{{u"ok"_s, faults->isEmpty()}, {u"faults"_s, QJsonArray::fromStringList(*faults)}});
    else if (faults->isEmpty())
        call.console.line(ServerCommand::tr("The server is as it should be: tables, indexes, functions and rights."));
    else
        for (const QString &fault : *faults)
            call.console.line(fault);
    return faults->isEmpty() ? Exit::Done : Exit::SomeRefused;
}

Exit runDesk(Invocation &call, const ServerAddress &address)
{
    const auto county = DivisionCode::parse(call.value("county"_L1));
    if (!county || county->level() != DivisionLevel::County)
        return usage(call, u"server.county"_s,
                     ServerCommand::tr("--county takes the six digits of a county, e.g. 620521."), u"county"_s);
    DeskEntry entry{.centre = county->digits(),
                    .name = call.value("name"_L1),
                    .certificate = call.value("certificate"_L1),
                    .rolePassword = {}};
    if (call.isSet("area"_L1)) {
        const auto area = DivisionCode::parse(call.value("area"_L1));
        if (!area || !area->digits().startsWith(entry.centre))
            return usage(call, u"server.area"_s,
                         ServerCommand::tr("--area takes the 9 or 12 digits of a division of the county."), u"area"_s);
        entry.area = area->digits();
    }
    bool number = true;
    entry.desk = call.isSet("desk"_L1) ? call.value("desk"_L1).toInt(&number) : 0;
    if (!number || entry.desk < 0 || entry.desk > 2047)
        return usage(call, u"server.desk"_s, ServerCommand::tr("--desk takes a number from 1 to 2047."), u"desk"_s);
    if (entry.name.isEmpty())
        entry.name = call.value("certificate"_L1);
    if (call.isSet("new-password-file"_L1)) {
        auto password = readPassword(call.value("new-password-file"_L1), {});
        if (!password)
            return call.console.report(password.error());
        entry.rolePassword = std::move(*password);
    }
    entry.carries = call.isSet("carries"_L1);
    entry.vanKey = call.value("van-key"_L1);
    const auto done = registerDesk(address, entry);
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return Exit::Done;
}

// The wall of a county, a city or a province: totals only.
Exit runWall(Invocation &call, const ServerAddress &address)
{
    static const QRegularExpression prefix(u"^([0-9]{2}|[0-9]{4}|[0-9]{6})$"_s);
    const QString area = call.value("area"_L1);
    if (!prefix.match(area).hasMatch())
        return usage(call, u"server.area"_s,
                     ServerCommand::tr("--area takes 2, 4 or 6 digits: a province, a city or a county."), u"area"_s);
    Secret password;
    if (call.isSet("new-password-file"_L1)) {
        auto given = readPassword(call.value("new-password-file"_L1), {});
        if (!given)
            return call.console.report(given.error());
        password = std::move(*given);
    }
    const auto done = registerWall(address, area, password);
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return Exit::Done;
}

// One record for good, on the server and on every desk.
Exit runPurge(Invocation &call, const ServerAddress &address)
{
    const auto county = DivisionCode::parse(call.value("county"_L1));
    if (!county || county->level() != DivisionLevel::County)
        return usage(call, u"server.county"_s,
                     ServerCommand::tr("--county takes the six digits of a county, e.g. 620521."), u"county"_s);
    const QUuid id(call.value("id"_L1));
    if (call.value("kind"_L1).isEmpty() || id.isNull())
        return usage(call, u"server.record"_s,
                     ServerCommand::tr("purge takes --kind and --id of one record, e.g. --kind person."), u"id"_s);
    const auto done = purgeRecord(address, county->digits(), call.value("kind"_L1), id);
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return Exit::Done;
}

Exit run(Invocation &call)
{
    const QString what = call.arguments[0];
    auto address = serverAddress(call, call.arguments[1]);
    if (!address)
        return reportServer(call.console, address.error());
    if (what == "desk"_L1)
        return runDesk(call, *address);
    if (what == "wall"_L1)
        return runWall(call, *address);
    if (what == "purge"_L1)
        return runPurge(call, *address);
    const auto model = serverModel(modules());
    if (!model)
        return call.console.report(model.error());
    if (what == "init"_L1)
        return runInit(call, *address, *model);
    if (what == "upgrade"_L1)
        return runUpgrade(call, *address, *model);
    if (what == "check"_L1)
        return runCheck(call, *address, *model);
    return usage(call, u"server.unknown"_s,
                 ServerCommand::tr("server does init, upgrade, check, desk, wall or purge."));
}

} // namespace

QList<Command> serverCommands()
{
    QList<QCommandLineOption> options = serverPasswordOptions();
    options
        << QCommandLineOption{u"without-certificates"_s,
                              ServerCommand::tr("init: desks need no certificate (a closed test network only).")}
        << QCommandLineOption{u"demo"_s, ServerCommand::tr("init: for demo files.")}
        << QCommandLineOption{u"county"_s, ServerCommand::tr("desk: six digits, GB/T 2260."), u"code"_s}
        << QCommandLineOption{u"area"_s,
                              ServerCommand::tr("desk: 9 or 12 digits, what it may see (default: the county)."),
                              u"code"_s}
        << QCommandLineOption{u"desk"_s, ServerCommand::tr("desk: its number (default: the next free one)."), u"n"_s}
        << QCommandLineOption{u"name"_s, ServerCommand::tr("desk: what people call it."), u"text"_s}
        << QCommandLineOption{u"certificate"_s, ServerCommand::tr("desk: the name (CN) in its certificate."), u"cn"_s}
        << QCommandLineOption{u"carries"_s,
                              ServerCommand::tr("desk: it carries the mail van and speaks for other desks.")}
        << QCommandLineOption{u"van-key"_s,
                              ServerCommand::tr("desk: the key that it signs its mail with (van desk FILE says it)."),
                              u"key"_s}
        << QCommandLineOption{u"kind"_s, ServerCommand::tr("purge: what kind of record it is, e.g. person."), u"name"_s}
        << QCommandLineOption{u"id"_s, ServerCommand::tr("purge: the record whose content is erased for good."),
                              u"uuid"_s}
        << QCommandLineOption{u"new-password-file"_s,
                              ServerCommand::tr("desk: file with the password of the role, where one is used."),
                              u"file"_s};
    return {
        {.name = u"server"_s,
         .synopsis = u"init|upgrade|check|desk|wall|purge URL [options]"_s,
         .summary = ServerCommand::tr("Sets up the shared PostgreSQL database, brings it to this version, checks it, "
                                      "registers desks."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = options,
         .run = run}};
}

} // namespace fengqiao
