// Contents of attachments between desks, what goes out of an area, and what sync leaves to a person.
#include <QTest>

#include <composition.h>
#include <store/blobs.h>
#include <store/replica.h>
#include <sync/conflicts.h>

#include "desk_files.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestSyncContents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void content_comesAfterItsRow_inPieces();
    void content_ofABrokenLine_goesOn();
    void content_thatNoRecordNames_isRefused();
    void content_ofAnotherSizeOrText_isRefused();
    void handedUp_leavesTheTown();
    void handedDown_takesItsPapersAlong();
    void handedElsewhere_isRefused();
    void youngField_isReadByANewerProgram();
    void conflict_isDecidedByAPerson();
    void refused_isSentAgainOrGivenUp();

private:
    [[nodiscard]] Result<QString> attach(DeskFile &file, const QByteArray &bytes, QUuid matter = QUuid::createUuid());
    [[nodiscard]] Result<QUuid> addMatter(DeskFile &file);
    [[nodiscard]] std::unique_ptr<Desk> desk(DeskFile &file, const QString &login) const;

    SyncReport sync(DeskFile &file)
    {
        const auto done = m_files->sync(file, m_url);
        if (!done)
            qWarning("%s", message(done.error()));
        return done.value_or(SyncReport{.waiting = -1});
    }

    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_firstA;
    std::unique_ptr<DeskFile> m_firstB;
    std::unique_ptr<DeskFile> m_firstTown;
    std::unique_ptr<DeskFile> m_a;
    std::unique_ptr<DeskFile> m_b;
    QString m_url;
    QString m_townUrl;
};

void TestSyncContents::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NO CONTENT WAS SENT: "_s + why));
    m_url = m_pg->url(u"c_620521"_s);
    m_townUrl = m_pg->url(u"c_620521105"_s);
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {u"620521"_s}, 2));
    VERIFY_OK(
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .area = u"620521105"_s,
                                                                                              .desk = 3,
                                                                                              .name = u"town"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {}}));
    m_firstA = m_files->found(u"first-a.fengqiao"_s);
    QVERIFY(m_firstA);
    sync(*m_firstA);
    m_firstB = m_files->join(u"first-b.fengqiao"_s, m_url, 2);
    m_firstTown = m_files->join(u"first-town.fengqiao"_s, m_townUrl, 3);
    QVERIFY(m_firstB && m_firstTown);
    for (DeskFile *file : {m_firstA.get(), m_firstB.get(), m_firstTown.get()})
        file->close();
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"CREATE DATABASE county_first TEMPLATE county"_s, u"postgres"_s));
}

void TestSyncContents::cleanupTestCase()
{
    m_firstA.reset();
    m_firstB.reset();
    m_firstTown.reset();
    m_files.reset();
    m_pg.reset();
}

void TestSyncContents::init()
{
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s));
    QVERIFY(m_pg->run(u"CREATE DATABASE county TEMPLATE county_first"_s, u"postgres"_s));
    m_a = m_files->copy(*m_firstA, u"a.fengqiao"_s);
    m_b = m_files->copy(*m_firstB, u"b.fengqiao"_s);
    QVERIFY(m_a && m_b);
}

void TestSyncContents::cleanup()
{
    m_a.reset();
    m_b.reset();
}

Result<QString> TestSyncContents::attach(DeskFile &file, const QByteArray &bytes, QUuid matter)
{
    return file.attach(bytes, matter);
}

static QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 state = 1;
    for (char &c : bytes)
        c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

void TestSyncContents::content_comesAfterItsRow_inPieces()
{
    // The engine checks states by events: the row alone is put there as the server itself would have it.
    const QByteArray bytes = noise(blobChunkSize * 2 + 77);
    const auto hash = attach(*m_a, bytes);
    VERIFY_OK(hash);
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name = 'attachment'"_s));
    const SyncReport sent = sync(*m_a);
    QCOMPARE(sent.refused, 0);
    QCOMPARE(sent.contents, 3);
    const SyncReport got = sync(*m_b);
    QCOMPARE(got.contents, 3);
    const auto there = m_b->read([&](Reader &reader) -> Result<QByteArray> { return blobBytes(reader, *hash); });
    VERIFY_OK(there);
    QCOMPARE(*there, bytes);
    QCOMPARE(m_b->read([&](Reader &reader) -> Result<qint64> { return findBlob(reader, *hash)->uses; }).value(), 1);
    QCOMPARE(sync(*m_b).contents, 0); // nothing twice
    QCOMPARE(sync(*m_a).contents, 0);
}

// More than one round carries, and a line that breaks between: what is there stays there.
void TestSyncContents::content_ofABrokenLine_goesOn()
{
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name = 'attachment'"_s));
    const QByteArray bytes = noise(blobChunkSize * 40);
    const auto hash = attach(*m_a, bytes);
    VERIFY_OK(hash);
    const SyncReport first = sync(*m_a);
    QCOMPARE(first.contents, 32);
    QVERIFY(first.contentsWait);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob_chunk"), u"32"_s);
    QCOMPARE(sync(*m_b).contents, 0); // half of it is nothing yet
    QVERIFY(m_pg->crash());
    QCOMPARE(sync(*m_a).contents, 8);
    QCOMPARE(sync(*m_b).contents, 32);
    m_b->close();
    QVERIFY(m_b->open());
    QCOMPARE(sync(*m_b).contents, 8);
    QCOMPARE(m_b->read([&](Reader &reader) -> Result<QByteArray> { return blobBytes(reader, *hash); }).value(), bytes);
}

void TestSyncContents::content_thatNoRecordNames_isRefused()
{
    auto db = PgConnection::open({.url = m_url});
    VERIFY_OK(db);
    const QString hash = u"sha256:"_s + QString(64, u'a');
    const auto put =
        (*db)->query("SELECT fq.blob_put(2, $1, $2, 5, 0, '\\x0102030405')", {PgValue::of(0), PgValue::of(hash)});
    QVERIFY(!put);
    QCOMPARE(put.error().state, u"FQ020"_s);
    const auto get = (*db)->query("SELECT fq.blob_get($1, 0)", {PgValue::of(hash)});
    QVERIFY(!get);
    QCOMPARE(get.error().state, u"FQ020"_s);
}

void TestSyncContents::content_ofAnotherSizeOrText_isRefused()
{
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name = 'attachment'"_s));
    const auto hash = attach(*m_a, "the right text"_ba);
    QVERIFY(m_pg->run(u"CREATE OR REPLACE FUNCTION fq_sync.blob_named(c text, h text) RETURNS boolean LANGUAGE sql "
                      "STABLE AS 'SELECT true'"_s));
    auto db = PgConnection::open({.url = m_url});
    VERIFY_OK(db);
    const auto put = [&](const QByteArray &bytes, qint64 size) {
        return (*db)->query("SELECT fq.blob_put(2, 0, $1, $2, 0, $3)",
                            {PgValue::of(*hash), PgValue::of(size), PgValue::of("\\x" + bytes.toHex())});
    };
    const auto wrong = put("another string"_ba, 14);
    QVERIFY(wrong);
    QCOMPARE(wrong->text(0, 0), u"0"_s); // not what its name says: nothing stays
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.blob_chunk"), u"0"_s);
    QCOMPARE(put("longer than it was said to be"_ba, 14).error().state, u"FQ021"_s);
    QCOMPARE(sync(*m_a).contents, 1);
}

void TestSyncContents::handedUp_leavesTheTown()
{
    auto town = m_files->copy(*m_firstTown, u"town.fengqiao"_s);
    QVERIFY(town);
    const auto visit = town->registerVisit(u"张三"_s, u"620521105"_s);
    QCOMPARE(m_files->sync(*town, m_townUrl)->refused, 0);
    sync(*m_a);
    QVERIFY(m_a->find(u"visit"_s, *visit));
    VERIFY_OK(town->edit(u"visit"_s, *visit, "org"_ba, u"620521"_s));
    QCOMPARE(m_files->sync(*town, m_townUrl)->refused, 0);
    QVERIFY(!town->find(u"visit"_s, *visit)); // it may not act on it any more
    sync(*m_a);
    QCOMPARE(m_a->find(u"visit"_s, *visit)->text("org"_L1), u"620521"_s);
    const auto events = m_a->read([&](Reader &reader) -> Result<qint64> {
        return reader.count(m_a->entity(u"history"_s), u"subject = ?"_s, {*visit});
    });
    QCOMPARE(events.value(), 1); // its history came along
    VERIFY_OK(m_a->edit(u"visit"_s, *visit, "org"_ba, u"620521105"_s));
    QCOMPARE(sync(*m_a).refused, 0);
    VERIFY_OK(m_files->sync(*town, m_townUrl));
    QVERIFY(town->find(u"visit"_s, *visit)); // and back
}

Result<QUuid> TestSyncContents::addMatter(DeskFile &file)
{
    return file.write([&](Writer &tx) -> Result<QUuid> {
        Row row(file.entity(u"matter"_s));
        for (const Field &field : row.entity().fields)
            if (field.required)
                row.set(field.name, field.type == FieldType::Bool ? QVariant(false)
                                    : field.type == FieldType::Integer || field.type == FieldType::Instant
                                        ? QVariant(1LL)
                                        : QVariant(u"x"_s));
        row.set("org"_L1, u"620521"_s);
        tx.insert(row);
        return row.id();
    });
}

void TestSyncContents::handedDown_takesItsPapersAlong()
{
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name IN ('attachment', 'matter')"_s));
    auto town = m_files->copy(*m_firstTown, u"town.fengqiao"_s);
    const auto matter = addMatter(*m_a);
    VERIFY_OK(matter);
    const auto paper = attach(*m_a, "a paper"_ba, *matter);
    VERIFY_OK(paper);
    QCOMPARE(sync(*m_a).refused, 0);
    VERIFY_OK(m_files->sync(*town, m_townUrl));
    const auto papers = [&town] {
        return town
            ->read([&](Reader &reader) -> Result<qint64> {
                return reader.count(town->entity(u"attachment"_s), u"org = '620521105'"_s, {});
            })
            .value();
    };
    QVERIFY(!town->find(u"matter"_s, *matter));
    VERIFY_OK(m_a->edit(u"matter"_s, *matter, "org"_ba, u"620521105"_s));
    QCOMPARE(sync(*m_a).refused, 0);
    VERIFY_OK(m_files->sync(*town, m_townUrl));
    QVERIFY(town->find(u"matter"_s, *matter));
    QCOMPARE(papers(), 1);
    VERIFY_OK(town->edit(u"matter"_s, *matter, "org"_ba, u"620521"_s)); // and up again
    QCOMPARE(m_files->sync(*town, m_townUrl)->refused, 0);
    QVERIFY(!town->find(u"matter"_s, *matter));
    QCOMPARE(papers(), 0);
}

void TestSyncContents::handedElsewhere_isRefused()
{
    auto town = m_files->copy(*m_firstTown, u"town.fengqiao"_s);
    const auto visit = town->registerVisit(u"张三"_s, u"620521105"_s);
    VERIFY_OK(m_files->sync(*town, m_townUrl));
    for (const QString &other : {u"620521106"_s, u"620522"_s, u"62"_s}) {
        VERIFY_OK(town->edit(u"visit"_s, *visit, "org"_ba, other));
        QCOMPARE(m_files->sync(*town, m_townUrl)->refused, 1);
        QCOMPARE(town->find(u"visit"_s, *visit)->text("org"_L1), u"620521105"_s);
    }
}

// A program that did not know a field read its rows; the newer one looks at them once more, though their stamps say
// that nothing is new.
void TestSyncContents::youngField_isReadByANewerProgram()
{
    static Entity small;
    ServerModel older = m_files->model();
    for (const Entity *&entity : older.schema.entities)
        if (entity->name == "person"_L1) {
            small = *entity;
            small.fields.removeIf([](const Field &field) { return field.name == "place"_L1; });
            entity = &small;
        }
    const auto person = m_a->addPerson(u"王五"_s);
    VERIFY_OK(m_a->edit(u"person"_s, *person, "place"_ba, u"山门镇"_s));
    sync(*m_a);
    SyncEngine old(m_b->store(), older, {.url = m_url, .password = {}, .answerSeconds = 60},
                   std::make_shared<SystemClock>());
    VERIFY_OK(old.round());
    QVERIFY(m_b->find(u"person"_s, *person)->isNull("place"_L1));
    sync(*m_b);
    QCOMPARE(m_b->find(u"person"_s, *person)->text("place"_L1), u"山门镇"_s);
}

std::unique_ptr<Desk> TestSyncContents::desk(DeskFile &file, const QString &login) const
{
    file.close();
    auto opened = Desk::open(setupFor(file.path()), login, Secret("correct-horse-battery"_ba));
    if (!opened)
        qWarning("%s", message(opened.error()));
    return opened ? std::move(*opened) : nullptr;
}

void TestSyncContents::conflict_isDecidedByAPerson()
{
    const auto person = m_a->addPerson(u"王五"_s);
    sync(*m_a);
    sync(*m_b);
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"13800000001"_s));
    QTest::qWait(5);
    VERIFY_OK(m_b->edit(u"person"_s, *person, "phone"_ba, u"13800000002"_s));
    sync(*m_b);
    sync(*m_a);
    sync(*m_a);
    const auto inbox =
        m_a->read([](Reader &reader) -> Result<QList<ConflictItem>> { return conflictInbox(reader, u"620521"_s); });
    QCOMPARE(inbox->size(), 1);
    {
        const auto opened = desk(*m_a, u"jia"_s);
        QVERIFY(opened);
        const auto lines =
            opened
                ->read([&](ReadContext &context) -> Result<QList<ConflictLine>> {
                    return conflictLines(context, [&](const QString &kind) { return opened->kind(kind); });
                })
                .result();
        QCOMPARE(lines->size(), 1);
        QVERIFY(!lines->first().otherWord.contains(u"13800000001"_s)); // masked like every phone
        const QJsonObject data{{u"conflict"_s, idText(inbox->first().id)}, {u"choice"_s, u"other"_s}};
        VERIFY_OK(opened->submit({u"decide_conflict"_s, {}, data, {}}).result());
        const auto again = opened->submit({u"decide_conflict"_s, {}, data, {}}).result();
        QVERIFY(!again);
        QCOMPARE(again.error().code, u"conflict.decided"_s);
    }
    QVERIFY(m_a->open());
    QCOMPARE(sync(*m_a).conflicts, 0);
    sync(*m_b);
    QCOMPARE(m_b->find(u"person"_s, *person)->text("phone"_L1), u"13800000001"_s);
    QCOMPARE(m_b->read([](Reader &r) -> Result<qint64> { return openConflicts(r, u"620521"_s); }).value(), 0);
}

void TestSyncContents::refused_isSentAgainOrGivenUp()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    const auto other = m_a->registerVisit(u"李四"_s);
    sync(*m_a);
    // A server whose rules lack a step.
    QVERIFY(m_pg->run(u"DELETE FROM fq_sync.action WHERE action = 'receive'"_s));
    VERIFY_OK(m_a->step(*visit, u"receive"_s, u"WIN"_s, u"V2"_s));
    VERIFY_OK(m_a->step(*other, u"receive"_s, u"WIN"_s, u"V2"_s));
    QCOMPARE(sync(*m_a).refused, 2);
    QCOMPARE(m_a->find(u"visit"_s, *visit)->text("state"_L1), u"V1"_s);
    VERIFY_OK(upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, m_files->model()));
    const auto items = m_a->read([](Reader &r) -> Result<QList<RefusedItem>> { return refusedChanges(r); }).value();
    QCOMPARE(items.size(), 2);
    const bool firstIsVisit = items.first().body.contains(idText(*visit).toLatin1());
    const qint64 again = items.at(firstIsVisit ? 0 : 1).item;
    const qint64 dropped = items.at(firstIsVisit ? 1 : 0).item;
    {
        const auto opened = desk(*m_a, u"jia"_s);
        QVERIFY(opened);
        const auto submit = [&opened](const QString &action, const QJsonObject &data) {
            return opened->submit({action, {}, data, {}}).result();
        };
        VERIFY_OK(submit(u"retry_refused"_s, {{u"item"_s, again}}));
        QCOMPARE(submit(u"retry_refused"_s, {{u"item"_s, again}}).error().code, u"refused.not_found"_s);
        QVERIFY(!submit(u"discard_refused"_s, {{u"item"_s, dropped}})); // not without a reason
        VERIFY_OK(submit(u"discard_refused"_s, {{u"item"_s, dropped}, {u"reason"_s, u"来访人已离开"_s}}));
    }
    QVERIFY(m_a->open());
    QCOMPARE(m_a->read([](Reader &r) -> Result<qint64> { return refusedCount(r); }).value(), 0);
    QCOMPARE(sync(*m_a).refused, 0);
    sync(*m_a);
    QCOMPARE(m_a->find(u"visit"_s, *visit)->text("state"_L1), u"V2"_s);
    QCOMPARE(m_a->find(u"visit"_s, *other)->text("state"_L1), u"V1"_s);
}

QTEST_GUILESS_MAIN(TestSyncContents)
#include "tst_sync_contents.moc"
