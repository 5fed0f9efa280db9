#pragma once

#include <store/key_slots.h>

namespace fengqiao {

inline constexpr int saltSize = 16;
inline constexpr int nonceSize = 12;
inline constexpr int tagSize = 16;
inline constexpr int keySize = 32;

[[nodiscard]] QByteArray randomBytes(int count);
// Empty if there is not memory enough.
[[nodiscard]] Secret argon2id(const QByteArray &password, const QByteArray &salt, SlotCost cost);
// AES-256-GCM with the login as associated data; the tag stands behind the cipher text.
[[nodiscard]] QByteArray wrap(const Secret &key, const QByteArray &nonce, const QByteArray &login, const Secret &plain);
// Empty if key, login or text are not those that were wrapped.
[[nodiscard]] Secret unwrap(const Secret &key, const QByteArray &nonce, const QByteArray &login,
                            const QByteArray &wrapped);

} // namespace fengqiao
