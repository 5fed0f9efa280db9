#include "warning_rules.h"

#include <QCoreApplication>

#include <core/locale.h>
#include <mediation/oversight.h>
#include <mediation/warning_board.h>

#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WarningRules)
};

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

struct Overdue {
    qint64 clocks = 0;
    qint64 days = 0; // since the first of them
};

// Only what those who handle the matter must keep: of a right that a party let pass nobody is warned.
Overdue overdueOf(Reader &reader, const RuleSet &rules, QUuid matter, Instant now)
{
    Overdue overdue;
    Query clocks = reader.query(
        u"SELECT code, due FROM clock WHERE matter = ? AND state = 'running' AND due <= ? AND deleted = 0"_s,
        {QVariant(matter), now.ms});
    while (clocks.next()) {
        if (dutyOf(rules, clocks.text(0)) != "handler"_L1)
            continue;
        ++overdue.clocks;
        overdue.days = std::max(overdue.days, (now.ms - clocks.integer(1)) / dayMs);
    }
    return overdue;
}

// Whistles that a unit missed, and those whose time has run out and nobody has noted it yet.
qint64 unansweredWhistles(Reader &reader, const RuleSet &rules, QUuid matter, Instant now)
{
    const RuleRow *miss = rules.table("actions"_L1).find(u"miss_whistle"_s);
    if (!miss)
        return 0;
    QVariantList binds{QVariant(matter), miss->text("to"_L1)};
    const QString waiting = inStates(miss->list("from"_L1), &binds);
    binds << now.ms;
    Query count = reader.query(u"SELECT count(*) FROM whistle w WHERE w.matter = ? AND w.deleted = 0 AND (w.state = ? "
                               "OR w.%1 AND EXISTS (SELECT 1 FROM clock c WHERE c.subject = w.id AND c.state = "
                               "'running' AND c.due <= ?))"_s.arg(waiting),
                               binds);
    return count.next() ? count.integer(0) : 0;
}

bool isPlain(const Field &field)
{
    return field.personal == Personal::No && field.type != FieldType::Id && field.type != FieldType::Json &&
           field.type != FieldType::Bytes;
}

// What is wrong with one table, in the order of its rows.
class RuleInspector {
public:
    explicit RuleInspector(const RuleSet &rules)
        : m_rules(rules)
        , m_table(rules.table("warning_rules"_L1))
    {
    }

    [[nodiscard]] QList<RuleFault> faults()
    {
        for (const RuleRow &row : m_table.rows())
            inspect(row);
        for (const RuleRow &row : m_table.rows())
            inspectLoop(row);
        return std::move(m_faults);
    }

private:
    void inspect(const RuleRow &row);
    void inspectName(const RuleRow &row, const QString &name);
    void inspectLoop(const RuleRow &row);
    void fault(const RuleRow &row, QLatin1StringView column, const QString &message, const QString &part = {});
    [[nodiscard]] int columnOf(const RuleRow &row, QLatin1StringView column, const QString &part) const;
    const RuleSet &m_rules;
    const RuleTable &m_table;
    QList<RuleFault> m_faults;
};

QString csvCell(const QString &text)
{
    if (!text.contains(u',') && !text.contains(u'"'))
        return text;
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

// Where in the line it stands: the cells before it as a table writes them, and the place within its own.
int RuleInspector::columnOf(const RuleRow &row, QLatin1StringView column, const QString &part) const
{
    static constexpr std::array columns{"rule"_L1, "about"_L1, "when"_L1, "level"_L1, "digits"_L1, "days"_L1};
    qsizetype at = 1;
    for (const QLatin1StringView name : columns) {
        const QString cell = csvCell(row.text(name));
        if (name == column)
            return static_cast<int>(at + std::max<qsizetype>(0, cell.indexOf(part)));
        at += cell.size() + 1;
    }
    return 1;
}

void RuleInspector::fault(const RuleRow &row, QLatin1StringView column, const QString &message, const QString &part)
{
    m_faults.append({u"warning_rules.csv"_s, row.line(), columnOf(row, column, part), message});
}

void RuleInspector::inspectName(const RuleRow &row, const QString &name)
{
    const bool place = row.text("about"_L1) == "place"_L1;
    if (name.startsWith(ruleName)) {
        const RuleRow *other = m_table.find(name.sliced(ruleName.size()));
        const bool same = other && other->text("about"_L1) == row.text("about"_L1) &&
                          other->number("digits"_L1) == row.number("digits"_L1) &&
                          other->number("days"_L1) == row.number("days"_L1);
        if (!other)
            fault(row, "when"_L1, Words::tr("There is no rule \"%1\".").arg(name.sliced(ruleName.size())), name);
        else if (!same)
            fault(row, "when"_L1,
                  Words::tr("Rule \"%1\" is about something else; only rules about the same may build on each other.")
                      .arg(other->text("rule"_L1)),
                  name);
        return;
    }
    const QByteArray latin = name.toLatin1();
    const Field *field = place ? nullptr : matterEntity().field(QLatin1StringView(latin));
    const bool known = place ? placeFactNames().contains(name)
                             : (field && isPlain(*field)) || name == "state"_L1 || matterFactNames().contains(name);
    if (!known)
        fault(row, "when"_L1, Words::tr("A warning rule cannot ask for \"%1\"; see the head of the table.").arg(name),
              name);
}

void RuleInspector::inspect(const RuleRow &row)
{
    const QString about = row.text("about"_L1);
    if (about != "matter"_L1 && about != "place"_L1) {
        fault(row, "about"_L1, Words::tr("A warning rule is about a matter or a place, not about \"%1\".").arg(about));
        return;
    }
    if (about == "place"_L1 && (row.number("digits"_L1) <= 0 || row.number("days"_L1) <= 0))
        fault(row, row.number("digits"_L1) <= 0 ? "digits"_L1 : "days"_L1,
              Words::tr("A rule about a place needs the digits of its division and a number of days."));
    const QString scheme = m_rules.setting("level_scheme"_L1);
    if (levelOrder(m_rules, scheme, row.text("level"_L1)) == 0)
        fault(row, "level"_L1,
              Words::tr("\"%1\" is no coloured level of the scheme %2.").arg(row.text("level"_L1), scheme));
    QStringList names(row.expression("when"_L1).names().values());
    names.sort();
    for (const QString &name : std::as_const(names))
        inspectName(row, name);
}

void RuleInspector::inspectLoop(const RuleRow &row)
{
    const QString start = row.text("rule"_L1);
    QStringList open{start};
    QSet<QString> seen;
    while (!open.isEmpty()) {
        const RuleRow *rule = m_table.find(open.takeLast());
        const QSet<QString> names = rule ? rule->expression("when"_L1).names() : QSet<QString>();
        for (const QString &name : names) {
            const QString other = name.startsWith(ruleName) ? name.sliced(ruleName.size()) : QString();
            if (other == start)
                return fault(row, "when"_L1,
                             Words::tr("Rule \"%1\" leads back to itself; it could never be decided.").arg(start),
                             QString(ruleName));
            if (!other.isEmpty() && !seen.contains(other)) {
                seen.insert(other);
                open << other;
            }
        }
    }
}

} // namespace

WarningRules::WarningRules(const RuleSet &rules, const QString &about)
    : m_table(rules.table("warning_rules"_L1))
{
    for (const RuleRow &row : m_table.rows())
        if (row.text("about"_L1) == about)
            m_rows << &row;
}

bool WarningRules::holds(const RuleRow &rule, const std::function<Lookup(const RuleRow &)> &facts,
                         QHash<QString, bool> &known) const
{
    const QString name = rule.text("rule"_L1);
    if (const auto it = known.constFind(name); it != known.cend())
        return *it;
    const Lookup own = facts(rule);
    const bool yes = rule.expression("when"_L1).matches([&](const QString &asked) -> QVariant {
        if (!asked.startsWith(ruleName))
            return own(asked);
        const RuleRow *other = m_table.find(asked.sliced(ruleName.size()));
        return other && holds(*other, facts, known);
    });
    known.insert(name, yes);
    return yes;
}

QList<const RuleRow *> WarningRules::holding(const std::function<Lookup(const RuleRow &)> &facts) const
{
    QHash<QString, bool> known;
    QList<const RuleRow *> found;
    for (const RuleRow *rule : m_rows)
        if (holds(*rule, facts, known))
            found << rule;
    return found;
}

QStringList matterFactNames()
{
    return {u"overdue_clocks"_s, u"overdue_days"_s, u"unanswered_whistles"_s};
}

QStringList placeFactNames()
{
    return {u"matters"_s, u"open_matters"_s, u"same_type"_s};
}

Expression::Lookup matterFacts(Reader &reader, const RuleSet &rules, const Row &matter, Instant now)
{
    auto overdue = std::make_shared<std::optional<Overdue>>(); // read once, when a rule asks
    return [&reader, &rules, &matter, now, overdue](const QString &name) -> QVariant {
        if (name == "unanswered_whistles"_L1)
            return unansweredWhistles(reader, rules, matter.id(), now);
        if (name == "overdue_clocks"_L1 || name == "overdue_days"_L1) {
            if (!*overdue)
                *overdue = overdueOf(reader, rules, matter.id(), now);
            return name == "overdue_days"_L1 ? (*overdue)->days : (*overdue)->clocks;
        }
        const QByteArray latin = name.toLatin1();
        const Field *field = matter.entity().field(QLatin1StringView(latin));
        return field && isPlain(*field) ? matter.value(field->name) : QVariant();
    };
}

// By dispute type: all, open, and how many there are of the most frequent one. Along the index of places.
Expression::Lookup placeFacts(Reader &reader, const RuleSet &rules, const QString &place, QDate from)
{
    qint64 all = 0;
    qint64 open = 0;
    QHash<QString, qint64> byType;
    Query rows = reader.query(
        u"SELECT coalesce(dispute_type, ''), state, count(*) FROM matter WHERE place >= ? AND place < ? || ':' AND "
        "registered_on >= ? AND deleted = 0 AND merged_into IS NULL GROUP BY 1, 2"_s,
        {place, place, from.toJulianDay()});
    while (rows.next()) {
        const RuleRow *state = rules.table("states"_L1).find(rows.text(1));
        all += rows.integer(2);
        open += state && state->text("phase"_L1) != "done"_L1 ? rows.integer(2) : 0;
        if (!rows.text(0).isEmpty())
            byType[rows.text(0)] += rows.integer(2);
    }
    const qint64 most = byType.isEmpty() ? 0 : *std::ranges::max_element(byType);
    return [all, open, most](const QString &name) -> QVariant {
        return name == "matters"_L1        ? QVariant(all)
               : name == "open_matters"_L1 ? QVariant(open)
               : name == "same_type"_L1    ? QVariant(most)
                                           : QVariant();
    };
}

QString wordsOf(const QList<const RuleRow *> &rules)
{
    QStringList words;
    for (const RuleRow *rule : rules)
        words << rule->word();
    return joinedClauses(words);
}

QStringList namesOf(const QList<const RuleRow *> &rules)
{
    QStringList names;
    for (const RuleRow *rule : rules)
        names << rule->text("rule"_L1);
    return names;
}

QList<RuleFault> warningRuleFaults(const RuleSet &rules)
{
    return RuleInspector(rules).faults();
}

} // namespace fengqiao
