#pragma once

#include <QByteArray>
#include <QIODevice>

#include <sync/sync.h>

namespace fengqiao {

// The mail van: the protocol of the line over files on a stick, for a desk that has no line. The desk packs what waits,
// somebody carries it to a machine with a line, which sends it in the desk's name and writes a receipt with the answers
// and everything new; the desk unpacks that. Files are encrypted for their receiver (X25519, HKDF, AES-256-GCM) and
// signed by their sender (Ed25519); each may come twice, late or never.
//
// Contents of attachments follow the signed letter in the same file, in pieces of 256 KiB, each encrypted with a key
// that stands in the letter alone: they are written and read one by one, and one that is damaged takes nothing else
// with it. A content may be longer than a van: the next one goes on where the server, or the desk, says that it is.

// The keys of a centre: both halves on the machine that carries, the public ones on every desk.
struct VanKeys {
    QString centre;
    QByteArray signPublic;
    QByteArray openPublic;
    Secret sign; // empty on a desk
    Secret open;
};

// Makes `file` (private, for the machine with the line) and `file`.pub (for the desks). Codes "van.exists", "van.file".
[[nodiscard]] Result<QJsonObject> makeVanKeys(const QString &centre, const QString &file);
[[nodiscard]] Result<VanKeys> readVanKeys(const QString &file); // either of the two; "van.file", "van.key"
// The key that this desk signs with, made when first asked for: to be registered by `server desk --van-key`.
[[nodiscard]] Result<QString> vanKeyOfDesk(Store &store);

// Contents in one file: room for a dozen attachments of the largest size that the rules allow, and on a line of
// 20 Mbit/s a matter of minutes.
inline constexpr qint64 usualVanContents = 256LL << 20;
inline constexpr qint64 mostVanContents = 1LL << 30; // what a receiver takes of any file

struct VanRefusal {
    QString hash;
    QString code; // "van.content_damaged", "van.content_unnamed", "van.content_size", "van.content_gap"
};

// What became of the contents of one file.
struct VanContents {
    qint64 carried = 0; // that the file holds, whole or a part
    qint64 arrived = 0; // that are whole now where the file was brought to
    qint64 left = 0;    // that wait for a later file
    QList<VanRefusal> refused{};
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] QString sentence() const; // for people
};

struct VanPacked {
    qint64 changes = 0;
    qint64 left = 0; // that did not fit: the next file, after this one's receipt
    VanContents contents{};
};

struct VanCarried {
    QJsonObject summary;
    VanContents inward{};  // from the desk to the server
    VanContents outward{}; // into the receipt
};

struct VanUnpacked {
    SyncReport report{};
    VanContents contents{};
    qint64 delivered = 0; // contents of this desk that the server has now
};

// Writes what waits on this desk, and how far it is, into `out`; at most `most` bytes of contents. Nothing changes
// here: packed again it holds the same and more. Codes "van.not_ours", "sync.not_joined", "van.file".
[[nodiscard]] Result<VanPacked> packVan(SyncEngine &engine, const VanKeys &centre, QIODevice &out,
                                        qint64 most = usualVanContents);
// Sends a file in the name of its desk and writes the receipt to carry back. Codes "server.*", "van.not_ours",
// "van.unknown_desk", "van.signature", "van.damaged", "van.too_large", "van.file". A content that cannot be taken is
// in the summary; the rest goes in.
[[nodiscard]] Result<VanCarried> carryVan(const ServerAddress &address, const VanKeys &centre, QIODevice &in,
                                          QIODevice &out, qint64 most = usualVanContents);
// Codes as above, "van.other_desk", "van.copy" (this file is a copy of the one that was packed), "van.missing" (an
// earlier receipt has not come yet; nothing was changed).
[[nodiscard]] Result<VanUnpacked> unpackVan(SyncEngine &engine, const VanKeys &centre, QIODevice &receipt);

} // namespace fengqiao
