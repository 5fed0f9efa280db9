#include "slot_crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

namespace fengqiao {

namespace {

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

struct ContextEnd {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, ContextEnd>;

} // namespace

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    if (RAND_bytes(bytesOf(bytes), count) != 1)
        qFatal("the system's random generator does not answer");
    return bytes;
}

Secret argon2id(const QByteArray &password, const QByteArray &salt, SlotCost cost)
{
    EVP_KDF *kdf = EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr);
    EVP_KDF_CTX *context = kdf ? EVP_KDF_CTX_new(kdf) : nullptr;
    auto memory = static_cast<uint32_t>(cost.memoryKib);
    auto iterations = static_cast<uint32_t>(cost.iterations);
    uint32_t lanes = 1;
    QByteArray pass(password.constData(), password.size());
    QByteArray saltCopy(salt.constData(), salt.size());
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, pass.data(), static_cast<size_t>(pass.size())),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, saltCopy.data(), static_cast<size_t>(saltCopy.size())),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &iterations),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes),
        OSSL_PARAM_construct_end(),
    };
    QByteArray key(keySize, '\0');
    const bool derived = context && EVP_KDF_derive(context, bytesOf(key), keySize, parameters) == 1;
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    OPENSSL_cleanse(pass.data(), static_cast<size_t>(pass.size()));
    return derived ? Secret(std::move(key)) : Secret();
}

QByteArray wrap(const Secret &key, const QByteArray &nonce, const QByteArray &login, const Secret &plain)
{
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray out(plain.bytes().size() + tagSize, '\0');
    const auto size = static_cast<int>(plain.bytes().size());
    int length = 0;
    const bool done =
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.bytes()), bytesOf(nonce)) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &length, bytesOf(login), static_cast<int>(login.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), bytesOf(out), &length, bytesOf(plain.bytes()), size) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytesOf(out) + size, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagSize, out.data() + size) == 1;
    return done ? out : QByteArray();
}

Secret unwrap(const Secret &key, const QByteArray &nonce, const QByteArray &login, const QByteArray &wrapped)
{
    const CipherContext context(EVP_CIPHER_CTX_new());
    const auto size = static_cast<int>(wrapped.size()) - tagSize;
    if (size <= 0 || nonce.size() != nonceSize || key.isEmpty())
        return {};
    QByteArray tag = wrapped.right(tagSize);
    QByteArray plain(size, '\0');
    int length = 0;
    const bool done =
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.bytes()), bytesOf(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytesOf(login), static_cast<int>(login.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), bytesOf(plain), &length, bytesOf(wrapped), size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytesOf(plain) + size, &length) == 1;
    Secret secret(std::move(plain));
    return done ? std::move(secret) : Secret();
}

} // namespace fengqiao
