#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <core/locale.h>
#include <grid/events.h>
#include <mediation/sessions.h>
#include <reception/reception.h>
#include <statistics/statistics.h>
#include <statistics/wall.h>

#include "counters.h"
#include "random_county.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The wall reads totals and nothing else; what it shows of them is the dictionary's figure, masked (R9, idea 14).
class TestWall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void fence_namesNoPersonalColumn();
    void everyColumnBeyondTheFence_isRefused();
    void everyOtherTable_isRefused();
    void nothingIsWrittenOrAttached_data();
    void nothingIsWrittenOrAttached();

    void everyScene_showsSomething();
    void figures_areThoseOfTheDictionary();
    void smallCells_areMasked();
    void nothingShown_namesAPerson();
    void map_isNoFinerThanAGrid();
    void mapOfEvents_namesTheGridsOfTheGround();
    void rowsBehindTheFold_waitForIt();
    void asOf_isTheLastFold();
    void silentTowns_areThoseWithoutEntries();
    void rooms_sayFreeOrInUse();
    void slots_followTheSessions();
    void stagedSlotFault_isFound();
    void ownRecordsOnly_mayNotStartIt_data();
    void ownRecordsOnly_mayNotStartIt();
    void unknownScene_isAnError();
    void shippedScenes_areSound();
    void unsoundScenes_areNamed_data();
    void unsoundScenes_areNamed();

private:
    template <typename F> void write(F fn)
    {
        const auto done = m_county->desk->store()
                              .write([&](Writer &tx) -> Result<> {
                                  fn(tx);
                                  return {};
                              })
                              .result();
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().message));
    }

    [[nodiscard]] QString outcome(const QString &sql);
    [[nodiscard]] WallPicture picture(const QString &scene);
    [[nodiscard]] static const WallPart *part(const WallPicture &picture, const QString &element);

    void fold() { QVERIFY(WallFeed::foldNow(*m_county->desk)); }

    void addVisits(int count, const QString &area, QDate day);
    [[nodiscard]] QUuid addSession(const QString &room, const QString &from, const QString &to, const QString &state);

    std::unique_ptr<TestCounty> m_county;
    std::unique_ptr<RandomRows> m_rows;
    std::shared_ptr<WallReader> m_wall;
};

void TestWall::initTestCase()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    const auto registered = m_county->registerMatter();
    QVERIFY2(registered, registered ? "" : qPrintable(registered.error().message));
    m_rows = std::make_unique<RandomRows>(*m_county->desk->rules(),
                                          QStringList{u"620521"_s, u"620521105"_s, u"620521100"_s}, 20261123);
    const auto book = MetricBook::of(*m_county->desk->rules());
    write([&](Writer &tx) {
        m_rows->insert(tx, *entityNamed(u"matter"_s), 200);
        for (const QString &name : {u"clock"_s, u"agreement"_s, u"warning"_s, u"whistle"_s, u"supervision"_s})
            m_rows->insert(tx, *entityNamed(name), 200);
    });
    fold();
    auto wall = WallReader::open(*m_county->desk);
    QVERIFY2(wall, wall ? "" : qPrintable(wall.error().message));
    m_wall = *wall;
}

QString TestWall::outcome(const QString &sql)
{
    const auto read = m_wall->fenced()
                          .read([sql](Reader &reader) -> Result<QString> {
                              Query rows = reader.query(sql);
                              (void)rows.next();
                              return u"read"_s;
                          })
                          .result();
    return read ? *read : read.error().code;
}

WallPicture TestWall::picture(const QString &scene)
{
    const auto read = m_wall->picture(scene).result();
    if (!read)
        qWarning("%s", qPrintable(read.error().message));
    return read.value_or(WallPicture());
}

const WallPart *TestWall::part(const WallPicture &picture, const QString &element)
{
    for (const WallPart &one : picture.parts)
        if (one.element.element == element)
            return &one;
    return nullptr;
}

void TestWall::fence_namesNoPersonalColumn()
{
    const Fence fence = wallFence();
    int columns = 0;
    for (const Entity *entity : m_county->desk->store().schema().entities)
        for (const QString &column : fence.value(QString(entity->name))) {
            const Field *field = entity->field(QLatin1StringView(column.toLatin1()));
            if (!field)
                continue; // id, deleted: every row has them
            ++columns;
            QVERIFY2(field->personal == Personal::No, qPrintable(entity->name + u'.' + column));
        }
    QVERIFY(columns > 10);
    for (const QString &table : {u"person"_s, u"visit"_s, u"matter"_s, u"party"_s, u"session"_s, u"account"_s,
                                 u"history"_s, u"audit"_s, u"grid_member"_s, u"grid_event"_s})
        QVERIFY2(!fence.contains(table), qPrintable(table));
}

void TestWall::everyColumnBeyondTheFence_isRefused()
{
    const Fence fence = wallFence();
    int refused = 0;
    for (const Entity *entity : m_county->desk->store().schema().entities) {
        const QString table(entity->name);
        QStringList columns{u"id"_s, u"centre"_s, u"stamp"_s, u"versions"_s, u"deleted"_s, u"rowid"_s};
        for (const Field &field : entity->fields)
            columns << QString(field.name);
        for (const QString &column : std::as_const(columns)) {
            const bool inside = fence.value(table).contains(column);
            const QString said = outcome(u"SELECT \"%1\" FROM \"%2\" LIMIT 1"_s.arg(column, table));
            QVERIFY2(said == (inside ? "read"_L1 : "store.fenced"_L1),
                     qPrintable(table + u'.' + column + u": "_s + said));
            refused += inside ? 0 : 1;
        }
    }
    QVERIFY(refused > 400);
}

// Also what no entity describes: the search index, the outbox, images of rows, attachments.
void TestWall::everyOtherTable_isRefused()
{
    const QStringList tables = m_county->read(u"jia"_s, [](ReadContext &context) {
        QStringList names;
        Query rows = context.tx.query(u"SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"_s);
        while (rows.next())
            names << rows.text(0);
        return names;
    });
    QVERIFY(tables.size() > 60);
    const Fence fence = wallFence();
    for (const QString &table : tables) {
        const QString said = outcome(u"SELECT count(*) FROM \"%1\""_s.arg(table));
        QVERIFY2(said == (fence.contains(table) ? "read"_L1 : "store.fenced"_L1), qPrintable(table + u": "_s + said));
    }
}

void TestWall::nothingIsWrittenOrAttached_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("insert", u"INSERT INTO wall_mark VALUES (2, 1)"_s);
    row("update", u"UPDATE metric_cell SET n = 0"_s);
    row("delete", u"DELETE FROM metric_cell"_s);
    row("attach", u"ATTACH 'other.fengqiao' AS other"_s);
    row("pragma", u"PRAGMA database_list"_s);
    row("writable", u"PRAGMA query_only = OFF"_s);
    row("schema", u"SELECT sql FROM sqlite_schema"_s);
    row("trigger", u"CREATE TEMP TRIGGER t AFTER INSERT ON wall_mark BEGIN SELECT 1; END"_s);
    row("view", u"CREATE TEMP VIEW v AS SELECT name FROM person"_s);
    row("people by join", u"SELECT r.name FROM room r JOIN person p ON p.name = r.name"_s);
    row("people by sub-select", u"SELECT (SELECT name FROM person LIMIT 1) FROM room"_s);
}

void TestWall::nothingIsWrittenOrAttached()
{
    QFETCH(const QString, sql);
    QCOMPARE(outcome(sql), u"store.fenced"_s);
}

void TestWall::everyScene_showsSomething()
{
    const auto scenes = wallScenes(*m_county->desk->rules());
    QVERIFY(scenes.size() >= 5);
    for (const WallScene &scene : scenes) {
        const WallPicture shown = picture(scene.scene);
        QCOMPARE(shown.parts.size(), scene.elements.size());
        QCOMPARE(shown.least, 5);
        QVERIFY(!shown.asOf.isNull());
        for (const WallPart &one : shown.parts) {
            const bool said = one.sentence.isEmpty() || one.element.kind == WallKind::Parts;
            QVERIFY2(said, qPrintable(scene.scene + u'.' + one.element.element + u": "_s + one.sentence));
        }
    }
}

void TestWall::figures_areThoseOfTheDictionary()
{
    int compared = 0;
    for (const WallScene &scene : wallScenes(*m_county->desk->rules()))
        for (const WallPart &one : picture(scene.scene).parts) {
            if (one.element.kind != WallKind::Trend)
                continue;
            for (const WallLine &line : one.lines)
                for (const WallValue &month : line.months) {
                    const QDate first = QDate::fromString(month.code + u"-01"_s, Qt::ISODate);
                    MetricRequest request{.metric = line.metric, .period = Period::month(first.year(), first.month())};
                    const auto exact =
                        m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, request); });
                    QVERIFY(exact);
                    ++compared;
                    const bool small = exact->n > 0 && exact->n < 5;
                    QCOMPARE(month.masked, small);
                    if (!small && first.month() != 9) // the running month ends today here
                        QCOMPARE(month.text, exact->text);
                }
        }
    QVERIFY(compared > 50);
}

void TestWall::smallCells_areMasked()
{
    int masked = 0;
    const auto look = [&masked](const WallValue &value) {
        masked += value.masked ? 1 : 0;
        if (value.masked)
            QVERIFY2(value.value == 0 && (value.text == "<5"_L1 || value.text == u"—"_s), qPrintable(value.text));
        else if (value.unit != "%"_L1 && value.unit != u"天"_s)
            QVERIFY2(value.value == 0 || value.value >= 5, qPrintable(value.word + value.text));
    };
    for (const WallScene &scene : wallScenes(*m_county->desk->rules()))
        for (const WallPart &one : picture(scene.scene).parts) {
            // The bars of a percentage stand for hundredths; sums of head-counts may be small over many rows.
            for (const WallValue &value : one.values)
                if (one.whole == 0)
                    look(value);
            for (const WallLine &line : one.lines)
                for (const WallValue &value : line.months)
                    look(value);
        }
    QVERIFY(masked > 0);
}

void TestWall::nothingShown_namesAPerson()
{
    const QStringList secrets = m_county->read(u"jia"_s, [](ReadContext &context) {
        QStringList found;
        for (const QString &sql :
             {u"SELECT name FROM person"_s, u"SELECT name FROM account"_s, u"SELECT name FROM grid_member"_s,
              u"SELECT address FROM person"_s, u"SELECT title FROM matter"_s, u"SELECT number FROM matter"_s}) {
            Query rows = context.tx.query(sql);
            while (rows.next())
                if (rows.text(0).size() > 2)
                    found << rows.text(0);
        }
        return found;
    });
    QVERIFY(secrets.size() > 5);
    static const QRegularExpression numbers(u"\\d{17}[\\dXx]|(?<!\\d)1[3-9]\\d{9}(?!\\d)"_s);
    for (const WallScene &scene : wallScenes(*m_county->desk->rules())) {
        WallPicture shown = picture(scene.scene);
        for (WallPart &one : shown.parts)
            for (WallValue &value : one.values)
                value.code.clear(); // ids of grids in hex
        const QString text = QString::fromUtf8(QJsonDocument(shown.toJson()).toJson());
        QVERIFY2(!numbers.match(text).hasMatch(), qPrintable(numbers.match(text).captured()));
        for (const QString &secret : secrets)
            QVERIFY2(!text.contains(secret), qPrintable(scene.scene + u": "_s + secret));
    }
}

void TestWall::map_isNoFinerThanAGrid()
{
    const auto ground = m_wall->ground().result();
    QVERIFY(ground && !ground->grids.isEmpty());
    QSet<QString> places;
    for (const WallGrid &grid : ground->grids)
        places << grid.code << grid.org.left(12) << grid.org.left(9) << grid.org.left(6);
    for (const WallScene &scene : wallScenes(*m_county->desk->rules()))
        for (const WallPart &one : picture(scene.scene).parts)
            if (one.element.kind == WallKind::Map)
                QVERIFY2(QStringList({u"grid"_s, u"village"_s, u"town"_s}).contains(one.element.by),
                         qPrintable(one.element.by));
    QVERIFY(places.size() > ground->grids.size());
    QCOMPARE(ground->divisions.size(), 18);
}

// The code of a value is that of a border: else everything would be painted as nothing.
void TestWall::mapOfEvents_namesTheGridsOfTheGround()
{
    const auto ground = m_wall->ground().result();
    QVERIFY(ground);
    const WallGrid &grid = ground->grids.at(11);
    const Instant now = m_county->clock->now();
    write([&](Writer &tx) {
        for (int i = 0; i < 6; ++i) {
            Row row(gridEventEntity());
            for (const Field &field : gridEventEntity().fields)
                if (field.required)
                    row.set(field.name, field.type == FieldType::Instant ? QVariant(now.ms)
                                        : field.type == FieldType::Integer || field.type == FieldType::Bool
                                            ? QVariant(0)
                                            : QVariant(u"n%1"_s.arg(i)));
            row.set("grid"_L1, QVariant(QUuid::fromRfc4122(QByteArray::fromHex(grid.code.toLatin1()))));
            row.set("org"_L1, grid.org);
            row.set("state"_L1, u"E10"_s);
            row.set("reported_at"_L1, now);
            tx.insert(row);
        }
    });
    fold();
    const WallPicture shown = picture(u"events"_s);
    const QList<WallValue> &values = part(shown, u"map"_s)->values;
    const auto found = std::ranges::find(values, grid.code, &WallValue::code);
    QVERIFY(found != values.cend());
    QCOMPARE(found->text, u"6"_s);
}

void TestWall::addVisits(int count, const QString &area, QDate day)
{
    write([&](Writer &tx) {
        for (int i = 0; i < count; ++i) {
            Row row(visitEntity());
            row.set("number"_L1, u"LF-%1-%2-%3"_s.arg(area, day.toString(u"yyyyMMdd"_s)).arg(i));
            row.set("day"_L1, day);
            row.set("org"_L1, area);
            row.set("state"_L1, u"V7"_s);
            row.set("ticket"_L1, u"A001"_s);
            row.set("first_contact"_L1, QVariant(m_county->desk->actor().id.value));
            row.set("notice_version"_L1, u"2026-01"_s);
            row.set("channel"_L1, u"WINDOW"_s);
            row.set("purpose"_L1, u"purpose_dispute"_s);
            row.set("head_count"_L1, 1);
            row.set("arrived_at"_L1, Instant::fromLocal(day, QTime(9, 0)));
            tx.insert(row);
        }
    });
}

void TestWall::rowsBehindTheFold_waitForIt()
{
    fold();
    const auto today = [this] { return part(picture(u"overview"_s), u"visits_today"_s)->values.first().text; };
    const QString before = today();
    addVisits(7, u"620521105"_s, m_county->clock->now().localDate());
    QCOMPARE(today(), before);
    fold();
    QCOMPARE(today(), QString::number(before.toInt() + 7));
}

void TestWall::asOf_isTheLastFold()
{
    fold();
    const Instant folded = m_county->clock->now();
    QCOMPARE(picture(u"overview"_s).asOf, folded);
    m_county->at(u"2026-09-14 11:00"_s);
    QCOMPARE(picture(u"overview"_s).asOf, folded);
    fold();
    QCOMPARE(picture(u"overview"_s).asOf, m_county->clock->now());
    m_county->at(u"2026-09-14 09:00"_s);
}

void TestWall::silentTowns_areThoseWithoutEntries()
{
    const QString town = u"620521107"_s;
    const auto isSilent = [&](const WallSilence &silence) {
        return std::ranges::contains(silence.silent, town, &WallSilence::Division::code);
    };
    QVERIFY(isSilent(picture(u"overview"_s).silence));
    const QDate today = m_county->clock->now().localDate();
    addVisits(1, town + u"201"_s, today.addDays(-6));
    fold();
    WallSilence silence = picture(u"overview"_s).silence;
    QCOMPARE(silence.days, 7);
    QCOMPARE(silence.divisions, 18);
    QVERIFY(!isSilent(silence)); // one entry is enough, masked as it is
    m_county->at(u"2026-09-15 09:00"_s);
    silence = picture(u"overview"_s).silence;
    QVERIFY(isSilent(silence));
    const auto found = std::ranges::find(silence.silent, town, &WallSilence::Division::code);
    QCOMPARE(found->last, today.addDays(-6));
    QVERIFY(!found->word.isEmpty());
    m_county->at(u"2026-09-14 09:00"_s);
}

QUuid TestWall::addSession(const QString &room, const QString &from, const QString &to, const QString &state)
{
    const QDate today = m_county->clock->now().localDate();
    const auto at = [&](const QString &time) { return Instant::fromLocal(today, QTime::fromString(time, u"HH:mm"_s)); };
    Row row(sessionEntity());
    row.set("matter"_L1, QUuid::createUuid());
    row.set("state"_L1, state);
    row.set("org"_L1, u"620521"_s);
    row.set("room"_L1, QUuid::fromString(room));
    row.set("starts_at"_L1, at(from));
    row.set("ends_at"_L1, at(to));
    row.set("mediator"_L1, QUuid::createUuid());
    write([&](Writer &tx) { tx.insert(row); });
    return row.id();
}

void TestWall::rooms_sayFreeOrInUse()
{
    const QString room = m_county->room(u"room_signature"_s);
    const auto line = [&] {
        const QString name = m_county->read(u"jia"_s, [&](ReadContext &context) {
            return context.tx.find(roomEntity(), QUuid::fromString(room))->text("name"_L1);
        });
        const WallPicture shown = picture(u"rooms"_s);
        const auto &rooms = part(shown, u"rooms"_s)->rooms;
        const auto found = std::ranges::find(rooms, name, &WallRoom::name);
        return found == rooms.cend() ? WallRoom() : *found;
    };
    QCOMPARE(line().sessions, u"0"_s);
    QVERIFY(!line().busy);
    const QUuid first = addSession(room, u"08:30"_s, u"09:30"_s, u"R10"_s);
    (void)addSession(room, u"10:00"_s, u"11:00"_s, u"R10"_s);
    (void)addSession(room, u"09:40"_s, u"09:50"_s, u"R30"_s); // cancelled
    WallRoom shown = line();
    QVERIFY(shown.busy);
    QCOMPARE(shown.until.local().time(), QTime(9, 30));
    QCOMPARE(shown.next.local().time(), QTime(10, 0));
    QCOMPARE(shown.sessions, u"<5"_s);
    write([&](Writer &tx) {
        auto row = tx.find(sessionEntity(), first);
        row->set("state"_L1, u"R30"_s);
        tx.update(*row);
    });
    QVERIFY(!line().busy);
    for (const int hour : {11, 12, 13, 14, 15})
        (void)addSession(room, u"%1:00"_s.arg(hour), u"%1:30"_s.arg(hour), u"R10"_s);
    QCOMPARE(line().sessions, u"6"_s);
}

void TestWall::slots_followTheSessions()
{
    write([&](Writer &tx) {
        m_rows->insert(tx, sessionEntity(), 80);
        m_rows->change(tx, sessionEntity(), 60); // some are removed
    });
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    for (const VerifyFault &fault : *faults)
        QVERIFY2(fault.check != "counters"_L1, qPrintable(fault.message));
}

void TestWall::stagedSlotFault_isFound()
{
    const auto faulty = [this] {
        const auto faults = m_county->desk->verify();
        return faults && std::ranges::contains(*faults, u"counters"_s, &VerifyFault::check);
    };
    QVERIFY(!faulty());
    write([](Writer &tx) { tx.execute(u"UPDATE wall_slot SET n = n + 1"_s); });
    QVERIFY(faulty());
    write([](Writer &tx) { tx.execute(u"UPDATE wall_slot SET n = n - 1"_s); });
    QVERIFY(!faulty());
}

void TestWall::ownRecordsOnly_mayNotStartIt_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<bool>("may");
    QTest::newRow("director") << u"jia"_s << true;
    QTest::newRow("information") << u"ji"_s << true;
    QTest::newRow("county leader") << u"geng"_s << true;
    QTest::newRow("window, masked as all is") << u"bing"_s << true;
    QTest::newRow("mediator, own only") << u"ding"_s << false;
    QTest::newRow("grid member, own only") << u"ren"_s << false;
    QTest::newRow("administrator") << u"chen"_s << false;
}

void TestWall::ownRecordsOnly_mayNotStartIt()
{
    QFETCH(const QString, login);
    QTEST(mayShowWall(*m_county->desk->rules(), m_county->actor(login)), "may");
}

void TestWall::unknownScene_isAnError()
{
    const auto none = m_wall->picture(u"nowhere"_s).result();
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"wall.scene_unknown"_s);
}

void TestWall::shippedScenes_areSound()
{
    const auto faults = wallFaults(*m_county->desk->rules());
    QVERIFY2(faults.isEmpty(), faults.isEmpty() ? "" : qPrintable(faults.first().toString()));
    for (const WallScene &scene : wallScenes(*m_county->desk->rules()))
        QVERIFY(scene.stay.count() >= 5 && !scene.elements.isEmpty());
}

void TestWall::unsoundScenes_areNamed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &message) {
        QTest::newRow(name) << from << to << message;
    };
    row("map too small", "year,0,0,6,12", "year,0,0,3,12", u"a third"_s);
    row("over one another", "today,9,0,3,3", "today,8,0,3,3", u"lies over"_s);
    row("beyond the surface", "today,9,6,3,3", "today,10,6,3,3", u"outside"_s);
    row("figure too flat", "today,6,0,3,3", "today,6,0,3,2", u"three rows"_s);
    row("kind", "visits_today,figure", "visits_today,dial", u"kind dial"_s);
    row("period", "year,0,0,6,12", "decade,0,0,6,12", u"period decade"_s);
    row("dimension", "matter_registered,village", "matter_registered,colour", u"no dimension colour"_s);
    row("split that is none", "visit_batches,,today,6", "visit_batches,purpose,today,6", u"only boards"_s);
    row("record by record", "overview,visits_today,figure,visit_batches", "overview,visits_today,figure,subsidy_amount",
        u"record by record"_s);
    row("eight figures", "overview,flow,trend,matter_registered matter_concluded,,months,6,9,6,3",
        "overview,a,figure,visit_batches,,today,6,9,3,3,a,a\noverview,b,figure,visit_batches,,today,9,9,3,3",
        u"seven"_s);
}

void TestWall::unsoundScenes_areNamed()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, message);
    auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    QVERIFY(files);
    QByteArray &table = (*files)[u"wall_elements"_s];
    QVERIFY(table.contains(from));
    table.replace(table.indexOf(from), from.size(), to);
    const auto rules = RuleSet::load(*files);
    QVERIFY2(rules, rules ? "" : qPrintable(rules.error().first().toString()));
    const auto faults = wallFaults(**rules);
    QVERIFY(!faults.isEmpty());
    QVERIFY2(std::ranges::any_of(faults, [&](const RuleFault &fault) { return fault.message.contains(message); }),
             qPrintable(faults.first().toString()));
    QVERIFY(faults.first().line > 1);
}

QTEST_GUILESS_MAIN(TestWall)
#include "tst_wall.moc"
