#include <QTest>

#include <core/clock.h>
#include <core/locale.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestClock : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void instantIsShownInChina()
    {
        const Instant at = Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 5));
        QCOMPARE(at.toIso(), u"2026-09-14T09:05:00+08:00"_s);
        QCOMPARE(at.ms, QDateTime(QDate(2026, 9, 14), QTime(1, 5), QTimeZone::UTC).toMSecsSinceEpoch());
        setLanguage(Language::Chinese);
        QCOMPARE(at.display(), u"2026-09-14 周一 09:05"_s);
        setLanguage(Language::English);
        QCOMPARE(at.display(), u"2026-09-14 Mon 09:05"_s);
    }

    void localDateChangesAtMidnightInChina_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QDate>("date");
        const qint64 midnight = QDateTime(QDate(2026, 9, 13), QTime(16, 0), QTimeZone::UTC).toMSecsSinceEpoch();
        QTest::newRow("the last millisecond of a day") << midnight - 1 << QDate(2026, 9, 13);
        QTest::newRow("midnight") << midnight << QDate(2026, 9, 14);
        QTest::newRow("before 1970") << qint64(-8 * 3'600'000 - 1) << QDate(1969, 12, 31);
        QTest::newRow("the first day of 1970") << qint64(-8 * 3'600'000) << QDate(1970, 1, 1);
    }

    void localDateChangesAtMidnightInChina()
    {
        QFETCH(qint64, ms);
        QFETCH(QDate, date);
        QCOMPARE(Instant{ms}.localDate(), date);
        QCOMPARE(Instant{ms}.local().date(), date);
    }

    void isoTextIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("iso"); // empty: refused
        const QString same = u"2026-09-14T09:05:00+08:00"_s;
        QTest::newRow("as written") << same << same;
        QTest::newRow("UTC") << u"2026-09-14T01:05:00Z"_s << same;
        QTest::newRow("another offset") << u"2026-09-13T20:35:00-04:30"_s << same;
        QTest::newRow("without seconds") << u"2026-09-14T09:05+08:00"_s << same;
        QTest::newRow("with a fraction") << u"2026-09-14T09:05:00.250+08:00"_s << same;
        QTest::newRow("without offset") << u"2026-09-14T09:05:00"_s << QString();
        QTest::newRow("impossible day") << u"2026-02-30T09:05:00+08:00"_s << QString();
        QTest::newRow("impossible hour") << u"2026-09-14T25:05:00+08:00"_s << QString();
        QTest::newRow("impossible offset") << u"2026-09-14T09:05:00+18:00"_s << QString();
        QTest::newRow("text behind") << u"2026-09-14T09:05:00Zoo"_s << QString();
        QTest::newRow("line break behind") << u"2026-09-14T09:05:00Z\n"_s << QString();
        QTest::newRow("a date") << u"2026-09-14"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }

    void isoTextIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, iso);
        const auto parsed = Instant::parse(text);
        QCOMPARE(parsed.has_value(), !iso.isEmpty());
        if (parsed) {
            QCOMPARE(parsed->toIso(), iso);
        } else {
            // A day that no calendar has is told apart from what is no instant at all.
            QCOMPARE(parsed.error().code, text.startsWith(u"2026-02-30"_s) ? u"date.impossible"_s : u"time.format"_s);
        }
    }

    void fractionIsKept()
    {
        const auto parsed = Instant::parse(u"1970-01-01T00:00:01.5Z"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->ms, 1500);
    }

    void dateIsReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code"); // empty: read
        QTest::newRow("a date") << u"2026-09-14"_s << QString();
        QTest::newRow("leap day") << u"2024-02-29"_s << QString();
        QTest::newRow("no leap day") << u"2026-02-29"_s << u"date.impossible"_s;
        QTest::newRow("30 February") << u"2026-02-30"_s << u"date.impossible"_s;
        QTest::newRow("month 13") << u"2026-13-01"_s << u"date.impossible"_s;
        QTest::newRow("year 0") << u"0000-01-01"_s << u"date.impossible"_s;
        QTest::newRow("single digits") << u"2026-9-14"_s << u"date.format"_s;
        QTest::newRow("slashes") << u"2026/09/14"_s << u"date.format"_s;
        QTest::newRow("full-width digits") << u"２０２６-09-14"_s << u"date.format"_s;
        QTest::newRow("space behind") << u"2026-09-14 "_s << u"date.format"_s;
        QTest::newRow("empty") << QString() << u"date.format"_s;
    }

    void dateIsReadStrictly()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto parsed = parseDate(text);
        QCOMPARE(parsed ? QString() : parsed.error().code, code);
        if (parsed) {
            QCOMPARE(parsed->toString(Qt::ISODate), text);
        }
    }

    void fixedClockStandsStill()
    {
        FixedClock clock(Instant{42});
        QCOMPARE(clock.now().ms, 42);
        clock.set(Instant{43});
        QCOMPARE(clock.now().ms, 43);
        const Instant before{QDateTime::currentMSecsSinceEpoch()};
        QVERIFY(SystemClock().now() >= before);
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
