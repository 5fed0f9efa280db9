#include "desk_watch.h"

#include <QTimer>

#include <mediation/emergencies.h>
#include <mediation/queries.h>
#include <reception/queries.h>
#include <store/outbox.h>
#include <sync/sync.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int gatherMs = 120; // changes that come together are read once
constexpr int minuteMs = 60'000;

Result<DeskStatus> readStatus(ReadContext &context)
{
    DeskStatus status;
    status.asOf = context.now;
    status.outbox = outboxWaiting(context.tx);
    status.emergencies = runningEmergencies(context);
    status.waiting = queueOf(context, context.now.localDate(), 0).counts.waiting;
    const MyList mine = myList(context);
    status.toDo = static_cast<int>(mine.overdue.size() + mine.dueToday.size());
    status.lastBackup = context.tx.meta("last_backup"_L1);
    status.lastCompared = lastCompared(context.tx);
    return status;
}

} // namespace

DeskWatch::DeskWatch(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_soon(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(gatherMs);
    connect(m_soon, &QTimer::timeout, this, &DeskWatch::refresh);
    connect(&desk, &Desk::changed, m_soon, [this] { m_soon->start(); });
    auto *minute = new QTimer(this);
    minute->setInterval(minuteMs);
    connect(minute, &QTimer::timeout, this, &DeskWatch::refresh);
    minute->start();
}

void DeskWatch::refresh()
{
    m_desk.read(readStatus).then(this, [this](const Result<DeskStatus> &status) {
        if (!status)
            return;
        m_status = *status;
        Q_EMIT updated(m_status);
    });
}

} // namespace fengqiao
