#pragma once

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <core/clock.h>
#include <core/error.h>

namespace fengqiao {

enum class ClockUnit { CalendarDay, WorkingDay, Month, Year, Hour, Minute, WorkingHalfDay };

// Time that a clock leaves out of its count (an expert appraisal). A clock of days leaves out the days from that of
// `from` to the one before that of `until`; a clock of hours exactly this time.
struct TimeSpan {
    Instant from;
    Instant until;
};

// When a clock ends (domain.md section 3 and R13): the day the rule names, and the day after rolling off rest days.
struct DueDate {
    Instant rawDue; // end of the raw day (24:00) for day units; the exact instant for hours and minutes
    Instant due;    // after rolling
    QDate rawDate;
    QDate date;
    bool provisional = false; // a day beyond the last published notice was looked at: 未公布
    QString calendarVersion;
};

// The working days of the mainland: weekends off, unless the State Council's yearly notice says otherwise (holidays and
// make-up working days, 调休). Versioned; a year without a notice counts Monday to Friday and is provisional.
class WorkCalendar {
public:
    // One file a year: the JSON of resources/calendars. Codes "calendar.format", "calendar.date", naming the file.
    [[nodiscard]] Result<> addYear(const QByteArray &json, const QString &fileName);
    [[nodiscard]] bool isWorkingDay(QDate day) const;

    [[nodiscard]] bool isPublished(QDate day) const { return m_years.contains(day.year()); }

    [[nodiscard]] QString dayName(QDate day) const; // "国庆节" in the current language, or empty

    [[nodiscard]] QString version() const { return m_version; } // "2024-2026:1a2b3c4d": span and content hash

    [[nodiscard]] QDate nextWorkingDay(QDate day) const; // `day` itself if it is one
    [[nodiscard]] int workingDaysBetween(QDate from,
                                         QDate to) const; // excluding `from`, including `to`; negative backwards

    // Start day excluded; month clocks end on the same day-number or the month's end; a last day that is a rest day
    // rolls to the next working day if `rolls`; working-day units count working days only; hours and minutes never roll
    // (民法典 201-203, 民诉法 85). WorkingHalfDay: the end (12:00 or 18:00) of the n-th half working day after the
    // start. Spans do not overlap; a month or year with some left out ends as many days later.
    [[nodiscard]] DueDate due(Instant start, int length, ClockUnit unit, bool rolls,
                              const QList<TimeSpan> &leftOut = {}) const;
    // An end that was agreed on or given by a date: as written, never rolled, moved only by what is left out from then
    // on.
    [[nodiscard]] DueDate dueAsGiven(Instant end, ClockUnit unit, const QList<TimeSpan> &leftOut = {}) const;

private:
    struct Year {
        QHash<QDate, bool> special; // date -> is a working day
        QHash<QDate, QString> names;
        QHash<QDate, QString> englishNames;
        QByteArray hash;
    };

    static Result<> readDay(Year &year, int number, const QJsonObject &entry, const QString &fileName);
    void updateVersion();
    const Year *yearNaming(QDate day) const;
    struct Count; // how a clock counts days
    QDate step(QDate day, int days, Count &count) const;
    QDate roll(QDate day, Count &count) const;
    DueDate dueHalfDay(Instant start, int length, const QList<TimeSpan> &leftOut) const;

    QMap<int, Year> m_years;
    QString m_version;
};

} // namespace fengqiao
