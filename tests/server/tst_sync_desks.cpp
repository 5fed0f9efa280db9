// Two or three desks of a county and their server: what is merged, what waits for a person, what is refused, and the
// situations of sync.md 2.6.
#include <QTest>
#include <thread>

#include <store/replica.h>
#include <sync/conflicts.h>

#include "county_on_server.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class ShiftedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant{SystemClock().now().ms + shift}; }

    qint64 shift = 0;
};

class TestSyncDesks : public QObject, private CountyOnServer {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void actionOfOneDesk_isOnTheOther();
    void nothingNew_writesNothing();
    void differentFields_areMerged();
    void sameField_newerGoesOn_loserIsInTheInbox();
    void sealedField_waitsForAPerson();
    void transitionOfTwoDesks_firstGoesOn();
    void stateWithoutEvent_isRefused();
    void sameNumber_isRefused_andTheOtherShown();
    void removed_isGoneOnTheOther();
    void lostAnswer_isNotDoneTwice();
    void copiedFile_becomesADeskOfItsOwn();
    void copiedFile_sameFieldAtTheSameStamp_keepsBoth();
    void restoredFile_becomesADeskOfItsOwn();
    void restoredServer_getsBackWhatItLost();
    void restoredServer_beforeANewNumber_getsBackWhatWasSentUnderTheOld();
    void wrongClock_isCorrected();
    void clockAhead_losesNoEdit();
    void fileMadeApart_isRefused();
    void newerEntity_waitsForTheServer();
    void searchFindsWhatCame();
    void otherThanTheServer_isFoundAndMended();
    void comparison_comesOnceADayByItself();
    void comparison_whileOthersWork_isMade();

private:
    SyncReport sync(DeskFile &file)
    {
        const auto done = m_files->sync(file, m_url);
        if (!done)
            qWarning("%s", message(done.error()));
        return done.value_or(SyncReport{.waiting = -1});
    }

    void settle()
    {
        for (int i = 0; i < 2; ++i)
            for (DeskFile *file : {m_a.get(), m_b.get()})
                sync(*file);
    }
};

#define COMPARE_ROWS(name, id, field, expected)                                                                        \
    do {                                                                                                               \
        const auto rowOfA = m_a->find(name, id);                                                                       \
        const auto rowOfB = m_b->find(name, id);                                                                       \
        QVERIFY(rowOfA &&rowOfB);                                                                                      \
        QCOMPARE(rowOfA->value(field), QVariant(expected));                                                            \
        QCOMPARE(rowOfB->value(field), QVariant(expected));                                                            \
    } while (false)

void TestSyncDesks::initTestCase()
{
    QString why;
    if (!start(&why))
        QSKIP(qPrintable(u"SKIPPED, NOTHING OF SYNC WAS TESTED: "_s + why));
    QVERIFY(found());
    QVERIFY(keep());
}

void TestSyncDesks::cleanupTestCase()
{
    stop();
}

void TestSyncDesks::init()
{
    QVERIFY(begin());
}

void TestSyncDesks::cleanup()
{
    end();
}

void TestSyncDesks::actionOfOneDesk_isOnTheOther()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    VERIFY_OK(visit);
    QCOMPARE(sync(*m_a).sent, 1);
    QCOMPARE(sync(*m_b).received, 2);
    COMPARE_ROWS(u"visit"_s, *visit, "visitor_name"_L1, u"张三"_s);
    VERIFY_OK(m_b->step(*visit, u"receive"_s, u"WIN"_s, u"V2"_s));
    QCOMPARE(sync(*m_b).refused, 0);
    sync(*m_a);
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V2"_s);
    const auto second = m_b->registerVisit(u"李四"_s);
    QVERIFY(m_b->find(u"visit"_s, *second)->text("number"_L1).endsWith(u"-10001"_s)); // desk 2 has a block of its own
}

void TestSyncDesks::nothingNew_writesNothing()
{
    settle();
    const qint64 before = m_b->read([](Reader &reader) -> Result<qint64> {
                                 Query rows = reader.query(u"SELECT total_changes()"_s);
                                 return rows.next() ? rows.integer(0) : -1;
                             })
                              .value();
    SyncEngine engine(m_b->store(), m_files->model(), {.url = m_url, .password = {}, .answerSeconds = 60},
                      std::make_shared<SystemClock>());
    VERIFY_OK(engine.round());
    const QString size = m_pg->value("SELECT sum(n_tup_upd + n_tup_ins) FROM pg_stat_user_tables");
    int changes = 0;
    connect(&m_b->store(), &Store::committed, this, [&changes] { ++changes; }, Qt::DirectConnection);
    for (int i = 0; i < 5; ++i) {
        const auto round = engine.round();
        VERIFY_OK(round);
        QCOMPARE(round->received, 0);
    }
    QCOMPARE(changes, 0);
    QCOMPARE(m_pg->value("SELECT sum(n_tup_upd + n_tup_ins) FROM pg_stat_user_tables"), size);
    Q_UNUSED(before)
}

void TestSyncDesks::differentFields_areMerged()
{
    const auto person = m_a->addPerson(u"王五"_s);
    settle();
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"13800000001"_s));
    VERIFY_OK(m_b->edit(u"person"_s, *person, "address"_ba, u"山门镇"_s));
    settle();
    COMPARE_ROWS(u"person"_s, *person, "phone"_L1, u"13800000001"_s);
    COMPARE_ROWS(u"person"_s, *person, "address"_L1, u"山门镇"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.conflict"), u"0"_s);
}

void TestSyncDesks::sameField_newerGoesOn_loserIsInTheInbox()
{
    const auto person = m_a->addPerson(u"王五"_s);
    settle();
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"13800000001"_s));
    QTest::qWait(250); // longer than the measure of a busy machine's clock is wrong by
    VERIFY_OK(m_b->edit(u"person"_s, *person, "phone"_ba, u"13800000002"_s));
    sync(*m_b);
    QCOMPARE(sync(*m_a).conflicts, 1); // pushed later, made earlier: it loses
    settle();
    COMPARE_ROWS(u"person"_s, *person, "phone"_L1, u"13800000002"_s);
    for (DeskFile *file : {m_a.get(), m_b.get()}) {
        const auto inbox = file->read(
            [](Reader &reader) -> Result<QList<ConflictItem>> { return conflictInbox(reader, u"620521"_s); });
        QCOMPARE(inbox->size(), 1);
        QCOMPARE(inbox->first().kept.toString(), u"13800000002"_s);
        QCOMPARE(inbox->first().other.toString(), u"13800000001"_s);
        QCOMPARE(inbox->first().record, *person);
        QVERIFY(!inbox->first().sealed);
    }
}

void TestSyncDesks::sealedField_waitsForAPerson()
{
    const auto matter = m_a->write([this](Writer &tx) -> Result<QUuid> {
        Row row(m_a->entity(u"matter"_s));
        row.set("number"_L1, u"清综矛〔2026〕9001号"_s);
        row.set("state"_L1, u"M10"_s);
        row.set("org"_L1, u"620521"_s);
        row.set("title"_L1, u"x"_s);
        row.set("level"_L1, u"yellow"_s);
        for (const Field &field : row.entity().fields)
            if (field.required && row.isNull(field.name))
                row.set(field.name, field.type == FieldType::Bool      ? QVariant(false)
                                    : field.type == FieldType::Integer ? QVariant(0LL)
                                                                       : QVariant(u"x"_s));
        tx.insert(row);
        Row event(m_a->entity(u"history"_s));
        event.set("subject_kind"_L1, u"matter"_s);
        event.set("subject"_L1, QVariant(row.id()));
        event.set("seq"_L1, QVariant(1LL));
        event.set("transition"_L1, u"B01"_s);
        event.set("action"_L1, u"register_matter"_s);
        event.set("to_state"_L1, u"M10"_s);
        event.set("actor"_L1, QVariant(tx.findBy(m_a->entity(u"account"_s), "login"_L1, u"bing"_s)->id()));
        event.set("actor_role"_L1, u"WIN"_s);
        event.set("at"_L1, tx.now());
        tx.insert(event);
        return row.id();
    });
    VERIFY_OK(matter);
    settle();
    VERIFY_OK(m_a->edit(u"matter"_s, *matter, "level"_ba, u"orange"_s));
    VERIFY_OK(m_b->edit(u"matter"_s, *matter, "level"_ba, u"red"_s));
    QCOMPARE(sync(*m_a).conflicts, 0);
    QCOMPARE(sync(*m_b).conflicts, 1);
    settle();
    COMPARE_ROWS(u"matter"_s, *matter, "level"_L1, u"orange"_s); // the newer one does not simply win
    const auto inbox =
        m_b->read([](Reader &reader) -> Result<QList<ConflictItem>> { return conflictInbox(reader, u"620521"_s); });
    QCOMPARE(inbox->size(), 1);
    QVERIFY(inbox->first().sealed);
    QCOMPARE(inbox->first().other.toString(), u"red"_s);
}

void TestSyncDesks::transitionOfTwoDesks_firstGoesOn()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    settle();
    VERIFY_OK(m_a->step(*visit, u"receive"_s, u"WIN"_s, u"V2"_s));
    VERIFY_OK(m_b->step(*visit, u"withdraw_visit"_s, u"WIN"_s, u"V8"_s));
    QCOMPARE(sync(*m_a).refused, 0);
    QCOMPARE(sync(*m_b).refused, 1);
    settle();
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V2"_s);
    const auto refused = m_b->read([](Reader &reader) -> Result<QList<RefusedItem>> { return refusedChanges(reader); });
    QCOMPARE(refused->size(), 1);
    QCOMPARE(refused->first().code, u"transition_conflict"_s);
    QCOMPARE(refused->first().detail, u"V2"_s);
    QVERIFY(refused->first().body.contains("withdraw_visit"));
    const auto events = m_b->read([&](Reader &reader) -> Result<qint64> {
        return reader.count(m_b->entity(u"history"_s), u"subject = ?"_s, {*visit});
    });
    QCOMPARE(events.value(), 2); // the refused one is not in the history
}

void TestSyncDesks::stateWithoutEvent_isRefused()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    settle();
    VERIFY_OK(m_a->edit(u"visit"_s, *visit, "state"_ba, u"V7"_s));
    QCOMPARE(sync(*m_a).refused, 1);
    settle();
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V1"_s);
}

void TestSyncDesks::sameNumber_isRefused_andTheOtherShown()
{
    const auto make = [](DeskFile &file) {
        return file.write([&](Writer &tx) -> Result<QUuid> {
            Row row(file.entity(u"window"_s));
            row.set("name"_L1, u"九号"_s);
            row.set("org"_L1, u"620521"_s);
            row.set("active"_L1, QVariant(true));
            tx.insert(row);
            return row.id();
        });
    };
    const auto first = make(*m_a);
    const auto second = make(*m_b);
    VERIFY_OK(first);
    VERIFY_OK(second);
    QCOMPARE(sync(*m_a).refused, 0);
    QCOMPARE(sync(*m_b).refused, 1);
    settle();
    QVERIFY(m_b->find(u"window"_s, *first));
    QVERIFY(!m_b->find(u"window"_s, *second));
    QVERIFY(!m_a->find(u"window"_s, *second));
}

void TestSyncDesks::removed_isGoneOnTheOther()
{
    const auto person = m_a->addPerson(u"王五"_s);
    settle();
    VERIFY_OK(m_b->write([&](Writer &tx) -> Result<> {
        auto row = tx.find(m_b->entity(u"person"_s), *person);
        tx.remove(*row);
        return {};
    }));
    settle();
    QVERIFY(!m_a->find(u"person"_s, *person));
    QVERIFY(!m_b->find(u"person"_s, *person));
}

// The server took the batch, the line broke before its answer came.
void TestSyncDesks::lostAnswer_isNotDoneTwice()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    const qint64 acknowledged = m_a->read([](Reader &r) -> Result<qint64> { return outboxAcknowledged(r); }).value();
    sync(*m_a);
    VERIFY_OK(m_a->write([&](Writer &tx) -> Result<> {
        acknowledgeOutbox(tx, acknowledged);
        return {};
    }));
    const QString rev = m_pg->value("SELECT rev FROM fq_sync.centre_clock");
    QCOMPARE(sync(*m_a).waiting, 0);
    QCOMPARE(m_pg->value("SELECT rev FROM fq_sync.centre_clock"), rev);
    settle();
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V1"_s);
}

void TestSyncDesks::copiedFile_becomesADeskOfItsOwn()
{
    sync(*m_b);
    m_b->close();
    auto copy = m_files->copy(*m_b, u"copy.fengqiao"_s);
    QVERIFY(copy && m_b->open());
    const auto one = m_b->registerVisit(u"甲"_s);
    const auto two = copy->registerVisit(u"乙"_s);
    QCOMPARE(sync(*m_b).waiting, 0);
    const SyncReport report = sync(*copy);
    QVERIFY(report.newIdentity);
    QCOMPARE(copy->desk(), 3);
    // The number was given by the old desk's block, twice: the copy's is refused, kept, and shown.
    QCOMPARE(report.refused, 1);
    const auto third = copy->registerVisit(u"丙"_s);
    VERIFY_OK(third);
    QVERIFY(copy->find(u"visit"_s, *third)->text("number"_L1).endsWith(u"-20002"_s));
    QCOMPARE(sync(*copy).refused, 0);
    settle();
    QVERIFY(m_a->find(u"visit"_s, *one));
    QVERIFY(m_a->find(u"visit"_s, *third));
    QVERIFY(!copy->find(u"visit"_s, *two));
}

// With a clock that is behind, a file and its copy give the same stamps to what each of them does next.
void TestSyncDesks::copiedFile_sameFieldAtTheSameStamp_keepsBoth()
{
    const auto person = m_b->addPerson(u"王五"_s);
    settle();
    m_b->close();
    auto copied = m_files->copy(*m_b, u"copy.fengqiao"_s);
    QVERIFY(copied);
    copied->close();
    const auto behind = std::make_shared<ShiftedClock>();
    behind->shift = -24LL * 3600 * 1000;
    DeskFile one(m_b->path(), m_b->key().clone(), m_files->model().schema, behind);
    DeskFile two(copied->path(), copied->key().clone(), m_files->model().schema, behind);
    QVERIFY(one.open() && two.open());
    VERIFY_OK(one.edit(u"person"_s, *person, "phone"_ba, u"1"_s));
    VERIFY_OK(two.edit(u"person"_s, *person, "phone"_ba, u"2"_s));
    const auto stampOf = [&](DeskFile &file) {
        return file.read([&](Reader &reader) -> Result<qint64> {
            return findReplica(reader, file.entity(u"person"_s), *person)->stamp;
        });
    };
    QCOMPARE(*stampOf(one), *stampOf(two));
    VERIFY_OK(m_files->sync(one, m_url, behind));
    const auto report = m_files->sync(two, m_url, behind);
    VERIFY_OK(report);
    QVERIFY(report->newIdentity);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(m_pg->value("SELECT least(kept->>'value', other->>'value') || greatest(kept->>'value', other->>'value') "
                         "FROM fq_data.conflict"),
             u"12"_s);
    one.close();
    QVERIFY(m_b->open());
    settle();
    QCOMPARE(m_a->find(u"person"_s, *person)->text("phone"_L1), two.find(u"person"_s, *person)->text("phone"_L1));
}

void TestSyncDesks::restoredFile_becomesADeskOfItsOwn()
{
    const auto person = m_b->addPerson(u"王五"_s);
    settle();
    m_b->close();
    auto old = m_files->copy(*m_b, u"old.fengqiao"_s);
    QVERIFY(old && m_b->open());
    VERIFY_OK(m_b->edit(u"person"_s, *person, "phone"_ba, u"1"_s));
    settle();
    m_b->close();
    VERIFY_OK(old->edit(u"person"_s, *person, "address"_ba, u"新城路"_s));
    QVERIFY(sync(*old).newIdentity);
    m_b = std::move(old);
    settle();
    COMPARE_ROWS(u"person"_s, *person, "phone"_L1, u"1"_s);
    COMPARE_ROWS(u"person"_s, *person, "address"_L1, u"新城路"_s);
}

void TestSyncDesks::restoredServer_getsBackWhatItLost()
{
    const auto person = m_a->addPerson(u"王五"_s);
    settle();
    QVERIFY(m_pg->keepCopy());
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"1"_s));
    const auto visit = m_b->registerVisit(u"张三"_s);
    settle();
    VERIFY_OK(m_b->edit(u"person"_s, *person, "address"_ba, u"新城路"_s));
    settle();
    QVERIFY(m_pg->restoreCopy());
    settle();
    settle();
    COMPARE_ROWS(u"person"_s, *person, "phone"_L1, u"1"_s);
    COMPARE_ROWS(u"person"_s, *person, "address"_L1, u"新城路"_s);
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V1"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"1"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
}

void TestSyncDesks::restoredServer_beforeANewNumber_getsBackWhatWasSentUnderTheOld()
{
    settle();
    QVERIFY(m_pg->keepCopy());
    const auto visit = m_b->registerVisit(u"张三"_s);
    QCOMPARE(sync(*m_b).waiting, 0);
    m_b->close();
    auto old = m_files->copy(*m_b, u"old.fengqiao"_s);
    QVERIFY(old && m_b->open());
    VERIFY_OK(m_b->addPerson(u"李四"_s));
    sync(*m_b);
    m_b->close();
    const auto person = old->addPerson(u"王五"_s);
    QVERIFY(sync(*old).newIdentity);
    m_b = std::move(old);
    QVERIFY(m_pg->restoreCopy());
    settle();
    settle();
    COMPARE_ROWS(u"visit"_s, *visit, "state"_L1, u"V1"_s);
    COMPARE_ROWS(u"person"_s, *person, "name"_L1, u"王五"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.visit"), u"1"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
    QCOMPARE(sync(*m_b).waiting, 0);
}

void TestSyncDesks::wrongClock_isCorrected()
{
    const auto clock = std::make_shared<ShiftedClock>();
    clock->shift = 24LL * 3600 * 1000;
    m_b->close();
    DeskFile ahead(m_b->path(), m_b->key().clone(), m_files->model().schema, clock);
    QVERIFY(ahead.open());
    const auto first = m_files->sync(ahead, m_url, clock);
    VERIFY_OK(first);
    QVERIFY(std::abs(first->offsetMs + clock->shift) < 60'000);
    QCOMPARE(first->warnings.size(), 1);
    const auto person = ahead.addPerson(u"王五"_s);
    VERIFY_OK(m_files->sync(ahead, m_url, clock));
    const qint64 stamp = m_pg->value("SELECT stamp FROM fq_data.person WHERE id = '"_ba +
                                     person->toByteArray(QUuid::WithoutBraces) + "'")
                             .toLongLong();
    QVERIFY(HybridTime{stamp}.physical() < Instant{SystemClock().now().ms + 60'000});
    // What was stamped before the first greeting is five minutes ahead at most.
    sync(*m_a);
    VERIFY_OK(m_a->edit(u"person"_s, *person, "phone"_ba, u"2"_s));
    QCOMPARE(sync(*m_a).conflicts, 0);
    ahead.close();
    QVERIFY(m_b->open());
}

// Offline for a while with a clock a day ahead: the server counts such stamps as five minutes ahead, and each edit is
// still an edit of its own.
void TestSyncDesks::clockAhead_losesNoEdit()
{
    const auto clock = std::make_shared<ShiftedClock>();
    clock->shift = 24LL * 3600 * 1000;
    m_b->close();
    DeskFile ahead(m_b->path(), m_b->key().clone(), m_files->model().schema, clock);
    QVERIFY(ahead.open());
    const auto person = ahead.addPerson(u"王五"_s);
    VERIFY_OK(person);
    QTest::qWait(5);
    VERIFY_OK(ahead.edit(u"person"_s, *person, "phone"_ba, u"1"_s));
    QTest::qWait(5);
    VERIFY_OK(ahead.edit(u"person"_s, *person, "phone"_ba, u"2"_s));
    VERIFY_OK(ahead.edit(u"person"_s, *person, "address"_ba, u"新城路"_s));
    const auto done = m_files->sync(ahead, m_url, clock);
    VERIFY_OK(done);
    QCOMPARE(done->refused, 0);
    QCOMPARE(done->conflicts, 0);
    sync(*m_a);
    QCOMPARE(m_a->find(u"person"_s, *person)->text("phone"_L1), u"2"_s);
    QCOMPARE(m_a->find(u"person"_s, *person)->text("address"_L1), u"新城路"_s);
    ahead.close();
    QVERIFY(m_b->open());
}

void TestSyncDesks::fileMadeApart_isRefused()
{
    const auto apart = m_files->found(u"apart.fengqiao"_s);
    QVERIFY(apart);
    const auto done = m_files->sync(*apart, m_url);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"sync.not_joined"_s);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
}

void TestSyncDesks::newerEntity_waitsForTheServer()
{
    QVERIFY(m_pg->run(u"DELETE FROM fq_sync.entity WHERE name = 'person'"_s));
    VERIFY_OK(m_b->addPerson(u"王五"_s));
    const auto done = m_files->sync(*m_b, m_url);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"server.older"_s);
    VERIFY_OK(upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, m_files->model()));
    QCOMPARE(sync(*m_b).waiting, 0);
}

void TestSyncDesks::searchFindsWhatCame()
{
    const auto person = m_a->addPerson(u"欧阳修竹"_s);
    settle();
    const auto hits =
        m_b->read([](Reader &reader) -> Result<QList<SearchHit>> { return reader.search({.text = u"oyxz"_s}); });
    QCOMPARE(hits->size(), 1);
    QCOMPARE(hits->first().id, *person);
}

// A row changed, one gone, one too many: whatever happened to the file, it is found and mended, and said.
void TestSyncDesks::otherThanTheServer_isFoundAndMended()
{
    const auto changed = m_a->addPerson(u"王五"_s);
    const auto gone = m_a->addPerson(u"赵六"_s);
    const auto kept = m_a->addPerson(u"孙七"_s);
    settle();
    const QUuid extra = QUuid::createUuid();
    VERIFY_OK(m_b->write([&](Writer &tx) -> Result<> {
        tx.execute(u"UPDATE person SET name = 'x', stamp = stamp - 524288 WHERE id = ?"_s, {*changed});
        tx.execute(u"DELETE FROM person WHERE id = ?"_s, {*gone});
        tx.execute(u"INSERT INTO person (id, centre, stamp, deleted, name) VALUES (?, '620521', 1, 0, 'x')"_s, {extra});
        return {};
    }));
    SyncEngine engine(m_b->store(), m_files->model(), {.url = m_url, .password = {}, .answerSeconds = 60},
                      std::make_shared<SystemClock>());
    const auto before = engine.round();
    VERIFY_OK(before);
    QVERIFY(!before->compared); // nobody asked
    engine.compareNow();
    const auto round = engine.round();
    VERIFY_OK(round);
    QVERIFY(round->compared);
    QCOMPARE(round->repaired, 3);
    QCOMPARE(round->warnings.size(), 1);
    COMPARE_ROWS(u"person"_s, *changed, "name"_L1, u"王五"_s);
    COMPARE_ROWS(u"person"_s, *gone, "name"_L1, u"赵六"_s);
    COMPARE_ROWS(u"person"_s, *kept, "name"_L1, u"孙七"_s);
    QVERIFY(!m_b->find(u"person"_s, extra));
    engine.compareNow();
    const auto again = engine.round();
    VERIFY_OK(again);
    QVERIFY(again->compared);
    QCOMPARE(again->repaired, 0);
}

// Not in the first minutes, not while something comes or goes, and not twice on a day.
void TestSyncDesks::comparison_comesOnceADayByItself()
{
    constexpr qint64 hourMs = 3'600'000;
    constexpr qint64 mostMs = 65LL * 60'000; // that a desk waits after it was opened
    const auto person = m_a->addPerson(u"王五"_s);
    settle();
    const auto clock = std::make_shared<SkewedClock>();
    SyncEngine engine(m_b->store(), m_files->model(), {.url = m_url, .password = {}, .answerSeconds = 60}, clock);
    const auto compared = [&engine] {
        const auto round = engine.round();
        return round && round->compared;
    };
    QVERIFY(!compared()); // it was just opened
    VERIFY_OK(m_b->write([&](Writer &tx) -> Result<> {
        tx.execute(u"DELETE FROM person WHERE id = ?"_s, {*person});
        return {};
    }));
    clock->shift = mostMs;
    QVERIFY(m_a->addPerson(u"赵六"_s));
    VERIFY_OK(m_files->sync(*m_a, m_url));
    QVERIFY(!compared()); // somebody came in
    QVERIFY(!m_b->find(u"person"_s, *person));
    QVERIFY(compared());
    COMPARE_ROWS(u"person"_s, *person, "name"_L1, u"王五"_s);
    const auto when = m_b->read([](Reader &reader) -> Result<Instant> { return lastCompared(reader); });
    VERIFY_OK(when);
    QVERIFY(std::abs(when->ms - clock->now().ms) < hourMs);
    clock->shift += 23 * hourMs;
    QVERIFY(!compared());
    clock->shift += 2 * hourMs;
    QVERIFY(compared());

    clock->shift += 27 * hourMs; // nobody waits for a quiet moment for ever
    QVERIFY(m_a->addPerson(u"孙七"_s));
    VERIFY_OK(m_files->sync(*m_a, m_url));
    QVERIFY(compared());

    // Kept in the file: a program that is opened again does not begin anew.
    SyncEngine later(m_b->store(), m_files->model(), {.url = m_url, .password = {}, .answerSeconds = 60}, clock);
    VERIFY_OK(later.round());
    clock->shift += 2 * hourMs;
    const auto round = later.round();
    VERIFY_OK(round);
    QVERIFY(!round->compared);
}

// What others send between this desk's last page and its comparison is no difference, and no reason to put it off.
void TestSyncDesks::comparison_whileOthersWork_isMade()
{
    settle();
    std::jthread others([this](const std::stop_token &enough) {
        while (!enough.stop_requested())
            if (!m_a->addPerson(u"王五"_s) || !m_files->sync(*m_a, m_url))
                return;
    });
    SyncEngine engine(m_b->store(), m_files->model(), {.url = m_url, .password = {}, .answerSeconds = 60},
                      std::make_shared<SkewedClock>());
    constexpr int rounds = 20;
    int compared = 0;
    qint64 received = 0;
    for (int i = 0; i < rounds; ++i) {
        engine.compareNow();
        const auto round = engine.round();
        VERIFY_OK(round);
        QCOMPARE(round->repaired, 0);
        received += round->received;
        compared += round->compared ? 1 : 0;
    }
    others.request_stop();
    others.join();
    QCOMPARE(compared, rounds);
    QVERIFY2(received > rounds, "nobody else worked: nothing was tested");
}

QTEST_GUILESS_MAIN(TestSyncDesks)
#include "tst_sync_desks.moc"
