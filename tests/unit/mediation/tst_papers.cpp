#include <QCryptographicHash>

#include <mediation/papers.h>

#include "outcome_county.h"
#include "paper_files.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;
namespace files = fengqiao::paper_files;

namespace {

QString hashOf(const QByteArray &bytes)
{
    return u"sha256:"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

// Little of what the product does, written another way: is there a directory of places in this TIFF?
bool hasPlaceDirectory(const QByteArray &tiff)
{
    return tiff.contains(QByteArray("\x25\x88\x04\x00", 4)) || tiff.contains(QByteArray("\x88\x25\x00\x04", 4));
}

} // namespace

// Attachments: what is taken, what is taken out of it, who gets it, and what stays.
class TestPapers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void photo_losesItsPlaceOnly_data();
    void photo_losesItsPlaceOnly();
    void photo_withoutPlace_staysAsItIs();
    void photo_withBrokenExif_losesIt();
    void photo_cutAnywhere_isRefused();
    void png_losesItsPlaceOnly();
    void png_withWrongCheck_isRefused();
    void recording_losesItsPlace();
    void recording_withAPlaceThatStays_isRefused();

    void file_isLookedAt_data();
    void file_isLookedAt();
    void fileOnDisk_isKept();
    void fileOnDisk_thatIsNone_isRefused();
    void namedFiles_becomeContents();

    void attach_keepsRowContentAndHistory();
    void attach_isRefused_data();
    void attach_isRefused();
    void attach_twice_isRefused();
    void attach_ofContentWithAPlace_isRefused();
    void attach_partyOfAnotherMatter_isRefused();
    void attach_toArchivedMatter_isRefused();
    void attach_byWhoHasNothingToDoWithIt_isRefused();
    void content_ofTwoMatters_isStoredOnceAndGoesWithTheLast();
    void refusedAttachment_leavesNoContent();
    void content_isReadByWhoMayReadTheMatter();
    void verify_namesWhatIsMissingDamagedAndOwnerless();

private:
    [[nodiscard]] QString keep(const QByteArray &bytes, const QString &name = {});
    [[nodiscard]] Result<ActionOutcome> attach(const QString &login, QUuid matter, const QString &hash,
                                               const QJsonObject &more = {});
    [[nodiscard]] qint64 count(const QString &sql, const QVariantList &binds = {});
    void change(const QString &sql, const QVariantList &binds = {});
    [[nodiscard]] QStringList faults();

    std::unique_ptr<OutcomeCounty> m_county;
    QUuid m_matter;
};

void TestPapers::init()
{
    // One county for all: each case makes its own matter.
    if (!m_county)
        m_county = std::make_unique<OutcomeCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_county->at(u"2026-09-14 09:00"_s);
    m_matter = m_county->assignedTo(u"ding"_s);
    QVERIFY(!m_matter.isNull());
}

QString TestPapers::keep(const QByteArray &bytes, const QString &name)
{
    const auto kept = keepBytes(*m_county->desk, bytes, name).result();
    return kept ? kept->hash : kept.error().code;
}

Result<ActionOutcome> TestPapers::attach(const QString &login, QUuid matter, const QString &hash,
                                         const QJsonObject &more)
{
    return m_county->go(login, u"attach"_s, matter, joined({{u"file"_s, hash}, {u"kind"_s, u"scan"_s}}, more));
}

qint64 TestPapers::count(const QString &sql, const QVariantList &binds)
{
    return m_county->desk->store()
        .read([&](Reader &reader) -> Result<qint64> {
            Query query = reader.query(u"SELECT count(*) FROM "_s + sql, binds);
            return query.next() ? query.integer(0) : -1;
        })
        .result()
        .value();
}

void TestPapers::change(const QString &sql, const QVariantList &binds)
{
    QVERIFY(m_county->desk->store()
                .write([&](Writer &tx) -> Result<> {
                    tx.execute(sql, binds);
                    return {};
                })
                .result());
}

QStringList TestPapers::faults()
{
    QStringList checks;
    const auto found = m_county->desk->verify();
    for (const VerifyFault &fault : found.value())
        if (fault.check == u"attachments"_s || fault.check == u"orphan_attachments"_s)
            checks << fault.check + u' ' + fault.record;
    return checks;
}

// ---- places in photos and recordings ----

void TestPapers::photo_losesItsPlaceOnly_data()
{
    QTest::addColumn<bool>("bigEndian");
    QTest::newRow("as most phones write it") << true;
    QTest::newRow("as cameras write it") << false;
}

void TestPapers::photo_losesItsPlaceOnly()
{
    QFETCH(bool, bigEndian);
    const QByteArray photo = files::jpeg({.bigEndian = bigEndian});
    QVERIFY(photo.contains(files::place) && photo.contains(files::maker) && hasPlaceDirectory(photo));
    const auto cleaned = withoutPosition(u"jpeg"_s, photo);
    QVERIFY(cleaned);
    QVERIFY(!cleaned->contains(files::place));
    QVERIFY(!cleaned->contains("34.7496"));
    QVERIFY(!hasPlaceDirectory(*cleaned));
    QVERIFY(!cleaned->contains("adobe"));
    QVERIFY(!cleaned->contains("Photoshop"));
    QVERIFY(cleaned->contains(files::moment)); // when it was taken is evidence
    QVERIFY(cleaned->contains("JFIF"));
    QCOMPARE(files::scanOf(*cleaned), files::scanOf(photo)); // not encoded anew
    QVERIFY(cleaned->endsWith(files::scanOf(photo)));
    QCOMPARE(withoutPosition(u"jpeg"_s, *cleaned).value(), *cleaned);
}

void TestPapers::photo_withoutPlace_staysAsItIs()
{
    QByteArray photo = files::jpeg({.exifPlace = false, .otherPlaces = false});
    // The maker's note is opaque and goes; without one nothing is changed.
    const QByteArray once = withoutPosition(u"jpeg"_s, photo).value();
    QVERIFY(once.contains(files::moment));
    QCOMPARE(once.size(), photo.size());
    QCOMPARE(withoutPosition(u"jpeg"_s, once).value(), once);
}

void TestPapers::photo_withBrokenExif_losesIt()
{
    QByteArray photo = files::jpeg({.otherPlaces = false});
    // The directory of places lies outside of the file.
    const QByteArray tag("\x25\x88\x04\x00\x01\x00\x00\x00", 8);
    const qsizetype at = photo.indexOf(tag);
    QVERIFY(at > 0);
    photo.replace(at + 8, 4, QByteArray("\xff\xff\xff\x7f", 4));
    const auto cleaned = withoutPosition(u"jpeg"_s, photo);
    QVERIFY(cleaned);
    QVERIFY(!cleaned->contains("Exif"));
    QVERIFY(!cleaned->contains(files::place));
    QCOMPARE(files::scanOf(*cleaned), files::scanOf(photo));
}

void TestPapers::photo_cutAnywhere_isRefused()
{
    const QByteArray photo = files::jpeg({.otherPlaces = false});
    for (qsizetype size = 2; size < photo.size(); ++size) {
        const auto cleaned = withoutPosition(u"jpeg"_s, photo.left(size));
        QVERIFY2(!cleaned, qPrintable(QString::number(size)));
        QCOMPARE(cleaned.error().code, u"attachment.truncated"_s);
    }
    const QByteArray picture = files::png(true);
    for (qsizetype size = 8; size < picture.size(); ++size)
        QVERIFY2(!withoutPosition(u"png"_s, picture.left(size)), qPrintable(QString::number(size)));
    const QByteArray sound = files::recording(true);
    QList<qsizetype> whole; // boxes may be missing at the end without a trace, but none is cut
    for (qsizetype size = 8; size < sound.size(); ++size)
        if (withoutPosition(u"m4a"_s, sound.left(size)))
            whole << size;
    QCOMPARE(whole, (QList<qsizetype>{sound.indexOf("moov") - 4, sound.indexOf("mdat") - 4}));
}

void TestPapers::png_losesItsPlaceOnly()
{
    const auto cleaned = withoutPosition(u"png"_s, files::png(true));
    QVERIFY(cleaned);
    QVERIFY(!cleaned->contains(files::place) && !cleaned->contains("34.7496") && !hasPlaceDirectory(*cleaned));
    QVERIFY(cleaned->contains(files::moment));
    // Its check sums are right again: it is taken once more, as it is.
    QCOMPARE(withoutPosition(u"png"_s, *cleaned).value(), *cleaned);
}

void TestPapers::png_withWrongCheck_isRefused()
{
    QByteArray picture = files::png(false);
    const qsizetype at = picture.indexOf("IDAT");
    picture[at + 5] = static_cast<char>(picture.at(at + 5) ^ 1);
    QVERIFY(!withoutPosition(u"png"_s, picture));
}

void TestPapers::recording_losesItsPlace()
{
    const QByteArray sound = files::recording(true);
    const auto cleaned = withoutPosition(u"m4a"_s, sound);
    QVERIFY(cleaned);
    QVERIFY(sound.contains(files::place) && !cleaned->contains(files::place));
    QCOMPARE(cleaned->size(), sound.size()); // nothing moves: the index of the sound stays right
    QCOMPARE(withoutPosition(u"m4a"_s, files::recording(false)).value(), files::recording(false));
}

void TestPapers::recording_withAPlaceThatStays_isRefused()
{
    QByteArray sound = files::recording(false);
    sound.replace("sound", "com.apple.quicktime.location.ISO6709");
    sound.replace(sound.indexOf("mdat") - 4, 4, QByteArray("\0\0\0\x2c", 4));
    const auto cleaned = withoutPosition(u"m4a"_s, sound);
    QVERIFY(!cleaned);
    QCOMPARE(cleaned.error().code, u"attachment.position"_s);
}

// ---- what is taken ----

void TestPapers::file_isLookedAt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected"); // type, or code of the refusal
    const auto row = [](const char *what, const QByteArray &bytes, const QString &name, const QString &expected) {
        QTest::newRow(what) << bytes << name << expected;
    };
    row("JPEG", files::jpeg({}), u"现场.jpg"_s, u"jpeg"_s);
    row("JPEG without a name", files::jpeg({}), {}, u"jpeg"_s);
    row("PNG", files::png(true), u"a.png"_s, u"png"_s);
    row("PDF", files::pdf(), u"协议.PDF"_s, u"pdf"_s);
    row("DOCX", files::docx(), u"a.docx"_s, u"docx"_s);
    row("M4A", files::recording(true), u"a.m4a"_s, u"m4a"_s);
    row("text", "收条\n今收到两千元。\n", u"收条.txt"_s, u"txt"_s);
    row("signature", files::stroke(), {}, u"svg"_s);
    row("strokes", "{\"strokes\":[[[1,2],[3,4]]]}", {}, u"json"_s);
    row("program",
        QByteArray("\x7f"
                   "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0",
                   20),
        u"a.bin"_s, u"attachment.type_unknown"_s);
    row("script", "#!/bin/sh\nrm -rf /\n", u"a.sh"_s, u"attachment.type_unknown"_s);
    row("page with scripts", "<!DOCTYPE html><html><script>1</script></html>", u"a.html"_s,
        u"attachment.type_unknown"_s);
    row("noise", QByteArray("\x01\x02\x03\xfe\xfd\xfc\x00\x11", 8), {}, u"attachment.type_unknown"_s);
    row("HEIC tells its place",
        QByteArray("\0\0\0\x18"
                   "ftypheic\0\0\0\0mif1heic",
                   24),
        u"a.heic"_s, u"attachment.type_unknown"_s);
    row("TIFF tells its place", QByteArray("II*\0\x08\0\0\0\0\0\0\0\0\0", 14), u"a.tif"_s,
        u"attachment.type_unknown"_s);
    row("archive", files::docx().replace("[Content_Types].xml", "whatever-is-in-here"), u"a.zip"_s,
        u"attachment.type_unknown"_s);
    row("PDF that calls itself a photo", files::pdf(), u"a.jpg"_s, u"attachment.type_mismatch"_s);
    row("text that calls itself a PDF", "hello\n", u"a.pdf"_s, u"attachment.type_mismatch"_s);
    row("PDF cut off", files::pdf().chopped(12), u"a.pdf"_s, u"attachment.truncated"_s);
    row("photo cut off", files::jpeg({}).left(150), u"a.jpg"_s, u"attachment.truncated"_s);
    row("DOCX cut off", files::docx().chopped(22), u"a.docx"_s, u"attachment.truncated"_s);
    row("empty", {}, u"a.pdf"_s, u"attachment.empty"_s);
    row("name that climbs", files::pdf(), u"../../etc/a.pdf"_s, u"attachment.name"_s);
    row("name of another system's folder", files::pdf(), u"..\\a.pdf"_s, u"attachment.name"_s);
    row("name of a drive", files::pdf(), u"C:a.pdf"_s, u"attachment.name"_s);
    row("name that is a folder", files::pdf(), u".."_s, u"attachment.name"_s);
    row("name that turns round", files::pdf(), u"a\u202efdp.exe"_s, u"attachment.name"_s);
    row("name with a control character", files::pdf(), u"a\n.pdf"_s, u"attachment.name"_s);
}

void TestPapers::file_isLookedAt()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const auto looked = lookAtFile(*m_county->desk->rules(), bytes, name);
    QCOMPARE(looked ? looked->type : looked.error().code, expected);
    if (!looked)
        QVERIFY(looked.error().message.size() > 20); // a whole sentence
}

void TestPapers::fileOnDisk_isKept()
{
    const QString path = m_county->folder.filePath(u"照片.jpg"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(files::jpeg({})) > 0);
    file.close();
    const auto kept = keepFile(*m_county->desk, path);
    QVERIFY(kept);
    QCOMPARE(kept->name, u"照片.jpg"_s); // without its folder
    QCOMPARE(kept->hash, hashOf(withoutPosition(u"jpeg"_s, files::jpeg({})).value()));
    QVERIFY(kept->cleaned && kept->added);
    dropFile(*m_county->desk, kept->hash).waitForFinished();

    QFile large(m_county->folder.filePath(u"large.txt"_s));
    QVERIFY(large.open(QIODevice::WriteOnly));
    QVERIFY(large.write(QByteArray(20 * 1024 * 1024 + 1, 'a')) > 0);
    large.close();
    const auto refused = keepFile(*m_county->desk, large.fileName());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"attachment.too_large"_s);
    QVERIFY(refused.error().message.contains(u"20"_s));
    QVERIFY(large.resize(20 * 1024 * 1024));
    const auto limit = keepFile(*m_county->desk, large.fileName());
    QVERIFY(limit);
    dropFile(*m_county->desk, limit->hash).waitForFinished();
}

void TestPapers::fileOnDisk_thatIsNone_isRefused()
{
    for (const QString &path : {m_county->folder.filePath(u"nothing.pdf"_s), m_county->folder.path(), u"/dev/zero"_s}) {
        const auto kept = keepFile(*m_county->desk, path);
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, u"file.missing"_s);
    }
}

void TestPapers::namedFiles_becomeContents()
{
    QFile file(m_county->folder.filePath(u"收条.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(files::pdf('n')) > 0);
    file.close();
    QStringList kept;
    Desk &desk = *m_county->desk;
    const auto data = keepNamedFiles(desk, u"attach"_s, {{u"file"_s, file.fileName()}, {u"kind"_s, u"scan"_s}}, &kept);
    QVERIFY(data);
    QCOMPARE(data->value(u"file"_s).toString(), hashOf(files::pdf('n')));
    QCOMPARE(data->value(u"file_name"_s).toString(), u"收条.pdf"_s);
    QCOMPARE(kept, QStringList{hashOf(files::pdf('n'))});
    // What names a content already, and what is no file field, stays as it is.
    const QJsonObject other{{u"file"_s, kept.first()}, {u"item"_s, file.fileName()}};
    QCOMPARE(keepNamedFiles(desk, u"attach"_s, other, &kept).value(), other);
    const auto missing = keepNamedFiles(desk, u"attach"_s, {{u"file"_s, u"no-such.pdf"_s}}, &kept);
    QVERIFY(!missing);
    QCOMPARE(missing.error().field, u"file"_s);
    dropFile(desk, kept.first()).waitForFinished();
    QCOMPARE(count(u"blob WHERE hash = ?"_s, {kept.first()}), 0);
}

// ---- attaching ----

void TestPapers::attach_keepsRowContentAndHistory()
{
    const QByteArray photo = files::jpeg({});
    const QString hash = keep(photo, u"现场.jpg"_s);
    const auto done = attach(u"ding"_s, m_matter, hash,
                             {{u"file_name"_s, u"现场.jpg"_s},
                              {u"kind"_s, u"photo"_s},
                              {u"proves"_s, u"D08"_s},
                              {u"form"_s, u"original"_s},
                              {u"item"_s, u"院墙照片"_s},
                              {u"taken_by"_s, u"王五"_s}});
    DONE(done);
    QCOMPARE(done->kind, u"attachment"_s);
    QCOMPARE(done->state, u"F10"_s);
    const auto lines =
        m_county->read(u"ding"_s, [&](ReadContext &context) { return attachmentsOf(context, m_matter); });
    QCOMPARE(lines.size(), 1);
    const AttachmentLine &line = lines.first();
    QCOMPARE(line.name, u"现场.jpg"_s);
    QCOMPARE(line.mediaType, u"image/jpeg"_s);
    QCOMPARE(line.size, withoutPosition(u"jpeg"_s, photo)->size());
    QCOMPARE(line.kind, u"photo"_s);
    QCOMPARE(line.proves, u"D08"_s);
    QCOMPARE(line.addedBy, u"丁调解"_s);
    QCOMPARE(line.addedAt, m_county->clock->now());
    QVERIFY(line.here);
    QCOMPARE(count(u"history WHERE action = 'attach' AND parent = ?"_s, {QVariant(m_matter)}), 1);
    QCOMPARE(m_county->textOf(m_matter, "state"_L1), u"M40"_s);

    const auto removed = m_county->act(u"ding"_s, u"remove_attachment"_s,
                                       {{u"attachment"_s, idText(done->id)}, {u"reason"_s, u"拍错了地方"_s}});
    DONE(removed);
    QCOMPARE(
        count(u"attachment WHERE id = ? AND state = 'F20' AND remove_reason = '拍错了地方'"_s, {QVariant(done->id)}),
        1);
    QCOMPARE(count(u"history WHERE action = 'remove_attachment' AND parent = ?"_s, {QVariant(m_matter)}), 1);
    QCOMPARE(count(u"blob WHERE hash = ?"_s, {hash}), 0);
    QVERIFY(m_county->read(u"ding"_s, [&](ReadContext &c) { return attachmentsOf(c, m_matter); }).isEmpty());
}

void TestPapers::attach_isRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("code");
    const QString unknown = hashOf("nobody stored this");
    QTest::newRow("content that is not here") << unknown << QJsonObject() << u"attachment.file_unknown"_s;
    QTest::newRow("a path") << u"../../etc/passwd"_s << QJsonObject() << u"attachment.file_format"_s;
    QTest::newRow("half a hash") << unknown.chopped(4) << QJsonObject() << u"attachment.file_format"_s;
    QTest::newRow("no file") << QString() << QJsonObject() << u"attachment.file_missing"_s;
    QTest::newRow("kind that is none") << u"pdf"_s << QJsonObject{{u"kind"_s, u"selfie"_s}}
                                       << u"attachment.kind_unknown"_s;
    QTest::newRow("document that is none")
        << u"pdf"_s << QJsonObject{{u"proves"_s, u"D99"_s}} << u"attachment.proves_unknown"_s;
    QTest::newRow("name that climbs") << u"pdf"_s << QJsonObject{{u"file_name"_s, u"../a.pdf"_s}}
                                      << u"attachment.name"_s;
    QTest::newRow("name that lies") << u"pdf"_s << QJsonObject{{u"file_name"_s, u"a.jpg"_s}}
                                    << u"attachment.type_mismatch"_s;
    QTest::newRow("taken tomorrow") << u"pdf"_s << QJsonObject{{u"taken_at"_s, u"2026-09-15T09:00:00+08:00"_s}}
                                    << u"attachment.takenat_range"_s;
    QTest::newRow("a signature") << u"stroke"_s << QJsonObject() << u"attachment.type_unknown"_s;
}

void TestPapers::attach_isRefused()
{
    QFETCH(QString, file);
    QFETCH(QJsonObject, more);
    QFETCH(QString, code);
    if (file == u"pdf"_s)
        file = keep(files::pdf('r'));
    else if (file == u"stroke"_s)
        file = keep(files::stroke());
    const qint64 before = count(u"attachment"_s) + count(u"history"_s);
    const auto refused = attach(u"ding"_s, m_matter, file, more);
    QCOMPARE(codeOf(refused), code);
    QCOMPARE(refused.error().rule, u"X100"_s);
    QCOMPARE(count(u"attachment"_s) + count(u"history"_s), before);
    dropFile(*m_county->desk, file).waitForFinished();
    QCOMPARE(count(u"blob WHERE uses = 0"_s), 0);
}

void TestPapers::attach_twice_isRefused()
{
    const QString hash = keep(files::pdf('t'));
    DONE(attach(u"ding"_s, m_matter, hash));
    QCOMPARE(codeOf(attach(u"ding"_s, m_matter, hash)), u"attachment.twice"_s);
}

// Stored past the door that takes the place out.
void TestPapers::attach_ofContentWithAPlace_isRefused()
{
    const auto kept =
        m_county->desk->store().write([](Writer &tx) { return writeBlob(tx, files::jpeg({}), 1'000'000); }).result();
    QVERIFY(kept);
    QCOMPARE(codeOf(attach(u"ding"_s, m_matter, kept->hash)), u"attachment.position"_s);
    dropFile(*m_county->desk, kept->hash).waitForFinished();
}

void TestPapers::attach_partyOfAnotherMatter_isRefused()
{
    const QUuid other = m_county->assignedTo(u"ding"_s);
    const QString stranger = m_county->desk->store()
                                 .read([&](Reader &reader) -> Result<QString> {
                                     return idText(reader.findBy(partyEntity(), "matter"_L1, QVariant(other))->id());
                                 })
                                 .result()
                                 .value();
    const QString hash = keep(files::pdf('p'));
    QCOMPARE(codeOf(attach(u"ding"_s, m_matter, hash, {{u"submitted_by"_s, stranger}})), u"document.party_other"_s);
    DONE(attach(u"ding"_s, other, hash, {{u"submitted_by"_s, stranger}}));
}

void TestPapers::attach_toArchivedMatter_isRefused()
{
    const QString hash = keep(files::pdf('a'));
    const auto first = attach(u"ding"_s, m_matter, hash);
    DONE(first);
    m_county->put(m_matter, {{u"state"_s, u"M82"_s}});
    const QString other = keep(files::pdf('b'));
    QCOMPARE(codeOf(attach(u"ding"_s, m_matter, other)), u"attachment.attach_open"_s);
    dropFile(*m_county->desk, other).waitForFinished();
    QCOMPARE(codeOf(m_county->act(u"ding"_s, u"remove_attachment"_s,
                                  {{u"attachment"_s, idText(first->id)}, {u"reason"_s, u"不要了吧"_s}})),
             u"attachment.papers_archived_remove_attachment"_s);
    QCOMPARE(count(u"blob WHERE hash = ?"_s, {hash}), 1);
}

void TestPapers::attach_byWhoHasNothingToDoWithIt_isRefused()
{
    const QString hash = keep(files::pdf('w'));
    QCOMPARE(codeOf(attach(u"wu"_s, m_matter, hash)), u"access.scope"_s);
    QCOMPARE(codeOf(attach(u"chen"_s, m_matter, hash)), u"access.role"_s);
    m_county->put(m_matter, {{u"restricted"_s, true}});
    QCOMPARE(codeOf(attach(u"ji"_s, m_matter, hash)), u"access.restricted"_s);
    DONE(attach(u"ding"_s, m_matter, hash));
}

void TestPapers::content_ofTwoMatters_isStoredOnceAndGoesWithTheLast()
{
    const QUuid other = m_county->assignedTo(u"ding"_s);
    const QString hash = keep(files::pdf('2'));
    const auto first = attach(u"ding"_s, m_matter, hash);
    const auto second = attach(u"ding"_s, other, keep(files::pdf('2')));
    DONE(first);
    DONE(second);
    const auto contents = [&] { return count(u"blob_chunk WHERE hash = ?"_s, {hash}); };
    QCOMPARE(contents(), 1);
    const auto remove = [&](QUuid id) {
        return m_county->act(u"ding"_s, u"remove_attachment"_s,
                             {{u"attachment"_s, idText(id)}, {u"reason"_s, u"重复提交"_s}});
    };
    DONE(remove(first->id));
    QCOMPARE(contents(), 1);
    QVERIFY(faults().isEmpty());
    DONE(remove(second->id));
    QCOMPARE(contents(), 0);
}

void TestPapers::refusedAttachment_leavesNoContent()
{
    const QString hash = keep(files::pdf('x'));
    QVERIFY(!attach(u"wu"_s, m_matter, hash));
    QCOMPARE(faults(), QStringList{u"orphan_attachments "_s + hash});
    dropFile(*m_county->desk, hash).waitForFinished();
    QVERIFY(faults().isEmpty());
    // What a record names is never dropped.
    const QString used = keep(files::pdf('y'));
    DONE(attach(u"ding"_s, m_matter, used));
    dropFile(*m_county->desk, used).waitForFinished();
    QCOMPARE(count(u"blob WHERE hash = ?"_s, {used}), 1);
}

void TestPapers::content_isReadByWhoMayReadTheMatter()
{
    const QString hash = keep(files::pdf('s'));
    const auto done = attach(u"ding"_s, m_matter, hash);
    DONE(done);
    const auto reads = [&](const QString &login, const QString &what) {
        return m_county->read(login, [&](ReadContext &context) {
            const auto row = readableAttachment(context, what);
            return row ? blobBytes(context.tx, row->text("file"_L1)).value() : QByteArray();
        });
    };
    for (const QString &login : {u"ding"_s, u"jia"_s, u"yi"_s})
        QCOMPARE(reads(login, idText(done->id)), files::pdf('s'));
    QCOMPARE(reads(u"ding"_s, hash), files::pdf('s'));
    // Masked readers (WIN, INF), other mediators, those without cases, and other units get nothing.
    for (const QString &login : {u"ji"_s, u"wu"_s, u"chen"_s, u"wei"_s, u"zi"_s})
        QVERIFY2(reads(login, idText(done->id)).isEmpty(), qPrintable(login));
    QVERIFY(reads(u"ding"_s, u"../../etc/passwd"_s).isEmpty());
    m_county->put(m_matter, {{u"restricted"_s, true}});
    QVERIFY(reads(u"jia"_s, idText(done->id)).size() > 0);
    QVERIFY(m_county->read(u"ji"_s, [&](ReadContext &c) { return attachmentsOf(c, m_matter); }).isEmpty());
}

void TestPapers::verify_namesWhatIsMissingDamagedAndOwnerless()
{
    const QString number = m_county->textOf(m_matter, "number"_L1);
    const QString hash = keep(files::pdf('v'));
    DONE(attach(u"ding"_s, m_matter, hash));
    QVERIFY(faults().isEmpty());
    change(u"UPDATE blob_chunk SET bytes = ? WHERE hash = ?"_s, {files::pdf('V'), hash});
    QCOMPARE(faults(), QStringList{u"attachments "_s + number});
    change(u"DELETE FROM blob_chunk WHERE hash = ?"_s, {hash});
    QCOMPARE(faults(), QStringList{u"attachments "_s + number});
    change(u"DELETE FROM blob WHERE hash = ?"_s, {hash});
    QCOMPARE(faults(), QStringList{u"attachments "_s + number});
    const auto again = m_county->desk->store()
                           .write([](Writer &tx) -> Result<bool> {
                               const auto kept = writeBlob(tx, files::pdf('v'), 1'000'000);
                               return kept && useBlob(tx, kept->hash);
                           })
                           .result();
    QVERIFY(again && *again);
    QVERIFY(faults().isEmpty());
}

QTEST_GUILESS_MAIN(TestPapers)
#include "tst_papers.moc"
