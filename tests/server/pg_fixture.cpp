#include "pg_fixture.h"

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
    return process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
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

std::unique_ptr<PgFixture> PgFixture::start(QString *why)
{
    std::unique_ptr<PgFixture> fixture(new PgFixture);
    fixture->m_bin = binaries();
    if (fixture->m_bin.isEmpty()) {
        *why = u"PostgreSQL is not installed (package postgresql-17)"_s;
        return nullptr;
    }
    const QString folder = fixture->m_folder.path();
    if (geteuid() == 0)
        if (const passwd *nobody = getpwnam("nobody");
            !nobody || chown(folder.toUtf8().constData(), nobody->pw_uid, nobody->pw_gid) != 0) {
            *why = u"no unprivileged account to run PostgreSQL with"_s;
            return nullptr;
        }
    fixture->m_port = freePort();
    if (!runUnprivileged(fixture->m_bin + u"/initdb"_s,
                         {u"-D"_s, folder + u"/data"_s, u"-U"_s, u"postgres"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                          u"--no-sync"_s, u"--locale=C.UTF-8"_s}) ||
        !fixture->control({u"start"_s})) {
        *why = u"PostgreSQL did not start in %1"_s.arg(folder);
        return nullptr;
    }
    return fixture;
}

bool PgFixture::control(const QStringList &arguments) const
{
    const QString folder = m_folder.path();
    return runUnprivileged(m_bin + u"/pg_ctl"_s,
                           QStringList{u"-D"_s, folder + u"/data"_s, u"-l"_s, folder + u"/log"_s, u"-w"_s, u"-o"_s,
                                       u"-k %1 -p %2 -c listen_addresses=127.0.0.1 -c max_connections=60 -c fsync=off "
                                       "-c autovacuum_naptime=5s"_s.arg(folder)
                                           .arg(m_port)} +
                               arguments);
}

PgFixture::~PgFixture()
{
    [[maybe_unused]] const bool stopped = control({u"stop"_s, u"-m"_s, u"immediate"_s});
}

bool PgFixture::crash()
{
    [[maybe_unused]] const bool stopped = control({u"stop"_s, u"-m"_s, u"immediate"_s});
    return control({u"start"_s});
}

QString PgFixture::url(const QString &role, const QString &database, int port) const
{
    if (port > 0)
        return u"postgresql://%1@127.0.0.1:%2/%3?sslmode=disable&gssencmode=disable"_s.arg(role).arg(port).arg(
            database);
    return u"postgresql://%1@/%2?host=%3&port=%4"_s.arg(role, database, m_folder.path()).arg(m_port);
}

std::unique_ptr<PgConnection> PgFixture::admin(const QString &database) const
{
    auto made = PgConnection::open({.url = url(u"postgres"_s, database)});
    return made ? std::move(*made) : nullptr;
}

QString PgFixture::value(const QByteArray &sql) const
{
    const auto db = admin();
    if (!db)
        return {};
    const auto rows = db->query(sql.constData());
    if (!rows)
        qWarning("%s: %s", sql.constData(), qUtf8Printable(rows.error().message));
    return rows && rows->size() > 0 ? rows->text(0, 0) : QString();
}

bool PgFixture::run(const QString &sql, const QString &database) const
{
    const auto db = admin(database);
    const auto done = db ? db->script(sql) : PgResult<>(std::unexpected(PgFault{}));
    if (!done)
        qWarning("%s: %s", qUtf8Printable(sql.left(200)), qUtf8Printable(done.error().message));
    return done.has_value();
}

void PgFixture::killSessions(const QString &database) const
{
    [[maybe_unused]] const bool done =
        run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1' AND pid <> pg_backend_pid()"_s
                .arg(database),
            u"postgres"_s);
}

Result<> PgFixture::makeDatabase(const ServerModel &model, const QStringList &centres, int desks)
{
    if (!run(u"DROP DATABASE IF EXISTS county WITH (FORCE)"_s, u"postgres"_s) ||
        !run(u"CREATE DATABASE county"_s, u"postgres"_s))
        return fail(ErrorKind::Fault, u"test.database"_s, u"no database"_s);
    const QString place = url(u"postgres"_s);
    if (const auto made = initServer({.url = place, .password = {}, .answerSeconds = 60}, model,
                                     {.certificates = false, .kind = u"demo"_s});
        !made)
        return fail(made.error());
    for (const QString &centre : centres)
        for (int desk = 1; desk <= desks; ++desk) {
            DeskEntry entry{
                .centre = centre, .desk = desk, .name = u"desk %1"_s.arg(desk), .certificate = {}, .rolePassword = {}};
            if (const auto put = registerDesk({.url = place, .password = {}, .answerSeconds = 60}, entry); !put)
                return fail(put.error());
        }
    return {};
}

bool PgFixture::keepCopy() const
{
    killSessions();
    return run(u"DROP DATABASE IF EXISTS county_copy WITH (FORCE)"_s, u"postgres"_s) &&
           run(u"CREATE DATABASE county_copy TEMPLATE county"_s, u"postgres"_s);
}

bool PgFixture::restoreCopy() const
{
    killSessions();
    return run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s) &&
           run(u"ALTER DATABASE county_copy RENAME TO county"_s, u"postgres"_s);
}

} // namespace fengqiao
