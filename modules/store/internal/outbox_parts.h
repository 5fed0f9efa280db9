#pragma once

#include <QByteArray>
#include <QList>

#include <store/session.h>

namespace fengqiao {

// No more than this in one entry of the log, so that one never fills more than a message of a mebibyte (sync.md 2.4),
// however much of it must be escaped on the way.
inline constexpr qsizetype mostEntryBytes = 512 * 1024;

// The operations of one transaction ("{..},{..}") as they go into the log: almost always one entry. An import of many
// thousand rows would be one of many megabytes, which held the counter of its centre for as long; its new rows that a
// batch brought (entities with a field `batch`) follow in entries of their own behind everything else, the batch's row
// among it. All entries are of one commit here; the server takes each as a change of its own. A transaction that does
// more to such a row than bring it stays whole.
[[nodiscard]] QList<QByteArray> outboxParts(QByteArray &&ops, const ChangeSet &changes);

} // namespace fengqiao
