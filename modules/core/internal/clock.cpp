#include <core/clock.h>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int chinaOffsetSeconds = 8 * 3600;
constexpr qint64 chinaOffsetMs = chinaOffsetSeconds * 1000LL;
constexpr qint64 dayMs = 24 * 3600 * 1000LL;

qint64 floorDiv(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

int digitsAt(QStringView text, qsizetype from, qsizetype count)
{
    int value = 0;
    for (qsizetype i = from; i < from + count; ++i) {
        value = value * 10 + (text[i].unicode() - u'0');
    }
    return value;
}

bool hasDateShape(QStringView text)
{
    if (text.size() != 10) {
        return false;
    }
    for (qsizetype i = 0; i < 10; ++i) {
        const char16_t c = text[i].unicode();
        if (i == 4 || i == 7 ? c != u'-' : c < u'0' || c > u'9') {
            return false;
        }
    }
    return true;
}

QDate dateOf(QStringView text)
{
    return QDate(digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2));
}

std::unexpected<Error> notAnInstant(const QString &text)
{
    return fail(ErrorKind::Invalid, u"time.format"_s,
                QCoreApplication::translate("Instant", "“%1” is not a time. Please write it with its offset, as in "
                                                       "2026-09-14T09:05:00+08:00.")
                    .arg(text.left(40)));
}

} // namespace

QDate Instant::localDate() const
{
    return QDate(1970, 1, 1).addDays(floorDiv(ms + chinaOffsetMs, dayMs));
}

QDateTime Instant::local() const
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::fromSecondsAheadOfUtc(chinaOffsetSeconds));
}

QString Instant::toIso() const
{
    return local().toString(Qt::ISODate);
}

QString Instant::display() const
{
    const QLocale words(language() == Language::Chinese ? QLocale::Chinese : QLocale::English);
    const QDateTime at = local();
    return at.date().toString(Qt::ISODate) + u' ' + words.dayName(at.date().dayOfWeek(), QLocale::ShortFormat) + u' ' +
           at.time().toString(u"HH:mm"_s);
}

Instant Instant::fromLocal(QDate day, QTime time)
{
    return Instant{QDate(1970, 1, 1).daysTo(day) * dayMs + time.msecsSinceStartOfDay() - chinaOffsetMs};
}

namespace {

// "2026-09-14T08:30:00+08:00", as every program here writes it: a file may hold a million of them.
std::optional<Instant> plainInstant(const QString &iso)
{
    constexpr auto shape = "dddd-dd-ddTdd:dd:dd+08:00"_L1;
    if (iso.size() != shape.size())
        return std::nullopt;
    const auto digit = [&iso](qsizetype at) { return iso.at(at).unicode() - u'0'; };
    for (qsizetype at = 0; at < shape.size(); ++at) {
        const bool fits = shape.at(at) == u'd' ? digit(at) >= 0 && digit(at) <= 9 : iso.at(at) == shape.at(at);
        if (!fits)
            return std::nullopt;
    }
    const auto pair = [&digit](qsizetype at) { return digit(at) * 10 + digit(at + 1); };
    const QDate day(pair(0) * 100 + pair(2), pair(5), pair(8));
    const QTime time(pair(11), pair(14), pair(17));
    if (!day.isValid() || !time.isValid())
        return std::nullopt; // the long way has the words for it
    return Instant::fromLocal(day, time);
}

} // namespace

Result<Instant> Instant::parse(const QString &iso)
{
    if (const auto plain = plainInstant(iso))
        return *plain;
    static const QRegularExpression shape(
        uR"(\A(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d\d):(\d\d))\z)"_s);
    const auto match = shape.match(iso);
    if (!match.hasMatch()) {
        return notAnInstant(iso);
    }
    const auto number = [&match](int group) { return match.capturedView(group).toInt(); };
    const QDate day = dateOf(match.capturedView(1));
    const int fraction = match.captured(5).leftJustified(3, u'0').toInt();
    const QTime time(number(2), number(3), number(4), fraction);
    if (!day.isValid())
        return fail(parseDate(match.captured(1)).error()); // 30 February is told apart from what is no instant at all
    if (!time.isValid() || number(7) > 14 || number(8) > 59) {
        return notAnInstant(iso);
    }
    const qint64 offsetMs = (number(7) * 60 + number(8)) * 60'000LL * (match.capturedView(6) == u'-' ? -1 : 1);
    return Instant{fromLocal(day, time).ms + chinaOffsetMs - offsetMs};
}

Result<QDate> parseDate(const QString &text)
{
    if (!hasDateShape(text)) {
        return fail(ErrorKind::Invalid, u"date.format"_s,
                    QCoreApplication::translate("Date", "“%1” is not a date. Please write it as in 2026-09-14.")
                        .arg(text.left(40)));
    }
    const QDate day = dateOf(text);
    if (!day.isValid()) {
        return fail(ErrorKind::Invalid, u"date.impossible"_s,
                    QCoreApplication::translate("Date", "There is no day %1 in the calendar. Please check the date.")
                        .arg(text));
    }
    return day;
}

Instant SystemClock::now() const
{
    return Instant{QDateTime::currentMSecsSinceEpoch()};
}

} // namespace fengqiao
