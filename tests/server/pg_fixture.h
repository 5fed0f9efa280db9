#pragma once

#include <QTemporaryDir>
#include <memory>

#include <pg.h>
#include <sync/server.h>

namespace fengqiao {

// A PostgreSQL of this test alone: a cluster in a temporary folder, run by an unprivileged account, gone at the end.
class PgFixture {
public:
    // Null where PostgreSQL is not installed; then `why` says what is missing.
    [[nodiscard]] static std::unique_ptr<PgFixture> start(QString *why);
    ~PgFixture();
    PgFixture(const PgFixture &) = delete;
    PgFixture &operator=(const PgFixture &) = delete;

    [[nodiscard]] QString url(const QString &role, const QString &database = QStringLiteral("county"),
                              int port = 0) const;

    [[nodiscard]] int port() const { return m_port; }

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
    [[nodiscard]] bool crash(); // kill -9 of the whole server, and up again

private:
    PgFixture() = default;
    [[nodiscard]] bool control(const QStringList &arguments) const;
    QTemporaryDir m_folder{QStringLiteral("/tmp/fqpg-XXXXXX")};
    QString m_bin;
    int m_port = 0;
};

} // namespace fengqiao
