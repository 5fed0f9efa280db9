#include <QCoreApplication>

#include <composition.h>
#include <sync/van_files.h>

#include "command.h"
#include "server_options.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct VanCommand {
    Q_DECLARE_TR_FUNCTIONS(VanCommand)
};

Error usageError(const QString &code, const QString &sentence, const QString &field = {})
{
    return {ErrorKind::Usage, code, sentence, field, {}};
}

// Bytes of contents in one file.
Result<qint64> limitOf(const Invocation &call)
{
    if (!call.isSet("contents-mb"_L1))
        return usualVanContents;
    constexpr qint64 mebibyte = 1LL << 20;
    bool isNumber = false;
    const qint64 most = call.value("contents-mb"_L1).toLongLong(&isNumber);
    if (!isNumber || most < 0 || most > mostVanContents / mebibyte)
        return fail(
            usageError(u"van.contents"_s,
                       VanCommand::tr("--contents-mb takes a number from 0 to %1.").arg(mostVanContents / mebibyte),
                       u"contents-mb"_s));
    return most * mebibyte;
}

Result<VanKeys> keysOf(const Invocation &call)
{
    if (!call.isSet("key"_L1))
        return fail(usageError(u"van.key"_s, VanCommand::tr("--key names the key file of the centre."), u"key"_s));
    return readVanKeys(call.value("key"_L1));
}

// A county file with its engine; the address stays empty because no line is used.
struct OpenFile {
    std::unique_ptr<Desk> desk;
    std::unique_ptr<SyncEngine> engine;
};

Result<OpenFile> openEngine(const Invocation &call)
{
    auto desk = call.openFile(call.arguments.value(1));
    if (!desk)
        return fail(desk.error());
    auto model = serverModel(modules());
    if (!model)
        return fail(model.error());
    model->rules = (*desk)->rules();
    OpenFile open{std::move(*desk), {}};
    open.engine = std::make_unique<SyncEngine>(open.desk->store(), std::move(*model), ServerAddress{},
                                               std::make_shared<SystemClock>());
    return open;
}

Result<QJsonObject> makeKey(const Invocation &call)
{
    const auto county = DivisionCode::parse(call.value("county"_L1));
    if (!county || county->level() != DivisionLevel::County)
        return fail(usageError(u"van.county"_s,
                               VanCommand::tr("--county takes the six digits of a county, e.g. 620521."), u"county"_s));
    return makeVanKeys(county->digits(), call.arguments.value(1));
}

Result<QJsonObject> showDesk(const Invocation &call)
{
    const auto open = openEngine(call);
    if (!open)
        return fail(open.error());
    const auto key = vanKeyOfDesk(open->desk->store());
    return key ? Result<QJsonObject>(QJsonObject{{u"van_key"_s, *key}}) : fail(key.error());
}

Result<QJsonObject> pack(const Invocation &call)
{
    const auto keys = keysOf(call);
    if (!keys)
        return fail(keys.error());
    const auto most = limitOf(call);
    if (!most)
        return fail(most.error());
    const auto open = openEngine(call);
    if (!open)
        return fail(open.error());
    const QString file = call.arguments.value(2);
    const auto packed = packVanFile(*open->engine, *keys, file, *most);
    if (!packed)
        return fail(packed.error());
    return QJsonObject{{u"packed"_s, packed->changes},
                       {u"left"_s, packed->left},
                       {u"contents"_s, packed->contents.toJson()},
                       {u"says"_s, packed->contents.sentence()},
                       {u"file"_s, file}};
}

Result<QJsonObject> carry(const Invocation &call)
{
    const auto keys = keysOf(call);
    if (!keys)
        return fail(keys.error());
    if (!call.isSet("server"_L1))
        return fail(usageError(u"sync.server"_s, VanCommand::tr("--server names the database."), u"server"_s));
    const auto address = serverAddress(call, call.value("server"_L1));
    if (!address)
        return fail(address.error());
    const auto most = limitOf(call);
    if (!most)
        return fail(most.error());
    const auto done = carryVanFile(*address, *keys, call.arguments.value(1), call.arguments.value(2), *most);
    if (!done)
        return fail(done.error());
    QJsonObject summary = done->summary;
    summary.insert(u"contents"_s, done->inward.toJson());
    summary.insert(u"contents_back"_s, done->outward.toJson());
    summary.insert(u"says"_s, done->inward.sentence());
    return summary;
}

Result<QJsonObject> unpack(const Invocation &call)
{
    const auto keys = keysOf(call);
    if (!keys)
        return fail(keys.error());
    const auto open = openEngine(call);
    if (!open)
        return fail(open.error());
    const auto done = unpackVanFile(*open->engine, *keys, call.arguments.value(2));
    if (!done)
        return fail(done.error());
    QJsonObject json = done->report.toJson();
    json.insert(u"contents"_s, done->contents.toJson());
    json.insert(u"contents_delivered"_s, done->delivered);
    json.insert(u"says"_s, done->contents.sentence());
    return json;
}

Exit runVan(Invocation &call)
{
    struct Verb {
        Result<QJsonObject> (*run)(const Invocation &);
        qsizetype arguments;
    };

    static const QHash<QString, Verb> verbs{{u"key"_s, {makeKey, 2}},
                                            {u"desk"_s, {showDesk, 2}},
                                            {u"pack"_s, {pack, 3}},
                                            {u"carry"_s, {carry, 3}},
                                            {u"unpack"_s, {unpack, 3}}};
    const auto verb = verbs.constFind(call.arguments.value(0));
    if (verb == verbs.cend() || verb->arguments != call.arguments.size())
        return call.console.report(
            usageError(u"van.unknown"_s,
                       VanCommand::tr("van does key OUT, desk FILE, pack FILE OUT, carry IN RECEIPT, or unpack FILE "
                                      "RECEIPT.")));
    const auto done = verb->run(call);
    if (!done)
        return reportServer(call.console, done.error());
    call.console.record(*done);
    return done->value("quarantined"_L1).toInt() > 0 ? Exit::SomeRefused : Exit::Done;
}

} // namespace

QList<Command> vanCommands()
{
    QList<QCommandLineOption> options = serverPasswordOptions();
    options << QCommandLineOption{u"key"_s,
                                  VanCommand::tr("Key file of the centre: the .pub one on desks, the private one to "
                                                 "carry."),
                                  u"file"_s}
            << QCommandLineOption{u"county"_s, VanCommand::tr("key: six digits, GB/T 2260."), u"code"_s}
            << QCommandLineOption{u"contents-mb"_s,
                                  VanCommand::tr("pack, carry: most of the contents of attachments in one file "
                                                 "(usually 256); the rest goes with the next."),
                                  u"number"_s}
            << QCommandLineOption{u"server"_s, VanCommand::tr("carry: address of the shared database."), u"url"_s};
    return {
        {.name = u"van"_s,
         .synopsis = u"key OUT --county N | desk FILE | pack FILE OUT --key K.pub | carry IN RECEIPT --key K --server "
                     "URL | unpack FILE RECEIPT --key K.pub"_s,
         .summary = VanCommand::tr("Mail van: the changes of a desk without a line go to the server on a stick, as an "
                                   "encrypted and signed file, and a receipt with what is new comes back. Contents "
                                   "of attachments travel along."),
         .leastArguments = 2,
         .mostArguments = 3,
         .options = options,
         .run = runVan}};
}

} // namespace fengqiao
