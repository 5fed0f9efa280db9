#include "action_service.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

RuleBundle::RuleBundle(Rules ruleSet, WorkCalendar days, const QList<Module> &modules)
    : rules(std::move(ruleSet))
    , calendar(std::move(days))
    , fields(rules)
{
    QHash<QString, const Machine *> machines;
    QHash<QString, const ActionHandler *> handlers;
    for (const Module &module : modules) {
        for (const Machine &machine : module.machines)
            machines.insert(machine.name, &machine);
        for (auto it = module.handlers.cbegin(); it != module.handlers.cend(); ++it)
            handlers.insert(it.key(), &*it);
    }
    for (const RuleRow &row : rules->table("actions"_L1).rows()) {
        const QString machine = row.text("machine"_L1);
        // A program without that module does not know its actions.
        if (machine == "-"_L1 || machine.isEmpty() || machines.contains(machine))
            actions.insert(row.text("action"_L1), compile(row, machines, handlers));
    }
}

ActionSpec RuleBundle::compile(const RuleRow &row, const QHash<QString, const Machine *> &machines,
                               const QHash<QString, const ActionHandler *> &handlers) const
{
    const auto given = [&row](QLatin1StringView column) {
        const QString text = row.text(column);
        return text == "-"_L1 ? QString() : text;
    };
    ActionSpec spec;
    spec.row = &row;
    spec.name = row.text("action"_L1);
    spec.id = row.text("id"_L1);
    spec.machine = machines.value(given("machine"_L1));
    if (spec.machine)
        spec.parent = machines.value(spec.machine->parent);
    spec.subject = spec.machine ? spec.machine->name : given("creates"_L1);
    if (spec.subject.isEmpty())
        spec.subject = spec.name;
    spec.to = given("to"_L1);
    spec.from = row.list("from"_L1);
    spec.makes = spec.machine && (spec.from.isEmpty() || spec.from == QStringList{u"-"_s});
    spec.who = row.list("who"_L1);
    spec.permission = given("permission"_L1);
    for (const QString &role : spec.who)
        spec.letters.insert(role, letter(spec.permission, role));
    for (const RuleRow *guard : rules->table("guards"_L1).where("action"_L1, spec.name))
        spec.guards << GuardSpec{spec.subject % u'.' % guard->text("guard"_L1).toLower(), guard,
                                 &guard->expression("when"_L1), &guard->expression("must"_L1)};
    for (const FieldSpec &field : fields.catalogue().of(spec.name).specs) {
        const QByteArray column = field.column.toLatin1();
        const int index =
            spec.machine && !column.isEmpty() ? spec.machine->entity->indexOf(QLatin1StringView(column)) : -1;
        if (index >= 0)
            spec.copies << CopySpec{spec.machine->entity->fields.at(index).name, field.name.toLatin1()};
    }
    spec.handler = handlers.value(spec.name);
    return spec;
}

const ActionSpec *RuleBundle::find(const QString &action) const
{
    const auto it = actions.constFind(action);
    return it == actions.cend() ? nullptr : &*it;
}

QChar RuleBundle::letter(const QString &permission, const QString &role) const
{
    const RuleTable &matrix = rules->table("permissions"_L1);
    const RuleRow *row = permission.isEmpty() ? nullptr : matrix.find(permission);
    const QByteArray column = role.toLatin1();
    if (!row || matrix.columnIndex(QLatin1StringView(column)) < 0)
        return u'-';
    const QString letter = row->text(QLatin1StringView(column));
    return letter.isEmpty() ? QChar(u'-') : letter.front();
}

} // namespace fengqiao
