#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <composition.h>
#include <sync/van.h>

#include "command.h"
#include "server_options.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct VanCommand {
    Q_DECLARE_TR_FUNCTIONS(VanCommand)
};

constexpr qint64 largestFile = 128LL << 20;

Error usageError(const QString &code, const QString &sentence, const QString &field = {})
{
    return {ErrorKind::Usage, code, sentence, field, {}};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(usageError(u"van.file"_s, VanCommand::tr("%1 cannot be read: %2.").arg(path, file.errorString())));
    if (file.size() > largestFile)
        return fail(
            usageError(u"van.too_large"_s, VanCommand::tr("%1 is larger than any file of the mail van.").arg(path)));
    return file.readAll();
}

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    if (QFile::exists(path))
        return fail(usageError(u"van.exists"_s, VanCommand::tr("%1 exists; it was not touched.").arg(path)));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(
            usageError(u"van.file"_s, VanCommand::tr("%1 cannot be written: %2.").arg(path, file.errorString())));
    return {};
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
    const auto open = openEngine(call);
    if (!open)
        return fail(open.error());
    const auto packed = open->engine->packVan(*keys);
    if (!packed)
        return fail(packed.error());
    if (const auto written = writeFile(call.arguments.value(2), packed->file); !written)
        return fail(written.error());
    return QJsonObject{{u"packed"_s, packed->changes}, {u"left"_s, packed->left}, {u"file"_s, call.arguments.value(2)}};
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
    const auto file = readFile(call.arguments.value(1));
    if (!file)
        return fail(file.error());
    QJsonObject summary;
    const auto receipt = carryVan(*address, *keys, *file, &summary);
    if (!receipt)
        return fail(receipt.error());
    if (const auto written = writeFile(call.arguments.value(2), *receipt); !written)
        return fail(written.error());
    return summary;
}

Result<QJsonObject> unpack(const Invocation &call)
{
    const auto keys = keysOf(call);
    if (!keys)
        return fail(keys.error());
    const auto receipt = readFile(call.arguments.value(2));
    if (!receipt)
        return fail(receipt.error());
    const auto open = openEngine(call);
    if (!open)
        return fail(open.error());
    const auto report = open->engine->unpackVan(*keys, *receipt);
    return report ? Result<QJsonObject>(report->toJson()) : fail(report.error());
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
            << QCommandLineOption{u"server"_s, VanCommand::tr("carry: address of the shared database."), u"url"_s};
    return {
        {.name = u"van"_s,
         .synopsis = u"key OUT --county N | desk FILE | pack FILE OUT --key K.pub | carry IN RECEIPT --key K --server "
                     "URL | unpack FILE RECEIPT --key K.pub"_s,
         .summary = VanCommand::tr("Mail van: the changes of a desk without a line go to the server on a stick, as an "
                                   "encrypted and signed file, and a receipt with what is new comes back."),
         .leastArguments = 2,
         .mostArguments = 3,
         .options = options,
         .run = runVan}};
}

} // namespace fengqiao
