#include "action_commands.h"

#include <mediation/widgets/desk_files.h>
#include <widgets/action_dialog.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>

#include "perspectives.h"
#include "shortcuts.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// They need more than a form: the unmasking answers with data and is asked for beside the record; a first password is
// never part of an action's data.
bool hasForm(const QString &action)
{
    static const QSet<QString> others{u"unmask"_s, u"approve_account"_s};
    return !others.contains(action);
}

} // namespace

ActionCommands::ActionCommands(Desk &desk, ReferenceProvider *references, QWidget *window)
    : QObject(window)
    , m_desk(desk)
    , m_references(references)
    , m_window(window)
{
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        for (auto it = m_subjects.cbegin(); it != m_subjects.cend(); ++it)
            if (std::ranges::any_of(changes, [&](const Change &change) { return change.id == it->id; }))
                readSubject(it.key());
    });
}

void ActionCommands::setSubject(const QString &machine, QUuid id)
{
    m_subjects[machine] = {id, {}, {}};
    readSubject(machine);
}

void ActionCommands::readSubject(const QString &machine)
{
    const QUuid id = m_subjects.value(machine).id;
    const RecordKind *kind = m_desk.kind(machine);
    if (id.isNull() || !kind)
        return;
    m_desk
        .read([id, kind](ReadContext &context) -> Result<std::optional<Row>> {
            auto row = context.tx.find(*kind->entity, id);
            if (row && !context.maySee(*kind, *row))
                row.reset();
            return row;
        })
        .then(this, [this, machine, id, kind](const Result<std::optional<Row>> &row) {
            Subject &subject = m_subjects[machine];
            if (subject.id != id || !row || !*row)
                return;
            subject.number = (*row)->text(kind->numberField);
            subject.offers = m_desk.offers(machine, **row);
        });
}

Command ActionCommands::command(const RuleRow &action) const
{
    const QString machine = action.text("machine"_L1);
    const QString name = action.text("action"_L1);
    Command command;
    command.id = name;
    command.text = action.word();
    command.english = action.text("en"_L1);
    command.keywords = {action.text("zh"_L1), action.text("id"_L1)};
    command.shortcut = shortcutOf(name);
    command.icon = name.startsWith("emergency"_L1) ? u"siren"_s
                   : name.startsWith("call_"_L1)   ? u"megaphone"_s
                   : machine == "visit"_L1         ? u"ticket"_s
                   : machine == "matter"_L1        ? u"clipboard-list"_s
                   : machine == "event"_L1         ? u"map-pin"_s
                                                   : u"settings"_s;
    const QString record = recordOf(action);
    if (record.isEmpty())
        return command;
    const Subject subject = m_subjects.value(record);
    command.group = subject.number;
    const auto offer = std::ranges::find_if(
        subject.offers, [&](const Desk::Offer &o) { return o.action && o.action->text("action"_L1) == name; });
    command.enabled = offer != subject.offers.end() && offer->allowed;
    if (!command.enabled)
        command.whyNot = offer != subject.offers.end() ? offer->whyNot
                         : record == "visit"_L1        ? tr("Open the visit first.")
                         : record == "event"_L1        ? tr("Open the event first.")
                                                       : tr("Open the matter first.");
    return command;
}

// What must be open for it: the record itself, or the one that it begins something for (a whistle of a matter). Empty =
// nothing.
QString ActionCommands::recordOf(const RuleRow &action) const
{
    const QString machine = action.text("machine"_L1);
    if (machine == "-"_L1)
        return {};
    if (action.text("from"_L1) != "-"_L1)
        return machine;
    const RecordKind *kind = m_desk.kind(machine);
    return kind && kind->parent ? kind->parent->name : QString();
}

// What belongs to a matter is worked on where it stands, on its card.
bool ActionCommands::standsOnCard(const RuleRow &action) const
{
    const RecordKind *kind = m_desk.kind(action.text("machine"_L1));
    return kind && kind->parent && action.text("from"_L1) != "-"_L1;
}

QList<Command> ActionCommands::commands() const
{
    QList<Command> list;
    for (const RuleRow &action : m_desk.rules()->table("actions"_L1).rows())
        if (roleMay(action, m_desk.actor()) && hasForm(action.text("action"_L1)) && !standsOnCard(action))
            list.append(command(action));
    return list;
}

void ActionCommands::start(const QString &action, QWidget *over)
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    if (!row)
        return;
    const QString record = recordOf(*row);
    if (!record.isEmpty() && !over)
        return void(Q_EMIT panelWanted(record, action));
    auto *dialog = new ActionDialog(
        formContextWithFiles(m_desk, m_references),
        [this](ActionRequest request) { return m_desk.submit(std::move(request)); }, action, over ? over : m_window);
    dialog->setProperty("emergency", action.startsWith("emergency"_L1));
    if (!record.isEmpty()) {
        const Subject subject = m_subjects.value(record);
        dialog->setSubject({{record, subject.id.toString(QUuid::WithoutBraces)}});
        dialog->setSubtitle(subject.number);
    }
    const QString word = row->word();
    connect(dialog, &ActionDialog::acted, this, [this, action, word](const ActionOutcome &outcome) {
        Toast::show(m_window, outcome.number.isEmpty() ? tr("%1: done.").arg(word)
                                                       : tr("%1: %2 is done.").arg(word, outcome.number));
        Q_EMIT acted(action, outcome);
    });
    dialog->open();
}

} // namespace fengqiao
