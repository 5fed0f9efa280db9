#include <QRandomGenerator>
#include <algorithm>
#include <utility>

#include <sync/sync.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int pollMs = 10'000;
constexpr int firstPauseMs = 1'000;
constexpr int longestPauseMs = 60'000;

// Desks that lost the server together do not come back together.
int jittered(int ms)
{
    return ms / 2 + static_cast<int>(QRandomGenerator::global()->bounded(ms));
}

bool isRefusal(const Error &error)
{
    return error.code != "server.unreachable"_L1 && error.code != "server.fault"_L1 &&
           error.code != "server.no_space"_L1;
}

} // namespace

SyncService::SyncService(Store &store, ServerModel model, ServerAddress address, std::shared_ptr<const Clock> clock,
                         QObject *parent)
    : QObject(parent)
    , m_engine(std::make_unique<SyncEngine>(store, std::move(model), std::move(address), std::move(clock)))
{
    qRegisterMetaType<SyncReport>();
    // Rows that came from the server are told, too; the round that they wake finds nothing to send.
    connect(&store, &Store::committed, this, [this](const ChangeSet &) { m_engine->wake(); }, Qt::DirectConnection);
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(u"sync"_s);
    m_thread->start();
}

SyncService::~SyncService()
{
    m_stop = true;
    m_engine->stop();
    m_thread->wait();
    doJobs(nullptr);
}

void SyncService::tryNow()
{
    m_now = true;
    m_engine->wake();
}

void SyncService::post(Job job)
{
    {
        const QMutexLocker lock(&m_guard);
        m_jobs << std::move(job);
    }
    tryNow();
}

void SyncService::doJobs(SyncEngine *engine)
{
    QMutexLocker lock(&m_guard);
    const QList<Job> jobs = std::exchange(m_jobs, {});
    lock.unlock();
    for (const Job &job : jobs)
        job(m_stop ? nullptr : engine);
}

// Jobs come before a round and, because a round forgets who woke it before it began, once more behind it.
void SyncService::run()
{
    int pause = firstPauseMs;
    while (!m_stop) {
        doJobs(m_engine.get());
        const auto done = m_engine->round();
        if (m_stop)
            break;
        if (done) {
            pause = firstPauseMs;
            Q_EMIT changed(State::Idle, *done, {}, {});
            doJobs(m_engine.get());
            // Contents of attachments go in portions, so that rows get their turn between.
            const auto waited = m_engine->wait(done->contentsWait ? 0 : jittered(pollMs));
            Q_UNUSED(waited) // a lost connection shows in the next round
            continue;
        }
        Q_EMIT changed(isRefusal(done.error()) ? State::Refused : State::Alone, {}, done.error().message,
                       done.error().code);
        m_now = false; // before the jobs: one that comes behind them ends the pause
        doJobs(m_engine.get());
        for (int left = jittered(pause); left > 0 && !m_stop && !m_now; left -= 50)
            QThread::msleep(50);
        pause = std::min(pause * 2, longestPauseMs);
    }
}

} // namespace fengqiao
