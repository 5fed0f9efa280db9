// What desks do, and what is done to them and to their server.
#include <QFile>
#include <QProcess>
#include <csignal>
#include <thread>

#include <store/replica.h>
#include <sync/conflicts.h>

#include "simulation.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int answerSeconds = 2;    // a dumb line is given up soon
constexpr int patientSeconds = 600; // of a line that is known to be good, on a machine that may be very busy
constexpr int patience = 5;         // tries
constexpr int mostDesks = 6;

QByteArray hexBytes(const QByteArray &bytes)
{
    return "\\x" + bytes.toHex();
}

} // namespace

void Simulation::act(SimulatedDesk &desk)
{
    for (int left = m_random.bounded(1, 5); left > 0; --left) {
        ++tally.actions;
        actOnce(desk);
    }
    m_log.collect(*desk.file);
}

void Simulation::actOnce(SimulatedDesk &desk)
{
    switch (m_random.bounded(15)) {
    case 0:
    case 1:
        if (const auto made = desk.file->registerVisit(u"访客%1"_s.arg(tally.actions), desk.area)) {
            m_visits << *made;
            nameVisitor(desk, *made);
        }
        return;
    case 2:
    case 3:
        if (const auto made = desk.file->addPerson(u"人%1"_s.arg(tally.actions)))
            m_people << *made;
        return;
    case 4:
    case 5:
    case 6:
    case 7:
        return stepVisit(desk);
    case 8:
        return handOver(desk);
    case 9:
        return decide(desk);
    case 10:
        if (const auto made = desk.file->importEvents(desk.area, m_random.bounded(1, 6))) {
            m_events += *made;
            tally.imported += static_cast<int>(made->size());
        }
        return;
    case 11:
        return stepEvent(desk);
    default:
        return editPerson(desk);
    }
}

// Every other visitor is somebody known: who goes where the visit goes.
void Simulation::nameVisitor(SimulatedDesk &desk, QUuid visit)
{
    if (m_visits.size() % 2 == 0 || m_people.isEmpty())
        return;
    const QUuid person =
        m_people.at(m_people.size() - 1 - m_visits.size() / 2 % std::min<qsizetype>(m_people.size(), 4));
    if (!desk.file->find(u"person"_s, person))
        return;
    [[maybe_unused]] const auto named = desk.file->write([&](Writer &tx) -> Result<> {
        Row row(desk.file->entity(u"visit_person"_s));
        row.set("visit"_L1, QVariant(visit));
        row.set("person"_L1, QVariant(person));
        row.set("role"_L1, u"visitor"_s);
        tx.insert(row);
        return {};
    });
}

// Most of the work is on the few newest records: that is where desks meet.
static QUuid newest(const QList<QUuid> &ids, QRandomGenerator &random)
{
    return ids.at(ids.size() - 1 - random.bounded(std::min<qsizetype>(ids.size(), 4)));
}

// As the engine would: only steps that the state allows here.
void Simulation::stepVisit(SimulatedDesk &desk)
{
    static const QList<std::tuple<QString, QString, QString>> steps{{u"receive"_s, u"V1"_s, u"V2"_s},
                                                                    {u"answer_on_spot"_s, u"V2"_s, u"V3"_s},
                                                                    {u"guide"_s, u"V2"_s, u"V4"_s},
                                                                    {u"close_visit"_s, u"V3 V4"_s, u"V7"_s},
                                                                    {u"withdraw_visit"_s, u"V1 V2"_s, u"V8"_s},
                                                                    {u"call_visit"_s, u"V1"_s, QString()}};
    if (m_visits.isEmpty())
        return;
    const QUuid visit = newest(m_visits, m_random);
    const auto row = desk.file->find(u"visit"_s, visit);
    for (const auto &[action, from, to] : steps)
        if (row && from.contains(row->text("state"_L1)) && m_random.bounded(3) == 0) {
            [[maybe_unused]] const auto done = desk.file->step(visit, action, u"WIN"_s, to);
            return;
        }
}

void Simulation::editPerson(SimulatedDesk &desk)
{
    static const QByteArrayList fields{"phone"_ba, "address"_ba, "place"_ba};
    if (m_people.isEmpty())
        return;
    const auto field = fields.at(m_random.bounded(desk.old ? fields.size() - 1 : fields.size()));
    edit(desk, u"person"_s, newest(m_people, m_random), field, u"值%1"_s.arg(tally.actions));
}

// The same field of the same person at every desk that has them: all but one must lose.
void Simulation::editTogether()
{
    if (m_people.isEmpty())
        return;
    const QUuid person = newest(m_people, m_random);
    for (SimulatedDesk &desk : m_desks) {
        ++tally.actions;
        edit(desk, u"person"_s, person, "phone"_ba, u"值%1"_s.arg(tally.actions));
        m_log.collect(*desk.file);
    }
}

// Every desk takes the same visit on from what it sees of it.
void Simulation::stepTogether()
{
    for (SimulatedDesk &desk : m_desks) {
        ++tally.actions;
        stepVisit(desk);
        m_log.collect(*desk.file);
    }
}

void Simulation::edit(SimulatedDesk &desk, const QString &entity, QUuid id, const QByteArray &field,
                      const QString &value)
{
    const auto before = desk.file->find(entity, id);
    if (desk.file->edit(entity, id, field, value) && before)
        m_log.replaced(entity, id, field, before->value(QLatin1StringView(field)));
}

// Up to the county, or down to the town: whoever hands it over may lose sight of it.
void Simulation::handOver(SimulatedDesk &desk)
{
    if (m_visits.isEmpty())
        return;
    const QUuid visit = newest(m_visits, m_random);
    const auto row = desk.file->find(u"visit"_s, visit);
    if (!row)
        return;
    ++tally.handed;
    const QString other = row->text("org"_L1) == "620521"_L1 ? u"620521105"_s : u"620521"_s;
    edit(desk, u"visit"_s, visit, "org"_ba, other);
    m_log.collect(*desk.file);
}

// What was imported goes on like everything else; its history begins here.
void Simulation::stepEvent(SimulatedDesk &desk)
{
    static const QList<std::tuple<QString, QString, QString>> steps{{u"route_event"_s, u"E10 E40"_s, u"E40"_s},
                                                                    {u"refuse_event"_s, u"E10"_s, u"E80"_s},
                                                                    {u"correct_event"_s, u"E10 E40"_s, QString()}};
    if (m_events.isEmpty())
        return;
    const QUuid event = newest(m_events, m_random);
    const auto row = desk.file->find(u"grid_event"_s, event);
    for (const auto &[action, from, to] : steps)
        if (row && from.contains(row->text("state"_L1)) && m_random.bounded(2) == 0) {
            if (desk.file->stepEvent(event, action, to) && !to.isEmpty())
                m_log.replaced(u"grid_event"_s, event, "state"_ba, row->value("state"_L1));
            return;
        }
}

// Whoever looks after the server erases somebody for good, while desks may still have changes for them.
void Simulation::purgePerson()
{
    if (m_people.isEmpty())
        return;
    const QUuid person = newest(m_people, m_random);
    if (!purgeRecord({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, u"620521"_s, u"person"_s,
                     person))
        return; // its disk is full
    ++tally.purged;
    m_purged << person;
}

// A person says which of two values it is to be.
void Simulation::decide(SimulatedDesk &desk)
{
    const auto inbox = desk.file->read(
        [&desk](Reader &reader) -> Result<QList<ConflictItem>> { return conflictInbox(reader, desk.area, 1); });
    if (inbox && !inbox->isEmpty())
        edit(desk, u"conflict"_s, inbox->first().id, "state"_ba, u"decided"_s);
}

bool Simulation::sync(SimulatedDesk &desk, const QString &url)
{
    ++tally.rounds;
    SyncEngine engine(desk.file->store(), modelOf(desk),
                      {.url = url, .password = {}, .answerSeconds = m_healing ? patientSeconds : answerSeconds},
                      desk.clock);
    auto done = engine.round();
    // A machine that stood still for a while is no fault of ours.
    for (int i = 0; i < patience && m_healing && !done && done.error().code == "server.unreachable"_L1; ++i)
        done = engine.round();
    if (!done) {
        ++tally.broken;
        if (m_healing)
            m_during << u"I6 %1 cannot heal: %2"_s.arg(desk.name, QString::fromUtf8(message(done.error())));
        return true;
    }
    tally.conflicts += done->conflicts;
    tally.refused += done->refused;
    if (done->repaired > 0)
        m_during << u"I1 %1 was not what the server says, and was mended: "_s.arg(desk.name) +
                        done->warnings.join(u' ');
    const qint64 rev = revOf(desk);
    if (rev < desk.rev && !done->again)
        m_during << u"I5 the cursor of %1 went back from %2 to %3"_s.arg(desk.name).arg(desk.rev).arg(rev);
    if (done->again && !m_restored && !desk.changed)
        m_during << u"I5 %1 fetched everything anew without a reason"_s.arg(desk.name);
    desk.changed = false;
    desk.rev = rev;
    return done->sent + done->received + done->waiting > 0 || done->again || done->newIdentity;
}

// All at once, each in a thread of its own, over the bad line.
void Simulation::syncTogether()
{
    std::vector<std::thread> threads;
    std::vector<std::optional<SyncReport>> reports(m_desks.size());
    threads.reserve(m_desks.size());
    for (size_t i = 0; i < m_desks.size(); ++i)
        threads.emplace_back([&, i] {
            SyncEngine engine(m_desks[i].file->store(), modelOf(m_desks[i]),
                              {.url = urlOf(m_desks[i], true), .password = {}, .answerSeconds = answerSeconds},
                              m_desks[i].clock);
            if (const auto done = engine.round())
                reports[i] = *done;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (size_t i = 0; i < m_desks.size(); ++i) {
        ++tally.rounds;
        tally.broken += reports[i] ? 0 : 1;
        tally.conflicts += reports[i] ? reports[i]->conflicts : 0;
        tally.refused += reports[i] ? reports[i]->refused : 0;
        m_desks[i].changed = m_desks[i].changed && !reports[i];
        m_desks[i].rev = revOf(m_desks[i]);
    }
}

// The program itself, killed at some moment.
void Simulation::killedProcess(SimulatedDesk &desk)
{
    if (desk.old || desk.full)
        return;
    desk.file->close();
    const QString password = m_files->path(u"password"_s);
    if (QFile file(password); !file.exists() && file.open(QIODevice::WriteOnly))
        file.write("correct-horse-battery\n");
    QProcess process;
    process.start(qEnvironmentVariable("FENGQIAO_CTL", QStringLiteral(FENGQIAOCTL)),
                  {u"sync"_s, desk.file->path(), u"--server"_s, urlOf(desk, false), u"--as"_s, u"bing"_s,
                   u"--password-file"_s, password});
    process.waitForStarted();
    process.waitForFinished(m_random.bounded(50, 700));
    if (process.state() != QProcess::NotRunning) {
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        ++tally.kills;
    }
    process.waitForFinished(10'000);
    reopen(desk);
    desk.rev = revOf(desk);
}

Simulation::Batch Simulation::Batch::tail(qsizetype from) const
{
    Batch later = *this;
    later.bodies = bodies.sliced(from);
    later.first = first + from;
    return later;
}

Simulation::Batch Simulation::batchOf(SimulatedDesk &desk, qint64 after, int count) const
{
    return desk.file
        ->read([&](Reader &reader) -> Result<Batch> {
            Batch batch{{},
                        outboxChain(reader, after),
                        after + 1,
                        reader.meta("sync.incarnation"_L1).toLongLong(),
                        reader.meta("desk"_L1).toLongLong()};
            for (const OutboxEntry &entry : outboxAfter(reader, after, count, 1 << 20))
                batch.bodies << entry.body;
            return batch;
        })
        .value_or(Batch{});
}

QString Simulation::pushRaw(const SimulatedDesk &desk, const Batch &batch) const
{
    auto db = PgConnection::open({.url = urlOf(desk, false)});
    if (!db || batch.bodies.isEmpty())
        return {};
    const auto answer = (*db)->query("SELECT fq.sync_push($1, $2, $3, $4, $5) ->> 'answer'",
                                     {PgValue::of(batch.desk), PgValue::of(batch.incarnation), PgValue::of(batch.first),
                                      PgValue::of(hexBytes(batch.before)), PgValue::ofTexts(batch.bodies)});
    return answer ? answer->text(0, 0) : QString();
}

// A batch that arrives once more, late and out of order.
void Simulation::replay(SimulatedDesk &desk)
{
    const Batch old = batchOf(desk, m_random.bounded(20), m_random.bounded(1, 6));
    const qint64 taken = desk.file->read([](Reader &r) -> Result<qint64> { return outboxAcknowledged(r); }).value_or(0);
    if (old.bodies.isEmpty() || old.first + old.bodies.size() - 1 > taken)
        return;
    ++tally.replays;
    if (pushRaw(desk, old) == "ok"_L1 && !m_restored)
        m_during << u"I3 an old batch of %1 was taken a second time"_s.arg(desk.name);
}

// What waits arrives without the desk hearing of it: whole, in part, twice, or the second half first.
void Simulation::behindItsBack(SimulatedDesk &desk)
{
    const qint64 taken = desk.file->read([](Reader &r) -> Result<qint64> { return outboxAcknowledged(r); }).value_or(0);
    const Batch batch = batchOf(desk, taken, m_random.bounded(1, 20));
    if (batch.bodies.isEmpty())
        return;
    ++tally.behind;
    if (batch.bodies.size() > 1 && m_random.bounded(2) == 0 &&
        pushRaw(desk, batch.tail(batch.bodies.size() / 2)) == "ok"_L1 && !m_restored)
        m_during << u"I4 the second half of a batch of %1 was taken before the first"_s.arg(desk.name);
    const QString first = pushRaw(desk, batch);
    if (first == "ok"_L1 && m_random.bounded(2) == 0 && pushRaw(desk, batch) == "ok"_L1)
        m_during << u"I3 a batch of %1 was taken twice"_s.arg(desk.name);
}

// A copied file works beside its original.
void Simulation::copyFile(SimulatedDesk &desk)
{
    if (m_desks.size() >= mostDesks || desk.full)
        return;
    desk.file->close();
    SimulatedDesk other{.name = desk.name + u'\'', .file = nullptr, .clock = std::make_shared<SkewedClock>()};
    other.area = desk.area;
    other.old = desk.old;
    other.changed = desk.changed;
    other.rev = desk.rev;
    other.file = m_files->copy(*desk.file, u"c%1.fengqiao"_s.arg(++m_filesMade), other.clock);
    reopen(desk);
    ++tally.clones;
    if (other.file)
        m_desks.push_back(std::move(other)); // `desk` is not used after this
}

// An older copy takes the place of the file: what was written since and sent comes back, the rest is gone with the
// disk.
void Simulation::restoreFile(SimulatedDesk &desk)
{
    if (desk.full)
        return;
    if (!desk.kept) {
        desk.file->close();
        desk.kept = m_files->copy(*desk.file, u"k%1.fengqiao"_s.arg(++m_filesMade), desk.clock);
        if (desk.kept)
            desk.kept->close();
        return reopen(desk);
    }
    m_log.forgetUnsent(*desk.file);
    const QString old = desk.file->path();
    desk.file.reset();
    Store::discard(old);
    desk.file = std::exchange(desk.kept, nullptr);
    reopen(desk);
    m_log.collect(*desk.file);
    desk.rev = revOf(desk);
    desk.changed = true; // its program may have been another one then
    ++tally.restores;
}

void Simulation::restoreServer()
{
    if (!m_serverMayGoBack || m_serverIsOld || m_serverIsFull)
        return;
    if (!m_copied) {
        m_copied = m_pg->keepCopy();
        return;
    }
    if (!m_pg->restoreCopy())
        m_during << u"the copy of the server cannot be put in its place"_s;
    // The list of what was erased outlives the backup (sync.md 2.6).
    for (const QUuid person : std::as_const(m_purged))
        if (!purgeRecord({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, u"620521"_s,
                         u"person"_s, person))
            m_during << u"what was erased cannot be erased again"_s;
    m_copied = false;
    m_restored = true;
    ++tally.serverRestores;
}

// Nothing may grow any more: whatever is being written fails and leaves nothing half.
void Simulation::noSpaceHere(SimulatedDesk &desk)
{
    desk.full = !desk.full;
    tally.fullDisks += desk.full ? 1 : 0;
    const auto set = desk.file->write([&](Writer &tx) -> Result<> {
        Query limit = tx.query(desk.full ? u"PRAGMA max_page_count = 1"_s : u"PRAGMA max_page_count = 1073741823"_s);
        [[maybe_unused]] const bool any = limit.next();
        return {};
    });
    if (!set)
        m_during << u"no limit could be set"_s;
    if (desk.full && !m_healing) {
        act(desk);
        [[maybe_unused]] const bool any = sync(desk, urlOf(desk, false));
    }
}

void Simulation::noSpaceThere()
{
    m_serverIsFull = !m_serverIsFull;
    tally.fullDisks += m_serverIsFull ? 1 : 0;
    if (!m_pg->run(
            u"ALTER TABLE fq_sync.centre_rev %1 TRIGGER no_space"_s.arg(m_serverIsFull ? u"ENABLE"_s : u"DISABLE"_s)))
        m_during << u"the disk of the server does not change"_s;
}

void Simulation::newerProgram(SimulatedDesk &desk)
{
    if (!desk.old)
        return;
    desk.old = false;
    desk.changed = true;
    ++tally.upgrades;
}

void Simulation::newerServer()
{
    if (!m_serverIsOld)
        return;
    m_pg->killSessions();
    if (const auto done =
            upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, m_files->model());
        !done)
        m_during << u"the server could not be upgraded: "_s + done.error().message;
    m_serverIsOld = false;
    ++tally.upgrades;
}

} // namespace fengqiao
