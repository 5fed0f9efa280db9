#pragma once

#include <QByteArray>

#include <sync/sync.h>

namespace fengqiao {

// The mail van: the protocol of the line over files on a stick, for a desk that has no line. The desk packs what waits,
// somebody carries it to a machine with a line, which sends it in the desk's name and writes a receipt with the answers
// and everything new; the desk unpacks that. Files are encrypted for their receiver (X25519, HKDF, AES-256-GCM) and
// signed by their sender (Ed25519); each may come twice, late or never.

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

struct VanPacked {
    QByteArray file;
    qint64 changes = 0;
    qint64 left = 0; // that did not fit: the next file, after this one's receipt
};

// What waits on this desk, and how far it is. Nothing changes here: packed again it holds the same and more.
[[nodiscard]] Result<VanPacked> packVan(SyncEngine &engine, const VanKeys &centre);
// Sends a file in the name of its desk and gives the receipt to carry back. Codes "server.*", "van.not_ours",
// "van.unknown_desk", "van.signature", "van.damaged", "van.too_large".
[[nodiscard]] Result<QByteArray> carryVan(const ServerAddress &address, const VanKeys &centre, const QByteArray &file,
                                          QJsonObject *summary);
// Codes as above, "van.other_desk", "van.copy" (this file is a copy of the one that was packed), "van.missing" (an
// earlier receipt has not come yet; nothing was changed).
[[nodiscard]] Result<SyncReport> unpackVan(SyncEngine &engine, const VanKeys &centre, const QByteArray &receipt);

} // namespace fengqiao
