#include <store/key_slots.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace fengqiao {

namespace {

void wipe(QByteArray &bytes)
{
    // Only bytes that are ours alone: a literal lies in read-only memory, a shared array belongs to others too.
    if (bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

} // namespace

Secret::~Secret()
{
    wipe(m_bytes);
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe(m_bytes);
        m_bytes = std::move(other.m_bytes);
    }
    return *this;
}

Secret Secret::clone() const
{
    return Secret(QByteArray(m_bytes.constData(), m_bytes.size()));
}

Secret randomKey()
{
    QByteArray bytes(32, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size())) != 1)
        qFatal("the system's random generator does not answer"); // no key is better than a guessable one
    return Secret(std::move(bytes));
}

} // namespace fengqiao
