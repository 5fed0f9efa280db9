#pragma once

#include <QObject>
#include <QUuid>

#include <access/desk.h>
#include <widgets/action_form.h>
#include <widgets/command_palette.h>

namespace fengqiao {

// The actions of the rule tables as commands: what this person may take, on the record that is in front, and why not.
class ActionCommands : public QObject {
    Q_OBJECT

public:
    ActionCommands(Desk &desk, ReferenceProvider *references, QWidget *window);

    // The record in front, of a machine (visit, matter); null if none.
    void setSubject(const QString &machine, QUuid id);

    [[nodiscard]] QUuid subject(const QString &machine) const { return m_subjects.value(machine).id; }

    [[nodiscard]] QList<Command> commands() const;
    // Opens the form of the action; `over` = the window it belongs to, the main one if null.
    void start(const QString &action, QWidget *over = nullptr);

Q_SIGNALS:
    // On the record in front: its panel knows what the form can be filled with.
    void panelWanted(const QString &machine, const QString &action);
    void acted(const QString &action, const fengqiao::ActionOutcome &outcome);

private:
    struct Subject {
        QUuid id;
        QString number;
        QList<Desk::Offer> offers;
    };

    void readSubject(const QString &machine);
    [[nodiscard]] Command command(const RuleRow &action) const;
    [[nodiscard]] QString recordOf(const RuleRow &action) const;
    [[nodiscard]] bool standsOnCard(const RuleRow &action) const;
    Desk &m_desk;
    ReferenceProvider *m_references;
    QWidget *m_window;
    QHash<QString, Subject> m_subjects;
};

} // namespace fengqiao
