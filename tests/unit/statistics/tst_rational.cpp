#include <QTest>

#include <statistics/metrics.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Arithmetic of published figures: the seeds' own numbers (features.md 1.6).
class TestRational : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quotient_isRoundedHalfUp_data();
    void quotient_isRoundedHalfUp();
    void shares_addUpToAHundred_data();
    void shares_addUpToAHundred();
    void period_hasItsNeighbours_data();
    void period_hasItsNeighbours();
};

void TestRational::quotient_isRoundedHalfUp_data()
{
    QTest::addColumn<qint64>("numerator");
    QTest::addColumn<qint64>("divisor");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("seed Q success") << qint64{212500} << qint64{2155} << 2 << u"98.61"_s;
    QTest::newRow("seed L success") << qint64{1286100} << qint64{13395} << 2 << u"96.01"_s;
    QTest::newRow("two thirds") << qint64{200} << qint64{3} << 2 << u"66.67"_s;
    QTest::newRow("exactly half goes up") << qint64{1} << qint64{200} << 2 << u"0.01"_s;
    QTest::newRow("just under half") << qint64{4999999} << qint64{1000000000} << 2 << u"0.00"_s;
    QTest::newRow("binary would say 2.67") << qint64{2675} << qint64{1000} << 2 << u"2.68"_s;
    QTest::newRow("a fall rounds away from nothing") << qint64{-1} << qint64{200} << 2 << u"-0.01"_s;
    QTest::newRow("whole") << qint64{7} << qint64{2} << 0 << u"4"_s;
    QTest::newRow("large") << qint64{922337203685477580} << qint64{100} << 2 << u"9223372036854775.80"_s;
}

void TestRational::quotient_isRoundedHalfUp()
{
    QFETCH(const qint64, numerator);
    QFETCH(const qint64, divisor);
    QFETCH(const int, decimals);
    QTEST(roundedHalfUp(numerator, divisor, decimals), "text");
}

void TestRational::shares_addUpToAHundred_data()
{
    QTest::addColumn<QList<qint64>>("parts");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<bool>("adjusted");
    QTest::addColumn<QString>("plain");
    QTest::newRow("seed Q disputes") << QList<qint64>{1294, 418, 175, 268}
                                     << QStringList{u"60.05"_s, u"19.40"_s, u"8.12"_s, u"12.43"_s} << true
                                     << u"100.01"_s;
    QTest::newRow("thirds") << QList<qint64>{1, 1, 1} << QStringList{u"33.34"_s, u"33.33"_s, u"33.33"_s} << true
                            << u"99.99"_s;
    QTest::newRow("exact") << QList<qint64>{1, 3} << QStringList{u"25.00"_s, u"75.00"_s} << false << u"100.00"_s;
    QTest::newRow("nothing") << QList<qint64>{0, 0} << QStringList{QString(), QString()} << false << QString();
}

void TestRational::shares_addUpToAHundred()
{
    QFETCH(const QList<qint64>, parts);
    const Shares shares = sharesOf(parts);
    QTEST(shares.texts, "texts");
    QTEST(shares.adjusted, "adjusted");
    QTEST(shares.plainSum, "plain");
}

void TestRational::period_hasItsNeighbours_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QDate>("previousFrom");
    QTest::addColumn<QDate>("previousTo");
    QTest::addColumn<QDate>("yearFrom");
    QTest::addColumn<QDate>("yearTo");
    QTest::newRow("week") << QDate(2026, 9, 14) << QDate(2026, 9, 20) << QDate(2026, 9, 7) << QDate(2026, 9, 13)
                          << QDate(2025, 9, 14) << QDate(2025, 9, 20);
    QTest::newRow("March") << QDate(2026, 3, 1) << QDate(2026, 3, 31) << QDate(2026, 2, 1) << QDate(2026, 2, 28)
                           << QDate(2025, 3, 1) << QDate(2025, 3, 31);
    QTest::newRow("quarter") << QDate(2026, 4, 1) << QDate(2026, 6, 30) << QDate(2026, 1, 1) << QDate(2026, 3, 31)
                             << QDate(2025, 4, 1) << QDate(2025, 6, 30);
    QTest::newRow("year") << QDate(2026, 1, 1) << QDate(2026, 12, 31) << QDate(2025, 1, 1) << QDate(2025, 12, 31)
                          << QDate(2025, 1, 1) << QDate(2025, 12, 31);
    QTest::newRow("leap February") << QDate(2025, 2, 1) << QDate(2025, 2, 28) << QDate(2025, 1, 1) << QDate(2025, 1, 31)
                                   << QDate(2024, 2, 1) << QDate(2024, 2, 29);
}

void TestRational::period_hasItsNeighbours()
{
    QFETCH(const QDate, from);
    QFETCH(const QDate, to);
    const Period period{from, to};
    QTEST(period.previous().from, "previousFrom");
    QTEST(period.previous().to, "previousTo");
    QTEST(period.lastYear().from, "yearFrom");
    QTEST(period.lastYear().to, "yearTo");
}

QTEST_GUILESS_MAIN(TestRational)
#include "tst_rational.moc"
