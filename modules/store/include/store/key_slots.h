#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <memory>

#include <core/clock.h>
#include <core/error.h>

namespace fengqiao {

// Bytes that are wiped when they go. Not copied by accident: move it.
class Secret {
public:
    Secret() = default;

    explicit Secret(QByteArray &&bytes)
        : m_bytes(std::move(bytes))
    {
    }

    Secret(Secret &&) noexcept = default;
    Secret &operator=(Secret &&) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();
    [[nodiscard]] Secret clone() const;

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

[[nodiscard]] Secret randomKey(); // 32 bytes from the system's generator

struct SlotCost {
    int memoryKib = 64 * 1024;
    int iterations = 3;
};

// The side file `<county>.keys`: one slot an account, holding the file's data key wrapped (AES-256-GCM, login as
// associated data, so a slot moved to another name does not open) by a key derived from the account's password
// (Argon2id). Also counts failed sign-ins, because nothing inside the encrypted file can be read before one succeeds.
// Written atomically (QSaveFile); a JSON document with a checksum.
class KeySlots {
public:
    static constexpr int maxFailures = 5;
    static constexpr qint64 lockMs = 15 * 60 * 1000;

    [[nodiscard]] static QString pathFor(const QString &countyFile);       // x.fengqiao -> x.keys
    [[nodiscard]] static Result<KeySlots> load(const QString &countyFile); // "keys.missing", "keys.damaged"
    [[nodiscard]] static KeySlots createFor(const QString &countyFile);

    // The data key, or "keys.wrong" (unknown account and wrong password are not told apart), "keys.locked" (with until
    // when). Failures are counted on disk before the answer is given.
    [[nodiscard]] Result<Secret> open(const QString &login, const Secret &password, Instant now);
    // Adds or replaces a slot; at least 10 characters, "keys.password_short".
    [[nodiscard]] Result<> set(const QString &login, const Secret &password, const Secret &dataKey, SlotCost cost = {});
    [[nodiscard]] Result<> remove(const QString &login);
    [[nodiscard]] Result<> unlock(const QString &login);
    [[nodiscard]] QStringList logins() const;
    [[nodiscard]] int failures(const QString &login) const; // failed tries since the last success
    // A fresh recovery code (8 groups of 4 letters and digits) whose slot opens as login "recovery"; shown once, on
    // paper.
    [[nodiscard]] Result<QString> makeRecovery(const Secret &dataKey);
    [[nodiscard]] Result<> save() const;

private:
    struct Slot;
    QString m_path;
    QList<std::shared_ptr<Slot>> m_slots;
};

} // namespace fengqiao
