#include "store_fixture.h"

#include <QBuffer>
#include <QCryptographicHash>

#include <store/blobs.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

QByteArray content(qint64 size, char seed = 7)
{
    QByteArray bytes(size, '\0');
    unsigned value = static_cast<unsigned char>(seed);
    for (char &byte : bytes) {
        value = value * 1103515245U + 12345U;
        byte = static_cast<char>(value >> 16);
    }
    return bytes;
}

QString nameOf(const QByteArray &bytes)
{
    return u"sha256:"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Result<BlobInfo> keep(Fixture &f, const QByteArray &bytes, qint64 most = megabyte)
{
    return f.write([&](Writer &tx) { return writeBlob(tx, bytes, most); });
}

Result<QByteArray> bytesOf(Fixture &f, const QString &hash)
{
    return f.read([&](Reader &tx) { return blobBytes(tx, hash); });
}

qint64 count(Fixture &f, const QString &table)
{
    return f
        .read([&](Reader &tx) -> Result<qint64> {
            Query rows = tx.query(u"SELECT count(*) FROM "_s + table);
            return rows.next() ? rows.integer(0) : -1;
        })
        .value();
}

// A device that promises more than it gives (a card pulled out), or gives something else the second time.
class Unsteady : public QBuffer {
public:
    Unsteady(const QByteArray &bytes, qint64 promised, bool changes)
        : m_promised(promised)
        , m_changes(changes)
    {
        setData(bytes);
    }

    [[nodiscard]] qint64 size() const override { return m_promised; }

    bool seek(qint64 at) override
    {
        if (m_changes && ++m_seeks == 2)
            buffer()[0] = static_cast<char>(buffer().at(0) + 1);
        return QBuffer::seek(at);
    }

private:
    qint64 m_promised;
    bool m_changes;
    int m_seeks = 0;
};

} // namespace

class TestBlobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void content_comesBackAsItWas_data();
    void content_comesBackAsItWas();
    void content_keptTwice_isStoredOnce();
    void content_beyondTheLimit_isRefused();
    void emptyContent_isRefused();
    void source_cutOff_isRefused();
    void source_thatChanges_isRefused();
    void source_notAsExpected_isRefused();
    void content_changedInTheFile_isToldWhenRead();
    void content_withAMissingPiece_isToldWhenRead();
    void content_unknown_isMissing();
    void uses_decideWhatStays();
    void contents_areCarriedByABackup();
    void contents_standEncryptedInTheFile();
    void refusedTransaction_leavesNothing();
    void name_isCheckedByItsShape_data();
    void name_isCheckedByItsShape();
};

void TestBlobs::content_comesBackAsItWas_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("pieces");
    QTest::newRow("one byte") << qint64(1) << qint64(1);
    QTest::newRow("one piece") << blobChunkSize << qint64(1);
    QTest::newRow("one piece and a byte") << blobChunkSize + 1 << qint64(2);
    QTest::newRow("exactly the limit") << megabyte << qint64(4);
}

void TestBlobs::content_comesBackAsItWas()
{
    QFETCH(qint64, size);
    QFETCH(qint64, pieces);
    Fixture f;
    const QByteArray bytes = content(size);
    const auto kept = keep(f, bytes);
    QVERIFY(kept);
    QCOMPARE(kept->hash, nameOf(bytes));
    QCOMPARE(kept->size, size);
    QVERIFY(kept->added);
    QCOMPARE(count(f, u"blob_chunk"_s), pieces);
    QCOMPARE(bytesOf(f, kept->hash).value(), bytes);
    QVERIFY(f.reopen());
    QCOMPARE(bytesOf(f, kept->hash).value(), bytes);
}

void TestBlobs::content_keptTwice_isStoredOnce()
{
    Fixture f;
    const QByteArray bytes = content(300'000);
    QVERIFY(keep(f, bytes));
    const auto again = keep(f, bytes);
    QVERIFY(again && !again->added);
    QCOMPARE(count(f, u"blob"_s), 1);
    QCOMPARE(count(f, u"blob_chunk"_s), 2);
}

void TestBlobs::content_beyondTheLimit_isRefused()
{
    Fixture f;
    QCOMPARE(codeOf(keep(f, content(megabyte + 1))), u"blob.too_large"_s);
    QCOMPARE(count(f, u"blob"_s) + count(f, u"blob_chunk"_s), 0);
}

void TestBlobs::emptyContent_isRefused()
{
    Fixture f;
    QCOMPARE(codeOf(keep(f, {})), u"blob.empty"_s);
}

void TestBlobs::source_cutOff_isRefused()
{
    Fixture f;
    Unsteady source(content(1000), 2000, false);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QCOMPARE(codeOf(f.write([&](Writer &tx) { return writeBlob(tx, source, megabyte); })), u"blob.truncated"_s);
    QCOMPARE(count(f, u"blob"_s) + count(f, u"blob_chunk"_s), 0);
}

void TestBlobs::source_thatChanges_isRefused()
{
    Fixture f;
    Unsteady source(content(1000), 1000, true);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QCOMPARE(codeOf(f.write([&](Writer &tx) { return writeBlob(tx, source, megabyte); })), u"blob.changed"_s);
    QCOMPARE(count(f, u"blob"_s) + count(f, u"blob_chunk"_s), 0);
}

void TestBlobs::source_notAsExpected_isRefused()
{
    Fixture f;
    QBuffer source;
    source.setData(content(1000));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString other = nameOf("something else");
    QCOMPARE(codeOf(f.write([&](Writer &tx) { return writeBlob(tx, source, megabyte, other); })), u"blob.changed"_s);
}

void TestBlobs::content_changedInTheFile_isToldWhenRead()
{
    Fixture f;
    const auto kept = keep(f, content(1000));
    QVERIFY(kept);
    QVERIFY(f.write([&](Writer &tx) -> Result<> {
        tx.execute(u"UPDATE blob_chunk SET bytes = ? WHERE seq = 0"_s, {content(1000, 8)});
        return {};
    }));
    QCOMPARE(codeOf(bytesOf(f, kept->hash)), u"blob.damaged"_s);
}

void TestBlobs::content_withAMissingPiece_isToldWhenRead()
{
    Fixture f;
    const auto kept = keep(f, content(600'000));
    QVERIFY(kept);
    QVERIFY(f.write([&](Writer &tx) -> Result<> {
        tx.execute(u"DELETE FROM blob_chunk WHERE seq = 1"_s);
        return {};
    }));
    QCOMPARE(codeOf(bytesOf(f, kept->hash)), u"blob.damaged"_s);
}

void TestBlobs::content_unknown_isMissing()
{
    Fixture f;
    QCOMPARE(codeOf(bytesOf(f, nameOf("nobody kept this"))), u"blob.missing"_s);
}

void TestBlobs::uses_decideWhatStays()
{
    Fixture f;
    const QString hash = keep(f, content(1000))->hash;
    const auto uses = [&] {
        const auto info = f.read([&](Reader &tx) -> Result<std::optional<BlobInfo>> { return findBlob(tx, hash); });
        return info.value() ? info.value()->uses : -1;
    };
    const auto run = [&](auto fn) { return f.write([&](Writer &tx) -> Result<bool> { return fn(tx); }).value(); };
    const auto unused = [&] {
        return f.read([](Reader &tx) -> Result<QStringList> { return unusedBlobs(tx); }).value();
    };
    QCOMPARE(unused(), QStringList{hash});
    QVERIFY(run([&](Writer &tx) { return useBlob(tx, hash) && useBlob(tx, hash); }));
    QVERIFY(unused().isEmpty());
    run([&](Writer &tx) { return dropUnusedBlob(tx, hash), true; });
    QCOMPARE(uses(), 2);
    run([&](Writer &tx) { return releaseBlob(tx, hash), true; });
    QCOMPARE(uses(), 1);
    run([&](Writer &tx) { return releaseBlob(tx, hash), true; });
    QCOMPARE(uses(), -1);
    QCOMPARE(count(f, u"blob_chunk"_s), 0);
    QVERIFY(!run([&](Writer &tx) { return useBlob(tx, hash); }));
}

void TestBlobs::contents_areCarriedByABackup()
{
    Fixture f;
    const QByteArray bytes = content(300'000);
    const QString hash = keep(f, bytes)->hash;
    const QString copy = f.path(u"copy.fengqiao"_s);
    QVERIFY(f.store->backup(copy));
    const auto opened = Store::open(copy, f.key, schema(), f.clock);
    QVERIFY(opened);
    QCOMPARE((*opened)->read([&](Reader &tx) { return blobBytes(tx, hash); }).result().value(), bytes);
}

void TestBlobs::contents_standEncryptedInTheFile()
{
    Fixture f;
    const QByteArray bytes("a sentence that nobody may find in the file, however long they look for it");
    QVERIFY(keep(f, bytes));
    f.close();
    QVERIFY(!f.bytes().isEmpty());
    QVERIFY(!f.bytes().contains(bytes) && !f.bytes(u"-wal"_s).contains(bytes));
}

void TestBlobs::refusedTransaction_leavesNothing()
{
    Fixture f;
    const auto refused = f.write([&](Writer &tx) -> Result<> {
        const auto kept = writeBlob(tx, content(300'000), megabyte);
        if (!kept)
            return fail(kept.error());
        return fail(ErrorKind::Forbidden, u"test.refused"_s, {});
    });
    QVERIFY(!refused);
    QCOMPARE(count(f, u"blob"_s) + count(f, u"blob_chunk"_s), 0);
}

void TestBlobs::name_isCheckedByItsShape_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    const QString hex(64, u'a');
    QTest::newRow("right") << u"sha256:"_s + hex << true;
    QTest::newRow("upper case") << u"sha256:"_s + hex.toUpper() << false;
    QTest::newRow("too short") << u"sha256:"_s + hex.chopped(1) << false;
    QTest::newRow("too long") << u"sha256:"_s + hex + u'a' << false;
    QTest::newRow("without the algorithm") << hex << false;
    QTest::newRow("a path") << u"../../etc/passwd"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestBlobs::name_isCheckedByItsShape()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(isBlobHash(name), good);
}

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
