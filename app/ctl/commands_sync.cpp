#include <QCoreApplication>
#include <QFile>
#include <csignal>

#include <composition.h>
#include <sync/conflicts.h>
#include <sync/sync.h>

#include "command.h"
#include "server_options.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct SyncCommand {
    Q_DECLARE_TR_FUNCTIONS(SyncCommand)
};

constexpr int pollMs = 10'000;
constexpr int longestPauseMs = 60'000;

std::atomic_bool interrupted = false;
std::atomic<SyncEngine *> running = nullptr;

void interrupt(int)
{
    interrupted = true;
    if (SyncEngine *engine = running)
        engine->stop(); // stores to an atomic and nothing else
}

void print(const Console &console, const SyncReport &report)
{
    for (const QString &warning : report.warnings)
        console.message(warning);
    console.record(report.toJson());
    console.flush();
}

// Everything once: refused changes are an exit code of their own, as for every command.
Exit runOnce(const Invocation &call, SyncEngine &engine)
{
    const auto done = engine.round();
    if (!done)
        return reportServer(call.console, done.error());
    print(call.console, *done);
    return done->refused > 0 ? Exit::SomeRefused : Exit::Done;
}

// Until interrupted: a line for every round that did something, a sentence when the server goes away and comes back.
Exit runWatch(const Invocation &call, SyncEngine &engine)
{
    running = &engine;
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    int pause = 1000;
    QString told;
    while (!interrupted) {
        const auto done = engine.round();
        if (done) {
            if (done->sent > 0 || done->received > 0 || !done->warnings.isEmpty() || !told.isEmpty())
                print(call.console, *done);
            told.clear();
            pause = 1000;
            const auto waited = engine.wait(pollMs);
            Q_UNUSED(waited) // a lost connection shows in the next round
            continue;
        }
        if (!interrupted && told != done.error().message) {
            told = done.error().message;
            call.console.message(told);
        }
        for (int left = pause; left > 0 && !interrupted; left -= 100)
            QThread::msleep(100);
        pause = std::min(pause * 2, longestPauseMs);
    }
    running = nullptr;
    return Exit::Done;
}

Exit runJoin(const Invocation &call, ServerModel model, ServerAddress address)
{
    bool number = true;
    const int desk = call.value("join"_L1).toInt(&number);
    if (!number || desk < 1 || desk > 2047)
        return call.console.report({ErrorKind::Usage,
                                    u"sync.desk"_s,
                                    SyncCommand::tr("--join takes the number of this desk, from 1 to 2047."),
                                    u"join"_s,
                                    {}});
    QString account = call.value("as"_L1);
    if (account.isEmpty())
        account = qEnvironmentVariable("FENGQIAO_ACCOUNT", u"admin"_s);
    const auto password =
        readPassword(call.value("password-file"_L1), SyncCommand::tr("New password of %1: ").arg(account));
    if (!password)
        return call.console.report(password.error());
    std::signal(SIGINT, interrupt);
    const auto joined = joinCounty(call.arguments[0], modules(), std::move(model), std::move(address), desk, account,
                                   *password, [&](const JoinProgress &at) {
                                       call.console.message(SyncCommand::tr("%1 rows, %2").arg(at.rows).arg(at.entity));
                                       return !interrupted;
                                   });
    if (!joined)
        return reportServer(call.console, joined.error());
    print(call.console, *joined);
    return Exit::Done;
}

Exit runSync(Invocation &call)
{
    if (!call.isSet("server"_L1))
        return call.console.report({ErrorKind::Usage,
                                    u"sync.server"_s,
                                    SyncCommand::tr("--server names the database, e.g. "
                                                    "postgresql://c_620521@db.example/fengqiao."),
                                    u"server"_s,
                                    {}});
    auto address = serverAddress(call, call.value("server"_L1));
    if (!address)
        return reportServer(call.console, address.error());
    auto model = serverModel(modules());
    if (!model)
        return call.console.report(model.error());
    if (call.isSet("join"_L1))
        return runJoin(call, std::move(*model), std::move(*address));
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    model->rules = (*desk)->rules();
    SyncEngine engine((*desk)->store(), std::move(*model), std::move(*address), std::make_shared<SystemClock>());
    if (call.isSet("compare"_L1))
        engine.compareNow();
    return call.isSet("watch"_L1) ? runWatch(call, engine) : runOnce(call, engine);
}

} // namespace

QList<QCommandLineOption> serverPasswordOptions()
{
    return {{u"server-password-file"_s, SyncCommand::tr("File whose first line is the password of the server's role."),
             u"file"_s}};
}

Result<ServerAddress> serverAddress(const Invocation &call, const QString &url)
{
    ServerAddress address{.url = url, .password = {}, .answerSeconds = 60};
    const QString file = call.value("server-password-file"_L1);
    if (QByteArray value = qgetenv("FENGQIAO_SERVER_PASSWORD"); file.isEmpty() && !value.isEmpty()) {
        qunsetenv("FENGQIAO_SERVER_PASSWORD");
        address.password = Secret(std::move(value));
    } else if (!file.isEmpty()) {
        auto password = readPassword(file, {});
        if (!password)
            return fail(password.error());
        address.password = std::move(*password);
    }
    return address;
}

Exit reportServer(const Console &console, const Error &error)
{
    const Exit exit = console.report(error);
    return error.code.startsWith("server."_L1) && exit != Exit::Usage ? Exit::Unreachable : exit;
}

QList<Command> syncCommands()
{
    QList<QCommandLineOption> options = serverPasswordOptions();
    options << QCommandLineOption{u"server"_s, SyncCommand::tr("Address of the shared database, without a password."),
                                  u"url"_s}
            << QCommandLineOption{u"once"_s, SyncCommand::tr("One round, then end (the default).")}
            << QCommandLineOption{u"watch"_s, SyncCommand::tr("Go on until interrupted.")}
            << QCommandLineOption{u"compare"_s, SyncCommand::tr("Compare every record with the server's, and fetch "
                                                                "anew what differs.")}
            << QCommandLineOption{
                   u"join"_s,
                   SyncCommand::tr("Make FILE, the file of desk N, and fetch the county into it; --as names "
                                   "an account of the county, whose password on this desk is given as usual."),
                   u"n"_s};
    return {{.name = u"sync"_s,
             .synopsis = u"FILE --server URL [--once|--watch|--join N] [--compare]"_s,
             .summary = SyncCommand::tr("Sends and fetches: prints rows sent, received, conflicts, quarantined."),
             .options = options,
             .run = runSync}};
}

} // namespace fengqiao
