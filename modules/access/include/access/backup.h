#pragma once

#include <QJsonObject>

#include <access/desk.h>

namespace fengqiao {

// A backup is a second encrypted file with the same key slots, and beside it <out>.manifest.json: county, time, number
// of rows a table, head of the audit chain, SHA-256 of the file. Needs permission backup.run; audited. Codes
// "backup.exists", "access.role", "store.disk".
[[nodiscard]] Result<QJsonObject> backupCounty(Desk &desk, const QString &out);

// A backup opened as a desk proves itself: `verify` finds nothing, and it holds what its manifest says. Codes
// "backup.manifest", "backup.damaged".
[[nodiscard]] Result<> proveBackup(Desk &desk, const QString &out);

// Copies a proven backup over `file`. What stood there before is kept beside it under the returned name ("" if nothing
// did); if any step fails, it is back in its place. Codes "store.locked", "store.disk".
[[nodiscard]] Result<QString> putBackupInPlace(const QString &out, const QString &file);

} // namespace fengqiao
