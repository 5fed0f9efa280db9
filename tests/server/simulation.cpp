#include "simulation.h"

#include <QElapsedTimer>
#include <thread>

#include <mediation/mediation.h>
#include <store/replica.h>

#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto town = "620521105"_L1;
constexpr int countyDesks = 3;
constexpr int townDesk = 4;
constexpr int healingRounds = 4;

// A field that an older program did not have.
constexpr auto youngField = "place"_L1;

const Entity &smallPerson()
{
    static const Entity entity = [] {
        Entity small = personEntity();
        small.fields.removeIf([](const Field &field) { return field.name == youngField; });
        return small;
    }();
    return entity;
}

ServerModel withoutYoungField(const ServerModel &model)
{
    ServerModel small = model;
    for (const Entity *&entity : small.schema.entities)
        if (entity->name == personEntity().name)
            entity = &smallPerson();
    return small;
}

} // namespace

QString Tally::toText() const
{
    return u"%1 seeds: %2 actions, %3 rounds (%4 broken), %5 lines cut, %6 bytes turned, %7 clients killed, %8 server "
           "crashes, "_s.arg(seeds)
               .arg(actions)
               .arg(rounds)
               .arg(broken)
               .arg(cuts)
               .arg(flips)
               .arg(kills)
               .arg(crashes) +
           u"%1 copied files, %2 restored files, %3 restores of the server, %4 old batches, %5 batches behind the "
           "desk's back, %6 handed over, %7 full disks, %8 upgrades, %9 events imported, "_s.arg(clones)
               .arg(restores)
               .arg(serverRestores)
               .arg(replays)
               .arg(behind)
               .arg(handed)
               .arg(fullDisks)
               .arg(upgrades)
               .arg(imported) +
           u"%1 persons erased, %2 conflicts, %3 refused"_s.arg(purged).arg(conflicts).arg(refused);
}

std::unique_ptr<Simulation> Simulation::prepare(QString *why)
{
    std::unique_ptr<Simulation> made(new Simulation);
    made->m_pg = PgFixture::start(why);
    if (!made->m_pg)
        return nullptr;
    made->m_files = std::make_unique<CountyFiles>();
    if (!made->m_files->isValid() || !made->makeFirst()) {
        qWarning("the first files could not be made");
        why->clear();
        return nullptr;
    }
    return made;
}

Simulation::~Simulation()
{
    end();
    m_first.clear();
    m_files.reset();
    m_pg.reset();
}

// Made once; every seed begins with copies.
bool Simulation::makeFirst()
{
    m_small = withoutYoungField(m_files->model());
    if (const auto done = m_pg->makeDatabase(m_files->model(), {u"620521"_s, u"620522"_s}, countyDesks); !done) {
        qWarning("%s", message(done.error()));
        return false;
    }
    const auto registered =
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .area = QString(town),
                                                                                              .desk = townDesk,
                                                                                              .name = u"town"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {}});
    if (!registered)
        return false;
    const QString county = m_pg->url(u"c_620521"_s);
    auto founder = m_files->found(u"first-1.fengqiao"_s);
    if (!founder || !m_files->sync(*founder, county))
        return false;
    m_first.push_back(std::move(founder));
    for (int desk = 2; desk <= countyDesks; ++desk)
        m_first.push_back(m_files->join(u"first-%1.fengqiao"_s.arg(desk), county, desk));
    m_first.push_back(m_files->join(u"first-town.fengqiao"_s, m_pg->url(u"c_"_s + town), townDesk));
    for (const auto &file : m_first) {
        if (!file)
            return false;
        file->close();
    }
    // Of another county, so that it would show if anything of it ever came; and a disk that can be full.
    if (!m_pg->run(
            u"INSERT INTO fq_data.person (centre, id, rev, stamp, name) SELECT '620522', gen_random_uuid(), 1, 1, 'x'; "
            "INSERT INTO fq_sync.centre_rev SELECT '620522', 1, 1, 1, 1, ARRAY[code] FROM fq_sync.entity WHERE name = "
            "'person'; UPDATE fq_sync.centre_clock SET rev = 1 WHERE centre = '620522'; "
            "CREATE FUNCTION public.no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space' "
            "USING ERRCODE = '53100'; END $$; CREATE TRIGGER no_space BEFORE INSERT ON fq_sync.centre_rev FOR EACH ROW "
            "EXECUTE FUNCTION public.no_space(); ALTER TABLE fq_sync.centre_rev DISABLE TRIGGER no_space"_s))
        return false;
    m_pg->killSessions();
    return m_pg->run(u"CREATE DATABASE county_first TEMPLATE county"_s, u"postgres"_s);
}

bool Simulation::begin(quint32 seed)
{
    end();
    m_random.seed(seed);
    m_log = {};
    m_visits.clear();
    m_people.clear();
    m_events.clear();
    m_purged.clear();
    m_during.clear();
    m_restored = m_copied = m_serverIsFull = m_serverIsOld = false;
    m_serverMayGoBack = emphasis == "restores"_L1 || (emphasis.isEmpty() && seed % 2 == 0);
    m_pg->killSessions();
    if (!m_pg->run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s) ||
        !m_pg->run(u"CREATE DATABASE county TEMPLATE county_first"_s, u"postgres"_s))
        return false;
    // The server may be older than the desks, or one of the desks older than the server.
    if (mutant.isEmpty() && m_random.bounded(4) == 0) {
        m_serverIsOld = true;
        const QString sql = u"UPDATE fq_data.person SET extra = coalesce(extra, '{}') || jsonb_build_object('%1', %1) "
                            "WHERE %1 IS NOT NULL; ALTER TABLE fq_data.person DROP COLUMN %1"_s.arg(youngField);
        if (!m_pg->run(sql) ||
            !upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, *m_small))
            return false;
    }
    if (!mutant.isEmpty() && !m_pg->run(mutant))
        return false;
    m_proxy = std::make_unique<ChaosProxy>(m_pg->port(), seed, m_pg->hasTls());
    for (const auto &first : m_first) {
        SimulatedDesk desk{
            .name = u"desk %1"_s.arg(m_desks.size() + 1), .file = nullptr, .clock = std::make_shared<SkewedClock>()};
        desk.file = m_files->copy(*first, u"c%1.fengqiao"_s.arg(++m_filesMade), desk.clock);
        if (!desk.file)
            return false;
        if (m_desks.size() == countyDesks) {
            desk.name = u"town"_s;
            desk.area = QString(town);
        }
        m_desks.push_back(std::move(desk));
    }
    if (!m_serverIsOld && m_random.bounded(3) == 0)
        m_desks[1].old = m_desks[1].changed = true;
    return true;
}

void Simulation::end()
{
    if (m_proxy) {
        tally.cuts += m_proxy->cuts();
        tally.flips += m_proxy->flips();
    }
    m_proxy.reset();
    for (SimulatedDesk &desk : m_desks)
        for (auto *file : {&desk.file, &desk.kept}) {
            const QString path = *file ? (*file)->path() : QString();
            file->reset();
            if (!path.isEmpty())
                Store::discard(path);
        }
    m_desks.clear();
}

QString Simulation::urlOf(const SimulatedDesk &desk, bool bad) const
{
    const QString role = u"c_"_s + desk.area;
    return bad ? m_pg->url(role, u"county"_s, m_proxy->port()) : m_pg->url(role);
}

const ServerModel &Simulation::modelOf(const SimulatedDesk &desk) const
{
    return desk.old ? *m_small : m_files->model();
}

qint64 Simulation::revOf(SimulatedDesk &desk)
{
    return desk.file->read([](Reader &reader) -> Result<qint64> { return reader.meta("sync.rev"_L1).toLongLong(); })
        .value_or(0);
}

void Simulation::reopen(SimulatedDesk &desk)
{
    if (!desk.file->open())
        m_during << u"the file of %1 does not open any more"_s.arg(desk.name);
}

void Simulation::step(SimulatedDesk &desk)
{
    if (!emphasis.isEmpty() && m_random.bounded(5) == 0)
        return special(desk);
    const int dice = m_random.bounded(100);
    if (qEnvironmentVariableIsSet("FENGQIAO_TRACE")) // what led to a broken seed
        qInfo("%s (desk %d, rev %lld%s): %d", qPrintable(desk.name), desk.file->desk(), desk.rev,
              desk.full ? ", full" : "", dice);
    if (dice < 43)
        return act(desk);
    if (dice < 67) {
        [[maybe_unused]] const bool any = sync(desk, urlOf(desk, m_random.bounded(3) != 0));
        return;
    }
    if (dice < 75)
        return syncTogether();
    if (dice < 78)
        return replay(desk);
    if (dice < 82)
        return behindItsBack(desk);
    if (dice < 86)
        return purgePerson();
    if (dice < 87) {
        desk.clock->shift = static_cast<qint64>(m_random.bounded(172'800'000)) - 86'400'000;
        return;
    }
    if (dice < 88)
        return killedProcess(desk);
    if (dice < 90)
        return copyFile(desk);
    if (dice < 92)
        return noSpaceHere(desk);
    if (dice < 94)
        return noSpaceThere();
    if (dice < 95)
        return newerProgram(desk);
    if (dice < 96)
        return newerServer();
    if (dice < 97)
        return m_pg->killSessions();
    if (dice < 98) {
        ++tally.crashes;
        if (!m_pg->crash())
            m_during << u"the server does not come up again"_s;
        return;
    }
    return m_serverMayGoBack ? restoreServer() : restoreFile(desk);
}

void Simulation::special(SimulatedDesk &desk)
{
    if (emphasis == "copies"_L1)
        return copyFile(desk);
    if (emphasis == "edits"_L1)
        return editTogether();
    if (emphasis == "restores"_L1)
        return restoreServer();
    if (emphasis == "purges"_L1)
        return purgePerson();
    if (emphasis == "steps"_L1)
        return stepTogether();
    handOver(desk);
}

// Everything works again, nobody writes any more: what happens in these rounds must be enough.
void Simulation::heal()
{
    m_healing = true;
    if (m_serverIsFull)
        noSpaceThere();
    newerServer();
    for (SimulatedDesk &desk : m_desks) {
        if (desk.full)
            noSpaceHere(desk);
        newerProgram(desk);
    }
    bool any = true;
    for (int i = 0; i < healingRounds && any; ++i) {
        any = false;
        for (SimulatedDesk &desk : m_desks)
            any = sync(desk, urlOf(desk, false)) || any;
    }
    m_healing = false;
}

QStringList Simulation::faults()
{
    QStringList all = m_during;
    const auto admin = m_pg->admin();
    if (!admin)
        return {u"no server"_s};
    QHash<QString, ServerImage> images;
    for (SimulatedDesk &desk : m_desks) {
        if (!images.contains(desk.area)) {
            const auto line = PgConnection::open({.url = urlOf(desk, false)});
            if (!line)
                return {u"no server for %1"_s.arg(desk.name)};
            images.insert(desk.area, imageOf(**line, m_files->model().schema, desk.name));
        }
        all += brokenLiveness(*desk.file, *admin, desk.name);
        all += brokenPurges(m_log, m_purged, *desk.file, desk.name);
        all += brokenImages(*desk.file, images[desk.area], desk.name);
        all += brokenArea(*desk.file, *admin, desk.name, desk.area);
    }
    all += brokenValues(m_log, *admin, m_purged, m_restored);
    all += brokenPurges(m_log, m_purged, *admin);
    all += brokenEvents(*admin);
    all += brokenRevs(*admin, syncedEntities(m_files->model().schema));
    all += brokenNumbers(*admin);
    return all;
}

QStringList Simulation::run(quint32 seed, int steps)
{
    QElapsedTimer timer;
    timer.start();
    const auto tell = [&timer, traced = qEnvironmentVariableIsSet("FENGQIAO_TRACE")](const char *what) {
        if (traced)
            qInfo("%s: %lld ms", what, timer.restart());
    };
    if (!begin(seed))
        return {u"the simulation could not begin"_s};
    tell("begun");
    for (int i = 0; i < steps && m_during.isEmpty(); ++i)
        step(m_desks[static_cast<size_t>(m_random.bounded(static_cast<int>(m_desks.size())))]);
    tell("steps");
    heal();
    tell("healed");
    const QStringList found = faults();
    tell("looked at");
    end();
    ++tally.seeds;
    return found;
}

} // namespace fengqiao
