#include <QCoreApplication>

#include <core/locale.h>

#include "action_service.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Transitions {
    Q_DECLARE_TR_FUNCTIONS(Transitions)
};

// The names of a guard: data.<field>, the record's own fields (money in fen, as in all tables), role, now, today,
// setting.<key>, and what the machine offers.
class GuardNames {
public:
    GuardNames(ActionContext &context, const Machine *machine)
        : m_context(context)
        , m_machine(machine)
    {
    }

    QVariant operator()(const QString &name) const
    {
        if (name == "role"_L1)
            return QStringList(m_context.actor.roles.cbegin(), m_context.actor.roles.cend());
        if (name == "now"_L1)
            return m_context.now().ms;
        if (name == "today"_L1)
            return m_context.now().localDate();
        const QByteArray latin = name.toLatin1();
        if (name.startsWith("data."_L1))
            return m_context.data.value(QLatin1StringView(latin).sliced(5));
        if (name.startsWith("setting."_L1))
            return m_context.rules.setting(QLatin1StringView(latin).sliced(8));
        if (m_context.subject && m_context.subject->entity().field(QLatin1StringView(latin)))
            return m_context.subject->value(QLatin1StringView(latin));
        if (m_context.parent)
            if (const auto value = parentValue(latin); value.isValid())
                return value;
        return m_machine && m_machine->lookup ? m_machine->lookup(m_context, name) : QVariant();
    }

private:
    // "matter.level" of a whistle: the field of the record that it belongs to.
    [[nodiscard]] QVariant parentValue(const QByteArray &name) const
    {
        const Entity &entity = m_context.parent->entity();
        const QByteArray prefix = QByteArray(entity.name.data(), entity.name.size()) + '.';
        if (!name.startsWith(prefix))
            return {};
        const QLatin1StringView field = QLatin1StringView(name).sliced(prefix.size());
        return entity.field(field) ? m_context.parent->value(field) : QVariant();
    }

    ActionContext &m_context;
    const Machine *m_machine;
};

// What the rights to act hang on: the record itself, or for one that begins now the record it belongs to.
const Row *heldBy(const ActionContext &context)
{
    return context.subject ? context.subject : context.parent;
}

bool inArea(const Actor &actor, const Row &subject)
{
    if (actor.area.isNull())
        return false;
    return !subject.entity().field("org"_L1) || subject.text("org"_L1).startsWith(actor.area.digits());
}

// Whoever owns the parent owns what belongs to it; the machine itself may add others (the unit that is called).
bool owns(ActionContext &context, const ActionSpec &spec)
{
    const auto by = [&context](const Machine *machine, const Row *row) {
        return machine && row && machine->owns && machine->owns(context.tx, *row, context.actor);
    };
    return by(spec.machine, context.subject) || by(spec.parent, context.parent);
}

} // namespace

std::unexpected<Error> actionUnknown(const QString &action)
{
    return fail(ErrorKind::Invalid, u"action.unknown"_s,
                Transitions::tr("There is no action \"%1\"; nothing was done.").arg(action.left(60)), u"action"_s);
}

std::unexpected<Error> notFound(const QString &kind, const QString &text)
{
    return fail(ErrorKind::NotFound, kind % u".not_found",
                Transitions::tr("\"%1\" was not found, or it is not open to you.").arg(text.left(80)), kind);
}

Result<> checkRole(const RuleBundle &bundle, const ActionSpec &spec, const QSet<QString> &roles)
{
    for (const QString &role : spec.who)
        if (roles.contains(role))
            return {};
    QStringList words;
    for (const QString &role : spec.who)
        words << codeWord(*bundle.rules, u"roles"_s, role);
    return fail(ErrorKind::NotPermitted, u"access.role"_s,
                Transitions::tr("\"%1\" is for %2 only (rule %3); nothing was changed.")
                    .arg(spec.row->word(), joinedWords(words), spec.id),
                {}, spec.id);
}

QString stateText(const RuleSet &rules, const QString &state)
{
    return state % u' ' % codeWord(rules, u"states"_s, state);
}

Result<> checkState(const RuleBundle &bundle, const ActionSpec &spec, const Row &subject)
{
    const QString state = subject.text("state"_L1);
    if (spec.from.contains(state))
        return {};
    QStringList possible;
    for (const QString &from : spec.from)
        possible << stateText(*bundle.rules, from);
    const QString number = subject.entity().field("number"_L1) ? subject.text("number"_L1) : subject.id().toString();
    return fail(ErrorKind::Forbidden, spec.machine->name % u".transition_forbidden",
                Transitions::tr("\"%1\" cannot be done: %2 is in state %3; possible from %4 (rule %5).")
                    .arg(spec.row->word(), number, stateText(*bundle.rules, state), joinedWords(possible), spec.id),
                {}, spec.id);
}

// The first role, in the order of the table, that may act on this record: A in its area, O on its own; where the matrix
// and the transition's `who` differ, the transition wins and means "own" (domain.md 4.4).
Result<QString> ActionService::roleFor(ActionContext &context, const ActionSpec &spec) const
{
    std::optional<bool> own;
    const Row *held = heldBy(context);
    for (const QString &role : spec.who) {
        if (!context.actor.roles.contains(role))
            continue;
        if (!held || role == systemRole || m_made.contains(held->id()))
            return role;
        if (spec.letters.value(role, u'-') == u'A') {
            if (inArea(context.actor, *held))
                return role;
            continue;
        }
        if (!own)
            own = owns(context, spec);
        if (*own)
            return role;
    }
    return fail(
        ErrorKind::NotPermitted, u"access.scope"_s,
        Transitions::tr("\"%1\" was refused: this record is neither yours nor in your area (rule %2); nothing was "
                        "changed.")
            .arg(spec.row->word(), spec.id),
        {}, spec.id);
}

// Sealed records (domestic violence, minors) are for those whom the matrix names, whatever else they may do.
Result<> ActionService::checkRestricted(ActionContext &context, const ActionSpec &spec) const
{
    const Machine *machine = spec.parent ? spec.parent : spec.machine;
    const Row *sealed = spec.parent ? context.parent : context.subject;
    if (!sealed || !machine->restricted || !machine->restricted(*sealed) || m_made.contains(sealed->id()))
        return {};
    // An emergency: scope was checked, protection does not wait for the seal. What the program reminds of, nobody
    // reads.
    if (spec.row->flag("unsealed"_L1) || context.actor.is(systemRole))
        return {};
    const RuleBundle &rules = bundle();
    for (const QString &role : context.actor.roles) {
        const QChar letter = rules.letter(machine->name % u".read_restricted", role);
        if (letter == u'A' && inArea(context.actor, *sealed))
            return {};
        if ((letter == u'A' || letter == u'O') && owns(context, spec))
            return {};
    }
    return fail(
        ErrorKind::NotPermitted, u"access.restricted"_s,
        Transitions::tr("This record is sealed; only its named handlers may open or change it (rule %1).").arg(spec.id),
        {}, spec.id);
}

Result<> ActionService::checkGuards(ActionContext &context, const ActionSpec &spec) const
{
    const GuardNames names(context, spec.machine);
    for (const GuardSpec &guard : spec.guards)
        if (guard.when->matches(names) && !guard.must->matches(names))
            return fail(ErrorKind::Forbidden, guard.code,
                        Transitions::tr("%1 (rule %2)").arg(guard.row->word(), spec.id), {}, spec.id);
    return {};
}

} // namespace fengqiao
