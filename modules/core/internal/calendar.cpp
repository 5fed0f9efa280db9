#include <core/calendar.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> badFile(const QString &fileName, const QString &what)
{
    return fail(
        ErrorKind::Invalid, u"calendar.format"_s,
        QCoreApplication::translate("WorkCalendar", "The calendar file %1 cannot be used: %2").arg(fileName, what),
        fileName);
}

std::unexpected<Error> badDate(const QString &fileName, const QString &what)
{
    return fail(
        ErrorKind::Invalid, u"calendar.date"_s,
        QCoreApplication::translate("WorkCalendar", "The calendar file %1 has a wrong date: %2").arg(fileName, what),
        fileName);
}

bool isWeekday(QDate day)
{
    return day.dayOfWeek() <= Qt::Friday;
}

Result<QJsonObject> readObject(const QByteArray &json, const QString &fileName)
{
    QJsonParseError parsing;
    const auto document = QJsonDocument::fromJson(json, &parsing);
    if (parsing.error != QJsonParseError::NoError) {
        return badFile(fileName, QCoreApplication::translate("WorkCalendar", "it is not JSON (%1, at byte %2).")
                                     .arg(parsing.errorString())
                                     .arg(parsing.offset));
    }
    const QJsonObject object = document.object();
    const int year = object["year"_L1].toInt();
    if (year < 1990 || year > 2200) {
        return badFile(fileName, QCoreApplication::translate("WorkCalendar", "“year” is missing or not a year."));
    }
    if (object["dates"_L1].toArray().isEmpty()) {
        return badFile(fileName, QCoreApplication::translate("WorkCalendar", "“dates” is missing or empty."));
    }
    return object;
}

} // namespace

Result<> WorkCalendar::readDay(Year &year, int number, const QJsonObject &entry, const QString &fileName)
{
    const auto day = parseDate(entry["date"_L1].toString());
    if (!day) {
        return badDate(fileName, day.error().message);
    }
    // A notice may move December days of the year before (2024-12-31 can belong to the notice of 2025).
    if (day->year() != number && !(day->year() == number - 1 && day->month() == 12)) {
        return badDate(fileName, QCoreApplication::translate("WorkCalendar", "%1 does not belong to the year %2.")
                                     .arg(day->toString(Qt::ISODate))
                                     .arg(number));
    }
    const QString type = entry["type"_L1].toString();
    if (type != "public_holiday"_L1 && type != "transfer_workday"_L1) {
        return badFile(fileName,
                       QCoreApplication::translate(
                           "WorkCalendar", "“%1” of %2 is not a kind of day; it is public_holiday or transfer_workday.")
                           .arg(type.left(40), day->toString(Qt::ISODate)));
    }
    if (year.special.contains(*day)) {
        return badDate(
            fileName,
            QCoreApplication::translate("WorkCalendar", "%1 is given twice.").arg(day->toString(Qt::ISODate)));
    }
    year.special.insert(*day, type == "transfer_workday"_L1);
    year.names.insert(*day, entry["name"_L1].toString());
    year.englishNames.insert(*day, entry["name_en"_L1].toString());
    return {};
}

Result<> WorkCalendar::addYear(const QByteArray &json, const QString &fileName)
{
    const auto object = readObject(json, fileName);
    if (!object) {
        return fail(object.error());
    }
    const int number = (*object)["year"_L1].toInt();
    Year year;
    for (const QJsonValue &entry : (*object)["dates"_L1].toArray()) {
        if (auto read = readDay(year, number, entry.toObject(), fileName); !read) {
            return read;
        }
    }
    year.hash = QCryptographicHash::hash(json, QCryptographicHash::Sha256);
    m_years.insert(number, year);
    updateVersion();
    return {};
}

void WorkCalendar::updateVersion()
{
    QCryptographicHash all(QCryptographicHash::Sha256);
    for (const Year &year : std::as_const(m_years)) {
        all.addData(year.hash);
    }
    const int first = m_years.firstKey();
    const int last = m_years.lastKey();
    const QString span = first == last ? QString::number(first) : QString::number(first) + u'-' + QString::number(last);
    m_version = span + u':' + QString::fromLatin1(all.result().toHex().left(8));
}

// The notice of the following year comes later, so where it names a December day it wins.
const WorkCalendar::Year *WorkCalendar::yearNaming(QDate day) const
{
    for (const int number : {day.year() + 1, day.year()}) {
        const auto year = m_years.constFind(number);
        if (year != m_years.cend() && year->special.contains(day)) {
            return &*year;
        }
    }
    return nullptr;
}

bool WorkCalendar::isWorkingDay(QDate day) const
{
    const Year *year = yearNaming(day);
    return year ? year->special.value(day) : day.isValid() && isWeekday(day);
}

QString WorkCalendar::dayName(QDate day) const
{
    const Year *year = yearNaming(day);
    if (!year) {
        return {};
    }
    const QString english = year->englishNames.value(day);
    return language() == Language::English && !english.isEmpty() ? english : year->names.value(day);
}

QDate WorkCalendar::nextWorkingDay(QDate day) const
{
    while (day.isValid() && !isWorkingDay(day)) {
        day = day.addDays(1);
    }
    return day;
}

int WorkCalendar::workingDaysBetween(QDate from, QDate to) const
{
    if (to < from) {
        return -workingDaysBetween(to, from);
    }
    int count = 0;
    for (QDate day = from.addDays(1); day <= to; day = day.addDays(1)) {
        count += isWorkingDay(day) ? 1 : 0;
    }
    return count;
}

struct WorkCalendar::Count {
    bool workingDays = false;
    const QList<TimeSpan> &leftOut;
    bool provisional = false; // a day without a published notice was looked at

    [[nodiscard]] bool leavesOut(QDate day) const
    {
        return std::ranges::any_of(leftOut, [day](const TimeSpan &span) {
            return span.from.localDate() <= day && day < span.until.localDate();
        });
    }
};

// To the n-th day after `day` that counts.
QDate WorkCalendar::step(QDate day, int days, Count &count) const
{
    if (!count.workingDays && count.leftOut.isEmpty())
        return day.addDays(days);
    while (days > 0) {
        day = day.addDays(1);
        if (count.workingDays)
            count.provisional = count.provisional || !isPublished(day);
        if (!count.leavesOut(day) && (!count.workingDays || isWorkingDay(day)))
            --days;
    }
    return day;
}

QDate WorkCalendar::roll(QDate day, Count &count) const
{
    QDate rolled = nextWorkingDay(day);
    while (rolled != day && count.leavesOut(rolled))
        rolled = nextWorkingDay(rolled.addDays(1));
    count.provisional = count.provisional || !isPublished(day) || !isPublished(rolled);
    return rolled;
}

namespace {

bool countsTime(ClockUnit unit)
{
    return unit == ClockUnit::Hour || unit == ClockUnit::Minute;
}

// Spans in the order of time, each moving the end on if it begins before it.
Instant movedBy(QList<TimeSpan> spans, Instant start, Instant end)
{
    std::ranges::sort(spans, {}, &TimeSpan::from);
    for (const TimeSpan &span : std::as_const(spans)) {
        const Instant from = std::max(span.from, start);
        if (from < end && from < span.until)
            end.ms += span.until.ms - from.ms;
    }
    return end;
}

DueDate exactly(Instant end, const QString &version)
{
    // The first instant of a day is the end of the day before.
    const QDate day = Instant{end.ms - 1}.localDate();
    return {end, end, day, day, false, version};
}

} // namespace

DueDate WorkCalendar::due(Instant start, int length, ClockUnit unit, bool rolls, const QList<TimeSpan> &leftOut) const
{
    if (countsTime(unit)) {
        const Instant end{start.ms + length * (unit == ClockUnit::Hour ? 3'600'000LL : 60'000LL)};
        return exactly(movedBy(leftOut, start, end), m_version);
    }
    if (unit == ClockUnit::WorkingHalfDay)
        return dueHalfDay(start, length, leftOut);
    Count count{.workingDays = unit == ClockUnit::WorkingDay, .leftOut = leftOut};
    const QDate first = start.localDate();
    int days = length;
    if (unit == ClockUnit::Month) // the month's end where it has no such day (民法典 202)
        days = static_cast<int>(first.daysTo(first.addMonths(length)));
    else if (unit == ClockUnit::Year)
        days = static_cast<int>(first.daysTo(first.addYears(length)));
    DueDate due;
    due.rawDate = step(first, days, count);
    due.date = rolls ? roll(due.rawDate, count) : due.rawDate;
    due.provisional = count.provisional;
    // A day ends at 24:00 (民法典 203).
    due.rawDue = Instant::fromLocal(due.rawDate.addDays(1), QTime(0, 0));
    due.due = Instant::fromLocal(due.date.addDays(1), QTime(0, 0));
    due.calendarVersion = m_version;
    return due;
}

DueDate WorkCalendar::dueAsGiven(Instant end, ClockUnit unit, const QList<TimeSpan> &leftOut) const
{
    if (countsTime(unit) || leftOut.isEmpty())
        return exactly(movedBy(leftOut, Instant{}, end), m_version);
    Count count{.workingDays = unit == ClockUnit::WorkingDay, .leftOut = leftOut};
    const QDate last = Instant{end.ms - 1}.localDate();
    int days = 0;
    for (const TimeSpan &span : leftOut)
        for (QDate day = span.from.localDate(); day < span.until.localDate() && day <= last; day = day.addDays(1))
            days += !count.workingDays || isWorkingDay(day) ? 1 : 0;
    DueDate due = exactly(Instant::fromLocal(step(last, days, count).addDays(1), QTime(0, 0)), m_version);
    due.provisional = count.provisional;
    return due;
}

// The half day in which the clock starts is not counted, as the start day is not counted elsewhere.
DueDate WorkCalendar::dueHalfDay(Instant start, int length, const QList<TimeSpan> &leftOut) const
{
    Count count{.workingDays = true, .leftOut = leftOut};
    QDate day = start.localDate();
    bool afternoon = start.local().time() >= QTime(12, 0);
    count.provisional = !isPublished(day);
    for (int left = length; left > 0;) {
        afternoon = !afternoon;
        if (!afternoon) {
            day = day.addDays(1);
            count.provisional = count.provisional || !isPublished(day);
        }
        left -= isWorkingDay(day) && !count.leavesOut(day) ? 1 : 0;
    }
    DueDate due;
    due.rawDate = due.date = day;
    due.rawDue = due.due = Instant::fromLocal(day, afternoon ? QTime(18, 0) : QTime(12, 0));
    due.provisional = count.provisional;
    due.calendarVersion = m_version;
    return due;
}

} // namespace fengqiao
