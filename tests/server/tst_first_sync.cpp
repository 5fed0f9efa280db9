// The first sync of a desk: what it lands is what ordinary pull lands, and a broken one goes on where it stopped.
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <unistd.h>

#include <composition.h>
#include <store/replica.h>

#include "desk_files.h"
#include "pg_fixture.h"
#include "server_sql.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int manyPeople = 12'000; // more than one piece on its way

// A value of each type, another one for each row `i`; now and then none, and texts that would break a careless escape.
QString valueSql(const Field &field)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Code:
        return u"(ARRAY['', E'王\\t五\\n\\\\N', E'\"a'' \\x01\\x7f', '𠮷野 Ⅷ', '\\N'])[1 + i % 5] || '%1' || i"_s.arg(
            field.name);
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        return u"(ARRAY[0, -1, 9007199254740993, 9223372036854775807, -9223372036854775808])[1 + i % 5]"_s;
    case FieldType::Bool:
        return u"i % 2 = 0"_s;
    case FieldType::Date:
        return u"(ARRAY['0001-01-01', '1999-12-31', '2000-01-01', '9999-12-31', '12000-01-01', '0044-03-15 BC'])[1 + i "
               u"% "
               "6]::date"_s;
    case FieldType::Id:
        return u"md5('%1' || i)::uuid"_s.arg(field.name);
    case FieldType::Json:
        return u"(ARRAY['{\"b\": 1.50, \"a\": [1, null, \"\\u4e2d\"]}', '[]', 'null', '7', '{}'])[1 + i % 5]::jsonb"_s;
    case FieldType::Bytes:
        return u"decode(CASE i % 3 WHEN 0 THEN '' ELSE '00ff5c78' || to_hex(65536 + i) || '0' END, 'hex')"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

// Rows of an entity as a server may hold them: changed ones, removed ones, one of a newer desk, one of an older desk.
QString rowsSql(const Entity &entity, int rows)
{
    QStringList columns;
    QStringList values;
    qsizetype at = 0;
    const auto isUnique = [&](const Field &field) {
        return std::ranges::any_of(
            entity.indexes, [&](const Index &index) { return index.unique && index.fields.contains(field.name); });
    };
    for (const Field &field : entity.fields) {
        columns << u'"' + QString(field.name) + u'"';
        const int without = static_cast<int>(at++ % 7);
        if (field.name == "org"_L1)
            values << u"'620521'"_s;
        else if (isUnique(field)) // two rows without a required value would be two of the same empty one
            values << valueSql(field);
        else
            values << u"CASE WHEN i % 7 = %1 THEN NULL ELSE %2 END"_s.arg(without).arg(valueSql(field));
    }
    return u"INSERT INTO fq_data.\"%1\" (centre, id, rev, stamp, versions, extra, deleted, %2) SELECT '620521', "
           "gen_random_uuid(), k.rev + 1, 900000000000 + i, CASE i % 3 WHEN 0 THEN '{\"\": 5, \"name\": "
           "12345678901234}'::jsonb "
           "WHEN 1 THEN '{}'::jsonb END, CASE i % 4 WHEN 0 THEN '{\"of_a_newer_desk\": 1}'::jsonb END, i % 5 = 4, %3 "
           "FROM "
           "generate_series(1, %4) i, fq_sync.centre_clock k WHERE k.centre = '620521'"_s
               .arg(entity.name, columns.join(u", "_s), values.join(u", "_s))
               .arg(rows);
}

bool isNearTheEnd(const JoinProgress &progress)
{
    return progress.rows > progress.total * 9 / 10;
}

constexpr auto nextRev = "UPDATE fq_sync.centre_clock SET rev = rev + 1 WHERE centre = '620521'; INSERT INTO "
                         "fq_sync.centre_rev SELECT '620521', "
                         "k.rev, k.rev * 7, 1, 1000, (SELECT array_agg(code) FROM fq_sync.entity) FROM "
                         "fq_sync.centre_clock k WHERE k.centre = "
                         "'620521'"_L1;

using JoinTold = std::function<bool(const JoinProgress &)>;

Result<SyncReport> joinAt(const QString &file, const ServerModel &model, const QString &url, int desk,
                          const JoinTold &told)
{
    return joinCounty(file, modules(), model, {.url = url, .password = {}, .answerSeconds = 60}, desk, u"bing"_s,
                      Secret("correct-horse-battery"_ba), told);
}

// What this program does where it is started as a desk of its own: it joins, and is killed by itself in the middle of
// the second piece at the earliest, when the file has grown by more than one. It comes back only where that did not
// happen.
constexpr auto joinAndDieOption = "--join-and-die"_L1;

int joinAndDie(const QString &name, const QString &url)
{
    const QString part = QString(name).replace(".fengqiao"_L1, ".joining.fengqiao"_L1);
    const auto model = serverModel(modules());
    qint64 before = -1;
    const auto joined =
        model ? joinAt(name, *model, url, 3,
                       [&](const JoinProgress &progress) {
                           before = before < 0 ? QFileInfo(part).size() : before;
                           for (QDeadlineTimer late(20'000); isNearTheEnd(progress) && !late.hasExpired();)
                               if (QFileInfo(part).size() > before + 1'000'000)
                                   kill(getpid(), SIGKILL);
                           return true;
                       })
              : Result<SyncReport>(std::unexpected(model.error()));
    qWarning("not killed: %s", joined ? "it joined" : message(joined.error()));
    return 1;
}

} // namespace

class TestFirstSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void bringsWhatPullBrings();
    void brokenLine_goesOnBehindWhatIsThere();
    void killedProcess_goesOnBehindWhatIsThere();
    void rowsOfTwoSnapshots_thatDoNotFit_areFetchedAgain();
    void otherDesk_beginsAnew();
    void cancelled_leavesNothing();
    void serverOfAnOlderProgram_givesTheSame();

private:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_pulled; // joined before there was anything, and then by ordinary pull
    QString m_url;

    Result<SyncReport> join(const QString &name, const JoinTold &told = {}, int desk = 3)
    {
        return joinAt(m_files->path(name), m_files->model(), m_url, desk, told);
    }

    std::unique_ptr<DeskFile> open(const QString &name)
    {
        const QString file = m_files->path(name);
        auto keys = KeySlots::load(file);
        auto key = keys->open(u"bing"_s, Secret("correct-horse-battery"_ba), SystemClock().now());
        auto desk =
            std::make_unique<DeskFile>(file, std::move(*key), m_files->model().schema, std::make_shared<SystemClock>());
        return desk->open() ? std::move(desk) : nullptr;
    }

    bool fillServer();
    void addPeople(int from, int count);
    QStringList rowsOf(DeskFile &file, const Entity &entity);
    QStringList found(DeskFile &file, const QString &text);
    QString faultsOf(DeskFile &file);
    void compare(DeskFile &file);
};

void TestFirstSync::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NOTHING OF SYNC WAS TESTED: "_s + why));
    m_url = m_pg->url(u"c_620521"_s);
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {u"620521"_s}, 4));
    const auto founder = m_files->found(u"founder.fengqiao"_s);
    QVERIFY(founder);
    VERIFY_OK(m_files->sync(*founder, m_url));
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"CREATE DATABASE county_first TEMPLATE county"_s, u"postgres"_s));
}

void TestFirstSync::init()
{
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s));
    QVERIFY(m_pg->run(u"CREATE DATABASE county TEMPLATE county_first"_s, u"postgres"_s));
    m_pulled = m_files->join(u"pulled.fengqiao"_s, m_url, 2);
    QVERIFY(m_pulled);
}

void TestFirstSync::cleanup()
{
    m_pulled.reset();
    for (const QString &name : {u"pulled.fengqiao"_s, u"first.fengqiao"_s, u"first.joining.fengqiao"_s}) {
        Store::discard(m_files->path(name));
        QFile::remove(KeySlots::pathFor(m_files->path(name)));
    }
}

bool TestFirstSync::fillServer()
{
    for (const Entity *entity : syncedEntities(m_files->model().schema))
        if (!m_pg->run(rowsSql(*entity, 40)))
            return false;
    return m_pg->run(QString(nextRev));
}

void TestFirstSync::addPeople(int from, int count)
{
    QVERIFY(m_pg->run(
        u"INSERT INTO fq_data.person (centre, id, rev, stamp, name, phone, document_number, address) SELECT "
        "'620521', gen_random_uuid(), k.rev + 1, 1000000 + i, substr('王李张刘陈杨黄赵吴周', 1 + i % 10, 1) || "
        "substr('伟芳娜秀英敏静丽强磊', 1 + i / 10 % 10, 1), (13800000000 + i)::text, lpad((999999000000000000 + "
        "i)::text, 18, '0'), '永清镇中山路' || i || '号' FROM generate_series(%1, %2) i, fq_sync.centre_clock k "
        "WHERE k.centre = '620521'; "_s.arg(from)
            .arg(from + count - 1) +
        nextRev));
}

// Every column but the number that a file gives its rows, with its type; removed ones too.
QStringList TestFirstSync::rowsOf(DeskFile &file, const Entity &entity)
{
    QStringList columns{u"hex(id)"_s, u"centre"_s, u"stamp"_s, u"deleted"_s, u"quote(versions)"_s};
    for (const Field &field : entity.fields)
        columns << u"typeof(\"%1\") || quote(\"%1\")"_s.arg(field.name);
    const auto rows = file.read([&](Reader &reader) -> Result<QStringList> {
        QStringList texts;
        Query row =
            reader.query(u"SELECT %1 FROM \"%2\" ORDER BY id"_s.arg(columns.join(u" || '|' || "_s), entity.name));
        while (row.next())
            texts << row.text(0);
        return texts;
    });
    return rows.value_or(QStringList{u"unreadable"_s});
}

QStringList TestFirstSync::found(DeskFile &file, const QString &text)
{
    const auto hits = file.read([&](Reader &reader) -> Result<QStringList> {
        QStringList ids;
        for (const SearchHit &hit : reader.search({.text = text, .entities = {}, .limit = 100'000}))
            ids << hit.entity + hit.id.toString() + QString::number(static_cast<int>(hit.kind)) +
                       QString::number(hit.rank) + (reader.find(file.entity(hit.entity), hit.id) ? u"" : u" is no row");
        ids.sort();
        return ids;
    });
    return hits.value_or(QStringList{u"unreadable"_s});
}

QString TestFirstSync::faultsOf(DeskFile &file)
{
    // Not by a reader: between two searches FTS5 would look at segments that the writer has joined meanwhile.
    return file
        .write([](Writer &tx) -> Result<QString> {
            Query row = tx.query(u"SELECT group_concat(integrity_check) FROM pragma_integrity_check"_s);
            return row.next() ? row.text(0) : QString();
        })
        .value_or(u"unreadable"_s);
}

// Rows, what searches find, how far they came: as on the desk that only ever pulled.
void TestFirstSync::compare(DeskFile &file)
{
    QCOMPARE(faultsOf(file), u"ok"_s);
    VERIFY_OK(m_files->sync(*m_pulled, m_url));
    VERIFY_OK(m_files->sync(file, m_url));
    int compared = 0;
    for (const Entity *entity : syncedEntities(m_files->model().schema)) {
        const QStringList expected = rowsOf(*m_pulled, *entity);
        QCOMPARE(rowsOf(file, *entity), expected);
        compared += static_cast<int>(expected.size());
    }
    QVERIFY(compared > 100);
    for (const QString &text : {u"王"_s, u"wang"_s, u"zw"_s, u"伟"_s, u"1380000"_s, u"0017"_s, u"永清镇中山路7号"_s,
                                u"999999000000000012"_s, u"name7"_s, u"number12"_s, u"吉野"_s, u"title"_s})
        QCOMPARE(found(file, text), found(*m_pulled, text));
    VERIFY_OK(file.write([](Writer &tx) -> Result<> {
        tx.execute(u"INSERT INTO search (search) VALUES ('integrity-check')"_s);
        return {};
    }));
    for (const auto key : {"sync.epoch"_L1, "sync.rev"_L1, "sync.token"_L1, "sync.digest"_L1, "centre"_L1}) {
        const auto meta = [&](DeskFile &of) {
            return of.read([&](Reader &reader) -> Result<QString> { return reader.meta(key); }).value_or(QString());
        };
        QVERIFY(!meta(file).isEmpty());
        QCOMPARE(meta(file), meta(*m_pulled));
    }
    QCOMPARE(m_files->sync(file, m_url)->received, 0);
    QCOMPARE(faultsOf(*m_pulled), u"ok"_s);
    QCOMPARE(faultsOf(file), u"ok"_s);
}

void TestFirstSync::bringsWhatPullBrings()
{
    QVERIFY(fillServer());
    addPeople(1, 5000);
    VERIFY_OK(join(u"first.fengqiao"_s));
    QVERIFY(!QFileInfo::exists(m_files->path(u"first.joining.fengqiao"_s)));
    const auto first = open(u"first.fengqiao"_s);
    QVERIFY(first);
    compare(*first);
    QVERIFY(found(*first, u"王伟"_s).size() >= 50);
    // What is changed and removed from here on is found as it is, not as it was.
    const QUuid person =
        first
            ->read([](Reader &reader) -> Result<QUuid> { return reader.search({.text = u"13800000017"_s}).first().id; })
            .value();
    QVERIFY(m_pg->run(
        u"UPDATE fq_data.person SET name = '欧阳修竹', phone = '13911112222', stamp = stamp + 1, rev = (SELECT "
        "rev + 1 FROM fq_sync.centre_clock) WHERE id = '%1'; "_s.arg(person.toString(QUuid::WithoutBraces)) +
        nextRev));
    VERIFY_OK(m_files->sync(*first, m_url));
    QCOMPARE(found(*first, u"oyxz"_s).size(), 1);
    QVERIFY(found(*first, u"13800000017"_s).filter(person.toString()).isEmpty());
    compare(*first);
}

void TestFirstSync::brokenLine_goesOnBehindWhatIsThere()
{
    QVERIFY(fillServer());
    addPeople(1, manyPeople);
    bool killed = false;
    const auto broken = join(u"first.fengqiao"_s, [&](const JoinProgress &progress) {
        if (isNearTheEnd(progress) && !std::exchange(killed, true))
            m_pg->killSessions();
        return true;
    });
    QVERIFY(killed && !broken);
    QVERIFY2(broken.error().code == "server.unreachable"_L1 || broken.error().code == "server.fault"_L1,
             message(broken.error()));
    QVERIFY(!QFileInfo::exists(m_files->path(u"first.fengqiao"_s)));
    QVERIFY(QFileInfo::exists(m_files->path(u"first.joining.fengqiao"_s)));
    // Meanwhile the county works on: a row that came already changes, others come, one goes.
    QVERIFY(m_pg->run(
        u"UPDATE fq_data.person SET phone = '13911112222', stamp = stamp + 1, rev = (SELECT rev + 1 FROM "
        "fq_sync.centre_clock) WHERE phone LIKE '13800000%7'; UPDATE fq_data.person SET deleted = true, stamp "
        "= stamp + 1, rev = (SELECT rev + 1 FROM fq_sync.centre_clock) WHERE phone LIKE '13800001%8'; "_s +
        nextRev));
    addPeople(50'000, 300);
    qint64 first = -1;
    const auto resumed = join(u"first.fengqiao"_s, [&](const JoinProgress &progress) {
        first = first < 0 ? progress.rows : first;
        return true;
    });
    VERIFY_OK(resumed);
    QVERIFY2(resumed->received < manyPeople && resumed->received > 0, qPrintable(QString::number(resumed->received)));
    QVERIFY(first > 1000); // behind what was there
    const auto joined = open(u"first.fengqiao"_s);
    QVERIFY(joined);
    compare(*joined);
}

void TestFirstSync::killedProcess_goesOnBehindWhatIsThere()
{
    addPeople(1, manyPeople);
    QProcess other;
    other.setProcessChannelMode(QProcess::ForwardedChannels);
    other.start(QCoreApplication::applicationFilePath(),
                {QString(joinAndDieOption), m_files->path(u"first.fengqiao"_s), m_url});
    QVERIFY2(other.waitForFinished(200'000), qPrintable(other.errorString()));
    QCOMPARE(other.exitStatus(), QProcess::CrashExit);
    QVERIFY(QFileInfo::exists(m_files->path(u"first.joining.fengqiao"_s)));
    const auto resumed = join(u"first.fengqiao"_s);
    VERIFY_OK(resumed);
    // Pieces that were on their way are not there; those before them are.
    const qint64 all = m_pg->value("SELECT count(*) FROM fq_data.rule_table").toLongLong() + manyPeople;
    QVERIFY2(resumed->received < all && resumed->received > 0, qPrintable(QString::number(resumed->received)));
    const auto joined = open(u"first.fengqiao"_s);
    QVERIFY(joined);
    compare(*joined);
}

// A login that one account gave up and another one has got: the half file holds both.
void TestFirstSync::rowsOfTwoSnapshots_thatDoNotFit_areFetchedAgain()
{
    addPeople(1, manyPeople);
    QVERIFY(m_pg->run(
        u"INSERT INTO fq_data.account (centre, id, rev, stamp, login, name, roles, state) SELECT '620521', x.id, "
        "k.rev + 1, 5, x.login, '甲', 'WIN', 'active' FROM fq_sync.centre_clock k, (VALUES "
        "('00000000-0000-4000-8000-000000000001'::uuid, 'wanted')) x(id, login) WHERE k.centre = '620521'; "_s +
        nextRev));
    bool killed = false;
    const auto broken = join(u"first.fengqiao"_s, [&](const JoinProgress &progress) {
        if (isNearTheEnd(progress) && !std::exchange(killed, true))
            m_pg->killSessions();
        return true;
    });
    QVERIFY(killed && !broken);
    QVERIFY(m_pg->run(
        u"UPDATE fq_data.account SET login = 'other', stamp = 6, rev = (SELECT rev + 1 FROM fq_sync.centre_clock) "
        "WHERE login = 'wanted'; INSERT INTO fq_data.account (centre, id, rev, stamp, login, name, roles, state) "
        "SELECT '620521', 'ffffffff-ffff-4fff-bfff-ffffffffffff', k.rev + 1, 7, 'wanted', '乙', 'WIN', 'active' "
        "FROM fq_sync.centre_clock k WHERE k.centre = '620521'; "_s +
        nextRev));
    VERIFY_OK(join(u"first.fengqiao"_s));
    const auto joined = open(u"first.fengqiao"_s);
    QVERIFY(joined);
    compare(*joined);
}

void TestFirstSync::otherDesk_beginsAnew()
{
    addPeople(1, manyPeople);
    bool killed = false;
    const auto broken = join(u"first.fengqiao"_s, [&](const JoinProgress &progress) {
        if (isNearTheEnd(progress) && !std::exchange(killed, true))
            m_pg->killSessions();
        return true;
    });
    QVERIFY(killed && !broken);
    const auto other = join(u"first.fengqiao"_s, {}, 4);
    VERIFY_OK(other);
    QVERIFY(other->received > manyPeople);
    const auto joined = open(u"first.fengqiao"_s);
    QCOMPARE(joined->desk(), 4);
    compare(*joined);
}

void TestFirstSync::cancelled_leavesNothing()
{
    addPeople(1, manyPeople);
    const auto stopped =
        join(u"first.fengqiao"_s, [](const JoinProgress &progress) { return progress.rows < manyPeople / 2; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, u"sync.cancelled"_s);
    for (const QString &name :
         {u"first.fengqiao"_s, u"first.keys"_s, u"first.joining.fengqiao"_s, u"first.joining.keys"_s})
        QVERIFY(!QFileInfo::exists(m_files->path(name)));
}

void TestFirstSync::serverOfAnOlderProgram_givesTheSame()
{
    QVERIFY(fillServer());
    QVERIFY(
        m_pg->run(u"DROP FUNCTION fq.sync_fields(); DROP FUNCTION fq.sync_copy_rows(text, uuid, integer, text[])"_s));
    VERIFY_OK(join(u"first.fengqiao"_s));
    const auto first = open(u"first.fengqiao"_s);
    QVERIFY(first);
    compare(*first);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == joinAndDieOption)
        return joinAndDie(arguments.value(2), arguments.value(3));
    TestFirstSync test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_first_sync.moc"
