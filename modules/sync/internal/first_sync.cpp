#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <access/entities.h>

#include "engine_private.h"
#include "first_load.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr auto headKey = "join.head"_L1; // "epoch rev token" where the server stood when the first call began
constexpr auto orderKey = "join.order"_L1;

void discardFile(const QString &file)
{
    Store::discard(file);
    QFile::remove(KeySlots::pathFor(file));
}

// Where rows gather until all are there, beside the file that it will be.
QString partOf(const QString &file)
{
    const QFileInfo info(file);
    const bool usual = info.suffix() == "fengqiao"_L1;
    return info.path() + u'/' + (usual ? info.completeBaseName() : info.fileName()) + u".joining.fengqiao"_s;
}

bool isPassing(const Error &error)
{
    return error.code == "server.unreachable"_L1 || error.code == "server.fault"_L1 ||
           error.code == "server.no_space"_L1;
}

Result<> checkAccount(Store &store, const QString &login)
{
    return store
        .read([&](Reader &reader) -> Result<> {
            const auto account = reader.findBy(accountEntity(), "login"_L1, login);
            if (account && account->text("state"_L1) == "active"_L1)
                return {};
            return fail(ErrorKind::NotPermitted, u"sync.no_account"_s,
                        Words::tr("The county has no active account \"%1\"; no file was made.").arg(login));
        })
        .result();
}

// One call of joinCounty().
class Joining {
public:
    Joining(QString file, const QList<Module> &modules, ServerModel description, ServerAddress address, int desk,
            QString login, const Secret &password, const JoinTold &progress)
        : m_file(std::move(file))
        , m_part(partOf(m_file))
        , m_modules(modules)
        , m_schema(description.schema)
        , m_model(std::move(description))
        , m_address(std::move(address))
        , m_desk(desk)
        , m_login(std::move(login))
        , m_password(password)
        , m_progress(progress)
    {
        for (Module &module : m_modules)
            module.seed = nullptr;
    }

    Result<SyncReport> run();

private:
    Result<> greet();
    Result<> makePart();
    Result<Secret> key(const QString &file) const;
    [[nodiscard]] QString order() const;
    Result<bool> openPart(); // whether rows are there already
    Result<> fill(bool resume);
    Result<> finish(const FirstHead &head);
    Result<> moveIntoPlace() const;
    Result<> whole();

    const QString m_file;
    const QString m_part;
    QList<Module> m_modules;
    const Schema m_schema;
    const SyncModel m_model;
    const ServerAddress m_address;
    const int m_desk;
    const QString m_login;
    const Secret &m_password;
    const JoinTold &m_progress;
    const std::shared_ptr<Clock> m_clock = std::make_shared<SystemClock>();
    std::unique_ptr<PgConnection> m_db;
    NewCounty m_fresh;
    Secret m_key;
    std::unique_ptr<ReplicaLoader> m_loader;
    SyncReport m_report;
};

Result<> Joining::greet()
{
    auto db = PgConnection::open({.url = m_address.url, .password = m_address.password.bytes(), .answerSeconds = 300});
    if (!db)
        return fail(db.error());
    m_db = std::move(*db);
    const auto hello = m_db->query("SELECT fq.sync_hello($1, 0) ->> 'centre', fq.sync_hello($1, 0) ->> 'kind'",
                                   {PgValue::of(static_cast<qint64>(m_desk))});
    if (!hello)
        return fail(hello.error().toError());
    const auto county = DivisionCode::parse(hello->text(0, 0));
    if (!county)
        return fail(county.error());
    m_fresh.county = *county;
    m_fresh.demo = hello->text(0, 1) == "demo"_L1;
    m_fresh.adminLogin = m_login;
    m_fresh.adminName = m_login;
    return {};
}

Result<> Joining::makePart()
{
    discardFile(m_part);
    const auto made =
        Desk::create({.file = m_part, .modules = m_modules, .clock = m_clock}, m_fresh, m_password, &m_key);
    return made ? Result<>() : fail(made.error());
}

Result<Secret> Joining::key(const QString &file) const
{
    auto slotFile = KeySlots::load(file);
    if (!slotFile)
        return fail(slotFile.error());
    return slotFile->open(m_login, m_password, m_clock->now());
}

// Rows that were asked for otherwise (another desk's role sees another area) are of no use.
QString Joining::order() const
{
    return QStringList{m_address.url, QString::number(m_desk), m_model.digest(), m_fresh.county.digits()}.join(u'\n');
}

Result<bool> Joining::openPart()
{
    if (m_key.isEmpty()) { // else it was just made
        auto opened = key(m_part);
        if (!opened)
            return fail(opened.error());
        m_key = std::move(*opened);
    }
    auto loader = ReplicaLoader::open(m_part, m_key, m_schema);
    if (!loader)
        return fail(loader.error());
    m_loader = std::move(*loader);
    const auto wanted = m_loader->meta(orderKey);
    if (!wanted)
        return fail(wanted.error());
    return *wanted == order();
}

Result<> Joining::fill(bool resume)
{
    if (const auto begun = m_loader->begin(resume, searchedEntities(m_model)); !begun)
        return begun;
    const FirstOffer offer = offerOf(*m_db);
    // One snapshot, so that the cursor says exactly what is there; what a snapshot before this one brought, is made
    // good by the pull from where the server stood at its time.
    if (const auto begun =
            m_db->script(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL transaction_timeout = 0"_s);
        !begun)
        return fail(begun.error().toError());
    auto head = headOf(*m_db);
    if (!head)
        return fail(head.error());
    if (resume) {
        const auto kept = m_loader->meta(headKey);
        if (!kept)
            return fail(kept.error());
        const QStringList parts = kept->split(u' ');
        *head = {parts.value(0).toLongLong(), parts.value(1).toLongLong(), parts.value(2).toLongLong()};
    } else {
        const QString text = u"%1 %2 %3"_s.arg(head->epoch).arg(head->rev).arg(head->token);
        if (const auto set = m_loader->setMeta(QString(headKey), text); !set)
            return set;
        if (const auto set = m_loader->setMeta(QString(orderKey), order()); !set)
            return set;
    }
    const auto received = loadEverything(*m_db, offer, m_model, *m_loader, m_progress);
    if (!received)
        return fail(received.error());
    m_report.received = *received;
    [[maybe_unused]] const auto ended = m_db->script(u"COMMIT"_s); // of what was only read
    return finish(*head);
}

Result<> Joining::finish(const FirstHead &head)
{
    const qint64 incarnation = static_cast<qint64>(QRandomGenerator::system()->generate64() >> 2) + 1;
    const QList<std::pair<QString, QString>> meta{
        {u"desk"_s, QString::number(m_desk)},
        {u"sync.incarnation"_s, QString::number(incarnation)},
        {u"sync.acked"_s, u"0"_s},
        {u"sync.epoch"_s, QString::number(head.epoch)},
        {u"sync.rev"_s, QString::number(head.rev)},
        {u"sync.token"_s, QString::number(head.token)},
        {u"sync.digest"_s, m_model.digest()},
        {u"server.url"_s, m_address.url},
        {u"server.password"_s, QString::fromUtf8(m_address.password.bytes())}};
    for (const auto &[name, value] : meta)
        if (const auto set = m_loader->setMeta(name, value); !set)
            return set;
    if (const auto finished = m_loader->finish(); !finished)
        return finished;
    m_loader.reset();
    // The schema of the whole program, so that opening the file again finds nothing to add.
    auto store = Store::open(m_part, m_key, m_schema, m_clock);
    return store ? checkAccount(**store, m_login) : fail(store.error());
}

// The keys first: a file without its keys would be worth nothing.
Result<> Joining::moveIntoPlace() const
{
    const bool moved =
        QFile::rename(KeySlots::pathFor(m_part), KeySlots::pathFor(m_file)) && QFile::rename(m_part, m_file);
    Store::discard(m_part); // what lay beside it
    return moved ? Result<>()
                 : fail(ErrorKind::Fault, u"sync.not_moved"_s,
                        Words::tr("%1 could not be written; no file was made.").arg(QFileInfo(m_file).fileName()));
}

Result<> Joining::whole()
{
    bool resume = false;
    if (QFileInfo::exists(m_part)) {
        const auto opened = openPart();
        resume = opened && *opened;
        if (!opened && opened.error().code == "store.locked"_L1)
            return fail(opened.error());
    }
    if (!resume) {
        m_loader.reset();
        if (const auto made = makePart(); !made)
            return made;
        if (const auto opened = openPart(); !opened)
            return fail(opened.error());
    }
    auto filled = fill(resume);
    if (!filled && resume && filled.error().code == "store.duplicate"_L1) {
        // Two snapshots that do not go together: once more, in one.
        m_loader.reset();
        m_db.reset();
        discardFile(m_part);
        if (const auto greeted = greet(); !greeted)
            return greeted;
        return whole();
    }
    return filled ? moveIntoPlace() : filled;
}

Result<SyncReport> Joining::run()
{
    // A call before this one may have ended between the two names.
    if (!QFileInfo::exists(m_file) && QFileInfo::exists(m_part) && !QFileInfo::exists(KeySlots::pathFor(m_part)))
        QFile::rename(KeySlots::pathFor(m_file), KeySlots::pathFor(m_part));
    if (const auto greeted = greet(); !greeted)
        return fail(greeted.error());
    if (QFileInfo::exists(m_file) || QFileInfo::exists(KeySlots::pathFor(m_file)))
        return fail(Desk::create({.file = m_file, .modules = m_modules, .clock = m_clock}, m_fresh, m_password)
                        .error()); // says which and touches nothing
    const auto done = whole();
    m_loader.reset();
    if (done)
        return m_report;
    if (isPassing(done.error())) {
        Error kept = done.error();
        kept.message += u' ' + Words::tr("What came so far is kept: the same once more goes on from there.");
        return std::unexpected(kept);
    }
    if (done.error().code != "store.locked"_L1)
        discardFile(m_part);
    return fail(done.error());
}

} // namespace

Result<SyncReport> joinCounty(const QString &file, const QList<Module> &modules, ServerModel description,
                              ServerAddress address, int desk, const QString &login, const Secret &password,
                              const std::function<bool(const JoinProgress &)> &progress)
{
    return Joining(file, modules, std::move(description), std::move(address), desk, login, password, progress).run();
}

} // namespace fengqiao
