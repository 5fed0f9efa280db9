// A matter goes to the centre of another county and comes back: one of the two has it, with everything that belongs to
// it, its history and its clocks.
#include <QTest>

#include <access/entities.h>
#include <composition.h>
#include <mediation/mediation.h>
#include <server_sql.h>

#include "desk_files.h"
#include "matters.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

static const auto first = u"620521"_s;
static const auto second = u"620522"_s;

class TestSyncTransfer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void transfer_bringsEverything_andLeavesAClosedRecord();
    void transfer_andBack_isOneChain();
    void transfer_ofNowhere_waits_andIsTakenBack();
    void delivered_cannotBeTakenBack();
    void takenNumber_getsTheCodeOfTheCentre();
    void bothWaysAtOnce_doNotWaitForOneAnother();
    void desk_cannotDeliverForOthers();

private:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::unique_ptr<DeskFile> m_here;
    std::unique_ptr<DeskFile> m_there;

    QString urlOf(const QString &county) const { return m_pg->url(u"c_"_s + county); }

    SyncReport sync(DeskFile &file)
    {
        const auto done = m_files->sync(file, urlOf(&file == m_here.get() ? first : second));
        if (!done)
            qWarning("%s", message(done.error()));
        return done.value_or(SyncReport{.waiting = -1});
    }

    void settle()
    {
        for (int i = 0; i < 2; ++i)
            for (DeskFile *file : {m_here.get(), m_there.get()})
                sync(*file);
    }

    [[nodiscard]] std::unique_ptr<DeskFile> foundOther();
    [[nodiscard]] Result<> step(DeskFile &file, QUuid matter, const QString &action, const QString &to,
                                const QString &county, const QString &login);
    [[nodiscard]] QString stateAt(const QString &county, QUuid matter) const;
    [[nodiscard]] QStringList differences(QUuid matter);
};

std::unique_ptr<DeskFile> TestSyncTransfer::foundOther()
{
    const QString file = m_files->path(u"there.fengqiao"_s);
    NewCounty county;
    county.county = DivisionCode::parse(second).value();
    county.adminName = u"admin"_s;
    const Secret password("correct-horse-battery"_ba);
    if (const auto made = Desk::create(setupFor(file, std::make_shared<SystemClock>()), county, password); !made) {
        qWarning("%s", message(made.error()));
        return nullptr;
    }
    auto slotFile = KeySlots::load(file);
    auto key = slotFile->open(u"admin"_s, password, SystemClock().now());
    auto desk =
        std::make_unique<DeskFile>(file, std::move(*key), m_files->model().schema, std::make_shared<SystemClock>());
    if (!desk->open())
        return nullptr;
    // Its deputy director.
    const auto staff = desk->write([&](Writer &tx) -> Result<> {
        Row account = filledRow(accountEntity());
        account.set("login"_L1, u"lin"_s);
        account.set("roles"_L1, u"DEP WIN"_s);
        account.set("state"_L1, u"active"_s);
        tx.insert(account);
        return {};
    });
    return staff ? std::move(desk) : nullptr;
}

void TestSyncTransfer::init()
{
    QString why;
    if (!m_pg)
        m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NO TRANSFER WAS TESTED: "_s + why));
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {first, second}, 2));
    m_here = m_files->found(u"here.fengqiao"_s);
    m_there = foundOther();
    QVERIFY(m_here && m_there);
    settle();
}

void TestSyncTransfer::cleanup()
{
    m_here.reset();
    m_there.reset();
    m_files.reset();
}

// As the action writes it.
Result<> TestSyncTransfer::step(DeskFile &file, QUuid id, const QString &action, const QString &to,
                                const QString &county, const QString &login)
{
    const QUuid actor = file.account(login);
    return file.write([&](Writer &tx) -> Result<> {
        auto matter = tx.find(matterEntity(), id);
        if (!matter)
            return fail(ErrorKind::NotFound, u"matter.gone"_s, {});
        Query last = tx.query(u"SELECT max(seq) FROM history WHERE subject = ?"_s, {id});
        Row event = filledRow(historyEntity());
        event.set("subject"_L1, QVariant(id));
        event.set("subject_kind"_L1, u"matter"_s);
        event.set("seq"_L1, QVariant(last.next() ? last.integer(0) + 1 : 1));
        event.set("action"_L1, action);
        event.set("from_state"_L1, matter->text("state"_L1));
        event.set("to_state"_L1, to);
        event.set("actor"_L1, QVariant(actor));
        event.set("actor_role"_L1, u"DEP"_s);
        tx.insert(event);
        matter->set("state"_L1, to);
        matter->set("transferred_to"_L1, county.isEmpty() ? QVariant() : QVariant(county));
        tx.update(*matter);
        return {};
    });
}

QString TestSyncTransfer::stateAt(const QString &county, QUuid matter) const
{
    return m_pg->value("SELECT state FROM fq_data.matter WHERE centre = '" + county.toLatin1() + "' AND id = '" +
                       matter.toByteArray(QUuid::WithoutBraces) + "'");
}

// What one county has of a matter and the other has not; the events of the hand-over itself are the same for both.
QStringList TestSyncTransfer::differences(QUuid matter)
{
    QStringList found;
    for (const Entity *entity : syncedEntities(m_files->model().schema)) {
        QStringList conditions{u"id = ?1"_s};
        for (const Field &field : entity->fields)
            if (field.type == FieldType::Id)
                conditions << u"\"%1\" = ?1"_s.arg(field.name);
        if (entity->name == "person"_L1)
            conditions << u"id IN (SELECT person FROM party WHERE matter = ?1)"_s;
        if (entity->name == "clock_entry"_L1)
            conditions << u"clock IN (SELECT id FROM clock WHERE subject = ?1)"_s;
        const QString extra = entity->name == "history"_L1 ? u" AND action <> 'receive_transfer'"_s : QString();
        const auto count = [&](DeskFile &file) {
            return file
                .read([&](Reader &reader) -> Result<qint64> {
                    Query rows = reader.query(u"SELECT count(*) FROM \"%1\" WHERE deleted = 0 AND (%2)%3"_s.arg(
                                                  entity->name, conditions.join(" OR "_L1), extra),
                                              {matter});
                    return rows.next() ? rows.integer(0) : -1;
                })
                .value_or(-1);
        };
        if (count(*m_here) != count(*m_there))
            found << u"%1: %2 here, %3 there"_s.arg(entity->name).arg(count(*m_here)).arg(count(*m_there));
    }
    return found;
}

void TestSyncTransfer::transfer_bringsEverything_andLeavesAClosedRecord()
{
    const Dossier given = openMatter(*m_here, u"620521105"_s, u"甲"_s);
    const Dossier kept = openMatter(*m_here, first, u"乙"_s);
    settle();
    QVERIFY(!m_there->find(u"matter"_s, given.matter));
    VERIFY_OK(step(*m_here, given.matter, u"transfer_matter"_s, u"M83"_s, second, u"yi"_s));
    settle();
    QCOMPARE(stateAt(first, given.matter), u"M84"_s);
    QCOMPARE(stateAt(second, given.matter), u"M41"_s);
    QVERIFY2(differences(given.matter).isEmpty(), qPrintable(differences(given.matter).join(", "_L1)));
    const auto theirs = m_there->find(u"matter"_s, given.matter);
    QCOMPARE(theirs->text("org"_L1), second);
    QCOMPARE(theirs->text("transferred_from"_L1), first);
    QVERIFY(theirs->isNull("transferred_to"_L1));
    QCOMPARE(m_there->find(u"person"_s, given.person)->text("name"_L1), u"甲"_s);
    QCOMPARE(m_here->find(u"matter"_s, given.matter)->text("state"_L1), u"M84"_s);
    QCOMPARE(m_here->find(u"matter"_s, given.matter)->text("org"_L1), u"620521105"_s);
    QVERIFY(!m_there->find(u"matter"_s, kept.matter));
    QVERIFY(!m_there->find(u"person"_s, kept.person));
    // Who acted is there by name, and cannot act there.
    QCOMPARE(m_pg->value("SELECT login || ' ' || state || roles FROM fq_data.account WHERE centre = '620522' AND login "
                         "LIKE 'bing%'"),
             u"bing@620521 disabled"_s);
    // Both go on by themselves, the one that has it with the next step.
    VERIFY_OK(step(*m_there, given.matter, u"not_accept"_s, u"M12"_s, {}, u"lin"_s));
    QCOMPARE(sync(*m_there).refused, 1); // not from M41
    settle();
    for (const QString &centre : {first, second})
        QCOMPARE(
            m_pg->value("SELECT count(*) = max(rev) AND max(rev) = (SELECT k.rev FROM fq_sync.centre_clock k WHERE "
                        "k.centre = r.centre) FROM fq_sync.centre_rev r WHERE centre = '" +
                        centre.toLatin1() + "' GROUP BY r.centre"),
            u"t"_s);
}

void TestSyncTransfer::transfer_andBack_isOneChain()
{
    const Dossier given = openMatter(*m_here, first, u"甲"_s);
    settle();
    VERIFY_OK(step(*m_here, given.matter, u"transfer_matter"_s, u"M83"_s, second, u"yi"_s));
    settle();
    VERIFY_OK(m_there->edit(u"person"_s, given.person, "phone"_ba, u"13800000009"_s));
    VERIFY_OK(step(*m_there, given.matter, u"transfer_matter"_s, u"M83"_s, first, u"lin"_s));
    settle();
    settle();
    QCOMPARE(stateAt(first, given.matter), u"M41"_s);
    QCOMPARE(stateAt(second, given.matter), u"M84"_s);
    QCOMPARE(m_here->find(u"matter"_s, given.matter)->text("state"_L1), u"M41"_s);
    QCOMPARE(m_here->find(u"matter"_s, given.matter)->text("org"_L1), first);
    QCOMPARE(m_here->find(u"person"_s, given.person)->text("phone"_L1), u"13800000009"_s);
    QCOMPARE(m_pg->value("SELECT string_agg(action, ' ' ORDER BY seq) FROM fq_data.history WHERE centre = '620521' AND "
                         "subject = '" +
                         given.matter.toByteArray(QUuid::WithoutBraces) + "'"),
             u"register_matter transfer_matter transfer_delivered receive_transfer transfer_matter transfer_delivered "
             "receive_transfer"_s);
    QCOMPARE(
        m_pg->value("SELECT count(*) FROM (SELECT from_state, lag(to_state) OVER w AS before, seq, lag(seq) OVER w "
                    "AS last FROM fq_data.history WHERE subject_kind = 'matter' WINDOW w AS (PARTITION BY centre, "
                    "subject ORDER BY seq)) h WHERE from_state IS DISTINCT FROM before OR seq <> coalesce(last, 0) "
                    "+ 1"),
        u"0"_s);
    // One owner, whatever happens.
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_data.matter WHERE state <> 'M84'"), u"1"_s);
}

void TestSyncTransfer::transfer_ofNowhere_waits_andIsTakenBack()
{
    const Dossier given = openMatter(*m_here, first, u"甲"_s);
    VERIFY_OK(step(*m_here, given.matter, u"transfer_matter"_s, u"M83"_s, u"620599"_s, u"yi"_s));
    const SyncReport report = sync(*m_here);
    QCOMPARE(report.refused, 0);
    QCOMPARE(report.warnings.size(), 1);
    QVERIFY(report.warnings.first().contains(u"620599"_s));
    QCOMPARE(stateAt(first, given.matter), u"M83"_s);
    VERIFY_OK(step(*m_here, given.matter, u"take_back_transfer"_s, u"M41"_s, {}, u"yi"_s));
    const SyncReport back = sync(*m_here);
    QCOMPARE(back.refused, 0);
    QVERIFY(back.warnings.isEmpty());
    QCOMPARE(stateAt(first, given.matter), u"M41"_s);
}

// Two desks: one transfers, the other, which has not heard of the delivery, wants it back.
void TestSyncTransfer::delivered_cannotBeTakenBack()
{
    const Dossier given = openMatter(*m_here, first, u"甲"_s);
    VERIFY_OK(step(*m_here, given.matter, u"transfer_matter"_s, u"M83"_s, second, u"yi"_s));
    VERIFY_OK(m_files->sync(*m_here, urlOf(first)));
    const auto late = m_files->join(u"late.fengqiao"_s, urlOf(first), 2);
    QVERIFY(late);
    VERIFY_OK(late->write([&](Writer &tx) -> Result<> { // as if it stood before the delivery
        tx.execute(u"DELETE FROM history WHERE action = 'transfer_delivered'"_s);
        tx.execute(u"UPDATE matter SET state = 'M83'"_s);
        return {};
    }));
    VERIFY_OK(step(*late, given.matter, u"take_back_transfer"_s, u"M41"_s, {}, u"yi"_s));
    const auto done = m_files->sync(*late, urlOf(first));
    VERIFY_OK(done);
    QCOMPARE(done->refused, 1);
    QCOMPARE(stateAt(first, given.matter), u"M84"_s);
    QCOMPARE(stateAt(second, given.matter), u"M41"_s);
}

void TestSyncTransfer::takenNumber_getsTheCodeOfTheCentre()
{
    const auto numbered = [](DeskFile &file, QUuid id) {
        return file.edit(u"matter"_s, id, "number"_ba, u"清综矛〔2026〕0001号"_s);
    };
    const Dossier mine = openMatter(*m_here, first, u"甲"_s);
    const Dossier theirs = openMatter(*m_there, second, u"乙"_s, {}, u"lin"_s, u"lin"_s);
    VERIFY_OK(numbered(*m_here, mine.matter));
    VERIFY_OK(numbered(*m_there, theirs.matter));
    QCOMPARE(sync(*m_there).refused, 0);
    VERIFY_OK(step(*m_here, mine.matter, u"transfer_matter"_s, u"M83"_s, second, u"yi"_s));
    settle();
    QCOMPARE(m_there->find(u"matter"_s, mine.matter)->text("number"_L1), u"清综矛〔2026〕0001号（620521）"_s);
    QCOMPARE(m_there->find(u"matter"_s, theirs.matter)->text("number"_L1), u"清综矛〔2026〕0001号"_s);
    QCOMPARE(m_here->find(u"matter"_s, mine.matter)->text("number"_L1), u"清综矛〔2026〕0001号"_s);
}

void TestSyncTransfer::bothWaysAtOnce_doNotWaitForOneAnother()
{
    const Dossier mine = openMatter(*m_here, first, u"甲"_s);
    const Dossier theirs = openMatter(*m_there, second, u"乙"_s, {}, u"lin"_s, u"lin"_s);
    VERIFY_OK(step(*m_here, mine.matter, u"transfer_matter"_s, u"M83"_s, second, u"yi"_s));
    VERIFY_OK(step(*m_there, theirs.matter, u"transfer_matter"_s, u"M83"_s, first, u"lin"_s));
    auto other = std::thread([this] { sync(*m_there); });
    sync(*m_here);
    other.join();
    settle();
    QCOMPARE(stateAt(second, mine.matter), u"M41"_s);
    QCOMPARE(stateAt(first, theirs.matter), u"M41"_s);
    QVERIFY2(differences(mine.matter).isEmpty(), qPrintable(differences(mine.matter).join(", "_L1)));
    QVERIFY2(differences(theirs.matter).isEmpty(), qPrintable(differences(theirs.matter).join(", "_L1)));
}

void TestSyncTransfer::desk_cannotDeliverForOthers()
{
    auto db = PgConnection::open({.url = urlOf(second)});
    VERIFY_OK(db);
    QVERIFY(!(*db)->query("SELECT fq_sync.deliver('620521')"));
    QVERIFY(!(*db)->query("SELECT fq_sync.deliver_one('620521', '620522', gen_random_uuid())"));
    const auto own = (*db)->query("SELECT fq.sync_deliver()");
    QVERIFY(own);
    QCOMPARE(own->text(0, 0), u"[]"_s);
}

QTEST_GUILESS_MAIN(TestSyncTransfer)
#include "tst_sync_transfer.moc"
