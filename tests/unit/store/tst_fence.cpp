#include <store/fence.h>

#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;
using namespace Qt::StringLiterals;

// What a fenced connection reads, and everything that it does not.
class TestFence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fencedColumn_isRead_data();
    void fencedColumn_isRead();
    void anythingElse_isRefused_data();
    void anythingElse_isRefused();
    void afterARefusal_theConnectionGoesOn();
    void ordinaryReaders_areNotFenced();
    void whatIsCommitted_isSeenAtOnce();

private:
    [[nodiscard]] QString outcome(const QString &sql);
    std::unique_ptr<Fixture> m_fixture;
    std::unique_ptr<FencedStore> m_fenced;
};

void TestFence::initTestCase()
{
    m_fixture = std::make_unique<Fixture>();
    QVERIFY(m_fixture->addPerson(u"张三丰"_s, u"13900000001"_s));
    auto fenced = FencedStore::open(*m_fixture->store,
                                    {{u"person"_s, {u"visits"_s, u"deleted"_s}}, {u"meta"_s, {u"key"_s, u"value"_s}}});
    QVERIFY2(fenced, qPrintable(codeOf(fenced)));
    m_fenced = std::move(*fenced);
}

// The first cell, or the code of the error.
QString TestFence::outcome(const QString &sql)
{
    const auto read = m_fenced
                          ->read([sql](Reader &reader) -> Result<QString> {
                              Query rows = reader.query(sql);
                              return rows.next() ? rows.text(0) : u"nothing"_s;
                          })
                          .result();
    return read ? *read : read.error().code;
}

void TestFence::fencedColumn_isRead_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("answer");
    QTest::newRow("column") << u"SELECT coalesce(visits, 4) FROM person"_s << u"4"_s;
    QTest::newRow("rows are counted") << u"SELECT count(*) FROM person"_s << u"1"_s;
    QTest::newRow("condition") << u"SELECT count(*) FROM person WHERE deleted = 0"_s << u"1"_s;
    QTest::newRow("other table") << u"SELECT value FROM meta WHERE key = 'centre'"_s << u"620521"_s;
}

void TestFence::fencedColumn_isRead()
{
    QFETCH(const QString, sql);
    QTEST(outcome(sql), "answer");
}

void TestFence::anythingElse_isRefused_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("column", u"SELECT name FROM person"_s);
    row("column by another name", u"SELECT p.name AS visits FROM person AS p"_s);
    row("all columns", u"SELECT * FROM person"_s);
    row("row number", u"SELECT rowid FROM person"_s);
    row("condition", u"SELECT visits FROM person WHERE name LIKE '张%'"_s);
    row("order", u"SELECT visits FROM person ORDER BY phone"_s);
    row("grouping", u"SELECT count(*) FROM person GROUP BY phone"_s);
    row("sub-select", u"SELECT (SELECT name FROM person)"_s);
    row("common table", u"WITH p AS (SELECT phone AS visits FROM person) SELECT visits FROM p"_s);
    row("recursion", u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 1"_s);
    row("join", u"SELECT a.visits FROM person a JOIN person b ON a.name = b.name"_s);
    row("table", u"SELECT count(*) FROM event"_s);
    row("schema", u"SELECT sql FROM sqlite_master"_s);
    row("what opening asked", u"SELECT count(*) FROM sqlite_master"_s); // prepared before the fence stood
    row("search index", u"SELECT * FROM search_entity"_s);
    row("insert", u"INSERT INTO meta VALUES ('a', 'b')"_s);
    row("update", u"UPDATE person SET visits = 1"_s);
    row("delete", u"DELETE FROM person"_s);
    row("table made", u"CREATE TABLE mine (a)"_s);
    row("temporary table made", u"CREATE TEMP TABLE mine AS SELECT visits FROM person"_s);
    row("view made", u"CREATE TEMP VIEW mine AS SELECT name FROM person"_s);
    row("dropped", u"DROP TABLE person"_s);
    row("attached", u"ATTACH ':memory:' AS other"_s);
    row("pragma", u"PRAGMA table_info(person)"_s);
    row("pragma of opening", u"PRAGMA query_only = ON"_s);
    row("writable again", u"PRAGMA query_only = OFF"_s);
    row("pragma as a table", u"SELECT name FROM pragma_table_info('person')"_s);
    row("json as a table", u"SELECT value FROM json_each('[1]')"_s);
    row("extension", u"SELECT load_extension('x')"_s);
    row("savepoint", u"SAVEPOINT mine"_s);
    row("plan", u"EXPLAIN QUERY PLAN SELECT name FROM person"_s);
}

void TestFence::anythingElse_isRefused()
{
    QFETCH(const QString, sql);
    QCOMPARE(outcome(sql), u"store.fenced"_s);
}

void TestFence::afterARefusal_theConnectionGoesOn()
{
    QCOMPARE(outcome(u"SELECT phone FROM person"_s), u"store.fenced"_s);
    QCOMPARE(outcome(u"VACUUM INTO 'copy'"_s), u"store.fault"_s); // a read is a snapshot, which cannot be copied
    QCOMPARE(outcome(u"SELECT count(*) FROM person"_s), u"1"_s);
}

void TestFence::ordinaryReaders_areNotFenced()
{
    const auto name = m_fixture->read([](Reader &reader) -> Result<QString> {
        Query rows = reader.query(u"SELECT name FROM person"_s);
        return rows.next() ? rows.text(0) : QString();
    });
    QCOMPARE(name.value_or(QString()), u"张三丰"_s);
}

void TestFence::whatIsCommitted_isSeenAtOnce()
{
    QVERIFY(m_fixture->addPerson(u"李四"_s, u"13900000002"_s));
    QCOMPARE(outcome(u"SELECT count(*) FROM person"_s), u"2"_s);
}

QTEST_GUILESS_MAIN(TestFence)
#include "tst_fence.moc"
