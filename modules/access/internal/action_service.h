#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include <access/desk.h>

#include "field_catalogue.h"

namespace fengqiao {

// One guard of rule table `guards`.
struct GuardSpec {
    QString code; // "<machine>.<guard>"
    const RuleRow *row = nullptr;
    const Expression *when = nullptr;
    const Expression *must = nullptr;
};

// A field of the action that is copied into a column of its record.
struct CopySpec {
    QLatin1StringView column;
    QByteArray field;
};

// One row of rule table `actions`, ready to run.
struct ActionSpec {
    const RuleRow *row = nullptr;
    QString name;
    QString id;
    QString subject; // machine, or what the action makes: prefix of its error codes
    QString to;      // empty = unchanged
    QStringList from;
    QStringList who;
    QString permission;
    QHash<QString, QChar> letters; // of the matrix, by role
    QList<GuardSpec> guards;
    QList<CopySpec> copies;
    const Machine *machine = nullptr; // null for "-"
    const Machine *parent = nullptr;  // of the machine, if it has one
    const ActionHandler *handler = nullptr;
    bool makes = false; // begins a machine's record: from "-"
};

// Rules, calendar and what is compiled from them: immutable, shared between threads. A new rule set makes a new bundle;
// old ones stay until the desk closes, so that nobody holds a row that is gone.
struct RuleBundle {
    RuleBundle(Rules ruleSet, WorkCalendar days, const QList<Module> &modules);

    Rules rules;
    WorkCalendar calendar;
    FieldRules fields;
    QHash<QString, ActionSpec> actions;
    [[nodiscard]] const ActionSpec *find(const QString &action) const;
    [[nodiscard]] QChar letter(const QString &permission, const QString &role) const;

private:
    [[nodiscard]] ActionSpec compile(const RuleRow &row, const QHash<QString, const Machine *> &machines,
                                     const QHash<QString, const ActionHandler *> &handlers) const;
};

// The engine of actions. perform() and run() belong to the writer thread; the rest may be called from anywhere.
class ActionService {
public:
    explicit ActionService(QList<Module> modules);

    [[nodiscard]] const QList<Module> &modules() const { return m_modules; }

    [[nodiscard]] const RecordKind *kind(const QString &name) const { return m_kinds.value(name); }

    [[nodiscard]] const RuleBundle &bundle() const { return *m_current.load(std::memory_order_acquire); }

    void publish(std::shared_ptr<const RuleBundle> bundle);

    // Writer thread: rules that an action loaded. Whoever carries the action out takes them and publishes them when it
    // is committed.
    void propose(std::shared_ptr<const RuleBundle> bundle) { m_proposed = std::move(bundle); }

    [[nodiscard]] std::shared_ptr<const RuleBundle> takeProposed() { return std::exchange(m_proposed, nullptr); }

    [[nodiscard]] Result<ActionOutcome> perform(Writer &tx, const Actor &actor, const ActionRequest &request);
    [[nodiscard]] Result<ActionOutcome> run(Writer &tx, const Actor &actor, const QString &action,
                                            const QJsonObject &data);
    // "$key" of an earlier action, an id, or a number as people write it. Code "<kind>.not_found".
    [[nodiscard]] Result<QUuid> resolve(Reader &reader, const QString &kind, const QString &text) const;
    // The account as it is now: roles may have changed since it signed in. Codes "account.unknown", "account.disabled".
    [[nodiscard]] Result<Actor> actorByLogin(Reader &reader, const QString &login);
    [[nodiscard]] Result<Actor> actorById(Reader &reader, QUuid id);

    void forgetAccounts() { m_actors.clear(); }

private:
    [[nodiscard]] Result<ActionOutcome> performOnce(Writer &tx, const Actor &actor, const ActionSpec &spec,
                                                    const ActionRequest &request);
    [[nodiscard]] Result<ActionOutcome> runSpec(Writer &tx, const Actor &actor, const ActionSpec &spec,
                                                const QJsonObject &data);
    [[nodiscard]] Result<QString> admit(ActionContext &context, const ActionSpec &spec) const;
    [[nodiscard]] Result<> transition(ActionContext &context, const ActionSpec &spec, const QString &role,
                                      const QJsonObject &data);
    void finish(ActionContext &context, const RuleBundle &rules, const ActionSpec &spec, const QString &role,
                const QJsonObject &data);
    [[nodiscard]] Result<std::optional<Row>> loadSubject(Reader &reader, const ActionSpec &spec,
                                                         const Fields &data) const;
    [[nodiscard]] Result<std::optional<Row>> loadParent(Reader &reader, const ActionSpec &spec, const Fields &data,
                                                        const Row *subject) const;
    [[nodiscard]] Result<QString> roleFor(ActionContext &context, const ActionSpec &spec) const;
    [[nodiscard]] Result<> checkRestricted(ActionContext &context, const ActionSpec &spec) const;
    [[nodiscard]] Result<> checkGuards(ActionContext &context, const ActionSpec &spec) const;

    QList<Module> m_modules;
    QHash<QString, const RecordKind *> m_kinds;
    std::atomic<const RuleBundle *> m_current = nullptr;
    std::mutex m_bundlesMutex; // of the next
    std::vector<std::shared_ptr<const RuleBundle>> m_bundles;
    std::shared_ptr<const RuleBundle> m_proposed;
    QHash<QString, Actor> m_actors; // writer thread: active accounts by login and by id
    QSet<QUuid> m_made;             // writer thread: records that this transaction began
    int m_depth = 0;
};

// Sentences and checks of the transition table (transition.cpp).
[[nodiscard]] std::unexpected<Error> actionUnknown(const QString &action);
[[nodiscard]] Result<> checkRole(const RuleBundle &bundle, const ActionSpec &spec, const QSet<QString> &roles);
[[nodiscard]] Result<> checkState(const RuleBundle &bundle, const ActionSpec &spec, const Row &subject);
[[nodiscard]] QString stateText(const RuleSet &rules, const QString &state);
[[nodiscard]] std::unexpected<Error> notFound(const QString &kind, const QString &text);

} // namespace fengqiao
