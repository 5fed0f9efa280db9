#include <QTest>

#include <core/locale.h>

#include "dictionary.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Tables of figures that cannot be computed are refused with file and line, not found out at the first tile.
class TestDictionary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedTables_haveNoFault();
    void version_changesWithASettingThatAMetricReads();
    void faultyTable_isRefused_data();
    void faultyTable_isRefused();

private:
    [[nodiscard]] static QMap<QString, QByteArray> files()
    {
        return RuleSet::readFolder(resourcePath(u"rules"_s)).value();
    }
};

void TestDictionary::shippedTables_haveNoFault()
{
    const auto rules = RuleSet::load(files());
    QVERIFY(rules.has_value());
    for (const RuleFault &fault : metricFaults(**rules))
        QFAIL(qPrintable(fault.toString()));
}

void TestDictionary::version_changesWithASettingThatAMetricReads()
{
    auto tables = files();
    const QString before = MetricBook::of(**RuleSet::load(tables))->version();
    tables[u"settings"_s].replace("group_visit_threshold,int,5", "group_visit_threshold,int,6");
    const QString threshold = MetricBook::of(**RuleSet::load(tables))->version();
    QVERIFY(before != threshold);
    tables[u"settings"_s].replace("lock_failures,int,5", "lock_failures,int,4");
    QCOMPARE(MetricBook::of(**RuleSet::load(tables))->version(), threshold);
}

void TestDictionary::faultyTable_isRefused_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("says");
    const auto metric = [](const char *name, const char *row, const char *says) {
        QTest::newRow(name) << u"metrics"_s << QByteArray(row) << QString::fromLatin1(says);
    };
    metric("unknown field", "bad,figures_visits,count,visit,visitors_shoe = 43,day,,,,,batch,0,stats.read,x,x,x,x,x",
           "visitors_shoe");
    metric("no date", "bad,figures_visits,count,visit,,purpose,,,,,batch,0,stats.read,x,x,x,x,x", "no date");
    metric("no base", "bad,figures_visits,count,,,day,,,,,batch,0,stats.read,x,x,x,x,x", "no base");
    metric("no denominator", "bad,figures_visits,ratio,,,,,,visit_batches,,percent,2,stats.read,x,x,x,x,x",
           "without numerator or denominator");
    metric("loop", "bad,figures_visits,ratio,,,,,,bad,visit_batches,percent,2,stats.read,x,x,x,x,x", "loop");
    metric("ratio of a ratio", "bad,figures_visits,ratio,,,,,,rate_repeat,visit_batches,percent,2,stats.read,x,x,x,x,x",
           "no count or sum");
    metric("sum of a code", "bad,figures_visits,sum,visit,,day,,purpose,,,batch,0,stats.read,x,x,x,x,x",
           "no whole number");
    metric("unknown kind", "bad,figures_visits,guess,visit,,day,,,,,batch,0,stats.read,x,x,x,x,x", "no kind");
    QTest::newRow("a person's name as a dimension")
        << u"metric_fields"_s << QByteArray("visit,visitor_name,same,,,1,,x,x") << u"personal data"_s;
    QTest::newRow("unknown function") << u"metric_fields"_s << QByteArray("visit,shoe,guess,day,,,,x,x")
                                      << u"no function"_s;
    QTest::newRow("no link") << u"metric_fields"_s << QByteArray("visit,shoe,parent,day.size,,,,x,x") << u"no link"_s;
    metric("unknown rule", "bad,figures_mediation,computed,matter,,concluded_on,,shoes,,,yuan,2,stats.read,x,x,x,x,x",
           "no rule");
    const auto child = [](const char *name, const char *row, const char *says) {
        QTest::newRow(name) << u"metric_children"_s << QByteArray(row) << QString::fromLatin1(says);
    };
    child("child of no record", "matter,shoe,shoes,matter,id,,,,,,x,x", "no kind of record");
    child("child without the field", "matter,shoe,agreement,matter,size,,,,,,x,x", "no field");
    child("child by an unknown field", "matter,shoe,agreement,matter,form,colour = red,,,,,x,x", "no field here");
    child("child like another that is not there", "matter,shoe,agreement,matter,form,,,,number,size,x,x", "no field");
    QTest::newRow("unknown record") << u"metric_bases"_s << QByteArray("bad,shoes,org,,,x,x") << u"no kind of record"_s;
}

void TestDictionary::faultyTable_isRefused()
{
    QFETCH(const QString, table);
    QFETCH(const QByteArray, row);
    QFETCH(const QString, says);
    setLanguage(Language::English);
    auto tables = files();
    tables[table] += row + '\n';
    const auto rules = RuleSet::load(tables);
    QVERIFY(rules.has_value());
    const QList<RuleFault> faults = metricFaults(**rules);
    QVERIFY(!faults.isEmpty());
    QCOMPARE(faults.first().file, table + u".csv"_s);
    QVERIFY2(faults.first().message.contains(says), qPrintable(faults.first().message));
    QVERIFY(faults.first().line > 1);
}

QTEST_GUILESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
