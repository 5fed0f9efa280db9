#include "writer_thread.h"

#include <QFile>
#include <QStorageInfo>
#include <chrono>
#include <unistd.h>

#include "search_tokens.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// Copying the write-ahead log back costs some milliseconds, so it is done when nobody waits, unless the log grows
// large.
constexpr int idlePages = 500;
constexpr int forcedPages = 6000;
constexpr int bulkPages = 65'536; // 256 MB: pages that many batches change are copied back once
constexpr std::chrono::milliseconds idleTime{200};
constexpr int mergePages = 128; // some milliseconds
// Who writes one thing after the other (an import, a form of several steps) posts again at once; to fall asleep and be
// woken takes longer than this.
constexpr std::chrono::microseconds awakeTime{50};

constexpr qint64 logHeader = 32;
constexpr qint64 logFrame = 24 + 4096;
constexpr qint64 spareSpace = 256LL * 1024 * 1024; // a nearly full disk keeps what it has left

// A commit that makes the log grow makes the file system note the new size too, which costs more than the commit
// itself; one that overwrites does not. SQLite reads a log up to the first frame that does not fit, so zeros behind it
// say nothing. Only between two transactions.
void reserveLog(const QString &path)
{
    // In small pieces, which the page cache then keeps small: every later write of a frame goes through the whole
    // piece.
    static constexpr qint64 piece = 65536;
    QFile log(path);
    if (QStorageInfo(path).bytesAvailable() < spareSpace ||
        !log.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return;
    const qint64 size = log.size();
    const qint64 wanted = logHeader + forcedPages * logFrame;
    const QByteArray zeros(piece, '\0');
    bool isWritten = log.seek(size);
    for (qint64 at = size; isWritten && at < wanted; at += piece)
        isWritten = log.write(zeros) == piece;
    if (!isWritten || fsync(log.handle()) != 0)
        log.resize(size);
}

// How far this machine's clock is behind the server's (sync.md 2.6): stamps and ids are made by the server's time, what
// people read by their own. Of this writer's thread.
thread_local qint64 clockOffset = 0;

Error otherFault(const std::exception &exception)
{
    return {ErrorKind::Fault, u"store.fault"_s, QString::fromUtf8(exception.what()), {}, {}};
}

template <typename F> std::unique_ptr<QThread> startThread(const QString &name, F run)
{
    std::unique_ptr<QThread> thread(QThread::create(std::move(run)));
    thread->setObjectName(name);
    thread->start();
    return thread;
}

} // namespace

WriterThread::WriterThread(std::unique_ptr<Connection> connection, Writer::Identity identity, HybridClock hybrid,
                           std::shared_ptr<const Clock> clock, Committed committed)
    : m_connection(std::move(connection))
    , m_identity(std::move(identity))
    , m_hybrid(hybrid)
    , m_clock(std::move(clock))
    , m_committed(std::move(committed))
    , m_thread(startThread(u"store-writer"_s, [this] { loop(); }))
{
}

WriterThread::~WriterThread()
{
    close();
}

void WriterThread::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_all();
    m_thread->wait();
}

void WriterThread::post(Store::WriteJob job)
{
    std::unique_lock lock(m_mutex);
    if (m_closing) {
        lock.unlock(); // whoever waits may post again at once
        job.finish(storeError(StoreTrouble::Closed, m_connection->path()));
        return;
    }
    m_queue.emplace_back(std::move(job));
    lock.unlock(); // first, or the thread would wake only to wait for it
    m_posted.store(true, std::memory_order_release);
    m_wake.notify_one();
}

void WriterThread::stayAwake() const
{
    const auto end = std::chrono::steady_clock::now() + awakeTime;
    while (!m_posted.load(std::memory_order_acquire) && std::chrono::steady_clock::now() < end) {}
}

void WriterThread::post(Control job)
{
    const std::scoped_lock lock(m_mutex);
    m_queue.emplace_back(std::move(job));
    m_wake.notify_one();
}

void WriterThread::adopt(Writer &writer, int desk)
{
    // The identity that writers see is the thread's own, and this is its thread.
    const_cast<Writer::Identity &>(writer.m_identity).desk = desk;
    writer.m_hybrid = HybridClock(desk, writer.m_hybrid.last());
}

void WriterThread::correctClock(Writer &writer, qint64 offset)
{
    clockOffset = offset;
    writer.m_wall = Instant{writer.m_now.ms + offset};
}

std::vector<WriterThread::Item> WriterThread::take(bool *closing)
{
    stayAwake();
    std::unique_lock lock(m_mutex);
    m_posted.store(false, std::memory_order_relaxed);
    const auto ready = [this] { return !m_queue.empty() || m_closing; };
    if (!m_logReserved || m_indexGrown || m_connection->driver().walPages() > idlePages)
        m_wake.wait_for(lock, idleTime, ready);
    else
        m_wake.wait(lock, ready);
    *closing = m_closing;
    std::vector<Item> group;
    while (!m_queue.empty() && group.size() < maxGroup) {
        const bool control = std::holds_alternative<Control>(m_queue.front());
        if (control && !group.empty())
            break;
        group.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
        if (control)
            break;
    }
    return group;
}

void WriterThread::loop()
{
    for (;;) {
        bool closing = false;
        std::vector<Item> group = take(&closing);
        if (group.empty()) {
            if (closing)
                return;
            tidy();
            continue;
        }
        if (const Control *control = std::get_if<Control>(&group.front())) {
            try {
                (*control)(*m_connection);
            } catch (const StoreFault &fault) {
                qWarning("store: %s", qUtf8Printable(fault.error().message));
            }
            continue;
        }
        runGroup(group);
        if (m_connection->driver().walPages() > (m_bulk ? bulkPages : forcedPages))
            checkpoint();
    }
}

void WriterThread::runGroup(std::vector<Item> &group)
{
    std::vector<Outcome> outcomes;
    outcomes.reserve(group.size());
    ChangeSet changes;
    try {
        changes = commitGroup(group, outcomes);
    } catch (const StoreFault &fault) {
        // Nothing of the group is on the disk, so nobody is told that it were.
        m_connection->rollback();
        m_entityCodes.clear();
        outcomes.resize(group.size());
        for (Outcome &outcome : outcomes)
            outcome.error = outcome.error.value_or(fault.error());
        changes.clear();
    }
    if (!changes.isEmpty())
        m_committed(changes);
    for (size_t i = 0; i < group.size(); ++i)
        std::get<Store::WriteJob>(group[i]).finish(std::move(outcomes[i].error));
}

ChangeSet WriterThread::commitGroup(std::vector<Item> &group, std::vector<Outcome> &outcomes)
{
    m_connection->run(u"BEGIN IMMEDIATE"_s);
    ChangeSet changes;
    bool anything = false;
    for (Item &item : group) {
        outcomes.push_back(runOne(std::get<Store::WriteJob>(item), group.size() == 1));
        anything = anything || !outcomes.back().error;
        changes += outcomes.back().changes;
    }
    if (!anything) {
        m_connection->rollback();
        return {};
    }
    applyIndex(outcomes);
    m_connection->run(u"COMMIT"_s);
    return changes;
}

// A job that is alone needs no savepoint, in which SQLite would copy every page before changing it: it is taken back
// with the whole transaction.
WriterThread::Outcome WriterThread::runOne(Store::WriteJob &job, bool isAlone)
{
    Outcome outcome;
    if (!isAlone)
        m_connection->run(u"SAVEPOINT job"_s);
    Writer writer(*m_connection, m_identity, m_hybrid, m_clock->now());
    writer.m_wall.ms += clockOffset;
    try {
        outcome.error = job.run(writer);
        if (!outcome.error) {
            writer.addOutboxEntry();
            if (!isAlone)
                m_connection->run(u"RELEASE job"_s);
            outcome.changes = writer.m_changes;
            outcome.indexed = std::move(writer.m_indexed);
            return outcome;
        }
    } catch (const StoreFault &fault) {
        outcome.error = fault.error();
    } catch (const std::exception &exception) {
        outcome.error = otherFault(exception);
    }
    // A full disk or a broken page ends the whole transaction inside SQLite; then the group fails with this error.
    if (!m_connection->driver().inTransaction())
        throw StoreFault(*outcome.error);
    if (!isAlone) {
        m_connection->run(u"ROLLBACK TO job"_s);
        m_connection->run(u"RELEASE job"_s);
    }
    return outcome;
}

void WriterThread::applyIndex(const std::vector<Outcome> &outcomes)
{
    QHash<QUuid, const Writer::Indexed *> latest; // of a row indexed twice, only the last counts
    for (const Outcome &outcome : outcomes) {
        for (const Writer::Indexed &indexed : outcome.indexed)
            latest.insert(indexed.id, &indexed);
    }
    for (const Outcome &outcome : outcomes) {
        for (const Writer::Indexed &indexed : outcome.indexed) {
            if (latest.value(indexed.id) == &indexed)
                putIntoIndex(indexed);
        }
    }
    m_indexGrown = m_indexGrown || !latest.isEmpty();
}

void WriterThread::putIntoIndex(const Writer::Indexed &indexed)
{
    const QVariant old = m_connection->single(u"SELECT doc FROM search_doc WHERE id = ?"_s, {indexed.id});
    if (!old.isNull())
        m_connection->run(u"DELETE FROM search WHERE rowid = ?"_s, {old});
    if (!indexed.keys) {
        m_connection->run(u"DELETE FROM search_doc WHERE id = ?"_s, {indexed.id});
        return;
    }
    const qint64 code = entityCode(indexed.entity);
    // Always a number of its own above all others: the newest come first, and none is used twice.
    const QVariant doc = m_connection->single(
        u"INSERT INTO search_doc VALUES ((SELECT coalesce(max(doc), 0) + 1 FROM search_doc), ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET doc = excluded.doc RETURNING doc"_s,
        {code, indexed.rowid, indexed.id});
    m_connection->run(u"INSERT INTO search (rowid, keys) VALUES (?, ?)"_s,
                      {doc, tokenText(*indexed.keys, entityLetter(code))});
}

qint64 WriterThread::entityCode(const QString &entity)
{
    if (const auto known = m_entityCodes.constFind(entity); known != m_entityCodes.cend())
        return *known;
    QVariant code = m_connection->single(u"SELECT code FROM search_entity WHERE entity = ?"_s, {entity});
    if (code.isNull())
        code = m_connection->single(u"INSERT INTO search_entity (entity) VALUES (?) RETURNING code"_s, {entity});
    return *m_entityCodes.insert(entity, code.toLongLong());
}

void WriterThread::tidy()
{
    if (!std::exchange(m_logReserved, true)) // not for a command that ends before anybody could wait
        reserveLog(m_connection->path() + u"-wal"_s);
    try {
        m_indexGrown = m_indexGrown && mergeSearchIndex(*m_connection, mergePages);
    } catch (const StoreFault &fault) {
        qWarning("store: search index: %s", qUtf8Printable(fault.error().message));
        m_indexGrown = false;
    }
    if (m_connection->driver().walPages() > idlePages)
        checkpoint();
}

void WriterThread::checkpoint()
{
    try {
        m_connection->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    } catch (const StoreFault &fault) {
        qWarning("store: checkpoint: %s", qUtf8Printable(fault.error().message));
    }
    m_connection->driver().forgetWalPages();
}

bool mergeSearchIndex(Connection &connection, int pages)
{
    const qint64 before = connection.totalChanges();
    connection.run(u"INSERT INTO search (search, rank) VALUES ('merge', ?)"_s, {pages});
    return connection.totalChanges() - before >= 2; // FTS5's own sign of work done
}

ReaderPool::ReaderPool(std::vector<std::unique_ptr<Connection>> connections)
    : m_connections(std::move(connections))
{
    for (const auto &connection : m_connections)
        m_threads.push_back(startThread(u"store-reader"_s, [this, &connection = *connection] { loop(connection); }));
}

ReaderPool::~ReaderPool()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
}

void ReaderPool::post(Store::ReadJob job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_closing) {
            m_queue.push_back(std::move(job));
            m_wake.notify_one();
            return;
        }
    }
    job.fail(storeError(StoreTrouble::Closed, m_connections.front()->path()));
}

void ReaderPool::loop(Connection &connection)
{
    for (;;) {
        Store::ReadJob job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return !m_queue.empty() || m_closing; });
            if (m_queue.empty())
                return;
            job = std::move(m_queue.front());
            m_queue.pop_front();
        }
        runOne(connection, job);
    }
}

void ReaderPool::runOne(Connection &connection, const Store::ReadJob &job)
{
    try {
        connection.run(u"BEGIN"_s);
        Reader reader(connection);
        job.run(reader);
    } catch (const StoreFault &fault) {
        job.fail(fault.error());
    } catch (const std::exception &exception) {
        job.fail(otherFault(exception));
    }
    connection.rollback();
}

} // namespace fengqiao
