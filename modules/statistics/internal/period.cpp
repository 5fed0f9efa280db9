#include <statistics/metrics.h>

#include <QCoreApplication>

namespace fengqiao {

namespace {

bool startsMonth(const Period &period)
{
    return period.from.day() == 1;
}

bool endsMonth(const Period &period)
{
    return period.to.day() == period.to.daysInMonth();
}

} // namespace

Period Period::month(int year, int month)
{
    const QDate first(year, month, 1);
    return {first, first.addMonths(1).addDays(-1)};
}

Period Period::year(int year)
{
    return {QDate(year, 1, 1), QDate(year, 12, 31)};
}

// Whole months are compared with as many whole months, whatever their length: a quarter with a quarter.
Period Period::previous() const
{
    if (startsMonth(*this) && endsMonth(*this)) {
        const int months = (to.year() - from.year()) * 12 + to.month() - from.month() + 1;
        return {from.addMonths(-months), from.addDays(-1)};
    }
    return {from.addDays(-days()), from.addDays(-1)};
}

Period Period::lastYear() const
{
    Period before{from.addYears(-1), to.addYears(-1)};
    if (startsMonth(*this) && endsMonth(*this)) // February of a leap year
        before.to.setDate(before.to.year(), before.to.month(), before.to.daysInMonth());
    return before;
}

QString Period::text() const
{
    if (from == to)
        return from.toString(Qt::ISODate);
    return QCoreApplication::translate("Metrics", "%1 to %2").arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate));
}

} // namespace fengqiao
