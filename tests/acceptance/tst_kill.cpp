#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <csignal>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The program is killed at random moments while it registers visits. Whatever it had acknowledged is there afterwards,
// once, and the file verifies clean. The seed is printed; FENGQIAO_SEED replays it, FENGQIAO_KILLS asks for more
// rounds.
class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyInstant_losesNoAcknowledgedAction();

private:
    // One life of the program: fed with lines until it is killed; gives the numbers that it acknowledged.
    QSet<QString> live(const CtlFixture &ctl, int round, QRandomGenerator &random);
};

QSet<QString> TestKill::live(const CtlFixture &ctl, int round, QRandomGenerator &random)
{
    QProcess process;
    process.start(QStringLiteral(FENGQIAOCTL),
                  {u"apply"_s, ctl.file(), u"--as"_s, u"bing"_s, u"--password-file"_s, ctl.passwordFile()});
    QByteArray out;
    const auto collect = [&](int ms) {
        process.waitForReadyRead(ms);
        out += process.readAllStandardOutput();
    };
    const bool duringStart = random.bounded(6) == 0;
    int written = 0;
    const auto feed = [&](int lines) {
        for (int i = 0; i < lines; ++i, ++written)
            process.write(u"{\"action\":\"register_visit\",\"key\":\"k%1-%2\",\"data\":{\"purpose\":"
                          "\"purpose_dispute\",\"head_count\":1,\"visitor_name\":\"张三\"}}\n"_s.arg(round)
                              .arg(written)
                              .toUtf8());
        process.waitForBytesWritten(100);
    };
    feed(random.bounded(1, 40));
    if (!duringStart)
        for (int waited = 0; out.isEmpty() && waited < 200 && process.state() == QProcess::Running; ++waited)
            collect(100);
    QElapsedTimer timer;
    timer.start();
    const int lifetime = random.bounded(duringStart ? 400 : 60);
    while (timer.elapsed() < lifetime) {
        feed(random.bounded(1, 20));
        collect(1);
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished(10000);
    out += process.readAllStandardOutput();
    QSet<QString> acknowledged;
    const QList<QByteArray> lines = out.split('\n');
    for (const QByteArray &line : lines.first(lines.size() - 1)) // the last piece may be cut off by the kill
        if (const QJsonObject answer = QJsonDocument::fromJson(line).object(); answer.value(u"ok"_s).toBool())
            acknowledged << answer.value(u"number"_s).toString();
    return acknowledged;
}

void TestKill::killedAtAnyInstant_losesNoAcknowledgedAction()
{
    bool given = false;
    quint32 seed = qEnvironmentVariable("FENGQIAO_SEED").toUInt(&given);
    if (!given)
        seed = QRandomGenerator::system()->generate();
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_KILLS");
    const int rounds = asked > 0 ? asked : 200;
    qInfo("seed %u, %d kills", seed, rounds);
    QRandomGenerator random(seed);
    const CtlFixture ctl;
    QVERIFY(const_cast<CtlFixture &>(ctl).makeCounty());

    QSet<QString> acknowledged;
    int empty = 0;
    for (int round = 0; round < rounds; ++round) {
        const QSet<QString> life = live(ctl, round, random);
        empty += life.isEmpty();
        QVERIFY2(!acknowledged.intersects(life), "a number was given out twice");
        acknowledged += life;
        if (round % 25 == 24) {
            const CtlAnswer verified = ctl.run({u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--json"_s});
            QVERIFY2(verified.exit == 0, verified.all().constData());
        }
    }
    const CtlAnswer verified = ctl.run({u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--json"_s});
    QVERIFY2(verified.exit == 0, verified.all().constData());
    const QJsonObject list =
        ctl.run({u"list"_s, u"%FILE"_s, u"visit"_s, u"--limit"_s, u"1000000"_s, u"--as"_s, u"jia"_s, u"--json"_s})
            .json();
    QSet<QString> present;
    for (const QJsonValue &row : list.value(u"rows"_s).toArray())
        present << row[u"number"_s].toString();
    QCOMPARE(present.size(), list.value(u"count"_s).toInt()); // numbers are unique
    const QSet<QString> lost = acknowledged - present;
    QVERIFY2(lost.isEmpty(), qPrintable(u"lost: "_s + QStringList(lost.begin(), lost.end()).join(u' ')));
    // The test would prove nothing if the kills came before any work or after all of it.
    QVERIFY(empty < rounds / 2);
    QVERIFY(present.size() > acknowledged.size());
    qInfo("%lld acknowledged, %lld present, %d lives ended before the first answer", acknowledged.size(),
          present.size(), empty);
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
