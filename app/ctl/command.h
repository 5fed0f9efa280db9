#pragma once

#include <QCommandLineParser>
#include <QStringList>
#include <functional>
#include <memory>

#include <access/desk.h>

#include "console.h"

namespace fengqiao {

// One call of the program: what stands behind the command's name.
struct Invocation {
    const QCommandLineParser &options;
    QStringList arguments; // positional, without the command
    Console console{false};

    [[nodiscard]] QString value(QLatin1StringView option) const { return options.value(QString(option)); }

    [[nodiscard]] bool isSet(QLatin1StringView option) const { return options.isSet(QString(option)); }

    // The county file named first, opened as --as (FENGQIAO_ACCOUNT, else "admin").
    [[nodiscard]] Result<std::unique_ptr<Desk>> open(std::shared_ptr<Clock> clock = {}) const;
    [[nodiscard]] Result<std::unique_ptr<Desk>> openFile(const QString &file, std::shared_ptr<Clock> clock = {}) const;
    // Another secret than the one that opens the file, e.g. the first password of a new account.
    [[nodiscard]] Result<Secret> newPassword() const;
};

struct Command {
    QString name;
    QString synopsis; // what stands behind the name in --help
    QString summary;
    qsizetype leastArguments = 1;
    qsizetype mostArguments = 1;
    QList<QCommandLineOption> options;
    std::function<Exit(Invocation &)> run;
};

[[nodiscard]] QList<Command> fileCommands();     // init, verify, backup, restore
[[nodiscard]] QList<Command> accountCommands();  // account
[[nodiscard]] QList<Command> writeCommands();    // apply
[[nodiscard]] QList<Command> readCommands();     // actions, show, list, search
[[nodiscard]] QList<Command> importCommands();   // import
[[nodiscard]] QList<Command> exportCommands();   // export
[[nodiscard]] QList<Command> reportCommands();   // report, recompute
[[nodiscard]] QList<Command> metricCommands();   // metric
[[nodiscard]] QList<Command> wallCommands();     // wall
[[nodiscard]] QList<Command> documentCommands(); // document, dossier
[[nodiscard]] QList<Command> serverCommands();   // server
[[nodiscard]] QList<Command> syncCommands();     // sync
[[nodiscard]] QList<Command> vanCommands();      // van
[[nodiscard]] QList<Command> gridCommands();     // lint
[[nodiscard]] QList<Command> boardCommands();    // warnings, appraisal, index

// Runs one read of `desk` and waits for it: the command line has no event loop to keep alive.
template <typename F> [[nodiscard]] auto readNow(Desk &desk, F fn)
{
    return desk.read(std::move(fn)).result();
}

} // namespace fengqiao
