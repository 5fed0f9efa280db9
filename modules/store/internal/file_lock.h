#pragma once

#include <QString>
#include <memory>

#include <core/error.h>

struct sqlite3;

namespace fengqiao {

// Keeps a county file to one program: an exclusive lock of the operating system on the empty file `x.fengqiao.lock`,
// taken through SQLite, which knows how to on every platform and within one process. The system drops it when the
// process dies, however it dies, so a lock is never left behind.
class FileLock {
public:
    [[nodiscard]] static Result<std::unique_ptr<FileLock>> take(const QString &path);
    [[nodiscard]] static QString pathFor(const QString &path);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    explicit FileLock(sqlite3 *handle)
        : m_handle(handle)
    {
    }

    sqlite3 *m_handle;
};

} // namespace fengqiao
