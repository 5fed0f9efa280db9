#include "throwaway_server.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QString binaries()
{
    for (const int version : {17, 18, 16})
        if (const QString path = u"/usr/lib/postgresql/%1/bin"_s.arg(version); QDir(path).exists(u"initdb"_s))
            return path;
    const QString found = QStandardPaths::findExecutable(u"initdb"_s);
    return found.isEmpty() ? QString() : QFileInfo(found).absolutePath();
}

// The server refuses to run as root.
bool runUnprivileged(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(QProcess::nullDevice());
    if (geteuid() == 0)
        process.start(u"setpriv"_s,
                      QStringList{u"--reuid=nobody"_s, u"--regid=nogroup"_s, u"--clear-groups"_s, program} + arguments);
    else
        process.start(program, arguments);
    return process.waitForFinished(400'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

int freePort()
{
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = bind(probe, reinterpret_cast<sockaddr *>(&address), size) == 0 &&
                       getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    ::close(probe);
    return bound ? ntohs(address.sin_port) : 0;
}

} // namespace

std::unique_ptr<ThrowawayServer> ThrowawayServer::start(QString *why)
{
    std::unique_ptr<ThrowawayServer> server(new ThrowawayServer);
    server->m_bin = binaries();
    if (server->m_bin.isEmpty()) {
        *why = u"PostgreSQL is not installed (package postgresql-17)"_s;
        return nullptr;
    }
    const QString folder = server->m_folder.path();
    if (geteuid() == 0)
        if (const passwd *nobody = getpwnam("nobody");
            !nobody || chown(folder.toUtf8().constData(), nobody->pw_uid, nobody->pw_gid) != 0) {
            *why = u"no unprivileged account to run PostgreSQL with"_s;
            return nullptr;
        }
    server->m_port = freePort();
    if (!runUnprivileged(server->m_bin + u"/initdb"_s,
                         {u"-D"_s, folder + u"/data"_s, u"-U"_s, u"postgres"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                          u"--no-sync"_s, u"--locale=C.UTF-8"_s}) ||
        (server->makeCertificate(), !server->control({u"start"_s}))) {
        *why = u"PostgreSQL did not start in %1"_s.arg(folder);
        return nullptr;
    }
    return server;
}

void ThrowawayServer::makeCertificate()
{
    const QString data = m_folder.path() + u"/data"_s;
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    m_tls =
        !openssl.isEmpty() && runUnprivileged(openssl, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                                        u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s,
                                                        u"3"_s, u"-subj"_s, u"/CN=localhost"_s, u"-keyout"_s,
                                                        data + u"/server.key"_s, u"-out"_s, data + u"/server.crt"_s});
}

bool ThrowawayServer::control(const QStringList &arguments) const
{
    const QString folder = m_folder.path();
    return runUnprivileged(m_bin + u"/pg_ctl"_s,
                           QStringList{u"-t"_s, u"300"_s, u"-D"_s, folder + u"/data"_s, u"-l"_s, folder + u"/log"_s,
                                       u"-w"_s, u"-o"_s,
                                       u"-k %1 -p %2 -c listen_addresses=127.0.0.1 -c max_connections=120 -c fsync=off "
                                       "-c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c jit=off "
                                       "-c autovacuum_naptime=5s -c ssl=%3"_s.arg(folder)
                                           .arg(m_port)
                                           .arg(m_tls ? u"on"_s : u"off"_s)} +
                               arguments);
}

ThrowawayServer::~ThrowawayServer()
{
    [[maybe_unused]] const bool stopped = control({u"stop"_s, u"-m"_s, u"immediate"_s});
}

bool ThrowawayServer::crash()
{
    [[maybe_unused]] const bool stopped = control({u"stop"_s, u"-m"_s, u"immediate"_s});
    return control({u"start"_s});
}

QString ThrowawayServer::url(const QString &role, const QString &database, int port) const
{
    if (port > 0)
        return u"postgresql://%1@127.0.0.1:%2/%3?sslmode=%4&gssencmode=disable"_s.arg(role).arg(port).arg(
            database, m_tls ? u"require"_s : u"disable"_s);
    return u"postgresql://%1@/%2?host=%3&port=%4"_s.arg(role, database, m_folder.path()).arg(m_port);
}

} // namespace fengqiao
