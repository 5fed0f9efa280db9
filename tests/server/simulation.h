#pragma once

#include <QRandomGenerator>
#include <memory>

#include "chaos_proxy.h"
#include "desk_files.h"
#include "invariants.h"
#include "pg_fixture.h"

namespace fengqiao {

// One desk of the simulation: a file, a clock of its own, and the role that it signs in with.
struct SimulatedDesk {
    QString name;
    std::unique_ptr<DeskFile> file;
    std::shared_ptr<SkewedClock> clock;
    QString area = QStringLiteral("620521");
    qint64 rev = 0;
    bool old = false;                 // an older program, which does not know one of the fields yet
    bool changed = false;             // its program was changed: it may fetch everything anew
    bool full = false;                // its disk
    std::unique_ptr<DeskFile> kept{}; // a copy from before
};

struct Tally {
    int seeds = 0;
    int actions = 0;
    int rounds = 0;
    int broken = 0;
    int kills = 0;
    int clones = 0;
    int restores = 0;
    int serverRestores = 0;
    int crashes = 0;
    int replays = 0;
    int behind = 0;
    int handed = 0;
    int imported = 0;
    int purged = 0;
    int fullDisks = 0;
    int upgrades = 0;
    int cuts = 0;
    int flips = 0;
    qint64 conflicts = 0;
    qint64 refused = 0;
    [[nodiscard]] QString toText() const;
};

// Several desks of a county and of one of its towns, a real server, and everything that can break between them, by a
// seed. `run` gives the invariants of sync.md 4 that do not hold after healing, in words.
class Simulation {
public:
    // Null where PostgreSQL is not installed; then `why` says so.
    [[nodiscard]] static std::unique_ptr<Simulation> prepare(QString *why);
    ~Simulation();
    [[nodiscard]] QStringList run(quint32 seed, int steps);

    QString mutant;   // SQL that leaves a thought out of our own functions
    QString emphasis; // "copies", "edits", "purges", "restores", "steps", "towns": more of it
    Tally tally;

private:
    Simulation() = default;
    [[nodiscard]] bool makeFirst();
    [[nodiscard]] bool begin(quint32 seed);
    void end();
    void step(SimulatedDesk &desk);
    void special(SimulatedDesk &desk);

    void act(SimulatedDesk &desk);
    void actOnce(SimulatedDesk &desk);
    void nameVisitor(SimulatedDesk &desk, QUuid visit);
    void stepVisit(SimulatedDesk &desk);
    void editPerson(SimulatedDesk &desk);
    void editTogether();
    void stepTogether();
    void edit(SimulatedDesk &desk, const QString &entity, QUuid id, const QByteArray &field, const QString &value);
    void handOver(SimulatedDesk &desk);
    void decide(SimulatedDesk &desk);
    void stepEvent(SimulatedDesk &desk);
    void purgePerson();

    bool sync(SimulatedDesk &desk, const QString &url); // false: it went well and there was nothing to do
    void syncTogether();
    void killedProcess(SimulatedDesk &desk);
    void replay(SimulatedDesk &desk);
    void behindItsBack(SimulatedDesk &desk);
    void copyFile(SimulatedDesk &desk);
    void restoreFile(SimulatedDesk &desk);
    void restoreServer();
    void noSpaceHere(SimulatedDesk &desk);
    void noSpaceThere();
    void newerProgram(SimulatedDesk &desk);
    void newerServer();
    void heal();
    [[nodiscard]] QStringList faults();

    struct Batch {
        QList<QByteArray> bodies;
        QByteArray before;
        qint64 first = 0;
        qint64 incarnation = 0;
        qint64 desk = 0;
        [[nodiscard]] Batch tail(qsizetype from) const;
    };

    [[nodiscard]] Batch batchOf(SimulatedDesk &desk, qint64 after, int count) const;
    [[nodiscard]] QString pushRaw(const SimulatedDesk &desk, const Batch &batch) const; // the answer
    [[nodiscard]] QString urlOf(const SimulatedDesk &desk, bool bad) const;
    [[nodiscard]] const ServerModel &modelOf(const SimulatedDesk &desk) const;
    [[nodiscard]] static qint64 revOf(SimulatedDesk &desk);
    void reopen(SimulatedDesk &desk);

    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::optional<ServerModel> m_small; // of an older program
    std::vector<std::unique_ptr<DeskFile>> m_first;
    std::unique_ptr<ChaosProxy> m_proxy;
    std::vector<SimulatedDesk> m_desks;
    QRandomGenerator m_random;
    WrittenLog m_log;
    QList<QUuid> m_visits;
    QList<QUuid> m_people;
    QList<QUuid> m_events;
    QList<QUuid> m_purged;
    QStringList m_during;
    bool m_serverMayGoBack = false; // or files may: both at once is a real loss
    bool m_serverIsOld = false;
    bool m_serverIsFull = false;
    bool m_restored = false;
    bool m_copied = false;
    bool m_healing = false;
    int m_filesMade = 0;
};

} // namespace fengqiao
