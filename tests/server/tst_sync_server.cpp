// The shared database by itself: set-up, rights, and what a hostile desk with a valid sign-in may try.
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <composition.h>
#include <server_sql.h>

#include "desk_files.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestSyncServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init_twice_isRefused();
    void upgrade_isIdempotent();
    void check_findsWhatIsMissing_data();
    void check_findsWhatIsMissing();
    void desk_readsNothing_data();
    void desk_readsNothing();
    void wall_seesTotalsOnly();
    void area_fencesRows();
    void desk_otherThanRegistered_isRefused();
    void poison_isQuarantined_data();
    void poison_isQuarantined();
    void poison_doesNotHoldTheQueue();
    void replay_changesNothing();
    void sameValueOfAnOlderStamp_isNotNewer();
    void madeOnceMore_keepsWhatWasEdited();
    void passwordInUrl_isRefused();

private:
    QJsonObject push(const QString &role, int desk, qint64 seq, const QByteArray &chain,
                     const QList<QByteArray> &bodies, QString *fault = nullptr) const;
    std::unique_ptr<PgFixture> m_pg;
    std::optional<ServerModel> m_model;
    mutable qint64 m_incarnation = 1000;
};

static const QByteArray zeros(32, '\0');

static QByteArray personBody(const QByteArray &fields, int desk = 1, const QByteArray &id = {},
                             const QByteArray &op = "new"_ba)
{
    const QByteArray name = id.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces) : id;
    return "{\"at\":1,\"ops\":[{\"op\":\"" + op + "\",\"entity\":\"person\",\"id\":\"" + name +
           "\",\"stamp\":" + QByteArray::number((1000LL << 19) | desk) + ",\"fields\":" + fields + "}]}";
}

void TestSyncServer::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NOTHING OF THE SERVER WAS TESTED: "_s + why));
    auto model = serverModel(modules());
    VERIFY_OK(model);
    m_model = std::move(*model);
    VERIFY_OK(m_pg->makeDatabase(*m_model, {u"620521"_s, u"620522"_s}, 2));
}

QJsonObject TestSyncServer::push(const QString &role, int desk, qint64 seq, const QByteArray &chain,
                                 const QList<QByteArray> &bodies, QString *fault) const
{
    auto db = PgConnection::open({.url = m_pg->url(role)});
    if (!db)
        return {};
    const auto answer =
        (*db)->query("SELECT fq.sync_push($1, $2, $3, $4, $5)",
                     {PgValue::of(static_cast<qint64>(desk)), PgValue::of(m_incarnation), PgValue::of(seq),
                      PgValue::of(QByteArray("\\x" + chain.toHex())), PgValue::of(pgArray(bodies))});
    if (!answer && fault)
        *fault = answer.error().state;
    return answer ? QJsonDocument::fromJson(answer->bytes(0, 0)).object() : QJsonObject();
}

void TestSyncServer::init_twice_isRefused()
{
    const auto again = initServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, *m_model, {});
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"server.exists"_s);
}

void TestSyncServer::upgrade_isIdempotent()
{
    for (int i = 0; i < 2; ++i)
        VERIFY_OK(upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, *m_model));
    const auto faults = checkServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, *m_model);
    VERIFY_OK(faults);
    QVERIFY2(faults->isEmpty(), qPrintable(faults->join(u'\n')));
}

void TestSyncServer::check_findsWhatIsMissing_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("word");
    QTest::newRow("column") << u"ALTER TABLE fq_data.person DROP COLUMN phone"_s << u"phone text"_s;
    QTest::newRow("type") << u"ALTER TABLE fq_data.person ALTER phone TYPE varchar(20)"_s << u"phone text"_s;
    QTest::newRow("fence") << u"ALTER TABLE fq_data.person DISABLE ROW LEVEL SECURITY"_s << u"row-level"_s;
    QTest::newRow("grant")
        << u"GRANT USAGE ON SCHEMA fq_data TO fengqiao_desk; GRANT SELECT ON fq_data.person TO fengqiao_desk"_s
        << u"fq_data.person"_s;
    QTest::newRow("search path") << u"ALTER FUNCTION fq.sync_head() RESET search_path"_s << u"sync_head"_s;
    QTest::newRow("temporary tables") << u"GRANT TEMP ON DATABASE county TO PUBLIC"_s << u"temporary"_s;
    QTest::newRow("unique index")
        << u"DO $$ DECLARE i text; BEGIN SELECT indexname INTO i FROM pg_indexes WHERE schemaname = 'fq_data' "
           "AND tablename = 'visit' AND indexname LIKE 'u\\_%'; EXECUTE 'DROP INDEX fq_data.' || i; END $$"_s
        << u"visit has no unique"_s;
}

void TestSyncServer::check_findsWhatIsMissing()
{
    QFETCH(QString, sql);
    QFETCH(QString, word);
    QVERIFY(m_pg->run(sql));
    const auto faults = checkServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, *m_model);
    VERIFY_OK(faults);
    QVERIFY2(faults->join(u'\n').contains(word), qPrintable(faults->join(u'\n')));
    VERIFY_OK(m_pg->makeDatabase(*m_model, {u"620521"_s, u"620522"_s}, 2));
}

void TestSyncServer::desk_readsNothing_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("table") << u"SELECT * FROM fq_data.person"_s;
    QTest::newRow("insert")
        << u"INSERT INTO fq_data.person (centre, id, rev, stamp) VALUES ('620521', gen_random_uuid(), 1, 1)"_s;
    QTest::newRow("bookkeeping") << u"SELECT * FROM fq_sync.desk"_s;
    QTest::newRow("quarantine") << u"SELECT * FROM fq_sync.quarantine"_s;
    QTest::newRow("inner function") << u"SELECT fq_sync.merge_plain('620521', 1, 0, 1, 1, NULL)"_s;
    QTest::newRow("wall") << u"SELECT * FROM wall.visit"_s;
    QTest::newRow("temporary table") << u"CREATE TEMP TABLE op (n integer)"_s;
    QTest::newRow("own function") << u"CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'"_s;
    QTest::newRow("other role") << u"SET ROLE fengqiao_app"_s;
    QTest::newRow("other session") << u"SET SESSION AUTHORIZATION c_620522"_s;
    QTest::newRow("file") << u"COPY (SELECT 1) TO '/tmp/fq-hostile'"_s;
    QTest::newRow("whole database of roles") << u"SELECT * FROM pg_authid"_s;
}

void TestSyncServer::desk_readsNothing()
{
    QFETCH(QString, sql);
    auto db = PgConnection::open({.url = m_pg->url(u"c_620521"_s)});
    VERIFY_OK(db);
    const auto done = (*db)->script(sql);
    QVERIFY(!done);
    QCOMPARE(done.error().state, u"42501"_s);
}

void TestSyncServer::wall_seesTotalsOnly()
{
    QVERIFY(m_pg->run(
        u"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'w_620521') THEN CREATE ROLE w_620521 "
        u"LOGIN "
        "IN ROLE fengqiao_wall; END IF; END $$; INSERT INTO fq_data.visit (centre, id, rev, stamp, state, org) "
        "SELECT c, gen_random_uuid(), 1, 1, 'V1', c FROM (VALUES ('620521'), ('620522')) v(c), generate_series(1, 6)"_s));
    auto db = PgConnection::open({.url = m_pg->url(u"w_620521"_s)});
    VERIFY_OK(db);
    const auto rows = (*db)->query("SELECT centre, n FROM wall.visit");
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1); // the other county is not there
    QCOMPARE(rows->text(0, 1), u"6"_s);
    QVERIFY(!(*db)->query("SELECT * FROM fq_data.visit"));
    QVERIFY(!(*db)->query("SELECT fq.sync_head()"));
    QVERIFY(m_pg->run(u"DELETE FROM fq_data.visit WHERE id IN (SELECT id FROM fq_data.visit LIMIT 6)"_s));
    QVERIFY(m_pg->run(u"DELETE FROM fq_data.visit"_s));
}

// The second fence: a town's role neither receives nor writes what belongs to another town.
void TestSyncServer::area_fencesRows()
{
    VERIFY_OK(
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .area = u"620521105"_s,
                                                                                              .desk = 5,
                                                                                              .name = u"town"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {}}));
    QVERIFY(m_pg->run(
        u"INSERT INTO fq_data.duty (centre, id, rev, stamp, org) SELECT '620521', gen_random_uuid(), 1, 1, o FROM "
        "unnest(ARRAY['620521105001', '620521106001', '620521']) o"_s));
    auto db = PgConnection::open({.url = m_pg->url(u"c_620521105"_s)});
    VERIFY_OK(db);
    const auto rows = (*db)->query("SELECT fq.sync_copy('duty', '00000000-0000-0000-0000-000000000000', 10)");
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    QVERIFY(rows->text(0, 0).contains(u"620521105001"_s));
    const QByteArray body = "{\"at\":1,\"ops\":[{\"op\":\"new\",\"entity\":\"duty\",\"id\":\"" +
                            QUuid::createUuid().toByteArray(QUuid::WithoutBraces) +
                            "\",\"stamp\":" + QByteArray::number((1000LL << 19) | 5) +
                            ",\"fields\":{\"org\":\"620521106\"}}]}";
    const QJsonObject answer = push(u"c_620521105"_s, 5, 1, zeros, {body});
    QCOMPARE(answer["refused"_L1][0]["code"_L1].toString(), u"outside_area"_s);
    QVERIFY(m_pg->run(u"DELETE FROM fq_data.duty"_s));
}

void TestSyncServer::desk_otherThanRegistered_isRefused()
{
    QString fault;
    QVERIFY(push(u"c_620521"_s, 77, 1, zeros, {personBody("{}"_ba, 77)}, &fault).isEmpty());
    QCOMPARE(fault, u"FQ010"_s);
    QVERIFY(m_pg->run(u"UPDATE fq_sync.setting SET value = 'on' WHERE key = 'require_certificate'"_s));
    QVERIFY(m_pg->run(u"UPDATE fq_sync.desk SET certificate = 'desk-620521-1'"_s));
    QVERIFY(push(u"c_620521"_s, 1, 1, zeros, {personBody("{}"_ba)}, &fault).isEmpty());
    QCOMPARE(fault, u"FQ012"_s);
    QVERIFY(m_pg->run(u"UPDATE fq_sync.setting SET value = 'off' WHERE key = 'require_certificate'"_s));
}

void TestSyncServer::poison_isQuarantined_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("not JSON") << "{\"ops\":[}"_ba << u"not_json"_s;
    QTest::newRow("NUL") << personBody("{\"name\":\"a\\u0000b\"}"_ba) << u"not_json"_s;
    QTest::newRow("lone surrogate") << personBody("{\"name\":\"\\ud800\"}"_ba) << u"not_json"_s;
    QTest::newRow("no operations") << "{\"ops\":[]}"_ba << u"not_ops"_s;
    QTest::newRow("a number") << "7"_ba << u"not_ops"_s;
    QTest::newRow("unknown entity") << personBody("{}"_ba).replace("person", "pg_user") << u"unknown_entity"_s;
    QTest::newRow("forged id") << personBody("{}"_ba, 1, "1; DROP TABLE x"_ba) << u"not_id"_s;
    QTest::newRow("stamp of another desk") << personBody("{}"_ba, 2) << u"forged_stamp"_s;
    QTest::newRow("wrong type") << personBody("{\"document_number\":\"1\",\"name\":\"x\"}"_ba)
                                       .replace("person", "visit")
                                       .replace("\"name\":\"x\"", "\"head_count\":\"many\"")
                                << u"bad_value"_s;
    QTest::newRow("edit of nothing") << personBody("{\"name\":\"x\"},\"base\":{\"name\":1}"_ba, 1, {}, "set"_ba)
                                     << u"unknown_row"_s;
    QTest::newRow("conflict by a desk") << personBody("{\"record_kind\":\"x\"}"_ba).replace("person", "conflict")
                                        << u"conflict_is_of_the_server"_s;
    QTest::newRow("state without event") << personBody("{\"state\":\"V7\"}"_ba).replace("person", "visit")
                                         << u"state_without_event"_s;
}

void TestSyncServer::poison_isQuarantined()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    ++m_incarnation;
    const QJsonObject answer = push(u"c_620521"_s, 1, 1, zeros, {body});
    QCOMPARE(answer["answer"_L1].toString(), u"ok"_s);
    QCOMPARE(answer["refused"_L1][0]["code"_L1].toString(), code);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.quarantine WHERE incarnation = "_ba +
                         QByteArray::number(m_incarnation)),
             u"1"_s);
}

void TestSyncServer::poison_doesNotHoldTheQueue()
{
    ++m_incarnation;
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QList<QByteArray> bodies;
    for (int i = 0; i < 40; ++i)
        bodies << personBody("{\"name\":\"'; DROP TABLE fq_data.person; --\"}"_ba);
    bodies[7] = "{"_ba;
    bodies[20] = personBody("{\"name\":\"x\"},\"base\":{\"name\":1}"_ba, 1, id, "set"_ba);
    bodies[21] = personBody("{\"name\":\"x\",\"head_count\":1,\"unheard_of\":[1,2]}"_ba);
    bodies[33] = personBody("{\"place\":true,\"day\":\"2026-02-30\"}"_ba).replace("person", "visit");
    const QString before = m_pg->value("SELECT count(*) FROM fq_data.person");
    const QJsonObject answer = push(u"c_620521"_s, 1, 1, zeros, bodies);
    QCOMPARE(answer["refused"_L1].toArray().size(), 3);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.person").toInt() - before.toInt(), 37);
    QCOMPARE(m_pg->value("SELECT extra::text FROM fq_data.person WHERE extra IS NOT NULL"),
             u"{\"head_count\": 1, \"unheard_of\": [1, 2]}"_s);
    // Revs have no holes, whatever was refused.
    QCOMPARE(
        m_pg->value(
            "SELECT count(*) = max(rev) AND max(rev) = (SELECT rev FROM fq_sync.centre_clock WHERE centre = '620521') "
            "FROM fq_sync.centre_rev WHERE centre = '620521'"),
        u"t"_s);
}

void TestSyncServer::replay_changesNothing()
{
    ++m_incarnation;
    const QList<QByteArray> bodies{personBody("{\"name\":\"x\"}"_ba)};
    QCOMPARE(push(u"c_620521"_s, 1, 1, zeros, bodies)["answer"_L1].toString(), u"ok"_s);
    const QString rev = m_pg->value("SELECT rev FROM fq_sync.centre_clock WHERE centre = '620521'");
    QCOMPARE(push(u"c_620521"_s, 1, 1, zeros, bodies)["answer"_L1].toString(), u"gap"_s);
    QCOMPARE(push(u"c_620521"_s, 1, 2, zeros, bodies)["answer"_L1].toString(), u"fork"_s);
    QCOMPARE(m_pg->value("SELECT rev FROM fq_sync.centre_clock WHERE centre = '620521'"), rev);
}

// Two desks write the same, and the one with the earlier stamp goes on: it has not seen the other's.
void TestSyncServer::sameValueOfAnOlderStamp_isNotNewer()
{
    ++m_incarnation;
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const auto set = [&](int desk, int stamp, const QByteArray &phone, int base, int baseDesk) {
        return personBody("{\"phone\":\"" + phone + "\"},\"base\":{\"phone\":" +
                              QByteArray::number((static_cast<qint64>(base) << 19) | baseDesk) + '}',
                          desk, id, "set"_ba)
            .replace(QByteArray::number((1000LL << 19) | desk),
                     QByteArray::number((static_cast<qint64>(stamp) << 19) | desk));
    };
    QVERIFY(push(u"c_620521"_s, 1, 1, zeros, {personBody("{\"phone\":\"0\"}"_ba, 1, id)})["refused"_L1]
                .toArray()
                .isEmpty());
    const QJsonObject later = push(u"c_620521"_s, 2, 1, zeros, {set(2, 3000, "A", 1000, 1)});
    QCOMPARE(later["conflicts"_L1].toInt(), 0);
    const QByteArray chain = QByteArray::fromHex(
        m_pg->value("SELECT encode(chain, 'hex') FROM fq_sync.desk_state WHERE desk = 1 AND incarnation = "_ba +
                    QByteArray::number(m_incarnation))
            .toLatin1());
    const QJsonObject earlier =
        push(u"c_620521"_s, 1, 2, chain, {set(1, 2000, "A", 1000, 1), set(1, 2001, "B", 2000, 1)});
    QCOMPARE(earlier["answer"_L1].toString(), u"ok"_s);
    QCOMPARE(earlier["conflicts"_L1].toInt(), 1);
    QCOMPARE(m_pg->value("SELECT phone FROM fq_data.person WHERE id = '"_ba + id + '\''), u"A"_s);
    QCOMPARE(m_pg->value("SELECT other->>'value' FROM fq_data.conflict WHERE record = '"_ba + id + '\''), u"B"_s);
}

// A desk that goes on under another number sends its records once more, perhaps with stamps that were moved the first
// time.
void TestSyncServer::madeOnceMore_keepsWhatWasEdited()
{
    ++m_incarnation;
    QVERIFY(m_pg->run(u"INSERT INTO fq_sync.desk (centre, desk, name, successor_of) VALUES ('620521', 9, 'x', 1)"_s));
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QVERIFY(push(u"c_620521"_s, 1, 1, zeros, {personBody("{\"phone\":\"0\",\"place\":\"p\"}"_ba, 1, id)})["refused"_L1]
                .toArray()
                .isEmpty());
    const QByteArray edit = personBody(
        "{\"phone\":\"1\"},\"base\":{\"phone\":"_ba + QByteArray::number((1000LL << 19) | 1) + '}', 2, id, "set"_ba);
    QCOMPARE(push(u"c_620521"_s, 2, 1, zeros, {edit})["conflicts"_L1].toInt(), 0);
    const QByteArray again =
        personBody("{\"phone\":\"0\",\"place\":\"p\"}"_ba, 9, id)
            .replace(QByteArray::number((1000LL << 19) | 9), QByteArray::number((5000LL << 19) | 9));
    const QJsonObject answer = push(u"c_620521"_s, 9, 1, zeros, {again});
    QVERIFY(answer["refused"_L1].toArray().isEmpty());
    QCOMPARE(answer["conflicts"_L1].toInt(), 0);
    QCOMPARE(m_pg->value("SELECT phone FROM fq_data.person WHERE id = '"_ba + id + '\''), u"1"_s);
}

void TestSyncServer::passwordInUrl_isRefused()
{
    const auto refused = PgConnection::open({.url = u"postgresql://c_620521:secret@db.example/county"_s});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"server.password_in_url"_s);
    QVERIFY(!refused.error().message.contains(u"secret"_s));
}

QTEST_GUILESS_MAIN(TestSyncServer)
#include "tst_sync_server.moc"
