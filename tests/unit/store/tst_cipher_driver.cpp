#include <QFile>
#include <QSize>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <cipher_driver.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestCipherDriver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void driver_isSqlCipher();
    void open_refusesAKeyOfWrongLength();
    void open_refusesTheWayThatTakesAPassword();
    void values_comeBackAsTheyWent_data();
    void values_comeBackAsTheyWent();
    void statement_runsAgainWithOtherValues();
    void statement_refusesAWrongNumberOfValues();
    void namedPlaceholders_areOff();
    void transaction_rollsBack();
    void misspeltColumn_isAnError();
    void error_neverHoldsTheKey();

private:
    [[nodiscard]] QSqlQuery query(const QString &sql);
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CipherDriver> m_driver;
};

static const QByteArray dataKey(32, '\x5a');
static const QByteArray salt(16, '\x11');

void TestCipherDriver::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    const QString path = m_dir->filePath(u"a.db"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_driver = std::make_unique<CipherDriver>();
    QVERIFY(m_driver->openFile(path, dataKey, salt, CipherDriver::Mode::Write));
    QVERIFY(query(u"CREATE TABLE t (a, b)"_s).exec());
}

void TestCipherDriver::cleanup()
{
    m_driver.reset();
}

QSqlQuery TestCipherDriver::query(const QString &sql)
{
    QSqlQuery made(m_driver->createResult());
    made.setForwardOnly(true);
    made.prepare(sql);
    return made;
}

void TestCipherDriver::driver_isSqlCipher()
{
    QVERIFY(m_driver->cipherVersion().startsWith(u"4."_s));
    QCOMPARE(m_driver->header(), salt);
}

void TestCipherDriver::open_refusesAKeyOfWrongLength()
{
    CipherDriver driver;
    QVERIFY(!driver.openFile(m_dir->filePath(u"b.db"_s), QByteArray("short"), salt, CipherDriver::Mode::Write));
    QVERIFY(!driver.isOpen());
}

void TestCipherDriver::open_refusesTheWayThatTakesAPassword()
{
    CipherDriver driver;
    QVERIFY(!driver.open(m_dir->filePath(u"a.db"_s), {}, u"password"_s, {}, -1, {}));
}

void TestCipherDriver::values_comeBackAsTheyWent_data()
{
    QTest::addColumn<QVariant>("given");
    QTest::addColumn<QVariant>("expected");
    const QUuid id = QUuid::createUuid();
    QTest::newRow("null") << QVariant() << QVariant();
    QTest::newRow("integer") << QVariant(qlonglong(-1) << 62) << QVariant(qlonglong(-1) << 62);
    QTest::newRow("bool") << QVariant(true) << QVariant(qlonglong(1));
    QTest::newRow("double") << QVariant(0.1) << QVariant(0.1);
    QTest::newRow("text") << QVariant(u"枫桥 𠮷 é"_s) << QVariant(u"枫桥 𠮷 é"_s);
    QTest::newRow("empty text") << QVariant(u""_s) << QVariant(u""_s);
    QTest::newRow("bytes with zero") << QVariant(QByteArray("a\0b", 3)) << QVariant(QByteArray("a\0b", 3));
    QTest::newRow("uuid") << QVariant(id) << QVariant(id.toRfc4122());
    QTest::newRow("date") << QVariant(QDate(2000, 1, 1)) << QVariant(qlonglong(2451545));
}

void TestCipherDriver::values_comeBackAsTheyWent()
{
    QFETCH(QVariant, given);
    QFETCH(QVariant, expected);
    QSqlQuery insert = query(u"INSERT INTO t VALUES (?, 1)"_s);
    insert.bindValue(0, given);
    QVERIFY(insert.exec());
    QSqlQuery select = query(u"SELECT a FROM t"_s);
    QVERIFY(select.exec() && select.next());
    QCOMPARE(select.value(0), expected);
    QCOMPARE(select.value(0).typeId(), expected.typeId());
    QCOMPARE(select.isNull(0), expected.isNull());
    QVERIFY(!select.next());
}

void TestCipherDriver::statement_runsAgainWithOtherValues()
{
    QSqlQuery insert = query(u"INSERT INTO t VALUES (?, ?)"_s);
    for (int i = 0; i < 3; ++i) {
        insert.bindValue(0, i);
        insert.bindValue(1, u"row %1"_s.arg(i));
        QVERIFY(insert.exec());
        QCOMPARE(insert.numRowsAffected(), 1);
        QCOMPARE(insert.lastInsertId().toLongLong(), i + 1);
    }
    QSqlQuery select = query(u"SELECT b FROM t WHERE a >= ? ORDER BY a"_s);
    for (int from = 0; from < 3; ++from) {
        select.bindValue(0, from);
        QVERIFY(select.exec());
        for (int i = from; i < 3; ++i) {
            QVERIFY(select.next());
            QCOMPARE(select.value(0).toString(), u"row %1"_s.arg(i));
        }
        QVERIFY(!select.next());
        select.finish();
    }
}

void TestCipherDriver::statement_refusesAWrongNumberOfValues()
{
    QSqlQuery insert = query(u"INSERT INTO t VALUES (?, ?)"_s);
    insert.bindValue(0, 1);
    QVERIFY(!insert.exec());
    QVERIFY(insert.lastError().isValid());
    insert.bindValue(0, 1);
    insert.bindValue(1, 2);
    QVERIFY(insert.exec());
    QVERIFY(!insert.exec()); // the values of the run before are not taken again
    insert.bindValue(0, QVariant::fromValue(QSize(1, 2)));
    insert.bindValue(1, 2);
    QVERIFY(!insert.exec()); // no column holds such a value
}

void TestCipherDriver::namedPlaceholders_areOff()
{
    QVERIFY(!m_driver->hasFeature(QSqlDriver::NamedPlaceholders));
    QVERIFY(m_driver->hasFeature(QSqlDriver::PositionalPlaceholders));
    QSqlQuery insert = query(u"INSERT INTO t VALUES (?, ?)"_s);
    QVERIFY(insert.executedQuery().contains(u'?') || insert.lastQuery().contains(u'?')); // not rewritten
}

void TestCipherDriver::transaction_rollsBack()
{
    QVERIFY(m_driver->beginTransaction());
    QVERIFY(m_driver->inTransaction());
    QVERIFY(query(u"INSERT INTO t VALUES (1, 2)"_s).exec());
    QVERIFY(m_driver->rollbackTransaction());
    QVERIFY(!m_driver->inTransaction());
    QSqlQuery count = query(u"SELECT count(*) FROM t"_s);
    QVERIFY(count.exec() && count.next());
    QCOMPARE(count.value(0).toInt(), 0);
}

void TestCipherDriver::misspeltColumn_isAnError()
{
    QSqlQuery made(m_driver->createResult());
    QVERIFY(!made.prepare(u"SELECT \"none\" FROM t"_s));
    QVERIFY(made.lastError().databaseText().contains(u"none"_s));
}

void TestCipherDriver::error_neverHoldsTheKey()
{
    m_driver.reset();
    CipherDriver driver;
    QByteArray other(32, '\x5b');
    QVERIFY(driver.openFile(m_dir->filePath(u"a.db"_s), other, salt, CipherDriver::Mode::Write));
    QSqlQuery select(driver.createResult());
    QVERIFY(!select.prepare(u"SELECT * FROM t"_s));
    const QString text = select.lastError().text();
    QVERIFY(!text.isEmpty());
    QVERIFY(!text.contains(QString::fromLatin1(other.toHex()), Qt::CaseInsensitive));
}

QTEST_GUILESS_MAIN(TestCipherDriver)
#include "tst_cipher_driver.moc"
