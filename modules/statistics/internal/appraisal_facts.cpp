#include <access/entities.h>
#include <mediation/mediation.h>
#include <statistics/appraisal.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int entryDays = 1; // working days within which a record is to be entered (domain.md 6.3)

// One mediator's month, item by item. Every query runs along the index of mediators or of a matter.
class MonthOfMediator {
public:
    MonthOfMediator(Reader &reader, const RuleSet &rules, const WorkCalendar &calendar, QUuid account, QDate month,
                    Instant now)
        : m_reader(reader)
        , m_rules(rules)
        , m_calendar(calendar)
        , m_account(account)
        , m_from(month)
        , m_to(month.addMonths(1).addDays(-1))
        , m_now(now)
    {
    }

    [[nodiscard]] AppraisalFacts facts()
    {
        addCases();
        m_facts.items[u"on_time"_s] = clocks();
        m_facts.items[u"performance"_s] = agreements();
        addDossiers();
        m_facts.items[u"satisfaction"_s] = satisfaction();
        addSessions();
        m_facts.items[u"entry"_s] = m_entry;
        return m_facts;
    }

private:
    void addCases();
    void addDossiers();
    void addSessions();
    void addEntry(QDate happened, Instant written);
    [[nodiscard]] Kept clocks();
    [[nodiscard]] Kept agreements();
    [[nodiscard]] Kept satisfaction();
    [[nodiscard]] QStringList endings() const;

    [[nodiscard]] QVariantList binds() const { return {QVariant(m_account), m_from.toJulianDay(), m_to.toJulianDay()}; }

    Reader &m_reader;
    const RuleSet &m_rules;
    const WorkCalendar &m_calendar;
    QUuid m_account;
    QDate m_from;
    QDate m_to;
    Instant m_now;
    AppraisalFacts m_facts;
    Kept m_entry;
};

// Actions that leave a result of the mediation on the matter, by rule table `outcomes`.
QStringList MonthOfMediator::endings() const
{
    QStringList actions;
    for (const RuleRow &row : m_rules.table("outcomes"_L1).rows())
        if (row.list("columns"_L1).contains(u"mediation_outcome"_s) && row.text("value"_L1) != "-"_L1 &&
            !actions.contains(row.text("action"_L1)))
            actions << row.text("action"_L1);
    return actions;
}

void MonthOfMediator::addEntry(QDate happened, Instant written)
{
    ++m_entry.of;
    m_entry.met += m_calendar.workingDaysBetween(happened, written.localDate()) <= entryDays ? 1 : 0;
}

void MonthOfMediator::addCases()
{
    const QStringList ended = endings();
    QVariantList all;
    for (const QString &action : ended)
        all << action;
    all += binds();
    Query rows = m_reader.query(u"SELECT coalesce(complexity, 'general'), mediation_outcome, concluded_on, (SELECT "
                                u"max(at) FROM history h WHERE "
                                "h.subject = matter.id AND h.action IN (%1)) FROM matter WHERE mediator = ? AND "
                                "concluded_on BETWEEN ? AND ? AND "
                                "mediation_outcome IS NOT NULL AND deleted = 0"_s.arg(
                                    ended.isEmpty() ? u"''"_s : QStringList(ended.size(), u"?"_s).join(u", "_s)),
                                all);
    while (rows.next()) {
        ++m_facts.cases[rows.text(0)];
        ++m_facts.success.of;
        m_facts.success.met += rows.text(1) == "failed"_L1 ? 0 : 1;
        if (rows.integer(3) > 0)
            addEntry(QDate::fromJulianDay(rows.integer(2)), rows.instant(3));
    }
}

// Time limits that whoever handles the matter must keep and that fell due in the month.
Kept MonthOfMediator::clocks()
{
    Kept kept;
    const Instant from = Instant::fromLocal(m_from, QTime(0, 0));
    // A day's limit ends at 24:00, which is the next day's first instant.
    const Instant to = Instant::fromLocal(m_to.addDays(1), QTime(0, 0));
    Query rows = m_reader.query(u"SELECT c.code, c.state, c.due FROM matter m JOIN clock c ON c.matter = m.id WHERE "
                                u"m.mediator = ? AND m.deleted "
                                "= 0 AND c.deleted = 0 AND c.due > ? AND c.due <= ? AND c.state <> 'stopped'"_s,
                                {QVariant(m_account), from.ms, to.ms});
    while (rows.next()) {
        const RuleRow *rule = m_rules.table("clocks"_L1).find(rows.text(0));
        const bool met = rows.text(1) == "met"_L1;
        if (!rule || rule->text("duty"_L1) != "handler"_L1 || (!met && rows.instant(2) > m_now))
            continue;
        ++kept.of;
        kept.met += met ? 1 : 0;
    }
    return kept;
}

Kept MonthOfMediator::agreements()
{
    Kept kept;
    Query rows =
        m_reader.query(u"SELECT a.standing FROM matter m JOIN agreement a ON a.matter = m.id WHERE m.mediator = "
                       "? AND a.due_on BETWEEN ? AND ? AND a.standing <> 'replaced' AND m.deleted = 0 AND "
                       "a.deleted = 0"_s,
                       binds());
    while (rows.next()) {
        ++kept.of;
        kept.met += rows.text(0) == "performed"_L1 ? 1 : 0;
    }
    return kept;
}

// Reviewed in the month: passed in the end, and passed without having been sent back.
void MonthOfMediator::addDossiers()
{
    Kept passed;
    Kept kept;
    Query rows = m_reader.query(
        u"SELECT s.dossier_grade FROM matter m JOIN subsidy s ON s.matter = m.id WHERE m.mediator = ? AND s.deleted = "
        u"0 "
        "AND m.deleted = 0 AND s.proposed_at >= ? AND s.proposed_at < ? AND s.proposed_at = (SELECT max(o.proposed_at) "
        "FROM subsidy o WHERE o.matter = m.id AND o.deleted = 0)"_s,
        {QVariant(m_account), Instant::fromLocal(m_from, QTime(0, 0)).ms,
         Instant::fromLocal(m_to.addDays(1), QTime(0, 0)).ms});
    while (rows.next()) {
        ++passed.of;
        passed.met += rows.text(0) == "rejected"_L1 ? 0 : 1;
        ++kept.of;
        kept.met += rows.text(0) == "pass"_L1 ? 1 : 0;
    }
    m_facts.items[u"dossier"_s] = passed;
    m_facts.items[u"kept"_s] = kept;
}

Kept MonthOfMediator::satisfaction()
{
    Kept kept;
    Query rows = m_reader.query(
        u"SELECT f.satisfaction FROM matter m JOIN follow_up f ON f.matter = m.id WHERE m.mediator = ? AND "
        u"f.followed_on "
        "BETWEEN ? AND ? AND f.reached = 1 AND f.satisfaction IN ('very_satisfied', 'satisfied', 'neutral', "
        "'dissatisfied') AND m.deleted = 0 AND f.deleted = 0"_s,
        binds());
    while (rows.next()) {
        ++kept.of;
        kept.met += rows.text(0).endsWith("very_satisfied"_L1) || rows.text(0) == "satisfied"_L1 ? 1 : 0;
    }
    return kept;
}

void MonthOfMediator::addSessions()
{
    Query rows = m_reader.query(u"SELECT starts_at, held_at FROM session WHERE mediator = ? AND starts_at >= ? AND "
                                u"starts_at < ? AND held_at IS "
                                "NOT NULL AND deleted = 0"_s,
                                {QVariant(m_account), Instant::fromLocal(m_from, QTime(0, 0)).ms,
                                 Instant::fromLocal(m_to.addDays(1), QTime(0, 0)).ms});
    while (rows.next())
        addEntry(rows.instant(0).localDate(), rows.instant(1));
}

} // namespace

AppraisalFacts appraisalFacts(Reader &reader, const RuleSet &rules, const WorkCalendar &calendar, QUuid account,
                              QDate month, Instant now)
{
    return MonthOfMediator(reader, rules, calendar, account, month, now).facts();
}

} // namespace fengqiao
