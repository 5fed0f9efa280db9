#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <core/locale.h>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The acceptance week up to "signed" (C01 to C07) as JSON lines: the same rows as the window makes in the tour.
class TestScenario : public QObject {
    Q_OBJECT

    CtlFixture m_ctl;
    QHash<QString, QJsonObject> m_answers; // by key
    QHash<QString, QJsonObject> m_records; // by key of the line that made it

private Q_SLOTS:
    void initTestCase();
    void everyLine_isDone();
    void record_becameWhatTheScenarioSays_data();
    void record_becameWhatTheScenarioSays();
    void repeatedFile_changesNothing();
    void mediationOfDomesticViolence_isRefused();
    void file_verifiesClean();

private:
    [[nodiscard]] QString actual(const QString &key, const QString &field);
    [[nodiscard]] QString idOf(const QString &key) const;
};

void TestScenario::initTestCase()
{
    QVERIFY(m_ctl.makeCounty());
    QFile scenario(resourcePath(u"demo/scenario.jsonl"_s));
    QVERIFY(scenario.open(QIODevice::ReadOnly));
    const CtlAnswer answer = m_ctl.apply(u"bing"_s, scenario.readAll());
    for (const QJsonObject &line : answer.lines())
        m_answers.insert(line.value(u"key"_s).toString(), line);
    QVERIFY(!m_answers.isEmpty());
}

void TestScenario::everyLine_isDone()
{
    for (const QJsonObject &answer : std::as_const(m_answers))
        QVERIFY2(answer.value(u"ok"_s).toBool(), QJsonDocument(answer).toJson().constData());
}

QString TestScenario::idOf(const QString &key) const
{
    const QJsonObject answer = m_answers.value(key);
    // A line that opened a matter from a visit stands for the matter.
    const QString matter = answer.value(u"extra"_s).toObject().value(u"matter"_s).toString();
    return matter.isEmpty() ? answer.value(u"id"_s).toString() : matter;
}

QString TestScenario::actual(const QString &key, const QString &field)
{
    const QString kind = key.endsWith(u".visit"_s) ? u"visit"_s : u"matter"_s;
    if (!m_records.contains(key))
        m_records.insert(key,
                         m_ctl.run({u"show"_s, u"%FILE"_s, kind, idOf(key), u"--as"_s, u"jia"_s, u"--json"_s}).json());
    const QJsonObject record = m_records.value(key);
    for (const QJsonObject &answer : std::as_const(m_answers))
        if (answer.value(u"key"_s).toString().startsWith(key.section(u'.', 0, 0) + u'.'))
            for (const QJsonValue &clock : answer.value(u"clocks"_s).toArray())
                if (clock[u"code"_s].toString() == field)
                    return clock[u"due"_s].toString().left(16).replace(u'T', u' ');
    if (field == "persons"_L1)
        return QString::number(record.value(u"persons"_s).toArray().size());
    const QJsonObject words = record.value(u"words"_s).toObject();
    const QJsonValue value = record.value(u"fields"_s).toObject().value(field);
    if (field == "room"_L1 || field == "mediator"_L1)
        return words.value(field).toString();
    return value.isBool() ? QString::number(value.toBool()) : value.toVariant().toString();
}

void TestScenario::record_becameWhatTheScenarioSays_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("expected");
    QFile table(resourcePath(u"demo/scenario_expected.csv"_s));
    QVERIFY(table.open(QIODevice::ReadOnly));
    for (const QString &line : QString::fromUtf8(table.readAll()).split(u'\n')) {
        const QStringList cells = line.split(u',');
        if (cells.size() == 3 && !line.startsWith(u'#') && cells[0] != "record"_L1)
            QTest::addRow("%s %s", qPrintable(cells[0]), qPrintable(cells[1])) << cells[0] << cells[1] << cells[2];
    }
}

void TestScenario::record_becameWhatTheScenarioSays()
{
    QFETCH(const QString, key);
    QFETCH(const QString, field);
    QFETCH(const QString, expected);
    QCOMPARE(actual(key, field), expected);
}

void TestScenario::repeatedFile_changesNothing()
{
    const auto visits = [this] {
        return m_ctl.run({u"list"_s, u"%FILE"_s, u"visit"_s, u"--as"_s, u"jia"_s, u"--json"_s})
            .json()
            .value(u"count"_s)
            .toInt();
    };
    const int before = visits();
    QFile scenario(resourcePath(u"demo/scenario.jsonl"_s));
    QVERIFY(scenario.open(QIODevice::ReadOnly));
    const CtlAnswer again = m_ctl.apply(u"bing"_s, scenario.readAll());
    QCOMPARE(again.exit, 0);
    for (const QJsonObject &line : again.lines())
        QCOMPARE(line.value(u"id"_s), m_answers.value(line.value(u"key"_s).toString()).value(u"id"_s));
    QCOMPARE(visits(), before);
}

void TestScenario::mediationOfDomesticViolence_isRefused()
{
    const QByteArray line =
        R"({"action":"start_mediation","key":"C05.B12","data":{"matter":"$C05.open","all_consent":true,)"
        R"("rights_notice_read":true,"mediator_agreed":true}})";
    const CtlAnswer answer = m_ctl.apply(u"ding"_s, line);
    QCOMPARE(answer.exit, 1);
    QVERIFY(!answer.json().value(u"ok"_s).toBool());
}

void TestScenario::file_verifiesClean()
{
    const CtlAnswer answer = m_ctl.run({u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--json"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
