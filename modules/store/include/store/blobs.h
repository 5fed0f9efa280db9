#pragma once

#include <QIODevice>
#include <optional>

#include <store/session.h>

namespace fengqiao {

// Contents of attachments and of papers that were kept, in the county's encrypted file: named by what they are
// ("sha256:<64 hex digits>"), stored once however often they are attached, in pieces of 256 KiB that can be sent and
// fetched one by one (sync.md). Records hold the name; a count says how many of them do, so that content which
// belongs to nobody is found and removed.
struct BlobInfo {
    QString hash;
    qint64 size = 0;
    qint64 uses = 0;
    bool added = false; // it was not there before
};

inline constexpr qint64 blobChunkSize = 256 * 1024;

// "sha256:" and 64 hexadecimal digits in lower case.
[[nodiscard]] bool isBlobHash(QStringView text);

// Stores what `source` holds, read twice and never whole in memory. Codes "blob.empty", "blob.too_large" (more than
// `most` bytes), "blob.truncated" (the source ended before its size), "blob.changed" (it was another content the second
// time, or not the one `expected` names).
[[nodiscard]] Result<BlobInfo> writeBlob(Writer &tx, QIODevice &source, qint64 most, const QString &expected = {});
[[nodiscard]] Result<BlobInfo> writeBlob(Writer &tx, const QByteArray &bytes, qint64 most);

[[nodiscard]] std::optional<BlobInfo> findBlob(Reader &reader, const QString &hash);
// Piece by piece into `target`, checked against its name on the way. Codes "blob.missing", "blob.damaged" (then what
// was written to the target is worth nothing), "blob.target".
[[nodiscard]] Result<> readBlob(Reader &reader, const QString &hash, QIODevice &target);
[[nodiscard]] Result<QByteArray> blobBytes(Reader &reader, const QString &hash);
[[nodiscard]] QByteArray blobStart(Reader &reader, const QString &hash); // the first piece: enough to tell its type

// A record names it from now on; false if there is no such content.
[[nodiscard]] bool useBlob(Writer &tx, const QString &hash);
// A record does not name it any more: what nobody names goes.
void releaseBlob(Writer &tx, const QString &hash);
// Content that no record ever named, for example because its action was refused. Does nothing if one does.
void dropUnusedBlob(Writer &tx, const QString &hash);

[[nodiscard]] QStringList unusedBlobs(Reader &reader);

} // namespace fengqiao
