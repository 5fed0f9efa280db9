// What a desk receives: a county's desk everything, a town's desk what is its own and nothing else, also of rows that
// have no division of their own (persons, events, parties); and what comes and goes when a matter is handed over.
#include <QTest>

#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <server_sql.h>

#include "desk_files.h"
#include "matters.h"
#include "pg_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

static const auto county = u"620521"_s;
static const auto townA = u"620521105"_s;
static const auto townB = u"620521106"_s;

class TestSyncAreas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void town_receivesItsOwn_andNothingElse();
    void person_ofTwoTowns_isOnBoth();
    void handDown_bringsTheWholeDossier();
    void handUp_leavesATownThatFollows_butDoesNotAct();
    void handedBack_isTakenAway_butNotWhatIsNeededElsewhere();
    void link_thatComesLater_bringsThePerson();
    void conflictOfAPerson_isNotForOtherTowns();
    void role_readsNothingOfOthers();
    void town_cannotHangOnWhatItDoesNotSee_data();
    void town_cannotHangOnWhatItDoesNotSee();
    void deskOfATown_isServedAsItsTownOnly();
    void serverOfBefore_isUpgraded_andTownsLetGo();

private:
    std::unique_ptr<PgFixture> m_pg;
    std::unique_ptr<CountyFiles> m_files;
    std::vector<std::unique_ptr<DeskFile>> m_first;
    std::vector<std::unique_ptr<DeskFile>> m_desks; // county, town A, town B

    DeskFile &desk(size_t i) { return *m_desks[i]; }

    QString urlOf(size_t i) const { return m_pg->url(u"c_"_s + (i == 0 ? county : i == 1 ? townA : townB)); }

    void settle()
    {
        for (int round = 0; round < 2; ++round)
            for (size_t i = 0; i < m_desks.size(); ++i)
                if (const auto done = m_files->sync(desk(i), urlOf(i)); !done || done->refused > 0)
                    qWarning("desk %d: %s", static_cast<int>(i),
                             done ? qPrintable(m_pg->value("SELECT code || ' ' || detail FROM fq_sync.quarantine"))
                                  : message(done.error()));
    }

    QSet<QUuid> idsOf(DeskFile &file, const QString &entity);
    QStringList leaks(size_t town);
    QStringList missing(size_t town, QUuid matter);
};

QSet<QUuid> TestSyncAreas::idsOf(DeskFile &file, const QString &entity)
{
    return file
        .read([&](Reader &reader) -> Result<QSet<QUuid>> {
            QSet<QUuid> ids;
            Query rows = reader.query(u"SELECT id FROM \"%1\" WHERE deleted = 0"_s.arg(entity));
            while (rows.next())
                ids << rows.uuid(0);
            return ids;
        })
        .value_or(QSet<QUuid>());
}

// By what the rows of the file say themselves, not by what the server computed.
QStringList TestSyncAreas::leaks(size_t town)
{
    const QString prefix = (town == 1 ? townA : townB) + u'%';
    static const QList<std::pair<QString, QString>> questions{
        {u"matter"_s, u"org NOT LIKE ?1"_s},
        {u"visit"_s, u"org NOT LIKE ?1"_s},
        {u"party"_s, u"matter NOT IN (SELECT id FROM matter WHERE org LIKE ?1)"_s},
        {u"agreement"_s, u"matter NOT IN (SELECT id FROM matter WHERE org LIKE ?1)"_s},
        {u"assessment"_s, u"matter NOT IN (SELECT id FROM matter WHERE org LIKE ?1)"_s},
        {u"warning"_s, u"matter NOT IN (SELECT id FROM matter WHERE org LIKE ?1)"_s},
        {u"clock"_s, u"subject NOT IN (SELECT id FROM matter WHERE org LIKE ?1)"_s},
        {u"clock_entry"_s, u"clock NOT IN (SELECT id FROM clock) AND ?1 <> ''"_s},
        {u"history"_s,
         u"subject NOT IN (SELECT id FROM matter WHERE org LIKE ?1 UNION SELECT id FROM visit WHERE org "
         "LIKE ?1 UNION SELECT w.id FROM warning w JOIN matter m ON m.id = w.matter WHERE m.org LIKE ?1)"_s},
        {u"person"_s,
         u"id NOT IN (SELECT p.person FROM party p JOIN matter m ON m.id = p.matter WHERE m.org LIKE ?1 "
         "UNION SELECT v.person FROM visit_person v JOIN visit w ON w.id = v.visit WHERE w.org LIKE ?1)"_s}};
    QStringList found;
    for (const auto &[entity, sql] : questions) {
        const auto n = desk(town).read([&](Reader &reader) -> Result<qint64> {
            Query rows =
                reader.query(u"SELECT count(*) FROM \"%1\" WHERE deleted = 0 AND %2"_s.arg(entity, sql), {prefix});
            return rows.next() ? rows.integer(0) : -1;
        });
        if (n.value_or(-1) != 0)
            found << u"%1 x %2"_s.arg(n.value_or(-1)).arg(entity);
    }
    return found;
}

// What the county has of a matter and the town has not.
QStringList TestSyncAreas::missing(size_t town, QUuid matter)
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
        const auto count = [&](DeskFile &file) {
            return file
                .read([&](Reader &reader) -> Result<qint64> {
                    Query rows = reader.query(u"SELECT count(*) FROM \"%1\" WHERE deleted = 0 AND (%2)"_s.arg(
                                                  entity->name, conditions.join(" OR "_L1)),
                                              {matter});
                    return rows.next() ? rows.integer(0) : -1;
                })
                .value_or(-1);
        };
        if (count(desk(0)) != count(desk(town)))
            found << u"%1: %2 of %3"_s.arg(entity->name).arg(count(desk(town))).arg(count(desk(0)));
    }
    return found;
}

#define NO_LEAKS(town) QVERIFY2(leaks(town).isEmpty(), qPrintable(leaks(town).join(", "_L1)))
#define NOTHING_MISSING(town, matter)                                                                                  \
    QVERIFY2(missing(town, matter).isEmpty(), qPrintable(missing(town, matter).join(", "_L1)))

void TestSyncAreas::initTestCase()
{
    QString why;
    m_pg = PgFixture::start(&why);
    if (!m_pg)
        QSKIP(qPrintable(u"SKIPPED, NOTHING OF AREAS WAS TESTED: "_s + why));
    m_files = std::make_unique<CountyFiles>();
    QVERIFY(m_files->isValid());
    VERIFY_OK(m_pg->makeDatabase(m_files->model(), {county}, 1));
    for (int number = 4; const QString &town : {townA, townB})
        VERIFY_OK(
            registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = county,
                                                                                                  .area = town,
                                                                                                  .desk = number++,
                                                                                                  .name = u"town"_s,
                                                                                                  .certificate = {},
                                                                                                  .rolePassword = {}}));
    auto founder = m_files->found(u"first-county.fengqiao"_s);
    QVERIFY(founder);
    VERIFY_OK(m_files->sync(*founder, m_pg->url(u"c_"_s + county)));
    m_first.push_back(std::move(founder));
    m_first.push_back(m_files->join(u"first-a.fengqiao"_s, m_pg->url(u"c_"_s + townA), 4));
    m_first.push_back(m_files->join(u"first-b.fengqiao"_s, m_pg->url(u"c_"_s + townB), 5));
    for (const auto &file : m_first) {
        QVERIFY(file);
        file->close();
    }
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"CREATE DATABASE county_first TEMPLATE county"_s, u"postgres"_s));
}

void TestSyncAreas::cleanupTestCase()
{
    m_first.clear();
    m_files.reset();
    m_pg.reset();
}

void TestSyncAreas::init()
{
    m_pg->killSessions();
    QVERIFY(m_pg->run(u"DROP DATABASE county WITH (FORCE)"_s, u"postgres"_s));
    QVERIFY(m_pg->run(u"CREATE DATABASE county TEMPLATE county_first"_s, u"postgres"_s));
    for (size_t i = 0; i < m_first.size(); ++i) {
        m_desks.push_back(m_files->copy(*m_first[i], u"d%1.fengqiao"_s.arg(i)));
        QVERIFY(m_desks.back());
    }
}

void TestSyncAreas::cleanup()
{
    m_desks.clear();
}

void TestSyncAreas::town_receivesItsOwn_andNothingElse()
{
    // Made at the county for each, and by each town itself; one by a village of town A.
    const auto ofA = openMatter(desk(0), townA, u"甲一"_s);
    const auto ofB = openMatter(desk(0), townB, u"乙一"_s);
    const auto ofVillage = openMatter(desk(0), townA + u"001"_s, u"村一"_s);
    const auto ofCounty = openMatter(desk(0), county, u"县一"_s);
    const auto madeByA = openMatter(desk(1), townA, u"甲二"_s);
    const auto madeByB = openMatter(desk(2), townB, u"乙二"_s);
    VERIFY_OK(desk(1).registerVisit(u"访客"_s, townA));
    const auto visit = desk(0).registerVisit(u"访客二"_s, townA);
    settle();
    NO_LEAKS(1);
    NO_LEAKS(2);
    QCOMPARE(idsOf(desk(1), u"person"_s), (QSet{ofA.person, ofVillage.person, madeByA.person}));
    QCOMPARE(idsOf(desk(2), u"person"_s), (QSet{ofB.person, madeByB.person}));
    QCOMPARE(idsOf(desk(0), u"person"_s).size(), 6);
    QCOMPARE(idsOf(desk(1), u"history"_s).size(), 2 * 3 + 2);
    QCOMPARE(idsOf(desk(2), u"history"_s).size(), 2 * 2);
    QCOMPARE(idsOf(desk(0), u"history"_s).size(), 2 * 6 + 2);
    NOTHING_MISSING(1, *visit);
    NOTHING_MISSING(1, ofA.matter);
    NOTHING_MISSING(1, ofVillage.matter);
    NOTHING_MISSING(2, ofB.matter);
    QVERIFY(!desk(1).find(u"matter"_s, ofCounty.matter));
    // A further desk of the town begins with the same.
    const auto second = m_files->join(u"second-b.fengqiao"_s, urlOf(2), 5);
    QVERIFY(second);
    for (const QString &entity : {u"person"_s, u"history"_s, u"party"_s, u"clock_entry"_s})
        QCOMPARE(idsOf(*second, entity), idsOf(desk(2), entity));
}

void TestSyncAreas::person_ofTwoTowns_isOnBoth()
{
    const auto first = openMatter(desk(1), townA, u"甲"_s);
    settle();
    QVERIFY(!desk(2).find(u"person"_s, first.person));
    // The county knows the person and opens a matter in the other town.
    const auto second = openMatter(desk(0), townB, {}, first.person);
    settle();
    QVERIFY(desk(1).find(u"person"_s, first.person));
    QVERIFY(desk(2).find(u"person"_s, first.person));
    QVERIFY(!desk(2).find(u"matter"_s, first.matter));
    NOTHING_MISSING(2, second.matter);
    NO_LEAKS(1);
    NO_LEAKS(2);
    VERIFY_OK(desk(2).edit(u"person"_s, first.person, "phone"_ba, u"13800000001"_s));
    settle();
    QCOMPARE(desk(1).find(u"person"_s, first.person)->text("phone"_L1), u"13800000001"_s);
}

void TestSyncAreas::handDown_bringsTheWholeDossier()
{
    const auto kept = openMatter(desk(0), county, u"县"_s);
    const auto given = openMatter(desk(0), county, u"人"_s);
    settle();
    QVERIFY(!desk(2).find(u"person"_s, given.person));
    const QString head = m_pg->value("SELECT rev FROM fq_sync.centre_clock");
    VERIFY_OK(desk(0).edit(u"matter"_s, given.matter, "org"_ba, townB));
    settle();
    NOTHING_MISSING(2, given.matter);
    NO_LEAKS(2);
    NO_LEAKS(1);
    QVERIFY(desk(0).find(u"matter"_s, given.matter));
    QVERIFY(!desk(2).find(u"person"_s, kept.person));
    // One change, one rev: whole for everybody, without a hole.
    QCOMPARE(m_pg->value("SELECT rev FROM fq_sync.centre_clock").toLongLong(), head.toLongLong() + 1);
    QCOMPARE(m_pg->value("SELECT count(*) = max(rev) FROM fq_sync.centre_rev"), u"t"_s);
    // And on to the other town, back through the county.
    VERIFY_OK(desk(2).edit(u"matter"_s, given.matter, "org"_ba, county));
    settle();
    QVERIFY(!desk(2).find(u"matter"_s, given.matter));
    QVERIFY(!desk(2).find(u"person"_s, given.person));
    QCOMPARE(idsOf(desk(2), u"history"_s).size(), 0);
    VERIFY_OK(desk(0).edit(u"matter"_s, given.matter, "org"_ba, townA));
    settle();
    NOTHING_MISSING(1, given.matter);
    NO_LEAKS(1);
    NO_LEAKS(2);
}

// The lower level stays a helper: it hears how the matter goes on, and changes nothing of it.
void TestSyncAreas::handUp_leavesATownThatFollows_butDoesNotAct()
{
    const auto up = openMatter(desk(1), townA, u"甲"_s);
    settle();
    VERIFY_OK(desk(1).write([&](Writer &tx) -> Result<> {
        auto row = tx.find(matterEntity(), up.matter);
        row->set("org"_L1, county);
        row->set("origin_org"_L1, townA);
        tx.update(*row);
        return {};
    }));
    settle();
    NOTHING_MISSING(1, up.matter);
    const auto event = openMatter(desk(0), county, {}, up.person);
    VERIFY_OK(desk(0).edit(u"matter"_s, up.matter, "title"_ba, u"县里办"_s));
    VERIFY_OK(desk(0).write([&](Writer &tx) -> Result<> {
        Row follow = filledRow(followUpEntity());
        follow.set("matter"_L1, QVariant(up.matter));
        tx.insert(follow);
        return {};
    }));
    settle();
    NOTHING_MISSING(1, up.matter);
    QCOMPARE(desk(1).find(u"matter"_s, up.matter)->text("title"_L1), u"县里办"_s);
    QVERIFY(!desk(1).find(u"matter"_s, event.matter));
    QVERIFY(!desk(2).find(u"matter"_s, up.matter));
    // Each way of acting on it is refused by itself.
    const auto agreement = idsOf(desk(1), u"agreement"_s).values().value(0);
    VERIFY_OK(desk(1).edit(u"matter"_s, up.matter, "title"_ba, u"乡里改"_s));
    VERIFY_OK(desk(1).edit(u"agreement"_s, agreement, "signed_by"_ba, u"乡里改"_s));
    VERIFY_OK(desk(1).edit(u"matter"_s, up.matter, "org"_ba, townA));
    VERIFY_OK(desk(1).write([&](Writer &tx) -> Result<> {
        Row party = filledRow(partyEntity());
        party.set("matter"_L1, QVariant(up.matter));
        tx.insert(party);
        return {};
    }));
    const auto done = m_files->sync(desk(1), urlOf(1));
    VERIFY_OK(done);
    QCOMPARE(done->refused, 4);
    QCOMPARE(m_pg->value("SELECT string_agg(DISTINCT code, ' ') FROM fq_sync.quarantine"), u"outside_area"_s);
    settle();
    QCOMPARE(desk(1).find(u"matter"_s, up.matter)->text("title"_L1), u"县里办"_s);
    QCOMPARE(desk(0).find(u"matter"_s, up.matter)->text("org"_L1), county);
    NOTHING_MISSING(1, up.matter);
}

void TestSyncAreas::handedBack_isTakenAway_butNotWhatIsNeededElsewhere()
{
    const auto up = openMatter(desk(1), townA, u"甲"_s);
    const auto stays = openMatter(desk(1), townA, {}, up.person);
    settle();
    VERIFY_OK(desk(1).edit(u"matter"_s, up.matter, "org"_ba, county));
    settle();
    QVERIFY(!desk(1).find(u"matter"_s, up.matter));
    QVERIFY(desk(1).find(u"person"_s, up.person)); // of a matter that stays
    NOTHING_MISSING(1, stays.matter);
    NO_LEAKS(1);
    QVERIFY(desk(0).find(u"matter"_s, up.matter));
}

void TestSyncAreas::link_thatComesLater_bringsThePerson()
{
    const auto ofCounty = openMatter(desk(0), county, u"县"_s);
    const auto ofB = openMatter(desk(2), townB, u"乙"_s);
    settle();
    QUuid link;
    VERIFY_OK(desk(0).write([&](Writer &tx) -> Result<> {
        Row party(partyEntity());
        party.set("matter"_L1, QVariant(ofB.matter));
        party.set("person"_L1, QVariant(ofCounty.person));
        tx.insert(party);
        link = party.id();
        return {};
    }));
    settle();
    QCOMPARE(desk(2).find(u"person"_s, ofCounty.person)->text("name"_L1), u"县"_s);
    QVERIFY(!desk(1).find(u"person"_s, ofCounty.person));
    VERIFY_OK(desk(0).write([&](Writer &tx) -> Result<> {
        auto party = tx.find(partyEntity(), link);
        tx.remove(*party);
        return {};
    }));
    settle();
    QVERIFY(!desk(2).find(u"person"_s, ofCounty.person));
    NO_LEAKS(2);
}

void TestSyncAreas::conflictOfAPerson_isNotForOtherTowns()
{
    const auto ofB = openMatter(desk(2), townB, u"乙"_s);
    settle();
    VERIFY_OK(desk(0).edit(u"person"_s, ofB.person, "phone"_ba, u"1"_s));
    VERIFY_OK(desk(2).edit(u"person"_s, ofB.person, "phone"_ba, u"2"_s));
    settle();
    QCOMPARE(idsOf(desk(0), u"conflict"_s).size(), 1);
    QCOMPARE(idsOf(desk(2), u"conflict"_s).size(), 1);
    QCOMPARE(idsOf(desk(1), u"conflict"_s).size(), 0);
}

// As the role of the town itself, past every program of ours.
void TestSyncAreas::role_readsNothingOfOthers()
{
    const auto ofA = openMatter(desk(0), townA, u"甲"_s);
    const auto ofB = openMatter(desk(0), townB, u"乙"_s);
    settle();
    auto db = PgConnection::open({.url = urlOf(1)});
    VERIFY_OK(db);
    for (const Entity *entity : syncedEntities(m_files->model().schema)) {
        const QByteArray table = pgQuoted(QString(entity->name));
        QVERIFY(!(*db)->script(u"SELECT * FROM fq_data."_s + QString::fromUtf8(table)));
        const auto rows = (*db)->query("SELECT fq.sync_copy($1, '00000000-0000-0000-0000-000000000000', 100000)",
                                       {PgValue::of(QString(entity->name))});
        QVERIFY(rows);
        for (int i = 0; i < rows->size(); ++i) {
            QVERIFY2(!rows->text(i, 0).contains(ofB.matter.toString(QUuid::WithoutBraces)), entity->name.data());
            QVERIFY2(!rows->text(i, 0).contains(ofB.person.toString(QUuid::WithoutBraces)), entity->name.data());
            QVERIFY2(!rows->text(i, 0).contains(u"\"areas\""_s), entity->name.data());
        }
    }
    const auto asked = [&](const QByteArray &entity, QUuid id) {
        const auto rows =
            (*db)->query("SELECT fq.sync_rows($1, $2)",
                         {PgValue::of(entity), PgValue::of(pgArray({id.toByteArray(QUuid::WithoutBraces)}))});
        return rows ? rows->size() : -1;
    };
    QCOMPARE(asked("person"_ba, ofA.person), 1);
    QCOMPARE(asked("person"_ba, ofB.person), 0);
    const auto pulled = (*db)->query(
        "SELECT x FROM fq.sync_head() h, fq.sync_pull(h.epoch, 0, 0, 100000, ARRAY['person', 'history', 'party']) x");
    QVERIFY(pulled);
    QVERIFY(pulled->size() >= 4);
    for (int i = 0; i < pulled->size(); ++i)
        QVERIFY(!pulled->text(i, 0).contains(ofB.matter.toString(QUuid::WithoutBraces)) &&
                !pulled->text(i, 0).contains(ofB.person.toString(QUuid::WithoutBraces)));
}

void TestSyncAreas::town_cannotHangOnWhatItDoesNotSee_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("person");
    QTest::newRow("a party of another town's matter") << u"party"_s << u"matter"_s << false;
    QTest::newRow("somebody of another town as a party") << u"party"_s << u"person"_s << true;
    QTest::newRow("an agreement of another town's matter") << u"agreement"_s << u"matter"_s << false;
    QTest::newRow("a clock of another town's matter") << u"clock"_s << u"subject"_s << false;
}

// Ids that a desk learnt some other way open nothing.
void TestSyncAreas::town_cannotHangOnWhatItDoesNotSee()
{
    QFETCH(QString, entity);
    QFETCH(QString, field);
    QFETCH(bool, person);
    const auto ofA = openMatter(desk(1), townA, u"甲"_s);
    const auto ofB = openMatter(desk(2), townB, u"乙"_s);
    settle();
    Row row = filledRow(desk(1).entity(entity));
    for (const auto name : {"matter"_L1, "subject"_L1})
        if (row.entity().field(name))
            row.set(name, QVariant(ofA.matter));
    if (row.entity().field("subject_kind"_L1))
        row.set("subject_kind"_L1, u"matter"_s);
    row.set(QLatin1StringView(field.toLatin1()), QVariant(person ? ofB.person : ofB.matter));
    VERIFY_OK(desk(1).write([&](Writer &tx) -> Result<> {
        tx.insert(row);
        return {};
    }));
    const auto done = m_files->sync(desk(1), urlOf(1));
    VERIFY_OK(done);
    QCOMPARE(done->refused, 1);
    QCOMPARE(m_pg->value("SELECT code FROM fq_sync.quarantine"), u"outside_area"_s);
    settle();
    QVERIFY(!desk(1).find(u"person"_s, ofB.person));
    QVERIFY(!desk(1).find(entity, row.id()));
    NOTHING_MISSING(2, ofB.matter);
}

// Whoever speaks for a desk (a machine that carries its mail) gets for it what its town sees, not what it sees itself.
void TestSyncAreas::deskOfATown_isServedAsItsTownOnly()
{
    const auto asCounty = m_files->sync(desk(1), urlOf(0));
    QVERIFY(!asCounty);
    QCOMPARE(asCounty.error().code, u"server.fq017"_s);
    const auto asTheOther = m_files->sync(desk(1), urlOf(2));
    QVERIFY(!asTheOther);
    VERIFY_OK(m_files->sync(desk(1), urlOf(1)));
}

void TestSyncAreas::serverOfBefore_isUpgraded_andTownsLetGo()
{
    const auto ofA = openMatter(desk(0), townA, u"甲"_s);
    const auto ofB = openMatter(desk(0), townB, u"乙"_s);
    // As it was: every desk of the county received every person.
    for (const Entity *entity : syncedEntities(m_files->model().schema))
        if (entity->derivesArea())
            QVERIFY(
                m_pg->run(u"DROP POLICY area ON fq_data.\"%1\"; CREATE POLICY area ON fq_data.\"%1\" TO fengqiao_app "
                          "USING (true)"_s.arg(entity->name)));
    settle();
    QVERIFY(desk(1).find(u"person"_s, ofB.person));
    for (const Entity *entity : syncedEntities(m_files->model().schema))
        if (entity->derivesArea())
            QVERIFY(m_pg->run(u"DROP POLICY area ON fq_data.\"%1\"; ALTER TABLE fq_data.\"%1\" DROP COLUMN areas"_s.arg(
                entity->name)));
    VERIFY_OK(upgradeServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, m_files->model()));
    const auto faults =
        checkServer({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, m_files->model());
    VERIFY_OK(faults);
    QVERIFY2(faults->isEmpty(), qPrintable(faults->join(u'\n')));
    settle();
    QVERIFY(!desk(1).find(u"person"_s, ofB.person));
    NO_LEAKS(1);
    NO_LEAKS(2);
    NOTHING_MISSING(1, ofA.matter);
    QCOMPARE(m_pg->value("SELECT count(*) FROM fq_sync.quarantine"), u"0"_s);
}

QTEST_GUILESS_MAIN(TestSyncAreas)
#include "tst_sync_areas.moc"
