#include <mediation/fast_path.h>

#include <QCoreApplication>

#include <core/locale.h>
#include <mediation/mediation.h>
#include <mediation/queries.h>

#include "handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct FastPath {
    Q_DECLARE_TR_FUNCTIONS(FastPath)
};

const QString formName = u"fast_path"_s;
const QString registration = u"register_matter"_s;
const QString openingOfVisit = u"open_matter"_s;

QStringList settingWords(const RuleSet &rules, QLatin1StringView name)
{
    return rules.setting(name).split(u' ', Qt::SkipEmptyParts);
}

const RuleRow *actionOf(const RuleSet &rules, const QString &name)
{
    return rules.table("actions"_L1).find(name);
}

// What two steps call the same, the one form calls by the step and the field: agree_amount.
QHash<QString, QString> namesOf(const RuleSet &rules, const QString &step)
{
    const RuleTable &fields = rules.table("fields"_L1);
    QHash<QString, QString> names;
    for (const RuleRow *row : fields.where("action"_L1, step)) {
        const QString field = row->text("field"_L1);
        if (field == "matter"_L1 || field == "visit"_L1)
            continue;
        for (const QString &name : {QString(step + u'_' + field), field})
            if (!names.contains(field) && fields.find(formName + u'/' + name))
                names.insert(field, name);
    }
    return names;
}

FastStep stepOf(const RuleSet &rules, const QString &name, bool needed)
{
    return {actionOf(rules, name), needed, namesOf(rules, name), {}};
}

// Does the first of these steps start from this state? One that moves nothing belongs to the next that does.
bool startsFrom(const RuleSet &rules, const QStringList &names, const QString &state)
{
    for (const QString &name : names) {
        const RuleRow *action = actionOf(rules, name);
        if (!action || !action->list("from"_L1).contains(state))
            return false;
        if (action->text("to"_L1) != "-"_L1)
            return true;
    }
    return false;
}

// What several steps ask for is asked once: by the first that must have it, else by the last.
void shareOut(const RuleSet &rules, QList<FastStep> &steps)
{
    QHash<QString, qsizetype> asker; // by the name in the one form
    QSet<QString> settled;
    for (qsizetype i = 0; i < steps.size(); ++i)
        for (const RuleRow *row : rules.table("fields"_L1).where("action"_L1, steps[i].action->text("action"_L1))) {
            const QString name = steps[i].names.value(row->text("field"_L1));
            if (name.isEmpty() || settled.contains(name))
                continue;
            asker.insert(name, i);
            if (!row->text("required"_L1).isEmpty())
                settled.insert(name);
        }
    for (qsizetype i = 0; i < steps.size(); ++i)
        for (const RuleRow *row : rules.table("fields"_L1).where("action"_L1, steps[i].action->text("action"_L1)))
            if (const QString field = row->text("field"_L1); asker.value(steps[i].names.value(field), -1) == i)
                steps[i].asks << field;
}

// The part of the one form that a step asks for.
QJsonObject dataFor(const QJsonObject &given, const FastStep &step)
{
    QJsonObject data;
    for (auto it = step.names.begin(); it != step.names.end(); ++it)
        if (given.contains(it.value()))
            data.insert(it.key(), given.value(it.value()));
    return data;
}

// A step of the ending counts as filled in when something is given that only it must have; a box left unticked is
// nothing.
bool isFilledIn(const RuleSet &rules, const QJsonObject &given, const FastStep &step)
{
    const auto rows = rules.table("fields"_L1).where("action"_L1, step.action->text("action"_L1));
    return std::ranges::any_of(rows, [&](const RuleRow *row) {
        return row->text("required"_L1) == "1"_L1 && row->text("type"_L1) != "bool"_L1 &&
               given.contains(step.names.value(row->text("field"_L1)));
    });
}

// The ordinary next step of the matter, whoever may take it.
QString nextAction(const RuleSet &rules, const Row &matter)
{
    const auto fact = [&matter](const QString &name) {
        const QByteArray column = name.toLatin1();
        const QLatin1StringView field(column);
        return matter.entity().field(field) ? matter.value(field) : QVariant();
    };
    for (const RuleRow &row : rules.table("steps"_L1).rows())
        if (row.text("machine"_L1) == "matter"_L1 && row.expression("when"_L1).matches(fact))
            return row.text("action"_L1);
    return {};
}

class Walk {
public:
    explicit Walk(ActionContext &context)
        : m_context(context)
        , m_given(context.data.toJson())
    {
    }

    Result<> go()
    {
        if (const auto begun = begin(); !begun)
            return begun;
        const QList<FastStep> steps = fastSteps(m_context.rules, {matter().text("state"_L1)});
        for (;;) {
            const QString next = nextAction(m_context.rules, matter());
            const auto step =
                std::ranges::find_if(steps, [&](const FastStep &one) { return one.action->text("action"_L1) == next; });
            if (step == steps.end() || m_taken.contains(next) ||
                (!step->needed && !isFilledIn(m_context.rules, m_given, *step)))
                break;
            if (const auto taken = take(*step, next); !taken)
                return taken;
        }
        return arrived();
    }

private:
    [[nodiscard]] Row matter() const { return *m_context.tx.find(matterEntity(), m_matter); }

    // The matter that stands already, the visit that it comes from, or a new one.
    Result<> begin()
    {
        const Fields &data = m_context.data;
        if (data.has("matter"_L1)) {
            m_matter = data.uuid("matter"_L1);
            return {};
        }
        const QString name = data.has("visit"_L1) ? openingOfVisit : registration;
        const FastStep step = stepOf(m_context.rules, name, true);
        QJsonObject given = dataFor(m_given, step);
        if (data.has("visit"_L1))
            given.insert(u"visit"_s, idText(data.uuid("visit"_L1)));
        const auto made = run(step, given);
        if (!made)
            return fail(made.error());
        m_matter = data.has("visit"_L1) ? QUuid::fromString(made->extra.value("matter"_L1).toString()) : made->id;
        return {};
    }

    Result<> take(const FastStep &step, const QString &name)
    {
        QJsonObject data = dataFor(m_given, step);
        data.insert(u"matter"_s, idText(m_matter));
        m_taken << name;
        if (const auto done = run(step, data); !done)
            return fail(done.error());
        m_moved = m_moved || step.needed;
        return checkLevel(step);
    }

    // Each step speaks for itself: its sentence, its rule and its field, and which step it was.
    Result<ActionOutcome> run(const FastStep &step, const QJsonObject &data)
    {
        const QString id = step.action->text("id"_L1);
        auto done = m_context.run(step.action->text("action"_L1), data);
        if (!done) {
            Error error = done.error();
            error.message = FastPath::tr("Step \"%1\" (%2): %3 Nothing of the form was written.")
                                .arg(step.action->word(), id, error.message);
            error.field = step.names.value(error.field, error.field);
            if (error.rule.isEmpty())
                error.rule = id;
            return fail(std::move(error));
        }
        m_context.outcome.clocks += done->clocks;
        m_context.outcome.warnings += done->warnings;
        m_ids << id;
        return done;
    }

    // Only what is none or yellow is simple (domain.md 2.3); what is higher takes its time and its director.
    Result<> checkLevel(const FastStep &step)
    {
        const Row row = matter();
        const QString level = row.text(row.isNull("level"_L1) ? "suggested_level"_L1 : "level"_L1);
        const QStringList simple = settingWords(m_context.rules, "fast_path_levels"_L1);
        if (level.isEmpty() || simple.contains(level))
            return {};
        QStringList words;
        for (const QString &code : simple)
            words << m_context.rules.word("level"_L1, code);
        return fail(
            ErrorKind::Forbidden, u"fast_path.level"_s,
            FastPath::tr("Step \"%1\" (%2): the assessment comes to \"%3\"; only a matter of level %4 is settled "
                         "by one form. Nothing was written.")
                .arg(step.action->word(), step.action->text("id"_L1), m_context.rules.word("level"_L1, level),
                     joinedWords(words)),
            {}, m_context.ruleId());
    }

    Result<> arrived()
    {
        const auto left = fastSteps(m_context.rules, {matter().text("state"_L1)});
        if (!m_moved || std::ranges::any_of(left, &FastStep::needed))
            return notSimple();
        const Row row = matter();
        ActionOutcome &outcome = m_context.outcome;
        outcome.id = row.id();
        outcome.kind = QString(row.entity().name);
        outcome.number = row.text("number"_L1);
        outcome.state = row.text("state"_L1);
        outcome.extra.insert(u"steps"_s, QJsonArray::fromStringList(m_ids));
        outcome.extra.insert(u"matter"_s, idText(m_matter));
        outcome.extra.insert(u"level"_s, row.text("level"_L1));
        return {};
    }

    Result<> notSimple()
    {
        const RuleRow *next = actionOf(m_context.rules, nextAction(m_context.rules, matter()));
        return fail(ErrorKind::Forbidden, u"fast_path.not_simple"_s,
                    FastPath::tr("This matter is not settled by one form: what comes next is \"%1\". Nothing was "
                                 "written.")
                        .arg(next ? next->word() : matter().text("state"_L1)),
                    {}, m_context.ruleId());
    }

    ActionContext &m_context;
    QJsonObject m_given;
    QUuid m_matter;
    QStringList m_taken;  // actions
    QStringList m_ids;    // what the history calls them
    bool m_moved = false; // a step that is needed was taken
};

} // namespace

QList<FastStep> fastSteps(const RuleSet &rules, const FastStart &start)
{
    QList<FastStep> steps;
    QString at = start.state;
    if (at.isEmpty()) {
        steps << stepOf(rules, start.visit ? openingOfVisit : registration, true);
        at = actionOf(rules, registration)->text("to"_L1);
    }
    for (const auto &[setting, needed] :
         {std::pair{"fast_path_steps"_L1, true}, std::pair{"fast_path_ending"_L1, false}})
        for (const QStringList names = settingWords(rules, setting); const QString &name : names) {
            if (!startsFrom(rules, names.sliced(names.indexOf(name)), at))
                continue;
            steps << stepOf(rules, name, needed);
            if (const QString to = actionOf(rules, name)->text("to"_L1); to != "-"_L1)
                at = to;
        }
    shareOut(rules, steps);
    return steps;
}

bool mayTakeFastPath(const RuleSet &rules, const Actor &actor, const FastStart &start)
{
    const QList<FastStep> steps = fastSteps(rules, start);
    const auto may = [&actor](const FastStep &step) {
        const QStringList who = step.action->list("who"_L1);
        return !step.needed ||
               std::ranges::any_of(who, [&](const QString &role) { return actor.roles.contains(role); });
    };
    return std::ranges::any_of(steps, &FastStep::needed) && std::ranges::all_of(steps, may);
}

Result<> takeFastPath(ActionContext &context)
{
    return Walk(context).go();
}

} // namespace fengqiao
