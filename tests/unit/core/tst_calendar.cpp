#include <QDir>
#include <QFile>
#include <QTest>

#include <core/calendar.h>
#include <core/locale.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

QByteArray shipped(int year)
{
    QFile file(QStringLiteral(CALENDAR_FOLDER) + u"/%1.json"_s.arg(year));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

WorkCalendar shippedCalendar()
{
    WorkCalendar calendar;
    for (const int year : {2024, 2025, 2026}) {
        if (!calendar.addYear(shipped(year), u"%1.json"_s.arg(year))) {
            qFatal("the shipped calendar of %d cannot be read", year);
        }
    }
    return calendar;
}

Instant at(const QString &iso)
{
    return Instant::parse(iso + u"+08:00"_s).value();
}

} // namespace

class TestCalendar : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { m_calendar = shippedCalendar(); }

    void yearHasItsWorkingDays_data()
    {
        QTest::addColumn<int>("year");
        QTest::addColumn<int>("days");
        QTest::newRow("2024") << 2024 << 251;
        QTest::newRow("2025") << 2025 << 248;
        QTest::newRow("2026") << 2026 << 248;
        QTest::newRow("2027 unpublished: Monday to Friday") << 2027 << 261;
    }

    void yearHasItsWorkingDays()
    {
        QFETCH(int, year);
        QFETCH(int, days);
        QCOMPARE(m_calendar.workingDaysBetween(QDate(year - 1, 12, 31), QDate(year, 12, 31)), days);
        QCOMPARE(m_calendar.workingDaysBetween(QDate(year, 12, 31), QDate(year - 1, 12, 31)), -days);
        QCOMPARE(m_calendar.isPublished(QDate(year, 6, 1)), year <= 2026);
    }

    void dayIsWorkingOrNot_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::addColumn<bool>("working");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain Monday") << QDate(2026, 9, 14) << true << QString();
        QTest::newRow("plain Sunday") << QDate(2026, 9, 13) << false << QString();
        QTest::newRow("holiday on a Thursday") << QDate(2026, 10, 1) << false << u"国庆节"_s;
        QTest::newRow("make-up Sunday works") << QDate(2026, 9, 20) << true << u"国庆节补班"_s;
        QTest::newRow("make-up Saturday works") << QDate(2026, 10, 10) << true << u"国庆节补班"_s;
        QTest::newRow("no notice: May Day works") << QDate(2028, 5, 1) << true << QString();
        QTest::newRow("invalid date does not work") << QDate() << false << QString();
    }

    void dayIsWorkingOrNot()
    {
        QFETCH(QDate, day);
        QFETCH(bool, working);
        QFETCH(QString, name);
        QCOMPARE(m_calendar.isWorkingDay(day), working);
        setLanguage(Language::Chinese);
        QCOMPARE(m_calendar.dayName(day), name);
        setLanguage(Language::English);
        QCOMPARE(m_calendar.dayName(QDate(2026, 10, 1)), u"National Day"_s);
        setLanguage(Language::Chinese);
    }

    void dayClockEndsByTheRules_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<ClockUnit>("unit");
        QTest::addColumn<bool>("rolls");
        QTest::addColumn<QDate>("raw");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<bool>("provisional");
        const auto row = [](const char *name, const char *start, int length, ClockUnit unit, QDate raw, QDate date,
                            bool provisional = false, bool rolls = true) {
            QTest::newRow(name) << QString::fromLatin1(start) << length << unit << rolls << raw << date << provisional;
        };
        using enum ClockUnit;
        row("JC_APPLY_30 ends in the golden week, rolls past it", "2026-09-02T10:00", 30, CalendarDay,
            QDate(2026, 10, 2), QDate(2026, 10, 8));
        row("TRAF_APPLY_10 ends on a make-up Sunday, stays", "2026-09-10T10:00", 10, CalendarDay, QDate(2026, 9, 20),
            QDate(2026, 9, 20));
        row("AR_60 ends on a Saturday, rolls to Monday", "2026-09-01T10:00", 60, CalendarDay, QDate(2026, 10, 31),
            QDate(2026, 11, 2));
        row("XF_60 ends on a Friday", "2026-09-21T10:00", 60, CalendarDay, QDate(2026, 11, 20), QDate(2026, 11, 20));
        row("XF_60 prolonged by 30", "2026-09-21T10:00", 90, CalendarDay, QDate(2026, 12, 20), QDate(2026, 12, 21));
        row("without rolling the raw day stays", "2026-09-02T10:00", 30, CalendarDay, QDate(2026, 10, 2),
            QDate(2026, 10, 2), false, false);
        row("calendar days into an unpublished year", "2026-12-15T10:00", 30, CalendarDay, QDate(2027, 1, 14),
            QDate(2027, 1, 14), true);
        row("not rolling looks at no calendar", "2026-12-15T10:00", 30, CalendarDay, QDate(2027, 1, 14),
            QDate(2027, 1, 14), false, false);
        row("OBJ_5WD over mid-autumn and national day", "2026-09-24T10:00", 5, WorkingDay, QDate(2026, 10, 9),
            QDate(2026, 10, 9));
        row("MEDI_30WD", "2026-09-18T10:00", 30, WorkingDay, QDate(2026, 11, 5), QDate(2026, 11, 5));
        row("MEDI_30WD with ten appraisal days left out", "2026-09-18T10:00", 40, WorkingDay, QDate(2026, 11, 19),
            QDate(2026, 11, 19));
        row("MEDI_30WD beyond the last notice", "2026-12-10T10:00", 30, WorkingDay, QDate(2027, 1, 21),
            QDate(2027, 1, 21), true);
        row("working days beyond the last notice without rolling", "2026-12-31T10:00", 1, WorkingDay, QDate(2027, 1, 1),
            QDate(2027, 1, 1), true, false);
        row("SLA_SIGN 2 working days over a weekend", "2026-09-11T16:00", 2, WorkingDay, QDate(2026, 9, 15),
            QDate(2026, 9, 15));
        row("SLA_SIGN from a rest day", "2026-09-12T09:00", 2, WorkingDay, QDate(2026, 9, 15), QDate(2026, 9, 15));
        row("month: same day-number", "2026-08-14T10:00", 1, Month, QDate(2026, 9, 14), QDate(2026, 9, 14));
        row("month from the 31st: month's end, a make-up Saturday", "2026-01-31T10:00", 1, Month, QDate(2026, 2, 28),
            QDate(2026, 2, 28));
        row("month from the 31st into 30 days", "2026-03-31T10:00", 1, Month, QDate(2026, 4, 30), QDate(2026, 4, 30));
        row("month from the 30th into a leap February", "2024-01-30T10:00", 1, Month, QDate(2024, 2, 29),
            QDate(2024, 2, 29));
        row("six months end on a Sunday, roll", "2025-11-30T10:00", 6, Month, QDate(2026, 5, 30), QDate(2026, 6, 1));
        row("year from 29 February", "2024-02-29T10:00", 1, Year, QDate(2025, 2, 28), QDate(2025, 2, 28));
        row("two years, provisional", "2026-01-05T10:00", 2, Year, QDate(2028, 1, 5), QDate(2028, 1, 5), true);
        row("the start day is the day in China, not in UTC", "2026-09-02T00:30", 30, CalendarDay, QDate(2026, 10, 2),
            QDate(2026, 10, 8));
        row("nothing to wait for on a rest day rolls", "2026-09-12T09:00", 0, CalendarDay, QDate(2026, 9, 12),
            QDate(2026, 9, 14));
    }

    void dayClockEndsByTheRules()
    {
        QFETCH(QString, start);
        QFETCH(int, length);
        QFETCH(ClockUnit, unit);
        QFETCH(bool, rolls);
        QFETCH(QDate, raw);
        QFETCH(QDate, date);
        QFETCH(bool, provisional);
        const DueDate due = m_calendar.due(at(start), length, unit, rolls);
        QCOMPARE(due.rawDate, raw);
        QCOMPARE(due.date, date);
        QCOMPARE(due.provisional, provisional);
        QCOMPARE(due.rawDue, Instant::fromLocal(raw.addDays(1), QTime(0, 0)));
        QCOMPARE(due.due, Instant::fromLocal(date.addDays(1), QTime(0, 0)));
        QCOMPARE(due.calendarVersion, m_calendar.version());
    }

    void shortClockEndsAtItsInstant_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<ClockUnit>("unit");
        QTest::addColumn<QString>("end");
        using enum ClockUnit;
        QTest::newRow("DV_72H over a holiday does not roll")
            << u"2026-09-30T15:00"_s << 72 << Hour << u"2026-10-03T15:00"_s;
        QTest::newRow("resident unit 30 minutes") << u"2026-09-14T23:50"_s << 30 << Minute << u"2026-09-15T00:20"_s;
        QTest::newRow("half day from the morning")
            << u"2026-09-14T09:05"_s << 1 << WorkingHalfDay << u"2026-09-14T18:00"_s;
        QTest::newRow("half day from noon") << u"2026-09-14T12:00"_s << 1 << WorkingHalfDay << u"2026-09-15T12:00"_s;
        QTest::newRow("half day from Friday afternoon")
            << u"2026-09-11T15:00"_s << 1 << WorkingHalfDay << u"2026-09-14T12:00"_s;
        QTest::newRow("half day from Saturday")
            << u"2026-09-12T09:00"_s << 1 << WorkingHalfDay << u"2026-09-14T12:00"_s;
        QTest::newRow("half day before a make-up Sunday")
            << u"2026-09-19T15:00"_s << 1 << WorkingHalfDay << u"2026-09-20T12:00"_s;
        QTest::newRow("three half days") << u"2026-09-14T09:05"_s << 3 << WorkingHalfDay << u"2026-09-15T18:00"_s;
    }

    void shortClockEndsAtItsInstant()
    {
        QFETCH(QString, start);
        QFETCH(int, length);
        QFETCH(ClockUnit, unit);
        QFETCH(QString, end);
        const DueDate due = m_calendar.due(at(start), length, unit, true);
        QCOMPARE(due.due, at(end));
        QCOMPARE(due.rawDue, due.due);
        QCOMPARE(due.date, at(end).localDate());
        QVERIFY(!due.provisional);
    }

    void whatIsLeftOut_movesTheEnd_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<ClockUnit>("unit");
        QTest::addColumn<QList<TimeSpan>>("leftOut");
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("end");
        using enum ClockUnit;
        const auto span = [](const QString &from, const QString &until) {
            return TimeSpan{at(from + u"T00:00"_s), at(until + u"T00:00"_s)};
        };
        const QList<TimeSpan> october{span(u"2026-10-12"_s, u"2026-10-24"_s)};
        QTest::newRow("working days: ten of twelve days")
            << u"2026-09-18T10:00"_s << 30 << WorkingDay << october << u"2026-11-20T00:00"_s << u"2026-11-20T00:00"_s;
        QTest::newRow("calendar days: all twelve")
            << u"2026-09-18T10:00"_s << 30 << CalendarDay << october << u"2026-10-31T00:00"_s << u"2026-10-31T00:00"_s;
        QTest::newRow("a month: twelve days later, rolled")
            << u"2026-09-19T10:00"_s << 1 << Month << october << u"2026-11-01T00:00"_s << u"2026-11-03T00:00"_s;
        QTest::newRow("rolling skips what is left out")
            << u"2026-10-01T10:00"_s << 9 << CalendarDay << QList{span(u"2026-10-12"_s, u"2026-10-14"_s)}
            << u"2026-10-11T00:00"_s << u"2026-10-11T00:00"_s;
        QTest::newRow("last day on a Sunday before days left out")
            << u"2026-10-02T10:00"_s << 9 << CalendarDay << QList{span(u"2026-10-12"_s, u"2026-10-14"_s)}
            << u"2026-10-12T00:00"_s << u"2026-10-15T00:00"_s;
        QTest::newRow("before the start: nothing")
            << u"2026-10-26T10:00"_s << 3 << WorkingDay << october << u"2026-10-30T00:00"_s << u"2026-10-30T00:00"_s;
        QTest::newRow("hours: only what lies within")
            << u"2026-10-23T20:00"_s << 10 << Hour << october << u"2026-10-24T10:00"_s << u"2026-10-24T10:00"_s;
        QTest::newRow("half days of days left out do not count")
            << u"2026-10-09T15:00"_s << 2 << WorkingHalfDay << october << u"2026-10-10T18:00"_s
            << u"2026-10-10T18:00"_s;
        QTest::newRow("three half days over days left out") << u"2026-10-09T15:00"_s << 3 << WorkingHalfDay << october
                                                            << u"2026-10-26T12:00"_s << u"2026-10-26T12:00"_s;
    }

    void whatIsLeftOut_movesTheEnd()
    {
        QFETCH(QString, start);
        QFETCH(int, length);
        QFETCH(ClockUnit, unit);
        QFETCH(QList<TimeSpan>, leftOut);
        QFETCH(QString, raw);
        QFETCH(QString, end);
        const DueDate due = m_calendar.due(at(start), length, unit, true, leftOut);
        QCOMPARE(due.rawDue.toIso(), at(raw).toIso());
        QCOMPARE(due.due.toIso(), at(end).toIso());
    }

    void givenEnd_isNeverRolled_andMovedByWhatFollows()
    {
        const Instant saturday = at(u"2026-11-01T00:00"_s);
        QCOMPARE(m_calendar.dueAsGiven(saturday, ClockUnit::Month).date, QDate(2026, 10, 31));
        QCOMPARE(m_calendar.dueAsGiven(saturday, ClockUnit::Month).due, saturday);
        const QList<TimeSpan> leftOut{{at(u"2026-10-12T00:00"_s), at(u"2026-10-24T00:00"_s)}};
        QCOMPARE(m_calendar.dueAsGiven(saturday, ClockUnit::CalendarDay, leftOut).date, QDate(2026, 11, 12));
        QCOMPARE(m_calendar.dueAsGiven(saturday, ClockUnit::WorkingDay, leftOut).date, QDate(2026, 11, 13));
        const DueDate beyond = m_calendar.dueAsGiven(at(u"2027-01-01T00:00"_s), ClockUnit::WorkingDay,
                                                     {{at(u"2026-12-30T00:00"_s), at(u"2026-12-31T00:00"_s)}});
        QCOMPARE(beyond.date, QDate(2027, 1, 1));
        QVERIFY(beyond.provisional);
    }

    void halfDayBeyondTheLastNotice_isProvisional()
    {
        const DueDate due = m_calendar.due(at(u"2026-12-31T15:00"_s), 1, ClockUnit::WorkingHalfDay, true);
        QCOMPARE(due.due, at(u"2027-01-01T12:00"_s));
        QVERIFY(due.provisional);
        QCOMPARE(due.calendarVersion, m_calendar.version());
    }

    void appraisalDaysCountAsTenWorkingDays()
    {
        QCOMPARE(m_calendar.workingDaysBetween(QDate(2026, 10, 11), QDate(2026, 10, 23)), 10);
    }

    void decemberDayInTheNextNotice_wins()
    {
        WorkCalendar calendar = m_calendar;
        QVERIFY(calendar.isWorkingDay(QDate(2026, 12, 31)));
        const QByteArray json =
            R"({"year":2027,"dates":[{"date":"2026-12-31","name":"元旦","type":"public_holiday"}]})";
        QVERIFY(calendar.addYear(json, u"2027.json"_s));
        QVERIFY(!calendar.isWorkingDay(QDate(2026, 12, 31)));
        QCOMPARE(calendar.nextWorkingDay(QDate(2026, 12, 31)), QDate(2027, 1, 1));
    }

    void versionNamesSpanAndContent()
    {
        QVERIFY(QRegularExpression(u"^2024-2026:[0-9a-f]{8}$"_s).match(m_calendar.version()).hasMatch());
        QCOMPARE(shippedCalendar().version(), m_calendar.version());
        WorkCalendar changed = m_calendar;
        QVERIFY(changed.addYear(shipped(2026).replace("2026-10-07", "2026-10-08"), u"2026.json"_s));
        QVERIFY(changed.version() != m_calendar.version());
        QVERIFY(changed.isWorkingDay(QDate(2026, 10, 7))); // a new edition replaces the old one
        QCOMPARE(WorkCalendar().version(), QString());
    }

    void damagedFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << u"calendar.format"_s;
        QTest::newRow("not JSON") << QByteArray("{\"year\": 2026,") << u"calendar.format"_s;
        QTest::newRow("no year") << QByteArray(R"({"dates":[{"date":"2026-01-01","type":"public_holiday"}]})")
                                 << u"calendar.format"_s;
        QTest::newRow("no dates") << QByteArray(R"({"year":2026,"dates":[]})") << u"calendar.format"_s;
        QTest::newRow("unknown kind of day")
            << QByteArray(R"({"year":2026,"dates":[{"date":"2026-01-01","type":"fast_day"}]})") << u"calendar.format"_s;
        QTest::newRow("impossible date")
            << QByteArray(R"({"year":2026,"dates":[{"date":"2026-02-30","type":"public_holiday"}]})")
            << u"calendar.date"_s;
        QTest::newRow("not a date") << QByteArray(R"({"year":2026,"dates":[{"type":"public_holiday"}]})")
                                    << u"calendar.date"_s;
        QTest::newRow("another year") << QByteArray(
                                             R"({"year":2026,"dates":[{"date":"2025-11-30","type":"public_holiday"}]})")
                                      << u"calendar.date"_s;
        QTest::newRow("given twice") << QByteArray(
                                            R"({"year":2026,"dates":[{"date":"2026-01-01","type":"public_holiday"},
            {"date":"2026-01-01","type":"transfer_workday"}]})")
                                     << u"calendar.date"_s;
    }

    void damagedFileIsRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        WorkCalendar calendar = m_calendar;
        const auto added = calendar.addYear(json, u"county.json"_s);
        QVERIFY(!added);
        QCOMPARE(added.error().code, code);
        QVERIFY(added.error().message.contains(u"county.json"_s));
        QCOMPARE(calendar.version(), m_calendar.version()); // nothing half loaded
    }

private:
    WorkCalendar m_calendar;
};

QTEST_APPLESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
