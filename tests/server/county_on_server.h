#pragma once

#include "desk_files.h"
#include "pg_fixture.h"

namespace fengqiao {

// A county of two desks on its server, made once; every test begins with copies of the files and of the database.
class CountyOnServer {
public:
    // False with the reason where there is no server here.
    [[nodiscard]] bool start(QString *why)
    {
        m_pg = PgFixture::start(why);
        if (!m_pg)
            return false;
        m_url = m_pg->url(QStringLiteral("c_620521"));
        m_files = std::make_unique<CountyFiles>();
        return true;
    }

    // The first desk's county is on the server, the second desk has joined.
    [[nodiscard]] bool found()
    {
        if (!m_files->isValid() || !m_pg->makeDatabase(m_files->model(), {QStringLiteral("620521")}, 2))
            return false;
        m_firstA = m_files->found(QStringLiteral("first-a.fengqiao"));
        if (!m_firstA || m_files->sync(*m_firstA, m_url).value_or(SyncReport{.sent = -1}).sent != 1)
            return false;
        m_firstB = m_files->join(QStringLiteral("first-b.fengqiao"), m_url, 2);
        return m_firstB != nullptr;
    }

    // What stands now is what every test begins with.
    [[nodiscard]] bool keep()
    {
        m_firstA->close();
        m_firstB->close();
        m_pg->killSessions();
        return m_pg->run(QStringLiteral("CREATE DATABASE county_first TEMPLATE county"), QStringLiteral("postgres"));
    }

    [[nodiscard]] bool begin()
    {
        m_pg->killSessions();
        if (!m_pg->run(QStringLiteral("DROP DATABASE county WITH (FORCE)"), QStringLiteral("postgres")) ||
            !m_pg->run(QStringLiteral("CREATE DATABASE county TEMPLATE county_first"), QStringLiteral("postgres")))
            return false;
        m_a = m_files->copy(*m_firstA, QStringLiteral("a.fengqiao"));
        m_b = m_files->copy(*m_firstB, QStringLiteral("b.fengqiao"));
        return m_a && m_b;
    }

    void end()
    {
        m_a.reset();
        m_b.reset();
    }

    void stop()
    {
        end();
        m_firstA.reset();
        m_firstB.reset();
        m_files.reset();
        m_pg.reset();
    }

protected:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_firstA;
    std::unique_ptr<DeskFile> m_firstB;
    std::unique_ptr<DeskFile> m_a;
    std::unique_ptr<DeskFile> m_b;
    QString m_url;
};

} // namespace fengqiao
