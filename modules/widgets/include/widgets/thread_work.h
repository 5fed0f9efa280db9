#pragma once

#include <QPromise>
#include <QThread>
#include <atomic>
#include <memory>

namespace fengqiao {

// Long work that may wait and write, on a thread of its own: what the window and that thread tell each other. It ends
// before it goes, so that nothing that it uses may go before it.
class ThreadWork {
public:
    ThreadWork() = default;
    ThreadWork(const ThreadWork &) = delete;
    ThreadWork &operator=(const ThreadWork &) = delete;

    ~ThreadWork()
    {
        stop();
        if (m_thread)
            m_thread->wait();
    }

    void stop() { m_stopped = true; }

    // How far it is, told by the thread; false: it is to stop.
    bool report(double share)
    {
        m_share = share;
        return !m_stopped;
    }

    [[nodiscard]] double share() const { return m_share; }

    // `work` on the thread, `then` with its answer on that of `owner`. Once.
    template <typename Work, typename Then> void start(QObject *owner, Work work, Then then)
    {
        using Answer = std::invoke_result_t<Work &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->future().then(owner, std::move(then));
        m_thread.reset(QThread::create([promise, work = std::move(work)]() mutable {
            promise->start();
            promise->addResult(work());
            promise->finish();
        }));
        m_thread->start();
    }

private:
    std::atomic<bool> m_stopped = false;
    std::atomic<double> m_share = 0;
    std::unique_ptr<QThread> m_thread;
};

} // namespace fengqiao
