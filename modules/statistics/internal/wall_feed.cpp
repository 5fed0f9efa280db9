#include <QTimer>

#include <statistics/wall.h>

#include "counters.h"
#include "wall_tables.h"

namespace fengqiao {

namespace {

// What comes within a second is shown together: a wall is looked at, not played.
constexpr std::chrono::milliseconds gather{1000};
constexpr qint64 rowsAtOnce = 2000;

// One piece; true if more is left. Actions that wait are done between two pieces.
Result<bool> foldPiece(Writer &tx, const RuleSet &rules)
{
    const auto book = MetricBook::of(rules);
    prepareWall(tx);
    prepareCounters(tx, *book);
    const bool more = foldCounters(tx, *book, rowsAtOnce);
    if (!more)
        markWall(tx);
    return more;
}

} // namespace

WallFeed::WallFeed(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_soon(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(gather);
    connect(m_soon, &QTimer::timeout, this, &WallFeed::fold);
    connect(&desk, &Desk::changed, this, [this] {
        if (!m_soon->isActive())
            m_soon->start();
    });
    fold();
}

// As CounterKeeper: once the writer has done nothing for us, nothing of ours is left with it.
WallFeed::~WallFeed()
{
    if (m_folding)
        m_desk.store().write([](Writer &) -> Result<> { return {}; }).waitForFinished();
}

void WallFeed::refresh()
{
    fold();
}

void WallFeed::fold()
{
    m_again = m_folding;
    if (m_folding)
        return;
    m_folding = true;
    m_desk.store()
        .write([&desk = m_desk](Writer &tx) { return foldPiece(tx, *desk.rules()); })
        .then(this, [this](const Result<bool> &more) {
            m_folding = false;
            if (!more)
                qWarning("statistics: %s", qUtf8Printable(more.error().message));
            if ((more && *more) || m_again)
                fold();
            if (more && !*more)
                Q_EMIT refreshed();
        });
}

Result<> WallFeed::foldNow(Desk &desk)
{
    for (;;) {
        const auto more = desk.store().write([&desk](Writer &tx) { return foldPiece(tx, *desk.rules()); }).result();
        if (!more)
            return fail(more.error());
        if (!*more)
            return {};
    }
}

} // namespace fengqiao
