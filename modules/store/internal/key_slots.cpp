#include <store/key_slots.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "slot_crypto.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int minPassword = 10;
constexpr int formatVersion = 1;
constexpr auto recoveryLogin = "recovery"_L1;
// 160 random bits need no slow derivation.
constexpr SlotCost recoveryCost{8 * 1024, 1};
// Crockford's base 32: no I, L, O, U to misread.
constexpr auto recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"_L1;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(KeySlots)
};

qsizetype characters(const QByteArray &utf8)
{
    return std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

// A recovery code as written: groups, lower case and misread letters allowed.
Secret normalRecovery(const Secret &code)
{
    QByteArray out;
    for (const char raw : code.bytes()) {
        char c = raw >= 'a' && raw <= 'z' ? static_cast<char>(raw - 'a' + 'A') : raw;
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (recoveryAlphabet.contains(QLatin1Char(c)))
            out += c;
    }
    return Secret(std::move(out));
}

Error wrong()
{
    return {ErrorKind::Unopenable,
            u"keys.wrong"_s,
            Words::tr("The account or the password is wrong. Check both and try again."),
            {},
            {}};
}

Error locked(Instant until)
{
    return {ErrorKind::Unopenable,
            u"keys.locked"_s,
            Words::tr("Too many wrong passwords: this account is locked until %1. An administrator can unlock it.")
                .arg(until.display()),
            {},
            {}};
}

Error damaged(const QString &path)
{
    return {ErrorKind::Unopenable,
            u"keys.damaged"_s,
            Words::tr("The key file %1 is damaged. Nothing was changed. Put back its last copy.")
                .arg(QFileInfo(path).fileName()),
            {},
            {}};
}

Error cryptoFault()
{
    return {ErrorKind::Fault,
            u"keys.fault"_s,
            Words::tr("The key could not be derived: not enough memory. Close other programs and try again."),
            {},
            {}};
}

QByteArray checksumOf(const QJsonArray &entries)
{
    return QCryptographicHash::hash(QJsonDocument(entries).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256)
        .toHex();
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

struct KeySlots::Slot {
    QString login;
    SlotCost cost;
    QByteArray salt;
    QByteArray nonce;
    QByteArray wrapped;
    int failures = 0;
    Instant lockedUntil;

    [[nodiscard]] QJsonObject toJson() const
    {
        return {{u"login"_s, login},
                {u"kdf"_s, u"argon2id"_s},
                {u"memory_kib"_s, cost.memoryKib},
                {u"iterations"_s, cost.iterations},
                {u"salt"_s, base64(salt)},
                {u"cipher"_s, u"aes-256-gcm"_s},
                {u"nonce"_s, base64(nonce)},
                {u"wrapped"_s, base64(wrapped)},
                {u"failures"_s, failures},
                {u"locked_until"_s, lockedUntil.ms}};
    }

    [[nodiscard]] static std::shared_ptr<Slot> fromJson(const QJsonObject &json)
    {
        auto slot = std::make_shared<Slot>();
        slot->login = json.value("login"_L1).toString();
        slot->cost = {json.value("memory_kib"_L1).toInt(), json.value("iterations"_L1).toInt()};
        slot->salt = fromBase64(json.value("salt"_L1));
        slot->nonce = fromBase64(json.value("nonce"_L1));
        slot->wrapped = fromBase64(json.value("wrapped"_L1));
        slot->failures = json.value("failures"_L1).toInt();
        slot->lockedUntil = Instant{json.value("locked_until"_L1).toInteger()};
        const bool whole = !slot->login.isEmpty() && slot->salt.size() == saltSize && slot->nonce.size() == nonceSize &&
                           slot->wrapped.size() == keySize + tagSize && slot->cost.memoryKib >= 8 &&
                           slot->cost.memoryKib <= 4 * 1024 * 1024 && slot->cost.iterations >= 1 &&
                           slot->cost.iterations <= 100;
        return whole ? slot : nullptr;
    }

    // The data key, or nothing.
    [[nodiscard]] Secret tryOpen(const Secret &password) const
    {
        const Secret key = login == recoveryLogin ? argon2id(normalRecovery(password).bytes(), salt, cost)
                                                  : argon2id(password.bytes(), salt, cost);
        return unwrap(key, nonce, login.toUtf8(), wrapped);
    }
};

QString KeySlots::pathFor(const QString &countyFile)
{
    const QFileInfo info(countyFile);
    const QString stem = info.suffix() == "fengqiao"_L1 ? info.completeBaseName() : info.fileName();
    return info.path() + u'/' + stem + u".keys"_s;
}

KeySlots KeySlots::createFor(const QString &countyFile)
{
    KeySlots keys;
    keys.m_path = pathFor(countyFile);
    return keys;
}

Result<KeySlots> KeySlots::load(const QString &countyFile)
{
    KeySlots keys = createFor(countyFile);
    QFile file(keys.m_path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unopenable, u"keys.missing"_s,
                    Words::tr("The key file %1 is missing. It belongs beside the county file.")
                        .arg(QFileInfo(keys.m_path).fileName()));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonArray entries = root.value("slots"_L1).toArray();
    if (root.value("format"_L1).toInt() != formatVersion ||
        root.value("checksum"_L1).toString().toLatin1() != checksumOf(entries))
        return fail(damaged(keys.m_path));
    for (const QJsonValue &entry : entries) {
        auto slot = Slot::fromJson(entry.toObject());
        if (!slot)
            return fail(damaged(keys.m_path));
        keys.m_slots << slot;
    }
    return keys;
}

Result<Secret> KeySlots::open(const QString &login, const Secret &password, Instant now)
{
    const auto found = std::ranges::find(m_slots, login, &Slot::login);
    if (found == m_slots.end()) {
        // As long as for a known account, so that the time does not tell names.
        const Secret spent =
            argon2id(password.bytes(), randomBytes(saltSize), m_slots.isEmpty() ? SlotCost() : m_slots.first()->cost);
        return fail(wrong());
    }
    Slot &slot = **found;
    if (now < slot.lockedUntil)
        return fail(locked(slot.lockedUntil));
    if (!slot.lockedUntil.isNull()) { // the lock has run out: count afresh
        slot.lockedUntil = {};
        slot.failures = 0;
    }
    Secret key = slot.tryOpen(password);
    const bool right = !key.isEmpty();
    const int before = slot.failures;
    slot.failures = right ? 0 : slot.failures + 1;
    if (slot.failures >= maxFailures)
        slot.lockedUntil = Instant{now.ms + lockMs};
    if (slot.failures != before) {
        if (const auto saved = save(); !saved)
            return fail(saved.error());
    }
    if (right)
        return key;
    return fail(slot.lockedUntil.isNull() ? wrong() : locked(slot.lockedUntil));
}

Result<> KeySlots::set(const QString &login, const Secret &password, const Secret &dataKey, SlotCost cost)
{
    if (characters(password.bytes()) < minPassword)
        return fail(ErrorKind::Invalid, u"keys.password_short"_s,
                    Words::tr("The password needs at least %1 characters.").arg(minPassword), u"password"_s);
    auto slot = std::make_shared<Slot>();
    slot->login = login;
    slot->cost = cost;
    slot->salt = randomBytes(saltSize);
    slot->nonce = randomBytes(nonceSize);
    const Secret key = argon2id(password.bytes(), slot->salt, cost);
    if (!key.isEmpty())
        slot->wrapped = wrap(key, slot->nonce, login.toUtf8(), dataKey);
    if (slot->wrapped.isEmpty())
        return fail(cryptoFault());
    const auto found = std::ranges::find(m_slots, login, &Slot::login);
    if (found != m_slots.end())
        *found = slot;
    else
        m_slots << slot;
    return {};
}

namespace {

Error noSlot(const QString &login)
{
    return {ErrorKind::NotFound,
            u"keys.unknown"_s,
            Words::tr("There is no account %1 in the key file.").arg(login),
            u"login"_s,
            {}};
}

} // namespace

Result<> KeySlots::remove(const QString &login)
{
    if (m_slots.removeIf([&](const auto &slot) { return slot->login == login; }) == 0)
        return fail(noSlot(login));
    return {};
}

Result<> KeySlots::unlock(const QString &login)
{
    const auto found = std::ranges::find(m_slots, login, &Slot::login);
    if (found == m_slots.end())
        return fail(noSlot(login));
    (*found)->failures = 0;
    (*found)->lockedUntil = {};
    return {};
}

QStringList KeySlots::logins() const
{
    QStringList names;
    for (const auto &slot : m_slots)
        names << slot->login;
    return names;
}

int KeySlots::failures(const QString &login) const
{
    const auto found = std::ranges::find(m_slots, login, &Slot::login);
    return found == m_slots.end() ? 0 : (*found)->failures;
}

Result<QString> KeySlots::makeRecovery(const Secret &dataKey)
{
    QByteArray letters;
    for (const char byte : randomBytes(32))
        letters += recoveryAlphabet.at(static_cast<unsigned char>(byte) & 31).toLatin1();
    QString code;
    for (qsizetype i = 0; i < letters.size(); i += 4)
        code += (i > 0 ? u"-"_s : QString()) + QString::fromLatin1(letters.sliced(i, 4));
    if (auto made = set(QString(recoveryLogin), Secret(std::move(letters)), dataKey, recoveryCost); !made)
        return fail(made.error());
    return code;
}

Result<> KeySlots::save() const
{
    QJsonArray entries;
    for (const auto &slot : m_slots)
        entries << slot->toJson();
    const QJsonObject root{
        {u"format"_s, formatVersion}, {u"slots"_s, entries}, {u"checksum"_s, QString::fromLatin1(checksumOf(entries))}};
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(root).toJson();
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
        file.write(text) == text.size() && file.commit())
        return {};
    return fail(ErrorKind::Fault, u"keys.disk"_s,
                Words::tr("The key file %1 could not be written: the disk is full, or the folder is not accessible. "
                          "Nothing was changed.")
                    .arg(QFileInfo(m_path).fileName()));
}

} // namespace fengqiao
