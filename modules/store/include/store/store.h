#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <functional>
#include <memory>

#include <core/clock.h>
#include <store/key_slots.h>
#include <store/session.h>

namespace fengqiao {

class FileLock; // internal

// A numbered change of the schema that is more than adding a table, column or index (those happen by themselves from
// the entity descriptions). Spells old names literally.
struct Migration {
    int number = 0;
    QString title;
    std::function<void(Writer &)> run;
};

struct Schema {
    static constexpr int version = 1; // of the file; a file with a greater one is refused
    QList<const Entity *> entities{};
    QList<Migration> migrations{}; // numbers up to `version`
};

struct StoreIdentity {
    QString centre; // six digits
    int desk = 1;
    QString kind; // "production", "demo" or "test"
};

// The county's encrypted file: one writer thread with its own connection, a pool of readers, a change feed.
//   Threads: any thread may call read and write; the functions passed run on the writer thread or on a reader thread
//   and must not touch anything that belongs to the caller's thread; continue with QFuture::then(context, ...). Writes
//   run in the order they were posted. The writer takes everything that waits, runs each function in a savepoint of its
//   own and commits once, so many small writes share one flush and a future is finished only after it.
class Store : public QObject {
    Q_OBJECT

public:
    // Codes: "store.exists", "store.missing", "store.locked", "store.wrong_key", "store.damaged", "store.newer",
    // "store.not_encrypted", "store.disk".
    [[nodiscard]] static Result<std::unique_ptr<Store>> create(const QString &path, const Secret &key,
                                                               const Schema &schema, const StoreIdentity &identity,
                                                               std::shared_ptr<const Clock> clock);
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &path, const Secret &key,
                                                             const Schema &schema, std::shared_ptr<const Clock> clock);
    ~Store() override; // waits for what was posted
    // Removes a county file that is not open, with everything SQLite keeps beside it.
    static void discard(const QString &path);

    [[nodiscard]] const QString &path() const;
    [[nodiscard]] const StoreIdentity &identity() const;
    [[nodiscard]] const Schema &schema() const;

    // fn: Result<T>(Writer &). An error result rolls this function's changes back and is returned.
    template <typename F> [[nodiscard]] auto write(F fn) -> QFuture<std::invoke_result_t<F, Writer &>>
    {
        using R = std::invoke_result_t<F, Writer &>;
        auto promise = std::make_shared<QPromise<R>>();
        auto answer = std::make_shared<std::optional<R>>();
        promise->start();
        auto future = promise->future();
        post(WriteJob{[fn = std::move(fn), answer](Writer &writer) mutable -> std::optional<Error> {
                          answer->emplace(fn(writer));
                          if (*answer && answer->value().has_value())
                              return std::nullopt;
                          return answer->value().error();
                      },
                      [promise, answer](std::optional<Error> error) {
                          if (error)
                              promise->addResult(R(std::unexpected(*error)));
                          else
                              promise->addResult(std::move(answer->value()));
                          promise->finish();
                      }});
        return future;
    }

    // fn: Result<T>(Reader &), on one snapshot.
    template <typename F> [[nodiscard]] auto read(F fn) -> QFuture<std::invoke_result_t<F, Reader &>>
    {
        using R = std::invoke_result_t<F, Reader &>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        auto future = promise->future();
        post(ReadJob{[fn = std::move(fn), promise](Reader &reader) mutable {
                         promise->addResult(fn(reader));
                         promise->finish();
                     },
                     [promise](Error error) {
                         promise->addResult(R(std::unexpected(std::move(error))));
                         promise->finish();
                     }});
        return future;
    }

    // Holds a path against every desk, this program's included, until the returned guard goes: for replacing the file.
    // Code "store.locked".
    [[nodiscard]] static Result<std::shared_ptr<void>> reserve(const QString &path);
    // SQLite's own backup interface into a second file encrypted with the same key; `progress` 0..1, return false to
    // stop.
    [[nodiscard]] Result<> backup(const QString &path, const std::function<bool(double)> &progress = {});
    // Integrity of the pages and of every foreign reference between entities; empty if all is well.
    [[nodiscard]] Result<QStringList> integrity();
    // Bulk work: synchronous=NORMAL until the returned guard goes, then a checkpoint.
    [[nodiscard]] std::shared_ptr<void> bulk();

Q_SIGNALS:
    void committed(const fengqiao::ChangeSet &changes); // emitted on the writer thread after the flush

public:
    struct WriteJob {
        std::function<std::optional<Error>(Writer &)> run;
        std::function<void(std::optional<Error>)> finish;
    };

    struct ReadJob {
        std::function<void(Reader &)> run; // finishes the promise; may throw StoreFault before it did
        std::function<void(Error)> fail;
    };

private:
    struct Private;
    explicit Store(std::unique_ptr<Private> data);
    [[nodiscard]] static Result<std::unique_ptr<Store>> openLocked(const QString &path, const Secret &key,
                                                                   const Schema &schema,
                                                                   std::shared_ptr<const Clock> clock,
                                                                   std::unique_ptr<FileLock> lock);
    void post(WriteJob job);
    void post(ReadJob job);
    std::unique_ptr<Private> d;
};

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::ChangeSet)
