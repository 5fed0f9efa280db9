#pragma once

#include <QMap>

#include <store/store.h>

namespace fengqiao {

class ReaderPool; // internal

// What a fenced connection may read: columns by table, spelt as in the file. Everything else of the file is closed to
// it.
using Fence = QMap<QString, QStringList>;

// A connection of its own to a county file that is open, for what must not be able to read more than it shows (the wall
// in a public hall, R9). SQLite itself asks for leave at every table and column of every statement while it is
// prepared, so no SQL, however it is written, reads a column that the fence does not name; writing, attaching, pragmas,
// table-valued functions and views of the schema are refused as well. Goes before its store.
class FencedStore {
public:
    // Codes as of Store::open.
    [[nodiscard]] static Result<std::unique_ptr<FencedStore>> open(const Store &store, Fence fence);
    ~FencedStore(); // waits for what was posted
    FencedStore(const FencedStore &) = delete;
    FencedStore &operator=(const FencedStore &) = delete;

    [[nodiscard]] const Fence &fence() const { return *m_fence; }

    // As Store::read; a statement beyond the fence is the error "store.fenced" (NotPermitted).
    template <typename F> [[nodiscard]] auto read(F fn) -> QFuture<std::invoke_result_t<F, Reader &>>
    {
        using R = std::invoke_result_t<F, Reader &>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        auto future = promise->future();
        post(Store::ReadJob{[fn = std::move(fn), promise](Reader &reader) mutable {
                                promise->addResult(fn(reader));
                                promise->finish();
                            },
                            [promise](Error error) {
                                promise->addResult(R(std::unexpected(std::move(error))));
                                promise->finish();
                            }});
        return future;
    }

private:
    explicit FencedStore(std::unique_ptr<const Fence> fence);
    void post(Store::ReadJob job);
    std::unique_ptr<const Fence> m_fence; // SQLite keeps its address: goes last
    std::unique_ptr<ReaderPool> m_pool;
};

} // namespace fengqiao
