#include "keeper.h"

#include <QTimer>

#include "counters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostChanges = 65536;               // then even if somebody waits: an import is left alone until then
constexpr qint64 mostPending = 4096;             // at the start
constexpr int fewChanges = 64;                   // not worth a transaction of their own
constexpr std::chrono::milliseconds quiet{3000}; // after the last change
constexpr qint64 rowsAtOnce = 2000;              // some ten milliseconds of the writer

} // namespace

CounterKeeper::CounterKeeper(Desk &desk)
    : m_desk(desk)
{
    connect(
        &desk.store(), &Store::committed, this, [this](const ChangeSet &changes) { onCommitted(changes); },
        Qt::DirectConnection);
    const auto settled = desk.store().read([&desk](Reader &reader) -> Result<bool> {
        const auto book = MetricBook::of(*desk.rules());
        return countersCurrent(reader, *book) && rowsPending(reader, *book) < mostPending;
    });
    if (const auto answer = settled.result(); !answer || !*answer)
        postFold();
}

// The writer does what was posted in order: once it has done nothing for us, nothing of ours is left with it.
CounterKeeper::~CounterKeeper()
{
    m_closing = true;
    disconnect(&m_desk.store(), nullptr, this, nullptr);
    m_desk.store().write([](Writer &) -> Result<> { return {}; }).waitForFinished();
}

// On the writer thread, right after the commit.
void CounterKeeper::onCommitted(const ChangeSet &changes)
{
    const bool rules =
        std::ranges::any_of(changes, [](const Change &change) { return change.entity->name == "rule_table"_L1; });
    const int sum = m_changes += static_cast<int>(changes.size());
    if (rules || sum >= mostChanges)
        postFold();
    else if (sum >= fewChanges && !m_timerAsked.exchange(true))
        QMetaObject::invokeMethod(this, &CounterKeeper::foldSoon, Qt::QueuedConnection); // once, if ever it is heard
}

void CounterKeeper::foldSoon()
{
    const int before = m_changes;
    QTimer::singleShot(quiet, this, [this, before] {
        if (m_changes != before)
            return foldSoon();
        m_timerAsked = false;
        postFold();
    });
}

void CounterKeeper::postFold()
{
    if (m_closing || m_posted.exchange(true))
        return;
    auto folded = m_desk.store().write([this](Writer &tx) -> Result<bool> {
        const auto book = MetricBook::of(*m_desk.rules());
        prepareCounters(tx, *book);
        return foldCounters(tx, *book, rowsAtOnce);
    });
    // Piece by piece: an action that waits is done between two of them.
    const auto next = folded.then(QtFuture::Launch::Sync, [this](const Result<bool> &more) {
        m_posted = false;
        m_changes = 0;
        if (!more)
            qWarning("statistics: %s", qUtf8Printable(more.error().message));
        else if (*more)
            postFold();
    });
    Q_UNUSED(next)
}

} // namespace fengqiao
