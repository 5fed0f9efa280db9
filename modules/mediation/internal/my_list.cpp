#include <QCoreApplication>

#include <mediation/joint.h>
#include <mediation/outcomes.h>

#include "cards.h"
#include "session_parts.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MyList)
};

constexpr int firstStage = 1;
constexpr int lastStage = 8;
constexpr int performingStage = 6; // instalments fall due while the agreement is performed
constexpr int instalmentDays = 7;  // looked ahead
constexpr int mostTasks = 100;     // of one kind
constexpr int matchedAtOnce = 32;  // matters of one statement

const RecordKind &kindOf(QLatin1StringView name)
{
    static const QHash<QLatin1StringView, const RecordKind *> kinds{
        {"whistle"_L1, &oversightKind(u"whistle"_s)},
        {"part"_L1, &oversightKind(u"part"_s)},
        {"supervision"_L1, &oversightKind(u"supervision"_s)},
        {"warning"_L1, &oversightKind(u"warning"_s)},
    };
    return *kinds.value(name);
}

enum class Next { Mine, Others, Nobody };

// Whose the ordinary next step is, by rule table `steps` and who may take its action.
Next nextStepOf(const RuleSet &rules, const Row &row, const Actor &actor)
{
    const auto fact = [&row](const QString &name) {
        const QByteArray column = name.toLatin1();
        return row.entity().field(QLatin1StringView(column)) ? row.value(QLatin1StringView(column)) : QVariant();
    };
    Next next = Next::Nobody;
    for (const RuleRow *step : rules.table("steps"_L1).where("machine"_L1, QString(row.entity().name))) {
        if (!step->expression("when"_L1).matches(fact))
            continue;
        next = Next::Others;
        const RuleRow *action = rules.table("actions"_L1).find(step->text("action"_L1));
        const QStringList who = action ? action->list("who"_L1) : QStringList();
        if (std::ranges::any_of(who, [&actor](const QString &role) { return actor.roles.contains(role); }))
            return Next::Mine;
    }
    return next;
}

bool sooner(const MatterCard &a, const MatterCard &b)
{
    if (a.danger != b.danger)
        return a.danger;
    if (a.due.due.isNull() != b.due.due.isNull())
        return b.due.due.isNull();
    return a.due.due != b.due.due ? a.due.due < b.due.due : a.number < b.number;
}

// Something to be done for a matter that is not the matter's own next step.
struct Task {
    QUuid matter;
    QString kind;
    QUuid id;
    QString word;   // what it is
    QString detail; // what is asked, masked
    QString state;
    DueNote due;
    bool others = false;
};

class Table {
public:
    Table(ReadContext &context, int limit)
        : m_context(context)
        , m_rules(context.rules)
        , m_limit(limit)
        , m_today(context.now.localDate())
    {
    }

    MyList read();

private:
    void addMatters();
    void addWhistles();
    void addParts();
    void addConsultationTasks();
    void addSupervisions();
    void addSupervision(const Row &row);
    void addInstalments();
    void addSessions();
    void addWarnings();
    void addWarning(const Row &row);
    void addTasks();

    [[nodiscard]] QUuid unit() const { return m_context.actor.unit.value; }

    [[nodiscard]] QUuid me() const { return m_context.actor.id.value; }

    [[nodiscard]] int most() const { return std::min(m_limit, mostTasks); }

    // Records of a kind that match and that this person may see.
    QList<Row> visible(const RecordKind &kind, const QString &where, QVariantList binds, const QString &order)
    {
        const QString scope = m_context.scopeSql(kind, &binds);
        binds << most();
        return m_context.tx.select(*kind.entity, u"(%1) AND (%2) ORDER BY %3 LIMIT ?"_s.arg(where, scope, order),
                                   binds);
    }

    QString shown(const RecordKind &kind, const Row &row, QLatin1StringView field)
    {
        return m_context.masked(*row.entity().field(field), row.value(field), m_context.masksNames(kind, row));
    }

    [[nodiscard]] DueNote dueOn(const QString &code, const QString &word, QDate day) const
    {
        DueNote note{code, word, Instant::fromLocal(day.addDays(1), QTime(0, 0)), false, false, false};
        note.overdue = note.due <= m_context.now;
        note.today = day == m_today;
        return note;
    }

    void place(MatterCard card, bool others);

    ReadContext &m_context;
    const RuleSet &m_rules;
    int m_limit;
    QDate m_today;
    MyList m_list;
    QHash<QUuid, MatterCard> m_cards; // of matters that this person may see
    QSet<QUuid> m_listed;             // matters that stand on the list already
    QList<Task> m_tasks;
};

void Table::place(MatterCard card, bool others)
{
    auto &part = others             ? m_list.others
                 : card.due.overdue ? m_list.overdue
                 : card.due.today   ? m_list.dueToday
                                    : m_list.waiting;
    part.append(std::move(card));
}

void Table::addMatters()
{
    QVariantList states;
    const QString open = stateCondition(openStates(m_rules, firstStage, lastStage), &states);
    // Two statements rather than one OR: each runs along its own index.
    QList<Row> rows = visibleMatters(m_context, open + u" AND mediator = ?"_s, states + QVariantList{me()}, m_limit);
    if (!unit().isNull())
        rows += visibleMatters(m_context, open + u" AND lead_unit = ?"_s, states + QVariantList{unit()}, m_limit);
    for (const Row &row : std::as_const(rows)) {
        if (m_listed.contains(row.id()))
            continue;
        m_listed.insert(row.id());
        const MatterCard card = cardOf(m_context, row);
        m_cards.insert(row.id(), card);
        // A time limit that has come presses whoever holds the matter, even where another must take the next step.
        const bool pressing = card.due.overdue || card.due.today;
        place(card, !pressing && nextStepOf(m_rules, row, m_context.actor) == Next::Others);
    }
}

void Table::addWhistles()
{
    if (unit().isNull())
        return;
    const RecordKind &kind = kindOf("whistle"_L1);
    QVariantList binds{QVariant(unit())};
    const QString where = u"unit = ? AND "_s + openCondition(m_rules, u"whistle"_s, &binds);
    for (const Row &row : visible(kind, where, binds, u"blown_at, id"_s)) {
        const bool mine = nextStepOf(m_rules, row, m_context.actor) == Next::Mine;
        m_tasks.append({row.uuid("matter"_L1), kind.name, row.id(), m_rules.word("machine"_L1, kind.name),
                        shown(kind, row, "question"_L1), row.text("state"_L1),
                        mine ? dueOf(m_context, row.id()) : DueNote(), !mine});
        m_listed.insert(row.uuid("matter"_L1));
    }
}

void Table::addParts()
{
    if (unit().isNull())
        return;
    const RecordKind &kind = kindOf("part"_L1);
    QVariantList binds{QVariant(unit())};
    const QString where = u"unit = ? AND "_s + openCondition(m_rules, u"part"_s, &binds);
    for (const Row &row : visible(kind, where, binds, u"assigned_at, id"_s)) {
        const RuleRow *sign = m_rules.table("actions"_L1).find(u"sign_part"_s);
        const bool mine = fromStates(m_rules, u"sign_part"_s).contains(row.text("state"_L1));
        m_tasks.append({row.uuid("matter"_L1),
                        kind.name,
                        row.id(),
                        sign ? sign->word() : QString(),
                        {},
                        row.text("state"_L1),
                        mine ? dueOf(m_context, row.id()) : DueNote(),
                        !mine});
    }
}

void Table::addConsultationTasks()
{
    const QString word = Words::tr("Task of a consultation");
    for (const TaskLine &line : myTasks(m_context, most()))
        m_tasks.append({line.matter, u"task"_s, line.id, word, line.task, {}, dueOn(u"task"_s, word, line.due), false});
}

// Letters always; a reminder only where the matter it speaks of does not stand on the list itself.
void Table::addSupervision(const Row &row)
{
    const bool letter = !row.isNull("number"_L1);
    const bool known = std::ranges::any_of(m_tasks, [&row](const Task &task) { return task.id == row.id(); });
    if (known || (!letter && m_listed.contains(row.uuid("matter"_L1))))
        return;
    const bool mine = row.isNull("replied_at"_L1);
    const RecordKind &kind = kindOf("supervision"_L1);
    const QString state = row.text("state"_L1);
    const QString word = tableWord(m_rules, "states"_L1, state);
    DueNote due;
    if (mine && !row.isNull("new_date"_L1))
        due = dueOn(kind.name, word, row.date("new_date"_L1));
    else if (const auto clock = mine ? m_context.tx.find(clockEntity(), row.uuid("clock"_L1)) : std::nullopt)
        due = dueOn(kind.name, tableWord(m_rules, "clocks"_L1, row.text("clock_code"_L1)),
                    Instant{clock->instant("due"_L1).ms - 1}.localDate());
    m_tasks.append({row.uuid("matter"_L1), kind.name, row.id(), m_rules.word("machine"_L1, kind.name),
                    shown(kind, row, "breach"_L1), state, due, !mine});
}

void Table::addSupervisions()
{
    const RecordKind &kind = kindOf("supervision"_L1);
    QVariantList states;
    const QString open = openCondition(m_rules, u"supervision"_s, &states);
    const QString order = u"number IS NULL, id"_s;
    for (const Row &row : visible(kind, u"account = ? AND "_s + open, QVariantList{QVariant(me())} + states, order))
        addSupervision(row);
    if (unit().isNull())
        return;
    for (const Row &row : visible(kind, u"unit = ? AND "_s + open, QVariantList{QVariant(unit())} + states, order))
        addSupervision(row);
}

void Table::addInstalments()
{
    QVariantList binds;
    const QString open = stateCondition(openStates(m_rules, performingStage, performingStage), &binds);
    binds << me() << m_today.addDays(instalmentDays) << most();
    const QList<Row> rows =
        m_context.tx.select(instalmentEntity(),
                            u"matter IN (SELECT id FROM matter WHERE deleted = 0 AND %1 AND mediator = ?) AND "
                            "standing = 'open' AND due_on <= ? ORDER BY due_on, id LIMIT ?"_s.arg(open),
                            binds);
    for (const Row &row : rows) {
        const QString word = Words::tr("Instalment %1").arg(row.integer("seq"_L1));
        const QString what = row.isNull("amount"_L1)
                                 ? m_context.masked(*instalmentEntity().field("act"_L1), row.value("act"_L1))
                                 : row.money("amount"_L1).display();
        m_tasks.append({row.uuid("matter"_L1),
                        u"instalment"_s,
                        row.id(),
                        word,
                        what,
                        {},
                        dueOn(u"instalment"_s, word, row.date("due_on"_L1)),
                        false});
    }
}

void Table::addSessions()
{
    const Instant from = Instant::fromLocal(m_today, QTime(0, 0));
    const Instant until = Instant::fromLocal(m_today.addDays(1), QTime(0, 0));
    for (const Row &row : sessionsBetween(m_context.tx, m_rules, from, until)) {
        const RuleRow *state = m_rules.table("states"_L1).find(row.text("state"_L1));
        const auto takesPart = [this](const Row &person) { return person.uuid("account"_L1) == me(); };
        if (!state || state->flag("terminal"_L1) ||
            (row.uuid("mediator"_L1) != me() && std::ranges::none_of(peopleOf(m_context.tx, row.id()), takesPart)))
            continue;
        const Instant at = row.instant("starts_at"_L1);
        const QString time = at.local().toString(u"HH:mm"_s);
        const auto room = m_context.tx.find(roomEntity(), row.uuid("room"_L1));
        m_tasks.append({row.uuid("matter"_L1), sessionKind().name, row.id(), Words::tr("Session at %1").arg(time),
                        room ? room->text("name"_L1) : QString(), row.text("state"_L1),
                        DueNote{u"session"_s, Words::tr("Session"), at, false, false, true}, false});
    }
}

void Table::addWarning(const Row &row)
{
    const bool suggested = row.isNull("review_due"_L1);
    const QString word = suggested ? tableWord(m_rules, "states"_L1, row.text("state"_L1)) : Words::tr("Review");
    m_tasks.append({row.uuid("matter"_L1), u"warning"_s, row.id(), m_rules.word("machine"_L1, u"warning"_s),
                    m_rules.word("level"_L1, row.text("level"_L1)), row.text("state"_L1),
                    suggested ? DueNote() : dueOn(u"warning"_s, word, row.date("review_due"_L1)), false});
}

// Warnings whose review is due, and suggested ones: for who confirms them.
void Table::addWarnings()
{
    const RuleRow *confirm = m_rules.table("actions"_L1).find(u"confirm_warning"_s);
    const QStringList who = confirm ? confirm->list("who"_L1) : QStringList();
    if (std::ranges::none_of(who, [this](const QString &role) { return m_context.actor.roles.contains(role); }))
        return;
    const RecordKind &kind = kindOf("warning"_L1);
    QVariantList binds;
    QString where = inStates(fromStates(m_rules, u"confirm_warning"_s), &binds);
    QList<Row> rows = visible(kind, where, binds, u"id"_s);
    binds.clear();
    where = openCondition(m_rules, u"warning"_s, &binds) + u" AND review_due <= ?"_s;
    binds << m_today;
    rows += visible(kind, where, binds, u"review_due, id"_s);
    QSet<QUuid> seen;
    for (const Row &row : std::as_const(rows)) {
        if (!seen.contains(row.id()))
            addWarning(row);
        seen.insert(row.id());
    }
}

// The matters of all tasks are read together: a few statements of one and the same text.
void Table::addTasks()
{
    QList<QUuid> missing;
    for (const Task &task : std::as_const(m_tasks))
        if (!m_cards.contains(task.matter) && !missing.contains(task.matter))
            missing.append(task.matter);
    const QString where = u"id IN (%1)"_s.arg(QStringList(matchedAtOnce, u"?"_s).join(u", "_s));
    for (qsizetype from = 0; from < missing.size(); from += matchedAtOnce) {
        QVariantList binds;
        for (qsizetype i = from; i < from + matchedAtOnce; ++i)
            binds << missing.value(i);
        for (const Row &row : visibleMatters(m_context, where, binds, matchedAtOnce))
            m_cards.insert(row.id(), cardOf(m_context, row));
    }
    for (const Task &task : std::as_const(m_tasks)) {
        MatterCard card = m_cards.value(task.matter);
        if (card.id.isNull()) { // a unit is called to matters that it may not read
            card.id = task.matter;
            if (const auto matter = m_context.tx.find(matterEntity(), task.matter))
                card.number = matter->text("number"_L1);
            card.title = task.detail.isEmpty() ? card.number : task.detail;
        }
        card.task = task.word;
        card.taskKind = task.kind;
        card.taskId = task.id;
        if (!task.state.isEmpty()) {
            card.state = task.state;
            card.stateWord = tableWord(m_rules, "states"_L1, task.state);
        }
        card.parties = task.detail;
        card.due = task.due;
        place(std::move(card), task.others);
    }
}

MyList Table::read()
{
    addMatters();
    addWhistles();
    addParts();
    addConsultationTasks();
    addSupervisions();
    addInstalments();
    addSessions();
    addWarnings();
    addTasks();
    for (auto *part : {&m_list.overdue, &m_list.dueToday, &m_list.waiting, &m_list.others})
        std::ranges::stable_sort(*part, sooner);
    return std::move(m_list);
}

} // namespace

MyList myList(ReadContext &context, int limit)
{
    return Table(context, limit).read();
}

} // namespace fengqiao
