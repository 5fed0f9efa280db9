#pragma once

#include <QObject>
#include <atomic>

#include <access/desk.h>

namespace fengqiao {

// Folds the counters of an open county when nobody waits: at the start (anew, if the dictionary changed), some seconds
// after the last change where there is an event loop, and after so many changes in any case.
class CounterKeeper : public QObject {
    Q_OBJECT

public:
    explicit CounterKeeper(Desk &desk);
    ~CounterKeeper() override;

private:
    void onCommitted(const ChangeSet &changes);
    void foldSoon();
    void postFold();

    Desk &m_desk;
    std::atomic<int> m_changes = 0;
    std::atomic<bool> m_posted = false;
    std::atomic<bool> m_timerAsked = false;
    std::atomic<bool> m_closing = false;
};

} // namespace fengqiao
