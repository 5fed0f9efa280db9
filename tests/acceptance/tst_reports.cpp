#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The acceptance week as it is reported upward and taken out as lists, by the real program.
class TestReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void monthly_isWrittenInFourForms();
    void pdf_isSearchable();
    void frozen_isWrittenAgainAsItWas();
    void recompute_givesTheSameHash();
    void closedPeriod_isRefused();
    void export_needsReason();
    void export_lists();
    void export_asAnotherRole_isMasked();

private:
    [[nodiscard]] QString only(const QString &folder, const QString &ending) const
    {
        const QDir dir(m_ctl.path(folder));
        const QStringList found = dir.entryList({u"*."_s + ending});
        return found.isEmpty() ? QString() : dir.filePath(found.first());
    }

    CtlFixture m_ctl;
    QString m_hash;
    QString m_issue;
};

void TestReports::initTestCase()
{
    QVERIFY(m_ctl.makeCounty());
    QFile week(QStringLiteral(SCENARIO));
    QVERIFY(week.open(QIODevice::ReadOnly));
    const CtlAnswer applied = m_ctl.apply(u"jia"_s, week.readAll());
    QVERIFY2(applied.exit == 0, applied.all().constData());
}

void TestReports::monthly_isWrittenInFourForms()
{
    const CtlAnswer answer = m_ctl.run({u"report"_s, u"%FILE"_s, u"monthly"_s, u"--period"_s, u"2026-09"_s, u"--out"_s,
                                        m_ctl.path(u"out"_s), u"--as"_s, u"jia"_s, u"--json"_s, u"--provisional"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    m_hash = answer.json().value(u"hash"_s).toString();
    m_issue = answer.json().value(u"issue"_s).toString();
    QVERIFY(m_hash.startsWith(u"sha256:"_s));
    for (const QString &ending : {u"odt"_s, u"docx"_s, u"xlsx"_s})
        QVERIFY2(QFile(only(u"out"_s, ending)).size() > 10000, qPrintable(ending));
}

void TestReports::pdf_isSearchable()
{
    if (only(u"out"_s, u"pdf"_s).isEmpty())
        QSKIP("This build makes no PDF files.");
    const QString reader = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (reader.isEmpty())
        QSKIP("pdftotext is not installed: nobody has searched the PDF in this run.");
    QProcess process;
    process.start(reader, {only(u"out"_s, u"pdf"_s), u"-"_s});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput()).remove(u'\n'); // words run on
    for (const QString &word : {u"清水县综治中心月报"_s, u"接待来访12批"_s, u"29人次"_s, u"矛盾纠纷"_s, u"第1期"_s,
                                u"山林土地"_s, u"调解成功率83.33%"_s})
        QVERIFY2(text.contains(word), qPrintable(word + u'\n' + text.left(800)));
}

void TestReports::frozen_isWrittenAgainAsItWas()
{
    const CtlAnswer again = m_ctl.run({u"report"_s, u"%FILE"_s, u"monthly"_s, u"--period"_s, u"2026-09"_s, u"--out"_s,
                                       m_ctl.path(u"again"_s), u"--as"_s, u"jia"_s, u"--json"_s});
    QVERIFY2(again.exit == 0, again.all().constData());
    QCOMPARE(again.json().value(u"hash"_s).toString(), m_hash);
    const CtlAnswer over = m_ctl.run({u"report"_s, u"%FILE"_s, u"monthly"_s, u"--period"_s, u"2026-09"_s, u"--out"_s,
                                      m_ctl.path(u"again"_s), u"--as"_s, u"jia"_s, u"--json"_s});
    QCOMPARE(over.code(), u"export.exists"_s); // nothing is ever written over
}

void TestReports::recompute_givesTheSameHash()
{
    const CtlAnswer answer = m_ctl.run({u"recompute"_s, u"%FILE"_s, m_issue, u"--as"_s, u"jia"_s, u"--json"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QVERIFY(answer.json().value(u"same"_s).toBool());
    QCOMPARE(answer.json().value(u"hash"_s).toString(), m_hash);
}

void TestReports::closedPeriod_isRefused()
{
    const QByteArray line = R"({"action": "draft_issue", "data": {"kind": "monthly", "from_date": "2026-09-01", )"
                            R"("to_date": "2026-09-30"}})";
    const CtlAnswer answer = m_ctl.apply(u"jia"_s, line + '\n');
    QCOMPARE(answer.lines().first().value(u"error"_s).toObject().value(u"code"_s).toString(), u"issue.period_closed"_s);
}

void TestReports::export_needsReason()
{
    const CtlAnswer answer =
        m_ctl.run({u"export"_s, u"%FILE"_s, u"visit"_s, m_ctl.path(u"v.csv"_s), u"--as"_s, u"jia"_s, u"--json"_s});
    QCOMPARE(answer.code(), u"export.reason"_s);
    QVERIFY(!QFile::exists(m_ctl.path(u"v.csv"_s)));
}

void TestReports::export_lists()
{
    const QStringList common{u"--as"_s, u"jia"_s, u"--json"_s, u"--reason"_s, u"月度核对"_s};
    const CtlAnswer visits =
        m_ctl.run(QStringList{u"export"_s, u"%FILE"_s, u"visit"_s, m_ctl.path(u"v.csv"_s)} + common);
    QVERIFY2(visits.exit == 0, visits.all().constData());
    QCOMPARE(visits.json().value(u"rows"_s).toInt(), 12);
    const CtlAnswer figure =
        m_ctl.run(QStringList{u"export"_s, u"%FILE"_s, u"metric:matter_accepted"_s, m_ctl.path(u"m.xlsx"_s),
                              u"--from"_s, u"2026-09-01"_s, u"--to"_s, u"2026-09-30"_s} +
                  common);
    QVERIFY2(figure.exit == 0, figure.all().constData());
    const CtlAnswer tile = m_ctl.run({u"metric"_s, u"%FILE"_s, u"matter_accepted"_s, u"--from"_s, u"2026-09-01"_s,
                                      u"--to"_s, u"2026-09-30"_s, u"--as"_s, u"jia"_s, u"--json"_s});
    QCOMPARE(figure.json().value(u"rows"_s).toInt(), tile.json().value(u"value"_s).toString().toInt());
    QVERIFY(figure.json().value(u"rows"_s).toInt() > 0);
}

// INF reads matters by the letter M: no title, no facts.
void TestReports::export_asAnotherRole_isMasked()
{
    const CtlAnswer answer =
        m_ctl.run({u"export"_s, u"%FILE"_s, u"matter"_s, m_ctl.path(u"masked.csv"_s), u"--columns"_s, u"number,title"_s,
                   u"--reason"_s, u"信息核对"_s, u"--as"_s, u"ji"_s, u"--json"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QFile file(m_ctl.path(u"masked.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains(u"清综矛"_s));
    QVERIFY2(!text.contains(u"纠纷"_s), qPrintable(text)); // every title of the week ends with it
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
