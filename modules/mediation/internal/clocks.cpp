#include "clocks.h"

#include <mediation/mediation.h>

#include "clock_book.h"
#include "facts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Where a clock counts from: the first of these that the action knows, the action itself, or a date or instant in its
// data (receipt of the accident report). Null if it knows none, and then the clock does not start.
Instant startOf(const RuleRow &rule, const Facts &facts, Instant now)
{
    for (const QString &from : rule.list("from"_L1)) {
        if (from == "now"_L1)
            return now;
        const QVariant value = facts(from);
        if (value.typeId() == QMetaType::QDate && value.toDate().isValid())
            return Instant::fromLocal(value.toDate(), QTime(0, 0));
        if (value.typeId() != QMetaType::QDate && !value.isNull())
            return Instant{value.toLongLong()};
    }
    return {};
}

bool isTerminal(const RuleSet &rules, const Row &subject)
{
    const RuleRow *state = rules.table("states"_L1).find(subject.text("state"_L1));
    return state && state->flag("terminal"_L1);
}

// A record just made that belongs to nothing has no clocks yet: one query less on the busiest path.
bool isAlone(const ActionContext &context)
{
    return context.created && !context.parent;
}

// One transition and the clocks it touches.
class ClockRun {
public:
    ClockRun(ActionContext &context, const Row &subject)
        : m_context(context)
        , m_rules(context.rules.table("clocks"_L1))
        , m_subject(subject)
        , m_isMatter(&subject.entity() == &matterEntity())
        , m_matter(m_isMatter       ? subject.id()
                   : context.parent ? context.parent->id()
                                    : QUuid())
        , m_facts(context, &subject)
        , m_book(context)
    {
        if (isAlone(context))
            return;
        m_alive = m_matter.isNull()
                      ? context.tx.select(clockEntity(), u"subject = ? AND "_s + aliveClock, {subject.id()})
                      : context.tx.select(clockEntity(), u"matter = ? AND "_s + aliveClock, {m_matter});
    }

    // A finished record leaves no clock, except one that its rule lets run on (legal aid after the visit), and with a
    // matter end those of all that belongs to it.
    void end()
    {
        const bool over = isTerminal(m_context.rules, m_subject);
        QList<Row> left;
        for (Row &clock : m_alive) {
            const RuleRow *rule = m_rules.find(clock.text("code"_L1));
            if (rule && concerns(*rule, clock) && rule->list("met_by"_L1).contains(m_context.action()) &&
                rule->expression("met_when"_L1).matches(m_facts))
                m_book.stop(clock, ClockState::Met);
            else if (rule && touches(*rule, clock) && rule->list("ended_by"_L1).contains(m_context.action()))
                m_book.stop(clock, ClockState::Stopped);
            else if (over && touches(clock) && !(rule && rule->flag("outlives"_L1)))
                m_book.stop(clock, ClockState::Stopped);
            else
                left << clock;
        }
        m_alive = left;
    }

    [[nodiscard]] Result<> start()
    {
        for (const QString &code : m_context.spec.list("clocks"_L1)) {
            const RuleRow *rule = m_rules.find(code);
            if (!rule || !rule->expression("when"_L1).matches(m_facts))
                continue;
            const Instant from = startOf(*rule, m_facts, m_context.now());
            if (from.isNull())
                continue;
            if (const auto started = start(*rule, from); !started)
                return started;
        }
        return {};
    }

private:
    [[nodiscard]] bool ofMatter(const RuleRow &rule) const
    {
        return !m_matter.isNull() && rule.text("holder"_L1) == matterEntity().name;
    }

    // What an action meets is the clock of its own record, or one of the matter's that its rule says so of: signing for
    // one part is not signing for the matter.
    [[nodiscard]] bool concerns(const RuleRow &rule, const Row &clock) const
    {
        return clock.uuid("subject"_L1) == (ofMatter(rule) ? m_matter : m_subject.id());
    }

    [[nodiscard]] bool touches(const Row &clock) const
    {
        return m_isMatter || clock.uuid("subject"_L1) == m_subject.id();
    }

    [[nodiscard]] bool touches(const RuleRow &rule, const Row &clock) const
    {
        return touches(clock) || concerns(rule, clock);
    }

    [[nodiscard]] ClockHolder holderOf(const RuleRow &rule) const
    {
        if (ofMatter(rule))
            return {QString(matterEntity().name), m_matter, m_matter};
        return {QString(m_subject.entity().name), m_subject.id(), m_matter};
    }

    [[nodiscard]] Result<> start(const RuleRow &rule, Instant from)
    {
        const ClockHolder holder = holderOf(rule);
        const QString code = rule.text("clock"_L1);
        const QString series = rule.text("series"_L1);
        for (Row &clock : m_alive) {
            if (clock.uuid("subject"_L1) != holder.subject)
                continue;
            // A clock that already runs is not started anew: recusal or a new room does not give more time (B11).
            if (clock.text("code"_L1) == code)
                return {};
            const RuleRow *other = m_rules.find(clock.text("code"_L1));
            if (!series.isEmpty() && other && other->text("series"_L1) == series)
                return replace(clock, holder, rule);
        }
        if (rule.flag("once"_L1) &&
            m_context.tx.count(clockEntity(), u"subject = ? AND code = ?"_s, {holder.subject, code}) > 0)
            return {};
        return opened(m_book.open(holder, rule, from));
    }

    // Another length for the same work: it counts from the same start and leaves the same pauses out.
    [[nodiscard]] Result<> replace(Row &clock, const ClockHolder &holder, const RuleRow &rule)
    {
        QList<ClockEntry> carried;
        for (const ClockEntry &entry : ClockBook::entriesOf(m_context.tx, clock.id()))
            if (entry.event == ClockEvent::Pause || entry.event == ClockEvent::Resume)
                carried << entry;
        m_book.stop(clock, ClockState::Stopped);
        return opened(m_book.open(holder, rule, clock.instant("started"_L1), carried));
    }

    [[nodiscard]] Result<> opened(const Result<Row> &clock)
    {
        if (!clock)
            return fail(clock.error());
        m_book.note(*clock);
        m_alive << *clock;
        return {};
    }

    ActionContext &m_context;
    const RuleTable &m_rules;
    const Row &m_subject;
    const bool m_isMatter;
    const QUuid m_matter;
    const Facts m_facts;
    ClockBook m_book;
    QList<Row> m_alive;
};

} // namespace

Result<> runClocks(ActionContext &context)
{
    const Row *subject = subjectOf(context);
    if (!subject || subject->id().isNull())
        return {};
    if (isAlone(context) && context.spec.list("clocks"_L1).isEmpty())
        return {};
    ClockRun run(context, *subject);
    run.end();
    return run.start();
}

} // namespace fengqiao
