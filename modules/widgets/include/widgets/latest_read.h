#pragma once

#include <QFuture>
#include <QObject>
#include <functional>
#include <memory>

#include <core/error.h>

namespace fengqiao {

// As then(), but always from the event loop, also for an answer that is there at once: whoever asks in the middle of
// something is not answered before it is done with it.
template <typename T> void answerLater(QFuture<T> future, QObject *owner, std::function<void(const T &)> show)
{
    auto asking = std::make_shared<bool>(true);
    future.then(owner, [owner, asking, show = std::move(show)](const T &answer) {
        if (*asking)
            QMetaObject::invokeMethod(owner, [show, answer] { show(answer); }, Qt::QueuedConnection);
        else
            show(answer);
    });
    *asking = false;
}

// One reading at a time. What is asked while one runs replaces what waited before: the newest wins, and an answer that
// was overtaken is not shown. Whoever asks in a constructor has somebody to tell by then: an answer comes from the
// event loop.
template <typename T> class LatestRead {
public:
    using Start = std::function<QFuture<Result<T>>()>;
    using Show = std::function<void(const Result<T> &)>;

    LatestRead(QObject *owner, Show show)
        : m_owner(owner)
        , m_show(std::move(show))
    {
    }

    void ask(Start start)
    {
        if (m_busy) {
            m_next = std::move(start);
            return;
        }
        m_busy = true;
        answerLater<Result<T>>(start(), m_owner, [this](const Result<T> &answer) { take(answer); });
    }

private:
    void take(const Result<T> &answer)
    {
        m_busy = false;
        if (Start next = std::exchange(m_next, {}))
            ask(std::move(next));
        else
            m_show(answer);
    }

    QObject *m_owner;
    Show m_show;
    Start m_next;
    bool m_busy = false;
};

} // namespace fengqiao
