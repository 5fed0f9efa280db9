#pragma once

#include <QThread>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <variant>

#include <store/store.h>

#include "connection.h"

namespace fengqiao {

// The one thread that writes. Jobs run in the order they were posted; all that wait are committed together.
class WriterThread {
public:
    using Control = std::function<void(Connection &)>; // between transactions: pragmas, checkpoints
    using Committed = std::function<void(const ChangeSet &)>;

    WriterThread(std::unique_ptr<Connection> connection, Writer::Identity identity, HybridClock hybrid,
                 std::shared_ptr<const Clock> clock, Committed committed);
    ~WriterThread(); // carries out what was posted, then ends
    WriterThread(const WriterThread &) = delete;
    WriterThread &operator=(const WriterThread &) = delete;

    void post(Store::WriteJob job);
    void post(Control job);
    void close(); // carries out what was posted; what is posted afterwards is refused

    // While much is written the log may grow: pages that every commit touches are then copied back once.
    void setBulk(bool isBulk) { m_bulk = isBulk; }

    // For rows that come from the server (store/replica.h): what a Writer keeps to itself otherwise.
    static void note(Writer &writer, const Change &change) { writer.m_changes << change; }

    static void unindex(Writer &writer, QUuid id) { writer.m_indexed << Writer::Indexed{id, 0, {}, std::nullopt}; }

    static void observe(Writer &writer, HybridTime stamp) { writer.m_hybrid.observe(stamp, writer.m_wall); }

    static void adopt(Writer &writer, int desk);
    static void correctClock(Writer &writer, qint64 offset);

private:
    using Item = std::variant<Store::WriteJob, Control>;
    static constexpr size_t maxGroup = 500;

    struct Outcome {
        std::optional<Error> error;
        ChangeSet changes;
        QList<Writer::Indexed> indexed;
    };

    void loop();
    // The next control job, or all write jobs up to the next one; empty = nothing to do for a while (or ever).
    [[nodiscard]] std::vector<Item> take(bool *closing);
    void runGroup(std::vector<Item> &group);
    [[nodiscard]] ChangeSet commitGroup(std::vector<Item> &group, std::vector<Outcome> &outcomes);
    [[nodiscard]] Outcome runOne(Store::WriteJob &job, bool isAlone);
    void applyIndex(const std::vector<Outcome> &outcomes);
    void putIntoIndex(const Writer::Indexed &indexed);
    [[nodiscard]] qint64 entityCode(const QString &entity);
    void stayAwake() const;
    void tidy();
    void checkpoint();

    std::unique_ptr<Connection> m_connection;
    Writer::Identity m_identity; // of the file; its desk changes once, when it finds itself to be a copy
    HybridClock m_hybrid;
    std::shared_ptr<const Clock> m_clock;
    Committed m_committed;
    QHash<QString, qint64> m_entityCodes; // of table search_entity
    bool m_indexGrown = false;
    bool m_logReserved = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Item> m_queue;
    bool m_closing = false;
    std::atomic<bool> m_bulk = false;
    std::atomic<bool> m_posted = false; // something came since the queue was last taken
    std::unique_ptr<QThread> m_thread;
};

// Joins segments of the search index, which grow in number with every commit; a search asks each of them. False when
// there was nothing (more) to join.
[[nodiscard]] bool mergeSearchIndex(Connection &connection, int pages);

// Readers, each with its own connection; every job gets a snapshot of its own.
class ReaderPool {
public:
    explicit ReaderPool(std::vector<std::unique_ptr<Connection>> connections);
    ~ReaderPool(); // carries out what was posted, then ends
    ReaderPool(const ReaderPool &) = delete;
    ReaderPool &operator=(const ReaderPool &) = delete;

    void post(Store::ReadJob job);

private:
    void loop(Connection &connection);
    static void runOne(Connection &connection, const Store::ReadJob &job);

    std::vector<std::unique_ptr<Connection>> m_connections;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Store::ReadJob> m_queue;
    bool m_closing = false;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace fengqiao
