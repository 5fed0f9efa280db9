#include "event_actions.h"

#include <widgets/action_dialog.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

EventActions::EventActions(Desk &desk, QWidget *panel)
    : QObject(panel)
    , m_desk(desk)
    , m_panel(panel)
    , m_references(desk)
{
}

// What the record says already and the action asks again: kind and text to be corrected, never who does it or why.
QJsonObject EventActions::known(const QString &action, const EventView &event) const
{
    static const QSet<QString> corrected{u"kind"_s, u"text"_s, u"place"_s};
    QJsonObject values;
    for (const RuleRow *rule : m_desk.rules()->table("fields"_L1).where("action"_L1, action)) {
        const QString name = rule->text("field"_L1);
        if (!corrected.contains(name) || rule->text("column"_L1) != name)
            continue;
        const QByteArray column = name.toLatin1();
        const QString shown = name == "text"_L1    ? event.text
                              : name == "place"_L1 ? QString() // shown masked: writing it back would lose it
                                                   : event.row->text(QLatin1StringView(column));
        if (!shown.isEmpty())
            values.insert(name, shown);
    }
    return values;
}

void EventActions::start(const QString &action, const EventView &event, const QJsonObject &values)
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    if (!row || !event.row)
        return;
    auto *dialog = new ActionDialog(
        FormContext::of(m_desk, &m_references),
        [this](ActionRequest request) { return m_desk.submit(std::move(request)); }, action, m_panel);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject({{u"event"_s, idText(event.row->id())}});
    dialog->setSubtitle(joinedParts({event.row->text("number"_L1), event.kindWord, event.gridPlace}));
    dialog->form()->setHidden({u"longitude"_s, u"latitude"_s, u"datum"_s}); // are picked, not typed
    QJsonObject given = known(action, event);
    for (auto it = values.begin(); it != values.end(); ++it)
        given.insert(it.key(), it.value());
    dialog->form()->setValues(given);
    connect(dialog, &ActionDialog::acted, this, [this, action, word = row->word()](const ActionOutcome &outcome) {
        QStringList lines{outcome.number.isEmpty() ? tr("%1: done.").arg(word)
                                                   : tr("%1: %2 is done.").arg(word, outcome.number)};
        lines << outcome.warnings;
        Toast::show(m_panel, lines.join(u'\n'));
        Q_EMIT acted(action, outcome);
    });
    dialog->open();
}

} // namespace fengqiao
