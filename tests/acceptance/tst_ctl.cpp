#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The command line of contract.md: exit codes, one code for each kind of bad input, nothing half written.
class TestCtl : public QObject {
    Q_OBJECT

    CtlFixture m_ctl;

private Q_SLOTS:

    void initTestCase() { QVERIFY(m_ctl.makeCounty()); }

    void badCall_exitCode_data();
    void badCall_exitCode();
    void badLine_hasItsOwnCode_data();
    void badLine_hasItsOwnCode();
    void badLines_leaveNothing_andTheNextGoesOn();
    void at_inProductionFile_isRefused();
    void record_isMaskedForWhoeverMayNotSeeIt();
    void editedRuleTable_withFault_namesLineAndColumn();
    void backup_restored_isTheSame();
    void damagedBackup_replacesNothing();
    void secrets_areNoArguments();

private:
    [[nodiscard]] int visits() const
    {
        return m_ctl.run({u"list"_s, u"%FILE"_s, u"visit"_s, u"--as"_s, u"jia"_s, u"--json"_s})
            .json()
            .value(u"count"_s)
            .toInt(-1);
    }
};

void TestCtl::badCall_exitCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QStringList &arguments, int exit, const QString &code) {
        QTest::newRow(name) << arguments + QStringList{u"--json"_s} << exit << code;
    };
    row("unknown command", {u"fly"_s}, 2, {});
    row("missing argument", {u"show"_s, u"%FILE"_s}, 2, {});
    row("unknown option", {u"verify"_s, u"%FILE"_s, u"--quickly"_s}, 2, {});
    row("missing file", {u"verify"_s, m_ctl.path(u"none.fengqiao"_s)}, 3, u"store.missing"_s);
    row("no county", {u"init"_s, m_ctl.path(u"new.fengqiao"_s), u"--county"_s, u"999"_s}, 2, u"init.county"_s);
    row("unknown county", {u"init"_s, m_ctl.path(u"new.fengqiao"_s), u"--county"_s, u"620599"_s}, 1,
        u"divisions.unknown_county"_s);
    row("overwrite", {u"init"_s, u"%FILE"_s, u"--county"_s, u"620521"_s}, 3, u"store.exists"_s);
    m_ctl.write(u"wrong"_s, "not the password of anybody\n");
    row("wrong password", {u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--password-file"_s, m_ctl.path(u"wrong"_s)},
        3, u"keys.wrong"_s);
    row("unknown account", {u"verify"_s, u"%FILE"_s, u"--as"_s, u"nobody"_s}, 3, u"keys.wrong"_s);
    row("unknown kind", {u"list"_s, u"%FILE"_s, u"ghost"_s, u"--as"_s, u"jia"_s}, 2, u"kind.unknown"_s);
    row("bad condition", {u"list"_s, u"%FILE"_s, u"visit"_s, u"--where"_s, u"state = "_s, u"--as"_s, u"jia"_s}, 2,
        u"expression.syntax"_s);
    row("filter on a masked field",
        {u"list"_s, u"%FILE"_s, u"visit"_s, u"--where"_s, u"visitor_name = '张三'"_s, u"--as"_s, u"jia"_s}, 2,
        u"expression.unknown_name"_s);
    row("no such record", {u"show"_s, u"%FILE"_s, u"visit"_s, u"LF-620521-20200101-0001"_s, u"--as"_s, u"jia"_s}, 1,
        u"visit.not_found"_s);
    row("backup by a mediator", {u"backup"_s, u"%FILE"_s, m_ctl.path(u"b.fengqiao"_s), u"--as"_s, u"ding"_s}, 4,
        u"access.role"_s);
}

void TestCtl::badCall_exitCode()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, exit);
    QFETCH(const QString, code);
    const CtlAnswer answer = m_ctl.run(arguments);
    QVERIFY2(answer.exit == exit, answer.all().constData());
    if (!code.isEmpty())
        QCOMPARE(answer.code(), code);
    QVERIFY(!answer.err.trimmed().isEmpty()); // a sentence for the person at the terminal
}

void TestCtl::badLine_hasItsOwnCode_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto visit = [](const QByteArray &data) -> QByteArray {
        return R"({"action":"register_visit","data":{)" + data + "}}";
    };
    QTest::newRow("no JSON") << QByteArray("{") << u"line.json"_s << QString();
    QTest::newRow("no object") << QByteArray("[1]") << u"line.json"_s << QString();
    QTest::newRow("no UTF-8") << QByteArray("{\"action\":\"\xff\xfe\"}") << u"line.encoding"_s << QString();
    QTest::newRow("too long") << QByteArray(2 * 1024 * 1024, 'x') << u"line.too_long"_s << QString();
    QTest::newRow("no action") << QByteArray(R"({"data":{}})") << u"line.action_missing"_s << u"action"_s;
    QTest::newRow("unknown member") << QByteArray(R"({"action":"receive","extra":1})") << u"line.field_unknown"_s
                                    << u"extra"_s;
    QTest::newRow("data is no object") << QByteArray(R"({"action":"receive","data":[]})") << u"line.field_type"_s
                                       << u"data"_s;
    QTest::newRow("unknown action") << QByteArray(R"({"action":"fly","data":{}})") << u"action.unknown"_s
                                    << u"action"_s;
    QTest::newRow("missing field") << visit(R"("purpose":"purpose_dispute")") << u"visit.headcount_missing"_s
                                   << u"head_count"_s;
    QTest::newRow("unknown field") << visit(R"("purpose":"purpose_dispute","head_count":1,"mood":"bad")")
                                   << u"visit.field_unknown"_s << u"mood"_s;
    QTest::newRow("wrong type") << visit(R"("purpose":"purpose_dispute","head_count":"many")")
                                << u"visit.headcount_type"_s << u"head_count"_s;
    QTest::newRow("out of range") << visit(R"("purpose":"purpose_dispute","head_count":0)")
                                  << u"visit.headcount_range"_s << u"head_count"_s;
    QTest::newRow("unknown code") << visit(R"("purpose":"purpose_chat","head_count":1)") << u"visit.purpose_unknown"_s
                                  << u"purpose"_s;
    QTest::newRow("oversize text") << visit("\"purpose\":\"purpose_dispute\",\"head_count\":1,\"claim\":\"" +
                                            QByteArray(10001, 'a') + '"')
                                   << u"visit.claim_too_long"_s << u"claim"_s;
    QTest::newRow("check digit")
        << visit(
               R"("purpose":"purpose_dispute","head_count":1,"visitors":[{"name":"王五","document":{"type":"citizen_id","number":"999999197001010018"}}])")
        << u"visitor.document_check_digit"_s << QString();
    QTest::newRow("impossible birth date")
        << visit(
               R"("purpose":"purpose_dispute","head_count":1,"visitors":[{"name":"王五","document":{"type":"citizen_id","number":"999999197002300017"}}])")
        << u"visitor.document_impossible"_s << QString();
    QTest::newRow("sixth representative")
        << visit(
               R"("purpose":"purpose_dispute","head_count":12,"representatives":[{"name":"一"},{"name":"二"},{"name":"三"},{"name":"四"},{"name":"五"},{"name":"六"}])")
        << u"visit.representatives_too_many"_s << u"representatives"_s;
    QTest::newRow("five without representatives") << visit(R"("purpose":"purpose_dispute","head_count":5)")
                                                  << u"visit.representatives_missing"_s << u"representatives"_s;
    QTest::newRow("future arrival")
        << visit(R"("purpose":"purpose_dispute","head_count":1,"arrived_at":"2999-01-01T09:00:00+08:00")")
        << u"visit.arrivedat_range"_s << u"arrived_at"_s;
    QTest::newRow("impossible instant")
        << visit(R"("purpose":"purpose_dispute","head_count":1,"arrived_at":"2026-02-30T09:00:00+08:00")")
        << u"visit.arrivedat_impossible"_s << u"arrived_at"_s;
    QTest::newRow("refused permission") << QByteArray(R"({"action":"void","data":{"visit":"$none","reason":"x"}})")
                                        << u"access.role"_s << QString();
    QTest::newRow("no such reference") << QByteArray(R"({"action":"receive","data":{"visit":"$none"}})")
                                       << u"visit.not_found"_s << u"visit"_s;
}

void TestCtl::badLine_hasItsOwnCode()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, code);
    QFETCH(const QString, field);
    const CtlAnswer answer = m_ctl.apply(u"bing"_s, line + '\n');
    QCOMPARE(answer.exit, 1);
    QCOMPARE(answer.code(), code);
    const QJsonObject error = answer.json().value(u"error"_s).toObject();
    QVERIFY(!error.value(u"message"_s).toString().isEmpty());
    if (!field.isEmpty())
        QCOMPARE(error.value(u"field"_s).toString(), field);
}

void TestCtl::badLines_leaveNothing_andTheNextGoesOn()
{
    const int before = visits();
    const QByteArray lines =
        "broken\n"
        R"({"action":"register_visit","key":"g1","data":{"purpose":"purpose_other","head_count":1}})"
        "\n"
        R"({"action":"register_visit","key":"g2","data":{"purpose":"purpose_other","head_count":12,"representatives":[{"name":"甲"},{"name":"乙","document":{"type":"citizen_id","number":"1"}}]}})"
        "\n"
        R"({"action":"withdraw_visit","key":"g3","data":{"visit":"$g1","reason":"left"}})"
        "\n";
    const CtlAnswer answer = m_ctl.apply(u"bing"_s, lines);
    QCOMPARE(answer.exit, 1);
    QCOMPARE(answer.lines().size(), 4);
    QList<bool> done;
    for (const QJsonObject &line : answer.lines())
        done << line.value(u"ok"_s).toBool();
    QCOMPARE(done, (QList<bool>{false, true, false, true}));
    QCOMPARE(visits(), before + 1);
    QCOMPARE(m_ctl.run({u"verify"_s, u"%FILE"_s, u"--as"_s, u"jia"_s}).exit, 0);
}

void TestCtl::at_inProductionFile_isRefused()
{
    const QString real = m_ctl.path(u"real.fengqiao"_s);
    QCOMPARE(m_ctl.run({u"init"_s, real, u"--county"_s, u"620622"_s}).exit, 0);
    QCOMPARE(m_ctl.run({u"apply"_s, real, u"--at"_s, u"2026-09-14T09:05:00+08:00"_s}).exit, 2);
    const CtlAnswer line = m_ctl.run({u"apply"_s, real}, R"({"action":"set_duty","at":"2026-09-14T09:05:00+08:00"})");
    QCOMPARE(line.code(), u"access.at_refused"_s);
}

void TestCtl::record_isMaskedForWhoeverMayNotSeeIt()
{
    const CtlAnswer made = m_ctl.apply(
        u"bing"_s,
        R"({"action":"register_visit","key":"m1","data":{"purpose":"purpose_dispute","head_count":1,"visitors":[{"name":"王五","phone":"13800005678","document":{"type":"citizen_id","number":"999999199001010032"}}]}})");
    QCOMPARE(made.exit, 0);
    const QString number = made.json().value(u"number"_s).toString();
    for (const QString &account : {u"bing"_s, u"jia"_s, u"ji"_s}) {
        const CtlAnswer shown = m_ctl.run({u"show"_s, u"%FILE"_s, u"visit"_s, number, u"--as"_s, account});
        QVERIFY2(!shown.out.contains("999999199001010032") && !shown.out.contains("13800005678"),
                 shown.all().constData());
    }
    // An administrator never reads case content.
    QVERIFY(m_ctl.run({u"show"_s, u"%FILE"_s, u"visit"_s, number, u"--as"_s, u"admin"_s}).exit != 0);
}

void TestCtl::editedRuleTable_withFault_namesLineAndColumn()
{
    m_ctl.write(u"settings.csv"_s, "setting,type,value,zh,en\ngroup_visit_threshold,int,five,集体访,Group\n");
    const CtlAnswer answer =
        m_ctl.run({u"import"_s, u"%FILE"_s, u"rules"_s, m_ctl.path(u"settings.csv"_s), u"--dry-run"_s, u"--json"_s});
    QCOMPARE(answer.exit, 1);
    QVERIFY2(answer.json().value(u"error"_s).toObject().value(u"message"_s).toString().contains(u"settings.csv:"_s),
             answer.all().constData());
}

void TestCtl::backup_restored_isTheSame()
{
    const QString copy = m_ctl.path(u"copy.fengqiao"_s);
    const CtlAnswer made = m_ctl.run({u"backup"_s, u"%FILE"_s, copy, u"--json"_s});
    QVERIFY2(made.exit == 0, made.all().constData());
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.read(16).startsWith("SQLite format 3"));
    const int before = visits();
    QCOMPARE(
        m_ctl.apply(u"bing"_s, R"({"action":"register_visit","data":{"purpose":"purpose_other","head_count":1}})").exit,
        0);
    QCOMPARE(visits(), before + 1);
    const CtlAnswer back = m_ctl.run({u"restore"_s, copy, u"%FILE"_s, u"--json"_s});
    QVERIFY2(back.exit == 0, back.all().constData());
    QCOMPARE(visits(), before);
    QVERIFY(QFile::exists(back.json().value(u"replaced_file_kept_as"_s).toString()));
}

void TestCtl::damagedBackup_replacesNothing()
{
    const QString copy = m_ctl.path(u"torn.fengqiao"_s);
    QCOMPARE(m_ctl.run({u"backup"_s, u"%FILE"_s, copy}).exit, 0);
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 2);
    QVERIFY(file.write(QByteArray(64, 'x')) == 64);
    file.close();
    const int before = visits();
    const CtlAnswer back = m_ctl.run({u"restore"_s, copy, u"%FILE"_s, u"--json"_s});
    QCOMPARE(back.exit, 3);
    QCOMPARE(visits(), before);
}

void TestCtl::secrets_areNoArguments()
{
    const CtlAnswer help = m_ctl.run({u"init"_s, u"--help"_s});
    QCOMPARE(help.exit, 0);
    QVERIFY(help.out.contains("--password-file"));
    QVERIFY(!help.out.contains("--password "));
}

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
