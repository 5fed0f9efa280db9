#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <memory>

#include <access/desk.h>
#include <sync/sync.h>

namespace fengqiao {

// Where this desk stands with the shared database, in states that a window can show.
struct SyncStanding {
    enum class Kind {
        NotSetUp,    // no server is known
        Alone,       // one is known, but the person works alone on purpose
        Connecting,  // nothing heard yet
        InStep,      // everything that waited was sent, everything new is here
        NoServer,    // it cannot be reached now
        NoSpace,     // its disk, or this one's, is full
        Certificate, // it does not prove who it is, or does not know this desk's certificate
        Version,     // program and server are too far apart
        Refused      // anything else that does not heal by waiting
    };
    Kind kind = Kind::NotSetUp;
    QString sentence; // why, where there is a why
    QString url;
    Instant lastInStep; // null until it was
    qint64 offsetMs = 0;
    int desk = 0;

    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString icon() const;
    [[nodiscard]] bool isTrouble() const;
};

// Keeps a desk in step with the shared database as long as it is open: the address stands in the county's encrypted
// file. Faults are states, never dialogs.
class DeskSync : public QObject {
    Q_OBJECT

public:
    explicit DeskSync(Desk &desk, QObject *parent = nullptr);
    ~DeskSync() override;
    void begin(); // as the file says
    void setServer(const QString &url, const QString &password);
    void setAlone(bool alone); // kept in the file
    void tryNow();

    // work: Result<T>(SyncEngine &), on a thread where no round runs meanwhile: that of the rounds, or one of its own
    // on a desk that goes without a line. What it brings is told by changed(), as after a round.
    template <typename F> [[nodiscard]] auto withEngine(F work) -> QFuture<std::invoke_result_t<F &, SyncEngine &>>
    {
        using R = std::invoke_result_t<F &, SyncEngine &>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        auto future = promise->future();
        post([promise, work = std::move(work)](SyncEngine *engine) mutable {
            promise->addResult(engine ? work(*engine) : R(noEngine()));
            promise->finish();
        });
        return future;
    }

    [[nodiscard]] const SyncStanding &standing() const { return m_standing; }

Q_SIGNALS:
    void changed(const fengqiao::SyncStanding &standing);
    void ending(); // work with the engine is waited for: what can be stopped, stops now

private:
    struct Setting {
        QString url;
        QString password;
        bool alone = false;
        int desk = 0;
    };

    [[nodiscard]] static std::unexpected<Error> noEngine();
    void post(SyncService::Job job);
    void settled();
    void apply(const Setting &setting);
    void hear(SyncService::State state, const SyncReport &report, const QString &sentence, const QString &code);
    void tell(SyncStanding::Kind kind, const QString &sentence = {});
    Desk &m_desk;
    SyncStanding m_standing;
    std::unique_ptr<SyncService> m_service;
    QThreadPool m_aside; // one thread, for work without a service
    int m_busy = 0;      // work that has not ended; the service stays what it is meanwhile
    bool m_beginLater = false;
};

} // namespace fengqiao
