#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <core/locale.h>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The warning board, appraisals and the safety index by the command line, over the acceptance week.
class TestCtlBoards : public QObject {
    Q_OBJECT

    CtlFixture m_ctl;

private Q_SLOTS:
    void initTestCase();
    void board_countsEqualTheList();
    void board_isClosedToTheAdministrator();
    void rules_suggest_andAPersonDismisses();
    void faultyRules_areRefusedWithLineAndColumn();
    void outsideCounts_areImported_underTheirOwnName();
    void appraisal_ofTheWeeksMonth();
    void index_ofADeclaredMonth();

private:
    [[nodiscard]] CtlAnswer as(const QString &account, const QStringList &arguments) const
    {
        return m_ctl.run(arguments + QStringList{u"--as"_s, account, u"--json"_s});
    }

    [[nodiscard]] CtlAnswer apply(const QString &account, const QByteArray &at, const QByteArray &action,
                                  const QByteArray &data) const
    {
        return m_ctl.apply(account, R"({"at":")" + at + R"(","action":")" + action + R"(","data":)" + data + "}\n");
    }
};

void TestCtlBoards::initTestCase()
{
    QVERIFY(m_ctl.makeCounty());
    QFile scenario(resourcePath(u"demo/scenario.jsonl"_s));
    QVERIFY(scenario.open(QIODevice::ReadOnly));
    const CtlAnswer applied = m_ctl.apply(u"bing"_s, scenario.readAll());
    QVERIFY2(applied.exit == 0, applied.all().constData());
}

// Tile = list: what the board counts is what `list` finds by the same words.
void TestCtlBoards::board_countsEqualTheList()
{
    const CtlAnswer board = as(u"jia"_s, {u"warnings"_s, u"%FILE"_s});
    QVERIFY2(board.exit == 0, board.all().constData());
    const QJsonArray columns = board.json()[u"columns"_s].toArray();
    QCOMPARE(columns.size(), 3);
    int all = 0;
    for (const QJsonValue &column : columns) {
        const QString level = column[u"level"_s].toString();
        const CtlAnswer list = as(u"jia"_s, {u"list"_s, u"%FILE"_s, u"warning"_s, u"--where"_s,
                                             u"level = %1 and state in (K10, K20, K21, K22, K40)"_s.arg(level)});
        QVERIFY2(list.exit == 0, list.all().constData());
        QCOMPARE(column[u"total"_s].toInt(), list.json()[u"count"_s].toInt());
        QCOMPARE(column[u"warnings"_s].toArray().size(), column[u"total"_s].toInt());
        all += column[u"total"_s].toInt();
    }
    QVERIFY(all > 0);
}

void TestCtlBoards::board_isClosedToTheAdministrator()
{
    const CtlAnswer closed = as(u"chen"_s, {u"warnings"_s, u"%FILE"_s});
    QVERIFY(closed.exit != 0);
    QCOMPARE(closed.code(), u"access.role"_s);
}

void TestCtlBoards::rules_suggest_andAPersonDismisses()
{
    const CtlAnswer watched = apply(u"yi"_s, "2026-12-01T09:00:00+08:00", "watch_warnings", "{}");
    QVERIFY2(watched.exit == 0, watched.all().constData());
    const CtlAnswer suggested = as(u"jia"_s, {u"list"_s, u"%FILE"_s, u"warning"_s, u"--where"_s, u"state = K10"_s});
    const QJsonArray waiting = suggested.json()[u"rows"_s].toArray();
    QVERIFY2(!waiting.isEmpty(), suggested.all().constData()); // time limits that ran out since September
    const QString id = waiting.first()[u"id"_s].toString();
    const QByteArray named = R"({"warning":")" + id.toUtf8() + R"(")";
    const CtlAnswer silent = apply(u"jia"_s, "2026-12-01T09:05:00+08:00", "dismiss_warning", named + "}");
    QVERIFY(silent.exit != 0);
    const CtlAnswer dismissed =
        apply(u"jia"_s, "2026-12-01T09:06:00+08:00", "dismiss_warning", named + R"(,"reason":"已当面核实，正在办理"})");
    QVERIFY2(dismissed.exit == 0, dismissed.all().constData());
}

void TestCtlBoards::faultyRules_areRefusedWithLineAndColumn()
{
    QVERIFY(m_ctl.write(u"warning_rules.csv"_s, "rule,about,when,level,digits,days,zh,en,source\n"
                                                "a,matter,rule.b = true,red,,,甲,a,x\n"
                                                "b,matter,rule.a = true,red,,,乙,b,x\n"));
    const CtlAnswer refused = as(u"chen"_s, {u"import"_s, u"%FILE"_s, u"rules"_s, m_ctl.path(u"warning_rules.csv"_s)});
    QVERIFY(refused.exit != 0);
    QVERIFY2(refused.all().contains("warning_rules.csv:2:10"), refused.all().constData());
}

void TestCtlBoards::outsideCounts_areImported_underTheirOwnName()
{
    QVERIFY(m_ctl.write(u"counts.csv"_s, "scheme,level,count,as_of,source\n"
                                         "platform_ybg,yellow,2,2026-08-31,省平台月报\n"
                                         "platform_ybg,blue,5,2026-08-31,省平台月报\n"));
    const auto import = [this] {
        return as(u"ji"_s, {u"import"_s, u"%FILE"_s, u"levels"_s, m_ctl.path(u"counts.csv"_s)});
    };
    const CtlAnswer first = import();
    QVERIFY2(first.exit == 0, first.all().constData());
    QCOMPARE(first.json()[u"extra"_s][u"added"_s].toInt(), 2);
    QCOMPARE(import().json()[u"extra"_s][u"added"_s].toInt(), 0);
    const QJsonArray outside = as(u"jia"_s, {u"warnings"_s, u"%FILE"_s}).json()[u"outside"_s].toArray();
    QCOMPARE(outside.size(), 1);
    QCOMPARE(outside[0][u"scheme"_s].toString(), u"platform_ybg"_s);
    QCOMPARE(outside[0][u"levels"_s][0][u"count"_s].toInt(), 2);
}

void TestCtlBoards::appraisal_ofTheWeeksMonth()
{
    const CtlAnswer computed =
        apply(u"yi"_s, "2026-12-01T09:10:00+08:00", "compute_appraisals", R"({"month":"2026-09"})");
    QVERIFY2(computed.exit == 0, computed.all().constData());
    const CtlAnswer read = as(u"jia"_s, {u"appraisal"_s, u"%FILE"_s, u"--month"_s, u"2026-09"_s});
    QVERIFY2(read.exit == 0, read.all().constData());
    const QJsonArray lines = read.json()[u"appraisals"_s].toArray();
    QVERIFY(lines.size() >= 2);
    int cases = 0;
    for (const QJsonValue &line : lines) {
        cases += line[u"n"_s].toInt();
        QCOMPARE(line[u"rank"_s].toInt(), 0); // nobody has five cases in a week
    }
    QCOMPARE(cases, 6); // concluded mediations of the week (tst_metrics: mediation_concluded)
    QCOMPARE(as(u"bing"_s, {u"appraisal"_s, u"%FILE"_s, u"--month"_s, u"2026-09"_s}).code(), u"access.role"_s);
}

void TestCtlBoards::index_ofADeclaredMonth()
{
    QByteArray csv = "set,item,zh,value,from,to,source\n";
    const auto declare = [&csv](const QByteArray &item, const QByteArray &value) {
        csv += "safety," + item + ',' + item + ',' + value + ",2022-08-01,2022-08-31,月报\n";
    };
    for (const char *item : {"disputes_on_time", "agreements_performed", "petitions_on_time", "satisfaction"})
        declare(item, "90");
    QVERIFY(m_ctl.write(u"safety.csv"_s, csv));
    QCOMPARE(as(u"ji"_s, {u"import"_s, u"%FILE"_s, u"figures"_s, m_ctl.path(u"safety.csv"_s)}).exit, 0);
    const CtlAnswer index = as(u"jia"_s, {u"index"_s, u"%FILE"_s, u"--month"_s, u"2022-08"_s});
    QVERIFY2(index.exit == 0, index.all().constData());
    QCOMPARE(index.json()[u"index"_s].toString(), u"90.00"_s);
    QCOMPARE(index.json()[u"coverage"_s].toString(), u"0.55"_s);
    QVERIFY(!index.json()[u"published"_s].toBool()); // under 0.8
    QCOMPARE(as(u"jia"_s, {u"index"_s, u"%FILE"_s, u"--month"_s, u"2022-8"_s}).code(), u"safety.month_format"_s);
}

QTEST_GUILESS_MAIN(TestCtlBoards)
#include "tst_ctl_boards.moc"
