// Desks and their server: every figure as a ratio to something simpler in the same run, on a throw-away PostgreSQL.
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unistd.h>

#include <composition.h>
#include <store/replica.h>
#include <sync/sync.h>

#include "bare.h"
#include "chaos_proxy.h"
#include "desk_files.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int batch = 500;

QString ratio(double value)
{
    return QString::number(value, 'f', 2) + u" x"_s;
}

QString perSecond(double rate)
{
    return QString::number(rate, 'f', 0) + u"/s"_s;
}

int asked(const char *name, int usual)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : usual;
}

double secondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

struct Bench {
    std::unique_ptr<PgFixture> pg;
    std::unique_ptr<CountyFiles> files;
    QTemporaryDir folder{};

    void database(const QStringList &centres, int desks) const
    {
        if (const auto made = pg->makeDatabase(files->model(), centres, desks); !made)
            qFatal("%s", qPrintable(made.error().message));
    }

    void run(const QString &sql) const
    {
        if (!pg->run(sql))
            qFatal("%s", qPrintable(sql.left(80)));
    }
};

// One desk of the protocol without a file: its numbers, its chain, and visits as the action leaves them.
class RawDesk {
public:
    RawDesk(const PgFixture &pg, const QString &centre, int desk, const QString &account)
        : m_centre(centre)
        , m_desk(desk)
        , m_account(account)
        , m_db(PgConnection::open({.url = pg.url(u"c_"_s + centre)}).value_or(nullptr))
    {
        if (!m_db)
            qFatal("no server");
    }

    [[nodiscard]] QByteArray visit()
    {
        const QByteArray visitId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        const QByteArray eventId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        const QByteArray at = QByteArray::number(SystemClock().now().ms);
        const QByteArray number =
            "LF-" + m_centre.toLatin1() + '-' + QByteArray::number(m_desk) + '-' + QByteArray::number(++m_made);
        m_last = visitId;
        return "{\"at\":" + at + ",\"ops\":[{\"op\":\"new\",\"entity\":\"visit\",\"id\":\"" + visitId +
               "\",\"stamp\":" + stamp() + ",\"fields\":{\"number\":\"" + number +
               "\",\"ticket\":\"A1\",\"state\":\"V1\",\"org\":\"" + m_centre.toLatin1() +
               "\",\"day\":\"2026-09-14\",\"arrived_at\":" + at +
               ",\"purpose\":\"purpose_dispute\",\"channel\":\"channel_visit\",\"head_count\":1,\"notice_version\":"
               "\"1\","
               "\"visitor_name\":\"张三\",\"claim\":\"邻居排水冲坏院墙，要求修复。\"}},{\"op\":\"new\",\"entity\":"
               "\"history\",\"id\":\"" +
               eventId + "\",\"stamp\":" + stamp() + ",\"fields\":{\"subject_kind\":\"visit\",\"subject\":\"" +
               visitId +
               "\",\"seq\":1,\"transition\":\"A01\",\"action\":\"register_visit\",\"to_state\":\"V1\",\"actor\":\"" +
               m_account.toLatin1() + "\",\"actor_role\":\"WIN\",\"at\":" + at + "}}]}";
    }

    [[nodiscard]] const QByteArray &last() const { return m_last; }

    // Seconds that the server took.
    double push(const QList<QByteArray> &bodies)
    {
        QElapsedTimer timer;
        timer.start();
        const auto answer =
            m_db->query("SELECT fq.sync_push($1, $2, $3, $4, $5)",
                        {PgValue::of(static_cast<qint64>(m_desk)), PgValue::of(7000LL + m_desk), PgValue::of(m_seq + 1),
                         PgValue::of("\\x" + m_chain.toHex()), PgValue::ofTexts(bodies)});
        const double took = secondsOf(timer);
        if (!answer)
            qFatal("push: %s", qPrintable(answer.error().message));
        const QJsonObject json = QJsonDocument::fromJson(answer->bytes(0, 0)).object();
        if (json["answer"_L1] != "ok"_L1 || json["refused"_L1] != QJsonArray())
            qFatal("push: %s", answer->bytes(0, 0).constData());
        m_seq += bodies.size();
        for (const QByteArray &body : bodies) {
            QCryptographicHash hash(QCryptographicHash::Sha256);
            hash.addData(m_chain);
            hash.addData(body);
            m_chain = hash.result();
        }
        return took;
    }

    void tell() { [[maybe_unused]] const auto told = m_db->query("SELECT fq.sync_notify()"); }

    // Seconds of one pull from where the last one ended.
    double pull()
    {
        QElapsedTimer timer;
        timer.start();
        const auto page = m_db->query("SELECT fq.sync_pull($1, $2, $3, 2000, ARRAY['visit','history'])",
                                      {PgValue::of(m_epoch), PgValue::of(m_rev), PgValue::of(m_token)});
        if (!page)
            qFatal("pull: %s", qPrintable(page.error().message));
        const double took = secondsOf(timer);
        const QJsonObject head = QJsonDocument::fromJson(page->bytes(0, 0)).object();
        if (head["reset"_L1].toBool()) {
            const auto now = m_db->query("SELECT epoch, rev, token FROM fq.sync_head()");
            m_epoch = now->integer(0, 0);
            m_rev = now->integer(0, 1);
            m_token = now->integer(0, 2);
        } else {
            m_rev = head["rev"_L1].toInteger();
            m_token = head["token"_L1].toInteger();
        }
        return took;
    }

private:
    QByteArray stamp()
    {
        return QByteArray::number((SystemClock().now().ms << 19) | ((m_count++ & 255) << 11) | m_desk);
    }

    QString m_centre;
    int m_desk;
    QString m_account;
    std::unique_ptr<PgConnection> m_db;
    QByteArray m_chain = QByteArray(32, '\0');
    QByteArray m_last;
    qint64 m_seq = 0;
    qint64 m_made = 0;
    qint64 m_count = 0;
    qint64 m_epoch = 0;
    qint64 m_rev = 0;
    qint64 m_token = 0;
};

QString addAccount(const Bench &bench, const QString &centre)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    bench.run(u"INSERT INTO fq_data.account (centre, id, rev, stamp, login, name, roles, state) VALUES ('%1', '%2', 0, "
              "1, 'bench', '甲', 'WIN', 'active')"_s.arg(centre, id));
    return id;
}

// ---- first sync ----

Result<SyncReport> joinAs(const Bench &bench, const QString &name)
{
    return joinCounty(bench.files->path(name), modules(), bench.files->model(),
                      {.url = bench.pg->url(u"c_620521"_s), .password = {}, .answerSeconds = 60}, 2, u"bing"_s,
                      Secret("correct-horse-battery"_ba));
}

void fillPeople(const Bench &bench, int rows)
{
    bench.run(
        u"INSERT INTO fq_data.person (centre, id, rev, stamp, name, document_type, document_number, phone, address) "
        "SELECT '620521', gen_random_uuid(), k.rev + 1, 1000000 + i, substr('王李张刘陈杨黄赵吴周', 1 + i % 10, 1) || "
        "substr('伟芳娜秀英敏静丽强磊', 1 + i / 10 % 10, 1) || substr('军洋勇艳杰娟涛明超兰', 1 + i / 100 % 10, 1), "
        "'citizen_id', lpad((999999000000000000 + i)::text, 18, '0'), (13800000000 + i)::text, '永清镇中山路' || i || "
        "'号' FROM generate_series(1, %1) i, fq_sync.centre_clock k WHERE k.centre = '620521'; "
        "UPDATE fq_sync.centre_clock SET rev = rev + 1 WHERE centre = '620521'; "
        "INSERT INTO fq_sync.centre_rev SELECT '620521', k.rev, 1, 1, %1, ARRAY[e.code] FROM fq_sync.centre_clock k, "
        "fq_sync.entity e WHERE k.centre = '620521' AND e.name = 'person'; ANALYZE fq_data.person"_s.arg(rows));
}

const Entity &personOf(const Bench &bench)
{
    const QList<const Entity *> &entities = bench.files->model().schema.entities;
    return **std::ranges::find(entities, "person"_L1, &Entity::name);
}

// COPY out through libpq, prepared inserts of the same values into an encrypted file through SQLCipher's own interface,
// and nothing else: no search, and where `kept` is not given (the barest pipe) no keys, no indexes and no types either.
// With it the rows go into the table that a desk has: what the design's trial called the pipe (sync.md 3 (c)).
double barePipe(const Bench &bench, int rows, const Entity *kept = nullptr)
{
    QStringList columns{u"id"_s, u"centre"_s, u"stamp"_s, u"deleted"_s, u"versions"_s};
    for (const Field &field : personOf(bench).fields)
        columns << QString(field.name);
    PGconn *db = PQconnectdb(bench.pg->url(u"postgres"_s).toUtf8().constData());
    BareFile bare(bench.folder.filePath(kept ? u"kept.db"_s : u"pipe.db"_s));
    bare.execute(u"PRAGMA cache_size=-131072"_s); // as a first sync has
    for (const QString &statement :
         kept ? createStatements(*kept) : QStringList{u"CREATE TABLE person (%1)"_s.arg(columns.join(u", "_s))})
        bare.execute(statement);
    QElapsedTimer timer;
    timer.start();
    bare.pipe(u"person (%1)"_s.arg(columns.join(u", "_s)), columns.size(), kept != nullptr);
    PGresult *started = PQexec(db, u"COPY (SELECT %1 FROM fq_data.person) TO STDOUT"_s
                                       .arg(columns.join(u", "_s).replace(u"deleted"_s, u"deleted::integer"_s))
                                       .toUtf8()
                                       .constData());
    if (PQresultStatus(started) != PGRES_COPY_OUT)
        qFatal("%s", PQerrorMessage(db));
    PQclear(started);
    char *line = nullptr;
    for (int size = PQgetCopyData(db, &line, 0); size > 0; size = PQgetCopyData(db, &line, 0)) {
        bare.pipeLine(line, size - 1);
        PQfreemem(line);
    }
    bare.pipeEnd();
    const double rate = rows / secondsOf(timer);
    PQfinish(db);
    return rate;
}

void benchFirst(const Bench &bench)
{
    const int rows = asked("FENGQIAO_BENCH_ROWS", 1'000'000);
    heading(u"First sync of %1 rows into the encrypted file, search ready"_s.arg(rows));
    bench.database({u"620521"_s}, 3);
    const auto founder = bench.files->found(u"founder.fengqiao"_s);
    if (const auto sent = bench.files->sync(*founder, bench.pg->url(u"c_620521"_s)); !sent)
        qFatal("%s", qPrintable(sent.error().message));
    fillPeople(bench, rows);
    const double bare = barePipe(bench, rows);
    const double kept = barePipe(bench, rows, &personOf(bench));
    QElapsedTimer timer;
    timer.start();
    const auto joined = joinAs(bench, u"joined.fengqiao"_s);
    const double ours = rows / secondsOf(timer);
    if (!joined)
        qFatal("not joined");
    figure(u"bare pipe, COPY out to prepared insert"_s, perSecond(bare), {}, true);
    figure(u"first sync"_s, u"%1, ratio %2"_s.arg(perSecond(ours), ratio(ours / bare)), u"at least 0.60 x"_s,
           ours / bare >= 0.6);
    figure(u"the same pipe into the desk's table, its keys and indexes"_s,
           u"%1, ratio %2"_s.arg(perSecond(kept), ratio(ours / kept)), u"at least 0.60 x"_s, ours / kept >= 0.6);
}

// ---- push ----

QString emptyTwin(const Bench &bench, const QString &table)
{
    bench.run(u"DROP TABLE IF EXISTS public.%1; CREATE TABLE public.%1 (LIKE fq_data.%1 INCLUDING ALL)"_s.arg(table));
    return u"public."_s + table;
}

double copyAtOnce(const Bench &bench, const QString &table)
{
    const QString file = QFileInfo(bench.pg->url(u"x"_s).section(u"host="_s, 1).section(u'&', 0, 0)).filePath() +
                         u"/"_s + table + u".copy"_s;
    const QString twin = emptyTwin(bench, table);
    bench.run(u"COPY fq_data.%1 TO '%2'"_s.arg(table, file));
    QElapsedTimer timer;
    timer.start();
    bench.run(u"COPY %1 FROM '%2'"_s.arg(twin, file));
    return secondsOf(timer);
}

// Lines of COPY in the order in which the rows came.
QList<QByteArray> linesOf(PGconn *db, const QString &table)
{
    PGresult *started =
        PQexec(db, u"COPY (SELECT * FROM fq_data.%1 ORDER BY rev) TO STDOUT"_s.arg(table).toUtf8().constData());
    if (PQresultStatus(started) != PGRES_COPY_OUT)
        qFatal("%s", PQerrorMessage(db));
    PQclear(started);
    QList<QByteArray> lines;
    char *line = nullptr;
    for (int size = PQgetCopyData(db, &line, 0); size > 0; size = PQgetCopyData(db, &line, 0)) {
        lines << QByteArray(line, size);
        PQfreemem(line);
    }
    PQclear(PQgetResult(db));
    return lines;
}

void copyIn(PGconn *db, const QString &table, const QByteArray &lines)
{
    const auto expect = [db](PGresult *result, ExecStatusType wanted) {
        if (PQresultStatus(result) != wanted)
            qFatal("%s", PQerrorMessage(db));
        PQclear(result);
    };
    expect(PQexec(db, u"COPY %1 FROM STDIN"_s.arg(table).toUtf8().constData()), PGRES_COPY_IN);
    PQputCopyData(db, lines.constData(), static_cast<int>(lines.size()));
    PQputCopyEnd(db, nullptr);
    expect(PQgetResult(db), PGRES_COMMAND_OK);
    PQclear(PQgetResult(db));
}

// Straight into tables with the same columns and indexes, as many rows and as durable as a batch of ours: a commit for
// each `batch` of transactions (the baseline of the trial, sync.md 3 (b)).
double copyByBatches(const Bench &bench, const QStringList &tables)
{
    PGconn *db = PQconnectdb(bench.pg->url(u"postgres"_s).toUtf8().constData());
    QList<QList<QByteArray>> lines;
    QStringList twins;
    for (const QString &table : tables) {
        twins << emptyTwin(bench, table);
        lines << linesOf(db, table);
    }
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = 0; at < lines.first().size(); at += batch) {
        PQclear(PQexec(db, "BEGIN"));
        for (qsizetype i = 0; i < twins.size(); ++i)
            copyIn(db, twins.at(i), lines.at(i).sliced(at, std::min<qsizetype>(batch, lines.at(i).size() - at)).join());
        PQclear(PQexec(db, "COMMIT"));
    }
    const double took = secondsOf(timer);
    PQfinish(db);
    return took;
}

void benchPush(const Bench &bench)
{
    const int count = asked("FENGQIAO_BENCH_PUSHES", 100'000);
    heading(u"Push of %1 new transactions (a visit and its event each), all rules checked"_s.arg(count));
    bench.database({u"620521"_s}, 1);
    RawDesk desk(*bench.pg, u"620521"_s, 1, addAccount(bench, u"620521"_s));
    double took = 0;
    for (int i = 0; i < count; i += batch) {
        QList<QByteArray> bodies;
        for (int n = 0; n < batch; ++n)
            bodies << desk.visit();
        took += desk.push(bodies);
    }
    const double byBatches = copyByBatches(bench, {u"visit"_s, u"history"_s});
    const double atOnce = copyAtOnce(bench, u"visit"_s) + copyAtOnce(bench, u"history"_s);
    figure(u"COPY of the same rows, a commit each %1"_s.arg(batch), perSecond(2 * count / byBatches) + u" rows"_s, {},
           true);
    figure(u"push"_s, u"%1 rows, ratio %2"_s.arg(perSecond(2 * count / took), ratio(byBatches / took)),
           u"at least 0.25 x"_s, byBatches / took >= 0.25);
    figure(u"COPY of all in one commit"_s,
           u"%1 rows, ratio %2"_s.arg(perSecond(2 * count / atOnce), ratio(atOnce / took)), {}, true);
}

// ---- one action, from desk to desk ----

class Arrivals : public QObject {
public:
    explicit Arrivals(Store &store)
    {
        connect(
            &store, &Store::committed, this,
            [this](const ChangeSet &changes) {
                const std::scoped_lock lock(m_mutex);
                for (const Change &change : changes)
                    if (change.entity->name == "visit"_L1)
                        m_seen.insert(change.id, now());
                m_wake.notify_all();
            },
            Qt::DirectConnection);
    }

    static qint64 now() { return std::chrono::steady_clock::now().time_since_epoch().count() / 1000; } // microseconds

    // When it came; negative if it did not within ten seconds.
    qint64 wait(QUuid id)
    {
        std::unique_lock lock(m_mutex);
        const bool came = m_wake.wait_for(lock, std::chrono::seconds(10), [&] { return m_seen.contains(id); });
        return came ? m_seen.value(id) : -1;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QHash<QUuid, qint64> m_seen;
};

std::unique_ptr<SyncService> serve(const Bench &bench, DeskFile &file, const QString &url)
{
    return std::make_unique<SyncService>(file.store(), bench.files->model(),
                                         ServerAddress{.url = url, .password = {}, .answerSeconds = 60},
                                         std::make_shared<SystemClock>());
}

void benchLatency(const Bench &bench)
{
    heading(u"One action: commit on desk A to the row on desk B, both idle"_s);
    bench.database({u"620521"_s}, 2);
    const QString url = bench.pg->url(u"c_620521"_s);
    const auto a = bench.files->found(u"latency-a.fengqiao"_s);
    [[maybe_unused]] const auto sent = bench.files->sync(*a, url);
    const auto b = bench.files->join(u"latency-b.fengqiao"_s, url, 2);
    Arrivals arrivals(b->store());
    const auto serviceA = serve(bench, *a, url);
    const auto serviceB = serve(bench, *b, url);
    QThread::sleep(std::chrono::seconds(2));
    Samples samples;
    int lost = 0;
    for (int i = 0; i < asked("FENGQIAO_BENCH_ACTIONS", 300); ++i) {
        const auto visit = a->registerVisit(u"张三"_s);
        const qint64 start = Arrivals::now();
        const qint64 came = arrivals.wait(*visit);
        lost += came < 0 ? 1 : 0;
        samples.add(static_cast<double>(came - start));
        QThread::msleep(static_cast<unsigned long>(60 + i % 40));
    }
    const double p50 = samples.at(0.5);
    const double p99 = samples.at(0.99);
    figure(u"to the other desk"_s, u"p50 %1, p99 %2, %3 late"_s.arg(milliseconds(p50), milliseconds(p99)).arg(lost),
           u"p50 30 ms, p99 250 ms"_s, p50 <= 30'000 && p99 <= 250'000 && lost == 0);
}

// ---- a whole county at work ----

// Processor seconds of this server and all its sessions so far.
double serverSeconds(const Bench &bench)
{
    const auto db = bench.pg->admin();
    const auto processes = db->query("SELECT pid FROM pg_stat_activity");
    double ticks = 0;
    for (int i = 0; processes && i < processes->size(); ++i) {
        QFile stat(u"/proc/%1/stat"_s.arg(processes->integer(i, 0)));
        if (!stat.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> fields = stat.readAll().split(' '); // 14th and 15th: user and system
        ticks += fields.value(13).toDouble() + fields.value(14).toDouble();
    }
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

void benchCounty(const Bench &bench)
{
    constexpr int desks = 60;
    constexpr qint64 everyUs = 500'000;
    const int seconds = asked("FENGQIAO_BENCH_SECONDS", 600);
    heading(u"60 desks of one county, 2 actions a second each, for %1 s"_s.arg(seconds));
    bench.database({u"620521"_s}, desks + 2);
    const QString url = bench.pg->url(u"c_620521"_s);
    const auto founder = bench.files->found(u"county-a.fengqiao"_s);
    [[maybe_unused]] const auto sent = bench.files->sync(*founder, url);
    const auto other = bench.files->join(u"county-b.fengqiao"_s, url, desks + 2);
    const QString account = bench.pg->value("SELECT id FROM fq_data.account WHERE login = 'bing'");
    Arrivals arrivals(other->store());
    const auto service = serve(bench, *other, url);
    std::mutex mutex;
    Samples queued;
    Samples toOther;
    const double before = serverSeconds(bench);
    const qint64 begin = Arrivals::now() + 200'000;
    std::vector<std::thread> threads;
    std::vector<std::unique_ptr<RawDesk>> raws; // until the end: a session that is gone takes its processor time along
    for (int desk = 2; desk < desks + 2; ++desk)
        raws.push_back(std::make_unique<RawDesk>(*bench.pg, u"620521"_s, desk, account));
    for (int desk = 2; desk < desks + 2; ++desk)
        threads.emplace_back([&, desk] {
            RawDesk &raw = *raws[static_cast<size_t>(desk - 2)];
            for (int i = 0; i < seconds * 2; ++i) {
                const qint64 due = begin + i * everyUs + desk * 8'000;
                while (Arrivals::now() < due)
                    QThread::usleep(static_cast<unsigned long>(std::min<qint64>(due - Arrivals::now(), 100'000)) + 1);
                raw.push({raw.visit()});
                raw.tell();
                const qint64 taken = Arrivals::now();
                // The row on the other desk is waited for now and then, not to hold up this one.
                const qint64 came = i % 20 == 0 ? arrivals.wait(QUuid::fromString(QLatin1StringView(raw.last()))) : 0;
                const std::scoped_lock lock(mutex);
                queued.add(static_cast<double>(taken - due));
                if (came != 0)
                    toOther.add(came < 0 ? 1e7 : static_cast<double>(came - due));
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    const double took = static_cast<double>(Arrivals::now() - begin) / 1e6;
    const double cores = (serverSeconds(bench) - before) / took;
    figure(u"longest in the queue"_s, milliseconds(queued.at(1)), u"5 s"_s, queued.at(1) <= 5e6);
    figure(u"to the other desk"_s,
           u"p50 %1, p99 %2"_s.arg(milliseconds(toOther.at(0.5)), milliseconds(toOther.at(0.99))), u"p99 1 s"_s,
           toOther.at(0.99) <= 1e6);
    figure(u"processor of the server"_s, u"%1 cores"_s.arg(cores, 0, 'f', 2), u"at most 1"_s, cores <= 1);
}

// ---- twenty counties ----

constexpr qint64 countyEveryUs = 500'000; // every county: two visits sent and the news fetched, twice a second

// The counties take turns as people do, not all in the same instant: `counties` times the load, no more than that.
double pullP99(const Bench &bench, int counties, int seconds, double *cores)
{
    QStringList centres;
    for (int i = 0; i < counties; ++i)
        centres << QString::number(620521 + i);
    bench.database(centres, 2);
    std::mutex mutex;
    Samples pulls;
    std::vector<std::unique_ptr<RawDesk>> desks; // a writer and a reader each
    for (const QString &centre : std::as_const(centres)) {
        const QString account = addAccount(bench, centre);
        for (const int desk : {1, 2})
            desks.push_back(std::make_unique<RawDesk>(*bench.pg, centre, desk, account));
        desks[desks.size() - 2]->push({desks[desks.size() - 2]->visit()}); // plans and caches of the sessions
        desks.back()->pull();
        desks.back()->pull();
    }
    const double before = serverSeconds(bench);
    const qint64 begin = Arrivals::now() + 100'000;
    std::vector<std::thread> threads;
    for (int county = 0; county < counties; ++county)
        threads.emplace_back([&, county] {
            RawDesk &writer = *desks[static_cast<size_t>(county) * 2];
            RawDesk &reader = *desks[static_cast<size_t>(county) * 2 + 1];
            for (qint64 due = begin + county * countyEveryUs / counties; due < begin + seconds * 1'000'000LL;
                 due += countyEveryUs) {
                while (Arrivals::now() < due)
                    QThread::usleep(static_cast<unsigned long>(std::max<qint64>(due - Arrivals::now(), 0)) + 1);
                writer.push({writer.visit(), writer.visit()});
                const double took = reader.pull();
                const std::scoped_lock lock(mutex);
                pulls.add(took * 1e6);
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    *cores = (serverSeconds(bench) - before) / (static_cast<double>(Arrivals::now() - begin) / 1e6);
    return pulls.at(0.99);
}

void benchCounties(const Bench &bench)
{
    heading(u"Pull while every county writes twice a second, 20 counties against one"_s);
    const int seconds = asked("FENGQIAO_BENCH_COUNTY_SECONDS", 30);
    double coresOfOne = 0;
    double coresOfAll = 0;
    const double one = pullP99(bench, 1, seconds * 2, &coresOfOne); // longer: one county gives few samples
    const double twenty = pullP99(bench, 20, seconds, &coresOfAll);
    figure(u"one county"_s, u"p99 %1, server %2 cores"_s.arg(milliseconds(one)).arg(coresOfOne, 0, 'f', 2), {}, true);
    figure(u"20 counties"_s,
           u"p99 %1, server %2 cores, ratio %3"_s.arg(milliseconds(twenty))
               .arg(coresOfAll, 0, 'f', 2)
               .arg(ratio(twenty / one)),
           u"at most 1.50 x"_s, twenty / one <= 1.5);
}

// ---- an idle desk ----

qint64 bytesWrittenSoFar()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("write_bytes:"))
            return line.mid(12).trimmed().toLongLong();
    return -1;
}

void benchIdle(const Bench &bench)
{
    const int seconds = asked("FENGQIAO_BENCH_IDLE_SECONDS", 60);
    heading(u"A desk where nobody works, for %1 s"_s.arg(seconds));
    bench.database({u"620521"_s}, 2);
    const auto a = bench.files->found(u"idle.fengqiao"_s);
    [[maybe_unused]] const auto sent = bench.files->sync(*a, bench.pg->url(u"c_620521"_s));
    ChaosProxy counter(bench.pg->port(), 1, false, false);
    const auto service = serve(bench, *a, bench.pg->url(u"c_620521"_s, u"county"_s, counter.port()));
    QThread::sleep(std::chrono::seconds(5));
    const long long bytes = counter.bytes();
    const qint64 written = bytesWrittenSoFar();
    QThread::sleep(std::chrono::seconds(seconds));
    const double rate = static_cast<double>(counter.bytes() - bytes) / seconds;
    const qint64 disk = bytesWrittenSoFar() - written;
    figure(u"on the line, both ways"_s, u"%1 bytes/s"_s.arg(rate, 0, 'f', 0), u"1 KB/s"_s, rate <= 1024);
    figure(u"written to the disk"_s, u"%1 bytes"_s.arg(disk), u"none"_s, disk == 0);
}

// ---- the peer ----

// PouchDB and its server from npm, in a temporary folder; the same documents both ways.
void benchPouch(const Bench &bench)
{
    const int documents = asked("FENGQIAO_BENCH_DOCUMENTS", 500'000); // a visit and its event: a million rows
    // The peer would take minutes for as many; its rates hardly change with the number (and if so, upwards).
    const int ofPeer = std::min(documents, asked("FENGQIAO_BENCH_PEER_DOCUMENTS", 100'000));
    heading(u"%1 documents (a visit and its event); PouchDB and its server, %2 of them"_s.arg(documents).arg(ofPeer));
    QString home = qEnvironmentVariable("FENGQIAO_POUCH");
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (home.isEmpty() && !npm.isEmpty()) {
        home = bench.folder.path();
        QProcess install;
        install.setWorkingDirectory(home);
        install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"pouchdb"_s, u"pouchdb-server"_s});
        if (!install.waitForFinished(300'000) || install.exitCode() != 0)
            home.clear();
    }
    if (home.isEmpty()) {
        std::printf("  SKIPPED, NOT COMPARED: npm could not give pouchdb and pouchdb-server here.\n");
        return;
    }
    QProcess node;
    node.setWorkingDirectory(home);
    node.start(u"node"_s, {QStringLiteral(FENGQIAO_POUCH_PEER), home, QString::number(ofPeer)});
    if (!node.waitForFinished(3'600'000) || node.exitCode() != 0) {
        std::printf("  SKIPPED, NOT COMPARED: %s\n", node.readAllStandardError().left(400).constData());
        return;
    }
    const QJsonObject peer = QJsonDocument::fromJson(node.readAllStandardOutput()).object();
    bench.database({u"620521"_s}, 3);
    RawDesk desk(*bench.pg, u"620521"_s, 1, addAccount(bench, u"620521"_s));
    double pushed = 0;
    for (int i = 0; i < documents; i += batch) {
        QList<QByteArray> bodies;
        for (int n = 0; n < batch; ++n)
            bodies << desk.visit();
        pushed += desk.push(bodies);
    }
    bench.run(u"UPDATE fq_data.account SET login = 'bing' WHERE login = 'bench'"_s);
    QElapsedTimer timer;
    timer.start();
    const auto joined = joinAs(bench, u"pouch.fengqiao"_s);
    const double pulled = joined ? documents / secondsOf(timer) : 0;
    const double push = documents / pushed / peer["push"_L1].toDouble();
    const double pull = pulled / peer["pull"_L1].toDouble();
    figure(u"PouchDB"_s,
           u"push %1, pull %2"_s.arg(perSecond(peer["push"_L1].toDouble()), perSecond(peer["pull"_L1].toDouble())), {},
           true);
    figure(u"push"_s, u"%1 documents, ratio %2"_s.arg(perSecond(documents / pushed), ratio(push)), u"at least 10 x"_s,
           push >= 10);
    figure(u"first sync"_s, u"%1, ratio %2"_s.arg(perSecond(pulled), ratio(pull)), u"at least 20 x"_s, pull >= 20);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QString why;
    Bench bench{PgFixture::start(&why), std::make_unique<CountyFiles>()};
    if (!bench.pg || !bench.files->isValid()) {
        std::printf("SKIPPED, NOTHING OF SYNC WAS MEASURED: %s\n", qPrintable(why));
        return 0;
    }
    // Without arguments everything, else only what is named.
    const QStringList wanted = QCoreApplication::arguments().mid(1);
    const QList<std::pair<QString, void (*)(const Bench &)>> parts{
        {u"first"_s, benchFirst},   {u"push"_s, benchPush},         {u"latency"_s, benchLatency},
        {u"county"_s, benchCounty}, {u"counties"_s, benchCounties}, {u"idle"_s, benchIdle},
        {u"pouch"_s, benchPouch}};
    for (const auto &[name, part] : parts)
        if (wanted.isEmpty() || wanted.contains(name))
            part(bench);
    return 0;
}
