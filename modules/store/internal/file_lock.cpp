#include "file_lock.h"

#include <store/store.h>

#include <QFileInfo>

#include <sqlcipher/sqlite3.h>

#include "connection.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

QString FileLock::pathFor(const QString &path)
{
    // Two names of one file (a link) must meet at one lock.
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return (canonical.isEmpty() ? path : canonical) + u".lock"_s;
}

Result<std::unique_ptr<FileLock>> FileLock::take(const QString &path)
{
    sqlite3 *handle = nullptr;
    int code = sqlite3_open_v2(pathFor(path).toUtf8().constData(), &handle,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK)
        return std::unique_ptr<FileLock>(new FileLock(handle));
    sqlite3_close_v2(handle);
    return fail(storeError(code == SQLITE_BUSY ? StoreTrouble::Locked : StoreTrouble::Disk, path));
}

FileLock::~FileLock()
{
    sqlite3_close_v2(m_handle);
}

Result<std::shared_ptr<void>> Store::reserve(const QString &path)
{
    Result<std::unique_ptr<FileLock>> lock = FileLock::take(path);
    if (!lock)
        return fail(lock.error());
    return std::shared_ptr<void>(std::move(*lock));
}

} // namespace fengqiao
