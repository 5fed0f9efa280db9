#pragma once

#include <QDir>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

namespace fengqiao {

// A PostgreSQL for a demonstration or a test: a cluster in a temporary folder, run by an unprivileged account, gone at
// the end. It asks for no password and is reached from this machine alone.
class ThrowawayServer {
public:
    // Null where PostgreSQL is not installed; then `why` says what is missing.
    [[nodiscard]] static std::unique_ptr<ThrowawayServer> start(QString *why);
    ~ThrowawayServer();
    ThrowawayServer(const ThrowawayServer &) = delete;
    ThrowawayServer &operator=(const ThrowawayServer &) = delete;

    // By the socket, or with a port (a proxy's, or its own) over TCP.
    [[nodiscard]] QString url(const QString &role, const QString &database, int port = 0) const;

    [[nodiscard]] int port() const { return m_port; }

    // Whether connections over TCP are encrypted: then no byte can be changed on the way unseen.
    [[nodiscard]] bool hasTls() const { return m_tls; }

    [[nodiscard]] bool crash(); // kill -9 of the whole server, and up again

private:
    ThrowawayServer() = default;
    void makeCertificate();
    [[nodiscard]] bool control(const QStringList &arguments) const;
    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/fqpg-XXXXXX")};
    QString m_bin;
    int m_port = 0;
    bool m_tls = false;
};

} // namespace fengqiao
