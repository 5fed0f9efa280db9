#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <access/entities.h>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr int pieceRows = 50'000;
constexpr int addRows = 5'000;

struct FirstSync {
    PgConnection &db;
    const SyncModel &model;
    ReplicaLoader &loader;
    const std::function<bool(const JoinProgress &)> &progress;
    qint64 total = 0;
    qint64 rows = 0;
    bool cancelled = false;

    void tell(const Entity &entity)
    {
        if (progress && !progress({QString(entity.name), rows, total}))
            cancelled = true;
    }

    // The server sends, this thread reads and another one writes: one piece ahead.
    Result<> entity(const Entity &entity)
    {
        QFuture<Result<>> writing;
        const auto settled = [&writing]() -> Result<> { return writing.isValid() ? writing.result() : Result<>(); };
        QList<ReplicaRow> piece;
        Result<> failed;
        const auto hand = [&] {
            if (failed = settled(); !failed || piece.isEmpty())
                return;
            rows += piece.size();
            writing = QtConcurrent::run(
                [this, &entity, piece = std::exchange(piece, {})] { return loader.add(entity, piece); });
        };
        QUuid after;
        for (;;) {
            int got = 0;
            const QByteArray sql = "COPY (SELECT fq.sync_copy('" + QByteArray(entity.name.data(), entity.name.size()) +
                                   "', '" + after.toByteArray(QUuid::WithoutBraces) + "', " +
                                   QByteArray::number(pieceRows) + ")) TO STDOUT";
            const auto copied = db.copyOut(sql, [&](const QByteArray &line) {
                ReplicaRow row = rowFromServer(entity, QJsonDocument::fromJson(line).object());
                after = row.id;
                if (!row.purged) // of those nothing is anywhere
                    piece << std::move(row);
                ++got;
                if (piece.size() >= addRows) {
                    hand();
                    tell(entity);
                }
                return failed.has_value() && !cancelled;
            });
            if (!copied)
                failed = fail(copied.error().toError());
            if (cancelled)
                failed = fail(ErrorKind::Usage, u"sync.cancelled"_s, Words::tr("Stopped; no file was made."));
            if (!failed || got < pieceRows)
                break;
        }
        if (failed)
            hand();
        const auto last = settled();
        return failed ? last : failed;
    }
};

struct Head {
    qint64 epoch = 0;
    qint64 rev = 0;
    qint64 token = 0;
};

// Everything in one snapshot, so that the cursor says exactly what is there.
Result<Head> loadAll(PgConnection &db, const SyncModel &model, ReplicaLoader &loader,
                     const std::function<bool(const JoinProgress &)> &progress, qint64 *rows)
{
    // Before the snapshot: an older server does not know it, and does without.
    const auto sizes = db.query("SELECT coalesce(sum(n), 0) FROM fq.sync_sizes()");
    if (const auto begun =
            db.script(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL transaction_timeout = 0"_s);
        !begun)
        return fail(begun.error().toError());
    const auto head = db.query("SELECT epoch, rev, token FROM fq.sync_head()");
    if (!head || head->size() == 0)
        return fail((head ? PgFault{u"FQ013"_s, Words::tr("the centre is not set up")} : head.error()).toError());
    FirstSync first{db, model, loader, progress, sizes ? sizes->integer(0, 0) : 0};
    for (const Entity *entity : model.entities()) {
        if (const auto done = first.entity(*entity); !done)
            return fail(done.error());
        first.tell(*entity);
        if (first.cancelled)
            return fail(ErrorKind::Usage, u"sync.cancelled"_s, Words::tr("Stopped; no file was made."));
    }
    if (const auto ended = db.script(u"COMMIT"_s); !ended)
        return fail(ended.error().toError());
    *rows = first.rows;
    return Head{head->integer(0, 0), head->integer(0, 1), head->integer(0, 2)};
}

void discardFile(const QString &file)
{
    Store::discard(file);
    QFile::remove(KeySlots::pathFor(file));
}

// Search keys of what is searched, in pieces; the file is a usual one again.
Result<> indexAll(Store &store, const SyncModel &model)
{
    const SearchKeysOf keysOf = searchKeysOf();
    const auto bulk = store.bulk();
    for (const QString &name : {u"person"_s, u"matter"_s}) {
        const Entity *entity = model.entity(name);
        qint64 last = 0;
        for (bool more = entity != nullptr; more;) {
            const auto done = store
                                  .write([&](Writer &tx) -> Result<> {
                                      const auto rows =
                                          tx.select(*entity, u"rowid > ? ORDER BY rowid LIMIT 2000"_s, {last});
                                      for (const Row &row : rows)
                                          if (const auto keys = keysOf(row))
                                              tx.index(row, *keys);
                                      more = !rows.isEmpty();
                                      if (more)
                                          last = rows.last().rowid();
                                      return {};
                                  })
                                  .result();
            if (!done)
                return done;
        }
    }
    return {};
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

} // namespace

Result<SyncReport> joinCounty(const QString &file, const QList<Module> &modules, ServerModel description,
                              ServerAddress address, int desk, const QString &login, const Secret &password,
                              const std::function<bool(const JoinProgress &)> &progress)
{
    auto db = PgConnection::open({.url = address.url, .password = address.password.bytes(), .answerSeconds = 300});
    if (!db)
        return fail(db.error());
    const auto hello = (*db)->query("SELECT fq.sync_hello($1, 0) ->> 'centre', fq.sync_hello($1, 0) ->> 'kind'",
                                    {PgValue::of(static_cast<qint64>(desk))});
    if (!hello)
        return fail(hello.error().toError());
    const auto county = DivisionCode::parse(hello->text(0, 0));
    if (!county)
        return fail(county.error());
    QList<Module> bare = modules;
    for (Module &module : bare)
        module.seed = nullptr;
    NewCounty fresh;
    fresh.county = *county;
    fresh.demo = hello->text(0, 1) == "demo"_L1;
    fresh.adminLogin = login;
    fresh.adminName = login;
    const auto clock = std::make_shared<SystemClock>();
    const auto made = Desk::create({.file = file, .modules = bare, .clock = clock}, fresh, password);
    if (!made)
        return fail(made.error());
    const Schema schema = description.schema;
    const SyncModel model(std::move(description));
    SyncReport report;
    const auto fill = [&]() -> Result<> {
        auto slotFile = KeySlots::load(file);
        if (!slotFile)
            return fail(slotFile.error());
        const auto key = slotFile->open(login, password, clock->now());
        if (!key)
            return fail(key.error());
        {
            auto loader = ReplicaLoader::open(file, *key, schema);
            if (!loader)
                return fail(loader.error());
            if (const auto begun = (*loader)->begin(); !begun)
                return begun;
            const auto head = loadAll(**db, model, **loader, progress, &report.received);
            if (!head)
                return fail(head.error());
            const qint64 incarnation = static_cast<qint64>(QRandomGenerator::system()->generate64() >> 2) + 1;
            const QList<std::pair<QString, QString>> meta{
                {u"desk"_s, QString::number(desk)},
                {u"sync.incarnation"_s, QString::number(incarnation)},
                {u"sync.acked"_s, u"0"_s},
                {u"sync.epoch"_s, QString::number(head->epoch)},
                {u"sync.rev"_s, QString::number(head->rev)},
                {u"sync.token"_s, QString::number(head->token)},
                {u"sync.digest"_s, model.digest()},
                {u"server.url"_s, address.url},
                {u"server.password"_s, QString::fromUtf8(address.password.bytes())}};
            for (const auto &[name, value] : meta)
                if (const auto set = (*loader)->setMeta(name, value); !set)
                    return set;
            if (const auto finished = (*loader)->finish(); !finished)
                return finished;
        }
        // The schema of the whole program, so that opening the file again finds nothing to add.
        auto store = Store::open(file, *key, schema, clock);
        if (!store)
            return fail(store.error());
        if (const auto indexed = indexAll(**store, model); !indexed)
            return indexed;
        return checkAccount(**store, login);
    };
    if (const auto filled = fill(); !filled) {
        discardFile(file);
        return fail(filled.error());
    }
    return report;
}

} // namespace fengqiao
