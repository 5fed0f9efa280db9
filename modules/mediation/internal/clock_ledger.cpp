#include <mediation/clock_ledger.h>

#include <QCoreApplication>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct ClockLedger {
    Q_DECLARE_TR_FUNCTIONS(ClockLedger)
};

template <typename Value> using Codes = QList<std::pair<QLatin1StringView, Value>>;

const Codes<ClockEvent> events{{"start"_L1, ClockEvent::Start},   {"pause"_L1, ClockEvent::Pause},
                               {"resume"_L1, ClockEvent::Resume}, {"extend"_L1, ClockEvent::Extend},
                               {"stop"_L1, ClockEvent::Stop},     {"recompute"_L1, ClockEvent::Recompute}};
const Codes<ClockState> states{{"running"_L1, ClockState::Running},
                               {"paused"_L1, ClockState::Paused},
                               {"met"_L1, ClockState::Met},
                               {"late"_L1, ClockState::Late},
                               {"stopped"_L1, ClockState::Stopped}};
// given_day: the day that the entry names is the last one; what is left out of it are days.
const Codes<ClockUnit> units{{"calendar_day"_L1, ClockUnit::CalendarDay},
                             {"working_day"_L1, ClockUnit::WorkingDay},
                             {"month"_L1, ClockUnit::Month},
                             {"year"_L1, ClockUnit::Year},
                             {"hour"_L1, ClockUnit::Hour},
                             {"minute"_L1, ClockUnit::Minute},
                             {"given_day"_L1, ClockUnit::CalendarDay},
                             {"working_half_day"_L1, ClockUnit::WorkingHalfDay}};

template <typename Value> QString codeIn(const Codes<Value> &codes, Value value)
{
    const auto found = std::ranges::find(codes, value, &std::pair<QLatin1StringView, Value>::second);
    return found == codes.cend() ? QString() : QString(found->first);
}

template <typename Value> Value valueIn(const Codes<Value> &codes, const QString &code)
{
    const auto found = std::ranges::find_if(codes, [&code](const auto &pair) { return pair.first == code; });
    return found == codes.cend() ? codes.first().second : found->second;
}

// Folds the entries one by one.
class Reckoner {
public:
    [[nodiscard]] Result<> take(const ClockEntry &entry)
    {
        if (m_begun == (entry.event == ClockEvent::Start) || !m_result.ended.isNull())
            return broken();
        m_begun = true;
        switch (entry.event) {
        case ClockEvent::Start:
            m_start = entry;
            m_last = m_result.started = entry.at;
            m_given = entry.until;
            return {};
        case ClockEvent::Pause:
            return pause(entry.at);
        case ClockEvent::Resume:
            return resume(entry.at);
        case ClockEvent::Extend:
            extend(entry);
            return {};
        case ClockEvent::Stop:
            m_result.state = entry.state;
            m_result.ended = entry.at;
            m_result.pausedFrom = {};
            return {};
        case ClockEvent::Recompute:
            break;
        }
        return {};
    }

    [[nodiscard]] Result<ClockReckoning> result(const WorkCalendar &calendar)
    {
        if (!m_begun)
            return broken();
        const int length = m_start.length + m_result.added;
        m_result.due = m_given.isNull() ? calendar.due(m_start.at, length, m_start.unit, m_start.rolls, m_leftOut)
                                        : calendar.dueAsGiven(m_given, m_start.unit, m_leftOut.sliced(m_leftOutBefore));
        return m_result;
    }

private:
    static std::unexpected<Error> broken()
    {
        return fail(ErrorKind::Fault, u"clock.ledger"_s,
                    ClockLedger::tr("The entries of a time limit do not follow each other."));
    }

    static std::unexpected<Error> outOfOrder()
    {
        return fail(ErrorKind::Invalid, u"clock.order"_s,
                    ClockLedger::tr("The date lies before the time limit began or before its last change."));
    }

    Result<> pause(Instant at)
    {
        if (m_result.state != ClockState::Running)
            return broken();
        if (at < m_last)
            return outOfOrder();
        m_result.state = ClockState::Paused;
        m_last = m_result.pausedFrom = at;
        return {};
    }

    Result<> resume(Instant at)
    {
        if (m_result.state != ClockState::Paused)
            return broken();
        if (at < m_last)
            return outOfOrder();
        m_leftOut << TimeSpan{m_result.pausedFrom, at};
        m_last = at;
        m_result.state = ClockState::Running;
        m_result.pausedFrom = {};
        return {};
    }

    // Whoever agreed on an end knew the pauses before it.
    void extend(const ClockEntry &entry)
    {
        m_result.added += entry.length;
        if (entry.until.isNull())
            return;
        m_given = entry.until;
        m_leftOutBefore = m_leftOut.size();
    }

    ClockReckoning m_result;
    ClockEntry m_start;
    QList<TimeSpan> m_leftOut;
    qsizetype m_leftOutBefore = 0; // pauses that an agreed end already knows
    Instant m_given;
    Instant m_last;
    bool m_begun = false;
};

} // namespace

Result<ClockReckoning> reckonClock(const QList<ClockEntry> &entries, const WorkCalendar &calendar)
{
    Reckoner reckoner;
    for (const ClockEntry &entry : entries)
        if (const auto taken = reckoner.take(entry); !taken)
            return fail(taken.error());
    return reckoner.result(calendar);
}

QString codeOf(ClockEvent event)
{
    return codeIn(events, event);
}

QString codeOf(ClockState state)
{
    return codeIn(states, state);
}

ClockEvent clockEventOf(const QString &code)
{
    return valueIn(events, code);
}

ClockState clockStateOf(const QString &code)
{
    return valueIn(states, code);
}

ClockUnit clockUnitOf(const QString &code)
{
    return valueIn(units, code);
}

} // namespace fengqiao
