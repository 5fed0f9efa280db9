#include "pg_fixture.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

std::unique_ptr<PgFixture> PgFixture::start(QString *why)
{
    auto server = ThrowawayServer::start(why);
    return server ? std::unique_ptr<PgFixture>(new PgFixture(std::move(server))) : nullptr;
}

std::unique_ptr<PgConnection> PgFixture::admin(const QString &database) const
{
    auto made = PgConnection::open({.url = url(u"postgres"_s, database), .connectSeconds = 300, .answerSeconds = 600});
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
