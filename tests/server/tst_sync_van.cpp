// The mail van: files on a stick between a desk without a line and the server, in any order, twice, damaged or forged.
#include <QBuffer>
#include <QJsonArray>
#include <QTest>

#include <store/blobs.h>
#include <store/replica.h>
#include <sync/conflicts.h>
#include <sync/van.h>

#include "county_on_server.h"
#include "van_private.h"

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
    void content_goesByVan_andAnotherComesBack();
    void contentTwice_doesNothing();
    void largeContent_goesInParts_bothWays();
    void damagedContent_isRefused_andTheRestGoesIn();
    void wrongContent_isRefused_byItsName();
    void receiptLost_contentIsSentAgain();
    void contentOfARestoredServer_isSentAgain();
    void damagedReceiptContent_comesWithTheNext();
    void hostileList_isRefused_data();
    void hostileList_isRefused();
    void contentThatNoRecordNames_staysThere();

private:
    [[nodiscard]] std::unique_ptr<SyncEngine> engine(DeskFile &file) const;
    [[nodiscard]] QByteArray pack(DeskFile &file, qint64 most = usualVanContents, VanPacked *told = nullptr) const;
    [[nodiscard]] Result<QByteArray> carry(const QByteArray &file, qint64 most = usualVanContents,
                                           VanCarried *told = nullptr) const;
    [[nodiscard]] Result<SyncReport> unpack(DeskFile &file, const QByteArray &receipt,
                                            VanUnpacked *told = nullptr) const;
    void reconcile(DeskFile &file) const; // one van there and back
    void takeAttachments() const;         // as rows alone, without the events of their action
    [[nodiscard]] QByteArray forge(DeskFile &file, const QJsonObject &contents) const; // signed by the desk itself
    [[nodiscard]] QByteArray bytesOn(DeskFile &file, const QString &hash) const;       // empty: not there

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

QByteArray TestSyncVan::pack(DeskFile &file, qint64 most, VanPacked *told) const
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    const auto packed = engine(file)->packVan(*m_open, out, most);
    if (!packed)
        qWarning("%s", message(packed.error()));
    if (packed && told)
        *told = *packed;
    return packed ? out.data() : QByteArray();
}

Result<QByteArray> TestSyncVan::carry(const QByteArray &file, qint64 most, VanCarried *told) const
{
    QBuffer in;
    in.setData(file);
    in.open(QIODevice::ReadOnly);
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    const auto done = carryVan({.url = m_url, .password = {}, .answerSeconds = 60}, *m_private, in, out, most);
    if (!done)
        return fail(done.error());
    if (told)
        *told = *done;
    return out.data();
}

Result<SyncReport> TestSyncVan::unpack(DeskFile &file, const QByteArray &receipt, VanUnpacked *told) const
{
    QBuffer in;
    in.setData(receipt);
    in.open(QIODevice::ReadOnly);
    const auto done = engine(file)->unpackVan(*m_open, in);
    if (!done)
        return fail(done.error());
    if (told)
        *told = *done;
    return done->report;
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
    QTest::newRow("letter longer than the file") << u"letter"_s << QStringList{u"van.damaged"_s};
    QTest::newRow("letter of 2^63 bytes") << u"huge"_s << QStringList{u"van.damaged"_s};
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
    else if (what == "letter"_L1)
        file = "FQVAN2\n" + QByteArray("\0\0\0\0\x01\0\0\0", 8) + file;
    else if (what == "huge"_L1)
        file = "FQVAN2\n" + QByteArray("\x80\0\0\0\0\0\0\0", 8) + file;
    else if (what == "signature"_L1)
        file = sealVan(header, {{u"first"_s, 1}}, m_open->openPublic, forger.secret);
    else if (what == "centre"_L1)
        file.replace("620521", "620522");
    else if (what == "desk"_L1)
        file.replace("\"desk\":1", "\"desk\":2");
    else if (what == "key"_L1) {
        VanKeys other{
            .centre = u"620521"_s, .signPublic = {}, .openPublic = newOpeningPair().open, .sign = {}, .open = {}};
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        VERIFY_OK(engine(*m_a)->packVan(other, out, usualVanContents));
        file = out.data();
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

void TestSyncVan::takeAttachments() const
{
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name = 'attachment'"_s));
}

QByteArray TestSyncVan::bytesOn(DeskFile &file, const QString &hash) const
{
    return file.read([&](Reader &reader) -> Result<QByteArray> { return blobBytes(reader, hash); })
        .value_or(QByteArray());
}

QByteArray TestSyncVan::forge(DeskFile &file, const QJsonObject &contents) const
{
    const auto keys = deskVanKeys(file.store());
    const QString incarnation =
        file.read([](Reader &reader) -> Result<QString> { return reader.meta("sync.incarnation"_L1); })
            .value_or(QString());
    return sealVan({{u"kind"_s, u"pack"_s}, {u"centre"_s, u"620521"_s}, {u"desk"_s, 1}},
                   {{u"incarnation"_s, incarnation.toLongLong()},
                    {u"reply_to"_s, QString::fromLatin1(keys->open.open.toBase64())},
                    {u"first"_s, 1},
                    {u"contents"_s, contents}},
                   m_open->openPublic, keys->sign.secret);
}

static QByteArray noise(qsizetype size, quint32 state)
{
    QByteArray bytes(size, '\0');
    for (char &c : bytes)
        c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

// One van there and back: what the desk has is with the others, and what they have is here, row and content.
void TestSyncVan::content_goesByVan_andAnotherComesBack()
{
    takeAttachments();
    const QByteArray mine = noise(blobChunkSize * 2 + 77, 1);
    const QByteArray theirs = noise(blobChunkSize + 5, 2);
    const auto out = m_a->attach(mine);
    const auto back = m_b->attach(theirs);
    VERIFY_OK(out);
    VERIFY_OK(back);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    VanPacked packed;
    VanCarried carried;
    VanUnpacked unpacked;
    const QByteArray file = pack(*m_a, usualVanContents, &packed);
    QCOMPARE(packed.contents.carried, 1);
    QCOMPARE(packed.contents.left, 0);
    QVERIFY(!file.contains(mine.mid(1000, 64)));
    const auto receipt = carry(file, usualVanContents, &carried);
    VERIFY_OK(receipt);
    QCOMPARE(carried.inward.arrived, 1);
    QVERIFY(carried.inward.refused.isEmpty());
    QCOMPARE(carried.outward.carried, 1); // the desk's own stays where it is
    QVERIFY(!receipt->contains(theirs.mid(1000, 64)));
    VERIFY_OK(unpack(*m_a, *receipt, &unpacked));
    QCOMPARE(unpacked.delivered, 1);
    QCOMPARE(unpacked.contents.arrived, 1);
    QCOMPARE(bytesOn(*m_a, *back), theirs);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QCOMPARE(bytesOn(*m_b, *out), mine);
    QVERIFY(!pack(*m_a, usualVanContents, &packed).isEmpty());
    QCOMPARE(packed.contents.carried, 0); // nothing twice
    QCOMPARE(m_files->sync(*m_a, m_url)->contents, 0);
}

void TestSyncVan::contentTwice_doesNothing()
{
    takeAttachments();
    VERIFY_OK(m_a->attach(noise(blobChunkSize + 1, 3)));
    const QByteArray file = pack(*m_a);
    const auto first = carry(file);
    VERIFY_OK(first);
    const QByteArray written = "SELECT string_agg(xmin::text, ' ' ORDER BY n) FROM fq_sync.blob_chunk";
    const QString before = m_pg->value(written);
    QVERIFY(!before.isEmpty());
    VanCarried carried;
    VanUnpacked unpacked;
    const auto second = carry(file, usualVanContents, &carried);
    VERIFY_OK(second);
    QCOMPARE(carried.inward.arrived, 1);
    QCOMPARE(m_pg->value(written), before);
    VERIFY_OK(unpack(*m_a, *first));
    VERIFY_OK(unpack(*m_a, *second, &unpacked));
    QCOMPARE(unpacked.contents.refused.size(), 0);
}

void TestSyncVan::largeContent_goesInParts_bothWays()
{
    takeAttachments();
    constexpr qint64 most = blobChunkSize * 2;
    const QByteArray mine = noise(blobChunkSize * 4 + 9, 4);
    const QByteArray theirs = noise(blobChunkSize * 3, 5);
    const auto out = m_a->attach(mine);
    const auto back = m_b->attach(theirs);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QByteArray firstReceipt;
    const QList<qint64> there{2, 4, 5};
    for (qsizetype van = 0; van < there.size(); ++van) {
        VanPacked packed;
        VanCarried carried;
        VanUnpacked unpacked;
        const QByteArray file = pack(*m_a, most, &packed);
        QVERIFY(file.size() < most + 64 * 1024);
        QCOMPARE(packed.contents.carried, 1);
        QCOMPARE(packed.contents.left, van < 2 ? 1 : 0);
        const auto receipt = carry(file, most, &carried);
        VERIFY_OK(receipt);
        if (van == 0)
            firstReceipt = *receipt;
        QCOMPARE(carried.inward.arrived, van < 2 ? 0 : 1);
        QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob_chunk WHERE hash = '" + out->toLatin1() + "'"),
                 QString::number(there.at(van)));
        VERIFY_OK(unpack(*m_a, *receipt, &unpacked));
        QCOMPARE(unpacked.contents.left, van == 0 ? 1 : 0);
        QCOMPARE(unpacked.contents.arrived, van == 1 ? 1 : 0);
    }
    VERIFY_OK(unpack(*m_a, firstReceipt)); // late
    QCOMPARE(bytesOn(*m_a, *back), theirs);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QCOMPARE(bytesOn(*m_b, *out), mine);
}

// A stick with a bad spot, or cut short: one content is lost, until the next van.
void TestSyncVan::damagedContent_isRefused_andTheRestGoesIn()
{
    takeAttachments();
    const auto visit = m_a->registerVisit(u"张三"_s);
    VERIFY_OK(m_a->attach(noise(5000, 6)));
    VERIFY_OK(m_a->attach(noise(5001, 7)));
    VERIFY_OK(m_a->attach(noise(5002, 8)));
    QByteArray file = pack(*m_a);
    file[file.size() - 7000] = static_cast<char>(file[file.size() - 7000] ^ 1); // in the second
    file.chop(10);                                                              // and in the third
    VanCarried carried;
    VanUnpacked unpacked;
    const auto receipt = carry(file, usualVanContents, &carried);
    VERIFY_OK(receipt);
    QCOMPARE(carried.inward.arrived, 1);
    QCOMPARE(carried.inward.refused.size(), 2);
    for (const VanRefusal &refusal : carried.inward.refused)
        QCOMPARE(refusal.code, u"van.content_damaged"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob_chunk"), u"1"_s);
    VERIFY_OK(unpack(*m_a, *receipt, &unpacked));
    QCOMPARE(unpacked.delivered, 1);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QVERIFY(m_b->find(u"visit"_s, *visit));
    VERIFY_OK(carry(pack(*m_a), usualVanContents, &carried));
    QCOMPARE(carried.inward.carried, 2);
    QCOMPARE(carried.inward.arrived, 2);
}

// What the desk itself has is not what its name says: nothing of it reaches the server.
void TestSyncVan::wrongContent_isRefused_byItsName()
{
    takeAttachments();
    const auto wrong = m_a->attach(noise(blobChunkSize + 6000, 9));
    const auto right = m_a->attach(noise(6001, 10));
    VERIFY_OK(wrong);
    VERIFY_OK(m_a->write([&](Writer &tx) -> Result<> {
        tx.execute(u"UPDATE blob_chunk SET bytes = zeroblob(6000) WHERE hash = ? AND seq = 1"_s, {*wrong});
        return {};
    }));
    VanCarried carried;
    VERIFY_OK(carry(pack(*m_a), usualVanContents, &carried));
    QCOMPARE(carried.inward.arrived, 1);
    QCOMPARE(carried.inward.refused.size(), 1);
    QCOMPARE(carried.inward.refused.first().hash, *wrong);
    QCOMPARE(carried.inward.refused.first().code, u"van.content_damaged"_s);
    QCOMPARE(m_pg->value("SELECT string_agg(DISTINCT hash, ' ') FROM fq_sync.blob_chunk"), *right);
}

void TestSyncVan::receiptLost_contentIsSentAgain()
{
    takeAttachments();
    VERIFY_OK(m_a->attach(noise(7000, 11)));
    VERIFY_OK(carry(pack(*m_a))); // and nobody brings the receipt
    VERIFY_OK(m_a->attach(noise(7001, 12)));
    VanPacked packed;
    VanCarried carried;
    VanUnpacked unpacked;
    const auto receipt = carry(pack(*m_a, usualVanContents, &packed), usualVanContents, &carried);
    VERIFY_OK(receipt);
    QCOMPARE(packed.contents.carried, 2);
    QCOMPARE(carried.inward.arrived, 2);
    VERIFY_OK(unpack(*m_a, *receipt, &unpacked));
    QCOMPARE(unpacked.delivered, 2);
    QVERIFY(!pack(*m_a, usualVanContents, &packed).isEmpty());
    QCOMPARE(packed.contents.carried, 0);
}

void TestSyncVan::contentOfARestoredServer_isSentAgain()
{
    takeAttachments();
    reconcile(*m_a);
    QVERIFY(m_pg->keepCopy());
    VERIFY_OK(m_a->attach(noise(8000, 13)));
    reconcile(*m_a);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob WHERE whole"), u"1"_s);
    QVERIFY(m_pg->restoreCopy());
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob"), u"0"_s);
    reconcile(*m_a); // says that the server went back
    reconcile(*m_a);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob WHERE whole"), u"1"_s);
}

void TestSyncVan::damagedReceiptContent_comesWithTheNext()
{
    takeAttachments();
    const QByteArray theirs = noise(9000, 14);
    const auto hash = m_b->attach(theirs);
    VERIFY_OK(hash);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    auto receipt = carry(pack(*m_a));
    VERIFY_OK(receipt);
    (*receipt)[receipt->size() - 100] = static_cast<char>((*receipt)[receipt->size() - 100] ^ 1);
    VanUnpacked unpacked;
    const auto report = unpack(*m_a, *receipt, &unpacked);
    VERIFY_OK(report);
    QVERIFY(report->received > 0); // the rows are here
    QCOMPARE(unpacked.contents.refused.size(), 1);
    QCOMPARE(unpacked.contents.refused.first().code, u"van.content_damaged"_s);
    QVERIFY(bytesOn(*m_a, *hash).isEmpty());
    reconcile(*m_a);
    QCOMPARE(bytesOn(*m_a, *hash), theirs);
}

void TestSyncVan::hostileList_isRefused_data()
{
    const QString hash = u"sha256:"_s + QString(64, u'a');
    constexpr qint64 gib = 1LL << 30;
    QTest::addColumn<QJsonArray>("items");
    QTest::newRow("a name that is none") << QJsonArray{QJsonArray{u"../../etc/passwd"_s, 10, 0, 1}};
    QTest::newRow("of a terabyte") << QJsonArray{QJsonArray{hash, gib << 10, 0, 1}};
    QTest::newRow("no size") << QJsonArray{QJsonArray{hash, 0, 0, 1}};
    QTest::newRow("negative size") << QJsonArray{QJsonArray{hash, -5, 0, 1}};
    QTest::newRow("negative place") << QJsonArray{QJsonArray{hash, 10, -1, 1}};
    QTest::newRow("place behind the end") << QJsonArray{QJsonArray{hash, 10, 1, 1}};
    QTest::newRow("more pieces than it has") << QJsonArray{QJsonArray{hash, 10, 0, 2}};
    QTest::newRow("pieces that overflow") << QJsonArray{QJsonArray{hash, gib, 1, (1LL << 52)}};
    QTest::newRow("twice") << QJsonArray{QJsonArray{hash, 10, 0, 1}, QJsonArray{hash, 10, 0, 1}};
    QTest::newRow("more than a van holds")
        << QJsonArray{QJsonArray{hash, gib, 0, gib / blobChunkSize},
                      QJsonArray{QString(u"sha256:"_s + QString(64, u'b')), gib, 0, gib / blobChunkSize}};
}

// Signed by a desk that means ill: nothing of its file is taken.
void TestSyncVan::hostileList_isRefused()
{
    QFETCH(QJsonArray, items);
    const QString key = QString::fromLatin1(QByteArray(32, 'k').toBase64());
    const auto done = carry(forge(*m_a, {{u"key"_s, key}, {u"items"_s, items}}));
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"van.damaged"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob"), u"0"_s);
}

void TestSyncVan::contentThatNoRecordNames_staysThere()
{
    takeAttachments();
    const auto hash = m_b->attach(noise(10000, 15));
    VERIFY_OK(hash);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    const QByteArray asking = forge(*m_a, {{u"wanted"_s, QJsonArray{QJsonArray{*hash, 0}}}});
    VanCarried carried;
    VERIFY_OK(carry(asking, usualVanContents, &carried));
    QCOMPARE(carried.outward.carried, 1); // as long as a record within the area names it
    QVERIFY(m_pg->run(u"UPDATE fq_data.attachment SET deleted = true"_s));
    VERIFY_OK(carry(asking, usualVanContents, &carried));
    QCOMPARE(carried.outward.carried, 0);
}

QTEST_GUILESS_MAIN(TestSyncVan)
#include "tst_sync_van.moc"
