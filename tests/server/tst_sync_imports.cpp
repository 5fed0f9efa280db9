// Events that a desk imported: rows without an event of their own, which the server takes by the batch that they name,
// in messages of at most a mebibyte; and what a desk may not make of that.
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <access/entities.h>
#include <composition.h>
#include <grid/events.h>
#include <store/replica.h>
#include <sync/conflicts.h>

#include "desk_files.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr auto town = "620521105"_L1;
constexpr int townDesk = 3;

// Two county desks and one of a town.
QByteArray hexOf(const QByteArray &bytes)
{
    return "\\x" + bytes.toHex();
}

} // namespace

class TestSyncImports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void imported_isOnTheOtherDesk();
    void imported_goesOnWithItsHistory();
    void firstStepOfTwoDesks_beginsOneHistory();
    void greatImport_goesInSmallMessages_andGoesOn();
    void sameRowsFromTwoDesks_areTakenOnce();
    void copiedFile_sendsItsImport();
    void restoredServer_getsTheImportAgain();
    void forged_isRefused_data();
    void forged_isRefused();
    void moreThanTheBatchHolds_isRefused();

private:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_firstA;
    std::unique_ptr<DeskFile> m_firstB;
    std::unique_ptr<DeskFile> m_a;
    std::unique_ptr<DeskFile> m_b;
    QString m_url;
    qint64 m_incarnation = 1'000'000;

    SyncReport sync(DeskFile &file)
    {
        const auto done = m_files->sync(file, m_url);
        if (!done)
            qWarning("%s", message(done.error()));
        return done.value_or(SyncReport{.waiting = -1});
    }

    // As the information officer does it in the window; then the file is a bare store again.
    [[nodiscard]] bool import(DeskFile &file, int count, quint32 seed = 620521, int known = 0);
    [[nodiscard]] bool act(DeskFile &file, const QString &login, const QString &action, const QJsonObject &data);

    // Number, grid, state, place and batch of every event, in the order of their numbers.
    static QStringList eventsOf(DeskFile &file)
    {
        return file
            .read([](Reader &reader) -> Result<QStringList> {
                QStringList lines;
                Query rows = reader.query(u"SELECT number, hex(grid), state, org, hex(batch), text FROM grid_event "
                                          "WHERE deleted = 0 AND batch IS NOT NULL ORDER BY number"_s);
                while (rows.next())
                    lines << QStringList{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)}.join(
                        u' ');
                return lines;
            })
            .value_or(QStringList{u"no answer"_s});
    }

    static qint64 refusedOf(DeskFile &file)
    {
        return file.read([](Reader &reader) -> Result<qint64> { return refusedCount(reader); }).value_or(-1);
    }

    [[nodiscard]] QString onServer(const QByteArray &sql) const { return m_pg->value(sql); }

    [[nodiscard]] QString refusal(const QString &role, int desk, const QList<QByteArray> &ops);
};

bool TestSyncImports::import(DeskFile &file, int count, quint32 seed, int known)
{
    file.close();
    bool done = false;
    {
        auto desk = Desk::open(setupFor(file.path()), u"ji"_s, Secret("correct-horse-battery"_ba));
        if (!desk) {
            qWarning("%s", message(desk.error()));
            return false;
        }
        const QString path = m_files->path(u"events-%1.csv"_s.arg(seed));
        QFile csv(path);
        if (!csv.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return false;
        const auto written =
            (*desk)
                ->read([&](ReadContext &context) -> Result<qint64> {
                    return writeDemoEvents(context, {.count = count, .lastDay = {}, .seed = seed}, csv);
                })
                .result();
        csv.close();
        const auto report = importEvents(**desk, path, {});
        if (!report)
            qWarning("%s", message(report.error()));
        done = written && report && report->added == count - known;
    }
    return file.open() && done;
}

bool TestSyncImports::act(DeskFile &file, const QString &login, const QString &action, const QJsonObject &data)
{
    file.close();
    bool done = false;
    {
        auto desk = Desk::open(setupFor(file.path()), &file == m_b.get() ? u"bing"_s : u"ji"_s,
                               Secret("correct-horse-battery"_ba));
        const auto outcome =
            desk ? (*desk)->submitAs(login, {.action = action, .key = {}, .data = data, .at = {}}).result()
                 : std::unexpected(desk.error());
        if (!outcome)
            qWarning("%s", message(outcome.error()));
        done = outcome.has_value();
    }
    return file.open() && done;
}

void TestSyncImports::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NO IMPORT WAS SENT: "_s + why));
    m_url = m_pg->url(u"c_620521"_s);
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {u"620521"_s}, 2));
    VERIFY_OK(
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .area = QString(town),
                                                                                              .desk = townDesk,
                                                                                              .name = u"town"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {}}));
    m_firstA = m_files->found(u"first-a.fengqiao"_s);
    QVERIFY(m_firstA);
    QCOMPARE(sync(*m_firstA).sent, 1);
    m_firstB = m_files->join(u"first-b.fengqiao"_s, m_url, 2);
    QVERIFY(m_firstB);
    m_firstA->close();
    m_firstB->close();
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"CREATE DATABASE county_first TEMPLATE county"_s, u"postgres"_s));
}

void TestSyncImports::cleanupTestCase()
{
    m_firstA.reset();
    m_firstB.reset();
    m_files.reset();
    m_pg.reset();
}

void TestSyncImports::init()
{
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s));
    QVERIFY(m_pg->run(u"CREATE DATABASE county TEMPLATE county_first"_s, u"postgres"_s));
    m_a = m_files->copy(*m_firstA, u"a.fengqiao"_s);
    m_b = m_files->copy(*m_firstB, u"b.fengqiao"_s);
    QVERIFY(m_a && m_b);
}

void TestSyncImports::cleanup()
{
    m_a.reset();
    m_b.reset();
}

void TestSyncImports::imported_isOnTheOtherDesk()
{
    QVERIFY(import(*m_a, 300));
    const SyncReport sent = sync(*m_a);
    QCOMPARE(sent.refused, 0);
    QCOMPARE(sent.waiting, 0);
    QCOMPARE(sync(*m_b).refused, 0);
    const QStringList events = eventsOf(*m_a);
    QCOMPARE(events.size(), 300);
    QCOMPARE(eventsOf(*m_b), events);
    QVERIFY2(!events.filter(u"E72"_s).isEmpty(), "no event came in another state than the first");
    QCOMPARE(refusedOf(*m_a) + refusedOf(*m_b), 0);
    QCOMPARE(onServer("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.history WHERE subject_kind = 'event'"), u"0"_s);
}

void TestSyncImports::imported_goesOnWithItsHistory()
{
    QVERIFY(import(*m_a, 60));
    sync(*m_a);
    sync(*m_b);
    const QString open = onServer("SELECT id FROM fq_data.grid_event WHERE state = 'E10' ORDER BY number LIMIT 1");
    QVERIFY(!open.isEmpty());
    QVERIFY(act(*m_b, u"ji"_s, u"route_event"_s, {{u"event"_s, open}, {u"unit"_s, u"住建局"_s}}));
    QCOMPARE(sync(*m_b).refused, 0);
    sync(*m_a);
    QCOMPARE(
        onServer("SELECT string_agg(action || ' ' || seq, ',' ORDER BY seq) FROM fq_data.history WHERE subject = '" +
                 open.toLatin1() + '\''),
        u"import_events 1,route_event 2"_s);
    QCOMPARE(eventsOf(*m_a), eventsOf(*m_b));
    QVERIFY(!m_a->find(u"grid_event"_s, QUuid(open))->isNull("unit"_L1));
}

// The one history of an event begins once, whoever goes on with it first.
void TestSyncImports::firstStepOfTwoDesks_beginsOneHistory()
{
    QVERIFY(import(*m_a, 60));
    sync(*m_a);
    sync(*m_b);
    const QString open = onServer("SELECT id FROM fq_data.grid_event WHERE state = 'E10' ORDER BY number LIMIT 1");
    QVERIFY(act(*m_a, u"ji"_s, u"route_event"_s, {{u"event"_s, open}, {u"unit"_s, u"住建局"_s}}));
    QVERIFY(act(*m_b, u"ji"_s, u"route_event"_s, {{u"event"_s, open}, {u"unit"_s, u"住建局"_s}}));
    QCOMPARE(sync(*m_a).refused, 0);
    const SyncReport second = sync(*m_b);
    QVERIFY(second.refused <= 1); // the step may come too late, the beginning does not
    sync(*m_a);
    sync(*m_b);
    const QByteArray of = "FROM fq_data.history WHERE subject = '" + open.toLatin1() + '\'';
    QCOMPARE(onServer("SELECT count(*) " + of + " AND action = 'import_events'"), u"1"_s);
    QCOMPARE(onServer("SELECT count(*) = max(seq) " + of), u"t"_s);
    for (DeskFile *file : {m_a.get(), m_b.get()}) {
        const auto here = file->read([&](Reader &reader) -> Result<QString> {
            return QString::number(reader.count(historyEntity(), u"subject = ?"_s, {QUuid(open)}));
        });
        QCOMPARE(here.value(), onServer("SELECT count(*) " + of));
    }
    QCOMPARE(eventsOf(*m_a), eventsOf(*m_b));
}

// 20,000 rows are one action and one commit on the desk. What is sent of it are messages of a mebibyte at most; a line
// that breaks in the middle, and a message whose answer was lost, cost nothing and double nothing.
void TestSyncImports::greatImport_goesInSmallMessages_andGoesOn()
{
    constexpr int count = 20'000;
    QVERIFY(import(*m_a, count));
    const auto log = m_a->read([](Reader &reader) -> Result<QList<OutboxEntry>> {
        return outboxAfter(reader, outboxAcknowledged(reader), 1'000, 1LL << 40);
    });
    QVERIFY(log->size() > 10);
    for (const OutboxEntry &entry : *log)
        QVERIFY2(entry.body.size() <= 512 * 1024, qPrintable(QString::number(entry.body.size())));
    // Every message is measured, and the fifth is the last that comes through.
    QVERIFY(
        m_pg->run(u"CREATE TABLE public.message (n serial, bytes bigint); GRANT ALL ON public.message TO PUBLIC; "
                  "CREATE SEQUENCE public.call; "
                  "ALTER FUNCTION fq.sync_push RENAME TO sync_push_itself; "
                  "CREATE FUNCTION fq.sync_push(p_desk integer, p_incarnation bigint, p_seq bigint, p_chain bytea, "
                  "p_txns text[], "
                  "p_retry boolean DEFAULT false) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$ BEGIN "
                  "IF nextval('public.call') = 6 THEN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END IF; "
                  "INSERT INTO public.message (bytes) VALUES (octet_length(p_txns::text)); "
                  "RETURN fq.sync_push_itself(p_desk, p_incarnation, p_seq, p_chain, p_txns, p_retry); END $$; "
                  "GRANT EXECUTE ON FUNCTION fq.sync_push TO PUBLIC"_s));
    QVERIFY(!m_files->sync(*m_a, m_url)); // stopped in the middle
    const qint64 there = onServer("SELECT count(*) FROM fq_data.grid_event").toLongLong();
    QVERIFY2(there > 0 && there < count, qPrintable(QString::number(there)));
    // Another desk meanwhile sees rows of an import whose other rows come later; none twice, none without its batch.
    QCOMPARE(sync(*m_b).refused, 0);
    QCOMPARE(eventsOf(*m_b).size(), there);
    // The next message arrives, but its answer does not.
    const qint64 taken = m_a->read([](Reader &reader) -> Result<qint64> { return outboxAcknowledged(reader); }).value();
    {
        const auto before = m_a->read([&](Reader &reader) -> Result<QByteArray> { return outboxChain(reader, taken); });
        const auto incarnation =
            m_a->read([](Reader &reader) -> Result<qint64> { return reader.meta("sync.incarnation"_L1).toLongLong(); });
        auto db = PgConnection::open({.url = m_url});
        VERIFY_OK(db);
        const qsizetype next = log->size() - static_cast<qsizetype>(log->last().seq - taken);
        const auto answer = (*db)->query("SELECT fq.sync_push($1, $2, $3, $4, $5) ->> 'answer'",
                                         {PgValue::of(1LL), PgValue::of(*incarnation), PgValue::of(taken + 1),
                                          PgValue::of(hexOf(*before)), PgValue::of(pgArray({log->at(next).body}))});
        QVERIFY(answer);
        QCOMPARE(answer->text(0, 0), u"ok"_s);
    }
    const SyncReport rest = sync(*m_a);
    QCOMPARE(rest.refused, 0);
    QCOMPARE(rest.waiting, 0);
    QVERIFY(onServer("SELECT max(bytes) FROM public.message").toLongLong() <= 1 << 20);
    QVERIFY(onServer("SELECT count(*) FROM public.message").toLongLong() >= 10);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), QString::number(count));
    QCOMPARE(onServer("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
    sync(*m_b);
    QCOMPARE(eventsOf(*m_b).size(), count);
    QVERIFY(eventsOf(*m_b) == eventsOf(*m_a));
}

// The copy goes on as a desk of its own: what it sends again is there, and what only it still has belongs to the same
// batch.
// The second desk's import is not taken, and says what to do; the same file once more then brings what is missing.
void TestSyncImports::sameRowsFromTwoDesks_areTakenOnce()
{
    m_a->close();
    const auto other = m_files->copy(*m_firstA, u"other.fengqiao"_s); // where the information officer may sign in, too
    QVERIFY(m_a->open() && other);
    VERIFY_OK(m_a->addPerson(u"张三"_s)); // the logs part here: another desk from the next exchange on
    VERIFY_OK(other->addPerson(u"李四"_s));
    sync(*m_a);
    sync(*other);
    QVERIFY(import(*m_a, 60));
    QVERIFY(import(*other, 100));
    QCOMPARE(sync(*m_a).refused, 0);
    const SyncReport second = sync(*other);
    QVERIFY(second.refused > 0);
    const auto refused =
        other->read([](Reader &reader) -> Result<QList<RefusedItem>> { return refusedChanges(reader, 10); });
    VERIFY_OK(refused);
    QCOMPARE(refused->size(), second.refused);
    for (const RefusedItem &item : *refused)
        QVERIFY2(item.sentence().contains("import the file once more"_L1), qPrintable(item.sentence()));
    QCOMPARE(eventsOf(*other), eventsOf(*m_a)); // nothing stays behind on the desk that only it would see

    QVERIFY(import(*other, 100, 620521, 60));
    QCOMPARE(sync(*other).refused, 0);
    sync(*m_a);
    QCOMPARE(eventsOf(*m_a).size(), 100);
    QCOMPARE(eventsOf(*m_a), eventsOf(*other));
}

void TestSyncImports::copiedFile_sendsItsImport()
{
    sync(*m_a);
    QVERIFY(import(*m_a, 2'000));
    m_a->close();
    auto copy = m_files->copy(*m_a, u"copy.fengqiao"_s);
    QVERIFY(m_a->open() && copy);
    // Of the original only the beginning arrives.
    const auto log = m_a->read([](Reader &reader) -> Result<QList<OutboxEntry>> {
        return outboxAfter(reader, outboxAcknowledged(reader), 1'000, 1LL << 40);
    });
    QVERIFY(log->size() >= 3);
    QVERIFY(m_pg->run(u"CREATE FUNCTION public.stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT count(*) "
                      "FROM fq_data.grid_event) > 300 THEN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END IF; "
                      "RETURN NEW; END $$; CREATE TRIGGER stop BEFORE INSERT ON fq_sync.centre_rev FOR EACH ROW "
                      "EXECUTE FUNCTION public.stop()"_s));
    QVERIFY(!m_files->sync(*m_a, m_url));
    QVERIFY(m_pg->run(u"DROP TRIGGER stop ON fq_sync.centre_rev"_s));
    VERIFY_OK(copy->addPerson(u"张三"_s)); // the logs part here
    VERIFY_OK(m_a->addPerson(u"李四"_s));
    QCOMPARE(sync(*copy).refused, 0);
    QCOMPARE(sync(*m_a).refused, 0);
    sync(*copy);
    sync(*m_b);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), u"2000"_s);
    QCOMPARE(eventsOf(*m_b), eventsOf(*m_a));
    QCOMPARE(eventsOf(*copy), eventsOf(*m_a));
    QCOMPARE(onServer("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
}

void TestSyncImports::restoredServer_getsTheImportAgain()
{
    sync(*m_a);
    QVERIFY(m_pg->keepCopy());
    QVERIFY(import(*m_a, 200));
    QCOMPARE(sync(*m_a).refused, 0);
    sync(*m_b);
    const QStringList events = eventsOf(*m_a);
    QVERIFY(m_pg->restoreCopy());
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), u"0"_s);
    QCOMPARE(sync(*m_a).refused, 0);
    sync(*m_b);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), u"200"_s);
    QCOMPARE(eventsOf(*m_b), events);
    // Sent once more to a server that has it all, under another number even: nothing is refused, nothing doubled.
    QVERIFY(m_pg->run(u"DELETE FROM fq_sync.desk_state"_s));
    QCOMPARE(sync(*m_a).refused, 0);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), u"200"_s);
}

// ---- a desk with a valid certificate that makes up imports ----

namespace {

QByteArray op(const char *kind, const char *entity, const QByteArray &id, int desk, int n, const QByteArray &fields)
{
    return "{\"op\":\"" + QByteArray(kind) + "\",\"entity\":\"" + entity + "\",\"id\":\"" + id +
           "\",\"stamp\":" + QByteArray::number((static_cast<qint64>(1000 + n) << 19) | desk) +
           ",\"fields\":" + fields + '}';
}

QByteArray newId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

} // namespace

// The refusal of the last of these changes, sent one after the other.
QString TestSyncImports::refusal(const QString &role, int desk, const QList<QByteArray> &changes)
{
    auto db = PgConnection::open({.url = m_pg->url(role)});
    if (!db)
        return u"no server"_s;
    QList<QByteArray> bodies;
    for (const QByteArray &ops : changes)
        bodies << "{\"at\":1,\"ops\":[" + ops + "]}";
    const auto answer =
        (*db)->query("SELECT fq.sync_push($1, $2, $3, $4, $5)",
                     {PgValue::of(static_cast<qint64>(desk)), PgValue::of(++m_incarnation), PgValue::of(1LL),
                      PgValue::of(hexOf(QByteArray(32, '\0'))), PgValue::ofTexts(bodies)});
    if (!answer)
        return answer.error().message;
    for (const QJsonValue &item : QJsonDocument::fromJson(answer->bytes(0, 0))["refused"_L1].toArray())
        if (item["seq"_L1].toInteger() == bodies.size())
            return item["code"_L1].toString();
    return {};
}

void TestSyncImports::forged_isRefused_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("login");    // whose import it is said to be
    QTest::addColumn<QString>("batchOrg"); // empty: no batch at all
    QTest::addColumn<QString>("org");      // of the event
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("trick");
    QTest::addColumn<QString>("code");
    const QString county = u"620521"_s;
    const QString here = u"620521105"_s;
    const QString there = u"620521106"_s;
    QTest::newRow("as it should be") << county << u"ji"_s << county << here << u"E72"_s << QString() << QString();
    QTest::newRow("batch before") << county << u"ji"_s << county << here << u"E72"_s << u"before"_s << QString();
    QTest::newRow("no batch") << county << u"ji"_s << QString() << here << u"E72"_s << QString() << u"unknown_batch"_s;
    QTest::newRow("no batch named") << county << u"ji"_s << county << here << u"E72"_s << u"unnamed"_s
                                    << u"state_without_event"_s;
    QTest::newRow("batch named empty") << county << u"ji"_s << county << here << u"E72"_s << u"null"_s
                                       << u"unknown_batch"_s;
    QTest::newRow("batch comes later") << county << u"ji"_s << county << here << u"E72"_s << u"later"_s
                                       << u"unknown_batch"_s;
    QTest::newRow("a state that no import has")
        << county << u"ji"_s << county << here << u"E40"_s << QString() << u"state_without_event"_s;
    QTest::newRow("nobody's state") << county << u"ji"_s << county << here << u"x' OR true --"_s << QString()
                                    << u"state_without_event"_s;
    QTest::newRow("by who may not import")
        << county << u"bing"_s << county << here << u"E10"_s << QString() << u"actor_role"_s;
    QTest::newRow("by nobody") << county << u"nobody"_s << county << here << u"E10"_s << QString() << u"actor_role"_s;
    QTest::newRow("a town's batch for another town")
        << county << u"ji"_s << there << here << u"E10"_s << QString() << u"outside_area"_s;
    QTest::newRow("town: own place") << QString(town) << u"ji"_s << here << here << u"E10"_s << QString() << QString();
    QTest::newRow("town: place of another town")
        << QString(town) << u"ji"_s << here << there << u"E10"_s << QString() << u"outside_area"_s;
    QTest::newRow("town: batch of another town")
        << QString(town) << u"ji"_s << there << here << u"E10"_s << QString() << u"outside_area"_s;
    QTest::newRow("town: batch of the county")
        << QString(town) << u"ji"_s << county << here << u"E10"_s << QString() << u"outside_area"_s;
    QTest::newRow("batch of another desk")
        << county << u"ji"_s << county << here << u"E10"_s << u"stolen"_s << u"unknown_batch"_s;
    QTest::newRow("batch changed since") << county << u"ji"_s << county << here << u"E10"_s << u"changed"_s
                                         << u"unknown_batch"_s;
    QTest::newRow("state of an imported one set")
        << county << u"ji"_s << county << here << u"E10"_s << u"set"_s << u"state_without_event"_s;
}

void TestSyncImports::forged_isRefused()
{
    QFETCH(QString, role);
    QFETCH(QString, login);
    QFETCH(QString, batchOrg);
    QFETCH(QString, org);
    QFETCH(QString, state);
    QFETCH(QString, trick);
    QFETCH(QString, code);
    const int desk = role == town ? townDesk : 1;
    const QByteArray account =
        login == "nobody"_L1
            ? newId()
            : onServer("SELECT id FROM fq_data.account WHERE login = '" + login.toLatin1() + '\'').toLatin1();
    const QByteArray batch = newId();
    const QByteArray event = newId();
    const auto batchOp = [&](int by) {
        return op("new", "event_batch", batch, by, 1,
                  "{\"number\":\"" + batch +
                      "\",\"source\":\"x\",\"rows\":1,\"added\":1,\"known\":0,\"refused\":0,"
                      "\"account\":\"" +
                      account + "\",\"org\":\"" + batchOrg.toLatin1() + "\",\"imported_at\":1}");
    };
    QByteArray fields = "{\"number\":\"" + event + "\",\"text\":\"x\",\"state\":\"" + state.toUtf8() + "\",\"org\":\"" +
                        org.toLatin1() + "\",\"batch\":\"" + batch + "\"}";
    if (trick == "unnamed"_L1)
        fields.replace(QByteArray(",\"batch\":\"" + batch + '"'), "");
    if (trick == "null"_L1)
        fields.replace(QByteArray("\"batch\":\"" + batch + '"'), "\"batch\":null");
    const QByteArray row = op("new", "grid_event", event, desk, 2, fields);
    const QString as = u"c_"_s + role;
    QString found;
    if (trick == "stolen"_L1) {
        QCOMPARE(refusal(as, 2, {batchOp(2)}), QString());
        found = refusal(as, desk, {row});
    } else if (trick == "later"_L1) {
        found = refusal(as, desk, {batchOp(desk), row});
        QCOMPARE(found, QString()); // in order it is good
        QVERIFY(m_pg->run(u"DELETE FROM fq_data.grid_event; DELETE FROM fq_data.event_batch"_s));
        found = refusal(as, desk, {row});
    } else if (trick == "changed"_L1) {
        const QByteArray change =
            op("set", "event_batch", batch, desk, 3,
               "{\"added\":99},\"base\":{\"added\":" + QByteArray::number((1001LL << 19) | desk) + '}');
        QCOMPARE(refusal(as, desk, {batchOp(desk), change}), QString());
        found = refusal(as, desk, {row});
    } else if (trick == "set"_L1) {
        const QByteArray change =
            op("set", "grid_event", event, desk, 3,
               "{\"state\":\"E72\"},\"base\":{\"state\":" + QByteArray::number((1002LL << 19) | desk) + '}');
        found = refusal(as, desk, {batchOp(desk) + ',' + row, change});
    } else if (trick == "before"_L1) {
        found = refusal(as, desk, {batchOp(desk), row});
    } else {
        // As an import writes it: the batch's row last.
        found = refusal(as, desk, {batchOrg.isEmpty() ? row : row + ',' + batchOp(desk)});
    }
    QCOMPARE(found, code);
    if (!code.isEmpty() && trick != "set"_L1)
        QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event WHERE id = '" + event + '\''), u"0"_s);
}

void TestSyncImports::moreThanTheBatchHolds_isRefused()
{
    const QByteArray account = onServer("SELECT id FROM fq_data.account WHERE login = 'ji'").toLatin1();
    const QByteArray batch = newId();
    QList<QByteArray> changes{op("new", "event_batch", batch, 1, 1,
                                 "{\"number\":\"" + batch +
                                     "\",\"source\":\"x\",\"rows\":3,\"added\":2,\"account\":\"" + account +
                                     "\",\"org\":\"620521\",\"imported_at\":1}")};
    for (int i = 0; i < 3; ++i)
        changes << op("new", "grid_event", newId(), 1, 2 + i,
                      "{\"number\":\"" + batch + QByteArray::number(i) +
                          "\",\"text\":\"x\",\"state\":\"E10\",\"org\":"
                          "\"620521105\",\"batch\":\"" +
                          batch + "\"}");
    QCOMPARE(refusal(u"c_620521"_s, 1, changes), u"full_batch"_s);
    QCOMPARE(onServer("SELECT count(*) FROM fq_data.grid_event"), u"2"_s);
}

QTEST_GUILESS_MAIN(TestSyncImports)
#include "tst_sync_imports.moc"
