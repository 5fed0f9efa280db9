#include <QTest>

#include <core/division.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestDivision : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void codeIsReadAsShortAsItsLevel_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QString>("padded");
        QTest::newRow("province") << u"62"_s << u"62"_s << u"620000000000"_s;
        QTest::newRow("city") << u"6205"_s << u"6205"_s << u"620500000000"_s;
        QTest::newRow("county") << u"620521"_s << u"620521"_s << u"620521000000"_s;
        QTest::newRow("town") << u"620521105"_s << u"620521105"_s << u"620521105000"_s;
        QTest::newRow("village") << u"620521105201"_s << u"620521105201"_s << u"620521105201"_s;
        QTest::newRow("county filled up") << u"620521000000"_s << u"620521"_s << u"620521000000"_s;
        QTest::newRow("town filled up") << u"620521100000"_s << u"620521100"_s << u"620521100000"_s;
        QTest::newRow("city filled up") << u"620500"_s << u"6205"_s << u"620500000000"_s;
        QTest::newRow("province filled up") << u"620000000000"_s << u"62"_s << u"620000000000"_s;
        QTest::newRow("city without counties stands as one") << u"441900"_s << u"441900"_s << u"441900000000"_s;
        QTest::newRow("town of a city without counties") << u"441900003000"_s << u"441900003"_s << u"441900003000"_s;
    }

    void codeIsReadAsShortAsItsLevel()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);
        QFETCH(QString, padded);
        const auto code = DivisionCode::parse(text);
        QVERIFY2(code, qPrintable(code ? QString() : code.error().message));
        QCOMPARE(code->digits(), digits);
        QCOMPARE(static_cast<qsizetype>(code->level()), digits.size());
        QCOMPARE(code->padded(), padded);
        QCOMPARE(DivisionCode::parse(padded).value(), *code);
    }

    void wrongCodeIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("five digits") << u"62052"_s;
        QTest::newRow("letters") << u"62O521"_s;
        QTest::newRow("full-width digits") << u"６２０５２１"_s;
        QTest::newRow("province below 11") << u"100521"_s;
        QTest::newRow("province above 82") << u"830521"_s;
        QTest::newRow("test area 999999") << u"999999"_s;
        QTest::newRow("county without a city") << u"620021"_s;
        QTest::newRow("town without a county") << u"620500100"_s;
        QTest::newRow("village without a town") << u"620521000201"_s;
        QTest::newRow("space") << u"62052 "_s;
        QTest::newRow("thirteen digits") << u"6205211002011"_s;
    }

    void wrongCodeIsRefused()
    {
        QFETCH(QString, text);
        const auto code = DivisionCode::parse(text);
        QVERIFY(!code);
        QCOMPARE(code.error().code, u"division.format"_s);
    }

    void prefixContains_data()
    {
        QTest::addColumn<QString>("outer");
        QTest::addColumn<QString>("inner");
        QTest::addColumn<bool>("contains");
        QTest::newRow("county holds its village") << u"620521"_s << u"620521105201"_s << true;
        QTest::newRow("county holds itself") << u"620521"_s << u"620521000000"_s << true;
        QTest::newRow("town does not hold its county") << u"620521105"_s << u"620521"_s << false;
        QTest::newRow("town does not hold its neighbour's village") << u"620521105"_s << u"620521106201"_s << false;
        QTest::newRow("city without counties holds its town") << u"4419"_s << u"441900003"_s << true;
    }

    void prefixContains()
    {
        QFETCH(QString, outer);
        QFETCH(QString, inner);
        QFETCH(bool, contains);
        QCOMPARE(DivisionCode::parse(outer)->contains(*DivisionCode::parse(inner)), contains);
        QVERIFY(!DivisionCode().contains(*DivisionCode::parse(inner)));
    }

    void parentsLeadToTheProvince()
    {
        DivisionCode code = *DivisionCode::parse(u"620521105201"_s);
        QCOMPARE(code.county().digits(), u"620521"_s);
        QStringList chain;
        for (; !code.isNull(); code = code.parent()) {
            chain << code.digits();
        }
        QCOMPARE(chain.join(u' '), u"620521105201 620521105 620521 6205 62"_s);
    }

    void gridCodeFollowsThePattern_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("valid");
        const QString usual = GridCode::defaultPattern;
        QTest::newRow("fifteen digits") << u"620521105201001"_s << usual << true;
        QTest::newRow("micro-grid") << u"62052110520100102"_s << usual << true;
        QTest::newRow("serial 000") << u"620521105201000"_s << usual << false;
        QTest::newRow("serial missing") << u"620521105201"_s << usual << false;
        QTest::newRow("of a town, not a village") << u"620521105000001"_s << usual << false;
        QTest::newRow("no such province") << u"999999105201001"_s << usual << false;
        QTest::newRow("line break behind") << u"620521105201001\n"_s << usual << false;
        QTest::newRow("a county's own pattern") << u"620521105201-G7"_s << uR"(\d{12}-G\d+)"_s << true;
        QTest::newRow("own pattern, part of the text only") << u"620521105201-G7x"_s << uR"(\d{12}-G\d+)"_s << false;
    }

    void gridCodeFollowsThePattern()
    {
        QFETCH(QString, text);
        QFETCH(QString, pattern);
        QFETCH(bool, valid);
        const auto grid = GridCode::parse(text, QRegularExpression(pattern));
        QCOMPARE(grid.has_value(), valid);
        if (grid) {
            QCOMPARE(grid->text(), text);
            QCOMPARE(grid->village().digits(), u"620521105201"_s);
        } else {
            QCOMPARE(grid.error().code, u"grid.format"_s);
        }
    }
};

QTEST_APPLESS_MAIN(TestDivision)
#include "tst_division.moc"
