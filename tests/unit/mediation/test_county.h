#pragma once

#include <QTemporaryDir>

#include <access/desk.h>
#include <access/entities.h>
#include <mediation/mediation.h>

namespace fengqiao {

// The demo county 清水县 in a temporary folder, with the modules up to this floor (and those above it that a test of a
// higher floor adds) and a fixed clock.
class TestCounty {
public:
    explicit TestCounty(const QList<Module> &above = {}); // check `desk` afterwards; `problem` says what went wrong

    QTemporaryDir folder;
    std::shared_ptr<FixedClock> clock;
    std::unique_ptr<Desk> desk;
    QString problem;

    void at(const QString &local); // "2026-09-14 10:30"
    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data);
    [[nodiscard]] std::optional<Row> matter(QUuid id);
    [[nodiscard]] Actor actor(const QString &login);
    [[nodiscard]] QString room(const QString &kind); // the id of a demo room of this kind

    // fn: T(ReadContext &), as the person of this login.
    template <typename F> auto read(const QString &login, F fn)
    {
        const Actor who = actor(login);
        using T = std::invoke_result_t<F, ReadContext &>;
        auto future = desk->store().read([&, this](Reader &reader) -> Result<T> {
            ReadContext context(reader, who, *desk->rules(), desk->calendar(), clock->now(), &desk->fieldRules(),
                                &desk->store().schema());
            return fn(context);
        });
        return future.result().value();
    }

    // A matter registered by the window, with two parties.
    Result<ActionOutcome> registerMatter(const QJsonObject &more = {});
};

// A party that is a person.
[[nodiscard]] QJsonObject party(const QString &name, const QString &side, const QJsonObject &more = {});

} // namespace fengqiao
