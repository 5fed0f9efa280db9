// The mail van: files on a stick between a desk without a line and the server, in any order, twice, damaged or forged.
#include <QTest>

#include <store/replica.h>
#include <sync/conflicts.h>
#include <sync/van.h>

#include "county_on_server.h"
#include "van_crypto.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The first desk goes by van, the second by line.
class TestSyncVan : public QObject, private CountyOnServer {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void changesGo_answersAndNewsComeBack();
    void sameFileTwice_doesNothing();
    void laterFile_holdsTheEarlierOne();
    void earlierFile_afterTheLaterOne_doesNothing();
    void receiptOutOfOrder_isTakenOrWaits();
    void refusedChange_comesBack();
    void aLineBetween_isNoMatter();
    void copiedFile_isToldSo();
    void restoredServer_getsEverythingAgain();
    void unknownDesk_isRefused();
    void hostileFile_isRefused_data();
    void hostileFile_isRefused();
    void receiptOfAnotherDesk_isRefused();

private:
    [[nodiscard]] std::unique_ptr<SyncEngine> engine(DeskFile &file) const;
    [[nodiscard]] QByteArray pack(DeskFile &file) const;
    [[nodiscard]] Result<QByteArray> carry(const QByteArray &file) const;
    [[nodiscard]] Result<SyncReport> unpack(DeskFile &file, const QByteArray &receipt) const;
    void reconcile(DeskFile &file) const; // one van there and back

    std::optional<VanKeys> m_open;
    std::optional<VanKeys> m_private;
};

void TestSyncVan::initTestCase()
{
    QString why;
    if (!start(&why))
        QSKIP(qPrintable(u"SKIPPED, NO VAN WAS SENT: "_s + why));
    QVERIFY(found());
    const auto key = vanKeyOfDesk(m_firstA->store());
    VERIFY_OK(key);
    VERIFY_OK(
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .desk = 1,
                                                                                              .name = u"by van"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {},
                                                                                              .vanKey = *key}));
    VERIFY_OK(makeVanKeys(u"620521"_s, m_files->path(u"van.key"_s)));
    auto open = readVanKeys(m_files->path(u"van.key.pub"_s));
    auto secret = readVanKeys(m_files->path(u"van.key"_s));
    VERIFY_OK(open);
    VERIFY_OK(secret);
    QVERIFY(open->sign.isEmpty() && open->open.isEmpty()); // the desks get the public halves alone
    m_open = std::move(*open);
    m_private = std::move(*secret);
    QVERIFY(keep());
}

void TestSyncVan::cleanupTestCase()
{
    stop();
}

void TestSyncVan::init()
{
    QVERIFY(begin());
}

void TestSyncVan::cleanup()
{
    end();
}

std::unique_ptr<SyncEngine> TestSyncVan::engine(DeskFile &file) const
{
    return std::make_unique<SyncEngine>(file.store(), m_files->model(), ServerAddress{},
                                        std::make_shared<SystemClock>());
}

QByteArray TestSyncVan::pack(DeskFile &file) const
{
    const auto packed = engine(file)->packVan(*m_open);
    if (!packed)
        qWarning("%s", message(packed.error()));
    return packed ? packed->file : QByteArray();
}

Result<QByteArray> TestSyncVan::carry(const QByteArray &file) const
{
    return carryVan({.url = m_url, .password = {}, .answerSeconds = 60}, *m_private, file, nullptr);
}

Result<SyncReport> TestSyncVan::unpack(DeskFile &file, const QByteArray &receipt) const
{
    return engine(file)->unpackVan(*m_open, receipt);
}

void TestSyncVan::reconcile(DeskFile &file) const
{
    const auto receipt = carry(pack(file));
    VERIFY_OK(receipt);
    VERIFY_OK(unpack(file, *receipt));
}

void TestSyncVan::changesGo_answersAndNewsComeBack()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    const auto person = m_b->addPerson(u"王五"_s);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    const QByteArray file = pack(*m_a);
    QVERIFY(!file.contains("register_visit") && !file.contains(u"张三"_s.toUtf8()));
    const auto receipt = carry(file);
    VERIFY_OK(receipt);
    const auto report = unpack(*m_a, *receipt);
    VERIFY_OK(report);
    QCOMPARE(report->sent, 1);
    QCOMPARE(report->waiting, 0);
    QVERIFY(m_a->find(u"person"_s, *person));
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QVERIFY(m_b->find(u"visit"_s, *visit));
}

void TestSyncVan::sameFileTwice_doesNothing()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const QByteArray file = pack(*m_a);
    const auto first = carry(file);
    VERIFY_OK(first);
    const QString rev = m_pg->value("SELECT rev FROM fq_sync.centre_clock");
    const auto second = carry(file);
    VERIFY_OK(second);
    QCOMPARE(m_pg->value("SELECT rev FROM fq_sync.centre_clock"), rev);
    VERIFY_OK(unpack(*m_a, *second)); // either receipt will do, and both
    VERIFY_OK(unpack(*m_a, *first));
    VERIFY_OK(unpack(*m_a, *second));
    QCOMPARE(m_files->sync(*m_a, m_url)->sent, 0);
}

void TestSyncVan::laterFile_holdsTheEarlierOne()
{
    const auto first = m_a->registerVisit(u"张三"_s);
    QVERIFY(!pack(*m_a).isEmpty()); // lost on the way
    const auto second = m_a->registerVisit(u"李四"_s);
    reconcile(*m_a);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QVERIFY(m_b->find(u"visit"_s, *first));
    QVERIFY(m_b->find(u"visit"_s, *second));
}

void TestSyncVan::earlierFile_afterTheLaterOne_doesNothing()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const QByteArray early = pack(*m_a);
    VERIFY_OK(m_a->registerVisit(u"李四"_s));
    const auto late = carry(pack(*m_a));
    VERIFY_OK(late);
    const auto old = carry(early);
    VERIFY_OK(old);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"2"_s);
    VERIFY_OK(unpack(*m_a, *old));
    const auto report = unpack(*m_a, *late);
    VERIFY_OK(report);
    QCOMPARE(report->waiting, 0);
}

void TestSyncVan::receiptOutOfOrder_isTakenOrWaits()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const auto first = carry(pack(*m_a));
    VERIFY_OK(first);
    const auto person = m_b->addPerson(u"王五"_s);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    VERIFY_OK(unpack(*m_a, *first));
    VERIFY_OK(m_a->registerVisit(u"李四"_s));
    const auto second = carry(pack(*m_a));
    VERIFY_OK(second);
    VERIFY_OK(unpack(*m_a, *second));
    VERIFY_OK(unpack(*m_a, *first)); // late: everything in it is known
    QVERIFY(m_a->find(u"person"_s, *person));
    // Of a cursor that this file does not have yet: nothing is skipped.
    m_a->close();
    auto old = m_files->copy(*m_firstA, u"old.fengqiao"_s);
    const auto early = unpack(*old, *second);
    QVERIFY(!early);
    QVERIFY2(early.error().code == "van.missing"_L1 || early.error().code == "van.copy"_L1, message(early.error()));
    QVERIFY(!old->find(u"person"_s, *person));
}

void TestSyncVan::refusedChange_comesBack()
{
    const auto visit = m_b->registerVisit(u"张三"_s);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    reconcile(*m_a);
    VERIFY_OK(m_b->step(*visit, u"receive"_s, u"WIN"_s, u"V2"_s));
    VERIFY_OK(m_files->sync(*m_b, m_url));
    VERIFY_OK(m_a->step(*visit, u"withdraw_visit"_s, u"WIN"_s, u"V8"_s));
    reconcile(*m_a);
    QCOMPARE(m_a->find(u"visit"_s, *visit)->text("state"_L1), u"V2"_s);
    const auto refused = m_a->read([](Reader &reader) -> Result<QList<RefusedItem>> { return refusedChanges(reader); });
    QCOMPARE(refused->size(), 1);
    QCOMPARE(refused->first().code, u"transition_conflict"_s);
}

void TestSyncVan::aLineBetween_isNoMatter()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const auto receipt = carry(pack(*m_a));
    VERIFY_OK(receipt);
    VERIFY_OK(m_a->registerVisit(u"李四"_s));
    VERIFY_OK(m_files->sync(*m_a, m_url));
    VERIFY_OK(unpack(*m_a, *receipt));
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"2"_s);
    QCOMPARE(m_files->sync(*m_a, m_url)->waiting, 0);
}

void TestSyncVan::copiedFile_isToldSo()
{
    reconcile(*m_a);
    m_a->close();
    auto copy = m_files->copy(*m_a, u"copy.fengqiao"_s);
    QVERIFY(copy && m_a->open());
    VERIFY_OK(m_a->registerVisit(u"甲"_s));
    reconcile(*m_a);
    VERIFY_OK(copy->registerVisit(u"乙"_s));
    const auto receipt = carry(pack(*copy));
    VERIFY_OK(receipt);
    const auto done = unpack(*copy, *receipt);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"van.copy"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"1"_s);
}

void TestSyncVan::restoredServer_getsEverythingAgain()
{
    reconcile(*m_a);
    QVERIFY(m_pg->keepCopy());
    const auto visit = m_a->registerVisit(u"张三"_s);
    reconcile(*m_a);
    QVERIFY(m_pg->restoreCopy());
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"0"_s);
    reconcile(*m_a); // says that the server went back
    reconcile(*m_a);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"1"_s);
    QVERIFY(m_a->find(u"visit"_s, *visit));
}

void TestSyncVan::unknownDesk_isRefused()
{
    VERIFY_OK(m_b->registerVisit(u"张三"_s));
    const auto done = carry(pack(*m_b)); // its key was never registered
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"van.unknown_desk"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"0"_s);
}

void TestSyncVan::hostileFile_isRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("codes");
    QTest::newRow("empty") << u"empty"_s << QStringList{u"van.damaged"_s};
    QTest::newRow("another file") << u"text"_s << QStringList{u"van.damaged"_s};
    QTest::newRow("cut") << u"cut"_s << QStringList{u"van.signature"_s};
    QTest::newRow("one bit") << u"bit"_s << QStringList{u"van.signature"_s};
    QTest::newRow("header of 4 GB") << u"header"_s << QStringList{u"van.damaged"_s};
    QTest::newRow("signed by somebody else") << u"signature"_s << QStringList{u"van.signature"_s};
    QTest::newRow("for another centre") << u"centre"_s << QStringList{u"van.not_ours"_s};
    QTest::newRow("in the name of another desk") << u"desk"_s << QStringList{u"van.unknown_desk"_s, u"van.signature"_s};
    QTest::newRow("encrypted for somebody else") << u"key"_s << QStringList{u"van.not_ours"_s};
}

void TestSyncVan::hostileFile_isRefused()
{
    QFETCH(QString, what);
    QFETCH(QStringList, codes);
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    QByteArray file = pack(*m_a);
    const RawPair forger = newSigningPair();
    const QJsonObject header{{u"kind"_s, u"pack"_s}, {u"centre"_s, u"620521"_s}, {u"desk"_s, 1}};
    if (what == "empty"_L1)
        file.clear();
    else if (what == "text"_L1)
        file = "not of the van";
    else if (what == "cut"_L1)
        file.chop(20);
    else if (what == "bit"_L1)
        file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
    else if (what == "header"_L1)
        file.replace(7, 4, "\xff\xff\xff\xff");
    else if (what == "signature"_L1)
        file = sealVan(header, {{u"first"_s, 1}}, m_open->openPublic, forger.secret);
    else if (what == "centre"_L1)
        file.replace("620521", "620522");
    else if (what == "desk"_L1)
        file.replace("\"desk\":1", "\"desk\":2");
    else if (what == "key"_L1) {
        VanKeys other{
            .centre = u"620521"_s, .signPublic = {}, .openPublic = newOpeningPair().open, .sign = {}, .open = {}};
        file = engine(*m_a)->packVan(other)->file;
    }
    const QString rev = m_pg->value("SELECT rev FROM fq_sync.centre_clock");
    const auto done = carry(file);
    QVERIFY(!done);
    QVERIFY2(codes.contains(done.error().code), message(done.error()));
    QCOMPARE(m_pg->value("SELECT rev FROM fq_sync.centre_clock"), rev);
}

void TestSyncVan::receiptOfAnotherDesk_isRefused()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    auto receipt = carry(pack(*m_a));
    VERIFY_OK(receipt);
    const auto other = unpack(*m_b, *receipt);
    QVERIFY(!other);
    QCOMPARE(other.error().code, u"van.not_ours"_s);
    (*receipt)[receipt->size() / 2] = static_cast<char>((*receipt)[receipt->size() / 2] ^ 1);
    const auto damaged = unpack(*m_a, *receipt);
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().code, u"van.signature"_s);
    QVERIFY(m_a->read([](Reader &r) -> Result<bool> { return outboxAfter(r, outboxAcknowledged(r), 1, 1).size() == 1; })
                .value());
}

QTEST_GUILESS_MAIN(TestSyncVan)
#include "tst_sync_van.moc"
