#pragma once

#include <memory>

#include <pg.h>
#include <sync/server.h>
#include <throwaway_server.h>

namespace fengqiao {

// A PostgreSQL of this test alone, with what tests do to a server.
class PgFixture {
public:
    // Null where PostgreSQL is not installed; then `why` says what is missing.
    [[nodiscard]] static std::unique_ptr<PgFixture> start(QString *why);

    [[nodiscard]] QString url(const QString &role, const QString &database = QStringLiteral("county"),
                              int port = 0) const
    {
        return m_server->url(role, database, port);
    }

    [[nodiscard]] int port() const { return m_server->port(); }

    [[nodiscard]] bool hasTls() const { return m_server->hasTls(); }

    // A new empty database, set up and with desks 1 to `desks` of each centre.
    [[nodiscard]] Result<> makeDatabase(const ServerModel &model, const QStringList &centres, int desks);
    [[nodiscard]] std::unique_ptr<PgConnection> admin(const QString &database = QStringLiteral("county")) const;
    // First value of the first row as administrator; empty text if there is none.
    [[nodiscard]] QString value(const QByteArray &sql) const;
    [[nodiscard]] bool run(const QString &sql, const QString &database = QStringLiteral("county")) const;
    void killSessions(const QString &database = QStringLiteral("county")) const; // every other one
    // Keeps a copy of the database, and later puts it in its place: what a restore from a backup does.
    [[nodiscard]] bool keepCopy() const;
    [[nodiscard]] bool restoreCopy() const;

    [[nodiscard]] bool crash() { return m_server->crash(); }

private:
    explicit PgFixture(std::unique_ptr<ThrowawayServer> server)
        : m_server(std::move(server))
    {
    }

    std::unique_ptr<ThrowawayServer> m_server;
};

} // namespace fengqiao
