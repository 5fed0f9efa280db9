#pragma once

#include <QDate>
#include <QDateTime>
#include <compare>

#include <core/error.h>

namespace fengqiao {

// A point in time, UTC, milliseconds since 1970. Stored as such; shown in Asia/Shanghai.
struct Instant {
    qint64 ms = 0;

    auto operator<=>(const Instant &) const = default;

    [[nodiscard]] bool isNull() const { return ms == 0; }

    // The calendar day and wall clock in China: UTC+8 without summer time since 1991-09-15, so a fixed offset is exact
    // for every instant this program can record.
    [[nodiscard]] QDate localDate() const;
    [[nodiscard]] QDateTime local() const;
    [[nodiscard]] QString toIso() const;   // "2026-09-14T09:05:00+08:00"
    [[nodiscard]] QString display() const; // "2026-09-14 周一 09:05", weekday in the current language
    [[nodiscard]] static Instant fromLocal(QDate day, QTime time);
    [[nodiscard]] static Result<Instant> parse(const QString &iso); // ISO 8601 with offset; code "time.format"
};

// "2026-09-14" strictly; an impossible date such as 02-30 is code "date.impossible", anything else "date.format".
[[nodiscard]] Result<QDate> parseDate(const QString &text);

// Time is injected: every deadline can be tested on a fixed day.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant at)
        : m_at(at)
    {
    }

    [[nodiscard]] Instant now() const override { return m_at; }

    void set(Instant at) { m_at = at; }

private:
    Instant m_at;
};

} // namespace fengqiao
