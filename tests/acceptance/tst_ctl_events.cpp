#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <csignal>

#include <composition.h>
#include <grid/events.h>
#include <grid/grid.h>

#include "ctl_fixture.h"
#include "plain_geos.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// A year of events through the command line, as an administrator imports it.
class TestCtlEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badRows_areListedAndGiveExitOne();
    void imports_areEachToldInTheirOwnWords();
    void interrupted_leavesWholeBatchesAndGoesOn();
    void year_isImportedOnceAndEveryEventHasItsGrid();
    void year_everyEventLiesInItsGrid_oneByOneByGeos();
    void county_hasItsFigures_data();
    void county_hasItsFigures();
    void events_addUpByFamilyHeadKindStateAndGrid_data();
    void events_addUpByFamilyHeadKindStateAndGrid();

private:
    [[nodiscard]] QJsonObject metric(const QString &name, const QStringList &more = {}) const;
    [[nodiscard]] CtlAnswer import(const QString &data, const QStringList &more = {}) const;
    CtlFixture m_ctl;
    int m_year = 70'636;
};

void TestCtlEvents::initTestCase()
{
    QVERIFY(m_ctl.makeCounty());
    const auto made =
        m_ctl.run({u"demo-events"_s, u"%FILE"_s, m_ctl.path(u"year.csv"_s), u"--as"_s, u"ji"_s, u"--json"_s});
    QVERIFY2(made.exit == 0, made.all().constData());
    QCOMPARE(made.json().value(u"events"_s).toInt(), m_year);
}

CtlAnswer TestCtlEvents::import(const QString &data, const QStringList &more) const
{
    return m_ctl.run(
        QStringList{u"import"_s, u"%FILE"_s, u"events"_s, m_ctl.path(data), u"--as"_s, u"ji"_s, u"--json"_s} + more);
}

void TestCtlEvents::badRows_areListedAndGiveExitOne()
{
    QVERIFY(m_ctl.write(u"bad.csv"_s,
                        "工单,类型,内容,发生时间\nA1,路灯,不亮,2020-01-02 08:00\nA2,飞碟,看见,2020-01-02 08:00\n"));
    const auto usage = import(u"bad.csv"_s, {u"--map"_s, u"external_id=没有"_s});
    QCOMPARE(usage.code(), u"import.columns"_s);
    const auto dry = import(u"bad.csv"_s, {u"--map"_s, u"external_id=工单"_s, u"--dry-run"_s});
    QCOMPARE(dry.json().value(u"added"_s).toInt(), 1);
    const auto answer = import(u"bad.csv"_s, {u"--map"_s, u"external_id=工单"_s, u"--source"_s, u"测试"_s});
    QCOMPARE(answer.exit, 1);
    QCOMPARE(answer.json().value(u"added"_s).toInt(), 1);
    const QJsonObject refusal = answer.json().value(u"refusals"_s).toArray().first().toObject();
    QCOMPARE(refusal.value(u"line"_s).toInt(), 3);
    QCOMPARE(refusal.value(u"field"_s).toString(), u"kind"_s);
    QCOMPARE(refusal.value(u"code"_s).toString(), u"event.kind_unknown"_s);
}

void TestCtlEvents::imports_areEachToldInTheirOwnWords()
{
    const auto grid = m_ctl.run({u"list"_s, u"%FILE"_s, u"grid"_s, u"--where"_s, u"kind = base"_s, u"--limit"_s, u"1"_s,
                                 u"--as"_s, u"ji"_s, u"--json"_s});
    const QString code = grid.json().value(u"rows"_s).toArray().first().toObject().value(u"number"_s).toString();
    QVERIFY2(!code.isEmpty(), grid.all().constData());
    QVERIFY(m_ctl.write(u"posts.csv"_s, u"网格编码,岗位,姓名\n%1,网格辅助员,测试戊\n"_s.arg(code).toUtf8()));
    QVERIFY(m_ctl.write(u"events.csv"_s, "编号,类型,内容,发生时间\nW1,路灯,不亮,2020-01-02 08:00\n"));
    const auto told = [this](const QString &kind, const QString &file) {
        return m_ctl.run({u"import"_s, u"%FILE"_s, kind, m_ctl.path(file), u"--dry-run"_s, u"--as"_s, u"ji"_s,
                          u"--language"_s, u"en"_s});
    };
    const auto posts = told(u"posts"_s, u"posts.csv"_s);
    QVERIFY2(posts.out.contains("1 rows read: 1 posts set up, filled or ended, 0 known already, 0 refused"),
             posts.all().constData());
    QVERIFY(!posts.out.contains("without a grid")); // a post without one is refused
    const auto events = told(u"events"_s, u"events.csv"_s);
    QVERIFY2(events.out.contains("1 rows read: 1 events added, 0 known already, 0 refused, 1 without a grid"),
             events.all().constData());
}

void TestCtlEvents::interrupted_leavesWholeBatchesAndGoesOn()
{
    QProcess process;
    process.start(QStringLiteral(FENGQIAOCTL),
                  {u"import"_s, m_ctl.file(), u"events"_s, m_ctl.path(u"year.csv"_s), u"--as"_s, u"ji"_s, u"--json"_s,
                   u"--source"_s, u"year"_s, u"--password-file"_s, m_ctl.passwordFile()});
    QVERIFY(process.waitForStarted());
    // The first word about progress says that it runs.
    QVERIFY(process.state() == QProcess::Running);
    QByteArray said;
    while (!said.contains("%") && process.state() == QProcess::Running) {
        process.waitForReadyRead(100);
        said += process.readAllStandardError();
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(120'000));
    CtlAnswer answer;
    answer.out = process.readAllStandardOutput();
    if (process.exitCode() == 0)
        QSKIP("The import was faster than the interruption.");
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(answer.json().value(u"cancelled"_s).toBool());
    const int added = answer.json().value(u"added"_s).toInt();
    QVERIFY(added > 0 && added < m_year);
    QCOMPARE(added % 1000, 0);
}

void TestCtlEvents::year_isImportedOnceAndEveryEventHasItsGrid()
{
    const auto first = import(u"year.csv"_s, {u"--source"_s, u"year"_s});
    QVERIFY2(first.exit == 0, first.all().constData());
    const QJsonObject report = first.json();
    QCOMPARE(report.value(u"added"_s).toInt() + report.value(u"known"_s).toInt(), m_year);
    QCOMPARE(report.value(u"refused"_s).toInt(), 0);
    QCOMPARE(report.value(u"unlocated"_s).toInt(), 0);
    const auto again = import(u"year.csv"_s, {u"--source"_s, u"year"_s});
    QCOMPARE(again.json().value(u"added"_s).toInt(), 0);
    QCOMPARE(again.json().value(u"known"_s).toInt(), m_year);
    const auto list = m_ctl.run({u"list"_s, u"%FILE"_s, u"event"_s, u"--where"_s, u"kind = ev_road and state = E10"_s,
                                 u"--limit"_s, u"3"_s, u"--as"_s, u"ji"_s, u"--json"_s});
    QCOMPARE(list.json().value(u"rows"_s).toArray().size(), 3);
    const auto verified = m_ctl.run({u"verify"_s, u"%FILE"_s, u"--json"_s});
    QVERIFY2(verified.exit == 0, verified.all().constData());
}

// Every single one: GEOS itself says whether the point of an event lies in the border of the grid it was given to, and
// in no other grid's inside.
void TestCtlEvents::year_everyEventLiesInItsGrid_oneByOneByGeos()
{
    struct Placed {
        GeoPoint at;
        QUuid grid;
    };

    const auto desk = Desk::open(setupFor(m_ctl.file()), u"ji"_s, *readPassword(m_ctl.passwordFile(), {}));
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().message));
    const auto grids = (*desk)
                           ->read([](ReadContext &context) -> Result<QList<GridLine>> {
                               return gridsAsOf(context.tx, context.now.localDate(), {}, groundKinds(context.rules));
                           })
                           .result();
    QVERIFY(grids);
    QCOMPARE(grids->size(), 1055);
    const auto events =
        (*desk)
            ->read([](ReadContext &context) -> Result<QList<Placed>> {
                QList<Placed> placed;
                Query rows =
                    context.tx.query(u"SELECT longitude, latitude, grid FROM grid_event WHERE source = 'year'"_s);
                while (rows.next())
                    placed << Placed{
                        {static_cast<double>(rows.integer(0)) / 1e7, static_cast<double>(rows.integer(1)) / 1e7},
                        rows.uuid(2)};
                return placed;
            })
            .result();
    QVERIFY(events);
    QCOMPARE(events->size(), m_year);
    const PlainGeos geos(*grids);
    qsizetype elsewhere = 0;
    qsizetype onBorders = 0; // of two grids: either is right
    for (const Placed &event : *events) {
        const QSet<QUuid> found = geos.at(event.at);
        elsewhere += found.contains(event.grid) ? 0 : 1;
        onBorders += found.size() > 1 ? 1 : 0;
    }
    QCOMPARE(elsewhere, 0);
    QVERIFY2(onBorders < m_year / 1000, qPrintable(QString::number(onBorders)));
}

QJsonObject TestCtlEvents::metric(const QString &name, const QStringList &more) const
{
    const QDate today = SystemClock().now().localDate(); // the county's, not this machine's
    return m_ctl
        .run(QStringList{u"metric"_s, u"%FILE"_s, name, u"--as"_s, u"jia"_s, u"--json"_s, u"--from"_s,
                         today.addYears(-2).toString(Qt::ISODate), u"--to"_s, today.toString(Qt::ISODate)} +
             more)
        .json();
}

// The county of issue and scenario: 70 urban and 985 rural base grids with a member each, 388 leaders.
void TestCtlEvents::county_hasItsFigures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("where");
    QTest::addColumn<QString>("value");
    const auto add = [](const char *what, const QString &name, const QStringList &where, const QString &value) {
        QStringList options;
        for (const QString &condition : where)
            options << u"--filter"_s << condition;
        QTest::newRow(what) << name << options << value;
    };
    add("base grids", u"grids_base"_s, {}, u"1055"_s);
    add("urban base grids", u"grids_base"_s, {u"scheme=urban"_s}, u"70"_s);
    add("rural base grids", u"grids_base"_s, {u"scheme=rural"_s}, u"985"_s);
    add("towns", u"grids"_s, {u"kind=town"_s}, u"18"_s);
    add("villages and communities", u"grids"_s, {u"kind=village"_s}, u"268"_s);
    add("members in post", u"grid_members"_s, {}, u"1055"_s);
    add("leaders in post", u"grid_leaders"_s, {}, u"388"_s);
    add("posts", u"grid_posts"_s, {}, u"1443"_s);
    add("vacant", u"grid_posts_vacant"_s, {}, u"0"_s);
    add("staffed", u"rate_staffed"_s, {}, u"100.00"_s);
    // The one event of the file with bad rows happened years before.
    add("events", u"events_reported"_s, {}, QString::number(m_year));
}

void TestCtlEvents::county_hasItsFigures()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, where);
    const QJsonObject figure = metric(name, where);
    QTEST(figure[u"value"_s].toString(), "value");
}

void TestCtlEvents::events_addUpByFamilyHeadKindStateAndGrid_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("slices"); // -1: not known beforehand
    QTest::newRow("family") << u"family"_s << 4;
    QTest::newRow("head") << u"head"_s << -1;
    QTest::newRow("kind") << u"kind"_s << -1;
    QTest::newRow("state") << u"state"_s << -1;
    QTest::newRow("grid") << u"grid"_s << 1055;
}

void TestCtlEvents::events_addUpByFamilyHeadKindStateAndGrid()
{
    QFETCH(const QString, by);
    QFETCH(const int, slices);
    const QJsonObject figure = metric(u"events_reported"_s, {u"--by"_s, by});
    int sum = 0;
    const QJsonArray parts = figure[u"by"_s][u"slices"_s].toArray();
    for (const QJsonValue &slice : parts)
        sum += slice[u"figure"_s].toString().remove(u',').toInt();
    QCOMPARE(QString::number(sum), figure[u"value"_s].toString());
    QVERIFY2(slices < 0 || parts.size() == slices, qPrintable(QString::number(parts.size())));
}

QTEST_GUILESS_MAIN(TestCtlEvents)
#include "tst_ctl_events.moc"
