#pragma once

#include <QMutex>
#include <QObject>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>

#include <core/clock.h>
#include <store/store.h>
#include <sync/server.h>

namespace fengqiao {

// What one round did, or how it stands.
struct SyncReport {
    qint64 sent = 0;           // changes (one an action) that the server took or put into quarantine
    qint64 received = 0;       // rows that came
    qint64 conflicts = 0;      // fields that another desk had changed at the same time
    qint64 refused = 0;        // changes that the server did not take
    qint64 waiting = 0;        // changes that still wait on this desk
    qint64 contents = 0;       // pieces of attachments that went either way
    qint64 repaired = 0;       // rows that were not what the server says, and are now
    bool compared = false;     // with the server, row by row
    bool contentsWait = false; // more of them than one round carries
    qint64 offsetMs = 0;       // how far this machine's clock is behind the server's
    bool newIdentity = false;  // the file was a copy or an old one and goes on as another desk
    bool again = false;        // everything was fetched anew: the server had been restored, or the program is newer
    QStringList warnings{};
    [[nodiscard]] QJsonObject toJson() const;
    void add(const SyncReport &other);
};

// Search keys of a row that came from the server; nothing for what is not searched.
using SearchKeysOf = std::function<std::optional<SearchKeys>(const Row &)>;
[[nodiscard]] SearchKeysOf searchKeysOf();

// When this file was last compared with the server, row by row; null if it never was.
[[nodiscard]] Instant lastCompared(Reader &reader);

struct VanKeys;
struct VanPacked;
struct VanUnpacked;

// Push and pull of one county file, in calls that wait: belongs to a thread of its own, or to the command line.
class SyncEngine {
public:
    SyncEngine(Store &store, ServerModel model, ServerAddress address, std::shared_ptr<const Clock> clock);
    ~SyncEngine();
    SyncEngine(const SyncEngine &) = delete;
    SyncEngine &operator=(const SyncEngine &) = delete;

    // Sends everything that waits and fetches everything that is new. Codes "server.*", "sync.*"; what was done before
    // the fault stays done, and the next round goes on from there.
    [[nodiscard]] Result<SyncReport> round();
    // Until the server says that something is new, `wake` was called or `ms` have passed.
    [[nodiscard]] Result<> wait(int ms);
    void wake(); // any thread
    // The next round that finds everything settled compares this file with the server. Without being asked, a quiet
    // round does so once a day.
    void compareNow();
    void stop(); // any thread: what waits, ends with an error at once

    // The same by files on a stick, see sync/van.h.
    [[nodiscard]] Result<VanPacked> packVan(const VanKeys &centre, QIODevice &out, qint64 most);
    [[nodiscard]] Result<VanUnpacked> unpackVan(const VanKeys &centre, QIODevice &receipt);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// Rounds without end in a thread of its own: at once after an action of this desk, when the server says that something
// is new, every ten seconds in any case, and with growing pauses while the server cannot be reached.
class SyncService : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Working, Alone, Refused };

    SyncService(Store &store, ServerModel model, ServerAddress address, std::shared_ptr<const Clock> clock,
                QObject *parent = nullptr);
    ~SyncService() override;
    void tryNow(); // without the pause that a fault brought

    // Work with the engine on the service's thread, between two rounds; with null if the service ends before its turn.
    using Job = std::function<void(SyncEngine *)>;
    void post(Job job); // any thread

Q_SIGNALS:
    // On the service's thread; connect with a context object. `code` is that of the fault that the sentence tells.
    void changed(fengqiao::SyncService::State state, const fengqiao::SyncReport &report, const QString &sentence,
                 const QString &code);

private:
    void run();
    void doJobs(SyncEngine *engine);
    std::unique_ptr<SyncEngine> m_engine;
    QMutex m_guard; // of the jobs
    QList<Job> m_jobs;
    std::atomic_bool m_stop = false;
    std::atomic_bool m_now = false;
    std::unique_ptr<QThread> m_thread;
};

struct JoinProgress {
    QString entity;
    qint64 rows = 0;
    qint64 total = 0; // 0: not known
};

// Makes the file of a further desk of a county: fetches everything by COPY into a fresh file. `login` is an account of
// the county; it gets its key with `password`. The rows gather in a file beside it ("x.joining.fengqiao"): when the
// line breaks or this process ends they stay, and the same call goes on behind them. Nothing stays if anything else
// fails or `progress` says no. Codes as above, "store.exists", "sync.no_account", "sync.cancelled".
[[nodiscard]] Result<SyncReport> joinCounty(const QString &file, const QList<Module> &modules, ServerModel model,
                                            ServerAddress address, int desk, const QString &login,
                                            const Secret &password,
                                            const std::function<bool(const JoinProgress &)> &progress = {});

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::SyncReport)
