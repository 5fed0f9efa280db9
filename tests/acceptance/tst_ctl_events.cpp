#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <csignal>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// A year of events through the command line, as an administrator imports it.
class TestCtlEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badRows_areListedAndGiveExitOne();
    void interrupted_leavesWholeBatchesAndGoesOn();
    void year_isImportedOnceAndEveryEventHasItsGrid();

private:
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

QTEST_GUILESS_MAIN(TestCtlEvents)
#include "tst_ctl_events.moc"
