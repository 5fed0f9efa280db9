#pragma once

#include <functional>

#include <sync/van.h>

namespace fengqiao {

// The van's files by their names, for the command line and the window. A file that is written stands under its name
// whole or not at all, and none that is there already is touched.

// Bytes so far, told from the thread that works; false: it is to stop.
using VanProgress = std::function<bool(qint64 bytes)>;

// Codes of packVan, "van.exists", "van.file", "van.stopped" (by `progress`; nothing was written).
[[nodiscard]] Result<VanPacked> packVanFile(SyncEngine &engine, const VanKeys &centre, const QString &path,
                                            qint64 most = usualVanContents, const VanProgress &progress = {});
// Codes of carryVan, "van.exists".
[[nodiscard]] Result<VanCarried> carryVanFile(const ServerAddress &address, const VanKeys &centre, const QString &path,
                                              const QString &receipt, qint64 most = usualVanContents);
// Codes of unpackVan, "van.file".
[[nodiscard]] Result<VanUnpacked> unpackVanFile(SyncEngine &engine, const VanKeys &centre, const QString &receipt);

// What a van would find on this desk.
struct VanWaiting {
    bool joined = false; // else no server knows this desk, and it has nobody to send to
    int desk = 0;
    qint64 changes = 0;
    qint64 contents = 0; // of attachments that the server is not known to have
    qint64 bytes = 0;
};

[[nodiscard]] VanWaiting vanWaiting(Reader &reader);

} // namespace fengqiao
