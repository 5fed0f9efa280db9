#include "van_crypto.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QtEndian>
#include <memory>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

constexpr QByteArrayView magic("FQVAN1\n");
constexpr qsizetype lengthSize = 4;
constexpr qsizetype keySize = 32;
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = sealSize;
constexpr qsizetype signatureSize = 64;
constexpr qsizetype longestHeader = 4096;
constexpr qsizetype largestFile = 128 << 20;
constexpr quint32 largestContent = 512U << 20; // what a small hostile file may blow up to

struct Ends {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }

    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }

    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }

    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

using Key = std::unique_ptr<EVP_PKEY, Ends>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Ends>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Ends>;
using HashContext = std::unique_ptr<EVP_MD_CTX, Ends>;

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

Key privateKey(int type, const QByteArray &raw)
{
    return Key(EVP_PKEY_new_raw_private_key(type, nullptr, bytesOf(raw), static_cast<size_t>(raw.size())));
}

Key publicKey(int type, const QByteArray &raw)
{
    return Key(EVP_PKEY_new_raw_public_key(type, nullptr, bytesOf(raw), static_cast<size_t>(raw.size())));
}

RawPair newPair(int type)
{
    RawPair pair;
    QByteArray raw(keySize, '\0');
    if (RAND_bytes(bytesOf(raw), static_cast<int>(raw.size())) != 1)
        qFatal("the system gives no random bytes");
    const Key key = privateKey(type, raw);
    pair.open.resize(keySize);
    size_t size = keySize;
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), bytesOf(pair.open), &size) != 1)
        qFatal("OpenSSL knows no such key");
    pair.secret = Secret(std::move(raw));
    return pair;
}

// The key of one file, from both sides of the exchange; empty if one of the halves is no key.
Secret sharedKey(const Secret &own, const QByteArray &other, const QByteArray &ephemeral, const QByteArray &receiver)
{
    const Key mine = privateKey(EVP_PKEY_X25519, own.bytes());
    const Key theirs = publicKey(EVP_PKEY_X25519, other);
    const KeyContext exchange(mine ? EVP_PKEY_CTX_new(mine.get(), nullptr) : nullptr);
    QByteArray shared(keySize, '\0');
    size_t size = keySize;
    if (!exchange || !theirs || EVP_PKEY_derive_init(exchange.get()) != 1 ||
        EVP_PKEY_derive_set_peer(exchange.get(), theirs.get()) != 1 ||
        EVP_PKEY_derive(exchange.get(), bytesOf(shared), &size) != 1)
        return {};
    const Secret wiped(std::move(shared));
    const QByteArray salt = ephemeral + receiver;
    static const QByteArray info("fengqiao mail van 1");
    const KeyContext kdf(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr));
    QByteArray key(keySize, '\0');
    size = keySize;
    const bool derived =
        kdf && EVP_PKEY_derive_init(kdf.get()) == 1 && EVP_PKEY_CTX_set_hkdf_md(kdf.get(), EVP_sha256()) == 1 &&
        EVP_PKEY_CTX_set1_hkdf_salt(kdf.get(), bytesOf(salt), static_cast<int>(salt.size())) == 1 &&
        EVP_PKEY_CTX_set1_hkdf_key(kdf.get(), bytesOf(wiped.bytes()), static_cast<int>(wiped.bytes().size())) == 1 &&
        EVP_PKEY_CTX_add1_hkdf_info(kdf.get(), bytesOf(info), static_cast<int>(info.size())) == 1 &&
        EVP_PKEY_derive(kdf.get(), bytesOf(key), &size) == 1;
    return derived ? Secret(std::move(key)) : Secret();
}

QByteArray encrypted(const Secret &key, const QByteArray &nonce, const QByteArray &known, const QByteArray &plain)
{
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray out(plain.size() + tagSize, '\0');
    const int size = static_cast<int>(plain.size());
    int length = 0;
    const bool done =
        context &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.bytes()), bytesOf(nonce)) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &length, bytesOf(known), static_cast<int>(known.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), bytesOf(out), &length, bytesOf(plain), size) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytesOf(out) + size, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagSize, out.data() + size) == 1;
    if (!done)
        qFatal("OpenSSL does not encrypt");
    return out;
}

std::optional<QByteArray> decrypted(const Secret &key, const QByteArray &nonce, const QByteArray &known,
                                    const QByteArray &sealed)
{
    const CipherContext context(EVP_CIPHER_CTX_new());
    const int size = static_cast<int>(sealed.size() - tagSize);
    QByteArray plain(size, '\0');
    QByteArray tag = sealed.last(tagSize);
    int length = 0;
    const bool done =
        context &&
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.bytes()), bytesOf(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytesOf(known), static_cast<int>(known.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), bytesOf(plain), &length, bytesOf(sealed), size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytesOf(plain) + size, &length) == 1;
    return done ? std::optional(plain) : std::nullopt;
}

std::unexpected<Error> damaged()
{
    return fail(ErrorKind::Invalid, u"van.damaged"_s,
                Words::tr("This is no file of the mail van, or it is damaged; nothing was taken from it."));
}

struct Parts {
    QByteArray known; // up to the encrypted part, which vouches for it
    QJsonObject header;
    QByteArray ephemeral;
    QByteArray nonce;
    QByteArray sealed;
    QByteArray signature;
};

Result<Parts> partsOf(const QByteArray &file)
{
    if (file.size() > largestFile)
        return fail(ErrorKind::Invalid, u"van.too_large"_s,
                    Words::tr("The file is larger than any of the mail van; nothing was taken from it."));
    const qsizetype fixed = magic.size() + lengthSize;
    if (file.size() < fixed || !file.startsWith(magic))
        return damaged();
    const auto headerSize = static_cast<qsizetype>(qFromBigEndian<quint32>(file.constData() + magic.size()));
    const qsizetype rest = keySize + nonceSize + tagSize + signatureSize;
    if (headerSize > longestHeader || file.size() < fixed + headerSize + rest)
        return damaged();
    Parts parts;
    parts.header = QJsonDocument::fromJson(file.sliced(fixed, headerSize)).object();
    qsizetype at = fixed + headerSize;
    parts.ephemeral = file.sliced(at, keySize);
    at += keySize;
    parts.known = file.first(at);
    parts.nonce = file.sliced(at, nonceSize);
    at += nonceSize;
    parts.sealed = file.sliced(at, file.size() - at - signatureSize);
    parts.signature = file.last(signatureSize);
    return parts;
}

// Each number once under a key, and a key serves one file.
QByteArray nonceOf(qint64 index)
{
    QByteArray nonce(nonceSize, '\0');
    qToBigEndian(index, nonce.data() + (nonceSize - qsizetype(sizeof(index))));
    return nonce;
}

} // namespace

RawPair newSigningPair()
{
    return newPair(EVP_PKEY_ED25519);
}

RawPair newOpeningPair()
{
    return newPair(EVP_PKEY_X25519);
}

QByteArray sealVan(const QJsonObject &header, const QJsonObject &content, const QByteArray &to, const Secret &sign)
{
    const RawPair once = newOpeningPair();
    const QByteArray head = QJsonDocument(header).toJson(QJsonDocument::Compact);
    QByteArray file = magic.toByteArray();
    file.resize(file.size() + lengthSize);
    qToBigEndian(static_cast<quint32>(head.size()), file.data() + magic.size());
    file += head + once.open;
    QByteArray nonce(nonceSize, '\0');
    if (RAND_bytes(bytesOf(nonce), static_cast<int>(nonce.size())) != 1)
        qFatal("the system gives no random bytes");
    const Secret key = sharedKey(once.secret, to, once.open, to);
    const QByteArray plain = qCompress(QJsonDocument(content).toJson(QJsonDocument::Compact));
    const QByteArray sealed = encrypted(key, nonce, file, plain);
    file += nonce + sealed;
    const Key signer = privateKey(EVP_PKEY_ED25519, sign.bytes());
    const HashContext context(EVP_MD_CTX_new());
    QByteArray signature(signatureSize, '\0');
    size_t size = signatureSize;
    if (!signer || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, signer.get()) != 1 ||
        EVP_DigestSign(context.get(), bytesOf(signature), &size, bytesOf(QByteArrayView(file)),
                       static_cast<size_t>(file.size())) != 1)
        qFatal("OpenSSL does not sign");
    return file + signature;
}

Result<QJsonObject> vanHeader(const QByteArray &file)
{
    const auto parts = partsOf(file);
    return parts ? Result<QJsonObject>(parts->header) : fail(parts.error());
}

Result<QJsonObject> openVan(const QByteArray &file, const QByteArray &signedBy, const RawPair &own)
{
    const auto parts = partsOf(file);
    if (!parts)
        return fail(parts.error());
    const Key signer = publicKey(EVP_PKEY_ED25519, signedBy);
    const HashContext context(EVP_MD_CTX_new());
    const QByteArrayView text = QByteArrayView(file).chopped(signatureSize);
    if (!signer || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, signer.get()) != 1 ||
        EVP_DigestVerify(context.get(), bytesOf(parts->signature), signatureSize, bytesOf(text),
                         static_cast<size_t>(text.size())) != 1)
        return fail(
            ErrorKind::NotPermitted, u"van.signature"_s,
            Words::tr("The file is not signed by whom it says it comes from, or was changed on the way; nothing "
                      "was taken from it."));
    const Secret key = sharedKey(own.secret, parts->ephemeral, parts->ephemeral, own.open);
    const auto plain = key.isEmpty() ? std::nullopt : decrypted(key, parts->nonce, parts->known, parts->sealed);
    if (!plain)
        return fail(ErrorKind::NotPermitted, u"van.not_ours"_s,
                    Words::tr("The file is encrypted for somebody else; nothing was taken from it."));
    if (plain->size() < lengthSize || qFromBigEndian<quint32>(plain->constData()) > largestContent)
        return damaged();
    const QJsonDocument json = QJsonDocument::fromJson(qUncompress(*plain));
    return json.isObject() ? Result<QJsonObject>(json.object()) : damaged();
}

QByteArray sealPiece(const Secret &key, qint64 index, const QByteArray &known, const QByteArray &piece)
{
    return encrypted(key, nonceOf(index), known, piece);
}

std::optional<QByteArray> openPiece(const Secret &key, qint64 index, const QByteArray &known, const QByteArray &sealed)
{
    return sealed.size() <= sealSize ? std::nullopt : decrypted(key, nonceOf(index), known, sealed);
}

} // namespace fengqiao
