#pragma once

#include <QJsonObject>

#include <sync/van.h>

namespace fengqiao {

// A key pair, raw: 32 bytes each.
struct RawPair {
    Secret secret;
    QByteArray open; // the public half
};

[[nodiscard]] RawPair newSigningPair(); // Ed25519
[[nodiscard]] RawPair newOpeningPair(); // X25519

// Header (readable by anybody: kind, centre, desk), then what is encrypted for `to`, then the signature over all of it.
[[nodiscard]] QByteArray sealVan(const QJsonObject &header, const QJsonObject &content, const QByteArray &to,
                                 const Secret &sign);
// "van.too_large", "van.damaged". Says nothing about who wrote it.
[[nodiscard]] Result<QJsonObject> vanHeader(const QByteArray &file);
// "van.signature", "van.not_ours" (encrypted for somebody else), "van.damaged".
[[nodiscard]] Result<QJsonObject> openVan(const QByteArray &file, const QByteArray &signedBy, const RawPair &own);

} // namespace fengqiao
