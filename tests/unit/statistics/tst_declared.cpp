#include <QJsonArray>
#include <QTest>

#include <core/locale.h>
#include <reception/reception.h>
#include <statistics/declared.h>
#include <statistics/statistics.h>

#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The reconciliation desk on the five seeds: every sum that holds is accepted, what cannot hold is named in a sentence
// (features.md 1.6 and idea 2).
class TestDeclared : public QObject {
    Q_OBJECT

    std::unique_ptr<TestCounty> m_county;

private Q_SLOTS:
    void initTestCase();
    void demoFigures_mismatchWhereTheSeedDoes();
    void figures_areChecked_data();
    void figures_areChecked();
    void sameReturnAgain_addsNothing();
    void correction_keepsWhatWasDeclared();
    void laterPeriod_isComparedWithTheLast();
    void listBehind_isComparedWhereThereIsOne();
    void unit_isComparedWithTheDictionary();
    void declaration_isRefused_data();
    void declaration_isRefused();

private:
    static QJsonObject item(const QString &set, const QString &code, const QString &value,
                            const QJsonObject &more = {});
    Result<ActionOutcome> declare(const QJsonArray &figures, const QString &login = u"ji"_s);
    QList<Mismatch> mismatches(const QString &set);
};

void TestDeclared::initTestCase()
{
    setLanguage(Language::English);
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

QJsonObject TestDeclared::item(const QString &set, const QString &code, const QString &value, const QJsonObject &more)
{
    QJsonObject figure{{u"set"_s, set},
                       {u"item"_s, code},
                       {u"zh"_s, code},
                       {u"value"_s, value},
                       {u"from_date"_s, u"2025-01-01"_s},
                       {u"to_date"_s, u"2025-12-31"_s},
                       {u"source"_s, u"种子文本"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        figure.insert(it.key(), it.value());
    return figure;
}

Result<ActionOutcome> TestDeclared::declare(const QJsonArray &figures, const QString &login)
{
    return m_county->act(login, u"declare_figures"_s, {{u"figures"_s, figures}});
}

QList<Mismatch> TestDeclared::mismatches(const QString &set)
{
    return m_county->read(u"jia"_s, [&](ReadContext &context) { return reconcile(context, set).value().mismatches; });
}

void TestDeclared::demoFigures_mismatchWhereTheSeedDoes()
{
    const auto all = m_county->read(u"jia"_s, [](ReadContext &context) { return reconcile(context).value(); });
    QVERIFY(all.figures > 60);
    QVERIFY(all.checks > 10);
    QStringList checks;
    for (const Mismatch &mismatch : all.mismatches)
        checks << mismatch.set + u' ' + mismatch.check;
    checks.sort();
    QCOMPARE(checks, (QStringList{u"Q disputes_shares"_s, u"Q villages_committees"_s}));
    for (const Mismatch &mismatch : all.mismatches) {
        QVERIFY(!mismatch.owner.isEmpty() && !mismatch.ownerWord.isEmpty());
        const bool shares = mismatch.check == "disputes_shares"_L1;
        QVERIFY2(mismatch.sentence.contains(shares ? u"100.01"_s : u"difference of 3"_s),
                 qPrintable(mismatch.sentence));
    }
}

void TestDeclared::figures_areChecked_data()
{
    QTest::addColumn<QStringList>("items"); // item value
    QTest::addColumn<QStringList>("checks");
    const auto holds = [](const char *name, const QStringList &items) {
        QTest::newRow(name) << items << QStringList{};
    };
    holds("Q disputes", {u"disp.total 2155"_s, u"disp.success 2125"_s, u"disp.fail 30"_s, u"disp.rate 98.61"_s});
    holds("T grids", {u"grid.total 2831"_s, u"grid.rural 1870"_s, u"grid.urban 961"_s});
    holds("T staff", {u"staff.total 3198"_s, u"staff.rural 2008"_s, u"staff.urban 1190"_s});
    holds("L success", {u"disp.total 13395"_s, u"disp.success 12861"_s, u"disp.rate 96.01"_s});
    holds("L grids", {u"grid.total 1091"_s, u"grid.rural 350"_s, u"grid.urban 741"_s});
    holds("G levels", {u"grid.total 278"_s, u"grid.level1 44"_s, u"grid.level2 221"_s, u"grid.level3 13"_s});
    holds("G 98.9 % of 4582", {u"disp.total 4582"_s, u"disp.rate 98.9"_s});
    holds("another reading of G", {u"diverted.total 2089"_s, u"diverted.growth 182.68"_s});
    holds("largest remainder", {u"disp.neighbour.share 60.05"_s, u"disp.family.share 19.40"_s,
                                u"disp.land.share 8.12"_s, u"disp.other.share 12.43"_s});
    holds("not everything was declared", {u"grid.total 278"_s, u"grid.rural 1"_s});
    QTest::newRow("G 74.34 % of 2815") << QStringList{u"diverted.total 2815"_s, u"diverted.rate 74.34"_s}
                                       << QStringList{u"diverted_rate"_s};
    QTest::newRow("G growth") << QStringList{u"diverted.total 2815"_s, u"diverted.growth 182.68"_s,
                                             u"diverted.rate 74.34"_s}
                              << QStringList{u"diverted_rate"_s, u"diverted_growth"_s};
    QTest::newRow("267 against 264") << QStringList{u"centres.village 267"_s, u"org.village_committees 260"_s,
                                                    u"org.community_committees 4"_s}
                                     << QStringList{u"villages_committees"_s};
    QTest::newRow("shares of 100.01") << QStringList{u"disp.neighbour.share 60.05"_s, u"disp.family.share 19.40"_s,
                                                     u"disp.land.share 8.12"_s, u"disp.other.share 12.44"_s}
                                      << QStringList{u"disputes_shares"_s};
    QTest::newRow("wrong rate") << QStringList{u"disp.total 2155"_s, u"disp.success 2125"_s, u"disp.rate 98.60"_s}
                                << QStringList{u"disputes_rate"_s, u"disputes_rate_possible"_s};
    QTest::newRow("wrong sum") << QStringList{u"grid.total 1056"_s, u"grid.urban 70"_s, u"grid.rural 985"_s}
                               << QStringList{u"grids_parts"_s};
}

void TestDeclared::figures_areChecked()
{
    QFETCH(const QStringList, items);
    const QString set = QString::fromLatin1(QTest::currentDataTag());
    QJsonArray figures;
    for (const QString &one : items)
        figures.append(item(set, one.section(u' ', 0, 0), one.section(u' ', 1)));
    const auto declared = declare(figures);
    QVERIFY2(declared.has_value(), declared ? "" : qPrintable(declared.error().message));
    QStringList checks;
    for (const Mismatch &mismatch : mismatches(set)) {
        checks << mismatch.check;
        QVERIFY(mismatch.sentence.endsWith(u'.'));
        QCOMPARE(mismatch.ownerWord, u"己信息"_s); // who declared it clears it up
    }
    QTEST(checks, "checks");
}

void TestDeclared::sameReturnAgain_addsNothing()
{
    const QJsonArray figures{item(u"again"_s, u"a"_s, u"1"_s), item(u"again"_s, u"b"_s, u"2"_s)};
    QCOMPARE(declare(figures)->extra[u"added"_s].toInt(), 2);
    QCOMPARE(declare(figures)->extra[u"added"_s].toInt(), 0);
}

void TestDeclared::correction_keepsWhatWasDeclared()
{
    QVERIFY(declare({item(u"corrected"_s, u"a"_s, u"1"_s)}).has_value());
    QVERIFY(declare({item(u"corrected"_s, u"a"_s, u"2"_s)}).has_value());
    const auto rows = m_county->read(u"jia"_s, [](ReadContext &context) {
        QStringList values;
        for (const Row &row : context.tx.select(declaredFigureEntity(), u"\"set\" = 'corrected' ORDER BY rowid"_s))
            values << row.text("value"_L1) + (row.isNull("replaced_by"_L1) ? u" stands"_s : u" replaced"_s);
        return values;
    });
    QCOMPARE(rows, (QStringList{u"1 replaced"_s, u"2 stands"_s}));
}

void TestDeclared::laterPeriod_isComparedWithTheLast()
{
    const QJsonObject later{{u"from_date"_s, u"2026-01-01"_s}, {u"to_date"_s, u"2026-08-31"_s}};
    QVERIFY(declare({item(u"jump"_s, u"a"_s, u"100"_s), item(u"jump"_s, u"b"_s, u"100"_s),
                     item(u"jump"_s, u"a"_s, u"151"_s, later), item(u"jump"_s, u"b"_s, u"150"_s, later)})
                .has_value());
    const QList<Mismatch> found = mismatches(u"jump"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().check, u"last"_s);
    QCOMPARE(found.first().items, QStringList{u"a"_s});
    QVERIFY(found.first().sentence.contains(u"51.00 %"_s));
}

void TestDeclared::listBehind_isComparedWhereThereIsOne()
{
    const auto visits =
        m_county->desk->store()
            .write([](Writer &tx) -> Result<> {
                for (int i = 0; i < 3; ++i) {
                    Row row(visitEntity());
                    for (const QLatin1StringView field : {"number"_L1, "ticket"_L1, "notice_version"_L1})
                        row.set(field, u"n%1"_s.arg(i));
                    row.set("state"_L1, u"V7"_s);
                    row.set("org"_L1, u"620521"_s);
                    row.set("day"_L1, QVariant(QDate(2024, 3, 1)));
                    row.set("channel"_L1, u"WINDOW"_s);
                    row.set("purpose"_L1, u"purpose_dispute"_s);
                    row.set("head_count"_L1, QVariant(2));
                    row.set("arrived_at"_L1, Instant{1});
                    row.set("first_contact"_L1, QVariant(QUuid::createUuid()));
                    tx.insert(row);
                }
                return {};
            })
            .result();
    QVERIFY(visits.has_value());
    const auto of = [](const QString &code, const QString &value, const QString &metric, const QString &unit,
                       const QString &from, const QString &to) {
        return item(u"list"_s, code, value,
                    {{u"metric"_s, metric}, {u"unit"_s, unit}, {u"from_date"_s, from}, {u"to_date"_s, to}});
    };
    const QString from = u"2024-01-01"_s;
    const QString to = u"2024-12-31"_s;
    QVERIFY(declare({of(u"batches"_s, u"3"_s, u"visit_batches"_s, u"批"_s, from, to),
                     of(u"persons"_s, u"7"_s, u"visit_person_times"_s, u"人次"_s, from, to),
                     of(u"long_ago"_s, u"9"_s, u"visit_batches"_s, u"批"_s, u"2019-01-01"_s, u"2019-12-31"_s)})
                .has_value());
    const QList<Mismatch> found = mismatches(u"list"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().check, u"list"_s);
    QCOMPARE(found.first().items, QStringList{u"persons"_s});
    QVERIFY2(found.first().sentence.contains(u"gives 6"_s), qPrintable(found.first().sentence));
}

void TestDeclared::unit_isComparedWithTheDictionary()
{
    const QJsonObject visits{{u"metric"_s, u"visit_batches"_s}, {u"unit"_s, u"人次"_s}};
    const QJsonObject disputes{
        {u"metric"_s, u"visit_batches"_s}, {u"filters"_s, u"purpose=purpose_dispute"_s}, {u"unit"_s, u"件"_s}};
    QVERIFY(declare({item(u"unit"_s, u"a"_s, u"5"_s, visits), item(u"unit"_s, u"b"_s, u"5"_s, disputes)}).has_value());
    const QList<Mismatch> found = mismatches(u"unit"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().check, u"unit"_s);
    QCOMPARE(found.first().items, QStringList{u"a"_s});
}

void TestDeclared::declaration_isRefused_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown figure") << u"ji"_s << QJsonObject{{u"metric"_s, u"score"_s}}
                                    << u"declared.metric_unknown"_s;
    QTest::newRow("reversed") << u"ji"_s << QJsonObject{{u"to_date"_s, u"2024-01-01"_s}}
                              << u"declared.period_reversed"_s;
    QTest::newRow("another town's") << u"xin"_s << QJsonObject{{u"area"_s, u"620521100"_s}} << u"declared.area_scope"_s;
    QTest::newRow("a mediator") << u"ding"_s << QJsonObject{} << u"access.role"_s;
}

void TestDeclared::declaration_isRefused()
{
    QFETCH(const QString, login);
    QFETCH(const QJsonObject, more);
    const auto answer = declare({item(u"refused"_s, u"a"_s, u"1"_s, more)}, login);
    QVERIFY(!answer);
    QTEST(answer.error().code, "code");
    QCOMPARE(mismatches(u"refused"_s).size(), 0);
}

QTEST_GUILESS_MAIN(TestDeclared)
#include "tst_declared.moc"
