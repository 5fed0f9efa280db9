#include <QTest>

#include <core/money.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestMoney : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void yuanIsReadAsFen_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("fen"); // negative: refused
        QTest::addColumn<QString>("code");
        QTest::newRow("whole yuan") << u"2000"_s << qint64(200'000) << QString();
        QTest::newRow("one decimal") << u"2000.5"_s << qint64(200'050) << QString();
        QTest::newRow("thousands") << u"2,000.50"_s << qint64(200'050) << QString();
        QTest::newRow("full-width") << u"２０００．５０"_s << qint64(200'050) << QString();
        QTest::newRow("spaces around") << u" 12 "_s << qint64(1200) << QString();
        QTest::newRow("nothing") << u"0"_s << qint64(0) << QString();
        QTest::newRow("one fen") << u"0.01"_s << qint64(1) << QString();
        QTest::newRow("binary fractions do not round") << u"1.15"_s << qint64(115) << QString();
        QTest::newRow("largest") << u"100000000000.00"_s << qint64(10'000'000'000'000) << QString();
        QTest::newRow("one fen too much") << u"100000000000.01"_s << qint64(-1) << u"money.range"_s;
        QTest::newRow("beyond 64 bits") << u"99999999999999999999999"_s << qint64(-1) << u"money.range"_s;
        QTest::newRow("negative") << u"-1"_s << qint64(-1) << u"money.range"_s;
        QTest::newRow("three decimals") << u"1.001"_s << qint64(-1) << u"money.format"_s;
        QTest::newRow("commas in wrong places") << u"20,00"_s << qint64(-1) << u"money.format"_s;
        QTest::newRow("unit behind") << u"20元"_s << qint64(-1) << u"money.format"_s;
        QTest::newRow("exponent") << u"1e3"_s << qint64(-1) << u"money.format"_s;
        QTest::newRow("point only") << u"."_s << qint64(-1) << u"money.format"_s;
        QTest::newRow("empty") << QString() << qint64(-1) << u"money.format"_s;
    }

    void yuanIsReadAsFen()
    {
        QFETCH(QString, text);
        QFETCH(qint64, fen);
        QFETCH(QString, code);
        const auto money = Money::parse(text);
        QCOMPARE(money ? QString() : money.error().code, code);
        QCOMPARE(money ? money->fen : -1, fen);
    }

    void fenIsShownAsYuan_data()
    {
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("display");
        QTest::newRow("nothing") << qint64(0) << u"0.00"_s << u"0.00 yuan"_s;
        QTest::newRow("below ten fen") << qint64(5) << u"0.05"_s << u"0.05 yuan"_s;
        QTest::newRow("no group") << qint64(99'999) << u"999.99"_s << u"999.99 yuan"_s;
        QTest::newRow("one group") << qint64(200'050) << u"2000.50"_s << u"2,000.50 yuan"_s;
        QTest::newRow("two groups") << qint64(123'456'789) << u"1234567.89"_s << u"1,234,567.89 yuan"_s;
        QTest::newRow("difference below zero") << qint64(-50) << u"-0.50"_s << u"-0.50 yuan"_s;
    }

    void fenIsShownAsYuan()
    {
        QFETCH(qint64, fen);
        QFETCH(QString, plain);
        QFETCH(QString, display);
        QCOMPARE(Money{fen}.toString(), plain);
        QCOMPARE(Money{fen}.display(), display);
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
