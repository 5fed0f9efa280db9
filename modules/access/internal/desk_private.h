#pragma once

#include <access/desk.h>

#include "action_service.h"
#include "audit.h"

namespace fengqiao {

struct Desk::Private {
    Private(QString path, std::shared_ptr<Clock> time, QList<Module> modules)
        : file(std::move(path))
        , clock(std::move(time))
        , service(std::move(modules))
    {
    }

    // As the person at this desk, or (demo) as the one of that login.
    [[nodiscard]] QFuture<Result<ActionOutcome>> post(const QString &login, ActionRequest request);

    // What one attempt leaves to be done after its transaction.
    struct Attempt {
        std::optional<ActionOutcome> tried;      // the answer of a dry run
        std::shared_ptr<const RuleBundle> rules; // loaded by it, in force from the commit on
        std::optional<AuditEntry> refused;
    };

    [[nodiscard]] Result<ActionOutcome> perform(Writer &tx, const QString &login, const ActionRequest &request,
                                                Attempt &attempt);

    // The actor as the file knows it now. Writer thread.
    [[nodiscard]] Result<Actor> current(Reader &reader) { return service.actorById(reader, actor.id.value); }

    [[nodiscard]] Result<bool> hasActive(const QString &role);
    [[nodiscard]] Result<> putSlot(const QString &login, const Secret &password);
    [[nodiscard]] Result<> makeFirstSecurityAccount(const NewCounty::SeedAccount &account, const Secret &password);
    void audit(const QString &action, const QString &login);

    const QString file;
    const std::shared_ptr<Clock> clock;
    ActionService service;
    Secret key;
    Actor actor;
    std::unique_ptr<Store> store;                  // its threads end before what they use
    std::vector<std::shared_ptr<void>> companions; // of the modules; last: they use the store
};

} // namespace fengqiao
