#include "first_load.h"

#include <QCoreApplication>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "first_rows.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr qint64 pageRows = 50'000;    // of one answer
constexpr qsizetype pieceRows = 4'000; // handed on at once, and one transaction of the file
constexpr size_t mostWaiting = 24;     // pieces between two threads

using Piece = std::shared_ptr<const ReplicaPiece>;

// A thread that takes pieces in their order until one fails; who hands them over waits while too many are under way.
class Belt {
public:
    using Work = std::function<Result<>(const ReplicaPiece &)>;

    // `last` when everything was taken and nothing failed.
    explicit Belt(
        Work work, std::function<Result<>()> last = [] { return Result<>(); })
        : m_work(std::move(work))
        , m_last(std::move(last))
        , m_thread([this] { run(); })
    {
    }

    ~Belt() { [[maybe_unused]] const auto outcome = finish(); }

    Belt(const Belt &) = delete;
    Belt &operator=(const Belt &) = delete;

    // False when it failed before.
    bool hand(Piece piece)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_waiting.size() < mostWaiting || !m_outcome; });
        if (!m_outcome)
            return false;
        m_waiting.push_back(std::move(piece));
        m_wake.notify_all();
        return true;
    }

    // Nothing more comes.
    void end()
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
        m_wake.notify_all();
    }

    // When everything was taken; what the work said.
    Result<> finish()
    {
        end();
        if (m_thread.joinable())
            m_thread.join();
        return m_outcome;
    }

private:
    Piece next()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_waiting.empty() || m_ended; });
        if (m_waiting.empty() || !m_outcome)
            return nullptr;
        Piece piece = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_wake.notify_all();
        return piece;
    }

    void run()
    {
        Result<> done;
        for (Piece piece = next(); piece && done; piece = done ? next() : nullptr)
            done = m_work(*piece);
        if (done)
            done = m_last();
        const std::scoped_lock lock(m_mutex);
        m_outcome = std::move(done);
        m_wake.notify_all();
    }

    Work m_work;
    std::function<Result<>()> m_last;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Piece> m_waiting;
    Result<> m_outcome;
    bool m_ended = false;
    std::thread m_thread; // last: it uses the others
};

class FirstLoad {
public:
    FirstLoad(PgConnection &db, const FirstOffer &offer, const SyncModel &model, ReplicaLoader &loader,
              const JoinTold &progress)
        : m_db(db)
        , m_offer(offer)
        , m_model(model)
        , m_loader(loader)
        , m_progress(progress)
        , m_searched(searchedEntities(model))
        , m_keysOf(searchKeysOf())
    {
    }

    Result<qint64> run();

private:
    Result<> prepare();
    Result<> everyEntity();
    Result<> entity(const Entity &entity);
    ReplicaPiece *room(const Entity &entity);
    bool handOver();
    void endTable(const Entity &entity);
    bool tell(const QString &entity);

    PgConnection &m_db;
    const FirstOffer &m_offer;
    const SyncModel &m_model;
    ReplicaLoader &m_loader;
    const JoinTold &m_progress;
    const QList<const Entity *> m_searched;
    const ReplicaLoader::KeysOf m_keysOf;
    QHash<const Entity *, ReplicaLoader::Last> m_there;
    qint64 m_searchOffset = -1;                     // of the entity that comes now
    std::vector<std::unique_ptr<FirstRows>> m_rows; // as long as their pieces
    std::shared_ptr<ReplicaPiece> m_piece;
    QUuid m_after;
    qint64 m_rowid = 0; // the last one handed out
    qint64 m_received = 0;
    qint64 m_before = 0; // rows that were there already
    bool m_cancelled = false;
    std::unique_ptr<Belt> m_writing;
    std::unique_ptr<Belt> m_indexing;
};

// How far this file came.
Result<> FirstLoad::prepare()
{
    qint64 offset = 0;
    for (const Entity *entity : m_model.entities()) {
        const auto last = m_loader.lastOf(*entity);
        if (!last)
            return fail(last.error());
        m_there.insert(entity, *last);
        m_before += last->rowid;
        if (!m_searched.contains(entity) || last->rowid == 0)
            continue;
        if (const auto indexed = m_loader.indexStored(*entity, offset, m_keysOf); !indexed)
            return indexed;
        offset += last->rowid;
    }
    return {};
}

bool FirstLoad::tell(const QString &entity)
{
    m_cancelled = m_cancelled || (m_progress && !m_progress({entity, m_before + m_received, m_offer.rows}));
    return !m_cancelled;
}

bool FirstLoad::handOver()
{
    if (!m_piece || m_piece->rows == 0)
        return true;
    // Here, because this thread waits for the two others more than they for it.
    if (m_piece->searchOffset >= 0)
        m_loader.addTokens(*m_piece, m_keysOf);
    const Piece full = std::exchange(m_piece, nullptr);
    m_rowid += full->rows;
    m_received += full->rows;
    m_after = QUuid::fromRfc4122(QByteArrayView(full->row(full->rows - 1)[0].bytes, 16));
    return m_writing->hand(full) && (full->searchOffset < 0 || m_indexing->hand(full)) &&
           tell(QString(full->entity->name));
}

// A large table gets its indexes while the next one comes. A piece without rows says so.
void FirstLoad::endTable(const Entity &entity)
{
    if (m_rowid < pageRows)
        return;
    const auto end = std::make_shared<ReplicaPiece>();
    end->entity = &entity;
    m_writing->hand(end);
}

// Where the next row goes; nothing when it is of no use any more.
ReplicaPiece *FirstLoad::room(const Entity &entity)
{
    if (m_piece && m_piece->rows >= pieceRows && !handOver())
        return nullptr;
    if (!m_piece) {
        m_piece = std::make_shared<ReplicaPiece>();
        m_piece->entity = &entity;
        m_piece->firstRowid = m_rowid + 1;
        m_piece->searchOffset = m_searchOffset;
        m_piece->cells.reserve(static_cast<size_t>(pieceRows * m_piece->columns()));
    }
    return m_piece.get();
}

Result<> FirstLoad::entity(const Entity &entity)
{
    FirstRows &rows =
        *m_rows.emplace_back(std::make_unique<FirstRows>(entity, m_offer.fields.value(QString(entity.name))));
    m_after = m_there.value(&entity).id;
    m_rowid = m_there.value(&entity).rowid;
    for (;;) {
        const auto got = rows.fetch(m_db, m_after, pageRows, [&] { return room(entity); });
        const bool handed = handOver();
        if (m_cancelled)
            return fail(ErrorKind::Usage, u"sync.cancelled"_s, Words::tr("Stopped; no file was made."));
        if (!got)
            return fail(got.error().toError());
        if (!handed || *got < pageRows) {
            if (handed)
                endTable(entity);
            return {}; // what failed on the way says so itself
        }
    }
}

Result<> FirstLoad::everyEntity()
{
    qint64 searched = 0;
    for (const Entity *entity : m_model.entities()) {
        // A server that is older than this program does not know it: nothing to fetch.
        if (!m_offer.fields.isEmpty() && !m_offer.fields.contains(QString(entity->name)))
            continue;
        m_searchOffset = m_searched.contains(entity) ? searched : -1;
        if (const auto done = this->entity(*entity); !done)
            return done;
        if (m_searchOffset >= 0)
            searched += m_rowid;
    }
    return {};
}

Result<qint64> FirstLoad::run()
{
    if (const auto prepared = prepare(); !prepared)
        return fail(prepared.error());
    m_writing = std::make_unique<Belt>([this](const ReplicaPiece &piece) {
        return piece.rows > 0 ? m_loader.add(piece) : m_loader.finishTable(*piece.entity);
    });
    m_indexing = std::make_unique<Belt>([this](const ReplicaPiece &piece) { return m_loader.index(piece); },
                                        [this] { return m_loader.finishIndex(); });
    const auto received = everyEntity();
    m_indexing->end();
    auto written = m_writing->finish();
    // Indexes of the tables here, while the other thread comes to the end of the search index.
    if (received && written)
        written = m_loader.finishRows();
    const auto indexed = m_indexing->finish();
    for (const Result<> &outcome : {received, written, indexed})
        if (!outcome)
            return fail(outcome.error());
    return m_received;
}

} // namespace

QList<const Entity *> searchedEntities(const SyncModel &model)
{
    QList<const Entity *> entities;
    for (const QString &name : {u"person"_s, u"matter"_s})
        if (const Entity *entity = model.entity(name))
            entities << entity;
    return entities;
}

Result<FirstHead> headOf(PgConnection &db)
{
    const auto head = db.query("SELECT epoch, rev, token FROM fq.sync_head()");
    if (!head || head->size() == 0)
        return fail((head ? PgFault{u"FQ013"_s, Words::tr("the centre is not set up")} : head.error()).toError());
    return FirstHead{head->integer(0, 0), head->integer(0, 1), head->integer(0, 2)};
}

FirstOffer offerOf(PgConnection &db)
{
    FirstOffer offer;
    if (const auto sizes = db.query("SELECT coalesce(sum(n), 0) FROM fq.sync_sizes()"))
        offer.rows = sizes->integer(0, 0);
    if (const auto known = db.query("SELECT entity, unnest(fields) FROM fq.sync_fields()"))
        for (int i = 0; i < known->size(); ++i)
            offer.fields[known->text(i, 0)] << known->text(i, 1);
    return offer;
}

Result<qint64> loadEverything(PgConnection &db, const FirstOffer &offer, const SyncModel &model, ReplicaLoader &loader,
                              const JoinTold &progress)
{
    return FirstLoad(db, offer, model, loader, progress).run();
}

} // namespace fengqiao
