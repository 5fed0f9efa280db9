// A record whose content is erased for good: from the server at once, from every desk when it next fetches, and nothing
// that still arrives brings it back (sync.md 2.6).
#include <QFile>
#include <QTest>

#include <store/replica.h>
#include <sync/conflicts.h>

#include "desk_files.h"
#include "invariants.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

static bool holdsNothing(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return !file.exists();
    const QByteArray bytes = file.readAll();
    return bytes.count('\0') == bytes.size();
}

class TestSyncPurge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void purged_leavesNoTrace();
    void purged_doesNotComeBack();
    void purge_refusesWhatAMachineDrives_data();
    void purge_refusesWhatAMachineDrives();

private:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_a;
    std::unique_ptr<DeskFile> m_b;
    QString m_url;

    [[nodiscard]] Result<QJsonObject> purge(const QString &entity, QUuid id) const
    {
        return purgeRecord({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, u"620521"_s, entity,
                           id);
    }

    [[nodiscard]] QStringList traces(const WrittenLog &log, QUuid id)
    {
        const auto admin = m_pg->admin();
        return brokenPurges(log, {id}, *admin) + brokenPurges(log, {id}, *m_a, u"A"_s) +
               brokenPurges(log, {id}, *m_b, u"B"_s);
    }
};

void TestSyncPurge::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NOTHING WAS ERASED: "_s + why));
    m_url = m_pg->url(u"c_620521"_s);
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {u"620521"_s}, 2));
    m_a = m_files->found(u"a.fengqiao"_s);
    QVERIFY(m_a);
    VERIFY_OK(m_files->sync(*m_a, m_url));
    m_b = m_files->join(u"b.fengqiao"_s, m_url, 2);
    QVERIFY(m_b);
}

void TestSyncPurge::cleanupTestCase()
{
    m_a.reset();
    m_b.reset();
    m_files.reset();
    m_pg.reset();
}

void TestSyncPurge::purged_leavesNoTrace()
{
    WrittenLog log;
    const auto person = m_a->addPerson(u"张三"_s);
    VERIFY_OK(person);
    log.collect(*m_a);
    VERIFY_OK(m_files->sync(*m_a, m_url));
    VERIFY_OK(m_files->sync(*m_b, m_url));
    // Two values of one field: one stands in the inbox.
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"13900000001"_s));
    VERIFY_OK(m_b->edit(u"person"_s, *person, "phone"_ba, u"13900000002"_s));
    log.collect(*m_a);
    log.collect(*m_b);
    for (int i = 0; i < 2; ++i)
        for (DeskFile *file : {m_a.get(), m_b.get()})
            VERIFY_OK(m_files->sync(*file, m_url));
    QVERIFY(!traces(log, *person).isEmpty()); // the check finds what is there
    VERIFY_OK(purge(u"person"_s, *person));
    for (DeskFile *file : {m_a.get(), m_b.get()}) {
        VERIFY_OK(m_files->sync(*file, m_url));
        QVERIFY(!file->find(u"person"_s, *person));
        // The log of the database held the pages as they were; it may have been made longer since, with nothing.
        QVERIFY(QTest::qWaitFor([&] { return holdsNothing(file->path() + u"-wal"_s); }, 5000));
    }
    QCOMPARE(traces(log, *person), QStringList());
    const auto inbox = m_a->read([](Reader &reader) -> Result<qint64> { return openConflicts(reader, u"620521"_s); });
    QCOMPARE(inbox.value(), 0);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.person WHERE id = '"_ba +
                         person->toByteArray(QUuid::WithoutBraces) + "' AND deleted"),
             u"1"_s);
}

// What a desk wrote before it heard of it is left out: not in the row, not among the refused, not in its own log.
void TestSyncPurge::purged_doesNotComeBack()
{
    WrittenLog log;
    const auto person = m_a->addPerson(u"李四"_s);
    VERIFY_OK(person);
    log.collect(*m_a);
    VERIFY_OK(m_files->sync(*m_a, m_url));
    VERIFY_OK(m_files->sync(*m_b, m_url));
    VERIFY_OK(m_b->edit(u"person"_s, *person, "address"_ba, u"东街九号"_s));
    VERIFY_OK(m_b->registerVisit(u"王五"_s)); // behind it in the queue
    log.collect(*m_b);
    VERIFY_OK(purge(u"person"_s, *person));
    const auto report = m_files->sync(*m_b, m_url);
    VERIFY_OK(report);
    QCOMPARE(report->refused, 0);
    QCOMPARE(report->waiting, 0);
    VERIFY_OK(m_files->sync(*m_a, m_url));
    QVERIFY(!m_b->find(u"person"_s, *person));
    QCOMPARE(traces(log, *person), QStringList());
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit WHERE visitor_name = '王五'"), u"1"_s);
    // Sent after a restore that lost it: the list of what was erased is carried out again, and holds.
    VERIFY_OK(purge(u"person"_s, *person));
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QCOMPARE(traces(log, *person), QStringList());
}

void TestSyncPurge::purge_refusesWhatAMachineDrives_data()
{
    QTest::addColumn<QString>("entity");
    for (const char *name : {"visit", "history", "conflict", "pg_user", "x'; DROP TABLE fq_data.person; --"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSyncPurge::purge_refusesWhatAMachineDrives()
{
    QFETCH(QString, entity);
    const QString before = m_pg->value("SELECT sum(rev) FROM fq_sync.centre_clock");
    const auto done = purge(entity, QUuid::createUuid());
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"server.fq016"_s);
    QCOMPARE(m_pg->value("SELECT sum(rev) FROM fq_sync.centre_clock"), before);
}

QTEST_GUILESS_MAIN(TestSyncPurge)
#include "tst_sync_purge.moc"
