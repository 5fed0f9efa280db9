#pragma once

#include <QJsonObject>
#include <QStringList>
#include <functional>

#include <access/actor.h>
#include <access/fields.h>
#include <core/calendar.h>
#include <store/session.h>

namespace fengqiao {

// What a clock looks like in an answer (contract.md `apply`).
struct ClockNote {
    QString code;
    Instant started;
    Instant rawDue;
    Instant due;
    bool provisional = false;
};

struct ActionRequest {
    QString action; // a row of rule table `actions`
    QString key;    // makes a repeat harmless: the first answer is given again; empty = no such promise
    QJsonObject data;
    std::optional<Instant> at; // demo and test files only
    bool dryRun = false;       // checks everything, answers as if it had been done, writes nothing
};

struct ActionOutcome {
    QUuid id;     // of the record made or changed
    QString kind; // its entity
    QString number;
    QString state;
    QList<ClockNote> clocks;
    QStringList warnings;
    QJsonObject extra; // what only this action answers (a triage reason, a score card)
    [[nodiscard]] QJsonObject toJson(const QString &key) const;
    [[nodiscard]] static ActionOutcome fromJson(const QJsonObject &json);
};

[[nodiscard]] QJsonObject errorJson(const QString &key, const Error &error);

class ActionService;

// Everything one action needs while it runs, inside one transaction on the writer thread.
class ActionContext {
public:
    Writer &tx;
    const Actor &actor;
    const RuleSet &rules;
    const WorkCalendar &calendar;
    const RuleRow &spec; // the row of `actions`
    const Fields &data;
    Row *subject = nullptr;     // the record of the machine it acts on; null for actions that make one
    Row *parent = nullptr;      // the record that one of a machine with a parent belongs to; changes are stored with it
    std::optional<Row> created; // set by the handler of an action that makes a machine's record (state still empty)
    ActionOutcome outcome;

    [[nodiscard]] Instant now() const { return tx.now(); }

    [[nodiscard]] QString action() const { return spec.text(QLatin1StringView("action")); }

    [[nodiscard]] QString ruleId() const { return spec.text(QLatin1StringView("id")); }

    // Another action inside this transaction (open_matter fires register_matter): same checks, own history and audit
    // row.
    [[nodiscard]] Result<ActionOutcome> run(const QString &action, const QJsonObject &data);
    // The same as role SYS: reminders and computed steps, never a decision (R12). The account stays in the history.
    [[nodiscard]] Result<ActionOutcome> runAsSystem(const QString &action, const QJsonObject &data);

    void warn(const QString &sentence) { outcome.warnings << sentence; }

    ActionContext(ActionService &service, Writer &writer, const Actor &who, const RuleSet &ruleSet,
                  const WorkCalendar &days, const RuleRow &row, const Fields &fields)
        : tx(writer)
        , actor(who)
        , rules(ruleSet)
        , calendar(days)
        , spec(row)
        , data(fields)
        , m_service(service)
    {
    }

private:
    ActionService &m_service;
};

// What a module adds to an action besides the table: writes its domain rows. The engine does the rest.
using ActionHandler = std::function<Result<>(ActionContext &)>;

// A kind of record that moves through states by transitions (visit, matter, whistle). The entity has the field state
// (Code), mostly number (Text) and org (Code: the division that owns it). One with a parent ("matter") belongs to a
// record of that machine, named by the field of that name: who may not act on the parent cannot begin one, the parent's
// seal holds for it, and what happens to it stands in the parent's history too.
struct Machine {
    QString name; // "visit"
    const Entity *entity = nullptr;
    std::function<bool(Reader &, const Row &, const Actor &)> owns; // "O own/assigned" of the permission matrix
    std::function<bool(const Row &)> restricted;                    // sealed: domestic violence, minors (may be null)
    // Values for guards beyond the record's own fields, data.*, role and now (may be null).
    std::function<QVariant(ActionContext &, const QString &name)> lookup;
    QString parent{}; // machine of the record that it belongs to, or empty
};

} // namespace fengqiao
