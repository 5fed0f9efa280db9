#pragma once

#include <atomic>

#include <store/store.h>

#include "file_lock.h"
#include "writer_thread.h"

namespace fengqiao {

struct Store::Private {
    Private(QString file, Schema description, Secret dataKey, std::shared_ptr<const Clock> time,
            std::unique_ptr<FileLock> fileLock)
        : path(std::move(file))
        , schema(std::move(description))
        , key(std::move(dataKey))
        , clock(std::move(time))
        , lock(std::move(fileLock))
    {
    }

    const QString path;
    const Schema schema;
    const Secret key; // for connections opened later: backup, integrity
    const std::shared_ptr<const Clock> clock;
    const std::unique_ptr<FileLock> lock; // goes after the connections below
    StoreIdentity identity;
    std::shared_ptr<std::atomic_int> bulkDepth = std::make_shared<std::atomic_int>(0);
    std::unique_ptr<ReaderPool> readers;
    std::shared_ptr<WriterThread> writer;
};

} // namespace fengqiao
