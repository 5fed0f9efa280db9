#pragma once

#include <QFuture>
#include <QObject>
#include <functional>

#include <core/error.h>

namespace fengqiao {

// One reading at a time. What is asked while one runs replaces what waited before: the newest wins, and an answer that
// was overtaken is not shown. An answer always comes from the event loop, also one that is there at once: whoever asks
// in a constructor has somebody to tell by then.
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
        m_asking = true;
        start().then(m_owner, [this](const Result<T> &answer) {
            if (m_asking)
                QMetaObject::invokeMethod(m_owner, [this, answer] { take(answer); }, Qt::QueuedConnection);
            else
                take(answer);
        });
        m_asking = false;
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
    bool m_asking = false; // within ask(): nobody listens yet
};

} // namespace fengqiao
