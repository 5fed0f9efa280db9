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

// A piece of a content, with the key of its file: `index` counts the pieces of that file, `known` says which piece of
// which content it is. Nothing if it was changed, or stands in another's place.
inline constexpr qint64 sealSize = 16; // by how much a sealed piece is longer
[[nodiscard]] QByteArray sealPiece(const Secret &key, qint64 index, const QByteArray &known, const QByteArray &piece);
[[nodiscard]] std::optional<QByteArray> openPiece(const Secret &key, qint64 index, const QByteArray &known,
                                                  const QByteArray &sealed);

} // namespace fengqiao
